"""The workbook as openpyxl reads it: right to left, nothing of a page a formula, the same cells as the tables."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from tawatur.base.annotation import with_
from tawatur.view.exports import sheets, xlsx
from tawatur.view.exports.registry import ExportError, write
from tawatur.view.exports.tables import NAMES
from tests.conftest import document_of
from tests.view.exports.rich_story import check_spans, expected, rich_story
from tests.view.story_fixture import story


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook of the story, read back."""
    return load_workbook(io.BytesIO(xlsx.to_xlsx(rich_story())))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """Read one sheet as dicts."""
    header, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(header, map(as_written, line), strict=True)) for line in lines]


def as_written(cell: Any) -> Any:
    """Undo the escapes of OOXML (_x0000_) that openpyxl leaves in place."""
    return unescape(cell) if isinstance(cell, str) else cell


def test_every_cell_comes_back(book: Workbook) -> None:
    """Also NUL, CR LF and letters that XML has no place for. A page's own «_x0041_» looks to openpyxl like an escape."""
    made = {name: rows(book, name) for name in NAMES}
    assert made == {
        t: [{c: as_written(cell) for c, cell in row.items()} for row in several]
        for t, several in expected(rich_story()).items()
    }


def test_every_span_of_the_workbook_reads_true() -> None:
    """In a story without what openpyxl unescapes."""
    read = load_workbook(io.BytesIO(xlsx.to_xlsx(story())))
    assert check_spans({name: rows(read, name) for name in NAMES}) > 80


def test_words_that_look_like_an_escape_of_the_format_stay_words() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.to_xlsx(rich_story()))) as archive:
        assert "_x005F_x0041_" in archive.read("xl/sharedStrings.xml").decode()


def test_markup_of_a_page_is_text() -> None:
    """XlsxWriter leaves what stands between <r> and </r> unescaped."""
    words = "<r><t>قال</t></r><r><rPr><sz val='99'/></rPr><t>=1</t></r>"
    data = xlsx.to_xlsx(with_(story(), documents=[document_of(words)]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<sz val='99'/>" not in archive.read("xl/sharedStrings.xml").decode()
    assert rows(load_workbook(io.BytesIO(data)), "documents")[0]["text"] == words


def test_sheets_run_right_to_left_with_a_header_that_stays(book: Workbook) -> None:
    for name in expected(rich_story()):
        page = book[name]
        assert page.sheet_view.rightToLeft, name
        assert page.freeze_panes == "A2", name
        assert page.auto_filter.ref == page.dimensions, name


def test_nothing_of_a_page_is_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.to_xlsx(rich_story()))) as archive:
        pages = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")]
        assert not [n for n in archive.namelist() if "_rels/sheet" in n]
    assert not [p for p in pages if re.search(r"<f[ >]|<hyperlink", p)]


def test_the_columns_are_explained_in_a_sheet_of_their_own(book: Workbook) -> None:
    explained = {(r["table"], r["column"]) for r in rows(book, "columns")}
    assert ("event_reports", "said_by") in explained
    assert len(explained) == sum(len(next(iter(r))) for r in expected(rich_story()).values())


def test_what_is_cut_is_told_in_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST", 200)
    told = rows(load_workbook(io.BytesIO(xlsx.to_xlsx(rich_story()))), "notes")
    assert ("documents", 2, "text") in [(n["sheet"], n["row"], n["column"]) for n in told]


def test_a_workbook_without_cuts_has_an_empty_sheet_of_notes(book: Workbook) -> None:
    assert rows(book, "notes") == []


def test_the_same_story_gives_the_same_workbook() -> None:
    assert xlsx.to_xlsx(rich_story()) == xlsx.to_xlsx(rich_story())


def test_without_its_library_the_format_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "tawatur.view.exports.xlsx")
    with pytest.raises(ExportError, match=r"xlsxwriter is not installed. Install it: pip install 'tawatur\[xlsx\]'"):
        write(rich_story(), "xlsx")
