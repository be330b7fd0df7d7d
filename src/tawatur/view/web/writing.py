"""Forms → changes of a story file: what a person judges, with the reason, under their name."""

from __future__ import annotations

from tawatur.view.web import coding, importing, reviewing
from tawatur.view.web.screen import Address, Asked, FormError, Write

VERBS = {"merge": 2, "split": 2, "unsure": 2, "undo": 1}


def judge(asked: Asked) -> str:
    """Merge, split, leave open, or undo. Raises FormError, JudgementError, ShelfError."""
    form = asked.form
    verb, by, because = (form.get(f, "").strip() for f in ("verb", "coder", "because"))
    by = by or asked.settings.coder
    ids = [form.get(f, "").strip() for f in ("a", "b")[: VERBS.get(verb, 0)]]
    if verb not in VERBS or not all(ids):
        raise FormError(
            f"{verb or 'nothing'} of {' and '.join(filter(None, ids)) or 'nothing'}: say what to judge: {', '.join(VERBS)} and ids."
        )
    if not by:
        raise FormError("Say who judges: a name stands with every judgement.")
    if not because and verb != "undo":
        raise FormError("Give the reason: whoever reads the judgement later sees it.")
    asked.shelf.judge(asked.opened, verb, ids, because, by)
    return back_to(asked)


def back_to(asked: Asked) -> str:
    """Return the screen that the form stood on, if it is one of this story's, else its first screen."""
    story, back = Address(asked.opened.name).story, asked.form.get("back", "")
    return back if back.startswith(story + "/") else story + "/"


WRITES = (Write("/judge", judge), *coding.WRITES, *reviewing.WRITES)
SHELF_WRITES = (*importing.WRITES,)
