"""The documents say what the program does: the tour's blocks are its output, every noun stands in the glossary, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tawatur.base import anchor, annotation, document, judgement, lexicon, proposal, reading, reason, span, story
from tawatur.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = re.findall(
    r"```\n\$ tawatur why sample\.tawatur (\S+)\n(.*?)```", (ROOT / "docs" / "tour.md").read_text("utf-8"), re.S
)


@pytest.mark.parametrize(("name", "block"), COMMANDS, ids=[c[0] for c in COMMANDS])
def test_a_block_of_the_tour_is_what_the_command_prints(sample_file: Path, name: str, block: str) -> None:
    printed = CliRunner().invoke(main, ["why", str(sample_file), name]).output.splitlines()
    for line in block.splitlines():
        start = line.removesuffix("…").rstrip()
        assert any(p.startswith(start) for p in printed), f"the tour says «{line}»; `why {name}` no longer does"


def test_every_noun_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    nouns = {
        name
        for module in (anchor, annotation, document, judgement, proposal, reading, reason, span, story)
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and kind.__module__ == module.__name__
        and issubclass(kind, (msgspec.Struct, tuple, object))
    }
    missing = sorted(n for n in nouns if not re.search(rf"\b{n}\b", glossary))
    assert missing == [], f"not in docs/glossary.md: {missing}"
    assert lexicon.Row


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"tawatur {command}" in readme or f"make {command}" in readme
