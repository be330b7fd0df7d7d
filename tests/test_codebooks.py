"""A codebook lies beside its story, and is there whole or as it was."""

from pathlib import Path

import pytest

from tawatur import codebooks
from tawatur.base.codebook import CodebookError, CodebookRow

ROW = CodebookRow(id="k1", kind="note", group="السد", note="ملاحظة", by="سلمى", when="2026-11-29T10:00:00Z")


def test_there_is_none_before_its_first_row(tmp_path: Path) -> None:
    assert codebooks.load(codebooks.beside(tmp_path / "flood.tawatur")) == []


def test_it_is_read_as_it_was_written_beside_its_story(tmp_path: Path) -> None:
    path = codebooks.beside(tmp_path / "flood.tawatur")
    codebooks.save([ROW], path)
    assert path.name == "flood.tawatur-codebook"
    assert codebooks.load(path) == [ROW]
    assert [p.name for p in tmp_path.iterdir()] == [path.name], "nothing half written is left"


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.tawatur-codebook"
    codebooks.save([ROW], path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CodebookError, match="No space left"):
        codebooks.save([ROW, ROW], path)
    assert codebooks.load(path) == [ROW]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="not written"):
        codebooks.save([ROW], tmp_path / "none" / "a.tawatur-codebook")


def test_a_damaged_one_is_refused_by_name_and_line(tmp_path: Path) -> None:
    path = tmp_path / "a.tawatur-codebook"
    path.write_bytes(b"{}\n")
    with pytest.raises(CodebookError, match=r"a\.tawatur-codebook.*line 1"):
        codebooks.load(path)
