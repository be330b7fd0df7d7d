"""Passages that two pages share: exact on both sides, never dependent on the pages' order, linear on many copies."""

from __future__ import annotations

import re
import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import Mention
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Reuse
from tawatur.merge import reuse
from tests.merge.stories import calling, lexicons, page, saying

BRIDGE = "افتتح وزير الأشغال صباح الأحد جسرا معلقا يصل بين ضفتي النهر في مدينة السروة بعد خمس سنوات من العمل"
MARKET = "وقال تجار في السوق القديم إن الحركة عادت إلى المحال التي أغلقت أبوابها طوال أشهر الشتاء الماضية"
SCHOOL = "تستعد مدارس البلدة لاستقبال التلاميذ مع بداية الفصل الجديد وسط نقص في المقاعد والكتب"


def find(*readings: Reading) -> list[Reuse]:
    return reuse.find(list(readings), lexicons())


def words(reading: Reading, found: Reuse, which: str) -> str:
    passage = found.a if which == "a" else found.b
    assert passage.document == reading.document.id
    return passage.span.of(reading.text)


def test_a_passage_shared_word_for_word_has_exact_spans_on_both_sides():
    one = page("d1", f"مقدمة قصيرة للخبر. {BRIDGE}. خاتمة الصفحة الأولى هنا.")
    two = page("d2", f"{SCHOOL}. {BRIDGE}، وهو جسر طويل.")
    (found,) = find(one, two)
    assert words(one, found, "a") == BRIDGE
    assert words(two, found, "b") == BRIDGE
    assert found.words == len(BRIDGE.split())
    assert found.similarity == 1.0


def test_seven_shared_words_are_no_passage_and_eight_are():
    eight = " ".join(BRIDGE.split()[:8])
    seven = " ".join(BRIDGE.split()[:7])
    assert not find(page("d1", f"{seven} وتم ذلك"), page("d2", f"قيل {seven}"))
    (found,) = find(page("d1", f"{eight} وتم ذلك"), page("d2", f"قيل {eight}"))
    assert found.words == 8


def test_spelling_vowel_marks_and_punctuation_do_not_hide_a_passage():
    marked = BRIDGE.replace("وزير الأشغال", "وزيرُ الاشغال").replace("مدينة السروة", "«مدينه السروه»")
    one, two = page("d1", BRIDGE), page("d2", marked)
    (found,) = find(one, two)
    assert found.words == len(BRIDGE.split())
    assert words(two, found, "b") == marked


def test_a_lightly_edited_passage_stays_one_passage():
    changed = BRIDGE.replace("صباح الأحد", "مساء أول أمس").replace("بعد خمس", "وذلك بعد نحو خمس")
    one, two = page("d1", f"{BRIDGE}. {MARKET}."), page("d2", f"{changed}. {MARKET}.")
    (found,) = find(one, two)
    assert words(one, found, "a") == f"{BRIDGE}. {MARKET}"
    assert 0.8 < found.similarity < 1.0


def test_paragraphs_that_changed_places_are_two_passages():
    one, two = page("d1", f"{BRIDGE}.\n{MARKET}."), page("d2", f"{MARKET}.\n{BRIDGE}.")
    found = find(one, two)
    assert [words(one, f, "a") for f in found] == [BRIDGE, MARKET]


def test_a_page_that_holds_another_three_times_has_three_passages():
    one = page("d1", f"{BRIDGE}.\n{SCHOOL}.\n{BRIDGE}.\nسطر آخر لا صلة له.\n{BRIDGE}.")
    found = find(one, page("d2", BRIDGE))
    assert [words(one, f, "a") for f in found] == [BRIDGE] * 3


def test_pages_that_share_nothing_share_nothing():
    assert find(page("d1", BRIDGE), page("d2", MARKET), page("d3", SCHOOL)) == []
    assert find() == []
    assert find(page("d1", BRIDGE)) == []
    assert find(page("d1", ""), page("d2", "🙂🙂"), page("d3", "\x00\x01")) == []


def test_page_furniture_is_not_compared():
    one = page("d1", "نص أول قصير", credit=BRIDGE)
    two = page("d2", "نص ثان مختلف", credit=BRIDGE)
    assert find(one, two) == []


def test_the_headline_is_compared():
    (found,) = find(page("d1", SCHOOL, title=BRIDGE), page("d2", BRIDGE))
    assert found.words == len(BRIDGE.split())


def test_a_run_that_is_only_a_formula_is_dropped_and_one_that_holds_more_is_kept():
    prayer = "إنا لله وإنا إليه راجعون تغمده الله بواسع رحمته وأسكنه فسيح جناته وألهم أهله وذويه الصبر والسلوان"
    assert find(page("d1", f"{BRIDGE}. {prayer}."), page("d2", f"{MARKET}. {prayer}.")) == []
    (found,) = find(page("d1", f"توفي شيخ البلدة أمس {prayer}."), page("d2", f"توفي شيخ البلدة أمس {prayer}."))
    assert "formula" in found.because[0].detail


