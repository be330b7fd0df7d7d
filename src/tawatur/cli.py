"""Arguments in, one call each: every command is a verb of the library.

Exit codes: 0 done · 1 a check found differences · 2 arguments or files that cannot be used · 3 some pages were not
read · 4 a build was stopped before its end; what it had read is kept.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tawatur.version import __version__

if TYPE_CHECKING:
    from tawatur.base.judgement import Judgement
    from tawatur.base.progress import Progress
    from tawatur.capture.fetch.logbook import Capture
    from tawatur.story import Story

NOT_READ = 3
STOPPED = 4
STORY = click.argument("story", type=click.Path(path_type=Path))
BY = click.option(
    "--by",
    envvar="TAWATUR_BY",
    help="Who judges; else TAWATUR_BY, else the name you are logged in by.",
    show_envvar=True,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tawatur")
def main() -> None:
    """Read Arabic news pages about one story; return one sourced chronology."""
    for stream in (sys.stdout, sys.stderr):  # Windows consoles default to a code page without Arabic
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


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
    with progress_to("none" if quiet else progress) as tell:
        made = read_pile(pages, output, tagger, jobs, tell, named)
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

    The only command that reaches the network. robots.txt binds it; all that is asked and answered is kept as a WARC in the
    folder's .fetch. Given again, it goes on where it was stopped, or asks whether pages have changed.
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


@main.command()
@STORY
@click.option("--events", "part", flag_value="events", help="Every event with its accounts.")
@click.option(
    "--chains", "part", flag_value="chains", help="Who says it, through whom; how many chains are independent."
)
@click.option(
    "--disagreements", "part", flag_value="disagreements", help="Where accounts differ, contradictions first."
)
@click.option("--people", "part", flag_value="people", help="People, their names' spellings, their offices.")
@click.option("--judgements", "part", flag_value="judgements", help="What people have judged, and what became of it.")
@click.option(
    "--figures", "part", flag_value="figures", help="Every event's figures over time, falls and rises flagged."
)
@click.option("--firsts", "part", flag_value="firsts", help="Claims to be the first, and what stands against each.")
@click.option(
    "--copying", "part", flag_value="copying", help="Who copied whom, on what evidence; what changed on the way."
)
@click.option("--json", "as_json", is_flag=True, help="The same part as JSON.")
def show(story: Path, part: str | None, as_json: bool) -> None:
    """Show a story's chronology in the terminal, or another part of it."""
    opened = open_story(story)
    if as_json:
        from tawatur.view import json_export

        click.echo(json_export.part(opened, part or "chronology"))
        return
    from rich.console import Console

    from tawatur.view import terminal

    Console(soft_wrap=False).print(getattr(terminal, part or "chronology")(opened))


@main.command()
@STORY
@click.option("--json", "as_json", is_flag=True, help="The counts and the pages as JSON.")
def pages(story: Path, as_json: bool) -> None:
    """List every page that a story was built from: read, read with warnings, or not read, and why."""
    from tawatur.view import pages as account

    states = open_story(story).pages()
    click.echo(account.as_json(states) if as_json else account.as_text(states))


@main.command()
@STORY
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The HTML file to write.")
def report(story: Path, output: Path) -> None:
    """Write a story as one self-contained HTML file: Arabic, right to left, nothing loaded from elsewhere."""
    check_output(output)
    write_whole(output, open_story(story).report().encode("utf-8"))
    click.echo(str(output))


