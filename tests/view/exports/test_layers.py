"""Every annotation lands in the layers of its own document, once."""

import pytest

from tawatur.base.story import Story
from tawatur.view.exports.layers import by_document
from tests.view.exports import stories
from tests.view.story_fixture import story


@pytest.mark.parametrize("made", stories.every())
def test_nothing_is_lost_and_nothing_is_twice(made: Story) -> None:
    layers = by_document(made)
    assert {d.id for d in made.documents} <= set(layers)
    for name in ("times", "figures", "attributions", "event_mentions"):
        assert sorted(a.id for each in layers.values() for a in getattr(each, name)) == sorted(
            a.id for a in getattr(made, name)
        )
        assert all(a.document == document for document, each in layers.items() for a in getattr(each, name))
    mentions = [(m.id, e.id) for each in layers.values() for m, e in each.mentions]
    assert sorted(mentions) == sorted((m.id, e.id) for e in made.entities for m in e.mentions)


def test_an_event_mention_knows_its_rows() -> None:
    layers = by_document(story())
    assert [layers["d3"].rows[v.id] for v in layers["d3"].event_mentions] == [["c3"], ["c4"], ["c1"], ["c5"]]
