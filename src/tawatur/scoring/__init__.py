"""A gold file and a story → figures, layer by layer: precision, recall, F1 over sets of surfaces by page.

Gold of both kinds is understood: `tawatur.gold/1` (with spans) and facts-only (surfaces by page). A surface counts
once a page however often it stands there; spellings that readers treat as equal, and attached proclitics, are forgiven.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from tawatur.base.story import Story
from tawatur.scoring.gold import reduce_gold, reduce_story
from tawatur.scoring.layers import score

__all__ = ["score_files"]


def score_files(gold: Path, story: Story, pages: Path | None = None) -> dict[str, dict[str, Any]]:
    """Score a story against a gold file.

    Raises OSError, ValueError or KeyError where GOLD cannot be read as gold facts.
    """
    facts = json.loads(Path(gold).read_text("utf-8"))
    if not isinstance(facts, dict) or not ({"documents", "pages"} & facts.keys()):
        raise ValueError("neither `documents` nor `pages` stands in it")
    return score(reduce_gold(facts, pages), reduce_story(msgspec.to_builtins(story)))
