"""A story → lines for a terminal, made with Rich.

Terminals differ in how they lay out Arabic beside Latin letters. So every record is a block: first a line of ids, dates
and counts in Latin letters, then the pages' words on lines of their own. Nothing is printed here; each function returns
what Rich can print.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tawatur.base.annotation import Annotation, EventMention, Link, Superlative
from tawatur.base.story import Disagreement, Event, Story
from tawatur.view.accounts import accounts, chain
from tawatur.view.changes import Changed
from tawatur.view.chronology import Row, rows
from tawatur.view.index import Index, address
from tawatur.view.judgements import Shown, shown
from tawatur.view.passages import clean
from tawatur.view.sections import Pair, by_kind, copies, profiles

EMPTY = "nothing to show: the story has none"


def head(*parts: str | None, style: str = "bold") -> Text:
    """Write a block's first line: ids and dates first."""
    return Text("  ".join(clean(p) for p in parts if p), style=style, overflow="fold")


def body(words: str, indent: int = 2, style: str = "") -> Padding:
    """Write words on lines of their own."""
    return Padding(Text(clean(words), style=style, overflow="fold"), (0, 0, 0, indent), expand=False)


def blocks(made: Iterable[list[RenderableType]]) -> RenderableType:
    """Put blocks one under the other with an empty line between."""
    lines = [part for block in made for part in (*block, Text(""))]
    return Group(*lines[:-1]) if lines else Text(EMPTY, style="dim")


def chronology(story: Story) -> RenderableType:
    """Show the chronology: one block an event, in time order, the tray of undated ones last."""
    index = Index(story)
    dated, undated = rows(story)
    tray = [event_block(index, row) for row in undated]
    return blocks([*(event_block(index, row) for row in dated), *tray_head(dated, undated), *tray])


def tray_head(dated: list[Row], undated: list[Row]) -> list[list[RenderableType]]:
    """Head the tray of events whose place in time no page tells; nothing where there are none, or no others."""
    if not (dated and undated):
        return []
    return [[head(f"undated tray: {len(undated)} events that no page dates or ties to a dated one", style="bold dim")]]


def event_block(index: Index, row: Row) -> list[RenderableType]:
    """Show one event: id, date, type; its title; who tells it."""
    event, indent = row.event, 2 * row.depth
    first = head(event.id, date_of(event), f"{event.type}/{event.mode}" if event.mode else event.type, modality(event))
    lines: list[RenderableType] = [Padding(first, (0, 0, 0, indent), expand=False), body(event.title, indent + 2)]
    lines += [body(tie, indent + 2, "cyan") for tie in ties(event)]
    lines.append(body(counts(event), indent + 2, "dim"))
    lines.append(body("، ".join(index.outlets(event.documents)), indent + 2, "dim"))
    return lines


def date_of(event: Event) -> str:
    """Write a date as its value, or its bounds: «2022-07-18..», «undated»."""
    if event.date:
        return event.date
    if event.earliest or event.latest:
        return f"{event.earliest or ''}..{event.latest or ''}"
    return "undated"


def ties(event: Event) -> list[str]:
    """Name the events that pages put an undated one behind or before: «after c3»."""
    return [f"{side} {' '.join(ids)}" for side, ids in (("after", event.after), ("before", event.before)) if ids]


def modality(event: Event) -> str | None:
    """Name the modality where the event is not simply told as happened."""
    return f"({event.modality})" if event.modality != "happened" else None


def counts(event: Event) -> str:
    """Count outlets, chains and disagreements."""
    told = event.independence
    chains = f"{told.lower}" if told.lower == told.upper else f"{told.lower}-{told.upper}"
    disputed = f", disagreements: {' '.join(event.disagreements)}" if event.disagreements else ""
    return f"outlets {told.outlets}, chains {chains}{disputed}"


def events(story: Story) -> RenderableType:
    """Show every event with its accounts: per page the sentence, and through whom it came."""
    index = Index(story)
    dated, undated = rows(story)
    return blocks([*event_block(index, row), *account_lines(index, row.event)] for row in [*dated, *undated])


