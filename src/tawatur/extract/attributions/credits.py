"""Find credits for whole pieces of text: by-lines, agencies in datelines, «فلان: …» headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tawatur.base.annotation import Sentence
from tawatur.base.fold import fold
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.extract.attributions.page import KINDS, Page
from tawatur.extract.attributions.words import Words

FIRST = 4  # sentences at the head of the body in which a by-line may stand
WROTE = re.compile(
    r"^\s*(?:كتب|كتبت|تقرير|إعداد|حوار|بقلم|تحقيق|متابعة|ترجمة)\s*[-–—:/ـ]\s*(?P<name>[^\n:،.()\d]{4,40}?)\s*[:.،]?\s*$"
)
WROTE_PLAIN = re.compile(r"^\s*(?:كتب|كتبت)\s*[-–—:]?\s*(?P<name>[^\n:،.()\d]{4,40}?)\s*:?\s*$")
SLASH = re.compile(r"^\s*(?P<name>[^\n/،.:]{2,40}?)\s*/\s*(?:متابعة|متابعات|وكالات|خاص|مراسلة)\s*\.?$")
FORWARDED = re.compile(  # as messengers head what they pass on
    r"^\s*\[?\s*(?:Forwarded from|محولة من|تمت إعادة التوجيه من)\s*:?\s*(?P<name>[^\n\]]{2,60}?)\s*\]?\s*$"
)
DATELINE = re.compile(r"^[^\n()]{0,60}?\((?P<name>[^)\n]{2,24})\)\s*[-–—ـ]+")
DASHED = re.compile(r"^[\w\u0621-\u064a ،,]{2,30}\s*[-–—]\s*(?P<name>[^\n:،.()\d-]{2,24}?)\s*(?:[-–—:]|$)")
CLOSING = re.compile(
    r"[(\[]\s*(?:المصدر\s*:?\s*)?(?P<name>[^)\]\n]{2,30})\s*[)\]]\s*\.?\s*$|^\s*المصدر\s*:\s*(?P<plain>[^\n]{2,30})$"
)
PREPARED = re.compile(r"\(\s*(?:إعداد|اعداد|تحرير|ترجمة)\s+(?P<name>\S+(?:\s+\S+){1,3}?)\s+(?:للنشرة|لل|-)")


class Credit(NamedTuple):
    """A credit: who, what it covers, and the ground. A post without its author has no ``name``.

    ``cue``: the words that give it, where there are some; ``teller``: who tells of it, the author of a post.
    """

    name: Span | None
    kind: str
    content: Span
    because: Reason
    whole: bool = False
    cue: Span | None = None
    teller: Span | None = None
    stance: str = "neutral"


def given_credits(page: Page, words: Words) -> Iterator[Credit]:
    """Yield the credits of one document."""
    yield from headline(page, words)
    yield from bylines(page, words)


def own(page: Page, name: Span) -> bool:
    """Say whether a name is that of the outlet that published the page, or a piece of it."""
    outlet = page.reading.document.outlet
    words = fold(name.of(page.text)).split()
    return outlet is not None and bool(words) and set(words) <= set(fold(outlet.name).split())


def article(page: Page) -> Span | None:
    """Return the whole article, headline and body."""
    body = page.reading.document.body
    if not body:
        return None
    title = page.reading.document.title
    start = min(body[0].start, title.span.start) if title and title.span else body[0].start
    return Span(start, body[-1].end)


def headline(page: Page, words: Words) -> Iterator[Credit]:
    """Yield the teller of a headline: «وزير النقل: الطريق سيفتح غدا»."""
    title = page.reading.document.title
    if not title or not title.span:
        return
    span = title.span
    words_of = span.of(page.text)
    colon = words_of.find(":")
    if colon < 2:
        return
    begin = max(
        words_of.rfind(mark, 0, colon) + len(mark) if mark in words_of[:colon] else 0 for mark in ("..", "|", "…")
    )
    before = Span(span.start + begin, span.start + colon).trim(page.text, also="\"“”«»'‘’ـ_.-")
    after = Span(span.start + colon + 1, span.end).trim(page.text, also="\"“”«»'‘’")
    held = page.reading.token_range(before)
    if not len(held) or len(held) > 8 or after.length < 8 or own(page, before):
        return
    tagged = [t for t in page.sources if before.holds(t.span) and not own(page, t.span)]
    names = [page.mention_first[k] for k in held if k in page.mention_first and page.mention_first[k].kind != "place"]
    person = next((m for m in names if m.kind == "person"), None)
    head = words.heads.get(page.words[held.start])
    if tagged:
        why = Reason(rule="tagger", span=tagged[0].span, score=round(tagged[0].score, 3), detail="headline")
        kind = KINDS[names[0].kind] if names else head.kind if head else "person"
        yield Credit(tagged[0].span, kind, after, why)
    elif person or (names and 2 * names[0].span.length >= before.length):
        name = person or names[0]
        yield Credit(name.span, KINDS[name.kind], after, Reason(rule="attributions.headline", span=before))
    elif words.anonymous.at(page.tokens, held.start, held.stop):
        yield Credit(before, "anonymous", after, Reason(rule="attributions.headline", span=before))
    elif head or (len(held) <= 4 and page.words[held.start].startswith("ال")):
        row = head.row.cited if head else None
        kind = head.kind if head else "organisation"
        yield Credit(before, kind, after, Reason(rule="attributions.headline", row=row, span=before))


def bylines(page: Page, words: Words) -> Iterator[Credit]:
    """Yield who wrote or sent the article: «كتب: فلان», «القاهرة - أ ش أ», «(رويترز)», and what the tagger takes for that."""
    whole = article(page)
    if whole is None:
        return
    seen: list[Span] = []
    tagged = [t for t in page.sources if t.label == "BYL" and t.score >= 0.5]
    for span, rule in [*((t.span, "tagger") for t in tagged), *written(page, words)]:
        if any(span.meets(other) for other in seen) or own(page, span):
            continue
        seen.append(span)
        agency = bool(words.is_agency(span.of(page.text)))
        mention = page.mention_first.get(page.first(span))
        unknown = "outlet" if rule == "forwarded" else "person"
        kind = "agency" if agency else KINDS.get(mention.kind, unknown) if mention else unknown
        yield Credit(
            span, kind, whole, Reason(rule=f"attributions.{rule}" if rule != "tagger" else rule, span=span), True
        )


def written(page: Page, words: Words) -> Iterator[tuple[Span, str]]:
    """Yield the by-lines that a pattern finds in the first sentences, the credit residue, and the last sentence."""
    sentences = [s for s in page.reading.sentences if s.zone not in ("embed", "headline")]
    lines = [s for s in sentences if s.zone in ("credit", "byline", "dateline")]
    body = [s for s in sentences if s.zone == "body"]
    for sentence in [*lines, *body[:FIRST]]:
        yield from of_line(page, words, sentence)
    for sentence in body[-1:]:
        wrote = PREPARED.search(sentence.text)
        if wrote:
            yield Span(*wrote.span("name")).shift(sentence.span.start), "byline"
        found = CLOSING.search(sentence.text)
        name = group(found, sentence, page) if found else None
        if name and words.is_agency(name.of(page.text)):
            yield name, "closing-credit"


def of_line(page: Page, words: Words, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """Yield the by-line of one line."""
    for pattern, rule in ((WROTE, "byline"), (WROTE_PLAIN, "byline"), (SLASH, "byline"), (FORWARDED, "forwarded")):
        found = pattern.match(sentence.text)
        name = group(found, sentence, page) if found else None
        if name and (pattern in (SLASH, FORWARDED) or 1 < len(page.reading.token_range(name)) <= 6):
            yield name, rule
            return
    alone = sole_name(page, sentence)
    if alone:
        yield alone, "byline-alone"
        return
    for pattern in (DATELINE, DASHED):
        found = pattern.match(sentence.text)
        name = group(found, sentence, page) if found else None
        if name and words.is_agency(name.of(page.text)):
            yield name, "dateline"
            return


def sole_name(page: Page, sentence: Sentence) -> Span | None:
    """Return the person who alone fills a short line, after a place and a dash or not: «الدار البيضاء - سالم العربي»."""
    held = page.reading.token_range(sentence.span)
    if not 2 <= len(held) <= 8 or sentence.text.rstrip()[-1:] in "!?؟:":
        return None
    for k in held:
        mention = page.mention_first.get(k)
        if mention and mention.kind == "person" and page.last(mention.span) >= held.stop - 1:
            before = page.words[held.start : k]
            return mention.span if not before or (before[-1] in "-–—ـ/:" and len(before) <= 4) else None
    return None


def group(found: re.Match[str], sentence: Sentence, page: Page) -> Span | None:
    """Return where the pattern's name stands in the document."""
    key = "name" if found.group("name") else "plain"
    span = Span(*found.span(key)).shift(sentence.span.start).trim(page.text, also="-–—:/")
    return span if span.length > 1 else None
