"""Facets: fields by which a story's events can be narrowed, each choice with what it would leave."""

from tawatur.base.story import Story
from tawatur.view.facets import facets, titles
from tawatur.view.index import Index
from tawatur.view.sifting import Catalogue, Sieve


def test_every_choice_leaves_as_many_events_as_it_says(invented: Story) -> None:
    index = Index(invented)
    catalogue = Catalogue(index)
    made = facets(index, catalogue, Sieve(), titles(invented))
    assert {f.field for f in made} >= {"types", "outlets", "names"}
    for facet in made:
        for choice in facet.choices:
            assert len(catalogue.sift(Sieve(**{facet.field: (choice.value,)}))) == choice.events > 0  # type: ignore[arg-type]


def test_an_office_is_named_as_it_is_first_told(invented: Story) -> None:
    first = next(o for e in invented.entities for o in e.offices)
    assert first.title in titles(invented).values()
