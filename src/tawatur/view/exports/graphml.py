"""A story → two graphs in GraphML (graphml.graphdrawing.org), which yEd, Cytoscape, igraph and networkx read."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.base.story import Story
from tawatur.view.exports.graph import Edge, Graph, Node, attributes_of, declared
from tawatur.view.exports.participation import participation
from tawatur.view.exports.relays import relays
from tawatur.view.exports.xml import Xml, element, file, words

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


def to_graphml(story: Story) -> dict[str, bytes]:
    """Write both graphs of a story."""
    return {"relays.graphml": written(relays(story)), "participation.graphml": written(participation(story))}


def written(graph: Graph) -> bytes:
    """Write a graph, its sentence first."""
    keys = [*declarations("node", graph.nodes), *declarations("edge", graph.edges)]
    label = element("key", {"id": "node-label", "for": "node", "attr.name": "label", "attr.type": "string"})
    body = element("graph", {"id": "G", "edgedefault": "directed"}, *map(node, graph.nodes), *map(edge, graph.edges))
    return file(element("graphml", {"xmlns": NAMESPACE}, element("desc", None, words(graph.says)), label, *keys, body))


def declarations(of: str, things: Sequence[Node] | Sequence[Edge]) -> list[Xml]:
    """Declare the attributes of nodes or edges with their types."""
    titles = declared(things).items()
    return [
        element("key", {"id": f"{of}-{t}", "for": of, "attr.name": t, "attr.type": TYPES[kind]}) for t, kind in titles
    ]


def node(one: Node) -> Xml:
    """Write a node."""
    return element("node", {"id": one.id}, element("data", {"key": "node-label"}, words(one.label)), *data("node", one))


def edge(one: Edge) -> Xml:
    """Write an edge."""
    return element("edge", {"id": one.id, "source": one.source, "target": one.target}, *data("edge", one))


def data(of: str, thing: Node | Edge) -> list[Xml]:
    """Write the attributes of a node or an edge."""
    rows = attributes_of(thing).items()
    return [
        element("data", {"key": f"{of}-{t}"}, words(str(v).lower() if isinstance(v, bool) else str(v))) for t, v in rows
    ]
