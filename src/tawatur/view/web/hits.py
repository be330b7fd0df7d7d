"""A search → all its hits as a file: CSV or JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from starlette.responses import Response

from tawatur.view.excerpts import HitRow, rows, to_csv, to_jsonl
from tawatur.view.searching import of_outlets, query
from tawatur.view.web.attached import attached
from tawatur.view.web.screen import Asked, Delivery, MissingError
from tawatur.view.web.screens.search import searched


class Written(NamedTuple):
    """A format of hits: its media type and who writes it."""

    media_type: str
    write: Callable[[Iterable[HitRow]], bytes]


FORMATS = {"csv": Written("text/csv; charset=utf-8", to_csv), "jsonl": Written("application/jsonl", to_jsonl)}


def give(asked: Asked) -> Response:
    """Give every hit of a search, of the outlets asked for. Raises MissingError for another format."""
    name = asked.path["format"]
    if name not in FORMATS:
        raise MissingError(f"{name}: hits are written as {' or '.join(FORMATS)}")
    wanted = query(asked.query)
    found = of_outlets(searched(asked, wanted), wanted.outlets, asked.index.outlet)
    made = FORMATS[name].write(rows(asked.index, found))
    return attached(made, f"{asked.opened.name}-hits.{name}", FORMATS[name].media_type)


DELIVERIES = (Delivery("/search/hits.{format}", give),)
