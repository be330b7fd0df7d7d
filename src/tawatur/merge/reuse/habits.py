"""How a page spells where spelling is habit: «فى» for «في», «إلي» for «إلى», «ان» for «أن», «القاهره» for «القاهرة».

A passage that breaks its page's habit and keeps another page's was written by that other page's hand.
"""

from __future__ import annotations

from functools import cache

from tawatur.base.fold import DROPPED
from tawatur.base.lexicon import Lexicons, Row
from tawatur.merge.reuse.words import Words

INSIDE, OUTSIDE = 2, 4  # how many telling words a passage, and the rest of its page, must hold
APART, ALIKE = 0.8, 0.2  # how far two rates must differ, or may differ, to count


class SpellingHabitRow(Row, frozen=True, kw_only=True):
    """A word that some hands spell in a way of their own. ``habit`` names the way, ``variant`` is the word so spelt."""

    habit: str
    variant: str


@cache
def habit_words(lexicons: Lexicons) -> dict[str, list[tuple[str, bool]]]:
    """List for every spelling the habits it speaks of, and whether it keeps (true) or breaks them."""
    table: dict[str, list[tuple[str, bool]]] = {}
    for row in lexicons.tables.get("spelling_habits", []):
        if isinstance(row, SpellingHabitRow):
            table.setdefault(row.form, []).append((row.habit, False))
            table.setdefault(row.variant, []).append((row.habit, True))
    return table


def signs(words: Words, text: str, lexicons: Lexicons) -> list[tuple[int, str, bool]]:
    """List (word, habit, whether shown) for every word of the page that speaks of a habit."""
    table = habit_words(lexicons)
    if not table:
        return []
    found: list[tuple[int, str, bool]] = []
    for index, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        raw = text[start:end]
        plain = DROPPED.sub("", raw)
        known = table.get(raw) or table.get(plain) or (table.get(plain[1:]) if plain.startswith("و") else None)
        if known:
            found += ((index, habit, shown) for habit, shown in known)
    return found


def foreign(
    own: list[tuple[int, str, bool]], other: list[tuple[int, str, bool]], here: range, there: range
) -> tuple[str, int, str] | None:
    """Name the habit that the passage breaks on its own page and keeps on the other: (habit, a word, the rates)."""
    for habit in sorted({h for _, h, _ in own}):
        inside, outside = rate(own, habit, here)
        there_inside, there_outside = rate(other, habit, there)
        if not (inside and outside and there_inside and there_outside):
            continue
        if abs(inside[0] - outside[0]) >= APART and abs(there_inside[0] - there_outside[0]) <= ALIKE:
            word = next(i for i, h, _ in own if h == habit and i in here)
            return habit, word, f"{inside[0]:.2f} in the passage, {outside[0]:.2f} in the rest of the page"
    return None


def rate(
    page: list[tuple[int, str, bool]], habit: str, passage: range
) -> tuple[tuple[float, int] | None, tuple[float, int] | None]:
    """Return the share of the habit's words that show it, and their count: in the passage, and outside."""
    inside = [shown for i, h, shown in page if h == habit and i in passage]
    outside = [shown for i, h, shown in page if h == habit and i not in passage]
    return share(inside, INSIDE), share(outside, OUTSIDE)


def share(shown: list[bool], least: int) -> tuple[float, int] | None:
    """Return the share and the count, or null where there are too few to tell."""
    return (sum(shown) / len(shown), len(shown)) if len(shown) >= least else None
