"""What a figure counts, with which bound, and of how many."""

from __future__ import annotations

from tawatur.base.fold import DROPPED, fold
from tawatur.base.lexicon import BoundRow
from tawatur.base.phrases import Hit
from tawatur.base.reason import Reason
from tawatur.base.tokens import Tokens
from tawatur.extract.figures.tables import CountedRow, CueRow, Grammar

CLINGING = ("بال", "لل", "وال", "كال", "فال")  # another phrase begins
BEHIND = 5  # tokens after the noun within which a bound may follow
REACH = 7  # tokens back to the cue that says what happened to those counted
OF = frozenset(map(fold, ("من", "بين")))
WHOLE = frozenset(map(fold, ("أصل", "إجمالي", "مجموع", "بين", "جملة")))
SETTLED = frozenset(
    ("killed", "injured", "missing", "bodies", "kidnapped", "arrested", "protesters", "voters", "inhabitants")
)


def bound_of(tokens: Tokens, within: range, tables: Grammar, first: int, last: int) -> tuple[str, BoundRow | None]:
    """Return the bound that stands before or after: «ما لا يقل عن», «على الأقل»."""
    for start in range(max(within.start, first - 4), first):
        for hit in tables.bounds.at(tokens, start, first):
            if hit.last == first and hit.payload.side == "before":
                return hit.payload.bound, hit.payload
    for place in range(last, min(last + BEHIND, within.stop)):
        after = [h for h in tables.bounds.at(tokens, place, within.stop) if h.payload.side == "after"]
        if after:
            return after[0].payload.bound, after[0].payload
        if not tokens.words[place].isalpha() or (place > last and tables.numerals.at(tokens, place, within.stop)):
            break  # «25 من النواب على الأقل» is one number's bound, not its neighbour's
    return "exactly", None


def label_of(
    tokens: Tokens, within: range, tables: Grammar, first: int, last: int, named: CountedRow | None
) -> tuple[str, list[Reason]]:
    """Say what is counted: the noun's label, and for people what the words before say happened to them.

    `last` is the token after the number and its noun. A noun that no table knows is given as it stands.
    """
    if named is not None and (named.kind != "person" or named.label in SETTLED):
        return named.label, [Reason(rule="figures.counted", row=named.cited)]
    cue = cue_after(tokens, within, tables, last) if named else None
    cue = cue or nearest_cue(tokens, within, tables, first)
    if cue is not None and (named is None or named.kind == "person"):
        rows = [Reason(rule="figures.counted", row=named.cited)] if named else []
        return cue.payload.label, [*rows, Reason(rule="figures.cue", row=cue.payload.cited, span=cue.span)]
    if named is not None:
        return named.label, [Reason(rule="figures.counted", row=named.cited)]
    noun = unknown_noun(tokens, within, tables, last)
    return noun, [Reason(rule="figures.counted", detail="the noun is in no table")]


def unknown_noun(tokens: Tokens, within: range, tables: Grammar, last: int) -> str:
    """Return the noun after a number as it stands, without its article: «10 [عرائس]», «عشرات من [الملثمين]»."""
    at = last + (last < within.stop and tokens.words[last] in OF)
    if at >= within.stop:
        return ""
    word = tokens.words[at]
    counted = word.isalpha() and not word.isascii() and len(word) > 2 and word not in tables.uncounted
    if not counted or word in tables.units or word in tables.months or word.startswith(CLINGING):
        return ""
    raw = DROPPED.sub("", tokens.raw(at))
    return raw.removeprefix("ال") if len(raw) > 4 else raw


def cue_after(tokens: Tokens, within: range, tables: Grammar, last: int) -> Hit[CueRow] | None:
    """Return the plural verb right after those counted: «80 شخصا قتلوا»."""
    if last >= within.stop or not tokens.words[last].endswith("وا"):
        return None
    return next(iter(tables.cues.at(tokens, last, within.stop)), None)


def nearest_cue(tokens: Tokens, within: range, tables: Grammar, first: int) -> Hit[CueRow] | None:
    """Return the nearest cue before a number, within reach."""
    for start in range(first - 1, max(within.start, first - REACH) - 1, -1):
        if tokens.words[start] in (".", "؛", ":"):
            return None
        if hits := tables.cues.at(tokens, start, first):
            wider = tables.cues.at(tokens, start - 1, first) if start > within.start else []
            return next((h for h in wider if h.last > start), hits[0])  # «مقتل وإصابة 3»
    return None


def scope_of(tokens: Tokens, within: range, tables: Grammar, last: int) -> str | None:
    """Return the words that say of how many: «[139] من 217», «[30 نائبا] من أصل 60»."""
    if last >= within.stop or tokens.words[last] not in OF:
        return None
    at = last + 1
    at += at < within.stop and tokens.words[at] in WHOLE
    number = tables.numerals.at(tokens, at, within.stop) if at < within.stop else None
    if number is None or number.kind not in ("digits", "cardinal") or number.taken:
        return None
    return tokens.text[tokens.starts[last] : number.span.end]
