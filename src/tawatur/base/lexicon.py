"""Tables of language data: every row with an example whose match stands in brackets.

An annotator declares the tables it reads as ``TABLES = {"weekdays": WeekdayRow}``; a row type is a struct whose
fields are the table's columns. ``lexicons.load`` reads them all and names the row that is wrong. Rows that two
annotators share are declared here.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from tawatur.base.conjugation import Inflected, conjugate, masdar_forms


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every row has: the form looked for, and an example of its use with the match in [brackets].

    ``table`` and ``line`` say where it stands, so that a reason can cite it.
    """

    form: str
    example: str = ""
    table: str = ""
    line: int = 0

    def forms(self) -> list[str]:
        """List every form the row stands for; a verb's row lists its conjugation."""
        return [self.form]

    @property
    def cited(self) -> str:
        """Cite the row: «weekdays.tsv: الثلاثاء»."""
        return f"{self.table}.tsv: {self.form}"


class NumberRow(Row, frozen=True, kw_only=True):
    """A number word. ``kind``: cardinal, scale (multiplies: ألف), dual (a noun's dual stands for two), vague (عشرات),
    ordinal, fraction. ``value``: decimal text."""

    value: str
    kind: str


class BoundRow(Row, frozen=True, kw_only=True):
    """Words that bound a number («أكثر من»). ``bound``: at_least, at_most, about. ``side``.

    Before or after the number.
    """

    bound: str
    side: str


class UnitRow(Row, frozen=True, kw_only=True):
    """A unit of time with its dual and plural. ``unit``: TIMEX3's letter. ``alone`` says what it needs beside it."""

    unit: str
    alone: str
    dual: list[str] = []
    plural: list[str] = []

    def forms(self) -> list[str]:
        """List singular, dual and plural, with and without the article."""
        bare = [self.form, *self.dual, *self.plural]
        return [*bare, *("ال" + f for f in bare)]


class MonthRow(Row, frozen=True, kw_only=True):
    """A month's name, anywhere: ``alone`` says whether it needs company (مارس is a verb, آب looks like «father»)."""

    number: str
    calendar: str
    alone: str
    countries: list[str] = []


class CountryRow(Row, frozen=True, kw_only=True):
    """A country or territory: ``form`` its usual name, ``code`` ISO 3166, ``aliases`` other names, ``nisba`` the
    adjective's masculine and feminine, ``capital`` its capital (capitals stand for governments), ``latin`` its
    names in English, French, Spanish, German and Italian (CLDR), all «;»-separated."""

    code: str
    aliases: list[str] = []
    nisba: list[str] = []
    capital: list[str] = []
    latin: list[str] = []


class EpithetRow(Row, frozen=True, kw_only=True):
    """A name that one side gives to a state or an army, listed from every camp and never used by the program itself.

    ``stands_for``: country code, empty where the page must tell. ``needs``: yes where the word alone means too much and
    the state's own name must stand on the page.
    """

    kind: str
    stands_for: str = ""
    needs: str = ""


class NameHeadRow(Row, frozen=True, kw_only=True):
    """A word that heads a name («شركة», «صحيفة», «مطار») and the kind of what it names.

    ``takes``: what completes it: name (a proper name: شركة أمازون), phrase (a noun phrase: وزارة الدفاع), adjective
    (الجيش المصري). ``keeps``: whether the head is part of the name: yes, no (مدينة), unquoted (no before quotation
    marks). ``strength``: weak where the word mostly heads no name (مركز التعذيب): then another voice must agree.
    ``dropped``: yes where news says the name without it too: «فتح» for «حركة فتح», but never «الجيش» for «قيادة الجيش».
    """

    kind: str
    takes: str = ""
    keeps: str = "yes"
    strength: str = "strong"
    dropped: str = ""


class RankRow(Row, frozen=True, kw_only=True):
    """A rank, honorific or form of address, without its article. ``kind``: rank, foreign (a rank written by its foreign
    sound, in many spellings), honorific, address, modifier (follows a rank: أركان حرب). ``others``: its other forms."""

    kind: str
    others: list[str] = []

    def forms(self) -> list[str]:
        """List every form with and without the article: «لواء» gives لواء، اللواء."""
        plain = [self.form, *self.others]
        return list(dict.fromkeys(plain + [f"ال{f}" for f in plain if not f.startswith("ال")]))


class OfficeHeadRow(Row, frozen=True, kw_only=True):
    """A word that heads a title («وزير», «أمين عام»), without its article.

    ``strength``: strong (always an office), weak (also a trade: محلل). ``alone``: yes where the word with its article
    is a title by itself («الرئيس»). ``abroad``: in where «في» or «ب» and a place belong to the
    title («مراسل الضحى في تونس»), to where «ل» and «لدى» do as well («مبعوث الأمم إلى تونس»).
    """

    feminine: str = ""
    dual: str = ""
    plural: str = ""
    strength: str = "strong"
    alone: str = ""
    abroad: str = ""

    def forms(self) -> list[str]:
        """List every form, without and with the article."""
        return [*self.plain_forms(), *self.definite_forms()]

    def plain_forms(self) -> list[str]:
        """List the forms without the article, in every number and case, free and construct.

        «رئيسان»، «رئيسي»، «رؤساء».
        """
        out = [*self.singular(), *([self.form + "ا"] if " " not in self.form and self.form[-1] != "ي" else [])]
        out += [*self.many("ان", "ين", "ا", "ي"), *self.many("ون", "ين", "و", "ي")]
        if self.form.endswith("ول"):
            out += [f.replace("ؤول", "ئول") for f in list(out)]
        return list(dict.fromkeys(out))

    def singular(self) -> list[str]:
        """List the forms that say one person: «وزير»، «وزيرة»."""
        return [self.form, *([self.feminine] if self.feminine else [])]

    def definite_forms(self) -> list[str]:
        """List the forms with the article, on the adjective too: «أمين عام» gives الأمين العام.

        A head that leans on its second word (رئيس تحرير) has no such form.
        """
        if " ال" in self.form or self.form.startswith("ال") or (" " in self.form and not self.alone):
            return []
        free = [*self.singular(), *self.many("ان", "ين"), *self.many("ون", "ين")]
        return [" ".join(w if w.startswith("بال") else f"ال{w}" for w in f.split()) for f in dict.fromkeys(free)]

    def many(self, *endings: str) -> list[str]:
        """List the dual or the plural with the given endings, or the broken plural as it stands."""
        head, space, tail = (self.dual if endings[0] == "ان" else self.plural).partition(" ")
        if head.endswith(endings[0]) and len(head) > 4:
            return [head[:-2] + ending + space + tail for ending in endings]
        return [head + space + tail] if head else []


