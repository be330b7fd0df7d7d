"""The work file keeps what was read, never gives back other bytes than it was given, and is never fatal where it is damaged."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.work import WorkError, WorkFile


def never(message: str) -> None:
    raise AssertionError(message)


def filled(path: Path, count: int = 40) -> dict[str, bytes]:
    """Make a work file of some pages that were read, and return what was read."""
    made = {f"{n:064x}": random.Random(n).randbytes(300) for n in range(count)}
    with WorkFile(path, never) as kept:
        for key, reading in made.items():
            kept.expect(key, b"page")
            kept.keep(key, reading)
    return made


def test_what_was_read_is_there_again(tmp_path: Path) -> None:
    made = filled(tmp_path / "w")
    with WorkFile(tmp_path / "w", never) as kept:
        assert all(kept.expect(key, b"") for key in made)
        assert {key: kept.reading(key) for key in made} == made


def test_a_page_waits_with_its_bytes_until_it_is_read(tmp_path: Path) -> None:
    with WorkFile(tmp_path / "w", never) as kept:
        assert not kept.expect("k", b"page")
        kept.write()
    with WorkFile(tmp_path / "w", never) as kept:
        assert not kept.expect("k", b"other")
        assert kept.page("k") == b"page"
        kept.keep("k", b"reading")
        assert kept.expect("k", b"") and kept.reading("k") == b"reading"


def test_a_reading_whose_bytes_changed_is_read_again(tmp_path: Path) -> None:
    key, *_ = filled(tmp_path / "w")
    with sqlite3.connect(tmp_path / "w") as db:
        db.execute("UPDATE pages SET reading = ? WHERE key = ?", (b"other", key))
    db.close()
    with WorkFile(tmp_path / "w", never) as kept:
        assert not kept.expect(key, b"page")
        assert kept.page(key) == b"page"


def test_a_reading_under_another_key_is_not_taken(tmp_path: Path) -> None:
    one, other, *_ = filled(tmp_path / "w")
    with sqlite3.connect(tmp_path / "w") as db:
        db.execute("DELETE FROM pages WHERE key = ?", (other,))
        db.execute("UPDATE pages SET key = ? WHERE key = ?", (other, one))
    db.close()
    with WorkFile(tmp_path / "w", never) as kept:
        assert not kept.expect(other, b"page")


def test_what_is_no_longer_wanted_is_forgotten(tmp_path: Path) -> None:
    one, other, *_ = filled(tmp_path / "w")
    with WorkFile(tmp_path / "w", never) as kept:
        kept.forget_all_but([one])
        assert kept.expect(one, b"") and not kept.expect(other, b"page")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_gives_the_right_bytes_or_none(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "w"
    path.unlink(missing_ok=True)
    made = filled(path)
    whole = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    for at in data.draw(st.lists(st.integers(0, max(len(whole) - 1, 0)), max_size=20)) if whole else ():
        whole[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    said: list[str] = []
    with WorkFile(path, said.append) as kept:
        for key, reading in made.items():
            if kept.expect(key, b"page"):
                assert kept.reading(key) == reading
    assert all("w.damaged" in message for message in said)


def test_a_damaged_file_is_put_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"no database at all" * 100)
    said: list[str] = []
    with WorkFile(tmp_path / "w", said.append) as kept:
        assert kept.empty()
    assert len(said) == 1 and "put aside as w.damaged" in said[0]
    assert (tmp_path / "w.damaged").read_bytes() == b"no database at all" * 100


@pytest.mark.parametrize("at", range(100))
def test_a_damaged_byte_of_the_header_is_survived(tmp_path: Path, at: int) -> None:
    made = filled(tmp_path / "w")
    whole = bytearray((tmp_path / "w").read_bytes())
    whole[at] ^= 1
    (tmp_path / "w").write_bytes(whole)
    said: list[str] = []
    with WorkFile(tmp_path / "w", said.append) as kept:
        for key, reading in made.items():
            assert not kept.expect(key, b"page") or kept.reading(key) == reading
    assert all("w.damaged" in message for message in said)


def test_two_builds_at_once_do_not_share_a_work_file(tmp_path: Path) -> None:
    with WorkFile(tmp_path / "w", never), pytest.raises(WorkError, match="another build is at work"):
        WorkFile(tmp_path / "w", never)


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="choose another -o"):
        WorkFile(tmp_path / "nowhere" / "w", never)


def test_without_a_path_the_same_is_kept_for_one_build_only() -> None:
    with WorkFile(None, never) as kept:
        kept.expect("k", b"page")
        kept.keep("k", b"reading")
        assert kept.reading("k") == b"reading"
    with WorkFile(None, never) as kept:
        assert kept.empty()
