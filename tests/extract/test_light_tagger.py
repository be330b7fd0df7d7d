"""The light tagger with the models that ship: the same face and the same care for characters as the reader's."""

import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import tawatur
from tawatur import pipeline
from tawatur.base.fold import DROPPED
from tawatur.cli import main
from tawatur.extract.tagger.light import EARLY, LightTagger, convolved, place_marks
from tawatur.extract.tagger.word_features import MOST, shape

LAYERS = {"mention", "inner", "office", "rank", "time", "figure", "cue", "source", "content", "trigger"}
PAGE = (
    "وزير الخارجية التونسي يزور القاهرة\n\n"
    "وصل وزير الخارجية التونسي سالم بن يوسف، اليوم الأربعاء، إلى القاهرة في زيارة تستغرق يومين. "
    "وقال المتحدث باسم وزارة الخارجية المصرية، السفير كمال حسين، إن الوزير سيلتقي رئيس الوزراء. "
    "وأضاف أن المباحثات تتناول الأوضاع في ليبيا. "
    "وكان انفجار قد أسفر عن مقتل 13 شخصا وإصابة العشرات في بنغازي أمس."
)
VOWELLED = PAGE.replace("وقال", "وَقالَ").replace("القاهرة", "القاهِرَة").replace("مقتل", "مَقْتَل").replace("وصل", "وصـــل")


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut where a full stop or a line ends: enough for invented pages."""
    return [m.span() for m in re.finditer(r"\S[^\n.]*\.?", text)]


def surfaces(text: str, proposals: list) -> list[tuple[str, str, str]]:
    """Show proposals as layer, label and plain words, so that pages with other offsets compare."""
    return [(p.layer, p.label, DROPPED.sub("", text[p.start : p.end])) for p in proposals]


@pytest.fixture(scope="module")
def tagger() -> LightTagger:
    made = pipeline.load_tagger("light")
    assert isinstance(made, LightTagger)
    return made


def test_a_plain_page_is_read(tagger: LightTagger) -> None:
    (proposals,) = tagger.propose([(PAGE, sentences(PAGE))])
    found = surfaces(PAGE, proposals)
    assert ("mention", "PER", "سالم بن يوسف") in found
    assert ("mention", "LOC", "ليبيا") in found
    assert ("office", "OFFICE", "وزير الخارجية التونسي") in found
    assert ("cue", "CUE", "قال") in found, "the conjunction stays outside: «وقال»"
    assert ("figure", "FIGURE", "13") in found
    assert any(layer == "time" and "الأربعاء" in words for layer, _, words in found)
    assert any(layer == "trigger" and label == "CONSULT" for layer, label, _ in found)


def test_forgetting_words_loses_none_of_a_page(tagger: LightTagger, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (PAGE, sentences(PAGE))
    (before,) = tagger.propose([page])
    monkeypatch.setattr("tawatur.extract.tagger.light.REMEMBERED", len(tagger.known) + 1)
    longer = (f"{PAGE} حديقة سفينة رصيف", sentences(f"{PAGE} حديقة سفينة رصيف"))
    tagger.propose([longer])  # some of its words are known, the new ones are too many
    assert {"ليبيا", "سفينة"} <= set(tagger.known)
    assert tagger.propose([page]) == [before]


def test_proposals_lie_within_the_text_and_in_order(tagger: LightTagger) -> None:
    (proposals,) = tagger.propose([(PAGE, sentences(PAGE))])
    assert proposals == sorted(proposals, key=lambda p: (p.start, p.end, p.layer))
    for p in proposals:
        assert p.layer in LAYERS
        assert p.label
        assert 0 <= p.start < p.end <= len(PAGE)
        assert 0.0 <= p.score <= 1.0
        assert PAGE[p.start : p.end] == PAGE[p.start : p.end].strip()


def test_vowel_marks_and_tatweel_do_not_move_spans(tagger: LightTagger) -> None:
    bare, marked = tagger.propose([(PAGE, sentences(PAGE)), (VOWELLED, sentences(VOWELLED))])
    assert surfaces(PAGE, bare) == surfaces(VOWELLED, marked)


def test_direction_controls_stay_outside(tagger: LightTagger) -> None:
    text = PAGE.replace("ليبيا", "\u200fليبيا\u200f")
    (proposals,) = tagger.propose([(text, sentences(text))])
    assert "ليبيا" in [text[p.start : p.end] for p in proposals if p.layer == "mention"]


def test_a_page_does_not_depend_on_its_company(tagger: LightTagger) -> None:
    page, other = (PAGE, sentences(PAGE)), "خبر آخر تماما عن مباراة كرة القدم"
    alone = tagger.propose([page])[0]
    assert tagger.propose([page, (other, [(0, len(other))]), page])[2] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "Reuters reported from Geneva on Tuesday.",
        "😀😀😀 🇲🇦",
        "\u200f\u200e\u064b",
        "قال \ud800 الوزير",
        "كلمة " * 3000,
        "ك" * 5000,
        "،" * 700,
        "١٢٣٤٥٦٧٨٩٠" * 300,
        "ﷺ ﻻ ﷲ",
    ],
)
def test_nothing_makes_it_fall_over(tagger: LightTagger, text: str) -> None:
    (proposals,) = tagger.propose([(text, [(0, len(text))] if text else [])])
    assert all(0 <= p.start < p.end <= len(text) for p in proposals)


def test_no_pages_no_proposals(tagger: LightTagger) -> None:
    assert tagger.propose([]) == []


def test_a_page_with_nothing_to_read_stands_among_others(tagger: LightTagger) -> None:
    read = tagger.propose([("", []), (PAGE, sentences(PAGE)), ("نص بلا جمل", [])])
    assert [bool(proposals) for proposals in read] == [False, True, False]


def test_each_word_is_seen_with_those_around_it() -> None:
    """One vector a word, five words apart by two: each brings its number, times where it stands."""
    x, weight = np.arange(1, 6, dtype=np.float32)[:, None], np.array([1, 10, 100, 1000, 10000], np.float32)
    made = convolved(x, weight[:, None, None], 2)
    assert made[:, 0].tolist() == [53100, 4200, 5310, 420, 531], "nothing stands beyond the ends"


def test_the_first_sentences_of_a_page_are_told_apart() -> None:
    marks = place_marks(10, [0, 2, 3, 5, 7])
    assert marks.tolist() == [1, 0, 3, 5, 4, 7, 6, 7, 6, 6]
    assert max(marks) < 2 * EARLY


def test_a_word_is_described_by_what_it_is_made_of(tagger: LightTagger) -> None:
    features = tagger.features
    assert {"pro=وب", "s=القاهره"} <= set(features.named("وبالقاهرة"))
    assert [shape(w) for w in ("2019", "bbc", "«", "الوزير", "😀")] == ["d4", "latin", "mark«", "arabic", "mark😀"]
    assert all(len(features.of(w)) <= MOST for w in ("وبالقاهرة", "", "ك" * 500, "\ud800"))


def test_the_sample_story_is_built_with_the_light_tagger(tmp_path: Path) -> None:
    """The whole pipeline runs on it, spans read as they should, and the story says which tagger read."""
    story = tawatur.build(tawatur.sample_pages(), tagger="light")
    assert story.chronology
    assert story.attributions
    assert any(e.kind == "person" for e in story.entities)
    assert not story.verify()
    assert "light.npz" in story.built_with.models
    assert "reader.onnx" not in story.built_with.models
    story.save(tmp_path / "s.tawatur")
    assert tawatur.load(tmp_path / "s.tawatur").built_with == story.built_with


def test_an_unknown_tagger_is_named() -> None:
    with pytest.raises(ValueError, match="reader, light"):
        tawatur.build(tawatur.sample_pages(), tagger="heavy")


def test_the_command_line_names_the_tagger(tmp_path: Path) -> None:
    page, output = tmp_path / "one.txt", tmp_path / "s.tawatur"
    page.write_text(PAGE, "utf-8")
    done = CliRunner().invoke(main, ["build", str(page), "-o", str(output), "--tagger", "light"])
    assert done.exit_code == 0, done.output
    assert "light.npz" in tawatur.load(output).built_with.models
    refused = CliRunner().invoke(main, ["build", str(page), "-o", str(output), "--tagger", "heavy"])
    assert refused.exit_code == 2
