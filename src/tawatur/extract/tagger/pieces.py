"""Words in, the encoder's pieces out: plain letters first, then the most probable cut."""

from __future__ import annotations

from typing import Any

from tawatur.base.fold import DROPPED

OPENS, PAD, CLOSES, UNKNOWN = 0, 1, 2, 3  # the four special pieces, in the encoder's own order
WORD = 20  # pieces of one word that are read; the rest of a longer one is noise
SPACE = "\u2581"
PLAIN = {ord("ک"): "ك", ord("ی"): "ي", ord("ٱ"): "ا"} | {
    ord(d): str(i % 10) for i, d in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
}
REMEMBERED = 200_000  # words whose pieces are kept


def plain_word(raw: str) -> str:
    """Take off what Arabic writes over, under and between letters: «العَـرَب» gives «العرب»."""
    return DROPPED.sub("", raw).translate(PLAIN)


class Pieces:
    """Cut words into the encoder's pieces: the most probable cut under a unigram model.

    A word starts with the space piece and a mark does not, so «».» costs two pieces and not four.
    """

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary["pieces"]) if i > UNKNOWN}
        self.scores: list[float] = vocabulary["scores"]
        self.letters: dict[str, str] = vocabulary["letters"]
        self.longest = max(map(len, self.ids))
        self.miss = min(self.scores) - 10
        self.seen: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """List the pieces of one plain word, never none."""
        found = self.seen.get(word)
        if found is None:
            if len(self.seen) > REMEMBERED:
                self.seen.clear()
            found = self.seen[word] = self.cut(word[: 4 * WORD])[:WORD] or [UNKNOWN]
        return found

    def cut(self, word: str) -> list[int]:
        """Find the best cut: for each place in the word, the best way to have come there."""
        text = "".join(self.letters.get(c, c) for c in word).replace(" ", "")
        text = SPACE + text if word[:1].isalnum() else text
        best, came = [0.0] + [-1e30] * len(text), [(UNKNOWN, 0)] * (len(text) + 1)
        for i in range(len(text)):
            if best[i] + self.miss > best[i + 1]:
                best[i + 1], came[i + 1] = best[i] + self.miss, (UNKNOWN, i)
            for j in range(i + 1, min(len(text), i + self.longest) + 1):
                piece = self.ids.get(text[i:j])
                if piece is not None and best[i] + self.scores[piece] > best[j]:
                    best[j], came[j] = best[i] + self.scores[piece], (piece, i)
        out, at = [], len(text)
        while at:
            piece, at = came[at]
            out.append(piece)
        return out[::-1]
