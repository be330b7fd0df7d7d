"""What the app is made of: screens that show, deliveries that give a file, writes that change a story; each one row and one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from starlette.datastructures import UploadFile
from starlette.responses import Response

from tawatur.view.index import Index
from tawatur.view.web.settings import Settings
from tawatur.view.web.shelf import MissingError, Opened, Shelf

Pairs = Sequence[tuple[str, str]]
__all__ = ["Address", "Asked", "Delivery", "FormError", "MissingError", "Screen", "Write"]


@dataclass(frozen=True)
class Asked:
    """One request: the shelf, the story (null on the shelf's own screens), the address's parts, its query in order."""

    shelf: Shelf
    story: Opened | None
    path: Mapping[str, str]
    query: Pairs
    settings: Settings
    form: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[UploadFile] = ()

    @property
    def opened(self) -> Opened:
        """Return the story of a request that is about one."""
        assert self.story is not None, "an address of the shelf has no story"
        return self.story

    @property
    def index(self) -> Index:
        """Return the story's index."""
        return self.opened.index

    def one(self, name: str, default: str = "") -> str:
        """Return the last value of a query field."""
        return next((v for f, v in reversed(self.query) if f == name), default)

    def number(self, name: str, default: int, most: int) -> int:
        """Return a query field as a number from 1 to ``most``; what is none gives the default."""
        value = self.one(name)
        return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 10 else default

    def here(self, **changes: str | None) -> str:
        """Write this screen's query with some fields set anew, or left out where null."""
        kept = [(f, v) for f, v in self.query if f not in changes]
        return "?" + urlencode([*kept, *((f, v) for f, v in changes.items() if v is not None)])


class FormError(ValueError):
    """A form that cannot be acted on: says which field, what was seen, and what to do."""


class Screen(NamedTuple):
    """A screen: ``show`` gives what its template shows. ``menu``: says what the menu calls it, null if not in it."""

    name: str
    address: str
    template: str
    show: Callable[[Asked], Mapping[str, Any]]
    menu: Callable[[], str] | None = None


class Delivery(NamedTuple):
    """An address that gives data or a file."""

    address: str
    give: Callable[[Asked], Response]


class Write(NamedTuple):
    """An address that changes something; ``do`` returns the address of the screen to show next."""

    address: str
    do: Callable[[Asked], str]


class Address:
    """Where everything of one story is found. Ids are quoted: a story from elsewhere may call its things anything."""

    def __init__(self, story: str) -> None:
        self.story = "/s/" + quote(story, safe="")

    def screen(self, name: str = "", query: Pairs = ()) -> str:
        """Write a screen's address."""
        return f"{self.story}/{name}" + (f"?{urlencode(query)}" if query else "")

    def event(self, id_: str) -> str:
        """Write an event's address."""
        return f"{self.story}/events/{quote(id_, safe='')}"

    def name(self, id_: str) -> str:
        """Write the address of a person, body, place…"""
        return f"{self.story}/names/{quote(id_, safe='')}"

    def wording(self, id_: str, query: Pairs = ()) -> str:
        """Write the address of a group of terms."""
        return self.screen(f"wording/{quote(id_, safe='')}", query)

    def why(self, id_: str) -> str:
        """Write the address of the explanation of any id."""
        return f"{self.story}/why/{quote(id_, safe='')}"

    def page(self, id_: str) -> str:
        """Write a page's address in the reader."""
        return f"{self.story}/pages/{quote(id_, safe='')}"

    def of(self, id_: str, index: Index) -> str:
        """Write where the thing of an id is shown; what has no screen of its own is explained."""
        if id_ in index.events:
            return self.event(id_)
        if id_ in index.entities:
            return self.name(id_)
        if id_ in index.documents:
            return self.page(id_)
        if id_ in index.disagreements:
            return f"{self.story}/disagreements/{quote(id_, safe='')}"
        return self.why(id_)