def account_lines(index: Index, event: Event) -> list[RenderableType]:
    """Show what each page tells of an event."""
    lines: list[RenderableType] = []
    for account in accounts(index, event):
        for told in account.tellings:
            lines.append(body(address(told.document, *told.triggers), 4, "cyan"))
            lines.append(body("".join(piece.text for piece in told.quote), 6))
            if told.chain:
                lines.append(body(isnad(index, told.document, told.chain), 6, "dim"))
    return lines


def isnad(index: Index, document: str, links: list[Link]) -> str:
    """Write a chain from the page inwards: «الضفاف ← وكالة سهلان ← وزارة المياه»; a missing link stays visible."""
    names = [index.outlet(document)]
    names += ["(حلقة مفقودة)" if link.kind == "missing" else link.name or index.name(link.entity) for link in links]
    return " ← ".join(names)


def chains(story: Story) -> RenderableType:
    """Show every chain of tellers, and for every event how many do not depend on one another."""
    index = Index(story)
    told: list[list[RenderableType]] = [
        [head(a.id, address(a.document, a.span), a.manner, a.stance), body(isnad(index, a.document, chain(a)))]
        for a in story.attributions
    ]
    return blocks([*told, *(independence_block(index, e) for e in story.chronology if e.independence.groups)])


def independence_block(index: Index, event: Event) -> list[RenderableType]:
    """Show one event's groups of pages, with the rules that put pages together."""
    lines: list[RenderableType] = [head(event.id, counts(event)), body(event.title)]
    if event.independence.sentence:
        lines.append(body(event.independence.sentence, 2, "dim"))
    for number, group in enumerate(event.independence.groups, 1):
        rules = ", ".join(dict.fromkeys(r.rule for r in group.because))
        lines.append(body(f"{number}. {' '.join(group.documents)}  {rules}", 4))
        lines.append(body("، ".join(index.outlets(group.documents)), 6))
    return lines


def disagreements(story: Story) -> RenderableType:
    """Show every disagreement, contradictions first: the values one under the other, each with its pages."""
    index = Index(story)
    return blocks(disagreement_block(index, d) for d in by_kind(story.disagreements))


def disagreement_block(index: Index, d: Disagreement) -> list[RenderableType]:
    """Show one disagreement."""
    style = "bold red" if d.kind == "contradiction" else "bold"
    lines: list[RenderableType] = [
        head(d.id, d.kind, d.field, f"about {d.about}", style=style),
        body(index.name(d.about)),
    ]
    for version in d.values:
        lines.append(body(f"= {index.name(version.value)}", 4))
        places = [address(document, span) for document, span in index.placed(d, version)]
        lines.append(body(" ".join(places or version.documents), 6, "cyan"))
        lines.append(body("، ".join(index.outlets(version.documents)), 6, "dim"))
    if d.why:
        lines.append(body(d.why, 2, "dim"))
    return lines


def figures(story: Story) -> RenderableType:
    """Show every event's figures by what they count, in the order of publication, falls and rises flagged."""
    index = Index(story)
    return blocks(ladder_block(index, e) for e in story.chronology if e.ladder)


def ladder_block(index: Index, event: Event) -> list[RenderableType]:
    """Show one event's ladder."""
    lines: list[RenderableType] = [head(event.id, date_of(event)), body(event.title)]
    for rung in event.ladder:
        said = head(rung.published or "undated", rung.counted or "uncounted", f"{rung.value} ({rung.bound})", rung.flag)
        said.style = "bold red" if rung.flag == "lower-later" else "bold" if rung.flag else ""
        lines.append(Padding(said, (0, 0, 0, 4), expand=False))
        lines.append(body(f"{rung.id} {address(rung.document, rung.span)}", 6, "cyan"))
        lines.append(body(" ← ".join(filter(None, (index.outlet(rung.document), rung.supplier))), 6, "dim"))
        lines.append(body(" ".join(filter(None, (f"«{rung.text}»", rung.scope))), 6))
    return lines


def firsts(story: Story) -> RenderableType:
    """Show every claim to be the first or greatest: of what, in which bounds, and what other pages say against it."""
    index = Index(story)
    return blocks(claim_block(index, claim) for claim in story.superlatives)


