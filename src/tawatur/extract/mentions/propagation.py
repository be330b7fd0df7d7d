"""A name seen in full makes its shorter forms mentions too: on its own page, and on the story's other pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from tawatur.base.annotation import Mention, numbered
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span_index import SpanIndex
from tawatur.extract.mentions.candidate import LABELS, coarse

STRONG = 0.75
OFTEN = 6  # the logarithm (base 2) of how often a word stands in a month of news that makes it a common one
Names = Mapping[str, tuple[str, float]]
Wanted = Phrases[tuple[str, str, float]]  # a form to search for → the full name, its kind, how sure it is
PARTICLES = frozenset(["عبد", "ابو", "ابي", "بن", "ابن", "بنت", "ال", "بو", "ام"])
REGNAL = frozenset(
    [
        "الاول",
        "الثاني",
        "الثالث",
        "الرابع",
        "الخامس",
        "السادس",
        "السابع",
        "الثامن",
        "التاسع",
        "العاشر",
        "الاكبر",
        "الاصغر",
    ]
)
NAMED_KINDS = ("person", "organisation", "place", "facility", "outlet", "agency", "company", "exercise")


def strong_names(readings: Sequence[Reading]) -> dict[str, tuple[str, float]]:
    """Collect the names that a story's pages give with strong evidence: name → kind and score.

    A name that pages read as two kinds is left out: when two readings fit, abstain.
    """
    found: dict[str, tuple[str, float]] = {}
    kinds: dict[str, set[str]] = {}
    parts = name_parts(readings)
    for reading in readings:
        for mention in reading.mentions:
            if mention.form != "name" or mention.score < STRONG or mention.kind not in NAMED_KINDS:
                continue
            if fold(mention.name) in parts and misread(mention):
                continue
            key = mention.name
            kinds.setdefault(fold(key), set()).add(mention.kind)
            if mention.score > found.get(key, ("", 0.0))[1]:
                found[key] = (mention.kind, mention.score)
    return {n: v for n, v in found.items() if len(kinds[fold(n)]) == 1}


def name_parts(readings: Sequence[Reading]) -> set[str]:
    """Collect the words of the story's full names of persons."""
    full = (m.name.split() for r in readings for m in r.mentions if m.kind == "person" and m.score >= STRONG)
    return {fold(word) for words in full if len(words) > 1 for word in words}


def misread(mention: Mention) -> bool:
    """Say whether a lone word was taken for a place or a body by the tagger alone: no table knows it, a name may claim it."""
    return mention.kind != "person" and " " not in mention.name and not any(r.row for r in mention.because)


def propagate(reading: Reading, wanted: Wanted, lexicons: Lexicons) -> list[Mention]:
    """Find strong names in a page where nothing else was found, persons also by family name and in reversed order.

    A lone word that news uses every day («كبير», «العالم») is a name only where the tagger sees one too.
    """
    common = common_words(lexicons)
    placed: SpanIndex[Mention] = SpanIndex()
    for found in reading.mentions:
        placed.add(found.span, found)
    added: list[Mention] = []
    gone: list[Mention] = []
    for zone in [reading.token_range(s.span) for s in reading.sentences]:
        for hit in wanted.find(reading.tokens, zone):
            rivals = placed.meeting(hit.span)
            alone = hit.last - hit.first == 1 and fold(hit.form) in common
            if not fits(hit) or (alone and not seconded(reading, hit)):
                continue
            if all(gives_way(m, hit) for m in rivals):
                for rival in rivals:
                    placed.remove(rival.span, rival)
                gone += rivals
                added.append(mention(reading, hit))
                placed.add(hit.span, added[-1])
    out = {id(m): m for m in gone}
    return numbered("m", [m for m in (*reading.mentions, *added) if id(m) not in out]) if added else reading.mentions


def fits(hit: Hit[tuple[str, str, float]]) -> bool:
    """Say whether a hit can be a name: proclitics are not taken off a short family name."""
    return not (hit.taken and len(fold(hit.form)) < 4)


def seconded(reading: Reading, hit: Hit[tuple[str, str, float]]) -> bool:
    """Say whether the tagger, sure or not, sees a name of the hit's kind where it stands."""
    kind = coarse(hit.payload[1])
    return any(coarse(LABELS.get(p.label, "")) == kind for p in reading.proposed_at(hit.span, "mention", "inner"))


@cache
def common_words(lexicons: Lexicons) -> frozenset[str]:
    """Collect the words that a month of news uses often, folded; names among them too: the tagger tells."""
    path = lexicons.files.get("word_counts.json")
    counts: dict[str, int] = json.loads(Path(path).read_bytes()) if path else {}
    return frozenset(word for word, power in counts.items() if power >= OFTEN)


def gives_way(rival: Mention, hit: Hit[tuple[str, str, float]]) -> bool:
    """Say whether a mention found before gives way: a weaker one inside the name («لال» in «بلال»), or a part of it."""
    inside = hit.span.holds(rival.span) and rival.span != hit.span
    person = hit.payload[1] == "person"
    if person and rival.span == hit.span and misread(rival):
        return True
    return inside and person and (rival.kind == "person" or rival.span.start > hit.span.start) and rival.form == "name"


def searchable(names: Names) -> Wanted:
    """Compile the names, and of persons the reversed order and the family name where only one person has it."""
    forms: dict[str, tuple[str, str, float]] = {}
    people = [n for n, (kind, _) in names.items() if kind == "person"]
    families = Counter(fold(f) for f in {fold(n): family(n) for n in people}.values() if f)
    taken = {fold(n) for n, (kind, _) in names.items() if kind != "person"}
    for name, (kind, score) in names.items():
        words = name.split()
        if len(words) > 1 or (kind in ("person", "place") and score > 0.9 and len(name) > 3):
            forms.setdefault(name, (name, kind, score))
        if kind != "person" or len(words) < 2:
            continue
        last = family(name)
        if len(words) == 2 and not PARTICLES & {fold(w) for w in words}:
            forms.setdefault(f"{words[1]} {words[0]}", (name, kind, score - 0.1))
        if last and len(last) > 3 and families[fold(last)] == 1 and fold(last) not in taken:
            forms.setdefault(last, (name, kind, score - 0.2))
    return Phrases(forms.items())


def family(name: str) -> str:
    """Return the family name, particles and all: «سمير أبو ليلة» → «أبو ليلة»; empty for a single word."""
    words = name.split()
    if len(words) < 2 or fold(words[-1]) in REGNAL:
        return ""
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def mention(reading: Reading, hit: Hit[tuple[str, str, float]]) -> Mention:
    """Make the mention of a name known from elsewhere."""
    full, kind, score = hit.payload
    because = [Reason(rule="mentions.propagated", detail=f"«{full}»", score=round(score, 2))]
    name = hit.form if hit.form.startswith("ال") else hit.span.of(reading.text)
    return Mention(
        id="", document=reading.document.id, span=hit.span, text=hit.span.of(reading.text), kind=kind, form="name",
        name=name, score=max(0.0, score), because=because,
    )  # fmt: skip


def on_page(reading: Reading, mentions: list[Mention], lexicons: Lexicons) -> list[Mention]:
    """Propagate a page's own strong names over the page."""
    reading = reading.adding(mentions=mentions)
    names = {n: v for n, v in strong_names([reading]).items() if v[0] == "person"}
    return propagate(reading, searchable(names), lexicons) if names else mentions


def renamed(mention: Mention, name: str) -> Mention:
    """Return the mention under its full name."""
    return msgspec.structs.replace(mention, name=name)
