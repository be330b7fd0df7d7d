"""What a time expression says, slot by slot, before anything is resolved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from tawatur.base.lexicon import Row


class Slots(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The named slots of one expression; null where the words do not say.

    ``relation``: past next this same following preceding recent, of ``unit``, month or weekday. ``offset``: days from
    today. ``count`` of ``unit`` is a length; ``heading`` makes it a point: ago (منذ، قبل), ahead (بعد), since (منذ before a
    date). ``fixed``: a TIMEX3 value said outright. ``until``: the range's other end. ``of``: the later words the length is
    counted from («قبل يومين من…»). ``rule`` names the grammar's rule, ``rows`` the table rows.
    """

    type: str = "DATE"
    rule: str = ""
    rows: tuple[Row, ...] = ()
    year: int | None = None
    year_relation: str | None = None
    month: int | None = None
    month_relation: str | None = None
    day: int | None = None
    hijri: bool = False
    weekday: int | None = None
    relation: str | None = None
    offset: int | None = None
    unit: str | None = None
    count: Decimal | None = None
    extra: str = ""
    heading: str | None = None
    of: bool = False
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    mod: str | None = None
    fixed: str | None = None
    season: str | None = None
    feast: tuple[str, str] | None = None
    every: bool = False
    either: tuple[int, int] | None = None
    until: Slots | None = None

    def but(self, *rows: Row, **changes: Any) -> Slots:
        """Return these slots with some changed and the rows added that changed them."""
        return msgspec.structs.replace(self, rows=self.rows + rows, **changes)

    @property
    def dated(self) -> bool:
        """Say whether a day, month or year is named."""
        return self.day is not None or self.month is not None or self.year is not None
