"""A story → what its report holds beside what is seen: the pages, what events are narrowed by, the tables of the search."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

from markupsafe import Markup

from tawatur.base.document import Document
from tawatur.base.fold import CHANGED, DROPPED, LETTERS
from tawatur.base.proclitics import ARTICLE, BEFORE_ARTICLE, PROCLITICS
from tawatur.base.tokens import CONTROL
from tawatur.view import labels
from tawatur.view.index import Index
from tawatur.view.language import _
from tawatur.view.sifting import Catalogue, days_of

SURROGATE = re.compile("[\ud800-\udfff]")  # half of a UTF-16 pair: no file can hold it


def writable(text: str) -> str:
    """Write U+FFFD for half of a surrogate pair, as the page does: what is looked up must be written as it stands there."""
    return SURROGATE.sub("\ufffd", text)


def facts(catalogue: Catalogue) -> dict[str, Any]:
    """Gather what the chronology can be narrowed by: of every event its values of each field, and its first and last day."""
    return {
        writable(id_): {
            **{
                field: sorted(map(writable, getattr(f, field)))
                for field in ("types", "outlets", "names", "offices", "status")
            },
            "days": f.event,
            "chains": f.chains,
        }
        for id_, f in catalogue.facts.items()
    }


def folding() -> dict[str, Any]:
    """Hand the tables by which words are compared to the report's own search: one copy of them, the program's."""
    return {
        "dropped": DROPPED.pattern,
        "changed": CHANGED.pattern,
        "control": CONTROL.pattern,
        "letters": LETTERS,
        "proclitics": sorted(PROCLITICS),
        "before_article": sorted(BEFORE_ARTICLE),
        "article": ARTICLE,
    }


def pages(index: Index) -> dict[str, Any]:
    """Gather what the reader pane shows: each page's text once, its residue, who published it and when."""
    return {writable(document.id): page(index, document) for document in index.story.documents}


def page(index: Index, document: Document) -> dict[str, Any]:
    """Gather one page. Offsets stay code points here; the browser counts them in its own units."""
    return {
        "outlet": index.outlet(document.id),
        "published": published_in_words(document),
        "title": document.title.text if document.title else document.source,
        "titled": bool(document.title and document.title.span),
        "url": web_address(document.url or document.source),
        "text": document.text,
        "days": days_of(document.published),
        "sentences": index.sentence_starts(document.id),
        "residue": [[*r.span, labels.label("residue", r.kind)] for r in document.residue],
    }


def published_in_words(document: Document) -> str:
    """Say when a page was published, as the reader pane shows it."""
    published = document.published
    said = labels.in_words(published.value, published.earliest, published.latest)
    if said.precision == "none":
        return _("No date of publication is known")
    return _("published: {date}", date=said.words)


def web_address(address: str | None) -> str | None:
    """Return an address that a link may lead to: http and https alone, so that no page's «javascript:» is ever run."""
    return address if address and re.match(r"https?://[^\s]+$", address) else None


def embedded(data: Any) -> Markup:
    """Write data for a script element of type application/json: no «<» of a page can end the element."""
    text = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    )
    return Markup(SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text))


def packing(data: dict[str, Any]) -> str:
    """Pack data as gzip in base64: a browser unpacks it in a moment."""
    return base64.b64encode(gzip.compress(str(embedded(data)).encode(), mtime=0)).decode()
