"""Who tells through whom: which links are one teller, where chains meet, what is drawn between outlets that share text."""

import re
from itertools import pairwise

import pytest

from tawatur.base.annotation import Attribution, Content, EventMention, Link, Trigger, with_
from tawatur.base.document import Document, Outlet
from tawatur.base.span import Span
from tawatur.base.story import Direction, Passage, Reuse, Story
from tawatur.view import isnad, isnad_lines, isnad_picture
from tawatur.view.index import Index
from tawatur.view.language import speaking
from tests.conftest import document_of

SENTENCE = Span(0, 20)


def link(name: str, kind: str = "outlet", entity: str | None = None, cue: str = "نقلا عن") -> Link:
    return Link(name=name, kind=kind, entity=entity, cue=cue, span=Span(0, 5))


def page(id_: str, outlet: str | None) -> Document:
    made = document_of("قالت الصحيفة إن الجسر انهار فجر اليوم بعد سيل كبير", id=id_, source=f"{id_}.txt")
    return with_(made, outlet=Outlet(id=None, name=outlet) if outlet else None)


def told(base: Story, pages: dict[str, tuple[str | None, list[Link]]], reuse: list[Reuse] = []) -> Index:  # noqa: B006
    """Make a story of one event, told once on each page through a chain."""
    attributions = [
        Attribution(id=f"{d}a1", document=d, span=SENTENCE, text="", source=None, cue=None, content=Content(span=SENTENCE),
                    manner="indirect", stance="neutral", chain=chain)
        for d, (_, chain) in pages.items() if chain
    ]  # fmt: skip
    mentions = [
        EventMention(id=f"{d}v1", document=d, span=SENTENCE, text="", type="OTHER", mode="", sentence=SENTENCE,
                     trigger=Trigger(span=Span(4, 8), text=""), attribution=f"{d}a1" if chain else None)
        for d, (_, chain) in pages.items()
    ]  # fmt: skip
    event = with_(
        base.chronology[0], id="c1", event_mentions=[m.id for m in mentions], documents=list(pages), statements=[]
    )
    return Index(
        with_(base, documents=[page(d, outlet) for d, (outlet, _) in pages.items()], attributions=attributions,
              event_mentions=mentions, chronology=[event], reuse=reuse)
    )  # fmt: skip


def of(index: Index) -> isnad.Isnad:
    return isnad.of_event(index, index.events["c1"])


def names(made: isnad.Isnad) -> list[tuple[str, str, str]]:
    return [(made.tellers[t.source].name, made.tellers[t.to].name, t.kind) for t in made.ties.values()]


def shared(id_: str, a: str, b: str, from_: str | None, credited: bool, span: Span = SENTENCE) -> Reuse:
    return Reuse(id=id_, a=Passage(document=a, span=span), b=Passage(document=b, span=span), words=12, own_words=9,
                 similarity=1.0, credited=credited, direction=Direction(from_=from_))  # fmt: skip


def test_a_chain_runs_from_its_origin_to_the_outlet(invented: Story) -> None:
    index = told(
        invented, {"d1": ("المنارة", [link("وكالة شراع", "agency"), link("وزارة الموانئ", "organisation", "e3")])}
    )
    assert names(of(index)) == [
        ("وكالة شراع", "المنارة", "told"),
        ("وزارة المياه", "وكالة شراع", "told"),  # the entity's name stands for all of its spellings
    ]


def test_a_teller_that_is_an_outlet_of_the_story_is_that_outlet(invented: Story) -> None:
    """«صحيفة المنارة اليومية» names the outlet «المنارة», whose page was read too: one box, not two."""
    made = of(told(invented, {"d1": ("المنارة", []), "d2": ("الشراع", [link("صحيفة المنارة اليومية")])}))
    assert [t.name for t in made.tellers.values()] == ["المنارة", "الشراع"]
    assert names(made) == [("المنارة", "الشراع", "told")]
    assert made.tellers["n1"].own_voice == ["d1"]
    assert made.tellers["n2"].own_voice == []


def test_a_teller_from_whom_two_outlets_have_it_is_a_common_link(invented: Story) -> None:
    agency, ministry = link("وكالة شراع", "agency"), link("وزارة المياه", "organisation", "e3")
    made = of(told(invented, {"d1": ("المنارة", [agency, ministry]), "d2": ("الأفق", [agency, ministry])}))
    common = {t.name: t.outlets for t in made.tellers.values() if t.common}
    assert common == {"وكالة شراع": 2}  # the ministry stands behind both, but only the agency has it from there


