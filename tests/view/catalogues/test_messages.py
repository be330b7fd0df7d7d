"""Every message of the interface has its Arabic, in every plural form; nothing says Arabic past the catalogue."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tawatur.lexicons import FORBIDDEN
from tawatur.view.catalogues.messages import (
    KEYWORDS,
    VIEW,
    as_pair,
    forms,
    messages,
    messages_of,
    sources,
    templates,
    updated,
    without_words,
)
from tawatur.view.language import CATALOGUES, _, catalogue, n_, speaking

AR = CATALOGUES / "ar.po"
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
UPDATE = "run `python -m tawatur.view.catalogues`, then write the words of what is new"
COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111)
FORM_OF = dict(zip(COUNTS, (0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 3, 4), strict=True))  # CLDR: zero one two few many other
SAID = messages(sources())
MODULES = sorted({*VIEW.glob("*.py"), *VIEW.glob("web/**/*.py"), *VIEW.glob("exports/**/*.py")})
PLURALS = [said for said in SAID if not isinstance(said, str)]
# what a terminal shows is not the interface's language, and one module holds the digits themselves
NOT_THE_INTERFACE = {"terminal.py", "language.py"}


def rows() -> list[Message]:
    """The messages of the Arabic catalogue."""
    with AR.open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def test_every_message_is_in_the_catalogue() -> None:
    known = {as_pair(row.id) for row in rows()}  # type: ignore[arg-type]
    assert {said: where for said, where in SAID.items() if as_pair(said) not in known} == {}, UPDATE


def test_the_catalogue_holds_no_message_that_nothing_says() -> None:
    said = {as_pair(one) for one in SAID}
    assert [row.id for row in rows() if as_pair(row.id) not in said] == [], UPDATE  # type: ignore[arg-type]


def test_every_message_has_words_in_every_form() -> None:
    assert without_words(AR) == []
    assert {len(forms(row)) for row in rows()} == {1, 6}


def test_the_catalogue_is_as_its_command_writes_it() -> None:
    """Sorted, and nothing by hand that the next update would lose."""
    assert updated(AR, "ar", SAID) == AR.read_text("utf-8"), UPDATE


def test_no_message_is_both_counted_and_not() -> None:
    """Gettext knows a plural by its singular: the two would be one row."""
    alone = {said for said in SAID if isinstance(said, str)}
    assert [said for said in PLURALS if said[0] in alone] == []


def names(words: str) -> set[str]:
    """The {names} to fill in."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("row", rows(), ids=lambda row: as_pair(row.id)[0][:40])
def test_words_are_filled_in_as_their_message_is(row: Message) -> None:
    """«صفحة واحدة» needs no number: nought, one and two may say theirs in words."""
    asked = set().union(*map(names, as_pair(row.id)))  # type: ignore[arg-type]
    for place, words in enumerate(forms(row)):
        optional = {"n"} if len(forms(row)) == 6 and place < 3 else set()
        assert asked - optional <= names(words) <= asked, words


@pytest.mark.parametrize("row", rows(), ids=lambda row: as_pair(row.id)[0][:40])
def test_words_are_arabic_and_clean(row: Message) -> None:
    """A message that has letters has Arabic ones in Arabic. A tatweel may join «ب» to a quotation mark: «بـ«…»»."""
    has_letters = re.search("[A-Za-z]", without_names(as_pair(row.id)[0]))  # type: ignore[arg-type]
    for words in forms(row):
        assert ARABIC.search(without_names(words)) or not has_letters
        assert [what for what, pattern in FORBIDDEN.items() if pattern.search(words.replace("بـ«", "ب«"))] == []


def without_names(words: str) -> str:
    """The words without the {names} to fill in."""
    return re.sub(r"\{\w+\}", "", words)


def test_messages_are_english() -> None:
    assert [said for said in SAID if ARABIC.search("".join(as_pair(said)))] == []


@pytest.mark.parametrize("said", PLURALS, ids=lambda said: said[0])
def test_every_count_is_said_in_its_own_form(said: tuple[str, str]) -> None:
    one, many = said
    fill = dict.fromkeys(names(one) - {"n"}, "")
    arabic = catalogue("ar").plurals[one]
    assert len(arabic) == 6
    assert not {*arabic} & {one, many}
    for n in COUNTS:
        assert n_(one, many, n, **fill) == arabic[FORM_OF[n]].format(n=n, **fill)
        with speaking("en"):
            assert n_(one, many, n, **fill) == (one if n == 1 else many).format(n=n, **fill)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_arabic_letter_stands_in_a_template(path: Path) -> None:
    assert ARABIC.findall(path.read_text("utf-8")) == [], "say it in English through _ or n_"


