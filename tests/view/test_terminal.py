"""Terminal views: ids and dates first, words on lines of their own, nothing printed, no control let through."""

import io

import pytest
from rich.console import Console

from tawatur.base.annotation import with_
from tawatur.base.story import Story
from tawatur.view import terminal

VIEWS = (
    terminal.chronology, terminal.events, terminal.chains, terminal.disagreements, terminal.figures, terminal.firsts, terminal.people,
    terminal.judgements,
)  # fmt: skip


def printed(view: object, width: int = 80) -> str:
    """What a terminal of that width would show."""
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False, color_system=None).print(view)
    return out.getvalue()


def test_the_chronology_is_one_block_an_event(invented: Story) -> None:
    """First line: id, date, type; then the title alone."""
    lines = [line.rstrip() for line in printed(terminal.chronology(invented)).splitlines()]
    assert lines[:3] == [
        "c1  2019-04-12  OTHER/collapse",
        "  انهيار جزء من سد وادي الريحان",
        "  outlets 3, chains 1-2, disagreements: x1 x2",
    ]
    assert "c9  undated  PROTEST/strike  (announced)" in lines
    assert "c7  2019-04-16..  RETREAT/resignation" in lines


def test_latin_and_arabic_words_share_no_first_line(invented: Story) -> None:
    """A line that begins with an id holds no Arabic letter."""
    for view in VIEWS:
        for line in printed(view(invented)).splitlines():
            if line[:1].isascii() and line[:1].isalpha():
                assert not any("\u0600" <= c <= "\u06ff" for c in line), line


def test_chains_show_the_missing_link(invented: Story) -> None:
    """A chain is a line from the page inwards."""
    assert "قناة الأفق ← قناة الأفق ← (حلقة مفقودة) ← مكتبها" in printed(terminal.chains(invented))


def test_contradictions_come_first(invented: Story) -> None:
    """The first block is the contradiction."""
    assert printed(terminal.disagreements(invented)).startswith("x3  contradiction  what  about c7")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(invented: Story, width: int) -> None:
    """Long words fold."""
    for view in VIEWS:
        assert max(map(len, printed(view(invented), width).splitlines())) <= width + 8  # vowel marks take no cell


def test_controls_do_not_reach_the_terminal(invented: Story) -> None:
    """Escape sequences, bidi overrides and Rich's own markup in a page are harmless."""
    nasty = "\x1b[2J\x07[bold red]\u202eسد"
    story = with_(invented, chronology=[with_(e, title=nasty) for e in invented.chronology])
    shown = printed(terminal.chronology(story))
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "[bold red]" in shown


def test_an_empty_story_says_so(invented: Story) -> None:
    """Nothing to show is said, not left blank."""
    lists = {f: [] for f in invented.__struct_fields__ if isinstance(getattr(invented, f), list)}
    for view in VIEWS:
        assert printed(view(with_(invented, **lists))).strip() == terminal.EMPTY
