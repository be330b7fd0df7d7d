"""One event → its pages of a dossier: who tells it in which words, every value with who says it, chains, disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tawatur.base.annotation import Link
from tawatur.base.story import Disagreement, Event, Version
from tawatur.view.accounts import Account, Stated, Telling, accounts, stated
from tawatur.view.chronology import kind_in_words
from tawatur.view.exports.paper import Block, Footnotes, Heading, Paragraph, Run, Table, cut, plain, said
from tawatur.view.index import Index
from tawatur.view.labels import (
    figure_in_words,
    in_words,
    is_arabic,
    label,
    rule_in_words,
    value_in_words,
    why_in_words,
)
from tawatur.view.language import n_
from tawatur.view.sections import chains_in_words, disputes, figures, ladder, taking_part

BESIDE = 3  # versions of a disagreement that stand beside one another; more stand in the next row
COMMA = "، "


def event_blocks(index: Index, notes: Footnotes, event: Event) -> Iterator[Block]:
    """Yield all that the pages say of an event, its notes last."""
    yield Heading(3, [plain(event.title)])
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
    parts += [f"الأطراف: {COMMA.join(who)}"] if who else []
    parts += [f"المكان: {index.name(event.place)}"] if event.place else []
    parts += [f"من ضمن: {cut(index.name(event.part_of), 80)}"] if event.part_of else []
    for side, ids in (("after", event.after), ("before", event.before)):
        parts += [f"{label('order', side)}: {COMMA.join(cut(index.name(i), 80) for i in ids)}"] if ids else []
    yield plain(" · ".join(parts) + " ", "soft")
    yield plain(event.id, "code")


def account_blocks(index: Index, notes: Footnotes, event: Event, account: Account) -> Iterator[Block]:
    """Yield what one page tells: each sentence with its note, and through whom."""
    yield said(
        plain(index.outlet(account.document), "strong"),
        plain(f" {published(index, account.document)}", "soft"),
        style="account",
    )
    if not account.tellings:
        yield said(plain("لا جملة بعينها من هذه الصفحة", "soft"), style="chain")
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
        yield plain("بصوت المنبر، بلا إسناد", "soft")
        return
    yield plain(f"{index.outlet(document)} ", "soft")
    for link in links:
        name = link.name or index.name(link.entity) or label("link", link.kind)
        unnamed = f" ({label('link', link.kind)})" if link.kind == "anonymous" else ""
        yield plain(f"← {link.cue} " if link.cue else "← ", "soft")
        yield plain(f"{name}{unnamed} ", "strong" if link.kind == "missing" else "plain")


def qualified(event: Event, telling: Telling) -> Iterator[Run]:
    """Say where a sentence tells the event otherwise than the row does: planned, denied, negated."""
    modalities = {m.modality for m in telling.mentions} - {event.modality}
    for modality in sorted(modalities):
        yield plain(f" · وهي هنا: {label('modality', modality)}", "soft")
    if any(m.polarity == "-" for m in telling.mentions):
        yield plain(" · بصيغة النفي", "soft")


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
    yield Table(["الخاصة", "القيم ومن قالها"], rows, [18, 82])


def value_line(index: Index, notes: Footnotes, name: str, value: Stated) -> Paragraph:
    """Write a value and each page that gives it, with a note a statement."""
    runs = [plain(value_in_words(name, index.name(value.value)), "strong"), plain(" — ", "soft")]
    for n, statement in enumerate(value.statements):
        outlet = index.outlet(statement.document)
        runs += [plain(COMMA, "soft")] if n else []
        runs.append(notes.cite(outlet, statement.document, statement.span))
    return Paragraph(runs, "item")


def counts(index: Index, notes: Footnotes, event: Event) -> Iterator[Block]:
    """Yield the figures of an event, in order of publication, or those that no statement shows."""
    for of in ladder(event):
        scope = f" (من: {of.scope})" if of.scope else ""
        yield said(plain(f"سلم الأعداد: {label('counted', of.counts) or 'عدد لا يُعرف معدوده'}{scope}", "strong"))
        for rung in of.rungs:
            when = in_words(rung.published).words if rung.published else "بلا تاريخ نشر"
            flag = f" · {label('flag', rung.flag)}" if rung.flag else ""
            shown = f"{figure_in_words(rung.value, '', rung.bound)} — {when}{flag} — "
            yield said(
                plain(shown, "plain"), notes.cite(index.outlet(rung.document), rung.document, rung.span), style="item"
            )
    for figure in [] if event.ladder else figures(index, event):
        shown = f"{figure_in_words(figure.value, figure.counted, figure.bound)} — "
        yield said(
            plain(shown, "plain"), notes.cite(index.outlet(figure.document), figure.document, figure.span), style="item"
        )


def chains(index: Index, event: Event) -> Iterator[Block]:
    """Yield how many chains carry an event, and which pages count as one, and why."""
    told = event.independence
    outlets = n_("{n} outlet", "{n} outlets", told.outlets)
    sentence = told.sentence or f"{outlets}، {chains_in_words(event)}."
    yield said(plain("استقلال الرواية: ", "strong"), plain(sentence))
    for group in told.groups if len(told.groups) > 1 or any(g.because for g in told.groups) else []:
        origin = f" — المصدر: {index.name(group.origin)}" if group.origin else ""
        rules = COMMA.join(dict.fromkeys(filter(None, (rule_in_words(r.rule) for r in group.because))))
        why = f" — عُدت سلسلة واحدة: {rules}" if rules else ""
        yield said(plain(COMMA.join(index.outlets(group.documents)) + origin + why), style="item")


def differing(index: Index, notes: Footnotes, disagreement: Disagreement) -> Iterator[Block]:
    """Yield the values of a disagreement side by side, each with who gives it and the words."""
    kind, field = label("disagreement", disagreement.kind), label("property", disagreement.field)
    why = why_in_words(disagreement.why)
    shown = why if is_arabic(why) else label("disagreement_note", disagreement.kind)
    yield said(plain(f"{kind} في {field}: ", "strong"), plain(shown, "soft"))
    for first in range(0, len(disagreement.values), BESIDE):
        row = disagreement.values[first : first + BESIDE]
        cells = [list(version_cell(index, notes, disagreement, version)) for version in row]
        yield Table([], [cells], [100 // len(row)] * len(row))


def version_cell(index: Index, notes: Footnotes, disagreement: Disagreement, version: Version) -> Iterable[Paragraph]:
    """Yield one value, then who gives it, with a note a place."""
    yield said(plain(value_in_words(disagreement.field, index.name(version.value)), "strong"))
    placed = index.placed(disagreement, version)
    for document, span in placed:
        words = cut(index.words(document, span), 120)
        when = published(index, document)
        yield said(
            plain(f"{index.outlet(document)} ", "plain"),
            plain(f"{when} ", "soft"),
            notes.cite(f"«{words}»", document, span, "words"),
        )
    if not placed:
        yield said(plain(COMMA.join(index.outlets(version.documents))))
