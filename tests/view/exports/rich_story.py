"""The invented story of the dam with a row in every table, a page that attacks spreadsheets, and ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from tawatur.base.annotation import Mention, with_
from tawatur.base.document import Published
from tawatur.base.reason import Unplaced
from tawatur.base.span import Span
from tawatur.base.story import Change, Entity, Rung, Statement, Story
from tawatur.view.exports import tables
from tests.conftest import document_of
from tests.view.story_fixture import hostile_story

ATTACK = '=HYPERLINK("http://evil.example","😀")'
BAD = f"{ATTACK}\r\n+1\t-2;«قال»,\ud83d @SUM(1)\x00\x0b_x0041_\ufffe\u2028 والسلام"


@cache
def rich_story() -> Story:
    """Make the story."""
    story = hostile_story()
    page = document_of(
        BAD, id="d6", source="=cmd|' /C calc'!A0", published=Published(value="2019-04-16"), url="http://["
    )
    events = {e.id: e for e in story.chronology}
    events["c1"] = with_(events["c1"], ladder=[rung(story)], statements=[*events["c1"].statements, *nowhere_said()])
    events["c9"] = with_(events["c9"], after=["c2", "c1"], before=["c7"], documents=["d2", "d6"], place="e99")
    return with_(
        story, documents=[*story.documents, page], chronology=list(events.values()), reuse=reuse(story),
        entities=entities(story),
        unplaced=[*story.unplaced, Unplaced(kind="event", document="d6", span=Span(0, 5), why="-1")],
    )  # fmt: skip


def rung(story: Story) -> Rung:
    """One figure on the ladder of the collapse."""
    f = story.figures[0]
    return Rung(
        id="c1l1", figure=f.id, document=f.document, span=f.span, text=f.text, value=f.value, counted=f.counted,
        bound=f.bound, published="2019-04-12", flag="lower-later",
    )  # fmt: skip


def nowhere_said() -> list[Statement]:
    """A statement of a page that the story does not have."""
    return [Statement(about="c1", property="who", value="=1", document="gone", span=Span(3, 9), attribution="gone")]


def reuse(story: Story) -> list[Any]:
    """The first pair with a word that only one side has."""
    first = story.reuse[0]
    b = Span(first.b.span.start, first.b.span.start + 5)
    change = Change(kind="hedge", effect="added", a=None, b=b, text_b=b.of(story.documents[2].text))
    return [with_(first, changes=[change]), *story.reuse[1:]]


def entities(story: Story) -> list[Entity]:
    """The entities, one with mentions on the page that attacks, one with an office on a page where she is visited."""
    visitor, visited, *others = story.entities
    at = Span(*[story.documents[2].text.index("المحافظة") + n for n in (0, 8)])
    office = with_(visited.offices[0], id="d3o9", document="d3", span=at)
    return [
        with_(visitor, mentions=[*visitor.mentions, *formulas(BAD)]),
        with_(visited, offices=[*visited.offices, office]), *others,
    ]  # fmt: skip


def formulas(text: str) -> list[Mention]:
    """Mentions whose words a spreadsheet would run, cut at every place of the page where one begins."""
    starts = [n for n, letter in enumerate(text) if letter in "=+-@\t\r\n\ud83d\x00\x0b\ufffe"]
    return [
        Mention(
            id=f"d6m{n}", document="d6", span=Span(n, n + 4), text=text[n : n + 4], kind="person", form="name", name="x"
        )
        for n in starts
    ]


def expected(story: Story) -> dict[str, list[dict[str, Any]]]:
    """List the rows that every format must give back, by table."""
    return {t.name: [dict(row) for row in t] for t in tables.tables(story)}


def check_spans(made: Mapping[str, Iterable[Mapping[str, Any]]]) -> int:
    """Compare the words of every row that has a span with the text it points into; return how many were compared."""
    texts = {row["id"]: row["text"] for row in made["documents"]}
    seen = 0
    for table, rows in made.items():
        for row in rows if table != "documents" else ():
            for tail in ("", "_a", "_b"):
                if row.get(f"start{tail}") is not None and row.get(f"document{tail}") in texts:
                    words = texts[row[f"document{tail}"]][int(row[f"start{tail}"]) : int(row[f"end{tail}"])]
                    assert row[f"text{tail}"] == words, f"{table}: {row}"
                    seen += 1
    return seen
