"""The ladder of figures, the ledger of firsts and the undated tray, as every view shows them."""

import json
from pathlib import Path

from click.testing import CliRunner

from tawatur.base.annotation import with_
from tawatur.base.reason import Reason
from tawatur.base.story import Event, Rung, Story
from tawatur.cli import main
from tawatur.story import faced
from tawatur.view import json_export, report, sections, terminal
from tawatur.view.chronology import rows
from tawatur.view.index import Index
from tawatur.view.why import explain
from tests.view.story_fixture import Writer
from tests.view.test_terminal import printed


def changed(story: Story, **by_id: dict[str, object]) -> Story:
    """The story with some events changed."""
    return with_(story, chronology=[with_(e, **by_id.get(e.id, {})) for e in story.chronology])


def laddered(story: Story) -> Story:
    """The story whose collapse has a ladder: fewer dead on a later page."""
    w = Writer({d.id: d.text for d in story.documents})
    seven, nine = w.span("d3", "سبعة أشخاص على الأقل"), w.span("d2", "تسعة أشخاص")
    fall = Reason(rule="ladder.lower-later", document="d2", span=nine, detail="9 (exactly), 7 (at_most)")
    steps = [
        Rung(id="c1f1", figure="d2f1", document="d2", span=nine, text="تسعة أشخاص", value="9", bound="exactly",
             counted="killed", published="2019-04-13/2019-04-14", supplier="وزارة المياه"),
        Rung(id="c1f2", figure="d1f1", document="d3", span=seven, text="سبعة أشخاص على الأقل", value="7", bound="at_most",
             counted="killed", published="2019-04-16", flag="lower-later", because=[fall]),
        Rung(id="c1f3", figure="d1f2", document="d3", span=seven, text="سبعة أشخاص على الأقل", value="7", bound="about",
             counted="", scope="من القرية"),
    ]  # fmt: skip
    return changed(story, c1={"ladder": steps})


def test_the_terminal_shows_each_ladder_with_its_falls(invented: Story) -> None:
    """Figures stand by day, each with its place, page and supplier; a fall carries its flag."""
    lines = [line.strip() for line in printed(terminal.figures(laddered(invented)), 120).splitlines()]
    assert lines[0] == "c1  2019-04-12"
    assert "2019-04-13/2019-04-14  killed  9 (exactly)" in lines
    assert "2019-04-16  killed  7 (at_most)  lower-later" in lines
    assert "undated  uncounted  7 (about)" in lines
    assert "صحيفة الضفاف ← وزارة المياه" in lines


def test_the_terminal_shows_every_claim_and_what_stands_against_it(invented: Story) -> None:
    """An id that the story does not hold is shown as it is."""
    lines = [line.strip() for line in printed(terminal.firsts(invented), 120).splitlines()]
    assert "أول اتفاق من نوعه" in lines
    assert [line for line in lines if line.startswith("against it")] == [
        "against it: c3",
        "against it: d2u1",
        "against it: gone",
    ]
    assert lines.count("أول ترميم من نوعه") == 2


def test_nothing_to_show_is_said(invented: Story) -> None:
    """A story without figures or claims says so."""
    assert printed(terminal.figures(invented)).strip() == terminal.EMPTY
    assert printed(terminal.firsts(with_(invented, superlatives=[]))).strip() == terminal.EMPTY


def test_the_report_shows_ladder_and_ledger(invented: Story) -> None:
    """The fall is marked in Arabic; what is counted once is no ladder; claims with something against them stand first."""
    page = report.render(laddered(invented))
    assert 'id="c1f2" class="fallen"' in page
    assert "أقل من عدد سابق" in page and "سلم الأعداد" in page
    assert page.count('class="ladder-of"') == 2, "in its event and among the figures"
    assert [s.id for s in sections.claims(Index(invented))] == ["d5u1", "d2u1"]
    assert "سجل ما قيل إنه الأول" in page


