"""A story → two graphs in GEXF 1.3 (gexf.net), which Gephi opens: `relays.gexf` and `participation.gexf`.

A node or edge has a ``start`` where its day is known, so that Gephi's timeline shows it from then on; else it is always shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.base.story import Story
from tawatur.view.exports.graph import Edge, Graph, Node, attributes_of, declared
from tawatur.view.exports.participation import participation
from tawatur.view.exports.relays import relays
from tawatur.view.exports.xml import Xml, element, file, words

NAMESPACE = "http://gexf.net/1.3"
TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}


def to_gexf(story: Story) -> dict[str, bytes]:
    """Write both graphs of a story."""
    return {"relays.gexf": written(relays(story)), "participation.gexf": written(participation(story))}


def written(graph: Graph) -> bytes:
    """Write a graph: dynamic where any day is known."""
    dated = any(n.start for n in graph.nodes) or any(e.start for e in graph.edges)
    time = {"mode": "dynamic", "timeformat": "date"} if dated else {"mode": "static"}
    meta = element(
        "meta", None, element("creator", None, words("Tawatur")), element("description", None, words(graph.says))
    )
    nodes = element("nodes", {"count": len(graph.nodes)}, *(node(n) for n in graph.nodes))
    edges = element("edges", {"count": len(graph.edges)}, *(edge(e) for e in graph.edges))
    titles = [declaration("node", graph.nodes), declaration("edge", graph.edges)]
    body = element("graph", {"defaultedgetype": "directed", **time}, *titles, nodes, edges)
    return file(element("gexf", {"xmlns": NAMESPACE, "version": "1.3"}, meta, body))


def declaration(of: str, things: Sequence[Node] | Sequence[Edge]) -> Xml:
    """Declare the attributes of nodes or edges with their types."""
    titles = declared(things).items()
    rows = (element("attribute", {"id": title, "title": title, "type": TYPES[kind]}) for title, kind in titles)
    return element("attributes", {"class": of}, *rows)


def node(one: Node) -> Xml:
    """Write a node."""
    return element("node", {"id": one.id, "label": one.label, "start": one.start, "end": one.end}, values(one))


def edge(one: Edge) -> Xml:
    """Write an edge; its weight is its count, and its kind lets Gephi keep edges of two kinds between the same two nodes."""
    about = {
        "id": one.id, "source": one.source, "target": one.target, "kind": one.kind, "label": one.kind,
        "weight": one.attributes.get("count", 1), "start": one.start, "end": one.end,
    }  # fmt: skip
    return element("edge", about, values(one))


def values(thing: Node | Edge) -> Xml:
    """Write the attributes of a node or an edge."""
    rows = (element("attvalue", {"for": title, "value": value}) for title, value in attributes_of(thing).items())
    return element("attvalues", None, *rows)
