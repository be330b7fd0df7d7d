"""A dossier's blocks → one HTML file for print on A4, as its language runs, that needs nothing else and runs nothing.

No browser prints footnotes at the foot of a page yet: the notes of an event stand below it, numbered through the whole file.
"""

from __future__ import annotations

from markupsafe import Markup

from tawatur.base.story import Story
from tawatur.view.exports.dossier import blocks, title
from tawatur.view.exports.paper import Block
from tawatur.view.report import digest, fonts, static, templates

POLICY = "default-src 'none'; style-src '{}'; font-src data:; base-uri 'none'; form-action 'none'"


def to_dossier(story: Story) -> bytes:
    """Write a story's dossier as HTML."""
    style = fonts() + static("dossier.css")
    page = templates().get_template("dossier.html.j2")
    rendered = page.render(
        blocks=[(kind_of(block), block) for block in blocks(story)], style=Markup(style), title=title(),
        policy=POLICY.format(digest(style)), version=story.built_with.tawatur,
    )  # fmt: skip
    return rendered.encode()


def kind_of(block: Block) -> str:
    """Name a block's kind, by which the template chooses its macro."""
    return type(block).__name__.lower()
