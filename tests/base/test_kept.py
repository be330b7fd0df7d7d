"""A store by word works each value out once, and never holds more words than it may."""

from tawatur.base.kept import Kept
from tawatur.base.tokens import Tokens


def test_a_value_is_worked_out_once() -> None:
    asked: list[str] = []
    store = Kept(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [store["قال"], store["قال"], store["وزير"]] == [3, 3, 4]
    assert asked == ["قال", "وزير"]


def test_a_full_store_starts_anew_and_still_answers() -> None:
    store = Kept(len, most=2)
    assert [store[word] for word in ("ا", "با", "تاا", "ا")] == [1, 2, 3, 1]
    assert set(store) == {"تاا", "ا"}


def test_places_are_the_tokens_of_the_stretch_that_have_a_value() -> None:
    store = Kept(lambda word: word.startswith("و"))
    tokens = Tokens("وزير قال ووزير وقال")
    assert list(store.places(tokens, range(4))) == [0, 2, 3]
    assert list(store.places(tokens, range(1, 3))) == [2]
    assert not list(store.places(tokens, range(0)))
