"""Only this machine asks, only these screens write, and no story's words are ever anything but words."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from tawatur import store
from tawatur.base.annotation import with_
from tawatur.base.document import Outlet
from tawatur.base.story import Story
from tawatur.view import report
from tawatur.view.web import server
from tawatur.view.web.guard import ORIGINAL_POLICY, POLICY
from tests.view.web.conftest import HOST, client_of


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "evil.example:8123", ""])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    """A name that somebody else points at this machine is not this address."""
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:80"])
def test_what_another_origin_sends_changes_nothing(own: Path, origin: str) -> None:
    client = client_of(own)
    before = (own / "sample.tawatur").read_bytes()
    form = {"token": client.app.state.token.value, "verb": "merge", "a": "c1", "b": "c2", "because": "x", "coder": "y"}  # type: ignore[attr-defined]
    answer = client.post("/s/sample/judge", data=form, headers={"origin": origin}, follow_redirects=False)
    assert answer.status_code == 403
    assert (own / "sample.tawatur").read_bytes() == before


def test_what_another_site_sends_changes_nothing(client: TestClient) -> None:
    assert client.post("/settings", data={"theme": "dark"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "é" * 32])
def test_nothing_is_written_without_the_token(own: Path, token: str) -> None:
    """The token of another run, or none, is refused for every address that writes."""
    client = client_of(own)
    for route in client.app.routes:  # type: ignore[attr-defined]
        if isinstance(route, Route) and route.methods == {"POST"} and route.path != "/settings":
            path = route.path.replace("{story}", "sample").replace("{id}", "d1")
            assert client.post(path, data={"token": token}).status_code == 403, path


@pytest.mark.parametrize("path", ["/", "/s/hostile/", "/s/none/", "/static/app.css", "/s/hostile/pages/d1"])
def test_every_answer_says_what_may_be_loaded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/s/..%2f..%2fetc%2fpasswd/", "/s/%2e%2e/", "/static/..%2f..%2fserver.py", "/static/%2e%2e/%2e%2e/server.py",
     "/shared/..%2f..%2freport.py", "/s/sample/pages/..%2f..%2fx", "/s/sample/export/..%2fjson"],
)  # fmt: skip
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:alert(1)"])
def test_settings_lead_back_to_our_own_screens_only(client: TestClient, back: str) -> None:
    answer = client.post("/settings", data={"theme": "dark", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_every_screen_of_the_hostile_story_holds_its_words_as_text(client: TestClient) -> None:
    """No tag, handler or address of a page's own is markup anywhere."""
    for route in server.routes():
        if isinstance(route, Mount) or "GET" not in (route.methods or ()):  # type: ignore[attr-defined]
            continue
        path = route.path.replace("{story}", "hostile")  # type: ignore[attr-defined]
        if "{" not in path.replace("{id}", ""):
            for id_ in ("c1", "e1", "d1") if "{id}" in path else ("",):
                text = client.get(path.replace("{id}", id_)).text
                assert "<script>alert" not in text, path
                assert "<img src=x" not in text, path
                assert 'href="javascript:' not in text, path


def test_the_saved_page_runs_and_loads_nothing(own: Path) -> None:
    """It is shown only where its bytes are those that were read, in a sandbox."""
    client = client_of(own)
    document = client.app.state.shelf.open("sample").story.documents[0]  # type: ignore[attr-defined]
    answer = client.get(f"/s/sample/pages/{document.id}/original")
    if Path(document.source).exists():
        assert answer.headers["content-security-policy"] == ORIGINAL_POLICY
    else:
        assert answer.status_code == 404


NAMES = [
    '"><img src=x onerror=alert(2)>',
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "' onmouseover='alert(3)",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_outlet_and_a_person_may_be_called_anything(own: Path, invented: Story, name: str) -> None:
    """Names of a story from elsewhere are words on every screen and in the report, never markup or an address."""
    documents = [with_(d, outlet=Outlet(id=name, name=name), url=name) for d in invented.documents]
    entities = [with_(e, name=name) for e in invented.entities]
    events = [with_(e, title=name) for e in invented.chronology]
    story = with_(invented, documents=documents, entities=entities, chronology=events)
    store.save(story, own / "named.tawatur")
    client = client_of(own)
    paths = [
        "",
        "events/c1",
        "pages/d1",
        "chains",
        "wording",
        "names",
        "copying",
        "disagreements",
        "search?words=a",
        "method",
    ]
    for text in [*(client.get(f"/s/named/{path}").text for path in paths), report.render(story)]:
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
        assert handlers(text) == []


def handlers(text: str) -> list[str]:
    """List the event handlers among the attributes of a page."""
    found: list[str] = []

    class Attributes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(f"{tag} {name}" for name, _ in attrs if name.startswith("on"))

    Attributes().feed(text)
    return found
