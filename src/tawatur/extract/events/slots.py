"""The words after a trigger, in order → the noun phrases in each role: subject, object, and what prepositions lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from tawatur.base.annotation import Participant
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.extract.events.clauses import LEADS, QUOTES, RELATIVES, Place, preposition
from tawatur.extract.events.people import as_named, coordinated, noun_phrase
from tawatur.extract.events.rows import FrameRow

FARTHEST = 45  # words after a trigger that are looked at
AGAINST = frozenset(
    fold(
        "مناهضة مناهضا المناهضة معادية معاديا المعادية مناوئة منددة منددا منددين ينددون تندد تنديدا للتنديد احتجاجا للاحتجاج احتجاج "
        "مناهضين معارضة رفضا رفضه رفضها رفضهم للرفض استنكارا مضادة مضادا المضادة مستنكرين رافضين"
    ).split()
)
LONGEST_ASIDE = 12  # words between two commas
PLACES = ("place", "facility")
CROWDS = ("crowd", "protest")  # frames of what crowds do
GOING = ("visit", "depart")
SIGHTS = frozenset(
    fold("ضريح متحف معرض مصنع نصب كنيسة مسجد قصر معبد حي أحياء جناح موقع البلاد المملكة المدينة المنطقة").split()
)
PLACE_HEADS = frozenset(
    fold(
        "العاصمة مدينة بلدة قرية مخيم مطار قاعدة مقر محافظة ولاية إقليم منطقة ميدان ساحة شارع جامعة مستشفى جزيرة ميناء سجن "
        "الساحة الشارع القاعدة المدينة البلدة القرية المخيم المطار المقر الميدان"
    ).split()
)


DONE = frozenset(fold("قام قامت يقوم تقوم قاموا سيقوم ستقوم").split())
DONE_IT = frozenset(
    fold("أجراها أجراه أجرتها أجرته يجريها يجريه شنه شنها شنته شنتها يشنه تشنه نفذه نفذها نفذته نفذتها أداها").split()
)


@dataclass(slots=True)
class Roles:
    """Who takes part, and where."""

    actor: list[Participant] = field(default_factory=list)
    recipient: list[Participant] = field(default_factory=list)
    place: Participant | None = None
    omitted: bool = False  # a verb whose subject is not written
    found: str = ""

    def add(self, role: str, takers: list[Participant]) -> None:
        """Put participants in a role, each once."""
        held = self.actor if role == "actor" else self.recipient
        for taker in takers:
            if all(taker.span != other.span for other in (*self.actor, *self.recipient)):
                held.append(taker)


@cache
def frames(lexicons: Lexicons) -> dict[str, tuple[FrameRow, dict[str, str]]]:
    """Read the frames, each with the role of each preposition."""
    rows = lexicons.rows("event_frames", FrameRow)
    return {row.form: (row, {fold(k): v for k, _, v in (p.partition("=") for p in row.prepositions)}) for row in rows}


def walk(
    i: int,
    place: Place,
    frame: FrameRow,
    prepositions: dict[str, str],
    roles: Roles,
    states: list[str],
    noun: bool = False,
) -> None:
    """Go through the words after a trigger, giving each noun phrase the role of its place.

    `states`: roles of the phrases that follow without a preposition, in order (subject, object; or the genitive).
    """
    steps = Steps(place, frame, prepositions, roles, list(states), noun)
    steps.take_pending()
    end = min(place.stop, i + FARTHEST)
    while i < end:
        ahead = steps.step(i)
        if ahead is None:
            return
        i = ahead


@dataclass(slots=True)
class Steps:
    """A walk through a clause: the role that the next noun phrase gets, and the roles still to be filled."""

    place: Place
    frame: FrameRow
    prepositions: dict[str, str]
    roles: Roles
    pending: list[str]
    noun: bool
    role: str = "none"
    listing: bool = False  # after a phrase, only a coordinated one keeps the role
    joined: bool = False

    def take_pending(self) -> None:
        """Go on to the next role that needs no preposition."""
        self.role = self.pending.pop(0) if self.pending else "none"

    def step(self, i: int) -> int | None:
        """Read what stands at one word; return where to go on, or null where the clause ends."""
        place, word = self.place, self.place.word(i)
        if word in RELATIVES and (jump := performed_by(place, i)):
            self.role, self.listing = "actor", False
            return jump
        if word in ("،", ","):
            self.joined = self.listing and goes_on(place, i + 1)
            self.role = self.role if self.joined else "none"
            return i + 1 if self.joined else self.after_aside(i)
        if place.ends_clause(i) or (word[:1] == "و" and i in place.themes):
            return None
        if self.frame.form in CROWDS and word in AGAINST and (found := preposition(place, i + 1)):
            self.pending.clear()
            return self.against(i + 1 if found[1] else i + 2)
        if word in QUOTES or i in place.timed:
            return i + 1
        if found := preposition(place, i):
            if not found[1] and i + 1 in place.timed:
                return i + 1  # «أوقفت الشرطة في 29 يناير فلانا»: when it happened stands between
            if found[0] == "علي" and place.word(i + 1) == "راس":
                self.role = "none"
                return i + 2
            i = self.after_preposition(found, i)
        elif self.needs_next_role(word, i):
            self.take_pending()
            self.listing = False
        return self.phrase(i)

    def against(self, i: int) -> int:
        """Take whom a protest is against: «احتجاجا على زيارة فلان», «هتافات مناهضة للحكومة»; of a theme, the name in it."""
        takers, after = noun_phrase(self.place, i)
        named = next((k for k in range(i, after) if k in self.place.names), None)
        if not takers and named is not None:
            takers = [as_named(self.place, self.place.names[named].span)]
        self.roles.add("recipient", takers)
        self.role, self.listing = "recipient", bool(takers)
        return max(after, i + 1)

    def after_aside(self, comma: int) -> int:
        """Go over what stands between two commas («…، رئيس الهيئة السابق، …»); after a lone comma nothing bare has a role."""
        for k in range(comma + 1, min(self.place.stop, comma + LONGEST_ASIDE)):
            if self.place.word(k) in ("،", ",") and self.place.word(k + 1)[:1] != "و":
                self.listing = False
                self.role = self.pending[0] if self.pending else "none"
                del self.pending[:1]
                return k + 1
            if self.place.ends_clause(k):
                break
        if any(k in self.place.timed for k in (comma + 1, comma - 1)):
            return comma + 1
        self.pending.clear()
        return comma + 1

    def needs_next_role(self, word: str, i: int) -> bool:
        """Say whether the phrase here is a new one, not the last one's continuation."""
        if self.listing:
            return not self.joined and not (word[:1] == "و" and coordinated(self.place, i))
        return self.role == "none" and bool(self.pending) and names_a_person(self.place, i)

    def after_preposition(self, found: tuple[str, str], i: int) -> int:
        """Take the role that a preposition leads to; return where its noun begins.

        Right after whom somebody met, ل and ب go on with his office: «التقى المفتش العام للقوات».
        """
        if found[1] and self.listing and self.role == "recipient":
            self.role, self.listing = "none", False
            return i
        self.role = role_of(found[0], i, self.place, self.prepositions)
        if (
            found[0] == "ل"
            and self.noun
            and self.role == "recipient"
            and self.frame.of == "actor"
            and not self.roles.actor
        ):
            self.role = "actor"  # «زيارة لمسؤول», «أول لقاء للوزير»
        if self.frame.form in CROWDS and found[0] == "ل" and (self.roles.actor or not self.noun):
            self.role = "none"  # «مظاهرة لآلاف العمال», but «هتفوا للحرية»
        self.listing = False
        at = i if found[1] else i + 1
        if self.role == "agent":
            self.role = self.prepositions.get("قبل", "actor")
            return at + 1
        return at

    def phrase(self, i: int) -> int:
        """Read the noun phrase here and put it in its role; return the word after it."""
        takers, after = noun_phrase(self.place, i, self.listing)
        if after == i:
            return i + 1
        if self.frame.form in CROWDS and (
            k := next((k for k in range(i + 1, after) if self.place.word(k) in AGAINST), 0)
        ):
            return k  # «رددوا هتافات معادية للحكومة»
        place_in(self.role, takers, self.place, i, self.roles, self.frame)
        self.joined = False
        self.listing = self.role in ("actor", "recipient", "place")
        return after


