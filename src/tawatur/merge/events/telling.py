"""Event mentions by what can become of them: rows, strays that may join one, mentions that point back, and what is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from typing import NamedTuple

from tawatur.base.annotation import EventCluster, EventMention, with_
from tawatur.base.fold import fold
from tawatur.base.judgement import Ruling
from tawatur.base.partition import Partition
from tawatur.base.reason import Reason, Unplaced
from tawatur.merge.events.kinds import TOLD_BY_ALL, UNNAMED, mode_family

POINTING = re.compile(r"[وف]?(?:هي|هو|هذه|هذا|تلك|تعد|يعد|تعتبر|يعتبر|كانت|تكون)\s")  # «وهي أول زيارة»


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
