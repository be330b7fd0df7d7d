"""Which outlet: said, in the address, in a credit; else null. And the table itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.base.document import OutletRow
from tawatur.capture.outlets import Register, host_of
from tawatur.capture.rules import compiled
from tawatur.lexicons import faults

from .conftest import Reader, tables

KINDS = {"paper", "channel", "agency", "site", "party-organ", "state-body", "radio", "magazine"}
ARTICLE = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف.\n"


@pytest.fixture(scope="module")
def rows() -> list[OutletRow]:
    """Give the outlet table."""
    return tables()[1]


def test_table_is_sound(rows: list[OutletRow]) -> None:
    """At least 150 outlets and 30 agencies; ids and domains unique; no judgement in the kinds."""
    assert sum(r.kind != "agency" for r in rows) >= 150
    assert sum(r.kind == "agency" for r in rows) >= 30
    assert {r.kind for r in rows} <= KINDS
    assert len({r.id for r in rows}) == len(rows)
    domains = [d for r in rows for d in r.domains]
    assert len(set(domains)) == len(domains)
    assert all(r.names or r.latin for r in rows)
    assert all(len(r.country) == 2 and r.source for r in rows)


def test_table_has_no_faults() -> None:
    """The table holds no forbidden letters and no row twice."""
    from tawatur import lexicons

    assert faults(Path(lexicons.__file__).parent / "outlets" / "outlets.tsv") == []


def test_register_by_name_and_address(rows: list[OutletRow]) -> None:
    """Names are found with or without a head noun, addresses by any parent domain; a shared name finds nobody."""
    register = Register(rows, compiled(tables()[0]).heads)
    assert register.named("صحيفة القدس العربي") == register.named("القدس العربى")
    found = register.at("https://arabic.rt.com/world/1-x/")
    assert found is not None
    assert found.id == "rt-arabic"
    assert register.named("الناس") is None
    assert register.at("https://nowhere.example/a") is None
    assert host_of("http://[broken") == ""


CREDITS = [
    ("هسبريس/متابعة\n", "هسبريس"),
    ("متابعة - الأفق نيوز\n", "الأفق نيوز"),
    ("بغداد/متابعة\n", None),
    ("سامي العلي/متابعة\n", None),
    ("رويترز\n", None),
    ("المصدر: الجزيرة\n", None),
    ("وكالات\n", None),
    ("جميع الحقوق محفوظة لموقع هسبريس 2012\n", "هسبريس"),
]


@pytest.mark.parametrize(("credit", "name"), CREDITS, ids=[c[0].strip() for c in CREDITS])
def test_outlet_in_a_credit_line(credit: str, name: str | None, read_text: Reader) -> None:
    """A name beside «متابعة» is the outlet's; a city, a reporter, an agency or a source copied from is not."""
    page = read_text(ARTICLE * 2 + credit)
    assert (page.outlet.name if page.outlet else None) == name
    assert len(page.residue) == 1


def test_tag_that_opens_the_article(read_text: Reader) -> None:
    """A known outlet's tag before the first sentence names the publisher; an agency's tag does not."""
    known = read_text("عمون - أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين.\n", "a.txt")
    assert known.outlet is not None
    assert known.outlet.id == "ammon"
    relayed = read_text("عمان (رويترز) - أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين.\n", "b.txt")
    assert relayed.outlet is None
