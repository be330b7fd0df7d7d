"""`merge`, `split`, `unsure`, `undo`: what a person judges goes into the story file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli.building import earlier_rows
from tawatur.cli.files import keep, open_story, stop
from tawatur.cli.group import STORY, main

if TYPE_CHECKING:
    from tawatur.story import Story

BY = click.option(
    "--by",
    envvar="TAWATUR_BY",
    help="Who judges; else TAWATUR_BY, else the name you are logged in by.",
    show_envvar=True,
)


def judging(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments of a judgement about two ids."""
    for argument in (
        BY,
        click.option("--because", required=True, help="The reason, for whoever reads it later."),
        click.argument("b"),
        click.argument("a"),
        STORY,
    ):
        command = argument(command)
    return command


@main.command()
@judging
def merge(story: Path, a: str, b: str, because: str, by: str | None) -> None:
    """Judge that A and B are one: two names (e3, d1m4) one entity, or two event mentions (c2, d2v1) one event."""
    judge(story, lambda opened, who: opened.merge(a, b, because, who), by)


@main.command()
@judging
def split(story: Path, a: str, b: str, because: str, by: str | None) -> None:
    """Judge that A and B are two: they are never joined, not even through a third."""
    judge(story, lambda opened, who: opened.split(a, b, because, who), by)


@main.command()
@judging
def unsure(story: Path, a: str, b: str, because: str, by: str | None) -> None:
    """Judge that nobody can tell whether A and B are one: no score joins them."""
    judge(story, lambda opened, who: opened.unsure(a, b, because, who), by)


@main.command()
@STORY
@click.argument("judgement", metavar="J")
@click.option("--because", default="", help="The reason, for whoever reads it later.")
@BY
def undo(story: Path, judgement: str, because: str, by: str | None) -> None:
    """Take back judgement J of a story; its row stays, and a new one says that it no longer counts."""
    judge(story, lambda opened, who: opened.undo(judgement, who, because), by)


def judge(path: Path, verb: Callable[[Story, str], Story], by: str | None) -> None:
    """Make one judgement in a story file, and say what became of it and of those it contradicts."""
    from tawatur.base.judgement import JudgementError

    opened = open_story(path)
    try:
        judged = verb(opened, by or login_name())
    except JudgementError as wrong:
        stop(str(wrong))
    if earlier_rows(path, None) != opened.judgements:
        stop(f"{path}: somebody else has judged in it meanwhile. Nothing was written; give the command again.")
    keep(judged, path)
    from tawatur.view import judgements

    for line in judgements.outcome(opened, judged):
        click.echo(line)


def login_name() -> str:
    """Return the name one is logged in by, or stop and ask for one."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        stop("nobody is logged in by a name here. Say who judges: --by NAME")
