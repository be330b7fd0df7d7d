"""The saved page can be shown with the words of a document marked in it, as long as its bytes are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import capture
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.capture import saved

from .conftest import tables
from .test_html import PAGE

RICH = PAGE.replace("المرحلة", "<b>المر</b>حلة").replace("عامين", "عام&#1610;ن")


def made(tmp_path: Path, data: bytes, name: str = "page.html") -> Document:
    """Read one page from its bytes."""
    (tmp_path / name).write_bytes(data)
    documents, unread = capture.read([tmp_path / name], *tables())
    assert not unread
    return documents[0]


def test_a_document_knows_how_it_was_taken(tmp_path: Path) -> None:
    """The encoding, the means with its version, and a place for every paragraph of the text."""
    page = made(tmp_path, RICH.replace("utf-8", "windows-1256").encode("cp1256"))
    assert page.extraction is not None
    assert page.extraction.encoding == "cp1256"
    assert (page.extraction.by or "").startswith("trafilatura ")
    assert [p.span.of(page.text) for p in page.extraction.placements] == [s for s in page.text.split("\n") if s]


def test_a_text_is_its_own_place(tmp_path: Path) -> None:
    """A text file was taken as it is: a span of the document is the same span of the file."""
    page = made(tmp_path, "أعلنت البلدية بدء العمل.".encode(), "page.txt")
    assert page.extraction is not None
    assert page.extraction.by is None
    assert saved.places(page, Span(0, 5), saved.reopen(page)) == [Span(0, 5)]


def test_words_are_marked_in_the_saved_page(tmp_path: Path) -> None:
    """Words that a tag cuts in two are marked in two pieces, entities whole, and nothing else is changed."""
    page = made(tmp_path, RICH.encode())
    source = saved.reopen(page)
    assert source == RICH
    start = page.text.index("المرحلة الأولى")
    end = page.text.index("عامين") + len("عامين")
    marked = saved.marked(page, [Span(start, start + 7), Span(end - 5, end)], source)
    assert "<b><mark>المر</mark></b><mark>حلة</mark> الأولى" in marked
    assert "<mark>عام&#1610;ن</mark>" in marked
    assert re.sub("</?mark>", "", marked) == RICH


def test_every_span_of_the_body_leads_to_its_words(tmp_path: Path) -> None:
    """Whatever piece of the text is asked for, the runs of source show its letters and no others."""
    page = made(tmp_path, RICH.encode())

    @given(st.integers(0, len(page.text)), st.integers(0, 60))
    def holds(start: int, size: int) -> None:
        span = Span(start, min(len(page.text), start + size))
        shown = "".join(run.of(RICH) for run in saved.places(page, span, RICH))
        wanted = re.findall(r"[^\W_]", span.of(page.text))
        assert re.findall(r"[^\W_]", shown.replace("&#1610;", "ي")) == wanted

    holds()


def test_a_page_that_changed_is_refused(tmp_path: Path) -> None:
    """Another page under the same name, and a page that is gone, are refused with what to do."""
    page = made(tmp_path, RICH.encode())
    file = tmp_path / "page.html"
    file.write_bytes(RICH.replace("أمس", "غدا").encode())
    with pytest.raises(saved.SavedPageError, match="not those that d1 was read from"):
        saved.reopen(page)
    file.rename(tmp_path / "moved.html")
    with pytest.raises(saved.SavedPageError, match="could not be opened"):
        saved.reopen(page)
    (tmp_path / "moved.html").write_bytes(RICH.encode())
    assert saved.reopen(page, tmp_path / "moved.html") == RICH
