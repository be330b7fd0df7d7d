"""Files and folders → pages: what cannot be read is named with its reason and stops nothing."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.base.document import Document, Unread
from tawatur.capture.formats import pages
from tawatur.capture.formats.file import Counted

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]
ARTICLE = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف.\n"
OTHER = "وصلت إلى الميناء صباح اليوم أول سفينة تحمل القمح هذا الموسم.\n"


def why(unread: list[Unread]) -> str:
    """Return the only reason there is."""
    assert len(unread) == 1, unread
    return unread[0].why


def test_text_is_frozen_as_it_is(tmp_path: Path, read: Read) -> None:
    """The text of a .txt file is its decoded content: line ends and spaces stay, a byte-order mark goes."""
    content = "\tسوق السمك\r\n\r\nأعلنت البلدية فتح السوق غدا. \u200f\r\n\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + content.encode())
    documents, unread = read([tmp_path / "a.txt"])
    assert not unread
    assert documents[0].text == content


def test_order_does_not_hang_on_paths(tmp_path: Path, read: Read) -> None:
    """Documents are ordered by source, and a source given twice is read once."""
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE + name, "utf-8")
    given = [tmp_path / "c.txt", tmp_path / "b.txt", tmp_path, str(tmp_path / "a.txt")]
    one, _ = read(given)
    other, _ = read(given[::-1])
    assert one == other
    assert [(d.id, Path(d.source).name) for d in one] == [("d1", "a.txt"), ("d2", "b.txt"), ("d3", "c.txt")]


def test_folder_leaves_hidden_and_other_files_out(tmp_path: Path, read: Read) -> None:
    """A folder is read with its folders; hidden files, style sheets and pictures are passed over."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("in/deep/a.txt", "in/.b.txt", ".git/c.txt", "style.css", "logo.png"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    documents, unread = read([tmp_path])
    assert [Path(d.source).name for d in documents] == ["a.txt"]
    assert not unread


BAD = [
    ("empty.txt", b"", "empty"),
    ("spaces.txt", b" \r\n\t\n", "empty"),
    ("program.txt", bytes(range(256)) * 40, "binary"),
    ("scan.txt", b"%PDF-1.4 \x00\x01", "PDF"),
    ("letter.docx", b"PK\x03\x04" + bytes(60), "Word file"),
    ("digits.txt", b"12 34 -- 56\n", "no letters"),
    ("controls.txt", b"\x0b\x0c\x1b\x0b\n", ""),
    ("english.txt", b"The harbour of the town was closed for the night and the boats stayed in.\n", "English"),
    ("french.txt", "Le port de la ville est fermé pour la nuit et les bateaux sont dans la baie.".encode(), "French"),
    ("persian.txt", "این گزارش درباره بازار ماهی است و چند پرسش پیش می‌کشد که پاسخ آن‌ها روشن نیست.".encode(), "Persian"),
    ("furniture.txt", "شارك الخبر\nفيسبوك تويتر\nجميع الحقوق محفوظة\n".encode(), "page furniture"),
]


