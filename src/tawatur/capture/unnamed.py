"""Documents → the pages whose outlet nobody knows, with what they themselves suggest, as a table to be filled in."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence

import msgspec

from tawatur.base.document import Document, OutletRow
from tawatur.capture.outlets import SIGNED, Register, host_of, name_key, tags
from tawatur.capture.sidecar import COLUMNS, REMARKS

SUGGESTED = (*SIGNED, "byline")
LONGEST = 120
PARTED = " | "


class Unnamed(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose outlet is to be told by a person.

    ``suggested``: what its masthead, credits and by-line say, and the outlets that share its name; nothing is chosen.
    """

    document: str
    source: str
    url: str
    domain: str
    published: str
    title: str
    suggested: str


def missing(documents: Iterable[Document], register: Register) -> list[Unnamed]:
    """List the pages that name no outlet, and those that bear a name that several outlets have («الوطن»)."""
    out = []
    for document in documents:
        bearers = register.bearers.get(name_key(document.outlet.name), []) if document.outlet else []
        if document.outlet is None or (document.outlet.id is None and len(bearers) > 1):
            out.append(unnamed(document, bearers))
    return out


def unnamed(document: Document, bearers: Sequence[OutletRow]) -> Unnamed:
    """Gather what one page says of its outlet."""
    shared = [f"{row.names[0]} ({row.country})" for row in bearers]
    return Unnamed(
        document=document.id, source=document.source, url=document.url or "", domain=host_of(document.url or ""),
        published=document.published.value or "", title=document.title.text if document.title else "",
        suggested=PARTED.join(dict.fromkeys([*shared, *own_words(document)])),
    )  # fmt: skip


def own_words(document: Document) -> list[str]:
    """List the words of a page's masthead, credits and opening tag: «الناس/متابعة»."""
    said = [r.span.of(document.text) for r in document.residue if r.kind in SUGGESTED]
    first = document.body[0].of(document.text) if document.body else ""
    words = [*said, *(tag for tag, _ in list(tags(first))[-1:])]
    # a cell that begins like a formula would be one to whatever opens the table
    return [w for w in (" ".join(word.split())[:LONGEST].lstrip("=+-@ ") for word in words) if w]


def folder_of(found: Sequence[Unnamed]) -> str:
    """Return the folder that all these pages stand under: the one where the filled table belongs."""
    folders = [os.path.dirname(page.source) for page in found]  # noqa: PTH120  as the story wrote it
    return os.path.commonpath(folders) if len({os.path.isabs(f) for f in folders}) == 1 else ""  # noqa: PTH117


def table(found: Sequence[Unnamed]) -> str:
    """Write the pages as a `pages.csv` with the outlet's cell empty; what stands beside is for whoever fills it in."""
    files = [page for page in found if not in_lines(page)]
    top = folder_of(files) if files else ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *REMARKS])
    for page in files:
        name = os.path.relpath(page.source, top or ".").replace("\\", "/")
        writer.writerow([name, "", "", page.url, "", page.domain, page.suggested])
    return out.getvalue()


def in_lines(page: Unnamed) -> bool:
    """Say whether a page is one line of a JSON file, which no table can speak of: its «outlet» goes into the line."""
    return ".jsonl" in page.source or ".ndjson" in page.source


def listing(rows: Iterable[OutletRow], country: str | None = None) -> str:
    """Write the outlet table, or one country's part of it, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name", "latin", "kind", "country", "domains", "handles", "source"])
    for row in rows:
        if country is None or row.country == country.upper():
            cells = [row.id, *map("; ".join, (row.names, row.latin)), row.kind, row.country]
            writer.writerow([*cells, *map("; ".join, (row.domains, row.handles)), row.source])
    return out.getvalue()
