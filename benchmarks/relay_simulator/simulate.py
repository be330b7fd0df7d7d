"""Make stories in which it is known who copied what from whom and who disagrees, build them, and measure what is found again.

    python benchmarks/relay_simulator/simulate.py [--stories 200] [--seed 1] [--tagger light] [--keep FOLDER]

Pages are written to a folder and read as any others: nothing is handed to the stages but text, outlets and days. Prints one
JSON object: pairs of pages that share text, directions, credits, bounds of independence, contradictions.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

from relays import SimulatedPage, SimulatedStory, simulate, text_of

from tawatur import pile
from tawatur.base.story import Event, Story

RUN = 8  # equal words in a row that two pages must share to count as sharing text
ONE_EVENT = {"accident", "fire", "visit", "arrest", "signing", "protest"}


class Measured:
    """One built story beside what is known of it."""

    def __init__(self, simulated: SimulatedStory, story: Story) -> None:
        self.simulated = simulated
        self.story = story
        self.pages = simulated.pages
        self.number = {d.id: int(Path(d.source).stem) for d in story.documents}
        self.places = {d.id: text_of(self.pages[self.number[d.id]])[1] for d in story.documents}
        self.events = {o: e for a in simulated.accounts for o, e in a.events.items()}

    def told_at(self, document: str, at: int) -> tuple[str, int] | None:
        """Return the true event told at a place of a page, and the account whose words stand there."""
        for start, end, word in self.places[document]:
            if start <= at < end:
                return (self.events[word.origin], word.origin[0]) if word.origin in self.events else None
        return None


def origins(page: SimulatedPage) -> list[tuple[int, int] | None]:
    """List the origins of a page's words, in order."""
    return [w.origin for line in page.paragraphs for w in line]


def shared_run(one: SimulatedPage, other: SimulatedPage) -> int:
    """Return the length of the longest run of words that two pages have from one account."""
    place: dict[tuple[int, int], list[int]] = {}
    theirs = origins(other)
    for j, origin in enumerate(theirs):
        if origin:
            place.setdefault(origin, []).append(j)
    best, before = 0, dict[int, int]()
    for origin in origins(one):
        now = {j: before.get(j - 1, 0) + 1 for j in place.get(origin, [])} if origin else {}
        best, before = max(best, *now.values(), 0), now
    return best


def ancestors(pages: list[SimulatedPage], n: int) -> set[int]:
    """Name the pages that a page was copied from, through others too."""
    found: set[int] = set()
    for source in pages[n].copied_from:
        found |= {source} | ancestors(pages, source)
    return found


def count_reuse(m: Measured, counts: Counter[str]) -> None:
    """Count pairs of pages that share text, and directions among them."""
    found: dict[tuple[int, int], set[int | None]] = {}
    credited: set[tuple[int, int]] = set()
    for r in m.story.reuse:
        pair = tuple(sorted((m.number[r.a.document], m.number[r.b.document])))
        found.setdefault(pair, set()).add(m.number[r.direction.from_] if r.direction.from_ else None)  # type: ignore[arg-type]
        if r.credited:
            credited.add(pair)  # type: ignore[arg-type]
    for one, other in combinations(range(len(m.pages)), 2):
        a, b = m.pages[one], m.pages[other]
        shared = shared_run(a, b)
        some = {o for o in origins(a) if o} & {o for o in origins(b) if o}
        if shared >= RUN:
            counts["pairs right" if (one, other) in found else "pairs missed"] += 1
        elif (one, other) in found:
            counts["pairs edited in every run, found" if some else "pairs wrong"] += 1
        if (one, other) not in found or not some:
            continue
        said = found[one, other] - {None}
        right = one if one in ancestors(m.pages, other) else other if other in ancestors(m.pages, one) else None
        kin = (
            "direct"
            if one in b.copied_from or other in a.copied_from
            else "through others"
            if right is not None
            else "siblings"
        )
        verdict = "unknown" if not said else "right" if said == {right} else "wrong"
        counts[f"direction {verdict}"] += 1
        counts[f"direction {verdict}, {kin}"] += 1
        if a.credits == other or b.credits == one:
            counts["credits seen" if (one, other) in credited else "credits missed"] += 1


