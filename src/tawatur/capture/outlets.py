"""Which outlet published a page: said beside it, in its address, its head or a credit line; else null, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from tawatur.base.document import Outlet, OutletRow
from tawatur.base.fold import fold
from tawatur.capture.lines import Line
from tawatur.capture.rules import FormIndex, ResidueRow, Rules, form_words, made_of

DIVIDER = re.compile(r"\s*[/|:()\[\]«»\"“”،,;؛•·+_]+\s*|\s+[-–—ـ]+\s*|\s*[-–—ـ]+\s+")
MARK = re.compile(r"\s*(?P<mark>:\s*[-–—ـ]*|\s[-–—ـ]+|[–—ـ]+\s)\s")
STOP = re.compile(r"[.؟!\n]")
LONGEST_TAG = 60
COPY = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[cvw]/(?:s/)?|(?:www\.)?google\.[a-z.]+/amp/(?:s/)?"
    r"|web\.archive\.org/web/\d+[a-z_]*/)(?P<of>\S+)",
    re.IGNORECASE,
)
BEFORE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
POSTS = ("twitter.com", "x.com")  # where the table's handles are
SIGNED = ("credit", "masthead", "copyright", "date-header")
RELAYED = ("agency",)  # an agency named in a credit is whom the page copied, not who published it


class Register:
    """The outlet table by folded name, domain and account; a name that several outlets bear finds none of them."""

    def __init__(self, rows: Iterable[OutletRow], heads: frozenset[str] = frozenset()) -> None:
        self.heads = heads
        self.bearers: dict[str, list[OutletRow]] = {}
        self.plain: set[str] = set()
        self.by_domain: dict[str, OutletRow] = {}
        self.by_handle: dict[str, OutletRow] = {}
        for row in rows:
            for name in {name_key(name) for name in (row.id, *row.names, *row.latin)}:
                self.bearers.setdefault(name, []).append(row)
            for domain in row.domains:
                self.by_domain.setdefault(domain.lower(), row)
            for handle in row.handles:
                self.by_handle.setdefault(handle.lower().lstrip("@"), row)
            self.plain |= {name_key(name) for name in row.plain}
        self.bearers.pop("", None)
        # A name that two outlets bear («الوطن») tells which one only with its country beside it.
        self.by_name = {name: rows[0] for name, rows in self.bearers.items() if len(rows) == 1}

    def named(self, name: str) -> OutletRow | None:
        """Return the row of an outlet by any of its names, with or without a head noun («صحيفة البيان»)."""
        words = form_digits(name)
        if row := self.by_name.get("".join(words)):
            return row
        return self.by_name.get("".join(words[1:])) if words[1:] and words[0] in self.heads else None

    def surely(self, name: str) -> OutletRow | None:
        """Return the row of a name that stands alone: «هسبريس», and not «العالم», which may head a section."""
        return None if name_key(name) in self.plain else self.named(name)

    def at(self, url: str) -> OutletRow | None:
        """Return the row of the outlet whose site or account an address is on, trying each parent domain."""
        host = host_of(url)
        if host in POSTS:
            return self.by_handle.get(urlsplit(url).path.strip("/").partition("/")[0].lower())
        while "." in host:
            if row := self.by_domain.get(host):
                return row
            host = host.partition(".")[2]
        return None


def name_key(name: str) -> str:
    """Fold a name for comparison: spaces do not count («عربي 21», «عربي21»), digits do."""
    return "".join(form_digits(name))


def form_digits(name: str) -> list[str]:
    """Fold the words of a name, digits kept."""
    return re.findall(r"[^\W\d_]+|\d+", fold(name))


def host_of(url: str) -> str:
    """Return the address's host without «www.», or nothing; of a copy in a cache or an archive, the host it was taken from."""
    if copied := COPY.match(url):
        url = copied["of"]
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return BEFORE_HOST.sub("", host.rstrip("."))


def named_outlet(name: str, register: Register) -> Outlet:
    """Make the outlet that is named outright: known by the table, or by its name alone."""
    row = register.named(name)
    return Outlet(id=row.id, name=row.names[0]) if row else Outlet(id=None, name=name.strip())


def known(row: OutletRow) -> Outlet:
    """Make the outlet of a row."""
    return Outlet(id=row.id, name=row.names[0] if row.names else row.latin[0])


def decide(
    said: str | None, url: str | None, sitename: str | None, page: list[Line], register: Register, rules: Rules
) -> Outlet | None:
    """Decide by the strongest ground there is: sidecar, address, site name, credit line or masthead."""
    if said and said.strip():
        return named_outlet(said, register)
    if url and (row := register.at(url)):
        return known(row)
    if sitename and sitename.strip():
        return named_outlet(site_label(sitename), register)
    begins = next((line.number for line in page if line.kind is None and line.prose), len(page))
    for line in page:
        if line.kind == "masthead" and line.number > begins:
            continue  # below a first paragraph, a paper's name heads what a press review tells of it
        if line.kind in SIGNED and (outlet := credited(line, register, rules)):
            return outlet
    return opening(page, register, rules)


