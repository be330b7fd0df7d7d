"""How far reporting words leave open what they report: «زعم» keeps away from it, «قال» says nothing of it, «أكد» insists.

The order describes what the words mean to a reader, after the linguistics of factive and assertive verbs; it says nothing of
who speaks, nor whether it is so (docs/decisions/0009-what-relaying-changed.md).
"""

from __future__ import annotations

from functools import cache

from tawatur.base.annotation import Attribution
from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons, Row

DEGREES = ("distanced", "believed", "reported", "insisted", "presupposed")


class CueDegreeRow(Row, frozen=True, kw_only=True):
    """Reporting words of ``reporting_cues.tsv`` and their ``degree``: distanced believed reported insisted presupposed."""

    degree: str


@cache
def degree_rows(lexicons: Lexicons) -> dict[str, CueDegreeRow]:
    """Map the folded forms to their rows."""
    return {fold(row.form): row for row in lexicons.rows("cue_degrees", CueDegreeRow)}


def cue_form(attribution: Attribution) -> str:
    """Return the table's form of an attribution's cue, folded («أكدت» is a form of «أكد»), or the cue's own words."""
    rows = (r.row for r in attribution.because if r.rule.startswith("attributions.") and r.row)
    cited = next((row for row in rows if row.startswith("reporting_cues.tsv: ")), "")
    return fold(cited.partition(": ")[2] or (attribution.cue.text if attribution.cue else ""))


def compared(one: str, other: str, lexicons: Lexicons) -> str:
    """Say how the words get stronger or weaker from one cue to the other; nothing where a degree is missing or the same."""
    rows = [degree_rows(lexicons).get(form) for form in (one, other)]
    first, second = (DEGREES.index(row.degree) if row else -1 for row in rows)
    if -1 in (first, second) or first == second:
        return ""
    return "strengthened" if first < second else "weakened"


def reports(attribution: Attribution, lexicons: Lexicons) -> bool:
    """Say whether the cue tells what is so, as «قال» does and «أمر» does not."""
    return cue_form(attribution) in degree_rows(lexicons)


def in_words(form: str, lexicons: Lexicons) -> str:
    """Name a cue and its degree for a reason: «زعم» distanced."""
    row = degree_rows(lexicons).get(form)
    return f"«{row.form}» {row.degree}" if row else f"«{form}»"
