"""TimelineJS JSON against its documented format: the known parts of dates, unique ids, HTML that says only what we put in it."""

import json
from html.parser import HTMLParser

import jsonschema
import pytest

from tawatur.base.story import Story
from tawatur.view.exports.timelinejs import to_timelinejs
from tests.view.exports import stories
from tests.view.story_fixture import story

DATE = {
    "type": "object", "additionalProperties": False, "required": ["year"], "dependentRequired": {"day": ["month"]},
    "properties": {"year": {"type": "integer"}, "month": {"enum": list(range(1, 13))}, "day": {"enum": list(range(1, 32))}},
}  # fmt: skip
SLIDE = {
    "type": "object", "additionalProperties": False, "required": ["unique_id", "text"],
    "properties": {
        "unique_id": {"type": "string", "pattern": "^[a-z0-9-]+$"}, "start_date": DATE, "end_date": DATE,
        "display_date": {"type": "string"}, "group": {"type": "string"}, "autolink": {"const": False},
        "text": {
            "type": "object", "additionalProperties": False, "required": ["headline", "text"],
            "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
        },
    },
}  # fmt: skip
DOCUMENTED = {  # timeline.knightlab.com/docs/json-format: what it has of what we write
    "type": "object", "additionalProperties": False, "required": ["events"],
    "properties": {
        "scale": {"const": "human"}, "title": SLIDE,
        "events": {"type": "array", "items": {**SLIDE, "required": ["unique_id", "text", "start_date"]}},
    },
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the elements, addresses and words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        assert {name for name, _ in attrs} <= {"dir", "href"}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data + "\n"


@pytest.mark.parametrize("made", stories.every())
def test_it_is_what_timelinejs_documents(made: Story) -> None:
    written = json.loads(to_timelinejs(made))
    jsonschema.validate(written, DOCUMENTED)
    slides = [*written["events"], *([written["title"]] if "title" in written else [])]
    assert len({s["unique_id"] for s in slides}) == len(slides)


@pytest.mark.parametrize("made", stories.every())
def test_nothing_of_a_page_becomes_an_element(made: Story) -> None:
    for slide in json.loads(to_timelinejs(made))["events"]:
        assert Tags(slide["text"]["headline"]).names == {"bdi"}
        body = Tags(slide["text"]["text"])
        assert body.names <= {"p", "blockquote", "a", "bdi"}
        assert all(a.startswith("https://") and not set(a) & set("\"<>' ") for a in body.addresses)


def test_a_month_has_no_day_and_an_interval_has_two_ends() -> None:
    slides = json.loads(to_timelinejs(story()))["events"]
    assert slides[4]["start_date"] == {"year": 2019, "month": 6}
    assert slides[4]["display_date"] == "يونيو/حزيران 2019"
    assert slides[5]["start_date"] == {"year": 2019, "month": 4, "day": 15}
    assert slides[5]["end_date"] == {"year": 2019, "month": 4, "day": 16}
    assert all("end_date" not in s for s in slides[:5])


def test_a_slide_quotes_every_page_with_its_outlet() -> None:
    slide = json.loads(to_timelinejs(story()))["events"][1]
    body = Tags(slide["text"]["text"])
    for words in ("وكالة أنباء سهلان", "صحيفة الضفاف", "المرصد اليوم", "قتل تسعة أشخاص في قرية المحاجر إثر انهيار"):
        assert words in body.words
    assert body.addresses == ["https://was.example/rayhan"]


@pytest.mark.parametrize("made", stories.every())
def test_every_event_is_a_slide_or_named_among_the_undated(made: Story) -> None:
    written = json.loads(to_timelinejs(made))
    named = written["title"]["text"]["text"].count("<li>") if "title" in written else 0
    assert len(written["events"]) + named == len(made.chronology)


def test_a_story_without_dates_has_no_slide_but_the_first() -> None:
    written = json.loads(to_timelinejs(stories.undated()))
    assert written["events"] == []
    assert written["title"]["text"]["headline"] == "بلا تاريخ: 10"


def test_the_same_story_gives_the_same_bytes() -> None:
    assert to_timelinejs(story()) == to_timelinejs(story())
