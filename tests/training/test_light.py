"""The light models' labels: one a word, layers in order, triggers of one word, ANERcorp's names as mentions."""

import pytest

pytest.importorskip("pycrfsuite")
pytest.importorskip("numpy")

from training.corpus import join_sentences, make_article
from training.light import labels_of

TEXT = "انفجار في بنغازي\n\nقال الطبيب سالم يوسف إن الانفجار أسفر عن مقتل 13 شخصا."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def test_each_model_learns_its_own_layers() -> None:
    rows = [
        {"layer": "mention", "kind": "PER", "span": span("سالم يوسف")},
        {"layer": "rank", "span": span("الطبيب")},
        {"layer": "figure", "span": span("13 شخصا")},
        {"layer": "event", "trigger": span("انفجار"), "type": "OTHER"},
    ]
    article = make_article({"id": "1", "sentences": [[0, 16], [18, len(TEXT)]], "annotations": rows}, TEXT)
    words = [TEXT[s:e] for s, e in article.words]
    names = dict(zip(words, labels_of(article, ("mention",)), strict=True))
    assert (names["سالم"], names["يوسف"], names["قال"]) == ("B-mention:PER", "I-mention:PER", "O")
    titles = dict(zip(words, labels_of(article, ("office", "rank", "time", "figure")), strict=True))
    assert (titles["الطبيب"], titles["13"], titles["شخصا"]) == ("B-rank:RANK", "B-figure:FIGURE", "O")
    assert labels_of(article, ("trigger",))[0] == "B-trigger:OTHER"


def test_names_of_anercorp_are_mentions_without_misc() -> None:
    names = join_sentences([[("في", "O"), ("بنغازي", "B-LOC")], [("كأس", "B-MISC"), ("سالم", "B-PER")]], "x")
    assert labels_of(names, ("mention",)) == ["O", "B-mention:LOC", "O", "B-mention:PER"]