def test_the_order_of_the_pages_never_changes_the_result():
    pages = [
        page("d1", f"{BRIDGE}. {SCHOOL}.", "النهر", "2031-04-05"),
        page("d2", f"{SCHOOL}. {MARKET}.", "السهل", "2031-04-03"),
        page("d3", f"{MARKET}. {BRIDGE}.", "الجبل"),
    ]
    first = find(*pages)
    assert len(first) == 3
    assert all(find(*order) == first for order in permutations(pages))


def test_two_hundred_copies_cost_linear_time_and_every_copy_is_held():
    pages = [page(f"d{n}", f"{BRIDGE}. {MARKET}. {SCHOOL}.") for n in range(200)]
    began = time.process_time()
    found = find(*pages)
    assert time.process_time() - began < 8
    assert len(found) < 200 * 33
    assert {d for f in found for d in (f.a.document, f.b.document)} == {f"d{n}" for n in range(200)}


def test_a_thousand_equal_sentences_are_one_passage():
    text = "سيفتح الجسر الجديد أمام السيارات قريبا بحسب البلدية. " * 1000
    began = time.process_time()
    (found,) = find(page("d1", text), page("d2", text))
    assert time.process_time() - began < 4
    assert found.words == 8000


def test_a_credit_names_the_other_outlet_and_says_who_copied():
    source = page("d1", f"{BRIDGE}.", "النهر")
    copy = saying(page("d2", f"ذكرت صحيفة النهر أنه {BRIDGE}.", "السهل"), "صحيفة النهر", BRIDGE, "outlet")
    (found,) = find(source, copy)
    assert found.credited
    assert found.direction.from_ == "d1"
    assert found.direction.because[0].rule == "reuse.credit"
    assert found.direction.because[0].span.of(copy.text) == "صحيفة النهر"


def test_a_credit_line_under_the_article_is_a_credit():
    source, copy = page("d1", BRIDGE, "النهر"), page("d2", BRIDGE, "السهل", credit="المصدر: النهر")
    (found,) = find(source, copy)
    assert found.credited and found.direction.from_ == "d1"


def test_a_common_agency_is_a_credit_without_a_direction():
    one = saying(page("d1", f"{BRIDGE}.", "النهر", "2031-04-05"), "وكالة الساحل", BRIDGE, "agency", None)
    two = saying(page("d2", f"{BRIDGE}.", "السهل", "2031-04-09"), "الساحل للأنباء", BRIDGE, "agency", None)
    (found,) = find(one, two)
    assert found.credited
    assert found.direction.from_ is None


def test_an_uncredited_copy_is_not_credited():
    (found,) = find(page("d1", BRIDGE, "النهر"), page("d2", BRIDGE, "السهل"))
    assert not found.credited
    assert found.direction.from_ is None
    assert "direction unknown" in found.direction.because[-1].detail


def test_an_inherited_habit_of_spelling_says_who_copied():
    habit = "اجتمع اعضاء اللجنه فى القاعه التى تقع فى وسط المدينه ثم انتقلوا الى البيت الذى بنى فى العام الماضى"
    own = "فى الصباح خرج الناس الى الشارع التى تقع فى الشرق وفى المساء عادوا فى هدوء."
    plain = "في الصباح خرج الناس إلى الشارع التي تقع في الشرق وفي المساء عادوا في هدوء."
    source = page("d1", f"{own} وقف الحارس الذى يعمل هناك. {habit}.")
    copy = page("d2", f"{habit}. نزل المطر في الليل على السهول. جاء الحارس الذي يعمل في المبنى، {plain}")
    (found,) = [f for f in find(source, copy) if f.words == len(habit.split())]
    assert found.direction.from_ == "d1"
    assert found.direction.because[0].rule == "reuse.spelling"


def test_a_foreign_term_says_who_copied():
    text = "وصل القطار إلى محطة الشمال وعلى متنه عمال من منجم الحجر كانوا قد أنهوا نوبتهم"
    source = page("d1", f"منجم الحجر مغلق منذ أمس. {text}.")
    source = calling(calling(source, "منجم الحجر", "m"), "منجم الحجر", "m", 1)
    copy = page("d2", f"{text}. أما مقلع الموت فلم يفتح بعد.")
    copy = calling(calling(copy, "منجم الحجر", "m"), "مقلع الموت", "m")
    (found,) = find(source, copy)
    assert found.direction.from_ == "d1"
    assert found.direction.because[0].rule == "reuse.term"


