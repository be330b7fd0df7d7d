"""Which outlet: said, in the address, in a credit; else null. And the table itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur import lexicons
from tawatur.base.document import Document, OutletRow, Unread
from tawatur.base.fold import fold
from tawatur.capture.outlets import Register, host_of, name_key
from tawatur.capture.rules import compiled
from tawatur.lexicons import faults

from .conftest import Reader, tables

Read = Callable[[list[str | Path]], tuple[list[Document], list[Unread]]]

KINDS = {"paper", "channel", "agency", "site", "party-organ", "state-body", "radio", "magazine"}
ARTICLE = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف.\n"


@pytest.fixture(scope="module")
def rows() -> list[OutletRow]:
    """Give the outlet table."""
    return tables()[1]


PAGE_TABLES = {"agency_marks", "bodies", "formulas", "not_times"}  # they hold outlets' names because outlets bear them


def test_table_is_sound(rows: list[OutletRow]) -> None:
    """At least 250 outlets and 40 agencies, each with Arabic and Latin forms and its source noted."""
    assert sum(r.kind != "agency" for r in rows) >= 250
    assert sum(r.kind == "agency" for r in rows) >= 40
    assert [r.id for r in rows if not (r.names and r.latin and r.source)] == []
    assert [r.id for r in rows if r.kind not in KINDS] == [], (
        "a kind says what an outlet is, and nothing of its politics"
    )
    assert [r.id for r in rows] == sorted({r.id for r in rows})


def test_cells_are_well_formed(rows: list[OutletRow]) -> None:
    """Countries are two letters, domains are bare hosts, accounts begin with @, Arabic forms are Arabic."""
    assert [r.country for r in rows if not re.fullmatch("[A-Z]{2}", r.country)] == []
    domains = [d for r in rows for d in r.domains]
    assert [d for d in domains if not re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", d) or d.startswith("www.")] == []
    assert [h for r in rows for h in r.handles if not re.fullmatch(r"@\w{1,15}", h)] == []
    assert [n for r in rows for n in r.latin if re.search("[\u0600-\u06ff]", n)] == []
    assert [n for r in rows for n in r.names if not re.search(r"[\u0600-\u06ff]|\d", n)] == []


def test_nothing_is_claimed_twice(rows: list[OutletRow]) -> None:
    """A domain and an account belong to one outlet; a form stands once in a row; a shared one has a form beside it that is not."""
    for claimed in ([d for r in rows for d in r.domains], [h.lower() for r in rows for h in r.handles]):
        assert [c for c, times in Counter(claimed).items() if times > 1] == []
    assert [r.id for r in rows if len(set(r.names)) != len(r.names) or len(set(r.latin)) != len(r.latin)] == []
    bearers = Counter(key for r in rows for key in {name_key(n) for n in (r.id, *r.names, *r.latin)})
    assert [r.id for r in rows if all(bearers[name_key(n)] > 1 for n in r.names)] == []


def test_forms_that_are_plain_words_are_marked(rows: list[OutletRow]) -> None:
    """A form that other tables know as a word, a place or a name is listed in «plain», and «plain» lists forms of the row."""
    folder = Path(lexicons.__file__).parent / "languages" / "ar"
    words = {
        fold(cells["form"])
        for path in folder.glob("*.tsv")
        if path.stem not in PAGE_TABLES
        for _, cells in lexicons.read_rows(path)
        if cells.get("form")
    }
    unmarked = [
        (r.id, name)
        for r in rows
        for name in r.names
        if name not in r.plain and words & {fold(name), fold(name).removeprefix("ال")}
    ]
    assert unmarked == []
    assert [r.id for r in rows if set(r.plain) - set(r.names)] == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.hespress.com/a-1.html", "hespress"),
        ("http://m.hespress.com/a", "hespress"),
        ("https://amp.hespress.com/a", "hespress"),
        ("https://mobile.sport.hespress.com:443/a", "hespress"),
        ("HTTPS://WWW.HESPRESS.COM./a", "hespress"),
        ("https://www-hespress-com.cdn.ampproject.org/c/s/www.hespress.com/amp/1.html", "hespress"),
        ("https://www.google.com/amp/s/m.hespress.com/1.html", "hespress"),
        ("https://web.archive.org/web/20220719101010/https://www.hespress.com/1.html", "hespress"),
        ("https://twitter.com/hespress/status/1", None),
        ("https://x.com/AlArabiya/status/1", "alarabiya"),
        ("https://nothespress.com/a", None),
        ("https://hespress.com.evil.example/a", None),
        ("https://news.example/hespress.com", None),
        ("https://ar.wikipedia.org/wiki/هسبريس", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_outlet_of_an_address(url: str, name: str | None, rows: list[OutletRow]) -> None:
    """A site, its subdomains, its copies in caches and archives and its account are its outlet's; a likeness is not."""
    row = Register(rows).at(url)
    handles = {h for r in rows for h in r.handles if r.id == "hespress"}
    expected = "hespress" if "twitter.com/hespress" in url and "@hespress" in handles else name
    assert (row.id if row else None) == expected


