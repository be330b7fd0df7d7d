"""A Word file (DOCX) → one page: its paragraphs in reading order, tables among them, without what was struck out."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.formats.file import Budget, Counted, File, Refused

LARGEST = 64 << 20  # pictures among them
LARGEST_TEXT = 32 << 20  # bytes of the text's XML
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:  # noqa: ARG001
    """Read the text of a Word file."""
    data = file.bytes(LARGEST)
    text = "\n".join(paragraphs(document(data, file)))
    if not text.strip():
        raise Refused("the Word file holds no words, only pictures perhaps. Give the page as text.")
    yield Page(
        source=file.source, sha256=hashlib.sha256(data).hexdigest(), media="text", content=text, sidecar=dict(file.facts)
    )  # fmt: skip


def document(data: bytes, file: File) -> Any:
    """Read the XML of the text; no entity is resolved and nothing is loaded."""
    from lxml import etree

    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            Counted(archive.open(MAIN), file.budget or Budget(len(data))) as part,
        ):
            xml = part.read(LARGEST_TEXT + 1)
            while len(xml) <= LARGEST_TEXT and (more := part.read(LARGEST_TEXT + 1 - len(xml))):
                xml += more
    except (zipfile.BadZipFile, KeyError, RuntimeError) as wrong:
        raise Refused(
            f"this is no Word file that can be read ({wrong}): it may be locked or damaged. Save it again."
        ) from None
    if len(xml) > LARGEST_TEXT:
        raise Refused(
            f"its text takes more than {LARGEST_TEXT >> 20} MB: no page does. Give each article a file of its own."
        )
    try:
        return etree.fromstring(
            xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except etree.XMLSyntaxError as wrong:
        raise Refused(f"the text of this Word file is damaged ({str(wrong)[:200]}). Save it again.") from None


def paragraphs(root: Any) -> Iterator[str]:
    """Yield the paragraphs as they stand; those of a text box follow the one that holds the box."""
    for paragraph in root.iter(f"{W}p", f"{STRICT}p"):
        if not any(above.tag == FALLBACK for above in paragraph.iterancestors(FALLBACK)):
            yield "".join(pieces(paragraph))


def pieces(node: Any) -> Iterator[str]:
    """Yield the words of one paragraph, tabs and breaks; those of paragraphs in it stand apart."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag == FALLBACK:
            continue
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name in BREAKS and child.getparent().tag.endswith("}r"):
            yield BREAKS[name]
        elif name not in ("p", "moveFrom", "del", "pPr", "rPr"):
            yield from pieces(child)
