"""Two attributions of the same shared words → what changed between them: the cue, the naming of the source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tawatur.base.annotation import Attribution, Source, with_
from tawatur.base.origins import bare, is_named, perhaps_same_teller
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.merge.reuse.degrees import compared, cue_form, degree_rows, in_words
from tawatur.merge.reuse.twins import Claim, Twins, cite

CASES = ("ان", "ين", "ون")


def reworded(twins: Twins, one: Attribution, other: Attribution) -> Iterator[Claim]:
    """Yield the change of cue and the change of source between two attributions of the same words."""
    if not (nobody(one) or nobody(other)):
        yield from cue_changed(twins, one, other)
        yield from source_changed(twins, one, other)


def cue_changed(twins: Twins, one: Attribution, other: Attribution) -> Iterator[Claim]:
    """Yield a cue that became stronger or weaker, or of another stance: «زعم» → «أكد», «أكد» → «قال»."""
    assert one.cue and other.cue
    forms = cue_form(one), cue_form(other)
    how = compared(*forms, twins.lexicons)
    if not how and one.stance == other.stance:
        return
    rows = [degree_rows(twins.lexicons).get(form) for form in forms]
    details = [
        f"{in_words(form, twins.lexicons)}; stance {told.stance}"
        for form, told in zip(forms, (one, other), strict=True)
    ]
    found = claim(twins, "cue", (one.cue.span, other.cue.span), details, how)
    if found.in_a and found.in_b:
        because = [with_(r, row=row.cited if row else None) for r, row in zip(found.because, rows, strict=True)]
        yield found._replace(because=because)


def source_changed(twins: Twins, one: Attribution, other: Attribution) -> Iterator[Claim]:
    """Yield a source that is worded otherwise: «وزير الأشغال سالم الراجي» → «مصدر مسؤول»."""
    assert one.cue and other.cue and one.source and other.source
    sources = one.source, other.source
    if one.source.implicit or other.source.implicit or same_words(one.source.text, other.source.text):
        return
    how = renamed(*sources)
    if not how and not any(answers(twins, x.span, y.span) for x, y in ((one.cue, other.cue), sources)):
        return
    found = claim(twins, "source", (one.source.span, other.source.span), [f"«{s.text}» {s.kind}" for s in sources], how)
    if found.in_a or found.in_b:
        yield found


def claim(twins: Twins, kind: str, spans: tuple[Span, Span], details: list[str], how: str) -> Claim:
    """Claim what differs in the words at two spans; words that stand beside the passage are pointed at where they are."""
    (a, beside_a), (b, beside_b) = own_words(twins, "a", spans[0]), own_words(twins, "b", spans[1])
    because = [cite(kind, twins.side(w), span, detail) for w, span, detail in zip("ab", spans, details, strict=True)]
    return Claim(kind, a, b, because, how, (beside_a, beside_b))


def own_words(twins: Twins, which: str, span: Span) -> tuple[range | None, Span | None]:
    """Return the words of a span that differ, or the span itself where it stands outside the passage."""
    side = twins.side(which)
    if not span.meets(side.span):
        return None, span
    return twins.own(which, side.page.words.meeting(span)), None


def renamed(one: Source, other: Source) -> str:
    """Say how a source's naming changed: a named one became unnamed, or one naming is the other in short."""
    named = [s.kind != "anonymous" and is_named(s.text) for s in (one, other)]
    if named[0] != named[1]:
        return "unnamed" if named[0] else "named"
    short, long = sorted(({uninflected(bare(w)) for w in Tokens(s.text).words} for s in (one, other)), key=len)
    return "reworded" if short <= long or perhaps_same_teller(one.text, other.text) else ""


def answers(twins: Twins, one: Span, other: Span) -> bool:
    """Say whether words of one side stand where those of the other do, or both outside the passage."""
    outside = not one.meets(twins.a.span), not other.meets(twins.b.span)
    if any(outside):
        return all(outside)
    return not twins.opposite("a", twins.a.page.words.meeting(one)).isdisjoint(twins.b.page.words.meeting(other))


def nobody(attribution: Attribution) -> bool:
    """Say whether the cue stands for its own teller: «يُذكر أن», «جدير بالذكر»."""
    return attribution.manner == "impersonal" or not (attribution.source and attribution.cue) or (
        attribution.source.span.meets(attribution.cue.span)
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def same_words(one: str, other: str) -> bool:
    """Say whether two namings differ in case, article, spaces or marks alone: «مسؤولا في الميناء», «مسؤول في الميناء»."""
    words = [[w for w in Tokens(name).words if w[0].isalnum()] for name in (one, other)]
    if "".join(words[0]) == "".join(words[1]):
        return True
    return len(words[0]) == len(words[1]) and all(
        not stems(x).isdisjoint(stems(y)) for x, y in zip(*words, strict=True)
    )


def stems(word: str) -> set[str]:
    """List what a folded word may be without its article, a preposition before it, and the ending of its case."""
    return {uninflected(bare(word)), *([uninflected(word[1:])] if word.startswith("ل") else [])}


def uninflected(word: str) -> str:
    """Leave the ending of the case off: «مسؤولين» and «مسؤولون» are one."""
    for ending in CASES:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + "+"
    return word.removesuffix("ا") if len(word) > 3 else word
