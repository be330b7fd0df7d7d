"""Lengths and relative periods: «ثلاثة أيام», «منذ أكثر من عامين», «الأسبوع الماضي», «السنوات الثلاث الماضية», «كل عام»."""

from __future__ import annotations

from decimal import Decimal

from tawatur.base.lexicon import BoundRow, Row, UnitRow
from tawatur.extract.times.rows import Lexeme, ModifierRow
from tawatur.extract.times.scan import DASHES, Found, Scan
from tawatur.extract.times.slots import Slots
from tawatur.extract.times.years import year_number

MODS = {"at_least": "MORE_THAN", "at_most": "LESS_THAN", "about": "APPROX"}
HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def length(scan: Scan, at: int, *, led: bool = False) -> Found | None:
    """Read a length: «30 يوما», «شهرين ونصف», «عدة أسابيع», «نصف ساعة»; after منذ and its like also bare «سنوات».

    `led` says that a word before it (منذ، قبل، خلال) makes a bare unit a length.
    """
    bound = scan.get(at, "bound-before")
    here = bound.last if bound else at
    found = (
        counted(scan, here)
        or dual(scan, here, led=led or bound is not None)
        or several(scan, here)
        or bare(scan, here, led=led or bound is not None)
    )
    if found is None:
        return None
    last, slots = rounded(scan, found.last, found.slots)
    taken = found.taken
    if bound:
        assert isinstance(bound.row, BoundRow)
        slots, taken = slots.but(bound.row, mod=MODS[bound.row.bound]), bound.taken
    elif after := scan.get(last, "bound-after", bare=True):
        assert isinstance(after.row, BoundRow)
        last, slots = after.last, slots.but(after.row, mod=MODS[after.row.bound])
    return Found(at, last, taken, slots)


def unit_row(lexeme: Lexeme) -> UnitRow:
    """Return the lexeme's row as a unit."""
    assert isinstance(lexeme.row, UnitRow)
    return lexeme.row


def sized(count: Decimal | None, unit: UnitRow, *rows: Row) -> Slots:
    """Make the slots of a length."""
    return Slots(type="DURATION", rule="times.length", rows=(*rows, unit), count=count, unit=unit.unit)


def counted(scan: Scan, at: int) -> Found | None:
    """Read a number and its unit: «ثلاثة أيام», «10سنوات», «4 أو 5 أيام», «20 عاما»."""
    number = scan.number(at)
    if number is None or number.kind in ("vague", "ordinal") or number.value > 100000:
        return None
    last = number.last
    if scan.glued(at) and scan.word(at - 1) in DASHES and scan.digits(at - 2) is not None:
        return None  # «4-1»: a score
    other = scan.number(last + 1) if scan.word(last) in ("او", "الي", "-", "–") else None
    if other and other.kind in ("digits", "cardinal"):
        if other.value < number.value:
            return None
        last = other.last
    unit = scan.get(last, "unit", bare=True) or scan.get(last, "the-unit", bare=True)
    if unit is None or unit_row(unit).unit in ("SEASON", "Q") or (unit.number == "dual"):
        return None
    if unit.kind == "the-unit" and number.kind != "fraction":
        return None
    if scan.word(unit.last) == "يد":  # «23 ساعة يد» are watches
        return None
    return Found(at, unit.last, number.taken, sized(number.value, unit_row(unit)))


def dual(scan: Scan, at: int, *, led: bool) -> Found | None:
    """Read a dual: «يومين», «العامين الماضيين», «نحو الشهرين»."""
    unit = scan.get(at, "unit") or scan.get(at, "the-unit")
    if unit is None or unit.number != "dual" or scan.get(at, "days") is not None:
        return None
    if unit.kind == "the-unit" and not led and scan.get(unit.last, "relation", bare=True) is None:
        return None  # «الأمناء العامين»
    return Found(at, unit.last, unit.taken, sized(Decimal(2), unit_row(unit)))


def several(scan: Scan, at: int) -> Found | None:
    """Read «عدة أيام», «بضع سنوات»: a length whose number is not said."""
    some = scan.get(at, "several")
    unit = (scan.get(some.last, "unit", bare=True) or scan.get(some.last, "the-unit", bare=True)) if some else None
    if some is None or unit is None or unit.number != "plural":
        return None
    return Found(at, unit.last, some.taken, sized(None, unit_row(unit), some.row))


def bare(scan: Scan, at: int, *, led: bool) -> Found | None:
    """Read a unit alone: «عام», «أشهر», «شهر واحد»; only where something before or after makes it a length."""
    unit = scan.get(at, "unit")
    if unit is None or unit.unit in ("SEASON", "Q") or (scan.get(at, "days") and not led):
        return None
    if unit.number == "one":
        last = bare_one(scan, unit, led=led)
        return Found(at, last, unit.taken, sized(Decimal(1), unit_row(unit))) if last else None
    if unit.number == "plural" and bare_many(scan, at, unit, led=led):
        return Found(at, unit.last, unit.taken, sized(None, unit_row(unit)))
    return None


