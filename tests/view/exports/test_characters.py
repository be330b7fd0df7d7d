"""Replaced characters keep every offset; UTF-16 offsets are those that UTF-16 has."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tawatur.view.exports import characters, file_names, json_text
from tests.view.exports.stories import LONE, attacked, change, loose
from tests.view.story_fixture import HOSTILE

ANY = st.text(st.characters(codec=None, categories=None))  # lone surrogates too


@given(ANY)
def test_what_is_replaced_takes_as_many_units(text: str) -> None:
    for made in (characters.xml_text(text), characters.utf8_text(text), characters.plain_lines(text)):
        assert characters.utf16_offsets(made) == characters.utf16_offsets(text)


@given(ANY)
@example("\x00\x08\x0b\x1f\ud800\udfff\ufffe\uffff\U0001fffe\t\r\n")
def test_xml_holds_what_is_left(text: str) -> None:
    element = etree.Element("t")
    element.set("a", characters.xml_text(text))
    assert etree.fromstring(etree.tostring(element)).get("a") == characters.xml_text(text)


@given(ANY)
def test_the_line_feed_is_the_only_line_end_left(text: str) -> None:
    made = characters.plain_lines(text)
    assert made.splitlines() == made.removesuffix("\n").split("\n") or made in ("", "\n")


def test_utf16_offsets_count_a_letter_beyond_the_basic_plane_twice() -> None:
    text = "ا😀ب𝒳"
    assert characters.utf16_offsets(text) == [0, 1, 3, 4, 6]
    assert characters.utf16_offsets(text) == [len(text[:n].encode("utf-16-le")) // 2 for n in range(5)]


def test_json_cannot_close_a_script() -> None:
    written = json_text.to_bytes({"a": HOSTILE + LONE})
    assert b"</" not in written
    assert b"<" not in written
    assert json_text.json.loads(written) == {"a": HOSTILE + characters.utf8_text(LONE)}


def test_json_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text.to_bytes(float("nan"))


def test_a_files_name_never_leads_out_of_its_folder() -> None:
    made = file_names.stems(loose().documents)
    assert made == ["d2", "d3", "page-3", "page-4"]


def test_two_pages_never_share_a_file() -> None:
    """Not even where a file system takes «D1» for «d1»."""
    page = attacked().documents[0]
    made = file_names.stems([page, page, change(page, id="D1"), change(page, id="d1-2")])
    assert len({m.lower() for m in made}) == 4
