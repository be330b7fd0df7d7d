"""An event is quoted by the sentences that tell of it, each once, with the tellers that a sentence names."""

from tawatur.base.span import Span
from tawatur.view.exports import quotes
from tawatur.view.index import Index
from tests.view.exports import stories
from tests.view.story_fixture import story


def test_a_sentence_is_quoted_once_with_its_tellers_if_one_of_its_mentions_has_them() -> None:
    """The mention that stands in an attribution wins, whichever of the two the story tells first."""
    plain = story()
    attributed = next(v for v in plain.event_mentions if v.id == "d1v1")
    assert attributed.attribution == "d1a1"
    bare = stories.change(attributed, id="d1v9", attribution=None)
    for told in (["d1v1", "d1v9"], ["d1v9", "d1v1"]):
        event = stories.change(plain.chronology[1], event_mentions=told)
        index = Index(stories.change(plain, event_mentions=[*plain.event_mentions, bare], chronology=[event]))
        (quote,) = quotes.of_event(index, event)
        assert [link.name for link in quote.chain] == ["وزارة المياه"]


def test_quotes_stand_in_the_order_of_the_events_pages() -> None:
    index = Index(story())
    event = stories.change(index.events["c1"], documents=["d3", "d1", "d2"])
    assert [q.document for q in quotes.of_event(index, event)] == ["d3", "d1", "d2"]
    assert quotes.pages(index, event) == ["d3", "d1", "d2"]


def test_a_quote_is_exactly_the_text_at_its_span() -> None:
    index = Index(stories.attacked())
    for event in index.events.values():
        for quote in quotes.of_event(index, event):
            assert quote.words == Span(*quote.span).of(index.text(quote.document)) != ""


def test_a_page_that_is_not_in_the_story_is_not_quoted() -> None:
    index = Index(stories.loose())
    told = {q.document for event in index.events.values() for q in quotes.of_event(index, event)}
    assert told <= set(index.documents)
    assert "gone" not in quotes.pages(index, index.events["c1"])
