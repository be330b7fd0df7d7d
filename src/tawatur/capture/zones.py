"""Whole pages saved with their menus: where the article begins and ends, judged by the furniture around it.

Only pages with plenty of recognised furniture before or after the article are touched: a plain text keeps every line.
"""

from __future__ import annotations

from collections import Counter

from tawatur.capture.lines import Line
from tawatur.capture.rules import Rules, form_words

ENOUGH = 3  # furniture lines before or after the article that tell a whole page was saved
SURE = (
    "share", "subscribe", "comment-form", "tags", "navigation", "poll", "copyright", "cookie-notice", "rating",
    "breadcrumb", "related", "widget", "staff", "advertisement", "repeated", "ticker",
)  # fmt: skip
CLOSING = ("comment-form", "copyright", "subscribe", "cookie-notice", "rating", "share", "tags", "navigation")
SHORT, HEADLINE_WORDS = 5, 26
RUN_WORDS, SPARSE, DENSE = 60, 2, 3  # a line of headlines: how long, and marks in a hundred words
STRAY_SHARE = 0.25  # prose beyond closing furniture counts as another text if it is less than this share of the article


def mark(page: list[Line], rules: Rules) -> None:
    """Take the short lines before and after the article of a page that was saved whole."""
    repeated(page)
    run_together(page, rules)
    prose = main_prose(page)
    if not prose:
        return
    head(page[: prose[0].number])
    tail(page[prose[-1].number + 1 :])


def repeated(page: list[Line]) -> None:
    """Take very short lines that stand on the page more than once: menus stand above and below."""
    counts = Counter(line.text for line in page if line.kind is None and line.count <= 3)
    for line in page:
        if line.kind is None and counts[line.text] > 1 and not line.stops:
            line.take("repeated", "repeated", detail=f"stands {counts[line.text]} times on the page")


def run_together(page: list[Line], rules: Rules) -> None:
    """Take headlines run together into one line above the article: sixty words and hardly a comma or a stop.

    Articles without any punctuation exist: the line must stand on top, and what follows must be punctuated.
    """
    prose = [line for line in page if line.kind is None and line.prose]
    for line, *after in (prose[i:] for i in range(min(2, len(prose)))):
        words = line.text.count(" ") + 1
        rest = " ".join(x.text for x in after[:6])
        if line.number > 7 or words < RUN_WORDS or len(after) < 2 or rules.opens_prose(form_words(line.text[:80])):
            continue
        if (
            marks(line.text) * 100 < SPARSE * words
            and marks(rest) * 100 > DENSE * (rest.count(" ") + 1)
            and not line.full_stop
        ):
            line.take("ticker", "run-together", detail=f"{words} words with {marks(line.text)} commas and stops")


def marks(text: str) -> int:
    """Count the marks that part clauses and sentences."""
    return sum(text.count(mark) for mark in "،,؛.")


def main_prose(page: list[Line]) -> list[Line]:
    """Return the article's paragraphs; stray prose beyond closing furniture (a word about the site) is taken."""
    prose = [line for line in page if line.kind is None and line.prose]
    groups: list[list[Line]] = []
    for line in prose:
        between = page[groups[-1][-1].number + 1 : line.number] if groups else []
        if not groups or closed({x.kind for x in between}, len(between)):
            groups.append([])
        groups[-1].append(line)
    if not groups:
        return []
    main = max(groups, key=lambda g: sum(x.count for x in g))
    size = sum(x.count for x in main)
    for group in groups:
        if group is not main and len(group) <= 3 and sum(x.count for x in group) < STRAY_SHARE * size:
            for line in group:
                line.take("teaser", "stray", detail="a short text apart from the article, beyond page furniture")
    return main


def closed(kinds: set[str | None], lines: int) -> bool:
    """Say whether what stands between two paragraphs closes a text: at least two kinds of closing furniture."""
    return lines >= 4 and sum(kind in CLOSING for kind in kinds) >= 2


def sure(zone: list[Line]) -> int:
    """Count the furniture lines of a zone."""
    return sum(line.kind in SURE for line in zone)


def head(zone: list[Line]) -> None:
    """Take what stands before the headline."""
    if sure(zone) < ENOUGH:
        return
    headline = pick_headline(zone)
    for line in zone:
        if line is headline:
            continue
        if headline is None or line.number < headline.number:
            line.take("navigation", "head", detail="before the headline of a page saved whole")
        elif line.count <= SHORT:
            line.take("aside", "head", detail="between the headline and the article of a page saved whole")


def pick_headline(zone: list[Line]) -> Line | None:
    """Pick the headline: a line that an earlier one begins with (the window's title), else the longest near the text."""
    left = [line for line in zone if line.kind is None and 4 <= line.count <= HEADLINE_WORDS]
    for line in reversed(left):
        if any(other is not line and other.text.startswith(line.text) for other in left):
            return line
    last: list[Line] = []
    run = 0
    for line in reversed(zone):
        run = run + 1 if line.kind in SURE else 0
        if last and run >= 2:
            break
        if line in left and len(last) < 4:
            last.append(line)
    return max(last, key=lambda x: x.count, default=None)


def tail(zone: list[Line]) -> None:
    """Take the short lines after the article."""
    if sure(zone) < ENOUGH:
        return
    begun = False
    for line in zone:
        begun = begun or line.kind in SURE
        if line.kind is None and not line.full_stop and line.count <= (HEADLINE_WORDS if begun else SHORT):
            line.take("related", "tail", detail="after the article of a page saved whole")
