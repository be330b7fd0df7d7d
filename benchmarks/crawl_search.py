"""Measure the search index of a crawl on ten days of real news: its size, how fast it answers, which forms of a word it finds.

    python benchmarks/crawl_search.py

Needs the articles in ``../shared/data/news-2013-02``. `search_forms.tsv` holds twenty words, each with the forms that a person
listed, and its broken plurals apart. Truth is every page on which a listed form stands as a word, with or without proclitics,
found by a fold and a split of this file's own. Prints one line of JSON.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import tantivy
from reuse_bruteforce import ARTICLES, folded_words

from tawatur.discover import index, search
from tawatur.discover.schemas import PAGES
from tawatur.discover.stemmed import stemmed

FORMS = Path(__file__).with_name("search_forms.tsv")
BEFORE = "(?:[وف]?(?:[بلك]?|ال|بال|كال|لل))"
QUESTIONS = 200
EVERY = 10**6
Article = dict[str, str]
Family = tuple[str, list[str], list[str]]


def articles() -> list[Article]:
    """Read the articles."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def batches(read: list[Article]) -> Iterator[pa.RecordBatch]:
    """Yield articles as rows of PAGES."""
    blank = {field.name: None for field in PAGES}
    for at in range(0, len(read), 1000):
        rows = (
            {"page": a["id"], "title": a["title"], "text": a["text"], "outlet": a["outlet"], "day": a["published"][:10]}
            for a in read[at : at + 1000]
        )
        yield pa.RecordBatch.from_pylist([blank | row for row in rows], schema=PAGES)


def found(made: tantivy.Index, words: str) -> set[str]:
    """Return the ids of all pages that a question finds."""
    return {hit.page for hit in search.search(made, search.Asked(words=words, limit=EVERY)).hits}


def families() -> list[Family]:
    """Read the words, their forms and their broken plurals."""
    with FORMS.open(encoding="utf-8", newline="") as file:
        return [
            (r["asked"], r["forms"].split(), (r["broken"] or "").split()) for r in csv.DictReader(file, delimiter="\t")
        ]


def holding(words_of: dict[str, set[str]], forms: Iterable[str]) -> set[str]:
    """Return the pages on which one of some forms stands, with or without proclitics."""
    listed = "|".join(word for form in forms for word in folded_words(form))
    pattern = re.compile(rf"{BEFORE}(?:{listed})")
    return {page for page, words in words_of.items() if any(map(pattern.fullmatch, words))}


def share(part: int, whole: int) -> float:
    """Divide, to four places."""
    return round(part / whole, 4) if whole else 1.0


def recall(made: tantivy.Index, read: list[Article]) -> dict[str, object]:
    """Compare what is found with a search of every page's stems, and with the forms that a person listed."""
    texts = {a["id"]: f"{a['title']}\n{a['text']}" for a in read}
    words_of = {page: set(folded_words(text)) for page, text in texts.items()}
    stems_of = {page: set(stemmed(text).stems) for page, text in texts.items()}
    by_word: dict[str, list[float]] = {}
    counts: Counter[str] = Counter()
    same = True
    for asked, forms, broken in families():
        got, truth = found(made, asked), holding(words_of, forms)
        ((stem,),) = search.terms(asked)
        same &= got == {page for page, stems in stems_of.items() if stem in stems}
        wide = truth | holding(words_of, broken) if broken else truth
        by_word[asked] = [len(truth), share(len(got & truth), len(truth)), share(len(got & wide), len(got))]
        counts += Counter(
            hit=len(got & truth), true=len(truth), found=len(got), hit_wide=len(got & wide), wide=len(wide)
        )
    return {
        "as_brute_force_over_stems": same, "recall": share(counts["hit"], counts["true"]),
        "recall_with_broken_plurals": share(counts["hit_wide"], counts["wide"]),
        "precision": share(counts["hit_wide"], counts["found"]), "pages_recall_precision": by_word,
    }  # fmt: skip


def questions(read: list[Article]) -> list[str]:
    """Draw questions of one to three words that stand together on some page, every fourth as a phrase."""
    draw = random.Random(20130205)
    made = []
    while len(made) < QUESTIONS:
        words = folded_words(draw.choice(read)["text"])
        at, size = draw.randrange(max(1, len(words))), draw.choice((1, 2, 3))
        if drawn := " ".join(words[at : at + size]):
            made.append(f"«{drawn}»" if len(made) % 4 == 3 else drawn)
    return made


def milliseconds(ask: Callable[[str], object], asked: list[str]) -> dict[str, float]:
    """Time every question once."""
    took = []
    for words in asked:
        began = time.perf_counter()
        ask(words)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {"median": round(statistics.median(took), 2), "p95": round(took[len(took) * 95 // 100], 2)}


def main() -> None:
    """Measure and print."""
    read = articles()
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "1", Path(folder) / "2"
        began = time.process_time()
        pages = index.write(first, batches(read))
        wrote = time.process_time() - began
        began = time.process_time()
        index.write(second, batches(read[:1000]), first)
        added = time.process_time() - began
        made = index.opened(first)
        size = sum(f.stat().st_size for f in first.iterdir())
        asked = questions(read)
        took = {
            order: milliseconds(
                lambda q, order=order: search.search(made, search.Asked(words=q, order=order, today="2013-02-14")),
                asked,
            )
            for order in search.ORDERS
        }
        out = {"pages": pages, "megabytes": round(size / 1e6, 1), "seconds_to_write": round(wrote, 1)}
        out |= {"seconds_to_replace_1000": round(added, 2), "milliseconds": took}
        print(json.dumps(out | recall(made, read), ensure_ascii=False))


if __name__ == "__main__":
    main()
