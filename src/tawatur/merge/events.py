"""Event mentions of all pages → clusters: one cluster, one real event.

Mentions are compared pair by pair on type, mode, time, participants, place and trigger; each comparison is a sum of
weights that `tawatur why` shows. Two mentions that cannot be one event (days that do not meet, different people) are
never joined, not even through a third; only a person may join them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple

from tawatur.base.annotation import EventCluster, EventMention, with_
from tawatur.base.fold import fold
from tawatur.base.judgement import Ruling
from tawatur.base.partition import Partition
from tawatur.base.reason import Reason, Unplaced
from tawatur.base.span import Span

JOIN = 1.5  # the sum at which two mentions are one event
BUCKET = 60  # mentions compared within one block; larger blocks compare neighbours only
WEIGHTS = {
    "mode": 0.6, "other mode": -0.6, "same day": 1.2, "days meet": 0.4, "shared person": 1.0, "shared body": 0.5,
    "shared bodies, of what happens once": 0.9,
    "other people": -1.2, "same place": 0.3, "other place": -0.6, "same trigger": 0.3, "one page, two sentences": -0.2, "one sentence": 0.6,
    "headline and body": 0.9,
    "planned against happened": -0.3, "other days, of what happens once": 0.0,
}  # fmt: skip
UNNAMED = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "AID", "OTHER"}  # reported without names as often as with
# Deaths are left out: an account of a death names the days of its mourning as often as its own.
ONCE = {"arrest", "dismissal", "appointment", "resignation", "sentence", "release", "signing"}
NEAR = 10  # days within which two accounts of such an event are compared
FAMILIES = {
    "visit": "arrival trip tour delegation inspection-visit",
    "meeting": "talks discussion consultation consultations summit dialogue session",
    "ceremony": "reception",
    "signing": "agreement-signing deal memorandum treaty",
    "normalisation": "resumption",
    "protest": "demonstration march rally gathering vigil sit-in chanting movement",
    "arrest": "detention capture",
    "killing": "murder assassination death massacre stabbing",
    "bombing": "bomb explosion",
    "air-raid": "airstrike shelling",
    "clash": "clashes fighting battle brawl",
    "accusation": "blame",
    "condemnation": "criticism",
    "sentence": "verdict",
    "accident": "crash drowning",
}  # modes that tell one kind of happening: «اغتيال» on one page, «مقتل» on another
MODES = {mode: family for family, modes in FAMILIES.items() for mode in modes.split()}


POINTING = re.compile(r"[وف]?(?:هي|هو|هذه|هذا|تلك|تعد|يعد|تعتبر|يعتبر|كانت|تكون)\s")  # «وهي أول زيارة»
TOLD_BY_ALL = {"accident", "killing", "bombing", "fire", "flood", "earthquake", "storm", "collapse"}


@dataclass
class Happening:
    """An event mention, reduced to what comparisons look at."""

    mention: EventMention
    people: frozenset[str]
    bodies: frozenset[str]
    place: str | None
    headline: bool = False

    @property
    def mode(self) -> str:
        """Name the mode's family."""
        return mode_family(self.mention)

    @property
    def kind(self) -> str:
        """Name the type for comparison: a death and a killing, a deal and a signing may be one, whatever type the words give."""
        return self.mode if self.mode in ("killing", "signing") else self.mention.type

    @property
    def days(self) -> tuple[str, str] | None:
        """Give the days that bound it, where both are known."""
        time = self.mention.time
        return (time.earliest, time.latest) if time and time.earliest and time.latest else None

    @property
    def features(self) -> list[tuple[str, str]]:
        """List what two mentions must share one of to be compared at all."""
        m = self.mention
        keys = [*self.people, *self.bodies, *([self.place] if self.place else []), fold(m.trigger.text)]
        keys += [f"{m.document} {m.sentence}", f"{m.document} {self.mode}"]
        if self.days:
            keys.append(f"{self.mode} {self.days}")
        return [(self.kind, k) for k in keys]


@dataclass
class Group:
    """Happenings taken for one event so far, and the sums that joined them."""

    happenings: list[Happening]
    because: list[Reason] = field(default_factory=list)


