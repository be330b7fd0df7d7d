"""The titles of a page: what the grammar reads and what the tagger sees, settled."""

from __future__ import annotations

from tawatur.base.noun_phrases import adjective, definite, is_place, place_tail
from tawatur.base.proposal import Proposal
from tawatur.base.rank_words import rank_at
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.span_index import SpanIndex
from tawatur.base.tokens import Tokens
from tawatur.extract.offices.holders import Holders
from tawatur.extract.offices.tables import Grammar
from tawatur.extract.offices.titles import Title, by_grammar, qualifier

LEAST = 0.4
SURE = 0.85  # a title that only the tagger sees, whose head no table knows
STRAY = '"«»“”،,.:؛- '


def find_titles(reading: Reading, tables: Grammar, holders: Holders) -> list[Title]:
    """Find the titles of one document, outermost ones only, in reading order."""
    written = [t for s in reading.sentences for t in by_grammar(reading, tables, holders, reading.token_range(s.span))]
    tagged = [p for p in reading.proposed("office") if p.score >= LEAST]
    return settle(reading, written, tagged, tables, holders)


def settle(
    reading: Reading, written: list[Title], tagged: list[Proposal], tables: Grammar, holders: Holders
) -> list[Title]:
    """Join what grammar read and what the tagger sees.

    With a tagger, a title that it does not see at all stands only beside a name; where both see one, the tagger says where it
    ends unless it stopped inside the phrase.
    """
    out: list[Title] = []
    read: SpanIndex[Title] = SpanIndex()
    for title in written:
        read.add(title.span, title)
    seen_spans: SpanIndex[Proposal] = SpanIndex()
    for proposal in tagged:
        seen_spans.add(Span(proposal.start, proposal.end), proposal)
    for proposal in tagged:
        seen = Span(proposal.start, proposal.end).trim(reading.text, also=STRAY)
        if any(t.span.holds(seen) for t in out[-3:]):
            continue
        span = with_whole_names(reading.tokens, own_bounds(reading.tokens, seen, tables), holders)
        same = read.meeting(span)
        because = Reason(rule="tagger", detail="office", score=round(proposal.score, 3))
        whole = [t for t in same if sum(t.span.holds(Span(p.start, p.end)) for p in seen_spans.meeting(t.span)) > 1]
        if whole:
            out.append(whole[0]._replace(because=(because, *whole[0].because), needs_holder=False))
        elif same:
            out += joined(reading, same, span, because, tables, cut=span.end < seen.end)
        elif span.length > 2 and believable(reading.tokens, span, proposal, tables):
            loose = not any(definite(w) or is_place(w, tables.words) for w in inside_words(reading.tokens, span))
            out.append(Title(span, (because,), qualifier(reading, tables, span), None, needs_holder=loose))
    taken: SpanIndex[Title] = SpanIndex()
    for title in out:
        taken.add(title.span, title)
    for title in written:
        if not taken.meeting(title.span) and not (title.trade and reading.proposals):
            out.append(title._replace(needs_holder=title.needs_holder or bool(reading.proposals)))
    return sorted({t.span: t for t in out}.values(), key=lambda t: t.span)


def with_whole_names(tokens: Tokens, span: Span, holders: Holders) -> Span:
    """Reach to the end of a name that the tagger cut: «مدير العمليات في الأمم | المتحدة»."""
    for i in tokens.within(span):
        last = holders.names.get(i, 0)
        if last and tokens.ends[last - 1] > span.end and i > tokens.at(span.start):
            return Span(span.start, tokens.ends[last - 1])
    return span


def own_bounds(tokens: Tokens, span: Span, tables: Grammar) -> Span:
    """Leave a dangling preposition, the holder's rank and a goal off the end of what the tagger saw.

    «وكيل النيابة | بسكرتارية», «المتحدث الرسمي | العميد», «رئيس الأركان | للمغرب».
    """
    inside = tokens.within(span)
    last = inside.stop
    while last - 1 > inside.start and dangling(tokens, inside.start, last - 1, tables):
        last -= 1
    return span if last == inside.stop or last <= inside.start else Span(span.start, tokens.ends[last - 1])


def dangling(tokens: Tokens, first: int, index: int, tables: Grammar) -> bool:
    """Say whether the last word of a title is none of it."""
    word = tokens.words[index]
    if word in tables.words.particles:
        return True
    if word[0] == "ل" and place_tail(word, tables.words):
        heads = tables.heads.at(tokens, first, index) or tables.definite_heads.at(tokens, first, index)
        return not any(h.payload.abroad == "to" for h in heads)
    rank = rank_at(tokens, index, index + 1, tables.ranks)
    return bool(rank and rank.row.kind in ("rank", "foreign") and word.startswith("ال") and index - first > 1)


def believable(tokens: Tokens, span: Span, proposal: Proposal, tables: Grammar) -> bool:
    """Say whether a title that only the tagger sees is one: its first word heads titles, or it scores high; no bare rank."""
    inside = tokens.within(span)
    first = tokens.at(span.start)
    last = max(inside.stop, first + 1)
    rank = rank_at(tokens, first, last, tables.ranks)
    if rank and all(w in tables.qualifiers for w in tokens.words[rank.last : last]):
        return False
    headed = tables.heads.at(tokens, first, last) or tables.definite_heads.at(tokens, first, last)
    return proposal.score >= (LEAST if headed else SURE)


def inside_words(tokens: Tokens, span: Span) -> list[str]:
    """List the folded words that start in a span."""
    return [tokens.words[i] for i in tokens.within(span)]


def joined(
    reading: Reading, same: list[Title], span: Span, because: Reason, tables: Grammar, *, cut: bool
) -> list[Title]:
    """Give the tagger's span the grammar's reasons; two titles that the tagger ran together stay two."""
    tokens = reading.tokens
    best = max(same, key=lambda t: t.span.shared(span))
    parts = [t for t in same if t.span.start >= span.start]
    if len(parts) > 1 and parts[0].span.start == span.start:
        last = parts[-1]._replace(span=Span(parts[-1].span.start, max(span.end, parts[-1].span.end)))
        return [t._replace(because=(because, *t.because), needs_holder=False) for t in (*parts[:-1], last)]
    start = best.span.start if tokens.at(best.span.start) == tokens.at(span.start) else span.start
    end = best.span.end if cut or unfinished(tokens, span, best.span.end, tables) else span.end
    end = max(end, span.end)
    span = Span(start, end)
    return [
        best._replace(
            span=span,
            because=(because, *best.because),
            needs_holder=False,
            full=best.full if best.span == span else None,
            qualifier=qualifier(reading, tables, span) or best.qualifier,
        )
    ]


def unfinished(tokens: Tokens, span: Span, end: int, tables: Grammar) -> bool:
    """Say whether the tagger stopped inside a phrase: after an indefinite noun, or before an adjective of the same body."""
    inside = tokens.within(span)
    if end <= span.end or not len(inside):
        return False
    last = tokens.words[inside[-1]]
    following = tokens.words[inside.stop] if inside.stop < len(tokens) else ""
    return not definite(last) or adjective(following, tables.words)
