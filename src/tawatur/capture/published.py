"""What stood beside the page and the times in its text → when it was published, with evidence, and what was rejected.

In order of trust: what a person wrote (`pages.csv`), the page's metadata, its address, «today» with a full date in the text,
a dated line of the article, embedded posts (not before them); the day
on which the page was saved bounds it from above. A day is never invented: where the evidence bounds the publication only
from below or above, ``value`` stays null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Timex
from tawatur.base.document import DateEvidence, Document, Published, RejectedDate
from tawatur.base.span import Span

ISO_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
ISO_MONTH = re.compile(r"^\d{4}-\d\d$")
PARTIAL = re.compile(r"^XXXX-(\d\d)-(\d\d)$")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TRUST = ("sidecar", "metadata", "url", "today", "dateline", "header")
UPDATED = re.compile("نشر|النشر|تحديث|حرر في|كتب في")
FURNITURE = {
    "copyright": "a copyright line's year is the site's, not the article's",
    "poll": "a poll is page furniture",
    "related": "the date of another article",
    "comments": "the date of a reader's comment",
}
WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SLIP = 1  # days by which a page may be put out after its «today»: written before midnight, or a feed's clock
WEEK = timedelta(days=6)


class Grounds(NamedTuple):
    """What the text says, sorted by what it can show."""

    days: list[DateEvidence]
    headers: list[Timex]
    embeds: list[Timex]
    todays: list[Timex]
    weekdays: list[Timex]
    past: list[Timex]
    partial: list[Timex]


def decide(document: Document, found: list[Timex]) -> Document:
    """Decide when the document was published; `found` are its time expressions before any anchoring."""
    grounds = sort_out(document, found)
    rejected = furniture_dates(document)
    evidence = after_capture([*document.published.evidence, *grounds.days], rejected)
    chosen = choose(evidence, grounds, rejected)
    header = latest_header(grounds, chosen, rejected)
    if chosen is None and header is not None and confirmed(header, grounds):
        chosen = said("header", header)
        evidence.append(chosen)
        rejected = [r for r in rejected if r.span != header.span]
    if chosen is not None:
        contradictions(chosen, evidence, grounds, rejected)
        published = dated(chosen, evidence, rejected)
    else:
        published = bounded(evidence, grounds, header, rejected)
    return msgspec.structs.replace(document, published=published)


def sort_out(document: Document, found: Iterable[Timex]) -> Grounds:
    """Sort the text's times by what they can show of the publication."""
    grounds = Grounds([], [], [], [], [], [], [])
    for timex in found:
        zone = zone_of(document, timex.span)
        full = (
            bool(ISO_DAY.match((timex.value or "")[:10]))
            and timex.earliest == timex.latest
            and timex.earliest is not None
        )
        if zone == "embed":
            grounds.embeds.extend([timex] if full else [])
        elif zone in ("date-header", "dateline", "byline", "credit"):
            sort_header(document, timex, grounds) if full else None
        elif zone == "body":
            sort_body(timex, grounds, full=full)
    return grounds


def sort_header(document: Document, timex: Timex, grounds: Grounds) -> None:
    """Tell the article's own dated line from a running header, which shows the day the page was fetched.

    A line that says «published» or «updated», or stands below the headline, is the article's.
    """
    line = line_of(document.text, timex.span)
    headline = document.title.span if document.title else None
    first = min((s.start for s in document.body), default=0)
    below = headline is not None and headline.end <= timex.span.start
    inside = timex.span.start > first and not below
    if below or inside or UPDATED.search(line.of(document.text)):
        grounds.days.append(said("dateline", timex))
    else:
        grounds.headers.append(timex)


def sort_body(timex: Timex, grounds: Grounds, *, full: bool) -> None:
    """Sort an expression of the article's own text."""
    if timex.offset_days is not None and full:
        day = iso(timex) - timedelta(days=timex.offset_days)
        kind = "today" if timex.offset_days == 0 else "day-beside-today"
        grounds.days.append(DateEvidence(kind=kind, span=timex.span, text=timex.text, value=day.isoformat()))
    elif timex.offset_days is not None:
        grounds.todays.append(timex)
    elif full:
        if not ahead(timex):
            grounds.past.append(timex)
    elif timex.weekday is not None and not ahead(timex):
        grounds.weekdays.append(timex)
    if PARTIAL.match(timex.value or ""):
        grounds.partial.append(timex)


