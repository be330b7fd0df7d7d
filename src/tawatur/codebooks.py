"""The codebook beside a story file ⇄ its rows, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tawatur.base.codebook import CodebookError, CodebookRow, lines_of, rows_of


def beside(story: Path) -> Path:
    """Name the codebook of a story file: «flood.tawatur» has «flood.tawatur-codebook»."""
    return story.with_name(story.name + "-codebook")


def load(path: Path) -> list[CodebookRow]:
    """Read a codebook; there is none before its first row. Raises CodebookError for a file that is none."""
    try:
        return rows_of(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, CodebookError) as wrong:
        raise CodebookError(f"{path}: no codebook can be read from it ({wrong}). Mend it or move it away.") from wrong


def save(rows: Sequence[CodebookRow], path: Path) -> None:
    """Write a codebook; what was there stays whole until the new one is. Raises CodebookError."""
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(lines_of(rows))
            file.flush()
            os.fsync(handle)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as wrong:
        raise CodebookError(f"{path}: not written ({wrong}). What was there before is untouched.") from wrong
    finally:
        if part:
            Path(part).unlink(missing_ok=True)
