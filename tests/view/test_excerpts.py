"""Hits in their sentences: nothing is cut inside a word, every hit is shown once; and as rows that quote the page exactly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import with_
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.compared import prepared, ready
from tawatur.view.excerpts import AROUND, LONGEST, excerpts, rows
from tawatur.view.index import Index
from tawatur.view.searching import Query, search


def test_hits_of_one_sentence_are_shown_in_it_together(invented: Story) -> None:
    index = Index(invented)
    (hits,) = (h for h in search(ready(invented, "alike"), Query(words="المياه")) if h.page.document.id == "d1")
    made = excerpts(index, "d1", hits.spans())
    assert [[p.text for p in x.words if p.marked] for x in made] == [["المياه"], ["المياه"]]
    assert not made[0].cut_before
    assert not made[0].cut_after


def long_story(story: Story, text: str) -> Index:
    """An index of a story of one page without sentences."""
    return Index(with_(story, documents=[with_(story.documents[0], text=text)], sentences=[]))


def test_a_long_line_is_cut_around_its_hit_at_spaces(invented: Story) -> None:
    text = "كلمة " * 300 + "السد" + " كلمة" * 300
    at = text.index("السد")
    (made,) = excerpts(long_story(invented, text), "d1", [Span(at, at + 4)])
    shown = "".join(p.text for p in made.words)
    assert made.cut_before
    assert made.cut_after
    assert len(shown) <= LONGEST + 5
    assert set(shown.split()) == {"كلمة", "السد"}


def test_hits_far_apart_in_one_line_are_shown_apart(invented: Story) -> None:
    text = "السد " + "كلمة " * 300 + "السد"
    last = text.rindex("السد")
    made = excerpts(long_story(invented, text), "d1", [Span(0, 4), Span(last, last + 4)])
    assert [x.spans for x in made] == [[Span(0, 4)], [Span(last, last + 4)]]


@settings(deadline=None, max_examples=60)
@given(st.text("ابلسد \n.َ😀\u202e\x00", max_size=200))
def test_every_hit_is_in_one_excerpt_and_marked(invented: Story, text: str) -> None:
    index = long_story(invented, text)
    for hits in search([prepared(index.documents["d1"], "alike", [])], Query(words="ا", where="inside")):
        made = excerpts(index, "d1", hits.spans())
        assert [s for x in made for s in x.spans] == hits.spans()
        assert all(any(p.marked for p in x.words) for x in made)


def test_a_row_quotes_the_page_letter_by_letter(invented: Story) -> None:
    index = Index(invented)
    for row in rows(index, search(ready(invented, "alike"), Query(words="السد"))):
        text = index.text(row.document)
        assert text[row.start : row.end] == row.text
        assert row.before + row.text + row.after == text[max(0, row.start - AROUND) : row.end + AROUND]


def test_a_date_that_is_an_interval_is_written_as_one(invented: Story) -> None:
    made = {r.document: r.date for r in rows(Index(invented), search(ready(invented, "alike"), Query(words="السد")))}
    assert made["d1"] == "2019-04-12"
    assert made["d2"] == "2019-04-13/2019-04-14"
    assert made["d5"] == ""
