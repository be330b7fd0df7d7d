"""A verb's stems → the forms that news uses, with tense, gender and number.

Vowels are not written, so one written form may stand for active and passive; both are listed once. The stems come from the
lexicon: past «قال», present «يقول», participle «قائل», masdar «قول».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Inflected(NamedTuple):
    """One written form. ``tense``: past present participle masdar phrase. ``gender``: m f or empty where either;
    ``number``: s d p or empty; ``person``: 3 or 1; ``object``: an object pronoun is attached («وصفها»)."""

    text: str
    tense: str
    gender: str
    number: str
    person: int = 3
    object: bool = False


def conjugate(past: str, present: str = "", participle: str = "", masdar: str = "") -> Iterator[Inflected]:
    """Yield the forms of one verb; a stem of several words keeps its tail: «عبّر عن» gives «عبرت عن»."""
    for stem, make in (
        (past, past_forms),
        (present, present_forms),
        (participle, participle_forms),
        (masdar, masdar_forms),
    ):
        head, space, tail = stem.partition(" ")
        if head:
            yield from (form._replace(text=form.text + space + tail) for form in make(head))


def past_forms(stem: str) -> Iterator[Inflected]:
    """Yield the past: «دعا» gives دعا، دعت، دعوا."""
    weak = stem[-1] in "اى" and len(stem) > 2
    base = stem[:-1] if weak or stem[-1] == "ي" else stem
    yield Inflected(stem, "past", "m", "s")
    yield Inflected((base if weak else stem) + "ت", "past", "f", "s")
    yield Inflected(base + "وا", "past", "m", "p")
    if weak:
        root = base + ("و" if stem[-1] == "ا" else "ي")
        yield from (Inflected(root + "ا", "past", "m", "d"), Inflected(base + "تا", "past", "f", "d"))
        yield Inflected(root + "ن", "past", "f", "p")
        return
    if len(stem) > 3:  # «ردا», «طلبا» are nouns far more often than duals
        yield from (Inflected(stem + "ا", "past", "m", "d"), Inflected(stem + "تا", "past", "f", "d"))
    for pronoun in ("ه", "ها", "هم"):  # «اعتبرها»، «وصفته»
        yield Inflected(stem + pronoun, "past", "m", "s", object=True)
        yield Inflected(stem + "ت" + pronoun, "past", "f", "s", object=True)


def present_forms(stem: str) -> Iterator[Inflected]:
    """Yield the present and the future: «يقول» gives يقول، تقول، يقولون، سيقول، أقول، نقول."""
    if stem[0] != "ي":
        yield Inflected(stem, "present", "", "")
        return
    rest = stem[1:]
    weak = rest[-1] in "يوى"
    base = rest[:-1] if weak else rest
    for future in ("", "س"):
        yield Inflected(future + "ي" + rest, "present", "m", "s")
        yield Inflected(future + "ت" + rest, "present", "f", "s")
        yield Inflected(future + "ي" + base + "ون", "present", "m", "p")
    yield Inflected("ي" + base + "وا", "present", "m", "p")
    dual = base + {"ى": "ي"}.get(rest[-1], rest[-1]) if weak else rest
    yield from (Inflected("ي" + dual + "ان", "present", "m", "d"), Inflected("ت" + dual + "ان", "present", "f", "d"))
    yield from (Inflected("أ" + rest, "present", "", "s", 1), Inflected("ن" + rest, "present", "", "p", 1))


def participle_forms(stem: str) -> Iterator[Inflected]:
    """Yield the accusative participle that goes on with somebody's words: «مؤكد» gives مؤكدا، مؤكدة، مؤكدين، مؤكدتين."""
    yield Inflected(stem + ("ًا" if stem[-1] == "ء" else "ا"), "participle", "m", "s")
    yield Inflected(stem + "ة", "participle", "f", "s")
    base = stem[:-1] if stem[-1] == "ي" else stem
    yield Inflected(base + "ين", "participle", "m", "p")
    yield from (Inflected(stem + "تين", "participle", "f", "d"), Inflected(stem + "ات", "participle", "f", "p"))


def masdar_forms(stem: str) -> Iterator[Inflected]:
    """Yield the verbal noun with its subject's pronoun: «قول» gives قوله، قولها، قولهم."""
    bound = stem[:-1] + "ت" if stem[-1] == "ة" else stem
    if stem[-1] == "ء":
        bound = stem[:-1] + "ئ"
    for pronoun, gender, number in (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", "m", "d")):
        yield Inflected(bound + pronoun, "masdar", gender, number)
