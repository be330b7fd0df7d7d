"""The stages meet in one place: the order of pages changes nothing, annotators say what they need and make, bad text is survived."""

from __future__ import annotations

import cProfile
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawatur
from tawatur import pipeline
from tawatur.base.reading import Reading
from tests.conftest import document_of


def test_the_order_of_the_pages_never_changes_the_story(sample_story: tawatur.Story) -> None:
    pages = sorted(p for p in tawatur.sample_pages().iterdir() if p.name != "pages.csv" and p.suffix != ".md")
    wanted = msgspec.json.encode(tawatur.build(pages))
    shuffled = list(pages)
    for seed in range(2):
        random.Random(seed).shuffle(shuffled)
        assert msgspec.json.encode(tawatur.build(shuffled)) == wanted
    assert len(sample_story.documents) == len(tawatur.build(pages).documents)


def test_every_annotator_is_named_after_those_it_needs() -> None:
    made = {"document", "tokens", "proposals"}
    for annotator in pipeline.ANNOTATORS:
        missing = set(annotator.NEEDS) - made
        assert not missing, f"{annotator.__name__} needs {missing} before it is made"
        made |= set(annotator.MAKES)


def test_every_span_of_the_sample_reads_as_the_story_says(sample_story: tawatur.Story) -> None:
    assert sample_story.verify() == []


def test_ids_are_unique(sample_story: tawatur.Story) -> None:
    ids = [m.id for e in sample_story.entities for m in e.mentions]
    for layer in (
        "documents",
        "entities",
        "sentences",
        "times",
        "figures",
        "attributions",
        "event_mentions",
        "chronology",
        "reuse",
    ):
        ids += [item.id for item in getattr(sample_story, layer)]
    assert len(ids) == len(set(ids))
    assert "" not in ids


def test_the_sample_shows_what_it_was_written_for(sample_story: tawatur.Story) -> None:
    name = {d.id: Path(d.source).name for d in sample_story.documents}
    assert any(len(a.chain) >= 3 for a in sample_story.attributions), "a relay chain of three"
    copies = {frozenset((name[r.a.document], name[r.b.document])) for r in sample_story.reuse if not r.credited}
    assert frozenset(("miraat-alsahil.txt", "tima-press.txt")) in copies, "an uncredited copy"
    alarms = [d for d in sample_story.disagreements if d.kind == "contradiction"]
    assert [d.field for d in alarms] == ["date"], "one real contradiction, and no alarm at the trap"
    tolls = [d for d in sample_story.disagreements if d.kind == "update" and d.field == "number"]
    assert len(tolls) == 1, "a rising toll"
    people = {n.text: e.id for e in sample_story.entities for n in e.names if e.kind == "person"}
    assert people["غاريت هولمن"] == people["جاريت هولمن"] == people["Garrett Hollman"]
    assert people["رامز الكنعاني"] != people["رامي الكنعاني"]


MESSY = st.text(
    st.sampled_from('قال الوزيرأنفييوم12مارس«»"“”:،.؟() \nًَـ\u200f\u202b😀ﻻABz@#-—/٣')
    | st.characters(exclude_categories=["Cs"]),
    max_size=160,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MESSY)
def test_no_text_stops_an_annotator_or_a_merger(text: str) -> None:
    reading = Reading.of(document_of(text))
    story = pipeline.merge(pipeline.read([reading.document], pipeline.tables()), [], pipeline.tables())
    from tawatur import verify

    assert list(verify.differences(story)) == []


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\u200f\u202b", "😀" * 50, "Latin only. Nothing Arabic here.", "قال " * 3000, "«" * 200, "(" * 500 + "قال",
     "«قال «إن «الوزير «أعلن «أن «الميناء» أغلق» أمس» كما» ذكر» الموقع»", "التقى.", "١٢/١٣/٢٠٢٤ 45 رمضان 31 فبراير 20222"],
    ids=range(11),
)  # fmt: skip
def test_bad_text_is_survived(text: str) -> None:
    document = document_of(text)
    story = pipeline.merge(pipeline.read([document], pipeline.tables()), [], pipeline.tables())
    assert [d.text for d in story.documents] == [text]


SAID = "قال الوزير سمير الحداد إن الميناء مفتوح وإن الحكومة وقعت الاتفاق أمس في المدينة"


def calls_to_read(text: str) -> int:
    """Count the function calls that a story of one page takes: what grows faster than its text would show here."""
    counting = cProfile.Profile()
    counting.enable()
    pipeline.merge(pipeline.read([document_of(text)], pipeline.tables()), [], pipeline.tables())
    counting.disable()
    return sum(entry.callcount for entry in counting.getstats())


@pytest.mark.parametrize("page", [lambda n: f"{SAID}.\n" * n, lambda n: f"{SAID}. " * n], ids=["lines", "line"])
def test_twice_the_text_is_read_in_twice_the_steps(page: Callable[[int], str]) -> None:
    calls_to_read(page(1))  # tables are read the first time
    assert calls_to_read(page(400)) < 2.3 * calls_to_read(page(200))


def test_a_thousand_equal_sentences_each_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(f"{SAID}.\n" * 1000, "utf-8")
    story = tawatur.build(tmp_path / "p.txt")
    assert len(story.sentences) == len(story.attributions) == len(story.event_mentions) == 1000


def test_a_sentence_of_three_thousand_words_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(f"{SAID} و" * 220, "utf-8")
    story = tawatur.build(tmp_path / "p.txt")
    assert len(story.sentences) == 1 and len(story.attributions) == 220 and not story.verify()


def test_a_quotation_that_never_closes_ends_with_its_paragraph(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text('قال الوزير: «إن الميناء مفتوح.\n\nوأضاف المتحدث: "لا نعلم شيئا.\n', "utf-8")
    story = tawatur.build(tmp_path / "p.txt")
    assert [story.documents[0].text[slice(*a.content.span)] for a in story.attributions] == [
        "إن الميناء مفتوح",
        "لا نعلم شيئا",
    ]


def test_five_levels_of_speech_are_five_attributions(tmp_path: Path) -> None:
    said = "قال سالم إن هالة ذكرت أن عليا أكد أن مروان زعم أن يوسف نفى أن الميناء مغلق."
    (tmp_path / "p.txt").write_text(f"خبر قصير\n\n{said}", "utf-8")
    story = tawatur.build(tmp_path / "p.txt")
    assert [a.source and a.source.text for a in story.attributions] == ["سالم", "هالة", "عليا", "مروان", "يوسف"]


@pytest.mark.parametrize("text", ["قال.", "وأضاف أن الميناء مغلق."])
def test_a_verb_without_a_subject_says_nothing_for_anybody(text: str, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(text, "utf-8")
    story = tawatur.build(tmp_path / "p.txt")
    assert not story.attributions and [u.kind for u in story.unplaced] == ["attribution"]


def test_a_story_of_the_sample_twice_over_keeps_both_copies(tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(tawatur.sample_pages(), tmp_path / name)
    story = tawatur.build(tmp_path)
    assert len(story.documents) == 2 * len(tawatur.build(tawatur.sample_pages()).documents)
