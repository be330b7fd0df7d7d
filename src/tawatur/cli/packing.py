"""`pack`: a story with its pages, digests and a README as one ZIP that others can check with `verify`."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli.files import check_output, open_story, stop
from tawatur.cli.group import STORY, main


@main.command()
@STORY
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The ZIP to write.")
def pack(story: Path, output: Path) -> None:
    """Pack a story with its texts, saved originals, judgements and the digest of each: `tawatur verify` checks it.

    Originals are packed where their file is still there with the digest that was read; the others are named as missing.
    """
    from tawatur.evidence import PackError
    from tawatur.evidence.pack import pack_to

    check_output(output)
    opened = open_story(story)
    try:
        digest = pack_to(opened, output, story)
    except PackError as wrong:
        stop(str(wrong))
    click.echo(f"{output}: manifest sha256 {digest}: tell it to whoever checks, by another way")


def is_pack(path: Path) -> bool:
    """Say whether a file begins as a ZIP does."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def check_pack(path: Path) -> tuple[list[str], str]:
    """Check a pack and return what differs and its manifest's digest, or stop where it is refused."""
    from tawatur.evidence import PackError, check

    try:
        return list(check.differences(path)), check.digest(path)
    except PackError as wrong:
        stop(str(wrong))