class QualifierRow(Row, frozen=True, kw_only=True):
    """A word beside a title that says the office is not simply held: «السابق». ``qualifier``: former, deceased,
    designate, acting, honorary. ``others``: its other forms."""

    qualifier: str
    others: list[str] = []

    def forms(self) -> list[str]:
        """List every form, with the article."""
        words = [self.form, *self.others]
        return [w if w[:2] in ("ال", "با", "في") or w.endswith(("ذاك", "ها", "ئذ")) else f"ال{w}" for w in words]


class WordClassRow(Row, frozen=True, kw_only=True):
    """A word that bounds or joins a noun phrase. ``kind``: particle, verb, adjective (follows a noun, ends without
    nisba: العام), noun (an indefinite noun inside titles: أركان), qualified (an adjective that takes a preposition:
    المكلف ب). portfolio (a ministry's field), vacancy (before a title it means the post, not its holder: منصب),
    ordinal (الثاني), kin (before a name and no part of it: شقيقه), common (sounds like a name and is none: المجتمع
    الدولي). ``present``: a verb's present stem."""

    kind: str
    present: str = ""

    def forms(self) -> list[str]:
        """List the word, or a verb's conjugation."""
        if self.kind != "verb":
            return [self.form]
        return list(dict.fromkeys(f.text for f in conjugate(self.form, self.present)))


class CueRow(Row, frozen=True, kw_only=True):
    """A reporting verb or phrase; see ``languages/ar/reporting_cues.tsv``.

    ``form``: third person masculine past («قال») or the whole phrase («نقلا عن»). ``pattern``: verb, preposition
    (source follows: «بحسب»), document («جاء في», a text follows), passive («يُذكر», nobody is named), noun («قوله»),
    unnamed («وفق ما تم تداوله»: relayed, and the text hides by whom).
    ``present``, ``participle``, ``masdar``: the verb's other stems, empty where not used. ``takes``: what leads to the
    content, «;»-separated: an (أن، إن), colon, object, or the verb's own prepositions. ``needs``: what must be seen
    before the word is taken for a report: nothing, content (أن, a colon or marks follow), that (أن or a
    colon, no less: «بين» is mostly a preposition), source (a named teller stands beside it),
    document (its subject is a text: «تنص المادة على»), weak (the tagger must agree: mostly another word).
    """

    pattern: str
    present: str = ""
    participle: str = ""
    masdar: str = ""
    takes: list[str] = []
    stance: str = "neutral"
    needs: str = ""

    def forms(self) -> list[str]:
        """List the verb's conjugation, or the phrase alone."""
        return [form.text for form in self.inflected()]

    def inflected(self) -> list[Inflected]:
        """List the forms with tense, gender and number: «قالت» is past, feminine, singular."""
        if self.pattern in ("verb", "passive"):
            return list(conjugate(self.form, self.present, self.participle, self.masdar))
        return [Inflected(self.form, "phrase", "", ""), *self.with_pronoun()]

    def with_pronoun(self) -> list[Inflected]:
        """List «على حد قوله» and its like, where the phrase ends in a word for saying."""
        lead, _, last = self.form.rpartition(" ")
        if not lead or last not in ("قول", "تعبير", "وصف", "زعم", "رأي", "نظر"):
            return []
        return [form._replace(text=f"{lead} {form.text}") for form in masdar_forms(last)]


class WordingRow(Row, frozen=True, kw_only=True):
    """A name that says more than whom it means.

    ``referent``: whom, in plain words. ``register``: hostile delegitimising legitimising honouring official euphemism emotive
    friendly neutral, and ``label``, the same in Arabic. ``pair`` joins rival names; pairs whose first word is the same are one
    family («israel», «israel-army»). ``use``: name; adjective, whose noun belongs to the wording («الصحيفة [المزعومة]»);
    contested, a plain name that is itself one of several in dispute.
    """

    referent: str
    register: str
    label: str
    pair: str
    use: str = "name"


RowType = TypeVar("RowType", bound=Row)


class Lexicons:
    """All tables of one language, by name, each a list of typed rows; and its models' files, by name."""

    def __init__(
        self, language: str, tables: dict[str, list[Row]], files: dict[str, str], digests: dict[str, str]
    ) -> None:
        self.language = language
        self.tables = tables
        self.files = files
        self.digests = digests

    def rows(self, name: str, kind: type[RowType]) -> list[RowType]:
        """Return the rows of table `name`, which must be of type `kind`."""
        rows = self.tables[name]
        assert all(isinstance(r, kind) for r in rows[:1]), f"{name} holds {type(rows[0]).__name__}, not {kind.__name__}"
        return rows  # type: ignore[return-value]
