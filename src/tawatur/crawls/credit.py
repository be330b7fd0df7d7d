"""Two pages of a crawl and the words at which both hold a shingle → the passages that they share, credited or not.

Whether credit is given is read off the later page's words alone: it names the outlet of the earlier one («نقلا عن المرفأ
نيوز»), or both name one agency. So a page that names an outlet for another reason counts as crediting it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from weakref import WeakKeyDictionary

from tawatur import lexicons
from tawatur.base.fold import fold
from tawatur.discover import shingles
from tawatur.discover.copies import Shared, Side
from tawatur.discover.shingles import LEAST, WORD
from tawatur.merge.reuse.align import align
from tawatur.merge.reuse.seeds import Run
from tawatur.merge.reuse.words import Words

PROCLITICS = "وفبلك"
NAMED: WeakKeyDictionary[shingles.Words, frozenset[str]] = WeakKeyDictionary()  # lasts as long as a batch does
Names = dict[str, list[tuple[tuple[str, ...], str]]]


def compare(one: Side, other: Side, held: list[tuple[int, int]]) -> Iterator[Shared]:
    """Align two pages, the earlier first, and say of each passage whether credit is given."""
    a, b = (Words(s.page, s.words.forms, [], []) for s in (one, other))  # alignment asks for no offsets
    runs = [Run(i, j, LEAST) for i, j in held if a.forms[i : i + LEAST] == b.forms[j : j + LEAST]]
    if not runs:  # two runs of one hash
        return
    credit = credited(one, other)
    for passage in align(a, b, runs):
        yield Shared(passage.i, passage.i_end, passage.j, passage.j_end, len(passage.equal), credit)


def credited(one: Side, other: Side) -> bool:
    """Say whether the later page names the earlier one's outlet, or both name one agency."""
    if one.outlet and stands_in(tuple(WORD.findall(fold(one.outlet))), other.words.forms):
        return True
    named = named_in(other.words)
    return one.outlet in named or bool(named & agencies() & named_in(one.words))


def stands_in(words: tuple[str, ...], forms: list[str]) -> bool:
    """Say whether some words stand in a page one after the other."""
    size, at = len(words), -1
    for _ in range(forms.count(words[0]) if words else 0):
        at = forms.index(words[0], at + 1)
        if tuple(forms[at : at + size]) == words:
            return True
    return False


def named_in(words: shingles.Words) -> frozenset[str]:
    """List what `find_names` finds, once for each page in hand."""
    if words not in NAMED:
        NAMED[words] = find_names(words)
    return NAMED[words]


def find_names(words: shingles.Words) -> frozenset[str]:
    """List the ids of the outlets and agencies that a page names, with or without a proclitic: «لرويترز»."""
    names, forms = outlet_names(), words.forms
    found: set[str] = set()
    if names.keys().isdisjoint(forms):
        return frozenset()
    for n in [n for n, form in enumerate(forms) if form in names]:
        found.update(outlet for rest, outlet in names[forms[n]] if tuple(forms[n + 1 : n + 1 + len(rest)]) == rest)
    return frozenset(found)


@cache
def outlet_names() -> Names:
    """Index the outlets' names by their first word, also with a proclitic; names that are plain words, too, name nobody."""
    names: Names = {}
    for row in lexicons.load_outlets():
        for name in [n for n in (*row.names, *row.latin) if n not in row.plain]:
            first, *rest = WORD.findall(fold(name)) or [""]
            for before in ("", *PROCLITICS) if first else ():
                names.setdefault(before + first, []).append((tuple(rest), row.id))
    return names


@cache
def agencies() -> frozenset[str]:
    """List the ids of the agencies."""
    return frozenset(row.id for row in lexicons.load_outlets() if row.kind == "agency")
