"""What `docs/formats` says of the story, graphs, linked data and the dossier is so: every command runs, and every snippet after it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import main

FORMATS = Path(__file__).resolve().parents[3] / "docs" / "formats"
PAGES = ["story.md", "graphs.md", "linked-data.md", "dossier.md"]


def blocks(page: str, language: str) -> list[str]:
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", (FORMATS / page).read_text("utf-8"), re.S | re.M)
    return [block for named, block in fences if named == language]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_run_and_the_snippets_read_what_they_write(
    page: str, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A snippet whose library is not installed is left out by name: FollowTheMoney builds PyICU."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample_file, tmp_path / "sample.tawatur")
    commands = [
        line[len("$ tawatur ") :] for block in blocks(page, "") for line in block.splitlines() if line.startswith("$ ")
    ]
    assert commands
    for command in commands:
        assert CliRunner().invoke(main, command.split()).exit_code == 0, command
    for snippet in blocks(page, "python"):
        if "followthemoney" in snippet and not installed("followthemoney"):
            continue
        capsys.readouterr()
        exec(compile(snippet, page, "exec"), {})
        assert capsys.readouterr().out.strip() not in ("", "[]"), snippet


def installed(library: str) -> bool:
    """Say whether a library can be imported."""
    from importlib.util import find_spec

    return find_spec(library) is not None
