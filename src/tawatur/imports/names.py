"""A name from elsewhere → a file's name that every system can hold, that leads nowhere and hides nothing."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 200  # bytes of UTF-8; file systems end at 255, and a number may come behind
FORBIDDEN = re.compile(r'[<>:"|?*]')  # to Windows; the slashes part folders and are gone by then
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # to Windows, with any suffix
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # controls, overrides of direction, halves of surrogate pairs


def safe(name: str, default: str = "page") -> str:
    """Make a name safe: «../‮خبر?.html» gives «خبر_.html». Arabic stays; a name of nothing becomes the default."""
    last = unicodedata.normalize("NFC", "".join(c for c in name if unicodedata.category(c) not in UNSEEN))
    last = last.replace("\\", "/").rsplit("/", 1)[-1]
    last = FORBIDDEN.sub("_", last).strip(" .")
    if RESERVED.match(last):
        last = f"_{last}"
    return cut(last) or default


def cut(name: str) -> str:
    """Cut a long name before its suffix, never inside a letter."""
    path = PurePosixPath(name)
    suffix = path.suffix if len(path.suffix.encode()) <= 12 else ""
    stem = name.removesuffix(suffix) if suffix else name
    room = LONGEST - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix


def free(name: str, taken: set[str]) -> str:
    """Give a name that is not taken, capital letters aside: «a.html», «a-2.html»…"""
    lowered = {t.casefold() for t in taken}
    path, n, found = PurePosixPath(name), 2, name
    while found.casefold() in lowered:
        found, n = f"{path.stem}-{n}{path.suffix}", n + 1
    return found
