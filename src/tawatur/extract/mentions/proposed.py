"""What the trained tagger proposes, refused where no reader would agree, and given its finer kind."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.fold import fold
from tawatur.base.noun_phrases import adjective, is_place
from tawatur.base.phrases import readings
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.mentions.bounds import pieces
from tawatur.extract.mentions.candidate import LABELS, Candidate
from tawatur.extract.mentions.known import in_address
from tawatur.extract.mentions.tables import BodyRow, Grammar

LEAST = {"PER": 0.6, "ORG": 0.45, "LOC": 0.35, "FAC": 0.35, "OUT": 0.45, "LAW": 0.4, "EVT": 0.45, "PROD": 0.6}
KNOWN = 0.48  # a body named by its bare head («النيابة») must score this much
LONE = 0.8  # a single word that no table knows must score this much
MARKS = "\"«»“”'‘’\u201f\u2033"
LAW_HEADS = ("قانون", "القانون", "دستور", "الدستور", "ماده", "الماده", "مرسوم", "لائحه", "اللائحه", "ظهير", "قرار")


def proposed(reading: Reading, grammar: Grammar) -> Iterator[Candidate]:
    """Turn the tagger's mentions, outer and inner, into candidates."""
    for proposal in (*whole_names(reading, reading.proposed("mention")), *reading.proposed("inner")):
        if proposal.label not in LABELS or proposal.score < LEAST[proposal.label]:
            continue
        because = Reason(rule="tagger", detail=proposal.label, score=round(proposal.score, 3))
        for span in pieces(reading, grammar, proposal):
            if not refused(reading, grammar, proposal, span):
                kind = finer_kind(span.of(reading.text), LABELS[proposal.label], grammar)
                name = full_name(reading, span, grammar)
                yield Candidate(span, kind, proposal.score, (because,), tagged=True, name=name)


def whole_names(reading: Reading, proposals: list[Proposal]) -> Iterator[Proposal]:
    """Join persons that the tagger cut in two: «سمير | محمد حداد»."""
    waiting: Proposal | None = None
    for proposal in proposals:
        gap = reading.text[waiting.end : proposal.start] if waiting else ""
        if waiting and proposal.label == "PER" and gap == " ":
            waiting = waiting._replace(end=proposal.end, score=max(waiting.score, proposal.score))
            continue
        if waiting:
            yield waiting
        waiting = proposal if proposal.label == "PER" else None
        if not waiting:
            yield proposal
    if waiting:
        yield waiting


def refused(reading: Reading, grammar: Grammar, proposal: Proposal, span: Span) -> bool:
    """Refuse adjectives (المصري), peoples (المصريون), particles, verbs, web addresses, bare heads («مطار»)."""
    words = fold(span.of(reading.text)).split()
    if span.length < 2 or not words or in_address(reading.text, span):
        return True
    return len(words) == 1 and refused_word(words[0], proposal, grammar)


def refused_word(word: str, proposal: Proposal, grammar: Grammar) -> bool:
    """Refuse a single word that is no name."""
    words, score = grammar.words, proposal.score
    if word in words.particles or word in words.kin or (word in words.verbs and score < LONE):
        return True
    if proposal.label in ("ORG", "LOC", "FAC", "OUT", "EVT") and head_alone(word, grammar):
        body = any(row.kind == "organisation" for _, _, row in grammar.heads.by_first[word])
        return not (proposal.label == "ORG" and body and word.startswith("ال") and score > KNOWN)
    if proposal.label in ("LOC", "ORG") and word.removeprefix("ال").removesuffix("ا") in grammar.nisba:
        return not is_place(word, words)
    if proposal.label in ("LOC", "FAC") and (word in words.towards or not is_place(word, words)):
        return score < LONE or word in words.towards
    if proposal.label in ("ORG", "LOC") and word.startswith("ال") and word.endswith(("ين", "ون", "ات", "ان")):
        known = word in grammar.bodies.by_first or is_place(word, words)
        return not known and score < 0.95
    if word in words.ordinals:
        return True
    if proposal.label == "PER":
        return score < LONE and word not in grammar.given and not word.isascii()
    return False


def head_alone(word: str, grammar: Grammar) -> bool:
    """Say whether a word heads names and is none by itself: «مطار», «الحملة»."""
    one_word = [entry for entry in grammar.heads.by_first.get(word, ()) if len(entry[0]) == 1]
    known = any(len(parts) == 1 for parts, _, _ in grammar.bodies.by_first.get(word, ()))
    return bool(one_word) and not known and not is_place(word, grammar.words)


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


def full_name(reading: Reading, span: Span, grammar: Grammar) -> str | None:
    """Restore the article that ل swallowed: «لقوات المسلحة» behind a lam is «القوات المسلحة».

    «للجنة مراقبة الأسعار» holds no article, «للجنة العليا» does.
    """
    text = reading.text
    if not span.start or text[span.start] != "ل" or text[span.start - 1] != "ل":
        return None
    words = fold(span.of(text)).split()
    if words[0] in grammar.heads.by_first:
        with_article = len(words) > 1 and adjective(words[1], grammar.words)
        return f"ال{span.of(text)}" if with_article else span.of(text)
    return "ال" + text[span.start + 1 : span.end]
