"""`outlets`: what is known of outlets, and which pages have none."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli.files import check_output, open_story, stop, write_whole
from tawatur.cli.group import STORY, main


@main.group()
def outlets() -> None:
    """List the outlets that are known, or ask for those that pages do not name."""


@outlets.command()
@STORY
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The table to write; standard output without it.")
def missing(story: Path, output: Path | None) -> None:
    """List the pages whose outlet is unknown, as a table to fill in and give back as pages.csv."""
    from tawatur.capture import unnamed

    found = open_story(story).missing_outlets()
    in_lines = [page.source for page in found if unnamed.in_lines(page)]
    if in_lines:
        click.echo(f"in JSON lines, to be given a field «outlet» there: {', '.join(in_lines)}", err=True)
    table = unnamed.table(found)
    if output is None:
        click.echo(table, nl=False)
        return
    check_output(output)
    if output.exists():
        stop(f"{output}: is there already, and may be filled in. Choose another -o.")
    write_whole(output, table.encode("utf-8"))
    click.echo(
        f"{output}: {len(found) - len(in_lines)} pages. Fill in «outlet»; then it is the pages.csv of their folder."
    )


@outlets.command("list")
@click.option("--country", metavar="XX", help="Those of one country: its two letters, MA or EG.")
def list_outlets(country: str | None) -> None:
    """List the outlet table as CSV: names, kind, country, domains, accounts and where each row is from."""
    from tawatur import lexicons
    from tawatur.capture import unnamed

    rows = lexicons.load_outlets()
    if country and country.upper() not in {row.country for row in rows}:
        stop(f"no outlet of {country!r} is known; countries are {', '.join(sorted({row.country for row in rows}))}.")
    click.echo(unnamed.listing(rows, country), nl=False)
