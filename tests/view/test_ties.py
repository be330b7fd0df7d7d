"""What stands behind a tie: the words that credit the teller, the teller's own pages, the passages shared."""

from tawatur.base.story import Story
from tawatur.view.index import Index
from tawatur.view.isnad import TOLD, of_story
from tawatur.view.ties import chosen, most_heard


def test_every_tie_rests_on_places_and_says_how_many_are_not_shown(invented: Story) -> None:
    index = Index(invented)
    isnad = of_story(index)
    assert {t.kind == TOLD for t in isnad.ties.values()} == {True, False}
    for tie in isnad.ties.values():
        for most in (1, 12):
            behind = chosen(index, isnad, tie, most)
            shown = behind.credits if tie.kind == TOLD else behind.pairs
            assert len(shown) == min(most, len(tie.uses))
            assert len(shown) + behind.more == len(tie.uses)
            assert len(behind.own) <= most


def test_the_tellers_heard_by_most_outlets_come_first(invented: Story) -> None:
    heard = [t.outlets for t in most_heard(of_story(Index(invented)))]
    assert heard == sorted(heard, reverse=True) and len(heard) > 1
