"""Drafts → chains of tellers, outermost first: who is told by whom inside one page."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.base.annotation import Link
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.extract.attributions.drafts import Draft
from tawatur.extract.attributions.page import KINDS, Page
from tawatur.extract.attributions.tellers import Teller

AGAIN = 5  # sentences within which «المصدر» still stands in the chain in which he first spoke
NEARBY = 2  # sentences within which a teller goes on inside the same outer chain


def link_chains(page: Page, drafts: list[Draft], sender: list[Link]) -> None:
    """Give every draft its chain, in reading order: outer links first, then its own.

    `sender` is the agency that sent the whole article, where one is credited.
    """
    open_: list[Draft] = []
    named: list[Draft] = []
    for draft in sorted(
        drafts, key=lambda d: (d.hit.span.start, d.relays is not None, -(d.content.end if d.content else 0))
    ):
        open_ = [o for o in open_ if o.content and o.content.end > draft.hit.span.start][-12:]
        outer = next((o for o in reversed(open_) if o is not draft and o.content and holds(o, draft)), None)
        meant = antecedent(page, draft, named)
        links = outer_links(page, draft, outer, meant, named)
        if sender and not links:
            links = list(sender)
        if outer and outer.hit.inflected.text == "نقلا عن" and outer.content == draft.content:
            links = links[:-1]
        if draft.told_to and not any(link.name == draft.told_to.name for link in links):
            links.append(draft.told_to)
        own = own_link(page, draft, meant)
        draft.chain = links if links and same_teller(links[-1], own) else [*links, own]
        if draft.lost and not draft.nobody:
            draft.chain = [*draft.chain, Link(name="", kind="missing", cue=own.cue)]
        open_.append(draft)
        named.append(draft)


def outer_links(page: Page, draft: Draft, outer: Draft | None, meant: Meant | None, earlier: list[Draft]) -> list[Link]:
    """Return who stands before the draft's own teller: who relays him, in whose words he stands, who told it before."""
    if draft.relays:
        return list(draft.relays.chain)
    if outer:
        return list(outer.chain[:-1] if outer.nobody else outer.chain)  # «يُذكر أن» names nobody to stand before others
    if meant and meant.spoke:
        return list(meant.spoke.chain[:-1])
    return inherited(draft) or gone_on(page, draft, earlier)


def gone_on(page: Page, draft: Draft, earlier: list[Draft]) -> list[Link]:
    """Return the outer links of the report just before, if the same person goes on by name: «… وأشار هولمن إلى أن»."""
    last, teller = (earlier[-1] if earlier else None), draft.teller
    if last is None or teller is None or last.teller is None or draft.implicit or draft.trailing or draft.told_to:
        return []
    if teller.kind != "person" or last.teller.kind != "person" or teller.described or not last.chain:
        return []
    short = set(fold(teller.span.of(page.text)).split()) <= set(fold(last.chain[-1].name).split())
    return list(last.chain[:-1]) if short and draft.sentence - last.sentence <= NEARBY else []


def same_teller(outer: Link, inner: Link) -> bool:
    """Say whether two neighbouring links name one teller, the second in short: «سالم العربي» and «العربي»."""
    return outer.kind == inner.kind and set(fold(inner.name).split()) <= set(fold(outer.name).split())


def holds(outer: Draft, draft: Draft) -> bool:
    """Say whether `draft` stands in what `outer` tells: its cue and its written teller both, or it relays the same content."""
    content = outer.content
    if content is None or draft.apart or (outer.implicit and draft.came_from is outer):
        return False
    if draft.relays or outer.relays is draft:
        return False
    if not outer.trailing and outer.content == draft.content and outer.hit.span != draft.hit.span:
        return True
    written = draft.teller.span if draft.teller and not draft.implicit else draft.hit.span
    return content.holds(draft.hit.span) and (outer.trailing or content.holds(written))


def inherited(draft: Draft) -> list[Link]:
    """Return the outer links of the report that this one goes on from."""
    earlier = draft.came_from
    return list(earlier.chain[:-1]) if earlier and draft.sentence - earlier.sentence <= NEARBY else []


def own_link(page: Page, draft: Draft, meant: Meant | None) -> Link:
    """Make the draft's own link; a description points at the name it stands for: «الصحيفة» at the newspaper named above."""
    cue = draft.hit.span.of(page.text)
    teller = draft.teller
    if teller is None:
        if draft.nobody and draft.lost:
            return Link(name="", kind="missing", cue=cue, span=draft.hit.span)
        if draft.nobody:
            return Link(name=cue, kind="anonymous", cue=cue, span=draft.hit.span)
        return Link(name="", kind="missing", cue=cue)
    span, kind = (meant.span, meant.kind) if meant else (teller.span, teller.kind)
    return Link(name=span.of(page.text), kind="missing" if draft.hidden else kind, cue=cue, span=span)


