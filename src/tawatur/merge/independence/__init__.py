"""The pages that tell of one event → how many chains of tellers carry it that do not depend on one another.

The upper bound counts the origins that are left after the sure merges; the lower bound also follows every unsure merge,
holds a page that names two origins to bind both, and lets unnamed sources never count beside named ones. The truth lies
between, and every merge says why.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from tawatur.base.annotation import EventMention
from tawatur.base.fold import fold
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Independence, IndependenceGroup, Reuse
from tawatur.merge.independence.arabic import sentence
from tawatur.merge.independence.merges import Merge, as_one, merges
from tawatur.merge.independence.tellings import Telling, natural, tellings


def of_event(
    event_documents: list[str],
    event_mentions: list[EventMention],
    readings: dict[str, Reading],
    passages: dict[str, list[Reuse]],
    supposed: tuple[str, str] | None = None,
) -> Independence:
    """Count the independent chains of one row of the chronology; `passages` are those of `by_first_page`.

    `supposed`: two of its pages to be counted as though one credited the other.
    """
    documents = sorted(set(event_documents), key=natural)
    wanted = set(documents)
    told = tellings(documents, [m for m in event_mentions if m.document in wanted], readings)
    found = merges(told, readings, of_these(documents, passages)) if len(documents) > 1 else []
    found += as_one(told, supposed) if supposed else []
    groups = components(documents, ((m.one.document, m.other.document) for m in found if m.sure))
    lower = lower_bound(documents, told, found, readings)
    outlet_of = outlets_of(documents, readings)
    upper = max(upper_bound(told, [m for m in found if m.sure], outlet_of), lower)
    outlets = len(set(outlet_of.values()))
    return Independence(
        outlets=outlets,
        lower=lower,
        upper=upper,
        groups=[group_of(members, found) for members in groups],
        sentence=sentence(outlets, lower, upper, grounds(found)),
    )


def by_first_page(reuse: Iterable[Reuse]) -> dict[str, list[Reuse]]:
    """Gather passages by their first page, once for all rows."""
    found: dict[str, list[Reuse]] = {}
    for passage in reuse:
        found.setdefault(passage.a.document, []).append(passage)
    return found


def of_these(documents: list[str], passages: dict[str, list[Reuse]]) -> list[Reuse]:
    """List the passages that two of the documents share."""
    wanted = set(documents)
    return [r for d in documents for r in passages.get(d, ()) if r.b.document in wanted]


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the connected components in the order of their first nodes."""
    leader = {node: node for node in nodes}

    def find(node: str) -> str:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for one, other in edges:
        first, second = sorted((find(one), find(other)), key=natural)
        leader[second] = first
    groups: dict[str, list[str]] = {}
    for node in leader:
        groups.setdefault(find(node), []).append(node)
    return list(groups.values())


def lower_bound(documents: list[str], told: list[Telling], found: list[Merge], readings: dict[str, Reading]) -> int:
    """Count the components under all merges; one that rests on unnamed sources only adds nothing to others.

    A headline restates what its body says: it makes no voice of its own beside «مصادر مطلعة» below.
    """
    groups = components(documents, ((m.one.document, m.other.document) for m in found))
    below = {t.document for t in told if not in_headline(t, readings)}
    speaking = [t for t in told if t.document not in below or not in_headline(t, readings)]
    unnamed = set(documents) - {t.document for t in speaking if not t.anonymous}
    named = [g for g in groups if not set(g) <= unnamed]
    return len(named) or min(1, len(groups))


def in_headline(telling: Telling, readings: dict[str, Reading]) -> bool:
    """Say whether a page tells it in its headline."""
    title = readings[telling.document].document.title if telling.document in readings else None
    return bool(title and title.span and telling.sentence and title.span.meets(telling.sentence))


def upper_bound(told: list[Telling], sure: list[Merge], outlet_of: dict[str, str]) -> int:
    """Count the origins that different outlets can carry side by side, under the sure merges.

    What a page tells in its own voice, or from an unnamed source, counts once for the page, and not at all where the
    page also stands in an origin that is named or shared: headlines restate.
    """
    by_key = {f"{t.document} {t.mention}": t for t in told}
    key = {t: k for k, t in by_key.items()}
    origins = components(by_key, ((key[m.one], key[m.other]) for m in sure))
    shared = [g for g in ([by_key[k] for k in origin] for origin in origins) if not restates(g)]
    covered = {t.document for group in shared for t in group}
    carried: dict[str, list[str]] = {}
    for n, group in enumerate(shared):
        for document in {t.document for t in group}:
            carried.setdefault(outlet_of[document], []).append(f"origin {n}")
    for document in sorted({t.document for t in told} - covered, key=natural):
        carried.setdefault(outlet_of[document], []).append(document)
    return matched(carried)


def matched(carried: dict[str, list[str]]) -> int:
    """Count the most pairs of an outlet and an origin that it carries, no outlet and no origin in two of them.

    Two chains that run through one outlet hang on that outlet: they are not independent, whatever their origins. Found by
    augmenting paths (Kuhn 1955), breadth first.
    """
    holder: dict[str, str] = {}
    held: dict[str, str] = {}
    return sum(placed(outlet, carried, holder, held) for outlet in sorted(carried, key=natural))


def placed(outlet: str, carried: dict[str, list[str]], holder: dict[str, str], held: dict[str, str]) -> bool:
    """Give an outlet an origin, moving others to theirs where they carry another; say whether that could be done."""
    came_from: dict[str, str] = {}
    waiting = deque([outlet])
    while waiting:
        one = waiting.popleft()
        for origin in carried[one]:
            if origin in came_from:
                continue
            came_from[origin] = one
            if origin in holder:
                waiting.append(holder[origin])
                continue
            last: str | None = origin
            while last is not None:  # back along the path: each takes the origin it reached, and leaves the one it held
                one = came_from[last]
                before, held[one], holder[last] = held.get(one), last, one
                last = before
            return True
    return False


def restates(origin: list[Telling]) -> bool:
    """Say whether the origin is one page's alone and names nobody."""
    return len({t.document for t in origin}) == 1 and not any(t.named for t in origin)


def outlets_of(documents: list[str], readings: dict[str, Reading]) -> dict[str, str]:
    """Return each page's outlet; a page without a known one stands for itself."""
    names = {}
    for document in documents:
        reading = readings.get(document)
        outlet = reading.document.outlet if reading else None
        names[document] = f"outlet {outlet.id or fold(outlet.name)}" if outlet else f"page {document}"
    return names


def group_of(members: list[str], found: list[Merge]) -> IndependenceGroup:
    """Make the group of some documents, with every sure ground inside it and every unsure one that touches it."""
    inside = set(members)
    because: dict[Reason, None] = {}
    origins: Counter[str] = Counter()
    for merge in found:
        ends = {merge.one.document, merge.other.document}
        if ends <= inside or (not merge.sure and merge.one.document in inside):
            because |= dict.fromkeys(merge.because)
        if merge.sure and ends <= inside and merge.origin:
            origins[merge.origin] += 1
    origin = min(origins, key=lambda name: (-origins[name], name)) if origins else None
    return IndependenceGroup(documents=members, because=list(because), origin=origin)


def grounds(found: list[Merge]) -> dict[str, int]:
    """Count for every rule the pairs of pages that it merged."""
    pairs = {(m.rule, *sorted((m.one.document, m.other.document), key=natural)) for m in found}
    return dict(Counter(rule for rule, *_ in pairs))
