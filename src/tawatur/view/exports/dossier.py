"""A story → the blocks of a printable dossier, Arabic or English: cover, chronology, disagreements, copying, pages, what was not placed.

It writes no claim: titles, values and quotations are the pages' own words, each with a note that says where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from tawatur.base.annotation import Annotation, Figure
from tawatur.base.document import Document
from tawatur.base.reason import Unplaced
from tawatur.base.story import Passage, Story
from tawatur.view.chronology import Row, rows
from tawatur.view.exports.dossier_events import BETWEEN, differing, event_blocks, grounds, named, published
from tawatur.view.exports.identity import Identity
from tawatur.view.exports.paper import Block, Footnotes, Heading, Paragraph, Run, Table, cut, plain, said, theirs
from tawatur.view.index import Index
from tawatur.view.labels import figure_in_words, label, why_in_words
from tawatur.view.language import _, isolated, n_, number
from tawatur.view.overview import is_invented, loose, tiles, unplaced
from tawatur.view.sections import Pair, by_kind, copies


def title() -> str:
    """Name the dossier."""
    return _("A sourced dossier")


def blocks(story: Story) -> Iterator[Block]:
    """Yield the whole dossier in order."""
    index = Index(story)
    notes = Footnotes(index)
    yield from cover(index)
    dated, undated = rows(story)
    yield Heading(1, [plain(_("Chronology"))])
    yield from by_day(index, notes, dated)
    if undated:
        yield from without_date(index, notes, undated)
    yield from others(index, notes)
    yield from copying(index, notes)
    yield from pages(index)
    yield from not_placed(index, notes)
    yield from tables(story)


def without_date(index: Index, notes: Footnotes, undated: list[Row]) -> Iterator[Block]:
    """Yield the events that no words of a page put in time."""
    yield Heading(1, [plain(_("Events without a date"))])
    untold = _("Events that pages tell of, whose words do not say when they were, nor what came before or after them.")
    yield said(plain(untold), style="meta")
    for row in undated:
        yield from event_blocks(index, notes, row.event)


def cover(index: Index) -> Iterator[Block]:
    """Yield what this is, of which pages it is made, by which version."""
    story = index.story
    yield said(plain(title()), style="title")
    yield said(plain(_("A chronology of what pages report, with who reports it and from whom")), style="subtitle")
    if is_invented(story.documents):
        made_up = _("An invented story, for trying things out: its people, outlets and events are all made up")
        yield said(plain(made_up), style="warning")
    numbers = [
        [said(plain(tile.number, "strong"), plain(f" {tile.counts}")), said(plain(tile.more, "soft"))]
        for tile in tiles(index)
    ]
    yield Table([], [numbers], [20] * len(numbers))
    yield from method()
    yield from versions(story)
    yield Heading(2, [plain(_("The pages"))])
    head = ["", _("Outlet"), _("Title"), _("Published")]
    yield Table(head, [page_row(index, d) for d in story.documents], [8, 24, 42, 26])


def method() -> Iterator[Block]:
    """Yield what a reader may rely on, and how characters are counted."""
    own = _(
        "All that this dossier says is in the words of the pages: its titles, values and sentences are taken from them, and a note "
        "to each sentence and value says where it stands. It does not say which account is right, and says nothing of its own "
        "about the world."
    )
    offsets = _(
        "The notes count characters as Unicode code points from the beginning of a page's text, the first being 0; the last "
        "number is that of the first character after the words."
    )
    yield from (said(plain(own)), said(plain(offsets)))


def page_row(index: Index, document: Document) -> list[list[Paragraph]]:
    """Write a page's line on the cover."""
    headline = document.title.text if document.title else document.source.rsplit("/", 1)[-1]
    cells = [
        plain(document.id, "code"),
        theirs(index.outlet(document.id)),
        theirs(cut(headline, 120)),
        plain(published(index, document.id)),
    ]
    return [[said(cell)] for cell in cells]


def versions(story: Story) -> Iterator[Block]:
    """Yield the version that made the story, and its digest; those of its tables stand at the end."""
    built = story.built_with
    lines = [(_("Program"), f"tawatur {built.tawatur}"), (_("Digest of the story"), Identity(story).story)]
    lines += [(_("Merged by"), built.merged_with)] if built.merged_with else []
    lines += [(_("Judgements by people"), str(len(story.judgements)))] if story.judgements else []
    yield Table([], [[[said(plain(name))], [said(plain(value, "code"))]] for name, value in lines], [30, 70])


def tables(story: Story) -> Iterator[Block]:
    """Yield the digests of the language tables and of the models that read the pages."""
    built = story.built_with
    for name, digests in ((_("Digests of the tables"), built.annotators), (_("Digests of the models"), built.models)):
        if digests:
            yield Heading(2, [plain(name)])
            yield said(
                plain(" · ".join(f"{key} {value}" for key, value in sorted(digests.items())), "code"), style="digests"
            )


def by_day(index: Index, notes: Footnotes, dated: list[Row]) -> Iterator[Block]:
    """Yield the dated events, a heading whenever the day changes."""
    if not dated:
        yield said(plain(_("No dated event.")), style="meta")
    last = None
    for row in dated:
        if row.date.words != last:
            last = row.date.words
            yield Heading(2, [plain(last)])
        yield from event_blocks(index, notes, row.event)


