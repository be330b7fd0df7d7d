"""The publication date: what decides it, what only bounds it, and what is rejected with a reason; no day is invented."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.document import DateEvidence, Document, Published, Residue, Title
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.capture import published
from tawatur.extract import sentences, times
from tawatur.merge import dating
from tests.cases_file import cases

LEXICONS = lexicons.load("ar", tuple(sorted(times.TABLES.items())))
MARKS = {"header: ": "date-header", "below: ": "date-header", "post: ": "embed"}


def page(text: str, beside: dict[str, str] | None = None, name: str = "d1") -> Document:
    """Make a document whose marked lines are residue; the line above a «below:» line is the headline."""
    lines, body, residue, title, start = [], [], [], None, 0
    for line in text.split("\n"):
        mark = next((m for m in MARKS if line.startswith(m)), None)
        words = line.removeprefix(mark or "")
        span = Span(start, start + len(words))
        if mark == "below: " and body:
            title = Title(text=lines[-1], span=body[-1])
        if mark:
            residue.append(Residue(span=span, kind=MARKS[mark]))
        elif words:
            body.append(span)
        lines.append(words)
        start += len(words) + 1
    evidence = [DateEvidence(kind=k, span=None, text=v, value=v) for k, v in (beside or {}).items()]
    return Document(
        id=name, source=f"{name}.txt", sha256="", outlet=None, language="ar", title=title, text="\n".join(lines), body=body,
        residue=residue, published=Published(evidence=evidence),
    )  # fmt: skip


def decided(document: Document) -> Document:
    """Decide a document's date from its own times."""
    reading = Reading.of(document)
    reading = reading.adding(**sentences.annotate(reading, LEXICONS))
    return published.decide(document, times.find(reading, LEXICONS))


@pytest.mark.parametrize("case", cases("published"))
def test_case(case: dict[str, Any]) -> None:
    """Each case gives this value and these bounds, and rejects so many dates with a reason."""
    made = decided(page(case["text"], case.get("beside"))).published
    assert [made.value, made.earliest, made.latest] == case["expect"]
    assert len(made.rejected) == case["rejected"]
    assert all(r.why for r in made.rejected)


def test_evidence_points_at_its_words() -> None:
    """Every ground cites its span, and the words stand there."""
    document = decided(page("وصل الوفد اليوم الثلاثاء 12 مارس 2019، وغادر أمس الاثنين."))
    kinds = {e.kind: e for e in document.published.evidence}
    assert set(kinds) == {"today", "weekday"}
    assert all(e.span and e.span.of(document.text) == e.text for e in kinds.values())


def test_a_copyright_year_is_rejected() -> None:
    """The year of a copyright line is named and refused."""
    document = page("افتتح الجسر في حفل كبير.\nجميع الحقوق محفوظة 2021")
    line = document.body[-1]
    document = msgspec.structs.replace(
        document, body=document.body[:-1], residue=[Residue(span=line, kind="copyright")]
    )
    made = decided(document).published
    assert (made.value, [r.text for r in made.rejected]) == (None, ["2021"])


def test_decide_is_pure() -> None:
    """The given document keeps its own evidence."""
    document = page("وصل الوفد اليوم الثلاثاء 12 مارس 2019.", {"metadata": "2019-03-12"})
    decided(document)
    assert len(document.published.evidence) == 1


SAYING = "قالت البلدية في بيان أصدرته مساء إنها افتتحت الجسر الجديد اليوم الثلاثاء أمام المارة."


def narrowed(*documents: Document) -> list[Document]:
    """Decide all, then let each narrow the others."""
    made = [decided(d) for d in documents]
    found = {}
    for document in made:
        reading = Reading.of(document)
        found[document.id] = times.find(reading.adding(**sentences.annotate(reading, LEXICONS)), LEXICONS)
    return dating.narrow(made, found)


def test_the_same_words_with_today_narrow_an_undated_page() -> None:
    """A page that carries a dated page's sentence with «today, Tuesday» was put out then or the day after."""
    dated, undated = page(SAYING, {"metadata": "2019-03-12"}), page("خبر عاجل.\n" + SAYING, name="d2")
    first, second = narrowed(dated, undated)
    assert first.published.value == "2019-03-12"
    assert second.published.value == "2019-03-12/2019-03-13"
    assert second.published.evidence[-1].kind == "same-words"


def test_other_words_narrow_nothing() -> None:
    """The same weekday in other words is another Tuesday, for all one knows."""
    other = page("وصل الوفد اليوم الثلاثاء إلى القرية البعيدة بعد رحلة طويلة.", name="d2")
    assert narrowed(page(SAYING, {"metadata": "2019-03-12"}), other)[1].published.value is None


def test_a_weekday_that_disagrees_narrows_nothing() -> None:
    """A page dated on a Wednesday does not say what its «today, Tuesday» was."""
    assert narrowed(page(SAYING, {"metadata": "2019-03-13"}), page(SAYING, name="d2"))[1].published.value is None


PIECES = [
    "اليوم ",
    "الثلاثاء ",
    "12 ",
    "مارس ",
    "2019 ",
    "أمس ",
    "\n",
    "header: ",
    "post: ",
    "31/2/2019 ",
    "2019-03-12 ",
    "سوف ",
    ".",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_bounds_hold_the_value(text: str) -> None:
    """Whatever the text, a day is bounded by itself, and earliest is never after latest."""
    made = decided(page(text)).published
    if made.day:
        assert made.earliest == made.latest == made.day
    if made.earliest and made.latest:
        assert made.earliest <= made.latest