class Told(NamedTuple):
    """Event mentions by what can become of them: rows, strays that may yet join one, and what is left out with the reason."""

    rows: list[EventMention]
    strays: list[EventMention]
    left_out: list[Unplaced]


def worth_a_row(mentions: list[EventMention]) -> Told:
    """Part the mentions that can make a row from those that cannot: denied, hypothetical, or told without who took part.

    A denial shows that a claim circulates, not that the thing happened.
    """
    told = Told([], [], [])
    for m in mentions:
        if m.polarity == "-" or m.modality in ("denied", "hypothetical"):
            told.left_out.append(unplaced(m, f"told as {'not happening' if m.polarity == '-' else m.modality}"))
        elif m.actors or m.recipients or placed_by_itself(m):
            told.rows.append(m)
        else:
            told.strays.append(m)
    return told


def unplaced(mention: EventMention, why: str) -> Unplaced:
    """List a mention that makes no row, with the reason."""
    return Unplaced(
        kind="event", document=mention.document, span=mention.trigger.span, why=f"«{mention.trigger.text}»: {why}"
    )


def promoted(told: Told, rulings: Sequence[Ruling]) -> Told:
    """Make a row's mention of a stray that a person has joined with one, directly or through others."""
    number = {m.id: n for n, m in enumerate((*told.rows, *told.strays))}
    one = Partition(len(number))
    for r in rulings:
        if r.judgement.verdict == "same" and r.a in number and r.b in number:
            one.join(number[r.a], number[r.b])
    joined = [m for m in told.strays if one.root(number[m.id]) < len(told.rows)]
    return Told([*told.rows, *joined], [m for m in told.strays if m not in joined], told.left_out)


def join_strays(
    clusters: list[EventCluster], strays: list[EventMention], rulings: Sequence[Ruling] = ()
) -> tuple[list[EventCluster], list[Unplaced]]:
    """Let «الحادث», «القتلى» and their like join the one dated disaster of their kind, if the story tells just one.

    A later toll («ارتفع عدد القتلى إلى 12») thus stands beside the first one. Where two could be meant, none is taken.
    """
    kept_apart = {frozenset((r.a, r.b)) for r in rulings if r.judgement.verdict != "same"}
    only: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(clusters):
        for family in {mode_family(m) for m in c.mentions if m.time and m.time.earliest} & TOLD_BY_ALL:
            only[family].append(n)
    left_out: list[Unplaced] = []
    out = list(clusters)
    for m in strays:
        homes = [n for n in only.get(mode_family(m), []) if not against(m, out[n], kept_apart)]
        if len(homes) != 1 or (m.time and m.time.value):
            left_out.append(unplaced(m, "the text does not give who took part"))
            continue
        reason = Reason(
            rule="events.only-one-of-its-kind", document=m.document, span=m.trigger.span,
            detail=f"{m.id}: the story dates one «{mode_family(m)}»",
        )  # fmt: skip
        home = out[homes[0]]
        out[homes[0]] = EventCluster([*home.mentions, m], [*home.because, reason])
    return out, left_out


def against(mention: EventMention, home: EventCluster, kept_apart: set[frozenset[str]]) -> bool:
    """Say whether a person keeps a stray apart from one of a cluster's mentions."""
    return bool(kept_apart) and any(frozenset((mention.id, m.id)) in kept_apart for m in home.mentions)


def mode_family(mention: EventMention) -> str:
    """Name the family of a mention's mode: «اغتيال» and «مقتل» are killings."""
    return MODES.get(mention.mode, mention.mode)


def placed_by_itself(mention: EventMention) -> bool:
    """Say whether an event whose takers-part are not given still makes a row: a clash or a flood with a day or a place does,
    a visit or a signing by nobody does not."""
    return mention.type in UNNAMED and bool(mention.place or (mention.time and mention.time.value))


