"""An HTML page → the article's text, where each paragraph stands in the source, and what the metadata say."""

from __future__ import annotations

import html
import logging
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tawatur.base.document import Placement
from tawatur.capture import markup, standfirst

TAG = re.compile(r"<[a-zA-Z!/?]")
# The extensive search takes the first number in the page that could be a date for one («2013-01-01»): never use it.
DATES: dict[str, Any] = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
PAID = re.compile(r"""["']?isAccessibleForFree["']?\s{0,9}[:=]\s{0,9}["']?false""", re.I)
MOST_TEXT = 200_000  # characters: a book of a hundred pages
PARAGRAPH = 60  # letters of a run of text that is a paragraph rather than a menu's line or a headline
ENOUGH = 0.5  # of the page's paragraphs: where the quick extraction takes less, the careful one is asked too
TWICE = 2  # times as long: then the article stood in the tables
TOO_BROKEN = (ValueError, AssertionError, RecursionError, TypeError, AttributeError, LookupError)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken out of the HTML; an empty text means that no article was found, and ``why`` may say why."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    sitename: str | None = None
    url: str | None = None
    by: str | None = None
    placements: list[Placement] = []
    paid: bool = False
    whole: bool = True
    why: str | None = None


def looks_like_html(text: str) -> bool:
    """Say whether a text without a telling file name is HTML."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or ("<head" in head and "</" in head)


def extract(content: str) -> Article:
    """Take the article out of a page, scripts, menus and broken markup left behind."""
    letters = markup.Letters(content)
    calmed = markup.calm(content, letters)
    if why := markup.excess(calmed, letters):
        return Article(why=why)
    tree = parsed(calmed)
    if tree is None:
        return Article()
    found = metadata(tree)
    text, by = article_text(tree, letters)
    text = standfirst.restored(text, found.get("title"), letters)
    if len(text) > MOST_TEXT:
        seen = f"the article in this HTML has {len(text):,} characters; one has at most {MOST_TEXT:,}."
        return Article(why=f"{seen} Give its parts as pages of their own.")
    return Article(
        text=text, by=by, placements=markup.placements(letters, text), paid=bool(PAID.search(content)),
        whole="</html" in content[-4096:].lower() or not cut_off(content), **found,
    )  # fmt: skip


@cache
def quiet() -> Any:
    """Load trafilatura without its complaints: what they are about is told in `Unread`."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "readability", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def parsed(content: str) -> Any:
    """Parse the markup, or return null where no parser survives it."""
    try:
        return quiet().load_html(content)
    except TOO_BROKEN:
        return None


def article_text(tree: Any, letters: markup.Letters) -> tuple[str, str | None]:
    """Extract the article quickly; where that takes too little of the page, carefully, and out of tables that lay it out.

    Returns the text and the means that took it.
    """
    enough = ENOUGH * letters.paragraphs(PARAGRAPH)
    text, how = taken(tree, quick=True), " (quick)"
    if text and len(text) >= enough:
        return text, means(how)
    text, how = taken(tree, quick=False), ""
    if len(text) < enough and laid_out(tree):
        inside = taken(tree, quick=False)
        text, how = (inside, " (layout tables)") if len(inside) > TWICE * len(text) else (text, how)
    return (text, means(how)) if text else ("", None)


def laid_out(tree: Any) -> bool:
    """Make plain blocks of a page's tables, and say whether it has any: old sites lay their articles out in tables."""
    tables = list(tree.iter("table", "tbody", "tr", "td", "th", "center"))
    for element in tables:
        element.tag = "div"
    return bool(tables)


def means(how: str) -> str:
    """Name what extracts, with its version."""
    return f"trafilatura {quiet().__version__}{how}"


def taken(tree: Any, quick: bool) -> str:
    """Take the text out of a parsed page, or nothing."""
    try:
        found = quiet().bare_extraction(
            tree, fast=quick, favor_precision=True, include_comments=False, include_tables=False
        )
    except TOO_BROKEN:
        return ""
    return getattr(found, "text", None) or ""


def metadata(tree: Any) -> dict[str, str | None]:
    """Read title, date, site name and address from a page's head, and only these."""
    try:
        return said(tree)
    except TOO_BROKEN:
        return {}


def said(tree: Any) -> dict[str, str | None]:
    """Collect what the head says; raises whatever broken metadata make its readers raise."""
    from htmldate import find_date
    from trafilatura import metadata as reader

    head = reader.extract_meta_json(tree, reader.examine_meta(tree))
    url = web_address(head.url) or web_address(reader.extract_url(tree, None))
    sitename = clean(head.sitename or reader.extract_sitename(tree))
    sitename = sitename.lstrip("@") if sitename else None
    host = urlsplit(url).hostname if url else None
    return {
        "title": clean_title(clean(head.title or reader.extract_title(tree)), sitename),
        "date": find_date(tree, url=url, **DATES),
        "sitename": sitename or (host.removeprefix("www.") if host else None),
        "url": url,
    }


def web_address(url: str | None) -> str | None:
    """Keep an address only if it leads to the web: «javascript:…» and «file:…» are none."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def clean(words: str | None) -> str | None:
    """Write entities as characters and runs of white space as one space."""
    return " ".join(html.unescape(words).split()) or None if words else None


def cut_off(content: str) -> bool:
    """Say whether a page that opens its body never closes it: the file was cut."""
    lowered = content.lower()
    return "<body" in lowered and "</body" not in lowered and "</html" not in lowered


def clean_title(title: str | None, sitename: str | None) -> str | None:
    """Leave the site's name off the end of a title: «… | البيان»."""
    if not title:
        return None
    title = " ".join(title.split())
    head, mark, tail = next(
        ((h, m, t) for m in (" | ", " - ", " – ", " — ", " :: ") for h, _, t in [title.rpartition(m)] if h),
        ("", "", ""),
    )
    return head if mark and sitename and tail.strip() in (sitename.strip(), sitename.strip().split(" ")[0]) else title
