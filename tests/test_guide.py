"""The guide is true: every command runs and prints what stands below it, every block of Python runs, every screen and format is in it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import tawatur
from tawatur.cli import main
from tawatur.merge.disagreements import bounds, dates, offices
from tawatur.merge.independence.arabic import RULES
from tawatur.merge.independence.merges import FEWEST, LONG, OF_ONE_PASSAGE, ONE_SENTENCE
from tawatur.merge.reuse import formulas, habits, seeds, siblings
from tawatur.merge.reuse.align import CLOSE, FIRM, GAP, SHORT, SMALL, UNLIKE
from tawatur.view.exports import registry
from tawatur.view.web.screens import OF_SHELF, OF_STORY

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = ["index.md", "screens.md", "crawls.md", "watching.md", "formats/index.md"]
GUIDE += [
    f"{part}/{page.name}"
    for part in ("howto", "extend")
    for page in sorted((DOCS / part).glob("*.md"))
    if ".ar" not in page.name
]
HEADINGS = {
    "stories": "Stories", "import": "Bring pages in", "imported": "Bring pages in", "chronology": "Chronology",
    "event": "Event", "chains": "Chains", "copying": "Copying", "copied": "Copying", "disagreements": "Disagreements",
    "disagreement": "Disagreements", "firsts": "Firsts", "figures": "Figures", "page": "Page", "wording": "Wording",
    "kwic": "Wording", "names": "Names", "name": "Names", "offices": "Offices", "search": "Search", "review": "Review",
    "agreement": "Review", "method": "Method", "unplaced": "Method", "why": "Why",
}  # fmt: skip
MOST_BYTES = 60_000  # of one picture: the guide is read offline, and the tree is cloned whole
NOT_RUN = (
    "serve",
    "fetch",
    "watch",
)  # one never ends, the others ask the network: that their options are right is all that is looked at


def fences(text: str) -> Iterator[tuple[str, str]]:
    """Yield (language, code) of every fenced block."""
    yield from re.findall(r"^```(\w*)\n(.*?)^```$", text, re.S | re.M)


def commands(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the commands of a block, each with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *printed = part.splitlines()
        yield shlex.split(command), printed


def run(command: list[str]) -> list[str]:
    """Run a command of the guide and return the lines that it prints."""
    program, name, *arguments = command
    assert program == "tawatur", f"the guide asks for {program}"
    if name in NOT_RUN:
        made: click.Command = main.commands[name]
        made.make_context(name, arguments)
        return []
    done = CliRunner().invoke(main, [name, *arguments])
    assert done.exit_code == 0, f"{command}: {done.output}"
    return done.output.splitlines()


@pytest.fixture
def at(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with the sample's pages and its story."""
    shutil.copytree(Path(tawatur.sample_pages()), tmp_path / "pages")
    (tmp_path / "pages" / "README.md").unlink(missing_ok=True)
    shutil.copy(sample_file, tmp_path / "sample.tawatur")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", GUIDE)
