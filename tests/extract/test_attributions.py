"""Attributions: cue, teller, content, chains, credits, what is left out, and bad input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import pipeline
from tawatur.base.annotation import Attribution
from tawatur.base.document import Outlet, Residue, Title
from tawatur.base.proposal import Proposal
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.extract.attributions.words import LatinCueRow, words
from tests.cases_file import cases
from tests.extract.spoken import read


def test_a_link_that_the_text_hides_is_missing() -> None:
    """«ونُقل عن» names no outlet: its link is there, and has no name."""
    (found,) = read("ونُقل عن [سمير الحداد] قوله إن المصنع سيفتح.").attributions
    assert [(link.name, link.kind) for link in found.chain] == [("", "missing"), ("سمير الحداد", "person")]


def test_who_relays_without_a_name_is_missing() -> None:
    """«تقارير» names no outlet: the link keeps the word, and counts as missing."""
    found = read("ونقلت تقارير عن مصدر محلي أن المصنع سيفتح.").attributions
    assert [(link.name, link.kind) for link in found[-1].chain] == [("تقارير", "missing"), ("مصدر محلي", "anonymous")]


def test_the_page_itself_is_in_no_chain() -> None:
    """Told to the outlet that publishes the page, a speaker has no outer link."""
    own = Outlet(id=None, name="قناة الأفق")
    (found,) = read("قال [سمير الحداد] لقناة <الأفق> إن المصنع سيفتح.", outlet=own).attributions
    assert [link.name for link in found.chain] == ["سمير الحداد"]


def told(reading: Reading, attribution: Attribution) -> str:
    cue = attribution.cue.text if attribution.cue else "-"
    source = attribution.source
    teller = ("*" if source.implicit else "") + source.text if source else ""
    return f"{cue} | {teller} | {attribution.content.span.of(reading.text)}"


@pytest.mark.parametrize("case", cases("attributions"))
def test_case(case: dict[str, object]) -> None:
    """Every case finds exactly the attributions it lists, and the last one's chain."""
    reading = read(str(case["text"]))
    assert [told(reading, a) for a in reading.attributions] == case["expect"]
    if "chain" in case:
        assert [link.name for link in reading.attributions[-1].chain] == case["chain"]


def test_a_report_without_a_teller_is_listed_as_unplaced() -> None:
    """«وأضافت» at the head of a page is not dropped in silence."""
    (lost,) = read("وأضافت أن الأشغال بدأت.").unplaced
    assert lost.kind == "attribution"
    assert lost.why


def test_the_headline_names_its_teller_before_a_colon() -> None:
    """«وزير النقل: …» tells without a verb."""
    text = "سمير الحداد: الطريق سيفتح غدا\nتوقف المصنع."
    reading = read(f"[سمير الحداد]{text[11:]}", title=Title(text=text[:29], span=Span(0, 29)))
    assert told(reading, reading.attributions[0]) == "- | سمير الحداد | الطريق سيفتح غدا"


def test_an_embedded_post_is_its_accounts_word() -> None:
    """The author line stands for the cue; the page does not speak."""
    text = "الجسر يهتز تحت أقدامنا الآن\n— Samir H (@samirh) July 19, 2031"
    reading = read(text, body=[], residue=[Residue(span=Span(0, len(text)), kind="embed")])
    (post,) = reading.attributions
    assert (post.source.text if post.source else "", post.cue) == ("Samir H", None)
    assert post.content.span.of(text) == "الجسر يهتز تحت أقدامنا الآن"


def test_a_post_without_its_author_has_no_source() -> None:
    """A post whose account is not shown is nobody's, and not the article's."""
    text = "الجسر يهتز تحت أقدامنا الآن pic.twitter.com/abc"
    (post,) = read(text, body=[], residue=[Residue(span=Span(0, len(text)), kind="embed")]).attributions
    assert post.source is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("نفى [سمير الحداد] أن الجسر آمن.", "denying"),
        ("زعم [سمير الحداد] أن الجسر آمن.", "distancing"),
        ("كشف [سمير الحداد] أن الجسر آمن.", "revealing"),
        ("حذر [سمير الحداد] من أن الجسر قديم.", "warning"),
        ("قال [سمير الحداد] إن الجسر آمن.", "neutral"),
        ("شدد [سمير الحداد] على أن الجسر آمن.", "assertive"),
    ],
)
def test_the_row_gives_the_stance(text: str, stance: str) -> None:
    """The cue's row says how the outlet stands to the words; the row is cited."""
    (found,) = read(text).attributions
    assert found.stance == stance
    assert any(r.row and r.row.startswith("reporting_cues.tsv") for r in found.because)


def test_manner_follows_the_marks() -> None:
    """All in marks is direct, a part is mixed, none is indirect."""
    texts = (
        "قال [س ح]: «الجسر آمن منذ عام».",
        "قال [س ح] إن الجسر «آمن منذ عام كامل» الآن.",
        "قال [س ح] إن الجسر آمن.",
    )
    assert [read(t).attributions[0].manner for t in texts] == ["direct", "mixed", "indirect"]


