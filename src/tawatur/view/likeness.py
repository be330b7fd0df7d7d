"""An entity and all others of its sort → those whose names are like its own, each with the ground; whether they are one, people decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tawatur.base.fold import fold
from tawatur.base.names import agreement, name_words, skeleton
from tawatur.base.story import Entity, Story

SORTS = {  # the tabs of the names, and what may be one with what
    "people": ("person",),
    "bodies": ("organisation", "agency", "company", "outlet", "group"),
    "places": ("place", "facility"),
}
OTHERS = "others"
LEAST = 78  # of 100 letters alike
MOST_LOOKED_AT = 60  # forms near enough to be compared word by word
MOST = 12


class Alike(NamedTuple):
    """Another entity, the two forms that are most alike, how many of 100 letters are, and on what ground in words of the rule."""

    entity: Entity
    mine: str
    theirs: str
    score: int
    ground: str


class Forms(NamedTuple):
    """The different forms of all names of one sort, folded: each with the entities that have it, and by consonants."""

    holders: Mapping[str, list[str]]
    by_skeleton: Mapping[frozenset[str], list[str]]


def sort_of(kind: str) -> str:
    """Return the sort of an entity's kind: people bodies places others."""
    return next((sort for sort, kinds in SORTS.items() if kind in kinds), OTHERS)


def forms_of(story: Story) -> dict[str, Forms]:
    """Gather the forms of all names by sort: once a story."""
    holders: dict[str, dict[str, list[str]]] = {}
    for entity in story.entities:
        of_sort = holders.setdefault(sort_of(entity.kind), {})
        for form in forms(entity):
            of_sort.setdefault(form, []).append(entity.id)
    return {sort: Forms(of_sort, by_skeleton(of_sort)) for sort, of_sort in holders.items()}


def forms(entity: Entity) -> list[str]:
    """List an entity's own forms, folded, its name first; one letter is no form."""
    found = dict.fromkeys(fold(text).strip() for text in (entity.name, *(n.text for n in entity.names)))
    return [form for form in found if len(form) > 1]


def by_skeleton(of_sort: Iterable[str]) -> dict[frozenset[str], list[str]]:
    """Gather forms by the consonants of their words, in any order."""
    made: dict[frozenset[str], list[str]] = {}
    for form in of_sort:
        made.setdefault(consonants(form), []).append(form)
    return made


def consonants(form: str) -> frozenset[str]:
    """Reduce a form to the consonants of its words."""
    return frozenset(filter(None, map(skeleton, name_words(form))))


def alike(entities: Mapping[str, Entity], all_forms: Mapping[str, Forms], entity: Entity) -> list[Alike]:
    """List the entities of the same sort with names like an entity's, the most alike first."""
    known = all_forms.get(sort_of(entity.kind), Forms({}, {}))
    best: dict[str, Alike] = {}
    for mine in forms(entity):
        for theirs, score in near(known, mine).items():
            for other in known.holders[theirs]:
                if other != entity.id and (other not in best or best[other].score < score):
                    best[other] = Alike(entities[other], mine, theirs, score, ground(mine, theirs))
    return sorted(best.values(), key=lambda a: -a.score)[:MOST]


def near(known: Forms, mine: str) -> dict[str, int]:
    """Find the forms near one form: by letters, words in any order and words left out, and by consonants."""
    found = process.extract(
        mine, known.holders.keys(), scorer=fuzz.token_set_ratio, score_cutoff=LEAST, limit=MOST_LOOKED_AT
    )
    scores = {form: round(score) for form, score, _ in found}
    spelt = consonants(mine)
    same = known.by_skeleton.get(spelt, []) if len("".join(spelt)) > 2 else []
    return {**{form: round(fuzz.token_sort_ratio(mine, form)) for form in same}, **scores}


def ground(mine: str, theirs: str) -> str:
    """Say on what ground two folded forms agree: of their words that differ, the first pair that agrees; empty where none does."""
    a, b = name_words(mine), name_words(theirs)
    if sorted(a) == sorted(b):
        return "same words"
    if set(a) < set(b) or set(b) < set(a):
        return "words left out"
    pairs = (agreement(x, y) for x in a if x not in b for y in b if y not in a)
    return next((why for share, why in pairs if share > 0), "")
