"""`outlets`: what is known of outlets, and which pages have none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli.files import check_output, open_crawl, open_story, stop, write_whole
from tawatur.cli.group import STORY, main

if TYPE_CHECKING:
    pass


class OrCrawl(click.Group):
    """A group whose first word may be a crawl in place of a command: «tawatur outlets crawl/»."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a folder for the crawl that `sharing` is to show."""
        if args[0] not in self.commands and Path(args[0]).is_dir():
            args = ["sharing", *args]
        return super().resolve_command(ctx, args)


@main.group(cls=OrCrawl)
def outlets() -> None:
    """List the outlets that are known, or ask for those that pages do not name; of a crawl: who shares text with whom."""


@outlets.command()
@click.argument("crawl", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="Pairs that are shown.")
@click.option("--json", "as_json", is_flag=True, help="All pairs as JSON.")
def sharing(crawl: Path, limit: int, as_json: bool) -> None:
    """Show by pair of outlets how many pages share a passage with earlier pages of the other, with and without credit.

    Which page is earlier is read off what pages say of their time; that alone does not prove who copied.
    """
    from tawatur.cli.discovering import counted, shown
    from tawatur.crawls.asking import sharing_of

    pairs = sharing_of(open_crawl(crawl))
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(pairs)).decode())
        return
    for p in pairs[:limit]:
        first = p.examples[0]
        shown(
            f"{p.later} shares with earlier pages of {p.earlier}: {counted(p.pages, 'page')}, {p.credited:,} with credit and "
            f"{p.uncredited:,} without",
            f"the longest: {first.later} {span(first.later_span)}",
            f"      as in: {first.earlier} {span(first.earlier_span)}",
        )
    if len(pairs) > limit:
        click.echo(f"and {len(pairs) - limit} more pairs: --limit {len(pairs)}, or --json with examples")


def span(of: tuple[int, int]) -> str:
    """Write a span as it is written elsewhere."""
    return f"[{of[0]}:{of[1]}]"


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
