"""What people judge of event mentions outranks the sums: it joins what they forbid and parts what they join."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import EventMention
from tawatur.base.judgement import Judgement, Ruling
from tawatur.merge import events
from tests.merge.test_events import KINDS, mention

DAYS = ("2024-03-14", "2024-03-16", "2024-05-01", "")


def ruling(a: str, verdict: str, b: str, number: int = 1) -> Ruling:
    row = Judgement(
        id=f"j{number}", verdict=verdict, noun="EventMention", by="سلمى", because="رأيتها", when="2024-03-14T09:00:00Z"
    )
    return Ruling(row, a, b)


def groups(mentions: Sequence[EventMention], *rulings: Ruling) -> set[frozenset[str]]:
    return {frozenset(m.id for m in c.mentions) for c in events.cluster(list(mentions), KINDS, None, rulings)}


def visit(name: str, day: str) -> EventMention:
    return mention(name, who="e1", day=day, mode="visit", word="زار")


def test_two_whose_days_do_not_meet_are_joined_with_all_that_belongs_to_either() -> None:
    told = [visit(f"d{n}v1", day) for n, day in enumerate(("2024-03-14", "2024-03-14", "2024-05-01", "2024-05-01"), 1)]
    assert len(groups(told)) == 2
    (cluster,) = events.cluster(told, KINDS, None, [ruling("d1v1", "same", "d4v1")])
    assert len(cluster.mentions) == 4
    assert cluster.because[-1].rule == "events.judgement"
    assert cluster.because[-1].detail == "j1, by سلمى: «زار» = «زار»: رأيتها"


def test_two_that_a_sum_joins_are_parted_and_both_say_so() -> None:
    told = [visit("d1v1", "2024-03-14"), visit("d2v1", "2024-03-14")]
    parted = events.cluster(told, KINDS, None, [ruling("d1v1", "different", "d2v1")])
    assert len(parted) == 2
    assert all(c.because[-1].rule == "events.judgement" for c in parted)


def test_two_that_are_parted_do_not_meet_through_a_third() -> None:
    told = [visit(f"d{n}v1", "2024-03-14") for n in (1, 2, 3)]
    found = groups(told, ruling("d1v1", "different", "d2v1"))
    assert found == {frozenset(("d1v1", "d3v1")), frozenset(("d2v1",))}


def test_two_that_are_parted_do_not_meet_through_one_that_a_person_joined() -> None:
    """1 = 3 and 1 ≠ 2: what a sum joins with 3 cannot be 2."""
    told = [visit("d1v1", "2024-03-14"), visit("d2v1", "2024-05-01"), visit("d3v1", "2024-05-01")]
    rulings = [ruling("d1v1", "same", "d3v1"), ruling("d1v1", "different", "d2v1", 2)]
    assert groups(told, *rulings) == {frozenset(("d1v1", "d3v1")), frozenset(("d2v1",))}


def test_an_unsure_pair_is_not_joined_by_its_sum() -> None:
    told = [visit("d1v1", "2024-03-14"), visit("d2v1", "2024-03-14")]
    parted = events.cluster(told, KINDS, None, [ruling("d1v1", "unsure", "d2v1")])
    assert [c.because[-1].detail.count("≟") for c in parted] == [1, 1]


def test_a_stray_that_a_person_joins_with_a_row_belongs_to_it() -> None:
    told = events.Told([visit("d1v1", "2024-03-14")], [mention("d2v1", mode="visit", word="زيارة")], [])
    after = events.promoted(told, [ruling("d1v1", "same", "d2v1")])
    assert [m.id for m in after.rows] == ["d1v1", "d2v1"] and after.strays == []
    assert events.promoted(told, []) == told


def test_a_stray_kept_apart_from_the_only_disaster_is_left_out() -> None:
    disaster = mention("d1v1", day="2024-03-13", mode="drowning", kind="OTHER", word="غرق")
    stray = mention("d2v1", mode="accident", kind="OTHER", word="الحادث")
    clusters = events.cluster([disaster], KINDS)
    assert len(events.join_strays(clusters, [stray])[0][0].mentions) == 2
    kept, left_out = events.join_strays(clusters, [stray], [ruling("d1v1", "different", "d2v1")])
    assert (len(kept[0].mentions), len(left_out)) == (1, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(DAYS), min_size=2, max_size=7), st.data())
def test_consistent_judgements_are_kept_whatever_the_sums_say(days: list[str], data: st.DataObject) -> None:
    """A person's parts of the mentions: within a part all are one, across two parts none is."""
    told = [visit(f"d{n}v1", day) for n, day in enumerate(days, 1)]
    part = [data.draw(st.integers(0, 2)) for _ in told]
    pairs = data.draw(st.lists(st.tuples(*[st.integers(0, len(told) - 1)] * 2), max_size=8))
    rulings = [
        ruling(told[a].id, "same" if part[a] == part[b] else "different", told[b].id, n)
        for n, (a, b) in enumerate(pairs, 1) if a != b
    ]  # fmt: skip
    found = groups(told, *rulings)
    assert sorted(i for g in found for i in g) == sorted(m.id for m in told)
    home = {i: g for g in found for i in g}
    assert all((home[r.a] == home[r.b]) == (r.judgement.verdict == "same") for r in rulings)
