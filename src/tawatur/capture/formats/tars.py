"""The members of a TAR archive, read as a stream: links and devices are named as such and never followed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable, Iterator
from typing import IO

from tawatur.capture.formats.file import Counted, File, Stream
from tawatur.capture.formats.member import Member

SUFFIXES = (".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
LONGEST_NAME = 1 << 16  # bytes of a header beside a member: a name, not a text
HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)

END: type[Exception] = tarfile.EOFHeaderError  # type: ignore[attr-defined]


class Header(tarfile.TarInfo):
    """A member's header: one that is absurd or cut ends the reading, where tarfile would take it for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Header:
        """Read the next header. Raises ReadError where the archive breaks off."""
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as wrong:
            if isinstance(wrong, END):
                raise
            raise tarfile.ReadError(f"the archive breaks off after {archive.offset:,} bytes: {wrong}") from wrong

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        """Refuse a name or remark beyond all measure before tarfile reads it into memory."""
        if self.type in HEADERS and self.size > LONGEST_NAME:
            raise tarfile.ReadError(f"a member's name or remark takes {self.size:,} bytes")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


def members(file: File) -> Iterator[Member]:
    """Yield the members of an archive as they come; each can be opened until the next one is asked for."""
    assert file.budget is not None
    with (
        file.open() as packed,
        Counted(unpacked(packed), file.budget) as counted,
        tarfile.open(fileobj=counted, mode="r|", errorlevel=1, tarinfo=Header) as archive,
    ):
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # tarfile keeps all it has seen
            if not info.isdir():
                yield Member(info.name.removeprefix("./"), info.size, opener(archive, info), fault(info))


def opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    """Return what opens a member."""

    def opened() -> IO[bytes]:
        return archive.extractfile(info) or io.BytesIO()

    return opened


def unpacked(packed: IO[bytes]) -> Stream:
    """Undo the compression around the archive, which its first bytes tell."""
    head = packed.read(6)
    packed.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=packed)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(packed)
    if head.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(packed)
    return packed


def fault(info: tarfile.TarInfo) -> str | None:
    """Say why a member is not read, if it is not."""
    if info.issym() or info.islnk():
        return f"it is a link to {info.linkname[:200]!r}, and it was not followed. Pack the page itself."
    if not info.isreg():
        return "it is a device or a pipe, not a file. Pack the page itself."
    if info.issparse():
        return "it is a file with holes: no page is. Pack it again."
    return None
