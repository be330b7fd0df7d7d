"""The invented story, made once a test run: nouns are frozen, so tests may share it."""

import pytest

from tawatur.base.story import Story
from tests.view.story_fixture import hostile_story, story


@pytest.fixture(scope="session")
def invented() -> Story:
    """The invented story of the dam."""
    return story()


@pytest.fixture(scope="session")
def hostile() -> Story:
    """The same story, its pages full of markup, controls and letters beyond the basic plane."""
    return hostile_story()
