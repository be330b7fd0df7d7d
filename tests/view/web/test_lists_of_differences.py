"""Copying, disagreements, firsts and figures: lists that count right, narrow as asked, and lead to the words."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from tawatur.base.story import Story
from tawatur.view import sections

PATHS = [
    "copying",
    "copying/r1",
    "copying/r2",
    "disagreements",
    "disagreements/x1",
    "disagreements/x3",
    "firsts",
    "figures",
]


def page(client: TestClient, path: str) -> str:
    answer = client.get(path, headers={"cookie": "tawatur-language=en"})
    assert answer.status_code == 200, path
    return answer.text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_hostile_story_is_only_words(client: TestClient, path: str, language: str) -> None:
    html = client.get(f"/s/hostile/{path}", headers={"cookie": f"tawatur-language={language}"}).text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "style=" not in html


@pytest.mark.parametrize("path", PATHS)
def test_every_quotation_leads_to_a_place_on_a_page(client: TestClient, invented: Story, path: str) -> None:
    lengths = {d.id: len(d.text) for d in invented.documents}
    places = re.findall(r'href="#(d\d+):([\d,-]+)"', page(client, f"/s/invented/{path}"))
    assert places or path == "figures"  # the invented story has no ladder
    for document, spans in places:
        for start, end in (map(int, s.split("-")) for s in spans.split(",")):
            assert 0 <= start < end <= lengths[document]


@pytest.mark.parametrize("path", ["copying/r404", "disagreements/x404", "copying/x1", "disagreements/r1"])
def test_an_id_that_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"/s/invented/{path}")
    assert answer.status_code == 404
    assert path.split("/")[1] in answer.text


def test_every_count_of_the_outlets_table_is_the_list_behind_it(client: TestClient) -> None:
    table = page(client, "/s/sample/copying").split('class="copiers"')[1].split("</table>")[0]
    links = re.findall(r'<td[^>]*><a href="([^"#]+)#list">(\d+)</a>', table)
    assert len(links) >= 5
    for address, n in links:
        assert page(client, address.replace("&amp;", "&")).count('class="copied-row"') == int(n)


def test_the_passage_of_most_words_comes_first_and_leads_to_its_pair(client: TestClient) -> None:
    html = page(client, "/s/invented/copying")
    assert re.findall(r'class="copied-row" id="(\w+)"', html) == ["r1", "r2"]
    pair = page(client, "/s/invented/copying/r1")
    assert pair.count("<blockquote") == 2
    assert "/s/invented/pages/d1#d1:" in pair
    assert "/s/invented/pages/d3#d3:" in pair


def test_contradictions_come_first(client: TestClient, invented: Story) -> None:
    html = page(client, "/s/invented/disagreements")
    assert re.findall(r'<article class="dispute [\w-]+" id="(\w+)"', html) == [
        d.id for d in sections.by_kind(invented.disagreements)
    ]
    assert html.index("grave-dispute") < html.index("mild-dispute")


@pytest.mark.parametrize("field", ["kind", "field"])
def test_disagreements_are_narrowed_and_each_choice_says_how_many(
    client: TestClient, invented: Story, field: str
) -> None:
    counts = Counter(getattr(d, field) for d in invented.disagreements)
    html = page(client, "/s/invented/disagreements")
    for value, n in counts.items():
        assert re.search(rf'href="/s/invented/disagreements\?{field}={value}">[^<]+<span class="n">{n}</span>', html)
        assert page(client, f"/s/invented/disagreements?{field}={value}").count('<article class="dispute') == n


def test_a_disagreement_about_an_event_leads_to_it(client: TestClient) -> None:
    assert 'href="/s/invented/events/c7"' in page(client, "/s/invented/disagreements/x3")


def test_a_claim_stands_with_what_is_said_against_it(client: TestClient, invented: Story) -> None:
    html = page(client, "/s/invented/firsts")
    opposed = [s for s in invented.superlatives if s.contradicted_by]
    assert html.count('class="opposed"') == len(opposed) == 1
    assert html.index('class="opposed"') < html.index("أول ترميم من نوعه")
    assert 'href="/s/invented/events/c3"' in html
    assert page(client, "/s/invented/firsts?opposed=1").count('<li id="') == 1


def test_figures_show_a_chart_only_where_they_differ(client: TestClient, sample_story: Story) -> None:
    html = page(client, "/s/sample/figures")
    counts = [c for e in sample_story.chronology for c in sections.ladder(e)]
    assert html.count('<article class="ladder') == len(counts) > 0
    differing = [c for c in counts if len({r.value for r in c.rungs}) > 1]
    assert html.count('class="ladder-chart"') == len(differing) > 0
    for event in (e for e in sample_story.chronology if sections.ladder(e)):
        assert f"/s/sample/events/{event.id}#figures" in html


def test_figures_are_narrowed_by_what_is_counted(client: TestClient, sample_story: Story) -> None:
    counts = Counter(c.counts for e in sample_story.chronology for c in sections.ladder(e))
    for counted, n in counts.items():
        assert page(client, f"/s/sample/figures?counted={counted}").count('<article class="ladder') == n
    assert "No count answers all of this" in page(client, "/s/sample/figures?counted=unicorns")
