"""Commands that read a story file and change nothing: `show`, `pages`, `report`, `export`, `why`, `verify`, `score`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from tawatur.cli import packing
from tawatur.cli.files import check_output, open_story, stop, write_whole
from tawatur.cli.group import STORY, main
from tawatur.view.language import LANGUAGES, speaking


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
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="The language of its own words."
)
def report(story: Path, output: Path, language: str) -> None:
    """Write a story as one self-contained HTML file, in Arabic or English: nothing loaded from elsewhere."""
    check_output(output)
    write_whole(output, open_story(story).report(language).encode("utf-8"))
    click.echo(str(output))


@main.command()
@STORY
@click.option(
    "--to", default="json", show_default=True, metavar="FORMAT", help="The format; `tawatur formats` names them all."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file or folder to write; standard output without it."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="ar",
    show_default=True,
    help="The language of our own words in it.",
)
def export(story: Path, to: str, output: Path | None, language: str) -> None:
    """Write a story in another format. One that is several files goes into the folder OUTPUT, or one ZIP if it ends in .zip."""
    from tawatur.view.exports import registry

    if to not in registry.FORMATS:
        stop(f"there is no format {to!r}. These are: {', '.join(registry.FORMATS)}")
    if output is not None and not (output.is_dir() and registry.FORMATS[to].ending == ".zip"):
        check_output(output)
    try:
        with speaking(language):
            written = registry.write(open_story(story), to)
    except registry.ExportError as wrong:
        stop(str(wrong))
    hand_over(written, output)


@main.command()
def formats() -> None:
    """Name every format that `export` writes, what it is, and what reads it."""
    from tawatur.view.exports import registry

    for made in registry.FORMATS.values():
        needs = f" (needs tawatur[{made.extra}])" if made.extra else ""
        click.echo(f"{made.name:<20} {made.says}; read by {made.read_by}{needs}")


def hand_over(written: bytes | Mapping[str, bytes], output: Path | None) -> None:
    """Give what was written to standard output, a file, a ZIP or a folder."""
    from tawatur.view.exports import registry

    if not isinstance(written, bytes) and output is not None and output.suffix != ".zip":
        output.mkdir(exist_ok=True)
        for name, data in written.items():
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(output / name, data)
    else:
        data = written if isinstance(written, bytes) else registry.packed(written)
        if output is None:
            click.echo(data, nl=False)
            return
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


@main.command()
@STORY
def verify(story: Path) -> None:
    """Re-read every span against the stored text; exit 1 names what differs.

    STORY is a story file, or an evidence pack: then every digest is computed again as well.
    """
    packed = packing.is_pack(story)
    found, digest = packing.check_pack(story) if packed else (open_story(story).verify(), "")
    for line in found:
        click.echo(line, err=True)
    if found:
        what = "things are not as the pack says" if packed else "spans do not read as the story says"
        click.echo(f"{story}: {len(found)} {what}.", err=True)
        sys.exit(1)
    whole = f"every digest is right and every span reads as the story says; manifest sha256 {digest}"
    click.echo(f"{story}: {whole if packed else 'every span reads as the story says'}.")


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
