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
        """List the noun and its plural."""
        return [self.form, self.plural] if self.plural else [self.form]


TABLES: dict[str, type[Row]] = {
    "reporting_cues": CueRow,
    "anonymous_sources": AnonymousRow,
    "source_descriptions": DescriptionRow,
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


@cache
def words(lexicons: Lexicons) -> Words:
    """Compile the tables of one language, once."""
    cues = [(i.text, Form(row, i)) for row in lexicons.rows("reporting_cues", CueRow) for i in row.inflected()]
    heads: dict[str, Head] = {}
    for row in lexicons.rows("source_descriptions", DescriptionRow):
        for form, head in head_forms(row):
            heads.setdefault(fold(form), head)
    anonymous = [(row.form, row) for row in lexicons.rows("anonymous_sources", AnonymousRow)]
    return Words(Phrases(cues), heads, Phrases(anonymous, clings=False))


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


# Function words are few and closed: they stand here and not in a table. All are folded.
THAT = frozenset(
    "ان انه انها انهم انهما انهن اني انني اننا انك انكم بان بانه بانها بانهم بانهما بانني باننا لان وان وانه وانها وانهم".split()
)
PREPOSITIONS = frozenset(
    "في من عن الي علي مع بين خلال عبر بعد قبل منذ حول حتي لدي ضد عند تجاه ازاء بشان بخصوص وسط اثناء عقب فور حسب بحسب وفق "
    "دون بدون رغم بسبب نتيجة نتيجه فوق تحت امام وراء نحو حيال ضمن قرب قبيل بعيد مقابل غير سوي كما مثل عليه عليها فيه فيها "
    "اليه اليها منه منها عنه عنها معه معها به بها له لها لهم لنا لي لك".split()
)
RELATIVES = frozenset("الذي التي الذين اللذين اللذان اللتان اللواتي ممن مما ما من حيث".split())
ADVERBS = frozenset(
    "ايضا امس اليوم مجددا مؤخرا مءخرا موخرا لاحقا حينها انذاك بدوره بدورها بدورهم كذلك سابقا مرارا ايضاً له لها لهم لنا قد "
    "لقد هنا هناك غدا الان صراحه علنا رسميا مباشره شخصيا كلك اخيرا فجر صباح مساء ظهر ليله".split()
)
CONJUNCTIONS = frozenset("و كما فيما بينما ثم لكن ولكن حين كان كانت وكان وكانت كانوا وفيما وبينما وكما بل اذ حيث قد وقد".split())
SAYINGS = frozenset(
    "تصريح تصريحات تصريحه تصريحاته تصريحاتها بيان بيانه بيانها لقاء لقائه حوار حواره حديث حديثه موتمر كلمه كلمته مقابله رساله "
    "اتصال مداخله خطاب خطابه تغريده تدوينه صفحته حسابه موقعه برنامج اجتماع اجتماعه كتاب مقال".split()
)
SAME = frozenset("ذات نفس".split())
SAME_AFTER = frozenset("ذاته ذاتها نفسه نفسها عينه عينها المذكور المذكوره".split())
PUNCTUATION = frozenset("،,؛;-–—ـ()[]:\"“”«»‘’'″.…")
STOPS = frozenset("،,؛;:.!؟?…()[]-–—")
