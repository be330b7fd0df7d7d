"""The tagger with the model that ships: what it may and may not do with characters, and that it never falls over."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from tawatur import pipeline
from tawatur.base.fold import DROPPED
from tawatur.extract.tagger import Tagger
from tawatur.extract.tagger.decode import Heads, runs
from tawatur.extract.tagger.pieces import Pieces, plain_word
from tawatur.extract.tagger.viterbi import legal, may_follow
from tawatur.extract.tagger.windows import windows

MODELS = Path(__file__).parents[2] / "src" / "tawatur" / "languages" / "ar" / "models"
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
def vocabulary() -> dict:
    return json.loads((MODELS / "vocabulary.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def tagger(vocabulary: dict) -> Tagger:
    return Tagger(MODELS / "reader.onnx", vocabulary, threads=2)


def test_a_plain_page_is_read(tagger: Tagger) -> None:
    (proposals,) = tagger.propose([(PAGE, sentences(PAGE))])
    found = surfaces(PAGE, proposals)
    assert ("mention", "PER", "سالم بن يوسف") in found
    assert ("mention", "LOC", "ليبيا") in found
    assert ("cue", "CUE", "قال") in found, "the conjunction stays outside: «وقال»"
    assert ("figure", "FIGURE", "13") in found
    assert any(layer == "time" and "الأربعاء" in words for layer, _, words in found)
    assert any(layer == "trigger" and label == "CONSULT" for layer, label, _ in found)


def test_proposals_lie_within_the_text_and_in_order(tagger: Tagger) -> None:
    (proposals,) = tagger.propose([(PAGE, sentences(PAGE))])
    assert proposals == sorted(proposals, key=lambda p: (p.start, p.end, p.layer))
    for p in proposals:
        assert p.layer in LAYERS
        assert 0 <= p.start < p.end <= len(PAGE)
        assert 0.0 <= p.score <= 1.0
        assert PAGE[p.start : p.end] == PAGE[p.start : p.end].strip()


def test_vowel_marks_and_tatweel_do_not_move_spans(tagger: Tagger) -> None:
    bare, marked = tagger.propose([(PAGE, sentences(PAGE)), (VOWELLED, sentences(VOWELLED))])
    assert surfaces(PAGE, bare) == surfaces(VOWELLED, marked)
    words = next(VOWELLED[p.start : p.end] for p in marked if p.layer == "cue")
    assert words == "قالَ", "a vowel mark belongs to the letter before it"


def test_direction_controls_stay_outside(tagger: Tagger) -> None:
    text = PAGE.replace("ليبيا", "\u200fليبيا\u200f")
    (proposals,) = tagger.propose([(text, sentences(text))])
    assert "ليبيا" in [text[p.start : p.end] for p in proposals if p.layer == "mention"]


def test_presentation_forms_read_as_letters(tagger: Tagger) -> None:
    text = PAGE.replace("الأوضاع", "ﺍﻷﻭﺿﺎﻉ")
    plain, shaped = tagger.propose([(PAGE, sentences(PAGE)), (text, sentences(text))])
    assert len(plain) == len(shaped)


def test_a_page_does_not_depend_on_its_company(tagger: Tagger) -> None:
    page = (PAGE, sentences(PAGE))
    other = "خبر آخر تماما عن مباراة كرة القدم"
    alone = tagger.propose([page])[0]
    company = tagger.propose([page, (other, [(0, len(other))]), page])
    assert company[0] == alone
    assert company[2] == alone


def test_one_thread_and_two_say_the_same(tagger: Tagger, vocabulary: dict) -> None:
    page = (PAGE * 6, sentences(PAGE * 6))
    single = Tagger((MODELS / "reader.onnx").read_bytes(), vocabulary, threads=1)
    assert single.propose([page]) == tagger.propose([page])


class Silent:
    """A second voice that takes every word for nothing, as sure as a number can say."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def scores_of(self, text: str, _: list[tuple[int, int]]) -> np.ndarray:
        scores = np.full((len(text), self.columns), -1e4, np.float32)  # no text has more words than letters
        scores[:, 0] = 1e4
        return scores


