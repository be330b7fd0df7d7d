"""What other pages of the story add to a page's publication date: only what is explicit, and an interval rather than a day.

Each rule names the other page in its evidence. *Same words*: a run of words with «today» and a weekday in it, on a dated
page too, speaks of the same day. *So long after*: «تأتي الزيارة بعد نحو شهرين من لقاء …» counts from a meeting that a
dated page tells. *Last month*: «التقى … في يوليو الماضي» is the July of the dated page that tells the same meeting. *Told as
past*: a first of its kind cannot be looked back on before it happened. *Today's weekday*: an interval shrinks to the
weekday that the page calls today.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

import msgspec

from tawatur.base.annotation import Timex
from tawatur.base.document import DateEvidence, Document, Published
from tawatur.base.fold import fold
from tawatur.base.proposal import Proposal
from tawatur.base.reason import Unplaced
from tawatur.base.span import Span
from tawatur.base.story import Passage, Reuse
from tawatur.base.tokens import Tokens

RUN = 8  # words around «today» that must be the same
DAYS_AFTER = 1
SURE = 0.6  # of a name or a trigger, to rest a date on it
LENGTH = re.compile(r"^P(\d{1,3})([DWMY])$")
DAYS = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}
LOOSE = {"D": 1, "W": 7, "M": 21, "Y": 60}  # days by which «بعد نحو شهرين» may be off, by its unit
SPREAD = 14  # days over which the tellings of one visit may lie
LONGEST = 400  # days: longer lengths are told too loosely
COMING = re.compile(
    "(?<![\u0621-\u064a])و?[تي]أتي(?![\u0621-\u064a])"
)  # «تأتي الزيارة بعد …»: what comes is today's news
AFTER = re.compile("(?<![\u0621-\u064a])(?:بعد|عقب)(?: مرور| مضي)?\\s*$")
FIRST = re.compile("(?<![\u0621-\u064a])(?:ال)?(?:أول|اول|أولى|اولى|أولي|لأول)(?![\u0621-\u064a])")
PAUSE = re.compile(r"[\n؟!]|\.(?=\s|$)")
MONTH = re.compile(r"^XXXX-(\d\d)$")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Telling(NamedTuple):
    """A clause that tells a happening: its names and triggers, and the days on which it happened, where known."""

    document: str
    text: str
    names: list[frozenset[str]]
    triggers: set[tuple[str, str]]
    days: frozenset[date] = frozenset()


Proposed = Mapping[str, Sequence[Proposal]]


def narrow(
    documents: list[Document], times_by_document: dict[str, list[Timex]], proposals_by_document: Proposed | None = None
) -> list[Document]:
    """Return the documents, those without a day narrowed by what the other pages say.

    `proposals_by_document` are the tagger's names and triggers; without them only same words and weekdays speak.
    """
    proposed = {id: sorted(p, key=attrgetter("start")) for id, p in (proposals_by_document or {}).items()}
    dated = [d for d in documents if d.published.day]
    sayings = {
        key: (document, day)
        for document in dated
        for timex, key in shared_todays(document, times_by_document.get(document.id, []))
        if (day := said_day(document, timex)) is not None
    }
    known = [t for d in dated for t in dated_tellings(d, times_by_document.get(d.id, []), proposed.get(d.id, ()))]
    out = []
    for document in documents:
        if not document.published.day:
            times = times_by_document.get(document.id, [])
            document = narrowed(document, times, sayings)
            for rule in (so_long_after, last_month, told_as_past) if known and proposed.get(document.id) else ():
                document = rule(document, times, proposed[document.id], known)
            document = on_todays_weekday(document, times)
        out.append(document)
    return out


# ------------------------------------------------------------------ same words


def said_day(document: Document, timex: Timex) -> date | None:
    """Return the day that «today Tuesday» means on a dated page, where the weekday agrees with it."""
    today = date.fromisoformat(document.published.day or "")
    day = today + timedelta(days=timex.offset_days or 0)
    return day if day.isoweekday() == timex.weekday else None


def shared_todays(document: Document, times: list[Timex]) -> Iterator[tuple[Timex, tuple[str, ...]]]:
    """Yield each «today» with a weekday, with the words around it that a copy would share."""
    named = [t for t in times if t.offset_days == 0 and t.weekday is not None]
    tokens = Tokens(document.text) if named else None
    for timex in named:
        assert tokens is not None
        at = tokens.within(timex.span)
        first = max(0, at.start - RUN)
        words = tuple(w for w in tokens.words[first : at.stop] if w[:1].isalnum())
        if len(words) >= RUN:
            yield timex, words[-RUN - len(at) :]


def narrowed(document: Document, times: list[Timex], sayings: dict[tuple[str, ...], tuple[Document, date]]) -> Document:
    """Narrow one undated document, naming the page and the words that allow it."""
    for timex, key in shared_todays(document, times):
        if key in sayings:
            other, day = sayings[key]
            end = day + timedelta(days=DAYS_AFTER)
            found = within(document, "same-words", timex, f"{timex.text}, as on {other.id}", day, end)
            if found is not document:
                return found
    return document


# ------------------------------------------------------------------ one happening on two pages


def dated_tellings(document: Document, times: list[Timex], proposals: Sequence[Proposal]) -> Iterator[Telling]:
    """Yield the clauses of a dated page that tell a happening with exactly one day."""
    by_clause: dict[Span, set[date]] = {}
    for timex in times:
        if (day := own_day(document, timex)) is not None and not noted(timex, "ahead"):
            by_clause.setdefault(clause(document.text, timex.span), set()).add(day)
    for span, days in by_clause.items():
        found = telling(document, span, proposals)
        if len(days) == 1 and found.triggers and len(found.names) > 1:
            yield found._replace(days=frozenset(days))


def own_day(document: Document, timex: Timex) -> date | None:
    """Return the day that an expression of a dated page names: a full date, or «اليوم», «أمس»."""
    if timex.offset_days is not None and document.published.day and timex.offset_days <= 0:
        return date.fromisoformat(document.published.day) + timedelta(days=timex.offset_days)
    whole = timex.value is not None and timex.earliest is not None and timex.earliest == timex.latest
    return date.fromisoformat(timex.earliest or "") if whole else None


def telling(document: Document, span: Span, proposals: Sequence[Proposal]) -> Telling:
    """Gather the sure names and triggers of a stretch of a page, folded; `proposals` in reading order."""
    names: list[frozenset[str]] = []
    triggers: set[tuple[str, str]] = set()
    begins = attrgetter("start")
    for p in proposals[bisect_left(proposals, span.start, key=begins) : bisect_left(proposals, span.end, key=begins)]:
        if p.score < SURE or p.end > span.end:
            continue
        words = frozenset(w.removeprefix("ال") for w in fold(document.text[p.start : p.end]).split() if len(w) > 2)
        if p.layer == "mention" and words:
            names.append(words)
        elif p.layer == "trigger":
            triggers.update((p.label, stem(w)) for w in words)
    return Telling(document.id, span.of(document.text), names, triggers)


def stem(word: str) -> str:
    """Cut a trigger to what its forms share: «زيارة», «زيارته» give «زيار»."""
    return word[:4]


def same_happening(one: Telling, other: Telling) -> bool:
    """Say whether two clauses tell one happening: a trigger of one kind and stem, and two names in both.

    A name is the same where one holds the other: «كوخافي» and «أفيف كوخافي» would be, «محمد» and «أحمد» not.
    """
    if not one.triggers & other.triggers:
        return False
    shared = {b for a in one.names for b in other.names if a <= b or b <= a}
    distinct = [n for n in shared if not any(n < m for m in shared)]
    return len(distinct) > 1


def days_told(one: Telling, known: list[Telling]) -> tuple[list[date], str]:
    """Return the days that dated pages give the happening, in order, and the pages; none where they lie too far apart."""
    same = [t for t in known if t.document != one.document and same_happening(one, t)]
    days = sorted({d for t in same for d in t.days})
    near = bool(days) and (days[-1] - days[0]).days <= SPREAD
    return (days if near else []), " and ".join(sorted({t.document for t in same}))


def so_long_after(
    document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]
) -> Document:
    """Narrow by «تأتي الزيارة بعد نحو شهرين من …»: the length, loosely, after the day that a dated page gives."""
    for timex in times:
        length = LENGTH.match(timex.value or "")
        around = clause(document.text, timex.span)
        before, rest = document.text[around.start : timex.span.start], Span(timex.span.end, around.end)
        if not length or not AFTER.search(before) or not COMING.search(before):
            continue
        steps, loose = int(length[1]) * DAYS[length[2]], timedelta(days=LOOSE[length[2]])
        days, pages = days_told(telling(document, rest, proposals), known)
        if not days or steps > LONGEST:
            continue
        low, high = (d + timedelta(days=round(steps)) for d in (days[0], days[-1]))
        text = f"{timex.text}, counted from {days[0]}, as told on {pages}"
        document = within(document, "so-long-after", timex, text, low - loose, high + loose)
    return document


def last_month(document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]) -> Document:
    """Narrow by «التقى … في يوليو الماضي»: the July in which a dated page tells the same happening was the last one."""
    for timex in times:
        month = MONTH.match(timex.value or "")
        if not noted(timex, "past") or (month is None and timex.value != "XXXX-XX"):
            continue
        days, pages = days_told(telling(document, clause(document.text, timex.span), proposals), known)
        if not days or (days[0].year, days[0].month) != (days[-1].year, days[-1].month):
            continue
        if month is not None and int(month[1]) != days[0].month:
            continue
        after = following_month(days[0])
        end = following_month(after) if month is None else days[0].replace(day=1).replace(year=days[0].year + 1)
        last = following_month(end) if month is not None else end
        text = f"{timex.text}: {days[0]:%Y-%m}, as told on {pages}"
        document = within(document, "last-month", timex, text, after, last - timedelta(days=1))
    return document


def told_as_past(
    document: Document, times: list[Timex], proposals: Sequence[Proposal], known: list[Telling]
) -> Document:
    """Bound from below by a first of its kind that a dated page tells on its day, and this page by a time gone by."""
    for timex in times:
        gone_by = noted(timex, "past") or timex.value == "PAST_REF" or (timex.offset_days or 0) < 0
        if not gone_by or noted(timex, "ahead"):
            continue
        one = telling(document, clause(document.text, timex.span), proposals)
        days, pages = days_told(one, [t for t in known if FIRST.search(t.text)]) if FIRST.search(one.text) else ([], "")
        if days and (document.published.earliest or "") < days[0].isoformat():
            document = within(document, "told-as-past", timex, f"first of its kind, on {pages}", days[0], None)
    return document


# ------------------------------------------------------------------ today's weekday


def on_todays_weekday(document: Document, times: list[Timex]) -> Document:
    """Shrink an interval to the weekday that the page calls today: its first and its last, never to one day of a loose one."""
    published = document.published
    said = [t for t in times if t.offset_days == 0 and t.weekday is not None and in_body(document, t.span)]
    if not said or len({t.weekday for t in said}) > 1 or not (published.earliest and published.latest):
        return document
    first, last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    first += timedelta(days=((said[0].weekday or 0) - first.isoweekday()) % 7)
    last -= timedelta(days=(last.isoweekday() - (said[0].weekday or 0)) % 7)
    if first >= last or (first.isoformat(), last.isoformat()) == (published.earliest, published.latest):
        return document
    return within(
        document, "weekday", said[0], f"{said[0].text}: from the first to the last in the interval", first, last
    )


# ------------------------------------------------------------------ what no longer fits


def relative_dates_that_no_longer_fit(
    documents: list[Document], times: list[Timex], reuse: list[Reuse]
) -> list[Unplaced]:
    """List «أمس», «اليوم» in words that two pages of different days share: it cannot be right on both.

    Which page kept the other's «yesterday» is not said: both passages are listed, each naming the other page.
    """
    days = {d.id: d.published.day for d in documents}
    relative: dict[str, list[Timex]] = {}
    for timex in times:
        if timex.offset_days is not None and (timex.resolved_against or "").startswith("published"):
            relative.setdefault(timex.document, []).append(timex)
    out: dict[tuple[str, Span], Unplaced] = {}
    for passages in reuse:
        for here, there in ((passages.a, passages.b), (passages.b, passages.a)):
            if (
                not (days.get(here.document) and days.get(there.document))
                or days[here.document] == days[there.document]
            ):
                continue
            for timex in said_on_both(relative, here, there):
                why = (
                    f"«{timex.text}» stands in words that {here.document} ({days[here.document]}) and {there.document} "
                    f"({days[there.document]}) share: it is not the same day on both pages"
                )
                out.setdefault(
                    (here.document, timex.span), Unplaced(kind="time", document=here.document, span=timex.span, why=why)
                )
    return sorted(out.values(), key=lambda u: (u.document, u.span or Span(0, 0)))


def said_on_both(relative: Mapping[str, list[Timex]], here: Passage, there: Passage) -> Iterator[Timex]:
    """Yield the relative days in one passage that the other passage has in the same words."""
    others = {fold(t.text) for t in relative.get(there.document, ()) if there.span.holds(t.span)}
    yield from (t for t in relative.get(here.document, ()) if here.span.holds(t.span) and fold(t.text) in others)


# ------------------------------------------------------------------ intervals and clauses


def within(document: Document, kind: str, timex: Timex, text: str, first: date, last: date | None) -> Document:
    """Cut the publication to an interval, with its evidence; what misses the page's own evidence changes nothing.

    A loose interval that would leave a single day is not taken: a day is never invented.
    """
    published = document.published
    low = max(first.isoformat(), published.earliest or "")
    high = min(last.isoformat() if last else "9999", published.latest or "9999")
    if low > high or (low == high and kind != "same-words"):
        return document
    latest = high if high != "9999" else None
    if (low, latest) == (published.earliest, published.latest):
        return document
    span = f"{first}/{last}" if last else f"{first}/.."
    evidence = [*published.evidence, DateEvidence(kind=kind, span=timex.span, text=text, value=span)]
    value = f"{low}/{latest}" if latest else None
    changed: Published = msgspec.structs.replace(published, value=value, earliest=low, latest=latest, evidence=evidence)
    return msgspec.structs.replace(document, published=changed)


def clause(text: str, span: Span) -> Span:
    """Return the sentence around a span: from one full stop or line break to the next."""
    start = max(
        (m.end() for m in PAUSE.finditer(text, max(0, span.start - 1000), span.start)),
        default=max(0, span.start - 1000),
    )
    end = PAUSE.search(text, span.end, span.end + 1000)
    return Span(start, end.start() if end else min(len(text), span.end + 1000))


def in_body(document: Document, span: Span) -> bool:
    """Say whether a span stands in the article's own text."""
    return not any(r.span.meets(span) for r in document.residue)


def noted(timex: Timex, note: str) -> bool:
    """Say whether the reasons carry a note."""
    return any(r.rule == "times.note" and r.detail == note for r in timex.because)


def following_month(day: date) -> date:
    """Return the first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