@pytest.mark.parametrize("path", sorted(VIEW.rglob("*.js")), ids=lambda path: path.name)
def test_no_arabic_letter_stands_in_a_script(path: Path) -> None:
    """A script has its words from the template, in data attributes; letters that it folds are escaped."""
    assert ARABIC.findall(path.read_text("utf-8")) == []


def plain_strings(source: str) -> Iterator[str]:
    """The strings of a module that are no docstring, as they are written."""
    tree = ast.parse(source)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield ast.get_source_segment(source, node) or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_of_the_interface_says_arabic_itself(path: Path) -> None:
    if path.name not in NOT_THE_INTERFACE:
        assert [said for said in plain_strings(path.read_text("utf-8")) if ARABIC.search(said)] == []


def python_calls(source: str) -> Iterator[tuple[str, list[bool]]]:
    """The calls that say something, and for each argument whether it is written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield (
                f"line {node.lineno}",
                [isinstance(a, ast.Constant) and isinstance(a.value, str) for a in node.args],
            )


def template_calls(source: str) -> Iterator[tuple[str, list[bool]]]:
    """The same of a template."""
    for call in jinja2.Environment().parse(source).find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name in KEYWORDS:
            yield (
                f"line {call.lineno}",
                [isinstance(a, jinja2.nodes.Const) and isinstance(a.value, str) for a in call.args],
            )


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_a_message_is_written_out_where_it_is_said(path: Path) -> None:
    """Words that a variable holds are found by no extractor, and would stay English."""
    read = python_calls if path.suffix == ".py" else template_calls
    calls = list(read(path.read_text("utf-8")))
    assert [line for line, literal in calls if literal not in ([True], [True, True, False])] == []


def test_messages_are_found_in_modules_and_templates(tmp_path: Path) -> None:
    module, template = tmp_path / "a.py", tmp_path / "a.html.j2"
    module.write_text("x = _('a \\'quoted\\'\\nline') + n_('{n} b', '{n} bs', 5, c=_('inner'))\n", "utf-8")
    template.write_text(
        '<p title="{{ _("in «it»") }}">{% if n_("{n} d", "{n} ds", x|length) %}{{ m.at(_("e")) }}{% endif %}', "utf-8"
    )
    assert list(messages_of(module)) == ["a 'quoted'\nline", ("{n} b", "{n} bs"), "inner"]
    assert set(messages_of(template)) == {"in «it»", ("{n} d", "{n} ds"), "e"}


def test_a_template_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Passed over, all its messages would count as unused."""
    broken = tmp_path / "a.j2"
    broken.write_text('{{ _("a") ', "utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError):
        list(messages_of(broken))


def test_an_update_keeps_words_adds_what_is_new_and_drops_what_is_not_said(tmp_path: Path) -> None:
    path = tmp_path / "ar.po"
    header = AR.read_text("utf-8").split("\n\n", 1)[0]
    old = '# a remark\n#, fuzzy\nmsgid "kept"\nmsgstr "محفوظ"\n\nmsgid "gone"\nmsgstr "ذهب"\n'
    path.write_text(f"{header}\n\n{old}", "utf-8")
    text = updated(path, "ar", {"kept": [], 'new «x»\n"y"': [], ("{n} a", "{n} as"): []})
    assert text.startswith(header + "\n\n")
    assert '# a remark\n#, fuzzy\nmsgid "kept"\nmsgstr "محفوظ"' in text
    assert "gone" not in text
    path.write_text(text, "utf-8")
    assert without_words(path) == ["kept", 'new «x»\n"y"', "{n} a"], "fuzzy, and two without words"
    assert updated(path, "ar", {"kept": [], 'new «x»\n"y"': [], ("{n} a", "{n} as"): []}) == text


def test_a_message_that_became_counted_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "ar.po"
    header = AR.read_text("utf-8").split("\n\n", 1)[0]
    path.write_text(f'{header}\n\nmsgid "page"\nmsgstr "صفحة"\n', "utf-8")
    assert 'msgstr[5] ""' in updated(path, "ar", {("page", "pages"): []})


def test_without_a_catalogues_words_english_is_said() -> None:
    assert _("no such message") == "no such message"
    assert n_("{n} unicorn", "{n} unicorns", 3) == "3 unicorns"
