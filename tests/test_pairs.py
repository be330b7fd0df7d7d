"""The pairs that a person may want to judge: each once, nearest to the border first, the outcome of judgements not told."""

from __future__ import annotations

import pytest

import tawatur
from tawatur.base.pair import Pair
from tawatur.story import Story

PAGES = {
    "a.txt": "قال الخبير غاريت هولمن يوم الأحد 5 مايو 2024 إن المرفأ مغلق. وزار هولمن مدينة الخزامى يوم الاثنين 6 مايو 2024.\n",
    "b.txt": "قال الخبير جاريت هولمن يوم الأحد 5 مايو 2024 إن المرفأ مفتوح. وزار هولمن مدينة الخزامى يوم الاثنين 6 مايو 2024.\n",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return tawatur.build(folder)


def held(story: Story) -> dict[str, str]:
    return {m.id: e.id for e in story.entities for m in e.mentions} | {
        m: e.id for e in story.chronology for m in e.event_mentions
    }


def test_each_pair_stands_once_and_names_two_mentions_of_the_story(sample_story: Story) -> None:
    pairs, holder = sample_story.pairs(), held(sample_story)
    assert pairs
    assert len({p.sides for p in pairs}) == len(pairs)
    assert all(p.a in holder and p.b in holder and p.a != p.b for p in pairs)


def test_the_nearest_to_the_border_come_first(sample_story: Story) -> None:
    margins = [p.margin for p in sample_story.pairs()]
    assert margins == sorted(margins)
    assert margins[0] >= 0 and margins[-1] <= 1


def test_joined_pairs_are_of_one_thing_and_nearly_joined_ones_of_two(sample_story: Story) -> None:
    holder = held(sample_story)
    pairs = [p for p in sample_story.pairs() if p.joined is not None]
    assert {p.joined for p in pairs} == {True, False}
    assert all((holder[p.a] == holder[p.b]) is p.joined for p in pairs)


def test_every_join_by_a_sum_is_among_them(story: Story) -> None:
    """Each reason with a score is one pair: the spelling of «غاريت», the short names, the two visits."""
    joins = [r for e in story.entities for r in e.because if r.score is not None]
    joins += [r for e in story.chronology for r in e.because if r.rule == "events.same"]
    shown = [r for p in story.pairs() if p.joined for r in p.because]
    assert sorted(r.detail for r in shown) == sorted(r.detail for r in joins)


def spelled(pairs: list[Pair]) -> Pair:
    return next(p for p in pairs if "غاريت" in p.because[0].detail and "جاريت" in p.because[0].detail)


@pytest.mark.parametrize("verb", ["merge", "split", "unsure"])
def test_a_judged_pair_looks_the_same_whatever_was_judged(story: Story, verb: str) -> None:
    """A second coder must not learn from the card what the first one said."""
    pair = spelled(story.pairs())
    again = spelled(getattr(story, verb)(pair.a, pair.b, "تجربة", "سلمى").pairs())
    assert again.joined is None
    assert again == spelled(story.split(pair.a, pair.b, "تجربة", "رائد").pairs())


def test_an_empty_story_has_no_pairs(sample_story: Story) -> None:
    import msgspec

    empty = msgspec.structs.replace(sample_story, entities=[], chronology=[], event_mentions=[], judgements=[])
    assert empty.pairs() == []
