"""The types that occur in a story's brat files → annotation.conf and visual.conf, which brat needs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from tawatur.view.language import _

ROLES = ("Actor", "Recipient", "Place", "Time")
NOTHING = "placeholder"  # brat wants a line in each section: a type that nothing is of


def annotation_conf(spans: Iterable[str], events: Iterable[str], values: Mapping[str, Iterable[str]]) -> str:
    """Name the types of spans, relations, events and attributes."""
    roles = ", ".join(f"{role}*:<ENTITY>" for role in ROLES)
    return sections(
        {
            "entities": sorted(spans) or [NOTHING],
            "relations": [
                "Said_by\tArg1:Content, Arg2:Source",
                "Cued_by\tArg1:Content, Arg2:Cue",
                "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            ],
            "events": [f"{name}\t{roles}" for name in sorted(events)],
            "attributes": [attribute(name, values[name]) for name in sorted(values)],
        }
    )


def attribute(name: str, values: Iterable[str]) -> str:
    """Name an attribute, what it may stand on, and its values."""
    bearer = "<EVENT>" if name in ("Modality", "Polarity") else "Content"
    return f"{name}\tArg:{bearer}, Value:{'|'.join(sorted(values))}"


def visual_conf(spans: Iterable[str], events: Iterable[str]) -> str:
    """Give types their labels and a colour each, and ask for text from right to left."""
    names, known = sorted({*spans, *events}), labels()
    labelled = [" | ".join((name, *known[name])) for name in names if name in known]
    drawing = [f"{name}\tbgColor:{colour(name)}" for name in names]
    drawing.insert(0, "SPAN_DEFAULT	fgColor:black, bgColor:lightgreen, borderColor:darken")
    return sections({"labels": labelled, "drawing": drawing, "options": ["Text	direction:rtl"]})


def labels() -> dict[str, tuple[str, ...]]:
    """Give the labels that brat shows instead of a type's name, for narrow places a shorter one after the first."""
    return {
        "Person": (_("person"),), "Organisation": (_("organisation"),), "Place": (_("place"),), "Office": (_("office"),),
        "Time": (_("time"),), "Figure": (_("figure"),), "Wording": (_("wording"),), "Participant": (_("participant"),),
        "Source": (_("source of what is said"), _("source")), "Cue": (_("reporting word"), _("cue")),
        "Content": (_("what is said"), _("said")),
    }  # fmt: skip


def colour(name: str) -> str:
    """Choose a light colour by a type's name, the same every time: each channel from 160 to 255."""
    return "#" + "".join(f"{160 + byte % 96:02x}" for byte in sha256(name.encode("utf-8")).digest()[:3])


def sections(told: Mapping[str, Iterable[str]]) -> str:
    """Write sections in brat's configuration syntax."""
    return "\n".join("\n".join((f"[{name}]", *lines)) + "\n" for name, lines in told.items())
