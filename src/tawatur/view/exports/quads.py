"""A PLOVER type → its quad category, as the PLOVER manual gives it type by type; OTHER has none.

The manual's SANCTION is material conflict, where the project's older summary, of eighteen types, had it verbal. REQUEST is
the manual's former DEMAND.
"""

from __future__ import annotations

CATEGORIES = {  # in the order of GDELT's QuadClass, from 1
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
OF = {type_: category for category, types in CATEGORIES.items() for type_ in types}


def quad(type_: str) -> str | None:
    """Name the quad category of a type: «PROTEST» gives «MATERIAL CONFLICT»; null for OTHER."""
    return OF.get(type_)


def quad_class(type_: str) -> int | None:
    """Give GDELT's number for it: «PROTEST» gives 4; null for OTHER."""
    category = quad(type_)
    return list(CATEGORIES).index(category) + 1 if category else None
