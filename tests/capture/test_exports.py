"""Exports of Telegram's, Facebook's and Zotero's: messages and posts are pages, a library speaks of the files beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.base.document import Document, Unread
from tests.capture.formats import ARTICLE, OTHER, TITLE, html, zip_of

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]
CHANNEL = {
    "name": "أخبار الواحة",
    "type": "public_channel",
    "id": 9,
    "messages": [
        {"id": 1, "type": "service", "date": "2019-03-04T09:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2019-03-05T09:00:00", "from": "أخبار الواحة", "text": ARTICLE},
        {
            "id": 3,
            "type": "message",
            "date": "2019-03-06T10:00:00",
            "edited": "2019-03-07T10:00:00",
            "forwarded_from": "قناة المرفأ",
            "text": ["وصلت إلى ", {"type": "bold", "text": "الميناء"}, " صباح اليوم أول سفينة تحمل القمح هذا الموسم."],
        },
        {"id": 4, "type": "message", "date": "2019-03-06T11:00:00", "photo": "x.jpg", "text": ""},
        {"id": [], "type": "message", "text": "x"},
    ],
}


def write(path: Path, value: object) -> None:
    """Write JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def test_telegram(tmp_path: Path, read: Read) -> None:
    """Each message with words is a page of the channel; what it was forwarded from stands on top and is its credit."""
    write(tmp_path / "result.json", CHANNEL)
    documents, unread = read([tmp_path])
    assert [d.source.rpartition("/")[2] for d in documents] == ["result.json#2", "result.json#3"]
    assert {d.outlet.name for d in documents if d.outlet} == {"أخبار الواحة"}
    assert [[(e.kind, e.value) for e in d.published.evidence] for d in documents] == [
        [("metadata", "2019-03-05")],
        [("metadata", "2019-03-06")],
    ]
    assert documents[0].text == ARTICLE
    first, _, rest = documents[1].text.partition("\n")
    assert first == "[Forwarded from قناة المرفأ]"
    assert rest == OTHER.strip()
    assert [(r.kind, r.span.of(documents[1].text)) for r in documents[1].residue] == [("credit", first)]
    assert "edited" in documents[1].warnings[0]
    assert ["1 messages" in u.why or "message 5" in u.why for u in unread] == [True, True]


def test_telegram_of_an_account(tmp_path: Path, read: Read) -> None:
    """An export of a whole account holds many chats; each message's source names its chat."""
    other = {**CHANNEL, "id": 10, "type": "private_group", "messages": CHANNEL["messages"][1:2]}  # type: ignore[index]
    write(tmp_path / "result.json", {"about": "x", "chats": {"list": [CHANNEL, other]}})
    documents, _ = read([tmp_path])
    assert [d.source.rpartition("#")[2] for d in documents] == ["10/2", "9/2", "9/3"]


def test_facebook(tmp_path: Path, read: Read) -> None:
    """Garbled letters are put right; a post without words of its own is counted; posts of one second stay apart."""

    def garbled(text: str) -> str:
        return text.encode().decode("latin-1")

    posts = [
        {"timestamp": 1551780000, "data": [{"post": garbled(ARTICLE)}], "title": garbled("الواحة shared a link.")},
        {"timestamp": 1551780000, "data": [{"update_timestamp": 1551780000}, {"post": OTHER}], "author": "الواحة"},
        {"timestamp": 1551780001, "attachments": [{"data": []}]},
    ]
    write(tmp_path / "your_posts_1.json", posts)
    documents, unread = read([tmp_path])
    assert [d.text for d in documents] == [ARTICLE, OTHER]
    assert [d.source.rpartition("#")[2] for d in documents] == ["1551780000", "1551780000-2"]
    assert documents[0].published.evidence[0].value == "2019-03-05"
    assert documents[1].outlet is not None
    assert ["1 posts hold no words" in u.why for u in unread] == [True]


RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:link="http://purl.org/rss/1.0/modules/link/">
 <bib:Article rdf:about="https://x.example/1"><z:itemType>newspaperArticle</z:itemType>
  <dcterms:isPartOf><bib:Newspaper><dc:title>أفق الواحة</dc:title></bib:Newspaper></dcterms:isPartOf>
  <link:link rdf:resource="#item_2"/><dc:title>{TITLE}</dc:title><dc:date>2019-03-05</dc:date>
  <dc:identifier><dcterms:URI><rdf:value>https://x.example/1</rdf:value></dcterms:URI></dc:identifier></bib:Article>
 <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/2/a%20b.html"/></z:Attachment>
 <bib:Article rdf:about="https://x.example/2"><z:itemType>webpage</z:itemType><dc:title>x</dc:title></bib:Article>
</rdf:RDF>"""
CSL = [
    {
        "id": "a",
        "type": "article-newspaper",
        "title": TITLE,
        "container-title": "أفق الواحة",
        "URL": "https://x.example/1",
        "issued": {"date-parts": [[2019, 3, 5]]},
        "attachments": [{"path": "files/2/a b.html"}],
    },
    {"id": "b", "type": "webpage", "title": "x", "URL": "https://x.example/2"},
]


@pytest.mark.parametrize("name", ["library.rdf", "library.json"])
@pytest.mark.parametrize("how", ["folder", "alone", "zip"])
def test_zotero(name: str, how: str, tmp_path: Path, read: Read) -> None:
    """A library gives what its items say to the files attached to them; items without a file are counted."""
    library = RDF if name.endswith("rdf") else json.dumps(CSL, ensure_ascii=False)
    if how == "zip":
        (tmp_path / "pile.zip").write_bytes(zip_of({name: library.encode(), "files/2/a b.html": html()}))
    else:
        (tmp_path / "files" / "2").mkdir(parents=True)
        (tmp_path / "files" / "2" / "a b.html").write_bytes(html())
        (tmp_path / name).write_text(library, "utf-8")
    documents, unread = read([tmp_path / name] if how == "alone" else [tmp_path])
    assert len(documents) == 1
    page = documents[0]
    assert page.url == "https://x.example/1"
    assert page.outlet is not None
    assert page.outlet.name == "أفق الواحة"
    assert [(e.kind, e.value) for e in page.published.evidence] == [("sidecar", "2019-03-05")]
    assert ["1 of its 2 items" in u.why for u in unread] == [True]


def test_a_library_reads_nothing_outside_its_folder(tmp_path: Path, read: Read) -> None:
    """An attachment whose path leads out of the library's folder is not read; neither is an entity that names a file."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.html").write_bytes(html())
    items = [{**CSL[0], "attachments": [{"path": "../secret.html"}]}]
    write(tmp_path / "in" / "library.json", items)
    documents, unread = read([tmp_path / "in" / "library.json"])
    assert not documents
    assert "outside its own folder" in unread[0].why
    bomb = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;&a;">]>'
    (tmp_path / "in" / "library.json").unlink()
    (tmp_path / "in" / "b.rdf").write_text(bomb + RDF.replace(TITLE, "&b;").replace("files/2/a%20b", "a"), "utf-8")
    (tmp_path / "in" / "a.html").write_bytes(html())
    documents, unread = read([tmp_path / "in"])
    assert "root:" not in str(documents) + str(unread)
    assert len(documents) == 1
