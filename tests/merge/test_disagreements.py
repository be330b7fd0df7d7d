"""Where accounts differ: contradictions are few and sure; updates, grains, parts and spellings are named as that."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tawatur.base.annotation import Mention, Office, Timex
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event, Independence, NameCount, Statement
from tawatur.merge import disagreements
from tests.merge.stories import counting, first_ever, lexicons, page, place, saying, telling

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "disagreements.yaml").read_text("utf-8"))


def row(name: str, readings: list[Reading], mode: str = "visit", type_: str = "CONSULT", **fields: Any) -> Event:
    """Make the row of all event mentions of some pages."""
    mentions = [m for r in readings for m in r.event_mentions]
    wanted = fields.pop("only", None)
    mentions = [m for m in mentions if wanted is None or m.id in wanted]
    said = [
        Statement(about=name, property="first-ever", value=s.text, document=s.document, span=s.span)
        for r in readings
        for s in r.superlatives
        if any(m.document == s.document for m in mentions)
    ]
    made = {
        "id": name, "type": type_, "mode": mode, "title": "", "date": None,
        "earliest": None, "latest": None, "place": None, "actors": [],
        "recipients": [], "part_of": None, "event_mentions": [m.id for m in mentions],
        "documents": sorted({m.document for m in mentions}), "statements": said,
        "independence": Independence(outlets=0, lower=0, upper=0),
        "figures": [f.id for r in readings for f in r.figures],
    }  # fmt: skip
    return Event(**(made | fields))


def holder(name: str, titles: dict[str, str], readings: list[Reading]) -> Entity:
    """Make a person who holds the offices that pages give."""
    offices = [
        Office(
            id=f"{r.document.id}o1", document=r.document.id, span=place(r, titles[r.document.id]),
            text=titles[r.document.id], title=titles[r.document.id], holder=None,
        )
        for r in readings if r.document.id in titles
    ]  # fmt: skip
    return Entity(
        id="e1", kind="person", name=name, names=[NameCount(text=name, count=1)], mentions=[], offices=offices
    )


def find(events: list[Event], entities: list[Entity], readings: list[Reading]) -> list[Disagreement]:
    return disagreements.find(events, entities, {r.document.id: r for r in readings}, lexicons())


def office_story(case: dict[str, Any]) -> tuple[list[Event], list[Entity], list[Reading]]:
    days = {k: str(v) for k, v in case.get("days", {}).items()}
    readings = [page(d, f"حضر {t} نزار القاسمي", day=days.get(d)) for d, t in case["text"].items()]
    return [], [holder("نزار القاسمي", case["text"], readings)], readings


def number_story(case: dict[str, Any]) -> tuple[list[Event], list[Entity], list[Reading]]:
    readings = []
    for d, words in case["text"].items():
        supplier = case.get("by", {}).get(d)
        content = f"انهار السد مخلفا {words}"
        text = f"وقالت {supplier} إنه {content}" if supplier else content
        reading = page(d, text, day=str(case["days"][d]) if "days" in case else None)
        if supplier:
            reading = saying(reading, supplier, content)
        value = case.get("values", {}).get(d) or words.split()[0]
        bound, scope = case.get("bounds", {}).get(d, "exactly"), case.get("scopes", {}).get(d)
        reading = counting(reading, words, value, case.get("counted", "killed"), bound, scope)
        readings.append(telling(reading, "انهار", "OTHER", "accident"))
    return [row("c1", readings, "accident", "OTHER")], [], readings


def date_story(case: dict[str, Any]) -> tuple[list[Event], list[Entity], list[Reading]]:
    readings = []
    for d, words in case["text"].items():
        value = str(case["values"][d])
        reading = telling(page(d, f"اغتيل الحارس {words} قرب السد"), "اغتيل", "ASSAULT", "killing", time=(words, value))
        time = Timex(
            id=f"{d}t1", document=d, span=place(reading, words), text=words, type="DATE", value=value,
            offset_days=-1 if words == "أمس" else None,
        )  # fmt: skip
        readings.append(reading.adding(times=[time]))
    return [row("c1", readings, case.get("mode", "killing"), "ASSAULT")], [], readings


def first_story(case: dict[str, Any]) -> tuple[list[Event], list[Entity], list[Reading]]:
    readings = []
    for d, marked in case["text"].items():
        reading = page(d, marked.replace("[", "").replace("]", ""))
        if "[" in marked:
            words = marked.split("[")[1].split("]")[0]
            reading = telling(first_ever(reading, words, words.split()[1]), words.split()[1])
        else:
            reading = telling(reading, "استضافت")
        readings.append(reading)
    if "earlier" not in case:
        return [row("c1", readings)], [], readings
    one = row("c2", readings[:1], earliest="2031-04-05", latest="2031-04-07")
    return [row("c1", readings[1:], earliest="2030-04-01", latest="2030-04-30"), one], [], readings


def what_story(case: dict[str, Any]) -> tuple[list[Event], list[Entity], list[Reading]]:
    body = case["body"] + (".\nثم وقعا مذكرة بذلك" if case.get("struck") else "")
    one = telling(page("d1", body, title=case["text"]["d1"]), "بحث", nth=0)
    two = telling(page("d2", case["text"]["d2"]), "بحث")
    event = row("c1", [one, two], "meeting")
    if case.get("struck"):
        one = telling(one, "وقعا", "SUPPORT", "signing")
    return [event], [], [one, two]


STORIES = {
    "office": office_story, "number": number_story, "date": date_story, "first": first_story, "what": what_story,
}  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=pytest.mark.xfail(strict=True)) if c["verdict"] == "known-failure" else c for c in CASES],
    ids=[f"{c['group']}: {c['note']}" for c in CASES],
)
def test_cases(case: dict[str, Any]):
    events, entities, readings = STORIES[case["group"]](case)
    for order in permutations(readings):
        found = find(events, entities, list(order))
        assert [d.kind for d in found] == ([] if case["expect"] == "none" else [case["expect"]])
    for made in found:
        by_id = {r.document.id: r for r in readings}
        assert len({d for v in made.values for d in v.documents}) > 1
        assert made.why and all(r.rule for r in made.because)
        for version in made.values:
            assert len(version.documents) == len(version.spans)
            assert all(Span(*s).of(by_id[d].text) for d, s in zip(version.documents, version.spans, strict=True))


def test_nothing_differs_where_there_is_nothing():
    assert find([], [], []) == []
    assert find([row("c1", [])], [], [page("d1", "نص")]) == []


def test_one_page_that_gives_both_offices_sees_no_conflict():
    titles = {"d1": "رئيس مجلس النبع", "d2": "نائب رئيس مجلس النبع"}
    pages = [page("d1", "قال رئيس مجلس النبع وهو نائب رئيس مجلس النبع"), page("d2", "قال نائب رئيس مجلس النبع")]
    person = holder("نزار القاسمي", titles, pages)
    both = msgspec.structs.replace(person.offices[1], document="d1", span=place(pages[0], "نائب رئيس مجلس النبع"))
    person = msgspec.structs.replace(person, offices=[*person.offices, both])
    assert find([], [person], pages) == []


def test_a_former_office_is_no_contradiction():
    titles = {"d1": "رئيس مجلس النبع", "d2": "نائب رئيس مجلس النبع"}
    pages = [page(d, f"حضر {t}") for d, t in titles.items()]
    person = holder("نزار القاسمي", titles, pages)
    former = msgspec.structs.replace(person.offices[1], qualifier="former")
    assert find([], [msgspec.structs.replace(person, offices=[person.offices[0], former])], pages) == []


def test_spellings_of_one_name_are_noted_and_different_names_are_not():
    pages = [page("d1", "وصل بهاء الدين جوركي مساء"), page("d2", "غادر بهاء الدين غوركي صباحا")]

    def mention(r: Reading, words: str) -> Mention:
        return Mention(
            id=f"{r.document.id}m1", document=r.document.id, span=place(r, words), text=words, kind="person",
            form="name", name=words,
        )  # fmt: skip

    mentions = [mention(pages[0], "بهاء الدين جوركي"), mention(pages[1], "بهاء الدين غوركي")]
    person = Entity(id="e1", kind="person", name="بهاء", names=[], mentions=mentions)
    (found,) = find([], [person], pages)
    assert (found.field, found.kind) == ("name", "spelling")


def test_the_ladder_lists_figures_in_the_order_of_publication_with_their_suppliers():
    case = {
        "text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": {"d1": "2031-04-06", "d2": "2031-04-05"},
        "by": {"d1": "بلدية النبع"},
    }  # fmt: skip
    events, _, readings = number_story(case)
    ladder = disagreements.figure_ladder(events[0], {r.document.id: r for r in readings}, lexicons())
    assert [(r.published, r.value, r.supplier) for r in ladder] == [
        ("2031-04-05", "12", None),
        ("2031-04-06", "15", "بلدية النبع"),
    ]


def test_the_order_of_events_and_entities_never_changes_the_result():
    stories = [STORIES[c["group"]](c) for c in CASES if c["group"] in ("number", "date")][:6]
    events, readings = [], []
    for n, (rows, _, pages) in enumerate(stories):
        for r in pages:
            name = f"d{len(readings) + 1}"
            move = lambda a, name=name: msgspec.structs.replace(a, document=name, id=name + a.id[2:])  # noqa: E731
            moved = r.adding(document=msgspec.structs.replace(r.document, id=name))
            moved = moved.adding(
                event_mentions=[move(m) for m in r.event_mentions], figures=[move(f) for f in r.figures],
                times=[move(t) for t in r.times], attributions=[move(a) for a in r.attributions],
            )  # fmt: skip
            readings.append(moved)
        events.append(row(f"c{n + 1}", readings[-2:], rows[0].mode, rows[0].type))
    first = find(events, [], readings)
    assert first
    for seed in range(4):
        shuffled_events, shuffled = events[:], readings[:]
        random.Random(seed).shuffle(shuffled_events)
        random.Random(seed).shuffle(shuffled)
        assert find(shuffled_events, [], shuffled) == first
