"""The command that holds all commands, and what a story argument is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tawatur.version import __version__

NOT_READ = 3
STOPPED = 4
STORY = click.argument("story", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tawatur")
def main() -> None:
    """Read Arabic news pages about one story; return one sourced chronology."""
    for stream in (sys.stdout, sys.stderr):  # Windows consoles default to a code page without Arabic
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
