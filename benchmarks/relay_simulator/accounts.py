"""A story's facts → accounts written apart, each in sentences of its own, with what they disagree about known.

Every word of an account has an origin (account, place), and every sentence knows which event it tells and which values of
which fields stand in it, so that whatever becomes of the words later, what they told is known.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from templates import (
    BESIDE,
    BY_WHOM,
    CITING,
    FIRST,
    FIRST_SINCE,
    HEADLINES,
    PART,
    SAID,
    TOLD,
)
from world import AGENCIES, BODIES, COMPANIES, FAMILY, GIVEN, MONTHS, OFFICES, TOWNS, UNNAMED, WEEKDAYS

MAIN = ("accident", "fire")
OTHERS = ("visit", "arrest", "signing", "protest")
ONCE = ("main", "arrest", "signing")


class Word(NamedTuple):
    """A word and where it was first written: (account, place), or null where a copier put it in."""

    text: str
    origin: tuple[int, int] | None


@dataclass(frozen=True)
class Facts:
    """What one account holds to be true."""

    kind: str
    town: str
    minister: str
    office: str
    suspect: str
    company: str
    spokesman: str
    days: dict[str, date]
    killed: int
    injured: int
    amount: int
    first_since: bool = False
    month_only: bool = False


@dataclass
class Account:
    """One account: who wrote it from what, its facts, its paragraphs, and what its words tell."""

    number: int
    sort: str  # own, official, agency, unnamed
    source: str  # the true origin of its lead: two accounts with one source are one chain; the rest is its own
    facts: Facts
    written: datetime
    paragraphs: list[list[Word]] = field(default_factory=list)
    events: dict[tuple[int, int], str] = field(default_factory=dict)  # origin → the event that its sentence tells
    values: dict[tuple[str, str], set[tuple[int, int]]] = field(default_factory=dict)  # (event, field) → its words

    def source_of(self, event: str) -> str:
        """Name the true origin of what it tells of an event."""
        return self.source if event == "main" else f"account {self.number}"


class Quarrel(NamedTuple):
    """Two accounts that cannot both be right of one field of one event."""

    event: str
    field: str
    one: int
    other: int


def person(rng: random.Random) -> str:
    """Name somebody who does not exist."""
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"


def people(count: int, kind: str) -> str:
    """Count people in words of the right form: «7 أشخاص», «12 شخصا»."""
    few, many = {"killed": ("أشخاص", "شخصا"), "injured": ("مصابين", "مصابا"), "toll": ("قتلى", "قتيلا")}[kind]
    return f"{count} {few if 3 <= count <= 10 else many}"


def dated(day: date, rng: random.Random) -> str:
    """Write a day out in full, in one of the fashions of Arabic news."""
    weekday, (month, eastern) = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return rng.choice(
        [
            f"يوم {weekday} {day.day} {month} {day.year}",
            f"{weekday} {day.day} {month}/{eastern} {day.year}",
            f"في {day.day} {month} {day.year}",
            f"يوم {weekday} الموافق {day.day}-{day.month}-{day.year}",
        ]
    )


def draw_facts(rng: random.Random) -> Facts:
    """Draw what really happened."""
    day = date(2031, 1, 10) + timedelta(days=rng.randrange(300))
    return Facts(
        kind=rng.choice(MAIN),
        town=rng.choice(TOWNS),
        minister=person(rng),
        office=rng.choice(OFFICES),
        suspect=person(rng),
        company=rng.choice(COMPANIES),
        spokesman=person(rng),
        days={
            "main": day,
            "visit": day + timedelta(days=1),
            "arrest": day + timedelta(days=1),
            "protest": day + timedelta(days=2),
            "signing": day - timedelta(days=rng.randrange(60, 200)),
        },
        killed=rng.randrange(11, 40),
        injured=rng.randrange(41, 90),
        amount=rng.randrange(12, 90),
    )  # fmt: skip


class Deck:
    """Sentences dealt out one by one, so that no two accounts of a story share one."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.left: dict[int, list[str]] = {}

    def deal(self, ways: tuple[str, ...]) -> str | None:
        """Deal a way to say something that nobody has used yet; null where none is left."""
        left = self.left.setdefault(id(ways), self.rng.sample(ways, len(ways)))
        return left.pop() if left else None


