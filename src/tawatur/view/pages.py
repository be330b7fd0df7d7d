"""A story in, the account of its pages out: every page in exactly one state, and counts that add up."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from tawatur.base.story import PageState, Story

STATES = ("read", "read with warnings", "not read")


def states(story: Story) -> list[PageState]:
    """List every page by its source: read, read with warnings, or not read, each with what is to be said of it."""
    read = [
        PageState(source=d.source, state=STATES[1] if d.warnings else STATES[0], document=d.id, why=d.warnings)
        for d in story.documents
    ]
    unread = [PageState(source=u.source, state=STATES[2], why=[u.why]) for u in story.unread]
    return sorted(read + unread, key=lambda p: (p.source, p.document or ""))


def counted(pages: list[PageState]) -> dict[str, int]:
    """Count the pages by state, and all of them."""
    by_state = Counter(p.state for p in pages)
    return {"pages": len(pages), **{state: by_state[state] for state in STATES}}


def as_json(pages: list[PageState]) -> str:
    """Write the account as JSON: the counts, then the pages."""
    made: dict[str, Any] = {"counts": counted(pages), "pages": pages}
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode()


def as_text(pages: list[PageState]) -> str:
    """Write a line a page, and below it the counts: «3 pages: 1 read, 1 read with warnings, 1 not read»."""
    lines = []
    for page in pages:
        lines.append(f"{page.state}: {page.source}" + (f" ({page.document})" if page.document else ""))
        lines += [f"  {why}" for why in page.why]
    counts = counted(pages)
    return "\n".join([*lines, f"{counts['pages']} pages: " + ", ".join(f"{counts[s]} {s}" for s in STATES)])
