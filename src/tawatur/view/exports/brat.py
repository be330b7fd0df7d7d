"""A story → brat's stand-off files: a .txt and an .ann for each document, annotation.conf and visual.conf.

Follows brat's standoff and configuration formats as of its release 1.3. Offsets are code points, as brat's server counts them.
Words that run over a line end are written as fragments («T1 Content 3 9;10 14»): brat keeps one annotation on one line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tawatur.base.annotation import Attribution, EventMention, Mention, Participant
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.base.story import Entity, Story
from tawatur.view.exports.brat_configuration import ROLES, annotation_conf, visual_conf
from tawatur.view.exports.characters import one_line, plain_lines, within
from tawatur.view.exports.file_names import stems
from tawatur.view.exports.layers import Layers, by_document

LINE = re.compile(r"[^\n\t]+")  # a tab parts the columns of an .ann file
NOT_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def to_brat(story: Story) -> Mapping[str, bytes]:
    """Write both files of every document, and the configuration that names all types in them."""
    layers = by_document(story)
    pages = {
        stem: Annotations(document).filled(layers[document.id])
        for stem, document in zip(stems(story.documents), story.documents, strict=True)
    }
    files = configuration(list(pages.values()))
    for stem, page in pages.items():
        files[f"{stem}.txt"] = page.text.encode("utf-8")
        files[f"{stem}.ann"] = "".join(f"{line}\n" for line in page.lines).encode("utf-8")
    return files


def configuration(pages: list[Annotations]) -> dict[str, bytes]:
    """Write annotation.conf and visual.conf for the types and values that occur in the pages."""
    spans = {name for page in pages for name in page.spans}
    events = {name for page in pages for name in page.events}
    values: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for attribute, given in page.values.items():
            values[attribute] |= given
    return {
        "annotation.conf": annotation_conf(spans, events, values).encode("utf-8"),
        "visual.conf": visual_conf(spans, events).encode("utf-8"),
    }


def type_name(words: str, instead: str) -> str:
    """Make a name that brat's files can hold: ASCII letters, digits, «-» and «_»; «agreed upon» gives «agreed_upon»."""
    return NOT_A_NAME.sub("_", words).strip("_") or instead


class Annotations:
    """One document's annotations as lines of an .ann file, and the types and values that occur in them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = plain_lines(document.text)
        self.lines: list[str] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.marks: dict[tuple[str, Span], str] = {}
        self.at: dict[Span, str] = {}  # the mention at a span: participants are linked to it
        self.spans: set[str] = set()
        self.events: set[str] = set()
        self.values: dict[str, set[str]] = defaultdict(set)

    def add(self, letter: str, data: str) -> str:
        """Add a line with the next id of its kind and return the id."""
        self.counts[letter] += 1
        name = f"{letter}{self.counts[letter]}"
        self.lines.append(f"{name}\t{data}")
        return name

    def mark(self, name: str, span: Span) -> str | None:
        """Add a text-bound annotation, once for a type and span; null where it would mark no words."""
        fragments = self.fragments(span)
        if not fragments or (name, span) in self.marks:
            return self.marks.get((name, span))
        places = ";".join(f"{f.start} {f.end}" for f in fragments)
        words = " ".join(f.of(self.text) for f in fragments)
        self.marks[name, span] = made = self.add("T", f"{name} {places}\t{words}")
        return made

    def fragments(self, span: Span) -> list[Span]:
        """Cut a span at line ends and tabs."""
        if not within(span, len(self.text)):
            return []
        return [Span(*found.span()) for found in LINE.finditer(self.text, span[0], span[1])]

    def entity(self, kind: str, span: Span, note: str = "") -> str | None:
        """Mark words of a type, and note what is known of them."""
        name = type_name(kind, "Other")
        made = self.mark(name, span)
        if made:
            self.spans.add(name)
            self.note(made, note)
        return made

    def note(self, target: str, words: str) -> None:
        """Add a note on an annotation; no words, no note."""
        if said := one_line(words):
            self.add("#", f"AnnotatorNotes {target}\t{said}")

    def attribute(self, name: str, target: str, value: str) -> None:
        """Give an annotation an attribute with a value."""
        self.values[name].add(said := type_name(value, "none"))
        self.add("A", f"{name} {target} {said}")

    def filled(self, layers: Layers) -> Annotations:
        """Add all that the story says of the document."""
        for m, entity in layers.mentions:
            self.mention(m, entity)
        for kind, span, note in noted(layers):
            self.entity(kind, span, note)
        for said in layers.attributions:
            self.attribution(said)
        for reported in layers.event_mentions:
            self.event(reported, " ".join(layers.rows.get(reported.id, ())))
        return self

    def mention(self, m: Mention, entity: Entity) -> None:
        """Mark a mention by its kind; participants at the same words are linked to it."""
        if made := self.entity(m.kind.capitalize(), m.span, f"{m.id} {entity.id} {entity.name}"):
            self.at.setdefault(m.span, made)

    def attribution(self, said: Attribution) -> None:
        """Add an attribution: its content, its source and cue, and relations from the content to both."""
        chain = " ← ".join(link.name or "(missing)" for link in said.chain)
        content = self.entity("Content", said.content.span, f"{said.id}: {chain}".removesuffix(": "))
        if content is None:
            return
        self.attribute("Manner", content, said.manner)
        self.attribute("Stance", content, said.stance)
        source = self.entity("Source", said.source.span, said.source.kind) if said.source else None
        cue = self.entity("Cue", said.cue.span) if said.cue else None
        for relation, other in (("Said_by", source), ("Cued_by", cue)):
            if other:
                self.add("R", f"{relation} Arg1:{content} Arg2:{other}")

    def event(self, v: EventMention, rows: str) -> None:
        """Add an event mention: its trigger, the participants by role, modality and polarity."""
        name = type_name(v.type, "OTHER")
        trigger = self.mark(name, v.trigger.span)
        if trigger is None:
            return
        self.events.add(name)
        made = self.add("E", " ".join([f"{name}:{trigger}", *self.arguments(v)]))
        self.attribute("Modality", made, v.modality)
        self.attribute("Polarity", made, {"+": "positive", "-": "negative"}.get(v.polarity, v.polarity))
        self.note(made, f"{v.id} {v.mode} {v.time.value or '' if v.time else ''} {rows}")

    def arguments(self, v: EventMention) -> Iterator[str]:
        """Yield an event's arguments; brat tells those of one role apart by a number from the second on."""
        place = [v.place] if v.place else []
        time = [Participant(span=v.time.span, text="")] if v.time and v.time.span else []
        for role, taking_part in zip(ROLES, (v.actors, v.recipients, place, time), strict=True):
            marks = [self.at.get(p.span) or self.entity("Participant", p.span) for p in taking_part]
            for number, mark in enumerate(dict.fromkeys(filter(None, marks)), 1):
                yield f"{role}{number if number > 1 else ''}:{mark}"


def noted(layers: Layers) -> Iterator[tuple[str, Span, str]]:
    """Yield offices, times, figures and wordings of a document: type, span, and a note with what is known."""
    for o, entity in layers.offices:
        yield "Office", o.span, f"{o.id} {entity.id} {entity.name}"
    for t in layers.times:
        yield "Time", t.span, f"{t.id} {t.type} {t.value or ''}"
    for f in layers.figures:
        yield "Figure", f.span, f"{f.id} {f.bound} {f.value} {f.counted}"
    for term, group in layers.wordings:
        yield "Wording", term.span, f"{term.id} {group.name} {term.voice} {term.register}"
