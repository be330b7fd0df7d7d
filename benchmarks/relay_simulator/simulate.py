"""Make stories in which it is known who copied what from whom, and measure how much of that is found again.

    python benchmarks/relay_simulator/simulate.py [--stories 60] [--seed 1]

Each story has roots written apart and copies of them: whole or in part, with words put in, taken out and changed,
paragraphs swapped, tails cut, with or without a credit. Text comes from the shared articles; the edits, outlets and
credits are invented here. Printed as JSON: share of truly
copied words that lie in a found passage, directions right, wrong and unknown, credits seen, and how often the bounds of
independence hold the true number of roots.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tawatur import lexicons
from tawatur.base.annotation import Attribution, Content, Cue, EventMention, Link, Source, Trigger
from tawatur.base.document import Document, Outlet, Published
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.merge import independence, reuse

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "news-2013-02" / "articles.jsonl.gz"
OUTLETS = (
    "صحيفة النهر الأزرق;موقع السهل الأخضر;قناة الجبل الأبيض;وكالة الساحل البعيد;جريدة الوادي الكبير;بوابة الصخرة;"
    "إذاعة المرفأ الجديد"
)
FILLERS = "وذلك بحسب ما ورد في النص الأصلي أمس حيث جاء أيضا كما هو معلوم لدى الجميع هناك تقريبا نحو حوالي جدا"
FILLER = FILLERS.split()


TELLING = 26  # words at a root's beginning that tell the event


class Copied(NamedTuple):
    """A page in the making: paragraphs of (word, origin word index or null), root, page copied from, credit."""

    paragraphs: list[list[tuple[str, int | None]]]
    root: int
    source: int | None
    credited: bool


def root_page(text: str, root: int) -> Copied:
    """Make a page of its own from an article: every word is its own origin."""
    paragraphs, n = [], 0
    for line in text.split("\n"):
        words = [(w, n + k) for k, w in enumerate(line.split())]
        if words:
            paragraphs.append(words)
            n += len(words)
    return Copied(paragraphs, root, None, False)


def relay(page: Copied, source: int, rate: float, rng: random.Random) -> Copied:
    """Copy a page as newsrooms do: edit words at `rate`, then perhaps swap paragraphs, drop some, cut the tail."""
    paragraphs = [[edited for pair in line for edited in edit(pair, rate, rng)] for line in page.paragraphs]
    if len(paragraphs) > 2 and rng.random() < 0.4:
        k = rng.randrange(len(paragraphs) - 1)
        paragraphs[k], paragraphs[k + 1] = paragraphs[k + 1], paragraphs[k]
    if len(paragraphs) > 2 and rng.random() < 0.4:
        del paragraphs[rng.randrange(1, len(paragraphs))]
    if rng.random() < 0.3:
        last = paragraphs[-1]
        paragraphs[-1] = last[: max(4, int(len(last) * rng.uniform(0.4, 0.9)))]
    return Copied(paragraphs, page.root, source, rng.random() < 0.4)


def edit(pair: tuple[str, int | None], rate: float, rng: random.Random) -> list[tuple[str, int | None]]:
    """Keep a word, drop it, change it, or put others before it."""
    if rng.random() >= rate:
        return [pair]
    kind = rng.choice(["drop", "change", "insert"])
    if kind == "drop":
        return []
    if kind == "change":
        return [(rng.choice(FILLER), None)]
    return [*((w, None) for w in rng.sample(FILLER, rng.randint(1, 4))), pair]


def reading_of(
    page: Copied, n: int, day: int, source_outlet: str | None
) -> tuple[Reading, list[tuple[Span, int | None]]]:
    """Lay a page out as text, with the span and the origin of every word; a credit opens it."""
    text, places = "", []
    credit = f"نقلت {source_outlet} ما يلي:\n" if source_outlet else ""
    text += credit
    for line in page.paragraphs:
        for word, origin in line:
            places.append((Span(len(text), len(text) + len(word)), origin))
            text += word + " "
        text = text.rstrip() + "\n"
    body = Span(0, len(text.rstrip()))
    date = f"2031-04-{day:02d}"
    outlet = Outlet(id=f"o{n}", name=OUTLETS.split(";")[n])
    document = Document(
        id=f"d{n + 1}", source=f"{n}.txt", sha256="", outlet=outlet, language="ar", title=None, text=text, body=[body],
        residue=[], published=Published(value=date, earliest=date, latest=date),
    )  # fmt: skip
    reading = Reading.of(document)
    first = places[0][0]
    attributions = []
    if source_outlet:
        span = Span(len("نقلت "), len("نقلت ") + len(source_outlet))
        attributions.append(
            Attribution(
                id=f"d{n + 1}a1",
                document=document.id,
                span=body,
                text="",
                manner="indirect",
                stance="neutral",
                source=Source(span=span, text=source_outlet, kind="outlet"),
                cue=Cue(span=Span(0, 4), text="نقلت"),
                content=Content(span=Span(first.start, body.end)),
                chain=[Link(name=source_outlet, kind="outlet", span=span)],
            )
        )
    mentions = event_mentions(document, places)
    return reading.adding(attributions=attributions, event_mentions=mentions), places


def event_mentions(document: Document, places: list[tuple[Span, int | None]]) -> list[EventMention]:
    """Place the event in what is left of the root's first words; a copy that dropped them does not tell it."""
    told = [span for span, origin in places if origin is not None and origin < TELLING]
    if len(told) < TELLING // 2 or told[-1].end - told[0].start > 20 * TELLING:
        return []
    sentence = Span(told[0].start, told[-1].end)
    return [
        EventMention(
            id=f"{document.id}v1", document=document.id, span=sentence, text="", type="CONSULT", mode="visit",
            trigger=Trigger(span=told[0], text=told[0].of(document.text)), sentence=sentence,
        )
    ]  # fmt: skip


