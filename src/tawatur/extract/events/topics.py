"""A candidate that looks like an event and is none: a condition of anonymity, an alarm, a stress laid in speech, a state."""

from __future__ import annotations

from bisect import bisect_left

from tawatur.base.fold import fold
from tawatur.base.reading import Reading
from tawatur.extract.events.candidates import Candidate

ASKING = frozenset(fold("طلب اشترط فضل رفض").split())
OWN_NAME = frozenset(fold("اسمه اسمها أسمائهم اسميهما هويته هويتها هويتهم هوياتهم").split())
ALARMS = frozenset(
    fold("جهاز أجهزة صفارة صفارات صافرة صافرات نظام أنظمة منظومة جرس أجراس جهازي بصفارات لصفارات بأجهزة لأجهزة").split()
)
STRESSED = frozenset(fold("ضرورة أهمية وجوب إلزام حتمية").split())
STILL = frozenset(fold("زال زالت يزال تزال كان كانت ظل ظلت بات باتت أصبح أصبحت يكن تكن").split())
NAME_REACH, STATE_REACH = 6, 4  # words


def no_event(candidate: Candidate, reading: Reading) -> bool:
    """Say whether a candidate reports nothing, whatever its word may report elsewhere."""
    words, at = reading.tokens.words, candidate.token
    verb = candidate.lemma.partition("|")[0]
    after = words[at + 1 : at + 1 + NAME_REACH]
    if fold(verb) in ASKING and any(word in OWN_NAME for word in after):
        return True  # «طلب عدم ذكر اسمه»
    if verb == "أنذر" and candidate.kind in ("masdar", "definite") and is_alarm(words, at):
        return True
    if verb == "شدد" and fold("على") in after[:4]:
        stressed = after[after.index(fold("على")) + 1 :]
        return not any(word in STRESSED for word in stressed[:2])  # «شدد على الروابط», «شدد على أن»: speech
    return state(candidate, words)


def arrives(candidate: Candidate, reading: Reading) -> bool:
    """Say whether a verb of going has a named person and where he went: «وصل سمير الحداد إلى تونس» is a visit for sure."""
    if not candidate.is_verb or not candidate.rows or candidate.rows[0].frame != "move" or candidate.pronoun:
        return False
    tokens, at = reading.tokens, candidate.token
    end = tokens.ends[min(at + NAME_REACH + STATE_REACH, len(tokens) - 1)]
    low = bisect_left(reading.mentions, tokens.ends[at], key=lambda m: m.span.start)
    near = [m for m in reading.mentions[low : low + 6] if m.span.start < end]
    first = next((m for m in near if m.kind == "person"), None)
    to = fold("إلى") in tokens.words[at + 1 : at + NAME_REACH + STATE_REACH]
    return first is not None and to and any(m.kind == "place" and m.span.start > first.span.end for m in near)


def is_alarm(words: list[str], at: int) -> bool:
    """Say whether a warning is a device that gives it: «صفارات الإنذار», «الإنذار كان معطلا»."""
    return words[max(0, at - 1)] in ALARMS or words[at + 1 : at + 2] == ["المبكر"] or words[at + 1 : at + 2] == ["كان"]


def state(candidate: Candidate, words: list[str]) -> bool:
    """Say whether an adjective tells a state: «ما زال الجسر معطلا»; people held stay an event."""
    at = candidate.token
    if candidate.kind not in ("participle", "unlisted") or not words[at].endswith("ا"):
        return False
    held = any(row.mode == "arrest" for row in candidate.rows[:1] if hasattr(row, "mode"))
    return not held and any(word in STILL for word in words[max(0, at - STATE_REACH) : at])
