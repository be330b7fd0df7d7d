"""Pages brought in from a screen: kept beside the stories, built in a process of its own, corrected, never overwritten."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import tawatur
from tawatur.cli.serving import Verbs
from tawatur.view.web import server
from tawatur.view.web.guard import Token
from tawatur.view.web.shelf import Shelf
from tests.view.web.conftest import HOST, client_of

NAME = "عبّارة"


@pytest.fixture
def bringing(tmp_path: Path) -> Iterator[TestClient]:
    """Give a client of an empty folder; whatever it builds is stopped at the end."""
    client = client_of(tmp_path)
    yield client
    client.app.state.shelf.verbs.end_jobs()  # type: ignore[attr-defined]


def post(client: TestClient, verb: str, files: Any = None, **form: str) -> Any:
    token = client.app.state.token.value  # type: ignore[attr-defined]
    return client.post(f"/import/{verb}", data={"token": token, **form}, files=files, follow_redirects=False)


def finished(client: TestClient, name: str = NAME) -> dict[str, Any]:
    end = time.monotonic() + 90
    while (state := client.get(f"/import/{quote(name)}/state").json())["running"]:
        assert time.monotonic() < end, state
        time.sleep(0.1)
    return dict(state)


def sample_files() -> list[tuple[str, tuple[str, bytes]]]:
    return [("file", (p.name, p.read_bytes())) for p in sorted(tawatur.sample_pages().glob("*.txt"))[:2]]


def test_files_become_a_story_with_every_page_accounted_for(bringing: TestClient, tmp_path: Path) -> None:
    files = [*sample_files(), ("file", ("../x.pdf", b"%PDF-1.4 broken")), ("file", ("p.png", b"\x89PNG"))]
    answer = post(bringing, "files", files=files, name=NAME, tagger="light")
    assert answer.headers["location"] == f"/import/{quote(NAME)}"
    assert finished(bringing)["state"] == "done"
    page = bringing.get(f"/import/{quote(NAME)}").text
    assert page.count('class="fine"') + page.count('class="warned"') == 2
    assert page.count('class="lost"') == 1
    assert "p.png" in page[page.index('id="passed-h"') :], "a picture is no page, and is not passed over in silence"
    assert bringing.get(f"/s/{quote(NAME)}/").status_code == 200
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".tawatur") == [f"{NAME}.tawatur"]


def test_corrections_go_into_the_table_and_into_the_next_build(bringing: TestClient, tmp_path: Path) -> None:
    post(bringing, "text", name=NAME, text="قالت وزارة الماء يوم الأحد إن السد انهار.", title="خبر", tagger="light")
    finished(bringing)
    page = bringing.get(f"/import/{quote(NAME)}").text
    (n,) = re.findall(r'name="file-(\d+)"', page)
    form = {
        f"file-{n}": "خبر.txt",
        f"outlet-{n}": "الضفاف",
        f"published-{n}": "2024-05-06",
        f"was-outlet-{n}": "",
        f"was-published-{n}": "",
    }
    assert post(bringing, f"{quote(NAME)}/correct", **form, tagger="light").status_code == 303
    finished(bringing)
    with (tmp_path / f"{NAME}-pages" / "pages.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["outlet"], row["published"]) == ("الضفاف", "2024-05-06")
    (document,) = tawatur.load(tmp_path / f"{NAME}.tawatur").documents
    assert document.outlet and document.outlet.name == "الضفاف"
    assert document.published.value == "2024-05-06"


def test_addresses_are_not_asked_for_unless_the_network_is_wanted(bringing: TestClient, tmp_path: Path) -> None:
    answer = post(bringing, "addresses", name=NAME, addresses="https://x.example/1")
    assert answer.status_code == 409
    assert "network" in answer.text
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_this_machine_is_refused_by_the_fetching(bringing: TestClient) -> None:
    """Nothing listens there and nothing is asked: the fetching refuses numbers of the machine's own net."""
    assert post(bringing, "addresses", name=NAME, addresses="http://127.0.0.1:9/x", network="yes").status_code == 303
    state = finished(bringing)
    assert state["state"] == "failed"
    assert "127.0.0.1" in state["said"]


@pytest.mark.parametrize(
    ("verb", "form"),
    [("files", {"name": NAME}), ("text", {"name": NAME, "text": "  "}), ("text", {"name": "..", "text": "نص"}),
     ("text", {"name": NAME, "text": "نص", "published": "أمس"}),
     ("addresses", {"name": NAME, "network": "yes", "addresses": "file:///etc/passwd"})],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_refused_with_the_reason(
    bringing: TestClient, verb: str, form: dict[str, str]
) -> None:
    answer = post(bringing, verb, **form)
    assert answer.status_code == 409
    assert 'class="lede"' in answer.text


@pytest.mark.parametrize("name", ["none", "..%2f..", "...", ".import"])
def test_an_unknown_import_is_not_found(bringing: TestClient, name: str) -> None:
    for path in (f"/import/{name}", f"/import/{name}/state"):
        assert bringing.get(path).status_code == 404


def test_a_form_that_is_too_large_is_refused_before_it_is_read(
    bringing: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "MOST_BYTES", 100)
    answer = post(bringing, "files", files=sample_files(), name=NAME)
    assert answer.status_code == 413
    assert "MB" in answer.text
    assert list(tmp_path.iterdir()) == []


def test_stopping_says_that_what_was_read_is_kept(bringing: TestClient) -> None:
    post(bringing, "files", files=sample_files(), name=NAME)
    running = bringing.get(f"/import/{quote(NAME)}").text
    assert 'http-equiv="refresh"' in running, "without a script the screen loads itself again"
    assert post(bringing, f"{quote(NAME)}/stop").status_code == 303
    assert finished(bringing)["state"] == "stopped"
    assert bringing.get(f"/import/{quote(NAME)}").status_code == 200


def test_a_story_built_beside_a_single_served_file_comes_onto_the_shelf(own: Path) -> None:
    client = TestClient(
        server.app(Shelf([own / "sample.tawatur"], Verbs()), [HOST], Token()), base_url=f"http://{HOST}"
    )
    post(client, "text", name=NAME, text="قالت وزارة الماء يوم الأحد إن السد انهار.", tagger="light")
    finished(client)
    assert f'href="/s/{quote(NAME)}/"' in client.get(f"/import/{quote(NAME)}").text
    assert client.get(f"/s/{quote(NAME)}/").status_code == 200


def test_the_stories_lead_to_the_import(client: TestClient) -> None:
    assert 'href="/import"' in client.get("/").text
