"""Bytes → text: every Arabic encoding comes back as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.capture.encodings import binary_kind, declared_charset, decode

from .conftest import tables

TEXT = "أعلنت البلدية، أمس، بدء أعمال توسيع الطريق الساحلي قبل الصيف؛ وقال المهندس إن العمل يستمر عامين.\r\n"
PLAIN = TEXT.replace("؛", ".").replace("،", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_round_trip(encoding: str) -> None:
    """Each encoding is recognised without being told."""
    assert decode(TEXT.encode(encoding)).text == TEXT
    assert binary_kind(TEXT.encode(encoding)) is None


def test_iso_8859_6() -> None:
    """ISO-8859-6 is told from windows-1256: both are one byte a letter, and «ال» differs."""
    assert decode(PLAIN.encode("iso-8859-6")).text == PLAIN


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_utf_8_round_trips(text: str) -> None:
    """Whatever is UTF-8 is read as UTF-8; only a leading byte-order mark is dropped."""
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_declared_charset_is_used_after_strict_utf_8() -> None:
    """A head that declares windows-1256 on a UTF-8 page is not believed; on a windows-1256 page it is."""
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head>'
    assert declared_charset(head.encode()) == "cp1256"
    for encoding in ("utf-8", "cp1256"):
        data = (head + "وصل").encode(encoding)
        assert decode(data, declared_charset(data)).text == head + "وصل"


def test_cut_letter_is_warned_of() -> None:
    """A file cut in mid-letter is still UTF-8, with a warning that counts what was lost."""
    read = decode(TEXT.strip().encode() + b"\xd8")
    assert read.encoding == "utf-8"
    assert read.text.endswith("\ufffd")
    assert read.warning is not None
    assert "1 place" in read.warning


def test_page_in_windows_1256(tmp_path: Path) -> None:
    """A windows-1256 page without any declaration becomes a document like any other."""
    from tawatur import capture

    (tmp_path / "a.txt").write_bytes((TEXT * 3).encode("cp1256"))
    documents, unread = capture.read([tmp_path], *tables())
    assert not unread
    assert documents[0].text == TEXT * 3


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-6", "utf-8", "iso-8859-1", "windows-1252", "x-none"])
@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-8"])
@pytest.mark.parametrize("body", [PLAIN, "سوق السمك", "الميناء"])
def test_a_wrong_declaration_does_no_harm(declared: str, encoding: str, body: str) -> None:
    """Whatever the head declares, the letters decide, even those of two words."""
    page = f'<html><head><meta charset="{declared}"></head><body>{body}</body></html>'
    data = page.encode(encoding)
    assert decode(data, declared_charset(data)).text == page


def test_a_wrong_arabic_declaration_is_warned_of() -> None:
    """A page that declares one of the two Arabic charsets and is written in the other says so."""
    read = decode(PLAIN.encode("iso8859-6"), "cp1256")
    assert read.encoding == "iso8859-6"
    assert "declares cp1256" in (read.warning or "")


def test_other_languages_are_not_taken_for_arabic() -> None:
    """French accents and Cyrillic letters are bytes of Arabic letters too; they do not stand as Arabic's do."""
    french = "Le général a été reçu à l'élysée, où il a salué la société créée à Fès. " * 4
    assert decode(french.encode("cp1252")).text == french
    russian = "Президент сообщил вчера о начале строительства новой дороги. " * 4
    assert decode(russian.encode("cp1251"), "cp1251").text == russian


def test_a_cut_page_whose_head_is_ascii() -> None:
    """A UTF-8 page cut in mid-letter is UTF-8, however many scripts stand before its first Arabic letter."""
    data = b"<script>" + b"x=1;" * 30_000 + b"</script>" + TEXT.strip().encode()[:-1] + b"\xd8"
    assert decode(data).encoding == "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data: bytes) -> None:
    """No bytes raise, with or without a declaration."""
    for declared in (None, "cp1256", "iso8859-6", "utf-16-le"):
        assert isinstance(decode(data, declared).text, str)
