"""Rows without a date stand where pages say they belong; dated rows never move; circles are dropped, not decided."""

from __future__ import annotations

import re
from itertools import permutations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.annotation import EventMention
from tawatur.base.reading import Reading
from tawatur.base.story import Event
from tawatur.merge.placing import place
from tawatur.merge.placing.order import consistent, placed
from tests.cases_file import cases
from tests.merge.stories import lexicons, page, saying, telling
from tests.merge.test_disagreements import row

MARK = re.compile(r"([MO])\[([^:\]]+): (\w+)\]")


def told(marked: str, name: str = "d1", day: str | None = None) -> tuple[Reading, dict[str, EventMention]]:
    """Make the reading of a marked text, and its mentions by their letters."""
    text = MARK.sub(lambda m: m[2], marked)
    reading = page(name, text, day=day)
    paragraph, made = 0, []
    for s in reading.sentences:
        paragraph = text[: s.span.start].count("\n")
        made.append(msgspec.structs.replace(s, paragraph=paragraph))
    reading = reading.adding(sentences=made)
    letters = {}
    for letter, words, form in MARK.findall(marked):
        reading = telling(reading, words, form=form)
        letters[letter] = reading.event_mentions[-1]
    return reading, letters


def rows_of(reading: Reading, letters: dict[str, EventMention], **dates: str) -> list[Event]:
    """Make one row a letter; `dates` gives some a day. The dated stand first, as the chronology leaves them."""
    made = [
        row(f"c{n}", [reading], only=[m.id], title=letter, earliest=dates.get(letter), latest=dates.get(letter))
        for n, (letter, m) in enumerate(letters.items(), 1)
    ]
    return sorted(made, key=lambda e: e.earliest or "9999")


def order_of(rows: list[Event]) -> str:
    return "".join(e.title for e in rows)


@pytest.mark.parametrize("case", cases("placing"))
def test_case(case: dict[str, str]) -> None:
    """The undated one stands right beside the dated one, on the side that the page gives."""
    reading, letters = told(case["text"])
    dated = place(rows_of(reading, letters, O="2031-04-05"), {"d1": reading}, lexicons())
    (placed_row,) = [e for e in dated if e.title == "M"]
    other = next(e.id for e in dated if e.title == "O")
    assert (placed_row.after, placed_row.before) == (
        [other] if case["expect"] == "after" else [],
        [other] if case["expect"] == "before" else [],
    )
    assert order_of(dated) == ("MO" if case["expect"] == "before" else "OM")
    assert [r.rule for r in placed_row.because] == ([] if case["expect"] == "none" else [f"placing.{case['expect']}"])
    for r in placed_row.because:
        assert r.span and r.row and r.span.of(reading.text) in r.row


def test_the_other_row_is_placed_where_the_first_has_the_date() -> None:
    """«زار بعد الاجتماع» with a dated visit puts the meeting before it."""
    reading, letters = told("M[زار: past] الوفد المتحف بعد O[الاجتماع: definite]")
    made = place(rows_of(reading, letters, M="2031-04-05"), {"d1": reading}, lexicons())
    assert [(e.id, e.title, e.after, e.before) for e in made] == [("c1", "O", [], ["c2"]), ("c2", "M", [], [])]


def test_two_undated_rows_keep_their_order_at_the_end() -> None:
    """What is said of two undated rows is kept on the one it is said of."""
    reading, letters = told("M[زار: past] الوفد المتحف بعد O[الاجتماع: definite]")
    made = place(rows_of(reading, letters), {"d1": reading}, lexicons())
    assert [(e.title, e.after) for e in made] == [("O", []), ("M", ["c1"])]


def test_what_two_pages_say_against_each_other_is_dropped_on_both_sides() -> None:
    """A circle names no winner: neither page's word counts, and the row says why."""
    one, a = told("M[زار: past] الوفد المتحف بعد O[الاجتماع: definite]")
    two, b = told("M[زار: past] الوفد المتحف قبل O[الاجتماع: definite]", "d2")
    rows = [row(f"c{n}", [one, two], only=[a[x].id, b[x].id], title=x) for n, x in enumerate("MO", 1)]
    made = place(rows, {"d1": one, "d2": two}, lexicons())
    assert [(e.after, e.before) for e in made] == [([], []), ([], [])]
    assert {r.rule for e in made for r in e.because} == {"placing.dropped"}


