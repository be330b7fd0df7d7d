"""Mentions are one event only where nothing forbids it, and the sums that joined them are kept."""

from __future__ import annotations

import pytest

from tawatur.base.annotation import EventCluster, EventMention, EventTime, Participant, Trigger
from tawatur.base.span import Span
from tawatur.merge import events

KINDS = {"e1": "person", "e2": "person", "e3": "place", "e4": "organisation"}


def mention(
    name: str, *, who: str = "", whom: str = "", day: str = "", mode: str = "meeting", kind: str = "CONSULT", word: str = "التقى",
    at: int = 0, **more: object,
) -> EventMention:  # fmt: skip
    document = name[: name.index("v")]
    span = Span(at, at + len(word))
    people = [[Participant(span=span, text=e, entity=e) for e in side.split()] for side in (who, whom)]
    time = EventTime(value=day, span=span, earliest=day, latest=day) if day else None
    fields = {
        "id": name, "document": document, "span": span, "text": word, "type": kind, "mode": mode,
        "trigger": Trigger(span=span, text=word), "actors": people[0], "recipients": people[1], "time": time,
        "sentence": Span(at, at + 50),
    }  # fmt: skip
    return EventMention(**(fields | more))  # type: ignore[arg-type]


def groups(*mentions: EventMention, headlines: dict[str, Span] | None = None) -> set[frozenset[str]]:
    return {frozenset(m.id for m in c.mentions) for c in events.cluster(list(mentions), KINDS, headlines)}


def test_two_pages_that_tell_one_meeting_are_one_event() -> None:
    a, b = mention("d1v1", who="e1", whom="e2", day="2024-03-14"), mention("d2v1", who="e1", day="2024-03-14")
    assert groups(a, b) == {frozenset(("d1v1", "d2v1"))}


def test_days_that_do_not_meet_keep_two_visits_apart() -> None:
    a, b = (
        mention("d1v1", who="e1", day="2024-03-14", mode="visit"),
        mention("d2v1", who="e1", day="2024-07-01", mode="visit"),
    )
    assert len(groups(a, b)) == 2


def test_visits_of_two_people_are_two_events() -> None:
    a = mention("d1v1", who="e1", whom="e3", day="2024-03-14", mode="visit", word="زار")
    b = mention("d2v1", who="e2", whom="e3", day="2024-03-14", mode="visit", word="زار")
    assert len(groups(a, b)) == 2


def test_an_arrest_told_for_two_days_is_one_event() -> None:
    a = mention("d1v1", who="e4", whom="e1", day="2024-03-14", mode="arrest", kind="COERCE", word="أوقفت")
    b = mention("d2v1", whom="e1", day="2024-03-16", mode="arrest", kind="COERCE", word="أوقفت")
    assert len(groups(a, b)) == 1


def test_two_mentions_that_cannot_be_one_are_not_joined_through_a_third() -> None:
    a = mention("d1v1", who="e1", day="2024-03-14", mode="visit")
    b = mention("d2v1", who="e1", mode="visit")
    c = mention("d3v1", who="e1", day="2024-05-14", mode="visit")
    assert len(groups(a, b, c)) == 2


def test_a_headline_tells_the_event_that_its_body_tells_in_full() -> None:
    head = mention("d1v1", mode="arrest", kind="COERCE", word="توقيف")
    body = mention("d1v2", whom="e1", day="2024-03-14", mode="arrest", kind="COERCE", word="أوقفت", at=100)
    assert len(groups(head, body, headlines={"d1": Span(0, 40)})) == 1
    assert len(groups(head, body)) == 2


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"who": "e1"}, True),
        ({}, False),
        ({"kind": "PROTEST", "day": "2024-03-14"}, True),
        ({"who": "e1", "polarity": "-"}, False),
        ({"who": "e1", "modality": "hypothetical"}, False),
        ({"who": "e1", "modality": "planned"}, True),
    ],
)
def test_what_makes_a_row(fields: dict[str, str], row: bool) -> None:
    told = events.worth_a_row([mention("d1v1", **fields)])  # type: ignore[arg-type]
    assert bool(told.rows) is row
    assert bool(told.strays or told.left_out) is not row


def sinking(name: str, day: str = "") -> EventMention:
    return mention(name, day=day, mode="drowning", kind="OTHER", word="غرق")


def test_a_stray_joins_the_one_dated_disaster_of_its_kind() -> None:
    (cluster,), left_out = events.join_strays(
        [EventCluster([sinking("d1v1", "2024-03-13")], [])],
        [mention("d2v1", mode="accident", kind="OTHER", word="الحادث")],
    )
    assert [m.id for m in cluster.mentions] == ["d1v1", "d2v1"]
    assert cluster.because[-1].rule == "events.only-one-of-its-kind"
    assert left_out == []


def test_a_stray_that_two_disasters_could_take_is_left_out() -> None:
    two = [EventCluster([sinking("d1v1", "2024-03-13")], []), EventCluster([sinking("d3v1", "2019-01-02")], [])]
    clusters, left_out = events.join_strays(two, [sinking("d2v1")])
    assert [len(c.mentions) for c in clusters] == [1, 1]
    assert len(left_out) == 1


def test_a_stray_visit_joins_nothing() -> None:
    visit = EventCluster([mention("d1v1", who="e1", day="2024-03-13", mode="visit")], [])
    clusters, left_out = events.join_strays([visit], [mention("d2v1", mode="visit", word="زيارة")])
    assert len(clusters[0].mentions) == 1
    assert len(left_out) == 1


def test_a_definite_mention_takes_up_the_event_told_before_it() -> None:
    told = mention("d1v1", who="e1", whom="e3", day="2024-03-14", mode="visit", word="زار")
    taken = mention("d1v2", mode="visit", word="الزيارة", at=60)
    _, after = events.taken_up([told, taken])
    assert [p.entity for p in after.actors] == ["e1"]
    assert after.because[-1].rule == "events.definite"


def test_the_sum_that_joined_two_mentions_is_kept() -> None:
    a, b = mention("d1v1", who="e1", day="2024-03-14"), mention("d2v1", who="e1", day="2024-03-14")
    (cluster,) = events.cluster([a, b], KINDS)
    assert "same day +1.2" in cluster.because[0].detail


def test_a_thousand_mentions_of_one_word_are_compared_in_a_moment() -> None:
    many = [mention(f"d{i}v1", who="e1", day=f"2024-01-{i % 28 + 1:02}") for i in range(1, 1001)]
    assert len(groups(*many)) == 28