def test_a_second_voice_is_heard(vocabulary: dict, tagger: Tagger) -> None:
    page = (PAGE, sentences(PAGE))
    width = tagger.scores(tagger.lay(*page).windows[0]).shape[1]
    alone = tagger.propose([page])[0]
    silenced = Tagger(MODELS / "reader.onnx", vocabulary, beside=Silent(width)).propose([page])[0]  # type: ignore[arg-type]
    assert any(p.layer == "mention" for p in alone)
    assert not any(p.layer == "mention" for p in silenced), "the first head is the names'"


def test_the_two_that_ship_are_heard_together(vocabulary: dict) -> None:
    both = pipeline.load_tagger()
    assert isinstance(both, Tagger) and both.beside is not None
    page = (PAGE, sentences(PAGE))
    alone = Tagger(MODELS / "reader.onnx", vocabulary).propose([page])[0]
    together = both.propose([page])[0]
    assert surfaces(PAGE, together)[:1] == surfaces(PAGE, alone)[:1]
    assert [p.score for p in together] != [p.score for p in alone]


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
def test_nothing_makes_it_fall_over(tagger: Tagger, text: str) -> None:
    (proposals,) = tagger.propose([(text, [(0, len(text))] if text else [])])
    assert all(0 <= p.start < p.end <= len(text) for p in proposals)


def test_no_pages_no_proposals(tagger: Tagger) -> None:
    assert tagger.propose([]) == []


def test_only_sentences_are_read(tagger: Tagger) -> None:
    start, end = sentences(PAGE)[1]
    (proposals,) = tagger.propose([(PAGE, [(start, end)])])
    assert proposals
    assert all(start <= p.start and p.end <= end for p in proposals)


def test_every_word_stands_in_exactly_one_window() -> None:
    pieces = [[5, 6, 7]] * 400
    opens = [0, 10, 30, 200, 390]
    cut = list(windows(pieces, opens, limit=120))
    assert [i for w in cut for i in w.words] == list(range(400))
    assert all(len(w.ids) <= 121 for w in cut)
    assert all(w.ids[w.first[k]] == 5 for w in cut for k in range(len(w.words)))


def test_words_are_cut_into_known_pieces(vocabulary: dict) -> None:
    pieces = Pieces(vocabulary)
    assert plain_word("العَـرَبُ") == "العرب"
    spelled = "".join(vocabulary["pieces"][i] for i in pieces.of("العرب"))
    assert spelled == "\u2581العرب"
    assert len(pieces.of("«")) == 1, "a mark costs one piece"
    assert pieces.of("") == [3]


def legal_sequences(words: int, width: int) -> Iterator[tuple[int, ...]]:
    """Yield every legal sequence of columns."""
    for columns in product(range(width), repeat=words):
        if all(map(may_follow, columns, columns[1:])):
            yield columns


def test_the_best_sequence_is_a_legal_one() -> None:
    weights = np.log(np.array([[0.5, 0.4, 0.1], [0.1, 0.2, 0.7], [0.2, 0.1, 0.7]])).T
    assert legal(weights.argmax(0), weights) == [1, 2, 2], "inside never follows outside"


@pytest.mark.parametrize("width", [3, 5])
def test_no_legal_sequence_is_better(width: int) -> None:
    """Against all legal sequences of six words, 200 times, where half of the best columns are inside a run."""
    chance = np.random.default_rng(7)
    every = np.array(list(legal_sequences(6, width)))
    for _ in range(200):
        weights = chance.normal(size=(width, 6))
        weights[2::2] += 1
        found = legal(weights.argmax(0), weights)
        assert found == every[weights[every, range(6)].sum(1).argmax()].tolist()


def test_runs_begin_where_another_ends() -> None:
    assert list(runs(np.array([[0, 1, 2, 2, 3, 0, 1], [0, 0, 0, 0, 0, 0, 0], [2, 2, 0, 0, 0, 0, 0]]))) == [
        (0, 1, 4), (0, 4, 5), (0, 6, 7), (2, 0, 2),
    ]  # fmt: skip


def test_heads_of_another_guide_are_only_measured(vocabulary: dict) -> None:
    assert set(Heads(vocabulary).layers) == LAYERS
    assert set(Heads(vocabulary, every=True).layers) == {*LAYERS, "anercorp"}
    assert Heads(vocabulary).event_columns == Heads(vocabulary, every=True).event_columns
