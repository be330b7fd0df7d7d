"""Like names are proposed with their ground, within one sort, and never the name itself."""

import pytest

from tawatur.base.annotation import with_
from tawatur.base.story import NameCount, Story
from tawatur.view.labels import label
from tawatur.view.likeness import alike, forms_of, ground, sort_of


def named(story: Story, *names: tuple[str, str]) -> Story:
    """The story with entities of these kinds and names."""
    one = story.entities[0]
    made = [
        with_(one, id=f"e{n}", kind=kind, name=name, names=[NameCount(text=name, count=1)])
        for n, (kind, name) in enumerate(names, 1)
    ]
    return with_(story, entities=made)


def near(story: Story, id_: str = "e1") -> list[tuple[str, str]]:
    """The ids of like names with their grounds."""
    entities = {e.id: e for e in story.entities}
    return [(a.entity.id, a.ground) for a in alike(entities, forms_of(story), entities[id_])]


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        ("نعيم الطالبي", "الطالبي نعيم", "same words"),
        ("نعيم الطالبي", "الطالبي", "words left out"),
        ("بيني غانتس", "بيني جانتس", "letters of one transliteration family"),
        ("ابراهيم حسني", "براهيم حسني", "same but for the first alif"),
    ],
)
def test_like_names_are_proposed_with_their_ground(invented: Story, mine: str, theirs: str, why: str) -> None:
    story = named(invented, ("person", mine), ("person", theirs), ("person", "قاسم شهاب"))
    assert near(story) == [("e2", why)]
    assert label("likeness", why) != why


def test_a_place_is_not_proposed_for_a_person(invented: Story) -> None:
    assert near(named(invented, ("person", "الطالبي"), ("place", "الطالبي"))) == []


def test_names_that_are_not_alike_are_not_proposed(invented: Story) -> None:
    assert near(named(invented, ("organisation", "وزارة الصحة"), ("organisation", "نقابة العمال"))) == []


def test_a_name_without_forms_has_no_like_names(invented: Story) -> None:
    assert near(named(invented, ("person", ""), ("person", ""), ("person", "ا"))) == []


def test_every_kind_has_a_sort() -> None:
    assert [sort_of(k) for k in ("person", "agency", "facility", "law", "nonsense")] == [
        "people",
        "bodies",
        "places",
        "others",
        "others",
    ]


def test_words_that_differ_wholly_have_no_ground() -> None:
    assert ground("سعد البحري", "سعيد البحري") == ""
