"""Citations → RIS, one record a page: for Zotero, EndNote, Mendeley and library catalogues.

Follows the RIS format specification (2011): tag, two spaces, hyphen, space, value; lines end with CR LF; here in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tawatur.base.story import Story
from tawatur.view.exports import citations, dates
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.citations import Citation


def to_ris(story: Story) -> bytes:
    """Write every page of a story as a record."""
    return of_citations(citations.of_story(story))


def of_citations(cited: Iterable[Citation]) -> bytes:
    """Write citations as records, in the order given."""
    lines = (f"{tag}  - {one_line(value)}\r\n" for c in cited for tag, value in record(c) if value or tag == "ER")
    return "".join(lines).encode("utf-8")


def record(cited: Citation) -> Iterator[tuple[str, str]]:
    """Yield a record's tags and values: a newspaper article of an outlet, or where none is known an electronic source."""
    known = dates.shared(cited.published)
    yield "TY", "NEWS" if cited.outlet else "ELEC"
    yield "ID", cited.key
    yield "TI", cited.title
    yield "T2", cited.outlet or ""
    yield "PY", f"{known[0]:04}" if known else ""
    yield "DA", slashed(known)
    yield "Y2", slashed(dates.shared(cited.accessed))
    yield "UR", cited.url or ""
    yield "LA", cited.language
    yield from (("N1", note) for note in (*cited.notes, *cited.quoted))
    yield "ER", ""


def slashed(known: tuple[int, ...]) -> str:
    """Write the known parts of a date as RIS does: «2019/04/12/», «2019/04//»; nothing where no part is known."""
    return "/".join((*(f"{p:02}" for p in known), *("" for _ in range(4 - len(known))))) if known else ""
