"""Lines that say where and when a text comes from: date headers, datelines, by-lines, agency and picture credits."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from tawatur.capture.lines import Line
from tawatur.capture.outlets import Register, after_credit_word, name_key, only, parts
from tawatur.capture.rules import Rules, form_words, made_of

MOST_WORDS = 12
SURE_PICTURE = ("تصوير", "عدسة", "بعدسة", "photo by", "photo credit", "crédit photo", "صورة أرشيفية")
DIGIT = re.compile(r"\d")
CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)")
FULL_DATE = re.compile(
    r"(?<!\d)(?:[0-3]?\d[/.\-][01]?\d[/.\-](?:19|20)\d\d|(?:19|20)\d\d[/.\-][01]?\d[/.\-][0-3]?\d"
    r"|[0-3]?\d\s+[^\W\d_]+(?:\s*/?\s*[^\W\d_]+)?[\s,،]+(?:19|20)\d\d)(?!\d)"
)
PICTURE_MARK = re.compile(r"^\W{0,3}[ⓒ©Ⓒ📷📸]|^\(c\)\s", re.I)
PICTURE_AGENCY = re.compile(
    r"(?:/|\(|-|–|\bvia\b|\bby\b|:)\s*(?:afp|reuters|getty( images)?|ap|epa|anadolu|shutterstock|istock)\b\W*$", re.I
)
SIGNED_COLON = re.compile(r"[:：]\W*$")
DASH = re.compile(r"[-–—ـ/(]")
BRACKETED = re.compile(r"^\W*[(\[].{2,60}[)\]]\W*$", re.S)


def mark(page: list[Line], rules: Rules, register: Register, own: str | None = None) -> None:
    """Take every line that only credits, dates or places the text; `own` is the page's outlet, if that is known."""
    prose = [line.number for line in page if line.kind is None and line.prose]
    for line in page:
        if line.kind or not line.folded or line.count > MOST_WORDS or (line.full_stop and line.count > 6):
            continue
        amid = bool(prose) and prose[0] < line.number < prose[-1]
        (
            dated(line, rules, amid)
            or picture(line)
            or byline(line, rules)
            or signed(line, rules, register, own)
            or (not amid and placed(line, rules))
            or dated_name(line, rules)
            or (not amid and named(line, rules, page))
        )


def dated(line: Line, rules: Rules, amid: bool) -> bool:
    """Take a line made of nothing but a date, with its place if it has one: «الأحد 3 آذار 2019 - 10:20».

    Amid the paragraphs a bare date heads an entry of a timeline, and is the article's.
    """
    if not DIGIT.search(line.folded) or (amid and not CLOCK.search(line.folded)):
        return False
    if not line.words:
        if FULL_DATE.search(line.folded) or CLOCK.search(line.folded):
            line.take("date-header", "date", detail="a date in digits")
        return line.kind is not None
    rows = made_of(line.words, rules.dates, rules.places)
    if not any(r.match == "date" for r in rows):
        return False
    placed = next((r for r in rows if r.match == "place"), None)
    line.take(
        "dateline" if placed else "date-header",
        "date",
        rows[0].cited,
        "only words of dates" + (" and places" * bool(placed)),
    )
    return True


def picture(line: Line) -> bool:
    """Take a picture's credit: «ⓒ …», «… / AFP»."""
    if PICTURE_MARK.search(line.text) and line.count <= 8:
        line.take("photo-credit", "picture", detail="begins with a picture's mark")
    elif PICTURE_AGENCY.search(line.folded) and not line.stops:
        line.take("photo-credit", "picture", detail="ends with a picture agency")
    return line.kind is not None


def signed(line: Line, rules: Rules, register: Register, own: str | None = None) -> bool:
    """Take a line of nothing but agencies, outlets, places and credit words: «الأفق/متابعة», «دبي - وكالات»."""
    if line.count > 10:
        return False
    pieces = [Piece.of(part, rules, register, own) for part in parts(line.text)]
    kinds = Counter(piece.kind for piece in pieces)
    undated = len(pieces) - kinds["date"]
    if not undated:
        return False
    row = next((p.row for p in pieces if p.row and p.kind == "credit"), None)
    detail = ", ".join(f"{p.text} ({p.kind})" for p in pieces)
    if not kinds["stranger"] and (kinds["name"] or kinds["agency"] or kinds["credit"]):
        if undated > 1 or not made_of(line.words, rules.vocabulary):
            line.take(signature(line, kinds), "credit", row, detail)
    elif kinds["stranger"] == 1 and undated == 2 and line.count <= 8 and short_name(pieces):
        if kinds["credit"]:
            line.take("date-header" if kinds["date"] else "credit", "credit", row, detail)
        elif (kinds["agency"] or kinds["name"]) and DASH.search(line.text) and line.count <= 6:
            line.take("dateline", "dateline", None, detail)
    if (
        kinds["stranger"]
        and kinds["place"]
        and len(pieces) <= 3
        and SIGNED_COLON.search(line.text)
        and pieces[0].kind == "place"
    ):
        line.take("credit", "reporter", pieces[0].row, detail)
    return line.kind is not None


