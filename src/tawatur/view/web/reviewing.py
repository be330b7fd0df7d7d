"""Forms of the review → judgements that wait, are taken back, are merged, or come from another desk."""

from __future__ import annotations

from urllib.parse import urlencode

from tawatur.view.agreement import VERDICTS
from tawatur.view.language import _
from tawatur.view.web.desk import Desk
from tawatur.view.web.screen import Address, Asked, FormError, Write

MOST_BYTES = 20_000_000  # of another desk's file


def desk_of(asked: Asked) -> Desk:
    """Return the desk of the story that a form is about."""
    return Desk(asked.shelf, asked.opened)


def coder_of(asked: Asked) -> str:
    """Return who judges. Raises FormError."""
    if coder := asked.settings.coder.strip():
        return coder
    raise FormError("Say who judges: a name stands with every judgement.")


def decide(asked: Asked) -> str:
    """Keep what a coder says of one pair, and show the next. Raises FormError, JudgementError, ShelfError."""
    form = asked.form
    verdict, a, b = (form.get(f, "").strip() for f in ("verdict", "a", "b"))
    if verdict not in VERDICTS or not a or not b:
        raise FormError(
            f"{verdict or 'no verdict'} of {a or 'nothing'} and {b or 'nothing'}: say which pair, and one of {', '.join(VERDICTS)}."
        )
    because = form.get("because", "").strip() or _("reviewed side by side")
    desk_of(asked).decide(verdict, (a, b), because, coder_of(asked))
    return next_card(asked)


def undo(asked: Asked) -> str:
    """Take the last judgement of this coder back. Raises FormError, ShelfError."""
    desk_of(asked).undo(coder_of(asked))
    return next_card(asked)


def apply(asked: Asked) -> str:
    """Merge all that waits into the story. Raises ShelfError."""
    done = desk_of(asked).apply()
    return Address(asked.opened.name).screen("agreement", [("new", str(done))])


def take_over(asked: Asked) -> str:
    """Take another desk's judgements over, and show what became of them. Raises FormError, JudgementError, ShelfError."""
    if not asked.files or not asked.files[0].filename:
        raise FormError("No file was chosen. Give a story file, or what `tawatur export STORY --to judgements` writes.")
    data = asked.files[0].file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise FormError(
            f"{asked.files[0].filename}: more than {MOST_BYTES // 1_000_000} MB. Export its judgements alone."
        )
    new = desk_of(asked).take_over(data)
    return Address(asked.opened.name).screen("agreement", [("new", str(new))])


def next_card(asked: Asked) -> str:
    """Write the address of the coder's queue where they were in it."""
    kept = [(f, v) for f in ("noun", "at") if (v := asked.form.get(f, ""))]
    return Address(asked.opened.name).screen("review") + (f"?{urlencode(kept)}" if kept else "")


WRITES = (
    Write("/decide", decide),
    Write("/take-back", undo),
    Write("/apply", apply),
    Write("/judgements", take_over),
)