def draw_quarrels(
    first: Account, count: int, rng: random.Random, events: list[str]
) -> tuple[list[Facts], list[Quarrel], list[str]]:
    """Let the later accounts differ from the first as real ones do, and say which differences cannot both be right.

    Also returned: the harmless differences (an update, a part of the whole, a month for a day, another spelling).
    """
    facts, quarrels, harmless = [first.facts], [], []
    for n in range(1, count):
        mine = first.facts
        change = rng.choice(
            ["none", "none", "date", "number", "office", "first", "update", "part", "month", "spelling", "amount"]
        )
        if change == "date":
            event = rng.choice([e for e in ONCE if e in events])
            shift = timedelta(days=rng.choice([-3, -2, 2, 3]))
            mine = replace(mine, days=mine.days | {event: mine.days[event] + shift})
            quarrels.append(Quarrel(event, "date", 0, n))
        elif change == "number":
            mine = replace(mine, killed=mine.killed - rng.randrange(2, 7))
            quarrels.append(Quarrel("main", "number", 0, n))
        elif change == "amount" and "signing" in events:
            mine = replace(mine, amount=mine.amount + rng.randrange(5, 30))
            quarrels.append(Quarrel("signing", "number", 0, n))
        elif change == "office" and "visit" in events:
            mine = replace(mine, office=rng.choice([o for o in OFFICES if o != mine.office]))
            quarrels.append(Quarrel("visit", "office", 0, n))
        elif change == "first" and "visit" in events:
            mine = replace(mine, first_since=True)
            quarrels.append(Quarrel("visit", "first-ever", 0, n))
        elif change == "update":
            mine = replace(mine, killed=mine.killed + rng.randrange(1, 6))
            harmless.append("update")
        elif change == "month":
            mine = replace(mine, month_only=True)
            harmless.append("month")
        elif change == "spelling":
            mine = replace(mine, minister=mine.minister.translate({ord("أ"): "ا", ord("إ"): "ا", ord("ى"): "ي"}))
            harmless.append("spelling")
        elif change == "part":
            harmless.append("part")
        facts.append(mine)
    return facts, quarrels, harmless


def draw_accounts(rng: random.Random) -> tuple[list[Account], list[Quarrel]]:
    """Write one to three accounts of one story."""
    facts = draw_facts(rng)
    count = rng.choice([1, 2, 2, 3])
    events = ["main", *rng.sample(OTHERS, rng.choice([1, 2, 3]))]
    start = datetime.combine(facts.days["main"], datetime.min.time()) + timedelta(days=2, hours=rng.randrange(6, 20))
    first = Account(0, "own", "", facts, start)
    theirs, quarrels, _ = draw_quarrels(first, count, rng, events)
    deck, accounts = Deck(rng), []
    quarrelled = {q.other: q for q in quarrels}
    for n, mine in enumerate(theirs):
        sort, source = draw_source(n, accounts, rng)
        written = start + timedelta(hours=rng.randrange(0, 4))
        if mine.killed > facts.killed:
            written += timedelta(days=2)
        account = Account(n, sort, source, mine, written)
        wanted = events if n == 0 or n in quarrelled else ["main", *rng.sample(events[1:], rng.randrange(len(events)))]
        write(account, wanted, deck, rng, quarrelled.get(n), [q for q in quarrels if n == 0])
        accounts.append(account)
    return accounts, quarrels


def draw_source(n: int, accounts: list[Account], rng: random.Random) -> tuple[str, str]:
    """Draw what an account rests on: the outlet's own eyes, a body's statement, an agency, somebody unnamed."""
    sort = rng.choice(["own", "own", "official", "agency", "unnamed"])
    if sort == "official":
        return sort, rng.choice(BODIES)
    if sort == "agency":
        return sort, rng.choice(AGENCIES)
    if sort == "unnamed" and accounts and rng.random() < 0.5:
        return sort, accounts[0].source  # who the unnamed sources are is not known: they may be the same people
    return sort, f"account {n}"