@main.command()
@STORY
@click.option(
    "--to", "to", type=click.Choice(["json", "judgements"]), default="json", show_default=True, help="The format."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
def export(story: Path, to: str, output: Path | None) -> None:
    """Write a story in another format."""
    data = open_story(story).export(to)
    if output is None:
        click.echo(data.decode("utf-8"), nl=not data.endswith(b"\n") or to == "json")
        return
    check_output(output)
    write_whole(output, data)
    click.echo(str(output))


@main.command()
@STORY
@click.argument("name", metavar="ID")
def why(story: Path, name: str) -> None:
    """Explain any ID of a story: the rule, rows, values and spans behind it."""
    try:
        click.echo(open_story(story).why(name))
    except KeyError as unknown:
        stop(str(unknown.args[0]))


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


@main.command()
@STORY
def verify(story: Path) -> None:
    """Re-read every span against the stored text; exit 1 names what differs."""
    found = open_story(story).verify()
    for line in found:
        click.echo(line, err=True)
    if found:
        click.echo(f"{story}: {len(found)} spans do not read as the story says.", err=True)
        sys.exit(1)
    click.echo(f"{story}: every span reads as the story says.")


@main.command()
@click.argument("gold", type=click.Path(path_type=Path))
@STORY
@click.option("--pages", type=click.Path(path_type=Path, file_okay=False), help="The pages' folder (facts-only gold).")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def score(gold: Path, story: Path, pages: Path | None, as_json: bool) -> None:
    """Score a story file against GOLD facts, layer by layer."""
    import json

    from tawatur import scoring

    try:
        figures = scoring.score_files(gold, open_story(story), pages)
    except (OSError, ValueError, KeyError) as wrong:
        stop(f"{gold}: not gold facts that can be scored against ({wrong}).")
    if as_json:
        click.echo(json.dumps(figures, indent=1))
        return
    for layer, values in figures.items():
        shown = (f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in values.items())
        click.echo(f"{layer:14} " + "  ".join(shown))


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
    pages: tuple[Path, ...], output: Path, tagger: str, jobs: int, tell: Progress, columns: dict[str, str]
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
                warn=partial(click.echo, err=True), columns=columns,
            )  # fmt: skip
    except (WorkError, ProcessError) as wrong:
        stop(str(wrong))
    except (StoppedError, KeyboardInterrupt) as stopped:
        tell(Step(stage="stopped"))
        said = str(stopped) or "stopped"
        click.echo(f"tawatur: {said}. What was read is kept in {work}: give the command again to go on.", err=True)
        sys.exit(STOPPED)


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
        told = f"{len(live) - live.count('undone') - lost} judgements replayed, {lost} could not be placed"
        click.echo(told + (f": tawatur show {path} --judgements" if lost else ""))


def has_display() -> bool:
    """Say whether a browser window could be shown."""
    import os

    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def summary(story: Story) -> str:
    """Count what a story holds, in one line."""
    alarms = sum(d.kind == "contradiction" for d in story.disagreements)
    outlets = {d.outlet.name if d.outlet else d.id for d in story.documents}
    return (
        f"{len(story.documents)} pages, {len(outlets)} outlets, {len(story.chronology)} events, {alarms} contradictions"
    )


def check_output(path: Path) -> None:
    """Stop before any work where the result could not be written."""
    folder = path.parent if str(path.parent) else Path()
    if path.is_dir():
        stop(f"{path}: is a folder. Give a file's name.")
    if not folder.is_dir():
        stop(f"{path}: the folder {folder} does not exist. Make it, or choose another -o.")
    import tempfile

    try:
        tempfile.TemporaryFile(dir=folder).close()  # os.access answers yes to root on a read-only mount
    except OSError as wrong:
        stop(f"{path}: cannot write in {folder.resolve()} ({wrong.strerror}). Choose another -o.")


def keep(story: Story, path: Path) -> None:
    """Save a story file, or stop and say why."""
    from tawatur.store import StoreError

    try:
        story.save(path)
    except StoreError as wrong:
        stop(str(wrong))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        stop(f"{path}: not written ({wrong.strerror}). What was there before is untouched.")


def open_story(path: Path) -> Story:
    """Load a story file, or stop and say why."""
    from tawatur import story
    from tawatur.store import StoreError

    try:
        return story.load(path)
    except StoreError as wrong:
        stop(str(wrong))


def stop(message: str) -> NoReturn:
    """Say what was seen and what to do, and exit with 2."""
    click.echo(f"tawatur: {message}", err=True)
    sys.exit(2)
