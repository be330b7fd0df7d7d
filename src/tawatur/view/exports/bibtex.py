"""Citations → BibTeX, UTF-8, one entry a page: for LaTeX (biblatex with biber, or BibTeX), Zotero and JabRef."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tawatur.base.story import Story
from tawatur.view.exports import citations, dates
from tawatur.view.exports.characters import one_line
from tawatur.view.exports.citations import Citation

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# BibTeX counts an escaped brace as a brace: a lone «\{» would swallow the rest of the file. Hence their names.
LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "%&#_$"},
}  # fmt: skip
SPECIAL = re.compile(r"[\\{}~^%&#_$]")


def to_bibtex(story: Story) -> bytes:
    """Write every page of a story as an entry."""
    return of_citations(citations.of_story(story))


def of_citations(cited: Iterable[Citation]) -> bytes:
    """Write citations as entries, in the order given."""
    return "\n".join(map(entry, cited)).encode("utf-8")


def entry(cited: Citation) -> str:
    """Write one entry: an article of an outlet, or where none is known a «misc»."""
    kind = "article" if cited.outlet else "misc"
    lines = [f"  {name} = {value}," for name, value in fields(cited).items() if value]
    return "\n".join((f"@{kind}{{{cited.key},", *lines, "}")) + "\n"


def fields(cited: Citation) -> dict[str, str]:
    """Name an entry's fields; year and month hold what the date surely has, ``date`` (biblatex) the whole of it."""
    known = dates.shared(cited.published)
    whole = dates.ends(cited.published)
    return {
        "title": text(cited.title),
        "journal": text(cited.outlet or ""),
        "year": f"{{{known[0]:04}}}" if known else "",
        "month": MONTHS[known[1] - 1] if len(known) > 1 else "",
        "date": f"{{{'/'.join(map(iso, whole))}}}" if whole else "",
        "url": address(cited.url or ""),
        "urldate": f"{{{cited.accessed}}}" if cited.accessed else "",
        "language": text(cited.language),
        "note": text("; ".join(cited.notes)),
        "annote": text(" / ".join(cited.quoted)),
    }


def iso(parts: tuple[int, ...]) -> str:
    """Write a date's parts: (2019, 4) gives «2019-04»."""
    return "-".join((f"{parts[0]:04}", *(f"{p:02}" for p in parts[1:])))


def text(words: str) -> str:
    """Put words in braces with LaTeX's own characters escaped; no words, no braces."""
    plain = SPECIAL.sub(lambda c: LATEX[c.group()], one_line(words))
    return f"{{{plain}}}" if plain else ""


def address(url: str) -> str:
    """Put an address in braces: biblatex reads it letter by letter, so that it is percent-encoded and not escaped."""
    return f"{{{url}}}" if url else ""