def taken_up(mentions: list[EventMention], titles: Set[str] = frozenset()) -> list[EventMention]:
    """Let a mention without participants that points back take up the last like event told before it.

    «الزيارة», «المباحثات» do so by their article, «وهي أول زيارة …» by its pronoun.

    It gets that event's participants, place and time where it has none of its own, so that it joins the same row. `titles`
    are the entities that are only an office («أول زيارة لوزير»): they name nobody.
    """
    last: dict[tuple[str, str, str], EventMention] = {}
    out = []
    for m in mentions:
        key = (m.document, m.type, mode_family(m))
        named = any(p.entity and p.entity not in titles for p in (*m.actors, *m.recipients))
        pointing = not named and POINTING.match(fold(m.text)) is not None
        if named or (m.place and not pointing):
            last[key] = m
        elif key in last and (pointing or fold(m.trigger.text).startswith("ال")):
            before = last[key]
            reason = Reason(
                rule="events.definite", document=m.document, span=before.trigger.span,
                detail=f"«{m.trigger.text}» takes up {before.id} «{before.trigger.text}»",
            )  # fmt: skip
            own = m.time if m.time and m.time.value else before.time
            m = with_(
                m,
                actors=before.actors,
                recipients=before.recipients,
                place=m.place or before.place,
                time=own,
                because=[*m.because, reason],
            )
        out.append(m)
    return out


def happening(mention: EventMention, kinds: dict[str, str], headlines: dict[str, Span]) -> Happening:
    """Reduce a mention; `kinds` gives each entity's kind, `headlines` each page's headline."""
    taking_part = {p.entity for p in (*mention.actors, *mention.recipients) if p.entity}
    people = frozenset(e for e in taking_part if kinds.get(e) == "person")
    headline = mention.document in headlines and headlines[mention.document].holds(mention.trigger.span)
    place = mention.place.entity if mention.place else None
    return Happening(mention, people, frozenset(taking_part - people), place, headline)


def compare(a: Happening, b: Happening) -> tuple[float, list[str]] | None:
    """Sum what speaks for one event; None where the two cannot be one."""
    grounds: list[str] = []
    if a.days and b.days:
        if a.days[0] <= b.days[1] and b.days[0] <= a.days[1]:
            grounds.append("same day" if a.days == b.days else "days meet")
        elif happens_once(a, b):
            grounds.append("other days, of what happens once")
        else:
            return None
    if a.people and b.people:
        if a.people & b.people:
            grounds.append("shared person")
        elif a.mode == b.mode and a.bodies & b.bodies:
            grounds.append("other people")
        else:
            return None
    if a.bodies & b.bodies:
        several = len(a.bodies & b.bodies) > 1 and a.mode == b.mode and a.mode in ONCE
        grounds.append("shared bodies, of what happens once" if several else "shared body")
    if a.mode and b.mode:
        grounds.append("mode" if a.mode == b.mode else "other mode")
    if a.place and b.place:
        grounds.append("same place" if a.place == b.place else "other place")
    if fold(a.mention.trigger.text) == fold(b.mention.trigger.text):
        grounds.append("same trigger")
    if a.mention.document == b.mention.document:
        grounds.append(on_one_page(a, b))
    if (a.mention.modality == "planned") != (b.mention.modality == "planned"):
        grounds.append("planned against happened")
    return sum(WEIGHTS[g] for g in grounds), grounds


def happens_once(a: Happening, b: Happening) -> bool:
    """Say whether two pages that give different days may yet tell one event: a thing done once to one person, days
    apart.

    «أوقف القبطان يوم الخميس» on one page and «يوم السبت» on another are one arrest and two accounts of its day.
    """
    if a.mode != b.mode or a.mode not in ONCE or a.mention.document == b.mention.document:
        return False
    if a.people and b.people and not a.people & b.people:
        return False
    ends = sorted(date.fromisoformat(d) for d in (*(a.days or ()), *(b.days or ())))
    return (ends[-1] - ends[0]).days <= NEAR


