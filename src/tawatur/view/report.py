"""A story → one HTML file, Arabic or English, that needs nothing else: no network, no server; the pages' words only as text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view import accounts, chronology, judgements, labels, overview, sections
from tawatur.view.index import Index, address
from tawatur.view.language import SAYING, _, speaking
from tawatur.view.passages import clipped, pieces

HERE = Path(__file__).parent
SURROGATE = re.compile("[\ud800-\udfff]")  # half of a UTF-16 pair: no file can hold it
FONTS = (("Tawatur Naskh", "noto-naskh-arabic"), ("Tawatur Sans", "ibm-plex-sans-arabic"))
PACKED_ABOVE = 600  # events; more are packed
RANGES = {
    "arabic": "U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02DC,U+2000-200B,U+200F,U+2012-206F,U+20AC,U+2122,U+2190-2212",
}


def render(story: Story, language: str = "ar", digits: str = "latin") -> str:
    """Write the report of a story in a language of the interface. Raises ValueError for another language or digits."""
    with speaking(language, digits):
        return spoken(story)


def spoken(story: Story) -> str:
    """Write the report in the language being spoken."""
    index = Index(story)
    dated, undated = chronology.rows(story)
    known = [r for r in dated if r.date.precision != "none"]
    style, script = fonts() + static("report.css"), static("passage.js") + static("report.js")
    words, packed = words_for(index), len(story.chronology) > PACKED_ABOVE
    held = packing(index, words) if packed else embedded({"pages": pages(index)})
    page = templates().get_template("report.html.j2").render(
        **words, packed=packed, held=held, dated=dated, undated=undated, known=known, years=len({r.date.year for r in known}) > 1,
        style=Markup(style), script=Markup(script), policy=policy(style, script),
        invented=overview.is_invented(story.documents),
    )  # fmt: skip
    return SURROGATE.sub("\ufffd", page)


def packing(index: Index, words: dict[str, Any]) -> str:
    """Pack the pages, and what every event holds once it is opened, as gzip in base64: a browser unpacks it in a moment.

    Thousands of opened events are a file that takes seconds to open, and of which nobody reads most.
    """
    opened = templates().get_template("_accounts.html.j2").make_module(words)
    bodies = {e.id: str(opened.accounts_of(e)) for e in index.story.chronology}  # type: ignore[attr-defined]
    data = str(embedded({"pages": pages(index), "bodies": bodies})).encode()
    return base64.b64encode(gzip.compress(data, mtime=0)).decode()


@cache
def templates() -> jinja2.Environment:
    """Make the templates' environment: escaping always on, an unknown name an error, the interface's words at hand."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= SAYING
    return made


def words_for(index: Index) -> dict[str, Any]:
    """Name what the templates may call."""
    return {
        "story": index.story,
        "index": index,
        "sections": sections,
        "overview": overview,
        "judgements": judgements,
        "Span": Span,
        "label": labels.label,
        "in_words": labels.in_words,
        "value_in_words": labels.value_in_words,
        "figure_in_words": labels.figure_in_words,
        "rule_in_words": labels.rule_in_words,
        "why_in_words": labels.why_in_words,
        "detail_in_words": labels.detail_in_words,
        "is_understood": labels.is_understood,
        "kind_in_words": chronology.kind_in_words,
        "address": address,
        "web": web_address,
        "outlet": index.outlet,
        "outlets": index.outlets,
        "name": index.name,
        "words": index.words,
        "stated": accounts.stated,
        "accounts": lambda event: accounts.accounts(index, event),
        "disputes": lambda event: sections.disputes(index, event),
        "quote": lambda document, *spans: quote(index, document, *spans),
    }


def quote(index: Index, document: str, *spans: Span) -> Any:
    """Quote the sentence around some words, these marked."""
    around = index.sentence(document, spans[0])
    return pieces(index.text(document), clipped(around), spans)


def pages(index: Index) -> dict[str, Any]:
    """Gather what the reader pane shows: each page's text once, its residue, who published it and when."""
    return {document.id: page(index, document) for document in index.story.documents}


def page(index: Index, document: Document) -> dict[str, Any]:
    """Gather one page. Offsets stay code points here; the browser counts them in its own units."""
    return {
        "outlet": index.outlet(document.id),
        "published": published_in_words(document),
        "title": document.title.text if document.title else document.source,
        "titled": bool(document.title and document.title.span),
        "url": web_address(document.url or document.source),
        "text": document.text,
        "residue": [[*r.span, labels.label("residue", r.kind)] for r in document.residue],
    }


def published_in_words(document: Document) -> str:
    """Say when a page was published, as the reader pane shows it."""
    published = document.published
    said = labels.in_words(published.value, published.earliest, published.latest)
    if said.precision == "none":
        return _("No date of publication is known")
    return _("published: {date}", date=said.words)


def web_address(address: str | None) -> str | None:
    """Return an address that a link may lead to: http and https alone, so that no page's «javascript:» is ever run."""
    return address if address and re.match(r"https?://[^\s]+$", address) else None


def embedded(data: Any) -> Markup:
    """Write data for a script element of type application/json: no «<» of a page can end the element."""
    text = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    )
    return Markup(SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text))


@cache
def static(name: str) -> str:
    """Read one of our own style sheets or scripts."""
    text = (HERE / "static" / name).read_text("utf-8")
    assert "</" not in text, f"{name} would end its own element: write «<\\/»"
    return text


@cache
def fonts() -> str:
    """Write the font faces, each font inside the style sheet."""
    faces = []
    for family, stem in FONTS:
        for subset, points in RANGES.items():
            for weight in (400, 700):
                data = base64.b64encode(
                    (HERE / "static" / "fonts" / f"{stem}-{subset}-{weight}-normal.woff2").read_bytes()
                )
                faces.append(
                    f'@font-face{{font-family:"{family}";font-weight:{weight};unicode-range:{points};'
                    f'src:url(data:font/woff2;base64,{data.decode()}) format("woff2")}}\n'
                )
    return "".join(faces)


def policy(style: str, script: str) -> str:
    """Write the content security policy: this style and this script by their digests, fonts inside, nothing else."""
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the digest by which a policy names an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
