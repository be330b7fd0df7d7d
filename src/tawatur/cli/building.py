"""`build` and `demo`: pages in, a story file out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli.files import check_output, keep, open_crawl, stop, summary, write_whole
from tawatur.cli.group import NOT_READ, STOPPED, main

if TYPE_CHECKING:
    from tawatur.base.document import Page
    from tawatur.base.judgement import Judgement
    from tawatur.base.progress import Progress
    from tawatur.story import Story


@main.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The story file to write.")
@click.option(
    "--tagger",
    type=click.Choice(["reader", "light"]),
    default="reader",
    show_default=True,
    help="Which model reads: the trained reader, or a light one (smaller, faster, less sure).",
)
@click.option(
    "--judgements", type=click.Path(path_type=Path), help="A story file or an export to take judgements from."
)
@click.option(
    "--columns", help="Which column of a table is which field: text=body,outlet=source,published=date,url=link."
)
@click.option("--story", metavar="ID", help="PAGES is a crawl: build this one of its stories (`tawatur stories`).")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--progress",
    default="line",
    metavar="line|jsonl|FILE",
    help="A line in the terminal, or a JSON object a step on standard error or in FILE (.jsonl).",
)
@click.option("-q", "--quiet", is_flag=True, help="Print only what was not read or placed; no progress.")
def build(
    pages: tuple[Path, ...],
    output: Path,
    tagger: str,
    judgements: Path | None,
    columns: str | None,
    story: str | None,
    jobs: int,
    progress: str,
    quiet: bool,
) -> None:
    """Read PAGES and write their story.

    PAGES are files, folders or archives of HTML, text, tables, WARC, MHTML, Word and PDF files, exports of Telegram's,
    Facebook's and Zotero's; a pages.csv beside them is used.

    What was read of each page is kept in a work file beside the story (its name with "-work"), which may be deleted at
    any time: pages that have not changed are not read again, and a build that was stopped or killed goes on where it
    was. Ctrl-C finishes the page in hand first (exit code 4); a second one does not wait. The judgements of a story that
    is there already are found again in these pages.
    """
    gc.set_threshold(100_000, 50, 50)  # tables are hundreds of thousands of objects that live as long as the process
    check_output(output)
    earlier_rows(output, judgements)  # what cannot be read stops here, before the pages are read
    named = given_columns(columns)
    given = pages_of_story(pages, story) if story else []
    with progress_to("none" if quiet else progress) as tell:
        made = read_pile(() if story else pages, output, tagger, jobs, tell, named, given)
    if not made.documents:
        for page in made.unread:
            click.echo(f"not read: {page.source}: {page.why}", err=True)
        stop(f"{', '.join(map(str, pages))}: no page could be read. {output} was not touched.")
    if rows := earlier_rows(output, judgements):
        made = made.judged(rows)
    keep(made, output)
    if not quiet:
        click.echo(f"{output}: {summary(made)}")
    replayed(made, output, quiet)
    for page in made.unread:
        click.echo(f"not read: {page.source}: {page.why}", err=True)
    if made.unread:
        sys.exit(NOT_READ)


@main.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write to."
)
@click.option("--open/--no-open", "opens", default=True, help="Open the report in a browser where there is a display.")
def demo(output: Path, opens: bool) -> None:
    """Build the sample story that ships with the package, write its report, and print its chronology."""
    from tawatur import story

    check_output(output / "report.html")
    made = story.build(story.sample_pages(), judgements=earlier_rows(output / "sample.tawatur", None))
    keep(made, output / "sample.tawatur")
    page = output / "report.html"
    write_whole(page, made.report().encode("utf-8"))
    from rich.console import Console

    from tawatur.view import terminal

    Console().print(terminal.chronology(made))
    click.echo(f"{page.resolve()}: {summary(made)}")
    if opens and has_display():
        import webbrowser

        webbrowser.open(page.resolve().as_uri())


def given_columns(text: str | None) -> dict[str, str]:
    """Read the columns that were given, or stop and say how they are written."""
    from tawatur.capture import columns

    try:
        return columns.parse(text) if text else {}
    except columns.ColumnsError as wrong:
        stop(str(wrong))


def read_pile(
    pages: tuple[Path, ...],
    output: Path,
    tagger: str,
    jobs: int,
    tell: Progress,
    columns: dict[str, str],
    given: Sequence[Page],
) -> Story:
    """Build the story of some pages with a work file beside the output, or stop and say how to go on."""
    from tawatur import stopping, story
    from tawatur.base.progress import Step, StoppedError
    from tawatur.processes import ProcessError
    from tawatur.work import WorkError

    work = output.with_name(f"{output.name}-work")
    try:
        with stopping.Stop(tell) as stop_:
            return story.build(
                [str(p) for p in pages], progress=stop_.tell, tagger=tagger, work=work, jobs=jobs, stopped=stop_.asked,
                warn=partial(click.echo, err=True), columns=columns, given=given,
            )  # fmt: skip
    except (WorkError, ProcessError) as wrong:
        stop(str(wrong))
    except (StoppedError, KeyboardInterrupt) as stopped:
        tell(Step(stage="stopped"))
        said = str(stopped) or "stopped"
        click.echo(f"tawatur: {said}. What was read is kept in {work}: give the command again to go on.", err=True)
        sys.exit(STOPPED)


def pages_of_story(crawls_given: tuple[Path, ...], story: str) -> list[Page]:
    """Take the pages of one story out of a crawl, or stop and say what there is."""
    if len(crawls_given) != 1:
        stop("--story takes one crawl. Give its folder in place of pages.")
    crawl = open_crawl(crawls_given[0])
    from tawatur.crawls.asking import pages_of

    if not (found := list(pages_of(crawl, story))):
        stop(f"{crawls_given[0]}: holds no story {story!r}. `tawatur stories {crawls_given[0]}` lists them.")
    return found


@contextmanager
def progress_to(where: str) -> Iterator[Progress]:
    """Tell progress as one line of a terminal, as JSON lines, or not at all."""
    from tawatur.base.progress import nowhere
    from tawatur.view import progress

    if where in ("none", "line"):
        yield progress.Line(sys.stderr) if where == "line" and sys.stderr.isatty() else nowhere
    elif where == "jsonl":
        yield progress.JsonLines(sys.stderr)
    else:
        try:
            file = Path(where).open("a", encoding="utf-8")  # noqa: SIM115 - only opening is guarded
        except OSError as wrong:
            stop(f"{where}: cannot be written ({wrong.strerror}). Give --progress line, jsonl, or a file's name.")
        with file:
            yield progress.JsonLines(file)


def earlier_rows(output: Path, shared: Path | None) -> list[Judgement]:
    """Read the judgements that the output holds already and those of another file, or stop and say why."""
    from tawatur import store
    from tawatur.base.judgement import JudgementError
    from tawatur.story import taken_over

    try:
        mine = store.kept_judgements(output)
        return taken_over(mine, store.load_judgements(shared)) if shared else mine
    except (store.StoreError, JudgementError) as wrong:
        stop(str(wrong))


def replayed(story: Story, path: Path, quiet: bool) -> None:
    """Say how many judgements were found again and how many were not."""
    live = [j.standing.state for j in story.judgements if j.standing and j.verdict != "undone"]
    lost = live.count("unplaced")
    if lost or (story.judgements and not quiet):
        told = f"judgements: {len(live) - live.count('undone') - lost} replayed, {lost} could not be placed"
        click.echo(told + (f": tawatur show {path} --judgements" if lost else ""))


def has_display() -> bool:
    """Say whether a browser window could be shown."""
    import os

    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
