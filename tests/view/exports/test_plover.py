"""Event records in POLECAT's columns: its forty first, what is known filled, what is not left empty."""

from __future__ import annotations

import csv
import io
import re

from tawatur.base.annotation import with_
from tawatur.view.exports import plover
from tawatur.view.exports.quads import CATEGORIES, quad
from tawatur.view.exports.records import COLUMNS
from tawatur.view.exports.tables import described
from tests.view.exports.rich_story import rich_story
from tests.view.story_fixture import story

POLECAT = """
Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source
Publication Date|Story People|Story Organizations|Story Locations|Language|Version
"""  # as the header of POLECAT's files has them


def records(data: bytes) -> dict[str, dict[str, str]]:
    """Read the records by their ids."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), delimiter="\t")
    return {row["Event ID"]: row for row in rows}


def test_the_columns_are_polecats_in_its_order_then_ours() -> None:
    header = list(next(iter(records(plover.to_plover(story())).values())))
    assert header[:40] == re.split(r"[|\n]", POLECAT.strip())
    assert header[40:42] == ["event", "document"]


def test_each_page_of_an_event_has_its_record() -> None:
    made = records(plover.to_plover(story()))
    assert [r for r in made if r.endswith("_c1")] == ["d1_c1", "d2_c1", "d3_c1"]
    assert len(made) == sum(len(e.documents) for e in story().chronology)


def test_a_visit_is_coded_with_its_words() -> None:
    visit = records(plover.to_plover(story()))["d3_c3"]
    assert {k: v for k, v in visit.items() if v} == {
        "Event ID": "d3_c3", "Event Date": "2019-04-14", "Event Type": "CONSULT", "Event Mode": "visit",
        "Quad Code": "VERBAL COOPERATION", "Actor Name": "نعيم الطالبي", "Actor Name Raw": "نعيم الطالبي",
        "Actor Title": "وزير المياه", "Recipient Name": "سهيلة مرزاق", "Recipient Name Raw": "سهيلة مرزاق",
        "Placename": "المحاجر", "Raw Placename": "المحاجر", "Source": "المرصد اليوم", "Publication Date": "2019-04-14",
        "Story People": "نعيم الطالبي; سهيلة مرزاق", "Story Organizations": "وزارة المياه", "Story Locations": "المحاجر",
        "Language": "ar", "Version": "tawatur 0.1.0", "event": "c3", "document": "d3", "type": "CONSULT", "mode": "visit",
        "modality": "happened", "earliest": "2019-04-14", "latest": "2019-04-14", "report_date": "2019-04-12",
        "reports": "1", "outlets": "1", "independent_lower": "1", "independent_upper": "1", "disputed": "false",
        "event_mentions": visit["event_mentions"], "spans": visit["spans"], "headline": "وزير الماء يزور القرية المنكوبة",
        "url": "sample/d3.txt",
    }  # fmt: skip


def test_the_spans_of_a_record_are_its_triggers() -> None:
    texts = {d.id: d.text for d in story().documents}
    words = set()
    for row in records(plover.to_plover(story())).values():
        for span in row["spans"].split(";"):
            start, end = map(int, span.split("-"))
            words.add(texts[row["document"]][start:end])
    assert words == {m.trigger.text for m in story().event_mentions}


def test_a_date_that_is_no_single_day_stays_empty() -> None:
    """POLECAT falls back on the day of publication; a chronology must not."""
    made = records(plover.to_plover(story()))
    assert [made[r]["Event Date"] for r in ("d3_c5", "d4_c6", "d5_c7")] == ["", "", ""]
    assert made["d3_c5"]["earliest"] == "2019-06-01"


def test_an_accident_has_no_plover_type_and_keeps_ours() -> None:
    row = records(plover.to_plover(story()))["d1_c1"]
    assert (row["Event Type"], row["Quad Code"], row["type"], row["mode"]) == ("", "", "OTHER", "collapse")


def test_a_mode_that_plover_does_not_have_stays_in_our_column() -> None:
    row = records(plover.to_plover(story()))["d2_c2"]
    assert (row["Event Mode"], row["mode"]) == ("", "demonstration")


def test_plans_and_denials_have_plovers_special_contexts() -> None:
    made = records(plover.to_plover(story()))
    assert (made["d3_c5"]["Contexts"], made["d4_c6"]["Contexts"], made["d1_c1"]["Contexts"]) == (
        "future",
        "negation",
        "",
    )


def test_each_type_of_plover_has_one_quad_category() -> None:
    types = [t for several in CATEGORIES.values() for t in several]
    assert len(types) == len(set(types)) == 16
    assert (quad("SANCTION"), quad("OTHER")) == ("MATERIAL CONFLICT", None)


def test_a_record_is_one_line_whatever_a_page_holds() -> None:
    """Tabs, CR LF, NUL and line separators in a headline would part it."""
    page = story().documents[0]
    title = with_(page.title, text='=قال\t«لا»\r\n\x00\u2028"نعم"')
    data = plover.to_plover(with_(story(), documents=[with_(page, title=title), *story().documents[1:]]))
    made = records(data)
    assert len(data.splitlines()) == len(made) + 1
    assert made["d1_c1"]["headline"] == '=قال «لا»    "نعم"'


def test_a_page_that_tells_nothing_itself_has_a_record_without_spans() -> None:
    row = records(plover.to_plover(rich_story()))["d6_c9"]
    assert (row["spans"], row["event_mentions"], row["Source"], row["Publication Date"]) == ("", "", "", "2019-04-16")


def test_every_column_that_is_never_filled_says_empty() -> None:
    """And none that says so is filled."""
    _, columns = described(COLUMNS)["plover"]
    filled = {c for row in records(plover.to_plover(rich_story())).values() for c, cell in row.items() if cell}
    assert {c.name for c in columns if c.says.startswith("empty:")} == {c.name for c in columns} - filled
