"""Train the light tagger's four models on the reading corpus (and, for names, ANERcorp), and measure them.

    python -m training.segmenter && python -m training.light [--only names] [--into DIR] [--no-anercorp]
    python -m training.light --measure

`--measure` prints what `training.evaluate` prints for the reader: agreement a layer on the development articles, strict
F1 of names on the last tenth of ANERcorp's training part, words a second.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from tawatur import pipeline
from tawatur.base.lexicon import Lexicons
from tawatur.base.segmenter import Segmenter
from tawatur.base.tokens import Tokens
from tawatur.extract.light_tagger import MODELS as LAYERS
from tawatur.extract.light_tagger import LightTagger, protected_names, windows
from tawatur.extract.light_tagger.features import Features
from tawatur.extract.light_tagger.gazetteer import Gazetteer
from training.corpus import Article, read_anercorp, read_articles, read_texts
from training.evaluate import exact, labelled, reading_rows, score
from training.labels import LabelledSpan, covered
from training.paths import MODELS, add_data_argument, anercorp_path, reading_path, texts_path

SETTINGS = {"c1": 0.2, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}
ANERCORP = {"PER": "PER", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "OUT": "ORG"}  # our kinds as ANERcorp sees them


def sequences(
    article: Article, features: Features, layers: tuple[str, ...]
) -> Iterator[tuple[list[list[bytes]], list[str]]]:
    """Yield features and labels of every sentence of one article."""
    tokens = Tokens(article.text)
    labels = labels_of(article, layers)
    for within, place in windows(tokens, article.sentences):
        yield features.of(tokens, within, place), labels[within.start : within.stop]


def labels_of(article: Article, layers: tuple[str, ...]) -> list[str]:
    """Give every word its label in one model; of spans that share a word the first one stays."""
    labels = ["O"] * len(article.words)
    for name, (start, end, _) in named_spans(article, layers):
        place = covered(article.words, start, end)
        place = place[:1] if name.startswith("trigger") else place  # «canonical» leaves one word of nearly all
        if all(labels[i] == "O" for i in place):
            for i in place:
                labels[i] = f"{'B' if i == place.start else 'I'}-{name}"
    return labels


def named_spans(article: Article, layers: tuple[str, ...]) -> Iterator[tuple[str, LabelledSpan]]:
    """Yield «layer:label» and span, layer by layer; events under their type."""
    for layer in layers:
        spans = article.events if layer == "trigger" else article.spans.get(layer, [])
        if layer == "mention" and list(article.spans) == ["anercorp"]:
            spans = [s for s in article.spans["anercorp"] if s[2] != "MISC"]
        for span in spans:
            yield f"{layer}:{span[2]}", span


def train(name: str, articles: list[Article], features: Features, path: Path) -> None:
    """Fit one model and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for article in articles:
        for items, labels in sequences(article, features, LAYERS[name]):
            if items:
                trainer.append(pycrfsuite.ItemSequence(items), labels)
    trainer.train(str(path))


def features_of(lexicons: Lexicons, counts: dict[str, int]) -> Features:
    """Make the features from the segmenter and the tables that ship."""
    segmenter = Segmenter(lexicons.files["segmenter.crfsuite"], counts, protected_names(lexicons))
    return Features(segmenter, Gazetteer(lexicons), counts)


def measure(tagger: LightTagger, data: Path) -> None:
    """Print the table of `training.evaluate`."""
    articles = read_articles(reading_path(data, "dev"), read_texts(texts_path(data)))
    tagger.load()
    began = time.process_time()
    proposals = tagger.propose([(a.text, a.sentences) for a in articles])
    took = time.process_time() - began
    tenth = read_anercorp(anercorp_path(data))[1]
    rows = [*reading_rows(articles, proposals), ("ANERcorp tenth, strict, no MISC", *anercorp_scores(tagger, tenth))]
    for name, precision, recall, f1, count in rows:
        print(f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")
    print(f"{sum(len(a.text.split()) for a in articles) / took:.0f} words a second of one core")


def anercorp_scores(tagger: LightTagger, tenth: Article) -> tuple[float, float, float, int]:
    """Score names strictly, whole words, kinds as ANERcorp sees them."""
    starts = [s for s, _ in tenth.words]
    (page,) = tagger.propose([(tenth.text, tenth.sentences)])
    found = [
        (starts[covered(tenth.words, p.start, p.end).start], p.end, ANERCORP[p.label])
        for p in page
        if p.layer == "mention" and p.label in ANERCORP
    ]
    return score([[s for s in tenth.spans["anercorp"] if s[2] != "MISC"]], [found], exact, labelled)


def main() -> None:
    """Train, or measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=list(LAYERS), help="train this model alone")
    parser.add_argument("--no-anercorp", action="store_true", help="leave ANERcorp's names out")
    parser.add_argument("--into", type=Path, default=MODELS)
    parser.add_argument("--measure", action="store_true")
    add_data_argument(parser)
    args = parser.parse_args()
    lexicons = pipeline.tables()
    counts = json.loads(Path(lexicons.files["word_counts.json"]).read_bytes())
    if args.measure:
        models = {name: str(args.into / f"light_{name}.crfsuite") for name in LAYERS}
        features = features_of(lexicons, counts)
        measure(LightTagger(models, features.segmenter, features.gazetteer), args.data)
        return
    articles = read_articles(reading_path(args.data, "train"), read_texts(texts_path(args.data)))
    for name in [args.only] if args.only else LAYERS:
        also = [] if args.no_anercorp or name != "names" else [read_anercorp(anercorp_path(args.data))[0]]
        began = time.monotonic()
        train(name, [*articles, *also], features_of(lexicons, counts), args.into / f"light_{name}.crfsuite")
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
