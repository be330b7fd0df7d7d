"""A story's documents → the stems of the files that a format writes, one for each document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.base.document import Document

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def stems(documents: Sequence[Document]) -> list[str]:
    """Name each document's file by its id; an id that is no file name, or is taken, gives way to the page's number.

    A name holds ASCII letters, digits, «_» and «-» alone: an id cannot lead out of the folder.
    """
    made: list[str] = []
    taken: set[str] = set()
    for number, document in enumerate(documents, 1):
        stem = document.id if SAFE.fullmatch(document.id) else f"page-{number}"
        while stem.lower() in taken:  # file systems may not tell «D1» from «d1»
            stem += f"-{number}"
        taken.add(stem.lower())
        made.append(stem)
    return made
