"""Killed or interrupted at any moment, a build goes on where it was, and its story is that of an undisturbed one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
PAGE = "أعلنت وزارة المرافئ في بيان، يوم الأحد {n} مايو 2024، افتتاح الرصيف رقم {n} في مدينة الخزامى.\n"
COUNT = 60


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for n in range(COUNT):
        (folder / f"{n:02}.txt").write_text(PAGE.format(n=n) * 4, "utf-8")
    return folder


def begin(pages: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    """Begin a build in a process of its own."""
    code = "from tawatur.cli import main; main()"
    told = ["--progress", str(output.with_suffix(".jsonl")), "--tagger", "light", *options]
    command = [sys.executable, "-c", code, "build", str(pages), "-o", str(output), *told]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def steps(output: Path) -> list[dict[str, Any]]:
    """Read the steps told so far, of all builds of this output."""
    path = output.with_suffix(".jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]] if path.exists() else []


def at(process: subprocess.Popen[str], output: Path, moment: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until a build tells a step of this kind, or ends."""
    before = len(steps(output))
    while process.poll() is None and not any(map(moment, steps(output)[before:])):
        time.sleep(0.001)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a build's end and return its code and what it said."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Build the story undisturbed."""
    output = tmp_path_factory.mktemp("whole") / "s.tawatur"
    assert ended(begin(pages, output))[0] == 0
    return output.read_bytes()


def test_killed_again_and_again_it_makes_the_same_story(pages: Path, whole: bytes, tmp_path: Path) -> None:
    output, rng = tmp_path / "s.tawatur", random.Random(6)
    for jobs in ("1", "2", "1"):
        process, least = begin(pages, output, "-j", jobs), rng.randrange(1, 15)
        at(process, output, lambda s, least=least: s["stage"] == "reading" and s["done"] - s["kept"] >= least)
        process.send_signal(signal.SIGKILL)
        assert ended(process)[0] == -signal.SIGKILL and not output.exists()
    kept = [s["kept"] for s in steps(output) if s["stage"] == "reading"]
    assert kept == sorted(kept) and kept[-1] > 0
    assert ended(begin(pages, output))[0] == 0
    assert output.read_bytes() == whole


def test_killed_while_it_merges_it_reads_nothing_again(pages: Path, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "s.tawatur"
    output.write_bytes(whole)
    process = begin(pages, output)
    at(process, output, lambda s: s["stage"] == "merging")
    process.send_signal(signal.SIGKILL)
    ended(process)
    assert output.read_bytes() == whole  # what was built before stays whole until the new story is
    before = len(steps(output))
    assert ended(begin(pages, output))[0] == 0
    assert next(s for s in steps(output)[before:] if s["stage"] == "reading")["kept"] == COUNT
    assert output.read_bytes() == whole


@pytest.mark.parametrize(("number", "jobs"), [(signal.SIGTERM, "1"), (signal.SIGINT, "2")])
def test_asked_to_stop_it_ends_the_page_in_hand_and_says_how_to_go_on(
    number: int, jobs: str, pages: Path, whole: bytes, tmp_path: Path
) -> None:
    output = tmp_path / "s.tawatur"
    process = begin(pages, output, "-j", jobs)
    at(process, output, lambda s: s["stage"] == "reading" and s["done"] >= 3)
    os.killpg(process.pid, number)  # a terminal asks every process
    code, said = ended(process)
    assert code == 4, said
    assert steps(output)[-1]["stage"] == "stopped"
    assert f"of {COUNT} pages" in said and "s.tawatur-work" in said and "Traceback" not in said
    assert ended(begin(pages, output))[0] == 0
    assert output.read_bytes() == whole


def test_asked_to_stop_while_it_annotates_it_stops_at_once_and_keeps_what_it_read(pages: Path, tmp_path: Path) -> None:
    output = tmp_path / "s.tawatur"
    process = begin(pages, output)
    at(process, output, lambda s: s["stage"] == "annotating")
    process.send_signal(signal.SIGINT)
    code, said = ended(process)
    assert code == 4 and "Traceback" not in said, said
    assert not output.exists()
