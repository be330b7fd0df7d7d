"""A story → JSON, its judgements → JSON lines, and the JSON Schema that says what is in a story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from tawatur.base.story import FORMAT, Story
from tawatur.view.exports.characters import utf8_text

SCHEMA_FILE = Path(__file__).parent / "story.schema.json"
PARTS = {  # what `tawatur show` calls each field
    "chronology": "chronology",
    "events": "event_mentions",
    "chains": "attributions",
    "disagreements": "disagreements",
    "people": "entities",
    "copying": "reuse",
    "firsts": "superlatives",
    "judgements": "judgements",
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json(story: Story, indent: int = 2) -> bytes:
    """Write a story as JSON, the same bytes for the same story; ``indent`` 0 puts it on one line."""
    packed = encoded(story)
    return msgspec.json.format(packed, indent=indent) + b"\n" if indent > 0 else packed


def to_judgements(story: Story) -> bytes:
    """Write a story's judgements as JSON lines, the rows alone: what became of them belongs to each story."""
    return b"".join(encoded(judgement.row) + b"\n" for judgement in story.judgements)


def encoded(noun: msgspec.Struct) -> bytes:
    """Encode a noun; half of a UTF-16 pair, which a noun made by hand may hold and UTF-8 cannot, becomes U+FFFD."""
    try:
        return msgspec.json.encode(noun, order="deterministic")
    except UnicodeEncodeError:
        return msgspec.json.encode(replaced(msgspec.to_builtins(noun, order="deterministic")))


def replaced(value: Any) -> Any:
    """Replace what UTF-8 cannot hold in every string of a value, one for one, so that offsets stay true."""
    if isinstance(value, str):
        return utf8_text(value)
    if isinstance(value, list):
        return [replaced(one) for one in value]
    return {replaced(name): replaced(one) for name, one in value.items()} if isinstance(value, dict) else value


def part(story: Story, name: str) -> str:
    """Write what `tawatur show` shows under one name as JSON: its field of the story, or each event's ladder."""
    if name == "figures":
        shown: Any = [{"event": e.id, "ladder": e.ladder} for e in story.chronology if e.ladder]
    else:
        shown = getattr(story, PARTS[name])
    return msgspec.json.format(msgspec.json.encode(shown), indent=2).decode()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the story format, made from the nouns themselves."""
    made = one_line_descriptions(msgspec.json.schema(Story))
    return {"$schema": DIALECT, "$id": f"urn:{FORMAT.replace('/', ':')}", "title": FORMAT, **made}


def one_line_descriptions(part: Any) -> Any:
    """Put every description on one line: how Python keeps a docstring's indentation differs between its versions."""
    if isinstance(part, list):
        return [one_line_descriptions(p) for p in part]
    if not isinstance(part, dict):
        return part
    clean = {k: one_line_descriptions(v) for k, v in part.items()}
    if isinstance(clean.get("description"), str):
        clean["description"] = " ".join(clean["description"].split())
    return clean


def schema_text() -> str:
    """Write the schema as the file that ships with the package: ``story.schema.json``."""
    packed = msgspec.json.encode(schema(), order="deterministic")
    return msgspec.json.format(packed, indent=1).decode() + "\n"
