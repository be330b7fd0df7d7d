"""Each layer's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from tawatur.scoring.gold import RUN, Facts
from tawatur.scoring.surfaces import days, meeting_days, overlap, plain, same, variants

PEOPLE, BODIES, PLACES = {"person"}, {"organisation", "company", "outlet", "agency"}, {"place", "facility"}
UNTYPED = ("OTHER", "DISASTER")  # accidents and hazards have no PLOVER type: they count on neither side
Figures = dict[str, Any]
Item = tuple[Any, ...]


def score(gold: Facts, story: Facts) -> dict[str, Figures]:
    """Score every layer."""
    return {
        "people": names(gold, story, PEOPLE),
        "bodies": names(gold, story, BODIES),
        "places": names(gold, story, PLACES),
        "linking": linking(gold, story),
        "offices": offices(gold, story),
        "times": times(gold, story),
        "attributions": attributions(gold, story),
        "chronology": chronology(gold, story),
        "reuse": reuse(gold, story),
        "disagreements": disagreements(gold, story),
        "wordings": matched(once(gold.wordings), once(story.wordings), alike_by(0.6)),
        "published": published(gold, story),
        "residue": residue(gold, story),
    }


def figures(hit_found: int, found: int, hit_gold: int, gold: int) -> Figures:
    """Make precision, recall and F1 of counts."""
    p, r = hit_found / found if found else 0.0, hit_gold / gold if gold else 0.0
    return {"precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "gold": gold, "found": found}


def matched(gold: list[Item], found: list[Item], alike: Callable[[Item, Item], bool]) -> Figures:
    """Count an item as met if any item of the same page on the other side is alike."""
    mine: dict[str, list[Item]] = defaultdict(list)
    theirs: dict[str, list[Item]] = defaultdict(list)
    for item in gold:
        mine[item[0]].append(item)
    for item in found:
        theirs[item[0]].append(item)
    hit_gold = sum(any(alike(g, f) for f in theirs[g[0]]) for g in gold)
    return figures(sum(any(alike(g, f) for g in mine[f[0]]) for f in found), len(found), hit_gold, len(gold))


def once(items: Iterable[Item]) -> list[Item]:
    """Keep the first of each surface on a page."""
    seen: dict[tuple[str, str], Item] = {}
    for item in items:
        seen.setdefault((item[0], plain(item[1])), item)
    return list(seen.values())


def on_gold_pages(gold: Facts, items: Iterable[Item]) -> list[Item]:
    """Leave out what stands on pages that gold does not hold."""
    return [i for i in items if i[0] in gold.pages]


def alike_by(least: float) -> Callable[[Item, Item], bool]:
    """Call two surfaces alike that share a reading, or `least` of their words."""
    return lambda g, f: same(g[1], f[1]) or overlap(g[1], f[1]) >= least


def names(gold: Facts, story: Facts, kinds: set[str]) -> Figures:
    """Score the names of some kinds of entity."""

    def surfaces(side: Facts) -> list[Item]:
        return once((p, n) for e in side.entities.values() if e.kind in kinds for p, ns in e.names.items() for n in ns)

    return matched(surfaces(gold), on_gold_pages(gold, surfaces(story)), lambda g, f: same(g[1], f[1]))


def linking(gold: Facts, story: Facts) -> Figures:
    """Score by B-cubed the (page, name) items that both sides hold, and count the forbidden merges."""
    label = {(p, plain(n)): i for i, e in gold.entities.items() for p, ns in e.names.items() for n in ns}
    cluster: dict[tuple[str, str], str] = {}
    for i, e in story.entities.items():
        for p, ns in e.names.items():
            for key in ((p, v) for n in ns for v in variants(n)):
                if key in label:
                    cluster.setdefault(key, i)
    precision = recall = 0.0
    for x in cluster:
        mine = [y for y in cluster if cluster[y] == cluster[x]]
        true = [y for y in cluster if label[y] == label[x]]
        both = sum(label[y] == label[x] for y in mine)
        precision, recall = precision + both / len(mine), recall + both / len(true)
    n = len(cluster) or 1
    mean_p, mean_r = precision / n, recall / n
    forbidden = {
        (label[a], label[b])
        for a in cluster
        for b in cluster
        if cluster[a] == cluster[b] and label[b] in gold.entities[label[a]].apart
    }
    f1 = 2 * mean_p * mean_r / (mean_p + mean_r) if mean_p + mean_r else 0.0
    return {
        "precision": mean_p,
        "recall": mean_r,
        "f1": f1,
        "gold": len(label),
        "found": len(cluster),
        "forbidden_merges": len(forbidden),
    }


def readings_of(side: Facts, ids: Iterable[str]) -> set[str]:
    """Collect every reading of every name of some entities."""
    held = (side.entities[i].names.values() for i in ids if i in side.entities)
    return {v for pages in held for ns in pages for n in ns for v in variants(n)}


def offices(gold: Facts, story: Facts) -> Figures:
    """Score (page, holder, title): titles that share three words in five, holders that share a name."""

    def alike(g: Item, f: Item) -> bool:
        return overlap(g[2], f[2]) >= 0.6 and not readings_of(gold, [g[1]]).isdisjoint(readings_of(story, [f[1]]))

    return matched(list(gold.offices), on_gold_pages(gold, story.offices), alike)


def times(gold: Facts, story: Facts) -> Figures:
    """Score time expressions, and how many of gold's values were found."""
    alike = alike_by(0.6)
    found = on_gold_pages(gold, story.times)
    out = matched(once(gold.times), once(found), alike)
    valued = [g for g in gold.times if g[2]]
    right = sum(
        any(f[0] == g[0] and f[2] and alike(g, f) and f[2][:10] == str(g[2])[:10] for f in found) for g in valued
    )
    return {**out, "value_recall": right / len(valued) if valued else 0.0}


