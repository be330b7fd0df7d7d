"""Words of the interface for values: dates never more precise than they are, labels without faults, in both languages."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicons import HERE, faults, read_rows
from tawatur.view import labels
from tawatur.view.labels import (
    figure_in_words,
    in_words,
    is_arabic,
    is_understood,
    label,
    rule_in_words,
    value_in_words,
    why_in_words,
)
from tawatur.view.language import DIGITS, LANGUAGES, speaking


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
    st.sampled_from(LANGUAGES),
    st.sampled_from(DIGITS),
)
def test_any_value_is_said_or_said_to_be_none(
    value: str | None, earliest: str | None, latest: str | None, language: str, digits: str
) -> None:
    """No value, however broken, raises."""
    with speaking(language, digits):
        said = in_words(value, earliest, latest)
    assert said.words == " ".join(said.lines)
    assert said.words


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "words"),
    [
        ("2022-07-19", None, None, "Tuesday 19 July 2022"),
        ("2019-04", None, None, "April 2019"),
        ("2019", None, None, "2019"),
        ("2019-SU", None, None, "summer 2019"),
        ("2019-Q2", None, None, "second quarter of 2019"),
        ("2019-W16", None, None, "from 15 to 21 April 2019"),
        ("2019-04-15/2019-05-02", None, None, "from 15 April to 2 May 2019"),
        ("2018-12-30/2019-01-02", None, None, "from 30 December 2018 to 2 January 2019"),
        (None, "2019-04-12", None, "on or after 12 April 2019"),
        (None, None, "2022-07-20", "by 20 July 2022"),
        ("PXD", None, None, "no date"),
    ],
)
def test_dates_in_english(value: str | None, earliest: str | None, latest: str | None, words: str) -> None:
    with speaking("en"):
        assert in_words(value, earliest, latest).words == words


def test_a_range_of_quarters_says_the_year_of_each() -> None:
    with speaking("en"):
        said = in_words("2019-Q1/2019-Q2")
    assert said.lines == ("from first quarter of 2019", "to second quarter of 2019")


def test_a_date_has_a_line_for_its_year() -> None:
    assert in_words("2019-04-12").lines == ("الجمعة", "12 أبريل/نيسان", "2019")
    assert in_words(None, None, "2019-04-12").lines == ("في 12 أبريل/نيسان", "2019 أو قبله")
    with speaking("en"):
        assert in_words("2019-04-15/2019-04-16").lines == ("from 15", "to 16 April", "2019")


def test_arabic_digits_write_dates_and_figures_and_never_a_pages_words() -> None:
    with speaking("ar", "arabic"):
        assert in_words("2019-04-12").words == "الجمعة ١٢ أبريل/نيسان ٢٠١٩"
        assert in_words("2019").year == "٢٠١٩"
        assert figure_in_words("7", "killed", "at_least") == "قتلى: ٧ على الأقل"
        assert value_in_words("who", "فوج 12") == "فوج 12"
        assert why_in_words("The later page has the larger count of killed: 7, then 12.").endswith("(قتلى): ٧ ثم ١٢")


def test_an_unknown_value_stays_as_it_is() -> None:
    """A mode that the table lacks is shown, not dropped."""
    assert label("mode", "beekeeping") == "beekeeping"
    assert label("type", "CONSULT") == "تشاور"
    with speaking("en"):
        assert label("mode", "beekeeping") == "beekeeping"
        assert label("type", "CONSULT") == "consultation"


def test_the_table_is_clean() -> None:
    """Every row has four cells and words in both languages, no kind names a key twice, no forbidden letter."""
    path = labels.HERE / "labels.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert rows[0] == ["kind", "key", *LANGUAGES]
    assert all(len(row) == 4 for row in rows)
    assert len({(kind, key) for kind, key, *_ in rows}) == len(rows)
    assert [row for row in rows if not all(row)] == [["bound", "exactly", "", ""]]
    assert faults(path) == []


def test_english_has_no_arabic_letter_and_arabic_no_latin_word() -> None:
    rows = labels.table()
    assert [k for k, row in rows.items() if any("\u0600" <= c <= "\u06ff" for c in row["en"])] == []
    named = [re.sub(r"\{\w+\}", "", row["ar"]) for row in rows.values()]
    assert [words for words in named if re.search("[A-Za-z]", words)] == []


def test_a_ground_in_english_is_its_own_sentence_with_the_same_gaps() -> None:
    for (kind, key), row in labels.table().items():
        if kind == "why":
            assert row["en"] == key
            assert set(re.findall(r"\{\w+\}", row["ar"])) <= set(re.findall(r"\{\w+\}", key))


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


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("exactly", "killed: 7"),
        ("at_least", "killed: at least 7"),
        ("at_most", "killed: at most 7"),
        ("about", "killed: about 7"),
        ("nearly", "killed: 7 nearly"),
    ],
)
def test_figures_in_english(bound: str, words: str) -> None:
    with speaking("en"):
        assert figure_in_words("7", "killed", bound) == words


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
    with speaking("en"):
        assert why_in_words("«قتيلا»: the text does not give who took part") == "the text does not give who took part"
        assert why_in_words("A later page has another count of EGP: 7, then 12") == (
            "A later page has another count of Egyptian pounds: 7, then 12"
        )


def test_which_texts_are_arabic() -> None:
    """Most letters decide."""
    assert is_arabic("صفحة لاحقة تذكر عددا أكبر (BBC)")
    assert not is_arabic("One name, spelt differently: «سد».")
    assert not is_arabic("Two offices are given: «رئيس الهيئة العامة لسد وادي الريحان», «مدير السد».")
    assert not is_arabic("")


def test_what_a_reader_of_either_language_understands() -> None:
    assert (is_understood("صفحة لاحقة"), is_understood("A later page"), is_understood("")) == (True, False, False)
    with speaking("en"):
        assert (is_understood("صفحة لاحقة"), is_understood("A later page"), is_understood("")) == (False, True, False)


def test_nearly_every_mode_of_the_event_tables_has_a_label() -> None:
    """Modes are short English words in the tables; the page says them in Arabic. Add rows to `view/labels.tsv`."""
    tables = [HERE / "languages" / "ar" / f"{name}.tsv" for name in ("event_triggers", "light_verbs")]
    modes = {cells.get("mode", "") for path in tables for _, cells in read_rows(path)} - {""}
    missing = sorted(mode for mode in modes if ("mode", mode.replace("-", " ")) not in labels.table())
    assert len(missing) < len(modes) / 20, missing


def test_a_ground_with_values_is_said_in_arabic_with_the_same_values() -> None:
    assert why_in_words("The later page has the larger count of killed: 7, then 12.").endswith("(قتلى): 7 ثم 12")
    assert why_in_words("No table has this: 7.") == "No table has this: 7."


def test_the_grounds_of_a_sum_are_said_and_ids_and_quoted_words_stay() -> None:
    said = labels.detail_in_words("d3v1 = d5v4: shared bodies, of what happens once +0.9, mode +0.6")
    assert said == "\u200fd3v1 = d5v4: جهات مشتركة في ما لا يقع إلا مرة \u2066+0.9\u2069، صنف واحد \u2066+0.6\u2069"
    assert labels.detail_in_words("«same day» = «mode»: nothing known") == "«same day» = «mode»: nothing known"
    with speaking("en"):
        assert labels.detail_in_words("d1v1 = d1v2: mode +0.6") == "d1v1 = d1v2: same mode \u2066+0.6\u2069"
        assert labels.detail_in_words("«سد» = «السد»: same letters") == "\u200e«سد» = «السد»: same letters"
