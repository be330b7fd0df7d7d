"""HTML source → its letters and their places; and tags that no parser could survive are shortened before any sees them."""

from __future__ import annotations

import html as entities
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.document import Placement
from tawatur.base.span import Span
from tawatur.capture import markup
from tawatur.capture.markup import Letters, calm, letters_of, placements

LETTER = st.sampled_from("بتثجحأإآؤئىةabc019é")
SHOWN = st.text(LETTER, min_size=1, max_size=12)
HIDDEN = st.sampled_from(
    ["<b>", "</b>", "<a title='x > y' href=\"/?a=1&b=2\">", "<!-- سطر -->", "<script>if (a<b) x='<p>سطر'</script>", "&nbsp;", "&#8207;",
     " ", "\n", "ـ", "ً", "<br/>", "<style>p{}</style>", "<!DOCTYPE html>", "</p >"]
)  # fmt: skip


def seen(source: str) -> str:
    """Return the letters that a piece of source shows, the slow way."""
    return letters_of(entities.unescape(re.sub(r"<[^>]*>", "", source)))


@given(st.lists(SHOWN | HIDDEN, max_size=40))
def test_letters_are_those_that_are_shown(pieces: list[str]) -> None:
    """Tags, comments, scripts and entities between the words add no letter and take none."""
    shown = letters_of("".join(p for p in pieces if not re.match(r"[<&]", p)))
    assert Letters("".join(pieces)).text == shown


@given(st.lists(SHOWN | HIDDEN, min_size=1, max_size=40), st.data())
def test_every_letter_has_its_place(pieces: list[str], data: st.DataObject) -> None:
    """The source at a letter's place shows that letter, and the place is counted back to the same letter."""
    source = "".join(pieces)
    letters = Letters(source)
    if not letters.text:
        return
    index = data.draw(st.integers(0, len(letters.text) - 1))
    place = letters.place(index)
    assert seen(place.of(source)) == letters.text[index]
    assert letters.before(place.start) == index


def test_entities_are_letters_in_place() -> None:
    """A letter written as an entity has the whole entity for its place: «&#1605;اء»."""
    source = "<p>&#1605;&#x627;&#1621; جار</p>"
    letters = Letters(source)
    assert letters.text == "ماجار"
    assert letters.place(0).of(source) == "&#1605;"
    assert letters.span((0, 2)).of(source) == "&#1605;&#x627;"


def test_paragraphs_are_placed_in_order() -> None:
    """A paragraph that stands twice is placed where it comes after the one before it; one that is nowhere has no place."""
    source = "<title>سوق السمك</title><h1>سوق السمك</h1><p>فتح <b>السوق</b> أبوابه.</p><p>سوق السمك</p>"
    found = placements(Letters(source), "فتح السوق أبوابه.\nسوق السمك\nسطر ليس هنا")
    assert [p.span for p in found] == [Span(0, 17), Span(18, 27)]
    assert [p.source.of(source) for p in found] == ["فتح <b>السوق</b> أبوابه", "سوق السمك"]
    assert found[1].source.start > source.index("<p>سوق") - 1
    assert isinstance(found[0], Placement)


def test_a_paragraph_with_a_box_in_its_middle() -> None:
    """A paragraph whose middle holds a box that was left out is found by its two ends."""
    start, end = "أعلنت البلدية أمس بدء المرحلة الأولى من أعمال", "توسيع الطريق الساحلي بين القريتين قبل الصيف"
    source = f"<p>{start} <span class=box>اقرأ أيضا</span> {end}.</p>"
    (found,) = placements(Letters(source), f"{start} {end}.")
    assert found.source.of(source) == source[3:-5]


MANY = range(3000)
BOMBS = {
    "plain": "<p " + " ".join(f"a{i}" for i in MANY) + ">",
    "quoted": "<p " + " ".join(f'a{i}="<"' for i in MANY) + ">",
    "closing in quotes": "<p " + " ".join(f"a{i}='>'" for i in MANY) + ">",
    "without spaces": "<p " + "".join(f'a{i}="<>"' for i in MANY) + ">",
    "stray quote": '<p x" a=">" ' + " ".join(f"a{i}" for i in MANY) + ">",
    "less-than in names": "<p " + " ".join(f"a{i}<" for i in MANY) + ">",
    "end tag": "</p " + " ".join(f"a{i}" for i in MANY) + ">",
    "script": "<script " + " ".join(f"a{i}" for i in MANY) + ">",
    "never closed": "<p " + " ".join(f"a{i}" for i in MANY),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_no_parser_sees_a_tag_of_thousands_of_attributes(bomb: str) -> None:
    """However its attributes are written, a tag of thousands of them loses them all."""
    source = f"<div>قبل{bomb}بعد</div>"
    assert len(calm(source, Letters(source))) < 100


def test_pictures_embedded_in_tags_are_left_out() -> None:
    """An embedded picture goes, and the tag's other attributes stay."""
    source = f'<img class="lead" src="data:image/png;base64,{"A" * 9000}" alt="سوق">'
    assert calm(source, Letters(source)) == '<img class="lead" src="data:" alt="سوق">'


@settings(max_examples=300)
@given(st.text(st.sampled_from("<>/!-=\"'& \naspcriptxبت;#1"), max_size=200))
def test_any_markup_is_read(source: str) -> None:
    """No run of markup raises, loses the order of letters, or gives a place outside the source."""
    letters = Letters(source)
    assert len(letters.text) == letters.starts[-1]
    places = [letters.place(n) for n in range(len(letters.text))]
    assert all(0 <= p.start < p.end <= len(source) for p in places)
    assert [p.start for p in places] == sorted(p.start for p in places)
    calm(source, letters)


@pytest.mark.parametrize(
    "hard", ["<" * 200_000, "<a" * 100_000, "<!--" * 50_000, "<script>" * 30_000, '<a x="' * 50_000, "&" * 200_000]
)
def test_markup_that_never_closes_is_read_once(hard: str) -> None:
    """Markup that never closes costs no more than its length: a hundred thousand open tags are read at once."""
    assert Letters(f"<p>سوق</p>{hard}").text.startswith("سوق")
    assert markup.excess(hard, Letters(hard)) is None or "tags" in str(markup.excess(hard, Letters(hard)))


@pytest.mark.parametrize("opening", ["<?", "<? ", "</ ", "<!", "</"])
def test_a_declaration_without_end_is_no_tag(opening: str) -> None:
    """Declarations and tags without a name that go on for thousands of characters are left out or left alone."""
    source = f"<p>سوق</p>{opening}{'x ' * 5000}>"
    assert "سوق" in calm(source, Letters(source))