def test_table_has_no_faults() -> None:
    """The table holds no forbidden letters and no row twice."""
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


SILENT = [
    "العالم\n" + ARTICLE * 2,
    "مباشر\n" + ARTICLE * 2,
    "مباشر - " + ARTICLE * 2,
    "العالم - " + ARTICLE * 2,
    "البيان: " + ARTICLE * 2,
    ARTICLE * 2 + "جميع الحقوق محفوظة 2012 للعالم\n",
    ARTICLE * 2 + "جميع الحقوق محفوظة، الخليج 2012\n",
]


@pytest.mark.parametrize(
    "text", SILENT, ids=[t.partition("أعلنت")[0].strip() or t.strip().rpartition("\n")[2] for t in SILENT]
)
def test_a_plain_word_alone_names_no_outlet(text: str, read_text: Reader) -> None:
    """A section's title, «live» or a word of the text is not taken for the outlet of that name."""
    assert read_text(text).outlet is None


SPOKEN = [
    ("هسبريس\n" + ARTICLE * 2, "هسبريس"),
    ("العالم/متابعة\n" + ARTICLE * 2, "العالم"),
    ("قناة العالم\n" + ARTICLE * 2, "العالم"),
    ("لندن - «البيان»: " + ARTICLE * 2, "البيان"),
    (ARTICLE * 2 + "جميع الحقوق محفوظة لصحيفة الخليج 2012\n", "الخليج"),
]


@pytest.mark.parametrize(("text", "name"), SPOKEN, ids=[n + str(i) for i, (_, n) in enumerate(SPOKEN)])
def test_a_plain_word_beside_a_head_noun_or_a_credit_names_its_outlet(text: str, name: str, read_text: Reader) -> None:
    """«العالم» names its channel in «العالم/متابعة» and in «قناة العالم»."""
    outlet = read_text(text).outlet
    assert outlet is not None
    assert outlet.name == name


def test_a_name_below_the_first_paragraph_heads_a_press_review(read_text: Reader) -> None:
    """The paper whose name stands alone above a review's section is not the review's publisher."""
    review = "صحف: خلاف على الطريق الساحلي\n" + ARTICLE + "القدس العربي\n" + ARTICLE
    assert read_text(review).outlet is None
    masthead = read_text("القدس العربي\nخلاف على الطريق الساحلي\n" + ARTICLE * 2, "b.txt").outlet
    assert masthead is not None
    assert masthead.id == "al-quds-alarabi"


def test_site_name_and_sidecar_name_the_outlet(tmp_path: Path, read: Read) -> None:
    """og:site_name names the outlet where no known address does; what a person wrote goes before all."""
    page = (
        "<html><head><meta property='og:site_name' content='{}'></head><body><article><p>"
        + ARTICLE * 3
        + "</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page.format("هسبريس | جريدة إلكترونية"), "utf-8")
    (tmp_path / "b.html").write_text(page.format("هسبريس"), "utf-8")
    (tmp_path / "c.html").write_text(page.format("هسبريس"), "utf-8")
    (tmp_path / "pages.csv").write_text(
        "file,url,outlet\nb.html,https://m.alarabiya.net/a,\nc.html,https://m.alarabiya.net/a,أفق المرافئ\n", "utf-8"
    )
    made, _ = read([tmp_path])
    assert [d.outlet and d.outlet.id for d in made] == ["hespress", "alarabiya", None]
    assert made[2].outlet and made[2].outlet.name == "أفق المرافئ"


def test_tag_that_opens_the_article(read_text: Reader) -> None:
    """A known outlet's tag before the first sentence names the publisher; an agency's tag does not."""
    known = read_text("عمون - أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين.\n", "a.txt")
    assert known.outlet is not None
    assert known.outlet.id == "ammon"
    relayed = read_text("عمان (رويترز) - أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين.\n", "b.txt")
    assert relayed.outlet is None
