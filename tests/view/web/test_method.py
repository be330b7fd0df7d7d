"""How a story was made: every page with its evidence, what was not read or placed, the rules, the judgements, the versions."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

from starlette.testclient import TestClient

from tawatur.base.story import Story
from tawatur.evidence import check
from tawatur.view import overview, rules
from tawatur.view.index import Index


def test_every_page_stands_with_its_digest_and_its_rejected_dates(client: TestClient, invented: Story) -> None:
    text = html.unescape(client.get("/s/invented/method").text)
    for d in invented.documents:
        assert f'id="page-{d.id}"' in text
        assert d.sha256 in text
        assert all(r.why in text for r in d.published.rejected)
    assert any(d.published.rejected for d in invented.documents), "the fixture has a rejected date"


def test_what_was_not_read_is_named_with_the_reason(client: TestClient, invented: Story) -> None:
    text = html.unescape(client.get("/s/invented/method").text)
    assert all(u.source in text and u.why in text for u in invented.unread)


def test_versions_and_digests_and_judgements_are_there(client: TestClient, invented: Story) -> None:
    text = html.unescape(client.get("/s/invented/method").text)
    built = invented.built_with
    assert all(digest in text for digest in (*built.annotators.values(), *built.models.values()))
    assert invented.judgements[0].because in text
    assert 'href="/s/invented/names/e2"' in text, "what a judgement is about leads to its own screen"


def test_refusals_are_counted_and_listed_by_kind(client: TestClient, invented: Story) -> None:
    text = client.get("/s/invented/method").text
    for kind, found in overview.unplaced(invented).items():
        shown = client.get(f"/s/invented/method/unplaced/{kind}").text
        assert f"/method/unplaced/{kind}" in text
        assert shown.count("<li data-item>") == len(found)
    figures = overview.loose(Index(invented))["figure"]
    shown = client.get("/s/invented/method/unplaced/loose-figure").text
    assert all(f"#{f.document}:{f.span[0]}-{f.span[1]}" in shown for f in figures)


def test_an_unknown_kind_of_refusal_is_not_found(client: TestClient) -> None:
    assert client.get("/s/invented/method/unplaced/nothing").status_code == 404


def test_rules_are_counted_wherever_they_gave_a_reason(client: TestClient, invented: Story) -> None:
    """The counts are those of every reason in the story, in its annotations and in its decisions."""

    def walk(thing: object) -> list[str]:
        if isinstance(thing, list):
            return [rule for part in thing for rule in walk(part)]
        if not hasattr(thing, "__struct_fields__"):
            return []
        own = [thing.rule] if type(thing).__name__ == "Reason" else []
        return own + [rule for field in thing.__struct_fields__ for rule in walk(getattr(thing, field))]

    counted = {r.rule: r.uses for r in rules.used(Index(invented))}
    in_nouns = Counter(rule for noun in Index(invented).nouns() if not hasattr(noun, "mentions") for rule in walk(noun))
    for rule in ("independence.reuse", "events.same", "reuse.date"):
        assert counted[rule] == in_nouns[rule] > 0
    text = client.get("/s/invented/method").text
    assert set(re.findall(r"<code dir=\"ltr\">([a-z-]+\.[\w.-]+)</code></span> <span class=\"num\">", text)) == set(
        counted
    )


def test_a_hostile_story_tells_its_method_harmlessly(client: TestClient) -> None:
    for path in ("method", "method/unplaced/time", "agreement"):
        text = client.get(f"/s/hostile/{path}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_the_evidence_pack_is_given_and_checks_itself(client: TestClient, tmp_path: Path) -> None:
    answer = client.get("/s/sample/evidence.zip")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    path = tmp_path / "e.zip"
    path.write_bytes(answer.content)
    assert list(check.differences(path)) == []
    assert "/s/sample/evidence.zip" in client.get("/s/sample/method").text
