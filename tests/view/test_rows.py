"""The order of a chronology, the accounts of an event, and the sections' groups."""

from tawatur.base.annotation import with_
from tawatur.base.span import Span
from tawatur.base.story import Story, Version
from tawatur.view import overview, sections
from tawatur.view.accounts import accounts, chain, stated
from tawatur.view.chronology import kind_in_words, rows
from tawatur.view.index import Index, address
from tests.view.story_fixture import Writer


def changed(story: Story, **by_id: dict[str, object]) -> Story:
    """The story with some events changed."""
    return with_(story, chronology=[with_(e, **by_id.get(e.id, {})) for e in story.chronology])


def test_rows_stand_in_time_order(invented: Story) -> None:
    """Dated events come in time order, whatever the story's order; undated ones stand apart."""
    dated, undated = rows(invented)
    assert [r.event.id for r in dated] == ["c1", "c2", "c3", "c4", "c8", "c6", "c7", "c5"]
    assert [r.event.id for r in undated] == ["c9", "c10"]
    assert [r.depth for r in dated] == [0, 0, 0, 1, 0, 0, 0, 0]


def test_an_undated_part_stays_with_its_dated_whole(invented: Story) -> None:
    """A part without a date is shown under its whole; under an undated whole it goes to the tray with it."""
    nested = changed(invented, c9={"part_of": "c2"}, c4={"part_of": "c10"})
    dated, undated = rows(nested)
    assert [(r.event.id, r.depth) for r in dated][1:3] == [("c2", 0), ("c9", 1)]
    assert ("c4", 0) in [(r.event.id, r.depth) for r in dated]
    assert [r.event.id for r in undated] == ["c10"]


def test_parts_in_a_circle_are_all_shown(invented: Story) -> None:
    """A circle of parts, or a whole that the story lacks, drops no event."""
    circle = changed(invented, c1={"part_of": "c2"}, c2={"part_of": "c1"}, c3={"part_of": "c3"}, c5={"part_of": "c99"})
    dated, undated = rows(circle)
    assert sorted(r.event.id for r in dated + undated) == sorted(e.id for e in invented.chronology)


def test_a_thousand_parts_deep_is_no_trouble(invented: Story) -> None:
    """Very deep nesting is walked without recursion."""
    one = invented.chronology[0]
    deep = [with_(one, id=f"c{n}", part_of=f"c{n - 1}" if n else None) for n in range(1500)]
    dated, _ = rows(with_(invented, chronology=deep))
    assert len(dated) == 1500
    assert dated[-1].depth == 3


def test_accounts_quote_whole_sentences(invented: Story) -> None:
    """Each page's sentence is quoted with its trigger marked as a whole word."""
    index = Index(invented)
    told = accounts(index, index.events["c1"])
    assert [a.document for a in told] == ["d1", "d2", "d3"]
    assert [p.text for a in told for t in a.tellings for p in t.quote if p.marked] == ["انهار", "انهيار", "انهار"]
    assert "".join(p.text for p in told[0].tellings[0].quote).startswith("سهلان (وأس) - أعلنت")
    assert [link.name for link in told[0].tellings[0].chain] == ["وزارة المياه"]
    assert told[2].tellings[0].chain == []


def test_a_sentence_that_tells_twice_is_quoted_once(invented: Story) -> None:
    """Two triggers of one event in one sentence: one quotation, both marked."""
    story = changed(invented, c3={"event_mentions": ["d3v1", "d3v2"]})
    index = Index(story)
    (account,) = accounts(index, index.events["c3"])
    (told,) = account.tellings
    assert [p.text for p in told.quote if p.marked] == ["زار", "والتقى"]
    assert len(told.triggers) == 2


def test_who_takes_part_is_named_once(invented: Story) -> None:
    """An entity that acts and is acted upon, or stands in other spelling among the words, is named once."""
    w = Writer({d.id: d.text for d in invented.documents})
    story = changed(invented, c3={"recipients": ["e1"], "unnamed": [w.part("d1", "نعيم الطالبي")]})
    index = Index(story)
    assert sections.taking_part(index, index.events["c3"]) == ["نعيم الطالبي"]


def test_a_figure_is_shown_once(invented: Story) -> None:
    """A figure that a statement shows already is not listed again."""
    index = Index(invented)
    assert sections.figures(index, index.events["c1"]) == []
    assert [f.text for f in sections.figures(index, index.events["c2"])] == ["مئات السكان"]


def test_what_no_event_took_up_is_listed(invented: Story) -> None:
    """A figure or an event mention outside every event is shown with what could not be placed."""
    assert [f.text for f in overview.loose(Index(invented))["figure"]] == ["أربعمئة أسرة"]
    none = with_(invented, chronology=[])
    assert len(overview.loose(Index(none))["event_mention"]) == len(invented.event_mentions)


def test_a_page_without_a_sentence_of_its_own_is_listed(invented: Story) -> None:
    """An event may name a page that no event mention of it comes from: the page is shown, not dropped."""
    story = changed(invented, c2={"documents": ["d2", "d5"]})
    index = Index(story)
    assert [(a.document, len(a.tellings)) for a in accounts(index, index.events["c2"])] == [("d2", 1), ("d5", 0)]


def test_a_chain_always_shows_its_missing_link(invented: Story) -> None:
    """An attribution without any source shows a missing link; one without a chain shows its source."""
    index = Index(invented)
    assert [link.kind for link in chain(index.attributions["d2a2"])] == ["missing"]
    assert [link.name for link in chain(index.attributions["d4a1"])] == ["مصدر في وزارة المياه"]
    assert chain(None) == []


