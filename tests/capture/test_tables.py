"""Tables: rows are pages, columns are guessed by their names or given, and how they were read is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur import capture
from tawatur.base.document import Document, Unread
from tawatur.capture.columns import ColumnRow, Columns, ColumnsError, parse
from tests.capture.conftest import tables
from tests.capture.formats import ARTICLE, OTHER, TITLE

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]
ROWS = [
    {"رقم": "7", "العنوان": TITLE, "المتن": ARTICLE, "الصحيفة": "أفق الواحة", "تاريخ النشر": "5/3/2019"},
    {"رقم": "8", "العنوان": "", "المتن": OTHER, "الصحيفة": "", "تاريخ النشر": ""},
]


def cells(rows: list[dict[str, str]], mark: str) -> str:
    """Write rows as a table."""
    lines = [mark.join(rows[0])] + [mark.join(f'"{c}"' for c in row.values()) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("name", "mark", "charset"), [("a.csv", ",", "utf-8-sig"), ("a.csv", ";", "cp1256"), ("a.tsv", "\t", "utf-16")]
)
def test_csv(name: str, mark: str, charset: str, tmp_path: Path, read: Read) -> None:
    """A table with Arabic names of columns is read; the first page says how, and each row's id stands in its source."""
    (tmp_path / name).write_bytes(cells(ROWS, mark).encode(charset))
    documents, unread = read([tmp_path])
    assert not unread
    assert [d.source.rpartition("/")[2] for d in documents] == [f"{name}#7", f"{name}#8"]
    page = documents[0]
    assert page.text == f"{TITLE}\n\n{ARTICLE}"
    assert page.title is not None
    assert page.title.text == TITLE
    assert page.outlet is not None
    assert page.outlet.name == "أفق الواحة"
    assert [(e.kind, e.value) for e in page.published.evidence] == [("metadata", "2019-03-05")]
    assert "text=المتن, title=العنوان, outlet=الصحيفة" in page.warnings[0]
    assert documents[1].warnings == []


def test_rows_that_hold_breaks_and_strange_marks(tmp_path: Path, read: Read) -> None:
    """A cell may hold line ends, doubled marks and Unicode's own line separators; they stay in the text."""
    text = f'{ARTICLE}قال المدير: ""الطريق مفتوح"".\u2028{OTHER}'
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{text}"\n2,{OTHER.strip()}\u2028\n', "utf-8")
    documents, unread = read([tmp_path])
    assert not unread
    assert documents[0].text == text.replace('""', '"')
    assert documents[1].text == OTHER.strip() + "\u2028"


def test_json(tmp_path: Path, read: Read) -> None:
    """A list of objects is read, or the one list in an object; fields of objects in them, and seconds since 1970."""
    item = {
        "source": {"name": "أفق الواحة"},
        "body": ARTICLE,
        "created_time": 1551780000,
        "link": "https://x.example/1",
    }
    (tmp_path / "a.json").write_text(json.dumps([item, "no object", {"body": 3}]), "utf-8")
    (tmp_path / "b.json").write_text(
        json.dumps({"status": "ok", "articles": [{"content": f"<p>{OTHER}</p>"}]}), "utf-16"
    )
    documents, unread = read([tmp_path])
    assert [d.source.rpartition("/")[2] for d in documents] == ["a.json#1", "b.json#1"]
    assert documents[0].outlet is not None
    assert documents[0].outlet.name == "أفق الواحة"
    assert documents[0].url == "https://x.example/1"
    assert [e.value for e in documents[0].published.evidence] == ["2019-03-05"]
    assert documents[1].text.strip() == OTHER.strip()
    assert [u.source.rpartition("#")[2] for u in unread] == ["2", "3"]


