"""Where accounts differ: contradictions are few and sure; updates, grains, parts and spellings are named as that."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.annotation import Mention, Office, Timex
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Disagreement, Entity, Event, Independence, NameCount, Rung, Statement
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
            kind = case.get("kinds", {}).get(d, "first")
            reading = telling(first_ever(reading, words, words.split()[1], kind=kind), words.split()[1])
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


def ladder_of(case: dict[str, Any]) -> list[Rung]:
    events, _, readings = number_story(case)
    return disagreements.figure_ladder(events[0], {r.document.id: r for r in readings}, lexicons())


DAYS = {"d1": "2031-04-05", "d2": "2031-04-06"}


@pytest.mark.parametrize(
    ("case", "flag", "rule"),
    [
        ({"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": DAYS}, "lower-later", "ladder.lower-later"),
        ({"text": {"d1": "12 قتيلا", "d2": "15 قتيلا"}, "days": DAYS}, "higher-later", "ladder.higher-later"),
        ({"text": {"d1": "12 قتيلا", "d2": "12 قتيلا"}, "days": DAYS}, None, None),
        ({"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}}, None, None),
        ({"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": {"d1": DAYS["d1"], "d2": DAYS["d1"]}}, None, None),
        ({"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": DAYS, "bounds": {"d2": "at_least"}}, None, None),
        ({"text": {"d1": "15 قتيلا", "d2": "14 قتيلا"}, "days": DAYS, "bounds": {"d1": "about"}}, None, None),
        (
            {"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": DAYS, "bounds": {"d1": "at_least"}},
            "lower-later",
            "ladder.lower-later",
        ),
        ({"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": DAYS, "scopes": {"d2": "من السد"}}, None, None),
        ({"text": {"d1": "15 مفقودا", "d2": "12 مفقودا"}, "days": DAYS, "counted": "missing"}, None, "ladder.falls"),
        (
            {"text": {"d1": "15 قتيلا", "d2": "12 قتيلا"}, "days": DAYS, "by": dict.fromkeys(DAYS, "بلدية النبع")},
            None,
            "ladder.corrected",
        ),
        ({"text": {"d1": "15 ساعة", "d2": "12 ساعة"}, "days": DAYS, "counted": "hours"}, None, None),
        ({"text": {"d1": "عشرات القتلى", "d2": "7 قتلى"}, "days": DAYS, "values": {"d1": "10"}}, None, None),
    ],
)
def test_a_rung_is_flagged_only_where_bounds_cannot_meet_and_nothing_explains_it(
    case: dict[str, Any], flag: str | None, rule: str | None
):
    ladder = ladder_of(case)
    last = next(r for r in ladder if r.document == "d2")
    assert last.flag == flag
    assert [r.rule for r in last.because] == ([rule] if rule else [])
    assert all(r.flag is None and not r.because for r in ladder if r.document == "d1")


def test_a_page_of_two_values_flags_nothing():
    events, _, readings = number_story({"text": {"d1": "15 قتيلا بعد 7 قتلى", "d2": "12 قتيلا"}, "days": DAYS})
    readings[0] = counting(readings[0], "7 قتلى", "7", "killed")
    event = msgspec.structs.replace(events[0], figures=[f.id for r in readings for f in r.figures])
    ladder = disagreements.figure_ladder(event, {r.document.id: r for r in readings}, lexicons())
    assert [(r.value, r.flag) for r in ladder] == [("15", None), ("7", None), ("12", None)]


FIGURES = st.lists(
    st.tuples(
        st.sampled_from(["killed", "injured", "missing", ""]),
        st.integers(0, 400),
        st.sampled_from(["exactly", "at_least", "at_most", "about"]),
        st.sampled_from([None, "من أهل النبع"]),
        st.sampled_from([None, "2031-04-05", "2031-04-06", "2031-04-07"]),
    ),
    max_size=8,
)


@given(FIGURES)
def test_the_ladder_holds_each_figure_once_in_order(figures: list[tuple[str, int, str, str | None, str | None]]):
    """Whatever is counted, every figure stands once, by thing, scope and publication; only dated falls are flagged."""
    readings = []
    for n, (counted, value, bound, scope, day) in enumerate(figures, 1):
        reading = counting(page(f"d{n}", f"عدد {value} هنا", day=day), str(value), str(value), counted, bound, scope)
        readings.append(reading)
    event = row("c1", readings, documents=[r.document.id for r in readings])
    ladder = disagreements.figure_ladder(event, {r.document.id: r for r in readings}, lexicons())
    assert sorted(r.figure for r in ladder) == sorted(f.id for r in readings for f in r.figures)
    assert [r.id for r in ladder] == [f"c1f{n}" for n in range(1, len(ladder) + 1)]
    keys = [(r.counted, r.scope or "", r.published or "9999") for r in ladder]
    assert keys == sorted(keys)
    text = {r.document.id: r.text for r in readings}
    assert all(r.span.of(text[r.document]) == r.text for r in ladder)
    assert all(r.published and r.because for r in ladder if r.flag)


def ledger_of(case: dict[str, Any]) -> dict[str, list[str]]:
    events, entities, readings = first_story(case)
    by_id = {r.document.id: r for r in readings}
    found = disagreements.ledger(find(events, entities, readings), by_id, lexicons())
    return {s.id: s.contradicted_by for s in found}


def test_a_claim_names_what_other_pages_say_against_it():
    bounded = {"text": {"d1": "[أول زيارة] للحاكم", "d2": "[أول زيارة] له إلى البلدة منذ عشرين عاما"}}
    assert ledger_of(bounded) == {"d1x1": ["d2x1"], "d2x1": ["d1x1"]}
    alike = {"text": {"d1": "[أول زيارة] للحاكم", "d2": "وهي [أول زيارة] يقوم بها الحاكم"}}
    assert ledger_of(alike) == {"d1x1": [], "d2x1": []}
    earlier = {
        "text": {"d1": "[أول زيارة] لضابط مغربي إلى تونس", "d2": "وكانت تونس قد استضافت ضباطا مغاربة قبل عام"},
        "earlier": "d2",
    }
    assert ledger_of(earlier) == {"d1x1": ["d2v1"]}


def test_a_claim_of_something_else_in_a_row_s_clause_meets_no_claim_of_the_row():
    one = telling(first_ever(page("d1", "لقيت زيارة الحاكم [أول زيارة]"), "أول زيارة", "زيارة"), "زيارة")
    two = telling(first_ever(page("d2", "لقيت زيارته أول إقبال منذ عشرين عاما"), "أول إقبال", "إقبال"), "زيارته")
    event = row("c1", [one, two])
    told = [
        Statement(about="c1", property="what", value=m.trigger.text, document=m.document, span=m.trigger.span)
        for r in (one, two)
        for m in r.event_mentions
    ]
    event = msgspec.structs.replace(event, statements=[*event.statements, *told])
    assert find([event], [], [one, two]) == []


def person(name: str, number: int, documents: list[Reading], title: str, qualifier: str | None = None) -> Entity:
    offices = [
        Office(
            id=f"{r.document.id}o{number}", document=r.document.id, span=place(r, title), text=title, title=title,
            holder=None, qualifier=qualifier,
        )
        for r in documents
    ]  # fmt: skip
    return Entity(id=f"e{number}", kind="person", name=name, names=[], mentions=[], offices=offices)


def two_holders(
    title: str = "وزير الدفاع السروي", days: tuple[str, ...] = ("2031-04-05",) * 4, other: str = "سمير الحداد"
) -> tuple[list[Entity], list[Reading]]:
    pages = [page(f"d{n}", f"قال {title} شيئا", day=day) for n, day in enumerate(days, 1)]
    return [person("نزار القاسمي", 1, pages[:2], title), person(other, 2, pages[2:], title)], pages


def test_one_office_of_two_people_is_a_contradiction_where_two_pages_give_it_to_each():
    people, pages = two_holders()
    (found,) = find([], people, pages)
    assert (found.field, found.kind, found.about) == ("office", "contradiction", "e1")
    assert [v.documents for v in found.values] == [["d1", "d2"], ["d3", "d4"]]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "وزير الدفاع"},
        {"title": "مستشار الدفاع السروي"},
        {"days": ("2031-04-05", "2031-04-05", "2031-06-05", "2031-06-05")},
        {"other": "ن القاسمي"},
        {"other": "Nizar Kasimi"},
    ],
    ids=["any country's", "an office of many", "two months apart", "one family name", "another script"],
)
def test_two_holders_are_no_contradiction_where_it_may_be_otherwise(change: dict[str, Any]):
    people, pages = two_holders(**change)
    assert find([], people, pages) == []


def test_a_handover_or_a_single_page_explains_two_holders():
    people, pages = two_holders()
    change = row("c1", pages, "appointment", "SUPPORT", recipients=["e2"])
    assert find([change], people, pages) == []
    former = person(people[0].name, 1, pages[:2], "وزير الدفاع السروي", "former")
    assert find([], [former, people[1]], pages) == []
    once = person(people[1].name, 2, pages[2:3], "وزير الدفاع السروي")
    assert find([], [people[0], once], pages) == []


@pytest.mark.parametrize(
    ("title", "form", "modality", "expect"),
    [
        ("أقال المجلس المدرب", "past", "alleged", "scope"),
        ("أقال المجلس المدرب", "past", "planned", "scope"),
        ("أقال المجلس المدرب", "past", "happened", None),
        ("هل أقال المجلس المدرب؟", "past", "alleged", None),
        ("لا أقال المجلس المدرب", "past", "alleged", None),
        ("أقال المجلس المدرب", "masdar", "planned", None),
    ],
)
def test_a_headline_that_asserts_what_its_body_gives_weakly_is_noted(
    title: str, form: str, modality: str, expect: str | None
):
    reading = page("d1", "إن المجلس أقاله كما قيل", title=title)
    reading = telling(reading, "أقال", "SANCTION", "dismissal", form=form)
    reading = telling(reading, "أقاله", "SANCTION", "dismissal", modality=modality)
    found = find([row("c1", [reading], "dismissal", "SANCTION")], [], [reading])
    assert [(d.field, d.kind) for d in found] == ([("what", expect)] if expect else [])


def test_a_headline_above_an_unnamed_source_is_noted_and_above_a_named_one_is_not():
    for kind, expect in (("anonymous", ["scope"]), ("person", [])):
        reading = page("d1", "وقال مصدر إن المجلس أقاله", title="أقال المجلس المدرب")
        reading = saying(reading, "مصدر", "المجلس أقاله", kind)
        reading = telling(reading, "أقال", "SANCTION", "dismissal", form="past")
        reading = telling(reading, "أقاله", "SANCTION", "dismissal")
        found = find([row("c1", [reading], "dismissal", "SANCTION")], [], [reading])
        assert [d.kind for d in found] == expect


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
