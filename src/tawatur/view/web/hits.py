"""A search, or a group of terms as it is asked for → all its hits or lines as a file: CSV or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from starlette.responses import Response

from tawatur.view import concordance, excerpts
from tawatur.view.flat_rows import FORMATS
from tawatur.view.searching import of_outlets, query
from tawatur.view.web.attached import attached
from tawatur.view.web.screen import Asked, Delivery, MissingError
from tawatur.view.web.screens.search import searched
from tawatur.view.web.screens.wording import group_of, lines_of


def hits(asked: Asked) -> Response:
    """Give every hit of a search, of the outlets asked for. Raises MissingError for another format."""
    wanted = query(asked.query)
    found = of_outlets(searched(asked, wanted), wanted.outlets, asked.index.outlet)
    return given(asked, "hits", excerpts.HitRow, excerpts.rows(asked.index, found))


def lines(asked: Asked) -> Response:
    """Give every line of a group, as it is asked for and in the order asked for. Raises MissingError."""
    found = lines_of(asked, group_of(asked))
    return given(asked, "lines", concordance.LineRow, concordance.rows(asked.index, found))


def given(asked: Asked, what: str, kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> Response:
    """Write rows in the format that is asked for. Raises MissingError where there is none such."""
    name = asked.path["format"]
    if name not in FORMATS:
        raise MissingError(f"{name}: {what} are written as {' or '.join(FORMATS)}")
    made = FORMATS[name].write(kind, rows)
    return attached(made, f"{asked.opened.name}-{what}.{name}", FORMATS[name].media_type)


DELIVERIES = (Delivery("/search/hits.{format}", hits), Delivery("/wording/{id}/lines.{format}", lines))