def choose(evidence: list[DateEvidence], grounds: Grounds, rejected: list[RejectedDate]) -> DateEvidence | None:
    """Choose the most trusted day, leaving out metadata that the text proves wrong; days that disagree choose nothing."""
    floor = max((iso(t) for t in grounds.past), default=None)
    for kind in (*TRUST[:5], "day-beside-today"):
        days = [e for e in evidence if e.kind == kind and ISO_DAY.match(e.value)]
        for e in [
            e for e in days if kind in ("metadata", "url") and floor and day_of(e) + timedelta(days=SLIP) < floor
        ]:
            rejected.append(
                RejectedDate(span=e.span, text=e.text, why=f"the text tells of {floor} as past: {e.value} is too early")
            )
            days.remove(e)
        values = {e.value for e in days}
        if len(values) == 1:
            return days[0]
        if values and kind in ("sidecar", "metadata", "url"):
            return days[0]
        for e in days:
            rejected.append(
                RejectedDate(
                    span=e.span, text=e.text, why=f"the text gives several days as its own: {', '.join(sorted(values))}"
                )
            )
    return None


def after_capture(evidence: list[DateEvidence], rejected: list[RejectedDate]) -> list[DateEvidence]:
    """Leave out what a page or its address says of a day after the one on which the page was saved."""
    captured = min((day_of(e) for e in evidence if e.kind == "captured" and ISO_DAY.match(e.value)), default=None)
    kept = []
    for e in evidence:
        late = (
            captured and e.kind in ("metadata", "url") and e.value[:10] > (captured + timedelta(days=SLIP)).isoformat()
        )
        if late:
            why = f"the page was saved on {captured}: {e.value} is too late"
            rejected.append(RejectedDate(span=e.span, text=e.text, why=why))
        else:
            kept.append(e)
    return kept


def latest_header(grounds: Grounds, chosen: DateEvidence | None, rejected: list[RejectedDate]) -> Timex | None:
    """Return the running header, the earliest if there are several; reject it as a publication day unless it is the one."""
    if not grounds.headers:
        return None
    header = min(grounds.headers, key=iso)
    for timex in grounds.headers:
        if chosen is None or chosen.value != iso(timex).isoformat():
            why = f"a running header shows the day the page was fetched: published on {iso(timex)} or before"
            rejected.append(RejectedDate(span=timex.span, text=timex.text, why=why))
    return header


def confirmed(header: Timex, grounds: Grounds) -> bool:
    """Say whether the text itself names the header's day: «اليوم الثلاثاء» on a Tuesday, or a date of that day or the day before."""
    day = iso(header)
    named = [t for t in grounds.todays if t.weekday is not None]
    if named:
        return all((day + timedelta(days=t.offset_days or 0)).isoweekday() == t.weekday for t in named)
    near = {day - timedelta(days=n) for n in range(3)}
    dates = {(d.month, d.day) for d in near}
    return any((int(m[1]), int(m[2])) in dates for t in grounds.partial if (m := PARTIAL.match(t.value or ""))) or any(
        iso(t) in near for t in grounds.past
    )


def contradictions(
    chosen: DateEvidence, evidence: list[DateEvidence], grounds: Grounds, rejected: list[RejectedDate]
) -> None:
    """Note what agrees with the chosen day as evidence, and what does not as rejected, with the reason."""
    day = day_of(chosen)
    for timex in [t for t in grounds.todays if t.weekday is not None]:
        written = day + timedelta(days=timex.offset_days or 0)
        if written.isoweekday() == timex.weekday:
            evidence.append(
                DateEvidence(kind="weekday", span=timex.span, text=timex.text, value=f"XXXX-WXX-{timex.weekday}")
            )
        else:
            why = f"the text says {WEEKDAYS[timex.weekday or 0]}; from {day} ({chosen.kind}) it would be {WEEKDAYS[written.isoweekday()]}"
            rejected.append(RejectedDate(span=timex.span, text=timex.text, why=why))
    for other in [e for e in evidence if e is not chosen and ISO_DAY.match(e.value) and e.kind in TRUST]:
        if other.value != chosen.value and not any(r.span == other.span and r.text == other.text for r in rejected):
            why = f"{other.value} ({other.kind}) differs from {chosen.value} ({chosen.kind}), which is trusted more"
            rejected.append(RejectedDate(span=other.span, text=other.text, why=why))
    for timex in [t for t in grounds.past if iso(t) > day + timedelta(days=SLIP)]:
        why = f"the text tells of {iso(timex)} as past, after {chosen.value} ({chosen.kind})"
        rejected.append(RejectedDate(span=timex.span, text=timex.text, why=why))


