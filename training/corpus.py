"""Read the two corpora: articles with everything Tawatur reads, and ANERcorp's names."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path

from tawatur.base.tokens import boundaries
from training.canonical import canonical
from training.labels import HEADS, LabelledSpan

Span = tuple[int, int]
WHOLE = 0.9  # an attribution without cue whose content is this much of the page is a by-line


@dataclass
class Article:
    """One text with its words, sentences and labelled spans by layer."""

    id: str
    text: str
    sentences: list[Span]
    words: list[Span]
    spans: dict[str, list[LabelledSpan]]
    events: list[LabelledSpan] = field(default_factory=list)
    sources: list[tuple[Span, Span]] = field(default_factory=list)  # cue, source
    contents: list[tuple[Span, Span]] = field(default_factory=list)  # cue, content


def words_of(text: str) -> list[Span]:
    """List the words and marks of a text, as the tagger will see them."""
    starts, ends = boundaries(text)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def read_texts(path: Path) -> dict[str, str]:
    """Read what the spans of the reading corpus point into: title, blank line, text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: f"{row['title']}\n\n{row['text']}" for row in rows}


def read_articles(path: Path, texts: dict[str, str]) -> list[Article]:
    """Read one part of the reading corpus and put the texts back."""
    with path.open(encoding="utf-8") as lines:
        return [make_article(row, texts[row["id"]]) for row in map(json.loads, lines)]


def make_article(row: dict, text: str) -> Article:
    """Sort the annotations of one article into layers."""
    article = Article(row["id"], text, [(s, e) for s, e in row["sentences"]], words_of(text), {h: [] for h in HEADS})
    annotations = row["annotations"]
    add_mentions(article, [a for a in annotations if a["layer"] == "mention"])
    for a in annotations:
        add_annotation(article, a)
    for layer, spans in article.spans.items():
        if layer not in ("mention", "inner"):
            article.spans[layer] = sorted(set(spans), key=lambda s: (s[0], -s[1]))
    return article


def add_mentions(article: Article, rows: list[dict]) -> None:
    """Part names from the names inside them: «جامعة القاهرة» holds «القاهرة»."""
    names = sorted({(*r["span"], r["kind"]) for r in rows}, key=lambda n: (n[0], -n[1]))
    for name in names:
        inside = any(n[:2] != name[:2] and n[0] <= name[0] and name[1] <= n[1] for n in names)
        layer = "inner" if inside else "mention"
        if not any(n[:2] == name[:2] for n in article.spans[layer]):
            article.spans[layer].append(name)


def add_annotation(article: Article, a: dict) -> None:
    """Add one annotation that is no mention."""
    layer, spans = a["layer"], article.spans
    if layer in ("office", "rank"):
        spans[layer].append((*a["span"], layer.upper()))
    elif layer == "time":
        spans["time"].append((*a["span"], a["type"] if a["type"] in HEADS["time"] else "DATE"))
    elif layer == "figure":
        spans["figure"].append((*reduce_span(article, a["span"], "figure"), "FIGURE"))
    elif layer == "event":
        trigger = reduce_span(article, a["trigger"], "trigger")
        spans["trigger"].append((*trigger, "EVENT"))
        article.events.append((*trigger, a["type"]))
    elif layer == "attribution":
        add_attribution(article, a)


def reduce_span(article: Article, span: list[int], layer: str) -> Span:
    """Reduce a figure or trigger to its canonical words."""
    start, end = span
    words = [w for w in article.words if w[0] < end and start < w[1]]
    return canonical(article.text, words, (start, end), layer)


def add_attribution(article: Article, a: dict) -> None:
    """Add who says what: cue, source and content, and which source and content go with which cue."""
    cue, source, content = (tuple(a[k]) if a[k] else None for k in ("cue", "source", "content"))
    byline = not cue and (not content or content[1] - content[0] > WHOLE * len(article.text))
    if cue:
        article.spans["cue"].append((*cue, "CUE"))
    if source:
        article.spans["source"].append((*source, "BYL" if byline else "SRC"))
    if content and not byline:
        article.spans["content"].append((*content, "CONTENT"))
    if cue and source:
        article.sources.append((cue, source))
    if cue and content:
        article.contents.append((cue, content))


def read_conll(path: Path) -> list[list[tuple[str, str]]]:
    """Read words and tags a line, sentences parted by empty lines."""
    blocks = path.read_text("utf-8").split("\n\n")
    pairs = [[line.rsplit(None, 1) for line in block.splitlines() if line.strip()] for block in blocks]
    return [[(p[0], p[1]) for p in block if len(p) == 2] for block in pairs if block]


def join_sentences(sentences: list[list[tuple[str, str]]], name: str) -> Article:
    """Make one article of consecutive ANERcorp sentences, words a space apart."""
    text, places, spans = "", [], []
    for sentence in sentences:
        start = len(text)
        for word, tag in sentence:
            at = len(text)
            text += word + " "
            if tag[0] == "I" and spans and spans[-1][1] == at - 1 and spans[-1][2] == tag[2:]:
                spans[-1] = (spans[-1][0], at + len(word), tag[2:])
            elif tag != "O":
                spans.append((at, at + len(word), tag[2:]))
        places.append((start, len(text) - 1))
    return Article(name, text, places, words_of(text), {"anercorp": spans})


def read_anercorp(path: Path) -> tuple[Article, Article]:
    """Read ANERcorp's training part: nine tenths to train on, the last tenth (whole documents) to measure on."""
    sentences = read_conll(path)
    cut = len(sentences) * 9 // 10
    return join_sentences(sentences[:cut], "anercorp-train"), join_sentences(sentences[cut:], "anercorp-tenth")
