"""An invented article becomes windows with labels, and its spans can be read back."""

import json
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from training.corpus import join_sentences, make_article
from training.encode import COLUMNS, label_article, link_article, samples_of, strip_of
from training.labels import HEADS, KINDS_OF_EVENT, NONE, covered, spans_of

from tawatur.extract.tagger.pieces import Pieces

VOCABULARY = Path(__file__).parents[2] / "src" / "tawatur" / "languages" / "ar" / "models" / "vocabulary.json"
TEXT = "انفجار في بنغازي\n\nقال الطبيب سالم يوسف إن الانفجار أسفر عن مقتل 13 شخصا بجامعة بنغازي."


def span(words: str, after: int = 0) -> list[int]:
    start = TEXT.index(words, after)
    return [start, start + len(words)]


ROW = {
    "id": "1",
    "sentences": [[0, 16], [18, len(TEXT)]],
    "annotations": [
        {"layer": "mention", "kind": "LOC", "span": span("بنغازي")},
        {"layer": "mention", "kind": "PER", "span": span("سالم يوسف")},
        {"layer": "mention", "kind": "ORG", "span": span("جامعة بنغازي")},
        {"layer": "mention", "kind": "LOC", "span": span("بنغازي", 30)},
        {"layer": "rank", "span": span("الطبيب")},
        {"layer": "figure", "span": span("13 شخصا")},
        {"layer": "event", "trigger": span("انفجار"), "type": "OTHER"},
        {
            "layer": "attribution",
            "cue": span("قال"),
            "source": span("سالم يوسف"),
            "content": [TEXT.index("إن"), len(TEXT) - 1],
        },
    ],
}


@pytest.fixture
def article():
    return make_article(ROW, TEXT)


def read_back(article, layer: str) -> list[str]:
    table = label_article(article)
    columns = table[:, COLUMNS.index(layer)].tolist()
    return [article.text[s:e] for s, e, _ in spans_of(article.words, columns, HEADS[layer])]


def test_layers_are_read_back(article) -> None:
    assert read_back(article, "mention") == ["بنغازي", "سالم يوسف", "بجامعة بنغازي"]
    assert read_back(article, "inner") == ["بنغازي"]
    assert read_back(article, "figure") == ["13"]
    assert read_back(article, "rank") == ["الطبيب"]


def test_a_letter_before_the_span_is_counted(article) -> None:
    table = label_article(article)
    word = covered(article.words, *span("جامعة")).start
    assert table[word, COLUMNS.index("strip")] == 1
    assert strip_of("وَللقوات", (0, 8), 3) == 2, "a vowel mark is no letter"


def test_events_have_a_type_on_the_trigger_only(article) -> None:
    kinds = label_article(article)[:, COLUMNS.index("event")].tolist()
    assert kinds[0] == KINDS_OF_EVENT.index("OTHER")
    assert set(kinds[1:]) == {NONE}


def test_a_cue_points_at_its_source_and_content(article) -> None:
    cue = covered(article.words, *span("قال")).start
    source, content = link_article(article)[cue]
    assert article.text[slice(*article.words[source])] == "سالم"
    assert article.text[slice(*article.words[content])] == "إن"


def test_windows_hold_the_words_without_their_marks(article) -> None:
    if not VOCABULARY.exists():
        pytest.skip("no vocabulary yet: run training.export first")
    pieces = Pieces(json.loads(VOCABULARY.read_text("utf-8")))
    (sample,) = samples_of(article, pieces)
    assert len(sample.words) == len(article.words) == len(sample.labels)
    assert sample.opens == [0, 3]


def test_anercorp_labels_its_own_head_only() -> None:
    names = join_sentences([[("في", "O"), ("بنغازي", "B-LOC")], [("سالم", "B-PER"), ("يوسف", "I-PER")]], "x")
    table = label_article(names)
    assert table[:, COLUMNS.index("anercorp")].tolist() == [0, 3, 1, 2]
    assert (table[:, COLUMNS.index("mention")] == NONE).all()
