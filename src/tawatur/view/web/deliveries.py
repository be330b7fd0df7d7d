"""What a story's screens give besides pages: one page's text for the reader pane, exports as filtered, the saved original."""

from __future__ import annotations

import mimetypes
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from tawatur.view import held
from tawatur.view.exports import bibtex, citations, claimreview, csl_json, json_text, registry, ris
from tawatur.view.sifting import narrowed, sieve
from tawatur.view.web import coding, hits, importing
from tawatur.view.web.attached import attached
from tawatur.view.web.guard import ORIGINAL_POLICY
from tawatur.view.web.originals import original_of
from tawatur.view.web.screen import Asked, Delivery, MissingError
from tawatur.view.web.screens.event import CITED_IN


def page(asked: Asked) -> Response:
    """Give what the reader pane shows of a page. Raises MissingError."""
    document = asked.index.documents.get(asked.path["id"])
    if document is None:
        raise MissingError(f"{asked.path['id']}: no such page in {asked.opened.name}")
    return Response(str(held.embedded(held.page(asked.index, document))).encode(), media_type="application/json")


def export(asked: Asked) -> Response:
    """Give the story, or as much of it as a sieve leaves, in a format. Raises MissingError, ExportError."""
    name = asked.path["format"]
    if name not in registry.FORMATS:
        raise MissingError(f"{name}: no such format. There are: {', '.join(registry.FORMATS)}")
    made, wanted = registry.FORMATS[name], sieve(asked.query)
    story = narrowed(asked.opened.story, asked.opened.catalogue.sift(wanted)) if wanted.asks else asked.opened.story
    written = registry.write(story, name)
    data = written if isinstance(written, bytes) else registry.packed(written)
    return attached(data, f"{asked.opened.name}-{name}{made.ending}", made.media_type)


def original(asked: Asked) -> Response:
    """Give the saved page as it was, in a sandbox where it can run and load nothing. Raises MissingError."""
    document = asked.index.documents.get(asked.path["id"])
    path = original_of(asked.opened.path, document) if document else None
    if document is None or path is None:
        raise MissingError(
            f"{asked.path['id']}: its file is not beside the story, or is no longer the one that was read"
        )
    kind = mimetypes.guess_type(path.name)[0] or "text/plain"
    encoding = document.extraction.encoding if document.extraction else "utf-8"
    shown = kind if kind in ("text/html", "text/plain") else "text/plain"
    return Response(
        path.read_bytes(),
        headers={"content-type": f"{shown}; charset={encoding}", "content-security-policy": ORIGINAL_POLICY},
    )


WRITERS = (bibtex.of_citations, ris.of_citations, csl_json.of_citations)
CITED = dict(zip(CITED_IN, WRITERS, strict=True))


def cite(asked: Asked) -> Response:
    """Give the pages that tell of an event as citations. Raises MissingError."""
    name, id_ = asked.path["format"], asked.path["id"]
    if name not in CITED or id_ not in asked.index.events:
        raise MissingError(
            f"{name} of {id_}: no such event in {asked.opened.name}, or not one of {', '.join(CITED_IN)}"
        )
    made = registry.FORMATS[name]
    data = CITED[name](citations.of_event(asked.opened.story, id_))
    return attached(data, f"{asked.opened.name}-{id_}{made.ending}", made.media_type)


def claim_review(asked: Asked) -> Response:
    """Give drafts of a ClaimReview of an event, without a rating: a person gives it. Raises MissingError."""
    id_ = asked.path["id"]
    if id_ not in asked.index.events:
        raise MissingError(f"{id_}: no such event in {asked.opened.name}")
    data = json_text.to_bytes(claimreview.draft(asked.opened.story, id_))
    made = registry.FORMATS["claimreview"]
    return attached(data, f"{asked.opened.name}-{id_}-claimreview{made.ending}", made.media_type)


def evidence(asked: Asked) -> Response:
    """Give the evidence pack, from a file that is gone once it was sent. Raises ShelfError."""
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as out:
        made = Path(out.name)
        try:
            asked.shelf.verbs.pack(asked.opened.story, asked.opened.path, out)
        except BaseException:
            made.unlink()
            raise
    name = f"{asked.opened.name}-evidence.zip"
    return FileResponse(made, media_type="application/zip", filename=name, background=BackgroundTask(made.unlink))


DELIVERIES = (
    Delivery("/evidence.zip", evidence),
    Delivery("/pages/{id}/text", page),
    Delivery("/pages/{id}/original", original),
    Delivery("/export/{format}", export),
    *hits.DELIVERIES,
    *coding.DELIVERIES,
    Delivery("/events/{id}/cite/{format}", cite),
    Delivery("/events/{id}/claimreview", claim_review),
)
SHELF_DELIVERIES = (*importing.DELIVERIES,)
