"""The members of a ZIP archive: what is encrypted, a link or a bomb is named as such."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from tawatur.capture.formats.file import Budget, Counted, File, Refused
from tawatur.capture.formats.member import Member

DIRECTORY = 64 << 20  # bytes of the list of members: 200,000 of them need a fifth of this
RATIO = 1000  # of one member; deflate reaches 1032 on nothing but zeros
SMALL = 1 << 20
UTF8 = 0x800  # the mark of a name in UTF-8
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"


def members(file: File) -> Iterator[Member]:
    """Yield the members of an archive, by name."""
    assert file.budget is not None
    with file.open() as opened:
        check_directory(opened)
        with zipfile.ZipFile(opened) as archive:
            for info in sorted(archive.infolist(), key=lambda i: i.filename):
                if not info.is_dir():
                    yield Member(
                        name_of(info).replace("\\", "/"),
                        info.file_size,
                        opener(archive, info, file.budget),
                        fault(info),
                    )


def name_of(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one in UTF-8 that is not marked as such is read as what it is."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Callable[[], IO[bytes]]:
    """Return what opens a member, its bytes counted."""

    def opened() -> IO[bytes]:
        return io.BufferedReader(Counted(archive.open(info), budget))

    return opened


def fault(info: zipfile.ZipInfo) -> str | None:
    """Say why a member is not read, if it is not."""
    if info.flag_bits & 1:
        return "it is encrypted. Unpack it with its password and give the page."
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file, and it was not followed. Pack the page itself."
    if info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1):
        return f"it unpacks from {info.compress_size:,} to {info.file_size:,} bytes: no page does. Leave it out."
    return None


def check_directory(opened: IO[bytes]) -> None:
    """Refuse an archive whose list of members is larger than any pile of pages needs, before it is read."""
    opened.seek(0, io.SEEK_END)
    opened.seek(max(0, opened.tell() - (1 << 16) - 200))
    tail = opened.read()
    opened.seek(0)
    at, at_64 = tail.rfind(END), tail.rfind(END_64)
    size = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 16 else 0
    if size == 0xFFFFFFFF and 0 <= at_64 <= len(tail) - 48:
        size = struct.unpack_from("<Q", tail, at_64 + 40)[0]
    if DIRECTORY < size < 0xFFFFFFFF or (size > 0xFFFFFFFF):
        raise Refused(f"the archive's list of members alone takes {size >> 20} MB. Give it in smaller parts.")
