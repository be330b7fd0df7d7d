"""CAS XMI as dkpro-cassis reads it: every annotation covers the words that the story says, astral letters before it or not."""

import io
import re
import warnings
from itertools import pairwise

import cassis
import pytest

from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.exports import uima_types as types
from tawatur.view.exports.characters import xml_text
from tawatur.view.exports.file_names import stems
from tawatur.view.exports.uima import to_uima
from tawatur.view.exports.uima_sentences import covering
from tests.view.exports import stories
from tests.view.story_fixture import hostile_story, story


def read(files: dict[str, bytes], stem: str) -> cassis.Cas:
    """Load one file with the type system beside it; a warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        system = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
        return cassis.load_cas_from_xmi(io.BytesIO(files[f"{stem}.xmi"]), typesystem=system)


def cases(made: Story) -> list[tuple[Document, cassis.Cas]]:
    """Pair the documents of a story with what is read back."""
    files = dict(to_uima(made))
    assert len(files) == len(made.documents) + 1
    return [(d, read(files, stem)) for d, stem in zip(made.documents, stems(made.documents), strict=True)]


def covered(cas: cassis.Cas, name: str) -> dict[str, str]:
    """Map the ids of a type's annotations to the words that they cover."""
    return {a.id: a.get_covered_text() for a in cas.select(name)}


def expected(document: Document, annotations: list) -> dict[str, str]:
    """Map the ids of a document's annotations to their words, as XML can hold them."""
    text = xml_text(document.text)
    inside = [a for a in annotations if a.document == document.id and a.span[0] < a.span[1] <= len(text)]
    return {a.id: text[a.span[0] : a.span[1]] for a in inside}


@pytest.mark.parametrize("made", stories.every())
def test_every_annotation_covers_its_words(made: Story) -> None:
    for document, cas in cases(made):
        assert cas.sofa_string == xml_text(document.text)
        assert covered(cas, types.TIME) == expected(document, made.times)
        assert covered(cas, types.FIGURE) == expected(document, made.figures)
        assert covered(cas, types.MENTION) == expected(document, [m for e in made.entities for m in e.mentions])
        assert covered(cas, types.OFFICE) == expected(document, [o for e in made.entities for o in e.offices])
        assert covered(cas, types.WORDING) == expected(document, [t for w in made.wordings for t in w.terms])
        here = [v for v in made.event_mentions if v.document == document.id]
        told = {v.id: xml_text(v.trigger.span.of(document.text)) for v in here}
        assert covered(cas, types.EVENT_MENTION) == {i: t for i, t in told.items() if t}


def test_a_letter_beyond_the_basic_plane_moves_offsets_by_two() -> None:
    """«😀😀» opens d2: what cassis reads in code points is written in UTF-16 units."""
    files = to_uima(hostile_story())
    (mention,) = [m for e in hostile_story().entities for m in e.mentions if m.document == "d2" and m.text == "مرزاق"]
    begin = int(re.search(rb'id="%b"[^>]*begin="(\d+)"' % mention.id.encode(), files["d2.xmi"])[1])
    assert begin == mention.span.start + 2


@pytest.mark.parametrize("made", stories.every())
def test_sentences_never_overlap_and_hold_every_token_and_every_word(made: Story) -> None:
    for document, cas in cases(made):
        sentences = [(s.begin, s.end) for s in cas.select(types.SENTENCE)]
        assert all(a[1] <= b[0] for a, b in pairwise(sentences))
        assert all(any(b <= t.begin and t.end <= e for b, e in sentences) for t in cas.select(types.TOKEN))
        left = set(range(len(document.text))) - {n for b, e in sentences for n in range(b, e)}
        assert all(document.text[n].isspace() for n in left)


def test_sentences_that_overlap_or_lie_beyond_the_text_are_cut() -> None:
    text = "واحد اثنان\nثلاثة\n\nأربعة"
    told = [Span(0, 10), Span(5, 16), Span(18, 90), Span(95, 99)]
    assert [s.of(text) for s in covering(text, told)] == ["واحد اثنان", "ثلاثة", "أربعة"]


def test_an_attribution_is_its_parts_and_the_relations_between_them() -> None:
    cas = {d.id: c for d, c in cases(story())}["d1"]
    related = [(r.role, r.Governor.get_covered_text(), r.Dependent.get_covered_text()) for r in cas.select(types.SAYS)]
    content = "أن جزءا من سد وادي الريحان انهار فجرا"
    assert sorted(related) == [("cue", content, "أعلنت"), ("source", content, "وزارة المياه")]
    assert {p.stance for p in cas.select(types.PART)} == {"assertive"}


def test_an_event_mention_links_its_participants_by_role() -> None:
    cas = {d.id: c for d, c in cases(hostile_story())}["d3"]
    (visit,) = [v for v in cas.select(types.EVENT_MENTION) if v.mode == "visit"]
    links = [(link.role, link.target.get_covered_text(), link.target.entity) for link in visit.participants.elements]
    assert links == [("actor", "نعيم الطالبي", "e1"), ("recipient", "سهيلة مرزاق", "e2"), ("place", "المحاجر", "e4")]
    assert (visit.event, visit.eventType) == ("c3", "CONSULT")


def test_mentions_by_name_are_named_entities_and_others_are_not() -> None:
    cas = {d.id: c for d, c in cases(story())}["d1"]
    named = {n.get_covered_text(): n.value for n in cas.select(types.NAMED_ENTITY)}
    assert named["نعيم الطالبي"] == "person"
    assert "الوزير" not in named


def test_the_language_stands_in_the_document() -> None:
    for _, cas in cases(story()):
        (whole,) = cas.select("uima.tcas.DocumentAnnotation")
        assert (whole.language, whole.get_covered_text()) == ("ar", cas.sofa_string)


def test_our_layers_are_such_as_inception_recognises() -> None:
    """Plain features and links with a role for a span; Governor and Dependent of one type, and no third, for a relation."""
    layers = [t for t in types.TYPES if t.supertype == types.ANNOTATION]
    for layer in layers:
        others = [f for f in layer.features if f.range != types.STRING]
        relation = [f.name for f in others] == ["Governor", "Dependent"] and len({f.range for f in others}) == 1
        assert relation or all(f.element == types.LINK for f in others), layer.name
    (link,) = [t for t in types.TYPES if t.supertype == types.TOP]
    assert [f.name for f in link.features] == ["role", "target"]


def test_the_same_story_gives_the_same_bytes() -> None:
    assert to_uima(story()) == to_uima(story())
