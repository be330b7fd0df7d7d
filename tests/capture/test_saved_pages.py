"""Pages as people save them: MHTML, one file with its pictures in it, Word, PDF; and lists of addresses, which are none."""

from __future__ import annotations

import base64
import quopri
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.base.document import Document, Unread
from tawatur.capture.formats import printed
from tests.capture.formats import ARTICLE, PARAGRAPHS, docx, html

MIXED = "بلغ سعر القمح 1,250.5 درهما (نحو 130 دولارا) في سوق Kotuz-2 «القديم»."
Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]


def mhtml(charset: str, coding: str) -> bytes:
    """Write a saved page of three parts: a frame, the page, a picture."""
    data = html(charset, declared=False)
    body = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://a.example/road\r\n"
        "Date: Wed, 20 Jul 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; start="<page@mhtml.example>"; boundary="B"\r\n\r\n'
    )
    frame = "--B\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.example>\r\n\r\n<p>إعلان</p>\r\n"
    page = (
        f"--B\r\nContent-Type: text/html; charset={charset}\r\nContent-ID: <page@mhtml.example>\r\n"
        f"Content-Transfer-Encoding: {coding}\r\nContent-Location: https://a.example/road\r\n\r\n"
    )
    picture = "\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    return (head + frame + page).encode() + body + picture.encode()


@pytest.mark.parametrize("charset", ["utf-8", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("suffix", [".mht", ".mhtml"])
def test_mhtml(charset: str, coding: str, suffix: str, tmp_path: Path, read: Read) -> None:
    """The root part is the page, by its own charset; its address and the day it was saved are kept."""
    (tmp_path / f"a{suffix}").write_bytes(mhtml(charset, coding))
    documents, unread = read([tmp_path])
    assert not unread
    assert PARAGRAPHS[2] in documents[0].text
    assert documents[0].url == "https://a.example/road"
    assert [(e.kind, e.value) for e in documents[0].published.evidence] == [("captured", "2022-07-20")]


def test_mhtml_that_is_none(tmp_path: Path, read: Read) -> None:
    """A file without a page in it, and one of endless parts, are named."""
    (tmp_path / "a.mht").write_bytes(b"\x00\x01\x02 no message at all")
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(5000))
    (tmp_path / "b.mht").write_text(nested)
    (tmp_path / "c.mht").write_text("Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\n" * 30_000)
    documents, unread = read([tmp_path])
    assert not documents
    assert len(unread) == 3


def test_pictures_in_a_page(tmp_path: Path, read: Read) -> None:
    """A page with thirty megabytes of pictures in its addresses is read; its digest is that of the file."""
    picture = b'<img src="data:image/png;base64,' + b"iVBORw0KGgo" * (3 << 20) + b'">'
    (tmp_path / "a.html").write_bytes(html().replace(b"<article>", b"<article>" + picture))
    documents, unread = read([tmp_path])
    assert not unread
    assert PARAGRAPHS[0] in documents[0].text


def test_amp_and_print_pages(tmp_path: Path, read: Read) -> None:
    """An AMP page and a page made for printing are HTML like any other."""
    (tmp_path / "amp.html").write_bytes(html().replace(b"<html ", b"<html \xe2\x9a\xa1 "))
    (tmp_path / "print.htm").write_bytes(html().replace(b"<body>", b'<body onload="window.print()">'))
    documents, unread = read([tmp_path])
    assert not unread
    assert all(PARAGRAPHS[1] in d.text for d in documents)


def test_addresses(tmp_path: Path, read: Read) -> None:
    """A list of addresses is not fetched; the reason names the command that does."""
    (tmp_path / "a.txt").write_text("# الطريق\nhttps://a.example/1\n\nhttps://a.example/2\n", "utf-8")
    _, unread = read([tmp_path])
    assert ["list of addresses (2)" in u.why and "tawatur fetch" in u.why for u in unread] == [True]


def test_docx(tmp_path: Path, read: Read) -> None:
    """Paragraphs and cells of tables stand in reading order; struck-out words and doubled boxes do not."""
    one, two, three = PARAGRAPHS
    body = (
        f"<w:p><w:r><w:t>{one[:20]}</w:t></w:r><w:r><w:rPr/><w:t>{one[20:]}</w:t></w:r><w:del><w:r><w:delText>خطأ</w:delText>"
        f"</w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{two}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>{three}</w:t></w:r></w:p></w:txbxContent>"
        f"</mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>{three}</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        f"</mc:AlternateContent><w:t>سطر</w:t><w:br/><w:t>آخر</w:t></w:r></w:p>"
    )
    (tmp_path / "a.docx").write_bytes(docx(body))
    documents, unread = read([tmp_path])
    assert not unread
    assert documents[0].text == f"{one}\n{two}\nسطر\nآخر\n{three}"


def test_docx_that_bites(tmp_path: Path, read: Read) -> None:
    """Entities are not resolved, bombs and bottomless nesting end the reading, an empty file is named."""
    bomb = (
        "<!DOCTYPE x ["
        + '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    cases = {
        "entity.docx": docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", bomb),
        "deep.docx": docx("<w:p>" * 10_000 + "</w:p>" * 10_000),
        "zeros.docx": docx("<w:p>" + " " * (100 << 20) + "</w:p>"),
        "empty.docx": docx("<w:p/>"),
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        documents, unread = read([tmp_path / name])
        assert not documents
        assert len(unread) == 1, name


def pdf(lines: list[str]) -> bytes:
    """Write a PDF of one sheet whose lines are shown by a font with a map to Unicode, letter by letter as given."""
    letters = sorted(set("".join(lines)))
    codes = {c: n + 1 for n, c in enumerate(letters)}
    table = "\n".join(f"<{codes[c]:04x}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {len(letters)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    shown = "\n".join(
        f"1 0 0 1 50 {800 - 20 * n} Tm <{''.join(f'{codes[c]:04x}' for c in line)}> Tj" for n, line in enumerate(lines)
    )
    content = f"BT /F 12 Tf {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 500>>",
    ]
    out = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{table}trailer<</Size 8/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end).encode("latin-1")


