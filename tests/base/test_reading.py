"""A reading keeps what it has indexed while others fill its fields, and forgets what no longer holds."""

from tawatur.base.proposal import Proposal
from tawatur.base.reading import INDEXED, Reading
from tests.conftest import reading_of

NAME = Proposal("mention", "PER", 0, 4, 0.9)


def test_an_index_stays_when_another_field_is_filled() -> None:
    reading = reading_of("سمير وصل").adding(proposals=[NAME])
    assert reading.proposed("mention") == [NAME]
    assert reading.adding(times=[]).__dict__["_by_layer"] is reading.__dict__["_by_layer"]


def test_an_index_goes_with_the_list_it_was_made_of() -> None:
    reading = reading_of("سمير وصل").adding(proposals=[NAME])
    assert reading.proposed("mention")
    assert reading.adding(proposals=[]).proposed("mention") == []


def test_every_index_names_a_field() -> None:
    assert set(INDEXED.values()) <= set(Reading.__dataclass_fields__)
    assert all(hasattr(Reading, index) for index in INDEXED)
