"""Slots: what each page says of each property side by side, and the tree of wholes and parts."""

from tawatur.base.annotation import with_
from tawatur.base.story import Story
from tawatur.view.accounts import accounts
from tawatur.view.index import Index
from tawatur.view.slots import parts, parts_of, slots


def test_every_page_that_tells_has_a_cell_in_every_slot(invented: Story) -> None:
    index = Index(invented)
    for event in invented.chronology:
        told = accounts(index, event)
        for slot in slots(event, told):
            assert len(slot.cells) == len(told)
            said = [s for cell in slot.cells for value in cell.values for s in value.statements]
            pages = {a.document for a in told}
            assert len(said) == sum(s.property == slot.property and s.document in pages for s in event.statements)


def test_a_slot_differs_where_pages_say_different_things_and_not_where_one_is_silent(invented: Story) -> None:
    index = Index(invented)
    made = [
        (slot.differs, {tuple(v.value for v in cell.values) for cell in slot.cells if cell.values})
        for event in invented.chronology
        for slot in slots(event, accounts(index, event))
    ]
    assert {len(said) > 1 for differs, said in made if differs} == {True}
    assert any(not differs for differs, _ in made)


def test_a_part_and_its_whole_are_one_tree(invented: Story) -> None:
    index = Index(invented)
    part = next(e for e in invented.chronology if e.part_of)
    tree = parts(index, part, parts_of(index))
    assert [p.depth for p in tree][:2] == [0, 1]
    assert [p.event.id for p in tree if p.here] == [part.id]


def test_parts_that_go_in_a_circle_end(invented: Story) -> None:
    one, other, *rest = invented.chronology
    story = with_(
        invented,
        chronology=[
            with_(one, part_of=other.id),
            with_(other, part_of=one.id),
            *(with_(e, part_of=None) for e in rest),
        ],
    )
    index = Index(story)
    tree = parts(index, index.events[one.id], parts_of(index))
    assert sorted(p.event.id for p in tree) == sorted([one.id, other.id])
