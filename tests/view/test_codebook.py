"""Groups as a person has them: nothing is lost, the newest row counts, what is undone does not, another desk's rows replay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import with_
from tawatur.base.codebook import CodebookError, CodebookRow
from tawatur.base.span import Span
from tawatur.base.story import Story, Term, WordingGroup
from tawatur.view.codebook import Coded, coded, counting, replayed, term_key, with_row

WHEN = "2026-11-29T10:00:00Z"


def row(kind: str, **fields: str) -> CodebookRow:
    """A row as a form makes it."""
    return CodebookRow(**{"id": "k1", "kind": kind, "by": "سلمى", "when": WHEN, **fields})  # type: ignore[arg-type]


def book(*rows: CodebookRow) -> list[CodebookRow]:
    """Rows, added one after the other."""
    made: list[CodebookRow] = []
    for one in rows:
        made = with_row(made, one)
    return made


def group(id_: str, name: str, *terms: str) -> WordingGroup:
    """A group with terms of these words."""
    made = [Term(id=f"{id_}-{n}", document="d1", span=Span(0, 1), text=t, voice="outlet") for n, t in enumerate(terms)]
    return WordingGroup(id=id_, referent=None, name=name, terms=made)


def texts(groups: list[Coded]) -> dict[str, list[str]]:
    """What stands in each group, by its name now."""
    return {g.name: [t.text for t in g.terms] for g in groups}


NAMES = st.sampled_from(["السد", "الفيضان", "ج", "د"])
TERMS = st.sampled_from(["كارثة", "سيل", "انهيار"])
GROUPS = [group("w1", "السد", "كَارثة", "كارثة", "انهيار"), group("w2", "الفيضان", "سيل")]


def test_without_a_codebook_groups_are_as_the_story_has_them(invented: Story) -> None:
    (one,) = coded(invented.wordings, [])
    assert (one.id, one.name, one.terms) == ("w1", "انهيار السد", invented.wordings[0].terms)


def test_a_moved_term_takes_all_its_uses_along_whatever_their_marks() -> None:
    made = coded(GROUPS, book(row("move", group="السد", term="كارثة", to="الفيضان")))
    assert texts(made) == {"الفيضان": ["كَارثة", "كارثة", "سيل"], "السد": ["انهيار"]}
    assert made[0].homes["w1-0"] == "السد"
    assert made[0].moved["w1-0"].by == "سلمى"


def test_a_term_may_move_into_a_group_that_the_story_lacks() -> None:
    made = coded(
        GROUPS, book(row("move", group="السد", term="انهيار", to="جديد"), row("rename", group="جديد", to="أجد"))
    )
    assert texts(made)["أجد"] == ["انهيار"]
    assert next(g for g in made if g.key == "جديد").id == "k1"


def test_an_id_that_the_story_uses_already_is_not_taken() -> None:
    made = coded([group("k1", "السد", "سد")], book(row("move", group="السد", term="سد", to="جديد")))
    assert sorted(g.id for g in made) == ["k1", "k1-"]


def test_the_newest_row_counts_and_an_undone_one_does_not() -> None:
    rows = book(row("rename", group="السد", to="أول"), row("rename", group="السد", to="ثان"))
    assert "ثان" in texts(coded(GROUPS, rows))
    back = with_row(rows, row("undone", undoes="k2"))
    assert "أول" in texts(coded(GROUPS, back))
    again = with_row(back, row("undone", undoes="k3"))
    assert "ثان" in texts(coded(GROUPS, again)), "an undoing that is undone does nothing"
    assert [r.id for r in counting(again)] == ["k1", "k2", "k4"]


@pytest.mark.parametrize("undoes", ["k9", "", "k1"])
def test_what_does_not_count_cannot_be_undone(undoes: str) -> None:
    rows = book(row("note", group="السد", note="x"), row("undone", undoes="k1"))
    with pytest.raises(CodebookError, match="These do: k2"):
        with_row(rows, row("undone", undoes=undoes))


def test_notes_stay_in_the_order_written() -> None:
    made = coded(GROUPS, book(row("note", group="السد", note="أ"), row("note", group="السد", note="ب")))
    assert [n.note for n in made[0].notes] == ["أ", "ب"]


def test_a_codebook_replayed_twice_is_there_once() -> None:
    """Its undoings mean the same rows, under the ids that these have here."""
    theirs = book(
        row("rename", group="السد", to="أول"), row("undone", undoes="k1"), row("note", group="السد", note="x")
    )
    mine = book(row("note", group="الفيضان", note="y"))
    once = replayed(mine, theirs)
    assert [r.id for r in once] == ["k1", "k2", "k3", "k4"]
    assert once[2].undoes == "k2"
    assert replayed(once, theirs) == once
    assert texts(coded(GROUPS, once)).keys() == {"السد", "الفيضان"}


def test_rows_about_what_the_story_lacks_change_nothing() -> None:
    rows = book(
        row("move", group="x", term="y", to="z"), row("rename", group="x", to="q"), row("note", group="x", note="n")
    )
    assert texts(coded(GROUPS, rows)) == texts(coded(GROUPS, []))


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, TERMS, NAMES)))
def test_whatever_is_moved_no_term_is_lost_or_doubled(moves: list[tuple[str, str, str]]) -> None:
    rows = book(*(row("move", group=g, term=t, to=to) for g, t, to in moves))
    made = coded(GROUPS, rows)
    assert sorted(t.id for g in made for t in g.terms) == ["w1-0", "w1-1", "w1-2", "w2-0"]


def test_two_groups_of_one_name_both_keep_their_terms() -> None:
    twins = [group("w1", "السد", "سد"), group("w2", "السد", "حاجز"), group("w3", "x", "y")]
    made = {g.id: [t.text for t in g.terms] for g in coded(twins, book(row("move", group="x", term="y", to="السد")))}
    assert made == {"w1": ["سد", "y"], "w2": ["حاجز"], "w3": []}


def test_a_term_is_meant_whatever_its_marks_and_spaces() -> None:
    assert term_key("كَيان  \n الاحتلال") == term_key("كيان الاحتلال")
    assert with_(GROUPS[0], name="x") != GROUPS[0]