@pytest.mark.parametrize(("name", "data", "seen"), BAD, ids=[b[0] for b in BAD])
def test_bad_pages_are_reported_and_stop_nothing(name: str, data: bytes, seen: str, tmp_path: Path, read: Read) -> None:
    """The reason says what was seen; the good page beside it is read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(ARTICLE, "utf-8")
    documents, unread = read([tmp_path])
    assert [Path(d.source).name for d in documents] == ["good.txt"]
    assert seen in why(unread)
    assert Path(unread[0].source).name == name


def test_missing_file(tmp_path: Path, read: Read) -> None:
    """A file that is not there is reported by the path as given."""
    _, unread = read([str(tmp_path / "none.txt")])
    assert "no such file" in why(unread)


def test_folder_without_pages(tmp_path: Path, read: Read) -> None:
    """An empty folder is reported: a silent empty story would mislead."""
    _, unread = read([tmp_path])
    assert "holds no page" in why(unread)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of this kind are a POSIX matter")
def test_unreadable_permission(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened is reported with the system's reason."""
    path = tmp_path / "locked.txt"
    path.write_text(ARTICLE, "utf-8")
    path.chmod(0)

    def refuse(self: Path, _mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied", str(self))

    if os.geteuid() == 0:  # the superuser may read everything
        monkeypatch.setattr(Path, "open", refuse)
    _, unread = read([path])
    assert "Permission denied" in why(unread)
    path.chmod(0o600)


def test_fifty_megabytes_of_one_line(tmp_path: Path, read: Read) -> None:
    """A file that is no page is refused by its size, unread, with what to do."""
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(("كلمة " * (1 << 20))[: 1 << 20].encode()[: 1 << 20])
    began = time.perf_counter()
    _, unread = read([path])
    assert time.perf_counter() - began < 5
    assert "MB of text in one line" in why(unread)


def test_longest_page_is_read(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line just under the limit is read in seconds."""
    monkeypatch.setattr(pages, "LARGEST_TEXT", 1 << 21)
    (tmp_path / "line.txt").write_text("كلمة " * 200_000, "utf-8")
    began = time.perf_counter()
    documents, unread = read([tmp_path / "line.txt"])
    assert time.perf_counter() - began < 8
    assert not unread
    assert len(documents[0].body) == 1


def test_twins_are_kept_and_named(tmp_path: Path, read: Read) -> None:
    """Two identical pages are two documents; the later one says which it equals."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    documents, _ = read([tmp_path])
    assert len(documents) == 2
    assert documents[0].warnings == []
    assert "a.txt (d1)" in documents[1].warnings[0]


def test_mixed_page_is_read_with_a_warning(tmp_path: Path, read: Read) -> None:
    """A page half in English is read; the English lines are kept apart."""
    english = "The council said on Sunday that the coastal road would stay open to trucks.\n"
    (tmp_path / "a.txt").write_text(ARTICLE * 2 + english * 2, "utf-8")
    documents, unread = read([tmp_path])
    assert not unread
    assert "Arabic" in documents[0].warnings[0]
    assert {r.kind for r in documents[0].residue} == {"embed"}


def test_jsonl(tmp_path: Path, read: Read) -> None:
    """Each line is a page: title on top, `id` in its source; a faulty line is named and the rest is read."""
    fields = {"id": "n7", "title": "سوق السمك يفتح غدا", "text": ARTICLE, "outlet": "أفق الواحة"}
    fields["published"] = "2019-03-05T10:00:00"
    rows = [json.dumps(fields, ensure_ascii=False), "{broken", json.dumps({"lede": ARTICLE}), ""]
    rows.append(json.dumps({"text": OTHER}))
    (tmp_path / "pages.jsonl").write_text("\n".join(rows), "utf-8")
    documents, unread = read([tmp_path / "pages.jsonl"])
    assert [Path(d.source).name for d in documents] == ["000005", "n7"]
    page = documents[1]
    assert page.text == f"{fields['title']}\n\n{ARTICLE}"
    assert page.title is not None
    assert page.title.span == (0, len(fields["title"]))
    assert page.outlet is not None
    assert page.outlet.name == "أفق الواحة"
    assert [(e.kind, e.value) for e in page.published.evidence] == [("metadata", "2019-03-05")]
    assert [("line 2" in u.why, "line 3" in u.why) for u in unread] == [(True, False), (False, True)]
    assert "lede" in unread[1].why


def test_sidecar(tmp_path: Path, read: Read) -> None:
    """`pages.csv` beside pages gives what is known of them, in any column order, cells missing or not."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("سوق السمك يفتح غدا\n\n" + ARTICLE, "utf-8")
    (tmp_path / "deep" / "b.txt").write_text(OTHER, "utf-8")
    table = (
        "published;file;title;url\n5/3/2019;a.txt;سوق السمك يفتح غدا;\n;deep/b.txt;;https://x.example/2019/03/06/b\n"
    )
    (tmp_path / "pages.csv").write_text(table, "utf-8-sig")
    (one, other), unread = read([tmp_path])
    assert not unread
    assert one.title is not None
    assert one.title.span == (0, 18)
    assert [(e.kind, e.value) for e in one.published.evidence] == [("sidecar", "2019-03-05")]
    assert [(e.kind, e.value) for e in other.published.evidence] == [("url", "2019-03-06")]
    assert other.url == "https://x.example/2019/03/06/b"


def test_sidecar_faults_are_told(tmp_path: Path, read: Read) -> None:
    """An unknown column, a page that is not there and a date that is none are named; the pages are read."""
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "pages.csv").write_text("file,outlt,published\na.txt,x,some day\ngone.txt,,\n", "utf-8")
    documents, unread = read([tmp_path])
    assert "some day" in documents[0].warnings[0]
    told = " ".join(u.why for u in unread)
    assert "'outlt'" in told
    assert "file, outlet, published, url, title" in told
    assert "'gone.txt'" in told


def test_json_lines_without_a_line_are_told_of(read: Read, tmp_path: Path) -> None:
    """A file of JSON lines that holds only white space is unread with a reason, not passed over."""
    (tmp_path / "pages.jsonl").write_bytes(b"\n \n\r\n")
    documents, unread = read([tmp_path])
    assert not documents
    assert "empty" in unread[0].why


def test_packed_lines_are_unpacked_in_blocks(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not byte by byte, as a stream without a buffer would be asked to look for a line's end."""
    asked: list[int] = []
    step = Counted.step

    def counting(counted: Counted, size: int) -> bytes:
        asked.append(size)
        return step(counted, size)

    monkeypatch.setattr(Counted, "step", counting)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(json.dumps({"text": ARTICLE}).encode() + b"\n" for _ in range(50))))
    assert len(read([path])[0]) == 50
    assert 0 < len(asked) < 5
