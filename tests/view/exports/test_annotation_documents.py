"""The documents of these formats do what they say: their commands are run, then their Python, block after block."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tests.conftest import ROOT

PAGES = ["annotations.md", "citations.md"]
BLOCK = re.compile(r"^```(python)?\n(.*?)^```$", re.S | re.M)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_a_documents_blocks_run(page: str, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(sample_file, tmp_path / "sample.tawatur")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    ran = 0
    for language, block in BLOCK.findall((ROOT / "docs" / "formats" / page).read_text("utf-8")):
        for command in [] if language else re.findall(r"^\$ tawatur (.+)$", block, re.M):
            told = CliRunner().invoke(main, command.split())
            assert told.exit_code == 0, f"{page}: `tawatur {command}` says {told.output}"
            ran += 1
        if language:
            parsed = doctest.DocTestParser().get_doctest(block, names, page, page, 0)
            runner = doctest.DocTestRunner(verbose=False)
            failures: list[str] = []
            runner.run(parsed, out=failures.append, clear_globs=False)
            assert failures == [], "".join(failures)
            names = parsed.globs
            ran += len(parsed.examples)
    assert ran > 10


@pytest.mark.parametrize("page", PAGES)
def test_a_documents_formats_are_formats(page: str) -> None:
    from tawatur.view.exports.registry import FORMATS

    told = re.findall(r"--to ([a-z-]+)", (ROOT / "docs" / "formats" / page).read_text("utf-8"))
    assert told
    assert set(told) <= set(FORMATS)