def test_a_known_date_is_never_crossed() -> None:
    """A row said to follow a late event and to precede an early one is left in the tray."""
    reading, letters = told("M[زار: past] الوفد المتحف بعد O[الاجتماع: definite]")
    two, b = told("M[زار: past] الوفد المتحف قبل O[المؤتمر: definite]", "d2")
    rows = [
        row("c1", [two], only=[b["O"].id], title="E", earliest="2030-01-01", latest="2030-01-01"),
        row("c2", [reading], only=[letters["O"].id], title="L", earliest="2031-01-01", latest="2031-01-01"),
        row("c3", [reading, two], only=[letters["M"].id, b["M"].id], title="M"),
    ]
    made = place(rows, {"d1": reading, "d2": two}, lexicons())
    assert order_of(made) == "ELM"
    assert (made[2].after, made[2].before) == ([], [])


def test_somebody_else_s_words_place_nothing_in_the_page_s_own() -> None:
    """An event inside a quotation and one outside it are not put in order."""
    reading, _ = told("M[زار: past] الوفد المتحف بعد O[الاجتماع: definite]")
    quoted = saying(page("d1", reading.text), "الوفد", "الاجتماع")
    quoted = telling(telling(quoted, "زار", form="past"), "الاجتماع", form="definite")
    letters = dict(zip("MO", quoted.event_mentions, strict=True))
    made = place(rows_of(quoted, letters, O="2031-04-05"), {"d1": quoted}, lexicons())
    assert not any(e.after or e.before for e in made)


def test_rows_are_renamed_wherever_a_row_names_another() -> None:
    """A part's whole, and every statement's event, keep pointing at the same row."""
    reading, letters = told("M[زار: past] الوفد المتحف قبل O[اللقاء: definite]")
    rows = rows_of(reading, letters, O="2031-04-05")
    rows[1] = msgspec.structs.replace(rows[1], part_of=rows[0].id)
    made = place(rows, {"d1": reading}, lexicons())
    assert [(e.title, e.id, e.part_of) for e in made] == [("M", "c1", "c2"), ("O", "c2", None)]
    assert all(s.about == e.id for e in made for s in e.statements)


class Pair:
    """A pair of which one comes first."""

    def __init__(self, first: str, then: str) -> None:
        self.first, self.then = first, then


NAMES = [f"a{n}" for n in range(5)] + [f"b{n}" for n in range(6)]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), max_size=14)


@given(PAIRS)
def test_placing_keeps_every_row_once_the_dated_in_order_and_every_pair_that_is_kept(
    pairs: list[tuple[str, str]],
) -> None:
    """Whatever pages say, dated rows stand as they stood, and what is kept holds."""
    dated, undated = NAMES[:5], NAMES[5:]
    wanted = [Pair(a, b) for a, b in pairs if a in undated or b in undated]
    kept = [(p.first, p.then) for p in consistent(dated, wanted)]
    order = placed(dated, undated, kept)
    assert sorted(order) == sorted(NAMES)
    assert [name for name in order if name in dated] == dated
    assert all(order.index(a) < order.index(b) for a, b in kept)
    untied = [u for u in undated if not any(u in pair for pair in kept)]
    assert [name for name in order if name in untied] == untied
    assert all(order.index(d) < order.index(u) for d in dated for u in untied)


@given(PAIRS)
def test_the_order_in_which_pages_speak_changes_nothing_where_no_circle_closes(pairs: list[tuple[str, str]]) -> None:
    """Pairs that go together are all kept."""
    forward = [Pair(a, b) for a, b in pairs if NAMES.index(a) < NAMES.index(b)]
    assert consistent(NAMES[:5], forward) == forward


def test_the_order_of_pairs_never_changes_the_order_of_rows() -> None:
    """Three pairs in any order give one order."""
    pairs = [("a1", "b0"), ("b0", "b1"), ("b2", "a0")]
    found = {tuple(placed(["a0", "a1"], ["b0", "b1", "b2"], list(p))) for p in permutations(pairs)}
    assert found == {("b2", "a0", "a1", "b0", "b1")}
