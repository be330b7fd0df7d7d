"""A verb in its clause → who its subject is: after it, before it, between commas, or the noun that «الذي» stands for."""

from __future__ import annotations

from tawatur.base.annotation import Participant
from tawatur.base.fold import fold
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import ENDERS, QUOTES, STOPS, Place, clause_start, preposition, verbish
from tawatur.extract.events.people import as_named, as_words, noun_phrase
from tawatur.extract.events.slots import Roles

SEVERAL = frozenset(
    fold("عدة سلسلة بعض جملة مجموعة أول أولى ثاني ثالث عشرات مئات آلاف أكثر").split()
)  # of an act's noun: «وجهت عدة ضربات»
CONTROL = 10  # words between a verb and the verbal noun it governs
THAT = frozenset(fold("أن إن بأن").split())
OF_ITSELF = frozenset(fold("أنه أنها أنهم إنه إنها إنهم بأنه بأنها").split())
FARTHEST_TOPIC = 25  # words between «أن» and the verb told of its subject
FARTHEST_SUBJECT = 14  # words between a clause's start and its verb
BEFORE_VERBS = frozenset(fold("قد سوف لم لن لا فقد فسوف فلم فلن فلا وقد وسوف ولم ولن ولا").split())


def controller(candidate: Candidate, place: Place) -> list[Participant]:
    """Find who is to do what a verbal noun names, at the verb that governs it: «تخطط الشركة لبناء مصنع»."""
    for k in range(candidate.token - 1, max(place.first - 1, candidate.token - CONTROL), -1):
        if place.word(k) in STOPS or place.word(k) in ("،", ",") or place.word(k) in ENDERS:
            return []
        if verbish(place, k):
            found = Roles()
            subject_of(k, place, "actor", found, candidate.token)
            return found.actor
    return []


def subject_of(verb: int, place: Place, role: str, roles: Roles, stop: int) -> None:
    """Find a verb's subject: after it, or before it in its clause; note when it is not written."""
    if role not in ("actor", "recipient"):
        return
    j = verb + 1
    while j < stop and place.word(j) in QUOTES:
        j += 1  # «قام «فلان» بجولة»
    if j < stop and not preposition(place, j) and not place.ends_clause(j):
        takers, after = noun_phrase(place, j)
        if takers and after <= stop and not (after == stop and place.word(j) in SEVERAL):
            roles.add(role, takers)
            return
    before, _ = subject_before(verb, place)
    roles.add(role, before)
    roles.omitted = not before


def subject_before(verb: int, place: Place) -> tuple[list[Participant], bool]:
    """Find the subject that stands before its verb («أن المغرب وإسبانيا اتفقا»), and say whether it touches the verb."""
    start = clause_start(place, verb)
    if start == verb and place.word(verb - 1) in ("،", ",") and place.word(verb)[:1] not in "وف":
        start = clause_start(place, verb - 1)  # «أن البحراوي، سيشارك»: the comma parts nothing
        if place.word(start - 1) not in ENDERS:
            return [], False
    if verb - start > FARTHEST_SUBJECT:
        return [], False
    last = verb  # the token after the subject: a particle may part it from its verb
    while last > start and place.word(last - 1) in BEFORE_VERBS:
        last -= 1
    if (named := aside_before(last, place)) is not None:
        return [as_named(place, place.names[named].span)], True
    if place.word(last - 1) in ("الاقل", "الاكثر") and last - 2 > start:
        last -= 2  # «ثمانية أشخاص على الأقل قتلوا»
    j = start
    while j < last and (place.word(j) in QUOTES or place.word(j) in BEFORE_VERBS):
        j += 1
    if j >= last or j in place.timed or (preposition(place, j) and not place.names.get(j)):
        return [], False
    takers, j = listed_from(j, last, place)
    if takers and j < last and (later := after_and(j, last, place)):
        return later, True
    return takers, bool(takers) and j == last


