"""Triples → Turtle (W3C Recommendation, 25 February 2014): terms escaped, one block a subject, in the order they were told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tawatur.view.exports.characters import xml_text

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
LOCAL = re.compile("[A-Za-z][A-Za-z0-9_-]*")  # local names that need no escape
NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\ud800-\udfff]')  # Turtle's IRIREF leaves these out
XSD = "http://www.w3.org/2001/XMLSchema#"


class Iri(NamedTuple):
    """A name, whole."""

    value: str

    def __str__(self) -> str:
        """Write it, what no IRI can hold as per cents."""
        return f"<{NOT_IN_IRI.sub(percents, self.value)}>"


class Literal(NamedTuple):
    """A value: its words, and its language or its type in XML Schema, or neither."""

    words: str
    language: str | None = None
    type: str | None = None

    def __str__(self) -> str:
        """Write it on one line."""
        quoted = '"' + "".join(ESCAPES.get(c, c) for c in xml_text(self.words)) + '"'
        return f"{quoted}@{self.language}" if self.language else f"{quoted}^^xsd:{self.type}" if self.type else quoted


class Blank(NamedTuple):
    """A thing without a name, by its number."""

    number: int

    def __str__(self) -> str:
        """Write its label."""
        return f"_:b{self.number}"


Subject = Iri | Blank
Term = Iri | Literal | Blank


def percents(found: re.Match[str]) -> str:
    """Write a character as its UTF-8 bytes in per cents; half of a surrogate pair as a question mark's."""
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def integer(number: int) -> Literal:
    """Write a count."""
    return Literal(str(number), type="integer")


class Turtle:
    """Triples as they are told; each is kept once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.triples: dict[Subject, dict[tuple[str, Term], None]] = {}
        self.blanks = 0

    def tell(self, subject: Subject, **predicates: Term | list[Term] | None) -> Subject:
        """Add triples: `sem_hasActor=…` is the predicate sem:hasActor; `a` is rdf:type. A null value adds none."""
        told = self.triples.setdefault(subject, {})
        for name, given in predicates.items():
            predicate = name.replace("_", ":", 1)
            values = given if isinstance(given, list) else [given] if given is not None else []
            told |= dict.fromkeys((predicate, value) for value in values)
        return subject

    def blank(self, **predicates: Term | list[Term] | None) -> Subject:
        """Add triples about something without a name."""
        self.blanks += 1
        return self.tell(Blank(self.blanks), **predicates)

    def term(self, prefix: str, name: str) -> Iri:
        """Return a term of one of the vocabularies, whole."""
        return Iri(self.prefixes[prefix] + name)

    def shown(self, term: Term) -> str:
        """Write a term, a name of a vocabulary by its prefix."""
        if not isinstance(term, Iri):
            return str(term)
        for prefix, whole in self.prefixes.items():
            if term.value.startswith(whole) and LOCAL.fullmatch(term.value, len(whole)):
                return f"{prefix}:{term.value[len(whole) :]}"
        return str(term)

    def written(self) -> bytes:
        """Write everything."""
        head = [f"@prefix {prefix}: {Iri(whole)} ." for prefix, whole in self.prefixes.items()]
        blocks = [
            f"{self.shown(subject)} " + " ;\n  ".join(f"{name} {self.shown(value)}" for name, value in told) + " ."
            for subject, told in self.triples.items()
            if told
        ]
        return "\n".join([*head, "", *blocks, ""]).encode()
