"""Event clusters → the rows of the chronology, in time order, with each page's own statements kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from tawatur.base.annotation import EventCluster, EventMention, Figure, Participant, Superlative
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Event, Independence, Statement
from tawatur.base.tokens import Tokens

TITLE_WORDS = 22  # a title is cut after so many words at the latest
BEFORE = 12  # words that a title may go back from its trigger
VICTIMS = frozenset(["killed", "injured", "missing"])
AGREED = {"COOPERATE", "SUPPORT", "AID"}
STOPS = frozenset("،؛:.!؟…")
CONTAINERS = {"visit": ("meeting", "ceremony", "talks", "reception", "signing", "conference", "tour", "arrival")}


def rows(clusters: list[EventCluster], readings: dict[str, Reading]) -> list[Event]:
    """Make the rows, in time order, numbered, with visits holding their meetings."""
    made = with_stray_tolls([row(c, readings) for c in clusters], readings)
    made.sort(
        key=lambda e: (
            e.earliest or e.latest or "9999",
            e.latest or "9999",
            document_order(e.documents[0]),
            e.event_mentions[0],
            e.id,
        )
    )
    numbered = [replace_id(e, f"c{n}") for n, e in enumerate(made, 1)]
    return nest(numbered)


def with_stray_tolls(made: list[Event], readings: dict[str, Reading]) -> list[Event]:
    """Give a page's count of victims that no row holds («الحصيلة النهائية هي 12 قتيلا») to the rows of its one disaster.

    Its one disaster: all rows that count such victims on the page hold the same counts of them there.
    """
    held: dict[tuple[str, str], list[int]] = defaultdict(list)  # (page, what is counted) → rows
    counts: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    known = {f.id: f for r in readings.values() for f in r.figures}
    for n, event in enumerate(made):
        for key, ids in by_page_and_thing(event, known).items():
            held[key].append(n)
            counts[key].add(frozenset(known[i].value for i in ids))
    placed = {i for e in made for i in e.figures}
    taken: dict[int, list[Figure]] = defaultdict(list)
    for f in known.values():
        key = (f.document, f.counted)
        if f.id not in placed and f.scope is None and len(counts.get(key, ())) == 1:
            for n in held[key]:
                taken[n].append(f)
    return [holding(e, taken[n]) if n in taken else e for n, e in enumerate(made)]


def by_page_and_thing(event: Event, known: dict[str, Figure]) -> dict[tuple[str, str], list[str]]:
    """Gather a row's counts of victims by page and by what is counted."""
    found: dict[tuple[str, str], list[str]] = {}
    for i in event.figures:
        if known[i].counted in VICTIMS:
            found.setdefault((known[i].document, known[i].counted), []).append(i)
    return found


def holding(event: Event, figures: list[Figure]) -> Event:
    """Add figures, with what their pages say, to a row."""
    import msgspec

    said = [
        Statement(
            about="", property="figure", value=f"{f.counted} {f.bound} {f.value}", document=f.document, span=f.span
        )
        for f in figures
    ]
    because = [
        Reason(rule="chronology.stray-toll", document=f.document, span=f.span, detail=f"{f.value} {f.counted}")
        for f in figures
    ]
    return msgspec.structs.replace(
        event,
        figures=[*event.figures, *(f.id for f in figures)],
        statements=sorted([*event.statements, *said], key=lambda s: (s.property, document_order(s.document), s.span)),
        because=[*event.because, *because],
    )


def document_order(document: str) -> int:
    """Order documents by the number in their id."""
    return int(document[1:])


def replace_id(event: Event, name: str) -> Event:
    """Number a row, its statements with it."""
    import msgspec

    statements = [msgspec.structs.replace(s, about=name) for s in event.statements]
    return msgspec.structs.replace(event, id=name, statements=statements)


