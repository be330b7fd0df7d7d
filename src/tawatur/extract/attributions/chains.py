"""Drafts → chains of tellers, outermost first: who is told by whom inside one page."""

from __future__ import annotations

from tawatur.base.annotation import Link
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.extract.attributions.page import KINDS, Page
from tawatur.extract.attributions.speech import Draft
from tawatur.extract.attributions.tellers import Teller

NEARBY = 2  # sentences within which a teller goes on inside the same outer chain


def link_chains(page: Page, drafts: list[Draft]) -> None:
    """Give every draft its chain, in reading order: outer links first, then its own."""
    open_: list[Draft] = []
    named: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.hit.span.start, -(d.content.end if d.content else 0))):
        open_ = [o for o in open_ if o.content and o.content.end > draft.hit.span.start][-12:]
        outer = next((o for o in reversed(open_) if o is not draft and o.content and holds(o, draft)), None)
        links = list(outer.chain) if outer else inherited(draft)
        if outer and outer.hit.inflected.text == "نقلا عن" and outer.content == draft.content:
            links = links[:-1]
        if draft.told_to and not any(link.name == draft.told_to.name for link in links):
            links.append(draft.told_to)
        own = own_link(page, draft, named)
        draft.chain = links if links and own.name == links[-1].name else [*links, own]
        open_.append(draft)
        named.append(draft)


def holds(outer: Draft, draft: Draft) -> bool:
    """Say whether `draft` stands in what `outer` tells: its cue and its written teller both, or it relays the same content."""
    content = outer.content
    if content is None or outer.implicit and draft.came_from is outer:
        return False
    if not outer.trailing and outer.content == draft.content and outer.hit.span != draft.hit.span:
        return True
    written = draft.teller.span if draft.teller and not draft.implicit else draft.hit.span
    return content.holds(draft.hit.span) and content.holds(written) and not outer.trailing or (
        outer.trailing and content.holds(draft.hit.span)
    )


def inherited(draft: Draft) -> list[Link]:
    """Return the outer links of the report that this one goes on from."""
    earlier = draft.came_from
    return list(earlier.chain[:-1]) if earlier and draft.sentence - earlier.sentence <= NEARBY else []


def own_link(page: Page, draft: Draft, earlier: list[Draft]) -> Link:
    """Make the draft's own link; a description points at the name it stands for: «الصحيفة» at the newspaper named above."""
    cue = draft.hit.span.of(page.text)
    teller = draft.teller
    if teller is None:
        if draft.hit.pattern == "passive":
            return Link(name=cue, kind="anonymous", cue=cue, span=draft.hit.span)
        return Link(name="", kind="missing", cue=cue)
    pointed = antecedent(page, teller, draft, earlier) if teller.described else None
    span, kind = pointed or (teller.span, teller.kind)
    return Link(name=span.of(page.text), kind=kind, cue=cue, span=span)


def antecedent(page: Page, teller: Teller, draft: Draft, earlier: list[Draft]) -> tuple[Span, str] | None:
    """Find whom a description points at: the last teller of its kind, the bearer of the office, or nobody if in doubt."""
    if teller.kind == "person":
        return bearer(page, teller)
    if teller.kind == "document":
        return issuer(page, teller, draft, earlier)
    for other in reversed(earlier[-20:]):
        if other.teller and not other.teller.described and alike(teller, other.teller):
            return other.teller.span, other.teller.kind
    if teller.kind in ("outlet", "agency"):
        names = [m for m in page.reading.mentions if m.span.end <= teller.span.start and m.kind in ("outlet", "agency")]
        return (names[-1].span, KINDS[names[-1].kind]) if names else None
    return None


def alike(described: Teller, named: Teller) -> bool:
    """Say whether a named teller may be what the description means."""
    if described.head == "مصدر":
        return True
    media = ("outlet", "agency")
    return named.kind == described.kind or (described.kind in media and named.kind in media)


def bearer(page: Page, teller: Teller) -> tuple[Span, str] | None:
    """Return the person said to hold an office that the description names: «الوزير» after «وزير النقل سالم العربي»."""
    wanted = fold(teller.head)
    found = {
        o.holder
        for o in page.reading.offices
        if o.holder and o.span.end <= teller.span.start and any(w.removeprefix("ال") == wanted for w in fold(o.title).split())
    }
    return (found.pop(), "person") if len(found) == 1 else None


def issuer(page: Page, teller: Teller, draft: Draft, earlier: list[Draft]) -> tuple[Span, str] | None:
    """Return who issued the statement that «البيان» points at: the last teller who spoke «في بيان»."""
    for other in reversed(earlier[-8:]):
        if not other.teller or not other.content or other.teller.described:
            continue
        between = range(other.hit.last, page.tokens.at(other.content.start))
        if any(fold(teller.head) in page.words[k] for k in between) or other.teller.head == teller.head:
            return other.teller.span, teller.kind
    return None
