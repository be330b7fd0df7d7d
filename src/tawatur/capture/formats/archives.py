"""A ZIP or TAR archive → the pages in it, never unpacked to disk; what has no business in it is reported by its name."""

from __future__ import annotations

import contextlib
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from tawatur.base.document import Page, Unread
from tawatur.capture import beside
from tawatur.capture.beside import Beside
from tawatur.capture.columns import Columns
from tawatur.capture.formats import tars, zips
from tawatur.capture.formats.file import Budget, File, Refused
from tawatur.capture.formats.member import Member

SUFFIXES = (".zip", *tars.SUFFIXES)
MOST = 200_000  # members
TOLD = 100  # members that are reported one by one; a hostile archive may hold any number

Read = Callable[[File, Columns], Iterator[Page | Unread]]


def read(file: File, columns: Columns, inner: Read) -> Iterator[Page | Unread]:
    """Yield the pages of an archive, in the order of their names or as they come; `inner` reads each member."""
    if file.inside > 1:
        raise Refused("an archive in an archive in an archive is not opened. Unpack the outer one.")
    budget = file.budget or Budget(file.size)
    opened = zips.members if file.suffix == ".zip" else tars.members
    data = file.bytes() if file.inside else None
    whole = file._replace(budget=budget, open=(lambda: io.BytesIO(data)) if data is not None else file.open)
    names, tables, refused = survey(whole, opened)
    yield from refused
    empty = not refused
    done: set[str] = set()
    for member in opened(whole):
        path = PurePosixPath(member.name)
        if member.refused or path.as_posix() not in names or path.as_posix() in done:
            continue  # reported above
        done.add(path.as_posix())
        if beside.passed_over(path, names.__contains__) or path in tables.read:
            continue
        empty = False
        said = {**file.facts, **tables.about(path)}
        yield from inner(
            File(f"{file.source}!/{path}", member.size, member.open, said, file.inside + 1, budget), columns
        )
    yield from tables.unread()
    if empty:
        yield Unread(source=file.source, why="the archive holds no page. Give the one with the pages.")


def survey(file: File, opened: Callable[[File], Iterator[Member]]) -> tuple[set[str], Beside, list[Unread]]:
    """Walk through an archive once: which members may be read, what the tables in it say, what is refused."""
    names: set[str] = set()
    refused: list[Unread] = []
    tables = Beside(lambda path: path.as_posix() in names, f"{file.source}!/")
    with contextlib.suppress(EOFError, OSError, zlib.error, tarfile.TarError):  # the second walk meets and reports it
        for count, member in enumerate(opened(file), 1):
            if count > MOST:
                raise Refused(f"the archive holds more than {MOST:,} members. Give it in smaller parts.")
            if why := member.refused or faulty_name(member.name, names):
                refused.append(Unread(source=f"{file.source}!/{shown(member.name)}", why=why))
                continue
            path = PurePosixPath(member.name)
            names.add(path.as_posix())
            with member.open() as data:
                begun = data.read(beside.HEAD) if path.suffix.lower() in beside.TABLES else b""
                if beside.is_table(path, lambda begun=begun: begun):  # type: ignore[misc]
                    tables.add(path, begun + data.read(beside.LARGEST))
    return names, tables, shortened(refused, file.source)


def faulty_name(name: str, names: set[str]) -> str | None:
    """Say what is wrong with a member's name, if anything."""
    path = PurePosixPath(name)
    if path.as_posix() in names:
        return "a second member has this name; the first one was read. Give it another name."
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\\" in name or not path.name:
        return "its name leads out of the archive, and it was not read. Pack the pages again by plain names."
    if any(ord(c) < 32 or c == "\x7f" for c in name) or len(name) > 1000:
        return "its name holds control characters or is too long, and it was not read. Pack it again by a plain name."
    return None


def shown(name: str) -> str:
    """Show a name on one line, cut where it is very long."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:200])


def shortened(refused: list[Unread], source: str) -> list[Unread]:
    """Report the first refused members one by one and count the rest."""
    rest = len(refused) - TOLD
    if rest <= 0:
        return refused
    return [
        *refused[:TOLD],
        Unread(source=source, why=f"{rest} more members were refused for reasons like those told."),
    ]