def write(
    account: Account, events: list[str], deck: Deck, rng: random.Random, quarrel: Quarrel | None, against: list[Quarrel]
) -> None:
    """Write an account: what it says of every event, with sentences that tell none between."""
    facts = account.facts
    named = {q.field for q in [*against, *([quarrel] if quarrel else [])]}
    lead(account, deck, rng)
    tolls = {("main", "number")} & {(q.event, q.field) for q in [*against, *([quarrel] if quarrel else [])]}
    if tolls and (way := deck.deal(BY_WHOM)):
        body = deck.deal(BODIES) or BODIES[0]  # two bodies that count differently, each by a voice of its own
        who = person(rng)
        add(
            account,
            "main",
            way,
            {"body": body, "spokesman": who, "toll": people(facts.killed, "toll")},
            {"toll": "number"},
        )
    elif rng.random() < 0.2 and (way := deck.deal(PART)):
        add(account, None, way, {"part": people(rng.randrange(3, 10), "injured")}, {})
    beside(account, deck, rng.choice([1, 2]))
    for event in events[1:]:
        way = deck.deal(TOLD[event])
        if way is None:
            continue
        day = facts.days[event]
        written = dated(day, rng)
        if event == "signing" and facts.month_only:
            written = f"في {MONTHS[day.month - 1][0]} {day.year}"
        slots = {
            "town": facts.town, "office": facts.office, "minister": facts.minister, "suspect": facts.suspect,
            "company": facts.company, "amount": f"{facts.amount} مليون دولار", f"{event}_day": written, "deal_day": written,
        }  # fmt: skip
        add(
            account,
            event,
            way,
            slots,
            {f"{event}_day": "date", "deal_day": "date", "office": "office", "amount": "number"},
        )
        if (
            event == "visit"
            and "first-ever" in named
            and (way := deck.deal(FIRST_SINCE if facts.first_since else FIRST))
        ):
            add(account, "visit", way, {}, {}, whole="first-ever")
        beside(account, deck, rng.choice([0, 1]))
    beside(account, deck, rng.choice([1, 2]))


def lead(account: Account, deck: Deck, rng: random.Random) -> None:
    """Write the headline and the first sentence."""
    facts = account.facts
    slots = {
        "town": facts.town, "day": dated(facts.days["main"], rng), "killed": people(facts.killed, "killed"),
        "injured": people(facts.injured, "injured"),
    }  # fmt: skip
    add(account, "headline", deck.deal(HEADLINES[facts.kind]) or "", slots, {})
    fields = {"day": "date", "killed": "number"}
    clause = deck.deal(SAID[facts.kind]) if account.sort != "own" else None
    if clause is None:
        account.sort = "own" if account.sort != "own" else account.sort
        add(account, "main", deck.deal(TOLD[facts.kind]) or "", slots, fields)
        return
    source = rng.choice(UNNAMED) if account.sort == "unnamed" else account.source
    citing = (deck.deal(CITING) or CITING[0]).replace("{clause}", clause)
    add(account, "main", citing, {**slots, "source": source}, fields)


def beside(account: Account, deck: Deck, count: int) -> None:
    """Add sentences that tell none of the events."""
    for _ in range(count):
        if way := deck.deal(BESIDE):
            add(account, None, way, {}, {})


def add(
    account: Account,
    event: str | None,
    way: str,
    slots: dict[str, str],
    fields: dict[str, str],
    whole: str | None = None,
) -> None:
    """Add one sentence as a paragraph; note the words of the slots that carry values."""
    line: list[Word] = []
    at = sum(len(p) for p in account.paragraphs)
    for part in way.split():
        name = part[part.find("{") + 1 : part.find("}")] if "{" in part else None
        text = part.replace("{" + name + "}", slots[name]) if name else part
        for piece in text.split():
            origin = (account.number, at + len(line))
            line.append(Word(piece, origin))
            if event:
                account.events[origin] = "main" if event == "headline" else event
                if (name in fields and name) or whole:
                    account.values.setdefault((event, whole or fields[name or ""]), set()).add(origin)
    account.paragraphs.append(line)
