"""What the screens show of a story, and what is given and taken beside them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur import store
from tawatur.base.story import Story
from tawatur.view.exports.registry import FORMATS
from tests.view.web.conftest import client_of


def rows(text: str) -> list[str]:
    return re.findall(r'<article class="row[^>]* id="([^"]+)"', text)


def test_the_shelf_lists_every_story(client: TestClient) -> None:
    text = client.get("/").text
    assert all(f"/s/{name}/" in text for name in ("invented", "hostile", "sample"))


def test_the_chronology_shows_every_event_once_the_undated_last(client: TestClient, invented: Story) -> None:
    shown = rows(client.get("/s/invented/").text)
    assert sorted(shown) == sorted(e.id for e in invented.chronology)
    undated = [e.id for e in invented.chronology if not (e.date or e.earliest or e.latest)]
    assert set(shown[-len(undated) :]) & set(undated)


def test_a_sieve_narrows_rows_and_exports_alike(client: TestClient, invented: Story) -> None:
    """What is seen is what is taken away."""
    kind = invented.chronology[0].type
    shown = rows(client.get(f"/s/invented/?types={kind}").text)
    taken = client.get(f"/s/invented/export/json?types={kind}").json()
    assert sorted(e["id"] for e in taken["chronology"]) == sorted(shown)
    assert len(shown) < len(invented.chronology)
    assert f'href="/s/invented/export/csv?types={kind}"' in client.get(f"/s/invented/?types={kind}").text


def test_every_link_of_a_row_leads_to_a_place_that_is_there(client: TestClient) -> None:
    text = client.get("/s/sample/").text
    for link in {*re.findall(r'class="badges">(.*?)</p>', text, re.S)}:
        for address, place in re.findall(r'href="([^"#]+)#([^"]+)"', link):
            assert f'id="{place}"' in client.get(address).text, f"{address}#{place}"


def test_an_event_that_is_not_there_is_said_to_be_missing(client: TestClient) -> None:
    answer = client.get("/s/invented/events/c999")
    assert answer.status_code == 404
    assert "c999" in answer.text


def test_a_story_that_cannot_be_read_says_why(own: Path) -> None:
    (own / "broken.tawatur").write_bytes(b"not a story")
    answer = client_of(own).get("/s/broken/")
    assert answer.status_code == 409
    assert "broken.tawatur" in answer.text


def test_a_story_that_was_built_again_is_read_again(own: Path, invented: Story) -> None:
    client = client_of(own)
    before = len(rows(client.get("/s/sample/").text))
    store.save(invented, own / "sample.tawatur")
    assert len(rows(client.get("/s/sample/").text)) == len(invented.chronology) != before


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_given_as_a_file_to_save(client: TestClient, name: str) -> None:
    answer = client.get(f"/s/sample/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.content or name == "judgements"  # nobody has judged yet


def test_an_unknown_format_is_missing(client: TestClient) -> None:
    assert client.get("/s/sample/export/none").status_code == 404


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
def test_an_event_is_cited_by_the_pages_that_tell_of_it(client: TestClient, sample_story: Story, name: str) -> None:
    event = sample_story.chronology[0]
    text = client.get(f"/s/sample/events/{event.id}/cite/{name}").text
    urls = [d.url for d in sample_story.documents if d.id in event.documents and d.url]
    assert urls
    assert all(url in text.replace("\\_", "_") for url in urls)


def test_a_claim_review_draft_has_no_rating(client: TestClient, sample_story: Story) -> None:
    drafts = json.loads(client.get(f"/s/sample/events/{sample_story.chronology[0].id}/claimreview").content)
    assert drafts
    assert "ratingValue" not in json.dumps(drafts)


def test_a_judgement_goes_into_the_file_and_comes_back_out(own: Path, sample_story: Story) -> None:
    """Two events are said to be one; the form's story is merged anew and kept, and undoing gives the rows back."""
    client = client_of(own)
    first, second = rows(client.get("/s/sample/").text)[:2]
    form = {
        "token": client.app.state.token.value,
        "verb": "merge",
        "a": first,
        "b": second,
        "because": "one visit",
        "coder": "سلمى",
    }  # type: ignore[attr-defined]
    answer = client.post("/s/sample/judge", data=form | {"back": "/s/sample/"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/s/sample/")
    judged = store.load(own / "sample.tawatur")
    assert [(j.by, j.because, j.verdict) for j in judged.judgements] == [("سلمى", "one visit", "same")]
    assert judged.judgements[0].standing
    assert judged.judgements[0].standing.state == "holds"
    assert sorted(rows(client.get("/s/sample/").text)) == sorted(e.id for e in judged.chronology)
    undo = {"token": form["token"], "verb": "undo", "a": judged.judgements[0].id, "coder": "سلمى"}
    assert client.post("/s/sample/judge", data=undo, follow_redirects=False).status_code == 303
    assert store.load(own / "sample.tawatur").chronology == sample_story.chronology


@pytest.mark.parametrize("lack", ["verb", "a", "because", "coder"])
def test_a_form_that_lacks_something_changes_nothing_and_says_what(own: Path, lack: str) -> None:
    client = client_of(own)
    form = {"token": client.app.state.token.value, "verb": "merge", "a": "c1", "b": "c2", "because": "x", "coder": "y"}  # type: ignore[attr-defined]
    answer = client.post("/s/sample/judge", data={k: v for k, v in form.items() if k != lack}, follow_redirects=False)
    assert answer.status_code == 409
    assert store.load(own / "sample.tawatur").judgements == []


def test_a_judgement_of_ids_that_are_not_there_is_told(own: Path) -> None:
    client = client_of(own)
    form = {
        "token": client.app.state.token.value,
        "verb": "split",
        "a": "c998",
        "b": "c999",
        "because": "x",
        "coder": "y",
    }  # type: ignore[attr-defined]
    answer = client.post("/s/sample/judge", data=form, follow_redirects=False)
    assert answer.status_code == 409
    assert "c998" in answer.text


def test_the_reader_has_every_layer_of_its_page_and_the_exact_spans(client: TestClient, sample_story: Story) -> None:
    for document in sample_story.documents:
        text = client.get(f"/s/sample/pages/{document.id}").text
        data = json.loads(re.search(r'id="page-data">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
        assert data["page"]["text"] == document.text
        spans = [tuple(span) for _, list_ in data["items"] for span in list_]
        assert {tuple(m.span) for e in sample_story.entities for m in e.mentions if m.document == document.id} <= set(
            spans
        )
        assert all(0 <= s < e <= len(document.text) for s, e in spans)


@pytest.mark.parametrize(
    ("language", "digits", "seen"),
    [("en", "latin", "16 events"), ("ar", "latin", "16 واقعة"), ("ar", "arabic", "١٦ واقعة")],
)
def test_the_screens_speak_the_language_that_was_chosen(stories: Path, language: str, digits: str, seen: str) -> None:
    client = client_of(stories)
    client.post("/settings", data={"language": language, "digits": digits})
    assert seen in client.get("/s/sample/").text
    assert client.get("/s/sample/").text.count('lang="ar"') >= 1
