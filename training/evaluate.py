"""Measure a reader on texts it never saw, with the very code that ships.

    python -m training.evaluate

Prints precision, recall and F1 a layer on the development part of the reading corpus, strict F1 of names on the
last tenth of ANERcorp's training part, and words a second on one core. Spans agree when they share half of the
longer one; figures and triggers, half of the shorter; ``exact`` asks for the same characters.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from tawatur import pipeline
from tawatur.base.proposal import Proposal
from tawatur.extract.tagger import Tagger
from tawatur.extract.tagger.light import LightTagger
from training.corpus import Article, read_anercorp, read_articles, read_texts
from training.labels import LabelledSpan
from training.paths import MODELS, add_data_argument, anercorp_path, reading_path, texts_path

Same = Callable[[LabelledSpan, LabelledSpan], bool]
Items = list[list[LabelledSpan]]

COARSE = {"PER": "person", "ORG": "body", "OUT": "body", "LOC": "place", "FAC": "place"}


def shared(a: LabelledSpan, b: LabelledSpan) -> int:
    """Count the code points two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def agree(a: LabelledSpan, b: LabelledSpan) -> bool:
    """Say whether two spans share half of the longer one."""
    return 2 * shared(a, b) >= max(a[1] - a[0], b[1] - b[0])


def touch(a: LabelledSpan, b: LabelledSpan) -> bool:
    """Say whether two spans share half of the shorter one."""
    return shared(a, b) > 0 and 2 * shared(a, b) >= min(a[1] - a[0], b[1] - b[0])


def exact(a: LabelledSpan, b: LabelledSpan) -> bool:
    """Say whether two spans are the same characters."""
    return a[:2] == b[:2]


def coarse(a: LabelledSpan, b: LabelledSpan) -> bool:
    """Say whether two names are of one coarse kind: outlets are bodies, squares are places."""
    return COARSE.get(a[2], "other") == COARSE.get(b[2], "other")


def labelled(a: LabelledSpan, b: LabelledSpan) -> bool:
    """Say whether two spans bear one label."""
    return a[2] == b[2]


def score(gold: Items, found: Items, *tests: Same) -> tuple[float, float, float, int]:
    """Return precision, recall, F1 and the number of gold spans."""
    met = right = 0
    for wanted, given in zip(gold, found, strict=True):
        met += sum(any(all(t(g, f) for t in tests) for f in given) for g in wanted)
        right += sum(any(all(t(g, f) for t in tests) for g in wanted) for f in given)
    n_gold, n_found = sum(map(len, gold)), sum(map(len, found))
    precision, recall = right / max(1, n_found), met / max(1, n_gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), n_gold


def pick(proposals: list[list[Proposal]], *layers: str) -> Items:
    """Take the spans of some layers out of the proposals of every page."""
    return [[(p.start, p.end, p.label) for p in page if p.layer in layers] for page in proposals]


def gold_of(articles: list[Article], *layers: str) -> Items:
    """Take the annotated spans of some layers."""
    return [[s for layer in layers for s in a.spans[layer]] for a in articles]


def reading_rows(articles: list[Article], proposals: list[list[Proposal]]) -> Iterable[tuple]:
    """Yield a name and the scores of every row of the report."""
    names, their = gold_of(articles, "mention", "inner"), pick(proposals, "mention", "inner")
    yield "mention, coarse kind", *score(names, their, agree, coarse)
    yield "mention, coarse kind, exact", *score(names, their, exact, coarse)
    outer, outer_found = gold_of(articles, "mention"), pick(proposals, "mention")
    yield "mention, outer, 8 kinds", *score(outer, outer_found, agree, labelled)
    for layer in ("office", "rank", "time", "cue", "source", "content"):
        yield layer, *score(gold_of(articles, layer), pick(proposals, layer), agree)
        yield f"{layer}, exact", *score(gold_of(articles, layer), pick(proposals, layer), exact)
    yield "time and type", *score(gold_of(articles, "time"), pick(proposals, "time"), agree, labelled)
    yield "figure", *score(gold_of(articles, "figure"), pick(proposals, "figure"), touch)
    events, triggers = [a.events for a in articles], pick(proposals, "trigger")
    yield "event trigger", *score(events, triggers, touch)
    yield "event trigger and type", *score(events, triggers, touch, labelled)


def anercorp_row(tagger: Tagger | LightTagger, article: Article) -> tuple:
    """Return strict scores of names on ANERcorp, MISC left out; spans are whole words there."""
    found = [
        (start, end, label)
        for start, end, layer, label in tagger.runs(article.text, article.sentences)
        if layer == "anercorp"
    ]
    named = [[s for s in spans if s[2] != "MISC"] for spans in (article.spans["anercorp"], found)]
    return "ANERcorp tenth, strict, no MISC", *score([named[0]], [named[1]], exact, labelled)


def main() -> None:
    """Load the model that ships, or another, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data_argument(parser)
    parser.add_argument("--models", type=Path, default=MODELS, help="folder with reader.onnx and vocabulary.json")
    parser.add_argument("--model", type=Path, help="measure this graph instead of reader.onnx")
    parser.add_argument("--alone", action="store_true", help="without the light network beside it")
    args = parser.parse_args()
    model = args.model or args.models / "reader.onnx"
    tagger = Tagger(model, (args.models / "vocabulary.json").read_bytes(), threads=1)
    if not args.alone:
        tagger.beside = cast(LightTagger, pipeline.load_tagger("light"))
    tagger.load()
    articles = read_articles(reading_path(args.data, "dev"), read_texts(texts_path(args.data)))
    began = time.process_time()
    proposals = tagger.propose([(a.text, a.sentences) for a in articles])
    took = time.process_time() - began
    rows = [*reading_rows(articles, proposals), anercorp_row(tagger, read_anercorp(anercorp_path(args.data))[1])]
    for name, precision, recall, f1, count in rows:
        print(f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")
    print(f"{sum(len(a.text.split()) for a in articles) / took:.0f} words a second of one core")


if __name__ == "__main__":
    main()
