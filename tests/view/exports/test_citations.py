"""Citations say what is known of a page and no more; BibTeX, RIS and CSL-JSON read back as they were meant."""

import json
import re

import bibtexparser
import pytest
import rispy
from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from tawatur.base.document import DateEvidence, Published
from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.exports import bibtex, citations, csl_json, ris
from tawatur.view.exports.characters import one_line
from tawatur.view.why import UnknownId
from tests.view.exports import stories
from tests.view.story_fixture import documents, story

KEY = re.compile(r"[a-z0-9]+(\d{4}|nd)-[0-9a-f]{1,8}(-\d+)?")

PRINTED = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
}  # fmt: skip
COMMAND = re.compile(r"\\(?:(text[a-z]+)\{\}|([%&#_$]))")


def page(**fields: object) -> citations.Citation:
    """Cite one page with some of its fields changed."""
    (first, *_) = documents({"d2": "عنوان\nنص"})
    return citations.cited(stories.change(first, **fields), "k2019-0")


def bibliography(written: bytes) -> dict[str, dict[str, str]]:
    """Read BibTeX strictly and print LaTeX's commands as LaTeX would: fields by key."""
    library = bibtexparser.parse_string(written.decode("utf-8"))
    assert library.failed_blocks == []
    assert library.comments == library.strings == library.preambles == []
    return {e.key: {f.key: f.value if f.key == "url" else printed(f.value) for f in e.fields} for e in library.entries}


def printed(value: str) -> str:
    """Print the commands that stand for one character; any other, and any bare special character, is an error."""
    rest = COMMAND.sub("", value)
    assert not re.search(r"[\\{}%&#_$~^]", rest), rest
    return COMMAND.sub(lambda c: PRINTED[c[1]] if c[1] else c[2], value)


@pytest.mark.parametrize("made", stories.every())
def test_keys_are_ascii_and_unique_and_the_same_for_one_page_or_all(made: Story) -> None:
    cited = citations.of_story(made)
    assert all(KEY.fullmatch(c.key) for c in cited)
    assert len({c.key for c in cited}) == len(cited)
    assert [citations.of_document(made, c.document)[0].key for c in cited] == [c.key for c in cited]


def test_two_copies_of_one_page_have_two_keys() -> None:
    (d, *_) = story().documents
    assert citations.keys([d, d, d]) == ["was2019-b2049c8c", "was2019-b2049c8c-2", "was2019-b2049c8c-3"]


def test_an_events_citations_quote_the_sentences_that_tell_of_it() -> None:
    texts = {d.id: d.text for d in story().documents}
    cited = citations.of_event(story(), "c1")
    assert [c.document for c in cited] == ["d1", "d2", "d3"]
    for excerpt in (p for c in cited for p in c.excerpts):
        document, _, place = excerpt.place.partition(":")
        start, end = map(int, place.split("-"))
        assert excerpt.words == texts[document][start:end]
    assert "انهار فجرا" in cited[0].excerpts[0].words


def test_an_event_whose_pages_are_gone_cites_those_that_are_there() -> None:
    assert [c.document for c in citations.of_event(stories.loose(), "c1")] == ["d2", "d3"]


def test_a_quotations_citations_are_its_page_and_the_pages_with_the_same_words() -> None:
    cited = citations.of_quotation(story(), "d1a1")
    words = "أن جزءا من سد وادي الريحان انهار فجرا"
    assert [(c.document, [p.words for p in c.excerpts]) for c in cited] == [("d1", [words]), ("d3", [words])]


def test_a_page_is_cited_with_the_words_asked_for() -> None:
    (cited,) = citations.of_document(story(), "d1", Span(0, 6), Span(0, 6), Span(9000, 9001))
    assert [tuple(p) for p in cited.excerpts] == [("انهيار", "d1:0-6")]


@pytest.mark.parametrize("ask", [citations.of_document, citations.of_event, citations.of_quotation])
def test_an_unknown_id_is_told_with_the_ids_that_there_are(ask) -> None:
    with pytest.raises(UnknownId, match="no 'c99' in this story"):
        ask(story(), "c99")


def test_a_page_without_a_headline_is_cited_by_its_first_words() -> None:
    assert page(title=None).title == "نص"
    assert page(title=None, body=[Span(0, 200)], text="كلمة " * 40).title.endswith("كلمة…")


def test_the_day_on_which_a_page_was_saved_is_when_it_was_accessed() -> None:
    saved = DateEvidence(kind="captured", span=None, text="2019-05-02", value="2019-05-02")
    cited = page(published=Published(value="2019", evidence=[saved]))
    assert cited.accessed == "2019-05-02"
    assert csl_json.item(cited)["accessed"] == {"date-parts": [[2019, 5, 2]]}
    assert b"Y2  - 2019/05/02/\r\n" in ris.of_citations([cited])
    assert "urldate = {2019-05-02}" in bibtex.entry(cited)


