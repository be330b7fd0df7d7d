"""Rows survive both formats whatever they hold, and no cell is a formula."""

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.view.flat_rows import to_csv, to_jsonl

HOSTILE = '=cmd(), "سد",\r\n\x00\t\u202e😀<b>&\ud83d'


class Kept(msgspec.Struct):
    """A row for these tests."""

    text: str
    number: int


def test_json_lines_hold_the_characters_and_a_lone_surrogate_as_a_sign() -> None:
    first, second = to_jsonl(Kept, [Kept(HOSTILE, 1), Kept("", -1)]).splitlines()
    assert msgspec.json.decode(first) == {"text": HOSTILE.replace("\ud83d", "\ufffd"), "number": 1}
    assert msgspec.json.decode(second) == {"text": "", "number": -1}


@given(st.lists(st.text("=+-@\t\r\n\",;سَ😀\u202e\x00 '", max_size=8)))
def test_cells_are_read_back_and_none_is_a_formula(texts: list[str]) -> None:
    written = to_csv(Kept, [Kept(t, -3) for t in texts])
    assert written.startswith(b"\xef\xbb\xbf")
    header, *cells = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert header == ["text", "number"]
    assert [c[0].removeprefix("'") for c in cells] == [t.removeprefix("'") for t in texts]
    assert not any(c[0].startswith(tuple("=+-@\t\r")) for c in cells)
    assert {c[1] for c in cells} <= {"-3"}, "numbers of ours stay numbers"


@pytest.mark.parametrize("write", [to_csv, to_jsonl])
def test_no_rows_are_no_error(write: object) -> None:
    assert write(Kept, []) in (b"", b'\xef\xbb\xbf"text","number"\r\n')  # type: ignore[operator]
