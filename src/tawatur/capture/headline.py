"""Which line is the headline: the page's first words, if they read as one, or the title that stood beside the page."""

from __future__ import annotations

import re

from tawatur.base.document import Title
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.capture.lines import WORD, Line
from tawatur.capture.rules import Rules

LEAST_WORDS = 4  # shorter first lines are names, places and captions far oftener than headlines
MOST_WORDS = 24
LEAD_WORDS, CLAUSE_WORDS = 6, 14
ENDS_OPEN = re.compile(r"[،؛,;]\W*$")
NAME_MARK = re.compile(r"\s[|\-–—:»«/]{1,2}\s")
NAME_WORDS = 4
COMMAS = 3  # a line with so many is a sentence, not a headline


def decide(page: list[Line], given: str | None, text: str, rules: Rules) -> Title | None:
    """Return the headline: the given one where it was given, else the page's first line if it reads as one."""
    if given and given.strip():
        span = standing(given, page)
        return Title(text=span.of(text) if span else given.strip(), span=span)
    line = first_line(page, rules)
    return Title(text=line.span.of(text), span=line.span) if line else None


def standing(title: str, page: list[Line]) -> Span | None:
    """Find the given title among the page's first lines: it may differ by marks and vowels.

    It may also bear the site's name at either end: «المدينة - افتتاح سوق السمك في البلدة».
    """
    wanted = [WORD.findall(fold(title)), *(WORD.findall(fold(part)) for part in without_name(title))]
    for words in wanted:
        for line in page[:12]:
            if line.folded and line.words == words:
                return line.span
    return None


def without_name(title: str) -> list[str]:
    """List what a title may be without a name of a few words before its first or after its last dash or bar."""
    marks = list(NAME_MARK.finditer(title))
    if not marks:
        return []
    first, last = marks[0], marks[-1]
    cut = ((title[: first.start()], title[first.end() :]), (title[last.end() :], title[: last.start()]))
    return [rest for name, rest in cut if name.count(" ") < NAME_WORDS and rest.count(" ") >= LEAST_WORDS]


def first_line(page: list[Line], rules: Rules) -> Line | None:
    """Return the first line that is not furniture if it reads as a headline and an article follows it."""
    left = [line for line in page if line.kind is None]
    if len(left) < 2 or not headline_like(left[0], rules):
        return None
    first, after = left[0], left[1:]
    longest = max(len(line.text) for line in after[:6])
    return first if longest > 1.3 * len(first.text) and any(line.prose for line in after) else None


def headline_like(line: Line, rules: Rules) -> bool:
    """Say whether a line reads as a headline: short, no final stop, not a clause of a running text."""
    if not LEAST_WORDS <= line.count <= MOST_WORDS or len(line.text) > 200 or line.full_stop:
        return False
    if ENDS_OPEN.search(line.text[-5:]) or line.text.endswith(":") or goes_on(line, rules):
        return False
    if line.count >= LEAD_WORDS and rules.leads.begins(line.words):
        return False
    return line.count < CLAUSE_WORDS or not (line.text.count("،") >= COMMAS or clause(line, rules))


def goes_on(line: Line, rules: Rules) -> bool:
    """Say whether a line goes on from a sentence that is not there: «وقال إن …», «وفي المساء …»."""
    return line.words[0].startswith("و") and rules.opens_prose(line.words)


def clause(line: Line, rules: Rules) -> bool:
    """Say whether a line holds a word that running text has and headlines do not: «وذلك», «مشيرا»."""
    return any(True for at in range(len(line.words)) for _ in rules.clauses.at(line.words, at))
