"""The shelf → the list of its stories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tawatur.view.web.screen import Address, Asked, Screen
from tawatur.view.web.shelf import stamp_of


class Listed(NamedTuple):
    """One story file: its name, address, folder, size in bytes, and when it was written (UTC)."""

    name: str
    address: str
    folder: str
    size: int
    written: str


def show(asked: Asked) -> Mapping[str, Any]:
    """List the stories, the newest first."""
    listed = []
    for name, path in asked.shelf.names().items():
        when, size = stamp_of(path)
        day = datetime.fromtimestamp(when / 1e9, UTC).strftime("%Y-%m-%d %H:%M")
        listed.append(Listed(name, Address(name).screen(), str(path.parent), size, day))
    return {"listed": sorted(listed, key=lambda s: s.written, reverse=True)}


SCREENS = (Screen("stories", "/", "stories.html.j2", show),)
