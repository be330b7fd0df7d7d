"""Why something was decided: the rule, the row, the words, the weight. `tawatur why` prints just these."""

from __future__ import annotations

import msgspec

from tawatur.base.span import Span


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One ground of a decision.

    ``rule`` is the rule's dotted name («times.weekday»), ``row`` the lexicon row it used («weekdays.tsv: الثلاثاء»),
    ``span`` with ``document`` the words it looked at, ``detail`` the values compared, ``score`` what it added.
    """

    rule: str
    row: str | None = None
    document: str | None = None
    span: Span | None = None
    detail: str = ""
    score: float | None = None


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """Something seen that could not be placed: listed with the reason, never dropped.

    ``seen_in``: page, where it was seen while its page was read; story, where the pages were merged.
    """

    kind: str
    document: str
    span: Span | None
    why: str
    seen_in: str = "page"
