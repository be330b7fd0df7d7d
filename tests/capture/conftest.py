"""The real tables, and a way to read a page from a string."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tawatur import capture, lexicons
from tawatur.base.document import Document, OutletRow, Unread
from tawatur.base.lexicon import Lexicons

Reader = Callable[..., Document]


@cache
def tables() -> tuple[Lexicons, list[OutletRow]]:
    """Load what capture reads by."""
    return lexicons.load("ar", tuple(capture.TABLES.items())), lexicons.load_outlets()


@pytest.fixture
def read() -> Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]:
    """Read paths as the pipeline does."""
    return lambda paths: capture.read(paths, *tables())


@pytest.fixture
def read_text(tmp_path: Path) -> Reader:
    """Read one page from its text and return its document."""

    def reader(text: str, name: str = "page.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode())
        documents, unread = capture.read([path], *tables())
        assert not unread, unread
        return documents[0]

    return reader
