"""Invented pages of a crawl, as rows of its table PAGES."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from tawatur.discover.schemas import PAGES

BLANK: dict[str, Any] = {
    "sha256": "", "outlet": "", "url": "", "title": "", "text": "", "body": [], "day": "", "moment": "", "language": "ar", "warnings": "",
}  # fmt: skip


def rows(*pages: dict[str, Any]) -> pa.RecordBatch:
    """Make a batch of pages; what a page does not say is blank, and its source is its id."""
    full = [BLANK | {"source": page["page"]} | page for page in pages]
    return pa.RecordBatch.from_pylist(full, schema=PAGES)
