"""Story files and other files of the command line: opened, kept, or stopped at with what was seen and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from tawatur.crawls import Crawl
    from tawatur.story import Story


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


def summary(story: Story) -> str:
    """Count what a story holds, in one line."""
    alarms = sum(d.kind == "contradiction" for d in story.disagreements)
    outlets = {d.outlet.name if d.outlet else d.id for d in story.documents}
    return (
        f"{len(story.documents)} pages, {len(outlets)} outlets, {len(story.chronology)} events, {alarms} contradictions"
    )


def open_crawl(path: Path) -> Crawl:
    """Open a crawl to read it, or stop and say why."""
    from tawatur import crawls
    from tawatur.crawls.manifests import CrawlError

    try:
        return crawls.load(path)
    except CrawlError as wrong:
        stop(str(wrong))


def require() -> None:
    """Stop where pyarrow is not installed."""
    from tawatur import crawls
    from tawatur.crawls.manifests import CrawlError

    try:
        crawls.require()
    except CrawlError as wrong:
        stop(str(wrong))
