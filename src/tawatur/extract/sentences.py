"""A document's body and readable residue → sentences.

A sentence ends at a line's end and at . ! ? ؟ …; commas and semicolons do not end one, since Arabic news joins
clauses with them for whole paragraphs. A stop between digits or after an initial does not count, and closing
quotation marks go with the sentence they close. Nothing is dropped: what is not the body stands in a zone of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.base.annotation import Sentence, numbered
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

NEEDS = ()
MAKES = ("sentences",)
TABLES: dict[str, type[Row]] = {}

STOP = re.compile(r"[.!?؟…]+[\"”“»’'″)\]]*(?=\s|[\"”“»«‘]|$)|[.](?=[\u0621-\u064a]{2})")
INITIAL = re.compile(r"(?:^|[\s(«\"“])(?:[A-Za-z\u0621-\u064a]|د|م|أ|ا|ص|ت|ق|هـ)$")
READABLE = ("embed", "date-header", "credit", "headline", "dateline", "byline", "caption")
OPENERS, CLOSERS = "«“‘([", "»”’)]"


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Sentence]]:  # noqa: ARG001
    """Split the readable spans of the document into sentences."""
    return {"sentences": numbered("s", split_document(reading))}


def split_document(reading: Reading) -> Iterator[Sentence]:
    """Yield the sentences of the headline, the body and the readable residue."""
    document, text = reading.document, reading.text
    headline = document.title.span if document.title else None
    zones = [(span, "body") for span in document.body]
    if headline and not any(span.holds(headline) for span in document.body):
        zones.append((headline, "headline"))
    zones += [(r.span, r.kind) for r in document.residue if r.kind in READABLE]
    for paragraph, (zone, kind) in enumerate(sorted(zones)):
        for line in lines(text, zone):
            for span, why in split(text, line):
                yield Sentence(
                    id="", document=document.id, span=span, text=span.of(text), paragraph=paragraph,
                    zone="headline" if headline and headline.holds(span) else kind,
                    because=[Reason(rule=f"sentences.{why}")],
                )  # fmt: skip


def lines(text: str, zone: Span) -> Iterator[Span]:
    """Yield the lines of `zone` that hold more than white space."""
    for found in re.finditer(r"[^\r\n\u2028\u2029]+", zone.of(text)):
        span = Span(*found.span()).shift(zone.start).trim(text, also="\u200b\u200e\u200f\ufeff")
        if span.length:
            yield span


def split(text: str, line: Span) -> Iterator[tuple[Span, str]]:
    """Yield the sentences of one line, each with the rule that ended it."""
    start = line.start
    for stop in STOP.finditer(text, line.start, line.end):
        if stop.start() < start or not ends_sentence(text, start, stop):
            continue
        span = Span(start, stop.end()).trim(text)
        if span.length:
            yield span, "stop"
        start = stop.end()
    rest = Span(start, line.end).trim(text)
    if rest.length:
        yield rest, "line-end"


def ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    """Say whether this stop ends a sentence: not after an initial («أ.»), nor dots that open a trailing clause."""
    before = text[start : stop.start()]
    if stop.group().startswith(".") and not stop.group().startswith("..") and INITIAL.search(before):
        return False
    if stop.group().startswith("..") and not stop.group().startswith("...") and before.count(" ") < 12:
        return False  # headlines use «..» as a dash
    return bool(re.search(r"\w", before))
