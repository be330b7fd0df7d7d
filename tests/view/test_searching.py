"""What is found is what was asked, in the page's own characters, whole letters only; what stands there is found."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tawatur.base.annotation import with_
from tawatur.base.document import Published
from tawatur.base.fold import DROPPED, fold
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.base.tokens import Tokens
from tawatur.view.compared import COMPARED, LETTERS, line_starts, prepared, ready
from tawatur.view.searching import WHERE, Hits, Query, of_outlets, query, search, terms
from tests.conftest import document_of

ALPHABET = (
    "ابلوفكسهيةىأإآؤئءقمن"
    + "َُِّْٰـ"
    + ' \n.,،«»"()_-'
    + "12٣"
    + "aEé"
    + "ﻻﷲﮐﺔ"
    + "\u202e\u200f\ufeff\u00ad\u200c"
    + "😀𝒳\x00\ud83d"
)
TEXTS = st.text(ALPHABET, max_size=60)
WORDS = st.text("ابلوفكسهيةىأقمنَّـ12aﻻ", min_size=1, max_size=4)


def found(text: str, words: str, letters: str = "alike", where: str = "joined") -> list[str]:
    """The words of a text that are found in it."""
    page = prepared(document_of(text), letters, [])
    hits = search([page], Query(words=words, letters=letters, where=where))
    return [span.of(text) for h in hits for span in h.spans()]


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("أعلنت الوَزارةُ أمس", "الوزارة", ["الوَزارةُ"]),
        ("قالَ وقال", "قال", ["قالَ", "قال"]),
        ("إبراهيم وابراهيم", "أبراهيم", ["إبراهيم", "ابراهيم"]),
        ("الـسـد", "السد", ["الـسـد"]),
        ("وبالسد فللسد كالسد سد السد", "سد", ["سد", "سد", "سد", "سد", "سد"]),
        ("للوزارة وللوزارة الوزارة", "الوزارة", ["لوزارة", "لوزارة", "الوزارة"]),
        ("محمد حمد", "حمد", ["حمد"]),
        ("مدرسة درسه", "رسة", []),
        ("#المغرب_الجديد", "المغرب", ["المغرب"]),
        ("مارس2022 و2022", "2022", ["2022", "2022"]),
        ("12022 20225", "2022", []),
        ("عام ٢٠٢٢", "2022", ["٢٠٢٢"]),
        ("وزير \"الدفاع\" ووزير الدفاع", "«وزير الدفاع»", ['وزير "الدفاع', "وزير الدفاع"]),
        ("وزير\nالدفاع", "«وزير الدفاع»", []),
        ("الدفاع وزير", "«وزير الدفاع»", []),
        ("سد (الريحان)", "سد، الريحان؟", ["سد", "الريحان"]),
        ("a+b (a)", "a+b", ["a+b"]),
        ("x", "«»", []),
        ("x", "  ", []),
        ("x", ".*", []),
        ("قال\u202e الوزير", "قال", ["قال"]),
        ("😀𝒳 سد", "سد", ["سد"]),
    ],
)  # fmt: skip
def test_a_word_is_found_as_arabic_writes_it(text: str, words: str, hits: list[str]) -> None:
    assert found(text, words) == hits


@pytest.mark.parametrize(
    ("letters", "hits"),
    [("alike", ["أَعلن", "اعلن", "أعلن"]), ("letters", ["أَعلن", "أعلن"]), ("exact", ["أعلن"])],
)
def test_letters_are_compared_as_strictly_as_asked(letters: str, hits: list[str]) -> None:
    assert found("أَعلن اعلن أعلن", "أعلن", letters) == hits


def test_marks_that_are_asked_for_exactly_must_be_there() -> None:
    """A word with another mark, or with one more, is another word then."""
    assert found("قالَ قال قالُ وَقالَ", "قالَ", "exact") == ["قالَ", "قالَ"]
    assert found("وزيرُ الدفاع وزير الدفاع", "«وزير الدفاع»", "exact") == ["وزير الدفاع"]
    assert found("قالَ", "قال", "exact", "inside") == []


@pytest.mark.parametrize(("where", "hits"), [("joined", 3), ("alone", 1), ("inside", 5)])
def test_a_word_is_found_where_it_is_looked_for(where: str, hits: int) -> None:
    """With proclitics or without them, alone, or as any part of a word."""
    assert len(found("سد والسد بسد سدود مسد", "سد", where=where)) == hits


def test_half_a_written_character_is_no_hit() -> None:
    """«ﻻ» is one character: neither of its letters is found alone, both are together."""
    assert found("ﻻ", "ا", where="inside") == []
    assert found("ﻻ", "ل", where="inside") == []
    assert found("ﻻ", "لا", where="inside") == ["ﻻ"]


def test_several_words_must_stand_in_one_sentence() -> None:
    text = "انهار السد. نجا الوزير.\nزار الوزير السد."
    page = prepared(document_of(text), "alike", [0, 12, 24])
    (hits,) = search([page], Query(words="السد الوزير"))
    assert [(s.start, s.of(text)) for s in hits.spans()] == [(28, "الوزير"), (35, "السد")]


def test_without_sentences_several_words_must_stand_in_one_line() -> None:
    assert found("السد\nالوزير", "السد الوزير") == []
    assert found("السد ثم الوزير", "الوزير السد") == ["السد", "الوزير"]
    assert line_starts("ا\nب\n") == [0, 2, 4]


@settings(max_examples=300, deadline=None)
@given(TEXTS, WORDS, st.sampled_from(LETTERS), st.sampled_from(WHERE))
@example("للوزارة", "الوزارة", "alike", "joined")
@example("ﻻﻻ", "لا", "alike", "inside")
def test_every_hit_is_what_was_asked(text: str, word: str, letters: str, where: str) -> None:
    """Its own characters compare equal to the word; it begins with a letter, and leaves no mark of its last one behind."""
    asked = terms(word, letters)
    page = prepared(document_of(text), letters, [])
    for hits in search([page], Query(words=word, letters=letters, where=where)):
        for span in hits.spans():
            own = COMPARED[letters](span.of(text)).text
            ((wanted,),) = asked
            assert own == wanted or (
                wanted.startswith("ال") and own == wanted[1:] and text[: span.start].rstrip("ًَُِّْٰـ")[-1] == "ل"
            )
            assert not DROPPED.match(text[span.start])
            assert not (text[span.end :][:1] and text[span.end] in "َُِّْٰـ")


@settings(max_examples=300, deadline=None)
@given(TEXTS, WORDS)
def test_every_whole_word_is_found(text: str, word: str) -> None:
    """Whatever the tokens of a page say is the word, search finds; the low line of a hashtag aside."""
    (asked,) = terms(word, "alike") or [("",)]
    text = text.replace("_", " ")
    whole = [Tokens(text).span(n, n + 1) for n, w in enumerate(Tokens(text).words) if (w,) == asked]
    page = prepared(document_of(text), "alike", [])
    spans = [s for h in search([page], Query(words=word)) for s in h.spans()]
    assert {s.start for s in whole} <= {s.start for s in spans}


@settings(max_examples=200, deadline=None)
@given(st.text("ابلوه َّـ", max_size=50), st.text("ابلوه", min_size=1, max_size=3))
def test_any_part_of_a_word_is_found_as_often_as_it_stands_there(text: str, part: str) -> None:
    assert len(found(text, part, where="inside")) == fold(text).count(fold(part))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_nothing_that_is_asked_does_harm(words: str) -> None:
    """Patterns, quotes, controls: all are only words."""
    found("السد انهار. قال «الوزير»", words)
    found("السد", words, "exact", "inside")


def test_a_query_that_cannot_be_asks_nothing() -> None:
    """Unknown choices are the first ones, and a day that is none is no bound."""
    asked = query(
        [("words", " سد "), ("letters", "x"), ("where", ""), ("since", "2022-13"), ("outlets", "a"), ("outlets", "")]
    )
    assert asked == Query(words="سد", outlets=("a",))
    assert query(Query(words="سد", where="alone", since="2022", outlets=("a", "b")).fields()) == Query(
        words="سد", where="alone", since="2022", outlets=("a", "b")
    )
    assert len(query([("words", "ا" * 10_000)]).words) == 300


def test_pages_come_in_the_order_of_publication_and_those_without_a_date_last(invented: Story) -> None:
    turned = with_(invented, documents=invented.documents[::-1])
    order = [h.page.document.id for h in search(ready(turned, "alike"), Query(words="السد"))]
    assert order == ["d1", "d2", "d3", "d4", "d5"]


def test_a_page_that_came_out_earlier_or_later_is_left_out(invented: Story) -> None:
    pages = ready(invented, "alike")
    assert [h.page.document.id for h in search(pages, Query(words="السد", since="2019-04-13", until="2019-04"))] == [
        "d2",
        "d3",
        "d4",
    ]


def test_outlets_part_the_hits(invented: Story) -> None:
    hits = search(ready(invented, "alike"), Query(words="السد"))
    assert [h.page.document.id for h in of_outlets(hits, ["d2"], lambda d: d)] == ["d2"]
    assert of_outlets(hits, [], lambda d: d) == hits


def test_a_story_without_pages_has_no_hits() -> None:
    assert search([], Query(words="سد")) == []
    nothing = prepared(document_of("", published=Published()), "alike", [])
    assert search([nothing], Query(words="سد")) == []
    assert Hits(nothing, [Span(0, 0)]).spans() == [Span(0, 0)]
