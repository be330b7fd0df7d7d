"""The tables themselves: what is described is what is made, spans read true, nothing unknown is filled in."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.base.annotation import with_
from tawatur.base.story import BuiltWith, Story
from tawatur.story import faced
from tawatur.view.exports import tables
from tawatur.view.exports.registry import ExportError
from tawatur.view.index import Index
from tests.view.exports.rich_story import BAD, check_spans, expected, rich_story

EMPTY = Story(
    built_with=BuiltWith(tawatur="0", annotators={}, models={}),
    **{f.name: [] for f in msgspec.structs.fields(Story) if f.required and f.name != "built_with"},
)


def test_columns_are_described_for_the_tables_that_are_made() -> None:
    assert tuple(tables.described()) == tables.NAMES
    assert all(
        c.type in {"string", "integer", "number", "boolean"} and c.says for t in tables.tables(EMPTY) for c in t.columns
    )


@pytest.mark.parametrize("name", tables.NAMES)
def test_a_row_has_exactly_the_columns_that_are_described(name: str) -> None:
    """A maker that gives one more than is described would lose it without a word."""
    header = tables.table(EMPTY, name).header
    rows = list(tables.MAKERS[name](Index(rich_story())))
    assert rows, f"the story of these tests has no {name}"
    assert all(sorted(row) == sorted(header) for row in rows)


@pytest.mark.parametrize("name", tables.NAMES)
def test_cells_are_of_their_columns_type(name: str) -> None:
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    table = tables.table(rich_story(), name)
    for column in table.columns:
        cells = [c for c in table.values(column) if c is not None]
        assert all(isinstance(c, types[column.type]) for c in cells), column
        assert column.type == "boolean" or not any(isinstance(c, bool) for c in cells), column


def test_a_reference_names_a_column_that_is_there() -> None:
    made = {t.name: t.header for t in tables.tables(EMPTY)}
    for table in tables.tables(EMPTY):
        for column in table.columns:
            other, _, field = column.refers_to.partition(".")
            assert not other or field in made[other], f"{table.name}.{column.name}"


def test_spans_count_code_points_beyond_astral_letters() -> None:
    """Pages of the story begin with 😀😀, hold CR LF, NUL and overrides: an offset in UTF-16 would be off."""
    assert check_spans(expected(rich_story())) > 100


def test_a_lone_surrogate_becomes_one_replacement_letter() -> None:
    """No UTF-8 file can hold it, and offsets behind it must not move."""
    (text,) = [row["text"] for row in tables.table(rich_story(), "documents") if row["id"] == "d6"]
    assert text == BAD.replace("\ud83d", "\ufffd")
    assert len(str(text)) == len(BAD)


def test_a_story_of_no_pages_has_every_table_and_no_row() -> None:
    made = list(tables.tables(EMPTY))
    assert [t.name for t in made] == list(tables.NAMES)
    assert not any(len(t) for t in made)


def test_a_page_that_is_not_there_leaves_the_words_empty() -> None:
    """A statement may name a document that the story does not hold: its offsets stay, no words are made up."""
    (row,) = [r for r in tables.table(rich_story(), "statements") if r["document"] == "gone"]
    assert (row["outlet"], row["start"], row["text"]) == (None, 3, "")


def test_an_outlet_that_is_not_known_is_an_empty_cell() -> None:
    assert {r["outlet"] for r in tables.table(rich_story(), "mentions") if r["document"] == "d6"} == {None}


def test_an_event_mention_of_no_event_is_a_report_without_one() -> None:
    story = with_(rich_story(), chronology=[])
    reports = tables.table(story, "event_reports")
    assert len(reports) == len(story.event_mentions)
    assert {r["event"] for r in reports} == {None}


def test_a_report_names_who_is_said_to_say_it() -> None:
    reports = tables.table(rich_story(), "event_reports")
    (row,) = [r for r in reports if (r["document"], r["trigger"]) == ("d1", "انهار")]
    assert (row["event"], row["outlet"], row["said_by"], row["said_by_entity"]) == (
        "c1",
        "وكالة أنباء سهلان",
        "وزارة المياه",
        "e3",
    )


def test_a_missing_link_of_a_chain_keeps_its_row() -> None:
    links = [r for r in tables.table(rich_story(), "chain_links") if r["attribution"] == "d5a1"]
    assert [(r["position"], r["kind"], r["name"]) for r in links] == [
        (1, "outlet", "قناة الأفق"), (2, "missing", None), (3, "organisation", "مكتبها"),
    ]  # fmt: skip


def test_pages_of_one_independent_chain_share_a_group() -> None:
    groups = [r for r in tables.table(rich_story(), "independence_groups") if r["event"] == "c1"]
    assert [(r["group"], r["document"]) for r in groups] == [(1, "d1"), (1, "d3"), (2, "d2")]
    assert groups[0]["because"] == "independence.reuse: 31 words of d1, word for word"


def test_an_unnamed_participant_says_where_its_words_stand() -> None:
    (row,) = [r for r in tables.table(rich_story(), "participants") if r["name"] == "مئات السكان"]
    assert (row["role"], row["entity"], row["document"], row["text"]) == ("unnamed", None, "d2", "مئات السكان")


def test_ids_without_a_table_of_links_are_joined() -> None:
    (row,) = [r for r in tables.table(rich_story(), "events") if r["id"] == "c9"]
    assert (row["after"], row["before"], row["place"], row["place_name"]) == ("c2;c1", "c7", "e99", "e99")


def test_a_value_keeps_the_pages_whose_place_is_not_known() -> None:
    story = rich_story()
    lost = with_(
        story.disagreements[1].values[0], spans=story.disagreements[1].values[0].spans[:1], documents=["d1", "d3", "d9"]
    )
    changed = with_(story, disagreements=[with_(story.disagreements[1], values=[lost])])
    rows = list(tables.table(changed, "disagreement_values"))
    assert {r["document"] for r in rows} == {"d1", "d3", "d9"}
    assert {r["start"] for r in rows if r["document"] == "d9"} == {None}


def test_a_table_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ExportError, match=r"table 'people': there is no such table. These are: documents, entities"):
        faced(rich_story()).table("people")


def test_the_real_sample_reads_true_in_every_table(sample_story: Story) -> None:
    """Keys are unique and refer to rows that are there, in a story that the pipeline built."""
    made = expected(sample_story)
    assert check_spans(made) > 300
    for table in tables.tables(sample_story):
        if table.header[0] == "id":
            assert len({r["id"] for r in table}) == len(table), table.name
        for column in table.columns:
            other, _, field = column.refers_to.partition(".")
            keys = {r[field] for r in made[other]} | {None} if other else set(table.values(column))
            assert set(table.values(column)) <= keys, f"{table.name}.{column.name}"
