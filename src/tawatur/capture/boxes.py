"""What headings of boxes carry along: related headlines, poll questions, tags, readers' comments; menus and tickers."""

from __future__ import annotations

import re

from tawatur.capture.lines import Line
from tawatur.capture.rules import Rules, form_words, made_of

CLOCK_START = re.compile(r"^\W*(?:[01]?\d|2[0-3]):[0-5]\d\b|(?:^|\s)(?:[01]?\d|2[0-3]):[0-5]\d\W*$")
SEPARATORS = re.compile(r"\s*[|>›•·←‹]\s*|\s[»/\-–]\s|\s{3,}|\t")
CRUMB = re.compile(r"^\W*[^\W\d_]+(?: [^\W\d_]+)?\s*[|>»›/•·←‹«\\-]")
COMMA, TIGHT_COMMA = re.compile("[,،]"), re.compile(r"[,،](?=[^\s\d])")
POLL_WORDS = 25
FURNITURE = (
    "related", "share", "subscribe", "comment-form", "tags", "navigation", "poll", "copyright", "cookie-notice",
    "rating", "breadcrumb", "advertisement", "ticker",
)  # fmt: skip
GOES_ON = re.compile(r"و\w{3,}\s")  # «وأضاف …»: a paragraph whose stop was forgotten
HEADLINE_WORDS = 22
TAG_WORDS = 5


def mark(page: list[Line], rules: Rules) -> None:
    """Take the lines that the headings of boxes open, then menus and tickers, then what trails after the article."""
    prose = [line.number for line in page if line.kind is None and line.prose]
    last = prose[-1] if prose else -1
    for line in page:
        if line.opens:
            {"headlines": headlines, "poll": poll, "tags": tags, "rest": rest, "staff": staff}[line.opens](line, page)
            if line.opens == "headlines" and prose and line.number < prose[0]:
                spare(page[line.number + 1 : prose[0]])
    for line in page:
        if line.kind is None:
            menu(line, rules, amid=bool(prose) and prose[0] < line.number < last)
    ticker(page, prose)
    trailing(page, last)


def below(heading: Line, page: list[Line]) -> list[Line]:
    """List the lines after a heading."""
    return page[heading.number + 1 :]


def headlines(heading: Line, page: list[Line]) -> None:
    """Take the headlines in a box «مواضيع ذات صلة»: short lines without a full stop, until the article goes on."""
    taken = 0
    for line in below(heading, page):
        if line.kind not in (None, "date-header", "counter"):
            if line.opens or line.kind in ("credit", "embed", "comment-form"):
                return
            continue
        if line.full_stop or line.count > HEADLINE_WORDS or taken >= 12:
            return
        line.take("related", "box", heading.because.row if heading.because else None, f"below «{heading.text[:40]}»")
        taken += 1


def spare(before: list[Line]) -> None:
    """Give back the last line between a box and the article: below «آخر الأخبار» on top stands the headline."""
    for line in reversed(before):
        if line.kind is None and line.count > TAG_WORDS:
            return
        if line.kind == "related" and line.because and line.because.rule == "residue.box":
            line.kind = line.because = None
            return


def poll(heading: Line, page: list[Line]) -> None:
    """Take a poll's question and its answers below «شارك برأيك»."""
    following = below(heading, page)[:7]
    asked = next((i for i, line in enumerate(following[:3]) if "؟" in line.text[-4:] or "?" in line.text[-4:]), None)
    if asked is None or following[asked].count > POLL_WORDS:
        return
    for i, line in enumerate(following):
        if i > asked and (line.count > 4 or line.stops):
            return
        line.kind = None if line.kind == "rating" else line.kind  # «نعم» and «لا» stand under articles to be rated, too
        line.take("poll", "box", heading.because.row if heading.because else None, f"below «{heading.text[:40]}»")


def tags(heading: Line, page: list[Line]) -> None:
    """Take the tags below «كلمات مفتاحية»: very short lines without a stop."""
    for line in below(heading, page)[:15]:
        if line.kind is None and (line.count > TAG_WORDS or line.stops):
            return
        line.take("tags", "box", heading.because.row if heading.because else None, f"below «{heading.text[:40]}»")


