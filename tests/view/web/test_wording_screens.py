"""The words of each outlet, their uses in context, and the codebook by which people group them otherwise."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from tawatur import codebooks
from tests.view.web.conftest import client_of


def shown(client: TestClient, path: str) -> str:
    """A screen that is there."""
    answer = client.get(f"/s/{path}")
    assert answer.status_code == 200, path
    return answer.text


def send(client: Any, path: str = "codebook", files: Any = None, **form: str) -> Any:
    """Send a form as a browser does."""
    filled = {"coder": "سلمى", "token": client.app.state.token.value, **form}
    return client.post(f"/s/invented/{path}", data=filled, files=files, follow_redirects=False)


def test_the_matrix_has_every_term_under_its_outlet_and_voice(client: TestClient) -> None:
    page = shown(client, "invented/wording")
    for term in client.app.state.shelf.open("invented").story.wordings[0].terms:  # type: ignore[attr-defined]
        voice = "quoted" if term.voice == "quoted" else "own"
        assert re.search(
            rf'href="/s/invented/wording/w1\?outlet=[^"]+&amp;voice={voice}&amp;term=[^"]+">{term.text}</a>', page
        )


def test_a_cell_leads_to_its_lines_and_each_line_to_its_passage(client: TestClient) -> None:
    cell = re.search(r'href="/s/(invented/wording/w1\?[^"]+)">كارثة السد<', shown(client, "invented/wording"))
    assert cell
    page = shown(client, cell[1].replace("&amp;", "&"))
    assert re.findall(r'<li data-item id="([^"]+)"', page) == ["d5w1"]
    assert re.search(r'class="kwic-words" dir="rtl" href="#d5:\d+-\d+"', page)
    assert "<mark>كارثة السد</mark>" in page


def test_lines_can_be_put_in_order(client: TestClient) -> None:
    def order(by: str) -> list[str]:
        return re.findall(r'<li data-item id="([^"]+)"', shown(client, f"invented/wording/w1?by={by}"))

    assert order("date") == ["d1w1", "d4w1", "d4w2", "d5w1"]
    assert order("page") == order("nonsense") == ["d4w1", "d4w2", "d5w1", "d1w1"]
    assert sorted(order("before")) == sorted(order("after")) == sorted(order("page"))


def test_lines_are_given_as_rows_as_they_are_asked_for(client: TestClient) -> None:
    """The same uses as on the screen, in its order."""
    rows = client.get("/s/invented/wording/w1/lines.jsonl?voice=quoted&by=keyword").text.splitlines()
    assert [msgspec.json.decode(row)["term"] for row in rows] == ["حادثا عرضيا", "كارثة من صنع البشر"]
    assert len(client.get("/s/invented/wording/w1/lines.csv").content.splitlines()) == 5
    page = shown(client, "invented/wording/w1?voice=quoted&by=keyword")
    assert 'href="/s/invented/wording/w1/lines.csv?voice=quoted&amp;by=keyword"' in page


def test_a_group_that_is_not_there_is_not_found(client: TestClient) -> None:
    for path in ("w99", "w99/lines.csv", "w1/lines.docx"):
        assert client.get(f"/s/invented/wording/{path}").status_code == 404


@pytest.mark.parametrize("query", ["words=كارثة", "words=كَارِثَة", "words=السد"])
def test_groups_are_found_by_their_terms_and_name(client: TestClient, query: str) -> None:
    assert 'id="w1"' in shown(client, f"invented/wording?{query}")
    assert 'id="w1"' not in shown(client, "invented/wording?words=قيصر")


def test_every_group_of_every_story_has_a_screen(client: TestClient) -> None:
    for name in ("invented", "hostile", "sample"):
        for group in client.app.state.shelf.open(name).story.wordings:  # type: ignore[attr-defined]
            assert "<script>alert" not in shown(client, f"{name}/wording/{group.id}")


def test_a_group_gets_another_name_and_the_story_stays_as_it_is(own: Path) -> None:
    client = client_of(own)
    before = (own / "invented.tawatur").read_bytes()
    answer = send(client, kind="rename", group="انهيار السد", to="ما جرى <b>", back="/s/invented/wording/w1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/s/invented/wording/w1")
    page = shown(client, "invented/wording/w1")
    assert "ما جرى &lt;b&gt;" in page
    assert "في القصة: انهيار السد" in page
    assert (own / "invented.tawatur").read_bytes() == before
    (row,) = codebooks.load(own / "invented.tawatur-codebook")
    assert (row.kind, row.by, row.to) == ("rename", "سلمى", "ما جرى <b>")


def test_a_term_is_moved_and_taken_back(own: Path) -> None:
    client = client_of(own)
    assert send(client, kind="move", which="d4w2", to="أسماء أخرى").status_code == 303
    assert re.findall(r'<li data-item id="([^"]+)"', shown(client, "invented/wording/k1")) == ["d4w2"]
    assert "d4w2" not in re.findall(r'<li data-item id="([^"]+)"', shown(client, "invented/wording/w1"))
    assert "نُقل إلى هنا من انهيار السد" in shown(client, "invented/wording/k1")
    assert send(client, kind="undone", undoes="k1").status_code == 303
    assert client.get("/s/invented/wording/k1").status_code == 404
    assert "d4w2" in re.findall(r'<li data-item id="([^"]+)"', shown(client, "invented/wording/w1"))


def test_a_term_moves_into_a_group_under_the_name_that_it_has_now(own: Path) -> None:
    client = client_of(own)
    send(client, kind="move", which="d4w2", to="أولى")
    send(client, kind="rename", group="أولى", to="ثانية")
    send(client, kind="move", which="d5w1", to="ثانية")
    assert re.findall(r'<li data-item id="([^"]+)"', shown(client, "invented/wording/k1")) == ["d4w2", "d5w1"]


def test_a_note_is_shown_with_who_and_when(own: Path) -> None:
    client = client_of(own)
    send(client, kind="note", group="انهيار السد", note='كلمة "محملة"\nفي الأسبوع الأول')
    page = shown(client, "invented/wording/w1")
    assert "كلمة &#34;محملة&#34;" in page
    assert "سلمى" in page
    assert re.search(r'<time class="when" datetime="\d{4}-\d\d-\d\dT', page)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "erase"}, "erase"),
        ({"kind": ""}, "rename"),
        ({"kind": "rename", "group": "x", "to": " "}, "to"),
        ({"kind": "note", "group": "x", "note": "y", "coder": ""}, "who changes it"),
        ({"kind": "move", "which": "d9w9", "to": "x"}, "d9w9"),
        ({"kind": "undone", "undoes": "k7"}, "k7"),
    ],
)
def test_a_form_that_lacks_something_says_what_and_nothing_is_written(
    own: Path, form: dict[str, str], said: str
) -> None:
    answer = send(client_of(own), **form)
    assert answer.status_code == 409
    assert said in answer.text
    assert not (own / "invented.tawatur-codebook").exists()


def test_a_codebook_is_saved_and_replayed_elsewhere(own: Path) -> None:
    """The rows of another desk are added once, however often they are sent."""
    client = client_of(own)
    send(client, kind="rename", group="انهيار السد", to="ما جرى")
    saved = client.get("/s/invented/codebook")
    assert saved.headers["content-disposition"].endswith("invented-codebook.jsonl")
    (own / "invented.tawatur-codebook").unlink()
    for _ in range(2):
        assert send(client, "codebook/replay", {"file": ("x.jsonl", saved.content)}).status_code == 303
    assert codebooks.load(own / "invented.tawatur-codebook") == codebooks.rows_of(saved.content)


@pytest.mark.parametrize(
    "data", [b"", b"nothing", b"\xff\xfe", b"SQLite format 3\x00", b'{"id":"k1"}\n' * 3, b"[" * 100_000]
)
def test_a_file_that_is_no_codebook_is_refused(own: Path, data: bytes) -> None:
    answer = send(client_of(own), "codebook/replay", {"file": ("x.jsonl", data)})
    assert answer.status_code == 409
    assert not (own / "invented.tawatur-codebook").exists()


def test_a_damaged_codebook_is_told_and_not_written_over(own: Path) -> None:
    (own / "invented.tawatur-codebook").write_text("broken", "utf-8")
    client = client_of(own)
    assert "line 1" in client.get("/s/invented/wording").text
    assert send(client, kind="note", group="x", note="y").status_code == 409
    assert (own / "invented.tawatur-codebook").read_text("utf-8") == "broken"
