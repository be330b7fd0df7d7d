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
from tawatur.base.fold import CHANGED, DROPPED, LETTERS
from tawatur.base.proclitics import ARTICLE, BEFORE_ARTICLE, PROCLITICS
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.base.tokens import CONTROL
from tawatur.view import accounts, chronology, histogram, judgements, labels, ladder_chart, overview, sections, slots
from tawatur.view.facets import facets, status_words, titles
from tawatur.view.index import Index, address
from tawatur.view.language import SAYING, _, speaking
from tawatur.view.passages import clipped, pieces
from tawatur.view.sifting import Catalogue, Sieve, days_of

HERE = Path(__file__).parent
SURROGATE = re.compile("[\ud800-\udfff]")  # half of a UTF-16 pair: no file can hold it
STYLES = ("report.css", "search.css")
SCRIPTS = ("passage.js", "held.js", "finding.js", "search_box.js", "sieve.js", "report.js")
FONTS = (("Tawatur Naskh", "noto-naskh-arabic"), ("Tawatur Sans", "ibm-plex-sans-arabic"))
PACKED_ABOVE = 600  # events; more are packed
FEW_CHOICES, MOST_CHOICES = 12, 200  # of one field: so many stand open, and so many can be chosen from at all
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
    style, script = fonts() + "".join(map(static, STYLES)), "".join(map(static, SCRIPTS))
    words, packed, catalogue = words_for(index), len(story.chronology) > PACKED_ABOVE, Catalogue(index)
    plain = {"pages": pages(index), "facts": facts(catalogue), "folding": folding()}
    held = packing({**plain, "boxes": boxes(index, words)}) if packed else embedded(plain)
    page = templates().get_template("report.html.j2").render(
        **words, **to_narrow(index, catalogue), packed=packed, held=held, dated=dated, undated=undated, known=known,
        years=len({r.date.year for r in known}) > 1, style=Markup(style), script=Markup(script),
        policy=policy(style, script), invented=overview.is_invented(story.documents),
    )  # fmt: skip
    return SURROGATE.sub("\ufffd", page)


def packing(data: dict[str, Any]) -> str:
    """Pack data as gzip in base64: a browser unpacks it in a moment."""
    return base64.b64encode(gzip.compress(str(embedded(data)).encode(), mtime=0)).decode()


def boxes(index: Index, words: dict[str, Any]) -> dict[str, str]:
    """Write what every event holds once it is opened.

    Thousands of opened events are a file that takes seconds to open, and of which nobody reads most.
    """
    opened = templates().get_template("_accounts.html.j2").make_module(words)
    return {e.id: str(opened.accounts_of(e)) for e in index.story.chronology}  # type: ignore[attr-defined]


def facts(catalogue: Catalogue) -> dict[str, Any]:
    """Gather what the chronology can be narrowed by: of every event its values of each field, and its first and last day."""
    return {
        id_: {
            **{field: sorted(getattr(f, field)) for field in ("types", "outlets", "names", "offices", "status")},
            "days": f.event,
            "chains": f.chains,
        }
        for id_, f in catalogue.facts.items()
    }


def folding() -> dict[str, Any]:
    """Hand the tables by which words are compared to the report's own search: one copy of them, the program's."""
    return {
        "dropped": DROPPED.pattern,
        "changed": CHANGED.pattern,
        "control": CONTROL.pattern,
        "letters": LETTERS,
        "proclitics": sorted(PROCLITICS),
        "before_article": sorted(BEFORE_ARTICLE),
        "article": ARTICLE,
    }


def to_narrow(index: Index, catalogue: Catalogue) -> dict[str, Any]:
    """Name what the chronology is narrowed by: bars over time, choices of each field, states."""
    return {
        "bars": histogram.bars(catalogue, Sieve()),
        "facets": facets(index, catalogue, Sieve(), titles(index.story)),
        "states": status_words(),
        "few_choices": FEW_CHOICES,
        "most_choices": MOST_CHOICES,
    }


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
    parts_by_whole = slots.parts_of(index)
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
        "link_to": lambda id_: f"#page-{id_}" if id_ in index.documents else f"#{id_}",
        "accounts": lambda event: accounts.accounts(index, event),
        "slots_of": slots.slots,
        "parts_of": lambda event: slots.parts(index, event, parts_by_whole),
        "chart_of": ladder_chart.chart,
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
        "days": days_of(document.published),
        "sentences": index.sentence_starts(document.id),
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