def test_json_that_holds_no_pages(tmp_path: Path, read: Read) -> None:
    """Settings, a number, broken and bottomless JSON are named for what they are."""
    cases = {
        "settings.json": ('{"theme": "dark", "sizes": [1, 2]}', "theme, sizes"),
        "number.json": ("3", "not JSON that holds a list"),
        "broken.json": ('{"a": [', "not JSON"),
        "deep.json": ("[" * 10**6, "not"),
        "empty.json": ("[]", "empty"),
        "two.json": ('{"a": [{"text": "x"}], "b": [{"text": "y"}]}', "2 lists"),
    }
    for name, (text, seen) in cases.items():
        (tmp_path / name).write_text(text, "utf-8")
        documents, unread = read([tmp_path / name])
        assert not documents
        assert [seen in u.why or "measure" in u.why for u in unread] == [True], (name, unread)


def test_parquet(tmp_path: Path, read: Read) -> None:
    """A Parquet table is read by the same names; times in it are times."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from datetime import datetime

    rows = [{"headline": TITLE, "content": ARTICLE, "published_at": datetime(2019, 3, 5, 9)}, {"content": OTHER}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    documents, unread = read([tmp_path])
    assert [d.text for d in documents] == [f"{TITLE}\n\n{ARTICLE}", OTHER]
    assert [e.value for e in documents[0].published.evidence] == ["2019-03-05"]
    assert ["Parquet" in u.why for u in unread] == [True]


def test_parquet_without_pyarrow(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, the reason says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    _, unread = read([tmp_path])
    assert "pip install 'tawatur[tables]'" in unread[0].why


def test_given_columns(tmp_path: Path) -> None:
    """A given column goes before a guessed one."""
    (tmp_path / "a.csv").write_text(f"text,lede,by\nx,{OTHER.strip()},أفق الواحة\n", "utf-8")
    documents, unread = capture.read([tmp_path], *tables(), {"text": "lede", "outlet": "by"})
    assert not unread
    assert documents[0].text == OTHER.strip()
    assert documents[0].outlet is not None


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_a_given_column_that_is_not_there(name: str, tmp_path: Path) -> None:
    """A misspelt column is named with those that are there."""
    row = {"text": OTHER.strip(), "by": "أفق"}
    body = (
        json.dumps([row])
        if name == "a.json"
        else json.dumps(row)
        if name == "a.jsonl"
        else f"text,by\n{row['text']},x\n"
    )
    (tmp_path / name).write_text(body, "utf-8")
    _, unread = capture.read([tmp_path], *tables(), {"outlet": "bye"})
    assert ["outlet=bye" in u.why and "text, by" in u.why for u in unread] == [True]


def test_a_table_without_text(tmp_path: Path, read: Read) -> None:
    """A table in which no column is known to hold text says what it has and how to name it."""
    (tmp_path / "a.csv").write_text("price,town\n3,x\n", "utf-8")
    _, unread = read([tmp_path])
    assert ["price, town" in u.why and "--columns, as in text=" in u.why for u in unread] == [True]


@pytest.mark.parametrize("text", ["text", "text=", "words=body", "text=a,text=b", ""])
def test_columns_that_cannot_be_read(text: str) -> None:
    """What is no list of FIELD=NAME is refused with an example."""
    with pytest.raises(ColumnsError, match="columns"):
        parse(text)
    assert parse("text=body, outlet=the source") == {"text": "body", "outlet": "the source"}


def test_every_name_of_a_column_is_chosen() -> None:
    """Every row of `column_names.tsv` is chosen for its field in its own example."""
    columns = Columns(tables()[0])
    for row in tables()[0].rows("column_names", ColumnRow):
        names = [n.strip() for n in row.example.replace("[", "").replace("]", "").split("|")]
        assert columns.choose(names).columns.get(row.field) == row.form, row


def test_columns_in_camel_and_snake_case() -> None:
    """«articleText», «Article_Text» and «ARTICLE-TEXT» are one name."""
    columns = Columns(tables()[0])
    for name in ("articleText", "Article_Text", "ARTICLE-TEXT", "article text"):
        assert columns.choose([name, "n"]).columns == {"text": name}
