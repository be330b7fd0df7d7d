"""schema.org: an article a page with what is known of it; ClaimReview drafts that claim nothing and judge nothing."""

import json
import re

import pytest

from tawatur.base.story import Story
from tawatur.view.exports import claimreview, schema_org
from tawatur.view.exports.characters import one_line, utf8_text
from tawatur.view.why import UnknownId
from tests.view.exports import stories
from tests.view.story_fixture import story

JUDGING = {"reviewRating", "ratingValue", "alternateName", "positiveNotes", "negativeNotes", "reviewBody"}
REVIEW = {"@context", "@type", "name", "claimReviewed", "creativeWorkStatus", "comment", "itemReviewed"}


def graph(written: bytes) -> list[dict]:
    """Read a graph."""
    read = json.loads(written)
    assert read["@context"] == "https://schema.org"
    return read["@graph"]


@pytest.mark.parametrize("made", stories.every())
def test_every_page_is_an_article_and_every_entity_a_node(made: Story) -> None:
    nodes = graph(schema_org.to_schema_org(made))
    articles = [n for n in nodes if n["@type"] == "NewsArticle"]
    assert len(articles) == len(made.documents)
    assert len(nodes) == len(made.documents) + len(made.entities)
    there = {n["@id"] for n in nodes}
    assert all(m["@id"] in there for a in articles for m in a.get("mentions", []))


def test_an_article_says_what_is_known_and_no_more() -> None:
    first, second, *_ = graph(schema_org.to_schema_org(story()))
    assert first["url"] == "https://was.example/rayhan"
    assert first["datePublished"] == "2019-04-12"
    assert first["publisher"]["name"] == "وكالة أنباء سهلان"
    assert "datePublished" not in second, "an interval is no date"
    assert "url" not in second


def test_an_address_is_never_a_script() -> None:
    written = schema_org.to_schema_org(stories.attacked())
    assert b"javascript:" not in written
    assert {n.get("url") for n in graph(written) if n["@type"] == "NewsArticle"} == {
        "https://x.example/%22%3E%3Cscript%3E",
        None,
    }


@pytest.mark.parametrize("made", stories.every())
def test_a_draft_never_judges(made: Story) -> None:
    for draft in graph(claimreview.to_claimreview(made)):
        assert set(draft) <= REVIEW
        assert draft["creativeWorkStatus"] == "Draft"
        assert "A person must add reviewRating" in draft["comment"]["text"]
        assert not set(re.findall(r'"(\w+)":', json.dumps(draft))) & JUDGING


@pytest.mark.parametrize("made", stories.every())
def test_every_appearance_quotes_its_page(made: Story) -> None:
    texts = {d.id: d.text for d in made.documents}
    for draft in graph(claimreview.to_claimreview(made)):
        for page in draft["itemReviewed"]["appearance"]:
            document, _, place = page["identifier"].rpartition(":")
            start, end = map(int, place.split("-"))
            assert page["text"] == one_line(utf8_text(texts[document][start:end])) != ""


def test_an_event_is_drafted_and_every_value_that_its_pages_disagree_on() -> None:
    drafts = claimreview.draft(story(), "c1")
    assert [d["name"] for d in drafts] == [
        "c1",
        "c1 number (update): 7",
        "c1 number (update): 9",
        "c1 number (update): 11",
    ]
    assert "سبعة أشخاص على الأقل" in drafts[1]["claimReviewed"]
    assert "تسعة أشخاص" in drafts[2]["claimReviewed"]
    assert [p["publisher"]["name"] for p in drafts[1]["itemReviewed"]["appearance"]] == [
        "وكالة أنباء سهلان",
        "المرصد اليوم",
    ]


def test_a_spelling_is_no_claim() -> None:
    assert not any("spelling" in d["name"] for d in graph(claimreview.to_claimreview(story())))


def test_a_claim_is_its_origins_or_the_outlets_that_tell_it_in_their_own_voice() -> None:
    (event, *_) = claimreview.draft(story(), "c1")
    assert [a["name"] for a in event["itemReviewed"]["author"]] == ["وزارة المياه", "صحيفة الضفاف", "المرصد اليوم"]


def test_a_chain_whose_origin_is_not_named_says_so() -> None:
    plain = story()
    said = next(a for a in plain.attributions if a.document == "d5")
    cut = stories.change(said, chain=said.chain[:2])
    told = stories.change(plain, attributions=[cut if a is said else a for a in plain.attributions])
    (resignation, *_) = claimreview.draft(told, "c7")
    assert resignation["itemReviewed"]["author"] == [
        {"@type": "Organization", "name": "قناة الأفق", "description": "the page does not name the origin"}
    ]


def test_an_unnamed_source_is_neither_person_nor_body() -> None:
    plan = claimreview.draft(story(), "c5")[0]
    assert plan["itemReviewed"]["author"] == [{"@type": "Thing", "name": "مصدر في الوزارة"}]


def test_an_unknown_event_is_told_with_the_ids_that_there_are() -> None:
    with pytest.raises(UnknownId, match="no 'c99' in this story"):
        claimreview.draft(story(), "c99")


@pytest.mark.parametrize("write", [schema_org.to_schema_org, claimreview.to_claimreview])
def test_neither_can_close_a_script_and_both_are_the_same_twice(write) -> None:
    assert b"<" not in write(stories.attacked())
    assert write(stories.attacked()) == write(stories.attacked())
