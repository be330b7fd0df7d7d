"""A protest in its sentence → who protests and against whom, where the clause itself does not say.

News tells a protest by what protesters do («رفع المتظاهرون لافتات») and whom it is aimed at in a tail far from the verb: «احتجاجا على
زيارة فلان», «للتنديد بـ», «مطالبين الحكومة بـ», «تطالب برحيل فلان». Both are looked for in the whole sentence, nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import Participant
from tawatur.base.fold import fold
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import Place, preposition, verbish
from tawatur.extract.events.crowds import is_crowd
from tawatur.extract.events.people import NOT_TAKERS, as_named, as_words, noun_phrase, unnamed_end
from tawatur.extract.events.slots import AGAINST, Roles

DEMANDING = frozenset(
    fold("مطالبين مطالبا مطالبة المطالبة للمطالبة تطالب يطالبون يطالب طالبوا طالبت وطالبوا داعين تدعو").split()
)
GOING = frozenset(  # what is demanded of somebody: his going
    fold(
        "استقالة باستقالة رحيل برحيل إسقاط بإسقاط تنحي بتنحي إقالة بإقالة محاكمة بمحاكمة إعدام بإعدام طرد بطرد سقوط بسقوط"
    ).split()
)
ANGER = frozenset(
    fold("غضب غضبا غاضب غاضبة غاضبين سخط سخطا ساخط ساخطين استياء استياؤهم غضبهم سخطهم نقمة احتجاجهم رفضهم").split()
)
POINTING = frozenset(fold("فيها فيه فيهم منها منه منهم عليها عليه عليهم بها به بهم لها له لهم إليها إليه").split())
CURSES = frozenset(fold("الموت لا").split())  # what crowds shout of somebody: «الموت لفلان», «لا لفلان»
DOWN_WITH = frozenset(fold("يسقط تسقط فليسقط فلتسقط ليسقط لتسقط").split())
BEFORE = frozenset(fold("أمام قبالة قرب إلى حتى نحو صوب باتجاه حول").split())
SEATS = frozenset(
    fold(
        "سفارة قنصلية مقر مقار مبنى مكتب مكاتب وزارة برلمان قصر محكمة مجلس رئاسة ولاية بلدية منزل بيت إدارة حكومة"
    ).split()
)
FAR = 45  # tokens looked over, to the tail of a sentence


def fill_in(candidate: Candidate, place: Place, roles: Roles) -> None:
    """Add the protesters and their target to a protest that has none."""
    if candidate.type != "PROTEST":
        return
    if not any(is_crowd(word) for p in roles.actor for word in fold(p.text).split()) and (
        who := crowd(candidate, place)
    ):
        if not roles.actor:
            roles.found = roles.found or "those who protest in this sentence"
        roles.actor = [*who, *(p for p in roles.actor if not any(p.span.meets(w.span) for w in who))]
    if not roles.recipient:
        roles.add(
            "recipient", [t for t in target(candidate, place) if not any(t.span.meets(a.span) for a in roles.actor)]
        )


def crowd(candidate: Candidate, place: Place) -> list[Participant]:
    """Return the nearest phrase of the sentence that names protesters."""
    found = [k for k in range(place.first, place.stop) if is_crowd(place.word(k)) and k != candidate.token]
    near = sorted(found, key=lambda k: abs(k - candidate.token))
    for k in near[:2]:
        takers, _ = noun_phrase(place, k)
        if takers:
            return takers
    return []


def target(candidate: Candidate, place: Place) -> list[Participant]:
    """Return whom the sentence says a protest is aimed at, the first that it names after the trigger, or else before."""
    ahead = range(candidate.token + 1, min(place.stop, candidate.token + FAR))
    behind = range(place.first, candidate.token)
    for lead in (aimed_at, before_seat):
        for k in (*ahead, *behind):
            for at in lead(k, place):
                if takers := taken_at(at, place):
                    return takers
    return []


def aimed_at(k: int, place: Place) -> Iterator[int]:
    """Yield where whom it is aimed at may begin, if this word leads there."""
    word = place.word(k).removeprefix("و")
    bare = word.removeprefix("ال")
    if bare == "ضد":
        yield k + 1
    elif word in AGAINST or bare in AGAINST or bare in ANGER:
        found = preposition(place, k + 1)
        if found:
            yield k + 1 if found[1] else k + 2
    elif word in DEMANDING:
        if preposition(place, k + 1) is None:
            yield k + 1
    elif word in GOING:
        yield k + 1
    elif word in CURSES and (found := preposition(place, k + 1)) and found[0] == "ل":
        yield k + 1 if found[1] else k + 2
    elif word in DOWN_WITH:
        yield k + 1


def before_seat(k: int, place: Place) -> Iterator[int]:
    """Yield where the seat of somebody stands that a crowd is before or goes to: «أمام السفارة», «إلى مقر الحزب»."""
    if place.word(k).removeprefix("و") in BEFORE and place.word(k + 1).removeprefix("ال") in SEATS:
        yield k + 1


def taken_at(at: int, place: Place) -> list[Participant]:
    """Read whom the phrase there names; of a theme, the name in it («زيارة فلان»), or itself where its adjective tells whose
    it is («السياسات الميدورية»); what is said of a bare «القرار» is of nobody."""
    if place.word(at) in POINTING:
        return []  # «طالبوا فيها بالعدل»
    takers, after = noun_phrase(place, at)
    if takers or after == at:
        return takers
    names = (place.names[k] for k in range(at, after) if k in place.names)
    if (named := next((name for name in names if name.kind not in NOT_TAKERS), None)) is not None:
        return [as_named(place, named.span)]
    if (found := preposition(place, after)) and found[0] == "ل" and found[1]:
        return noun_phrase(place, after)[0]  # «الإصلاحات الاقتصادية للحكومة»
    end = unnamed_end(place, at, after)
    whose = any(place.word(k).startswith("ال") and place.word(k).endswith(("يه", "ي")) for k in range(at + 1, end))
    return [as_words(place, at, end)] if whose and not verbish(place, at) else []