def story(articles: list[str], rng: random.Random) -> tuple[list[Copied], float]:
    """Make a story of two to seven pages with one to three roots."""
    rate = rng.choice([0.0, 0.03, 0.08, 0.15])
    roots = rng.randint(1, 3)
    pages = [root_page(rng.choice(articles), r) for r in range(roots)]
    for _ in range(rng.randint(1, len(OUTLETS.split(";")) - roots)):
        k = rng.randrange(len(pages))
        pages.append(relay(pages[k], k, rate, rng))
    return pages, rate


def measure(articles: list[str], tables: lexicons.Lexicons, rng: random.Random, counts: Counter[str]) -> None:
    """Make one story and count what is found again."""
    pages, rate = story(articles, rng)
    names = OUTLETS.split(";")
    laid = []
    days: list[int] = []
    for n, page in enumerate(pages):
        days.append(rng.randint(2, 5) if page.source is None else days[page.source] + rng.randint(0, 2))
        laid.append(
            reading_of(page, n, days[n], names[page.source] if page.credited and page.source is not None else None)
        )
    readings = [r for r, _ in laid]
    found = reuse.find(readings, tables)
    by_id = {r.document.id: n for n, r in enumerate(readings)}
    held: dict[tuple[int, int], list[tuple[Span, Span]]] = {}
    for passage in found:
        a, b = by_id[passage.a.document], by_id[passage.b.document]
        held.setdefault((a, b), []).append((passage.a.span, passage.b.span))
        held.setdefault((b, a), []).append((passage.b.span, passage.a.span))
    for n, page in enumerate(pages):
        if page.source is None:
            continue
        origins = {o for _, o in laid[page.source][1] if o is not None}
        for span, origin in laid[n][1]:
            inside = any(s.holds(span) for s, _ in held.get((n, page.source), []))
            copied = origin is not None and origin in origins
            counts[f"{'copied' if copied else 'own'} {'inside' if inside else 'outside'} at {rate}"] += 1
        said = {p.direction.from_ for p in found if {by_id[p.a.document], by_id[p.b.document]} == {n, page.source}}
        right = readings[page.source].document.id
        counts["direction " + ("right" if said == {right} else "unknown" if said <= {None, right} else "wrong")] += 1
        seen = any(p.credited for p in found if {by_id[p.a.document], by_id[p.b.document]} == {n, page.source})
        counts[f"credit {'given' if page.credited else 'not given'}, {'seen' if seen else 'not seen'}"] += 1
    telling = [n for n, r in enumerate(readings) if r.event_mentions]
    judged = independence.of_event(
        [readings[n].document.id for n in telling], [m for r in readings for m in r.event_mentions],
        {r.document.id: r for r in readings}, found,
    )  # fmt: skip
    truth = len({pages[n].root for n in telling})
    counts["bounds hold" if judged.lower <= truth <= judged.upper else "bounds fail"] += 1
    counts["bounds meet"] += judged.lower == judged.upper


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not ARTICLES.exists():
        sys.exit(f"{ARTICLES} is missing: the simulator needs the shared articles.")
    rng = random.Random(options.seed)
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = [a["text"] for a in map(json.loads, lines) if 120 <= len(a["text"].split()) <= 400]
    articles = rng.sample(articles, 400)
    counts: Counter[str] = Counter()
    tables = lexicons.load("ar", tuple(sorted(reuse.TABLES.items())))
    for _ in range(options.stories):
        measure(articles, tables, rng, counts)
    print(json.dumps(report(counts), indent=1))


def report(counts: Counter[str]) -> dict[str, object]:
    """Turn the counts into shares."""
    shares: dict[str, object] = {}
    for rate in (0.0, 0.03, 0.08, 0.15):
        inside, outside = counts[f"copied inside at {rate}"], counts[f"copied outside at {rate}"]
        shares[f"copied words found, {rate:.0%} edited"] = round(inside / max(1, inside + outside), 4)
    return shares | {k: v for k, v in sorted(counts.items()) if not k.startswith(("copied", "own"))}


if __name__ == "__main__":
    main()
