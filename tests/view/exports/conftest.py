"""Stories made to break an export: what pages, outlets and people can be called, and stories with next to nothing in them."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.base.document import Outlet, Title
from tawatur.base.story import Story
from tests.view.story_fixture import story

NASTY = (
    '"><img onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "]]></w:t>&amp;\x00\x0b\x1f\ufffe",
    "half a pair \ud83d, a whole one 😀 and 𝒳",
    "\u202eقَلْبٌ\u202c\r\nسطر\tثان \\ ' \" <b>",
)


@pytest.fixture(scope="session")
def nasty() -> Story:
    """The invented story, its outlets, titles, names and event titles made of what breaks files."""
    whole = story()
    documents = [
        msgspec.structs.replace(d, outlet=Outlet(id=None, name=name), title=Title(text=name, span=None))
        for d, name in zip(whole.documents, NASTY, strict=True)
    ]
    entities = [msgspec.structs.replace(e, name=NASTY[n % len(NASTY)] + str(n)) for n, e in enumerate(whole.entities)]
    events = [msgspec.structs.replace(e, title=NASTY[n % len(NASTY)]) for n, e in enumerate(whole.chronology)]
    return msgspec.structs.replace(whole, documents=documents, entities=entities, chronology=events)


@pytest.fixture(scope="session")
def empty() -> Story:
    """A story of no pages."""
    nothing = {f: [] for f in Story.__struct_fields__ if isinstance(getattr(story(), f), list)}
    return msgspec.structs.replace(story(), **nothing)


@pytest.fixture(scope="session")
def torn() -> Story:
    """The invented story without its pages and entities: every id leads nowhere, and no event has a date."""
    whole = story()
    undated = [msgspec.structs.replace(e, date=None, earliest=None, latest=None) for e in whole.chronology]
    return msgspec.structs.replace(whole, documents=[], entities=[], chronology=undated)