def antecedent(page: Page, draft: Draft, earlier: list[Draft]) -> Meant | None:
    """Find whom a description points at: the last teller of its kind, the bearer of the office, or nobody if in doubt."""
    teller = draft.teller
    if teller is None or not teller.described:
        return None
    if teller.kind == "organisation" and len(page.reading.token_range(teller.span)) > 1:
        return None  # «الحكومة الأردنية» names itself
    if teller.kind == "person":
        if aloof(page, teller) or teller.number == "p":
            return None
        return unnamed_before(draft, earlier) or bearer(page, teller) or only_person(page, draft, earlier)
    if teller.kind == "document":
        return issuer(page, teller, earlier)
    others = [d for d in earlier[-20:] if d.teller and not d.teller.described and alike(teller, d.teller)]
    first = [d for d in others if d.teller and d.teller.kind in ("outlet", "agency", "anonymous")]
    alike_in_name = [d for d in others if d.teller and d.teller.head == teller.head]  # «الصحيفة» is no channel
    if others:
        found = ((first if teller.head == "مصدر" else alike_in_name) or others)[-1]
        spoke = found if draft.sentence - found.sentence <= AGAIN else None
        return Meant(found.teller.span, found.teller.kind, spoke) if found.teller else None
    if teller.kind in ("outlet", "agency"):
        named = page.outlet_named(teller.head, teller.span.start)
        return Meant(named.span, KINDS[named.kind], None) if named else None
    return None


class Meant(NamedTuple):
    """Whom a description means, and the report in which he spoke, if he did."""

    span: Span
    kind: str
    spoke: Draft | None


def unnamed_before(draft: Draft, earlier: list[Draft]) -> Meant | None:
    """Return the unnamed speaker called the same in the sentences just before: «مسؤول في الهيئة» … «المسؤول»."""
    for found in reversed(earlier[-8:]):
        if (
            found.teller
            and draft.teller
            and found.teller.kind == "anonymous"
            and found.teller.head == draft.teller.head
        ):
            near = draft.sentence - found.sentence <= NEARBY
            return Meant(found.teller.span, "anonymous", found) if near else None
    return None


def aloof(page: Page, teller: Teller) -> bool:
    """Say whether marks set the description apart: «قال «الوزير»» means nobody in particular."""
    at = page.first(teller.span)
    quoted = page.opening.get(at - 1) if at else None
    return quoted is not None and quoted.use != "quotation"


def only_person(page: Page, draft: Draft, earlier: list[Draft]) -> Meant | None:
    """Return the one person who has spoken in the sentences just before; where there are two, nobody.

    A title means him only if no other title is known to be his: «خبير السلامة سالم العربي» is not «الوزير».
    """
    near = [
        d
        for d in earlier[-20:]
        if d.teller and d.teller.kind == "person" and not d.teller.described and draft.sentence - d.sentence <= NEARBY
    ]
    if not near or len({d.teller.span for d in near if d.teller}) != 1:
        return None
    found = near[0]
    if found.teller is None or not may_hold(page, draft.teller, found.teller):
        return None
    return Meant(found.teller.span, "person", found)


def may_hold(page: Page, described: Teller | None, person: Teller) -> bool:
    """Say whether a person's known titles leave room for the description."""
    if described is None or described.any_bearer:
        return True
    titles = page.titles.get(person.span, [])
    return not titles or any(described.head in (w.removeprefix("ال") for w in title.split()) for title in titles)


def alike(described: Teller, named: Teller) -> bool:
    """Say whether a named teller may be what the description means."""
    if described.head == "مصدر":
        return True
    media = ("outlet", "agency")
    if described.kind == "organisation":
        return named.kind == "organisation" and named.head == described.head
    return named.kind == described.kind or (described.kind in media and named.kind in media)


def bearer(page: Page, teller: Teller) -> Meant | None:
    """Return the person said to hold an office that the description names: «الوزير» after «وزير النقل سالم العربي»."""
    wanted = teller.head
    found = {
        o.holder
        for o in page.reading.offices
        if o.holder
        and o.span.end <= teller.span.start
        and any(w.removeprefix("ال") == wanted for w in fold(o.title).split())
    }
    return Meant(found.pop(), "person", None) if len(found) == 1 else None


def issuer(page: Page, teller: Teller, earlier: list[Draft]) -> Meant | None:
    """Return who issued the statement that «البيان» points at: the last teller who spoke «في بيان»."""
    for other in reversed(earlier[-8:]):
        if not other.teller or not other.content or other.teller.described:
            continue
        between = range(other.hit.last, page.tokens.at(other.content.start))
        if any(teller.head in page.words[k] for k in between) or other.teller.head == teller.head:
            return Meant(other.teller.span, teller.kind, None)
    return None
