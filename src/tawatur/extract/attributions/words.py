"""The tables of attribution compiled: reporting forms, heads of tellers' names, and the few function words that bound them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tawatur.base.conjugation import Inflected
from tawatur.base.fold import fold
from tawatur.base.lexicon import CueRow, Lexicons, Row
from tawatur.base.phrases import Phrases


class AnonymousRow(Row, frozen=True, kw_only=True):
    """Words for a teller whom the text does not name: «مصادر مطلعة»; ``kind`` as in ``Source``."""

    kind: str


class DescriptionRow(Row, frozen=True, kw_only=True):
    """A noun that heads a teller's description («صحيفة», «بيان», «متحدث»): its ``kind``, ``gender`` and ``plural``."""

    kind: str
    gender: str
    plural: str = ""

    def forms(self) -> list[str]:
        """List the noun, its plural in both cases, and all of them with the article."""
        return [form for form, _ in head_forms(self)]


class AgencyMarkRow(Row, frozen=True, kw_only=True):
    """How an agency signs in a dateline or at the end: «أ ش أ», «رويترز»; the same agency may sign in several ways."""

    agency: str


class ReportWordRow(Row, frozen=True, kw_only=True):
    """A function word that matters to a report.

    ``kind``: that (opens what is told), preposition, relative, adverb (may stand between verb and teller), conjunction,
    saying (an occasion to speak: «تصريح»), same and itself («ذات المصدر», «المصدر ذاته»), not-with-b (begins with ب and is no
    object), hanging (a conjunction left at the end of a content), first-of-two (never a teller alone: «أحد»), adjective
    (with the article and no such ending), marker («حسبما»: what is told stands before), turn (a clause with its own subject
    begins: «لكن»), platform (carries posts and is no outlet),
    honorific (before a title: «السيد وزير النقل»), not-before-verb (a noun follows, never a verb), carrier (its «عن» names who
    told it: «نقلت القناة عن …»), may-carry (it may: «ذكرت القناة عن …»), from-them («عنه»), words-of («قوله»: what was told
    follows), not-said («عدم ذكر اسمه»), crowd («مئات من …»), any-bearer (a description that fits whoever holds an office).
    """

    kind: str


class LatinCueRow(Row, frozen=True, kw_only=True):
    """Reporting words of a post in Latin letters. ``source``: whether its name stands before or after them."""

    source: str
    stance: str


TABLES: dict[str, type[Row]] = {
    "latin_cues": LatinCueRow,
    "reporting_cues": CueRow,
    "anonymous_sources": AnonymousRow,
    "source_descriptions": DescriptionRow,
    "report_words": ReportWordRow,
    "agency_marks": AgencyMarkRow,
}


class Form(NamedTuple):
    """A reporting form found: the row, and how the row's stem is inflected in it."""

    row: CueRow
    inflected: Inflected


class Head(NamedTuple):
    """What a word says of the teller it heads. ``number``: s p d."""

    kind: str
    gender: str
    number: str
    row: Row


class Words(NamedTuple):
    """The tables, compiled."""

    cues: Phrases[Form]
    heads: dict[str, Head]
    anonymous: Phrases[AnonymousRow]
    agencies: frozenset[str]
    that: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    sayings: frozenset[str]
    same: frozenset[str]
    itself: frozenset[str]
    not_with_b: frozenset[str]
    hanging: frozenset[str]
    first_of_two: frozenset[str]
    adjectives: frozenset[str]
    markers: frozenset[str]
    turns: frozenset[str]
    platforms: frozenset[str]
    honorifics: frozenset[str]
    not_before_verb: frozenset[str]
    carriers: frozenset[str]
    may_carry: frozenset[str]
    from_them: frozenset[str]
    words_of: frozenset[str]
    not_said: frozenset[str]
    crowds: frozenset[str]
    any_bearer: frozenset[str]
    latin_cues: tuple[LatinCueRow, ...]

    def is_agency(self, signed: str) -> bool:
        """Say whether these words are an agency's signature, with or without dots and spaces between the letters."""
        return bare_letters(signed) in self.agencies


