"""Pages into a crawl: each is read once, whatever stops it, and what is read points at its own characters."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from tawatur import crawls, pile
from tawatur.base.document import DateEvidence, Published
from tawatur.base.progress import Step, StoppedError, nowhere
from tawatur.crawls import asking, following, reading
from tawatur.crawls import rows as row_module
from tawatur.discover.local import Local
from tawatur.discover.schemas import MEMBERS, PAGES, READ, REUSE, STORIES, UNREAD
from tawatur.processes import Team, each

TEXT = "أغلقت سلطات ميناء تيما الرصيف الثالث صباح اليوم بعد عطل في الرافعة الكبرى دون وقوع إصابات تذكر"
HOSTILE = [
    'وَقالَ‮ الوزيرُ 😀 <b>&amp;" نعم\x00\x07 بينَ القوسَيْن',
    "خبر",
    "𐤀𐤁 قال المتحدث إن الميناء مفتوح\r\nوالرصيف مغلق",
]


def never(message: str) -> None:
    raise AssertionError(message)


@pytest.fixture
def engine() -> Iterator[Local]:
    with Local(each) as opened:
        yield opened


def article(number: int, text: str = TEXT, **fields: str) -> dict[str, str]:
    return {"title": f"عنوان {number}", "text": f"{text}\nفقرة {number}", "outlet": f"صحيفة {number % 3}"} | fields


def written(path: Path, *articles: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    return path


def read(folder: Path, engine: Local, *paths: Path) -> reading.Gathered:
    with crawls.writing(folder, never) as made:
        return reading.read(list(paths), made, engine, nowhere)


def rows(folder: Path) -> list[dict[str, object]]:
    return [row for batch in crawls.load(folder).pages() for row in batch.to_pylist()]


def test_a_page_that_was_read_is_not_read_again(tmp_path: Path, engine: Local) -> None:
    file = written(tmp_path / "a.jsonl", *(article(n) for n in range(5)))
    assert read(tmp_path / "c", engine, file)[:2] == (5, 0)
    assert read(tmp_path / "c", engine, file)[:2] == (0, 5)
    written(file, *(article(n) for n in range(7)))
    assert read(tmp_path / "c", engine, file)[:2] == (2, 5)
    assert len(rows(tmp_path / "c")) == 7


def test_a_page_of_other_facts_takes_the_place_of_its_old_self(tmp_path: Path, engine: Local) -> None:
    """The same source and bytes, and another day beside them: one page, of the new day."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(TEXT, encoding="utf-8")
    table = tmp_path / "pages" / "pages.csv"
    for day in ("2031-05-01", "2031-06-02"):
        table.write_text(f"file,published\na.txt,{day}\n", encoding="utf-8")
        read(tmp_path / "c", engine, tmp_path / "pages")
    (only,) = rows(tmp_path / "c")
    assert only["day"] == "2031-06-02"


def test_reading_in_processes_gives_the_same_rows(
    tmp_path: Path, engine: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 3)
    file = written(tmp_path / "a.jsonl", *(article(n) for n in range(10)))
    read(tmp_path / "one", engine, file)
    with Team() as team, Local(team.each, 2) as two:
        read(tmp_path / "two", two, file)
    assert rows(tmp_path / "one") == rows(tmp_path / "two")


@pytest.mark.parametrize("text", HOSTILE)
def test_body_and_headline_point_at_their_characters(tmp_path: Path, engine: Local, text: str) -> None:
    title = "عُنوان ‮😀 الخبر"
    read(tmp_path / "c", engine, written(tmp_path / "a.jsonl", article(1, f"{TEXT}\n{text}", title=title)))
    (row,) = rows(tmp_path / "c")
    start, end = row["headline"]  # type: ignore[misc]
    assert str(row["text"])[start:end] == row["title"] == title
    body = row["body"]
    assert isinstance(body, list) and TEXT in [
        str(row["text"])[s:e] for s, e in zip(body[::2], body[1::2], strict=True)
    ]
    assert row["numbers"]


def test_a_lone_surrogate_moves_no_offset() -> None:
    assert row_module.writable("أ\ud800ب\udfff😀") == "أ\ufffdب\ufffd😀"


