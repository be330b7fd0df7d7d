"""The published corpus: stand-off, checked, and pointing at the texts it was made from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
PARTS = sorted(CORPUS.glob("*.jsonl"))


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the corpus's scripts as a reader would."""
    return subprocess.run([sys.executable, CORPUS / script, *arguments], capture_output=True, text=True, check=False)


def test_the_corpus_has_no_faults_and_holds_no_text() -> None:
    done = run("check.py", *map(str, PARTS))
    assert (done.returncode, done.stdout.strip()) == (0, "0 faults"), done.stdout[-2000:]


def test_the_development_part_is_not_in_the_training_part() -> None:
    ids = {p.stem: [json.loads(line)["id"] for line in p.read_text("utf-8").splitlines()] for p in PARTS}
    assert not set(ids["train"]) & set(ids["dev"])
    assert len(set(ids["train"])) == len(ids["train"]) == 582


def test_texts_are_put_back_where_a_copy_has_them(shared: Path) -> None:
    copy = shared / "data" / "news-2013-02" / "articles.jsonl.gz"
    done = run("attach.py", str(copy), str(CORPUS / "dev.jsonl"))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(rows)) == (0, 41), done.stderr
    for row in rows:
        for annotation in row["annotations"]:
            for marked in annotation.values():
                if isinstance(marked, dict):
                    assert marked["words"] == row["text"][slice(*marked["span"])]


def test_a_copy_with_other_texts_is_told(tmp_path: Path) -> None:
    name = json.loads((CORPUS / "dev.jsonl").read_text("utf-8").splitlines()[0])["id"]
    copy = tmp_path / "copy.jsonl"
    copy.write_text(json.dumps({"id": name, "title": "عنوان", "text": "نص آخر"}), "utf-8")
    done = run("attach.py", str(copy), str(CORPUS / "dev.jsonl"))
    assert done.returncode == 1
    assert f"{name}: differs from the text that was annotated" in done.stderr
    assert not done.stdout


LINES = """### 1
M|0|PER|سالم
M|1|LOC|الساحل
T|1|غدا|DATE|2013-02-05
E|1|يزور|CONSULT|visit|سالم ; الوفد|الساحل||غدا||planned
A|1|قال|^0:سالم|person|indirect|neutral|إن الوفد|الساحل غدا|
M|1|LOC|ساحل#1
Z|0|nothing
"""


def test_lines_become_spans_and_wrong_ones_are_listed(tmp_path: Path) -> None:
    text = "سالم يتحدث\n\nقال إن الوفد وسالم يزور الساحل غدا"
    (tmp_path / "batch.json").write_text(
        json.dumps({"1": {"text": text, "sentences": [[0, 10], [12, len(text)]]}}), "utf-8"
    )
    (tmp_path / "lines.ann").write_text(LINES, "utf-8")
    done = run("read_lines.py", str(tmp_path / "batch.json"), str(tmp_path / "lines.ann"))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "line 7: «ساحل» does not stand in sentence 1",
        "line 8: unreadable: Z|0|nothing",
    ]
    found = json.loads(done.stdout)["annotations"]
    assert [a["layer"] for a in found] == ["mention", "mention", "time", "event", "attribution"]
    event, said = found[3], found[4]
    assert [text[slice(*s)] for s in event["actors"]] == ["سالم", "الوفد"]
    assert (text[slice(*said["source"])], text[slice(*said["content"])]) == ("سالم", text[text.index("إن") :])


@pytest.mark.parametrize("path", PARTS, ids=lambda p: p.stem)
def test_every_row_has_a_digest(path: Path) -> None:
    assert all(len(json.loads(line)["sha256"]) == 64 for line in path.read_text("utf-8").splitlines())
