"""What a crawl committed is there, whole, whatever becomes of the disk, the process or a file; what is not whole is told by name."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tawatur.crawls import Crawl, load, manifests, writing
from tawatur.crawls import folder as folder_module
from tawatur.crawls.manifests import CrawlError, DamagedError
from tawatur.discover.schemas import PAGES, REUSE


def never(message: str) -> None:
    raise AssertionError(message)


def row(number: int, day: str) -> dict[str, Any]:
    texts = {f.name: "" for f in PAGES if f.type == pa.string()}
    lists: dict[str, list[int]] = {f.name: [] for f in PAGES if f.type != pa.string()}
    return texts | lists | {"page": f"{number:016x}", "text": f"خبر {number}", "day": day, "moment": day}


def pages(*numbers: int, day: str = "2031-05-01") -> pa.Table:
    return pa.Table.from_pylist([row(n, day) for n in numbers], schema=PAGES)


def numbers(crawl: Crawl) -> list[int]:
    return [int(page, 16) for batch in crawl.pages(["page"]) for page in batch.column("page").to_pylist()]


def filled(folder: Path) -> Path:
    with writing(folder, never) as made:
        made.commit(pages(1, 2), reuse=REUSE.empty_table())
        made.commit(pages(3, day="2031-05-02"))
    return folder


def test_what_was_committed_is_there_again(tmp_path: Path) -> None:
    crawl = load(filled(tmp_path / "c"))
    assert numbers(crawl) == [1, 2, 3] and crawl.rows == 3
    assert crawl.table("reuse", REUSE).num_rows == 0 and crawl.table("stories", REUSE).num_rows == 0


def test_files_stand_in_folders_by_day_and_any_reader_reads_them(tmp_path: Path) -> None:
    with writing(tmp_path / "c", never) as made:
        made.commit(pa.concat_tables([pages(1), pages(2, day="2031-05-02"), pages(3, day="")]))
    folders = {Path(p).parent.name for p in load(tmp_path / "c").paths()}
    assert folders == {"day=2031-05-01", "day=2031-05-02", "day=unknown"}
    (path,) = (p for p in load(tmp_path / "c").paths() if "05-02" in p)
    assert pq.ParquetFile(path).read().column("text").to_pylist() == ["خبر 2"]
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("day", ["../../x", "a/b", "2031-05-01\0", "‮", "9999-99-99"])
def test_a_day_that_is_none_leads_out_of_no_folder(tmp_path: Path, day: str) -> None:
    with writing(tmp_path / "c", never) as made:
        made.commit(pages(1, day=day))
    assert numbers(load(tmp_path / "c")) == [1]
    assert {p.name for p in tmp_path.iterdir()} == {"c"}


def test_a_page_that_is_gone_is_taken_out_and_its_day_stays(tmp_path: Path) -> None:
    with writing(filled(tmp_path / "c"), never) as made:
        made.commit(pages(2, day="2031-05-09"), gone=[f"{2:016x}"])
        made.commit(gone=[f"{3:016x}"])
    assert numbers(load(tmp_path / "c")) == [1, 2]


def test_the_files_of_the_commit_before_stay_and_older_ones_go(tmp_path: Path) -> None:
    with writing(tmp_path / "c", never) as made:
        for n in range(4):
            made.commit(reuse=REUSE.empty_table())
            assert made.number == n + 1
    assert {p.name for p in (tmp_path / "c" / "reuse").iterdir()} == {"3.parquet", "4.parquet"}
    assert {p.name for p in (tmp_path / "c").glob("manifest-*")} == {"manifest-3.json", "manifest-4.json"}


def test_a_file_cut_in_half_is_told_by_name_and_only_its_pages_are_missing(tmp_path: Path) -> None:
    folder = filled(tmp_path / "c")
    (path,) = (Path(p) for p in load(folder).paths() if "05-01" in p)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DamagedError, match=r"day=2031-05-01/1\.parquet: has .* Give `tawatur discover` again"):
        numbers(load(folder))
    told: list[str] = []
    with writing(folder, told.append) as made:
        assert numbers(made) == [3]
        made.commit(pages(1, 2))
    assert len(told) == 1 and path.name in told[0]
    assert sorted(numbers(load(folder))) == [1, 2, 3]


@pytest.mark.parametrize("harm", ["a byte", "gone"])
def test_a_file_that_changed_or_went_is_told_by_name(tmp_path: Path, harm: str) -> None:
    folder = filled(tmp_path / "c")
    path = Path(load(folder).paths()[0])
    if harm == "gone":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    with pytest.raises(DamagedError, match=path.name):
        numbers(load(folder))


@pytest.mark.parametrize("name", ["crawl.json", "manifest-2.json"])
@pytest.mark.parametrize("data", [b"", b"{", b'{"format": "tawatur.crawl/2", "manifest": "../x", "digest": ""}', None])
def test_a_damaged_manifest_is_told_and_the_one_before_takes_its_place(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    folder = filled(tmp_path / "c")
    if data is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(data)
    with pytest.raises(CrawlError, match=r"cannot be read|is no crawl"):
        load(folder)
    told: list[str] = []
    with writing(folder, told.append) as made:
        assert {1, 2} <= set(numbers(made))
        made.commit(pages(4))
    assert len(told) == 1 and "was taken in its place" in told[0]
    assert {1, 2, 4} <= set(numbers(load(folder)))


def test_a_crawl_of_another_format_is_left_to_the_version_that_wrote_it(tmp_path: Path) -> None:
    folder = filled(tmp_path / "c")
    (folder / "crawl.json").write_bytes(b'{"format": "tawatur.crawl/9", "manifest": "m", "digest": ""}')
    for opens in (load, lambda f: writing(f, never)):
        with pytest.raises(CrawlError, match="Use the version that wrote it"):
            opens(folder)


def test_without_any_manifest_nothing_is_touched(tmp_path: Path) -> None:
    folder = filled(tmp_path / "c")
    for path in [*folder.glob("manifest-*"), folder / "crawl.json"]:
        path.write_bytes(b"\0")
    before = sorted(folder.rglob("*.parquet"))
    with pytest.raises(CrawlError, match="Put the folder aside"):
        writing(folder, never)
    assert sorted(folder.rglob("*.parquet")) == before


def test_a_folder_that_holds_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "table.parquet").write_bytes(b"mine")
    with pytest.raises(CrawlError, match="no crawl"):
        writing(tmp_path, never)
    assert (tmp_path / "mine" / "table.parquet").read_bytes() == b"mine"


def test_what_is_no_crawl_is_told(tmp_path: Path) -> None:
    with pytest.raises(CrawlError, match="is no crawl"):
        load(tmp_path)


def test_two_writers_at_once_are_one_too_many(tmp_path: Path) -> None:
    with writing(filled(tmp_path / "c"), never), pytest.raises(CrawlError, match="another command"):
        writing(tmp_path / "c", never)
    with writing(tmp_path / "c", never) as made:
        assert numbers(made) == [1, 2, 3]


class FullAfter:
    """Writes as `put` does until some files are written, then finds the disk full."""

    def __init__(self, files: int) -> None:
        self.left = files

    def __call__(self, path: Path, data: bytes) -> None:
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        manifests.put(path, data)


@pytest.mark.parametrize("files", range(5))
def test_a_full_disk_loses_nothing_that_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    """Wherever it fills: in either table, the manifest, or what points at it. Given again, it is done."""
    folder = filled(tmp_path / "c")
    with writing(folder, never) as made:
        monkeypatch.setattr(folder_module, "put", FullAfter(files))
        more = pa.concat_tables([pages(4), pages(5, day="2031-05-07")])
        with pytest.raises(CrawlError, match="the disk is full"):
            made.commit(more, reuse=REUSE.empty_table())
        monkeypatch.undo()
        assert numbers(load(folder)) == [1, 2, 3]
        made.commit(more, reuse=REUSE.empty_table())
    assert sorted(numbers(load(folder))) == [1, 2, 3, 4, 5]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of half a megabyte, where one may be mounted."""
    at = tmp_path / "disk"
    at.mkdir()
    if (
        os.name != "posix"
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", at], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no file system may be mounted here")
    yield at
    subprocess.run(["umount", at], check=True)


