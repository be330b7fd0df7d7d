"""How many chains carry a report: bounds that hold the truth, every merge with its reason, in plain Arabic."""

from __future__ import annotations

from itertools import permutations

import pytest

from tawatur.base.reading import Reading
from tawatur.base.story import Independence
from tawatur.merge import independence, reuse
from tawatur.merge.independence.arabic import INDEPENDENT, OUTLET, counted
from tests.merge.stories import lexicons, page, saying, telling

VISIT = "زار حاكم السروة بلدة النبع يوم الأحد وتفقد السد الجديد برفقة عدد من المهندسين قبل أن يعود إلى مقره"


def judge(*pages: Reading) -> Independence:
    passages = reuse.find(list(pages), lexicons())
    mentions = [m for p in pages for m in p.event_mentions]
    return independence.of_event(
        [p.document.id for p in pages],
        mentions,
        {p.document.id: p for p in pages},
        independence.by_first_page(passages),
    )


def own(name: str, text: str, outlet: str | None = None) -> Reading:
    return telling(page(name, text, outlet), "زار")


def said(name: str, text: str, outlet: str, source: str, kind: str, chain: list[tuple[str, str]] | None = None):
    return telling(saying(page(name, text, outlet), source, text, kind, chain=chain), "زار")


def test_two_outlets_in_their_own_words_are_two_chains():
    found = judge(own("d1", "زار الحاكم النبع أمس", "النهر"), own("d2", "وكان الحاكم قد زار البلدة", "السهل"))
    assert (found.outlets, found.lower, found.upper) == (2, 2, 2)
    assert [g.documents for g in found.groups] == [["d1"], ["d2"]]
    assert found.sentence == "منبران، سلسلتان مستقلتان."


def test_a_credit_makes_one_chain_and_a_ring_of_credits_does_too():
    one = said("d1", "زار الحاكم النبع أمس", "النهر", "صحيفة السهل", "outlet")
    two = own("d2", "وكان الحاكم قد زار البلدة", "السهل")
    found = judge(one, two)
    assert (found.lower, found.upper) == (1, 1)
    assert found.groups[0].because[0].rule == "independence.credit"
    ring = judge(one, said("d2", "وكان الحاكم قد زار البلدة", "السهل", "النهر", "outlet"))
    assert (ring.lower, ring.upper) == (1, 1)


def test_one_named_origin_is_one_chain():
    one = said("d1", "زار الحاكم النبع أمس", "النهر", "وكالة الساحل للأنباء", "agency")
    two = said("d2", "وكان الحاكم قد زار البلدة", "السهل", "الساحل", "agency")
    three = own("d3", "شهود العيان رأوا الحاكم حين زار السوق", "الجبل")
    found = judge(one, two, three)
    assert (found.outlets, found.lower, found.upper) == (3, 2, 2)
    assert found.groups[0].documents == ["d1", "d2"]
    assert found.groups[0].origin


def test_a_relay_chain_joins_at_its_origin():
    chain = [("قناة الوادي", "outlet"), ("بلدية النبع", "organisation")]
    one = said("d1", "زار الحاكم النبع أمس", "النهر", "بلدية النبع", "organisation", chain)
    two = said("d2", "وكان الحاكم قد زار البلدة", "السهل", "بلدية النبع", "organisation")
    found = judge(one, two)
    assert (found.lower, found.upper) == (1, 1)


def test_a_long_shared_passage_is_one_chain_and_a_short_one_perhaps():
    found = judge(own("d1", VISIT, "النهر"), own("d2", f"مقدمة. {VISIT}", "السهل"))
    assert (found.lower, found.upper) == (1, 1)
    assert found.groups[0].because[0].rule == "independence.copied"
    short = " ".join(VISIT.split()[:9])
    found = judge(own("d1", f"{short} وحده", "النهر"), own("d2", f"{short} صباحا", "السهل"))
    assert (found.lower, found.upper) == (1, 2)
    assert any(r.rule == "independence.short-copy" for g in found.groups for r in g.because)


def test_a_passage_that_does_not_carry_the_event_merges_perhaps():
    """Who took one paragraph from a page may have taken the news from it too: the bounds differ."""
    other = "ينتظر المزارعون موسما وفيرا هذا العام بعد الأمطار التي هطلت على السهول طوال الشهر"
    one = own("d1", f"زار الحاكم النبع أمس.\n{other}", "النهر")
    two = own("d2", f"{other}.\nوكان الحاكم قد زار البلدة", "السهل")
    found = judge(one, two)
    assert (found.lower, found.upper) == (1, 2)
    assert any(r.rule == "independence.copied-elsewhere" for g in found.groups for r in g.because)


def test_unnamed_sources_never_count_beside_named_ones_and_count_once_alone():
    one = said("d1", "زار الحاكم النبع أمس", "النهر", "مصادر مطلعة", "anonymous")
    two = said("d2", "وكان الحاكم قد زار البلدة", "السهل", "مصدر مسؤول", "anonymous")
    three = own("d3", "شهد السوق حين زار الحاكم المكان", "الجبل")
    assert (judge(one, two).lower, judge(one, two).upper) == (1, 2)
    assert (judge(one, three).lower, judge(one, three).upper) == (1, 2)


