"""What people judge of names outranks what scores say, and nothing more is joined or parted than they said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import pipeline
from tawatur.base.annotation import Office
from tawatur.merge import entities
from tests.merge.judgements.made import groups, linked, page, rulings, says


def one(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def test_two_names_that_no_score_joins_are_joined_and_the_entity_says_by_whom() -> None:
    pages = [page("d1", "رامز الكنعاني"), page("d2", "أبو سليم")]
    assert len(groups(pages)) == 2
    (entity,) = linked(pages, says(pages, 1, "d1m1", "same", "d2m1"))
    (reason,) = entity.because
    assert reason.rule == "entities.judgement"
    assert reason.detail == "j1, by سلمى: «رامز الكنعاني» = «أبو سليم»: رأيتهما معا"


def test_two_spellings_that_a_score_joins_are_kept_apart() -> None:
    pages = [page("d1", "غاريت هولمن"), page("d2", "جاريت هولمن")]
    assert len(groups(pages)) == 1
    row = says(pages, 1, "d1m1", "different", "d2m1")
    assert groups(pages, row) == {one("d1m1"), one("d2m1")}
    assert all(e.because[-1].rule == "entities.judgement" for e in linked(pages, row))


def test_two_who_are_kept_apart_do_not_meet_through_a_third() -> None:
    """The third spelling, which scores join with either, stays with one of them."""
    pages = [page("d1", "غاريت هولمن"), page("d2", "جاريت هولمن"), page("d3", "Garrett Hollman")]
    assert len(groups(pages)) == 1
    found = groups(pages, says(pages, 1, "d1m1", "different", "d2m1"))
    assert len(found) == 2
    assert not any({"d1m1", "d2m1"} <= g for g in found)


def test_two_of_one_name_are_parted_with_their_pages_and_the_others_stay() -> None:
    pages = [page("d1", "سامر البحراوي"), page("d2", "سامر البحراوي", "سامر البحراوي"), page("d3", "سامر البحراوي")]
    found = groups(pages, says(pages, 1, "d1m1", "different", "d2m1"))
    assert found == {one("d1m1", "d3m1"), one("d2m1", "d2m2")}


def test_two_of_one_name_on_one_page_are_parted_alone() -> None:
    pages = [page("d1", "سامر البحراوي", "سامر البحراوي", "سامر البحراوي"), page("d2", "سامر البحراوي")]
    found = groups(pages, says(pages, 1, "d1m1", "different", "d1m2"))
    assert found == {one("d1m1", "d1m3", "d2m1"), one("d1m2")}


def test_a_lone_family_name_follows_whom_a_person_says_not_whom_its_page_names() -> None:
    pages = [page("d1", "رامز الكنعاني", "الكنعاني"), page("d2", "رامي الكنعاني")]
    assert one("d1m1", "d1m2") in groups(pages)
    assert groups(pages, says(pages, 1, "d1m2", "same", "d2m1")) == {one("d1m1"), one("d1m2", "d2m1")}


def test_a_lone_family_name_kept_from_one_bearer_may_stand_for_the_other() -> None:
    pages = [page("d1", "رامز الكنعاني", "رامي الكنعاني", "الكنعاني")]
    assert one("d1m3") in groups(pages)
    assert one("d1m2", "d1m3") in groups(pages, says(pages, 1, "d1m1", "different", "d1m3"))


def test_an_unsure_pair_is_not_joined_by_its_score_and_says_so() -> None:
    pages = [page("d1", "غاريت هولمن"), page("d2", "جاريت هولمن")]
    row = says(pages, 1, "d1m1", "unsure", "d2m1")
    assert len(groups(pages, row)) == 2
    assert all("≟" in e.because[-1].detail for e in linked(pages, row))


def test_an_unsure_pair_may_be_joined_through_a_third() -> None:
    pages = [page("d1", "غاريت هولمن"), page("d2", "جاريت هولمن"), page("d3", "Garrett Hollman")]
    assert len(groups(pages, says(pages, 1, "d1m1", "unsure", "d2m1"))) == 1


def test_one_who_is_the_second_of_two_parted_takes_those_of_other_names_along() -> None:
    """A = B and A' ≠ B, where A and A' have one name: A' and its page go."""
    pages = [page("d1", "سامر البحراوي"), page("d2", "سامر البحراوي"), page("d3", "أبو سليم")]
    rows = [says(pages, 1, "d1m1", "same", "d3m1"), says(pages, 2, "d2m1", "different", "d3m1")]
    assert groups(pages, *rows) == {one("d1m1", "d3m1"), one("d2m1")}


@pytest.mark.parametrize("kind", ["organisation", "place", "agreement", "outlet"])
def test_names_of_every_class_can_be_parted_and_joined(kind: str) -> None:
    pages = [page("d1", "مرفأ الخزامى القديم", kind=kind), page("d2", "مرفأ الخزامى القديم", "المنشأة", kind=kind)]
    assert one("d1m1", "d2m1") in groups(pages)
    assert one("d2m1") in groups(pages, says(pages, 1, "d1m1", "different", "d2m1"))
    assert one("d1m1", "d2m1", "d2m2") in groups(pages, says(pages, 1, "d1m1", "same", "d2m2"))


def test_a_title_that_names_nobody_can_be_given_to_a_person() -> None:
    pages = [page("d1", "نعمان الشهيبي"), page("d2", "وزير النقل")]
    title = pages[1].mentions[0]
    office = Office(id="d2o1", document="d2", span=title.span, text=title.text, title=title.text, holder=None)
    row = says(pages, 1, "d1m1", "same", "d2m1")
    pages[1] = pages[1].adding(mentions=[], offices=[office])
    found = linked(pages, row)
    assert [[m.id for m in e.mentions] for e in found] == [["d1m1", "d2mo1"]]
    assert (found[0].name, [o.id for o in found[0].offices]) == ("نعمان الشهيبي", ["d2o1"])
    assert len(linked(pages)) == 2


PEOPLE = ("غاريت هولمن", "جاريت هولمن", "Garrett Hollman", "هولمن", "رامز الكنعاني", "الكنعاني")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_judged_every_mention_is_in_one_entity_and_every_ruling_is_kept(data: st.DataObject) -> None:
    """Same pairs stand together, different ones apart, whatever else scores and other judgements say."""
    pages = [page(f"d{n}", *data.draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4))) for n in range(1, 5)]
    ids = [m.id for r in pages for m in r.mentions]
    verdict = st.sampled_from(("same", "different", "unsure"))
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(ids), verdict, st.sampled_from(ids)), max_size=6))
    rows = [says(pages, n, a, v, b) for n, (a, v, b) in enumerate(pairs, 1) if a != b]
    made = entities.link(pages, pipeline.tables(), rulings(pages, *rows)).entities
    home = {m.id: e.id for e in made for m in e.mentions}
    assert sorted(home) == sorted(ids)
    for r in rulings(pages, *rows):
        if r.judgement.verdict == "same":
            assert home[r.a] == home[r.b]
        elif r.judgement.verdict == "different":
            assert home[r.a] != home[r.b]
