"""The search finds words on the pages, counts them, leads to them, and gives them all as a file."""

import csv
import io
import re

import msgspec
import pytest
from starlette.testclient import TestClient


def shown(client: TestClient, query: str, story: str = "invented") -> str:
    """The search screen of a query."""
    answer = client.get(f"/s/{story}/search?{query}")
    assert answer.status_code == 200
    return answer.text


def test_hits_are_counted_and_each_leads_to_its_place(client: TestClient) -> None:
    """«السد» stands in «سد وادي الريحان» as «سد» only, which is another word when it is asked for alone."""
    page = shown(client, "words=السد")
    rows = client.get("/s/invented/search/hits.jsonl?words=السد").text.splitlines()
    assert f"{len(rows)} مواضع" in page
    for row in map(msgspec.json.decode, rows):
        assert re.search(rf'href="#{row["document"]}:[^"]*{row["start"]}-{row["end"]}', page)
        assert row["text"] == "السد"


def test_vowel_marks_do_not_count_unless_asked_for(client: TestClient) -> None:
    assert "<mark>وأَعلَنَتِ</mark>" in shown(client, "words=اعلنت")
    assert "<mark>" not in shown(client, "words=اعلنت&letters=exact")


def test_an_outlet_or_a_time_narrows_the_hits(client: TestClient) -> None:
    def pages(query: str) -> set[str]:
        lines = client.get(f"/s/invented/search/hits.jsonl?words=السد{query}").text.splitlines()
        return {msgspec.json.decode(line)["document"] for line in lines}

    assert pages("") == {"d1", "d2", "d3", "d4", "d5"}
    assert pages("&outlets=جريدة النهر&outlets=صحيفة الضفاف") == {"d2", "d4"}
    assert pages("&since=2019-04-14&until=2019-04-14") == {"d2", "d3"}


def test_hits_are_given_as_csv_under_a_name_of_the_story(client: TestClient) -> None:
    answer = client.get("/s/invented/search/hits.csv?words=الوزير")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''invented-hits.csv"
    header, *cells = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["document", "outlet", "date"]
    assert {row[5] for row in cells} == {"الوزير"}


def test_hits_in_a_format_that_there_is_not_are_not_found(client: TestClient) -> None:
    assert client.get("/s/invented/search/hits.docx?words=السد").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "words=",
        "words=%00",
        "words=.*%28",
        "words=%F0%9F",
        "words=%22&letters=x&where=y",
        "words=السد&page=9999999999",
    ],
)
def test_whatever_is_asked_the_screen_answers(client: TestClient, query: str) -> None:
    shown(client, query)
    shown(client, query, "hostile")


def test_the_words_of_a_hostile_page_are_found_as_text(client: TestClient) -> None:
    page = shown(client, "words=alert&where=inside", "hostile")
    assert "&lt;<mark>script" in page or "<mark>alert</mark>" in page
    assert "<script>alert" not in page
    assert "<script>alert" not in shown(client, "words=<script>alert(1)</script>", "hostile")


def test_many_hits_are_shown_a_hundred_at_a_time(client: TestClient) -> None:
    """Every letter «ا» of the sample: the pages of the search show each hit once."""
    query, seen, pages = "words=ا&where=inside", 0, 0
    while True:
        pages += 1
        page = shown(client, f"{query}&page={pages}", "sample")
        spans = sum(link.count("-") for link in re.findall(r'class="words" href="#[^:"]*:([^"]*)"', page))
        assert spans <= 100
        seen += spans
        if 'rel="next"' not in page:
            break
    assert seen == len(client.get(f"/s/sample/search/hits.jsonl?{query}").text.splitlines())
    assert pages > 2


def test_every_screen_of_a_story_has_the_search_at_hand(client: TestClient) -> None:
    assert '<form class="bar-search" action="/s/invented/search"' in client.get("/s/invented/").text
    assert "bar-search" not in client.get("/s/invented/search").text, "its own field is there already"
