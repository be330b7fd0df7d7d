"""A story's entities → the pairs of names that were joined, and those that nearly were, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from tawatur.base.annotation import Mention
from tawatur.base.names import ORDINALS, agreement, name_words, sounds
from tawatur.base.pair import Pair
from tawatur.base.reason import Reason
from tawatur.base.story import Entity, Story
from tawatur.merge.entities.gathering import CLASSES

SUREST, LEAST = 1.0, 0.7  # the scores that joins of names have
LIKE = 0.85  # words that agree as far as this are one word's spellings
SIMILAR = 70  # of 100: two words that are no spellings of one another, and may be a slip
COMMON = 12  # entities that share a word; a word of more tells little
MOST = 300


def pairs(story: Story) -> list[Pair]:
    """List the joins that made the story's entities, then the nearest of those that were not made."""
    return [*(p for e in story.entities for p in made(e)), *nearly(story.entities)]


def judged(story: Story, sides: Iterable[tuple[str, str]]) -> list[Pair]:
    """Give pairs that people have judged what speaks for each, and not what became of it."""
    named = {m.id: m for e in story.entities for m in e.mentions}
    return [pair(named[a], named[b], None, *alike(named[a], named[b])) for a, b in sides if a in named and b in named]


def made(entity: Entity) -> Iterator[Pair]:
    """Yield the joins of one entity: what was joined stands where the reason says, with what by its name."""
    at = {(m.document, m.span): m for m in entity.mentions}
    for reason in (r for r in entity.because if r.score is not None):
        b = at.get((reason.document, reason.span)) if reason.document and reason.span else None
        a = named_first(entity, reason, b) if b else None
        if a and b and reason.score is not None:
            margin = round((reason.score - LEAST) / (SUREST - LEAST), 3)
            yield Pair(noun="Mention", a=a.id, b=b.id, joined=True, margin=min(1.0, max(0.0, margin)), because=[reason])


def named_first(entity: Entity, reason: Reason, b: Mention) -> Mention | None:
    """Find the mention whose name a reason names first: on the page of the other side, else the first."""
    fitting = [m for m in entity.mentions if m is not b and reason.detail.startswith(f"«{m.name}» = ")]
    return min(fitting, key=lambda m: m.document != b.document, default=None)


def nearly(entities: Iterable[Entity]) -> list[Pair]:
    """List the pairs of entities whose names agree in all words, or in all but one that is like another."""
    found = []
    for one, other in neighbours(entities):
        a, b = speaker(one), speaker(other)
        score, reason = alike(a, b)
        if score >= LIKE:
            found.append(pair(a, b, False, score, reason))
    return sorted(found, key=lambda p: (p.margin, p.a, p.b))[:MOST]


def neighbours(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Yield the pairs of entities of one class that share the sound of a rare word, each once."""
    by_word: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities:
        for word in {sounds(w) for w in name_words(entity.name)}:
            by_word.setdefault((CLASSES.get(entity.kind, "named"), word), []).append(entity)
    seen: set[tuple[str, str]] = set()
    for (_, word), sharing in by_word.items():
        if not word or len(sharing) > COMMON:
            continue
        for n, one in enumerate(sharing):
            for other in sharing[n + 1 :]:
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def speaker(entity: Entity) -> Mention:
    """Choose the first mention with the entity's own name, else its first."""
    return next((m for m in entity.mentions if m.name == entity.name), entity.mentions[0])


def alike(a: Mention, b: Mention) -> tuple[float, Reason]:
    """Say how far the words of the shorter name have their like in the longer, 0…1, and on what grounds.

    A number of a ruler that differs («الخامس», «السادس») makes two names, as does a second word without its like.
    """
    short, long_ = sorted((name_words(a.name), name_words(b.name)), key=len)
    slips = 1 if len(short) == len(long_) > 1 else 0  # words that may be no spelling of their like
    scores, grounds = [], []
    for word in short:
        score, ground, like = max(((*likeness(word, other), other) for other in long_), default=(0.0, "", ""))
        slips -= score < LIKE
        if not score or slips < 0:
            return 0.0, said(a, b, 0.0, "words without their like")
        scores.append(score)
        if score < 1:
            grounds.append(f"«{word}»/«{like}»: {ground}")
    total = round(sum(scores) / len(scores), 3) if scores else 0.0
    return total, said(a, b, total, "; ".join(grounds) or "every word has its like")


def said(a: Mention, b: Mention, score: float, grounds: str) -> Reason:
    """Keep how far two names agree, and on what grounds."""
    return Reason(rule="entities.alike", detail=f"«{a.name}» ≈ «{b.name}»: {grounds}", score=score)


@lru_cache(maxsize=1 << 16)
def likeness(word: str, other: str) -> tuple[float, str]:
    """Say how far two words agree; two that are no spellings of one another may yet be a slip of the pen."""
    score, ground = agreement(word, other)
    if score or word in ORDINALS or other in ORDINALS:
        return score, ground
    near = ratio(word, other)
    return (near / 100 * LIKE, "a letter or two apart") if near >= SIMILAR else (0.0, "different")


def pair(a: Mention, b: Mention, joined: bool | None, score: float, reason: Reason) -> Pair:
    """Make a pair of names that no rule joined: the more alike, the nearer to the border."""
    return Pair(noun="Mention", a=a.id, b=b.id, joined=joined, margin=round(1 - score, 3), because=[reason])
