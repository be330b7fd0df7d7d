"""Modes that tell one kind of happening, and kinds that happen once or that everyone tells."""

from __future__ import annotations

from tawatur.base.annotation import EventMention

UNNAMED = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "AID", "OTHER"}  # reported without names as often as with
# Deaths are left out: an account of a death names the days of its mourning as often as its own.
ONCE = {"arrest", "dismissal", "appointment", "resignation", "sentence", "release", "signing"}
TOLD_BY_ALL = {"accident", "killing", "bombing", "fire", "flood", "earthquake", "storm", "collapse"}
FAMILIES = {
    "visit": "arrival trip tour delegation inspection-visit",
    "meeting": "talks discussion consultation consultations summit dialogue session",
    "ceremony": "reception",
    "signing": "agreement-signing deal memorandum treaty",
    "normalisation": "resumption",
    "protest": "demonstration march rally gathering vigil sit-in chanting movement",
    "arrest": "detention capture",
    "killing": "murder assassination death massacre stabbing",
    "bombing": "bomb explosion",
    "air-raid": "airstrike shelling",
    "clash": "clashes fighting battle brawl",
    "accusation": "blame",
    "condemnation": "criticism",
    "sentence": "verdict",
    "accident": "crash drowning",
}  # modes that tell one kind of happening: «اغتيال» on one page, «مقتل» on another
MODES = {mode: family for family, modes in FAMILIES.items() for mode in modes.split()}


def mode_family(mention: EventMention) -> str:
    """Name the family of a mention's mode: «اغتيال» and «مقتل» are killings."""
    return MODES.get(mention.mode, mention.mode)
