"""An HTML page → the article's text and what its metadata say: title, date, site name, address."""

from __future__ import annotations

import logging
import re

import msgspec

TAG = re.compile(r"<[a-zA-Z!/?]")
# The extensive search takes the first number in the page that could be a date for one («2013-01-01»): never use it.
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken out of the HTML; an empty text means that no article was found."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    sitename: str | None = None
    url: str | None = None


def looks_like_html(text: str) -> bool:
    """Say whether a text without a telling file name is HTML."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or ("<head" in head and "</" in head)


def extract(content: str) -> Article:
    """Take the article out of a page, scripts, menus and broken markup left behind."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are told in `Unread` instead
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    content = content.replace("\x00", "")
    try:
        found = trafilatura.bare_extraction(
            content, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True,
            date_extraction_params=dict(DATES),
        )  # fmt: skip
    except (ValueError, AssertionError, RecursionError, TypeError, AttributeError):
        return Article()  # markup that no parser survives
    if found is None or isinstance(found, dict):
        return Article()
    title = clean_title(found.title, found.sitename)
    return Article(text=found.text or "", title=title, date=found.date, sitename=found.sitename, url=found.url)


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
