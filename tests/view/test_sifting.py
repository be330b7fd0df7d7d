"""What is asked of a story's events, and which answer."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import verify
from tawatur.base.story import Story
from tawatur.view.index import Index
from tawatur.view.sifting import STATUSES, Catalogue, Sieve, bounds, first_day, in_time, last_day, narrowed, sieve


@pytest.fixture(scope="module")
def catalogue(invented: Story) -> Catalogue:
    return Catalogue(Index(invented))


def ids(catalogue: Catalogue, **asked: object) -> list[str]:
    return [e.id for e in catalogue.sift(Sieve(**asked))]  # type: ignore[arg-type]


def test_nothing_asked_leaves_all(catalogue: Catalogue, invented: Story) -> None:
    assert ids(catalogue) == [e.id for e in invented.chronology]


def test_fields_narrow_together_and_values_of_one_field_widen(catalogue: Catalogue, invented: Story) -> None:
    types = sorted({e.type for e in invented.chronology})[:2]
    both = ids(catalogue, types=tuple(types))
    assert both == [e.id for e in invented.chronology if e.type in types]
    outlet = catalogue.index.outlet(invented.chronology[0].documents[0])
    assert set(ids(catalogue, types=tuple(types), outlets=(outlet,))) < set(both) | {invented.chronology[0].id}


def test_words_are_found_folded_and_in_sentences(catalogue: Catalogue) -> None:
    """A vowel mark or a hamza that is not typed, or typed too much, changes nothing."""
    assert ids(catalogue, words="اعلنت النقابة") == ids(catalogue, words="أَعْلَنَتِ النقابه") == ["c9"]


def test_an_event_with_an_interval_answers_a_day_in_it(catalogue: Catalogue, invented: Story) -> None:
    for event in invented.chronology:
        if days := catalogue.facts[event.id].event:
            assert event.id in ids(catalogue, since=days[0], until=days[0])
            assert event.id in ids(catalogue, since=days[1][:7])
            assert event.id not in ids(catalogue, since="9998")


def test_an_undated_event_answers_no_time(catalogue: Catalogue) -> None:
    undated = set(ids(catalogue, status=("undated",)))
    assert undated
    assert not undated & set(ids(catalogue, since="0001"))


def test_every_state_parts_the_events(catalogue: Catalogue, invented: Story) -> None:
    assert set(ids(catalogue, status=("dated",))) ^ set(ids(catalogue, status=("undated",))) == {
        e.id for e in invented.chronology
    }
    assert set(ids(catalogue, status=("contradicted",))) <= set(ids(catalogue, status=("disputed",)))
    assert set(ids(catalogue, status=("reviewed",))) ^ set(ids(catalogue, status=("unreviewed",))) == set(
        ids(catalogue)
    )


def test_a_choice_counts_what_it_would_leave(catalogue: Catalogue) -> None:
    for field in ("types", "outlets", "names", "offices"):
        for value, count in catalogue.choices(Sieve(), field).items():
            assert len(ids(catalogue, **{field: (value,)})) == count


def test_choices_of_a_field_do_not_count_the_field_itself(catalogue: Catalogue) -> None:
    """Another type can still be added to the one that is asked."""
    types = catalogue.choices(Sieve(), "types")
    one = next(iter(types))
    assert catalogue.choices(Sieve(types=(one,)), "types") == types


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["words", "since", "until", "by", "types", "outlets", "chains", "status", "x"]),
            st.text(max_size=12),
        ),
        max_size=8,
    )
)
def test_any_query_is_a_sieve_and_its_fields_give_it_back(pairs: list[tuple[str, str]]) -> None:
    asked = sieve(pairs)
    assert sieve(asked.fields()) == asked
    assert set(asked.status) <= set(STATUSES)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [("2022", "2022-01-01", "2022-12-31"), ("2022-02", "2022-02-01", "2022-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
     ("2022-07-19", "2022-07-19", "2022-07-19"),
     ("2022-07-19/2022-08", "2022-07-19", "2022-08-31"),
     ("2022-07-19T10:00", "2022-07-19", "2022-07-19"),
     ("PXD", None, None), ("2022-W30", None, None), ("", None, None), (None, None, None)],
)  # fmt: skip
def test_the_days_that_a_value_allows(value: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(value), last_day(value)) == (first, last)


def test_one_bound_stands_for_the_other() -> None:
    assert bounds(None, None, "2022-07-20") == ("2022-07-20", "2022-07-20")
    assert bounds(None, None, None) is None


def test_time_is_inclusive() -> None:
    assert in_time(("2022-07-19", "2022-07-19"), "2022-07-19", "2022-07-19")
    assert in_time(("2022-07-19", "2022-08-02"), "2022-08", "")
    assert not in_time(("2022-07-19", "2022-07-31"), "2022-08", "")


def test_a_narrowed_story_is_whole(invented: Story) -> None:
    """Every span reads as before, every id that is named is there, and nothing else is."""
    for event in invented.chronology:
        part = narrowed(invented, [event])
        assert list(verify.differences(part)) == []
        assert [e.id for e in part.chronology] == [event.id]
        pages = {d.id for d in part.documents}
        assert pages >= set(event.documents)
        assert {e.id for e in part.entities} >= {*event.actors, *event.recipients}
        assert {m.id for m in part.event_mentions} == set(event.event_mentions)
        assert all(m.document in pages for e in part.entities for m in e.mentions)
        assert msgspec.json.decode(msgspec.json.encode(part), type=Story) == part


def test_all_of_a_story_narrowed_keeps_every_event(invented: Story) -> None:
    assert narrowed(invented, invented.chronology).chronology == invented.chronology
