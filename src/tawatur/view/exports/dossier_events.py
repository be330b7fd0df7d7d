"""One event → its pages of a dossier: who tells it in which words, every value with who says it, chains, disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from tawatur.base.annotation import Figure, Link
from tawatur.base.reason import Reason
from tawatur.base.story import Disagreement, Event, Rung, Version
from tawatur.view.accounts import Account, Stated, Telling, accounts, stated
from tawatur.view.chronology import kind_in_words
from tawatur.view.exports.paper import Block, Footnotes, Heading, Paragraph, Run, Table, cut, plain, said, theirs
from tawatur.view.index import Index
from tawatur.view.labels import (
    figure_in_words,
    in_words,
    is_understood,
    label,
    rule_in_words,
    value_in_words,
    why_in_words,
)
from tawatur.view.language import _, isolated, listed
from tawatur.view.sections import Count, disputes, figures, independence_in_words, ladder, taking_part

BESIDE = 3  # versions of a disagreement that stand beside one another; more stand in the next row
BETWEEN = Markup(" · ")
DASH = Markup(" — ")


def event_blocks(index: Index, notes: Footnotes, event: Event) -> Iterator[Block]:
    """Yield all that the pages say of an event, its notes last."""
    yield Heading(3, [theirs(event.title)])
    yield said(*about(index, event), style="meta")
    for account in accounts(index, event):
        yield from account_blocks(index, notes, event, account)
    yield from values(index, notes, event)
    yield from counts(index, notes, event)
    yield from chains(index, event)
    for disagreement in disputes(index, event):
        yield from differing(index, notes, disagreement)
    yield notes.close()


def about(index: Index, event: Event) -> Iterator[Run]:
    """Say an event's kind, its modality, who took part, where, and its id."""
    parts = [kind_in_words(event)] + ([label("modality", event.modality)] if event.modality != "happened" else [])
    who = taking_part(index, event)
    parts += [named(label("property", "who"), listed(who))] if who else []
    parts += [named(label("property", "place"), isolated(index.name(event.place)))] if event.place else []
    parts += [_("part of: {event}", event=isolated(cut(index.name(event.part_of), 80)))] if event.part_of else []
    for side, ids in (("after", event.after), ("before", event.before)):
        parts += [named(label("order", side), listed(cut(index.name(i), 80) for i in ids))] if ids else []
    yield plain(BETWEEN.join(parts) + " ", "soft")
    yield plain(event.id, "code")


def named(name: str, value: str) -> Markup:
    """Write a value with its name before it: «place: …»."""
    return Markup("{}: {}").format(name, value)


def account_blocks(index: Index, notes: Footnotes, event: Event, account: Account) -> Iterator[Block]:
    """Yield what one page tells: each sentence with its note, and through whom."""
    yield said(
        theirs(index.outlet(account.document), "strong"),
        plain(f" {published(index, account.document)}", "soft"),
        style="account",
    )
    if not account.tellings:
        yield said(plain(_("No one sentence of this page"), "soft"), style="chain")
    for telling in account.tellings:
        yield Paragraph(quoted(notes, telling), "quote")
        yield said(*told_by(index, telling.document, telling.chain), *qualified(event, telling), style="chain")


def quoted(notes: Footnotes, telling: Telling) -> list[Run]:
    """Quote a sentence, its triggers marked, the note at its end."""
    pieces = [plain(piece.text, "mark" if piece.marked else "words") for piece in telling.quote]
    return [plain("«"), *pieces, notes.cite("»", telling.document, telling.triggers[0])]


def told_by(index: Index, document: str, links: list[Link]) -> Iterator[Run]:
    """Say a chain from the outlet inwards, each step with its cue; a missing link stays visible."""
    if not links:
        yield plain(_("In the outlet's own voice, without attribution"), "soft")
        return
    yield theirs(index.outlet(document), "soft")
    for link in links:
        yield from step(link, link.name or index.name(link.entity) or label("link", link.kind))


def step(link: Link, name: str) -> Iterator[Run]:
    """Write one step of a chain: arrow, cue, teller."""
    yield plain(" " + _("→") + " ", "soft")
    if link.cue:
        yield plain(isolated(link.cue) + " ", "soft")
    yield theirs(name, "strong" if link.kind == "missing" else "plain")
    if link.kind == "anonymous":
        yield plain(f" ({label('link', link.kind)})")


def qualified(event: Event, telling: Telling) -> Iterator[Run]:
    """Say where a sentence tells the event otherwise than the row does: planned, denied, negated."""
    modalities = {m.modality for m in telling.mentions} - {event.modality}
    for modality in sorted(modalities):
        yield plain(BETWEEN + _("Here: {modality}", modality=label("modality", modality)), "soft")
    if any(m.polarity == "-" for m in telling.mentions):
        yield plain(BETWEEN + _("Told as negated"), "soft")