def staff(heading: Line, page: list[Line]) -> None:
    """Take the name below «رئيس التحرير»."""
    for line in below(heading, page)[:1]:
        if line.count <= TAG_WORDS and not line.stops:
            line.take("staff", "box", heading.because.row if heading.because else None, f"below «{heading.text[:40]}»")


def rest(heading: Line, page: list[Line]) -> None:
    """Take everything below a comment form or a list of comments, if it stands after the article and not before it."""
    before = sum(line.count for line in page[: heading.number] if line.kind is None and line.prose)
    after = sum(line.count for line in below(heading, page) if line.kind is None and line.prose)
    if before < 30 or after > before / 2:
        return
    for line in below(heading, page):
        line.take("comments", "box", heading.because.row if heading.because else None, f"below «{heading.text[:40]}»")


def menu(line: Line, rules: Rules, amid: bool) -> None:
    """Take a line made of the words of menus and share bars, or of many short pieces between separators.

    Amid the paragraphs one such word alone («سوريا») may be a crosshead, and stays.
    """
    if not line.words or len(line.text) > 300 or line.stops or line.text[-1] in '"”»،':
        return
    if rows := made_of(line.words, rules.vocabulary):
        kinds = {r.kind for r in rows}
        if amid and len(rows) == 1 and kinds == {"navigation"}:
            return
        line.take(rows[0].kind if len(kinds) == 1 else "navigation", "menu", rows[0].cited, "only words of menus")
        return
    if list_of_sections(line, rules) or tagged(line):
        return
    pieces = [p for p in SEPARATORS.split(line.text) if p]
    home = rules.whole.get(" ".join(form_words(pieces[0]))) if len(pieces) > 1 else None
    if home and home.kind == "navigation" and CRUMB.match(line.text):
        line.take("breadcrumb", "crumbs", home.cited, "a menu's word and a separator")
    if len(pieces) >= 4 and not line.stops and sum(p.count(" ") <= 2 for p in pieces) >= 0.8 * len(pieces):
        line.take("navigation", "separators", detail=f"{len(pieces)} short pieces between separators")


def list_of_sections(line: Line, rules: Rules) -> bool:
    """Take a long menu of which most words are known: «محليات دوليات مغاربيات …»."""
    if line.count < 8:
        return False
    known = at = 0
    while at < line.count:
        size = max((size for size, _ in rules.vocabulary.at(line.words, at)), default=0)
        known, at = known + size, at + max(size, 1)
    if known >= 0.7 * line.count:
        line.take("navigation", "menu", detail=f"{known} of {line.count} words are menus'")
    return line.kind is not None


def tagged(line: Line) -> bool:
    """Take tags strung together with bare commas: «الميناء,صيد السمك,الواحة,»."""
    if len(TIGHT_COMMA.findall(line.text)) >= 3 and max(p.count(" ") for p in COMMA.split(line.text)) <= TAG_WORDS:
        line.take("tags", "commas", detail="short pieces between commas without spaces")
    return line.kind is not None


def ticker(page: list[Line], prose: list[int]) -> None:
    """Take runs of headlines with clock times before or after the article: «12:45 …»."""
    if len(prose) < 2:
        return
    outside = [line for line in page if line.kind is None and not prose[0] <= line.number <= prose[-1]]
    timed = [
        x for x in outside if x.folded and CLOCK_START.search(x.folded) and not x.stops and x.count <= HEADLINE_WORDS
    ]
    for line in timed if len(timed) >= 2 else ():
        line.take("ticker", "ticker", detail="headlines with clock times outside the article")


def trailing(page: list[Line], last: int) -> None:
    """Take what stands among furniture after the article: short lines without a stop, once any furniture has begun."""
    begun: Line | None = None
    for line in page[last + 1 :] if last >= 0 else ():
        if line.kind is not None:
            begun = line if line.kind in FURNITURE else begun
        elif (
            begun is not None and not line.full_stop and line.count <= HEADLINE_WORDS and not GOES_ON.match(line.folded)
        ):
            line.take("related", "trailing", detail=f"a short line after the article, below «{begun.text[:40]}»")