def test_chains_that_never_meet_have_no_common_link(invented: Story) -> None:
    made = of(told(invented, {"d1": ("المنارة", [link("سمير الفهري", "person", "e1")]), "d2": ("الأفق", [])}))
    assert not any(t.common for t in made.tellers.values())


@pytest.mark.parametrize(
    "one",
    [link("مصدر أمني", "anonymous"), link("", "missing"), link("الصحيفة"), link("الوزير السابق", "person")],
)
def test_words_that_name_nobody_are_never_one_teller_on_two_pages(invented: Story, one: Link) -> None:
    made = of(told(invented, {"d1": ("المنارة", [one]), "d2": ("الأفق", [one])}))
    assert len(made.tellers) == 4
    assert not any(t.common for t in made.tellers.values())


def test_a_missing_link_stays_visible(invented: Story) -> None:
    chain = [link("قناة شراع"), link("", "missing"), link("مكتب الوالي", "organisation")]
    made = of(told(invented, {"d1": ("المنارة", chain)}))
    assert [t.kind for t in made.tellers.values()] == ["outlet", "outlet", "missing", "organisation"]
    assert len(made.ties) == 3


def test_a_chain_that_comes_back_to_its_outlet_draws_no_circle(invented: Story) -> None:
    made = of(told(invented, {"d1": ("المنارة", [link("صحيفة المنارة"), link("قناة شراع"), link("المنارة")])}))
    assert names(made) == [("قناة شراع", "المنارة", "told")]


def test_a_page_without_an_outlet_stands_for_itself(invented: Story) -> None:
    made = of(told(invented, {"d1": (None, []), "d2": (None, [])}))
    assert len(made.tellers) == 2


def test_shared_text_is_drawn_from_the_page_copied_to_the_copier(invented: Story) -> None:
    pages: dict[str, tuple[str | None, list[Link]]] = {"d1": ("المنارة", []), "d2": ("الأفق", []), "d3": ("الشراع", [])}
    reuse = [shared("r1", "d1", "d2", "d2", False), shared("r2", "d1", "d3", None, True)]
    made = of(told(invented, pages, reuse))
    assert names(made) == [("الأفق", "المنارة", "uncredited"), ("المنارة", "الشراع", "credited")]
    assert [t.known for t in made.ties.values()] == [True, False]


def test_text_shared_elsewhere_on_the_pages_is_not_the_events(invented: Story) -> None:
    pages: dict[str, tuple[str | None, list[Link]]] = {"d1": ("المنارة", []), "d2": ("الأفق", [])}
    index = told(invented, pages, [shared("r1", "d1", "d2", "d1", False, Span(30, 40))])
    assert of(index).ties == {}
    assert len(isnad.of_story(index).ties) == 1


def test_what_one_outlet_publishes_twice_is_no_line(invented: Story) -> None:
    pages: dict[str, tuple[str | None, list[Link]]] = {"d1": ("المنارة", []), "d2": ("المنارة", [])}
    assert of(told(invented, pages, [shared("r1", "d1", "d2", "d1", False)])).ties == {}


def test_the_origin_stands_right_in_arabic_and_left_in_english(invented: Story) -> None:
    made = of(told(invented, {"d1": ("المنارة", [link("وكالة شراع", "agency"), link("سمير الفهري", "person", "e1")])}))
    for mirrored in (True, False):
        drawn = isnad_picture.picture(made, mirrored)
        places = [b.x for b in sorted(drawn.boxes, key=lambda b: b.teller.id)]  # outlet, agency, person
        assert places == sorted(places, reverse=not mirrored)
        assert all(b.x >= 0 and b.x + isnad_lines.WIDTH <= drawn.width for b in drawn.boxes)
        heads = [line.arrow for line in drawn.lines]
        assert [head[2] for head in heads if head] == [-1 if mirrored else 1] * 2


def test_a_line_ends_at_the_sides_of_its_boxes(invented: Story) -> None:
    made = of(told(invented, {"d1": ("المنارة", [link("وكالة شراع", "agency")])}))
    drawn = isnad_picture.picture(made, mirrored=False)
    outlet, agency = sorted(drawn.boxes, key=lambda b: b.teller.id)
    (line,) = drawn.lines
    assert line.path.startswith(f"M{agency.x + isnad_lines.WIDTH:.1f} ")
    assert line.arrow is not None
    assert line.arrow[0] == outlet.x
    assert outlet.y < line.arrow[1] < outlet.y + outlet.height


