"""A story → one HTML file, Arabic or English, that needs nothing else: no network, no server; the pages' words only as text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

import jinja2
from markupsafe import Markup

from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view import (
    accounts,
    chronology,
    concordance,
    held,
    histogram,
    isnad_picture,
    judgements,
    labels,
    ladder_chart,
    overview,
    sections,
    slots,
    wordings,
)  # fmt: skip
from tawatur.view.codebook import coded, term_key
from tawatur.view.facets import facets, status_words, titles
from tawatur.view.figures import ladders
from tawatur.view.index import Index, address
from tawatur.view.isnad import of_story
from tawatur.view.language import SAYING, direction, speaking
from tawatur.view.passages import clipped, pieces
from tawatur.view.sifting import Catalogue, Sieve
from tawatur.view.ties import chosen, most_heard

HERE = Path(__file__).parent
STYLES = ("report.css", "chains.css", "wording.css", "figures.css", "search.css")
SCRIPTS = ("passage.js", "held.js", "finding.js", "search_box.js", "sieve.js", "lines.js", "report.js")
FONTS = (("Tawatur Naskh", "noto-naskh-arabic"), ("Tawatur Sans", "ibm-plex-sans-arabic"))
PACKED_ABOVE = 600  # events; more are packed
MOST_TIES, MOST_USES, MOST_TELLINGS = 200, 4, 200  # of the story's chains in the file; of one tie its places
MOST_LADDERS = 50  # drawn apart from their events
MOST_GROUPS, MOST_COLUMNS, MOST_LINES = 200, 12, 100  # of wordings in the file; of one group its lines
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
    words |= {"packed": packed, **drawn_chains(index), **worded(index)}
    words |= {"ladders": ladders(story), "most_ladders": MOST_LADDERS}
    data = {"pages": held.pages(index), "facts": held.facts(catalogue), "folding": held.folding()}
    written = held.packing({**data, "boxes": boxes(words)}) if packed else held.embedded(data)
    page = templates().get_template("report.html.j2").render(
        **words, **to_narrow(index, catalogue), held=written, dated=dated, undated=undated, known=known,
        years=len({r.date.year for r in known}) > 1, style=Markup(style), script=Markup(script),
        policy=policy(style, script), invented=overview.is_invented(story.documents),
    )  # fmt: skip
    return held.writable(page)


def boxes(words: dict[str, Any]) -> dict[str, str]:
    """Write what events and ties hold once they are opened, for a story of which that is packed.

    Thousands of opened events are a file that takes seconds to open, and of which nobody reads most.
    """
    event, tie = macro(words, "_accounts.html.j2", "accounts_of"), macro(words, "_chains.html.j2", "behind")
    lines = macro(words, "_wording.html.j2", "lines_of")
    made = {
        **{e.id: str(event(e)) for e in words["story"].chronology},
        **{f"tie-{t.id}": str(tie(words["behind_tie"](t))) for t in words["ties"]},
        **{f"lines-{r.group.id}": str(lines(r.group)) for r in words["wording_rows"]},
    }
    return {held.writable(id_): box for id_, box in made.items()}


def worded(index: Index) -> dict[str, Any]:
    """Name what the table of wordings shows: outlet by what is spoken of, and the lines of each group."""
    groups = coded(index.story.wordings, [])[:MOST_GROUPS]
    outlets = wordings.outlets(index, groups)
    return {
        "wording_rows": [wordings.row(index, g) for g in groups],
        "columns": outlets[:MOST_COLUMNS],
        "outlets_of_terms": len(outlets),
        "term_link": lambda group, *_asked: f"#lines-{group.id}",
        "lines_in_context": lambda group: concordance.lines(index, group.terms[:MOST_LINES]),
        "counted_terms": lambda group: wordings.with_first(group.terms),
    }


def macro(words: dict[str, Any], template: str, name: str) -> Callable[..., Markup]:
    """Return a template's macro by its name."""
    return cast("Callable[..., Markup]", getattr(templates().get_template(template).make_module(words), name))


def drawn_chains(index: Index) -> dict[str, Any]:
    """Name what the picture of the story's chains and its lists show; nothing in them is pressed or chosen yet."""
    isnad = of_story(index)
    picture = isnad_picture.picture(isnad, direction() == "rtl")
    drawn = {line.tie.id for line in picture.lines}
    boxed = [b.teller for b in picture.boxes]
    return {
        "isnad": isnad,
        "picture": picture,
        "ties": [t for n, t in enumerate(isnad.ties.values()) if n < MOST_TIES or t.id in drawn],
        "tellers": list({t.id: t for t in [*most_heard(isnad), *boxed]}.values()),
        "tellings": isnad.reports[:MOST_TELLINGS],
        "behind_tie": lambda tie: chosen(index, isnad, tie, MOST_USES),
        "tie_link": "#tie-{}".format,
        "teller_link": "#teller-{}".format,
        "teller": None,
        "lit": set(),
        "chosen": None,
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
        "web": held.web_address,
        "outlet": index.outlet,
        "outlets": index.outlets,
        "name": index.name,
        "words": index.words,
        "link_to": lambda id_: f"#page-{id_}" if id_ in index.documents else f"#{id_}",
        "voice_of": wordings.voice_of,
        "term_key": term_key,
        "accounts": lambda event: accounts.accounts(index, event),
        "slots_of": slots.slots,
        "parts_of": lambda event: slots.parts(index, event, parts_by_whole),
        "chart_of": ladder_chart.drawn,
        "disputes": lambda event: sections.disputes(index, event),
        "quote": lambda document, *spans: quote(index, document, *spans),
    }


def quote(index: Index, document: str, *spans: Span) -> Any:
    """Quote the sentence around some words, these marked."""
    around = index.sentence(document, spans[0])
    return pieces(index.text(document), clipped(around), spans)


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
