"""A trigger and the time expressions of its sentence → when the event was, as these words say."""

from __future__ import annotations

from bisect import bisect_left

from tawatur.base.annotation import Attribution, EventTime, Timex
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import ENDERS, STOPS, Place

TOO_FAR = 40.0
WINDOW = 500  # code points
BESIDE = 3.0  # words between a noun and a day that is its own: «اجتماع أمس»
FARTHEST = 60  # words between a trigger and its day
SINCE = frozenset(fold("منذ ومنذ مذ").split())
AFTER = frozenset(fold("بعد قبل").split())
ABOUT = frozenset(fold("نحو حوالي قرابة").split())
DATED = ("DATE", "TIME")


def when(
    candidate: Candidate,
    place: Place,
    others: list[Candidate],
    attribution: Attribution | None,
    announced: bool = False,
) -> EventTime | None:
    """Choose the nearest time expression of the trigger's clause; none where it belongs to another trigger or to the teller.

    In «أعلن أمس أن الوزير سيزور المدينة» the day is the announcement's, not the visit's.
    """
    best: tuple[float, Timex] | None = None
    for time in near(place.times, candidate.span.start):
        if bounds_only(time, place):
            continue
        if time.type not in DATED or (time.value is None and not time.earliest and not time.latest):
            continue
        if time.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
            continue
        content = attribution.content.span if attribution is not None and not announced else None
        if content is not None and content.holds(candidate.span) and not content.meets(time.span):
            continue
        distance = cost(candidate, time.span, place, others)
        if distance is not None and distance > BESIDE and only_referred_to(candidate, others):
            continue
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time)
    if best is None:
        return None
    time = best[1]
    return EventTime(value=time.value, span=time.span, earliest=time.earliest, latest=time.latest)


def only_referred_to(candidate: Candidate, others: list[Candidate]) -> bool:
    """Say whether a definite noun stands beside a told event: «أوقفت الشرطة، الخميس، السائق للتحقيق في أسباب الاصطدام»."""
    return candidate.kind == "definite" and candidate.light is None and any(o.is_verb for o in others)


def bounds_only(time: Timex, place: Place) -> bool:
    """Say whether a time is only since when or how long ago something was: «في أول زيارة منذ 2003», «بعد نحو شهرين من»."""
    tokens = place.reading.token_range(time.span)
    first = place.word(tokens.start)
    before = place.word(tokens.start - 1)
    if first in SINCE or before in SINCE:
        return True
    return before in AFTER or (before in ABOUT and place.word(tokens.start - 2) in AFTER and time.type == "DURATION")


def near(times: list[Timex], offset: int) -> list[Timex]:
    """List the time expressions that stand near enough to be the trigger's."""
    low = bisect_left(times, offset - WINDOW, key=lambda t: t.span.start)
    return times[low : bisect_left(times, offset + WINDOW, key=lambda t: t.span.start)]


def cost(candidate: Candidate, span: Span, place: Place, others: list[Candidate]) -> float | None:
    """Say how far a time stands from a trigger, null where something between takes it: a stop, another finite trigger."""
    tokens = place.reading.token_range(span)
    if not len(tokens):
        return None
    at = candidate.token
    low, high = (tokens.stop, at) if tokens.start < at else (at + 1, tokens.start)
    if high - low > FARTHEST:
        return None
    total, comma = float(high - low), False
    for k in range(low, high):
        word = place.word(k)
        if word in STOPS:
            total += 25
        elif word in ENDERS:
            total += 12 if tokens.start < at else 8
        elif word in ("،", ","):
            total += 3
            comma = True
        elif k in place.verbs:
            total += 10
    if tokens.start < at and comma and told_before(others, candidate, tokens.start):
        total += 14  # «التقاه في يوليو، وزاره في مارس»: July belongs to what was told before it
    for other in others:
        if other is not candidate and low <= other.token < high:
            total += 12 if other.is_verb else 6
        if other is not candidate and other.token != at and abs(other.token - tokens.start) < abs(at - tokens.start):
            total += 4
    return total if total < TOO_FAR else None


def told_before(others: list[Candidate], candidate: Candidate, token: int) -> bool:
    """Say whether another trigger stands before a time expression."""
    return any(other is not candidate and other.token < token for other in others)