def row(cluster: EventCluster, readings: dict[str, Reading]) -> Event:
    """Make one row from one cluster."""
    mentions = sorted(cluster.mentions, key=lambda m: (document_order(m.document), m.trigger.span))
    earliest, latest, reason = bounds(mentions)
    best = max(
        mentions,
        key=lambda m: (len(m.actors) + len(m.recipients), m.modality == "happened", m.score, -m.trigger.span.start),
    )
    places = Counter(m.place.entity for m in mentions if m.place and m.place.entity)
    figures, first = beside(mentions, readings)
    kind = best.type
    if best.type in AGREED and all(m.modality == "planned" for m in mentions):
        kind = "AGREE"  # PLOVER: what is only promised or to come is an agreement, whatever it will be
        reason.append(
            Reason(rule="chronology.planned", detail=f"every mention tells it as planned: {best.type} → AGREE")
        )
    return Event(
        id="", type=kind, mode=commonest(m.mode for m in mentions if m.mode) or best.mode,
        title=title(best, readings[best.document]), date=written(earliest, latest), earliest=earliest, latest=latest,
        place=places.most_common(1)[0][0] if places else None,
        actors=entities_of(mentions, "actors"), recipients=entities_of(mentions, "recipients"), part_of=None,
        event_mentions=[m.id for m in mentions], documents=sorted({m.document for m in mentions}, key=document_order),
        independence=Independence(outlets=0, lower=0, upper=0), figures=[f.id for f in figures],
        statements=statements(mentions, figures, first), unnamed=unnamed(mentions),
        modality=commonest(m.modality for m in mentions) or "happened", because=[*reason, *cluster.because],
    )  # fmt: skip


def commonest(values: object) -> str:
    """Return the commonest value, the alphabetically first among equals."""
    counts = Counter(values)  # type: ignore[call-overload]
    return min(counts, key=lambda v: (-counts[v], v)) if counts else ""


def bounds(mentions: list[EventMention]) -> tuple[str | None, str | None, list[Reason]]:
    """Meet the mentions' intervals: the latest start and the earliest end, from the mentions that give them."""
    timed = [m for m in mentions if m.time and (m.time.earliest or m.time.latest)]
    if not timed:
        return None, None, []
    starts = [m.time.earliest for m in timed if m.time and m.time.earliest]
    ends = [m.time.latest for m in timed if m.time and m.time.latest]
    low, high = max(starts, default=None), min(ends, default=None)
    if low and high and low > high:  # the accounts' days do not meet: the row spans them all and takes no side
        low, high = min(starts), max(ends)
    said = [
        Reason(rule="chronology.date", document=m.document, span=m.time.span, detail=f"{m.id}: {m.time.value}")
        for m in timed
        if m.time
    ]
    return low, high, said


def written(earliest: str | None, latest: str | None) -> str | None:
    """Write two bounds as a day, a month, a year, or an interval: 2021-11-01 and 2021-11-30 give «2021-11»."""
    if not earliest or not latest:
        return None if not (earliest or latest) else f"{earliest or '..'}/{latest or '..'}"
    if earliest == latest:
        return earliest
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return earliest[:7]
        if first.month == 1 and last.month == 12 and first.year == last.year:
            return earliest[:4]
    return f"{earliest}/{latest}"


def entities_of(mentions: list[EventMention], role: str) -> list[str]:
    """List the entities in a role, the most often named first."""
    counts = Counter(p.entity for m in mentions for p in getattr(m, role) if p.entity)
    return sorted(counts, key=lambda e: (-counts[e], int(e[1:])))


def unnamed(mentions: list[EventMention]) -> list[Participant]:
    """List the participants that have words and no entity, each wording once."""
    seen: dict[str, Participant] = {}
    for m in mentions:
        for p in (*m.actors, *m.recipients):
            if p.entity is None:
                seen.setdefault(p.text, p)
    return list(seen.values())


def title(mention: EventMention, reading: Reading) -> str:
    """Assemble a title from the page's own words: the clause around the trigger, its takers-part included, the cuts shown."""
    tokens = reading.tokens
    sentence = tokens.within(mention.sentence or mention.span)
    trigger = tokens.at(mention.trigger.span.start)
    near = [p.span for p in (*mention.actors, *mention.recipients) if abs(tokens.at(p.span.start) - trigger) <= BEFORE]
    first = clause_start(tokens, sentence, min([trigger, *(tokens.at(s.start) for s in near)]))
    reach = max([trigger + 2, *(tokens.at(s.end - 1) for s in near)])
    last = clause_end(tokens, sentence, reach, first + TITLE_WORDS)
    words = " ".join(tokens.span(first, last).of(reading.text).split()).strip(" .،؛:")
    cut_before = first > sentence.start and tokens.words[first - 1] not in STOPS
    cut_after = last < sentence.stop and tokens.words[last] not in STOPS
    return ("… " if cut_before else "") + words + (" …" if cut_after else "")