@pytest.mark.usefixtures("at")
def test_a_page_of_the_guide_runs_from_top_to_bottom(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that ends in «…» is the beginning of what is printed; a block of Python must print something."""
    known: dict[str, Any] = {}
    ran = 0
    for language, block in fences((DOCS / page).read_text("utf-8")):
        for command, said in commands(block) if not language else ():
            printed = run(command)
            ran += 1
            for line in said:
                start = line.removesuffix("…").rstrip()
                assert any(p.startswith(start) for p in printed), f"{page} says «{line}» of {command}: {printed[:30]}"
        if language == "python":
            capsys.readouterr()
            exec(compile(block, page, "exec"), known)
            ran += 1
            assert capsys.readouterr().out.strip() not in ("", "[]"), block
    assert ran, f"{page} has nothing to run"


def test_every_screen_has_its_paragraph() -> None:
    said = re.findall(r"^## (.+)$", (DOCS / "screens.md").read_text("utf-8"), re.M)
    assert {s.name for s in (*OF_SHELF, *OF_STORY)} == set(HEADINGS), "name the new screen's heading here, and write it"
    assert [h for h in HEADINGS.values() if h not in said] == []


def test_every_screen_is_shown_under_its_heading() -> None:
    text = (DOCS / "screens.md").read_text("utf-8")
    under = {part.split("\n", 1)[0]: part for part in text.split("\n## ")}
    assert [s for s, heading in HEADINGS.items() if f"](screens/{s}.png)" not in under[heading]] == []


def test_every_picture_is_shown_and_small() -> None:
    text = (DOCS / "screens.md").read_text("utf-8")
    pictures = [DOCS / "report.png", *sorted((DOCS / "screens").iterdir())]
    assert [p.name for p in pictures[1:] if f"](screens/{p.name})" not in text] == []
    assert [p.name for p in pictures if p.stat().st_size > MOST_BYTES] == []


def test_every_word_of_the_sites_menu_is_there_in_arabic() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    arabic = re.findall(r"^ {12}([^:\n]+): \S", text.split("nav_translations:")[1].split("\n  - ")[0], re.M)
    named = re.findall(r"^ +- ([^:\n]+):", text.split("\nnav:")[1], re.M)
    assert sorted(named) == sorted(arabic)


def test_every_format_is_in_the_list_of_formats() -> None:
    text = (DOCS / "formats" / "index.md").read_text("utf-8")
    assert [name for name in registry.FORMATS if f"`{name}`" not in text] == []


def test_every_extra_that_a_format_needs_is_said() -> None:
    text = (DOCS / "formats" / "index.md").read_text("utf-8")
    assert [f.extra for f in registry.FORMATS.values() if f.extra and f"tawatur[{f.extra}]" not in text] == []


@pytest.mark.parametrize("part", ["formats", "decisions"])
def test_every_page_of_a_folder_is_in_its_list(part: str) -> None:
    listed = re.findall(r"\]\(([\w-]+\.md)[)#]", (DOCS / part / "index.md").read_text("utf-8"))
    pages = {p.name for p in (DOCS / part).glob("*.md") if ".ar" not in p.name}
    assert set(listed) == pages - {"index.md"}


def rules_of(*folders: str) -> set[str]:
    """Collect the dotted names that the merging stages give as rules of these families."""
    source = "\n".join(p.read_text("utf-8") for f in folders for p in (ROOT / "src/tawatur/merge" / f).rglob("*.py"))
    fields = re.findall(r'\bdisagreement\(\s*[^,"]+, "([a-z-]+)"', source)
    named = re.findall(r'"((?:reuse|ladder|disagreements)\.[a-z]+(?:-[a-z]+)*)"', source)
    return {*named, *(f"disagreements.{field}" for field in fields)}


def test_the_method_has_every_rule_of_copying_independence_and_disagreement() -> None:
    text = (DOCS / "method.md").read_text("utf-8")
    ours = rules_of("reuse", "disagreements") | {f"independence.{rule}" for rule in RULES}
    assert len(ours) > 20
    assert sorted(rule for rule in ours if f"`{rule}`" not in text) == []


THRESHOLDS = [
    f"a run of {seeds.LEAST} equal words or more",
    f"gaps of up to {SMALL} words, or up to {GAP} where half",
    f"one that differs costs {UNLIKE:.1g}".replace("0.", "."),
    f"runs of {SHORT} words",
    f"from {FIRM} equal words on, if these are {CLOSE:.1g}".replace("0.", "."),
    f"At least {formulas.BESIDES} of the equal words",
    f"its {seeds.HOLDERS} earliest holders, and a page is aligned with the {seeds.NEAREST} earlier pages",
    f"at least {habits.INSIDE} telling words inside, {habits.OUTSIDE} outside, rates {habits.APART:.1g} apart".replace(
        "0.", "."
    ),
    f"a third page has {siblings.NEARLY}".replace("0.", "."),
    f"a shared passage of {LONG} own words or more",
    f"one sentence ({ONE_SENTENCE:.1g} alike, {FEWEST} code points or more)".replace("0.", "."),
    f"on other pages within {dates.NEAR} days",
    f"two exact counts of {bounds.FEW} or more, within {dates.DAYS}",
]


@pytest.mark.parametrize("words", THRESHOLDS)
def test_the_method_states_the_thresholds_that_the_rules_have(words: str) -> None:
    assert words in " ".join((DOCS / "method.md").read_text("utf-8").split())


def test_the_method_says_half_a_month_and_a_year_where_the_rules_do() -> None:
    assert (OF_ONE_PASSAGE, offices.MONTH, offices.YEAR, offices.ATTESTED) == (0.5, 31, 366, 2), (
        "docs/method.md says them in words"
    )
