"""The UIMA types that a story is written in → TypeSystem.xml.

DKPro Core's Sentence, Token and NamedEntity, which INCEpTION knows, and layers of our own. Each of these is of a shape that
INCEpTION takes for a layer: a span with plain features and links with a role, or a relation from Governor to Dependent.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

NAMESPACE = "http://uima.apache.org/resourceSpecifier"
ANNOTATION, TOP, STRING = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.String"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
MENTION, OFFICE, TIME, FIGURE, WORDING = (
    f"tawatur.{n}" for n in ("Mention", "Office", "Timex", "Figure", "Wording")
)  # fmt: skip
PART, SAYS = "tawatur.AttributionPart", "tawatur.AttributionRelation"
EVENT_MENTION, PARTICIPANT, LINK = "tawatur.EventMention", "tawatur.Participant", "tawatur.ParticipantLink"


class Feature(NamedTuple):
    """One feature of a type; ``element`` is what an array holds."""

    name: str
    range: str = STRING
    element: str | None = None


class UimaType(NamedTuple):
    """One type with what it says, its features and its supertype."""

    name: str
    says: str
    features: tuple[Feature, ...] = ()
    supertype: str = ANNOTATION


def strings(names: str) -> tuple[Feature, ...]:
    """Make a string feature of each name."""
    return tuple(Feature(n) for n in names.split())


TYPES = (
    UimaType(SENTENCE, "A sentence", strings("id")),
    UimaType(TOKEN, "A token", strings("id")),
    UimaType(NAMED_ENTITY, "A mention by name; value: the entity's kind", strings("value identifier")),
    UimaType(MENTION, "Words that refer to an entity", strings("id kind form name entity entityName")),
    UimaType(OFFICE, "A post that somebody is said to hold",
             strings("id title organisation qualifier date entity entityName")),
    UimaType(TIME, "A time expression (ISO-TimeML TIMEX3)", strings("id timexType value earliest latest resolvedAgainst")),
    UimaType(FIGURE, "A number and what it counts", strings("id value counted bound scope event")),
    UimaType(WORDING, "What a referent is called", strings("id referent voice quotedBy register")),
    UimaType(PART, "The source, cue or content of an attribution", strings("attribution part kind entity manner stance chain")),
    UimaType(SAYS, "From an attribution's content to its source or cue",
             (Feature("Governor", PART), Feature("Dependent", PART), Feature("role"))),
    UimaType(PARTICIPANT, "Words of a taker-part of an event, its place or its time", strings("entity entityName")),
    UimaType(LINK, "A participant in a role", (Feature("role"), Feature("target", PARTICIPANT)), TOP),
    UimaType(EVENT_MENTION, "The words that report an event",
             (*strings("id eventType mode modality polarity date attribution event"), Feature("participants", "uima.cas.FSArray", LINK))),
)  # fmt: skip


def type_system() -> bytes:
    """Write TypeSystem.xml, as UIMA's type system descriptor has it."""
    root = etree.Element(f"{{{NAMESPACE}}}typeSystemDescription", nsmap={None: NAMESPACE})
    types = child(root, "types")
    for made in TYPES:
        described(types, made)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def described(types: etree._Element, made: UimaType) -> None:
    """Add one type's description."""
    element = child(types, "typeDescription")
    child(element, "name", made.name)
    child(element, "description", made.says)
    child(element, "supertypeName", made.supertype)
    features = child(element, "features")
    for feature in made.features:
        described_feature = child(features, "featureDescription")
        child(described_feature, "name", feature.name)
        child(described_feature, "rangeTypeName", feature.range)
        if feature.element:
            child(described_feature, "elementType", feature.element)


def child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """Add an element with its text."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    made.text = text
    return made
