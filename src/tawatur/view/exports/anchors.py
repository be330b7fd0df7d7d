"""A span of a page → a resource that is a NIF string (RFC 5147 fragment) and a Web Annotation target with its selectors."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.base.anchor import CONTEXT
from tawatur.base.span import Span
from tawatur.view.exports.identity import fragment
from tawatur.view.exports.turtle import Iri, Literal, Term, Turtle
from tawatur.view.index import Index

RFC5147 = Iri("http://tools.ietf.org/rfc/rfc5147")  # as the Web Annotation Data Model names it


class Anchors:
    """Tells each span once, and names it."""

    def __init__(self, turtle: Turtle, index: Index, page: Callable[[str], Iri]) -> None:
        self.turtle, self.index, self.page = turtle, index, page

    def at(self, document: str, span: Span) -> Iri:
        """Name some words of a page: «…page#char=120,180»."""
        page, where = self.page(document), fragment(self.index.documents.get(document), span)
        here = Iri(f"{page.value}#{where}")
        if here not in self.turtle.triples:
            self.tell(here, page, where, document, Span(*span))
        return here

    def tell(self, here: Iri, page: Iri, where: str, document: str, span: Span) -> None:
        """Tell the words and their place: NIF counts code points, as we do; the fragment counts CR LF once."""
        words = Literal(self.index.words(document, span))
        kinds: list[Term] = [self.turtle.term("nif", "RFC5147String"), self.turtle.term("oa", "SpecificResource")]
        self.turtle.tell(
            here, a=kinds, nif_referenceContext=page, nif_anchorOf=words,
            nif_beginIndex=Literal(str(span.start), type="nonNegativeInteger"),
            nif_endIndex=Literal(str(span.end), type="nonNegativeInteger"),
            oa_hasSource=page, oa_hasSelector=[self.by_place(where), self.by_words(document, span)],
        )  # fmt: skip

    def by_place(self, where: str) -> Term:
        """Tell the selector by place."""
        kind = self.turtle.term("oa", "FragmentSelector")
        return self.turtle.blank(a=kind, dcterms_conformsTo=RFC5147, rdf_value=Literal(where))

    def by_words(self, document: str, span: Span) -> Term:
        """Tell the selector by words, with a little text on either side."""
        text, (start, end) = self.index.text(document), span
        return self.turtle.blank(
            a=self.turtle.term("oa", "TextQuoteSelector"), oa_exact=Literal(text[start:end]),
            oa_prefix=Literal(text[max(0, start - CONTEXT) : start]), oa_suffix=Literal(text[end : end + CONTEXT]),
        )  # fmt: skip
