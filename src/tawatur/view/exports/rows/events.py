"""A story's chronology → rows of events, participants, statements, independence_groups, figures and ladder."""

from __future__ import annotations

from tawatur.base.story import Event
from tawatur.view.exports.rows.cells import Cell, Rows, grounds, ids, nowhere, number, outlet, place
from tawatur.view.index import Index


def events(index: Index) -> Rows:
    """Yield a row an event, in the chronology's order."""
    for position, e in enumerate(index.story.chronology, 1):
        yield {
            "id": e.id, "position": position, "type": e.type, "mode": e.mode or None, "title": e.title, "date": e.date,
            "earliest": e.earliest, "latest": e.latest, "place": e.place, "place_name": index.name(e.place) or None,
            "part_of": e.part_of, "modality": e.modality, **counts(e), "disagreements": ids(e.disagreements),
            "after": ids(e.after), "before": ids(e.before),
        }  # fmt: skip


def counts(event: Event) -> dict[str, Cell]:
    """Count who reports an event, and through how many chains that do not depend on one another."""
    chains = event.independence
    return {
        "reports": len(event.event_mentions), "documents": len(event.documents), "outlets": chains.outlets,
        "independent_lower": chains.lower, "independent_upper": chains.upper,
        "independence": chains.sentence or None, "disputed": bool(event.disagreements),
    }  # fmt: skip


def participants(index: Index) -> Rows:
    """Yield a row for each taker-part of each event; the words of one without an entity say where they stand."""
    for event in index.story.chronology:
        told = [("actor", a) for a in event.actors] + [("recipient", r) for r in event.recipients]
        told += [("place", event.place)] if event.place else []
        for role, entity in told:
            yield {"event": event.id, "role": role, "entity": entity, "name": index.name(entity), **nowhere()}
        for unnamed in event.unnamed:
            head = {"event": event.id, "role": "unnamed", "entity": unnamed.entity, "name": unnamed.text}
            page = page_of(index, event, unnamed.text, unnamed.span)
            yield head | (place(index, page, unnamed.span) if page else nowhere())


def page_of(index: Index, event: Event, text: str, span: tuple[int, int]) -> str | None:
    """Find the one page of an event that has these words at this span; null where none has them, or several."""
    found = [d for d in event.documents if index.text(d)[span[0] : span[1]] == text]
    return found[0] if len(found) == 1 else None


def statements(index: Index) -> Rows:
    """Yield a row for each value that is said of an event."""
    for event in index.story.chronology:
        for n, s in enumerate(event.statements, 1):
            yield {
                "id": f"{event.id}s{n}", "about": s.about, "property": s.property, "value": s.value,
                "attribution": s.attribution, **place(index, s.document, s.span),
            }  # fmt: skip


def independence_groups(index: Index) -> Rows:
    """Yield a row for each page of each group that counts as one chain."""
    for event in index.story.chronology:
        for n, group in enumerate(event.independence.groups, 1):
            for page in group.documents:
                yield {
                    "event": event.id, "group": n, "document": page, "outlet": outlet(index, page),
                    "origin": group.origin, "because": grounds(group.because),
                }  # fmt: skip


def figures(index: Index) -> Rows:
    """Yield a row a figure."""
    for f in index.story.figures:
        yield {
            "id": f.id, "event": f.event, "value": f.value, "number": number(f.value), "counted": f.counted,
            "bound": f.bound, "scope": f.scope, **place(index, f.document, f.span),
        }  # fmt: skip


def ladder(index: Index) -> Rows:
    """Yield a row for each figure on each event's ladder."""
    for event in index.story.chronology:
        for position, r in enumerate(event.ladder, 1):
            yield {
                "id": r.id, "event": event.id, "position": position, "figure": r.figure, "value": r.value,
                "number": number(r.value), "counted": r.counted, "bound": r.bound, "scope": r.scope,
                "published": r.published, "supplier": r.supplier, "flag": r.flag, **place(index, r.document, r.span),
            }  # fmt: skip
