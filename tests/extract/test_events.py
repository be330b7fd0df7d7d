"""Event mentions: which words report an event, who takes part, when, and how real it is told to be."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import lexicons
from tawatur.base.annotation import EventMention, Mention, Participant, Timex
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract import events, sentences
from tawatur.extract.events.index import Sense, Words, light_verbs, trigger_words
from tawatur.extract.events.rows import LightVerbRow, TriggerRow
from tests.cases_file import cases
from tests.conftest import reading_of

LEXICONS = lexicons.load("ar", tuple(sorted(events.TABLES.items())))
PLOVER = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
]
PLACES = ("طنجة",)
COUNTRIES = ("المغرب", "تونس")


def read(marked: str, proposals: list[Proposal] | None = None) -> Reading:
    """Read a text whose names stand in [brackets] and whose times stand in {braces}."""
    text, names, times = "", [], []
    for piece in re.split(r"(\[[^\]]*\]|\{[^}]*\})", marked):
        plain = piece.strip("[]{}") if piece[:1] in ("[", "{") else piece
        span = Span(len(text), len(text) + len(plain))
        if piece.startswith("["):
            kind = "place" if plain in (*PLACES, *COUNTRIES) else "person"
            names.append(Mention(id="", document="d1", span=span, text=plain, kind=kind, form="name", name=plain))
        if piece.startswith("{"):
            times.append(Timex(id="", document="d1", span=span, text=plain, type="DATE", value="2020-05-02"))
        text += plain
    reading = reading_of(text).adding(mentions=names, times=times, proposals=proposals or [])
    reading = reading.adding(**sentences.annotate(reading, LEXICONS))
    return reading.adding(**events.annotate(reading, LEXICONS))


def words(participants: list[Participant]) -> str:
    return " ; ".join(p.text for p in participants)


def line(mention: EventMention, text: str) -> str:
    told = mention.time
    day = "" if told is None else told.span.of(text) if told.span else "أمس"
    place = mention.place.text if mention.place else ""
    parts = (words(mention.actors), words(mention.recipients), place, day, mention.modality)
    return f"{mention.type} {mention.trigger.text} | " + " | ".join(parts)


@pytest.mark.parametrize("case", cases("events"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly the events it lists, with who, where, when and how real."""
    reading = read(str(case["text"]))
    assert [line(m, reading.text) for m in reading.event_mentions] == case["expect"]


def senses_of(index: Words, word: str) -> list[Sense]:
    """Read one word."""
    return [sense for _, found in index.find(Tokens(word), range(1)) for sense in found]


@pytest.mark.parametrize("row", LEXICONS.rows("event_triggers", TriggerRow), ids=lambda r: f"{r.form} {r.line}")
def test_trigger_row(row: TriggerRow) -> None:
    """The word in brackets of a trigger's example is one of the forms that its row stands for."""
    found = re.search(r"\[([^\]]+)\]", row.example)
    assert found
    word = found.group(1)
    index = trigger_words(LEXICONS)
    senses = senses_of(index, word)
    assert any(sense.row == row for sense in senses), f"{word} is not found as a form of {row.cited}"
    assert row.type in PLOVER


@pytest.mark.parametrize("row", LEXICONS.rows("light_verbs", LightVerbRow), ids=lambda r: f"{r.form} {r.line}")
def test_light_verb_row(row: LightVerbRow) -> None:
    """The word in brackets of a light verb's example is one of its forms."""
    found = re.search(r"\[([^\]]+)\]", row.example)
    assert found
    senses = senses_of(light_verbs(LEXICONS), found.group(1))
    assert any(sense.row == row for sense in senses)
    assert row.type in ("", *PLOVER)


@pytest.mark.parametrize("name", ["event_triggers", "event_frames", "light_verbs", "modality"])
def test_tables_are_clean(name: str) -> None:
    """No table holds a forbidden letter, a row told twice, or a row without an example."""
    from pathlib import Path

    path = Path(lexicons.__file__).parent / "languages" / "ar" / f"{name}.tsv"
    assert lexicons.faults(path) == []


def test_every_row_names_a_frame() -> None:
    """Every trigger's frame is a row of the frames' table."""
    frames = {row.form for row in LEXICONS.tables["event_frames"]}
    assert {r.frame for r in LEXICONS.rows("event_triggers", TriggerRow)} <= frames
    assert {r.frame for r in LEXICONS.rows("light_verbs", LightVerbRow) if r.frame} <= frames


