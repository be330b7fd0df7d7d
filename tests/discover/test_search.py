"""Search over a crawl: inflected forms, phrases, days, outlets, order, and marks in the page's own characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from tawatur.base.span import Span
from tawatur.discover.index import opened, write
from tawatur.discover.search import MOST_WORDS, Asked, AskedError, marks, nearness, search, terms
from tawatur.discover.stemmed import stemmed, stems

from .crawled import rows

PAGES = [
    {"page": "a", "outlet": "sada", "day": "2024-05-05", "title": "رصيف في الخزامى",
     "text": "أعلنت الوزارةُ افتتاح الرّصيف الجديد. وقال وزيرُ المرافئ إن العمل يبدأ غدا."},
    {"page": "b", "outlet": "manar", "day": "2024-05-07", "title": "الميناء",
     "text": "وللوزارات رأي آخر: رصيف قديم، ومرافئ جديدة."},
    {"page": "c", "outlet": "sada", "day": "2024-06-01", "title": "طقس", "text": "أمطار على الجديد من أرصفة الخزامى."},
    {"page": "d", "outlet": "", "day": "", "title": "", "text": "وزارة المرافئ بلا تاريخ."},
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> tantivy.Index:
    """Write the index of four invented pages."""
    folder: Path = tmp_path_factory.mktemp("index") / "1"
    write(folder, [rows(*PAGES)])
    return opened(folder)


def found(index: tantivy.Index, words: str, **how: Any) -> str:
    """Return the ids that are found, in order."""
    return "".join(hit.page for hit in search(index, Asked(words=words, **how)).hits)


@pytest.mark.parametrize("form", ["وزارة", "الوزارة", "الوِزارةُ", "وزارات", "بالوزارات", "وزارته"])
def test_any_form_of_a_word_finds_all_its_forms(index: tantivy.Index, form: str) -> None:
    assert sorted(found(index, form)) == ["a", "b", "d"]


def test_all_words_must_stand_on_a_page(index: tantivy.Index) -> None:
    assert sorted(found(index, "وزارة رصيف")) == ["a", "b"]
    assert found(index, "وزارة أمطار") == ""


@pytest.mark.parametrize("quoted", ["«رصيف جديد»", '"الرصيف الجديد"', "“رصيف، الجديد”"])
def test_words_in_quotation_marks_follow_one_another(index: tantivy.Index, quoted: str) -> None:
    assert found(index, quoted) == "a"


def test_the_headline_is_searched_and_tells_more_than_the_text(index: tantivy.Index) -> None:
    assert found(index, "طقس") == "c"
    assert found(index, "الخزامى") == "ac"
    assert found(index, "رصيف")[0] == "a"


def test_days_months_and_years_bound_what_is_found(index: tantivy.Index) -> None:
    assert found(index, "وزارة", since="2024-05-06") == "b"
    assert found(index, "وزارة", until="2024-05-06") == "a"
    assert sorted(found(index, "جديد", since="2024-05", until="2024-05")) == ["a", "b"]
    assert sorted(found(index, "جديد", since="2024", until="2024")) == ["a", "b", "c"]
    assert found(index, "جديد", since="2025") == found(index, "جديد", until="2023") == ""


def test_a_page_without_a_day_is_in_no_time(index: tantivy.Index) -> None:
    assert "d" in found(index, "وزارة") and "d" not in found(index, "وزارة", until="9999")


def test_outlets_choose_pages_and_do_not_rank_them(index: tantivy.Index) -> None:
    assert found(index, "جديد", outlets=("manar",)) == "b"
    assert sorted(found(index, "جديد", outlets=("manar", "sada"))) == ["a", "b", "c"]
    assert found(index, "جديد", outlets=("nobody",)) == ""
    plain, chosen = (search(index, Asked(words="جديد", outlets=o)).hits for o in ((), ("sada", "manar")))
    assert plain == chosen


def test_newest_orders_by_day_and_recent_weighs_days_against_words(index: tantivy.Index) -> None:
    assert found(index, "جديد", order="newest") == "cba"
    assert found(index, "وزارة", order="newest") == "bad"
    assert found(index, "الخزامى", order="recent", today="2024-06-01") == "ca"
    assert found(index, "الخزامى", order="recent", today="2024-05-05") == "ac"
    assert found(index, "وزارة", order="recent", today="2024-06-01")[-1] == "d"


def test_fewer_are_shown_than_counted(index: tantivy.Index) -> None:
    few = search(index, Asked(words="جديد", limit=1))
    assert len(few.hits) == 1 and few.total == 3


@pytest.mark.parametrize("words", ["", "   ", "«»", "،", "\u202e", "\ud800", "ـ"])
def test_a_question_without_a_word_is_told(index: tantivy.Index, words: str) -> None:
    with pytest.raises(AskedError, match="no word"):
        search(index, Asked(words=words))


@pytest.mark.parametrize(
    "asked",
    [
        Asked(words="كلمة " + " ".join(f"كلمة{n}" for n in range(MOST_WORDS))),
        Asked(words="وزارة", since="yesterday"),
        Asked(words="وزارة", until="2024-5"),
        Asked(words="وزارة", order="worst"),
    ],
)
def test_a_question_that_cannot_be_put_is_told(index: tantivy.Index, asked: Asked) -> None:
    with pytest.raises(AskedError):
        search(index, asked)


@pytest.mark.parametrize(
    "words", ["a:b", "[* TO *]", "x AND (", "words:وزارة", "<b>&", "\x00وزارة", "😀وزارة", "و" * 5000]
)
def test_no_sign_has_a_meaning_of_its_own(index: tantivy.Index, words: str) -> None:
    assert found(index, words) in ("", "abd", "adb", "dab", "dba", "bad", "bda")


def test_marks_are_whole_words_in_the_page_s_own_characters() -> None:
    text = "😀 \u202e\u0648\u064e\u0644\u0644\u0648\u0650\u0632\u0627\u0631\u0629\u064f\u202c، وزارة"
    spans = marks(text, terms("الوزارة"))
    assert [span.of(text) for span in spans] == [
        "\u0648\u064e\u0644\u0644\u0648\u0650\u0632\u0627\u0631\u0629\u064f",
        "وزارة",
    ]


def test_a_phrase_is_marked_as_one_stretch_and_not_where_its_words_stand_alone() -> None:
    text = "الجديد رصيف. الرصيف «الجديد» هنا"
    assert [span.of(text) for span in marks(text, terms("«رصيف جديد»"))] == ["الرصيف «الجديد"]


def test_what_finds_a_page_is_marked_on_it(index: tantivy.Index) -> None:
    texts = {page["page"]: f"{page['title']}\n{page['text']}" for page in PAGES}
    for words in ("وزارة", "«رصيف جديد»", "الخزامى أمطار"):
        hits = search(index, Asked(words=words)).hits
        assert hits and all(marks(texts[hit.page], terms(words)) for hit in hits)


@given(st.text(max_size=80))
def test_marks_of_any_text_lie_in_it_in_order(text: str) -> None:
    spans = marks(text, [(word,) for word in stems(text)[:5]])
    assert spans == sorted(spans) and all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(isinstance(span, Span) for span in stemmed(text).spans)


def test_a_day_far_off_either_way_counts_little() -> None:
    assert nearness(20240501, "2024-05-31") == nearness(20240630, "2024-05-31") == 0.5
    assert nearness(0, "2024-05-31") == nearness(20249999, "2024-05-31") == nearness(20240501, "") == 0.0
    assert nearness(99990101, "2024-05-31") < 1e-9
