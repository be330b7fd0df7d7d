"""`python -m tawatur.view.catalogues`: every catalogue gets the messages that are new, empty, and loses those no longer said."""

from __future__ import annotations

from tawatur.view.catalogues.messages import messages, sources, updated, without_words
from tawatur.view.language import CATALOGUES


def main() -> None:
    """Bring every catalogue up to date and say how many of its messages have no words yet."""
    said = messages(sources())
    for path in sorted(CATALOGUES.glob("*.po")):
        path.write_text(updated(path, path.stem, said), "utf-8")
        waiting = without_words(path)
        print("\n  ".join([f"{path.name}: {len(said)} messages, without words: {len(waiting)}", *waiting]))


if __name__ == "__main__":
    main()
