"""What the interface says in the language being spoken: words, counts, digits, markup."""

import threading

import pytest
from markupsafe import Markup

from tawatur.view.language import _, digits, direction, filled, language, n_, number, speaking


def test_arabic_is_spoken_first() -> None:
    assert (language(), direction()) == ("ar", "rtl")
    assert _("Chronology") == "التسلسل الزمني"


def test_english_is_spoken_inside_its_with_alone() -> None:
    with speaking("en"):
        assert (language(), direction(), _("Chronology")) == ("en", "ltr", "Chronology")
        with speaking("ar"):
            assert language() == "ar"
        assert language() == "en"
    assert language() == "ar"


def test_an_error_inside_gives_the_language_back() -> None:
    with pytest.raises(RuntimeError), speaking("en"):
        raise RuntimeError
    assert language() == "ar"


def test_another_thread_keeps_its_own_language() -> None:
    heard: list[str] = []
    with speaking("en"):
        thread = threading.Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == ["ar"]


@pytest.mark.parametrize("given", [("fr", "latin"), ("ar", "roman"), ("", "latin"), ("../ar", "latin")])
def test_what_cannot_be_spoken_is_refused_by_name(given: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="There are: "), speaking(*given):
        pass


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا صفحة"), (1, "صفحة واحدة"), (2, "صفحتان"), (3, "3 صفحات"), (10, "10 صفحات"), (11, "11 صفحة"),
        (99, "99 صفحة"), (100, "100 صفحة"), (101, "101 صفحة"), (102, "102 صفحة"), (103, "103 صفحات"), (111, "111 صفحة"),
    ],
)  # fmt: skip
def test_arabic_counts_in_six_ways(n: int, said: str) -> None:
    assert n_("{n} page", "{n} pages", n) == said


def test_english_counts_in_two_ways() -> None:
    with speaking("en"):
        assert [n_("{n} page", "{n} pages", n) for n in (0, 1, 2, 11, 101)] == [
            "0 pages", "1 page", "2 pages", "11 pages", "101 pages",
        ]  # fmt: skip


def test_arabic_digits_are_for_our_own_arabic_words() -> None:
    assert number(1204) == "1204"
    with speaking("ar", "arabic"):
        assert (number(1204), n_("{n} page", "{n} pages", 13)) == ("١٢٠٤", "١٣ صفحة")
        assert filled("{text}", {"text": "عدد القراءات: 12"}) == "عدد القراءات: 12", "a page's digits stay"
    with speaking("en", "arabic"):
        assert digits("12 July") == "12 July"


def test_markup_makes_the_whole_markup_and_escapes_the_rest() -> None:
    said = filled('a <b> {link} "{words}"', {"link": Markup("<a>x</a>"), "words": "<script>&"})
    assert isinstance(said, Markup)
    assert said == "a &lt;b&gt; <a>x</a> &#34;&lt;script&gt;&amp;&#34;"


@pytest.mark.parametrize("value", ["{0}", "{a.__class__}", "{", "}}", "%s", "\x00\u202e😀\ud83d", "سَدّ\n«»"])
def test_a_value_is_never_read_as_a_message(value: str) -> None:
    assert filled("«{a}»", {"a": value}) == f"«{value}»"
    assert filled("«{a}»{b}", {"a": value, "b": Markup("<br>")}) == Markup("«{}»<br>").format(value)


def test_words_without_fill_keep_their_braces() -> None:
    assert _("no such message {x}") == "no such message {x}"


def test_the_empty_message_is_empty_and_no_header() -> None:
    assert _("") == ""
