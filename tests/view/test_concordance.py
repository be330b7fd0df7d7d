"""Lines in context are whole words of the page, in the order asked for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import with_
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.concordance import ORDERS, context, lines, ordered, rows
from tawatur.view.index import Index


def test_a_keyword_inside_a_word_is_shown_with_the_whole_word() -> None:
    """«لقوات» is the mention; the word on the page is «وللقوات»."""
    text = "قال وللقوات أمس"
    start = text.index("لقوات")
    made = context(text, Span(start, start + 5))
    assert made == ("قال", "وللقوات", "أمس")
    assert made.direction == "rtl"


def test_a_line_ends_with_its_paragraph() -> None:
    text = "سطر\nأول السد ثم\nآخر"
    at = text.index("السد")
    assert context(text, Span(at, at + 4)) == ("أول", "السد", "ثم")


def test_only_whole_words_fit() -> None:
    text = "واحد اثنان ثلاثة السد أربعة خمسة ستة"
    at = text.index("السد")
    assert context(text, Span(at, at + 4), 10) == ("ثلاثة", "السد", "أربعة")
    assert context(text, Span(at, at + 4), 1) == ("ثلاثة", "السد", "أربعة"), "the nearest word is always shown"


def test_latin_lines_read_from_the_left() -> None:
    assert context("the IDF said", Span(4, 7)).direction == "ltr"


def test_a_span_outside_its_page_is_no_error() -> None:
    assert context("", Span(3, 9)) == ("", "", "")


@settings(deadline=None)
@given(st.text("ابت َ\n«».😀\u202e\x00\r", max_size=80), st.integers(0, 90), st.integers(0, 90), st.integers(0, 30))
def test_context_is_cut_out_of_the_page(text: str, a: int, b: int, width: int) -> None:
    """Every word shown stands on the page, in this order."""
    made = context(text, Span(min(a, b), max(a, b)), width)
    at = 0
    for word in [*made.before.split(), made.keyword, *made.after.split()]:
        at = text.index(word, at) + len(word)


def test_lines_stand_in_the_order_asked_for(invented: Story) -> None:
    index = Index(invented)
    made = lines(index, invented.wordings[0].terms)
    assert [line.term.id for line in ordered(made, "page")] == ["d4w1", "d4w2", "d5w1", "d1w1"]
    assert [line.term.id for line in ordered(made, "nonsense")] == ["d4w1", "d4w2", "d5w1", "d1w1"]
    assert [line.day for line in ordered(made, "date")] == ["2019-04-12", "2019-04-15", "2019-04-15", ""]
    assert next(line.context.keyword for line in ordered(made, "keyword")) == "انهيار جزئي"
    outlets = [line.outlet for line in ordered(made, "outlet")]
    assert outlets == sorted(outlets)
    before = [line.context.before.split()[-1:] for line in ordered(made, "before")]
    assert before == sorted(before)
    assert {len(ordered(made, by)) for by in ORDERS} == {4}


def test_before_is_sorted_by_the_nearest_word_first(invented: Story) -> None:
    text = "ب ا السد\nا ب السد\nت السد"
    story = with_(invented, documents=[with_(invented.documents[0], text=text)])
    term = with_(invented.wordings[0].terms[0], document="d1")
    places = [4, 13, 20]
    made = lines(Index(story), [with_(term, span=Span(p, p + 4)) for p in places])
    assert [line.context.before for line in ordered(made, "before")] == ["ب ا", "ا ب", "ت"]


def test_a_term_of_a_page_that_is_gone_has_no_words(invented: Story) -> None:
    (line,) = lines(Index(invented), [with_(invented.wordings[0].terms[0], document="d99")])
    assert (line.context.keyword, line.day) == ("", "")


def test_rows_hold_the_term_its_place_and_the_words_around_it(invented: Story) -> None:
    index = Index(invented)
    made = list(rows(index, lines(index, invented.wordings[0].terms)))
    assert [(r.voice, r.quoted_by, r.date) for r in made] == [
        ("quoted", "نواب", ""), ("quoted", "الوزارة", ""), ("own", "", ""), ("own", "", "2019-04-12"),
    ]  # fmt: skip
    assert all(index.text(r.document)[r.start : r.end] == r.term for r in made)
