"""A story and a sieve → its events in order, a histogram to brush, and what each further choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tawatur.base.story import Event
from tawatur.view import histogram
from tawatur.view.chronology import Row, when
from tawatur.view.facets import facets, status_words, titles
from tawatur.view.labels import in_words, label
from tawatur.view.language import _, n_
from tawatur.view.overview import is_invented
from tawatur.view.sifting import Sieve, sieve
from tawatur.view.web.screen import Asked, Screen

AT_ONCE = 100  # rows of one screen
SHOWN_CHOICES = 8  # of one field; as many as MOST_CHOICES behind «more»
MOST_CHOICES = 200


class Active(NamedTuple):
    """One thing that is asked, and the address of the screen without it."""

    words: str
    without: str


def show(asked: Asked) -> Mapping[str, Any]:
    """Sift the story's events and show one screenful of them."""
    wanted = sieve(asked.query)
    index, depths = asked.index, asked.opened.depths
    found = in_order(asked.opened.catalogue.sift(wanted), depths)
    screens = max(1, -(-len(found) // AT_ONCE))
    at = asked.number("page", 1, screens)
    rows = [row_of(asked, e) for e in found[(at - 1) * AT_ONCE : at * AT_ONCE]]
    return {
        "wanted": wanted,
        "rows": [r for r in rows if depths[r.event.id] is not None],
        "tray": [r for r in rows if depths[r.event.id] is None],
        "found": len(found),
        "whole": len(depths),
        "at": at,
        "screens": screens,
        "facets": facets(index, asked.opened.catalogue, wanted, office_titles(asked)),
        "active": active(asked, wanted),
        "bars": histogram.bars(asked.opened.catalogue, wanted),
        "query": wanted.fields(),
        "shown_choices": SHOWN_CHOICES,
        "most_choices": MOST_CHOICES,
        "states": status_words(),
        "invented": is_invented(index.story.documents),
    }


def in_order(events: Iterable[Event], depths: Mapping[str, int | None]) -> list[Event]:
    """Put events in the order of the chronology, the tray last."""
    places = {id_: n for n, id_ in enumerate(depths)}
    return sorted(events, key=lambda e: places[e.id])


def row_of(asked: Asked, event: Event) -> Row:
    """Make the row of an event; one of the tray, and one whose whole was sifted away, stands at the edge."""
    return Row(event, asked.opened.depths[event.id] or 0, in_words(*when(event)))


def active(asked: Asked, wanted: Sieve) -> list[Active]:
    """List what is asked, each with the address that no longer asks it."""
    fields = wanted.fields()
    return [
        Active(words_of(asked, field, value), "?" + urlencode([f for f in fields if f != (field, value)]))
        for field, value in fields
        if field != "by"
    ]


def office_titles(asked: Asked) -> dict[str, str]:
    """Name every office by its folded title: once a story."""
    said: dict[str, str] = asked.opened.once("office titles", lambda: titles(asked.index.story))
    return said


def words_of(asked: Asked, field: str, value: str) -> str:
    """Say one thing that is asked."""
    if field == "offices":
        return office_titles(asked).get(value, value)
    if field in ("since", "until"):
        day = in_words(value).words
        return _("from {day}", day=day) if field == "since" else _("until {day}", day=day)
    if field == "chains":
        return n_("{n} independent chain or more", "{n} independent chains or more", int(value))
    plain: dict[str, Callable[[str], str | None]] = {
        "types": lambda v: label("type", v),
        "names": asked.index.name,
        "status": status_words().get,
        "words": "«{}»".format,
    }
    return str(plain.get(field, str)(value))


SCREENS = (Screen("chronology", "/", "chronology.html.j2", show, lambda: _("Chronology")),)