def test_all_types_have_words() -> None:
    """Each of PLOVER's sixteen types, and OTHER, has triggers."""
    assert {r.type for r in LEXICONS.rows("event_triggers", TriggerRow)} == set(PLOVER)


def test_reasons_cite_the_row_and_the_score() -> None:
    """An event mention tells which row spoke for it and what it was worth."""
    mention = read("زار [سمير الحداد] [طنجة].").event_mentions[0]
    reason = mention.because[0]
    assert reason.row == "event_triggers.tsv: زار"
    assert reason.score is not None


def test_the_tagger_raises_the_score() -> None:
    """A proposal of the tagger raises the score of the word it covers, and is told as a reason."""
    text = "وتناول الحاضرون العشاء ثم زار [سمير الحداد] [طنجة]."
    plain = read(text)
    at = plain.text.index("زار")
    seen = read(text, [Proposal("trigger", "CONSULT", at, at + 3, 0.97)])
    score = {m.trigger.text: m.score for m in seen.event_mentions}["زار"]
    silent = read(text, [Proposal("time", "DATE", 0, 1, 0.5)])
    assert score > {m.trigger.text: m.score for m in silent.event_mentions}.get("زار", 0.0)
    assert any(r.rule == "tagger" for m in seen.event_mentions for r in m.because)


def test_the_day_of_a_count_is_not_the_day_of_the_deaths() -> None:
    """In «بلغ عدد القتلى اليوم 12» the day is the count's; in «قتل اليوم» it is the deaths'."""
    text = "بلغ عدد القتلى {اليوم} اثني عشر بعد حريق السوق."
    at = text.index("القتلى")
    told = read(text, [Proposal("trigger", "ASSAULT", at, at + 6, 0.99)]).event_mentions
    assert [(m.type, m.mode, m.time) for m in told if m.trigger.text == "القتلى"] == [("OTHER", "death", None)]
    assert any(r.rule == "events.toll" for m in told for r in m.because)


def test_a_day_outside_the_content_is_the_tellers() -> None:
    """In «أعلن أمس أن الوزير سيزور المدينة» the day is not the visit's when the content is known."""
    from tawatur.base.annotation import Attribution, Content

    reading = read("أعلن المتحدث {أمس} أن [سمير الحداد] سيزور [طنجة].")
    start = reading.text.index("أن [".rstrip("[").strip())
    told = Attribution(
        id="d1a1", document="d1", span=Span(0, len(reading.text)), text=reading.text, source=None, cue=None,
        content=Content(span=Span(start, len(reading.text))), manner="indirect", stance="neutral",
    )  # fmt: skip
    mention = events.annotate(reading.adding(attributions=[told]), LEXICONS)["event_mentions"][0]
    assert mention.time is None
    assert mention.attribution == "d1a1"


@pytest.mark.parametrize(
    "text",
    [
        "زار الوزير المدينة أمس والتقى المحافظ " * 500,
        "زار الوزير المدينة أمس والتقى المحافظ.\n" * 1000,
        "meeting visit attack " * 1000,
        "\u200f\u200e \u0640 ",
        "",
        "😀 زار 😀",
    ],
    ids=["one long sentence", "equal sentences", "latin", "controls", "empty", "emoji"],
)
def test_bad_input_is_read_in_linear_time(text: str) -> None:
    """Long sentences, repeated ones and text without Arabic are read without a crash, in about linear time."""
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "زار",
                "والتقى",
                "الوزير",
                "[سمير]",
                "أمس،",
                ".",
                "مباحثات",
                "أجرى",
                "قتل",
                "شخص",
                "في",
                "على",
                "من",
                "قبل",
                "التي",
                "وقع",
                "اتفاقية",
                "«هجوم»",
                "3",
                "سيزور",
                "لم",
            ]
        ),
        max_size=14,
    )
)
def test_spans_lie_in_their_sentence(pieces: list[str]) -> None:
    """Whatever words come together, triggers and participants are spans of the text, inside the trigger's sentence."""
    reading = read(" ".join(pieces))
    for mention in reading.event_mentions:
        assert mention.sentence is not None
        assert mention.sentence.holds(mention.trigger.span)
        assert mention.trigger.span.of(reading.text) == mention.trigger.text
        assert mention.type in PLOVER
        for participant in (*mention.actors, *mention.recipients):
            assert participant.span.of(reading.text) == participant.text
            assert participant.text.strip() == participant.text != ""
    assert len(Tokens(reading.text)) >= len(reading.event_mentions)