def naming(reading: Reading, *names: str) -> Reading:
    """Add a mention of a person at every place of some names."""
    found = [
        Mention(
            id="", document=reading.document.id, span=Span(*m.span()), text=name, kind="person", form="name", name=name
        )
        for name in names
        for m in re.finditer(name, reading.text)
    ]
    return reading.adding(mentions=sorted(found, key=lambda m: m.span))


TALKS = "وصل المفاوض جارسيتو مساء أمس إلى المدينة واجتمع مع أعضاء اللجنة في القاعة الكبرى"


def test_an_odd_spelling_of_a_name_says_who_copied():
    source = naming(page("d1", f"{TALKS}. ثم غادر جارسيتو المدينة."), "جارسيتو")
    copy = naming(page("d2", f"{TALKS}. أما غارسيتو فلم يتحدث."), "جارسيتو", "غارسيتو")
    (found,) = find(source, copy)
    assert found.direction.from_ == "d1"
    assert [r.rule for r in found.direction.because] == ["reuse.odd-spelling"] * 2
    assert [r.span.of(copy.text) for r in found.direction.because] == ["جارسيتو", "غارسيتو"]


@pytest.mark.parametrize(("source", "copy"), [
    ("ثم عاد جارسيتو وقال غارسيتو نعم", "أما غارسيتو فلم يتحدث"),
    ("ثم غادر الجميع المدينة", "أما غارسيتو فلم يتحدث"),
    ("ثم غادر جارسيتو المدينة", "أما غارسيتو فلم يتحدث وعاد جارسيتو"),
    ("ثم غادر جارسيتو المدينة", "أما كارسين فلم يتحدث"),
])  # fmt: skip
def test_a_spelling_that_is_not_one_pages_own_throughout_says_nothing(source: str, copy: str):
    names = ("جارسيتو", "غارسيتو", "كارسين")
    (found,) = find(naming(page("d1", f"{TALKS}. {source}."), *names), naming(page("d2", f"{TALKS}. {copy}."), *names))
    assert found.direction.from_ is None


def test_two_short_names_of_one_letter_family_are_two_people():
    talks = TALKS.replace("جارسيتو", "جاسم")
    source = naming(page("d1", f"{talks}. ثم غادر جاسم المدينة."), "جاسم")
    (found,) = find(source, naming(page("d2", f"{talks}. أما قاسم فلم يتحدث."), "جاسم", "قاسم"))
    assert found.direction.from_ is None


def test_a_mistaken_letter_says_who_copied():
    text = "انطلقت في ساحة المدينة مضاهرة كبيرة شارك فيها عمال المصنع وطلاب المدارس"
    source = page("d1", f"{text}. وكانت مضاهرة أخرى قد منعت.")
    (found,) = find(source, page("d2", f"{text}. ولم تخرج مظاهرة في القرى."))
    assert found.direction.from_ == "d1"


def test_a_page_cut_off_in_a_sentence_is_the_copy():
    half = " ".join(BRIDGE.split()[:12])
    (found,) = find(page("d1", f"{SCHOOL}. {half}"), page("d2", f"{BRIDGE}. {MARKET}."))
    assert found.direction.from_ == "d2"
    assert found.direction.because[0].rule == "reuse.cut-off"


@pytest.mark.parametrize(("first", "second", "source"), [
    ("2031-04-03", "2031-04-05", "d1"),
    ("2031-04-05", "2031-04-03", "d2"),
    ("2031-04-03", "2031-04-03", None),
    ("2031-04-03", None, None),
])  # fmt: skip
def test_time_speaks_only_with_a_full_day_between(first: str, second: str | None, source: str | None):
    (found,) = find(page("d1", f"{BRIDGE}.", "النهر", first), page("d2", f"{BRIDGE}.", "السهل", second))
    assert found.direction.from_ == source


VOCABULARY = "جسر نهر سهل جبل وزير بلدة سوق مطر ليل صباح فتح أغلق عاد وصل قال في من إلى"
WORDS = st.lists(st.sampled_from(VOCABULARY.split()))


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_every_run_of_eight_words_is_found_and_nothing_else(one: list[str], shared: list[str], two: list[str]):
    a, b = page("d1", " ".join([*one, *shared])), page("d2", " ".join([*shared, *two]))
    found = find(a, b)
    runs = [{tuple(t.split()[i : i + 8]) for i in range(len(t.split()) - 7)} for t in (a.text, b.text)]
    assert bool(found) == bool(runs[0] & runs[1])
    for f in found:
        assert f.words >= 8 and 0 < f.similarity <= 1
        assert f.a.span.of(a.text).split()[0] == f.b.span.of(b.text).split()[0]
        assert f.a.span.of(a.text).split()[-1] == f.b.span.of(b.text).split()[-1]