def test_outlets_that_share_text_of_unknown_direction_have_a_line_without_a_head(invented: Story) -> None:
    pages: dict[str, tuple[str | None, list[Link]]] = {"d1": ("المنارة", []), "d2": ("الأفق", [])}
    drawn = isnad_picture.picture(of(told(invented, pages, [shared("r1", "d1", "d2", None, False)])), mirrored=True)
    assert [line.arrow for line in drawn.lines] == [None]
    assert len({b.x for b in drawn.boxes}) == 1


def test_a_line_says_in_which_words_it_is_credited(invented: Story) -> None:
    pages = {f"d{n}": ("المنارة", [link("وكالة شراع", "agency", cue="نقلا عن")]) for n in (1, 2)}
    with speaking("en"):
        (line,) = isnad_picture.picture(of(told(invented, pages)), mirrored=False).lines  # type: ignore[arg-type]
    assert line.words == "نقلا عن ×2"


def test_a_long_name_is_cut_and_a_control_cannot_turn_it_around() -> None:
    lines = isnad_picture.wrapped("مركز \u202e" + "الدراسات " * 20)
    assert len(lines) == isnad_picture.LINES_OF_NAME
    assert lines[-1].endswith("…")
    assert "\u202e" not in "".join(lines)
    assert len(isnad_picture.wrapped("ا" * 500)[0]) <= isnad_picture.WIDEST + 2


def test_of_many_tellers_whole_chains_are_drawn_and_the_rest_is_counted(invented: Story) -> None:
    """No chain is drawn with a link left out of its middle."""
    agency = link("وكالة شراع", "agency")
    pages = {
        f"d{n}": (f"جريدة مدينة{n}", [agency] if n % 3 else [link(f"شخص{n}", "person", f"e9{n}")]) for n in range(90)
    }
    made = of(told(invented, pages))  # type: ignore[arg-type]
    drawn = isnad_picture.picture(made, mirrored=True)
    shown = {b.teller.id for b in drawn.boxes}
    assert len(shown) == isnad_picture.MOST_BOXES
    assert drawn.left_out == len(made.tellers) - len(shown)
    assert all(set(path) <= shown or path[0] not in shown for path in made.paths)
    assert "وكالة شراع" in {b.teller.name for b in drawn.boxes}


def test_forty_boxes_never_lie_on_one_another(invented: Story) -> None:
    pages = {f"d{n}": (f"جريدة مدينة{n}", [link(f"جريدة مدينة{(n * 7) % 40}")] if n else []) for n in range(40)}
    boxes = isnad_picture.picture(of(told(invented, pages)), mirrored=True).boxes  # type: ignore[arg-type]
    places = sorted((b.x, b.y, b.height) for b in boxes)
    assert len(places) == 40
    assert all(x != x2 or y + h <= y2 for (x, y, h), (x2, y2, _) in pairwise(places))


def test_a_story_of_nothing_has_an_empty_picture(invented: Story) -> None:
    empty = Index(
        with_(invented, documents=[], attributions=[], event_mentions=[], chronology=[], reuse=[], entities=[])
    )
    drawn = isnad_picture.picture(isnad.of_story(empty), mirrored=True)
    assert (drawn.boxes, drawn.lines, drawn.width) == ([], [], 0)


def test_a_chain_of_a_page_that_the_story_lacks_is_drawn(invented: Story) -> None:
    """A file from elsewhere may name pages and entities that it does not hold."""
    index = told(invented, {"d1": ("المنارة", [link("", "person", "e404")])})
    lost = Index(with_(index.story, documents=[]))
    assert len(isnad.of_story(lost).tellers) == 2


def test_outlets_that_credit_each_other_stand_in_one_column_and_their_lines_have_room(invented: Story) -> None:
    pages = {"d1": ("المنارة", [link("الأفق")]), "d2": ("الأفق", [link("المنارة")])}
    for mirrored in (True, False):
        drawn = isnad_picture.picture(of(told(invented, pages)), mirrored)  # type: ignore[arg-type]
        assert len({b.x for b in drawn.boxes}) == 1
        assert len(drawn.lines) == 2
        across = [float(x) for line in drawn.lines for x in re.findall(r"[MC ](-?[\d.]+) [\d.]+", line.path)]
        assert all(0 <= x <= drawn.width for x in across)
