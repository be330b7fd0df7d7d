"""What the report holds: facts to narrow by, pages to search, tables of the program's own."""

from tawatur.base.fold import fold
from tawatur.base.story import Story
from tawatur.view import held
from tawatur.view.index import Index
from tawatur.view.sifting import Catalogue


def test_every_event_has_its_facts(invented: Story) -> None:
    facts = held.facts(Catalogue(Index(invented)))
    assert set(facts) == {e.id for e in invented.chronology}
    assert all(facts[e.id]["types"] == [e.type] for e in invented.chronology)
    assert all(facts[e.id]["chains"] == e.independence.lower for e in invented.chronology)


def test_the_tables_fold_as_the_program_does() -> None:
    """Each letter of the table, and what is dropped, as `fold` has it: the report's search rests on them."""
    table = held.folding()
    assert all(fold(letter) == plain for letter, plain in table["letters"].items())
    assert "بال" in table["proclitics"] and "ول" in table["before_article"] and table["article"] == "ال"


def test_sentences_of_a_page_are_held_in_order_and_inside_it(invented: Story) -> None:
    for document in invented.documents:
        starts = held.page(Index(invented), document)["sentences"]
        assert starts == sorted(starts) and all(0 <= s < len(document.text) for s in starts)
