"""Offices by title and by person: every page that gives one is there, with the date that it says or none."""

from tawatur.base.annotation import with_
from tawatur.base.story import Story
from tawatur.view import offices
from tawatur.view.index import Index


def test_a_title_lists_its_holders_and_their_pages(invented: Story) -> None:
    made = {t.words: t for t in offices.titles(Index(invented), invented.entities)}
    assert [(h.entity.id, [g.document for g in h.given]) for h in made["وزير المياه"].holders] == [("e1", ["d1", "d3"])]


def test_titles_with_several_holders_come_first(invented: Story) -> None:
    """«المحافظة» held by two is shown before «وزير المياه», which more pages give to one."""
    e1, e2 = invented.entities[:2]
    both = [with_(e1, offices=[*e1.offices, e2.offices[0]]), e2]
    assert [len(t.holders) for t in offices.titles(Index(invented), both)] == [2, 1, 1]
    assert offices.titles(Index(invented), both)[0].words == "المحافظة"


def test_a_holder_whom_no_page_names_is_nobody_in_particular(invented: Story) -> None:
    """Of such a holder there is only the title; how many people that are, nobody knows."""
    e1 = invented.entities[0]
    nameless = with_(e1, id="e99", mentions=[with_(e1.mentions[0], id="d1mo3")])
    (title, *_) = offices.titles(Index(invented), [e1, nameless])
    assert [h.entity.id for h in title.holders] == ["e1"]
    assert [g.document for g in title.unnamed] == ["d1", "d3"]
    assert title.pages == 4


def test_a_persons_offices_are_a_line_a_title_and_a_column_an_outlet(invented: Story) -> None:
    table = offices.table(Index(invented), invented.entities[1])
    assert table.outlets == ["صحيفة الضفاف", "قناة الأفق"]
    assert [(one.words, one.qualifier, list(one.cells)) for one in table.lines] == [
        ("المحافظة", None, ["صحيفة الضفاف"]),
        ("محافظة الريحان", "former", ["قناة الأفق"]),
    ]
    assert table.differs


def test_outlets_that_give_the_same_title_do_not_differ(invented: Story) -> None:
    table = offices.table(Index(invented), invented.entities[0])
    assert len(table.lines) == 1
    assert not table.differs


def test_a_page_that_gives_a_title_twice_is_listed_once_with_both_places(invented: Story) -> None:
    e1 = invented.entities[0]
    twice = with_(e1, offices=[*e1.offices, with_(e1.offices[0], span=e1.offices[0].span.shift(3))])
    first = offices.givens(Index(invented), twice)[0]
    assert (first.document, len(first.spans), first.date) == ("d1", 2, None)


def test_nobody_has_no_offices(invented: Story) -> None:
    assert offices.table(Index(invented), invented.entities[3]) == ([], [], False)
