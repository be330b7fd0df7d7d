"""Packed answers: unpacked as they were, and no bomb goes off."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.capture.fetch.packing import PackingError, gunzipped, unpacked

MOST = 10 << 20


def bare(data: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(data) + machine.flush()


@given(st.binary(max_size=5000), st.binary(max_size=100))
def test_what_is_packed_comes_out_as_it_went_in(data: bytes, more: bytes) -> None:
    assert unpacked(data, "", MOST) == unpacked(data, "identity", MOST) == data
    assert unpacked(gzip.compress(data), "GZip", MOST) == data
    assert unpacked(gzip.compress(data) + gzip.compress(more), "gzip", MOST) == data + more
    assert unpacked(zlib.compress(data), "deflate", MOST) == data
    assert gunzipped(gzip.compress(data), MOST) == data


@given(st.binary(max_size=500))
def test_bare_deflate_is_told_from_zlib(data: bytes) -> None:
    assert unpacked(bare(data), "deflate", MOST) == data


def test_a_bomb_is_refused_before_it_has_gone_off() -> None:
    bomb = gzip.compress(bytes(300 << 20))
    tracemalloc.start()
    with pytest.raises(PackingError, match="more than"):
        unpacked(bomb, "gzip", MOST)
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def test_a_bomb_in_many_small_members_is_refused() -> None:
    with pytest.raises(PackingError):
        unpacked(gzip.compress(bytes(1 << 20)) * 50, "gzip", MOST)


def test_size_is_bound_whatever_the_ratio() -> None:
    import random

    noise = random.Random(1).randbytes(3 << 20)
    with pytest.raises(PackingError, match="more than"):
        unpacked(gzip.compress(noise), "gzip", 2 << 20)


@pytest.mark.parametrize(("body", "coding"), [
    (b"\x0b\x02\x80abc", "br"), (gzip.compress(gzip.compress(b"a")), "gzip, gzip"),
    (b"plain", "gzip"), (gzip.compress(b"a" * 999)[:-9], "gzip"),
    (b"a", "rot13"),
])  # fmt: skip
def test_what_was_not_asked_for_or_breaks_off_is_refused(body: bytes, coding: str) -> None:
    with pytest.raises(PackingError):
        unpacked(body, coding, MOST)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", ""]))
def test_any_body_is_unpacked_or_refused(body: bytes, coding: str) -> None:
    try:
        unpacked(body, coding, MOST)
    except PackingError as wrong:
        assert str(wrong)
