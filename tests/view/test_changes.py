"""What relaying changed, as it is shown: the telling changes, the source's words first, neutral where nobody is known to have copied."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tawatur import verify
from tawatur.base.annotation import with_
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Change, Reuse, Story
from tawatur.view import report, sections, terminal, why
from tawatur.view.changes import LONGEST, PLAIN, cut
from tawatur.view.index import Index
from tawatur.view.labels import kinds

KINDS = ("attribution", "source", "cue", "hedge", "term", "figure", "time", "moved", *sorted(PLAIN))


@pytest.fixture
def relayed(invented: Story) -> Story:
    """Put a dropped hedge, a plain word and a moved passage on the first pair."""
    r1 = invented.reuse[0]
    a, b = (words_of(invented, side.document, side.span) for side in (r1.a, r1.b))
    hedge = Reason(rule="reuse.changes.hedge", document="d1", span=a[0])
    sides = [Reason(rule="reuse.changes.moved", document=s.document, span=s.span) for s in (r1.b, r1.a)]
    changes = [
        Change(kind="hedge", effect="dropped", a=a[0], b=None, text_a=a[1], because=[hedge]),
        Change(kind="replaced", effect="replaced", a=None, b=b[0], text_b=b[1]),
        Change(kind="moved", effect="moved", a=None, b=None, because=sides),
    ]
    return with_(invented, reuse=[with_(r1, changes=changes), *invented.reuse[1:]])


def words_of(story: Story, document: str, span: Span) -> tuple[Span, str]:
    """Return the first five characters of a passage."""
    text = next(d.text for d in story.documents if d.id == document)
    short = Span(span[0], span[0] + 5)
    return short, short.of(text)


def turned(reuse: Reuse) -> Reuse:
    """Swap the sides of a reuse, its changes with them."""
    swapped = [with_(c, a=c.b, b=c.a, text_a=c.text_b, text_b=c.text_a) for c in reuse.changes]
    return with_(reuse, a=reuse.b, b=reuse.a, changes=swapped)


def test_the_words_of_the_page_copied_from_stand_first(relayed: Story) -> None:
    for reuse in (relayed.reuse[0], turned(relayed.reuse[0])):
        pair = sections.pair(Index(relayed), reuse)
        hedge, moved = pair.changes
        assert hedge.first and hedge.first.document == "d1" and hedge.second is None
        assert moved.first and moved.second and (moved.first.document, moved.second.document) == ("d1", "d3")
        assert pair.plain == 1


def test_where_nobody_is_known_to_have_copied_the_outlet_is_named(relayed: Story) -> None:
    r1 = relayed.reuse[0]
    neutral = with_(r1, direction=with_(r1.direction, from_=None), changes=[with_(r1.changes[0], effect="only-in-a")])
    index = Index(relayed)
    (change,) = sections.pair(index, neutral).changes
    assert index.outlet("d1") in change.effect


def test_every_kind_and_effect_has_its_arabic_word() -> None:
    assert set(KINDS) == set(kinds("change"))
    effects = {
        "dropped",
        "added",
        "replaced",
        "strengthened",
        "weakened",
        "named",
        "unnamed",
        "reworded",
        "moved",
        "differs",
    }
    assert effects | {"only-in-a", "only-in-b"} == set(kinds("effect"))


def test_terminal_why_and_report_show_a_change(relayed: Story) -> None:
    words = relayed.reuse[0].changes[0].text_a.strip()
    out = io.StringIO()
    Console(file=out, width=100).print(terminal.copying(relayed))
    assert "hedge  dropped" in out.getvalue() and "1 more in plain words" in out.getvalue()
    assert f"changes.1: hedge  dropped  {relayed.reuse[0].changes[0].a[0]}" in why.explain(relayed, "r1").as_text()
    page = report.render(relayed)
    assert "ما تغير في الطريق" in page and f"«{words}»" in page


def test_verify_reads_the_words_of_a_change_again(relayed: Story) -> None:
    r1 = relayed.reuse[0]
    wrong = with_(relayed, reuse=[with_(r1, changes=[with_(r1.changes[0], text_a="غير ذلك")])])
    before, after = set(verify.differences(relayed)), set(verify.differences(wrong))
    (line,) = after - before
    assert line.startswith("r1 change 1: d1")


def test_long_words_are_cut() -> None:
    assert len(cut("كلمة " * 100)) == LONGEST
