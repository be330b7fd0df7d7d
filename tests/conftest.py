"""What the tests share: where the annotated pages are, and how a document is made by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tawatur.base.document import Document, Published
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tests.chromium import started

if TYPE_CHECKING:
    from tawatur.story import Story

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of annotated pages; skip where it is not, but never in continuous integration."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} is missing: continuous integration must have the annotated pages")
        pytest.skip("the annotated pages (../shared) are not on this machine")
    return SHARED


def document_of(text: str, **fields: object) -> Document:
    """Make a document of one text, its lines the body's paragraphs."""
    body, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(start, start + len(line)))
        start += len(line) + 1
    made = {
        "id": "d1", "source": "page.txt", "sha256": "0" * 64, "outlet": None, "language": "ar", "title": None, "text": text,
        "body": body, "residue": [], "published": Published(),
    }  # fmt: skip
    return Document(**(made | fields))  # type: ignore[arg-type]


def reading_of(text: str, **fields: object) -> Reading:
    """Begin to read a text made by hand."""
    return Reading.of(document_of(text, **fields))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a real browser, started once."""
    yield from started(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="session")
def sample_story() -> Story:
    """Build the sample story that ships with the package, once."""
    import tawatur

    return tawatur.build(tawatur.sample_pages())


@pytest.fixture(scope="session")
def sample_file(sample_story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample story's file; tests that change it copy it first."""
    path = tmp_path_factory.mktemp("story") / "sample.tawatur"
    sample_story.save(path)
    return path


@pytest.fixture(scope="session")
def five_pages_story(shared: Path) -> Story:
    """Build the story of the five annotated pages, once."""
    import tawatur

    return tawatur.build(shared / "pages")
