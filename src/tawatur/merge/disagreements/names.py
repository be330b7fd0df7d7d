"""The spellings of one name: noted, never an alarm."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from tawatur.base.fold import fold
from tawatur.base.story import Disagreement, Entity
from tawatur.merge.disagreements.said import Said, disagreement, pages

ALIKE = 0.75


def name_disagreements(entity: Entity) -> list[Disagreement]:
    """Note spellings that differ after folding: «غانتس» and «جانتس»."""
    said = [Said(fold(m.text), m.text, m.document, m.span) for m in entity.mentions if m.form == "name"]
    forms = sorted({str(s.key) for s in said})[:60]
    alike = {
        form
        for n, one in enumerate(forms)
        for other in forms[n + 1 :]
        if len(one.split()) == len(other.split()) and Levenshtein.normalized_similarity(one, other) >= ALIKE
        for form in (one, other)
    }
    kept = [s for s in said if s.key in alike]
    if not kept or len(pages(kept)) < 2:
        return []
    return [disagreement(entity.id, "name", "spelling", kept, "One name, spelt differently.")]