def dated(chosen: DateEvidence, evidence: list[DateEvidence], rejected: list[RejectedDate]) -> Published:
    """Publish on the chosen day."""
    day = chosen.value
    return Published(value=day, earliest=day, latest=day, evidence=evidence, rejected=rejected)


def bounded(
    evidence: list[DateEvidence], grounds: Grounds, header: Timex | None, rejected: list[RejectedDate]
) -> Published:
    """Bound the publication: a month in the address, embedded posts and past dates below, a running header above."""
    floors = [said("embed", t) for t in grounds.embeds] + [said("past", t) for t in latest(grounds.past)]
    floors = [f for f in floors if header is None or f.value <= iso(header).isoformat()]
    earliest = max((f.value for f in floors), default=None)
    captured = next((e.value for e in evidence if e.kind == "captured"), None)
    ceiling = min(filter(None, (iso(header).isoformat() if header else None, captured)), default=None)
    noted = [*evidence, *floors]
    for timex in grounds.todays[:1] if not grounds.days else []:
        if timex.weekday is not None:
            noted.append(
                DateEvidence(kind="weekday", span=timex.span, text=timex.text, value=f"XXXX-WXX-{timex.weekday}")
            )
    if (month := next((e.value for e in evidence if ISO_MONTH.match(e.value)), None)) is not None:
        first = date.fromisoformat(f"{month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        low = max(first.isoformat(), earliest or "") if (earliest or "") <= last.isoformat() else first.isoformat()
        return Published(
            value=f"{low}/{last}", earliest=low, latest=last.isoformat(), evidence=noted, rejected=rejected
        )
    post = max((iso(t) for t in grounds.embeds), default=None)
    if post is not None and earliest == post.isoformat() and (agreeing := same_week(post, grounds)):
        noted.append(
            DateEvidence(kind="weekday", span=agreeing.span, text=agreeing.text, value=f"XXXX-WXX-{agreeing.weekday}")
        )
        end = min((post + WEEK).isoformat(), ceiling or "9999")
        return Published(value=f"{earliest}/{end}", earliest=earliest, latest=end, evidence=noted, rejected=rejected)
    return Published(value=None, earliest=earliest, latest=ceiling, evidence=noted, rejected=rejected)


def same_week(post: date, grounds: Grounds) -> Timex | None:
    """Return the bare weekday that falls on the posts' day: the text was written on it or in the six days after."""
    if any(t.weekday is not None and t.weekday != post.isoweekday() for t in grounds.weekdays):
        return None
    return next((t for t in grounds.weekdays if t.weekday == post.isoweekday()), None)


def furniture_dates(document: Document) -> list[RejectedDate]:
    """Reject the years of page furniture: a copyright line, a poll, links to other articles."""
    out = []
    for residue in document.residue:
        why = FURNITURE.get(residue.kind)
        if why and (year := YEAR.search(residue.span.of(document.text)[:500])):
            span = Span(*year.span()).shift(residue.span.start)
            out.append(RejectedDate(span=span, text=year.group(), why=why))
    return out


def latest(past: list[Timex]) -> list[Timex]:
    """Keep the latest of the past dates: it bounds from below, the others add nothing."""
    return [max(past, key=iso)] if past else []


def zone_of(document: Document, span: Span) -> str:
    """Name the zone that a span stands in: a residue's kind, or body (headline included)."""
    for residue in document.residue:
        if residue.span.meets(span):
            return residue.kind
    return "body"


def line_of(text: str, span: Span) -> Span:
    """Return the line around a span."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def said(kind: str, timex: Timex) -> DateEvidence:
    """Make evidence of an expression with a full day."""
    return DateEvidence(kind=kind, span=timex.span, text=timex.text, value=iso(timex).isoformat())


def iso(timex: Timex) -> date:
    """Return the day of an expression that has one."""
    return date.fromisoformat((timex.earliest or timex.value or "")[:10])


def day_of(evidence: DateEvidence) -> date:
    """Return the day of evidence that has one."""
    return date.fromisoformat(evidence.value)


def ahead(timex: Timex) -> bool:
    """Say whether the expression's clause speaks of what is to come."""
    return any(r.rule == "times.note" and r.detail == "ahead" for r in timex.because)
