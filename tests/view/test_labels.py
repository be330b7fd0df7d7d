"""Arabic words of the interface: dates never more precise than they are, labels without faults, counts that agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicons import HERE, faults, read_rows
from tawatur.view import labels
from tawatur.view.labels import counted, in_words, is_arabic, label, rule_in_words, value_in_words, why_in_words


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "words", "precision"),
    [
        ("2019-04-12", None, None, "الجمعة 12 أبريل/نيسان 2019", "day"),
        ("2019-04-12TMO", None, None, "الجمعة 12 أبريل/نيسان 2019", "day"),
        ("2019-04", None, None, "أبريل/نيسان 2019", "month"),
        ("2019", None, None, "2019", "year"),
        ("2019-SU", None, None, "صيف 2019", "season"),
        ("2019-Q2", None, None, "الربع الثاني من 2019", "season"),
        ("2019-W16", None, None, "من 15 إلى 21 أبريل/نيسان 2019", "week"),
        ("2019-04-15/2019-04-16", None, None, "من 15 إلى 16 أبريل/نيسان 2019", "range"),
        ("2019-04-15/2019-05-02", None, None, "من 15 أبريل/نيسان إلى 2 مايو/أيار 2019", "range"),
        ("2018-12-30/2019-01-02", None, None, "من 30 ديسمبر/كانون الأول 2018 إلى 2 يناير/كانون الثاني 2019", "range"),
        ("2018/2019", None, None, "من 2018 إلى 2019", "range"),
        (None, "2019-04-12", "2019-04-12", "الجمعة 12 أبريل/نيسان 2019", "day"),
        (None, "2019-04-12", None, "في 12 أبريل/نيسان 2019 أو بعده", "open"),
        (None, None, "2019-04-12", "في 12 أبريل/نيسان 2019 أو قبله", "open"),
        (None, None, None, "بلا تاريخ", "none"),
        ("PXD", None, None, "بلا تاريخ", "none"),
        ("PAST_REF", None, None, "بلا تاريخ", "none"),
        ("2019-02-31", None, None, "بلا تاريخ", "none"),
        ("2019-13", None, None, "بلا تاريخ", "none"),
        ("2019-W60", None, None, "بلا تاريخ", "none"),
        ("2019-04-15/XXXX", None, None, "في 15 أبريل/نيسان 2019 أو بعده", "open"),
    ],
)
def test_dates_in_words(
    value: str | None, earliest: str | None, latest: str | None, words: str, precision: str
) -> None:
    """A date is said with the precision it has."""
    said = in_words(value, earliest, latest)
    assert (said.words, said.precision) == (words, precision)
    assert said.lines, "every date has lines for the narrow column"


@settings(deadline=None)
@given(
    st.none() | st.text(max_size=14),
    st.none() | st.text("0123456789-W/SQ", max_size=12),
    st.none() | st.text(max_size=8),
)
def test_any_value_is_said_or_said_to_be_none(value: str | None, earliest: str | None, latest: str | None) -> None:
    """No value, however broken, raises."""
    assert in_words(value, earliest, latest).words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "صفحة واحدة"),
        (2, "صفحتان"),
        (3, "3 صفحات"),
        (10, "10 صفحات"),
        (11, "11 صفحة"),
        (103, "103 صفحات"),
        (100, "100 صفحة"),
    ],
)
def test_counts_agree(number: int, words: str) -> None:
    """Arabic counts one, two, three to ten, and more, each in its own way."""
    assert counted(number, "صفحة واحدة", "صفحتان", "صفحات", "صفحة") == words


def test_an_unknown_value_stays_as_it_is() -> None:
    """A mode that the table lacks is shown, not dropped."""
    assert label("mode", "beekeeping") == "beekeeping"
    assert label("type", "CONSULT") == "تشاور"


def test_the_table_is_clean() -> None:
    """Every row has three cells, no kind names a key twice, no forbidden letter."""
    path = labels.HERE / "labels.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert all(len(row) == 3 for row in rows)
    assert len({(kind, key) for kind, key, _ in rows}) == len(rows)
    assert faults(path) == []


def test_every_value_of_the_nouns_has_a_label() -> None:
    """PLOVER's sixteen types and OTHER, and every fixed vocabulary of the nouns, are named in Arabic."""
    fixed = {
        "type": "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
        "MOBILIZE COERCE ASSAULT OTHER",
        "modality": "happened announced planned hypothetical alleged denied",
        "disagreement": "contradiction update granularity scope spelling",
        "kind": "person organisation place facility outlet agency company agreement exercise conference "
        "event product law",
        "property": "date place who whom office figure first-ever name what number",
        "stance": "neutral assertive distancing revealing denying demanding threatening praising condemning "
        "asking warning",
        "manner": "direct indirect mixed impersonal",
        "link": "person organisation outlet agency document social anonymous group missing",
        "register": "neutral hostile delegitimising scare-quotes honouring euphemism emotive",
        "verdict": "same different unsure",
        "bound": "exactly at_least at_most about",
        "flag": "lower-later higher-later",
        "claim": "first second last only unprecedented greatest",
        "order": "after before",
    }
    missing = [(kind, key) for kind, keys in fixed.items() for key in keys.split() if (kind, key) not in labels.table()]
    assert missing == []