def test_the_tagger_adds_what_no_table_holds_and_says_so() -> None:
    """A cue of high score with its source stands, and its reason names the tagger."""
    text = "استفاض سمير الحداد بأن الجسر آمن."
    proposals = [Proposal("cue", "CUE", 0, 6, 0.9), Proposal("source", "SRC", 7, 18, 0.9)]
    (found,) = read(text, proposals).attributions
    assert (found.cue.text if found.cue else "", found.source.text if found.source else "") == ("استفاض", "سمير الحداد")
    assert [r.score for r in found.because if r.rule == "tagger"] == [0.9, 0.9]


def test_a_statement_points_at_who_issued_it() -> None:
    """«البيان» after «في بيان»: the link keeps its kind and takes the issuer's name."""
    found = read('قالت {وزارة النقل} في بيان: "توقف العمل في الجسر".\nوأضاف البيان أن العمل سيعود.').attributions
    assert [(link.name, link.kind) for link in found[-1].chain] == [("وزارة النقل", "document")]


SOUP = (
    "قال وأضاف أن إن : « » “ ” ، . سمير بحسب الصحيفة نقلا عن مؤكدا يذكر إلى وكان قد 🙂 the المدير نقلت قناة ( ) ـ طالب"
)
WORDS = st.sampled_from([*SOUP.split(), '"', "\n"])


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text(words: list[str]) -> None:
    """Whatever words come together, every span is inside the text and reads as its words."""
    reading = read(" ".join(words))
    for attribution in reading.attributions:
        assert 0 <= attribution.content.span.start <= attribution.content.span.end <= len(reading.text)
        for part in (attribution.cue, attribution.source):
            assert part is None or part.text == part.span.of(reading.text)


MESSY = st.text(
    st.sampled_from(
        "اأإنقلعهمكتبوفسرىيةآ  \n\t«»“”\"'،؛:.…()[]-ـ\u064b\u0651\u0640\u200f\u202b\x00\u200d🙂👨‍👩‍👧٣7aZ@#"
    ),
    max_size=200,
)
PIECES = st.sampled_from(
    [
        *SOUP.split(),
        "ـ",
        "\u064b",
        "«",
        "»",
        "لـ",
        "لـ«",
        "عنه",
        "قوله",
        "وفق ما تم تداوله",
        "طالبوا",
        "ل",
        "ب",
        "و",
        "🙂",
        "\u200f",
    ]
)


@given(st.one_of(MESSY, st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join)))
@settings(max_examples=120, deadline=None)
def test_no_text_is_too_messy_to_read(text: str) -> None:
    """Letters, marks, controls and emoji in any order are read without failing."""
    made = read(text)
    assert all(a.chain or a.source is None for a in made.attributions)


@pytest.mark.parametrize(
    "text",
    [
        "قال سمير إن الطريق مغلق " * 600 + ".",
        "قال المدير إن الجسر آمن.\n" * 1000,
        "وأضاف أن " * 3000,
        "قال: " + "«" * 3000,
        "بحسب " * 5000,
        "",
        "🙂🙂",
        "\u200f\u200e \x00",
        "Only Latin words, he said: nothing.",
    ],
    ids=[
        "long sentence",
        "equal sentences",
        "no teller",
        "open marks",
        "prepositions",
        "empty",
        "emoji",
        "controls",
        "latin",
    ],
)
def test_bad_input_costs_linear_time_and_never_fails(text: str) -> None:
    """Thousands of cues in one sentence, or a thousand equal ones, are read in seconds."""
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 5


def test_a_post_says_whom_it_has_it_from() -> None:
    """«in a photo published by Harbour Radio»: the radio stands behind the post's author; a post's own words have one teller."""
    text = "وصل الوفد.\nTwo boats sank, in a photo published by the Harbour Radio. pic.twitter.com/x\n— Salim (@salim) May 3, 2018"
    start = text.index("Two")
    found = read(text, residue=[Residue(span=Span(start, len(text)), kind="embed")]).attributions
    assert [[link.name for link in a.chain] for a in found] == [["Salim"], ["Salim", "Harbour Radio"]]
    assert found[1].cue and found[1].cue.text == "published by"
    assert found[1].content.span.of(text).strip() == "Two boats sank, in a photo"


@pytest.mark.parametrize("row", words(pipeline.tables()).latin_cues, ids=lambda r: r.form)
def test_every_latin_cue_is_found_in_its_example(row: LatinCueRow) -> None:
    post = row.example.replace("[", "").replace("]", "")
    text = f"وصل الوفد.\n{post}\n— Salim (@salim) May 3, 2018"
    start = text.index(post)
    found = read(text, residue=[Residue(span=Span(start, len(text)), kind="embed")]).attributions
    assert (row.form, "Harbour Radio", row.stance) in [
        (a.cue.text, a.source.text, a.stance) for a in found if a.cue and a.source
    ]