def rows_of(m: Measured) -> list[tuple[Event, str, dict[int, set[int]]]]:
    """List the rows that tell one true event: the row, the event, and for each page the accounts that it tells it from."""
    mentions = {v.id: v for v in m.story.event_mentions}
    found = []
    for row in m.story.chronology:
        told: dict[int, set[int]] = {}
        events: Counter[str] = Counter()
        for name in row.event_mentions:
            v = mentions[name]
            if at := m.told_at(v.document, v.trigger.span.start):
                events[at[0]] += 1
                told.setdefault(m.number[v.document], set()).add(at[1])
        if len(events) == 1:
            found.append((row, next(iter(events)), told))
    return found


def true_chains(m: Measured, event: str, told: dict[int, set[int]]) -> int:
    """Count the most pairs of an outlet and a true origin that it tells the event from, none of either used twice."""
    carried: dict[str, set[str]] = {}
    for page, roots in told.items():
        sources = {m.simulated.accounts[r].source_of(event) for r in roots}
        carried.setdefault(m.pages[page].outlet, set()).update(sources)
    holder: dict[str, str] = {}

    def place(outlet: str, tried: set[str]) -> bool:
        for source in sorted(carried[outlet] - tried):
            tried.add(source)
            if source not in holder or place(holder[source], tried):
                holder[source] = outlet
                return True
        return False

    return sum(place(outlet, set()) for outlet in sorted(carried))


def count_independence(m: Measured, counts: Counter[str]) -> None:
    """Count the rows whose bounds hold the true number of chains, and how wide the bounds are."""
    for row, event, told in rows_of(m):
        if len(told) < 2:
            continue
        truth = true_chains(m, event, told)
        low, high = row.independence.lower, row.independence.upper
        counts["bounds hold" if low <= truth <= high else f"bounds fail, {'low' if truth < low else 'high'}"] += 1
        counts["bounds width"] += high - low
        counts["rows"] += 1
        counts[f"rows of {event}"] += 1


def quarrels_told(m: Measured) -> set[tuple[str, str]]:
    """List the (event, field) of which two pages carry both accounts' words."""
    told = set()
    for quarrel in m.simulated.quarrels:
        sides = []
        for account in (quarrel.one, quarrel.other):
            words = m.simulated.accounts[account].values.get((quarrel.event, quarrel.field), set())
            sides.append({p.number for p in m.pages if words and any(has(p, slot) for slot in slots(words))})
        if sides[0] and sides[1] and (len(sides[0] | sides[1]) > 1):
            told.add((quarrel.event, quarrel.field))
    return told


