"""`search` and `watch`: words in, pages of a crawl out; feeds in, a crawl that grows."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli.files import require, stop
from tawatur.cli.group import NOT_READ, STOPPED, main

if TYPE_CHECKING:
    from rich.text import Text

    from tawatur.crawls.search import Found, FoundPage
    from tawatur.crawls.watch import Made, Round

CRAWL = click.argument("crawl", type=click.Path(path_type=Path, file_okay=False))


@main.command()
@CRAWL
@click.argument("words")
@click.option("--since", default="", help="The first day, month or year: 2024-05-06, 2024-05, 2024.")
@click.option("--until", default="", help="The last day, month or year.")
@click.option("--outlet", "outlets", multiple=True, help="An outlet's id or name, as results show it; may be repeated.")
@click.option(
    "--order",
    type=click.Choice(["best", "recent", "newest"]),
    default="best",
    show_default=True,
    help="By how well words fit; the same, halved for every 30 days between a page and today; or by day.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many pages are shown.")
@click.option("--json", "as_json", is_flag=True, help="Places and passages as JSON; offsets are code points.")
def search(crawl: Path, words: str, outlets: tuple[str, ...], as_json: bool, **how: Any) -> None:
    """Find the pages of CRAWL that hold all WORDS, in any of their forms.

    Words in «quotation marks» must follow one another. Exit code 1 where no page holds them.
    """
    import msgspec

    from tawatur.crawls import search as searching
    from tawatur.crawls.manifests import CrawlError

    try:
        found = searching.find(crawl, words=words, outlets=outlets, today=date.today().isoformat(), **how)
    except (CrawlError, ValueError) as wrong:
        stop(str(wrong))
    click.echo(msgspec.json.encode(found).decode()) if as_json else tell_found(found)
    if not found.pages:
        sys.exit(1)


def tell_found(found: Found) -> None:
    """Print results, each a block: day, outlet and ids; the headline; the passage with its words marked."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(
        f"{found.total} pages" + (f", the first {len(found.pages)}" if found.total > len(found.pages) else "")
    )
    for page in found.pages:
        for line in block(page):
            console.print(line, soft_wrap=True)


def block(page: FoundPage) -> list[Text]:
    """Write one result."""
    from rich.text import Text

    from tawatur.view.passages import clean

    head = "  ".join(
        filter(None, (page.day or "no day", clean(page.outlet), page.page, page.story and f"story {page.story}"))
    )
    shown = [Text(head, style="dim")]
    if page.title:
        shown.append(Text("  ") + marked(page.title, (0, len(page.title)), page.title_marks))
    if page.marks:
        shown.append(Text("  … ") + marked(page.passage_text, page.passage, page.marks))
    return shown


def marked(words: str, span: tuple[int, int], marks: list[Any]) -> Text:
    """Write a passage with its marked words bold; `words` begin at the start of `span`, in which `marks` lie."""
    from rich.text import Text

    from tawatur.base.span import Span
    from tawatur.view.passages import clean, pieces

    inside = [Span(m[0], m[1]).shift(-span[0]) for m in marks if m[0] >= span[0] and m[1] <= span[1]]
    out = Text()
    for piece in pieces(words, Span(0, len(words)), inside):
        before, after = (" " if edge.isspace() else "" for edge in (piece.text[:1], piece.text[-1:]))
        out.append(before + clean(piece.text) + after, style="bold" if piece.marked else "")
    return out


@main.command()
@click.argument("feeds", nargs=-1, required=True)
@click.option(
    "-o", "--output", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="The crawl."
)
@click.option(
    "--pages", type=click.Path(path_type=Path, file_okay=False), help="Where pages are kept. [default: CRAWL-pages]"
)
@click.option(
    "--every", default="10m", show_default=True, help="How long to wait between two rounds: 90s, 10m, 1.5h, 1d."
)
@click.option("--once", is_flag=True, help="One round, and no more.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--delay", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between two questions to a host."
)
@click.option("--limit", type=click.IntRange(1), help="Ask for this many pages a round.")
@click.option("--contact", envvar="TAWATUR_CONTACT", default="", show_envvar=True, help="Whom a site may write to.")
@click.option("--allow-private", is_flag=True, help="Ask at private addresses and any port too.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
def watch(
    feeds: tuple[str, ...],
    folder: Path,
    pages: Path | None,
    every: str,
    once: bool,
    jobs: int,
    quiet: bool,
    **settings: Any,
) -> None:
    """Add what is new in FEEDS (feeds, sitemaps, files that list addresses) to a crawl, again and again.

    A page is asked for once; robots.txt binds. What happened to stories is printed, and kept in the crawl's log.jsonl. Ctrl-C
    ends it; what was fetched is kept, and the same command goes on from there.
    """
    require()
    from tawatur.crawls import watch as watching

    try:
        wait = watching.seconds(every)
    except ValueError as wrong:
        stop(str(wrong))
    one = watching.Round(feeds, folder, pages or watching.beside(folder), jobs, settings)
    try:
        lost = go(one, quiet)
        while not once:
            sleep(wait)
            go_on(one, quiet)
    except KeyboardInterrupt:
        click.echo(f"stopped. {folder} is as the last whole round left it; pages that were fetched are kept.", err=True)
        sys.exit(STOPPED)
    if lost:
        sys.exit(NOT_READ)


def go(one: Round, quiet: bool) -> int:
    """Go one round, or stop where that cannot be; return how many addresses and pages were lost."""
    from tawatur.crawls.watch import REFUSALS

    try:
        return tell_round(one.go(lambda why: click.echo(why, err=True)), quiet)
    except REFUSALS as wrong:
        stop(str(wrong))


def go_on(one: Round, quiet: bool) -> None:
    """Go a further round; what stands in its way today may be gone at the next."""
    from tawatur.crawls.watch import REFUSALS

    try:
        tell_round(one.go(lambda why: click.echo(why, err=True)), quiet)
    except REFUSALS as wrong:
        click.echo(f"no round: {wrong}", err=True)


def tell_round(made: Made, quiet: bool) -> int:
    """Say what became of a round, and return how many addresses and pages were lost."""
    from tawatur.crawls import watch as watching
    from tawatur.view.passages import clean

    lost = [(c.url, c.why) for c in made.captures if c.why] + [(u.source, u.why) for u in made.added.unread]
    for source, why in lost:
        click.echo(f"not read: {source}: {why}", err=True)
    for source, day in made.added.odd:
        click.echo(f"{source}: says that it came out on {day}; it is kept under that day.", err=True)
    if not quiet:
        for logged in made.added.stories:
            click.echo(f"{watching.line(logged)}  {clean(logged.headline)}".rstrip())
        click.echo(watching.summary(made))
    return len(lost)
