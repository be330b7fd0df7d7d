"""A document → its claims to be the first, the only or the greatest, each with what it is said of and what bounds it.

«أول زيارة لمسؤول من القرية منذ عشرين عاما» is said of «زيارة» and bounded by «لمسؤول من القرية منذ عشرين عاما». Such claims are
often wrong or differently bounded from page to page; they are shown side by side, never judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tawatur.base.annotation import EventMention, Sentence, Superlative, numbered
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row
from tawatur.base.phrases import Hit, Phrases
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span

LONGEST = 24  # words of a scope
BACK = 9  # words before «الأولى من نوعها» in which its noun may stand
BOUNDERS = frozenset(fold("إلى منذ في من على بين خلال عبر ضد مع").split())
STOPS = frozenset("،,.؛;:!?؟()[]»”")
ENDERS = frozenset(
    fold(
        "أن إن حيث بينما فيما لكن حين عندما كما إذ وذلك وهي وهو وكان وكانت وقال وقالت وأضاف وأضافت وقد بعد قبل بعدما عقب إثر"
    ).split()
)
RANKED = frozenset(  # «الفريق أول» is a rank, «أول أمس» a day
    fold(
        "الفريق فريق الملازم ملازم الرقيب رقيب العريف عريف الجندي جندي النائب نائب وكيل الوكيل نقيب كانون تشرين ربيع جمادى"
    ).split()
)
NOT_FIRST = frozenset(fold("أمس من امس البارحة الأمر وقت وهلة بأول ما درجة وآخر كانون تشرين ليلة يوم").split())
NOT_NOUNS = frozenset(
    fold("هي وهي هو وهو كانت كان تعد تعتبر يعد يعتبر أيضا التي الذي هذه هذا تلك ذلك بذلك لتكون ليكون").split()
)


class SuperlativeRow(Row, frozen=True, kw_only=True):
    """Words that claim a first or a record.

    ``kind``: first second last only unprecedented greatest. ``side``: before (the noun follows: «أول زيارة»), after (it
    precedes: «زيارة هي الأولى»), noun (it is one), adverb (said of what happens: «لأول مرة»).
    """

    kind: str
    side: str


NEEDS = ("sentences", "event_mentions")
MAKES = ("superlatives",)
TABLES: dict[str, type[Row]] = {"superlatives": SuperlativeRow}


@cache
def claims(lexicons: Lexicons) -> Phrases[SuperlativeRow]:
    """Make the table ready to be found in tokens."""
    return Phrases((row.form, row) for row in lexicons.rows("superlatives", SuperlativeRow))


def annotate(reading: Reading, lexicons: Lexicons) -> dict[str, list[Superlative]]:
    """Find the superlatives of a document."""
    return {"superlatives": numbered("x", find(reading, claims(lexicons)))}


def find(reading: Reading, phrases: Phrases[SuperlativeRow]) -> Iterator[Superlative]:
    """Yield the superlatives sentence by sentence."""
    for sentence in reading.sentences:
        within = reading.token_range(sentence.span)
        for hit in phrases.find(reading.tokens, within):
            if hit.payload.side == "before" and not opens_claim(reading, hit, within):
                continue
            yield claim(reading, hit, within, sentence)
        yield from visits_numbered(reading, within)


def opens_claim(reading: Reading, hit: Hit[SuperlativeRow], within: range) -> bool:
    """Say whether «أول» counts a noun: not «الفريق أول», not «أول أمس», not «أول الشهر»."""
    words = reading.tokens.words
    if hit.last >= within.stop or (hit.first > within.start and words[hit.first - 1] in RANKED):
        return False
    after = words[hit.last]
    if after in NOT_FIRST or after.startswith("ال") or not after[:1].isalpha() or len(after) < 3:
        return False
    return hit.payload.form != "أولى" or after.endswith(("ها", "ه", "هم", "هما", "ات"))


def claim(reading: Reading, hit: Hit[SuperlativeRow], within: range, sentence: Sentence) -> Superlative:
    """Make the superlative of one hit."""
    tokens, row = reading.tokens, hit.payload
    last = hit.last
    about: str | None = None
    if row.side == "before":
        about, last = plain(tokens.words[last], tokens.raw(last)), last + 1
    elif row.side == "after":
        about = noun_before(reading, hit, within)
    elif row.side == "adverb":
        about = nearest_event(reading, hit.span, sentence)
    if last < within.stop - 1 and tokens.words[last] == "من" and tokens.words[last + 1] in ("نوعها", "نوعه"):
        last += 2
    stop = scope_end(reading, last, within)
    scope = Span(tokens.starts[last], tokens.ends[stop - 1]) if stop > last else None
    opening = hit.first + 1 if fold(row.form).split()[0] in NOT_NOUNS else hit.first  # «هي الأولى» begins at «الأولى»
    start, end = max(hit.span.start, tokens.starts[opening]), tokens.ends[max(stop, last) - 1]
    return Superlative(
        id="", document=reading.document.id, span=Span(start, end), text=reading.text[start:end], about=about,
        scope=scope.of(reading.text) if scope else None, kind=row.kind,
        because=[Reason(rule=f"superlatives.{row.kind}", row=row.cited, span=hit.span)],
    )  # fmt: skip


def plain(word: str, raw: str) -> str:
    """Return a noun as it stands, without a pronoun that makes it somebody's: «رحلاتها» gives رحلات."""
    for pronoun in ("هما", "ها", "هم"):
        if word.endswith(pronoun) and len(word) > len(pronoun) + 3:
            return raw[: -len(pronoun)]
    return raw