def test_a_mention_against_a_claim_is_shown_by_its_row(invented: Story) -> None:
    """What a page tells of earlier is named by its row's title."""
    index = Index(invented)
    mention = index.event_mentions[index.events["c3"].event_mentions[0]]
    assert sections.row_title(index, mention) == "زار وزير المياه قرية المحاجر"
    assert sections.row_title(Index(with_(invented, chronology=[])), mention) == mention.trigger.text


def placed(story: Story, **ties: list[str]) -> list[Event]:
    """The story's rows as the merger leaves them: in time order, c9 behind c3, c10 at the end."""
    by_id = {e.id: e for e in story.chronology}
    order = ["c1", "c2", "c3", "c9", "c4", "c8", "c6", "c7", "c5", "c10"]
    by_id["c9"] = with_(by_id["c9"], **ties)
    return [by_id[name] for name in order]


def test_a_row_that_a_page_places_stands_among_the_dated(invented: Story) -> None:
    """It stays where the story puts it; the tray keeps the rest."""
    story = with_(invented, chronology=placed(invented, after=["c3"], before=["c4"]))
    dated, undated = rows(story)
    assert [r.event.id for r in dated][2:5] == ["c3", "c4", "c9"]  # a part stays with its whole
    assert [r.event.id for r in undated] == ["c10"]
    assert [r.date.precision for r in dated if r.event.id == "c9"] == ["none"]


def test_a_row_tied_only_to_undated_ones_stays_in_the_tray(invented: Story) -> None:
    """An order among undated rows alone gives no place in time."""
    story = with_(invented, chronology=placed(invented, after=["c10"]))
    assert [r.event.id for r in rows(story)[1]] == ["c9", "c10"]


def test_the_terminal_and_the_report_name_the_tie_and_the_tray(invented: Story) -> None:
    """«after c3» stands in the block; the tray has its heading; no year's heading is empty."""
    story = with_(invented, chronology=placed(invented, after=["c3"]))
    shown = printed(terminal.chronology(story), 120)
    assert "after c3" in shown
    assert "undated tray: 1 events" in shown
    page = report.render(story)
    assert 'class="tie">بعد: <bdi>زار وزير المياه' in page
    assert '<h3 class="year-head"></h3>' not in page


def test_a_report_that_begins_with_a_placed_row_dates_itself_by_the_dated(invented: Story) -> None:
    """The lede never says «without a date» where there are dates."""
    by_id = {e.id: e for e in invented.chronology}
    first = with_(by_id["c9"], before=["c1"])
    story = with_(invented, chronology=[first, *(e for e in invented.chronology if e.id != "c9")])
    lede = report.render(story).split('class="lede">')[1].split("</p>")[0]
    assert lede.startswith("من الجمعة 12 أبريل/نيسان 2019")


def test_why_explains_a_rung_and_a_claim(invented: Story) -> None:
    """A rung names its figure and what it was compared with."""
    text = explain(laddered(invented), "c1f2").as_text()
    assert text.startswith("c1f2  Rung")
    assert "flag: lower-later" in text and "because: ladder.lower-later  d2:" in text
    assert "contradicted_by" in explain(invented, "d5u1").as_text()


def test_the_same_parts_as_json(invented: Story, tmp_path: Path) -> None:
    """Ladders come by event, claims as the story has them."""
    story = laddered(invented)
    (ladder,) = json.loads(json_export.part(story, "figures"))
    assert (ladder["event"], [r["value"] for r in ladder["ladder"]]) == ("c1", ["9", "7", "7"])
    path = tmp_path / "s.tawatur"
    faced(story).save(path)
    for part, count in (("figures", 1), ("firsts", 2)):
        printed_json = CliRunner().invoke(main, ["show", str(path), f"--{part}", "--json"]).output
        assert len(json.loads(printed_json)) == count
        assert CliRunner().invoke(main, ["show", str(path), f"--{part}"]).exit_code == 0