def told_of(verb: int, place: Place) -> list[Participant]:
    """Find a subject that more than an aside parts from its verb: «أن انتحارية ترتدي حزاما فجرت», «أعلن الجيش أنه قتل».

    Only where the verb's form shows that its subject came before, so that «أن الحارس الذي … قتل فلان» gives none.
    """
    last = verb - 1 if place.word(verb - 1) in BEFORE_VERBS else verb
    if place.word(last - 1) in OF_ITSELF:
        return who_says(last - 1, place)
    if not (place.word(verb).endswith(("ت", "وا")) or place.word(verb + 1).startswith("نفس")):
        return []
    for k in range(last - 1, max(place.first - 1, verb - FARTHEST_TOPIC), -1):
        if place.word(k) in STOPS or (place.word(k) in ENDERS and place.word(k) not in THAT):
            return []
        if place.word(k) in THAT:
            j = k + 1
            while j < verb and place.word(j) in QUOTES:
                j += 1
            if j in place.timed or (preposition(place, j) and j not in place.names):
                return []
            takers, after = noun_phrase(place, j)
            if j not in place.names and (goes_on := next((m for m in range(j + 1, after) if tells_more(place, m)), 0)):
                return [as_words(place, j, goes_on)]
            return takers if after < verb else []
    return []


def tells_more(place: Place, k: int) -> bool:
    """Say whether a present verb begins a clause about an indefinite noun: «انتحارية ترتدي», «شاحنة تقل»."""
    word = place.word(k)
    return k not in place.names and word[:1] in ("ي", "ت") and len(word) > 3 and not word.endswith("ه")


def who_says(pronoun: int, place: Place) -> list[Participant]:
    """Find who speaks of himself: the subject of the verb before «أنه»."""
    for k in range(pronoun - 1, max(place.first - 1, pronoun - CONTROL), -1):
        if place.word(k) in STOPS:
            return []
        if k in place.verbs or verbish(place, k):
            found = Roles()
            subject_of(k, place, "actor", found, pronoun)
            return found.actor
    found = Roles()
    subject_of(
        clause_start(place, pronoun), place, "actor", found, pronoun
    )  # «أعلن الجيش أنه»: a clause begins with its verb
    return found.actor


def aside_before(last: int, place: Place) -> int | None:
    """Return the token of a person named between commas before a verb: «وكانت الوزيرة، سلمى الحداد، قد زارت»."""
    if place.word(last - 1) not in ("،", ","):
        return None
    for k in range(last - 2, max(place.first, last - 8), -1):
        if place.name_end.get(k) == last - 1 and place.word(k - 1) in ("،", ","):
            return k if place.names[k].kind == "person" else None
    return None


def listed_from(j: int, stop: int, place: Place) -> tuple[list[Participant], int]:
    """Take a noun phrase and those joined to it by و: «المغرب وإسبانيا»; and the token after them."""
    takers, j = noun_phrase(place, j)
    while takers and j < stop and place.word(j)[:1] == "و" and j not in place.verbs:
        more, after = noun_phrase(place, j, listed=True)
        if not more or after == j:
            break
        takers, j = takers + more, after
    return takers, j


def after_and(first: int, stop: int, place: Place) -> list[Participant]:
    """Find a subject that و brings right before its verb: «قتيلان في حريق والوزير | يزور المصابين»."""
    for k in range(stop - 1, first, -1):
        if place.word(k)[:1] == "و" and k not in place.verbs:
            takers, after = noun_phrase(place, k, listed=True)
            if takers and after == stop:
                return takers
    return []


def ends_name(at: int, place: Place) -> bool:
    """Say whether a name ends with this word, so that what is told after «الذي» is told of it."""
    return any(place.name_end.get(k) == at + 1 for k in range(at, max(place.first - 1, at - 6), -1))


def antecedent(verb: int, place: Place) -> list[Participant]:
    """Find the definite noun before «الذي»: «الحارس الذي قتل»; a name is taken whole."""
    at = verb - 2
    near = (k for k in range(at, max(place.first - 1, at - 8), -1) if place.name_end.get(k, 0) > at)
    name = next((place.names[k] for k in near), None)
    return [as_named(place, name.span)] if name else [as_words(place, at, at + 1)]


def agrees_before(verb: int, place: Place) -> bool:
    """Say whether the verb's form shows that its subject came before: dual or plural, or a present in a headline."""
    word = place.word(verb)
    return word.endswith(("ا", "وا", "ون", "ان", "وها", "وه")) or word.lstrip("وس")[:1] in "يت"


def passive_agent(verb: int, place: Place) -> bool:
    """Say whether «من قبل» or «على يد» follows: the verb is passive."""
    for j in range(verb + 1, min(place.stop - 1, verb + 14)):
        pair = (place.word(j), place.word(j + 1))
        if pair[0] in STOPS:
            return False
        if pair in (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"), ("من", "طرف")):
            return True
    return False
