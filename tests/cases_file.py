"""Read `tests/cases/NAME.yaml`: a list of {text, expect, verdict, note}; known failures become strict xfails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml


def cases(name: str) -> list[Any]:
    """List the cases of one file as pytest parameters."""
    listed = yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))
    marks = {"pass": (), "known-failure": (pytest.mark.xfail(strict=True),)}
    return [pytest.param(case, marks=marks[case["verdict"]], id=case["text"][:40]) for case in listed]
