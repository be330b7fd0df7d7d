"""`fetch`: addresses in, pages in a folder out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli.files import stop
from tawatur.cli.group import NOT_READ, main

if TYPE_CHECKING:
    from tawatur.capture.fetch.logbook import Capture


@main.command()
@click.argument("targets", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked for; ask only for robots.txt and feeds.")
@click.option("--limit", type=click.IntRange(1), help="Ask for this many pages; the next run goes on from there.")
@click.option(
    "--delay", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between two questions."
)
@click.option("--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds for one answer.")
@click.option("--size", type=click.IntRange(1, 500), default=10, show_default=True, help="Megabytes for one answer.")
@click.option("--redirects", type=click.IntRange(0, 50), default=8, show_default=True, help="How often one is sent on.")
@click.option("--contact", envvar="TAWATUR_CONTACT", default="", show_envvar=True, help="Whom a site may write to.")
@click.option("--allow-private", is_flag=True, help="Ask at private addresses and any port too.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was not fetched.")
def fetch(
    targets: tuple[str, ...],
    output: Path | None,
    dry_run: bool,
    timeout: float,
    size: int,
    quiet: bool,
    **settings: Any,
) -> None:
    """Ask for TARGETS (addresses, feeds, sitemaps, files that list them) and keep pages that `build` reads.

    No command but this one and `watch` reaches the network. robots.txt binds it; all that is asked and answered is kept as a
    WARC in the folder's .fetch. Given again, it goes on where it was stopped, or asks whether pages have changed.
    """
    from tawatur import story
    from tawatur.capture.fetch import REFUSALS

    if output is None and not dry_run:
        stop("no folder to write to. Give one: -o pages/")
    try:
        made = story.fetch(
            targets, output or Path(), lambda c: tell_fetched(c, quiet), dry_run=dry_run,
            seconds=timeout, size=size << 20, **settings,
        )  # fmt: skip
    except (*REFUSALS, OSError) as wrong:
        stop(str(wrong))
    except KeyboardInterrupt:
        click.echo("stopped. What was fetched is kept; the same command goes on from here.", err=True)
        sys.exit(130)
    lost = sum(c.why is not None for c in made)
    if not quiet:
        click.echo(f"{output or 'dry run'}: {counted_outcomes([c.outcome for c in made])}")
    if lost:
        sys.exit(NOT_READ)


def tell_fetched(capture: Capture, quiet: bool) -> None:
    """Say what became of one address."""
    if capture.why:
        click.echo(f"not fetched: {capture.url}: {capture.why}", err=True)
    elif not quiet:
        click.echo(f"{capture.outcome:9} {capture.url}" + (f" -> {capture.file}" if capture.file else ""))


def counted_outcomes(outcomes: list[str]) -> str:
    """Count outcomes, in one line: «3 page, 1 refused»."""
    return ", ".join(f"{outcomes.count(o)} {o}" for o in dict.fromkeys(outcomes)) or "nothing was left to ask for"
