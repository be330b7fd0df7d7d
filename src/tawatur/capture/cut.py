"""A page's article → warnings that its beginning or its end is missing: a paywall, a cut file, a sentence that breaks off."""

from __future__ import annotations

import re

from tawatur.base.document import Residue
from tawatur.base.span import Span
from tawatur.capture.rules import Rules, form_words

DOTS_FIRST = re.compile(r"^\W{0,3}(?:\.{3,}|…|[،؛])")
DOTS_LAST = re.compile(r"(?:\.{3,}|…|[،؛])[\s\"”»)\]]*$")
SHOWN = 40  # characters of the words that a warning cites


PAID = "perhaps cut at the end: the page says that it is not free to read (isAccessibleForFree)."
FILE = "cut at the end: the file stops before the page does. Save the page again."


def warnings(text: str, body: list[Span], left_out: list[Residue], rules: Rules) -> list[str]:
    """Say at which end an article is cut, and by what that shows."""
    found: list[str] = []
    if body and (why := begins_amid(body[0].of(text), rules)):
        found.append(f"cut at the start: the article begins with «{body[0].of(text)[:SHOWN]}», {why}.")
    wall = next((r for r in left_out if r.kind == "paywall"), None)
    if wall:
        found.append(f"cut at the end: the rest is for subscribers («{wall.span.of(text)[:SHOWN]}»).")
    elif body and (why := breaks_off(body[-1].of(text), rules)):
        found.append(f"cut at the end: the article ends with «{body[-1].of(text)[-SHOWN:]}», {why}.")
    return found


def begins_amid(line: str, rules: Rules) -> str | None:
    """Say by what a first paragraph goes on from words that are not there: «وأضاف …», «… وقال»."""
    if DOTS_FIRST.match(line):
        return "with dots or a comma first"
    words = form_words(line[:80])
    if words and words[0].startswith("و") and rules.leads.begins([words[0].removeprefix("و"), *words[1:]]):
        return "which goes on from words that are not there"
    return None


def breaks_off(line: str, rules: Rules) -> str | None:
    """Say by what a last paragraph breaks off: «… في», «…وقال إن ...»."""
    if DOTS_LAST.search(line):
        return "with dots or a comma last"
    words = form_words(line[-SHOWN:])
    if line[-1:].isalpha() and words and words[-1] in rules.open_ends:
        return "a word that no sentence ends with"
    return None