def clause_start(tokens: Tokens, sentence: range, at: int) -> int:
    """Go back from a token to the mark that opens its clause, or to where the sentence begins if neither is far."""
    for i in range(at, max(sentence.start, at - BEFORE) - 1, -1):
        if i == sentence.start or tokens.words[i - 1] in STOPS:
            return i
    return max(at, sentence.start)


def clause_end(tokens: Tokens, sentence: range, reach: int, most: int) -> int:
    """Go on from a token to the mark that closes its clause, no further than `most`."""
    for i in range(reach + 1, sentence.stop):
        if tokens.words[i] in STOPS or i >= most:
            return i
    return sentence.stop


def beside(
    mentions: list[EventMention], readings: dict[str, Reading]
) -> tuple[list[Figure], list[tuple[EventMention, Superlative]]]:
    """Find the figures and the superlatives told in the mentions' own clauses."""
    figures: dict[str, Figure] = {}
    first: list[tuple[EventMention, Superlative]] = []
    for m in mentions:
        clause = m.span
        reading = readings[m.document]
        figures |= {f.id: f for f in reading.figures if clause.holds(f.span)}
        first += [(m, s) for s in reading.superlatives if clause.meets(s.span)]
    return list(figures.values()), first


def statements(
    mentions: list[EventMention], figures: list[Figure], first: list[tuple[EventMention, Superlative]]
) -> list[Statement]:
    """Keep what each page says of each property, with who says it and where."""
    out: list[Statement] = []

    def say(m: EventMention, prop: str, value: str, span: Span) -> None:
        out.append(
            Statement(about="", property=prop, value=value, document=m.document, span=span, attribution=m.attribution)
        )

    for m in mentions:
        say(m, "what", m.trigger.text, m.trigger.span)
        if m.time and m.time.value and m.time.span:
            say(m, "date", m.time.value, m.time.span)
        if m.place:
            say(m, "place", m.place.text, m.place.span)
        for p in (*m.actors, *m.recipients):
            say(m, "who", p.text, p.span)
    by_document = {m.document: m for m in reversed(mentions)}
    for f in figures:
        say(by_document[f.document], "figure", f"{f.counted} {f.bound} {f.value}", f.span)
    for m, s in first:
        say(m, "first-ever", s.text, s.span)
    return sorted(set_of(out), key=lambda s: (s.property, document_order(s.document), s.span))


def set_of(made: list[Statement]) -> list[Statement]:
    """Keep each statement once."""
    seen: dict[tuple[str, str, Span], Statement] = {}
    for s in made:
        seen.setdefault((s.property, s.document, s.span), s)
    return list(seen.values())


def nest(events: list[Event]) -> list[Event]:
    """Put meetings and ceremonies under the visit that holds them.

    A participant shared, its days within the visit's.
    """
    import msgspec

    visits = [e for e in events if e.mode in CONTAINERS]
    out = []
    for event in events:
        holder = None
        for visit in visits:
            if visit.id != event.id and event.mode in CONTAINERS[visit.mode] and holds(visit, event):
                holder = visit.id
                break
        out.append(msgspec.structs.replace(event, part_of=holder) if holder else event)
    return out


def holds(visit: Event, event: Event) -> bool:
    """Say whether an event lies within a visit: a shared visitor, a shared page, days that meet."""
    if not set(visit.actors) & {*event.actors, *event.recipients} or not set(visit.documents) & set(event.documents):
        return False
    if not (visit.earliest and visit.latest and event.earliest and event.latest):
        return False
    last = (date.fromisoformat(visit.latest) + timedelta(days=7)).isoformat()  # a visit told by its first day alone
    return visit.earliest <= event.latest and event.earliest <= last
