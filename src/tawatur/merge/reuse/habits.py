"""How a page spells where spelling is habit: «فى» for «في», «إلي» for «إلى», «ان» for «أن», «القاهره» for «القاهرة».

A passage that breaks its page's habit and keeps another page's was written by that other page's hand.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from tawatur.base.fold import DROPPED
from tawatur.base.lexicon import Lexicons, Row
from tawatur.merge.reuse.words import Words

INSIDE, OUTSIDE = 2, 4  # how many telling words a passage, and the rest of its page, must hold
APART, ALIKE = 0.8, 0.2  # how far two rates must differ, or may differ, to count


Sign = tuple[int, str, bool]  # a word, the habit it speaks of, whether it shows it


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


def signs(words: Words, text: str, lexicons: Lexicons) -> list[Sign]:
    """List (word, habit, whether shown) for every word of the page that speaks of a habit."""
    table = habit_words(lexicons)
    if not table:
        return []
    found: list[Sign] = []
    for index, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        raw = text[start:end]
        plain = DROPPED.sub("", raw)
        known = table.get(raw) or table.get(plain) or (table.get(plain[1:]) if plain.startswith("و") else None)
        if known:
            found += ((index, habit, shown) for habit, shown in known)
    return found


def foreign(own: list[Sign], other: list[Sign], here: range, there: range) -> tuple[str, int, str] | None:
    """Name the habit that the passage breaks on its own page and keeps on the other: (habit, a word, the rates)."""
    inside, there_inside = rates(within(own, here), INSIDE), rates(within(other, there), INSIDE)
    telling = sorted(inside.keys() & there_inside.keys())
    if not telling:
        return None
    outside, there_outside = rates(without(own, here), OUTSIDE), rates(without(other, there), OUTSIDE)
    for habit in telling:
        if habit not in outside or habit not in there_outside:
            continue
        if abs(inside[habit] - outside[habit]) >= APART and abs(there_inside[habit] - there_outside[habit]) <= ALIKE:
            word = next(i for i, h, _ in own if h == habit and i in here)
            return habit, word, f"{inside[habit]:.2f} in the passage, {outside[habit]:.2f} in the rest of the page"
    return None


def within(signs: list[Sign], passage: range) -> list[Sign]:
    """List the signs, which stand in reading order, of a passage."""
    return signs[bisect_left(signs, (passage.start,)) : bisect_left(signs, (passage.stop,))]


def without(signs: list[Sign], passage: range) -> list[Sign]:
    """List the signs of the rest of the page."""
    return signs[: bisect_left(signs, (passage.start,))] + signs[bisect_left(signs, (passage.stop,)) :]


def rates(signs: list[Sign], least: int) -> dict[str, float]:
    """Return for every habit the share of its words that show it, where there are enough of them to tell."""
    shown: dict[str, list[bool]] = {}
    for _, habit, shows in signs:
        shown.setdefault(habit, []).append(shows)
    return {habit: sum(which) / len(which) for habit, which in shown.items() if len(which) >= least}
