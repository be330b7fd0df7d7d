"""Names are found by any form, each with its forms, offices, events and what decided it; people merge and part them."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.view.web.conftest import client_of


def shown(client: TestClient, path: str) -> str:
    """A screen that is there."""
    answer = client.get(f"/s/{path}")
    assert answer.status_code == 200, path
    return answer.text


def judge(client: Any, story: str, **form: str) -> Any:
    """Send a judgement as the form does."""
    token = client.app.state.token.value
    filled = {"coder": "سلمى", "because": "قرأت الصفحتين", "token": token, **form}
    return client.post(f"/s/{story}/judge", data=filled, follow_redirects=False)


def listed(page: str) -> list[str]:
    """The ids of the names in a list."""
    return re.findall(r'<li data-item id="([^"]+)"', page)


def test_names_are_parted_by_sort_and_the_most_named_come_first(client: TestClient) -> None:
    assert listed(shown(client, "invented/names")) == ["e2", "e1"]
    assert listed(shown(client, "invented/names?sort=bodies")) == ["e3", "e6", "e7"]
    assert listed(shown(client, "invented/names?sort=places")) == ["e4", "e5"]
    assert listed(shown(client, "invented/names?sort=others")) == []
    assert listed(shown(client, "invented/names?sort=nonsense")) == ["e2", "e1"]


@pytest.mark.parametrize("form", ["سهيل", "سُهَيل مرزاق", "مرزاق سهيلة", "وأس"])
def test_a_name_is_found_by_any_form_whatever_its_marks(client: TestClient, form: str) -> None:
    """The first tab that has it is shown."""
    assert listed(shown(client, f"invented/names?words={form}")) == (["e6"] if form == "وأس" else ["e2"])


def test_a_name_that_is_not_there_says_so(client: TestClient) -> None:
    page = shown(client, "invented/names?words=قيصر")
    assert listed(page) == []
    assert "لا اسم بهذا الرسم" in page


def test_every_count_of_the_list_leads_to_its_evidence(client: TestClient) -> None:
    page = shown(client, "invented/names")
    detail = shown(client, "invented/names/e2")
    assert 'href="/s/invented/names/e2#forms"' in page
    assert 'id="forms"' in detail
    assert 'id="events"' in detail
    assert "5 مرات ذكر" in page


def test_a_name_shows_its_forms_offices_and_events_with_their_places(client: TestClient) -> None:
    page = shown(client, "invented/names/e2")
    for mention in ("سهيلة مرزاق", "مرزاق", "سهيل مرزاق", "محافظة الريحان", "المحافظة"):
        assert mention in page
    places = set(re.findall(r'href="#(d\d:[\d,-]+)"', page))
    assert {p.split(":")[0] for p in places} == {"d2", "d3", "d4", "d5"}
    for event in ("c3", "c4", "c7", "c8"):
        assert f'href="/s/invented/events/{event}"' in page
    assert "لا تتفق الصفحات كلها" in page, "two outlets give two titles"


def test_a_name_is_also_found_by_one_of_its_mentions(client: TestClient) -> None:
    """A mention's id stays when names are merged anew; an entity's may not."""
    for entity in client.app.state.shelf.open("invented").story.entities:  # type: ignore[attr-defined]
        for mention in entity.mentions:
            assert f'id="name-h"><bdi>{entity.name}</bdi>' in shown(client, f"invented/names/{mention.id}")
    assert client.get("/s/invented/names/e99").status_code == 404


def test_what_an_entity_is_called_leads_to_the_wording(client: TestClient) -> None:
    story = client.app.state.shelf.open("sample").story  # type: ignore[attr-defined]
    for group in story.wordings:
        if group.referent and group.referent.startswith("e"):
            assert f"/wording/{group.id}" in shown(client, f"sample/names/{group.referent}")


def test_every_name_of_every_story_has_a_screen(client: TestClient) -> None:
    for name in ("invented", "hostile", "sample"):
        for entity in client.app.state.shelf.open(name).story.entities:  # type: ignore[attr-defined]
            assert "<script>alert" not in shown(client, f"{name}/names/{entity.id}")


def test_two_names_are_merged_and_the_screen_is_that_of_both(own: Path) -> None:
    """The form leads back to a mention of the one, which is then a mention of both."""
    client = client_of(own)
    people = [e for e in client.app.state.shelf.open("sample").story.entities if e.kind == "person"]  # type: ignore[attr-defined]
    one, other = people[0].mentions[0].id, people[1].mentions[0].id
    answer = judge(client, "sample", verb="merge", a=one, b=other, back=f"/s/sample/names/{one}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/s/sample/names/{one}"
    page = shown(client, f"sample/names/{one}")
    assert people[0].name in page
    assert people[1].name in page
    assert "قرأت الصفحتين" in page
    assert judge(client, "sample", verb="undo", a="j1").status_code == 303
    after = client.app.state.shelf.open("sample").story  # type: ignore[attr-defined]
    assert [e.name for e in after.entities] == [
        e.name
        for e in client_of(own).app.state.shelf.open("sample").story.entities  # type: ignore[attr-defined]
    ]
    assert {e.name for e in after.entities} >= {people[0].name, people[1].name}


@pytest.mark.parametrize(
    ("form", "said"),
    [({"because": ""}, "reason"), ({"coder": " "}, "who judges"), ({"b": "e99"}, "e99"), ({"verb": "erase"}, "erase")],
)
def test_a_judgement_that_lacks_something_says_what(own: Path, form: dict[str, str], said: str) -> None:
    client = client_of(own)
    before = (own / "sample.tawatur").read_bytes()
    answer = judge(client, "sample", **{"verb": "merge", "a": "e1", "b": "e2", **form})
    assert answer.status_code == 409
    assert said in answer.text
    assert (own / "sample.tawatur").read_bytes() == before


def test_another_name_can_be_looked_for_to_merge_with(client: TestClient) -> None:
    page = shown(client, "invented/names/e2?with=الطالبي")
    assert '<option value="e1">' in page
    assert '<option value="e1">' not in shown(client, "invented/names/e2")


def test_offices_list_holders_outlets_and_dates(client: TestClient) -> None:
    page = shown(client, "invented/offices")
    assert re.search(r'href="#d1:\d+-\d+">وكالة أنباء سهلان</a> <span class="when">الجمعة 12 أبريل/نيسان 2019', page)
    assert "سابقا" in page, "the former holder is told from the holder"
    assert "وزير المياه" not in shown(client, "invented/offices?words=مرزاق")
    assert "وزير المياه" not in shown(client, "invented/offices?several=1")
