"""Pairs are judged one at a time, blind; what is decided waits, is taken back or applied; another desk's file comes in."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur import store, story, waiting
from tests import chromium
from tests.view.web.conftest import client_of

WAITING = "sample.tawatur-waiting"


def as_coder(folder: Path, name: str) -> TestClient:
    """Make a client whose settings name a coder."""
    client = client_of(folder)
    client.cookies.set("tawatur-coder", name.encode().hex())
    return client


def post(client: TestClient, verb: str, follow: bool = True, files: Any = None, **form: str) -> Any:
    token = client.app.state.token.value  # type: ignore[attr-defined]
    return client.post(f"/s/sample/{verb}", data={"token": token, **form}, files=files, follow_redirects=follow)


def card(client: TestClient, query: str = "") -> tuple[str, str]:
    """Return the two mentions of the card that is shown."""
    text = client.get(f"/s/sample/review{query}").text
    return tuple(re.findall(r'name="[ab]" value="([^"]+)"', text))  # type: ignore[return-value]


def test_without_a_name_nobody_judges(own: Path) -> None:
    client = client_of(own)
    assert 'name="coder"' in client.get("/s/sample/review").text
    assert card(client) == ()
    answer = post(client, "decide", verdict="same", a="d1m1", b="d2m1")
    assert answer.status_code == 409
    assert "name" in answer.text


def test_the_card_shows_both_sentences_with_links_to_their_words(own: Path) -> None:
    client = as_coder(own, "سلمى")
    a, b = card(client)
    text = html.unescape(client.get("/s/sample/review").text)
    opened = story.load(own / "sample.tawatur")
    found = {m.id: m for e in opened.entities for m in e.mentions} | {m.id: m for m in opened.event_mentions}
    for side in (found[a], found[b]):
        start, end = side.trigger.span if hasattr(side, "trigger") else side.span
        assert f'href="#{side.document}:{start}-{end}"' in text
    assert all(f'data-key="{key}"' in text for key in "ards")


def test_a_decision_waits_and_the_next_pair_comes(own: Path) -> None:
    client = as_coder(own, "سلمى")
    before = (own / "sample.tawatur").read_bytes()
    first = card(client)
    answer = post(client, "decide", verdict="different", a=first[0], b=first[1], because="اسمان", at="1")
    assert answer.status_code == 200
    assert card(client) != first
    assert (own / "sample.tawatur").read_bytes() == before, "nothing is merged yet"
    (row,) = waiting.load(own / "sample.tawatur")
    assert (row.verdict, row.by, row.because) == ("different", "سلمى", "اسمان")


def test_skipping_leaves_the_pair_in_the_queue(own: Path) -> None:
    client = as_coder(own, "سلمى")
    first, second = card(client), card(client, "?at=2")
    assert first != second
    assert card(client) == first


def test_taking_back_a_waiting_decision_brings_its_pair_back(own: Path) -> None:
    client = as_coder(own, "سلمى")
    first = card(client)
    post(client, "decide", verdict="same", a=first[0], b=first[1])
    post(client, "take-back")
    assert card(client) == first
    assert not (own / WAITING).exists()


def test_applying_merges_all_that_waits_and_empties_the_file(own: Path) -> None:
    client = as_coder(own, "سلمى")
    for _ in range(3):
        a, b = card(client)
        post(client, "decide", verdict="unsure", a=a, b=b)
    answer = post(client, "apply")
    assert "new=3" in str(answer.url)
    assert not (own / WAITING).exists()
    rows = store.load_judgements(own / "sample.tawatur")
    assert [(r.id, r.verdict, r.by) for r in rows] == [(f"j{n}", "unsure", "سلمى") for n in (1, 2, 3)]


def test_taking_back_what_was_applied_undoes_it(own: Path) -> None:
    client = as_coder(own, "سلمى")
    first = card(client)
    post(client, "decide", verdict="different", a=first[0], b=first[1])
    post(client, "apply")
    post(client, "take-back")
    post(client, "apply")
    rows = store.load_judgements(own / "sample.tawatur")
    assert [(r.verdict, r.undoes) for r in rows] == [("different", None), ("undone", "j1")]
    assert post(client, "take-back").status_code == 409, "nothing of theirs is left"


def test_a_second_coder_gets_the_same_pair_and_is_not_told_the_verdict(own: Path) -> None:
    """Neither before nor after the first one's verdict is merged does the card tell it."""
    one, other = as_coder(own, "سلمى"), as_coder(own, "رائد")
    pair = card(one)
    post(one, "decide", verdict="different", a=pair[0], b=pair[1], because="سر لا يقال")
    assert card(other) == pair
    assert "سر لا يقال" not in other.get("/s/sample/review").text
    post(one, "apply")
    pages = [other.get(f"/s/sample/review?at={n}").text for n in range(1, 40)]
    shown = [p for p in pages if f'value="{pair[0]}"' in p and f'value="{pair[1]}"' in p]
    assert shown, "the pair is still in the second coder's queue"
    assert all("سر لا يقال" not in p and "جمع البرنامج بينهما" not in p for p in shown)


def test_agreement_counts_the_pairs_of_both(own: Path) -> None:
    one, other = as_coder(own, "سلمى"), as_coder(own, "رائد")
    for n in range(4):
        a, b = card(one)
        post(one, "decide", verdict="same", a=a, b=b)
        post(other, "decide", verdict="different" if n == 0 else "same", a=a, b=b)
    text = one.get("/s/sample/agreement").text
    assert text.count('class="card"') == 1, "they differ on one pair"
    stranger = as_coder(own, "غريبة").get("/s/sample/agreement").text
    assert 'class="card"' not in stranger, "who has not judged a pair does not see what others said of it"


