"""How well ASSAULT and PROTEST are found in single Arabic sentences, and who did it to whom.

    python benchmarks/events_detection.py ../shared

Reads `data/events/{assault,protest}_sentences.csv` (label `yes` against every kind of `no`; ambiguous ones left out) and
`*_spans.json` (actor, target). A sentence counts as found when it holds an event mention of the type that is told as news:
not denied, not hypothetical, not `background` (an old murder called to mind is marked `no` in the data). A role counts as
found when a participant of a mention of the type in that role holds one of the gold words.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tawatur import pipeline
from tawatur.base.annotation import EventMention, Participant
from tawatur.base.document import Document, Published
from tawatur.base.fold import fold
from tawatur.base.phrases import readings as stems
from tawatur.base.reading import Reading
from tawatur.base.span import Span

TYPES = ("ASSAULT", "PROTEST")
UNREAL = ("denied", "hypothetical")


class Score(NamedTuple):
    """Precision, recall and F1 of sentences; recall of actors and targets in their role, and in either."""

    precision: float
    recall: float
    f1: float
    actor: float
    target: float
    actor_anywhere: float
    target_anywhere: float


def read(texts: Sequence[str]) -> list[Reading]:
    """Read sentences, each as a page of its own."""
    documents = [
        Document(
            id=f"d{n}", source=f"{n}", sha256="", outlet=None, language="ar", title=None, text=text,
            body=[Span(0, len(text))], residue=[], published=Published(),
        )
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip
    return pipeline.read(documents, pipeline.tables())


def told(reading: Reading, kind: str, news_only: bool = True) -> list[EventMention]:
    """List the mentions of one type that are told as real, and as news."""
    real = [m for m in reading.event_mentions if m.type == kind and m.modality not in UNREAL and m.polarity == "+"]
    return [m for m in real if not (news_only and m.background)]


def labelled_sentences(folder: Path, kind: str) -> list[tuple[str, bool]]:
    """Read the sentences of one type with their label, ambiguous ones left out."""
    with (folder / f"{kind.lower()}_sentences.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["label"] == "yes") for row in csv.DictReader(file) if row["label"] != "ambiguous"]


def share(right: int, whole: int) -> float:
    """Divide, nothing of nothing being nothing."""
    return right / whole if whole else 0.0


def sentences(folder: Path, kind: str) -> tuple[float, float, float]:
    """Measure the detection of sentences: precision, recall, F1."""
    rows = labelled_sentences(folder, kind)
    found = [bool(told(reading, kind)) for reading in read([text for text, _ in rows])]
    gold = [label for _, label in rows]
    right = sum(f and g for f, g in zip(found, gold, strict=True))
    precision, recall = share(right, sum(found)), share(right, sum(gold))
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def holds(participants: list[Participant], words: set[str]) -> bool:
    """Say whether some participant holds one of the words, whatever clings to it."""
    return any(
        stem in words for p in participants for word in fold(p.text).split() for _, stem in stems(word.strip('"«»“”'))
    )


def roles(folder: Path, kind: str) -> tuple[float, float, float, float]:
    """Measure the recall of actors and targets."""
    cases = json.loads((folder / f"{kind.lower()}_spans.json").read_text("utf-8"))
    counts = [0] * 6
    for case, reading in zip(cases, read([case["text"] for case in cases]), strict=True):
        mentions = told(reading, kind, news_only=False)
        actors = [p for m in mentions for p in m.actors]
        targets = [p for m in mentions for p in m.recipients]
        for k, (words, own) in enumerate(((case["source_gold"], actors), (case["target_gold"], targets))):
            wanted = {stem for word in fold(words).split() for _, stem in stems(word)}
            if wanted:
                counts[k * 3] += 1
                counts[k * 3 + 1] += holds(own, wanted)
                counts[k * 3 + 2] += holds([*actors, *targets], wanted)
    return (
        share(counts[1], counts[0]), share(counts[4], counts[3]), share(counts[2], counts[0]), share(counts[5], counts[3])
    )  # fmt: skip


def measure(shared: Path, kind: str) -> Score:
    """Measure one type."""
    folder = shared / "data" / "events"
    return Score(*sentences(folder, kind), *roles(folder, kind))


def main(shared: str = "../shared") -> None:
    """Print one line a type."""
    for kind in TYPES:
        found = measure(Path(shared), kind)
        print(f"{kind:8}", "  ".join(f"{name} {value:.3f}" for name, value in found._asdict().items()))


if __name__ == "__main__":
    main(*sys.argv[1:2])
