"""FollowTheMoney entities against FollowTheMoney's own schema: known properties, kept values, references that lead somewhere.

`ftm_schema.json` holds the schema's facts for what is written here, taken from followthemoney 4.11.2; where that library is
installed (it builds PyICU, so the development set leaves it out) the facts are compared with it, and its own model loads
every entity.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tawatur.base.story import Story
from tawatur.view.exports.ftm import to_ftm

FACTS = json.loads((Path(__file__).parent / "ftm_schema.json").read_text("utf-8"))
KEPT = {
    "date": r"\d{4}(-\d\d(-\d\d)?)?", "checksum": "[0-9a-f]{40,128}", "language": "[a-z]{3}", "url": r"https?://\S+",
    "entity": r"[a-z]+-[0-9a-f]{20}", "name": r"\S(.*\S)?", "string": r"\S(.*\S)?", "address": r"\S(.*\S)?",
}  # fmt: skip


def read(story: Story) -> list[Any]:
    return [json.loads(line) for line in to_ftm(story).splitlines()]


def of(entities: list[Any], schema: str) -> list[Any]:
    """List the properties of the entities of one schema."""
    return [e["properties"] for e in entities if e["schema"] == schema]


def check(entities: list[Any]) -> None:
    """Hold every entity against the facts of its schema."""
    schemata = {e["id"]: e["schema"] for e in entities}
    assert len(schemata) == len(entities), "two entities have one id"
    for entity in entities:
        facts = FACTS[entity["schema"]]
        assert set(facts["required"]) <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            kind, range_ = facts["properties"][name]
            assert values, f"{entity['schema']}.{name} is an empty list"
            assert all(re.fullmatch(KEPT.get(kind, ".+"), v, re.S) for v in values), (entity["schema"], name, values)
            assert not range_ or all(range_ in FACTS[schemata[v]]["is"] for v in values), (entity["schema"], name)


def test_every_property_is_known_and_every_reference_leads_to_what_it_may(
    invented: Story, hostile: Story, nasty: Story, torn: Story, empty: Story
) -> None:
    for story in (invented, hostile, nasty, torn):
        assert read(story)
        check(read(story))
    assert to_ftm(empty) == b""


def test_the_library_loads_every_entity_and_changes_no_value(invented: Story, hostile: Story, nasty: Story) -> None:
    """A page's whole text alone may lose white space at its ends."""
    model = pytest.importorskip("followthemoney").model
    for entity in (e for story in (invented, hostile, nasty) for e in read(story)):
        proxy = model.get_proxy(entity)
        for prop, value in proxy.itervalues():
            assert prop.type.clean(value) == value or prop.name == "bodyText", (entity["schema"], prop.name, value)
        assert sum(1 for _ in proxy.itervalues()) == sum(map(len, entity["properties"].values()))
        assert all(proxy.get(name) for name in proxy.schema.required)


def test_the_facts_are_those_of_the_library() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, facts in FACTS.items():
        found = model.get(schema)
        properties = {
            n: [p.type.name, p.range.name if p.range else None] for n, p in found.properties.items() if not p.stub
        }
        assert {n: properties[n] for n in facts["properties"]} == facts["properties"]
        assert [sorted(found.required), sorted(found.names)] == [facts["required"], facts["is"]]


def test_everything_of_the_story_is_there(invented: Story) -> None:
    entities = read(invented)
    counts = Counter(e["schema"] for e in entities)
    statements = sum(len(e.statements) for e in invented.chronology)
    assert counts["Article"] == len(invented.documents)
    assert counts["Event"] == len(invented.chronology)
    assert counts["Note"] == statements + len(invented.disagreements)
    assert counts["Occupancy"] == sum(len(e.offices) for e in invented.entities)
    assert counts["UnknownLink"] == len(invented.reuse)


def test_an_office_is_a_post_a_holder_a_page_and_its_words(invented: Story) -> None:
    entities = read(invented)
    names = {e["id"]: e["properties"].get("name", [""])[0] for e in entities}
    held = [
        (names[o["holder"][0]], names[o["post"][0]], o.get("status"), o["summary"]) for o in of(entities, "Occupancy")
    ]
    assert ("سهيلة مرزاق", "محافظة الريحان", ["former"], ["محافظة الريحان"]) in held


def test_an_interval_is_never_one_date(invented: Story) -> None:
    """FollowTheMoney would keep an interval's first day alone, which nobody said."""
    events = {e["recordId"][0]: e for e in of(read(invented), "Event")}
    assert (events["c6"].get("date"), events["c6"]["startDate"], events["c6"]["endDate"]) == (
        None,
        ["2019-04-15"],
        ["2019-04-16"],
    )
    assert events["c5"]["date"] == ["2019-06"]
    assert "date" not in events["c7"]
    second = next(a for a in of(read(invented), "Article") if "d2" in a["fileName"][0])
    assert "publishedAt" not in second
    assert second["notes"] == ["published between 2019-04-13 and 2019-04-14"]


def test_a_missing_link_stays_visible(invented: Story) -> None:
    said = next(a for a in invented.attributions if any(link.kind == "missing" for link in a.chain))
    known = [msgspec.structs.replace(said.chain[0], entity="e6"), *said.chain[1:]]
    story = msgspec.structs.replace(invented, attributions=[msgspec.structs.replace(said, chain=known)])
    chains = [d["description"] for d in of(read(story), "Documentation") if d["role"][0].startswith("source")]
    assert chains == [["قناة الأفق ← قناة الأفق ← حلقة مفقودة ← مكتبها"]]


def test_a_name_of_nothing_that_shows_is_the_id(invented: Story) -> None:
    """FollowTheMoney drops an event whose name it cleans away."""
    unnamed = [msgspec.structs.replace(e, title="\u200f \u202e") for e in invented.chronology]
    story = msgspec.structs.replace(invented, chronology=unnamed)
    check(read(story))
    assert {e["name"][0] for e in of(read(story), "Event")} == {e.id for e in unnamed}


def test_a_direction_that_is_not_known_is_said(invented: Story) -> None:
    roles = sorted(link["role"][0] for link in of(read(invented), "UnknownLink"))
    assert roles == ["copies from", "shares words with, direction unknown, credited"]


def test_ids_are_the_same_wherever_the_pages_lie_and_unlike_another_storys(invented: Story, hostile: Story) -> None:
    moved = [msgspec.structs.replace(d, source=f"elsewhere/{d.id}.txt") for d in invented.documents]
    ids = {e["id"] for e in read(invented)}
    assert ids == {e["id"] for e in read(msgspec.structs.replace(invented, documents=moved))}
    shared = ids & {e["id"] for e in read(hostile)}
    assert {i.split("-")[0] for i in shared} == {"page"}, "the same page is the same page; nothing else is"


def test_the_same_story_gives_the_same_bytes(invented: Story) -> None:
    assert to_ftm(invented) == to_ftm(invented)
