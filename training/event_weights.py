"""Make `trigger_priors.json` and `event_weights.json` from annotated articles: counts and log-odds, no sentences.

    python -m training.event_weights READING_TRAIN.jsonl ARTICLES.jsonl.gz --unseen READING_DEV.jsonl

READING_TRAIN holds stand-off annotations of the articles (layer `event`: trigger span and type). What is counted: how often a
form of `event_triggers.tsv` was seen and how often readers marked it as a trigger. Then a logistic regression (numpy, plain
gradient descent) weighs a word's prior against how it stands; priors used in training leave the article's own fold out, so that
a word seen once does not vouch for itself. How much the tagger's proposals count (six
weights) is fitted on articles that it was not trained on: on its own it is far too sure. Run this again whenever `reader.onnx`
changes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tawatur import lexicons as tables
from tawatur import pipeline
from tawatur.base.document import Document, Published, Title
from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract import events, sentences
from tawatur.extract.events.candidates import Candidate, candidates
from tawatur.extract.events.weighing import Counted, Priors, Weights, features, tagger_features
from tawatur.extract.tagger import Tagger
from tawatur.extract.tagger.light import LightTagger

FOLDS = 5
THRESHOLD, THRESHOLD_WITH_TAGGER = 0.27, 0.36  # where F1 is best on articles left out
LEAST = 8  # candidates that share a feature before it gets a weight
RIDGE = 3.0
STEPS = 400
MODELS = Path(tables.__file__).parent / "languages" / "ar" / "models"


def main() -> None:
    """Read the articles, count, fit, write both files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--unseen", type=Path, required=True, help="articles that the tagger was not trained on")
    args = parser.parse_args()
    lexicon = tables.load("ar", tuple(events.TABLES.items()))
    seen = list(labelled(args.annotations, args.articles, lexicon))
    (MODELS / "trigger_priors.json").write_bytes(msgspec.json.format(msgspec.json.encode(count(seen)), indent=0))
    table = Weights(features=fit(seen), tagger={}, threshold=THRESHOLD, threshold_with_tagger=THRESHOLD_WITH_TAGGER)
    unseen = list(labelled(args.unseen, args.articles, lexicon, pipeline.load_tagger()))
    table = msgspec.structs.replace(table, tagger=fit_tagger(unseen, table, count(seen)))
    (MODELS / "event_weights.json").write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1))
    print(
        f"{len(seen)} articles, {sum(len(s[1]) for s in seen)} candidates, {len(table.features)} weights; tagger {table.tagger}"
    )


def labelled(
    annotations: Path, articles: Path, lexicon: Lexicons, tagger: Tagger | LightTagger | None = None
) -> list[tuple[Reading, list[tuple[Candidate, str | None]]]]:
    """Find the candidates of every article, each with the type that readers gave it, or null."""
    rows = [json.loads(line) for line in annotations.open(encoding="utf-8")]
    texts = article_texts(articles, {row["id"] for row in rows})
    out = []
    for row in rows:
        reading = read(row["id"], texts[row["id"]], lexicon)
        if tagger:
            reading = reading.adding(proposals=tagger.propose([(reading.text, [s.span for s in reading.sentences])])[0])
        gold = [a for a in row["annotations"] if a["layer"] == "event"]
        found = [c for s in reading.sentences for c in candidates(reading, reading.token_range(s.span), lexicon)]
        out.append((reading, [(c, marked(c, gold)) for c in found]))
    return out


def article_texts(articles: Path, wanted: set[str]) -> dict[str, str]:
    """Read the wanted articles: title, blank line, text."""
    texts = {}
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in wanted:
                texts[article["id"]] = article["title"] + "\n\n" + article["text"]
    return texts


def read(name: str, text: str, lexicon: Lexicons) -> Reading:
    """Make the reading of an article: headline and body, in sentences."""
    head = text.find("\n\n")
    title = Title(text=text[:head], span=Span(0, head)) if head > 0 else None
    document = Document(
        id=name, source=name, sha256="", outlet=None, language="ar", title=title, text=text,
        body=[Span(head + 2, len(text))], residue=[], published=Published(),
    )  # fmt: skip
    reading = Reading.of(document)
    return reading.adding(**sentences.annotate(reading, lexicon))


def marked(candidate: Candidate, gold: list[dict[str, Any]]) -> str | None:
    """Return the type of the readers' trigger that the candidate shares half of the shorter span with."""
    for event in gold:
        other = Span(*event["trigger"])
        shared = candidate.span.shared(other)
        if shared and 2 * shared >= min(candidate.span.length, other.length):
            return str(event["type"])
    return None


def count(articles: list[tuple[Reading, list[tuple[Candidate, str | None]]]]) -> Priors:
    """Count how often each form, lemma and kind was a trigger."""
    tables_: list[dict[str, list[Any]]] = [defaultdict(lambda: [0, 0, Counter()]) for _ in range(3)]
    for _, found in articles:
        for candidate, kind in found:
            keys = (candidate.form_key, candidate.lemma, candidate.kind_key)
            for table, key in zip(tables_, keys, strict=True):
                table[key][0] += 1
                if kind:
                    table[key][1] += 1
                    table[key][2][kind] += 1
    forms, lemmas, kinds = (
        {key: Counted(seen, hits, dict(types.most_common())) for key, (seen, hits, types) in sorted(t.items())}
        for t in tables_
    )
    return Priors(forms={k: v for k, v in forms.items() if v.seen > 1}, lemmas=lemmas, kinds=kinds)


def fit(articles: list[tuple[Reading, list[tuple[Candidate, str | None]]]]) -> dict[str, float]:
    """Fit the weights; each article's priors are counted on the other folds."""
    rows: list[dict[str, float]] = []
    labels: list[float] = []
    for fold in range(FOLDS):
        known = count([a for k, a in enumerate(articles) if k % FOLDS != fold])
        for reading, found in articles[fold::FOLDS]:
            for candidate, kind in found:
                rows.append(dict(features(candidate, reading, known)))
                labels.append(float(kind is not None))
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in seen.items() if n >= LEAST)
    weights = regress(matrix(rows, names), np.array(labels, np.float32), names)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.05}


def fit_tagger(
    articles: list[tuple[Reading, list[tuple[Candidate, str | None]]]], table: Weights, known: Priors
) -> dict[str, float]:
    """Fit how the table's log-odds and the tagger's go together."""
    rows, labels = [], []
    for reading, found in articles:
        for candidate, kind in found:
            logit = sum(table.features.get(name, 0.0) * value for name, value in features(candidate, reading, known))
            rows.append(dict(tagger_features(logit, candidate)))
            labels.append(float(kind is not None))
    names = sorted({name for row in rows for name in row})
    weights = regress(matrix(rows, names), np.array(labels, np.float32), names, ridge=0.1)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def matrix(rows: list[dict[str, float]], names: list[str]) -> np.ndarray:
    """Make the matrix of features."""
    place = {name: i for i, name in enumerate(names)}
    made = np.zeros((len(rows), len(names)), np.float32)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                made[i, place[name]] = value
    return made


def regress(x: np.ndarray, y: np.ndarray, names: list[str], ridge: float = RIDGE) -> np.ndarray:
    """Fit a logistic regression with a ridge on every weight but the bias and the prior's (Adam, full batch)."""
    pull = np.array([0.0 if n in ("bias", "prior") else ridge for n in names], np.float32)
    w, m, v = (np.zeros(x.shape[1], np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = x.T @ (1 / (1 + np.exp(-(x @ w))) - y) + pull * w
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


if __name__ == "__main__":
    main()
