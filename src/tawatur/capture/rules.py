"""`residue.tsv` compiled: which row, if any, says that a line is page furniture.

A row's ``match`` is one of
  line    the whole line is the form, apart from digits and marks («3 تعليقات», «شارك الخبر!»)
  start   the line begins with the form and has at most ``most`` words
  in      the form stands anywhere in a line of at most ``most`` words
  end     after dots, the form ends the line: a teaser («… المزيد»)
  tail    after a sentence's stop, the form begins a short rest of the line («… أمس. اقرأ أيضا: …»)
  word    a word of menus and share bars: a line made of such words alone is furniture
  date    a word that dates on page heads are made of (weekdays, months, «آخر تحديث»)
  place   a place that datelines begin with
  credit  a word that stands in credits beside an agency's or an outlet's name («متابعة», «خاص»)
  byline  a word that a by-line begins with («كتب», «بقلم»)
  lead    a verb that first paragraphs begin with, and headlines do not («قال», «أعلن»)
  link    a word that «و» joins to what went before («وفي», «وكان»): no headline begins so
  clause  a word that sentences have and headlines do not («وذلك», «مشيرا»)
  open    a word that no sentence ends with: where an article does, its end is missing («في»)
  head    a word of outlets' names («صحيفة», «نيوز»); kind «press»: one that ends agencies' names
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.capture.lines import WORD

MATCHES = (
    "line",
    "start",
    "in",
    "end",
    "tail",
    "word",
    "date",
    "place",
    "credit",
    "byline",
    "lead",
    "link",
    "clause",
    "open",
    "head",
)
MOST = {"start": 14, "in": 14, "tail": 24, "byline": 9}


class ResidueRow(Row, frozen=True, kw_only=True):
    """A form of page furniture. ``kind``: what the residue is called; ``most``: how many words the line may have;
    ``opens``: what the lines below a heading are (headlines, poll, tags, rest)."""

    match: str
    kind: str
    most: str = ""
    opens: str = ""

    @property
    def limit(self) -> int:
        """The most words a line may have to be taken by this row."""
        return int(self.most) if self.most else MOST.get(self.match, 0)


class FormIndex:
    """Rows by the words of their forms, found at any place of a line's words in one pass."""

    def __init__(self, rows: list[ResidueRow]) -> None:
        self.by_first: dict[str, list[tuple[list[str], ResidueRow]]] = {}
        for row in rows:
            words = form_words(row.form)
            if words:
                self.by_first.setdefault(words[0], []).append((words, row))
        for entries in self.by_first.values():
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, words: list[str], index: int) -> Iterator[tuple[int, ResidueRow]]:
        """Yield (how many words, row) of each form that begins at word `index`, longest first."""
        for wanted, row in self.by_first.get(words[index], ()):
            if len(wanted) == 1 or words[index : index + len(wanted)] == wanted:
                yield len(wanted), row

    def opened(self, words: list[str]) -> list[int]:
        """List the indexes of the words with which a form may begin: few of a line's."""
        firsts = self.by_first
        return [index for index, word in enumerate(words) if word in firsts]

    def begins(self, words: list[str]) -> bool:
        """Say whether a form begins the words."""
        return bool(words) and any(True for _ in self.at(words, 0))


def form_words(form: str) -> list[str]:
    """Fold a form into the words that lines are compared by: «اقرأ أيضًا:» gives «اقرا», «ايضا»."""
    return WORD.findall(fold(form))


class Rules:
    """The rows of `residue.tsv` by the way they match."""

    def __init__(self, rows: list[ResidueRow], given_names: Iterable[str] = ()) -> None:
        self.given_names = frozenset(map(fold, given_names))
        by_match: dict[str, list[ResidueRow]] = {m: [] for m in MATCHES}
        for row in rows:
            if row.match not in by_match:
                raise ValueError(
                    f"residue.tsv, line {row.line}: match {row.match!r} is unknown; it is one of {', '.join(MATCHES)}."
                )
            by_match[row.match].append(row)
        self.whole = {" ".join(form_words(r.form)): r for r in by_match["line"]}
        self.starts, self.anywhere = FormIndex(by_match["start"]), FormIndex(by_match["in"])
        self.tails, self.ends = FormIndex(by_match["tail"]), FormIndex(by_match["end"])
        self.vocabulary, self.dates = FormIndex(by_match["word"]), FormIndex(by_match["date"])
        self.places, self.credits = FormIndex(by_match["place"]), FormIndex(by_match["credit"])
        self.bylines, self.leads = FormIndex(by_match["byline"]), FormIndex(by_match["lead"])
        self.links, self.clauses = FormIndex(by_match["link"]), FormIndex(by_match["clause"])
        self.open_ends = frozenset(" ".join(form_words(r.form)) for r in by_match["open"])
        self.heads = frozenset(fold(r.form) for r in by_match["head"])
        self.press = frozenset(fold(r.form) for r in by_match["head"] if r.kind == "press")

    def opens_prose(self, words: list[str]) -> bool:
        """Say whether words open a paragraph and no headline: «قال …», «وأضاف …», «كان …»."""
        bare = [words[0].removeprefix("و"), *words[1:]] if words else []
        return self.leads.begins(words) or self.leads.begins(bare) or self.links.begins(bare)

    def furniture(self, words: list[str]) -> ResidueRow | None:
        """Return the row that takes a line of these words, or null: «شارك الخبر» → the row «شارك الخبر»."""
        if not words:
            return None
        count = len(words)
        if row := self.whole.get(" ".join(words)):
            return row
        for _, row in self.starts.at(words, 0):
            if count <= row.limit:
                return row
        for index in self.anywhere.opened(words):
            for _, row in self.anywhere.at(words, index):
                if count <= row.limit:
                    return row
        return None


def made_of(words: list[str], *indexes: FormIndex) -> list[ResidueRow]:
    """Return the rows that a line's words are wholly made of, in order, or nothing: «فيسبوك تويتر واتساب»."""
    rows: list[ResidueRow] = []
    at = 0
    while at < len(words):
        found = max((hit for index in indexes for hit in index.at(words, at)), key=lambda hit: hit[0], default=None)
        if not found:
            return []
        at += found[0]
        rows.append(found[1])
    return rows


@cache
def compiled(lexicons: Lexicons) -> Rules:
    """Compile the table once; with the given names, if another stage has had them loaded."""
    names = (row.form for row in lexicons.tables.get("given_names", ()))
    return Rules(lexicons.rows("residue", ResidueRow), names)
