"""Page → document: the frozen text, its language, headline, body, residue, outlet, and the evidence for its date."""

from __future__ import annotations

import msgspec

from tawatur.base.document import DateEvidence, Document, Extraction, Page, Published, Residue, Title, Unread
from tawatur.base.span import Span
from tawatur.capture import cut, dates, embeds, headline, html, language, outlets, residue
from tawatur.capture.lines import Line, lines
from tawatur.capture.outlets import Register
from tawatur.capture.rules import Rules

MIXED = 0.8  # share of Arabic letters under which a page is called mixed


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What stood beside the text, wherever it came from."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    sitename: str | None
    evidence: list[DateEvidence]
    warnings: list[str]
    extraction: Extraction
    why: str | None = None  # nothing was read


def make(page: Page, rules: Rules, register: Register) -> Document | Unread:
    """Make the document of a page, still without its id; or say why there is none."""
    known = gather(page)
    if not known.text.strip():
        return Unread(source=page.source, why=known.why or nothing_in(page))
    seen = language.tell(known.text)
    if refused := not_arabic(page, seen):
        return refused
    found = lines(known.text)
    title = take_title(found, known, page)
    residue.mark(found, rules, register, known.outlet or known.sitename)
    title = title or headline.decide(found, known.title, known.text, rules)
    repeated(found, title)
    body, left_out = spread(found, title, rules, register)
    missing = cut.warnings(known.text, body, left_out, rules)
    if not body and not (title and title.span):
        return Unread(source=page.source, why=only_residue(left_out))
    return Document(
        id="", source=page.source, sha256=page.sha256, title=title, text=known.text, body=body, residue=left_out,
        url=known.url, outlet=outlets.decide(known.outlet, known.url, known.sitename, found, register, rules), language=seen.code,
        published=Published(evidence=known.evidence), warnings=known.warnings + mixed(seen) + missing,
        extraction=known.extraction,
    )  # fmt: skip


def nothing_in(page: Page) -> str:
    """Say why a page that could be read gives no text."""
    return NO_ARTICLE if page.media == "html" else "the page holds no words. Save it again."


NO_ARTICLE = (
    "no article was found in this HTML: it may be built by a script, or be a list of links. "
    "Save the page's text and give that."
)


def gather(page: Page) -> Known:
    """Collect text and facts; what a person wrote in `pages.csv` goes before the page's own metadata."""
    facts = page.sidecar
    article = html.extract(page.content) if page.media == "html" else html.Article(text=page.content)
    url = facts.get("url") or article.url
    warnings = page.warnings + [cut.PAID] * article.paid + [cut.FILE] * (not article.whole)
    evidence: list[DateEvidence | None] = []
    if said := facts.get("published"):
        evidence.append(dates.evidence(page.ground, said))
        if evidence[-1] is None:
            warnings.append(f"the date «{said}» given for this page could not be read. Write it as 2022-07-19.")
    if article.date:
        evidence.append(dates.evidence("metadata", article.date))
    if url:
        evidence.append(dates.in_url(url))
    if page.captured:
        evidence.append(dates.evidence("captured", page.captured))
    return Known(
        text=article.text, title=facts.get("title") or article.title, outlet=facts.get("outlet"), url=url,
        sitename=article.sitename, evidence=[e for e in evidence if e], warnings=warnings, why=article.why,
        extraction=Extraction(encoding=page.encoding, by=article.by, placements=article.placements),
    )  # fmt: skip


def not_arabic(page: Page, seen: language.Language) -> Unread | None:
    """Refuse a page without letters or in another language, naming the language seen."""
    if not seen.letters:
        return Unread(source=page.source, why="the page holds no letters, only digits, marks or controls.")
    if seen.code == "ar":
        return None
    why = f"the page is in {seen.name} ({seen.arabic:.0%} of its letters are Arabic script), and only Arabic is read."
    return Unread(source=page.source, why=why)


def mixed(seen: language.Language) -> list[str]:
    """Warn of a page that is Arabic only in part."""
    if seen.arabic >= MIXED:
        return []
    return [f"only {seen.arabic:.0%} of the letters are Arabic: what is in another script is kept apart and not read."]


def take_title(found: list[Line], known: Known, page: Page) -> Title | None:
    """Set the headline of a record, which was put on top of the text, before any rule can take it for furniture."""
    if page.media != "record" or not (given := page.sidecar.get("title")):
        return None
    span = Span(0, len(given)).trim(known.text)
    for line in [line for line in found if span.meets(line.span)]:
        found.remove(line)
    for number, line in enumerate(found):
        line.number = number
    return Title(text=span.of(known.text), span=span)


def repeated(found: list[Line], title: Title | None) -> None:
    """Take a second copy of the headline among the first lines: breadcrumbs and captions repeat it."""
    if not title:
        return
    for line in found[:12]:
        if line.kind is None and line.span != title.span and line.text == title.text and len(found) > 2:
            line.take("repeated-headline", "repeated", detail="the headline again")


def spread(
    found: list[Line], title: Title | None, rules: Rules, register: Register
) -> tuple[list[Span], list[Residue]]:
    """Spread the lines over body and residue; the headline belongs to neither."""
    body: list[Span] = []
    left_out: list[Residue] = []
    for line in found:
        if title and line.span == title.span:
            continue
        if line.kind is not None:
            left_out.append(line.residue())
            continue
        cut = residue.pieces(line, rules, register)
        end = min((r.span.start for r in cut), default=line.span.end)
        rest = Span(0, end - line.span.start).trim(line.text).shift(line.span.start)
        left_out += cut
        if rest.length:
            body.append(rest)
    return body, embeds.joined(sorted(left_out, key=lambda r: r.span), found)


def only_residue(left_out: list[Residue]) -> str:
    """Say what a page without an article was made of."""
    kinds = ", ".join(sorted({r.kind for r in left_out})) or "nothing"
    return f"the page holds no article, only page furniture ({kinds}). Save the article's own page."
