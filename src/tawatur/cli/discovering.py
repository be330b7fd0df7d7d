"""`discover` and `stories`: pages in, a crawl's tables out; which stories are in it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli.building import given_columns, progress_to
from tawatur.cli.files import open_crawl, require, stop
from tawatur.cli.group import NOT_READ, STOPPED, main

if TYPE_CHECKING:
    from tawatur.base.progress import Progress
    from tawatur.discover.engine import Engine

TOLD = 20  # pages that were not read, told one by one


@main.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The crawl's folder.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that work.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="What carries it out."
)
@click.option("--master", metavar="URL", help="Spark's master, as in local[2] or spark://host:7077.")
@click.option(
    "--columns", help="Which column of a table is which field: text=body,outlet=source,published=date,url=link."
)
@click.option("--progress", default="line", metavar="line|jsonl|FILE", help="As with `tawatur build`.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was not read; no progress.")
def discover(
    pages: tuple[Path, ...], output: Path, jobs: int, engine: str, master: str | None, columns: str | None, progress: str,
    quiet: bool,
) -> None:  # fmt: skip
    """Read any number of PAGES into a crawl: a folder of Parquet tables of pages, what they share, and their stories.

    PAGES are what `tawatur build` reads. Pages that the crawl holds are not read again; what was committed stays when the
    command is stopped or killed, and given again it goes on. Ctrl-C finishes the pages in hand first (exit code 4).
    """
    gc.set_threshold(100_000, 50, 50)
    named = given_columns(columns)
    with progress_to("none" if quiet else progress) as tell:
        unread = discovered(pages, output, tell, named, engine_of(engine, jobs, master), quiet)
    for page in unread[:TOLD]:
        click.echo(f"not read: {page.source}: {page.why}", err=True)
    if len(unread) > TOLD:
        click.echo(f"and {len(unread) - TOLD:,} more that were not read: the table «unread» of {output}", err=True)
    if unread:
        sys.exit(NOT_READ)


def discovered(
    pages: tuple[Path, ...], output: Path, tell: Progress, columns: dict[str, str], engine: Any, quiet: bool
) -> list[Any]:
    """Carry `discover` out, or stop and say how to go on; return the pages that were not read."""
    require()
    import pyarrow.compute as pc

    from tawatur import crawls, stopping
    from tawatur.base.progress import Step, StoppedError
    from tawatur.crawls import following, reading
    from tawatur.crawls.manifests import CrawlError
    from tawatur.discover.local import EngineError
    from tawatur.discover.schemas import STORIES
    from tawatur.processes import ProcessError

    try:
        with crawls.writing(output, partial(click.echo, err=True)) as made, engine(output) as worker:
            with stopping.Stop(tell) as stop_:
                done = reading.read([str(p) for p in pages], made, worker, stop_.tell, stop_.asked, columns)
                found = following.copying(made, worker, stop_.tell)
                work_out = partial(following.telling, engine=worker, tell=stop_.tell)
                following.put_in_place(made, work_out, partial(click.echo, err=True))
            tell(Step(stage="done", done=made.rows, of=made.rows))
            if not quiet:
                kept = f"{done.kept:,} were there before" if done.kept else "all read now"
                told = made.table("stories", STORIES).column("pages")
                several = pc.sum(pc.greater(told, 1)).as_py() or 0
                shared = f"{found.num_rows:,} passages that two share"
                click.echo(f"{output}: {made.rows:,} pages ({kept}), {several:,} stories of several pages, {shared}")
            return done.unread
    except (CrawlError, ProcessError, EngineError) as wrong:
        stop(str(wrong))
    except (StoppedError, KeyboardInterrupt):
        tell(Step(stage="stopped"))
        click.echo(f"tawatur: stopped. What was read is kept in {output}: give the command again to go on.", err=True)
        sys.exit(STOPPED)


def engine_of(name: str, jobs: int, master: str | None) -> Any:
    """Return what opens an engine, given the folder of the crawl."""
    if name == "local":
        if master:
            stop("--master is Spark's. Add --engine spark, or leave it out.")
        return partial(local, jobs)
    return partial(on_spark, master)


@contextmanager
def local(jobs: int, folder: Path) -> Iterator[Engine]:
    """Open the engine of this machine; large tables are spilt in the crawl's folder."""
    from tawatur import processes
    from tawatur.discover.local import Local

    with processes.Team() as team, Local(team.each, jobs, folder) as engine:
        yield engine


@contextmanager
def on_spark(master: str | None, folder: Path) -> Iterator[Engine]:
    """Open Spark, which holds tables in the crawl's folder, or stop where it is not installed."""
    from tawatur.discover import spark

    try:
        with spark.opened(master, folder) as engine:
            yield engine
    except spark.SparkMissingError as wrong:
        stop(str(wrong))


@main.command()
@click.argument("crawl", type=click.Path(path_type=Path))
@click.option("--since", metavar="DAY", help="Stories that go on until this day or later: 2024-03-14.")
@click.option("--until", metavar="DAY", help="Stories that begin on this day or before.")
@click.option("--about", metavar="WORDS", help="Stories with all these words in their headline or names.")
@click.option("--outlets", "least", metavar="N+", help="Stories that at least N outlets tell: 5+.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Stories that are shown.")
@click.option("--json", "as_json", is_flag=True, help="All of them as JSON.")
def stories(
    crawl: Path, since: str | None, until: str | None, about: str | None, least: str | None, limit: int, as_json: bool
) -> None:
    """List the stories of a CRAWL, those of most pages first."""
    opened = open_crawl(crawl)
    from tawatur.crawls.asking import stories_of

    found = stories_of(opened, iso(since), iso(until), about or "", at_least(least))
    if as_json:
        import json

        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for row in found[:limit]:
        head = f"{row['story']}  {days(row['first'], row['last'])}  {counted(row['pages'], 'page')} of {counted(row['texts'], 'text')}, "
        shown(f"{head}{counted(row['outlets'], 'outlet')}, {row['copied']:.0%} copied", row["headline"], row["names"])
    if len(found) > limit:
        click.echo(f"and {len(found) - limit:,} more: --limit {len(found)}, or --json")


def days(first: str, last: str) -> str:
    """Write a span of days: «2024-03-13 – 2024-03-14», one day once, none where none is known."""
    return (first or "no day") if first == last else f"{first} – {last}"


def iso(day: str | None) -> str:
    """Check a day, or stop and say how it is written."""
    from datetime import date

    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        stop(f"{day!r} is no day. Write it as 2024-03-14.")


def at_least(text: str | None) -> int:
    """Read «5+» or «5», or stop and say how it is written."""
    number = (text or "0").removesuffix("+")
    if not number.isdecimal():
        stop(f"--outlets {text!r}: write a number, as in 5+.")
    return int(number)


def counted(number: int, what: str) -> str:
    """Write how many there are: «1 page», «1,204 pages»."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def shown(head: str, *lines: str) -> None:
    """Print a block: a line, and others below it; words of pages are no markup, and a control in one moves no cursor."""
    click.secho(visible(head), bold=True)
    for line in filter(None, lines):
        click.echo(f"  {visible(line)}")


def visible(text: str) -> str:
    """Return the text without controls, save line ends: a page's words may hold an escape sequence or an override."""
    import unicodedata

    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))