def bare_one(scan: Scan, unit: Lexeme, *, led: bool) -> int | None:
    """Return the token after one unit that is a length: «شهر واحد», «عاما كاملا», «استمر أسبوعا», «خلال عام»."""
    after = scan.word(unit.last)
    free = unit_row(unit).alone == "free"
    if after in ("واحد", "واحده"):
        return unit.last + 1
    full = scan.get(unit.last, "few", bare=True)
    if full and full.form.startswith("كامل") and free:
        return unit.last
    definite = after.startswith("ال")
    if full is None and unit.unit in ("W", "M") and unit.form.endswith("ا") and not definite:
        return unit.last
    placed = {"month-name", "weekday", "relation", "feast"} & set(scan.lexemes(unit.last))
    if not led or placed or scan.digits(unit.last) is not None or unit.unit == "D":
        return None
    if not free and unit.unit not in ("H", "DE", "CE", "MIN"):
        return None
    return None if definite and unit.unit in ("H", "M", "DE") else unit.last


def bare_many(scan: Scan, at: int, unit: Lexeme, *, led: bool) -> bool:
    """Say whether units without a number are a length: «منذ سنوات», «لأشهر», «أيام قليلة», «دامت عقودا»."""
    few = scan.get(unit.last, "few", bare=True) is not None
    if scan.word(unit.last).startswith("ال") and not few:
        return False  # «ساعات العمل», «أيام العنف»: hours of something
    adverbial = unit.form.endswith("ا") and not unit.taken
    return adverbial or led or scan.clitic(unit, at) == "ل" or (few and not unit.taken)


def rounded(scan: Scan, last: int, slots: Slots) -> tuple[int, Slots]:
    """Take in what follows a length: «ونصف», «و4 أشهر», «كاملة», «الماضية»."""
    half = next((k for k in HALVES if scan.get(last, k) and slots.count), None)
    if half and slots.count:
        joint = scan.lexemes(last)[half]
        last, slots = joint.last, slots.but(joint.row, count=slots.count + HALVES[half])
        again = scan.get(last, "the-unit", bare=True)
        last = again.last if again else last
    elif slots.unit == "Y" and (more := scan.number(last)) and more.taken == 1:
        unit = scan.get(more.last, "unit", bare=True)
        if unit and unit_row(unit).unit == "M" and unit.number != "dual":
            last, slots = unit.last, slots.but(unit.row, extra=f"{more.text}M")
    while few := scan.get(last, "few", bare=True):
        last, slots = few.last, slots.but(few.row)
    relation = scan.get(last, "relation", bare=True)
    if (
        relation
        and isinstance(relation.row, ModifierRow)
        and relation.relation in ("past", "next", "recent", "preceding")
    ):
        last, slots = relation.last, slots.but(relation.row, relation=relation.relation)
    return last, slots


def period(scan: Scan, at: int) -> Found | None:
    """Read a period placed by a word: «الأسبوع الماضي», «هذا العام», «اليوم نفسه», «السنوات الثلاث الماضية»."""
    which = scan.get(at, "which")
    unit = scan.get(which.last if which else at, "the-unit") or (
        scan.get(which.last, "unit", bare=True) if which else None
    )
    if unit is None or (which and unit.taken):
        return None
    row = unit_row(unit)
    taken = which.taken if which else unit.taken
    if which:
        return period_of_word(scan, at, which, unit, taken)
    last, rows, count = several_said(scan, unit)
    relation = scan.get(last, "relation", bare=True)
    if relation is None or not isinstance(relation.row, ModifierRow):
        if count is not None:
            return Found(at, last, taken, sized(count, row))
        return ordinal_period(scan, at, unit)
    if unit.form == "العام" and scan.word(at - 1).startswith("ال") and relation.relation in ("preceding", "this"):
        return None  # «المدعي العام السابق»
    slots = Slots(rule="times.period", rows=(row, *rows, relation.row), relation=relation.relation, unit=row.unit)
    last = relation.last
    if unit.number != "one":
        slots = slots.but(type="DURATION", count=Decimal(2) if unit.number == "dual" else count, extra="plural")
    elif row.unit == "Y" and (year := year_number(scan, last)):
        return Found(at, year[0], taken, slots.but(year=year[1], hijri=year[2], relation=None))
    return Found(at, last, taken, slots)


def several_said(scan: Scan, unit: Lexeme) -> tuple[int, tuple[Row, ...], Decimal | None]:
    """Read what stands between units and «الماضية»: «القليلة», «الثلاث», «الـ 15»."""
    last, count = unit.last, None
    rows: tuple[Row, ...] = ()
    if unit.number == "plural":
        here = last + (scan.word(last) == "ال")
        if (number := scan.number(here)) and number.kind in ("cardinal", "digits") and not number.taken:
            last, count = number.last, number.value
    while few := scan.get(last, "few", bare=True):
        last, rows = few.last, (*rows, few.row)
    return last, rows, count


