"""GDELT's pair of files: its 61 and 16 columns first, no code made up, mentions joined to events."""

from __future__ import annotations

import csv
import io

import pytest

from tawatur.view.exports import gdelt
from tawatur.view.exports.records import COLUMNS
from tawatur.view.exports.tables import described
from tests.view.exports.rich_story import rich_story
from tests.view.story_fixture import story


def read(data: bytes) -> list[dict[str, str]]:
    """Read one file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), delimiter="\t"))


@pytest.mark.parametrize(
    ("name", "count", "places"),
    [
        ("events", 61, {0: "GlobalEventID", 6: "Actor1Name", 16: "Actor2Name", 26: "EventCode", 29: "QuadClass", 31: "NumMentions",
                        35: "Actor1Geo_Type", 51: "ActionGeo_Type", 59: "DATEADDED", 60: "SOURCEURL"}),
        ("mentions", 16, {0: "GlobalEventID", 3: "MentionType", 6: "SentenceID", 9: "ActionCharOffset", 15: "Extras"}),
    ],
)  # fmt: skip
def test_gdelts_columns_come_first_at_its_places(name: str, count: int, places: dict[int, str]) -> None:
    header = list(read(gdelt.to_gdelt(story())[f"{name}.tsv"])[0])
    assert {n: header[n] for n in places} == places
    assert header[count] == "event"


def test_an_event_is_a_row_and_a_mention_points_to_it() -> None:
    files = gdelt.to_gdelt(story())
    events = {e["GlobalEventID"]: e for e in read(files["events.tsv"])}
    mentions = read(files["mentions.tsv"])
    assert [e["event"] for e in events.values()] == [e.id for e in story().chronology]
    assert len(mentions) == sum(len(e.event_mentions) for e in story().chronology)
    assert all(events[m["GlobalEventID"]]["event"] == m["event"] for m in mentions)
    assert {k: int(e["NumMentions"]) for k, e in events.items()} == {
        k: sum(m["GlobalEventID"] == k for m in mentions) for k in events
    }


def test_offsets_point_at_the_words() -> None:
    texts = {d.id: d.text for d in rich_story().documents}
    mentions = read(gdelt.to_gdelt(rich_story())["mentions.tsv"])
    assert all(texts[m["document"]][int(m["ActionCharOffset"]) : int(m["end"])] == m["text"] for m in mentions)
    assert all(int(m["MentionDocLen"]) == len(texts[m["document"]]) for m in mentions)


def test_a_sentence_is_counted_from_the_headline() -> None:
    (visit,) = [m for m in read(gdelt.to_gdelt(story())["mentions.tsv"]) if m["event"] == "c3"]
    assert visit["SentenceID"] == "2"


def test_a_month_has_no_day_and_an_interval_no_date() -> None:
    assert gdelt.day("2019-04-14") == {"Year": 2019, "MonthYear": 201904, "Day": 20190414, "FractionDate": 2019.3671}
    assert gdelt.day("2019-06") == {"Year": 2019, "MonthYear": 201906}
    assert gdelt.day("2019") == {"Year": 2019}
    assert [gdelt.day(d) for d in ("2019-04-15/2019-04-16", "2019-W16", "", None)] == [{}] * 4


def test_quad_class_follows_the_plover_type() -> None:
    events = {e["type"]: e["QuadClass"] for e in read(gdelt.to_gdelt(story())["events.tsv"])}
    assert events == {
        "PROTEST": "4", "OTHER": "", "CONSULT": "1", "REJECT": "3", "RETREAT": "2", "SANCTION": "4", "AGREE": "1",
    }  # fmt: skip


def test_a_page_with_a_web_address_is_web_and_another_a_citation() -> None:
    seen = {
        m["document"]: (m["MentionType"], m["MentionSourceName"]) for m in read(gdelt.to_gdelt(story())["mentions.tsv"])
    }
    assert seen["d1"] == ("1", "was.example")
    assert seen["d4"] == ("2", "جريدة النهر")  # its address is «javascript:…»


def test_an_address_that_is_none_is_no_host() -> None:
    assert gdelt.host_of(rich_story().documents[-1]) is None


@pytest.mark.parametrize("name", ["events", "mentions"])
def test_every_column_that_is_never_filled_says_empty(name: str) -> None:
    _, columns = described(COLUMNS)[name]
    filled = {c for row in read(gdelt.to_gdelt(rich_story())[f"{name}.tsv"]) for c, cell in row.items() if cell}
    assert {c.name for c in columns if c.says.startswith("empty:")} == {c.name for c in columns} - filled