def bare_letters(signed: str) -> str:
    """Fold a signature and take its dots and spaces out: «أ. ش. أ» gives «اشا»."""
    return "".join(c for c in fold(signed) if c.isalnum())


@cache
def words(lexicons: Lexicons) -> Words:
    """Compile the tables of one language, once."""
    cues = [(i.text, Form(row, i)) for row in lexicons.rows("reporting_cues", CueRow) for i in row.inflected()]
    heads: dict[str, Head] = {}
    for row in lexicons.rows("source_descriptions", DescriptionRow):
        for form, head in head_forms(row):
            heads.setdefault(fold(form), head)
    hidden = lexicons.rows("anonymous_sources", AnonymousRow)
    anonymous = [(form, row) for row in hidden for form in {row.form, accusative(row.form)}]
    kinds: dict[str, set[str]] = {}
    for word in lexicons.rows("report_words", ReportWordRow):
        kinds.setdefault(word.kind, set()).add(fold(word.form))
    of = {kind: frozenset(found) for kind, found in kinds.items()}
    return Words(
        Phrases(cues), heads, Phrases(anonymous, clings=False),
        agencies=frozenset(bare_letters(row.form) for row in lexicons.rows("agency_marks", AgencyMarkRow)),
        that=of["that"], prepositions=of["preposition"], relatives=of["relative"], adverbs=of["adverb"],
        conjunctions=of["conjunction"], sayings=of["saying"], same=of["same"], itself=of["itself"],
        not_with_b=of["not-with-b"], hanging=of["hanging"], first_of_two=of["first-of-two"], adjectives=of["adjective"],
        markers=of["marker"], turns=of["turn"], platforms=of["platform"],
        honorifics=of["honorific"], not_before_verb=of["not-before-verb"], carriers=of["carrier"],
        may_carry=of["may-carry"], from_them=of["from-them"], words_of=of["words-of"], not_said=of["not-said"],
        crowds=of["crowd"], any_bearer=of["any-bearer"],
        latin_cues=tuple(lexicons.rows("latin_cues", LatinCueRow)),
    )  # fmt: skip


def head_forms(row: DescriptionRow) -> list[tuple[str, Head]]:
    """List the forms of a head, with the article and in the oblique plural: «مسؤولون»، «المسؤولين»."""
    thing = row.kind in ("outlet", "agency", "organisation", "document")
    one = Head(row.kind, row.gender, "s", row)
    many = Head(row.kind, "f" if thing else row.gender, "s" if thing else "p", row)
    forms = [(row.form, one)]
    if row.plural:
        forms.append((row.plural, many))
        if row.plural.endswith("ون"):
            forms.append((row.plural[:-2] + "ين", many))
            forms.append((row.plural[:-1], many))  # «مسؤولو الوزارة»
    if row.kind == "group" and row.form.endswith("ون"):
        forms = [(row.form, many._replace(number="p")), (row.form[:-2] + "ين", many._replace(number="p"))]
    elif row.form.endswith("ان") and row.kind == "group":
        forms = [(row.form, one._replace(number="d"))]
    elif row.kind == "group" and row.gender == "m":
        forms = [(form, head._replace(number="p")) for form, head in forms]
    return forms + [("ال" + form, head) for form, head in forms]


def accusative(form: str) -> str:
    """Return an indefinite phrase as the object of a verb or after إن: «مصدر أمني» → «مصدرا أمنيا»."""
    return " ".join(w if w[-1] in "ةىءنات" or w.startswith("ال") else w + "ا" for w in form.split())


PUNCTUATION = frozenset("،,؛;-–—ـ()[]:\"“”«»‘’'″.…")
STOPS = frozenset("،,؛;:.!?؟…()[]-–—")
OPENING_OF = {"«": "»", "“": "”", "‘": "’", '"': '"'}  # a mark that opens, and the one that closes it
