"""What the trained tagger proposes, refused where no reader would agree, and given its finer kind."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.fold import fold
from tawatur.base.noun_phrases import is_place
from tawatur.base.phrases import readings
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.mentions.candidate import LABELS, Candidate
from tawatur.extract.mentions.tables import BodyRow, Grammar

LEAST = {"PER": 0.5, "ORG": 0.5, "LOC": 0.5, "FAC": 0.5, "OUT": 0.5, "LAW": 0.5, "EVT": 0.5, "PROD": 0.6}
MARKS = "\"«»“”'‘’\u201f\u2033"
LAW_HEADS = ("قانون", "القانون", "دستور", "الدستور", "ماده", "الماده", "مرسوم", "لائحه", "اللائحه", "ظهير", "قرار")


def proposed(reading: Reading, grammar: Grammar) -> Iterator[Candidate]:
    """Turn the tagger's mentions, outer and inner, into candidates."""
    for proposal in (*reading.proposed("mention"), *reading.proposed("inner")):
        if proposal.label not in LABELS:
            continue
        span = edges(reading.text, Span(proposal.start, proposal.end))
        if refused(reading, grammar, proposal, span):
            continue
        because = Reason(rule="tagger", detail=proposal.label, score=round(proposal.score, 3))
        kind = finer_kind(span.of(reading.text), LABELS[proposal.label], grammar)
        yield Candidate(span, kind, proposal.score, (because,), tagged=True, name=full_name(reading, span))


def edges(text: str, span: Span) -> Span:
    """Leave outer quotation marks and stray commas off; keep «الجيش "الإسرائيلي"» whole."""
    span = span.trim(text, also="،,.؛:()[]-–—")
    while span.length > 2:
        words = span.of(text)
        opens, closes = words[0] in MARKS, words[-1] in MARKS
        inner = sum(c in MARKS for c in words[1:-1])
        if opens and (inner % 2 == closes):
            span = Span(span.start + 1, span.end)
        elif closes and inner % 2 == 0:
            span = Span(span.start, span.end - 1)
        else:
            return span
        span = span.trim(text)
    return span


def refused(reading: Reading, grammar: Grammar, proposal: Proposal, span: Span) -> bool:
    """Refuse what scores low, adjectives (المصري), peoples (المصريون), particles and verbs."""
    if span.length < 2 or proposal.score < LEAST[proposal.label]:
        return True
    words = fold(span.of(reading.text)).split()
    if not words:
        return True
    word = words[0]
    if len(words) > 1:
        return False
    if word in grammar.words.particles or (word in grammar.words.verbs and proposal.score < 0.8):
        return True
    if proposal.label in ("LOC", "ORG") and word.startswith("ال") and word[2:] in grammar.nisba:
        return word not in grammar.words.particles and not is_place(word, grammar.words)
    return False


def finer_kind(name: str, kind: str, grammar: Grammar) -> str:
    """Tell companies from bodies, agencies from outlets, agreements from laws, by head or by table."""
    words = fold(name).split()
    first = words[0].strip(MARKS) if words else ""
    if kind == "law":
        return "law" if first in LAW_HEADS else "agreement"
    rows = [row for parts, _, row in grammar.bodies.by_first.get(first, ()) if list(parts) == words]
    if rows and isinstance(rows[0], BodyRow) and kind in ("organisation", "outlet"):
        return rows[0].kind if kind == "outlet" or rows[0].kind == "company" else kind
    heads = [(parts, row) for _, stem in readings(first) for parts, _, row in grammar.heads.by_first.get(stem, ())]
    kinds = [row.kind for parts, row in heads if len(parts) == 1 or list(parts) == words[: len(parts)]]
    if kind == "organisation" and "company" in kinds:
        return "company"
    if kind == "outlet" and (first in ("وكاله", "لوكاله") or "agency" in kinds):
        return "agency"
    if kind == "event":
        return next((k for k in kinds if k in ("conference", "exercise")), "event")
    return kind


def full_name(reading: Reading, span: Span) -> str | None:
    """Restore the article that ل swallowed: «لقوات المسلحة» behind a lam is «القوات المسلحة»."""
    text = reading.text
    if span.start and text[span.start] == "ل" and text[span.start - 1] == "ل":
        rest = text[span.start :]
        return ("ا" if rest.startswith("لل") else "ال") + text[span.start + 1 : span.end]
    return None
