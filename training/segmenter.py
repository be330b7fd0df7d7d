"""Train the segmenter on Arabic-PUD's words, and measure it by cross-validation.

    python -m training.segmenter --measure      # five folds of whole sentences
    python -m training.segmenter                # writes segmenter.crfsuite and word_counts.json

Arabic-PUD (Universal Dependencies, CC BY-SA 3.0) writes attached words apart; put together again they are what a page
shows. The counts are of folded words in the news texts, as logarithms: how common a rest is tells whether it is a word.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log2
from pathlib import Path

import pycrfsuite

from tawatur.base.fold import DROPPED, fold
from tawatur.base.segmenter import AFTER, BEFORE, STEM, WORD, Parts, Segmenter, letters
from training.paths import MODELS, add_data_argument, texts_path

FOLDS = 5
LEAST = 8  # occurrences of a word that the shipped counts keep
CLINGS = frozenset("وفبلكس")
KINDS = frozenset(["ADP", "CCONJ", "PART", "SCONJ", "ADV", "AUX"])
SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 80}


def pud_path(data: Path) -> Path:
    """Return the file of Arabic-PUD."""
    return data / "segmentation" / "ar_pud.conllu"


def read_pud(path: Path) -> list[list[Parts]]:
    """Read sentences of parted words; numbers, Latin words and marks are left out."""
    blocks = path.read_text("utf-8").split("\n\n")
    return [[w for w in map(parts_of, written_words(b)) if WORD.fullmatch("".join(w))] for b in blocks if b.strip()]


def written_words(block: str) -> Iterator[list[tuple[str, str]]]:
    """Yield the written words of one sentence, each as its syntactic words with their kinds."""
    word: list[tuple[str, str]] = []
    for line in block.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or not cells[0].isdigit():
            continue
        if cells[3] != "PUNCT" and re.search("[\u0621-\u064a]", cells[1]):
            word.append((DROPPED.sub("", cells[1]), cells[3]))
            if "SpaceAfter=No" in cells[9]:
                continue
        if word:
            yield word
        word = []
    if word:
        yield word


def parts_of(word: list[tuple[str, str]]) -> Parts:
    """Sort the syntactic words of one written word into proclitics, stem and pronouns."""
    first, last = 0, len(word)
    while first < len(word) - 1 and word[first][0] in CLINGS and word[first][1] in KINDS:
        first += 1
    while last - 1 > first and word[last - 1][1] == "PRON":
        last -= 1
    return Parts(*("".join(form for form, _ in part) for part in (word[:first], word[first:last], word[last:])))


def count_words(path: Path) -> dict[str, int]:
    """Count the folded words of the news texts; keep logarithms of what occurs often enough."""
    raw: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            raw.update(re.findall("[\u0621-\u0652\u0670\u0640]+", f"{row['title']} {row['text']}"))
    counts: Counter[str] = Counter()
    for word, seen in raw.items():
        counts[fold(word)] += seen
    return {word: int(log2(n)) for word, n in sorted(counts.items()) if n >= LEAST}


def train(sentences: list[list[Parts]], counts: Mapping[str, int]) -> bytes:
    """Fit the model: every word is a sequence of letters, each before, in or after the stem."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for word in (w for sentence in sentences for w in sentence):
        labels = [BEFORE] * len(word.proclitics) + [STEM] * len(word.stem) + [AFTER] * len(word.enclitics)
        trainer.append(letters("".join(word), counts), labels)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        return Path(folder, "model").read_bytes()


def measure(sentences: list[list[Parts]], counts: Mapping[str, int], protected: frozenset[str]) -> None:
    """Cross-validate: share of words whose proclitics are right, whose three parts are right; words a second."""
    right = whole = total = 0
    took = 0.0
    wrong: Counter[tuple[str, str]] = Counter()
    for fold_number in range(FOLDS):
        kept = [s for i, s in enumerate(sentences) if i % FOLDS != fold_number]
        segmenter = Segmenter(train(kept, counts), counts, protected)
        words = [w for s in sentences[fold_number::FOLDS] for w in s]
        began = time.process_time()
        found = [segmenter.split("".join(w)) for w in words]
        took += time.process_time() - began
        total += len(words)
        right += sum(f.proclitics == w.proclitics for f, w in zip(found, words, strict=True))
        whole += sum(f == w for f, w in zip(found, words, strict=True))
        wrong.update(("|".join(w), "|".join(f)) for f, w in zip(found, words, strict=True) if f != w)
    print(f"{total} words: proclitics {right / total:.4f}, all parts {whole / total:.4f}, {total / took:.0f} words/s")
    for (gold, given), n in wrong.most_common(25):
        print(f"  {n:3} {gold} read as {given}")


def main() -> None:
    """Measure, or train on everything and write what ships."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--measure", action="store_true")
    add_data_argument(parser)
    args = parser.parse_args()
    sentences, counts = read_pud(pud_path(args.data)), count_words(texts_path(args.data))
    if args.measure:
        measure(sentences, counts, frozenset())
        return
    (MODELS / "segmenter.crfsuite").write_bytes(train(sentences, counts))
    text = json.dumps(counts, ensure_ascii=False, separators=(",\n", ":"))
    (MODELS / "word_counts.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
