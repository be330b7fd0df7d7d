"""Of judgements that contradict one another the newest counts, and each that does not says which stand against it."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.base.judgement import Judgement, Standing
from tawatur.merge import judgements
from tests.merge.judgements.made import page, says

PAGES = [page(f"d{n}", name) for n, name in enumerate(("رامز الكنعاني", "أبو سليم", "نعمان الشهيبي", "هالة نصار"), 1)]
A, B, C, D = (f"d{n}m1" for n in range(1, 5))


def standing(*rows: Judgement) -> dict[str, Standing]:
    return {j.id: j.standing for j in judgements.weigh(rows, PAGES).judgements if j.standing}


def row(number: int, a: str, verdict: str, b: str, when: int | None = None) -> Judgement:
    return says(PAGES, number, a, verdict, b, when)


def undo(number: int, target: str) -> Judgement:
    return says(PAGES, number, "", "undone", "", undoes=target)


@pytest.mark.parametrize("older", ["same", "different", "unsure"])
@pytest.mark.parametrize("newer", ["same", "different", "unsure"])
def test_of_two_about_one_pair_the_newer_counts(older: str, newer: str) -> None:
    found = standing(row(1, A, older, B), row(2, B, newer, A))
    assert found["j2"].state == "holds"
    assert found["j1"].overruled_by == ([] if older == newer else ["j2"])


def test_the_newest_is_told_by_its_time_not_by_its_place() -> None:
    found = standing(row(1, A, "same", B, when=30), row(2, A, "different", B, when=20))
    assert (found["j1"].state, found["j2"].overruled_by) == ("holds", ["j1"])


def test_a_difference_overrules_the_oldest_of_the_judgements_that_join_its_pair_through_others() -> None:
    found = standing(row(1, A, "same", B), row(2, B, "same", C), row(3, A, "different", C))
    assert [found[j].state for j in ("j1", "j2", "j3")] == ["overruled", "holds", "holds"]
    assert found["j1"].overruled_by == ["j3", "j2"]


def test_two_that_join_a_pair_through_a_third_overrule_an_older_difference() -> None:
    found = standing(row(1, A, "different", C), row(2, A, "same", B), row(3, B, "same", C))
    assert found["j1"].overruled_by == ["j2", "j3"]


def test_what_contradicts_nothing_holds() -> None:
    rows = [row(1, A, "same", B), row(2, C, "different", A), row(3, C, "same", D), row(4, D, "different", B)]
    assert {s.state for s in standing(*rows).values()} == {"holds"}


def test_an_undone_judgement_no_longer_counts_and_brings_back_what_it_overruled() -> None:
    rows = [row(1, A, "same", B), row(2, A, "different", B)]
    found = standing(*rows, undo(3, "j2"))
    assert (found["j1"].state, found["j2"].state, found["j2"].undone_by) == ("holds", "undone", "j3")
    again = standing(*rows, undo(3, "j2"), undo(4, "j3"))
    assert (again["j1"].state, again["j2"].state, again["j3"].undone_by) == ("overruled", "holds", "j4")


def test_the_rows_are_never_changed() -> None:
    rows = [row(1, A, "same", B), row(2, A, "different", B), undo(3, "j1")]
    assert [j.row for j in judgements.weigh(rows, PAGES).judgements] == rows


def test_a_side_that_is_not_found_is_told_and_the_row_is_kept() -> None:
    rows = [row(1, A, "same", B), row(2, B, "same", C)]
    weighed = judgements.weigh(rows, PAGES[1:])
    assert [r.judgement.id for r in weighed.rulings] == ["j2"]
    (lost,) = judgements.unplaced(weighed.judgements, PAGES[1:])
    assert (lost.kind, lost.document) == ("judgement", "d2")
    assert lost.why.startswith("j1 (same, by سلمى): no page is d1.txt")


def test_a_name_that_is_no_longer_read_as_one_is_told() -> None:
    silent = [PAGES[0].adding(mentions=[]), PAGES[1]]
    (judged,) = judgements.weigh([row(1, A, "same", B)], silent).judgements
    assert judged.standing and "no name is read there now" in judged.standing.why


def test_mentions_of_one_name_on_one_page_speak_for_one_another() -> None:
    """Who judges the second mention contradicts who judged the first."""
    pages = [page("d1", "رامز الكنعاني", "رامز الكنعاني"), page("d2", "أبو سليم")]
    rows = [says(pages, 1, "d1m1", "same", "d2m1"), says(pages, 2, "d1m2", "different", "d2m1")]
    found = {j.id: j.standing for j in judgements.weigh(rows, pages).judgements if j.standing}
    assert found["j1"].overruled_by == ["j2"]


def test_two_desks_judgements_are_put_together_and_what_both_have_stands_once() -> None:
    mine = [row(1, A, "same", B), row(2, C, "same", D)]
    theirs = [row(1, A, "same", B), row(2, B, "different", C), undo(3, "j2"), undo(4, "j1")]
    put = judgements.taken_over(mine, theirs)
    assert [j.id for j in put] == ["j1", "j2", "j3", "j4", "j5"]
    assert put[:2] == mine
    assert [(j.verdict, j.undoes) for j in put[2:]] == [("different", None), ("undone", put[2].id), ("undone", "j1")]
    assert judgements.taken_over(put, theirs) == put
    assert len({j.id for j in put}) == len(put)


def test_an_undoing_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="j4 undoes j9"):
        judgements.taken_over([], [undo(4, "j9")])


def test_the_standing_is_no_part_of_a_row() -> None:
    (judged,) = judgements.weigh([row(1, A, "same", B)], PAGES).judgements
    assert judged.standing and judged.row == msgspec.structs.replace(judged, standing=None)
