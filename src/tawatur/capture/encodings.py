"""Bytes → text, and by which road: byte-order mark, strict UTF-8, declared charset, detection.

A leading byte-order mark is dropped and nothing else is changed: line ends, controls and vowel marks stay as they are.
Strict UTF-8 comes before a declared single-byte charset, because Arabic bytes that happen to be valid UTF-8 do not
occur by chance, while windows-1256 "decodes" anything and old templates declare it on UTF-8 pages. Between the two
Arabic charsets of one byte a letter the letters decide, for servers declare either on pages in the other.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

MARKS = (  # the longer ones first: a UTF-32 mark begins like a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I
)
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (docx, xlsx, epub and odt files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a SQLite file"),
    (b"\x7fELF", "a program"),
)
SAMPLE = 1 << 16
ARABIC, NO_ARABIC = ("cp1256", "iso8859-6"), ("utf-8", "ascii", "iso8859-1", "cp1252")
ARABIC_SHARE = 0.6  # of the bytes beyond ASCII; quotation marks, commas and French names are the rest
WORDS = re.compile(rb"[\xc1-\xf2]{3}")  # in French or Turkish such letters stand alone
BROKEN_SHARE = 0.01  # of the non-ASCII bytes: a page cut in mid-letter is still UTF-8


class Decoded(NamedTuple):
    """The text, the encoding it was read by, and a warning where letters were lost."""

    text: str
    encoding: str
    warning: str | None = None


def binary_kind(data: bytes) -> str | None:
    """Name what the bytes are if they are no text: «a PDF file», or null."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            return what
    head = data[:SAMPLE]
    if any(head.startswith(mark) for mark, _ in MARKS) or wide(head):
        return None
    controls = len(head) - len(head.translate(None, bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")))
    return "binary data, not text" if controls > len(head) // 50 else None


def wide(head: bytes) -> str | None:
    """Name the UTF-16 flavour of bytes without a mark: Arabic letters all have the high byte 06."""
    pairs = len(head) // 2
    for high, name in ((head[1::2], "utf-16-le"), (head[0::2], "utf-16-be")):
        if pairs >= 4 and high.count(6) + high.count(0) > 0.9 * pairs and high.count(6) > 0.2 * pairs:
            return name
    return None


def declared_charset(data: bytes) -> str | None:
    """Return the charset that an HTML or XML head declares, by Python's name for it."""
    found = DECLARED.search(data[:4096])
    try:
        return codecs.lookup(found[1].decode("ascii")).name if found else None
    except LookupError:
        return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Turn bytes into text, dropping a byte-order mark and nothing else."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return lenient(data[len(mark) :], encoding)
    if flavour := wide(data[:SAMPLE]):  # before UTF-8: Arabic in UTF-16 has no byte that UTF-8 forbids
        return lenient(data, flavour)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if mostly_utf8(data):
        return lenient(data, "utf-8")
    return single_byte(data, declared)


def single_byte(data: bytes, declared: str | None) -> Decoded:
    """Decode bytes of one byte a letter: by their letters if these are Arabic's, else as declared, else by detection."""
    seen = arabic_encoding(data)
    if seen is None and declared and declared not in NO_ARABIC:
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeDecodeError:
            pass
    read = lenient(data, seen or detected(data))
    if declared in ARABIC and declared != read.encoding and read.warning is None:
        return read._replace(
            warning=f"the page declares {declared}, and its letters are Arabic only as {read.encoding}: read so."
        )
    return read


def lenient(data: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for what cannot be read, and say how many there are."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") * (encoding == "utf-8")
    if lost <= 0:
        return Decoded(text, encoding)
    at = text.index("\ufffd")
    return Decoded(
        text,
        encoding,
        f"{lost} place{'s' * (lost > 1)} could not be read as {encoding} and show as \ufffd "
        f"(the first at character {at}): the file may be cut or hold two encodings. Save it again as UTF-8 if letters are missing.",
    )


def mostly_utf8(data: bytes) -> bool:
    """Say whether bytes are UTF-8 but for a few broken letters, such as the last one of a cut file."""
    head = foreign(data)[:SAMPLE]
    broken = head.decode("utf-8", "replace").count("\ufffd") - (len(head) == SAMPLE)
    return broken <= max(1, len(head) * BROKEN_SHARE) and len(head) > 8


def foreign(data: bytes) -> bytes:
    """Leave out the ASCII bytes: pages begin with thousands of them."""
    return data.translate(None, bytes(range(0x80)))


def arabic_encoding(data: bytes) -> str | None:
    """Tell the two Arabic encodings of one byte a letter apart, or return null where the letters are not Arabic's.

    windows-1256 writes ف ق ك with bytes that ISO-8859-6 has no letter for; ISO-8859-6 writes ه و ى ي with bytes that
    are French accents in windows-1256. «ال» is C7 E1 in one and C7 E4 in the other.
    """
    letters = foreign(data)[:SAMPLE]
    found = Counter(letters)
    windows = sum(found[b] for b in b"\xdb\xdd\xde\xdf\xec\xed\xe1\xe3") + 2 * letters.count(b"\xc7\xe1")
    iso = sum(found[b] for b in b"\xe0\xe2\xe7\xe8\xe9\xea\xe4\xe5") + 2 * letters.count(b"\xc7\xe4")
    arabic = sum(found[b] for b in range(0xC1, 0xEB)) - found[0xD7]
    if arabic < ARABIC_SHARE * len(letters) or not WORDS.search(data):
        return None
    unknown = sum(found[b] for b in (*range(0xDB, 0xE0), *range(0xF3, 0x100)))
    if iso > windows and unknown * 50 <= len(letters):
        return "iso8859-6"
    return "cp1256" if windows > iso else None


def detected(data: bytes) -> str:
    """Detect the encoding of bytes that are neither UTF-8 nor one of the two Arabic encodings."""
    from resiliparse.parse.encoding import detect_encoding

    try:
        return codecs.lookup(detect_encoding(data[: 1 << 18]) or "utf-8").name
    except LookupError:
        return "utf-8"
