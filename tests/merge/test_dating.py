"""What other pages add to a page's publication: intervals with the page named, and never a day that does not follow."""

from __future__ import annotations

import re
import time

import pytest

from tawatur import lexicons
from tawatur.base.annotation import Timex
from tawatur.base.document import Document, Published
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Direction, Passage, Reuse
from tawatur.capture import published
from tawatur.extract import sentences, times
from tawatur.merge import dating

LEXICONS = lexicons.load("ar", tuple(sorted(times.TABLES.items())))
NAMES = ("سامر النجدي", "النجدي", "ليلى الحمداني", "الحمداني", "جزيرة الياقوت", "الياقوت", "وادي الزعفران")
TRIGGERS = ("زيارة", "زيارته", "لقاء", "التقى", "مباحثات")


def page(number: int, text: str, day: str = "") -> Reading:
    """Make a page's reading: its sentences, and the names and triggers that the tagger would see."""
    known = Published(value=day or None, earliest=day or None, latest=day or None)
    body = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    document = Document(
        id=f"d{number}", source=f"page{number}.txt", sha256="", outlet=None, language="ar", title=None, text=text,
        published=known, body=body, residue=[],
    )  # fmt: skip
    reading = Reading.of(document)
    seen = [
        Proposal(layer, label, m.start(), m.end(), 0.99)
        for layer, label, words in (("mention", "PER", NAMES), ("trigger", "CONSULT", TRIGGERS))
        for m in re.finditer("|".join(words), text)
    ]
    return reading.adding(proposals=seen, **sentences.annotate(reading, LEXICONS))


def narrowed(*readings: Reading) -> list[Published]:
    """Date pages as the pipeline does: by their own words, then by each other's."""
    found = {r.document.id: times.find(r, LEXICONS) for r in readings}
    documents = [
        r.document if r.document.published.day else published.decide(r.document, found[r.document.id]) for r in readings
    ]
    made = dating.narrow(documents, found, {r.document.id: r.proposals for r in readings})
    return [d.published for d in made]


VISIT = page(1, "بدأ سامر النجدي اليوم زيارة إلى جزيرة الياقوت.", "2019-03-12")
CASES = [
    (
        "تأتي الزيارة بعد نحو شهرين من زيارة سامر النجدي إلى جزيرة الياقوت.",
        ("2019-04-21", "2019-06-02"),
        "so-long-after",
    ),
    ("تأتي الزيارة بعد أسبوعين من زيارة النجدي إلى جزيرة الياقوت.", ("2019-03-19", "2019-04-02"), "so-long-after"),
    (
        "جاءت الزيارة بعد شهرين من زيارة النجدي إلى جزيرة الياقوت.",
        (None, None),
        "told as past: its own day is not known",
    ),
    ("تأتي الزيارة بعد شهرين من زيارة ليلى الحمداني إلى جزيرة الياقوت.", (None, None), "another visitor"),
    ("تأتي الزيارة بعد شهرين من زيارة سامر النجدي إلى المدينة.", (None, None), "one name only"),
    ("تأتي الزيارة بعد شهرين من مباحثات سامر النجدي في جزيرة الياقوت.", (None, None), "another trigger"),
    ("تأتي الزيارة قبل شهرين من زيارة سامر النجدي إلى جزيرة الياقوت.", (None, None), "before, not after"),
    ("تأتي الزيارة بعد 20 عاما من زيارة سامر النجدي إلى جزيرة الياقوت.", (None, None), "too long to count from"),
    ("كانت زيارة سامر النجدي إلى جزيرة الياقوت في مارس الماضي.", ("2019-04-01", "2020-03-31"), "last-month"),
    ("كانت زيارة سامر النجدي إلى جزيرة الياقوت الشهر الماضي.", ("2019-04-01", "2019-04-30"), "last-month"),
    ("كانت زيارة سامر النجدي إلى جزيرة الياقوت في مايو الماضي.", (None, None), "another month is another visit"),
    ("كانت زيارة سامر النجدي إلى جزيرة الياقوت في مارس المقبل.", (None, None), "what is to come"),
]


@pytest.mark.parametrize(("text", "bounds", "note"), CASES, ids=[c[0][:40] for c in CASES])
def test_an_undated_page_is_narrowed_by_a_dated_one(
    text: str, bounds: tuple[str | None, str | None], note: str
) -> None:
    """Only an explicit link narrows: the same two names and the same kind of happening in both clauses."""
    made = narrowed(VISIT, page(2, text))[1]
    assert (made.earliest, made.latest) == bounds, note
    assert made.day is None
    if bounds != (None, None):
        assert made.evidence[-1].kind == note
        assert "d1" in made.evidence[-1].text


def test_the_weekday_called_today_shrinks_an_interval() -> None:
    """Two months after 12 March, told «today Wednesday»: from the first Wednesday of the interval to its last."""
    text = "بدأت الحمداني اليوم الأربعاء جولة. وتأتي الجولة بعد نحو شهرين من زيارة سامر النجدي إلى جزيرة الياقوت."
    assert narrowed(VISIT, page(2, text))[1].value == "2019-04-24/2019-05-29"


