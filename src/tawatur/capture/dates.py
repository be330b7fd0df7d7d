"""Dates that stand beside a page (sidecar, metadata, address) → ISO days; what is no date is left alone."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from tawatur.base.document import DateEvidence

ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)\d\d)(?!\d)")
MONTH = re.compile(r"^((?:19|20)\d\d)-(\d\d)$")
URL_DAY = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.?-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.?-]|$)"
)
URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})(?=/|$)")


def iso_day(text: str) -> str | None:
    """Read an ISO day from what a machine or a person wrote: «2022-07-19T10:00», «19/07/2022», «Tue, 19 Jul 2022»."""
    if found := ISO.search(text) or YEAR_FIRST.search(text):
        return day(*map(int, found.groups()))
    if found := DAY_FIRST.search(text):
        first, second, year = map(int, found.groups())
        return day(year, second, first)  # Arab countries write the day first
    parsed = parsedate(text)
    return day(*parsed[:3]) if parsed else None


def day(year: int, month: int, number: int) -> str | None:
    """Return the ISO day, or null where the calendar has no such day."""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def evidence(kind: str, text: str) -> DateEvidence | None:
    """Make the evidence of a date that stood beside the page: a day, or a month where only that is given."""
    text = text.strip()
    value = text if MONTH.match(text) else iso_day(text)
    return DateEvidence(kind=kind, span=None, text=text, value=value) if value else None


def in_url(url: str) -> DateEvidence | None:
    """Read the date in an address: «…/2022/07/19/…» a day, «…/2022/07/…» a month."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    if found := URL_DAY.search(path):
        value = day(*(int(g) for g in found.groups() if g))
        if value:
            return DateEvidence(kind="url", span=None, text=found.group().strip("/_-"), value=value)
    if (found := URL_MONTH.search(path)) and 1 <= int(found[2]) <= 12:
        return DateEvidence(
            kind="url", span=None, text=found.group().strip("/"), value=f"{found[1]}-{int(found[2]):02}"
        )
    return None
