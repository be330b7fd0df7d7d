"""Quotations, names, offices, and the tagger's proposals → who says what, through whom.

Tables and grammar propose with reasons, the tagger with scores. A cue stands where the table's conditions are met or the
tagger is sure; its teller is the tagger's source beside it, else the bearer of the title, the name or the phrase that grammar
finds, else the last teller that agrees with the verb. Where none does, the report is listed as unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tawatur.base.annotation import Attribution, Content, Cue, Link, Source, numbered
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason, Unplaced
from tawatur.base.span import Span
from tawatur.extract.attributions.chains import link_chains
from tawatur.extract.attributions.credits import Credit, given_credits
from tawatur.extract.attributions.drafts import Draft
from tawatur.extract.attributions.page import Page
from tawatur.extract.attributions.posts import posts
from tawatur.extract.attributions.speech import Speech
from tawatur.extract.attributions.words import TABLES, bare_letters, words

__all__ = ["MAKES", "NEEDS", "TABLES", "annotate"]

NEEDS = ("sentences", "proposals", "quotations", "times", "mentions", "offices")
MAKES = ("attributions", "unplaced")
SPOKEN_ZONES = ("body", "headline")


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Any]]:
    """Find every attribution of one document and its chain of tellers."""
    page, tables = Page(reading), words(lexicons)
    speech = Speech(page, tables)
    drafts = speech.read([s for s in reading.sentences if s.zone in SPOKEN_ZONES])
    given = [*given_credits(page, tables), *posts(page, tables)]
    link_chains(page, drafts, sender(page, given))
    made = [*(of_draft(page, d) for d in drafts), *of_credits(page, given)]
    lost = [
        Unplaced(
            kind="attribution", document=page.document, span=d.hit.span, why="nobody is named who could be the subject"
        )
        for d in speech.silent
    ]
    return {"attributions": numbered("a", made), "unplaced": lost}


def sender(page: Page, given: list[Credit]) -> list[Link]:
    """Return the one agency that sent the whole article: it stands before every teller in it; of two, neither."""
    outlet = page.reading.document.outlet
    own = bare_letters(f"{outlet.id} {outlet.name}") if outlet else ""
    agencies = [c.name for c in given if c.whole and c.kind == "agency" and c.name]
    agencies = [name for name in agencies if bare_letters(name.of(page.text)) not in own]
    if len(agencies) != 1:
        return []
    return [Link(name=agencies[0].of(page.text), kind="agency", span=agencies[0])]


def of_draft(page: Page, draft: Draft) -> Attribution:
    """Make the attribution of a draft."""
    assert draft.content is not None and draft.cue is not None
    teller, hit = draft.teller, draft.hit
    span = teller.span if teller else draft.cue
    source = Source(
        span=span, text=span.of(page.text), kind=teller.kind if teller else "anonymous", implicit=draft.implicit
    )
    near = [draft.cue, draft.content] + ([] if draft.implicit else [span])
    whole = Span(min(s.start for s in near), max(s.end for s in near))
    return Attribution(
        id="", document=page.document, span=whole, text=whole.of(page.text), source=source,
        cue=Cue(span=draft.cue, text=draft.cue.of(page.text)), content=Content(span=draft.content),
        manner=manner(page, draft), stance=hit.form.row.stance if hit.form else "neutral", chain=draft.chain,
        because=list(reasons(draft)),
    )  # fmt: skip


def manner(page: Page, draft: Draft) -> str:
    """Name the manner: direct where all of the content stands in marks, mixed where a part does."""
    if draft.nobody:
        return "impersonal"
    content = draft.content
    if content is None:
        return "indirect"
    inside = sum(content.shared(q.inner) for q in page.reading.quotations if q.use == "quotation" and q.depth == 0)
    return "direct" if inside >= content.length - 6 else "mixed" if inside > 0 else "indirect"


def reasons(draft: Draft) -> Iterator[Reason]:
    """Yield what spoke for the attribution: the row, the tagger, how the content begins, how the teller was found."""
    hit = draft.hit
    if hit.form:
        yield Reason(rule="attributions.cue", row=hit.form.row.cited, span=hit.span, detail=hit.inflected.tense)
    if hit.score is not None:
        yield Reason(rule="tagger", span=hit.span, detail="cue", score=round(hit.score, 3))
    if draft.complement:
        yield Reason(rule=f"attributions.content-{draft.complement.kind}")
    if draft.relays:
        outlet = draft.relays.teller
        yield Reason(rule="attributions.relayed", span=outlet.span if outlet else hit.span, detail=draft.pronoun)
    if draft.told_to:
        yield Reason(rule="attributions.told-to", span=draft.told_to.span)
    if draft.implicit and draft.teller:
        yield Reason(rule="attributions.last-that-agrees", span=draft.teller.span, detail=hit.inflected.gender)
    elif draft.teller:
        yield draft.teller.because


def of_credits(page: Page, given: list[Credit]) -> Iterator[Attribution]:
    """Yield the attributions of by-lines, headlines and posts."""
    for credit in given:
        name = credit.name
        source = Source(span=name, text=name.of(page.text), kind=credit.kind) if name else None
        chain = [Link(name=name.of(page.text), kind=credit.kind, span=name)] if name else []
        if credit.teller:
            chain = [Link(name=credit.teller.of(page.text), kind="social", span=credit.teller), *chain]
        cue = Cue(span=credit.cue, text=credit.cue.of(page.text)) if credit.cue else None
        near = [credit.content, *([name, credit.cue] if name and credit.cue else [])]
        whole = Span(min(s.start for s in near), max(s.end for s in near))
        yield Attribution(
            id="", document=page.document, span=whole, text=whole.of(page.text), source=source, cue=cue,
            content=Content(span=credit.content), manner="direct" if credit.kind == "social" else "indirect",
            stance=credit.stance, chain=chain, because=[credit.because],
        )  # fmt: skip
