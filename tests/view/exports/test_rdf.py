"""The Turtle, parsed by rdflib and asked in SPARQL: events, who says what where, chains, anchors that read as they should."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from tawatur.base.document import Published
from tawatur.base.story import Story
from tawatur.view.exports.rdf import date, to_rdf
from tawatur.view.exports.registry import ExportError
from tawatur.view.exports.turtle import Iri, Literal, Turtle


def read(story: Story, **options: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_rdf(story, **options), format="turtle")


@pytest.fixture(scope="module")
def graph(invented: Story) -> rdflib.Graph:
    """The invented story's graph, parsed once."""
    return read(invented)


def ask(graph: rdflib.Graph, query: str) -> list[tuple[Any, ...]]:
    """Ask in SPARQL, with the prefixes that the file itself declares; values come as Python's."""
    return [tuple(v.toPython() if v is not None else None for v in row) for row in graph.query(query)]  # type: ignore[union-attr]


def test_everything_is_there_as_often_as_in_the_story(invented: Story, graph: rdflib.Graph) -> None:
    counts = {
        "sem:Event": len(invented.chronology), "nif:Context": len(invented.documents),
        "tw:Disagreement": len(invented.disagreements),
    }  # fmt: skip
    for kind, expected in counts.items():
        assert ask(graph, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {kind} }}") == [(expected,)], kind
    stated = ask(graph, "SELECT ?x { ?x a oa:Annotation; oa:motivatedBy oa:describing }")
    assert len(stated) == sum(len(e.statements) for e in invented.chronology)


def test_an_anchor_reads_the_words_it_says(invented: Story, hostile: Story) -> None:
    """In code points of the very text that the file holds, with letters beyond the basic plane before it."""
    for story in (invented, hostile):
        anchors = ask(read(story), "SELECT ?words ?b ?e ?text { ?a nif:anchorOf ?words; nif:beginIndex ?b; nif:endIndex ?e;"
                                   " nif:referenceContext/nif:isString ?text }")  # fmt: skip
        assert len(anchors) > 40
        assert [words for words, b, e, text in anchors if text[b:e] != words] == []


def test_an_anchor_is_found_by_its_place_and_by_its_words(invented: Story, graph: rdflib.Graph) -> None:
    found = ask(graph, "SELECT ?place ?exact ?before { ?a oa:hasSelector [ a oa:FragmentSelector; rdf:value ?place;"
                " dcterms:conformsTo <http://tools.ietf.org/rfc/rfc5147> ], [ oa:exact ?exact; oa:prefix ?before ] }")  # fmt: skip
    text = invented.documents[0].text
    start = text.index("سبعة أشخاص على الأقل")
    assert (f"char={start},{start + 20}", "سبعة أشخاص على الأقل", text[start - 24 : start]) in found


def test_a_value_has_an_outlet_and_words(graph: rdflib.Graph) -> None:
    said = ask(graph, 'SELECT ?value ?outlet ?words { ?s tw:property "number"; rdf:value ?value; oa:hasBody ?event;'
               " sem:accordingTo/rdfs:label ?outlet; oa:hasTarget/nif:anchorOf ?words }")  # fmt: skip
    assert ("9", "صحيفة الضفاف", "تسعة أشخاص") in said
    assert len(said) == 3


def test_a_chain_is_followed_to_its_origin(graph: rdflib.Graph) -> None:
    """From the page's words through every telling: a property path."""
    query = """SELECT ?who { ?p nif:anchorOf "قتل تسعة أشخاص في قرية المحاجر" ;
      (prov:wasDerivedFrom|prov:wasQuotedFrom)+ [ prov:wasAttributedTo/rdfs:label ?who ] }"""
    assert {who for (who,) in ask(graph, query)} == {"وكالة أنباء سهلان", "وزارة المياه"}


def test_a_missing_link_is_attributed_to_nobody(invented: Story, graph: rdflib.Graph) -> None:
    missing = sum(link.kind == "missing" for a in invented.attributions for link in a.chain)
    bare = sum(not a.chain and not a.source for a in invented.attributions)
    assert len(ask(graph, "SELECT ?x { ?x a tw:MissingLink }")) == missing + bare == 2
    assert ask(graph, "SELECT ?x { ?x a tw:MissingLink; prov:wasAttributedTo ?who }") == []


