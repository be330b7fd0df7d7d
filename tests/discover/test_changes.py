"""What happened to stories, told from who was where before and after."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.discover.changes import changes, counted
from tawatur.discover.schemas import MEMBERS


def members(**stories: str) -> pa.Table:
    """Make a MEMBERS table: one letter a page, by story («a="abc"»)."""
    rows = [
        {"page": page, "story": story, "happening": story, "day": ""}
        for story, pages in stories.items()
        for page in pages
    ]
    return pa.Table.from_pylist(rows, schema=MEMBERS)


def told(before: pa.Table, after: pa.Table) -> list[str]:
    """Write changes in one line each."""
    return [f"{c.story} {c.what} {c.pages} +{c.added} {''.join(c.others)}".strip() for c in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {}, []),
        ({}, {"a": "abc"}, ["a born 3 +3"]),
        ({"a": "abc"}, {"a": "abc"}, []),
        ({"a": "abc"}, {"a": "abcd"}, ["a grew 4 +1"]),
        ({"a": "abcd"}, {"a": "abc", "d": "d"}, []),
        ({"a": "abcd"}, {"a": "abc", "d": "de"}, ["d split 2 +1 a"]),
        ({"a": "ab", "c": "cd"}, {"a": "abcd"}, ["a merged 4 +0 c"]),
        ({"a": "ab", "c": "cd"}, {"a": "abcde"}, ["a grew 5 +1", "a merged 5 +0 c"]),
        ({"a": "ab"}, {"b": "b"}, ["a ended 0 +0"]),
        ({"a": "ab"}, {"c": "c"}, ["a ended 0 +0"]),
        ({"a": "a"}, {"a": "a", "b": "b"}, []),
        ({"a": "a"}, {"a": "ab"}, ["a born 2 +2"]),
        ({"a": "ab", "c": "c"}, {"a": "abc"}, ["a grew 3 +1"]),
        ({"a": "ab", "c": "cde"}, {"a": "abc", "d": "de"}, ["d merged 2 +0 c"]),
        (
            {"a": "ab", "c": "cd"},
            {"a": "a", "b": "bc", "d": "d"},
            ["b merged 2 +0 ac"],
        ),
    ],
)
def test_what_happened_is_told(before: dict[str, str], after: dict[str, str], said: list[str]) -> None:
    assert told(members(**before), members(**after)) == said


def test_pages_that_go_over_to_a_story_that_was_there_are_no_growth() -> None:
    assert told(members(a="abc", d="de"), members(a="ab", d="cde")) == []


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz")),
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("wxyz")),
)
def test_every_story_that_comes_or_goes_is_told_and_no_order_matters(old: dict[str, str], new: dict[str, str]) -> None:
    def table(stories: dict[str, str], pages: list[str]) -> pa.Table:
        return pa.Table.from_pylist(
            [{"page": p, "story": stories[p], "happening": "", "day": ""} for p in pages], schema=MEMBERS
        )

    made = changes(table(old, sorted(old)), table(new, sorted(new)))
    assert made == changes(table(old, sorted(old)[::-1]), table(new, sorted(new)[::-1]))
    were, are = (Counter(pages.values()) for pages in (old, new))
    before, after = ({s for s, pages in counts.items() if pages > 1} for counts in (were, are))
    came, went = after - before, before - after
    assert came <= {c.story for c in made if c.what in ("born", "split", "merged")}
    assert went <= {c.story for c in made if c.what == "ended"} | {
        o for c in made if c.what in ("merged", "split") for o in c.others
    }
    assert sum(c.added for c in made if c.what in ("born", "grew", "split")) <= sum(
        were[old.get(page, "")] < 2 for page in new
    )
    assert sum(counted(c.what for c in made).values()) == len(made)
