"""Where the data lie, seen from the checkout."""

from __future__ import annotations

import argparse
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT.parent / "shared" / "data"
MODELS = CHECKOUT / "src" / "tawatur" / "languages" / "ar" / "models"


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """Let the caller say where the corpora are."""
    parser.add_argument("--data", type=Path, default=DATA, help="folder that holds reading/, ner/ and news-2013-02/")


def reading_path(data: Path, part: str) -> Path:
    """Return the file of one part of the reading corpus: train or dev."""
    return data / "reading" / f"{part}.jsonl"


def texts_path(data: Path) -> Path:
    """Return the file with the texts that the reading corpus points into."""
    return data / "news-2013-02" / "articles.jsonl.gz"


def anercorp_path(data: Path) -> Path:
    """Return the training part of ANERcorp."""
    return data / "ner" / "anercorp-train.conll"