def shown(line: str) -> str:
    """Write a line as it is shown from left to right: its letters turned, its numbers not."""
    return re.sub(r"\d+", lambda found: found.group()[::-1], line[::-1])


def test_pdf(tmp_path: Path, read: Read) -> None:
    """A PDF's text is read in logical order, whichever way its lines are stored; a scan needs OCR."""
    pytest.importorskip("pypdf")
    lines = [
        "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي",
        "بين القريتين قبل الصيف عام 2019.",
        "وقال المدير إن العمل يستمر.",
    ]
    (tmp_path / "straight.pdf").write_bytes(pdf(lines))
    (tmp_path / "turned.pdf").write_bytes(pdf([shown(line) for line in lines]))
    (tmp_path / "scan.pdf").write_bytes(pdf([" "]))
    (tmp_path / "cut.pdf").write_bytes(pdf(lines)[:200])
    documents, unread = read([tmp_path])
    whole = f"{lines[0]} {lines[1]}\n{lines[2]}"
    assert [d.text.strip() for d in documents] == [whole, whole]
    assert sorted("OCR" in u.why for u in unread) == [False, True]


def test_pdf_without_pypdf(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pypdf is not installed, the reason says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    _, unread = read([tmp_path])
    assert "pip install 'tawatur[office]'" in unread[0].why


def test_printed_shapes() -> None:
    """Letters stand for their printed shapes («ﻣﺪﻳﺮ ﺍﻷﺷﻐﺎﻝ»), a ligature for both of its letters, and it is told."""
    found = printed.logical([["ﻗﺎﻝ ﻣﺪﻳﺮ ﺍﻷﺷﻐﺎﻝ"]])
    assert found.text == "قال مدير الأشغال"
    assert "shapes" in found.warnings[0]
    assert printed.logical([[ARTICLE]]) == (ARTICLE, [])


@pytest.mark.parametrize("mirrored", [False, True])
def test_pieces_from_left_to_right(mirrored: bool) -> None:
    """Pieces come from left to right, their letters in order; they are put from right to left, brackets as they open."""
    shown = [".»", "القديم", "« ", "Kotuz-2 ", "دولارا) في سوق", " 130 ", "بلغ السعر (نحو"]
    line = [piece.translate(printed.MIRROR) for piece in shown] if mirrored else shown
    wanted = "بلغ السعر (نحو 130 دولارا) في سوق Kotuz-2 «القديم»."
    assert printed.logical([line]).text == wanted


def test_a_page_printed_by_a_browser(tmp_path: Path, read: Read) -> None:
    """A page that Chromium prints is read back with its figures, brackets and Latin words in their places."""
    pytest.importorskip("pypdf")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    text = f"{MIXED} {PARAGRAPHS[1]}"
    (tmp_path / "a.html").write_text(f"<html lang=ar dir=rtl><meta charset=utf-8><p>{text}</p></html>", "utf-8")
    printing = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*printing, f"--print-to-pdf={tmp_path / 'a.pdf'}", (tmp_path / "a.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    documents, _ = read([tmp_path / "a.pdf"])
    assert documents[0].text.split() == text.split()
