"""The explanation of any id: its grounds with what each added, its words as links to the page, its links to others."""

import html
from collections import Counter

import pytest
from starlette.testclient import TestClient

from tawatur.base.story import Story
from tawatur.view import why


@pytest.mark.parametrize("id_", ["c1", "e1", "d1", "d2", "x1", "r1", "w1", "j1", "d1v1", "d2a1"])
def test_every_sort_of_thing_is_explained(client: TestClient, invented: Story, id_: str) -> None:
    """Each reason's rule stands on the screen as often as the explanation has it."""
    page = client.get(f"/s/invented/why/{id_}")
    assert page.status_code == 200
    told = why.explain(invented, id_)
    rules = [r.rule for g in told.grounds for r in g.because]
    assert {rule: page.text.count(f">{rule}</code>") for rule in rules} == Counter(rules)


def test_the_words_lead_to_their_page(client: TestClient, invented: Story) -> None:
    first = why.explain(invented, "c1").words[0]
    start, end = first.span
    text = html.unescape(client.get("/s/invented/why/c1").text)
    assert f'href="#{first.document}:{start}-{end}"' in text
    assert first.text in text


def test_what_names_it_is_linked(client: TestClient) -> None:
    """The disagreement about an event and the judgement about an entity are found from either end."""
    assert 'href="/s/invented/why/x1"' in client.get("/s/invented/why/c1").text
    assert 'href="/s/invented/why/j1"' in client.get("/s/invented/why/e2").text


def test_an_unknown_id_is_not_found_and_the_ids_there_are_are_told(client: TestClient) -> None:
    answer = client.get("/s/invented/why/zzz9")
    assert answer.status_code == 404
    assert "Event c" in answer.text


def test_a_page_full_of_tricks_explains_itself_harmlessly(client: TestClient) -> None:
    for id_ in ("d1", "d2", "c1", "d1v1"):
        text = client.get(f"/s/hostile/why/{id_}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