def published(index: Index, document: str) -> str:
    """Say when a page was published, as far as it is known."""
    page = index.documents.get(document)
    return in_words(page.published.value, page.published.earliest, page.published.latest).words if page else ""


def values(index: Index, notes: Footnotes, event: Event) -> Iterator[Block]:
    """Yield every property's values, each with all who give it."""
    by_property = stated(event)
    if not by_property:
        return
    rows = [
        [[said(plain(label("property", name), "strong"))], [value_line(index, notes, name, value) for value in given]]
        for name, given in by_property.items()
    ]
    yield Table([_("Slot"), _("Values, and who gives them")], rows, [18, 82])


def value_line(index: Index, notes: Footnotes, name: str, value: Stated) -> Paragraph:
    """Write a value and each page that gives it, with a note a statement."""
    runs = [theirs(value_in_words(name, index.name(value.value)), "strong"), plain(DASH, "soft")]
    for n, statement in enumerate(value.statements):
        outlet = index.outlet(statement.document)
        runs += [plain(_(", "), "soft")] if n else []
        runs.append(notes.cite(isolated(outlet), statement.document, statement.span))
    return Paragraph(runs, "item")


def counts(index: Index, notes: Footnotes, event: Event) -> Iterator[Block]:
    """Yield the figures of an event, in order of publication, or those that no statement shows."""
    for of in ladder(event):
        yield said(plain(named(_("Figures over time"), counted(of)), "strong"))
        for rung in of.rungs:
            when = in_words(rung.published).words if rung.published else _("no date of publication")
            when += BETWEEN + label("flag", rung.flag) if rung.flag else ""
            yield figure_line(index, notes, [figure_in_words(rung.value, "", rung.bound), when], rung)
    for figure in [] if event.ladder else figures(index, event):
        yield figure_line(index, notes, [figure_in_words(figure.value, figure.counted, figure.bound)], figure)


def counted(of: Count) -> Markup:
    """Say what figures count, and of what it is a part."""
    name = isolated(label("counted", of.counts) or _("a number of what is not known"))
    scope = Markup(" ({})").format(_("of: {scope}", scope=isolated(of.scope))) if of.scope else ""
    return name + scope


def figure_line(index: Index, notes: Footnotes, shown: list[str], at: Figure | Rung) -> Paragraph:
    """Write a figure, and when it was published if that is known here, with the page that gives it."""
    outlet = notes.cite(isolated(index.outlet(at.document)), at.document, at.span)
    return said(plain(DASH.join([*map(isolated, shown), ""])), outlet, style="item")


def chains(index: Index, event: Event) -> Iterator[Block]:
    """Yield how many chains carry an event, and which pages count as one, and why."""
    groups = event.independence.groups
    yield said(plain(_("Independence of the accounts") + ": ", "strong"), theirs(independence_in_words(event)))
    for group in groups if len(groups) > 1 or any(g.because for g in groups) else []:
        parts: list[str] = [listed(index.outlets(group.documents))]
        parts += [_("origin: {name}", name=isolated(index.name(group.origin)))] if group.origin else []
        rules = grounds(group.because)
        parts += [_("counted as one chain: {rules}", rules=rules)] if rules else []
        yield said(plain(DASH.join(parts)), style="item")


def grounds(because: Iterable[Reason]) -> str:
    """Name the rules of some reasons, each once; empty where the table names none."""
    return _(", ").join(dict.fromkeys(filter(None, (rule_in_words(reason.rule) for reason in because))))


def differing(index: Index, notes: Footnotes, disagreement: Disagreement) -> Iterator[Block]:
    """Yield the values of a disagreement side by side, each with who gives it and the words."""
    kind, field = label("disagreement", disagreement.kind), label("property", disagreement.field)
    why = why_in_words(disagreement.why)
    shown = why if is_understood(why) else label("disagreement_note", disagreement.kind)
    differs = named(f"{kind} " + _("on {property}", property=field), "")
    yield said(plain(differs, "strong"), theirs(shown, "soft"), style="account")
    for first in range(0, len(disagreement.values), BESIDE):
        row = disagreement.values[first : first + BESIDE]
        cells = [list(version_cell(index, notes, disagreement, version)) for version in row]
        yield Table([], [cells], [100 // len(row)] * len(row))


def version_cell(index: Index, notes: Footnotes, disagreement: Disagreement, version: Version) -> Iterable[Paragraph]:
    """Yield one value, then who gives it, with a note a place."""
    yield said(theirs(value_in_words(disagreement.field, index.name(version.value)), "strong"))
    placed = index.placed(disagreement, version)
    for document, span in placed:
        words = cut(index.words(document, span), 120)
        when = published(index, document)
        yield said(
            theirs(index.outlet(document)),
            plain(f" {when} ", "soft"),
            notes.cite(isolated(f"«{words}»"), document, span, "words"),
        )
    if not placed:
        yield said(plain(listed(index.outlets(version.documents))))