def test_what_is_not_read_is_listed_with_its_reason_and_not_tried_again(tmp_path: Path, engine: Local) -> None:
    file = written(
        tmp_path / "a.jsonl", article(1), {"title": "", "text": "This page is in English and in no other language."}
    )
    (unread,) = read(tmp_path / "c", engine, file).unread
    assert "English" in unread.why
    again = read(tmp_path / "c", engine, file)
    assert (again.read, again.kept, len(again.unread)) == (0, 2, 1)


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path: Path, engine: Local) -> None:
    (first,) = read(tmp_path / "c", engine, tmp_path / "a.jsonl").unread
    assert first.source.endswith("a.jsonl")
    done = read(tmp_path / "c", engine, written(tmp_path / "a.jsonl", article(1)))
    assert done.read == 1 and done.unread == []


def test_an_error_nobody_foresaw_costs_one_page(tmp_path: Path, engine: Local) -> None:
    def faulty(headline: str, body: str) -> dict[int, int]:  # noqa: ARG001
        if "2" in headline:
            raise ZeroDivisionError("دون")
        return {1: 2}

    file = written(tmp_path / "a.jsonl", *(article(n) for n in range(4)))
    with crawls.writing(tmp_path / "c", never) as made:
        done = reading.read([file], made, engine, nowhere, terms_of=faulty)
    assert done.unread[0].why.startswith("reading it failed (ZeroDivisionError: دون)")
    assert len(rows(tmp_path / "c")) == 3 and rows(tmp_path / "c")[0]["terms"] == [1]


def kills(headline: str, body: str) -> dict[int, int]:  # noqa: ARG001
    if "2" in headline:
        os.kill(os.getpid(), signal.SIGKILL)
    return {}


def test_a_page_that_kills_its_process_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", *(article(n) for n in range(4)))
    with Team() as team, Local(team.each, 2) as two, crawls.writing(tmp_path / "c", never) as made:
        done = reading.read([file], made, two, nowhere, terms_of=kills)
    assert "the process that read it ended over it" in done.unread[0].why
    assert len(rows(tmp_path / "c")) == 3


def test_what_was_read_when_somebody_stops_is_kept(
    tmp_path: Path, engine: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 3)
    file = written(tmp_path / "a.jsonl", *(article(n) for n in range(10)))
    seen: list[Step] = []
    with crawls.writing(tmp_path / "c", never) as made, pytest.raises(StoppedError):
        reading.read([file], made, engine, seen.append, lambda: len(made.manifest.pages) > 0 or len(seen) > 8)
    assert len(rows(tmp_path / "c")) == 3
    assert read(tmp_path / "c", engine, file)[:2] == (7, 3)


def test_pages_of_a_damaged_file_are_read_again_and_no_others(tmp_path: Path, engine: Local) -> None:
    days = ("2031-05-01", "2031-05-02")
    file = written(tmp_path / "a.jsonl", *(article(n, published=days[n % 2]) for n in range(6)))
    read(tmp_path / "c", engine, file)
    path = Path(crawls.load(tmp_path / "c").paths()[0])
    path.write_bytes(path.read_bytes()[:200])
    told: list[str] = []
    with crawls.writing(tmp_path / "c", told.append) as made:
        assert reading.read([file], made, engine, nowhere)[:2] == (3, 3)
    assert len(told) == 1 and str(path) in told[0]
    assert len(rows(tmp_path / "c")) == 6


@pytest.mark.parametrize(
    ("published", "day", "moment"),
    [
        (Published(value="2031-05-01", evidence=[DateEvidence(kind="metadata", span=None, text="2031-05-01T19:11:51", value="2031-05-01")]),
         "2031-05-01", "2031-05-01T19:11:51"),
        (Published(value="2031-05-01", evidence=[DateEvidence(kind="url", span=None, text="/2031/05/01/", value="2031-05-01")]),
         "2031-05-01", "2031-05-01"),
        (Published(earliest="2031-05-01", latest="2031-05-03"), "2031-05-01", "2031-05-01"),
        (Published(latest="2031-05-03"), "2031-05-03", "2031-05-03"),
        (Published(), "", ""),
    ],
)  # fmt: skip
def test_day_and_moment_are_as_far_as_the_page_says(published: Published, day: str, moment: str) -> None:
    assert (row_module.day_of(published), row_module.moment_of(published)) == (day, moment)


