"""Archives: pages come out of them, nothing goes out of them, and a hostile one costs neither memory nor time."""

from __future__ import annotations

import io
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.base.document import Document, Unread
from tawatur.capture.formats import archives, tars
from tests.capture.formats import ARTICLE, OTHER, html, tar_of, zip_of

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]
MODES = {".tar": "w", ".tgz": "w:gz", ".tar.gz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}


def sources(found: list[Document] | list[Unread]) -> list[str]:
    """Name what was read by what stands behind the folder."""
    return [d.source.rpartition("/pile")[2] for d in found]


def test_zip(tmp_path: Path, read: Read) -> None:
    """A page's source names the archive and the member; `pages.csv` inside speaks of the pages beside it."""
    table = "file,outlet,published\na.html,أفق الواحة,2019-03-05\ndeep/b.txt,,2019-03-06\n".encode()
    members = {
        "in/a.html": html(),
        "in\\deep\\b.txt": OTHER.encode(),
        "in/pages.csv": table,
        "in/.c.txt": b"x",
        "s.css": b"x",
    }
    (tmp_path / "pile.zip").write_bytes(zip_of(members))
    documents, unread = read([tmp_path])
    assert not unread
    assert sources(documents) == [".zip!/in/a.html", ".zip!/in/deep/b.txt"]
    assert documents[0].outlet is not None
    assert documents[0].outlet.name == "أفق الواحة"
    assert [e.value for e in documents[1].published.evidence] == ["2019-03-06"]


@pytest.mark.parametrize("suffix", MODES)
def test_tar(suffix: str, tmp_path: Path, read: Read) -> None:
    """A TAR archive is read by any compression, a table that stands behind the pages in it included."""
    table = b"file,published\na.html,2019-03-05\ngone.txt,\n"
    members = {"./a.html": html("cp1256"), "b.txt": OTHER.encode(), "pages.csv": table}
    (tmp_path / f"pile{suffix}").write_bytes(tar_of(members, MODES[suffix]))
    documents, unread = read([tmp_path])
    assert sources(documents) == [f"{suffix}!/a.html", f"{suffix}!/b.txt"]
    assert "الساحلي" in documents[0].text
    assert documents[0].published.evidence[0].value == "2019-03-05"
    assert [("gone.txt" in u.why, sources([u])) for u in unread] == [(True, [f"{suffix}!/pages.csv"])]


def test_archives_in_archives(tmp_path: Path, read: Read) -> None:
    """An archive in an archive is read; a third one is named."""
    third = zip_of({"c.txt": ARTICLE.encode()})
    second = tar_of({"b.txt": OTHER.encode(), "third.zip": third}, "w:gz")
    (tmp_path / "pile.zip").write_bytes(zip_of({"a.txt": ARTICLE.encode(), "second.tgz": second}))
    documents, unread = read([tmp_path])
    assert sources(documents) == [".zip!/a.txt", ".zip!/second.tgz!/b.txt"]
    assert sources(unread) == [".zip!/second.tgz!/third.zip"]
    assert "Unpack" in unread[0].why


def test_page_saved_whole(tmp_path: Path, read: Read) -> None:
    """The frames in the folder of a page saved whole are parts of it; a folder of such a name alone holds pages."""
    (tmp_path / "pile").mkdir()
    for name in ("x.html", "x_files/frame.html", "y_files/z.html"):
        (tmp_path / "pile" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "pile" / name).write_bytes(html())
    members = {name: html() for name in ("x_files/frame.html", "x.html", "y_files/z.html")}
    (tmp_path / "pile.zip").write_bytes(zip_of(members))
    documents, unread = read([tmp_path])
    assert not unread
    assert sources(documents) == [".zip!/x.html", ".zip!/y_files/z.html", "/x.html", "/y_files/z.html"]


NAMES = ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:/out.txt", "..\\out.txt", "line\nbreak.txt", "n" * 2000]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names_that_lead_out(name: str, tmp_path: Path, read: Read) -> None:
    """A member whose name leads out of the archive is refused by name, and nothing is written anywhere."""
    (tmp_path / "in").mkdir()
    for pile in ("pile.zip", "pile.tar"):
        members = {name: ARTICLE.encode(), "good.txt": ARTICLE.encode()}
        (tmp_path / "in" / pile).write_bytes(zip_of(members) if pile.endswith("zip") else tar_of(members))
        documents, unread = read([tmp_path / "in" / pile])
        assert sources(documents) == [f"{Path(pile).suffix}!/good.txt"]
        assert len(unread) == 1
        assert "its name" in unread[0].why
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "pile.tar", "pile.zip"]


def link(kind: bytes, target: str) -> tarfile.TarInfo:
    """Make the header of a link or a device."""
    info = tarfile.TarInfo("a.txt")
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices(kind: bytes, tmp_path: Path, read: Read) -> None:
    """Links and devices in a TAR archive are refused, whatever stands behind them under the same name."""
    first = tar_of({"x": link(kind, "/etc/passwd")})[:512]
    (tmp_path / "pile.tar").write_bytes(first + tar_of({"b.txt": OTHER.encode()}))
    documents, unread = read([tmp_path])
    assert sources(documents) == [".tar!/b.txt"]
    assert sources(unread) == [".tar!/a.txt"]
    assert "link" in unread[0].why or "device" in unread[0].why


def test_link_in_a_zip(tmp_path: Path, read: Read) -> None:
    """A symbolic link in a ZIP archive is refused."""
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    documents, unread = read([tmp_path])
    assert not documents
    assert "link" in unread[0].why


