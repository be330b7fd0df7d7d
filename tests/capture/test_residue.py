"""What of a page is the article and what is not: cases, every row's example, and spans that never overlap."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.base.document import Document, Page, Unread
from tawatur.base.span import Span
from tawatur.capture import documents, residue
from tawatur.capture.lines import lines
from tawatur.capture.outlets import Register
from tawatur.capture.rules import ResidueRow, compiled
from tawatur.lexicons import faults
from tests.cases_file import cases

from .conftest import Reader, tables

TABLE = Path(documents.__file__).parent.parent / "languages" / "ar" / "residue.tsv"


@pytest.mark.parametrize("case", cases("residue"))
def test_cases(case: dict[str, Any], read_text: Reader) -> None:
    """Every invented page is told apart as a reader would."""
    document = read_text(case["text"])
    wanted = case["expect"]
    assert (document.title.text if document.title else None) == wanted["headline"]
    found = [f"{r.kind}: {' '.join(r.span.of(document.text).split())}" for r in document.residue]
    assert found == wanted["residue"]
    assert len(document.body) == wanted["body"]
    if "outlet" in wanted:
        assert (document.outlet.name if document.outlet else None) == wanted["outlet"]


def test_table_has_no_faults() -> None:
    """The table holds no forbidden letters, no row twice and no row without an example."""
    assert faults(TABLE) == []


def test_every_row_is_its_own_test() -> None:
    """The example of every row that takes whole lines is taken, and by a row of its own kind."""
    lexicons, outlets = tables()
    rules = compiled(lexicons)
    register = Register(outlets, rules.heads)
    article = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف.\n"
    failed = []
    for row in lexicons.rows("residue", ResidueRow):
        if row.match in ("lead", "link", "clause", "open", "head"):
            continue
        example = row.example.replace("[", "").replace("]", "")
        page = lines(f"{article * 2}{example}\n")
        residue.mark(page, rules, register)
        taken = page[2].kind or (residue.pieces(page[2], rules, register) or None)
        if taken is None:
            failed.append(f"{row.line}: {row.match} {example}")
    assert failed == []


def test_reasons_cite_the_row(read_text: Reader) -> None:
    """Every piece of residue says by which rule it was taken, and by which row where a row spoke."""
    document = read_text("انتهى ترميم الجسر القديم فوق الوادي بعد عامين من العمل.\nشارك الخبر\n")
    reason = document.residue[0].because[0]
    assert reason.rule == "residue.line"
    assert reason.row == "residue.tsv: شارك الخبر"


PIECES = st.sampled_from(
    [
        "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين.", "شارك الخبر", "#وسم #آخر", "0 12",
        "اقرأ أيضا", "—", "— Name (@handle) July 3, 2019", "Hello from the harbour pic.twitter.com/abc", "الأحد 3 آذار 2019", "(رويترز)",
        "\u200f", "نص قصير", "قال الوزير", "انتهى العمل. اقرأ أيضا: خبر آخر", "استطلاع", "هل توافق؟", "نعم", "التعليقات", "🎉🎉",
        "12:30 خبر",
        "سوق السمك يفتح أبوابه غدا", "https://example.com/a", "نهاية الجملة. #أ #ب", "\t", "A B C D E F",
        "الرئيسية | أخبار | رياضة",
    ]
)  # fmt: skip
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"])


def pages() -> st.SearchStrategy[str]:
    """Make pages of furniture, sentences and any letters in any order."""
    return st.lists(st.tuples(PIECES | ANY_TEXT, BREAKS), max_size=30).map(lambda p: "".join(a + b for a, b in p))


def check(document: Document) -> None:
    """Body, residue and headline lie inside the text, hold no white space at their ends, and share no letter."""
    spans = sorted([*document.body, *(r.span for r in document.residue)])
    if document.title and document.title.span:
        spans = sorted([*spans, document.title.span])
    for span in spans:
        assert 0 <= span.start < span.end <= len(document.text)
        assert span == span.trim(document.text)
    for one, other in pairwise(spans):
        assert not Span(*one).meets(other)


@settings(max_examples=150, deadline=None)
@given(pages(), st.sampled_from(["text", "record"]), st.sampled_from(["", "سوق السمك يفتح أبوابه غدا", "شارك الخبر"]))
def test_spans_never_overlap(text: str, media: str, title: str) -> None:
    """Whatever stands in a page, its spans are sound and its text is kept as it is."""
    lexicons, outlets = tables()
    content = f"{title}\n\n{text}" if media == "record" and title else text
    page = Page(source="p", sha256="0", media=media, content=content, sidecar={"title": title} if title else {})
    made = documents.make(page, compiled(lexicons), Register(outlets))
    if isinstance(made, Unread):
        assert made.why
    else:
        assert made.text == content
        check(made)


def test_linear_on_bad_input() -> None:
    """A thousand equal lines and one line of two hundred thousand letters are read without delay."""
    lexicons, outlets = tables()
    sentence = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين. "
    tags, boxes = "#وسم " * 5000, "اقرأ أيضا\n" * 2000
    for content in ((sentence + "\n") * 1000, sentence * 3000, tags + sentence, boxes + sentence):
        page = Page(source="p", sha256="0", media="text", content=content)
        made = documents.make(page, compiled(lexicons), Register(outlets))
        assert isinstance(made, Document | Unread)