def test_who_shares_text_with_whom_is_told_by_pair_of_outlets(tmp_path: Path, engine: Local) -> None:
    file = written(
        tmp_path / "a.jsonl",
        article(1, outlet="تيما برس", published="2031-05-01"), article(2, outlet="المرفأ", published="2031-05-02"),
        article(3, f"نقلا عن تيما برس {TEXT}", outlet="المرفأ", published="2031-05-03"), article(4, outlet="", published="2031-05-04"),
    )  # fmt: skip
    with crawls.writing(tmp_path / "c", never) as made:
        reading.read([file], made, engine, nowhere)
        assert following.copying(made, engine, nowhere).num_rows >= 3
        (only,) = asking.sharing_of(made)
    assert (only.earlier, only.later, only.pages, only.credited, only.uncredited) == ("تيما برس", "المرفأ", 2, 1, 1)
    texts = {row["source"]: str(row["text"]) for row in rows(tmp_path / "c")}
    for example in only.examples:
        (s, e), (x, y) = example.earlier_span, example.later_span
        assert TEXT.split()[3] in texts[example.earlier][s:e] and TEXT.split()[3] in texts[example.later][x:y]


def test_a_story_of_a_crawl_is_built_without_its_files(tmp_path: Path, engine: Local) -> None:
    """Sources, outlets, headlines, texts and days are those of a build from the files."""
    file = written(tmp_path / "a.jsonl", *(article(n, published=f"2031-05-0{n + 1}T08:30:00") for n in range(3)))
    read(tmp_path / "c", engine, file)
    whole = pile.build([file], tagger="light")
    file.unlink()
    with crawls.writing(tmp_path / "c", never) as made:
        members = [{"page": r["page"], "story": "s", "happening": "s", "day": r["day"]} for r in rows(tmp_path / "c")]
        made.commit(members=pa.Table.from_pylist(members, schema=MEMBERS))
    given = asking.pages_of(crawls.load(tmp_path / "c"), "s")
    story = pile.build([], tagger="light", given=given)
    seen = [
        [(d.source, d.outlet, d.title, d.text, d.body, d.published.value) for d in s.documents] for s in (whole, story)
    ]
    assert seen[0] == seen[1] and len(seen[0]) == 3
    assert list(asking.pages_of(crawls.load(tmp_path / "c"), "none")) == []


def test_stories_are_chosen_by_days_words_and_outlets(tmp_path: Path) -> None:
    base = {"pages": 3, "outlets": 2, "happenings": 1, "names": "", "copied": 0.5}
    made = [
        base | {"story": "a", "first": "2031-05-01", "last": "2031-05-03", "headline": "إغلاق الميناء"},
        base
        | {
            "story": "b",
            "first": "2031-05-05",
            "last": "2031-05-09",
            "headline": "فتح الميناء",
            "outlets": 6,
            "pages": 9,
        },
    ]
    with crawls.writing(tmp_path / "c", never) as opened:
        opened.commit(stories=pa.Table.from_pylist(made, schema=STORIES))
    made_crawl = crawls.load(tmp_path / "c")
    chosen = {
        name: [r["story"] for r in asking.stories_of(made_crawl, **some)]  # type: ignore[arg-type]
        for name, some in {
            "all": {}, "since": {"since": "2031-05-04"}, "until": {"until": "2031-05-04"},
            "about": {"about": "المِيناء اغلاق"}, "outlets": {"outlets": 5},
        }.items()
    }  # fmt: skip
    assert chosen == {"all": ["b", "a"], "since": ["b"], "until": ["a"], "about": ["a"], "outlets": ["b"]}


def test_an_empty_crawl_has_its_tables(tmp_path: Path, engine: Local) -> None:
    (tmp_path / "empty").mkdir()
    with crawls.writing(tmp_path / "c", never) as made:
        assert reading.read([tmp_path / "empty"], made, engine, nowhere).read == 0
        assert following.copying(made, engine, nowhere).schema == REUSE
        assert asking.sharing_of(made) == asking.stories_of(made) == []
        assert made.table("unread", UNREAD).num_rows == 1
    assert READ.names == [*PAGES.names, "why"]