def claim_block(index: Index, claim: Superlative) -> list[RenderableType]:
    """Show one claim."""
    style = "bold red" if claim.contradicted_by else "bold"
    lines: list[RenderableType] = [
        head(claim.id, address(claim.document, claim.span), claim.kind, style=style),
        body(index.outlet(claim.document), 2, "dim"),
        body(claim.text),
    ]
    for id_ in claim.contradicted_by:
        other = index.by_id.get(id_)
        lines.append(body(f"against it: {id_}", 4, "red"))
        if isinstance(other, Annotation):
            words = other.trigger.text if isinstance(other, EventMention) else other.text
            lines += [body(words, 6), body(index.outlet(other.document), 6, "dim")]
    return lines


def copying(story: Story) -> RenderableType:
    """Show every pair of pages that share a passage: who copied, on what evidence, and the changes that tell something."""
    index = Index(story)
    return blocks(copy_block(index, pair) for pair in copies(index))


def copy_block(index: Index, pair: Pair) -> list[RenderableType]:
    """Show one pair: ids and counts, the outlets, the evidence, the changes."""
    reuse, arrow = pair.reuse, "->" if pair.from_ else "--"
    a, b = reuse.a.document, reuse.b.document
    credited = "credited" if reuse.credited else "not credited"
    lines: list[RenderableType] = [head(reuse.id, f"{a} {arrow} {b}", f"words {reuse.words}", credited)]
    lines.append(body(f"{index.outlet(a)} {'←' if pair.from_ else '·'} {index.outlet(b)}"))
    for reason in reuse.direction.because:
        place = address(reason.document, reason.span) if reason.document and reason.span else ""
        lines += [body("  ".join(filter(None, (reason.rule, place))), 2, "dim"), body(reason.detail, 4, "dim")]
    for change in pair.changes:
        lines += change_lines(change)
    if pair.plain:
        lines.append(body(f"and {pair.plain} more in plain words and spelling", 4, "dim"))
    return lines


def change_lines(changed: Changed) -> list[RenderableType]:
    """Show one change: kind and effect, then the words of either page."""
    change = changed.change
    lines: list[RenderableType] = [
        head("  ", change.kind, change.effect, "beside" if change.beside else None, style="")
    ]
    for place in (changed.first, changed.second):
        if place:
            lines += [body(address(place.document, place.span), 6, "cyan"), body(place.text, 8)]
    return lines


def people(story: Story) -> RenderableType:
    """Show the people: names with their counts, then offices, each with the page that gives it."""
    index = Index(story)
    made = []
    for p in profiles(index).get("person", []):
        lines: list[RenderableType] = [
            head(p.entity.id, f"mentions {len(p.entity.mentions)}", " ".join(p.documents)),
            body(p.entity.name),
        ]
        lines += [body(f"{form.text} ({form.uses})", 4, "dim") for form in p.forms if form.text != p.entity.name]
        for office in p.entity.offices:
            lines.append(body(" ".join([address(office.document, office.span), office.qualifier or ""]), 4, "cyan"))
            lines.append(body(office.title, 6))
        made.append(lines)
    return blocks(made)


def judgements(story: Story) -> RenderableType:
    """Show what people have judged: the verdict and what became of it, who says so and why, both sides' words."""
    return blocks(judgement_block(s) for s in shown(Index(story)))


def judgement_block(s: Shown) -> list[RenderableType]:
    """Show one judgement."""
    j = s.judgement
    state = j.standing.state if j.standing else ""
    what = f"undone {j.undoes}" if j.undoes else j.verdict
    first = head(j.id, what, *s.about, j.when, style="bold" if state == "holds" else "dim")
    lines: list[RenderableType] = [first, body(f"{j.by}: {j.because}" if j.because else j.by)]
    if s.standing != "holds":
        lines.append(body(s.standing, 2, "bold red"))
    for side in s.sides:
        if side.document and side.span:
            lines.append(body(address(side.document, side.span), 4, "cyan"))
        lines.append(body(f"«{side.words}»", 6))
    return lines