def blocks(happenings: list[Happening]) -> set[tuple[int, int]]:
    """Pair the mentions that share a type and a participant, place or trigger word."""
    by_feature: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, h in enumerate(happenings):
        for feature in h.features:
            by_feature[feature].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in by_feature.values():
        near = combinations(members, 2) if len(members) <= BUCKET else (
            (members[i], members[j]) for i in range(len(members)) for j in range(i + 1, min(i + BUCKET // 2, len(members)))
        )  # fmt: skip
        pairs.update(near)
    return pairs


def on_one_page(a: Happening, b: Happening) -> str:
    """Say how two mentions of one page stand to one another: a headline tells the event that the body tells in full."""
    if a.mention.sentence == b.mention.sentence:
        return "one sentence"
    return "headline and body" if a.headline != b.headline else "one page, two sentences"


def cluster(
    mentions: list[EventMention],
    kinds: dict[str, str],
    headlines: dict[str, Span] | None = None,
    rulings: Sequence[Ruling] = (),
) -> list[EventCluster]:
    """Gather mentions into events, the surest pairs first; then join what people have judged to be one event.

    A cluster never holds two mentions that cannot be one event, unless a person has joined them.
    """
    bonds = Bonds.of(mentions, rulings)
    happenings = [happening(m, kinds, headlines or {}) for m in mentions]
    scored = []
    for i, j in blocks(happenings):
        found = compare(happenings[i], happenings[j])
        if found and found[0] >= JOIN:
            scored.append((-found[0], i, j, found[1]))
    home = list(range(len(happenings)))
    held = {i: Group([h]) for i, h in enumerate(happenings)}
    members = {i: [i] for i in home}
    for negative, i, j, grounds in sorted(scored):
        x, y = sorted((home[i], home[j]))
        if x == y or not bonds.allow(i, j) or not compatible(held[x], held[y]):
            continue
        bonds.whole.join(i, j)
        held[x].happenings += held[y].happenings
        held[x].because += [*held.pop(y).because, joined(happenings[i], happenings[j], -negative, grounds)]
        for moved in members[y]:
            home[moved] = x
        members[x] += members.pop(y)
    return [EventCluster([h.mention for h in g.happenings], g.because) for g in bonds.gather(held)]


@dataclass
class Bonds:
    """What people have judged about numbered mentions: whole groups, pairs that no score joins, and the reasons.

    `whole` holds scores' and people's joins together, so that what people keep apart does not meet through either.
    """

    whole: Partition
    open: set[frozenset[int]]
    reasons: list[tuple[int, int, Reason]]

    @classmethod
    def of(cls, mentions: list[EventMention], rulings: Sequence[Ruling]) -> Bonds:
        """Note the judgements about these mentions."""
        number = {m.id: n for n, m in enumerate(mentions)}
        bonds = cls(Partition(len(mentions)), set(), [])
        for r in rulings:
            if r.a not in number or r.b not in number:
                continue
            a, b = number[r.a], number[r.b]
            verdict = r.judgement.verdict
            if verdict == "same":
                bonds.whole.join(a, b)
            elif verdict == "different":
                bonds.whole.keep_apart(a, b)
            else:
                bonds.open.add(frozenset((a, b)))
            bonds.reasons.append((a, b, r.reason(mentions[a].trigger.text, mentions[b].trigger.text)))
        return bonds

    def allow(self, a: int, b: int) -> bool:
        """Say whether a score may join two mentions."""
        return frozenset((a, b)) not in self.open and self.whole.may_join(a, b)

    def gather(self, held: dict[int, Group]) -> list[Group]:
        """Put together the groups that people have joined, and note on each what was judged about it."""
        whole: dict[int, Group] = {}
        for first, group in held.items():
            into = whole.setdefault(self.whole.root(first), Group([]))
            into.happenings += group.happenings
            into.because += group.because
        for a, b, reason in self.reasons:
            for root in sorted({self.whole.root(a), self.whole.root(b)}):
                whole[root].because.append(reason)
        return list(whole.values())


def joined(a: Happening, b: Happening, score: float, grounds: list[str]) -> Reason:
    """Keep the sum that joined two mentions."""
    summed = ", ".join(f"{g} {WEIGHTS[g]:+.1f}" for g in grounds)
    return Reason(
        rule="events.same", document=b.mention.document, span=b.mention.trigger.span, score=round(score, 2),
        detail=f"{a.mention.id} = {b.mention.id}: {summed}",
    )  # fmt: skip


def compatible(a: Group, b: Group) -> bool:
    """Say whether most pairs across two clusters speak for one event, and none forbids it."""
    sums = []
    for x in a.happenings:
        for y in b.happenings:
            found = compare(x, y)
            if found is None:
                return False
            sums.append(found[0])
    return sum(sums) / len(sums) >= JOIN / 2