def test_a_page_with_two_origins_binds_them_below_and_not_above():
    text = "زار الحاكم النبع أمس.\nوقالت البلدية إن الحاكم زار السد"
    one = telling(telling(page("d1", text, "النهر"), "زار"), "زار", nth=1)
    one = saying(page("d1", text, "النهر"), "نقابة المهندسين", "زار الحاكم النبع أمس")
    one = saying(one, "بلدية النبع", "إن الحاكم زار السد")
    one = telling(telling(one, "زار"), "زار", nth=1)
    two = said("d2", "وكان الحاكم قد زار البلدة", "السهل", "نقابة المهندسين", "organisation")
    three = said("d3", "شهد السوق حين زار الحاكم المكان", "الجبل", "بلدية النبع", "organisation")
    found = judge(one, two, three)
    assert (found.lower, found.upper) == (1, 2)


def test_two_pages_of_one_outlet_are_one_chain_and_one_outlet():
    found = judge(own("d1", "زار الحاكم النبع أمس", "النهر"), own("d2", "وكان الحاكم قد زار البلدة", "النهر"))
    assert (found.outlets, found.lower, found.upper) == (1, 1, 1)


def test_pages_without_outlet_count_by_page_and_an_empty_row_counts_nothing():
    found = judge(own("d1", "زار الحاكم النبع أمس"), own("d2", "وكان الحاكم قد زار البلدة"))
    assert found.outlets == 2
    empty = independence.of_event([], [], {}, {})
    assert (empty.outlets, empty.lower, empty.upper, empty.groups) == (0, 0, 0, [])


def test_a_page_listed_without_a_mention_tells_in_its_own_voice():
    one = page("d1", "نص لا يذكر شيئا", "النهر")
    found = independence.of_event(["d1"], [], {"d1": one}, {})
    assert (found.outlets, found.lower, found.upper) == (1, 1, 1)
    assert found.sentence == "منبر واحد، سلسلة مستقلة واحدة."


def test_the_order_of_the_pages_never_changes_the_result():
    pages = [
        said("d1", "زار الحاكم النبع أمس", "النهر", "صحيفة السهل", "outlet"),
        own("d2", VISIT, "السهل"),
        own("d3", f"{VISIT} بحسب ما تردد", "الجبل"),
        said("d4", "شهد السوق حين زار الحاكم المكان", "الوادي", "مصادر", "anonymous"),
    ]
    first = judge(*pages)
    assert first.lower <= len(first.groups) <= first.upper
    assert all(judge(*order) == first for order in permutations(pages))


def test_two_hundred_copies_are_one_chain():
    found = judge(*[own(f"d{n}", VISIT, f"منبر رقم{n}") for n in range(200)])
    assert (found.outlets, found.lower, found.upper) == (200, 1, 1)
    assert found.sentence.startswith("200 منبر، سلسلة مستقلة واحدة")


def test_every_reason_has_a_span_of_its_page():
    one = said("d1", "زار الحاكم النبع أمس", "النهر", "صحيفة السهل", "outlet")
    found = judge(one, own("d2", VISIT, "السهل"), own("d3", VISIT, "الجبل"))
    for group in found.groups:
        assert len(group.documents) == 1 or group.because
        assert all(r.document and r.span and r.span.length for r in group.because)


@pytest.mark.parametrize(("number", "outlets", "chains"), [
    (1, "منبر واحد", "سلسلة مستقلة واحدة"),
    (2, "منبران", "سلسلتان مستقلتان"),
    (3, "ثلاثة منابر", "ثلاث سلاسل مستقلة"),
    (8, "ثمانية منابر", "ثماني سلاسل مستقلة"),
    (10, "عشرة منابر", "عشر سلاسل مستقلة"),
    (11, "أحد عشر منبرا", "إحدى عشرة سلسلة مستقلة"),
    (12, "اثنا عشر منبرا", "اثنتا عشرة سلسلة مستقلة"),
    (13, "ثلاثة عشر منبرا", "ثلاث عشرة سلسلة مستقلة"),
    (20, "عشرون منبرا", "عشرون سلسلة مستقلة"),
    (21, "واحد وعشرون منبرا", "إحدى وعشرون سلسلة مستقلة"),
    (22, "اثنان وعشرون منبرا", "اثنتان وعشرون سلسلة مستقلة"),
    (99, "تسعة وتسعون منبرا", "تسع وتسعون سلسلة مستقلة"),
    (100, "100 منبر", "100 سلسلة مستقلة"),
    (103, "103 منابر", "103 سلاسل مستقلة"),
    (111, "111 منبرا", "111 سلسلة مستقلة"),
    (200, "200 منبر", "200 سلسلة مستقلة"),
])  # fmt: skip
def test_numbers_agree_with_what_they_count(number: int, outlets: str, chains: str):
    assert counted(number, OUTLET) == outlets
    assert counted(number, INDEPENDENT) == chains
