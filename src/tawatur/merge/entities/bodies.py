"""Which mentions are one body, outlet or place: names read as a head, a speciality and a country."""

from __future__ import annotations

from functools import cache, lru_cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, Lexicons, NameHeadRow
from tawatur.merge.entities.names import bare, name_words

NISBA_ENDINGS = ("", "ه", "ين", "ون", "ان", "ات", "تين", "تان", "ا")
OUTLET_KINDS = ("outlet", "agency")
ARMY = ("قوات مسلحه", "جيش")


class Countries:
    """Countries by name, by adjective in every gender and number, by epithet and by capital."""

    def __init__(self, rows: list[CountryRow]) -> None:
        self.by_name: dict[str, str] = {}
        self.by_adjective: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.kingdoms: set[str] = set()
        for row in rows:
            self.names[row.code] = row.form
            for name in (row.form, *row.aliases):
                self.by_name.setdefault(" ".join(map(bare, fold(name).split())), row.code)
                if fold(name).startswith("المملكه"):
                    self.kingdoms.add(row.code)
            for nisba in row.nisba:
                for ending in NISBA_ENDINGS:
                    self.by_adjective.setdefault(fold(nisba) + ending, row.code)

    def of_adjective(self, word: str) -> str | None:
        """Return the country of an adjective: «الإسرائيليين» → IL."""
        return self.by_adjective.get(bare(fold(word))) or self.by_adjective.get(fold(word))

    def of_name(self, name: str) -> str | None:
        """Return the country that a whole name names: «المملكة المغربية» → MA."""
        key = " ".join(bare(w) for w in fold(name).replace('"', " ").split())
        return self.by_name.get(key)


@cache
def countries(lexicons: Lexicons) -> Countries:
    """Compile the country table."""
    return Countries(lexicons.rows("countries", CountryRow))


@cache
def outlet_heads(lexicons: Lexicons) -> frozenset[str]:
    """Collect the words that head outlets' names: «صحيفة», «قناة», «وكالة»."""
    rows = lexicons.rows("name_heads", NameHeadRow)
    return frozenset(bare(fold(r.form)) for r in rows if r.kind in OUTLET_KINDS)


@lru_cache(maxsize=1 << 15)
def body_key(name: str, kind: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Read a body's name into comparable parts: «الجيش الإسرائيلي» → («جيش», «@IL»).

    An outlet's head word and nationality say what it is, not which: «صحيفة "هآرتس" الإسرائيلية» → («هارتس»,).
    """
    known = countries(lexicons)
    parts: list[str] = []
    for word in name_words(name):
        code = known.of_adjective(word) or known.of_name(word)
        parts.append(f"@{code}" if code else bare(without_preposition(word)))
    if kind in OUTLET_KINDS:
        plain = [p for p in parts if p not in outlet_heads(lexicons) and not p.startswith("@")]
        parts = plain or parts
    joined = " ".join(parts)
    for variant in ARMY:
        if joined.startswith(variant):
            joined = "جيش" + joined[len(variant) :]
            break
    head, *rest = joined.split() or [""]
    return (head, *sorted(rest))


def without_preposition(word: str) -> str:
    """Take ل with its article off a word inside a name: «للقوات» → «القوات»."""
    return "ال" + word[2:] if word.startswith("لل") and len(word) > 4 else word


def contains(long_: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether one body's name is the other's with words left out: same head, all its words."""
    return (
        bool(short)
        and long_[0] == short[0]
        and set(short) < set(long_)
        and named_countries(long_) >= named_countries(short)
    )


def named_countries(key: tuple[str, ...]) -> set[str]:
    """List the countries that a key names."""
    return {p for p in key if p.startswith("@")}
