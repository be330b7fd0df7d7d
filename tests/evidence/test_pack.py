"""An evidence pack holds the story and its pages, checks itself, and tells every byte that somebody changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

import tawatur
from tawatur.cli import main
from tawatur.evidence import PackError, check
from tawatur.evidence.manifest import MANIFEST, SUMS
from tawatur.evidence.pack import as_text, pack
from tawatur.story import Story

Files = dict[str, bytes]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def packed(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pack") / "evidence.zip"
    done = run("pack", sample_file, "-o", out)
    assert done.exit_code == 0, done.output
    return out


def files(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, content: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def with_true_digests(content: Files) -> Files:
    """Write the manifest and the sums anew: what somebody does who changes a pack with care."""
    manifest = json.loads(content[MANIFEST])
    for file in manifest["files"]:
        data = content[file["name"]]
        file |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    raw = json.dumps(manifest).encode()
    lines = [(hashlib.sha256(raw).hexdigest(), MANIFEST)] + [(f["sha256"], f["name"]) for f in manifest["files"]]
    return content | {MANIFEST: raw, SUMS: "".join(f"{d}  {n}\n" for d, n in lines).encode()}


def test_a_pack_checks_itself(packed: Path) -> None:
    done = run("verify", packed)
    assert done.exit_code == 0, done.output
    assert hashlib.sha256(files(packed)[MANIFEST]).hexdigest() in done.output


def test_a_pack_holds_the_story_its_texts_and_its_originals(packed: Path, sample_story: Story) -> None:
    content = files(packed)
    assert msgspec.json.decode(content["story.json"])["chronology"]
    texts = [content[n].decode() for n in sorted(content) if n.startswith("texts/")]
    assert texts == [d.text for d in sample_story.documents]
    originals = {hashlib.sha256(data).hexdigest() for n, data in content.items() if n.startswith("originals/")}
    missing = {m["document"] for m in json.loads(content[MANIFEST])["missing"]}
    assert originals == {d.sha256 for d in sample_story.documents if d.id not in missing}
    assert originals and missing, "the sample has pages in files of their own, and pages in a table"
    rows = list(csv.DictReader(io.StringIO(content["pages.csv"].decode("utf-8-sig"))))
    assert [r["sha256"] for r in rows] == [d.sha256 for d in sample_story.documents]
    assert "حزمة أدلة" in content["README.md"].decode()
    assert "Evidence pack" in content["README.md"].decode()


def test_the_same_story_gives_the_same_bytes(sample_story: Story, sample_file: Path) -> None:
    one, other = io.BytesIO(), io.BytesIO()
    assert pack(sample_story, one, sample_file) == pack(sample_story, other, sample_file)
    assert one.getvalue() == other.getvalue()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this system has no sha256sum")
def test_the_digests_are_checked_without_this_program(packed: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(packed, tmp_path)
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", SUMS], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(files(packed)) - 1


def test_an_original_that_has_changed_is_not_packed(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("قالت وزارة الماء يوم الأحد 5 مايو 2024 إن السد انهار.\n", "utf-8")
    tawatur.build(pages, tagger="light").save(tmp_path / "s.tawatur")
    (pages / "a.txt").write_text("غير ذلك\n", "utf-8")
    out = tmp_path / "e.zip"
    assert run("pack", tmp_path / "s.tawatur", "-o", out).exit_code == 0
    assert not [n for n in files(out) if n.startswith("originals/")]
    assert run("verify", out).exit_code == 0


def changed(name: str, old: bytes, new: bytes) -> Callable[[Files], Files]:
    def change(content: Files) -> Files:
        assert old in content[name], f"{name} has no {old!r} to change"
        return content | {name: content[name].replace(old, new, 1)}

    return change


def without(name: str) -> Callable[[Files], Files]:
    return lambda content: {n: d for n, d in content.items() if n != name}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed("texts/0001.txt", "ا".encode(), "أ".encode()), "texts/0001.txt"),
        (changed("originals/0002.txt", "ا".encode(), "أ".encode()), "originals/0002.txt"),
        (changed("story.json", b'"outlets":', b'"outlets" :'), "story.json"),
        (changed(SUMS, b"0", b"1"), SUMS),
        (without("texts/0003.txt"), "not in the pack"),
        (without("README.md"), "README.md"),
        (without(SUMS), SUMS),
        (lambda c: c | {"extra.html": b"x"}, "extra.html: is in the pack and not in the manifest"),
    ],
)
def test_a_byte_that_was_changed_is_told(
    packed: Path, tmp_path: Path, change: Callable[[Files], Files], told: str
) -> None:
    done = run("verify", written(tmp_path / "t.zip", change(files(packed))))
    assert done.exit_code == 1
    assert told in done.output


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed("texts/0001.txt", "ا".encode(), "أ".encode()), "is not the text that the story points at"),
        (changed("originals/0002.txt", "ا".encode(), "أ".encode()), "is not the file that was read"),
        (lambda c: c | {"judgements.jsonl": b"{}\n"}, "not the judgements of the story"),
        (lambda c: c | {"story.json": b"{}"}, "not a story that can be read"),
        (lambda c: c | {"story.json": b"[" * 100_000}, "not a story that can be read"),
    ],
)
def test_a_change_with_true_digests_is_told_by_the_story_itself(
    packed: Path, tmp_path: Path, change: Callable[[Files], Files], told: str
) -> None:
    done = run("verify", written(tmp_path / "t.zip", with_true_digests(change(files(packed)))))
    assert done.exit_code in (1, 2)
    assert told in done.output or "recursion" in done.output.lower()


def test_words_that_a_span_does_not_read_are_told(packed: Path, tmp_path: Path) -> None:
    """Text and story changed together, digests made true: the spans behind the change no longer read."""
    content = files(packed)
    story = msgspec.json.decode(content["story.json"])
    text = story["documents"][1]["text"]
    story["documents"][1]["text"] = "كذب " + text
    content["story.json"] = msgspec.json.encode(story)
    content["texts/0002.txt"] = ("كذب " + text).encode()
    done = run("verify", written(tmp_path / "t.zip", with_true_digests(content)))
    assert done.exit_code == 1
    assert "the story says" in done.output


def member(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def hostile() -> Iterator[tuple[str, zipfile.ZipInfo, bytes]]:
    for name in ("../x", "/etc/x", "a/../../x", "C:/x", "a\\..\\x", "a//x"):
        yield "leads out", member(name), b"x"
    yield "a link", member("x", stat.S_IFLNK | 0o777), b"/etc/passwd"
    yield "times its size", member("bomb"), b"\0" * 50_000_000
    yield "second member", member("STORY.json"), b"{}"


@pytest.mark.parametrize(
    ("told", "info", "data"), list(hostile()), ids=lambda v: v.filename if isinstance(v, zipfile.ZipInfo) else ""
)
def test_a_pack_that_could_do_harm_is_refused(
    packed: Path, tmp_path: Path, told: str, info: zipfile.ZipInfo, data: bytes
) -> None:
    path = Path(shutil.copy(packed, tmp_path / "t.zip"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, data)
    before = sorted(p.name for p in tmp_path.iterdir())
    done = run("verify", path)
    assert done.exit_code == 2
    assert told in done.output
    assert sorted(p.name for p in tmp_path.iterdir()) == before, "nothing is unpacked"


def test_a_pack_that_unpacks_to_more_than_there_may_be_is_refused(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MOST_BYTES", 1000)
    with pytest.raises(PackError, match="unpacks to"):
        list(check.differences(packed))


@pytest.mark.parametrize("cut", [10, 100, 1000, -30])
def test_a_pack_that_is_cut_is_refused(packed: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(packed.read_bytes()[:cut])
    done = run("verify", path)
    assert done.exit_code == 2
    assert "not a whole ZIP" in done.output


def test_a_flipped_bit_anywhere_is_told_or_refused(packed: Path, tmp_path: Path) -> None:
    """A bit in every hundredth part of the file: never a clean answer, never a traceback."""
    whole = packed.read_bytes()
    for at in range(40, len(whole), len(whole) // 40):
        path = tmp_path / "t.zip"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        done = run("verify", path)
        if done.exit_code == 0:  # a date or an attribute of a member: no content
            assert files(path) == files(packed)
        assert done.exit_code in (0, 1, 2), done.exception


@pytest.mark.parametrize("data", [b"PK", b"PK\x05\x06" + b"\0" * 18, b""])
def test_what_is_no_pack_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(data)
    assert run("verify", path).exit_code == 2


def test_a_pack_of_another_format_is_refused(packed: Path, tmp_path: Path) -> None:
    content = files(packed)
    content[MANIFEST] = content[MANIFEST].replace(b"tawatur.pack/1", b"tawatur.pack/9")
    with pytest.raises(PackError, match="pack/9"):
        list(check.differences(written(tmp_path / "t.zip", content)))


@pytest.mark.parametrize(("cell", "shown"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("خبر", "خبر"), ("", "")])
def test_no_cell_of_the_table_is_run_as_a_formula(cell: str, shown: str) -> None:
    assert as_text(cell) == shown


def test_nothing_is_written_where_it_cannot_be(sample_file: Path, tmp_path: Path) -> None:
    assert run("pack", sample_file, "-o", tmp_path / "none" / "e.zip").exit_code == 2
    assert run("pack", tmp_path / "none.tawatur", "-o", tmp_path / "e.zip").exit_code == 2
    assert list(tmp_path.iterdir()) == []
