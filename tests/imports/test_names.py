"""A name from elsewhere never leads out of its folder, never hides what it is, and is one that every system can hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.imports.names import LONGEST, free, safe


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("خبر عاجل.html", "خبر عاجل.html"), ("قَالَ الوزير.txt", "قَالَ الوزير.txt"), ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\x.html", "x.html"), ("/abs/a.txt", "a.txt"), ("C:\\a.txt", "a.txt"),
        ("..", "page"), ("...", "page"), ("", "page"),
        (".hidden.html", "hidden.html"), ("a<b>:\"|?*.html", "a_b______.html"), ("a\x00b\n.txt", "ab.txt"), ("con.txt", "_con.txt"),
        ("COM1", "_COM1"), ("console.txt", "console.txt"), ("a.html. ", "a.html"), ("\u202egpj.lmth", "gpj.lmth"), ("x\ud83d.txt", "x.txt"),
        ("😀.html", "😀.html"), ("a/", "page"), ("  ", "page"),
    ],
)  # fmt: skip
def test_a_name_becomes_safe(name: str, expected: str) -> None:
    assert safe(name) == expected


@given(st.text(max_size=400))
def test_any_name_is_one_plain_file(name: str) -> None:
    made = safe(name)
    assert made and made not in (".", "..") and not made.startswith(".")
    assert not set(made) & set('/\\<>:"|?*')
    assert len(made.encode()) <= LONGEST
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in made)
    assert safe(made) == made, "what is safe stays as it is"


def test_a_long_name_keeps_its_suffix_and_whole_letters() -> None:
    made = safe("ق" * 300 + ".html")
    assert made.endswith("ق.html")
    assert len(made.encode()) <= LONGEST


def test_a_name_that_is_taken_gets_a_number_capital_letters_aside() -> None:
    assert free("A.html", {"a.html", "a-2.HTML"}) == "A-3.html"
    assert free("b.html", {"a.html"}) == "b.html"