def period_of_word(scan: Scan, at: int, which: Lexeme, unit: Lexeme, taken: int) -> Found | None:
    """Read «هذا الأسبوع», «نفس العام», «كل يوم», «كل ثلاث سنوات»."""
    assert isinstance(which.row, ModifierRow)
    relation, row = which.relation, unit_row(unit)
    if relation == "every":
        if unit.kind != "unit" or unit.number == "dual":
            return None
        return Found(
            at,
            unit.last,
            taken,
            Slots(type="SET", rule="times.every", rows=(which.row, row), count=Decimal(1), unit=row.unit),
        )
    if unit.kind != "the-unit" or unit.number != "one" or (row.unit in ("S", "MIN", "H", "CE") and relation == "this"):
        return None
    slots = Slots(rule="times.period", rows=(which.row, row), relation=relation, unit=row.unit)
    weekday = scan.get(unit.last, "weekday", bare=True)
    if weekday and row.unit == "W":
        return Found(at, weekday.last, taken, slots.but(weekday.row, weekday=weekday.rank))
    if row.unit == "Y" and (year := year_number(scan, unit.last)):
        return Found(at, year[0], taken, slots.but(year=year[1], hijri=year[2]))
    return Found(at, unit.last, taken, slots)


def ordinal_period(scan: Scan, at: int, unit: Lexeme) -> Found | None:
    """Read «العام الثالث», «لليوم الثاني على التوالي»: which one, counted from a start that the words do not give."""
    number = scan.number(unit.last)
    row = unit_row(unit)
    if (
        number is None
        or number.kind != "ordinal"
        or not scan.word(unit.last).startswith("ال")  # «اليوم أول زيارة»: today
        or unit.number != "one"
        or number.taken
        or row.unit not in ("D", "W", "M", "Y")
    ):
        return None
    if row.unit == "Y" and scan.word(at - 1).startswith("ال"):
        return None  # «المحامي العام الأول»: عام is «general»
    slots = Slots(rule="times.ordinal-period", rows=(row,), unit=row.unit, extra=f"ordinal {number.text}")
    last = number.last
    while few := scan.get(last, "few", bare=True):
        last, slots = few.last, slots.but(few.row)
    running = scan.clitic(unit, at) == "ل"  # «لليوم الثاني»: for the second day, which is today
    return Found(at, last, unit.taken, slots.but(of=running))


def repeated(scan: Scan, at: int) -> Found | None:
    """Read «كل ثلاث سنوات», «كل يوم جمعة»."""
    which = scan.get(at, "which")
    if which is None or not isinstance(which.row, ModifierRow) or which.relation != "every":
        return None
    found = counted(scan, which.last) or dual(scan, which.last, led=False)
    if found and not found.taken:
        return Found(at, found.last, which.taken, found.slots.but(which.row, type="SET", rule="times.every"))
    said = scan.get(which.last, "day", bare=True)
    weekday = scan.get(said.last if said else which.last, "weekday", bare=True)
    if weekday:
        slots = Slots(type="SET", rule="times.every", rows=(which.row, weekday.row), weekday=weekday.rank, every=True)
        return Found(at, weekday.last, which.taken, slots)
    return None


def since(scan: Scan, at: int) -> Found | None:
    """Read منذ and قبل with their length: «منذ ثلاثة أيام», «قبل أشهر», «قبل يومين من الحادث»."""
    joint = scan.get(at, "since") or scan.get(at, "before")
    if joint is None:
        return None
    found = length(scan, joint.last, led=True)
    if found is None or found.taken or found.slots.relation:
        return None
    slots = found.slots.but(
        joint.row, heading="ago" if joint.kind == "since" else "before", type="DATE", rule="times.ago"
    )
    if scan.word(found.last) != "من":
        return Found(at, found.last, joint.taken, slots)
    after = scan.word(found.last + 1)
    if "today" in scan.lexemes(found.last + 1) or after == "الان":
        return Found(at, found.last + 2, joint.taken, slots)
    owned = len(after) > 3 and after.endswith(("ه", "ها", "هم")) and not after.startswith("ال")  # «قبل أشهر من وفاته»
    return Found(at, found.last + (2 if owned else 0), joint.taken, slots.but(of=True))


def since_point(scan: Scan, at: int, point: Found | None) -> Found | None:
    """Put منذ before a date, a month, a year: «منذ 2003»; the expression begins with it."""
    joint = scan.get(at, "since")
    if joint is None or point is None or point.taken or point.slots.type == "DURATION":
        return None
    return Found(at, point.last, joint.taken, point.slots.but(joint.row, heading="since"))