def site_label(sitename: str) -> str:
    """Leave the slogan off a site's name: «البيان | أخبار اليوم» → «البيان»."""
    return re.split(r"\s+[|–—-]\s+|\s*[|:]\s*", sitename.strip())[0] or sitename


def parts(text: str) -> list[str]:
    """Split a credit at its dividers: «الأفق/متابعة» → «الأفق», «متابعة»."""
    return [p for p in (part.strip(" .-–—ـ") for part in DIVIDER.split(text)) if p]


def credited(line: Line, register: Register, rules: Rules) -> Outlet | None:
    """Read the outlet from a credit line: a name beside «متابعة» or «خاص», or a masthead that is the name alone."""
    pieces = parts(line.text)
    if line.kind == "copyright":
        return in_copyright(line, register)
    own = [p for p in pieces if not (only(p, rules.credits) or only(p, rules.places) or of_date(p, rules))]
    follows = [row for row in (only(p, rules.credits) for p in pieces) if row]
    if len(own) != 1 or (not follows and line.kind != "masthead") or any(row.kind == "relayed" for row in follows):
        return None
    row = (register.named if follows else register.surely)(own[0]) or after_credit_word(
        own[0], rules, register, own_words=True
    )
    if row:
        return known(row) if row.kind not in RELAYED or line.kind == "masthead" else None
    return Outlet(id=None, name=own[0]) if follows and reads_as_outlet(own[0], rules) else None


def in_copyright(line: Line, register: Register) -> Outlet | None:
    """Read the outlet from «جميع الحقوق محفوظة …», if the table knows the name; a plain word needs «لموقع» before it."""
    words = form_digits(line.text)
    for size in range(min(5, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            name = "".join(words[at : at + size])
            headed = at > 0 and words[at - 1].removeprefix("ل") in register.heads
            if len(name) > 3 and (headed or name not in register.plain) and (row := register.by_name.get(name)):
                return known(row)
    return None


def of_date(piece: str, rules: Rules) -> bool:
    """Say whether a piece of a credit is a date."""
    return bool(re.search(r"\d", piece)) and (not form_words(piece) or bool(made_of(form_words(piece), rules.dates)))


def only(piece: str, index: FormIndex) -> ResidueRow | None:
    """Return the row if `piece` is one form of the index and no more."""
    words = form_words(piece)
    return next((row for size, row in index.at(words, 0) if size == len(words)), None) if words else None


def after_credit_word(text: str, rules: Rules, register: Register, *, own_words: bool = False) -> OutletRow | None:
    """Return the outlet that a credit word introduces in one breath: «خاص السومرية».

    `own_words`: only by a word that an outlet signs its own work with, not by «نقلا عن».
    """
    words = form_digits(text)
    found = next(rules.credits.at(words, 0), None) if 2 <= len(words) <= 5 else None
    if found is None or (own_words and found[1].kind == "relayed"):
        return None
    return register.by_name.get("".join(words[found[0] :]))


def reads_as_outlet(name: str, rules: Rules) -> bool:
    """Say whether an unknown name beside «متابعة» reads as an outlet's and not as a reporter's two names."""
    words = form_words(name)
    if not words or len(words) > 4 or rules.bylines.begins(words):
        return False
    return len(words) == 1 or bool(rules.heads & set(words)) or words[0].startswith("ال") or name.isascii()


def opening(page: list[Line], register: Register, rules: Rules) -> Outlet | None:
    """Read the tag that opens the article: «عمون - …», or a paper in its own dateline («لندن - «البيان»: …»)."""
    first = next((line for line in page if line.kind is None and line.prose), None)
    if first is None:
        return None
    return next((known(row) for tag, mark in tags(first.text) if (row := owner(tag, mark, register, rules))), None)


def tags(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each mark near the beginning: «لندن» and «لندن - «البيان»» of «لندن - «البيان»: …»."""
    head = STOP.split(text[: LONGEST_TAG + 8], maxsplit=1)[0]
    for found in MARK.finditer(head):
        if 2 <= found.start() <= LONGEST_TAG:
            yield head[: found.start()], found["mark"].strip()


def owner(tag: str, mark: str, register: Register, rules: Rules) -> OutletRow | None:
    """Return the outlet that a tag is the sign of: its name, a place and credit words, and no more."""
    pieces = parts(tag)
    rest = [p for p in pieces if not only(p, rules.places) and not only(p, rules.credits)]
    if len(rest) != 1 or (mark == ":" and len(rest) == len(pieces)):
        return None  # «البيان: وصول الوفد» may quote another outlet
    row = (register.named if len(pieces) > 1 else register.surely)(rest[0])
    return row if row and row.kind not in RELAYED else None
