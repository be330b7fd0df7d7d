"""A story → what in it no longer reads as it says: every span against the stored text."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.span import Span
from tawatur.base.story import Story


def differences(story: Story) -> Iterator[str]:
    """Re-read every span against the stored text and yield what differs, a line each."""
    text = {d.id: d.text for d in story.documents}
    for where, document, span, words in story_spans(story):
        if document not in text:
            yield f"{where}: document {document} is not in the story"
        elif not 0 <= span[0] <= span[1] <= len(text[document]):
            yield f"{where}: span {span[0]}–{span[1]} lies outside {document} ({len(text[document])} code points)"
        elif words is not None and text[document][span[0] : span[1]] != words:
            yield f"{where}: {document} {span[0]}–{span[1]} reads «{text[document][span[0] : span[1]]}», the story says «{words}»"


def story_spans(story: Story) -> Iterator[tuple[str, str, Span, str | None]]:
    """Yield every span of the story: (where, document, span, the words it should read or null)."""
    for d in story.documents:
        yield from (("body of " + d.id, d.id, s, None) for s in d.body)
        yield from (("residue of " + d.id, d.id, r.span, None) for r in d.residue)
        if d.title and d.title.span:
            yield "title of " + d.id, d.id, d.title.span, d.title.text
    for e in story.entities:
        yield from ((f"{e.id} mention {m.id}", m.document, m.span, m.text) for m in e.mentions)
        yield from ((f"{e.id} office {o.id}", o.document, o.span, o.text) for o in e.offices)
    for layer in (
        story.sentences,
        story.quotations,
        story.times,
        story.figures,
        story.ranks,
        story.superlatives,
        story.attributions,
        story.event_mentions,
    ):
        yield from ((a.id, a.document, a.span, a.text) for a in layer)
    for a in story.attributions:
        yield from ((f"{a.id} {n}", a.document, p.span, p.text) for n, p in (("source", a.source), ("cue", a.cue)) if p)
        yield f"{a.id} content", a.document, a.content.span, None
    for v in story.event_mentions:
        yield f"{v.id} trigger", v.document, v.trigger.span, v.trigger.text
        yield from ((f"{v.id} participant", v.document, p.span, p.text) for p in (*v.actors, *v.recipients))
    for c in story.chronology:
        yield from ((f"{c.id} {s.property}", s.document, s.span, None) for s in c.statements)
        yield from ((g.id, g.document, g.span, g.text) for g in c.ladder)
    for r in story.reuse:
        yield from ((r.id, p.document, p.span, None) for p in (r.a, r.b))
        for n, change in enumerate(r.changes, 1):
            sides = ((r.a, change.a, change.text_a), (r.b, change.b, change.text_b))
            yield from ((f"{r.id} change {n}", p.document, span, words) for p, span, words in sides if span)
    for g in story.wordings:
        yield from ((g.id, t.document, t.span, t.text) for t in g.terms)
