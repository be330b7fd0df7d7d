"""A codebook's rows are whole or refused by line, and written as they are read."""

import pytest

from tawatur.base.codebook import CodebookError, CodebookRow, check, lines_of, next_id, rows_of

WHEN = "2026-11-29T10:00:00Z"
MOVE = CodebookRow(id="k1", kind="move", group="السد", term="كارثة", to="الفيضان", by="سلمى", when=WHEN)


def test_rows_are_read_as_they_were_written() -> None:
    """Quotes, newlines, markup and letters beyond the basic plane among them."""
    rows = [MOVE, CodebookRow(id="k2", kind="note", group='<b>"\n😀', note="\u202eملاحظة\x00", by="x", when=WHEN)]
    assert rows_of(lines_of(rows)) == rows
    assert rows_of(b"\xef\xbb\xbf" + lines_of(rows) + b"\n \n") == rows
    assert rows_of(b"") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "line 1"),
        (b"[]", "line 1"),
        (b"\xff", "line 1"),
        (b"SQLite format 3\x00", "line 1"),
        (b'{"id":"k1","kind":"erase","by":"x","when":"2026-11-29T10:00:00Z"}', "erase"),
        (b'{"id":"k1","kind":"note","group":" ","note":"x","by":"x","when":"2026-11-29T10:00:00Z"}', "group"),
        (b'{"id":"k1","kind":"note","group":"a","note":"x","by":"","when":"2026-11-29T10:00:00Z"}', "by"),
        (b'{"id":"k1","kind":"note","group":"a","note":"x","by":"x","when":"yesterday"}', "when"),
        (b'{"id":"../k","kind":"note","group":"a","note":"x","by":"x","when":"2026-11-29T10:00:00Z"}', "id"),
        (b'{"id":"k1","kind":"undone","by":"x","when":"2026-11-29T10:00:00Z"}', "undoes"),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_line_or_field(line: bytes, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        rows_of(line)


def test_the_number_of_a_bad_line_is_told() -> None:
    with pytest.raises(CodebookError, match="line 2"):
        rows_of(lines_of([MOVE]) + b"nothing\n")


def test_a_field_that_is_too_long_is_refused() -> None:
    with pytest.raises(CodebookError, match="to"):
        check(CodebookRow(id="k1", kind="rename", group="a", to="ا" * 2001, by="x", when=WHEN))


def test_ids_go_on_from_the_highest() -> None:
    assert next_id([]) == "k1"
    assert next_id([MOVE, CodebookRow(id="k12", kind="note", by="x", when=WHEN)]) == "k13"
