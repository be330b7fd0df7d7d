"""The documents of one outlet → the short lines that several of its articles share: these are the site's, not the article's.

A paragraph is never taken, however often it stands: outlets repeat their backgrounds word for word. Nor do the versions
of one article count as several.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from urllib.parse import urlsplit

import msgspec

from tawatur.base.document import Document, Residue
from tawatur.base.partition import Partition
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.capture.lines import Line
from tawatur.capture.rules import Rules

ARTICLES = 3  # that carry a line before it is taken for the site's
SHARE = 0.05  # and the share of the outlet's articles: a crosshead («تفاصيل») may come again now and then
SAME = 0.5  # of the paragraphs of the shorter of two pages: they are versions of one article
NAME_WORDS = 4
CROWD = 20  # pages that share one paragraph: more than these are no versions of one article
DIGITS = re.compile(r"\d+")


def mark(made: list[Document], rules: Rules) -> list[Document]:
    """Move the lines that an outlet's articles share from body to residue: prompts, menus, and its reporters' names."""
    outlets: defaultdict[str, list[Document]] = defaultdict(list)
    for document in made:
        if name := outlet_of(document):
            outlets[name].append(document)
    shared = {name: repeated(pages) for name, pages in outlets.items() if len(pages) >= ARTICLES}
    return [without(d, shared.get(outlet_of(d) or "", {}), rules) for d in made]


def outlet_of(document: Document) -> str | None:
    """Name the outlet that a page belongs to, or the host of its address."""
    if document.outlet:
        return document.outlet.id or document.outlet.name
    return urlsplit(document.url).hostname if document.url else None


def repeated(pages: list[Document]) -> dict[str, int]:
    """Count the articles that carry each short line, of lines that stand in enough of them."""
    articles = versions(pages)
    carried = Counter(
        key for key, _ in {(key, article) for d, article in zip(pages, articles, strict=True) for key in short_lines(d)}
    )
    need = max(ARTICLES, SHARE * len(set(articles)))
    return {key: count for key, count in carried.items() if count >= need}


def versions(pages: list[Document]) -> list[int]:
    """Number the articles that pages carry: versions of one article share its paragraphs, and one number."""
    paragraphs = [{s.of(d.text) for s in d.body if line(d, s).prose} for d in pages]
    carriers: defaultdict[str, list[int]] = defaultdict(list)
    for number, texts in enumerate(paragraphs):
        for text in texts:
            carriers[text].append(number)
    pairs = Counter(pair for n in carriers.values() if len(n) <= CROWD for pair in combinations(n, 2))
    joined = Partition(len(pages))
    for (one, other), count in pairs.items():
        if count >= SAME * min(len(paragraphs[one]), len(paragraphs[other])):
            joined.join(one, other)
    return [joined.root(n) for n in range(len(pages))]


def short_lines(document: Document) -> Iterable[str]:
    """List what a page's short lines are compared by: a counter's digits may differ."""
    return {key(s.of(document.text)) for s in document.body if not line(document, s).prose}


def line(document: Document, span: Span) -> Line:
    """Look at a piece of the body as a line of the page."""
    return Line(text=span.of(document.text), span=span, number=0)


def key(text: str) -> str:
    """Return what lines are compared by."""
    return DIGITS.sub("0", " ".join(text.split()))


def without(document: Document, shared: dict[str, int], rules: Rules) -> Document:
    """Take the shared lines out of a page's body, unless nothing else is in it."""
    taken = [s for s in document.body if not line(document, s).prose and key(s.of(document.text)) in shared]
    if not taken or len(taken) == len(document.body):
        return document
    pieces = [residue(line(document, span), shared[key(span.of(document.text))], rules) for span in taken]
    return msgspec.structs.replace(
        document, body=[s for s in document.body if s not in set(taken)],
        residue=sorted([*document.residue, *pieces], key=lambda r: r.span),
    )  # fmt: skip


def residue(shared: Line, count: int, rules: Rules) -> Residue:
    """Make a shared line residue: a reporter's name is a credit, all else the site's own."""
    name = 2 <= shared.count <= NAME_WORDS and shared.words[:1] and shared.words[0] in rules.given_names
    because = Reason(rule="residue.in-outlet", span=shared.span, detail=f"stands in {count} articles of this outlet")
    return Residue(span=shared.span, kind="credit" if name else "repeated", because=[because])