def short_name(pieces: list[Piece]) -> bool:
    """Say whether the unknown part of a credit line may be a name: a few words without a stop."""
    name = next(p.text for p in pieces if p.kind == "stranger")
    return name.count(" ") < 4 and not any(stop in name for stop in ".؟!")


def signature(line: Line, kinds: Counter[str]) -> str:
    """Name what a line of known names is: the page's masthead, a date header, a dateline or a credit."""
    if kinds["date"]:
        return "date-header"
    alone = kinds.total() == 1 and kinds["name"] == 1
    if alone and line.number < 3 and not BRACKETED.match(line.text):
        return "masthead"
    return "dateline" if kinds["place"] and kinds["agency"] else "credit"


class Piece(NamedTuple):
    """One part of a credit line and what it is: an outlet's name, agency, credit word, place, date or stranger."""

    text: str
    kind: str
    row: str | None = None

    @classmethod
    def of(cls, text: str, rules: Rules, register: Register, own: str | None) -> Piece:
        """Tell what one part of a credit line is."""
        if row := register.named(text) or after_credit_word(text, rules, register):
            return cls(text, "agency" if row.kind == "agency" else "name")
        if own and name_key(own) == name_key(text):
            return cls(text, "name")
        if found := only(text, rules.credits):
            return cls(text, "credit", found.cited)
        if found := only(text, rules.places):
            return cls(text, "place", found.cited)
        words = form_words(text)
        if not words or (DIGIT.search(text) and made_of(words, rules.dates)):
            return cls(text, "date")
        return cls(text, "agency") if rules.press & set(words) and 2 <= len(words) <= 3 else cls(text, "stranger")


def placed(line: Line, rules: Rules) -> bool:
    """Take a line that is only a place: a dateline, or a cell of the weather."""
    if line.words and not line.stops and (rows := made_of(line.words, rules.places)):
        line.take("widget" if DIGIT.search(line.folded) else "dateline", "place", rows[0].cited, "only a place")
    return line.kind is not None


def byline(line: Line, rules: Rules) -> bool:
    """Take a by-line: «كتب: …», «بقلم …», «… من …:»."""
    words = line.words
    if not words:
        return False
    row = next((row for _, row in rules.bylines.at(words, 0)), None)
    if (
        row
        and line.count <= row.limit
        and not line.stops
        and (row.form in SURE_PICTURE or marked(line, row.form) or unmarked(line, row.form, rules))
    ):
        line.take(row.kind, "byline", row.cited)
    return line.kind is not None


def named(line: Line, rules: Rules, page: list[Line]) -> bool:
    """Take a line that is only a person's name, before or after the article: the reporter's.

    A name that the article itself speaks of stands below a picture: its caption.
    """
    words = [w for w in line.words if w not in ("و", "عبد", "ابو", "بن", "ال")]
    if not 2 <= len(words) <= 5 or line.stops or DIGIT.search(line.folded):
        return False
    given = [w in rules.given_names or w.removeprefix("و") in rules.given_names for w in words]
    if given[0] and sum(given) >= max(2, len(words) - 1):
        told = any(line.text in other.text and len(other.text) > len(line.text) + 8 for other in page)
        seen = "only the name of a person the page speaks of" if told else "only a person's names"
        line.take("caption" if told else "credit", "names", detail=seen)
    return line.kind is not None


def marked(line: Line, form: str) -> bool:
    """Say whether a dividing mark follows the by-line's word, or a colon ends the line: «كتب / فلان»."""
    size = len(form_words(form))
    after = re.match(rf"\W*(?:[^\W\d_]+\W+){{{size - 1}}}[^\W\d_]+\s*[:/\-–—ـ]", line.folded)
    return bool(after or SIGNED_COLON.search(line.text) or form.startswith("بقلم"))


def unmarked(line: Line, form: str, rules: Rules) -> bool:
    """Say whether a name follows the by-line's word without a mark: «كتبت هدى سالم»."""
    after = line.words[len(form_words(form)) :]
    return form in ("كتب", "كتبت", "بقلم", "إعداد", "بواسطة") and 1 <= len(after) <= 4 and after[0] in rules.given_names


def dated_name(line: Line, rules: Rules) -> bool:
    """Take a name with a full date and a clock time: «البيان - فلان | 3 مارس 2019 - 10:20»."""
    if line.stops or not CLOCK.search(line.folded) or not FULL_DATE.search(line.folded):
        return False
    others = [w for w in line.words if not any(True for _ in rules.dates.at([w], 0))]
    if len(others) <= 6:
        line.take("date-header", "date-and-name", detail=f"a date, a clock time and {len(others)} other words")
    return line.kind is not None
