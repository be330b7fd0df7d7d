"""Which mentions are one body, outlet or place: names read as a head, a speciality and a country."""

from __future__ import annotations

from functools import cache, lru_cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import CountryRow, EpithetRow, Lexicons, NameHeadRow
from tawatur.base.names import bare, name_words

NISBA_ENDINGS = ("", "ه", "ين", "ون", "ان", "ات", "تين", "تان", "ا")
OUTLET_KINDS = ("outlet", "agency")
ARMED_FORCES = "قوات مسلحه"  # said of a country they are its army: «القوات المسلحة المصرية» is «الجيش المصري»


class Countries:
    """Countries by name, by adjective in every gender and number, by epithet and by capital."""

    def __init__(self, rows: list[CountryRow]) -> None:
        self.by_name: dict[str, str] = {}
        self.by_adjective: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.kingdoms: set[str] = set()
        for row in rows:
            self.names[row.code] = row.form
            for name in (row.form, *row.aliases, *row.latin):
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


@cache
def dropped_heads(lexicons: Lexicons) -> frozenset[str]:
    """Collect the heads that news leaves off: «حركة», «النادي», «وزارة»."""
    return frozenset(bare(fold(r.form)) for r in lexicons.rows("name_heads", NameHeadRow) if r.dropped)


@cache
def epithets(lexicons: Lexicons) -> dict[tuple[str, ...], tuple[str, str]]:
    """Read the epithets of states and armies: bare words → (country code, kind)."""
    out: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in lexicons.rows("epithets", EpithetRow):
        if row.stands_for:
            out.setdefault(tuple(map(bare, name_words(row.form))), (row.stands_for, row.kind))
    return out


@lru_cache(maxsize=1 << 15)
def body_key(name: str, kind: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Read a body's name into comparable parts: «الجيش الإسرائيلي» → («جيش», «@IL»).

    An outlet's head word and nationality say what it is, not which: «صحيفة "الأهرام" المصرية» → («اهرام»,).
    """
    words = tuple(bare(without_preposition(w)) for w in name_words(name))
    if kind in OUTLET_KINDS:
        known = countries(lexicons)
        plain = [w for w in words if w not in outlet_heads(lexicons) and not known.of_adjective(w)]
        return tuple(plain or words)
    parts = with_codes(words, lexicons)
    joined = " ".join(parts)
    joined = joined.replace(ARMED_FORCES, "جيش")
    head, *rest = joined.split() or [""]
    if head == "قوات" and len(rest) == 1 and rest[0].startswith("@"):
        head = "جيش"
    return (head, *sorted(set(rest)))


def with_codes(words: tuple[str, ...], lexicons: Lexicons) -> list[str]:
    """Put a country's code for its adjective, its name, or an epithet of it: («جيش», «احتلال») → [«جيش», «@IL»]."""
    known, named = countries(lexicons), epithets(lexicons)
    if words in named and named[words][1] != "place":
        return [words[0], f"@{named[words][0]}"]
    out: list[str] = []
    i = 0
    while i < len(words):
        length = next(
            (n for n in (4, 3, 2, 1) if words[i : i + n] in named and named[words[i : i + n]][1] == "place"), 0
        )
        if length:
            out.append(f"@{named[words[i : i + length]][0]}")
            i += length
            continue
        code = known.of_adjective(words[i]) or known.of_name(words[i])
        out.append(f"@{code}" if code else words[i])
        i += 1
    return out


def without_preposition(word: str) -> str:
    """Take ل with its article off a word inside a name: «للقوات» → «القوات»."""
    return "ال" + word[2:] if word.startswith("لل") and len(word) > 4 else word


def contains(long_: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether one body's name is the other's with words left out: same head, all its words, no second country.

    «القوات المسلحة» leaves words out of «القوات المسلحة المصرية»; «الجيش المصري» of no name that joins two armies.
    """
    if not short or long_[0] != short[0] or not set(short) < set(long_):
        return False
    return named_countries(short) in (set(), named_countries(long_))


def named_countries(key: tuple[str, ...]) -> set[str]:
    """List the countries that a key names."""
    return {p for p in key if p.startswith("@")}