def test_contradictory_verdicts_are_told_and_the_newest_counts(own: Path) -> None:
    one, other = as_coder(own, "سلمى"), as_coder(own, "رائد")
    a, b = card(one)
    post(one, "decide", verdict="same", a=a, b=b)
    post(one, "apply")
    post(other, "decide", verdict="different", a=a, b=b)
    page = post(other, "apply").text
    rows = story.load(own / "sample.tawatur").judgements
    assert [r.standing.state for r in rows if r.standing] == ["overruled", "holds"]
    assert 'id="overruled"' in page
    assert 'id="overruled"' not in client_of(own).get("/s/sample/review").text
    assert "#overruled" in one.get("/s/sample/review").text


def test_another_desks_file_is_taken_over_once(own: Path) -> None:
    ours = as_coder(own, "سلمى")
    theirs = story.load(own / "sample.tawatur")
    pair = theirs.pairs()[0]
    data = theirs.unsure(pair.a, pair.b, "من مكتب آخر", "رائد").export("judgements")
    assert "new=1" in str(post(ours, "judgements", files={"file": ("theirs.jsonl", data)}).url)
    assert "new=0" in str(post(ours, "judgements", files={"file": ("theirs.jsonl", data)}).url)
    assert [r.because for r in store.load_judgements(own / "sample.tawatur")] == ["من مكتب آخر"]


@pytest.mark.parametrize("data", [b"not json", b"{}", b'{"id":"j1"}', b"\x00\xff", b"\xed\xa0\x80"])
def test_a_file_that_holds_no_judgements_is_refused_with_the_reason(own: Path, data: bytes) -> None:
    client, before = as_coder(own, "سلمى"), (own / "sample.tawatur").read_bytes()
    answer = post(client, "judgements", files={"file": ("x.jsonl", data)})
    assert answer.status_code == 409
    assert (own / "sample.tawatur").read_bytes() == before


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "maybe", "a": "d1m1", "b": "d2m1"}, {"verdict": "same", "a": "d1m1"}, {"verdict": "same", "a": "d1m1", "b": "zz"},
        {"verdict": "same", "a": "d1m1", "b": "d1m1"}, {"verdict": "same", "a": "d1m1", "b": "d1v1"}, {},
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_made_is_refused_and_nothing_waits(own: Path, form: dict[str, str]) -> None:
    assert post(as_coder(own, "سلمى"), "decide", **form).status_code == 409
    assert not (own / WAITING).exists()


def test_a_damaged_file_of_waiting_judgements_is_named_and_left_alone(own: Path) -> None:
    (own / WAITING).write_bytes(b"{broken\n")
    answer = as_coder(own, "سلمى").get("/s/sample/review")
    assert answer.status_code == 409
    assert WAITING in answer.text
    assert (own / WAITING).read_bytes() == b"{broken\n"


def test_waiting_judgements_of_another_story_wait_without_a_place(own: Path) -> None:
    """They name pages that are not here: the screens go on, and merging says that they have no place."""
    client = as_coder(own, "سلمى")
    a, b = card(client)
    post(client, "decide", verdict="same", a=a, b=b)
    (own / WAITING).replace(own / "invented.tawatur-waiting")
    assert client.get("/s/invented/review").status_code == 200


def test_what_was_merged_already_is_not_merged_twice(own: Path) -> None:
    """The machine went off between writing the story and emptying the file of what waits."""
    client = as_coder(own, "سلمى")
    a, b = card(client)
    post(client, "decide", verdict="same", a=a, b=b)
    left = (own / WAITING).read_bytes()
    post(client, "apply")
    (own / WAITING).write_bytes(left)
    assert "new=0" in str(post(client, "apply").url)
    assert len(store.load_judgements(own / "sample.tawatur")) == 1
    assert not (own / WAITING).exists()


def test_what_somebody_judged_meanwhile_is_kept(own: Path) -> None:
    """From the command line, between showing the screen and applying."""
    client = as_coder(own, "سلمى")
    a, b = card(client)
    post(client, "decide", verdict="same", a=a, b=b)
    other = story.load(own / "sample.tawatur")
    pair = other.pairs()[-1]
    other.unsure(pair.a, pair.b, "من سطر الأوامر", "رائد").save(own / "sample.tawatur")
    post(client, "apply")
    assert [r.by for r in store.load_judgements(own / "sample.tawatur")] == ["رائد", "سلمى"]


def test_hostile_words_on_a_card_are_words(client: TestClient) -> None:
    client.cookies.set("tawatur-coder", b"<script>alert(1)</script>".hex())
    text = client.get("/s/hostile/review").text
    client.cookies.delete("tawatur-coder")
    assert "<script>alert" not in text


def test_the_keys_judge_in_a_browser(browser: Any, own: Path, served_own: str) -> None:
    """`r` sends the verdict, `u` takes it back, on an Arabic keyboard as well: keys go by where they lie."""
    chromium.show(browser, f"{served_own}/s/sample/review")
    browser.add_cookie({"name": "tawatur-coder", "value": "سلمى".encode().hex()})
    chromium.show(browser, f"{served_own}/s/sample/review")
    browser.execute_script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyR', key: 'ق', bubbles: true}))"
    )
    chromium.wait(browser, "document.querySelector('[data-key=u]')")
    assert [r.verdict for r in waiting.load(own / "sample.tawatur")] == ["different"]
    browser.execute_script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyU', key: 'ع', bubbles: true}))"
    )
    chromium.wait(browser, "!document.querySelector('[data-key=u]')")
    assert waiting.load(own / "sample.tawatur") == []
    browser.delete_all_cookies()