def noun_before(reading: Reading, hit: Hit[SuperlativeRow], within: range) -> str | None:
    """Find the noun that «الأولى من نوعها» is said of: the nearest one before it that agrees in gender."""
    tokens = reading.tokens
    feminine = hit.form.split()[-1].endswith(("ا", "ة", "ها")) or "أولى" in hit.form or "مسبوقة" in hit.form
    fallback: str | None = None
    for i in range(hit.first - 1, max(within.start - 1, hit.first - 1 - BACK), -1):
        word, raw = tokens.words[i], tokens.raw(i)
        if word in NOT_NOUNS or word in BOUNDERS or not word[:1].isalpha() or len(word) < 3:
            continue
        if raw.endswith(("ية", "يّة", "ي")) and i > within.start:
            continue  # an adjective between the noun and the claim
        if not feminine or raw.endswith(("ة", "ات", "ته", "تها", "تهم")):
            return raw
        fallback = fallback or raw
    return fallback


def nearest_event(reading: Reading, span: Span, sentence: Sentence) -> str | None:
    """Return the nearest event's word in the sentence: what happened «لأول مرة»."""
    told: list[EventMention] = [m for m in reading.event_mentions if sentence.span.holds(m.trigger.span)]
    best = min(told, key=lambda m: abs(m.trigger.span.start - span.start), default=None)
    return best.trigger.text if best else None


def scope_end(reading: Reading, first: int, within: range) -> int:
    """Return the token after the words that bound a claim: «لمسؤول من القرية منذ عشرين عاما»."""
    words = reading.tokens.words
    stop = first
    while stop < min(within.stop, first + LONGEST):
        word = words[stop]
        if word in STOPS or word in ENDERS:
            break
        stop += 1
    while stop > first and (words[stop - 1] in BOUNDERS or not words[stop - 1][:1].isalnum()):
        stop -= 1
    return stop


def visits_numbered(reading: Reading, within: range) -> Iterator[Superlative]:
    """Yield «زيارته الأولى», «اجتماعهما الأول»: a noun with a pronoun and its ordinal."""
    tokens = reading.tokens
    for i in within:
        word = tokens.words[i]
        if i == within.start or word not in ("الاولي", "الاول") or tokens.raw(i)[:1] != "ا":
            continue
        noun = tokens.words[i - 1]
        if (
            not noun.endswith(("ته", "تها", "تهم", "هما", "اعه", "اعها"))
            or len(noun) < 5
            or tokens.raw(i - 1).endswith("ة")
        ):
            continue
        stop = scope_end(reading, i + 1, within)
        span = Span(tokens.starts[i - 1], tokens.ends[max(stop, i + 1) - 1])
        scope = Span(tokens.starts[i + 1], tokens.ends[stop - 1]).of(reading.text) if stop > i + 1 else None
        yield Superlative(
            id="", document=reading.document.id, span=span, text=span.of(reading.text), about=tokens.raw(i - 1), scope=scope,
            because=[Reason(rule="superlatives.first-of-somebody", span=tokens.span(i - 1, i + 1))],
        )  # fmt: skip
