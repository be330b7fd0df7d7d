"""Whom a passage credits: the tellers of the attributions it stands in, the page's by-line and credit lines.

Comes in: a reading and a passage. Goes out: named outlets and agencies, each with the words that name it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tawatur.base.annotation import Attribution
from tawatur.base.document import Outlet
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.origins import bare, core, is_named, names_outlet, same_teller
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

PUBLISHERS = ("outlet", "agency", "social")  # tellers whose words are text that can be copied
CREDITS = ("credit", "byline", "dateline")


class QuotableTextRow(Row, frozen=True, kw_only=True):
    """A word for a text that somebody issues and pages print: «بيان»."""


class Teller(NamedTuple):
    """Somebody whom the page names as teller, the words that do, and what they cover: null for the whole page."""

    name: str
    kind: str
    span: Span
    covers: Span | None


def tellers(reading: Reading, lexicons: Lexicons) -> list[Teller]:
    """List the named publishers whom the page credits, in reading order."""
    found = [t for a in reading.attributions for t in attribution_tellers(a, lexicons)]
    found += [
        Teller(Span(*r.span).of(reading.text), "credit", Span(*r.span), None)
        for r in reading.document.residue
        if r.kind in CREDITS
    ]
    found += [
        Teller(m.name, m.kind, m.span, paragraph_of(reading, m.span))
        for m in reading.mentions
        if m.kind in ("outlet", "agency")
    ]
    return sorted((t for t in found if is_named(t.name)), key=lambda t: (t.span, t.name, t.kind))


def attribution_tellers(attribution: Attribution, lexicons: Lexicons) -> list[Teller]:
    """List the publishers of one attribution; a by-line, which has no cue, covers the whole page."""
    covers = attribution.content.span if attribution.cue else None
    found = [
        Teller(link.name, link.kind, link.span or attribution.span, covers)
        for link in attribution.chain
        if publishes(link.name, link.kind, lexicons)
    ]
    source = attribution.source
    if source and publishes(source.text, source.kind, lexicons):
        found.append(Teller(source.text, source.kind, source.span, covers))
    return found


@cache
def quotable(lexicons: Lexicons) -> frozenset[str]:
    """Return the folded words for texts that pages print: «بيان», «برقية»; an inquiry («التحريات») is none."""
    return frozenset(fold(row.form) for row in lexicons.rows("quotable_texts", QuotableTextRow))


def publishes(name: str, kind: str, lexicons: Lexicons) -> bool:
    """Say whether a teller's words are text that pages can copy: «وكالة الساحل», «بيان البلدية», not «التحريات»."""
    return kind in PUBLISHERS or (kind == "document" and any(bare(w) in quotable(lexicons) for w in fold(name).split()))


def paragraph_of(reading: Reading, span: Span) -> Span:
    """Return the line of the text that holds `span`; with what follows, where the line introduces it.

    «وفيما يلي نص ما نشرته صحيفة الساحل:» names the paper for all that comes after.
    """
    start = reading.text.rfind("\n", 0, span[0]) + 1
    end = reading.text.find("\n", span[1])
    end = end if end >= 0 else len(reading.text)
    return Span(start, len(reading.text) if reading.text[start:end].rstrip().endswith(":") else end)


def of_passage(all_tellers: list[Teller], passage: Span) -> list[Teller]:
    """Keep the tellers whose words the passage is, in whole or in part."""
    return [t for t in all_tellers if t.covers is None or passage.meets(t.covers)]


def names_the(outlet: Outlet | None, credited: list[Teller]) -> Teller | None:
    """Return the first teller that names the outlet."""
    if outlet is None:
        return None
    names = [n for n in (outlet.name, outlet.id or "") if core(n)]
    return next((t for t in credited if any(names_outlet(t.name, n) for n in names)), None)


def common_origin(one: list[Teller], other: list[Teller]) -> tuple[Teller, Teller] | None:
    """Return the first named publisher whom both passages credit."""
    return next(((x, y) for x in one for y in other if same_teller(x.name, y.name)), None)


def reason(rule: str, document: str, teller: Teller) -> Reason:
    """Cite the words that name a teller."""
    return Reason(rule=rule, document=document, span=teller.span, detail=f"names «{teller.name}»")