def attributions(gold: Facts, story: Facts) -> Figures:
    """Score sources, and how many relays of two links or more were found with two links or more."""
    alike = alike_by(0.5)
    found = on_gold_pages(gold, story.attributions)
    relays = [g for g in gold.attributions if len(g[2]) >= 2]
    whole = sum(any(f[0] == g[0] and len(f[2]) >= 2 and alike(g, f) for f in found) for g in relays)
    out = matched(once(gold.attributions), once(found), alike)
    return {**out, "relays_recall": whole / len(relays) if relays else 0.0}


def participants(event: dict[str, Any]) -> list[str]:
    """List an event's actors and recipients."""
    return [*(event.get("actors") or []), *(event.get("recipients") or [])]


def chronology(gold: Facts, story: Facts) -> Figures:
    """Match rows to gold events one to one, the best agreement of pages first."""
    rows = [r for r in story.events if r["pages"] & set(gold.pages) and r["type"] not in UNTYPED]
    events = [g for g in gold.events if g["type"] not in UNTYPED]

    def loose(g: dict[str, Any], f: dict[str, Any]) -> bool:
        return g["type"] == f["type"] and bool(g["pages"] & f["pages"]) and meeting_days(g.get("date"), f.get("date"))

    def strict(g: dict[str, Any], f: dict[str, Any]) -> bool:
        mine = participants(g)
        return loose(g, f) and (not mine or not readings_of(gold, mine).isdisjoint(readings_of(story, participants(f))))

    pairs = sorted(
        (
            (len(g["pages"] & f["pages"]) / len(g["pages"] | f["pages"]), i, j)
            for i, g in enumerate(events)
            for j, f in enumerate(rows)
            if strict(g, f)
        ),
        reverse=True,
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for agreement, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = (j, agreement)
            used.add(j)
    several = [i for i, g in enumerate(events) if len(g["pages"]) >= 2]
    out = figures(len(used), len(rows), len(taken), len(events))
    out["witness_jaccard"] = sum(a for _, a in taken.values()) / len(taken) if taken else 0.0
    out["recall_type_and_date"] = sum(any(loose(g, f) for f in rows) for g in events) / len(events) if events else 0.0
    out["recall_many_witnesses"] = sum(i in taken for i in several) / len(several) if several else 0.0
    return out


def reuse(gold: Facts, story: Facts) -> Figures:
    """Score the page pairs that share a run of words, against every run there is."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for p in gold.pages:
        run = plain(story.texts.get(p)).split()
        for i in range(len(run) - RUN + 1):
            holders[tuple(run[i : i + RUN])].add(p)
    truth = {tuple(sorted((a, b))) for ps in holders.values() for a in ps for b in ps if a < b}
    found = {r for r in story.reuse if set(r) <= set(gold.pages)}
    return figures(len(found & truth), len(found), len(found & truth), len(truth))


def disagreements(gold: Facts, story: Facts) -> Figures:
    """Score contradictions, and count the false alarms raised on gold's traps."""

    def alike(g: Item, f: Item) -> bool:
        return g[0] == f[0] and len(g[1] & f[1]) >= 2

    several = [d for d in gold.disagreements if len(d[1]) >= 2]
    real, traps = [d for d in several if d[2]], [d for d in several if not d[2]]
    found = story.disagreements
    hits = [f for f in found if any(alike(g, f) for g in real)]
    out = figures(len(hits), len(found), sum(any(alike(g, f) for f in found) for g in real), len(real))
    out["false_alarms_on_traps"] = sum(any(alike(g, f) for f in found if f not in hits) for g in traps)
    return {**out, "traps": len(traps)}


def published(gold: Facts, story: Facts) -> Figures:
    """Score dates of the pages that are dated.

    On the others a date is invented unless it is the right one or allowed.
    """
    dated = {p: g["dated"] for p, g in gold.published.items() if g["dated"]}
    right = sum(bool(story.published.get(p)) and meeting_days(v, story.published[p]) for p, v in dated.items())
    invented = 0
    for p, g in gold.published.items():
        value = story.published.get(p)
        if value and not g["dated"]:
            span = days(value)
            one_day = bool(span and span[0] == span[1])
            fits = (
                meeting_days(g["day"], value)
                if one_day and g["day"]
                else not one_day and meeting_days(g["allowed"], value)
            )
            invented += not fits
    accuracy = right / len(dated) if dated else 0.0
    return {"accuracy": accuracy, "gold": len(dated), "invented": invented, "undated": len(gold.published) - len(dated)}


def residue(gold: Facts, story: Facts) -> Figures:
    """Score how many characters of page residue were kept out of the article."""
    hit = wanted = found = 0
    for p, pieces in gold.residue.items():
        held = " ".join(map(plain, story.residue.get(p, [])))
        found += len(held)
        for piece in map(plain, pieces):
            wanted += len(piece)
            hit += len(piece) if piece and piece in held else 0
    return {"recall": hit / wanted if wanted else 1.0, "gold_chars": wanted, "found_chars": found}
