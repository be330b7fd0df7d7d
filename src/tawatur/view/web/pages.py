"""A template and what it shows → one HTML page; every word of a story only ever as text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from tawatur.view import held, language, report
from tawatur.view.exports.registry import FORMATS
from tawatur.view.labels import label
from tawatur.view.web.screen import Address, Asked, Screen
from tawatur.view.web.settings import Settings

HERE = Path(__file__).parent
STATIC = HERE / "static"
SHARED = report.HERE / "static"


@cache
def templates() -> jinja2.Environment:
    """Make the environment: the screens' own templates before those they share with the report; escaping always on."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([HERE / "templates", report.HERE / "templates"]), autoescape=True,
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(language.SAYING, versioned=versioned, formats=FORMATS, label=label)
    return made


def write(screen: Screen, asked: Asked, token: str, here: str, shown: Mapping[str, Any]) -> str:
    """Write the page of a screen. ``here``: the path that was asked for."""
    around = of_story(asked) if asked.story else {}
    return plain(screen.template, asked.settings, token, here, screen=screen, asked=asked, **{**around, **shown})


def plain(template: str, settings: Settings, token: str, here: str, **shown: Any) -> str:
    """Write a page in the language being spoken. Lone surrogates, which no file can hold, become U+FFFD."""
    page = templates().get_template(template).render(settings=settings, token=token, here=here, **shown)
    return held.writable(page)


def of_story(asked: Asked) -> dict[str, Any]:
    """Name what the templates of a story's screens may call."""
    from tawatur.view.web.screens import MENU  # screens are written with this module's help

    address, index = Address(asked.opened.name), asked.index
    return {
        **report.words_for(index),
        "opened": asked.opened,
        "to": address,
        "menu": MENU,
        "term_link": lambda group, outlet, voice, term: address.wording(
            group.id, [("outlet", outlet), ("voice", voice), ("term", term)]
        ),
        "link_to": lambda id_: address.of(id_, index),
    }


@cache
def versioned(path: str) -> str:
    """Write the address of a static file («static/app.js», «shared/report.css») with its digest: a new version is asked for anew."""
    folder, _, name = path.partition("/")
    digest = hashlib.sha256(({"static": STATIC, "shared": SHARED}[folder] / name).read_bytes()).hexdigest()[:12]
    return f"/{path}?{digest}"
