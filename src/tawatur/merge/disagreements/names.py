"""The spellings of one name: noted, never an alarm."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from tawatur.base.fold import fold
from tawatur.base.story import Disagreement, Entity
from tawatur.merge.disagreements.said import Said, disagreement, pages

ALIKE, CHANGES = 0.6, 2  # how alike two spellings of one word are, and in how many letters they may differ
MOST = 60  # forms of one name that are compared


def words_of(name: str) -> str:
    """Fold a name and leave its punctuation off: «اتفاقيات "أبراهام"» gives «اتفاقيات ابراهام»."""
    words = re.findall(r"\w+", fold(name))
    if words and words[0].startswith("لل"):  # the preposition swallowed the article's alif: «للقوات»
        words[0] = "ا" + words[0][1:]
    return " ".join(words)


def clipped(form: str, forms: set[str]) -> bool:
    """Say whether a form only lacks the alif that a preposition swallowed: «لقوات المسلحة» beside «القوات المسلحة»."""
    return form.startswith("ل") and "ا" + form in forms


def one_name(one: list[str], other: list[str]) -> bool:
    """Say whether two names are word for word alike."""
    return len(one) == len(other) and all(
        x == y or (Levenshtein.distance(x, y) <= CHANGES and Levenshtein.normalized_similarity(x, y) >= ALIKE)
        for x, y in zip(one, other, strict=True)
    )


def name_disagreements(entity: Entity) -> list[Disagreement]:
    """Note spellings that differ after folding: «غاريت» and «جاريت»."""
    said = [Said(words_of(m.name or m.text), m.text, m.document, m.span) for m in entity.mentions if m.form == "name"]
    written = {str(s.key) for s in said}
    said = [s for s in said if not clipped(str(s.key), written)]
    forms = sorted({str(s.key) for s in said})[:MOST]
    alike = {
        form
        for n, one in enumerate(forms)
        for other in forms[n + 1 :]
        if one_name(one.split(), other.split())
        for form in (one, other)
    }
    kept = [s for s in said if s.key in alike]
    if not kept or len(pages(kept)) < 2:
        return []
    return [disagreement(entity.id, "name", "spelling", kept, "One name, spelt differently.")]
