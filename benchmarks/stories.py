"""How well a crawl's stories agree with people: 300 marked pairs of pages, and 37 stories marked page by page.

    tawatur discover ../shared/data/news-2013-02/articles.jsonl.gz -o crawl/
    python benchmarks/stories.py crawl/

The pairs (`story_pairs.tsv`) were drawn by bands of likeness and marked by docs/stories.md's codebook; the stories
(`story_members.tsv`) were marked by another reader; the thresholds were chosen on these. `story_pairs_held.tsv` was drawn and
marked after that and nothing was chosen on it. All hold ids alone. Prints precision and recall over pairs, with each half of the
first pairs for itself, and B-cubed (Bagga and Baldwin 1998) over the marked pages of the stories.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from tawatur import crawls
from tawatur.discover.schemas import MEMBERS

HERE = Path(__file__).parent
Groups = Mapping[str, str]


def groups_of(folder: Path, by: str) -> dict[str, str]:
    """Map every article's id to its story or happening; a page's source ends in the article's id."""
    crawl = crawls.load(folder)
    source = {r["page"]: r["source"].rsplit("/", 1)[-1] for b in crawl.pages(["page", "source"]) for r in b.to_pylist()}
    return {source[r["page"]]: r[by] for r in crawl.table("members", MEMBERS).to_pylist()}


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the marked tables."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def pairs(groups: Groups, marked: list[dict[str, str]]) -> tuple[float, float]:
    """Return precision and recall of «same» over pairs; those marked unsure, or whose page is not in the crawl, are left out."""
    seen: Counter[tuple[str, bool]] = Counter()
    for row in marked:
        if row["verdict"] != "unsure" and row["a"] in groups and row["b"] in groups:
            seen[row["verdict"], groups[row["a"]] == groups[row["b"]]] += 1
    right = seen["same", True]
    return right / max(1, right + seen["different", True]), right / max(1, right + seen["same", False])


def b_cubed(groups: Groups) -> tuple[float, float]:
    """Return B-cubed precision and recall, averaged over the stories; of each group only pages marked for the story count."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("story_members.tsv"):
        if row["page"] in groups:
            told[row["story"]][row["verdict"]].append(groups[row["page"]])
    scores = [of_story(Counter(story["yes"]), Counter(story["no"])) for story in told.values()]
    return sum(p for p, _ in scores) / len(scores), sum(r for _, r in scores) / len(scores)


def of_story(yes: Counter[str], no: Counter[str]) -> tuple[float, float]:
    """Score one story: for each of its pages, how much of the page's group is of the story, and how much of the story is there."""
    size = yes.total()
    precision = sum(n * n / (n + no[group]) for group, n in yes.items()) / size
    return precision, sum(n * n for n in yes.values()) / size / size


def main() -> None:
    """Read the command line and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("crawl", type=Path)
    args = parser.parse_args()
    marked, held = rows("story_pairs.tsv"), rows("story_pairs_held.tsv")
    for by in ("story", "happening"):
        groups = groups_of(args.crawl, by)
        halves = [f"{p:.3f}/{r:.3f}" for half in (marked[::2], marked[1::2]) for p, r in [pairs(groups, half)]]
        (p, r), (hp, hr) = pairs(groups, marked), pairs(groups, held)
        bp, br = b_cubed(groups)
        f = 2 * bp * br / (bp + br)
        print(
            f"{by:<10} pairs P {p:.3f} R {r:.3f} (halves {', '.join(halves)})  held out P {hp:.3f} R {hr:.3f}  "
            f"B-cubed P {bp:.3f} R {br:.3f} F {f:.3f}"
        )


if __name__ == "__main__":
    main()
