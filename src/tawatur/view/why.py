"""Why something is in the story: for any id, its noun, value, rules, rows, words, scores and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur.base.annotation import Mention
from tawatur.base.judgement import Judgement
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.story import Change, Story
from tawatur.view.index import Index
from tawatur.view.judgements import sides
from tawatur.view.passages import clean

LONGEST_LINE = 240  # code points of a value in a terminal
NEAR = 40  # code points shown on either side of what the tagger read
MANY = 12  # ids of one kind that are listed; more are counted
SHOWN_APART = frozenset({"id", "because", "text", "mentions", "names", "body", "residue", "sha256"})
WORDS_NOT_IDS = frozenset(
    {
        "text",
        "name",
        "title",
        "value",
        "mode",
        "type",
        "sentence",
        "rule",
        "detail",
        "words",
        "why",
        "source",
        "exact",
        "prefix",
        "suffix",
        "by",
    }
)


class UnknownId(KeyError):  # noqa: N818
    """An id that the story does not hold; the message names the kinds of ids there are, with one of each."""

    def __init__(self, asked: str, index: Index) -> None:
        examples: dict[str, str] = {}
        for noun in index.nouns():
            examples.setdefault(type(noun).__name__, noun.id)
        kinds = ", ".join(f"{noun} {id_}" for noun, id_ in examples.items()) or "none: the story is empty"
        super().__init__(asked)
        self.message = f"no {asked!r} in this story. It has these kinds of ids, one example of each: {kinds}"

    def __str__(self) -> str:
        return self.message


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Words that something rests on: where they stand, what they are, and in what part they serve."""

    part: str
    document: str
    span: Span
    text: str


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Ids that something names, or that name it: the field or the noun, and the ids."""

    by: str
    ids: list[str]


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """The reasons of one decision: of the noun itself (empty), or of a part («direction», «independence.groups.1»).

    ``score`` is the sum of their scores, null where none has one.
    """

    of: str
    because: list[Reason]
    score: float | None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one id: its value, the words it rests on, the grounds of every decision in it, and its links."""

    id: str
    noun: str
    value: dict[str, Any]
    words: list[Words]
    grounds: list[Grounds]
    names: list[Links]
    named_by: list[Links]
    around: str = ""
    changes: list[Change] = []

    def as_text(self) -> str:
        """Write the explanation in lines for a terminal."""
        return "\n".join(lines(self))


def explain(story: Story, id: str) -> Explanation:  # noqa: A002 - the story's own word for it
    """Explain the noun of an id; raises `UnknownId` with the kinds of ids that this story has."""
    return explained(Index(story), id)


def explained(index: Index, id: str) -> Explanation:  # noqa: A002
    """Explain the noun of an id of a story that is indexed already. Raises `UnknownId`."""
    noun = index.by_id.get(id)
    if noun is None:
        raise UnknownId(id, index)
    return Explanation(
        id=id,
        noun=type(noun).__name__,
        value=value(noun),
        words=words(index, noun),
        grounds=list(grounds(noun)),
        names=links(index, noun),
        named_by=named_by(index, id),
        around=around(index, noun),
        changes=getattr(noun, "changes", []),
    )


def around(index: Index, noun: Any) -> str:
    """Show what the tagger read: the words in brackets among those around them; nothing where it did not speak."""
    span, document = getattr(noun, "span", None), getattr(noun, "document", None)
    if not isinstance(span, Span) or document is None:
        return ""
    if not any(r.rule.startswith("tagger") for r in getattr(noun, "because", None) or []):
        return ""
    text = index.text(document)
    before = text[max(0, span.start - NEAR) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + NEAR].partition("\n")[0]
    return f"…{before}[{span.of(text)}]{after}…"


def value(noun: Any) -> dict[str, Any]:
    """Return the noun's own fields, without what is shown apart."""
    plain = msgspec.to_builtins(noun)
    kept = {k: v for k, v in plain.items() if k not in SHOWN_APART and v not in (None, [], {}, "")}
    if isinstance(noun, Judgement):
        kept["because"] = noun.because
    if "names" in plain:
        kept["names"] = [f"{n['text']} ({n['count']})" for n in plain["names"]]
    for long in ("statements", "offices", "terms", "values", "event_mentions", "ladder", "changes"):
        kept.pop(long, None)
    return kept


def grounds(thing: Any, path: str = "") -> Iterator[Grounds]:
    """Yield the grounds in a noun, its own before those of its parts; mentions and offices keep theirs."""
    if isinstance(thing, list):
        for number, part in enumerate(thing, 1):
            yield from grounds(part, f"{path}.{number}")
    if not isinstance(thing, msgspec.Struct):
        return
    because = getattr(thing, "because", None)
    if isinstance(because, list) and because:
        scores = [r.score for r in because if r.score is not None]
        yield Grounds(of=path, because=because, score=round(sum(scores), 6) if scores else None)
    for field in thing.__struct_fields__:
        if field not in ("because", "mentions", "offices"):
            yield from grounds(getattr(thing, field), f"{path}.{field}" if path else field)


