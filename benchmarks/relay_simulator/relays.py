"""Accounts → pages: written up, copied, edited, credited or not, with delays and clocks that slip."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts import Account, Quarrel, Word, draw_accounts
from templates import FILLERS
from world import OUTLETS

CORRECTED = 0.2  # of the stories: an outlet corrects its own count
RATES = (0.0, 0.03, 0.08, 0.15)  # of words that a copier edits


@dataclass
class SimulatedPage:
    """One page: its outlet, its words, the page or pages it was copied from, when it says it was published."""

    number: int
    outlet: str
    paragraphs: list[list[Word]]
    copied_from: list[int]
    roots: set[int]
    credits: int | None
    published: datetime
    really: datetime
    corrects: bool = False


@dataclass
class SimulatedStory:
    """Pages and the accounts behind them, with the quarrels between accounts."""

    pages: list[SimulatedPage]
    accounts: list[Account]
    quarrels: list[Quarrel]
    rate: float


def simulate(rng: random.Random, least: int = 2, most: int = 9) -> SimulatedStory:
    """Make a story of a few pages: every account on the page of the outlet that wrote it, and copies of pages."""
    accounts, quarrels = draw_accounts(rng)
    rate = rng.choice(RATES)
    count = max(len(accounts) + 1, rng.randint(least, most))
    names = [
        OUTLETS[n % len(OUTLETS)] + ("" if n < len(OUTLETS) else f" {n // len(OUTLETS) + 1}") for n in range(count)
    ]
    rng.shuffle(names)
    pages = [
        SimulatedPage(a.number, names[a.number], a.paragraphs, [], {a.number}, None, a.written, a.written)
        for a in accounts
    ]
    while len(pages) < count:
        pages.append(relay(pages, names[len(pages)], rate, rng))
    about_numbers = {n for q in quarrels if q.field == "number" for n in (q.one, q.other)}
    free = [a for a in accounts if a.number not in about_numbers]
    if free and rng.random() < CORRECTED:
        pages.append(correction(rng.choice(free), pages, rng))
    return SimulatedStory(pages, accounts, quarrels, rate)


def correction(account: Account, pages: list[SimulatedPage], rng: random.Random) -> SimulatedPage:
    """Let the outlet of an account publish it again a day or two later, with another count of the dead, and say so."""
    first = pages[account.number]
    told = account.values.get(("main", "number"), set())
    other = str(max(3, account.facts.killed + rng.choice([-3, -2, 2, 3])))
    body = [
        [Word(other, None) if w.origin in told and w.text.isdigit() else w for w in line] for line in first.paragraphs
    ]
    later = first.really + timedelta(days=rng.choice([1, 2]), hours=rng.randrange(6))
    line = [
        Word(w, None) for w in ["تصحيح:", "ورد", "في", "نسخة", "سابقة", "من", "هذا", "الخبر", "عدد", "آخر", "للقتلى."]
    ]
    return SimulatedPage(
        len(pages), first.outlet, [*body, line], [first.number], set(first.roots), None, later, later, corrects=True
    )


def relay(pages: list[SimulatedPage], outlet: str, rate: float, rng: random.Random) -> SimulatedPage:
    """Copy a page as newsrooms do: edit words, swap, drop and cut paragraphs, perhaps say whose they are."""
    source = rng.choice(pages)
    lines = [[edited for word in line for edited in edit(word, rate, rng)] for line in source.paragraphs]
    body = lines[1:]
    if len(body) > 2 and rng.random() < 0.4:
        k = rng.randrange(len(body) - 1)
        body[k], body[k + 1] = body[k + 1], body[k]
    if len(body) > 3 and rng.random() < 0.4:
        del body[rng.randrange(1, len(body))]
    if rng.random() < 0.2:
        body[-1] = body[-1][: max(4, int(len(body[-1]) * rng.uniform(0.4, 0.9)))]
    others = [p for p in pages if not p.roots & source.roots]
    second = rng.choice(others) if others and rng.random() < 0.15 else None
    if second:
        body += [[e for w in line for e in edit(w, rate, rng)] for line in second.paragraphs[1 : 1 + rng.randint(1, 3)]]
    headline = lines[0] if rng.random() < 0.5 else [Word(w, None) for w in rng.sample(FILLERS, 4)]
    begun = max(source.really, second.really) if second else source.really
    really = begun + timedelta(hours=rng.expovariate(1 / 14))
    slip = timedelta(hours=rng.uniform(-5, 5)) if rng.random() < 0.25 else timedelta()
    credited = rng.random() < 0.35
    if credited:
        name = source.outlet.replace(" ", " «", 1) + "»"
        words = rng.choice([f"نقلت {name} ما يلي:", f"وفيما يلي ما نشرته {name}:", f"المصدر: {name}"]).split()
        line = [Word(w, None) for w in words]
        body = [*body, line] if words[0] == "المصدر:" else [line, *body]
    return SimulatedPage(
        len(pages), outlet, [headline, *body], [source.number, *([second.number] if second else [])],
        source.roots | (second.roots if second else set()), source.number if credited else None,
        really + slip, really,
    )  # fmt: skip


def edit(word: Word, rate: float, rng: random.Random) -> list[Word]:
    """Keep a word, drop it, change it, or put others before it."""
    if rng.random() >= rate:
        return [word]
    kind = rng.choice(["drop", "change", "insert"])
    if kind == "drop":
        return []
    if kind == "change":
        return [Word(rng.choice(FILLERS), None)]
    return [*(Word(w, None) for w in rng.sample(FILLERS, rng.randint(1, 4))), word]


def text_of(page: SimulatedPage) -> tuple[str, list[tuple[int, int, Word]]]:
    """Lay a page out: headline, empty line, paragraphs; and where each word stands."""
    text, places = "", []
    for n, line in enumerate(page.paragraphs):
        for word in line:
            places.append((len(text), len(text) + len(word.text), word))
            text += word.text + " "
        text = text.rstrip() + ("\n\n" if n == 0 else "\n")
    return text, places
