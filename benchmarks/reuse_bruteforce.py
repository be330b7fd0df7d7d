"""Measure `reuse.find` against brute force on a month of real news: what it finds, what it misses, how fast it is.

    python benchmarks/reuse_bruteforce.py [--days 2013-02-05 2013-02-06] [--most 6000]

Needs the articles in ``../shared/data/news-2013-02``. Two truths are made by comparing every page with every other:
pairs that share a run of at least eight folded words, and pairs of which the shorter page's word 7-grams stand to half
in the other. Prints one line of JSON: pairs, precision, recall, seconds for 100, 1,000, all pages, and 200 copies.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from tawatur import lexicons
from tawatur.base.document import Document, Outlet, Published, Title
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.merge import reuse

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "news-2013-02" / "articles.jsonl.gz"
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
MARKS = re.compile("[\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def folded_words(text: str) -> list[str]:
    """Fold and split a text by means of its own, so that the truth does not hang on the code it judges."""
    return re.findall(r"\w+", MARKS.sub("", unicodedata.normalize("NFKC", text).translate(FOLD).lower()))


def reading_of(article: dict[str, str]) -> Reading:
    """Make a reading of one article: its title is the headline, its text the body."""
    title, text = article["title"], f"{article['title']}\n\n{article['text']}"
    day = article["published"][:10]
    document = Document(
        id=article["id"], source=article["id"], sha256="", language="ar", text=text,
        outlet=Outlet(id=article["outlet"], name=article["outlet"]), title=Title(text=title, span=Span(0, len(title))),
        body=[Span(len(title) + 2, len(text))], residue=[], published=Published(value=day, earliest=day, latest=day),
    )  # fmt: skip
    return Reading.of(document)


def shared_grams(texts: list[list[str]], size: int) -> tuple[Counter[tuple[int, int]], list[int]]:
    """Count for every pair of texts the word n-grams that both hold, and each text's n-grams."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    sizes = []
    for n, words in enumerate(texts):
        grams = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
        sizes.append(len(grams))
        for gram in grams:
            holders[gram].add(n)
    pairs: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        for a in group if len(group) > 1 else ():
            pairs.update((a, b) for b in group if a < b)
    return pairs, sizes


def seconds(readings: list[Reading], tables: lexicons.Lexicons) -> tuple[float, list[reuse.Reuse]]:
    """Run once and time it."""
    began = time.process_time()
    found = reuse.find(readings, tables)
    return round(time.process_time() - began, 2), found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", nargs="+", default=["2013-02-05", "2013-02-06"])
    parser.add_argument("--most", type=int, default=6000)
    options = parser.parse_args()
    if not ARTICLES.exists():
        sys.exit(f"{ARTICLES} is missing: this benchmark needs the shared articles.")
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = [a for a in map(json.loads, lines) if a["published"][:10] in options.days][: options.most]
    tables = lexicons.load("ar", tuple(sorted(reuse.TABLES.items())))
    readings = [reading_of(a) for a in articles]
    number = {r.document.id: n for n, r in enumerate(readings)}
    speed = {str(n): seconds(readings[:n], tables)[0] for n in (100, 1000) if n < len(readings)}
    took, passages = seconds(readings, tables)
    found = {tuple(sorted((number[p.a.document], number[p.b.document]))) for p in passages}
    texts = [folded_words(r.text) for r in readings]
    runs = set(shared_grams(texts, 8)[0])
    sevens, sizes = shared_grams(texts, 7)
    heavy = {pair for pair, n in sevens.items() if 2 * n >= min(sizes[pair[0]], sizes[pair[1]])}
    copies = [reading_of(articles[0] | {"id": f"copy{n}"}) for n in range(200)]
    report = {
        "pages": len(readings), "passages": len(passages), "pairs": len(found),
        "precision": round(len(found & runs) / max(1, len(found)), 5),
        "recall_run_of_8": round(len(found & runs) / max(1, len(runs)), 5),
        "recall_containment_half": round(len(found & heavy) / max(1, len(heavy)), 5), "heavy_pairs": len(heavy),
        "seconds": speed | {str(len(readings)): took}, "seconds_200_copies": seconds(copies, tables)[0],
    }  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    main()
