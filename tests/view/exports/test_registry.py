"""Every format of the registry: it is described, it writes any story, the same bytes each time, in either language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import tawatur
from tawatur.base.story import Story
from tawatur.cli import main
from tawatur.story import faced
from tawatur.view.exports.registry import FORMATS, Format, packed, write
from tawatur.view.language import speaking
from tests.view.exports.rich_story import rich_story

PAGES = Path(__file__).resolve().parents[3] / "docs" / "formats"
STORIES = ["sample_story", "empty", "torn", "nasty", "hostile", "rich"]
WORDED = {"brat", "dossier", "dossier-docx", "ftm", "gexf", "graphml", "icalendar", "timelinejs"}
# a format of nothing but entries has nothing to write where there are none
NO_ENTRIES = {
    "judgements": {"empty", "sample_story"},
    "ftm": {"empty"},
    "bibtex": {"empty", "torn"},
    "ris": {"empty", "torn"},
}
HEAD = """# Formats

What `tawatur export STORY --to FORMAT -o FILE` and `story.export(FORMAT)` write. A format of several files is written into a
folder, or into one ZIP where the name ends in `.zip`. `--language en` (`language="en"`) says our own words in English; a page's
stay as they are.

| format | what it is | who reads it | extra |
|---|---|---|---|"""

every_format = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)


@pytest.fixture(scope="session")
def rich() -> Story:
    """The story with a row in every table and a page that attacks spreadsheets."""
    return rich_story()


def whole(story: Story, name: str) -> bytes:
    """Write a story as one file."""
    written = write(story, name)
    return written if isinstance(written, bytes) else packed(written)


def index_page() -> str:
    """Write the page that lists the formats."""
    lines = [
        f"| [`{f.name}`]({f.page}) | {f.says} | {f.read_by} | {f'`tawatur[{f.extra}]`' if f.extra else ''} |"
        for f in FORMATS.values()
    ]
    return "\n".join([HEAD, *lines]) + "\n"


def test_the_list_of_formats_is_the_registrys() -> None:
    run = "from tests.view.exports import test_registry as r; (r.PAGES / 'all.md').write_text(r.index_page(), 'utf-8')"
    assert (PAGES / "all.md").read_text("utf-8") == index_page(), f'run: python -c "{run}"'


@every_format
def test_a_format_has_a_section_of_its_page(made: Format) -> None:
    headings = re.findall(r"^## (.*)$", (PAGES / made.page).read_text("utf-8"), re.M)
    assert any(made.name in re.findall(r"[\w-]+", heading) for heading in headings), made.page


@every_format
def test_a_cell_of_the_list_is_one_cell(made: Format) -> None:
    assert not re.search(r"[|\n]", made.says + made.read_by)
    assert made.says
    assert made.read_by


def test_the_command_names_every_format_and_what_reads_it() -> None:
    lines = CliRunner().invoke(main, ["formats"]).output.splitlines()
    assert [line.split()[0] for line in lines] == list(FORMATS)
    assert [f.name for f, line in zip(FORMATS.values(), lines, strict=True) if f.read_by not in line] == []


@every_format
@pytest.mark.parametrize("name", STORIES)
def test_any_story_is_written_and_the_same_bytes_each_time(
    made: Format, name: str, request: pytest.FixtureRequest
) -> None:
    story = request.getfixturevalue(name)
    first = whole(story, made.name)
    assert first == whole(story, made.name)
    assert bool(first) == (name not in NO_ENTRIES.get(made.name, ()))


@every_format
def test_our_own_words_are_said_in_the_language_asked_for(made: Format, rich: Story) -> None:
    """What no page says is ours, as «حلقة مفقودة» is, a missing link. Data without such words are the same in either."""
    story = faced(rich)
    assert (story.export(made.name, language="en") != story.export(made.name)) == (made.name in WORDED)
    assert story.export(made.name) == story.export(made.name, language="ar")


@every_format
def test_the_command_writes_what_the_library_writes(made: Format, sample_file: Path, tmp_path: Path) -> None:
    output = tmp_path / f"story{made.ending}"
    asked = ["export", str(sample_file), "--to", made.name, "--language", "en", "-o", str(output)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert output.read_bytes() == tawatur.load(sample_file).export(made.name, language="en")


def test_a_language_that_there_is_not_is_refused(sample_story: tawatur.Story, sample_file: Path) -> None:
    with pytest.raises(ValueError, match="does not speak 'fr'"):
        sample_story.export("json", language="fr")
    assert CliRunner().invoke(main, ["export", str(sample_file), "--language", "fr"]).exit_code == 2


def test_a_writer_speaks_the_language_that_is_spoken_around_it(rich: Story) -> None:
    """The screens speak a reader's language: what is taken away from them does too."""
    with speaking("en"):
        spoken = whole(rich, "dossier")
    assert spoken == faced(rich).export("dossier", language="en")


def test_english_words_stand_where_arabic_ones_stood(rich: Story) -> None:
    """A calendar, a timeline and brat's labels: a date between two days, the undated, the names of types."""
    english = {name: faced(rich).export(name, language="en").decode() for name in ("icalendar", "timelinejs")}
    assert "the date as it is known: " in english["icalendar"].replace("\r\n ", "")
    assert "DESCRIPTION;LANGUAGE=en:" in english["icalendar"]
    assert '"headline": "Without a date: ' in english["timelinejs"]
    assert 'dir=\\"ltr\\"' in english["timelinejs"]
    with speaking("en"):
        labels = write(rich, "brat")["visual.conf"].decode()  # type: ignore[call-overload, index]
    assert "Source | source of what is said | source" in labels
