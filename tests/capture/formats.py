"""Small files of every format, made where a test needs them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

ARTICLE = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف.\n"
OTHER = "وصلت إلى الميناء صباح اليوم أول سفينة تحمل القمح هذا الموسم.\n"
PARAGRAPHS = (
    "أعلنت بلدية الواحة أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل حلول الصيف المقبل.",
    "وقال مدير الأشغال في البلدية إن العمل يستمر ثلاثة أشهر، وإن الطريق يبقى مفتوحا أمام السيارات الصغيرة.",
    "وأضاف أن سكان القريتين طلبوا توسيع الطريق منذ سنوات بسبب كثرة الشاحنات التي تقصد الميناء كل صباح.",
)
TITLE = "توسيع الطريق الساحلي يبدأ قبل الصيف"
HTTP = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n"


def html(charset: str = "utf-8", declared: bool = True) -> bytes:
    """Write a page of three paragraphs."""
    meta = f'<meta charset="{charset}">' if declared else ""
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang=ar><head>{meta}<title>{TITLE}</title></head>"
        f"<body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    ).encode(charset)


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Pack a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_of(members: Mapping[str, bytes | tarfile.TarInfo], mode: str = "w") -> bytes:
    """Pack a TAR archive; a header given for a member stands without content."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def record(
    address: str, body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "", warc: str = ""
) -> bytes:
    """Write one WARC record of an answer. `more`: further HTTP headers; `warc`: further WARC headers."""
    block = HTTP.format(status=status, kind=kind, more=more).encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-07-20T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n{warc}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def gzipped(*records: bytes) -> bytes:
    """Gzip each record by itself, as crawls are kept."""
    return b"".join(map(gzip.compress, records))


def docx(body: str, doctype: str = "") -> bytes:
    """Pack a Word file around the XML of its body."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})
