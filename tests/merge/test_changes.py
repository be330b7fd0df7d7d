"""What relaying changed: every differing word in one change, the most telling kind first; what the copier did; never a false alarm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import pipeline
from tawatur.base.annotation import with_
from tawatur.base.document import Outlet, Published
from tawatur.base.fold import DROPPED
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.story import Change, Reuse
from tawatur.extract import figures, times
from tawatur.merge import reuse
from tawatur.merge.reuse.changes import FLIPPED
from tawatur.merge.reuse.degrees import DEGREES, CueDegreeRow
from tawatur.merge.reuse.hedges import HedgeRow
from tawatur.merge.reuse.words import words_of
from tests.cases_file import cases
from tests.extract.spoken import read
from tests.merge.stories import calling, counting, lexicons, page, saying

PLAIN = ("spelling", "replaced", "only-in-a", "only-in-b")
OPENING = "عاد الهدوء إلى السوق القديم في ساعة مبكرة من الصباح"
BRIDGE = "الجسر الجديد سيفتح أمام السيارات بعد خمس سنوات من العمل في المدينة"


def relayed(marked: str, name: str, day: str) -> Reading:
    """Read one page of a case, with the annotators that need no tagger."""
    outlet, when = Outlet(id=name, name=f"صحيفة {name}"), Published(value=day, earliest=day, latest=day)
    reading = read(marked, id=name, outlet=outlet, published=when)
    for annotator in (times, figures):
        reading = reading.adding(**annotator.annotate(reading, pipeline.tables()))
    return reading


def told(change: Change) -> str:
    beside = " beside" if change.beside else ""
    return f"{change.kind} {change.effect}{beside} | {change.text_a} | {change.text_b}"


def find(*readings: Reading) -> list[Reuse]:
    return reuse.find(list(readings), lexicons())


@pytest.mark.parametrize("case", cases("relays"))
def test_case(case: dict[str, object]) -> None:
    """Every pair of pages gives exactly the changes it lists; `before` makes a short passage long enough on both."""
    before = f"{case['before']}.\n" if "before" in case else ""
    one = relayed(before + str(case["text"]), "d1", "2031-04-03")
    two = relayed(before + str(case["copy"]), "d2", "2031-04-06")
    (found,) = find(one, two)
    assert found.direction.from_ == "d1"
    assert [told(c) for c in found.changes if "all" in case or c.kind not in PLAIN] == case["expect"]


def test_a_passage_shared_word_for_word_has_no_changes() -> None:
    (found,) = find(page("d1", f"{BRIDGE}."), page("d2", f"{BRIDGE}، وهو طويل."))
    assert found.changes == []


def test_where_nobody_is_known_to_have_copied_a_change_is_neutral() -> None:
    one = page("d1", f"{OPENING}. ربما {BRIDGE}.")
    two = page("d2", f"{OPENING}. {BRIDGE.replace('خمس', 'ست')}.")
    (found,) = find(one, two)
    assert found.direction.from_ is None
    assert [told(c) for c in found.changes] == ["hedge only-in-a | ربما | ", "replaced differs | خمس | ست"]


@pytest.mark.parametrize(("first", "effect"), [("2031-04-03", "dropped"), ("2031-04-09", "added")])
def test_the_effect_is_the_copiers(first: str, effect: str) -> None:
    """One difference, told the other way round where the other page copied."""
    one = page("d1", f"{OPENING}. ربما {BRIDGE}.", "النهر", first)
    two = page("d2", f"{OPENING}. {BRIDGE}.", "السهل", "2031-04-06")
    (found,) = find(one, two)
    assert [c.effect for c in found.changes] == [effect]


def test_a_cue_cites_the_rows_of_both_degrees() -> None:
    one = cued(page("d1", f"{OPENING}. زعم المدير أن {BRIDGE}.", "النهر", "2031-04-03"), "زعم", "distancing")
    two = cued(page("d2", f"{OPENING}. أكد المدير أن {BRIDGE}.", "السهل", "2031-04-06"), "أكد", "assertive")
    (found,) = find(one, two)
    (change,) = found.changes
    assert told(change) == "cue strengthened | زعم | أكد"
    assert [r.row for r in change.because] == ["cue_degrees.tsv: زعم", "cue_degrees.tsv: أكد"]


def cued(reading: Reading, cue: str, stance: str) -> Reading:
    """Let the manager say that the bridge will open, with a cue that stands on the page."""
    reading = saying(reading, "المدير", BRIDGE, "person", cue)
    (made,) = reading.attributions
    at = reading.text.index(cue)
    span = with_(made.cue, span=type(made.span)(at, at + len(cue)))
    because = [Reason(rule="attributions.cue", row=f"reporting_cues.tsv: {cue}")]
    return reading.adding(attributions=[with_(made, cue=span, stance=stance, because=because)])


def test_an_attribution_whose_cue_both_pages_have_is_not_dropped() -> None:
    """Where only one page's «قال» was read, nothing is said."""
    text = f"{OPENING}. قال المدير إن {BRIDGE}."
    one = cued(page("d1", text, "النهر", "2031-04-03"), "قال", "neutral")
    (found,) = find(one, page("d2", text, "السهل", "2031-04-06"))
    assert found.changes == []


def test_a_credit_to_the_page_copied_from_is_no_voice() -> None:
    """«نقلت صحيفة النهر» in place of «قال المدير» drops the manager, though the copy attributes to the outlet."""
    one = cued(page("d1", f"{OPENING}. قال المدير إن {BRIDGE}.", "النهر"), "قال", "neutral")
    two = saying(
        page("d2", f"صحيفة النهر: {OPENING}. {BRIDGE}.", "السهل"), "صحيفة النهر", f"{OPENING}. {BRIDGE}", "outlet"
    )
    (found,) = find(one, two)
    assert found.direction.from_ == "d1"
    assert [told(c) for c in found.changes] == ["attribution dropped | قال المدير إن | "]