def test_hundreds_take_the_singular() -> None:
    """«100 منبر», but «99 منبرا» and «111 منبرا»."""
    said = [counted(n, "منبر واحد", "منبران", "منابر", "منبرا") for n in (99, 100, 101, 111, 110)]
    assert said == ["99 منبرا", "100 منبر", "101 منبر", "111 منبرا", "110 منابر"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("figure", "killed at_least 7", "قتلى: 7 على الأقل"),
        ("number", "9 killed (exactly)", "قتلى: 9"),
        ("number", "killed and injured about 40", "قتلى ومصابون: نحو 40"),
        ("number", "7", "7"),
        ("date", "2019-04-12", "الجمعة 12 أبريل/نيسان 2019"),
        ("date", "مساء اليوم نفسه", "مساء اليوم نفسه"),
        ("who", "وزارة المياه", "وزارة المياه"),
    ],
)
def test_values_in_words(field: str, value: str, words: str) -> None:
    """A figure is said with what it counts; what is no date or figure stays in the page's words."""
    assert value_in_words(field, value) == words


def test_rules_in_words() -> None:
    """A rule is named by the longest part that the table knows."""
    assert rule_in_words("independence.copied") == "نص مشترك"
    assert rule_in_words("independence.some-new-rule") == label("rule", "independence")
    assert rule_in_words("beekeeping.smoke") == ""


def test_grounds_in_words() -> None:
    """A ground that the table knows is said in Arabic, its opening quotation left off; another stays as it is."""
    assert why_in_words("«قتيلا»: the text does not give who took part") == "لا يذكر النص أطرافها"
    assert why_in_words("One name, spelt differently.") == "اسم واحد برسمين"
    assert why_in_words("«سد»: a new ground") == "«سد»: a new ground"


def test_which_texts_are_arabic() -> None:
    """Most letters decide."""
    assert is_arabic("صفحة لاحقة تذكر عددا أكبر (BBC)")
    assert not is_arabic("One name, spelt differently: «سد».")
    assert not is_arabic("Two offices are given: «رئيس الهيئة العامة لسد وادي الريحان», «مدير السد».")
    assert not is_arabic("")


def test_nearly_every_mode_of_the_event_tables_has_a_label() -> None:
    """Modes are short English words in the tables; the page says them in Arabic. Add rows to `view/labels.tsv`."""
    tables = [HERE / "languages" / "ar" / f"{name}.tsv" for name in ("event_triggers", "light_verbs")]
    modes = {cells.get("mode", "") for path in tables for _, cells in read_rows(path)} - {""}
    missing = sorted(mode for mode in modes if ("mode", mode.replace("-", " ")) not in labels.table())
    assert len(missing) < len(modes) / 20, missing


def test_a_ground_with_values_is_said_in_arabic_with_the_same_values() -> None:
    assert why_in_words("The later page has the larger count of killed: 7, then 12.").endswith("(قتلى): 7 ثم 12")
    assert why_in_words("No table has this: 7.") == "No table has this: 7."
