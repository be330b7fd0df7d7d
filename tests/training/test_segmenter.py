"""What the treebank writes apart is put together as a page shows it, and parted again by what belongs where."""

import pytest

pytest.importorskip("pycrfsuite")

from training.segmenter import parts_of, train, written_words

from tawatur.base.segmenter import Parts, Segmenter

BLOCK = """# text = وبكتبهم سافروا، لندن 3.
1\tو\t_\tCCONJ\t_\t_\t0\t_\t_\tSpaceAfter=No
2\tب\t_\tADP\t_\t_\t0\t_\t_\tSpaceAfter=No
3\tكتب\t_\tNOUN\t_\t_\t0\t_\t_\tSpaceAfter=No
4\tهم\t_\tPRON\t_\t_\t0\t_\t_\t_
5\tسافروا\t_\tVERB\t_\t_\t0\t_\t_\tSpaceAfter=No
6\t،\t_\tPUNCT\t_\t_\t0\t_\t_\t_
7\tلندن\t_\tPROPN\t_\t_\t0\t_\t_\t_
8\t3\t_\tNUM\t_\t_\t0\t_\t_\tSpaceAfter=No
9\t.\t_\tPUNCT\t_\t_\t0\t_\t_\t_"""


def test_a_written_word_holds_its_proclitics_and_pronouns() -> None:
    words = [parts_of(w) for w in written_words(BLOCK)]
    assert words == [Parts("وب", "كتب", "هم"), Parts("", "سافروا", ""), Parts("", "لندن", "")]


def test_a_word_of_one_particle_keeps_it_as_its_stem() -> None:
    assert parts_of([("ل", "ADP"), ("ه", "PRON")]) == Parts("ل", "ه", "")


def test_a_model_learns_what_it_is_shown() -> None:
    shown = [Parts("و", "كتب", ""), Parts("", "وزير", ""), Parts("", "كتب", "هم"), Parts("و", "قلم", "")] * 4
    counts = {"كتب": 6, "وزير": 7, "قلم": 5}
    segmenter = Segmenter(train([shown], counts), counts)
    assert segmenter.split("وكتب") == Parts("و", "كتب", "")
    assert segmenter.split("وزير") == Parts("", "وزير", "")