def test_a_loose_interval_never_becomes_a_day() -> None:
    """A fortnight with one or two Wednesdays is left as it is where only one would remain."""
    text = "بدأت الحمداني اليوم الأربعاء جولة. وتأتي الجولة بعد ثلاثة أيام من زيارة سامر النجدي إلى جزيرة الياقوت."
    made = narrowed(VISIT, page(2, text))[1]
    assert (made.day, made.value) == (None, "2019-03-14/2019-03-16")


def test_own_evidence_is_never_contradicted() -> None:
    """A page that tells of 2021 as past was not written in 2019."""
    text = "وقع العقد في 3 مايو 2021.\nكانت زيارة سامر النجدي إلى جزيرة الياقوت في مارس الماضي."
    made = narrowed(VISIT, page(2, text))[1]
    assert (made.value, made.earliest, made.latest) == (None, "2021-05-03", None)


def test_two_visits_on_far_days_say_nothing() -> None:
    """Where dated pages tell two such visits, «so long after the visit» counts from neither."""
    again = page(3, "بدأ سامر النجدي اليوم زيارة إلى جزيرة الياقوت.", "2019-09-12")
    text = "تأتي الزيارة بعد شهرين من زيارة سامر النجدي إلى جزيرة الياقوت."
    assert narrowed(VISIT, page(2, text), again)[1].value is None


def test_a_first_of_its_kind_told_as_past_bounds_from_below() -> None:
    """Who looks back on the first visit writes after it."""
    first = page(1, "بدأ سامر النجدي اليوم أول زيارة إلى جزيرة الياقوت.", "2019-03-12")
    made = narrowed(first, page(2, "مؤخرا كانت أول زيارة قام بها سامر النجدي إلى جزيرة الياقوت."))[1]
    assert (made.value, made.earliest, made.latest) == (None, "2019-03-12", None)


def test_without_names_pages_say_nothing_of_each_other() -> None:
    """Without the tagger only the same words speak."""
    reading = page(2, CASES[0][0])
    found = {r.document.id: times.find(r, LEXICONS) for r in (VISIT, reading)}
    assert dating.narrow([VISIT.document, reading.document], found)[1].published.value is None


def test_relative_times_resolve_where_every_day_of_the_interval_gives_the_same() -> None:
    """«مارس الماضي» on a page of April 2019 to March 2020 is March 2019."""
    reading = page(2, CASES[8][0])
    made = narrowed(VISIT, reading)[1]
    document = Document(id="d2", source="", sha256="", outlet=None, language="ar", title=None, text=reading.text,
                        published=made, body=reading.document.body, residue=[])  # fmt: skip
    assert [t.value for t in times.annotate(reading.adding(document=document), LEXICONS)["times"]] == ["2019-03"]


def shared(one: Reading, other: Reading) -> Reuse:
    """Make a reuse of two whole pages."""
    a, b = (Passage(document=r.document.id, span=Span(0, len(r.text))) for r in (one, other))
    return Reuse(id="r1", a=a, b=b, words=9, own_words=9, similarity=1.0, credited=False, direction=Direction())


def annotated(*readings: Reading) -> list[Timex]:
    return [t for r in readings for t in times.annotate(r, LEXICONS)["times"]]


@pytest.mark.parametrize(
    ("text", "other_day", "count"),
    [
        ("وصل الوفد أمس إلى وادي الزعفران.", "2019-03-14", 2),
        ("وصل الوفد أمس إلى وادي الزعفران.", "2019-03-12", 0),
        ("وصل الوفد أمس إلى وادي الزعفران.", "", 0),
        ("وصل الوفد في 11 مارس 2019 إلى وادي الزعفران.", "2019-03-14", 0),
        ("وصل الوفد اليوم إلى وادي الزعفران.", "2019-03-13", 2),
    ],
)
def test_a_copied_yesterday_is_listed(text: str, other_day: str, count: int) -> None:
    """«أمس» in words that pages of two days share is unplaced on both, each naming the other."""
    one, other = page(1, text, "2019-03-12"), page(2, text, other_day)
    made = dating.relative_dates_that_no_longer_fit(
        [one.document, other.document], annotated(one, other), [shared(one, other)]
    )
    assert len(made) == count
    assert all(u.kind == "time" and "d1" in u.why and "d2" in u.why for u in made)


def test_long_pages_take_linear_time() -> None:
    """A thousand clauses with names and times are narrowed in a moment."""
    long = page(2, "\n".join(c[0] for c in CASES) * 80)
    began = time.perf_counter()
    dating.narrow([VISIT.document, long.document], {"d1": [], "d2": times.find(long, LEXICONS)}, {"d2": long.proposals})
    assert time.perf_counter() - began < 5
