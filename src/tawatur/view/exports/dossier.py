"""A story → the blocks of a printable Arabic dossier: cover, chronology, disagreements, copying, pages, what was not placed.

It writes no claim: titles, values and quotations are the pages' own words, each with a note that says where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.base.annotation import Figure
from tawatur.base.document import Document
from tawatur.base.reason import Unplaced
from tawatur.base.story import Passage, Story
from tawatur.view.chronology import Row, rows
from tawatur.view.exports.dossier_events import COMMA, differing, event_blocks, published
from tawatur.view.exports.identity import Identity
from tawatur.view.exports.paper import Block, Footnotes, Heading, Paragraph, Run, Table, cut, plain, said
from tawatur.view.index import Index
from tawatur.view.labels import figure_in_words, label, rule_in_words, why_in_words
from tawatur.view.overview import is_invented, loose, tiles, unplaced
from tawatur.view.sections import Pair, by_kind, copies

TITLE = "ملف مسند"
METHOD = (
    "كل ما في هذا الملف من كلام الصفحات: عناوينه وقيمه وجمله منقولة منها، ولكل جملة وقيمة حاشية تدل على موضعها. "
    "لا يقضي الملف أي الروايات أصح، ولا يقول عن العالم شيئا من عنده."
)
LEFT = {"figure": "أعداد لم تُلحق بواقعة", "event_mention": "ذكر وقائع لم يُجمع في واقعة"}
OFFSETS = (
    "مواضع الأحرف في الحواشي تُعد بمحارف يونيكود (نقاط الترميز) من أول نص الصفحة، بدءا من الصفر، والنهاية غير داخلة."
)


def blocks(story: Story) -> Iterator[Block]:
    """Yield the whole dossier in order."""
    index = Index(story)
    notes = Footnotes(index)
    yield from cover(index)
    dated, undated = rows(story)
    yield Heading(1, [plain("التسلسل الزمني")])
    yield from by_day(index, notes, dated)
    if undated:
        yield Heading(1, [plain("وقائع بلا تاريخ")])
        yield said(plain("تذكرها الصفحات، ولا يُعرف من كلامها متى كانت ولا ما كان قبلها أو بعدها."), style="meta")
        for row in undated:
            yield from event_blocks(index, notes, row.event)
    yield from others(index, notes)
    yield from copying(index, notes)
    yield from pages(index)
    yield from not_placed(index, notes)
    yield from tables(story)


def cover(index: Index) -> Iterator[Block]:
    """Yield what this is, of which pages it is made, by which version."""
    story = index.story
    yield said(plain(TITLE), style="title")
    yield said(plain("تسلسل زمني لما روته الصفحات، بمن رواه وعمن"), style="subtitle")
    if is_invented(story.documents):
        yield said(plain("القصة مختلقة للتجربة: أناسها ومنابرها ووقائعها لا وجود لها."), style="warning")
    numbers = [
        [said(plain(tile.number, "strong"), plain(f" {tile.counts}")), said(plain(tile.more, "soft"))]
        for tile in tiles(index)
    ]
    yield Table([], [numbers], [20] * len(numbers))
    yield said(plain(METHOD))
    yield said(plain(OFFSETS))
    yield from versions(story)
    yield Heading(2, [plain("الصفحات")])
    yield Table(["", "المنبر", "العنوان", "النشر"], [page_row(index, d) for d in story.documents], [8, 24, 42, 26])


def page_row(index: Index, document: Document) -> list[list[Paragraph]]:
    """Write a page's line on the cover."""
    title = cut(document.title.text, 120) if document.title else cut(document.source.rsplit("/", 1)[-1], 120)
    cells = [
        plain(document.id, "code"),
        plain(index.outlet(document.id)),
        plain(title),
        plain(published(index, document.id)),
    ]
    return [[said(cell)] for cell in cells]


def versions(story: Story) -> Iterator[Block]:
    """Yield the version that made the story, and its digest; those of its tables stand at the end."""
    built = story.built_with
    lines = [("البرنامج", f"tawatur {built.tawatur}"), ("بصمة القصة", Identity(story).story)]
    lines += [("الدمج", built.merged_with)] if built.merged_with else []
    lines += [("أحكام بشرية", str(len(story.judgements)))] if story.judgements else []
    yield Table([], [[[said(plain(name))], [said(plain(value, "code"))]] for name, value in lines], [30, 70])


def tables(story: Story) -> Iterator[Block]:
    """Yield the digests of the language tables and of the models that read the pages."""
    built = story.built_with
    for name, digests in (("بصمات الجداول", built.annotators), ("بصمات النماذج", built.models)):
        if digests:
            yield Heading(2, [plain(name)])
            yield said(
                plain(" · ".join(f"{key} {value}" for key, value in sorted(digests.items())), "code"), style="digests"
            )


def by_day(index: Index, notes: Footnotes, dated: list[Row]) -> Iterator[Block]:
    """Yield the dated events, a heading whenever the day changes."""
    if not dated:
        yield said(plain("لا واقعة مؤرخة."), style="meta")
    last = None
    for row in dated:
        if row.date.words != last:
            last = row.date.words
            yield Heading(2, [plain(last)])
        yield from event_blocks(index, notes, row.event)


