"""Why: for any id of any noun, what it is, the words, the reasons with their sums, the links; and a helpful error."""

import msgspec
import pytest

from tawatur.base.reason import Reason
from tawatur.base.story import Story
from tawatur.view.index import Index
from tawatur.view.why import Explanation, UnknownId, around, explain


def test_every_id_of_every_noun_is_explained(invented: Story) -> None:
    """No id of the story is unknown, and each explanation starts with it."""
    ids = [noun.id for noun in Index(invented).nouns()]
    assert len(set(ids)) == len(ids) > 60
    for id_ in ids:
        assert explain(invented, id_).as_text().startswith(id_ + "  ")


def test_an_event_shows_words_and_grounds(invented: Story) -> None:
    """The reasons of the merge, and of each group of pages, stand apart with their sums."""
    told: Explanation = explain(invented, "c1")
    assert told.noun == "Event"
    assert [(g.of, g.score) for g in told.grounds] == [
        ("", 2.7),
        ("independence.groups.1", 1.0),
        ("independence.groups.2", 0.9),
    ]
    assert ("d1v1", "انهار") in [(w.part, w.text) for w in told.words]
    assert {link.by: link.ids for link in told.names}["event_mentions"] == ["d1v1", "d2v1", "d3v3"]
    assert {link.by: link.ids for link in told.named_by}["Disagreement"] == ["x1"]


def test_scores_are_summed(invented: Story) -> None:
    """Two reasons for one direction: their sum stands below them."""
    assert "because direction: sum +0.90" in explain(invented, "r1").as_text()


def test_words_and_rows_are_cited(invented: Story) -> None:
    """A reason names its rule, the row it used, the place it looked at and what it added."""
    text = explain(invented, "d1v1").as_text()
    assert "because: events.trigger  triggers.tsv: انهار  d1:120-125  +0.90" in text
    assert "words trigger: d1:120-125 «انهار»" in text


def test_judgements_about_an_id_are_shown(invented: Story) -> None:
    """A person's verdict on a pair is found from both sides and from the entity, and says who, why and about which words."""
    (judgement,) = invented.judgements
    assert judgement.standing
    for name in (judgement.standing.a, judgement.standing.b, "e2"):
        assert "named by Judgement: j1" in explain(invented, name or "").as_text()
    told = explain(invented, "j1").as_text()
    for part in ("verdict: unsure", "by: رائد", "because: «سهيلة»/«سهيل»", "«سهيل مرزاق»", "names about: e2"):
        assert part in told


def test_an_unknown_id_names_the_kinds_there_are(invented: Story) -> None:
    """The error says what was asked and gives an example of every kind in this story."""
    with pytest.raises(UnknownId) as raised:
        explain(invented, "d9v99")
    assert isinstance(raised.value, KeyError)
    for part in ("'d9v99'", "EventMention d1v1", "Document d1", "Disagreement x2", "Office d1o1"):
        assert part in str(raised.value)


def test_a_page_s_words_carry_no_controls(hostile: Story) -> None:
    """What a page says cannot move the cursor of the terminal that shows it."""
    for id_ in ("d1", "d2", "d2s1", "c1"):
        text = explain(hostile, id_).as_text()
        assert not set(text) & {"\u202e", "\x00", "\r", "\x1b"}


def test_the_words_around_are_shown_where_the_tagger_spoke(invented: Story) -> None:
    """Whoever doubts a label sees what the model saw; where rules alone decided there is nothing to show."""
    entity = invented.entities[0]
    ruled = msgspec.structs.replace(entity.mentions[0], because=[Reason(rule="mentions.place")])
    tagged = msgspec.structs.replace(ruled, because=[*ruled.because, Reason(rule="tagger", detail="PER", score=0.9)])
    index = Index(invented)
    assert around(index, ruled) == ""
    assert f"[{tagged.text}]" in around(index, tagged)
