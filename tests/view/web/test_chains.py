"""The chains' screen: every line leads to its passages, every row to its words, and a supposition writes nothing."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tawatur import store
from tawatur.base.annotation import Link, with_
from tawatur.base.document import Outlet
from tawatur.story import Story
from tests.view.story_fixture import HOSTILE
from tests.view.web.conftest import client_of


def page(client: TestClient, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"cookie": f"tawatur-language={language}"})
    assert answer.status_code == 200, path
    return answer.text


def relayed(story: Story) -> str:
    """The id of an event of the sample that one outlet has from another."""
    return next(e.id for e in story.chronology if any(len(g.documents) > 1 and g.origin for g in e.independence.groups))


def test_every_line_and_box_of_the_picture_is_a_link_that_is_answered(client: TestClient) -> None:
    html = page(client, "/s/sample/chains")
    links = re.findall(r'<a class="(?:tie|box)[^"]*" href="([^"]+)"', html)
    assert len(links) > 40
    for link in links[::7]:
        assert client.get("/s/sample/chains" + link.replace("&amp;", "&").split("#")[0]).status_code == 200


def test_a_line_that_is_pressed_shows_the_crediting_words_and_the_other_page(
    client: TestClient, sample_story: Story
) -> None:
    html = page(client, f"/s/sample/chains?event={relayed(sample_story)}&tie=t1")
    panel = html.split('id="tie"')[1].split('id="told"')[0]
    assert "<mark>صحيفة «صدى الموانئ»</mark>" in panel
    assert len(set(re.findall(r'href="#(d\d+):', panel))) == 2


def test_a_copied_line_shows_both_passages_aligned(client: TestClient) -> None:
    html = page(client, "/s/sample/chains")
    tie = re.search(r'class="tie uncredited" href="\?tie=(t\d+)', html)
    assert tie
    panel = page(client, f"/s/sample/chains?tie={tie[1]}").split('id="tie"')[1].split('id="told"')[0]
    assert panel.count("<blockquote") == 2
    assert "/copying/r" in panel


def test_a_teller_narrows_the_table_to_what_is_told_through_it(client: TestClient) -> None:
    html = page(client, "/s/sample/chains")
    box = re.search(r'href="\?through=(n\d+)#told">\s*<title>وزارة الصحة</title>', html)
    assert box
    rows = page(client, f"/s/sample/chains?through={box[1]}").split("<tbody>")[1].split("</tbody>")[0]
    assert rows.count("<tr") == rows.count('class="isnad"') > 1
    assert all("وزارة الصحة" in row for row in rows.split("<tr")[1:])


@pytest.mark.parametrize("query", ["tie=t999", "through=n999", "tie=%22%3E", "page=999", "one=d1&other=d1"])
def test_what_cannot_be_asked_asks_nothing(client: TestClient, query: str) -> None:
    assert client.get(f"/s/sample/chains?{query}").status_code == 200


def test_an_event_that_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get("/s/sample/chains?event=c404")
    assert answer.status_code == 404
    assert "c404" in answer.text


def test_two_outlets_supposed_to_be_one_are_counted_anew_and_nothing_is_written(own: Path, sample_story: Story) -> None:
    """Both counts stand side by side, and the story's file keeps its bytes."""
    client = client_of(own)
    before = (own / "sample.tawatur").read_bytes()
    event = next(e for e in sample_story.chronology if e.independence.lower == e.independence.upper > 2)
    one, other = event.documents[:2]
    then = sample_story.supposed(event.id, one, other)
    html = page(client, f"/s/sample/chains?event={event.id}&one={one}&other={other}")
    counted = re.findall(r"<dd>\s*(.*?)</dd>", html.split('id="counted"')[1].split("</dl>")[0])
    assert counted == [f"{event.independence.lower} chains", f"{then.lower} chains"]
    assert then.lower == event.independence.lower - 1
    assert (own / "sample.tawatur").read_bytes() == before


def test_pages_of_other_events_are_not_supposed_to_be_one(client: TestClient, sample_story: Story) -> None:
    event = next(e for e in sample_story.chronology if len(e.documents) == 2)
    assert 'id="counted"' not in page(client, f"/s/sample/chains?event={event.id}&one=d404&other={event.documents[0]}")


def test_arabic_runs_from_the_right(client: TestClient) -> None:
    """The same origin stands on the other side."""

    def place(language: str) -> float:
        html = page(client, "/s/sample/chains", language)
        box = re.search(r'<title>وزارة الصحة</title>\s*<rect x="([\d.]+)"', html)
        assert box
        return float(box[1])

    assert place("en") < 50 < 500 < place("ar")


@pytest.mark.parametrize(
    "path", ["chains", "chains?event=c1", "chains?event=c1&tie=t1", "chains?tie=t1", "chains?through=n1"]
)
def test_a_hostile_story_is_only_words(client: TestClient, path: str) -> None:
    html = page(client, f"/s/hostile/{path}", "ar")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert not re.search(r"<\w+[^>]*\son\w+=", html.replace("&", ""))


def test_the_address_of_an_event_leads_from_its_own_screen(client: TestClient, sample_story: Story) -> None:
    event = relayed(sample_story)
    assert f"/s/sample/chains?event={quote(event)}" in page(client, f"/s/sample/events/{event}")


def test_names_that_try_to_break_out_are_only_names(invented: Story, tmp_path: Path) -> None:
    """Outlets and tellers named with markup, quotes, newlines, a NUL, a right-to-left override, letters beyond the basic plane."""
    name = f"😀 𝒳 {HOSTILE}\n\x00"
    pages = [with_(d, outlet=Outlet(id=None, name=name + d.id)) for d in invented.documents]
    links = [Link(name=name, kind=kind, cue=HOSTILE) for kind in ("outlet", "person", "anonymous")]
    said = [with_(a, chain=links) for a in invented.attributions]
    store.save(with_(invented, documents=pages, attributions=said), tmp_path / "names.tawatur")
    client = client_of(tmp_path)
    for path in (
        "chains",
        "chains?event=c1",
        "chains?event=c1&tie=t1",
        "chains?tie=t2&through=n2",
        "copying",
        "copying/r1",
    ):
        html = page(client, f"/s/names/{path}")
        assert "&lt;script&gt;" in html
        assert "<script>alert" not in html
        assert "<img" not in html
        drawn = "".join(re.findall(r"<text[^>]*>(.*?)</text>", html, re.DOTALL))
        assert not {"\u202e", "\u2066", "\x00", "\n"} & set(drawn)
