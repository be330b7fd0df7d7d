"""Web annotations: every target stands where it says, in code points; the shape is the Recommendation's."""

import json
from urllib.parse import unquote

import pytest

from tawatur.base.story import Story
from tawatur.view.exports.characters import utf8_text
from tawatur.view.exports.web_annotation import to_web_annotation
from tests.view.exports import stories
from tests.view.story_fixture import hostile_story, story

PURPOSES = {"tagging", "describing"}
MOTIVATIONS = {"identifying", "classifying"}


@pytest.mark.parametrize("made", stories.every())
def test_every_target_stands_where_it_says(made: Story) -> None:
    texts = {d.id: utf8_text(d.text) for d in made.documents}
    for item in json.loads(to_web_annotation(made))["first"]["items"]:
        position, quoted = item["target"]["selector"]
        text = texts[item["target"]["tawatur:document"]]
        start, end = position["start"], position["end"]
        assert text[start:end] == quoted["exact"] != ""
        assert text[:start].endswith(quoted["prefix"])
        assert text[end:].startswith(quoted["suffix"])


@pytest.mark.parametrize("made", stories.every())
def test_the_shape_is_the_recommendations(made: Story) -> None:
    """Web Annotation Data Model, sections 3.1, 3.2.4, 3.3.5, 5.1 and 5.2: what a collection, a page and an annotation must have."""
    written = json.loads(to_web_annotation(made))
    page = written["first"]
    assert written["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (written["type"], page["type"], page["partOf"]) == ("AnnotationCollection", "AnnotationPage", written["id"])
    assert written["total"] == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert {b["type"] for b in item["body"]} == {"TextualBody"}
        assert {b["purpose"] for b in item["body"]} <= PURPOSES
        assert [s["type"] for s in item["target"]["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]


def test_an_id_names_one_annotation() -> None:
    ids = [i["id"] for i in json.loads(to_web_annotation(hostile_story()))["first"]["items"]]
    assert len(set(ids)) == len(ids) == 65


def test_all_that_the_pages_say_is_there() -> None:
    tags = [i["body"][0]["value"] for i in json.loads(to_web_annotation(story()))["first"]["items"]]
    counted = {t: tags.count(t) for t in sorted(set(tags))}
    assert counted == {
        "attribution content": 6, "attribution cue": 5, "attribution source": 5, "event mention": 12, "figure": 4,
        "mention": 21, "office": 4, "time": 4, "wording": 4,
    }  # fmt: skip


def test_a_mention_names_its_entity_and_an_event_mention_its_participants() -> None:
    items = json.loads(to_web_annotation(story()))["first"]["items"]
    told = {(i["body"][0]["value"], i["target"]["selector"][1]["exact"]): i["body"][1]["value"] for i in items}
    assert "entity: e1 نعيم الطالبي" in told["mention", "نعيم الطالبي"].splitlines()
    assert "actors: نعيم الطالبي [e1]" in told["event mention", "زار"].splitlines()


def test_a_source_is_an_address_or_a_path_and_never_a_script() -> None:
    sources = {i["target"]["source"] for i in json.loads(to_web_annotation(stories.attacked()))["first"]["items"]}
    assert sources == {"https://x.example/%22%3E%3Cscript%3E", "sample/d5.txt"}
    assert {unquote(s) for s in sources} == {'https://x.example/"><script>', "sample/d5.txt"}


def test_words_beyond_a_text_are_left_out() -> None:
    assert b'"time"' not in to_web_annotation(stories.loose())


def test_the_same_story_gives_the_same_bytes() -> None:
    assert to_web_annotation(story()) == to_web_annotation(story())