@pytest.mark.parametrize(
    ("published", "year", "month", "day", "doubt"),
    [
        ("2019-04-12", "2019", "apr", "2019/04/12/", []),
        ("2019-04", "2019", "apr", "2019/04//", []),
        ("2019", "2019", None, "2019///", []),
        ("2019-04-13/2019-04-14", "2019", "apr", "2019/04//", ["published 2019-04-13/2019-04-14"]),
        ("2019-04-30/2019-05-01", "2019", None, "2019///", ["published 2019-04-30/2019-05-01"]),
        ("2018-12-31/2019-01-01", None, None, None, ["published 2018-12-31/2019-01-01"]),
        ("2019-SU", None, None, None, ["published 2019-SU"]),
        ("2019-02-30", None, None, None, ["published 2019-02-30"]),
    ],
)
def test_a_date_is_never_more_precise_than_known(
    published: str, year: str | None, month: str | None, day: str | None, doubt: list[str]
) -> None:
    cited = page(published=Published(value=published))
    (read,) = bibliography(bibtex.of_citations([cited])).values()
    (record,) = rispy.loads(ris.of_citations([cited]).decode("utf-8"))
    assert (read.get("year"), read.get("month")) == (year, month)
    assert (record.get("year"), record.get("date")) == (year, day)
    assert list(cited.doubts()) == doubt


def test_a_date_with_one_bound_stays_a_note() -> None:
    assert list(page(published=Published(earliest="2019-04-15")).doubts()) == ["published 2019-04-15 or later"]
    assert list(page(published=Published(latest="2019-04-15")).doubts()) == ["published 2019-04-15 or earlier"]
    both = page(published=Published(earliest="2019-04-15", latest="2019-04-20"))
    assert list(both.doubts()) == ["published between 2019-04-15 and 2019-04-20"]


@pytest.mark.parametrize("made", stories.every())
def test_bibtex_reads_back(made: Story) -> None:
    """Braces, per cents, a backslash at a field's end: an entry never swallows the next one."""
    cited = citations.of_story(made)
    read = bibliography(bibtex.of_citations(cited))
    assert list(read) == [c.key for c in cited]
    for c in cited:
        fields = read[c.key]
        assert fields["title"] == one_line(c.title)
        assert fields.get("journal") == (one_line(c.outlet) if c.outlet else None)
        assert fields.get("url") == c.url
        assert f"sha256 {c.sha256}" in fields["note"]


@pytest.mark.parametrize("words", ["}", "{", "\\", "a}{b", "\\}", "%&#_$^~", "@misc{x, title={y}}", '"', "100%\nسطر"])
def test_bibtex_escapes_what_latex_would_obey(words: str) -> None:
    read = bibliography(bibtex.of_citations([page()._replace(title=words), page()._replace(key="next")]))
    assert list(read) == ["k2019-0", "next"]
    assert read["k2019-0"]["title"] == one_line(words)
    written = bibtex.text(words)
    assert written.count("{") == written.count("}")


@pytest.mark.parametrize("made", stories.every())
def test_ris_reads_back(made: Story) -> None:
    cited = citations.of_story(made)
    records = rispy.loads(ris.of_citations(cited).decode("utf-8"), skip_unknown_tags=False)
    assert [(r["id"], r["title"], r["language"]) for r in records] == [(c.key, one_line(c.title), "ar") for c in cited]
    assert [r.get("secondary_title") for r in records] == [one_line(c.outlet) if c.outlet else None for c in cited]
    assert [r.get("urls") for r in records] == [[c.url] if c.url else None for c in cited]
    assert all(c.notes[0] in r["notes"] for c, r in zip(cited, records, strict=True))
    assert {r["type_of_reference"] for r in records} <= {"NEWS", "ELEC"}


@pytest.mark.parametrize("made", stories.every())
def test_a_citation_processor_reads_csl_json(made: Story) -> None:
    """It warns of a name that CSL does not have, and warnings are errors here.

    Items with a date range are read and not printed: citeproc-py 0.11.1 fails on ranges in the style that comes with it.
    """
    items = json.loads(csl_json.to_csl_json(made))
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    single = [i for i in items if len(i.get("issued", {}).get("date-parts", [])) < 2]
    for i in single:
        bibliography.register(Cite([CitationItem(i["id"])]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == len(single) >= len(items) - 1
    for i in single:
        assert any(i["title"][:20] in line for line in lines)


def test_csl_json_says_what_is_known() -> None:
    first, second, _, fourth, _ = json.loads(csl_json.to_csl_json(story()))
    assert first["type"] == "article-newspaper"
    assert first["issued"] == {"date-parts": [[2019, 4, 12]]}
    assert second["issued"] == {"date-parts": [[2019, 4, 13], [2019, 4, 14]]}
    assert "issued" not in fourth
    assert "URL" not in fourth
    assert fourth["note"].endswith("file sample/d4.txt; published 2019-04-15 or later")


def test_a_page_of_no_known_outlet_is_no_newspapers() -> None:
    cited = page(outlet=None)
    assert bibtex.entry(cited).startswith("@misc{")
    assert csl_json.item(cited)["type"] == "webpage"
    assert ris.of_citations([cited]).startswith(b"TY  - ELEC\r\n")


@pytest.mark.parametrize("write", [bibtex.to_bibtex, ris.to_ris, csl_json.to_csl_json])
def test_the_same_story_gives_the_same_bytes(write) -> None:
    assert write(story()) == write(story())
    assert write(stories.empty()) in (b"", b"[]\n")