def others(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield the disagreements that are about no event: names, offices."""
    shown = {i for event in index.story.chronology for i in (*event.disagreements, *index.disputed.get(event.id, []))}
    rest = by_kind(d for d in index.story.disagreements if d.id not in shown)
    if rest:
        yield Heading(1, [plain(_("Other disagreements"))])
    for disagreement in rest:
        yield Heading(3, [theirs(index.name(disagreement.about))])
        yield from differing(index, notes, disagreement)
        yield notes.close()


def copying(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield the passages that two pages share: who copied, where it is known, with or without credit, and what changed."""
    yield Heading(1, [plain(_("Copying between pages"))])
    pairs = copies(index)
    if not pairs:
        yield said(plain(_("No two pages share a passage.")), style="meta")
    for pair in pairs:
        yield from copied(index, notes, pair)
        yield notes.close()


def copied(index: Index, notes: Footnotes, pair: Pair) -> Iterator[Block]:
    """Yield one shared passage with both pages' words side by side."""
    reuse = pair.reuse
    yield Heading(3, [plain(who_copied(index, pair))])
    yield said(plain(how_copied(pair), "soft"), style="meta")
    yield Table([], [[side_cell(index, notes, side) for side in (reuse.a, reuse.b)]], [50, 50])
    between = _("→") if pair.from_ else "·"
    for change in pair.changes:
        first, second = (isolated(f"«{side.text}»") if side else _("nothing") for side in (change.first, change.second))
        line = Markup("{}: {} {} {} ({})").format(change.kind, first, between, second, change.effect)
        yield said(plain(line), style="item")


def who_copied(index: Index, pair: Pair) -> str:
    """Say who copied whom; of two pages of which nobody knows it, that nobody does."""
    first, second = (isolated(index.outlet(side.document)) for side in (pair.reuse.a, pair.reuse.b))
    if pair.from_:
        return _("{copier}: copied from {copied}", copier=second, copied=first)
    return named(_("{one} and {other}", one=first, other=second), _("direction unknown"))


def how_copied(pair: Pair) -> str:
    """Count the shared words, and say whether the source is credited and what the direction rests on."""
    reuse, rules = pair.reuse, grounds(pair.reuse.direction.because)
    parts = [n_("{n} shared word", "{n} shared words", reuse.words)]
    parts += [_("source credited") if reuse.credited else _("source not credited")]
    if rules:
        parts += [_("direction by: {rules}", rules=rules) if pair.from_ else _("weighed: {rules}", rules=rules)]
    return BETWEEN.join(parts)


def side_cell(index: Index, notes: Footnotes, side: Passage) -> list[Paragraph]:
    """Write one side of a shared passage."""
    outlet = isolated(index.outlet(side.document)) + " " + published(index, side.document)
    words = f"«{cut(index.words(side.document, side.span))}»"
    return [said(plain(outlet, "soft")), said(notes.cite(words, side.document, side.span, "words"), style="passage")]


def pages(index: Index) -> Iterator[Block]:
    """Yield every page with its address and its digest, and those that were not read."""
    yield Heading(1, [plain(_("List of the pages"))])
    for document in index.story.documents:
        yield from page(index, document)
    if index.story.unread:
        yield Heading(2, [plain(_("Not read"))])
    for unread in index.story.unread:
        yield said(plain(unread.source, "code"), plain(" — "), theirs(unread.why), style="item")


def page(index: Index, document: Document) -> Iterator[Block]:
    """Yield one page: outlet, title, publication, length, address, digest."""
    named = [plain(document.id, "code"), plain(" "), theirs(index.outlet(document.id), "strong"), plain(" — ")]
    yield said(*named, theirs(document.title.text) if document.title else plain(_("no title")), style="account")
    length = n_("{n} character", "{n} characters", len(document.text))
    yield said(plain(BETWEEN.join([published(index, document.id), length]), "soft"), style="meta")
    yield said(plain(document.url or document.source, "code"), style="meta")
    yield said(plain(f"sha256 {document.sha256}", "code"), style="digests")


def not_placed(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield what was seen and could not be placed, and what no event took up."""
    yield Heading(1, [plain(_("What could not be placed"))])
    grouped, free = unplaced(index.story), loose(index)
    for kind, things in grouped.items():
        yield Heading(2, [plain(f"{label('unplaced', kind)} ({number(len(things))})")])
        for thing in things:
            why = Markup(" — {}").format(isolated(why_in_words(thing.why)))
            yield said(place(index, notes, thing), plain(why, "soft"), style="item")
    for kind, left in free.items():
        name = _("Figures that belong to no event") if kind == "figure" else _("Event mentions joined to no event")
        yield Heading(2, [plain(f"{name} ({number(len(left))})")])
        yield from (not_taken_up(notes, one) for one in left)
    if not grouped and not free:
        yield said(plain(_("All that was seen is placed.")), style="meta")
    yield notes.close()


def not_taken_up(notes: Footnotes, one: Annotation) -> Paragraph:
    """Quote a figure or an event mention that no event took up; a figure has its value first."""
    words = notes.cite(isolated(f"«{cut(one.text, 140)}»"), one.document, one.span, "words")
    if not isinstance(one, Figure):
        return said(words, style="item")
    return said(theirs(figure_in_words(one.value, one.counted, one.bound)), plain(" — "), words, style="item")


def place(index: Index, notes: Footnotes, thing: Unplaced) -> Run:
    """Quote what could not be placed, with its note; a page alone where no words are given."""
    if thing.span is None:
        return theirs(index.outlet(thing.document))
    words = isolated(f"«{cut(index.words(thing.document, thing.span), 140)}»")
    return notes.cite(words, thing.document, thing.span, "words")