def test_a_disk_that_is_really_full_loses_nothing(small_disk: Path) -> None:
    folder = filled(small_disk / "c")
    noise = pages(9).set_column(6, "text", pa.array([os.urandom(1_000_000).hex()]))
    assert noise.schema == PAGES
    with writing(folder, never) as made:
        with pytest.raises(CrawlError, match="the disk is full"):
            made.commit(noise)
        made.commit(pages(4))
    assert sorted(numbers(load(folder))) == [1, 2, 3, 4]
    assert not list(folder.rglob(".*.part"))


KILLED = """
import os, signal, sys
from pathlib import Path
from tawatur.crawls import folder, manifests
from tests.crawls.test_folder import pages
left = int(sys.argv[2])
def put(path, data):
    global left
    left -= 1
    if left < 0:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.name}.part").write_bytes(data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    manifests.put(path, data)
folder.put = put
with folder.writing(Path(sys.argv[1]), print) as made:
    made.commit(pages(4))
"""


@pytest.mark.parametrize("files", range(3))
def test_a_kill_in_the_middle_of_a_commit_loses_nothing(tmp_path: Path, files: int) -> None:
    folder = filled(tmp_path / "c")
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), folder, str(files)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert numbers(load(folder)) == [1, 2, 3]
    with writing(folder, never) as made:
        made.commit(pages(4))
    assert sorted(numbers(load(folder))) == [1, 2, 3, 4]
    assert not list(folder.rglob(".*.part"))
