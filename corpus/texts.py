"""Read a copy of the articles: JSON lines with id, title and text, gzipped or not → the texts that offsets point into."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path


def read_texts(path: Path) -> dict[str, str]:
    """Return the text of every article by id: title, blank line, text."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: f"{row['title']}\n\n{row['text']}" for row in map(json.loads, lines)}


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
