"""Invented stories that formats must survive: one of nothing, one whose ids lead nowhere, one named by an attacker."""

from __future__ import annotations

from functools import cache

import msgspec

from tawatur.base.document import Outlet
from tawatur.base.span import Span
from tawatur.base.story import Story
from tests.view.story_fixture import HOSTILE, PAGES, hostile_story, story

OUTLET = '"><img src=x onerror=alert(1)>\r\nBEGIN:VEVENT\\{%&#_}'
LONE = "\ud83d ضد \udc00"  # two lone surrogates: no UTF-8 holds them

change = msgspec.structs.replace


@cache
def empty() -> Story:
    """Make a story of nothing: no page, no row."""
    nothing = {f: [] for f in Story.__struct_fields__ if f not in ("format", "offset_unit", "built_with")}
    return Story(built_with=story().built_with, **nothing)


@cache
def undated() -> Story:
    """Make the story with no date in it."""
    plain = story()
    return change(plain, chronology=[change(e, date=None, earliest=None, latest=None) for e in plain.chronology])


@cache
def loose() -> Story:
    """Make the story with ids that lead nowhere, ids that are no names, and spans beyond the text."""
    plain = story()
    far = Span(9000, 9010)
    documents = [change(d, id={"d4": "../../d4", "d5": ""}.get(d.id, d.id)) for d in plain.documents[1:]]
    events = [
        change(e, documents=["d1", "d2", "gone"], event_mentions=[*e.event_mentions, "gone"], place="gone")
        for e in plain.chronology
    ]
    times = [change(t, span=far) for t in plain.times] + [change(plain.times[0], document="d2", span=Span(5, 5))]
    return change(plain, documents=documents, chronology=events, times=times, entities=plain.entities[:2])


@cache
def attacked() -> Story:
    """Make the hostile story with outlets, titles and addresses that try to break out, and lone surrogates in a text."""
    plain = hostile_story()
    documents = [
        change(d, outlet=Outlet(id=OUTLET, name=OUTLET + LONE), url='https://x.example/"><script>')
        for d in plain.documents
    ]
    documents[4] = change(documents[4], text=documents[4].text + "\n" + LONE + HOSTILE, url="javascript:alert(1)")
    events = [change(e, title=HOSTILE + LONE + "\n" + e.title) for e in plain.chronology]
    return change(plain, documents=documents, chronology=events)


def every() -> list[Story]:
    """List every invented story."""
    return [
        story(),
        hostile_story(),
        undated(),
        loose(),
        attacked(),
        empty(),
        story({**PAGES, "d5": "😀𝒳 " + PAGES["d5"]}),
    ]