def test_statements_are_grouped_by_property_and_value(invented: Story) -> None:
    """Two pages that give one value stand under it together."""
    grouped = stated(Index(invented).events["c1"])
    assert [(v.value, [s.document for s in v.statements]) for v in grouped["number"]] == [
        ("7", ["d1", "d3"]),
        ("9", ["d2"]),
    ]


def test_disagreements_put_contradictions_first(invented: Story) -> None:
    """Whatever their order in the story."""
    ordered = [d.kind for d in sections.by_kind(invented.disagreements)]
    assert ordered == ["contradiction", "update", "granularity", "spelling"]


def test_spans_of_a_version_find_their_pages(invented: Story) -> None:
    """Pages and spans pair up where there is one of each; otherwise a statement says which page."""
    index = Index(invented)
    x1 = index.disagreements["x1"]
    assert index.placed(x1, x1.values[0]) == [(d, s) for d, s in zip(["d1", "d3"], x1.values[0].spans, strict=True)]
    w = Writer({d.id: d.text for d in invented.documents})
    uneven = with_(x1.values[0], spans=[*x1.values[0].spans, Span(0, 3)])
    assert index.placed(x1, uneven) == [
        ("d1", w.span("d1", "سبعة أشخاص على الأقل")),
        ("d3", w.span("d3", "سبعة أشخاص على الأقل")),
    ]
    assert index.placed(x1, with_(x1.values[1], spans=[Span(0, 3), Span(5, 9)])) == [
        ("d2", Span(0, 3)),
        ("d2", Span(5, 9)),
    ]


def test_the_page_copied_from_stands_first(invented: Story) -> None:
    """Where the direction is known the source's passage is on the right, the copy on the left."""
    index = Index(invented)
    r1 = invented.reuse[0]
    turned = with_(r1, a=r1.b, b=r1.a)
    for reuse in (r1, turned):
        made = sections.pair(index, reuse)
        assert (made.from_, made.to, made.reuse.a.document) == ("d1", "d3", "d1")
    assert sections.pair(index, invented.reuse[1]).from_ is None


def test_an_unknown_outlet_says_so(invented: Story) -> None:
    """A page whose outlet is not known is not given one, and is told from the next such page."""
    nameless = with_(invented, documents=[with_(d, outlet=None) for d in invented.documents])
    assert Index(nameless).outlet("d1") == "منبر غير معروف (was.example)"
    assert Index(nameless).outlet("d2") == "منبر غير معروف (d2)"
    assert Index(nameless).outlet("d99") == "منبر غير معروف"
    assert len(Index(nameless).outlets(["d1", "d2", "d1"])) == 2
    assert not overview.is_invented(nameless.documents[1:])


def test_the_sample_story_is_known(invented: Story) -> None:
    """Every outlet of the sample has an id that starts with «sample.»; one real outlet makes the story no sample."""
    assert overview.is_invented(invented.documents)
    assert not overview.is_invented([])
    real = with_(invented.documents[0], url=None, outlet=with_(invented.documents[0].outlet, id="elsewhere"))
    assert not overview.is_invented([real, *invented.documents[1:]])
    assert overview.is_invented([with_(real, warnings=["this page is a sample"])])
    assert overview.is_invented([with_(real, url="https://outlet.example/1")])
    assert not overview.is_invented([with_(real, url="https://outlet.invalid/x.example")])


def test_type_and_mode_in_words(invented: Story) -> None:
    """Type, then mode; OTHER is named by its mode alone."""
    named = {e.id: kind_in_words(e) for e in invented.chronology}
    assert named["c3"] == "تشاور، زيارة"
    assert named["c1"] == "انهيار"
    assert named["c10"] == "اتفاق"


def test_addresses() -> None:
    """A permalink names the page and one or more spans in code points."""
    assert address("d2", Span(120, 180)) == "d2:120-180"
    assert address("d2", Span(1, 2), Span(5, 9)) == "d2:1-2,5-9"


def test_offices_are_gathered_by_title(invented: Story) -> None:
    """One title on two pages is one line with two pages; «former» stays apart."""
    index = Index(invented)
    people = {p.entity.id: p for p in sections.profiles(index)["person"]}
    assert [(o.title, [place[0] for place in o.places]) for o in people["e1"].offices] == [
        ("وزير المياه", ["d1", "d3"])
    ]
    assert [(o.title, o.qualifier) for o in people["e2"].offices] == [("المحافظة", None), ("محافظة الريحان", "former")]


def test_a_span_without_its_page_stands_where_a_statement_says(invented: Story) -> None:
    """A version with more pages than spans: the event's own statements tell; what nothing tells of is left out."""
    index = Index(invented)
    said = next(s for s in index.events["c1"].statements if s.document == "d3")
    version = Version(value="7", documents=["d1", "d3", "d4"], spans=[said.span, Span(3, 4)])
    for about in ("c1", "e2"):  # of an entity every event's statements tell
        dispute = with_(invented.disagreements[0], about=about, values=[version])
        assert index.placed(dispute, version) == [("d3", said.span)]
    assert index.placed(with_(invented.disagreements[0], about="c2"), version) == []


def test_a_mention_knows_the_row_it_belongs_to(invented: Story) -> None:
    index = Index(invented)
    event = index.events["c1"]
    assert {index.row_of[m].id for m in event.event_mentions} == {"c1"}
    stray = with_(index.event_mentions[event.event_mentions[0]], id="d1v99")
    assert sections.row_title(index, stray) == stray.trigger.text
