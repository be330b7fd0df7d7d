"""Choose the pieces an Arabic reader needs, a twelfth of the encoder's quarter million, and write them as JSON."""

from __future__ import annotations

import re
import unicodedata

from training.labels import HEADS, KINDS_OF_EVENT, STRIPS
from training.packed import Packed

SPACE = "\u2581"
SPECIAL = 4
LATIN = 6000  # best-scored Latin pieces that stay: names of firms, tweets, datelines
FOREIGN = re.compile("[پچژگکیھہےۓںٹڈڑەێۆۇڭۋېڕڵۀۂڤڨۉۈۏڊڏڼټځڅښړڠڽۃ]")


def family(piece: str) -> str:
    """Name the family of a piece: arabic, latin, marks (digits, punctuation, the space) or none."""
    kinds = {letter_family(c) for c in piece.replace(SPACE, "")}
    if "" in kinds or {"arabic", "latin"} <= kinds:
        return ""
    return "arabic" if "arabic" in kinds else "latin" if "latin" in kinds else "marks"


def letter_family(letter: str) -> str:
    """Name the family of one letter."""
    point, category = ord(letter), unicodedata.category(letter)
    if 0x600 <= point <= 0x6FF:
        return "arabic"
    if point < 0x180 and unicodedata.name(letter, "").startswith("LATIN"):
        return "latin"
    near = point < 0x250 or 0x2000 <= point < 0x2100 or 0x20A0 <= point < 0x20D0 or 0x2190 <= point < 0x2200
    return "marks" if (letter.isascii() and category == "Nd") or (category[0] in "PS" and near) else ""


def keep_pieces(packed: Packed) -> list[int]:
    """List the pieces that stay, by their old number: the special ones first, then Arabic and marks, then Latin."""
    kept, latin = list(range(SPECIAL)), []
    for i, piece in enumerate(packed.pieces[SPECIAL:], SPECIAL):
        kind, bare = family(piece), piece.replace(SPACE, "")
        if kind == "latin":
            latin.append(i)
        elif kind == "marks" or (kind == "arabic" and (len(bare) == 1 or not FOREIGN.search(bare))):
            kept.append(i)
    return kept + sorted(best_latin(packed, latin))


def best_latin(packed: Packed, latin: list[int]) -> list[int]:
    """Keep every single Latin letter and the best-scored longer pieces in plain ASCII."""
    bare = {i: packed.pieces[i].replace(SPACE, "") for i in latin}
    single = [i for i in latin if len(bare[i]) == 1]
    longer = [i for i in latin if len(bare[i]) > 1 and bare[i].isascii()]
    return single + sorted(longer, key=lambda i: -packed.scores[i])[:LATIN]


def make_vocabulary(packed: Packed, kept: list[int]) -> dict:
    """Gather what the runtime must know about the model: pieces, letters, and what each output column means."""
    pieces = [""] * SPECIAL + [packed.pieces[i] for i in kept[SPECIAL:]]
    letters = set("".join(pieces)) | {" "}
    return {
        "pieces": pieces,
        "scores": [round(float(packed.scores[i]), 3) for i in kept],
        "letters": {a: b for a, b in packed.letters.items() if set(b) <= letters and a != b},
        "heads": HEADS,
        "events": KINDS_OF_EVENT,
        "strips": STRIPS,
    }
