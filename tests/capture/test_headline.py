"""Which line is the headline."""

from __future__ import annotations

import pytest

from tawatur.capture.headline import decide
from tawatur.capture.lines import lines
from tawatur.capture.rules import compiled

from .conftest import Reader, tables

BODY = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف، وتستمر الأعمال عامين كاملين.\n"
FIRST = [
    ("سوق السمك الجديد يفتح أبوابه في الشقراء", True),
    ("بعد عامين من الإغلاق.. الجسر القديم يعود إلى الخدمة", True),
    ("متى يفتح الجسر القديم أمام الشاحنات؟", True),
    ("«سدود بلا ماء»: عام من الجفاف في السهل", True),
    ("وقال إن الجسر سيفتح أمام الشاحنات غدا", False),
    ("قال رئيس البلدية إن الجسر سيفتح أمام الشاحنات غدا", False),
    ("افتتح رئيس البلدية الجسر القديم صباح أمس.", False),
    ("وذكر المهندس أن الأعمال تستمر عامين،", False),
]


@pytest.mark.parametrize(("line", "headline"), FIRST, ids=[f[0] for f in FIRST])
def test_first_line(line: str, headline: bool, read_text: Reader) -> None:
    """A headline is short, has no full stop and does not go on from a sentence that is not there."""
    page = read_text(f"{line}\n{BODY * 3}")
    assert (page.title is not None) == headline
    if page.title:
        assert page.title.span == (0, len(line))
        assert page.title.span not in page.body


def test_given_title_that_stands_in_the_text(read_text: Reader) -> None:
    """A page of one paragraph has no headline, however short it is."""
    assert read_text(BODY).title is None
    assert read_text("سوق السمك الجديد يفتح أبوابه في الشقراء\n").title is None


def test_headline_under_menus(read_text: Reader) -> None:
    """On a page saved whole the headline is the line that the window's title begins with."""
    menus = "الرئيسية\nأخبار\nرياضة\nفيديو\nشريط الأخبار\nسيول تقطع طريق الجبل\n"
    page = read_text(f"سوق السمك يفتح أبوابه غدا - أفق الواحة\n{menus}سوق السمك يفتح أبوابه غدا\n{BODY * 3}")
    assert page.title is not None
    assert page.title.text == "سوق السمك يفتح أبوابه غدا"
    assert len(page.body) == 3


@pytest.mark.parametrize(
    "given",
    [
        "افتتاح سوق السمك الجديد في بلدة الشقراء",
        "المدينة نيوز - افتتاح سوق السمك الجديد في بلدة الشقراء",
        "افتتاح سوق السمك الجديد في بلدة الشقراء | المدينة",
        "افتتاح سوق السمك الجَديد في بلدة الشقراء",
    ],
)
def test_a_given_title_is_found_with_the_sites_name_at_either_end(given: str) -> None:
    """The title of the page's head is the headline in its text, site's name and vowel marks apart."""
    text = "افتتاح سوق السمك الجديد في بلدة الشقراء\nافتتح رئيس البلدية أمس سوق السمك الجديد.\n"
    title = decide(lines(text), given, text, compiled(tables()[0]))
    assert title is not None
    assert title.span is not None
    assert title.span.of(text) == title.text == "افتتاح سوق السمك الجديد في بلدة الشقراء"


def test_half_a_title_is_no_headline() -> None:
    """A title of two halves is not cut at its dash: neither half is a site's name."""
    text = "افتتاح سوق السمك الجديد في الشقراء\nافتتح رئيس البلدية أمس سوق السمك الجديد.\n"
    given = "افتتاح سوق السمك الجديد في الشقراء - والصيادون يطلبون رصيفا جديدا قبل الصيف"
    title = decide(lines(text), given, text, compiled(tables()[0]))
    assert title is not None
    assert title.span is None
