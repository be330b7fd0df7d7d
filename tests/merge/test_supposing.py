"""Two pages supposed to be one chain: the rules that counted the story count again, and nothing is kept."""

from itertools import combinations

import pytest

from tawatur.merge.independence.supposing import supposed
from tawatur.story import Story


def test_counted_again_every_event_has_the_chains_it_had(sample_story: Story) -> None:
    """What a story file holds is enough to count by the same rules: bounds, groups, grounds and sentence are the same."""
    for event in sample_story.chronology:
        assert supposed(sample_story, event) == event.independence, event.id


def test_two_pages_that_are_one_chain_lower_the_least_by_one_at_most(sample_story: Story) -> None:
    changed = 0
    for event in sample_story.chronology:
        before = event.independence
        for pair in combinations(event.documents, 2):
            after = supposed(sample_story, event, pair)
            assert before.lower - 1 <= after.lower <= before.lower
            assert after.lower <= after.upper <= before.upper
            assert any(set(pair) <= set(g.documents) for g in after.groups)
            changed += after != before
    assert changed


def test_pages_that_are_one_chain_already_change_no_bound(sample_story: Story) -> None:
    together = [
        (e, g.documents) for e in sample_story.chronology for g in e.independence.groups if len(g.documents) > 1
    ]
    assert together
    for event, (one, other, *_) in together:
        after = supposed(sample_story, event, (one, other))
        assert (after.lower, after.upper) == (event.independence.lower, event.independence.upper)


def test_the_library_supposes_and_the_story_stays(sample_story: Story) -> None:
    event = next(e for e in sample_story.chronology if e.independence.lower > 1)
    after = sample_story.supposed(event.id, *event.documents[:2])
    assert after.lower == event.independence.lower - 1
    assert next(e for e in sample_story.chronology if e.id == event.id) is event


@pytest.mark.parametrize(("event", "pages"), [("c404", ("d1", "d2")), ("c1", ("d404", "d405"))])
def test_what_is_not_there_is_refused(sample_story: Story, event: str, pages: tuple[str, str]) -> None:
    with pytest.raises(KeyError, match=event):
        sample_story.supposed(event, *pages)