def names_a_person(place: Place, i: int) -> bool:
    """Say whether a person's name stands here."""
    name = place.names.get(i)
    return name is not None and name.kind == "person"


def goes_on(place: Place, i: int) -> bool:
    """Say whether a list goes on after a comma: the next word is و with a name or noun, or a name itself."""
    return place.word(i)[:2] == "وا" or i in place.names


def role_of(word: str, i: int, place: Place, prepositions: dict[str, str]) -> str:
    """Return the role that a preposition leads to."""
    following = place.word(i + 1)
    if (word, following) in (("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "جانب"), ("من", "طرف")):
        return "agent"
    if word in prepositions:
        return prepositions[word]
    if word == "ب":
        name = place.names.get(i)
        return "place" if name is not None and name.kind in PLACES else "none"
    return LEADS.get(word, "place" if word in ("الي", "قرب", "داخل") else "none")


def place_in(role: str, takers: list[Participant], place: Place, i: int, roles: Roles, frame: FrameRow) -> None:
    """Give noun phrases their role; a place after في is where, unless one is known; what is visited is no visitor."""
    if role == "actor" and frame.form in GOING and is_place(place, i):
        role = "recipient"
    if role in ("actor", "recipient"):
        roles.add(role, takers)
    if role == "place" and roles.place is None and takers:
        name = place.names.get(i)
        if (name is not None and name.kind in PLACES) or place.word(i) in PLACE_HEADS:
            roles.place = takers[0]


def performed_by(place: Place, i: int) -> int:
    """Read «التي قام بها X» and «الذي أجراه X»: return the token where the doer stands, 0 if it is something else."""
    if place.word(i + 1) in DONE and place.word(i + 2) in ("بها", "به", "بهما"):
        return i + 3
    return i + 2 if place.word(i + 1) in DONE_IT else 0


def is_place(place: Place, i: int) -> bool:
    """Say whether a place stands here, so that in «زار المدينة» it is where somebody went, not who went."""
    name = place.names.get(i)
    if name is not None:
        return name.kind in PLACES
    return place.word(i) in PLACE_HEADS or place.word(i) in SIGHTS
