"""Credit is read off the later page's words; two runs of one hash share nothing."""

from __future__ import annotations

import pytest

from tawatur.crawls import credit
from tawatur.discover.copies import Side
from tawatur.discover.shingles import Words

SHARED = "أغلقت سلطات ميناء تيما الرصيف الثالث صباح اليوم بعد عطل في الرافعة الكبرى دون وقوع إصابات تذكر"


def side(page: str, outlet: str, text: str) -> Side:
    return Side(page, outlet, text, Words(text, [(0, len(text))]))


def held(one: Side, other: Side) -> list[tuple[int, int]]:
    return [(one.words.forms.index("اغلقت"), other.words.forms.index("اغلقت"))]


@pytest.mark.parametrize(
    ("earlier", "outlet", "later", "credited"),
    [
        ("", "صدى الموانئ", "نقلاً عن صَدى المَوانئ ", True),
        ("", "صدى الموانئ", "", False),
        ("", "صدى الموانئ", "صدى القرار في الموانئ ", False),
        ("تيما (رويترز) ", "بوصلة", "وقالت لرويترز مصادر ", True),
        ("تيما (رويترز) ", "بوصلة", "وقالت مصادر ", False),
        ("", "reuters", "ونقلت رويترز ", True),
        ("", "", "نقلاً عن ", False),
    ],
)
def test_credit_is_the_name_of_the_outlet_or_of_one_agency(
    earlier: str, outlet: str, later: str, credited: bool
) -> None:
    one, other = side("1", outlet, earlier + SHARED), side("2", "غيرها", later + SHARED)
    (passage,) = credit.compare(one, other, held(one, other))
    assert passage.credited is credited
    assert passage.words >= len(SHARED.split())


def test_two_runs_of_one_hash_are_no_passage() -> None:
    one, other = side("1", "", SHARED), side("2", "", "كلمات أخرى لا تشبهها في شيء ولا صلة لها بالميناء أبدا اغلقت")
    assert list(credit.compare(one, other, [(0, 0)])) == []
