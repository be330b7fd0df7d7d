"""robots.txt: which group is ours, which rule binds, how long we wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.capture.fetch.robots import fits, parse

TEXT = """\ufeffUser-agent: *
Disallow: /private/
Allow: /private/open   # a remark
Disallow: /*.pdf$
Disallow: /find?q=
Crawl-delay: 7

User-Agent: greedybot
User-Agent: otherbot
Disallow: /
"""


@pytest.mark.parametrize(("target", "allowed"), [
    ("/", True), ("/news/1", True), ("/private/1", False), ("/private/open/1", True), ("/a/b.pdf", False), ("/a/b.pdf?x", True),
    ("/find?q=a", False), ("/find", True), ("/robots.txt", True), ("/%70rivate/1", False),
])  # fmt: skip
def test_the_longest_rule_binds(target: str, allowed: bool) -> None:
    assert parse(TEXT).allows(target) is allowed


def test_the_wait_that_a_site_wants_is_read() -> None:
    assert parse(TEXT).delay == 7
    assert parse("User-agent: *\nCrawl-delay: soon").delay is None
    assert parse("User-agent: *\nCrawl-delay: -1").delay is None
    assert parse("User-agent: *\nCrawl-delay: nan").delay is None


def test_a_group_of_our_own_goes_before_the_one_for_all() -> None:
    robots = parse(
        "User-agent: *\nDisallow:\n\nUser-agent: Tawatur\nDisallow: /archive\nUser-agent: tawatur/2\nDisallow: /x"
    )
    assert not robots.allows("/archive/1")
    assert parse("User-agent: *\nDisallow: /\n\nUser-agent: tawatur\nDisallow:").allows("/a")
    assert parse("User-agent: tawaturine\nDisallow: /").allows("/a")


def test_rules_with_arabic_letters_fit_however_they_are_written() -> None:
    robots = parse("User-agent: *\nDisallow: /أرشيف/")
    assert not robots.allows("/%D8%A3%D8%B1%D8%B4%D9%8A%D9%81/1")
    assert not robots.allows("/%d8%a3%d8%b1%d8%b4%d9%8a%d9%81/1")


def test_rules_of_equal_length_are_read_kindly() -> None:
    assert parse("User-agent: *\nDisallow: /a\nAllow: /a").allows("/a")


@pytest.mark.parametrize(("pattern", "path", "fitting"), [
    ("/a$", "/a", True), ("/a$", "/ab", False), ("/a*b", "/axxbyy", True), ("/a*b$", "/axxbyy", False), ("/*/print$", "/n/1/print", True),
    ("*", "/x", True), ("/a*a$", "/a", False), ("/a**b", "/ab", True), ("/*x*y*$", "/1y2x", False), ("/ab*b$", "/ab", False),
])  # fmt: skip
def test_stars_and_ends(pattern: str, path: str, fitting: bool) -> None:
    assert fits(pattern, path) is fitting


def test_many_stars_take_no_time() -> None:
    assert not fits("/" + "*a" * 5000 + "$", "/" + "a" * 4999)


@given(st.text(alphabet="ab*$/", max_size=8), st.text(alphabet="ab/", max_size=10))
def test_stars_fit_as_a_plain_expression_says(pattern: str, path: str) -> None:
    import re

    body, end = (pattern[:-1], "$") if pattern.endswith("$") else (pattern, "")
    plain = re.match("".join(".*" if c == "*" else re.escape(c) for c in body) + ("\\Z" if end else ""), path)
    assert fits(pattern, path) is (plain is not None)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    parse(text).allows("/a")