def others(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield the disagreements that are about no event: names, offices."""
    shown = {i for event in index.story.chronology for i in (*event.disagreements, *index.disputed.get(event.id, []))}
    rest = by_kind(d for d in index.story.disagreements if d.id not in shown)
    if rest:
        yield Heading(1, [plain("خلافات أخرى")])
    for disagreement in rest:
        yield Heading(3, [plain(index.name(disagreement.about))])
        yield from differing(index, notes, disagreement)
        yield notes.close()


def copying(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield the passages that two pages share: who copied, where it is known, with or without credit, and what changed."""
    yield Heading(1, [plain("النقل بين الصفحات")])
    pairs = copies(index)
    if not pairs:
        yield said(plain("لا فقرة مشتركة بين صفحتين."), style="meta")
    for pair in pairs:
        yield from copied(index, notes, pair)
        yield notes.close()


def copied(index: Index, notes: Footnotes, pair: Pair) -> Iterator[Block]:
    """Yield one shared passage with both pages' words side by side."""
    reuse = pair.reuse
    sides = [index.outlet(side.document) for side in (reuse.a, reuse.b)]
    who = f"{sides[1]}: منقول عن {sides[0]}" if pair.from_ else f"{sides[0]} و{sides[1]}: الاتجاه غير معروف"
    credit = "مع ذكر المصدر" if reuse.credited else "بلا ذكر المصدر"
    yield Heading(3, [plain(who)])
    rules = dict.fromkeys(filter(None, (rule_in_words(r.rule) for r in reuse.direction.because)))
    grounds = f" · {'الاتجاه على أساس' if pair.from_ else 'نُظر في'}: {COMMA.join(rules)}" if rules else ""
    yield said(plain(f"كلمات مشتركة: {reuse.words} · {credit}{grounds}", "soft"), style="meta")
    yield Table([], [[side_cell(index, notes, side) for side in (reuse.a, reuse.b)]], [50, 50])
    for change in pair.changes:
        first, second = (f"«{side.text}»" if side else "لا شيء" for side in (change.first, change.second))
        yield said(plain(f"{change.kind}: {first} ← {second} ({change.effect})"), style="item")


def side_cell(index: Index, notes: Footnotes, side: Passage) -> list[Paragraph]:
    """Write one side of a shared passage."""
    outlet = f"{index.outlet(side.document)} {published(index, side.document)}"
    words = f"«{cut(index.words(side.document, side.span))}»"
    return [said(plain(outlet, "soft")), said(notes.cite(words, side.document, side.span, "words"))]


def pages(index: Index) -> Iterator[Block]:
    """Yield every page with its address and its digest, and those that were not read."""
    yield Heading(1, [plain("قائمة الصفحات")])
    for document in index.story.documents:
        title = document.title.text if document.title else "بلا عنوان"
        yield said(
            plain(document.id, "code"),
            plain(f" {index.outlet(document.id)} ", "strong"),
            plain(f"— {title}"),
            style="account",
        )
        yield said(plain(f"{published(index, document.id)} · {len(document.text)} حرفا", "soft"), style="meta")
        yield said(plain(document.url or document.source, "code"), style="meta")
        yield said(plain(f"sha256 {document.sha256}", "code"), style="digests")
    if index.story.unread:
        yield Heading(2, [plain("صفحات لم تُقرأ")])
    for unread in index.story.unread:
        yield said(plain(unread.source, "code"), plain(f" — {unread.why}"), style="item")


def not_placed(index: Index, notes: Footnotes) -> Iterator[Block]:
    """Yield what was seen and could not be placed, and what no event took up."""
    yield Heading(1, [plain("ما لم يوضع في موضعه")])
    grouped, free = unplaced(index.story), loose(index)
    for kind, things in grouped.items():
        yield Heading(2, [plain(f"{label('unplaced', kind)} ({len(things)})")])
        for thing in things:
            yield said(place(index, notes, thing), plain(f" — {why_in_words(thing.why)}", "soft"), style="item")
    for kind, left in free.items():
        yield Heading(2, [plain(f"{LEFT[kind]} ({len(left)})")])
        for one in left:
            shown = f"{figure_in_words(one.value, one.counted, one.bound)} — " if isinstance(one, Figure) else ""
            yield said(
                plain(shown), notes.cite(f"«{cut(one.text, 140)}»", one.document, one.span, "words"), style="item"
            )
    if not grouped and not free:
        yield said(plain("وُضع كل ما رُئي."), style="meta")
    yield notes.close()


def place(index: Index, notes: Footnotes, thing: Unplaced) -> Run:
    """Quote what could not be placed, with its note; a page alone where no words are given."""
    if thing.span is None:
        return plain(index.outlet(thing.document))
    return notes.cite(f"«{cut(index.words(thing.document, thing.span), 140)}»", thing.document, thing.span, "words")
