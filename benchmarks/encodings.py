"""Count the pages that are decoded exactly in three encodings, without a declared charset and with wrong ones.

    python benchmarks/encodings.py ../shared/data/news-2013-02/articles.jsonl.gz [--articles 400] [--shortest]

Each article is wrapped in HTML. Characters that an encoding lacks are replaced before encoding, so that exact means exact.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from html import escape

from tawatur.capture.encodings import declared_charset, decode

ENCODINGS = ("cp1256", "iso8859-6", "utf-8")
DECLARED = ("", "windows-1256", "iso-8859-6", "utf-8", "iso-8859-1")


def wrapped(article: dict[str, str], declared: str) -> str:
    """Write an article as a page."""
    head = f'<meta charset="{declared}">' if declared else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in article["text"].split("\n"))
    title = escape(article["title"])
    return f"<!doctype html><html><head>{head}<title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"


def main() -> None:
    """Print how many pages came back exactly, by what was declared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles_file")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--shortest", action="store_true", help="the shortest Arabic texts instead of any")
    asked = parser.parse_args()
    with gzip.open(asked.articles_file, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    arabic = [r for r in rows if sum("\u0621" <= c <= "\u064a" for c in r["text"]) > 0.5 * len(r["text"])]
    arabic.sort(key=lambda r: (len(r["text"]), r["id"]))
    chosen = arabic[: asked.articles] if asked.shortest else random.Random(6).sample(arabic, asked.articles)
    for declared in DECLARED:
        exact: Counter[str] = Counter()
        for article in chosen:
            for encoding in ENCODINGS:
                page = wrapped(article, declared).encode(encoding, "replace").decode(encoding)
                data = page.encode(encoding)
                exact[encoding] += decode(data, declared_charset(data)).text == page
        counts = ", ".join(f"{name} {exact[name]}" for name in ENCODINGS)
        print(f"declared {declared or 'nothing':13}{exact.total():6} of {3 * len(chosen)} exact ({counts})")


if __name__ == "__main__":
    main()