def words(index: Index, noun: Any) -> list[Words]:
    """List the words that a noun and its parts point at, in order, each once."""
    found: dict[tuple[str, str, Span], Words] = {}
    for part, document, span in spans(noun, type(noun).__name__, getattr(noun, "document", None)):
        text = index.words(document, span)
        found.setdefault((part, document, span), Words(part=part, document=document, span=span, text=text))
    for id_ in getattr(noun, "event_mentions", []):
        if told := index.event_mentions.get(id_):
            at = told.trigger.span
            found[id_, told.document, at] = Words(
                part=id_, document=told.document, span=at, text=index.words(told.document, at)
            )
    for s in sides(index, noun) if isinstance(noun, Judgement) else ():
        if s.document and s.span:
            found[s.words, s.document, s.span] = Words(part="side", document=s.document, span=s.span, text=s.words)
    return list(found.values())


def spans(thing: Any, part: str, document: str | None) -> Iterator[tuple[str, str, Span]]:
    """Yield (part, document, span) of everything in a noun that points at words; reasons show their own."""
    if isinstance(thing, list):
        for one in thing:
            yield from spans(one, part, document)
    if not isinstance(thing, msgspec.Struct) or isinstance(thing, Reason):
        return
    here = getattr(thing, "document", None) or document
    for field in thing.__struct_fields__:
        inner = getattr(thing, field)
        if isinstance(inner, Span):
            if here is not None and inner.length:
                own = (
                    thing.id if isinstance(thing, Mention) else part
                )  # the ids by which two of an entity's names are judged
                yield (own if field == "span" else field), here, inner
        elif field not in ("because", "body", "residue", "published"):
            yield from spans(inner, field, here)


def references(thing: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, string) for every string of a plain value that may be an id."""
    if isinstance(thing, str):
        if field not in WORDS_NOT_IDS and len(thing) < 40:
            yield field, thing
    elif isinstance(thing, dict):
        for key, inner in thing.items():
            if key != "id":
                yield from references(inner, key)
    elif isinstance(thing, list):
        for inner in thing:
            yield from references(inner, field)


def links(index: Index, noun: Any) -> list[Links]:
    """List the ids that a noun names, by field."""
    found: dict[str, dict[str, None]] = {}
    for field, id_ in references(msgspec.to_builtins(noun)):
        if id_ in index.by_id and id_ != noun.id:
            found.setdefault(field, {})[id_] = None
    return [Links(by=field, ids=list(ids)) for field, ids in found.items()]


def named_by(index: Index, id_: str) -> list[Links]:
    """List what names an id, by noun: the judgements about it among them."""
    found: dict[str, dict[str, None]] = {}
    quoted = msgspec.json.encode(id_)
    for noun in index.nouns():
        if noun.id == id_ or not may_name(noun, quoted):
            continue
        if any(other == id_ for _, other in references(msgspec.to_builtins(noun))):
            found.setdefault(type(noun).__name__, {})[noun.id] = None
    return [Links(by=noun, ids=list(ids)) for noun, ids in found.items()]


def may_name(noun: Any, quoted: bytes) -> bool:
    """Say whether an id may stand in a noun at all: its JSON is made ten times as fast as its fields are walked."""
    try:
        return quoted in msgspec.json.encode(noun)
    except UnicodeEncodeError:  # a lone surrogate, which JSON cannot hold: walk its fields
        return True


def lines(told: Explanation) -> Iterator[str]:
    """Write one line a fact."""
    yield f"{told.id}  {told.noun}"
    for key, inner in told.value.items():
        yield f"  {key}: {one_line(inner)}"
    for w in told.words[:MANY]:
        yield f"  words {w.part}: {w.document}:{w.span[0]}-{w.span[1]} «{one_line(w.text)}»"
    if len(told.words) > MANY:
        yield f"  words: {len(told.words) - MANY} more"
    for n, change in enumerate(told.changes, 1):
        yield f"  changes.{n}: {change_line(change)}"
    if told.around:
        yield f"  the tagger read: {one_line(told.around)}"
    for decision in told.grounds:
        of = f" {decision.of}" if decision.of else ""
        for r in decision.because:
            yield f"  because{of}: {reason_line(r)}"
        if decision.score is not None and len(decision.because) > 1:
            yield f"  because{of}: sum {decision.score:+.2f}"
    for heading, group in (("names", told.names), ("named by", told.named_by)):
        for link in group:
            more = f" and {len(link.ids) - MANY} more" if len(link.ids) > MANY else ""
            yield f"  {heading} {link.by}: {' '.join(link.ids[:MANY])}{more}"


def change_line(c: Change) -> str:
    """Write one change: kind, effect, and the words of either page with their places."""
    sides = (
        f"{'-'.join(map(str, span))} «{one_line(text)}»" for span, text in ((c.a, c.text_a), (c.b, c.text_b)) if span
    )
    return "  ".join([c.kind, c.effect, *(["beside"] if c.beside else []), " | ".join(sides)]).rstrip()


def reason_line(r: Reason) -> str:
    """Write one reason: rule, row, words' place, values, score."""
    place = f"{r.document}:{r.span[0]}-{r.span[1]}" if r.document and r.span else ""
    score = f"{r.score:+.2f}" if r.score is not None else ""
    return "  ".join(part for part in (r.rule, r.row, place, one_line(r.detail), score) if part)


def one_line(thing: Any) -> str:
    """Write a value on one line, without controls, cut where it is very long."""
    if isinstance(thing, tuple):
        return "-".join(map(str, thing))
    text = (
        thing
        if isinstance(thing, str)
        else msgspec.json.encode(thing).decode()
        if isinstance(thing, dict | list)
        else str(thing)
    )
    text = clean(text)
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
