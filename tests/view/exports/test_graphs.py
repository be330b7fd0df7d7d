"""GEXF and GraphML, read back by networkx: every tie with its kind, count and day, in both formats alike."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import networkx
import pytest
from lxml import etree

from tawatur.base.story import Direction, Story
from tawatur.view.exports import gexf, graphml
from tawatur.view.exports.participation import participation
from tawatur.view.exports.relays import relays

FORMATS = {"gexf": (gexf.to_gexf, networkx.read_gexf), "graphml": (graphml.to_graphml, networkx.read_graphml)}
Read = Callable[[Story, str], Any]


@pytest.fixture(params=FORMATS)
def read(request: pytest.FixtureRequest) -> Read:
    """Write a story in one of the two formats and read one graph of it."""
    write, reader = FORMATS[request.param]
    return lambda story, name: reader(io.BytesIO(write(story)[f"{name}.{request.param}"]))


def ties(graph: Any, kind: str) -> list[tuple[str, str, Any]]:
    """List the edges of one kind by their ends' labels."""
    label = graph.nodes(data="label")
    return [(label[a], label[b], about) for a, b, about in graph.edges(data=True) if about["kind"] == kind]


def test_a_chain_leads_from_the_page_inwards(invented: Story, read: Read) -> None:
    """A page names an outlet, which names its source; the missing link between two tellers is a node of its own."""
    steps = {(a, b) for a, b, _ in ties(read(invented, "relays"), "relays")}
    assert ("الأفق: استقالة محافظة الريحان", "قناة الأفق") in steps
    assert ("قناة الأفق", "حلقة مفقودة") in steps
    assert ("حلقة مفقودة", "مكتبها") in steps


def test_an_outlet_that_is_named_is_the_outlet_that_publishes(invented: Story, read: Read) -> None:
    """The second page cites the agency that published the first: one node, with a tie of either kind."""
    graph = read(invented, "relays")
    agencies = [n for n, label in graph.nodes(data="label") if label == "وكالة أنباء سهلان"]
    assert len(agencies) == 1
    assert Counter(about["kind"] for _, _, about in graph.in_edges(agencies, data=True)) == {
        "published-by": 1,
        "relays": 1,
    }


def test_a_copy_leads_from_the_copier_with_its_words_and_day(invented: Story, read: Read) -> None:
    [(copier, copied, about)] = ties(read(invented, "relays"), "copies")
    assert (copier, copied) == ("وزير الماء يزور القرية المنكوبة", "انهيار جزئي في سد وادي الريحان بعد سيول الأحد")
    assert (about["words"], about["similarity"], about["direction"], about["count"]) == (26, 1.0, "known", 1)
    assert about["start_day"] == invented.documents[2].published.day


def test_an_unknown_direction_is_said_and_has_no_day(invented: Story, read: Read) -> None:
    [(_, _, about)] = ties(read(invented, "relays"), "copies-with-credit")
    assert about["direction"] == "unknown"
    assert "start_day" not in about


def test_the_direction_of_a_copy_is_the_evidence_and_not_the_order_of_its_sides(invented: Story, read: Read) -> None:
    turned = msgspec.structs.replace(invented.reuse[0], direction=Direction(from_="d3"))
    [(copier, _, _)] = ties(read(msgspec.structs.replace(invented, reuse=[turned]), "relays"), "copies")
    assert copier == "انهيار جزئي في سد وادي الريحان بعد سيول الأحد"


def test_ties_of_the_same_ends_are_counted(invented: Story, read: Read) -> None:
    """Three copies from one page: one edge that counts three, adds the words up and names all three."""
    again = [msgspec.structs.replace(invented.reuse[0], id=f"r{n}") for n in (1, 2, 3)]
    [(_, _, about)] = ties(read(msgspec.structs.replace(invented, reuse=again), "relays"), "copies")
    assert (about["count"], about["words"], about["ids"]) == (3, 78, "r1 r2 r3")


def test_two_sources_without_a_name_are_never_one(invented: Story) -> None:
    """Both pages speak of an unnamed source; nobody knows that it is the same."""
    said = invented.attributions
    nodes = relays(msgspec.structs.replace(invented, attributions=[*said, *renamed(said)])).nodes
    assert Counter(n.kind for n in nodes)["anonymous"] == 4


def renamed(attributions: list[Any]) -> list[Any]:
    """Give every attribution another id."""
    return [msgspec.structs.replace(a, id=f"{a.id}0") for a in attributions]


def test_participants_lead_to_their_events(invented: Story, read: Read) -> None:
    graph = read(invented, "participation")
    kinds = Counter(about["kind"] for _, _, about in graph.edges(data=True))
    assert kinds == {"actor": 6, "recipient": 4, "place": 2, "participant": 2, "part-of": 1}
    assert ("نعيم الطالبي", "زار وزير المياه قرية المحاجر") in {(a, b) for a, b, _ in ties(graph, "actor")}


def test_an_event_without_participants_is_a_node_still(invented: Story, read: Read) -> None:
    alone = [msgspec.structs.replace(e, actors=[], recipients=[], place=None, unnamed=[]) for e in invented.chronology]
    graph = read(msgspec.structs.replace(invented, chronology=alone), "participation")
    assert sum(kind == "event" for _, kind in graph.nodes(data="kind")) == len(invented.chronology)


def test_an_event_stands_on_its_day_and_one_without_a_day_on_none(invented: Story) -> None:
    """An interval and a month are no day: the timeline shows these events always."""
    days = {node.attributes.get("id"): node.start for node in participation(invented).nodes if node.kind == "event"}
    assert (days["c3"], days["c5"], days["c6"], days["c7"]) == ("2019-04-14", None, None, None)


def test_gexf_is_dynamic_where_a_day_is_known(invented: Story, torn: Story) -> None:
    for story, mode in ((invented, "dynamic"), (torn, "static")):
        root = etree.fromstring(gexf.to_gexf(story)["participation.gexf"])
        assert root.find("{*}graph").get("mode") == mode


def test_names_that_break_files_are_names(nasty: Story, read: Read) -> None:
    """What XML cannot hold is one U+FFFD each; everything else comes back as it was."""
    labels = set(dict(read(nasty, "relays").nodes(data="label")).values())
    assert '"><img onerror=alert(1)>' in labels
    assert "]]></w:t>&amp;\ufffd\ufffd\ufffd\ufffd" in labels
    assert "half a pair \ufffd, a whole one 😀 and 𝒳" in labels
    assert "\u202eقَلْبٌ\u202c\r\nسطر\tثان \\ ' \" <b>" in labels


def test_ids_that_lead_nowhere_are_nodes_and_nothing_fails(torn: Story, empty: Story, read: Read) -> None:
    assert "absent" in dict(read(torn, "participation").nodes(data="kind")).values()
    assert len(read(torn, "relays").edges) == len(relays(torn).edges) > 0
    assert len(read(empty, "relays")) == len(read(empty, "participation")) == 0


def test_the_same_story_gives_the_same_bytes(invented: Story, hostile: Story) -> None:
    for write, _ in FORMATS.values():
        assert write(invented) == write(invented)
        assert write(invented) != write(hostile)
