"""Make `event_foreground.json`: weights that tell an attack or protest told as news from one called to mind.

    python -m training.event_foreground ../shared

Learns from `data/events/{assault,protest}_sentences.csv` (MIT): sentences marked as reporting an event of the type or not. A marked
sentence vouches for one of its mentions, the likeliest; an unmarked one speaks against all. Prints F1 on sentences left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.events_detection import TYPES, labelled_sentences, read, told

from tawatur import lexicons
from tawatur.extract.events.foreground import ForegroundWeights, features

FOLDS, LEAST, RIDGE, ROUNDS, STEPS = 5, 3, 2.0, 4, 300
MODEL = Path(lexicons.__file__).parent / "languages" / "ar" / "models" / "event_foreground.json"
Bag = list[dict[str, float]]  # the mentions of one sentence


def main(shared: str = "../shared") -> None:
    """Read, measure on sentences left out, fit on all, write."""
    bags: dict[str, list[tuple[Bag, bool]]] = {}
    for kind in TYPES:
        rows = labelled_sentences(Path(shared) / "data" / "events", kind)
        readings = read([text for text, _ in rows])
        bags[kind] = []
        for reading, (_, label) in zip(readings, rows, strict=True):
            mentions = told(reading, kind, news_only=False)
            beside = Counter(m.sentence for m in reading.event_mentions if m.type == kind)
            bags[kind].append(([dict(features(m, beside[m.sentence], reading)) for m in mentions], label))
    thresholds = {kind: round(measure(bags, kind), 2) for kind in TYPES}
    weights = fit([b for kind in TYPES for b in bags[kind]])
    kept = {name: round(w, 3) for name, w in sorted(weights.items()) if abs(w) >= 0.05}
    MODEL.write_bytes(msgspec.json.format(msgspec.json.encode(ForegroundWeights(kept, thresholds)), indent=1))
    print(len(kept), "weights", thresholds)


def measure(bags: dict[str, list[tuple[Bag, bool]]], kind: str) -> float:
    """Find the threshold with the best F1 on sentences left out of the fit, and print it."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([b for k in TYPES for n, b in enumerate(bags[k]) if n % FOLDS != fold])
        scored += [(best(weights, bag), label) for bag, label in bags[kind][fold::FOLDS]]
    whole = sum(label for _, label in scored)
    found = []
    for limit in np.arange(-4, 2, 0.1):
        hits = [label for score, label in scored if score >= limit]
        found.append((2 * sum(hits) / (len(hits) + whole), float(limit)))
    f1, limit = max(found)
    print(f"{kind}: F1 {f1:.3f} on sentences left out, at {limit:.1f}")
    return limit


def best(weights: dict[str, float], bag: Bag) -> float:
    """Return the log-odds of a sentence's likeliest mention."""
    return max((sum(weights.get(n, 0.0) * v for n, v in mention.items()) for mention in bag), default=-99.0)


def fit(bags: list[tuple[Bag, bool]]) -> dict[str, float]:
    """Fit the weights, choosing anew in each round the mention that each marked sentence vouches for."""
    bags = [(bag, label) for bag, label in bags if bag]
    seen = Counter(name for bag, _ in bags for mention in bag for name in mention)
    names = [name for name, n in sorted(seen.items()) if n >= LEAST]
    place = {name: i for i, name in enumerate(names)}
    made = [(matrix(bag, place), label) for bag, label in bags]
    pull = np.array([0.01 if name == "bias" else RIDGE for name in names], np.float32)
    weights = np.zeros(len(names), np.float32)
    for turn in range(ROUNDS):
        rows = [m[[int(np.argmax(m @ weights)) if turn else 0]] if label else m for m, label in made]
        x = np.concatenate(rows)
        y = np.concatenate(
            [np.full(len(r), float(label), np.float32) for r, (_, label) in zip(rows, made, strict=True)]
        )
        weights = descend(x, y, pull, weights)
    return {name: float(w) for name, w in zip(names, weights, strict=True)}


def matrix(bag: Bag, place: dict[str, int]) -> np.ndarray:
    """Make the matrix of one sentence's mentions."""
    made = np.zeros((len(bag), len(place)), np.float32)
    for row, mention in enumerate(bag):
        for name, value in mention.items():
            if name in place:
                made[row, place[name]] = value
    return made


def descend(x: np.ndarray, y: np.ndarray, pull: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Fit a logistic regression with a ridge (Adam, full batch), from given weights."""
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = x.T @ (1 / (1 + np.exp(-(x @ weights))) - y) + pull * weights
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        weights = weights - 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return weights


if __name__ == "__main__":
    main(*sys.argv[1:2])