def slots(words: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    """Part the words of a value into the places where it is said."""
    ordered, parts = sorted(words), list[set[tuple[int, int]]]()
    for origin in ordered:
        if parts and (origin[0], origin[1] - 1) in parts[-1]:
            parts[-1].add(origin)
        else:
            parts.append({origin})
    return parts


def has(page: SimulatedPage, words: set[tuple[int, int]]) -> bool:
    """Say whether a page has all these words."""
    return words <= {o for o in origins(page) if o}


def count_contradictions(m: Measured, counts: Counter[str], told_wrong: list[str]) -> None:
    """Count contradictions found, missed and invented, by event and field."""
    rows = {row.id: event for row, event, _ in rows_of(m)}
    wanted = quarrels_told(m)
    drawn = {(q.event, q.field) for q in m.simulated.quarrels}
    found = set()
    for d in m.story.disagreements:
        if d.kind != "contradiction":
            continue
        event = rows.get(d.about) or event_at(m, d) or ("visit" if d.field == "office" else None)
        key = (event or "?", d.field)
        if key in drawn:
            found.add(key)
        elif any(
            harmed(m, doc, s) and not m.pages[m.number[doc]].corrects
            for v in d.values
            for doc, s in zip(v.documents, v.spans, strict=True)
        ):
            counts["contradictions made by a copier's slip"] += 1
        else:
            counts["contradictions invented"] += 1
            counts[f"contradictions invented, {d.field}"] += 1
            told_wrong.append(f"invented {key}: {d.why} {[(v.value, v.documents) for v in d.values]}")
    for key in sorted(wanted | found):
        verdict = "found" if key in found else "missed"
        counts[f"contradictions {verdict}"] += 1
        counts[f"contradictions {verdict}, {key[1]}"] += 1
        if verdict == "missed":
            told_wrong.append(f"missed {key}")


def harmed(m: Measured, document: str, span: tuple[int, int]) -> bool:
    """Say whether a copier lost or changed words inside a value or at its edge: then the page does say something else."""
    near = [w.origin for start, end, w in m.places[document] if end >= span[0] - 1 and start <= span[1] + 1]
    return None in near or any(b != (a[0], a[1] + 1) for a, b in pairwise(near) if a and b)


def event_at(m: Measured, d: object) -> str | None:
    """Name the true event at the places of a disagreement."""
    at = [m.told_at(doc, s[0]) for v in d.values for doc, s in zip(v.documents, v.spans, strict=True)]  # type: ignore[attr-defined]
    events = Counter(a[0] for a in at if a)
    return events.most_common(1)[0][0] if events else None


def lay_out(simulated: SimulatedStory, folder: Path) -> None:
    """Write the pages and what is known of them."""
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["file", "outlet", "published"])
        for page in simulated.pages:
            (folder / f"{page.number}.txt").write_text(text_of(page)[0], "utf-8")
            rows.writerow([f"{page.number}.txt", page.outlet, page.published.date().isoformat()])


def report(counts: Counter[str]) -> dict[str, object]:
    """Turn the counts into shares."""

    def share(right: str, *wrong: str) -> float:
        total = counts[right] + sum(counts[w] for w in wrong)
        return round(counts[right] / total, 4) if total else 1.0

    precision, recall = share("pairs right", "pairs wrong"), share("pairs right", "pairs missed")
    return {
        "reuse pairs": {
            "precision": precision,
            "recall": recall,
            "f1": round(2 * precision * recall / (precision + recall), 4),
        },
        "direction": {
            "precision": share("direction right", "direction wrong"),
            "committed": round(1 - share("direction unknown", "direction right", "direction wrong"), 4),
        },
        "credits seen": share("credits seen", "credits missed"),
        "independence": {
            "bounds hold": share("bounds hold", "bounds fail, low", "bounds fail, high"),
            "mean width": round(counts["bounds width"] / max(1, counts["rows"]), 3),
        },
        "contradictions": {
            "precision": share("contradictions found", "contradictions invented"),
            "recall": share("contradictions found", "contradictions missed"),
        },
        "counts": dict(sorted(counts.items())),
    }


def main() -> None:
    """Simulate, build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tagger", choices=["reader", "light"], default="light")
    parser.add_argument("--keep", type=Path, help="keep the pages here, a folder a story")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    rng = random.Random(options.seed)
    for n in range(options.stories):
        simulated = simulate(rng)
        with tempfile.TemporaryDirectory() as made:
            folder = options.keep / f"{n}" if options.keep else Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            lay_out(simulated, folder)
            story = pile.build([folder], tagger=options.tagger)
        m, wrong = Measured(simulated, story), list[str]()
        count_reuse(m, counts)
        count_independence(m, counts)
        count_contradictions(m, counts, wrong)
        for line in wrong if options.keep else ():
            print(f"story {n}: {line}", file=sys.stderr)
    print(json.dumps(report(counts), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