def test_a_figure_in_more_words_takes_those_that_differ() -> None:
    one = counting(page("d1", f"{OPENING}. وجد 18 قتيلا. {BRIDGE}."), "18 قتيلا", "18", "killed")
    two = counting(page("d2", f"{OPENING}. وجد عشرون قتيلا. {BRIDGE}."), "عشرون قتيلا", "20", "killed")
    (found,) = find(one, two)
    assert [told(c) for c in found.changes] == ["figure differs | 18 | عشرون"]
    assert [r.detail for r in found.changes[0].because] == ["exactly; 18", "exactly; 20"]


def test_paragraphs_that_changed_places_are_said_to_have_moved() -> None:
    market = "وقال تجار في السوق القديم إن الحركة عادت إلى المحال التي أغلقت أبوابها طوال أشهر الشتاء"
    found = find(page("d1", f"{BRIDGE}.\n{market}."), page("d2", f"{market}.\n{BRIDGE}."))
    moved = [(f, c) for f in found for c in f.changes if c.kind == "moved"]
    ((passage, change),) = moved
    assert passage.words == min(f.words for f in found), "the shorter passage moved"
    assert {r.document for r in change.because} == {"d1", "d2"}


def test_a_headline_made_of_a_sentence_has_not_moved() -> None:
    market = "وقال تجار في السوق القديم إن الحركة عادت إلى المحال التي أغلقت أبوابها طوال أشهر الشتاء"
    one = page("d1", f"{market}.\n{BRIDGE}.", title="عنوان لا صلة له")
    found = find(one, page("d2", f"{market}.\nسطر آخر هنا.", title=BRIDGE))
    assert not [c for f in found for c in f.changes if c.kind == "moved"]


def test_degrees_are_of_reporting_words_and_every_degree_has_some() -> None:
    rows = lexicons().rows("cue_degrees", CueDegreeRow)
    known = {row.form for row in pipeline.tables().tables["reporting_cues"]}
    assert [row.form for row in rows if row.form not in known] == []
    assert {row.degree for row in rows} == set(DEGREES)
    assert all(FLIPPED[FLIPPED[how]] == how for how in FLIPPED)


def test_hedges_are_of_known_families_and_inflect_as_they_say() -> None:
    rows = lexicons().rows("hedges", HedgeRow)
    families = {"possibility", "appearance", "belief", "hearsay", "unverified", "alleged", "suspected"}
    assert {row.family for row in rows} == families
    assert {row.inflects for row in rows} == {"", "adjective", "impersonal"}
    assert {"المزعومة", "مزعومين"} <= set(next(r for r in rows if r.form == "مزعوم").forms())


TEXT = "جسر نهر سهل إبراهيم ابراهيم مسؤول مسئول ربما 7 عبد الله عبدالله الجيش الإسرائيلي الاحتلال قال أكد المدير إن سوق مطر ليل"
WORDS = st.lists(st.sampled_from(TEXT.split()), max_size=12)
SHARED = st.lists(st.sampled_from(TEXT.split()), min_size=8, max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, SHARED), min_size=1, max_size=4), st.sampled_from(["2031-04-03", None]))
def test_changes_and_equal_words_cover_a_passage_once(
    parts: list[tuple[list[str], list[str], list[str]]], day: str | None
) -> None:
    """On either side no change overlaps another, and the words outside the changes are the same words on both."""
    one = marked(page("d1", " ".join(w for a, _, s in parts for w in (*a, *s)), "النهر", day))
    two = marked(page("d2", " ".join(w for _, b, s in parts for w in (*b, *s)), "السهل", "2031-04-06"))
    for found in find(one, two):
        left = [untouched(reading, found, which) for which, reading in (("a", one), ("b", two))]
        assert left[0] == left[1]


def marked(reading: Reading) -> Reading:
    """Annotate what the vocabulary holds: a figure, a name, somebody's words from the first «قال» on."""
    text = reading.text
    if "7" in text:
        reading = counting(reading, "7", "7", "killed")
    if "الجيش الإسرائيلي" in text:
        reading = calling(reading, "الجيش الإسرائيلي", "جيش إسرائيل")
    rest = text.partition("قال المدير ")[2]
    return cued_here(saying(reading, "المدير", rest, "person", "قال")) if rest.strip() else reading


def cued_here(reading: Reading) -> Reading:
    """Put the cue at its words."""
    (made,) = reading.attributions
    at = reading.text.index("قال المدير")
    return reading.adding(attributions=[with_(made, cue=with_(made.cue, span=type(made.span)(at, at + 3)))])


def untouched(reading: Reading, found: Reuse, which: str) -> list[str]:
    """List the passage's words outside its changes, and check that those lie in it and apart."""
    passage = getattr(found, which).span
    spans = sorted(s for c in found.changes if (s := getattr(c, which)) and not c.beside)
    assert all(passage.holds(s) for s in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    for change in found.changes:
        span = getattr(change, which)
        assert getattr(change, f"text_{which}") == (span.of(reading.text) if span else "")
        assert span is None or passage.holds(span) or not passage.meets(span)
    words = words_of(reading)
    inside = (words.span(k, k + 1) for k in words.within(passage))
    return [DROPPED.sub("", w.of(reading.text)) for w in inside if not any(s.meets(w) for s in spans)]
