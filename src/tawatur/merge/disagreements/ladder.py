"""The figures of an event in the order of publication: who supplied each, how it is bounded, of what it is part.

A later page's figure is set against those of pages that surely came out before it: fewer of the same thing in the same
scope is flagged where no update explains it and it repeats no old count, more is a plain update. «زلزال» and «مقتل» of
one sentence are two rows with one toll: rows that hold one figure are joined before they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tawatur.base.annotation import Attribution, Figure, with_
from tawatur.base.document import Published
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.base.origins import is_named, same_teller
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Event, Rung
from tawatur.merge.disagreements.bounds import apart, below, comparable
from tawatur.merge.disagreements.said import days_of, natural

FALLING = frozenset(
    ["missing", "trapped", "stranded", "fugitives", "kidnapped", "hostages", "detained"]
)  # found or freed


class Step(NamedTuple):
    """A rung with the first and last day on which its page may have come out."""

    rung: Rung
    first: date | None
    last: date | None

    def follows(self, other: Step) -> bool:
        """Say whether this page surely came out on a later day."""
        return bool(self.first and other.last) and other.last < self.first  # type: ignore[operator]


def figure_ladder(event: Event, readings: dict[str, Reading], lexicons: Lexicons) -> list[Rung]:
    """List the figures of an event by what is counted and its scope, then by publication, each fall and rise flagged."""
    groups: dict[tuple[str, str], list[Step]] = {}
    made = rungs(event, readings)
    for rung in made:
        reading = readings[rung.document]
        groups.setdefault(thing(rung), []).append(Step(rung, days_of(reading), days_of(reading, max)))
    steps = []
    for group in groups.values():
        counted = alone([s for s in group if comparable(s.rung, lexicons)])
        firsts = first_given(counted)
        kept = {s.rung.figure for s in counted}
        steps += [flagged(step, firsts) if step.rung.figure in kept else step.rung for step in group]
    return [with_(rung, id=f"{event.id}f{n}") for n, rung in enumerate(steps, 1)]


def rungs(event: Event, readings: dict[str, Reading]) -> list[Rung]:
    """List the figures of an event by what is counted and its scope, then by publication, undated pages last."""
    wanted = set(event.figures)
    made = [
        rung_of(figure, readings[document])
        for document in sorted(set(event.documents), key=natural)
        if document in readings
        for figure in readings[document].figures
        if figure.id in wanted
    ]
    return sorted(made, key=lambda r: (thing(r), r.published or "9999", natural(r.document), r.span))


def thing(rung: Rung) -> tuple[str, str]:
    """Name what a figure counts, and of what it is a part."""
    return fold(rung.counted), fold(rung.scope or "")


def rung_of(figure: Figure, reading: Reading) -> Rung:
    """Put one figure on the ladder."""
    return Rung(
        id="", figure=figure.id, document=figure.document, span=figure.span, text=figure.text, value=figure.value,
        counted=figure.counted, bound=figure.bound, scope=figure.scope,
        published=published(reading.document.published), supplier=supplier(figure, reading.attributions),
    )  # fmt: skip


def published(known: Published) -> str | None:
    """Write when a page came out: a day, an interval, or null where its first day is not known."""
    first, last = known.earliest or known.day, known.latest or known.day
    return f"{first}/{last}" if first and last and first != last else first


def supplier(figure: Figure, attributions: Sequence[Attribution]) -> str | None:
    """Name the innermost source whose content holds the figure, or null for the page itself."""
    holding = [a for a in attributions if a.cue and a.content.span.holds(figure.span)]
    if not holding:
        return None
    inner = min(holding, key=lambda a: (a.content.span.length, a.id))
    named = [link.name for link in inner.chain if is_named(link.name)]
    return named[-1] if named else (inner.source.text if inner.source else None)


def alone(steps: list[Step]) -> list[Step]:
    """Keep the figures of pages that give one value: of «from 7 to 12» nobody can say which is the page's own."""
    values: dict[str, set[str]] = {}
    for step in steps:
        values.setdefault(step.rung.document, set()).add(step.rung.value)
    return [s for s in steps if len(values[s.rung.document]) == 1]


def first_given(steps: list[Step]) -> dict[tuple[str, str], Step]:
    """Find for each count, with its bound, the page that gave it first."""
    firsts: dict[tuple[str, str], Step] = {}
    for step in steps:
        firsts.setdefault((step.rung.value, step.rung.bound), step)
    return firsts


def flagged(step: Step, firsts: dict[tuple[str, str], Step]) -> Rung:
    """Flag a figure that does not meet an earlier page's: the highest that it falls below, else the last that it tops."""
    rung = step.rung
    earlier = [o for o in firsts.values() if step.follows(o) and apart(o.rung, rung)]
    fallen = [o for o in earlier if below(rung, o.rung)]
    if fallen:
        high = max(fallen, key=lambda o: Decimal(o.rung.value))
        old = not firsts[rung.value, rung.bound].follows(high)
        explained = "ladder.repeated" if old else why_fewer(high.rung, rung)
        return with_flag(rung, high.rung, None if explained else "lower-later", explained or "ladder.lower-later")
    if earlier:
        return with_flag(rung, earlier[-1].rung, "higher-later", "ladder.higher-later")
    return rung


def why_fewer(earlier: Rung, later: Rung) -> str | None:
    """Name the rule that explains a later, lower figure as an update: what is counted falls, or its supplier corrects it."""
    if any(word in FALLING for word in later.counted.split()):
        return "ladder.falls"
    known = later.supplier and earlier.supplier and is_named(later.supplier) and is_named(earlier.supplier)
    if known and same_teller(earlier.supplier, later.supplier):  # type: ignore[arg-type]
        return "ladder.corrected"
    return None


def with_flag(rung: Rung, other: Rung, flag: str | None, rule: str) -> Rung:
    """Note what a figure was compared with."""
    detail = f"{other.value} ({other.bound}) on {other.published}, {rung.value} ({rung.bound}) on {rung.published}"
    because = [Reason(rule=rule, document=other.document, span=other.span, detail=detail)]
    return with_(rung, flag=flag, because=because)  # type: ignore[no-any-return]


def joined_rows(events: list[Event]) -> list[Event]:
    """Join the rows that hold one figure: «زلزال» and «مقتل» of one sentence are two rows with one toll.

    Each group is its row of the most pages, with the figures and pages of all.
    """
    home: dict[str, int] = {}
    groups: dict[int, list[Event]] = {}
    for n, event in enumerate(events):
        groups[n] = [event]
        for other in sorted({home[f] for f in event.figures if f in home}, reverse=True):
            if other != n and other in groups:
                groups[n] = [*groups.pop(other), *groups[n]]
        home |= {f: n for member in groups[n] for f in member.figures}
    return [one_row(group) for _, group in sorted(groups.items()) if any(e.figures for e in group)]


def one_row(group: list[Event]) -> Event:
    """Return the row of the most pages, with the figures and pages of all."""
    best = min(group, key=lambda e: (-len(e.documents), natural(e.id)))
    figures = sorted({f for e in group for f in e.figures})
    documents = sorted({d for e in group for d in e.documents}, key=natural)
    return with_(best, figures=figures, documents=documents)  # type: ignore[no-any-return]
