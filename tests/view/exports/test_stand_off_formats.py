"""Every format of this family writes every story, and the library's verb, the command and the registry give one thing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.base.story import Story
from tawatur.cli import main
from tawatur.story import Story as Faced
from tawatur.view.exports import registry
from tests.view.exports import stories

FORMATS = [
    "web-annotation", "uima", "brat", "bibtex", "ris", "csl-json", "schema-org", "claimreview", "icalendar", "timelinejs",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("made", stories.every())
def test_every_story_can_be_written(name: str, made: Story) -> None:
    written = registry.write(made, name)
    for data in [written] if isinstance(written, bytes) else written.values():
        data.decode("utf-8")
    assert isinstance(written, bytes) == (registry.FORMATS[name].ending != ".zip")


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_is_written_by_the_command_and_by_the_verb(
    name: str, sample_story: Faced, sample_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"out{registry.FORMATS[name].ending}"
    told = CliRunner().invoke(main, ["export", str(sample_file), "--to", name, "-o", str(out)])
    assert told.exit_code == 0, told.output
    assert out.read_bytes() == sample_story.export(name)


@pytest.mark.parametrize("name", ["uima", "brat"])
def test_a_zip_holds_plain_file_names(name: str) -> None:
    written = registry.packed(registry.write(stories.loose(), name))  # type: ignore[arg-type]
    names = zipfile.ZipFile(io.BytesIO(written)).namelist()
    assert names
    assert not any("/" in n or ".." in n for n in names)
