"""PROV-JSON, read back by the `prov` library: passages, tellings and tellers, links that are missing, copies."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec
from prov.model import ProvAlternate, ProvAttribution, ProvDerivation, ProvDocument, ProvEntity, ProvMembership

from tawatur.base.story import Direction, Story
from tawatur.view.exports.prov import to_prov


def read(story: Story) -> ProvDocument:
    return ProvDocument.deserialize(content=to_prov(story).decode(), format="json")


def records(document: ProvDocument, kind: Any) -> list[Any]:
    return list(document.get_records(kind))


def words(entity: Any) -> str:
    return str(next(iter(entity.get_attribute("prov:value")), ""))


def types(record: Any) -> set[str]:
    return {str(t) for t in record.get_asserted_types()}


def passage(document: ProvDocument, text: str) -> Any:
    """Find the passage of some words."""
    [found] = [e for e in records(document, ProvEntity) if words(e) == text]
    return found


def behind(document: ProvDocument, entity: Any) -> list[tuple[Any, Any]]:
    """List what an entity was derived from, each with the derivation."""
    steps = [d for d in records(document, ProvDerivation) if d.args[0] == entity.identifier]
    return [(document.get_record(d.args[1])[0], d) for d in steps]


def teller(document: ProvDocument, entity: Any) -> str | None:
    """Name the agent that an entity is attributed to."""
    agents = [a.args[1] for a in records(document, ProvAttribution) if a.args[0] == entity.identifier]
    return document.get_record(agents[0])[0].label if agents else None


def test_every_passage_is_a_member_of_its_page(invented: Story) -> None:
    document = read(invented)
    held = {m.args[1] for m in records(document, ProvMembership)}
    passages = {e.identifier for e in records(document, ProvEntity) if "tawatur:Passage" in types(e)}
    assert passages == held
    assert len(passages) == len(invented.attributions) + 2 * len(invented.reuse)


def test_a_chain_is_followed_from_the_page_to_the_origin(invented: Story) -> None:
    document = read(invented)
    [(first, _)] = behind(document, passage(document, "قتل تسعة أشخاص في قرية المحاجر"))
    [(second, _)] = behind(document, first)
    assert (teller(document, first), teller(document, second)) == ("وكالة أنباء سهلان", "وزارة المياه")
    assert behind(document, second) == []


def test_a_missing_link_is_there_and_has_no_teller(invented: Story) -> None:
    document = read(invented)
    [(outlet, _)] = behind(document, passage(document, "قدمت محافظة الريحان سهيلة مرزاق استقالتها"))
    [(gap, _)] = behind(document, outlet)
    [(office, _)] = behind(document, gap)
    assert "tawatur:MissingLink" in types(gap)
    assert [teller(document, e) for e in (outlet, gap, office)] == ["قناة الأفق", None, "مكتبها"]


def test_direct_speech_is_a_quotation_and_a_paraphrase_is_not(invented: Story) -> None:
    """Only the step next to the page: what a teller before it quoted, nobody has read."""
    chained = next(a for a in invented.attributions if len(a.chain) > 1)
    for manner, count in (("direct", 1), ("mixed", 1), ("indirect", 0)):
        said = msgspec.structs.replace(chained, manner=manner)
        document = read(msgspec.structs.replace(invented, attributions=[said]))
        quotations = [d for d in records(document, ProvDerivation) if "prov:Quotation" in types(d)]
        assert len(quotations) == count


def test_a_copy_comes_from_the_page_copied_and_an_unknown_one_from_neither(invented: Story) -> None:
    document = read(invented)
    copied = [d for d in records(document, ProvDerivation) if d.get_attribute("tawatur:reuse")]
    assert len(copied) == len(records(document, ProvAlternate)) == 1
    members = {m.args[1]: m.args[0] for m in records(document, ProvMembership)}
    pages = [
        next(iter(document.get_record(members[a])[0].get_attribute("tawatur:document"))) for a in copied[0].args[:2]
    ]
    assert pages == ["d3", "d1"], "d3 copied d1"


def test_the_evidence_turns_a_copy_around(invented: Story) -> None:
    turned = msgspec.structs.replace(invented.reuse[0], direction=Direction(from_="d3"))
    there, back = (
        read(msgspec.structs.replace(invented, reuse=[r], attributions=[])) for r in (invented.reuse[0], turned)
    )
    ends = [[d.args[:2] for d in records(x, ProvDerivation) if d.get_attribute("tawatur:reuse")] for x in (there, back)]
    assert ends[0] == [ends[1][0][::-1]]


def test_the_story_comes_from_its_pages_and_this_version(invented: Story) -> None:
    document = read(invented)
    [story] = [e for e in records(document, ProvEntity) if "tawatur:Story" in types(e)]
    assert len(behind(document, story)) == len(invented.documents)
    assert teller(document, story) == f"Tawatur {invented.built_with.tawatur}"


def test_hostile_words_are_words(nasty: Story, hostile: Story, torn: Story, empty: Story) -> None:
    """A NUL stays in JSON's escapes; half a surrogate pair is one U+FFFD; every name is a name that PROV can read."""
    for story in (nasty, hostile, torn, empty):
        found = Counter(type(r) for r in read(story).get_records())
        assert found[ProvEntity] >= 1
    labels = {a.label for a in read(nasty).get_records() if a.is_element()}
    assert '"><img onerror=alert(1)>' in labels
    assert "half a pair \ufffd, a whole one 😀 and 𝒳" in labels


def test_a_fragment_counts_a_line_end_once_and_our_offsets_twice(invented: Story) -> None:
    """RFC 5147 counts CR LF as one character; a span counts code points."""
    page = invented.documents[0]
    crlf = msgspec.structs.replace(page, text="\r\n\r\n" + page.text[:-4])
    written = json.loads(to_prov(msgspec.structs.replace(invented, documents=[crlf, *invented.documents[1:]])))
    here = next(e for e in written["entity"].values() if e.get("tawatur:start") == 93)
    assert here["tawatur:fragment"] == "char=91,128"


def test_the_same_story_gives_the_same_bytes(invented: Story) -> None:
    assert to_prov(invented) == to_prov(invented)
