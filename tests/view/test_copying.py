"""Which shared passages answer what is asked, and how often each outlet copied, with credit and without."""

import pytest

from tawatur.base.annotation import with_
from tawatur.base.span import Span
from tawatur.base.story import Direction, Passage, Story
from tawatur.view import copying
from tawatur.view.index import Index


@pytest.fixture
def index(invented: Story) -> Index:
    """The invented story with three passages: d1→d3 uncredited (26 words), d1·d2 unknown (4), d2→d1 credited (9)."""
    first = invented.reuse[0]
    third = with_(
        first, id="r3", words=9, credited=True, direction=Direction(from_="d2"),
        a=Passage(document="d1", span=Span(0, 9)), b=Passage(document="d2", span=Span(0, 9)),
    )  # fmt: skip
    return Index(with_(invented, reuse=[*invented.reuse, third]))


def found(index: Index, **asked: str) -> list[str]:
    return [r.id for r in copying.found(index, copying.wanted(asked.items()))]


def test_passages_of_most_words_come_first(index: Index) -> None:
    assert found(index) == ["r1", "r3", "r2"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"credit": "credited"}, ["r3", "r2"]),
        ({"credit": "uncredited"}, ["r1"]),
        ({"direction": "unknown"}, ["r2"]),
        ({"direction": "known"}, ["r1", "r3"]),
        ({"words": "9"}, ["r1", "r3"]),
        ({"words": "-1"}, ["r1", "r3", "r2"]),
        ({"words": "٩"}, ["r1", "r3", "r2"]),
        ({"words": "9" * 30}, ["r1", "r3", "r2"]),
        ({"credit": "perhaps", "role": "x", "direction": ""}, ["r1", "r3", "r2"]),
        ({"outlet": "no such outlet"}, []),
    ],
)
def test_each_field_narrows_and_what_cannot_be_asked_asks_nothing(
    index: Index, asked: dict[str, str], ids: list[str]
) -> None:
    assert found(index, **asked) == ids


def test_an_outlet_is_asked_for_by_its_part(index: Index) -> None:
    one = index.outlet("d1")
    assert found(index, outlet=one) == ["r1", "r3", "r2"]
    assert found(index, outlet=one, role="origin") == ["r1"]
    assert found(index, outlet=one, role="copier") == ["r3"]


def test_every_count_of_an_outlet_is_the_length_of_its_list(index: Index) -> None:
    for c in copying.by_outlet(index):
        assert c.credited == len(found(index, outlet=c.outlet, role="copier", credit="credited"))
        assert c.uncredited == len(found(index, outlet=c.outlet, role="copier", credit="uncredited"))
        assert c.origin == len(found(index, outlet=c.outlet, role="origin"))
        assert c.unknown == len(found(index, outlet=c.outlet, direction="unknown"))


def test_who_copied_most_without_credit_stands_first(index: Index) -> None:
    assert copying.by_outlet(index)[0].outlet == index.outlet("d3")


def test_a_list_shows_how_the_copied_page_opens(index: Index) -> None:
    row = copying.listed(index, next(r for r in index.story.reuse if r.id == "r3"))
    assert (row.from_, row.to) == ("d2", "d1")
    assert row.opening == index.text("d2")[:9].strip()


def test_an_opening_is_one_line_without_controls_and_cut(hostile: Story) -> None:
    index = Index(hostile)
    whole = with_(hostile.reuse[0], a=Passage(document="d1", span=Span(0, 10_000)), direction=Direction(from_="d1"))
    opening = copying.listed(index, whole).opening
    assert len(opening) == copying.OPENING
    assert not {"\n", "\r", "\x00", "\u202e"} & set(opening)
