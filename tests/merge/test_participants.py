"""Words that take part in an event stand for entities: capitals for countries, duals for two of them."""

from __future__ import annotations

from tawatur import pipeline
from tawatur.base.annotation import Participant
from tawatur.base.span import Span
from tawatur.merge import entities
from tawatur.merge.participants import Resolver
from tests.merge.test_entities import page

TEXT = "أعلنت تونس والجزائر وروما ووفد إيطاليا أن البلدين اتفقا، وزار مسؤولون إيطاليون العاصمة"


def resolved(words: str) -> list[str | None]:
    reading = page("d1", TEXT, places="تونس|الجزائر|روما|إيطاليا")
    linked = entities.link([reading], pipeline.tables())
    names = {e.id: e.name for e in linked.entities}
    at = TEXT.index(words)
    found = Resolver(linked.entities, pipeline.tables()).taker_part(
        reading, Participant(span=Span(at, at + len(words)), text=words)
    )
    return [names.get(p.entity or "") for p in found]


def test_a_capital_stands_for_its_country() -> None:
    assert resolved("روما") == ["إيطاليا"]


def test_unnamed_nationals_stand_for_their_country() -> None:
    assert resolved("مسؤولون إيطاليون") == ["إيطاليا"]


def test_a_dual_stands_for_the_two_countries_named_last() -> None:
    assert resolved("البلدين") == ["إيطاليا", "الجزائر"]


def test_words_that_name_nobody_stay_words() -> None:
    assert resolved("العاصمة") == [None]