def test_encrypted_member(tmp_path: Path, read: Read) -> None:
    """A member behind a password is named, the others are read."""
    data = bytearray(zip_of({"a.txt": ARTICLE.encode(), "b.txt": OTHER.encode()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "pile.zip").write_bytes(data)
    documents, unread = read([tmp_path])
    assert sources(documents) == [".zip!/b.txt"]
    assert "encrypted" in unread[0].why


def test_a_name_in_utf8_without_the_mark(tmp_path: Path, read: Read) -> None:
    """Many programs write names in UTF-8 and do not say so; `pages.csv` finds them all the same."""
    data = zip_of({"صفحة.txt": ARTICLE.encode(), "pages.csv": "file,url\nصفحة.txt,https://x.example/1\n".encode()})
    marked, plain = (b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    assert marked in data
    at = data.index(b"PK\x01\x02") + 8
    unmarked = bytearray(data)
    while (entry := unmarked.find(b"PK\x01\x02", at - 8)) >= 0:
        unmarked[entry + 9] &= 0xF7
        at = entry + 12
    (tmp_path / "pile.zip").write_bytes(bytes(unmarked).replace(marked, plain))
    documents, unread = read([tmp_path])
    assert not unread
    assert sources(documents) == [".zip!/صفحة.txt"]
    assert documents[0].url == "https://x.example/1"


def test_a_name_given_twice(tmp_path: Path, read: Read) -> None:
    """Of two members of one name the first is read and the second is named."""
    pairs = [("a.txt", ARTICLE), ("a.txt", OTHER)]
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, text in pairs:
            archive.writestr(name, text)
    plain = [tar_of({name: text.encode()})[:1024] for name, text in pairs]
    (tmp_path / "pile.tar").write_bytes(b"".join(plain) + bytes(1024))
    documents, unread = read([tmp_path])
    assert [d.text for d in documents] == [ARTICLE, ARTICLE]
    assert ["second member" in u.why for u in unread] == [True, True]


def test_bombs(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks beyond all measure is left, with the reason, before it costs time or memory."""
    monkeypatch.setattr("tawatur.capture.formats.file.FREE", 1 << 20)
    zeros = bytes(200 << 20)
    began = time.perf_counter()
    for name, data in (
        ("one.zip", zip_of({"a.txt": zeros, "b.txt": ARTICLE.encode()})),
        ("many.zip", zip_of({f"{n}.html": zeros[: 3 << 20] for n in range(60)})),
        ("one.tgz", tar_of({"a.txt": zeros}, "w:gz")),
        ("inner.zip", zip_of({"b.zip": zip_of({"a.html": zeros[: 100 << 20]})})),
    ):
        (tmp_path / name).write_bytes(data)
        _, unread = read([tmp_path / name])
        assert unread, name
        assert any("unpacks" in u.why or "MB" in u.why for u in unread), unread
        assert len(unread) < 70
    assert time.perf_counter() - began < 30


def test_more_members_than_any_pile(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of more members than pages are ever packed is refused as a whole."""
    monkeypatch.setattr(archives, "MOST", 3)
    (tmp_path / "pile.zip").write_bytes(zip_of({f"{n}.txt": ARTICLE.encode() for n in range(4)}))
    documents, unread = read([tmp_path])
    assert not documents
    assert "more than 3 members" in unread[0].why


def test_a_list_of_members_that_fills_the_memory(tmp_path: Path, read: Read) -> None:
    """A ZIP archive that announces a list of members of gigabytes is refused before the list is read."""
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, 0xF0000000, 0, 0)
    (tmp_path / "pile.zip").write_bytes(zip_of({"a.txt": ARTICLE.encode()})[:-22] + end)
    _, unread = read([tmp_path])
    assert "list of members" in unread[0].why


def test_a_name_that_fills_the_memory(tmp_path: Path, read: Read) -> None:
    """A TAR member whose name takes a megabyte ends the reading, before the name is read."""
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "x" * (tars.LONGEST_NAME + 1)}
    (tmp_path / "pile.tar").write_bytes(tar_of({"first.txt": ARTICLE.encode(), "x": info}))
    documents, unread = read([tmp_path])
    assert sources(documents) == [".tar!/first.txt"]
    assert "remark" in unread[0].why


@pytest.mark.parametrize("suffix", MODES)
def test_cut_archives(suffix: str, tmp_path: Path, read: Read) -> None:
    """What stands before the cut is read, and the cut is told."""
    noise = bytes(range(256)) * 4000
    members = {"a.txt": ARTICLE.encode(), "z.png": noise, "b.txt": OTHER.encode()}
    data = tar_of(members, MODES[suffix])
    (tmp_path / f"pile{suffix}").write_bytes(data[: len(data) // 2] if suffix != ".tar.bz2" else data[:-40])
    documents, unread = read([tmp_path])
    assert suffix in (".tar.xz", ".tar.bz2") or sources(documents) == [f"{suffix}!/a.txt"]
    assert len(unread) == 1
    assert "cut or damaged" in unread[0].why


def test_a_member_that_is_damaged(tmp_path: Path, read: Read) -> None:
    """A member whose checksum is wrong is named; the others are read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", ARTICLE)
        archive.writestr("b.txt", OTHER)
    (tmp_path / "pile.zip").write_bytes(out.getvalue().replace(ARTICLE.encode()[:10], b"0123456789", 1))
    documents, unread = read([tmp_path])
    assert sources(documents) == [".zip!/b.txt"]
    assert "CRC" in unread[0].why
