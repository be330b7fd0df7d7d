"""Ids of stories that go on."""

from tawatur.discover.stories import continued


def test_a_page_that_leaves_the_story_that_bears_its_id_gets_another() -> None:
    before = {"a": "a", "b": "a", "c": "a"}
    now = continued({"a": "a", "b": "b", "c": "b"}, before)
    assert now["b"] == now["c"] == "a" and now["a"] not in ("a", "b", "c")
    assert now == continued({"a": "a", "b": "b", "c": "b"}, before)