def test_a_copy_has_a_direction_or_says_that_it_has_none(graph: rdflib.Graph) -> None:
    copied = ask(graph, """SELECT ?to ?from { ?r oa:motivatedBy oa:linking; oa:hasTarget ?b, ?a. ?b prov:wasDerivedFrom ?a.
                           ?a oa:hasSource/dcterms:identifier ?from. ?b oa:hasSource/dcterms:identifier ?to }""")  # fmt: skip
    assert copied == [("d3", "d1")]
    assert len(ask(graph, "SELECT ?a { ?a prov:alternateOf ?b }")) == 1


def test_a_date_is_as_precise_as_it_is_known(graph: rdflib.Graph) -> None:
    assert [str(date(v)) for v in ("2024-03-14", "2024-03-14TMO", "2024-03", "2024")] == [
        '"2024-03-14"^^xsd:date', '"2024-03-14"^^xsd:date', '"2024-03"^^xsd:gYearMonth', '"2024"^^xsd:gYear',
    ]  # fmt: skip
    assert [date(v) for v in ("2024-03-14/2024-03-16", "2024-W11", "2024-SU", "PXD", "", None)] == [None] * 6
    at = ask(graph, 'SELECT ?t ?a ?b { ?e dcterms:identifier "c6"; sem:hasEarliestBeginTimeStamp ?a; '
             "sem:hasLatestEndTimeStamp ?b. OPTIONAL { ?e sem:hasTimeStamp ?t } }")  # fmt: skip
    assert [tuple(str(v) for v in row) for row in at] == [("None", "2019-04-15", "2019-04-16")]


def test_names_that_break_files_are_labels(nasty: Story) -> None:
    labels = {label for (label,) in ask(read(nasty), "SELECT ?l { ?x rdfs:label ?l }")}
    assert '"><img onerror=alert(1)>' in labels
    assert "\u202eقَلْبٌ\u202c\r\nسطر\tثان \\ ' \" <b>" in labels
    assert "half a pair \ufffd, a whole one 😀 and 𝒳" in labels


def test_an_address_with_what_no_iri_can_hold_is_written_in_per_cents(invented: Story) -> None:
    odd = msgspec.structs.replace(invented.documents[0], url='https://host.example/"><script>{}|\\^`أ')
    graph = read(msgspec.structs.replace(invented, documents=[odd], chronology=[]))
    [(source,)] = ask(graph, "SELECT ?s { ?d dcterms:source ?s }")
    assert source == "https://host.example/%22%3E%3Cscript%3E%7B%7D%7C%5C%5E%60أ"


def test_stories_with_next_to_nothing_are_written(torn: Story, empty: Story, invented: Story) -> None:
    assert len(read(empty)) == 0
    assert len(ask(read(torn), "SELECT ?e { ?e a sem:Event }")) == len(torn.chronology)
    undated = msgspec.structs.replace(
        invented.documents[0], published=Published(), language="not a tag", outlet=None, title=None
    )
    assert len(read(msgspec.structs.replace(invented, documents=[undated]))) > 0


def test_a_base_takes_the_place_of_the_urns(invented: Story) -> None:
    graph = read(invented, base="https://desk.example/story/")
    events = [str(e) for (e,) in ask(graph, "SELECT ?e { ?e a sem:Event }")]
    assert all(e.startswith("https://desk.example/story/event-") for e in events)
    assert len(graph) == len(read(invented))


@pytest.mark.parametrize("base", ["", "story/", "https://host", "https://ho st/", "https://host/<", "x"])
def test_a_base_that_is_no_iri_is_refused(invented: Story, base: str) -> None:
    with pytest.raises(ExportError, match="absolute IRI"):
        to_rdf(invented, base=base)


def test_the_same_story_gives_the_same_bytes_and_another_order_of_reading_the_same_graph(invented: Story) -> None:
    assert to_rdf(invented) == to_rdf(invented)
    turned = msgspec.structs.replace(invented, entities=invented.entities[::-1])
    assert to_isomorphic(read(turned)) == to_isomorphic(read(invented))


def test_a_triple_told_twice_stands_once() -> None:
    turtle = Turtle({"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
    for _ in range(2):
        turtle.tell(Iri("urn:x:a"), rdfs_label=Literal('"\\'))
    assert turtle.written().decode().count('<urn:x:a> rdfs:label "\\"\\\\" .') == 1
