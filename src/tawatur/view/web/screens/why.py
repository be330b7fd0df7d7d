"""Any id → everything that decided it: its fields, the words it rests on, the grounds of each decision, its links both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tawatur.base.span import Span
from tawatur.base.story import Change
from tawatur.view.index import Index
from tawatur.view.labels import label
from tawatur.view.web.screen import Asked, MissingError, Screen
from tawatur.view.why import WORDS_NOT_IDS, Explanation, UnknownId, Words, explained

MOST_PARTS = 40  # of one field; an event of a thousand pages names them all
MOST_WORDS = 60
SAYS = {  # of which kind the values of a field have labels, where it is not the field's own name
    "Event.type": "type", "EventMention.type": "type", "modality": "modality", "polarity": "polarity", "verdict": "verdict",
    "bound": "bound", "counted": "counted", "register": "register", "stance": "stance", "manner": "manner",
    "Entity.kind": "kind", "Mention.kind": "kind", "Disagreement.kind": "disagreement", "Superlative.kind": "claim",
    "Disagreement.field": "property", "flag": "flag", "mode": "mode",
}  # fmt: skip


class Part(NamedTuple):
    """One value of a field: of which inner field (empty for none), its words, its id where it is one of the story's."""

    of: str
    words: str
    id: str | None


class Fact(NamedTuple):
    """One field with its values, and how many more of them are not listed."""

    field: str
    parts: list[Part]
    more: int


def show(asked: Asked) -> Mapping[str, Any]:
    """Explain an id. Raises MissingError."""
    index = asked.index
    try:
        told = explained(index, asked.path["id"])
    except UnknownId as unknown:
        raise MissingError(unknown.message) from unknown
    return {
        "told": told,
        "facts": list(facts(index, told)),
        "resting": told.words[:MOST_WORDS],
        "further": len(told.words) - MOST_WORDS,
        "part_of": part_in_words,
        "changed": [(c, sides(index, told, c)) for c in told.changes],
        "title": index.name(told.id),
    }


def facts(index: Index, told: Explanation) -> Iterator[Fact]:
    """List the fields of a noun, each value said in words or leading to what it names."""
    for field, value in told.value.items():
        kind = SAYS.get(f"{told.noun}.{field}") or SAYS.get(field)
        made = (
            [Part("", label(kind, value), None)]
            if kind and isinstance(value, str)
            else list(parts(index, value, field))
        )
        if made:
            yield Fact(field, made[:MOST_PARTS], max(0, len(made) - MOST_PARTS))


def parts(index: Index, value: Any, field: str, of: str = "") -> Iterator[Part]:
    """Yield the values in a field, nested ones one by one; grounds stand elsewhere on the screen."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("because", "groups") and inner not in (None, [], {}, ""):
                yield from parts(index, inner, key, key)
    elif isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(n, int) for n in value):
        yield Part(of, f"{value[0]}–{value[1]}", None)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from parts(index, inner, field, of)
    elif isinstance(value, str) and field not in WORDS_NOT_IDS and value in index.by_id:
        yield Part(of, index.outlet(value) if value in index.documents else index.name(value), value)
    else:
        yield Part(of, str(value), None)


def part_in_words(words: Words) -> str:
    """Name the part that words serve in: a field, the noun itself, or the id of a mention."""
    return label("noun_one", words.part) if label("noun_one", words.part) != words.part else label("field", words.part)


def sides(index: Index, told: Explanation, change: Change) -> list[tuple[str, Span, str]]:
    """List where a change's words stand, page by page: (document, span, words)."""
    reuse = index.by_id[told.id]
    both = ((reuse.a.document, change.a, change.text_a), (reuse.b.document, change.b, change.text_b))
    return [(document, span, text) for document, span, text in both if span]


SCREENS = (Screen("why", "/why/{id}", "why.html.j2", show),)
