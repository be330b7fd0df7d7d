"""What is said in two languages says one thing: the Arabic pages have the headings, blocks, figures and links of the English ones."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tawatur.view.language import catalogue

ROOT = Path(__file__).resolve().parents[1]
PAIRS = [(ROOT / "README.md", ROOT / "README.ar.md")]
PAIRS += [(page.with_name(page.name.replace(".ar.", ".")), page) for page in sorted((ROOT / "docs").rglob("*.ar.md"))]
TRANSLATED = {"index", "tour", "screens", "glossary", "formats/index"}
TRANSLATED |= {f"howto/{name}" for name in ("fact-checking", "event-coding", "framing", "monitoring")}
each_pair = pytest.mark.parametrize(("english", "arabic"), PAIRS, ids=[str(a.relative_to(ROOT)) for _, a in PAIRS])


def blocks(text: str) -> list[str]:
    """List the fenced blocks."""
    return re.findall(r"^```.*?^```$", text, re.S | re.M)


def prose(text: str) -> str:
    """Leave out the fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)


def links(text: str) -> Counter[str]:
    """Count where a text links to; a page and its translation are one target."""
    return Counter(target.replace(".ar.md", ".md") for target in re.findall(r"\]\(([^)\s]+)\)", prose(text)))


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text outside its links and code, in Latin digits."""
    plain = re.sub(r"\]\([^)]*\)|`[^`]*`|\{#[^}]*\}", "", prose(text))
    return Counter(re.findall(r"(?<![\w.])\.?\d[\d.,]*(?<![.,])", plain))


def code(text: str) -> Counter[str]:
    """Count the words set as code."""
    return Counter(re.findall(r"`([^`\n]+)`", prose(text)))


def rows(text: str) -> list[int]:
    """Count the cells of every row of every table."""
    return [line.count("|") for line in prose(text).splitlines() if line.startswith("|")]


@each_pair
def test_both_have_the_same_headings(english: Path, arabic: Path) -> None:
    levels = [re.findall(r"^(#+) ", prose(page.read_text("utf-8")), re.M) for page in (english, arabic)]
    assert levels[0] == levels[1]


@each_pair
def test_both_have_the_same_commands_and_snippets(english: Path, arabic: Path) -> None:
    assert blocks(english.read_text("utf-8")) == blocks(arabic.read_text("utf-8"))


@each_pair
def test_both_lead_to_the_same_places(english: Path, arabic: Path) -> None:
    assert links(english.read_text("utf-8")) == links(arabic.read_text("utf-8"))


@each_pair
def test_both_have_the_same_figures_tables_and_code(english: Path, arabic: Path) -> None:
    one, other = english.read_text("utf-8"), arabic.read_text("utf-8")
    assert numbers(one) == numbers(other)
    assert rows(one) == rows(other)
    assert code(one) == code(other)


def test_each_readme_leads_to_the_other() -> None:
    assert "[العربية](README.ar.md)" in (ROOT / "README.md").read_text("utf-8").split("\n##")[0]
    assert "[English](README.md)" in (ROOT / "README.ar.md").read_text("utf-8").split("\n##")[0]


def test_the_arabic_readme_runs_right_to_left_and_its_commands_do_not() -> None:
    """GitHub sets a paragraph's direction by an element around it; code must stand outside."""
    text = (ROOT / "README.ar.md").read_text("utf-8")
    depth = 0
    for part in re.split(r'(<div dir="rtl">|</div>|^```.*?^```$)', text, flags=re.S | re.M):
        depth += {'<div dir="rtl">': 1, "</div>": -1}.get(part, 0)
        assert depth in (0, 1)
        if part.startswith("```"):
            assert depth == 0, part
        elif re.search(r"[ء-ي]{3}", part):
            assert depth == 1, part
    assert depth == 0


def test_what_must_be_translated_is() -> None:
    there = {str(a.relative_to(ROOT / "docs")).removesuffix(".ar.md") for _, a in PAIRS[1:]}
    assert there >= TRANSLATED


@each_pair
def test_the_arabic_has_no_letters_that_are_not_arabic(english: Path, arabic: Path) -> None:  # noqa: ARG001
    """No Persian ی or ک, no presentation form, no control that turns text around, no tatweel but before Latin letters («بـ`show`»)."""
    text = re.sub(r"(?<=[بلك])ـ(?=[`A-Za-z])", "", prose(arabic.read_text("utf-8")))
    assert (
        re.findall("[\u06cc\u06a9\ufb50-\ufdff\ufe70-\ufefc\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]", text) == []
    )


@each_pair
def test_what_the_screens_say_is_called_in_arabic_as_the_screens_call_it(english: Path, arabic: Path) -> None:
    """«*Take away*» on an English page is «*تصدير*» on the Arabic one, since that is what stands on the button."""
    words = catalogue("ar").words
    said = [re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", prose(page.read_text("utf-8"))) for page in (english, arabic)]
    assert len(said[0]) == len(said[1])
    told = [(one, other, words[one]) for one, other in zip(*said, strict=True) if one in words]
    assert [t for t in told if t[1] != t[2]] == []
    assert told or english.name != "screens.md"
