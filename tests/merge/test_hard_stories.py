"""Stories that a newsroom throws at merging: copies upon copies, circles of credits, pages that share nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec

import tawatur
from tawatur import pipeline
from tawatur.base.document import Document

FIRE = (
    "اندلع حريق كبير في مخزن أخشاب بحي الصفصاف يوم الثلاثاء 4 مارس 2031، وأدى إلى مقتل 12 شخصا وإصابة 31 آخرين.\n"
    "وقال شاهد من سكان الحي إن ألسنة اللهب ارتفعت فوق الأسطح قبل وصول سيارات الإطفاء بربع ساعة.\n"
    "وبدأت البلدية صباح الأربعاء رفع الأنقاض من الشارع الضيق المؤدي إلى السوق القديم."
)
VISIT = (
    "زار وزير الأشغال نعمان الشهيبي بلدة عين النسور يوم الاثنين 3 مارس 2031 واطلع على أعمال الجسر الجديد.\n"
    "ورافقه في الجولة مهندسون شرحوا له ما بقي من مراحل البناء وما تأخر منها بسبب السيول."
)
LAW = "ناقش المجلس المحلي في جلسة مغلقة مشروع نظام جديد لترخيص أكشاك بيع الكتب المستعملة في الساحات العامة."


def built(folder: Path, pages: list[tuple[str, str, str]]) -> tawatur.Story:
    """Build a story of pages, each an outlet, a day and a text."""
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["file", "outlet", "published"])
        for n, (outlet, day, text) in enumerate(pages):
            (folder / f"{n:03}.txt").write_text(text, "utf-8")
            rows.writerow([f"{n:03}.txt", outlet, day])
    return tawatur.build([folder], tagger="light")


def number(document: str, documents: list[Document]) -> int:
    """Return the number in a page's file name."""
    return int(Path(next(d.source for d in documents if d.id == document)).stem)


def test_two_hundred_copies_of_one_page_are_one_chain(tmp_path: Path) -> None:
    story = built(tmp_path, [(f"صحيفة العدد {n}", "2031-03-05", f"حريق في حي الصفصاف\n\n{FIRE}") for n in range(200)])
    fire = next(e for e in story.chronology if e.mode == "fire")
    assert len(fire.documents) == 200
    assert (fire.independence.lower, fire.independence.upper) == (1, 1)
    assert not [d for d in story.disagreements if d.kind == "contradiction"]
    assert len(story.reuse) <= 200 * 32


def test_a_page_that_holds_another_three_times_has_three_passages(tmp_path: Path) -> None:
    story = built(tmp_path, [("النهر", "2031-03-05", FIRE), ("السهل", "2031-03-06", "\n\n".join([FIRE] * 3))])
    sides = [r.b.span if number(r.b.document, story.documents) else r.a.span for r in story.reuse]
    assert len(sides) == 3
    assert all(not a.meets(b) for n, a in enumerate(sides) for b in sides[n + 1 :])


def test_a_circle_of_credits_is_one_chain_without_a_direction(tmp_path: Path) -> None:
    one = f"نقلا عن صحيفة «السهل الأخضر»:\n{FIRE}"
    other = f"نقلا عن صحيفة «النهر الأزرق»:\n{FIRE}"
    story = built(tmp_path, [("صحيفة النهر الأزرق", "2031-03-05", one), ("صحيفة السهل الأخضر", "2031-03-05", other)])
    assert story.reuse
    assert all(r.credited and r.direction.from_ is None for r in story.reuse)
    fire = next(e for e in story.chronology if e.mode == "fire")
    assert (fire.independence.lower, fire.independence.upper) == (1, 1)


def test_pages_that_share_nothing_share_nothing(tmp_path: Path) -> None:
    story = built(
        tmp_path, [("النهر", "2031-03-05", FIRE), ("السهل", "2031-03-05", VISIT), ("التل", "2031-03-05", LAW)]
    )
    assert story.reuse == []
    assert story.disagreements == []
    assert all(len(e.documents) == 1 for e in story.chronology)


def test_a_story_of_empty_and_tiny_pages_is_merged(tmp_path: Path) -> None:
    story = built(tmp_path, [("النهر", "2031-03-05", "حريق"), ("السهل", "", "."), ("التل", "2031-03-05", FIRE)])
    assert {number(d.id, story.documents) for d in story.documents} >= {2}


def test_names_of_files_decide_nothing(tmp_path: Path) -> None:
    """What is one event, who copied whom and what disagrees hangs on the pages, not on the order that names give them."""
    later = FIRE.replace("12 شخصا", "14 شخصا")
    pages = [
        ("صحيفة النهر الأزرق", "2031-03-05", f"حريق في حي الصفصاف\n\n{FIRE}"),
        ("موقع السهل الأخضر", "2031-03-05", f"نقلا عن صحيفة «النهر الأزرق»:\n\n{FIRE}"),
        ("قناة التل", "2031-03-07", f"الصفصاف بعد الحريق\n\n{later}\n{VISIT}"),
        ("جريدة الضفة", "2031-03-06", VISIT),
    ]
    found = []
    for name, order in (("a", [0, 1, 2, 3]), ("b", [3, 1, 0, 2]), ("c", [2, 3, 1, 0])):
        (tmp_path / name).mkdir()
        story = built(tmp_path / name, [pages[n] for n in order])
        page = {d.id: order[number(d.id, story.documents)] for d in story.documents}
        found.append(facts(story, page))
    assert found[0] == found[1] == found[2]


def facts(story: tawatur.Story, page: dict[str, int]) -> list[object]:
    """Reduce a story to what does not hang on ids."""
    mentions = {v.id: (page[v.document], v.trigger.span) for v in story.event_mentions}
    events = [
        (
            sorted(mentions[v] for v in e.event_mentions),
            e.type,
            e.date,
            e.title,
            e.independence.lower,
            e.independence.upper,
        )
        for e in story.chronology
    ]
    entities = [sorted((page[m.document], m.span) for m in e.mentions) for e in story.entities]
    copies = [
        (
            sorted([(page[r.a.document], r.a.span), (page[r.b.document], r.b.span)]),
            page.get(r.direction.from_ or ""),
            r.credited,
        )
        for r in story.reuse
    ]
    disputes = [
        (d.field, d.kind, sorted((v.value, sorted(page[x] for x in v.documents)) for v in d.values))
        for d in story.disagreements
    ]
    return [sorted(map(repr, part)) for part in (events, entities, copies, disputes)]


def test_merging_a_hundred_pages_again_changes_nothing(tmp_path: Path) -> None:
    story = built(
        tmp_path, [(f"صحيفة العدد {n}", f"2031-03-{5 + n % 9:02}", FIRE if n % 2 else VISIT) for n in range(100)]
    )
    assert msgspec.json.encode(pipeline.judged(story, [])) == msgspec.json.encode(story)
