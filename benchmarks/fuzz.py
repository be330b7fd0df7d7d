"""Try the readers with spoilt pages: each must give a document or a reason, within seconds and within memory.

    python benchmarks/fuzz.py [--minutes 5] [--seed 1] [--keep FOLDER] [PAGES...]

PAGES are files to spoil, by default the invented sample's. A process of its own reads them one after another; when it dies or
a page takes too long, the page is kept in FOLDER, told of, and another process goes on. Whoever adds a reader adds its pages.
"""

from __future__ import annotations

import argparse
import random
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tawatur import capture, lexicons, pipeline
from tawatur.base.document import Document
from tawatur.base.span import Span
from tawatur.capture.markup import Letters, letters_of
from tawatur.capture.saved import reopen

SECONDS, MEGABYTES = 10, 1024
ENCODINGS = ("utf-8", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-32")
TOKENS = [
    b"<", b">", b"</", b"<!--", b"-->", b"<script>", b"</script>", b"<p ", b"<table><tr><td>", b"<![CDATA[", b"<?xml ",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&", b"&#", b"&#x110000;", b"&#0;", b"&nbsp;", b"\x00", b"\xff", b"\xfe",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xd8", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\r", b"\n", b"\n\n", b"\t",
    b" ", b"\xc2\xa0", b"...", b"#", b"@", b"(", b")", b"\xc2\xab", b"\xc2\xbb", b"'", b'"', b"=", b"-", b"|", b"/", b"1",
    b"99999999999999999999", b"2022-13-45", b"12:60", b"{", b"}", b"[", b"]", b'{"text": ', b'"title": null,', b"\\u0000",
    b"\\ud800", b",", "وقال".encode(), "اقرأ أيضا".encode(), "التعليقات".encode(), "اليوم الثلاثاء".encode(),
    "لل".encode(), "ً".encode(), "ـ".encode(), "١٢".encode(),
]  # fmt: skip


def spoilt(seeds: list[bytes], dice: random.Random) -> bytes:
    """Spoil a page in one to eight ways: cut, doubled, spliced, bytes changed, odd things put in once or a thousand times."""
    data = dice.choice(seeds)
    for _ in range(dice.randint(1, 8)):
        start, size = dice.randint(0, len(data)), int(dice.expovariate(1 / 200))
        way = dice.randrange(7)
        if way == 0:
            data = data[:start] + data[start + size :]
        elif way == 1:
            data = data[:start] + data[start : start + size] * dice.randint(1, 40) + data[start:]
        elif way == 2:
            other = dice.choice(seeds)
            at = dice.randint(0, len(other))
            data = data[:start] + other[at : at + size * 10] + data[start:]
        elif way == 3:
            data = data[:start] + dice.randbytes(min(size, 40)) + data[start + 1 :]
        elif way == 4:
            data = data[:start] + dice.choice(TOKENS) * dice.choice((1, 1, 2, 50, 3000)) + data[start:]
        elif way == 5:
            data = data.decode("utf-8", "replace").encode(dice.choice(ENCODINGS), "replace")
        else:
            data = data[:start]
        data = data[: 1 << 20]
    return data


def faults(document: Document, page: Path) -> list[str]:
    """List what is wrong with a document: spans that leave the text or share letters, places that show other letters."""
    spans = sorted([*document.body, *(r.span for r in document.residue)])
    if document.title and document.title.span:
        spans = sorted([*spans, document.title.span])
    wrong = [f"span {s} of {len(document.text)}" for s in spans if not 0 <= s.start < s.end <= len(document.text)]
    wrong += [f"spans {a} and {b} meet" for a, b in pairwise(spans) if Span(*a).meets(b)]
    made = document.extraction
    if made and made.placements:
        letters = Letters(reopen(document, page))
        for placed in made.placements:
            shown = letters.text[letters.before(placed.source.start) : letters.before(placed.source.end)]
            words = letters_of(placed.span.of(document.text))
            if shown != words and not (shown[:24] == words[:24] and shown[-24:] == words[-24:]):
                wrong.append(f"«{words[:40]}» is placed at «{shown[:40]}»")
    return wrong


def read_many(seeds: list[bytes], names: list[str], seed: str, page_folder: Path) -> None:
    """Read spoilt pages for ever, telling of each before and after it is read; the parent listens and times."""
    dice = random.Random(seed)
    tables, outlets = pipeline.tables(), lexicons.load_outlets()
    capture.read(
        [str(lexicons.HERE / "sample")], tables, outlets
    )  # so that the first page is not timed with the tables
    while True:
        page = page_folder / f"page{dice.choice(names)}"
        page.write_bytes(spoilt(seeds, dice))
        print(f"begin {page}", flush=True)
        try:
            documents, unread = capture.read([page], tables, outlets)
            wrong = [] if documents or unread else ["neither a document nor a reason"]
            wrong += [f"reason without an end: {u.why}" for u in unread if not u.why.rstrip().endswith((".", "?"))]
            if page.suffix in (".txt", ".html"):
                wrong += [fault for d in documents for fault in faults(d, page)]
            outcome = f"fault {'; '.join(wrong)[:500]}" if wrong else "read" if documents else "refused"
        except Exception:
            outcome = "crash " + traceback.format_exc()[-1500:].replace("\n", " | ")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"end {memory} {outcome}", flush=True)


class Reader:
    """A process that reads spoilt pages, and what it said last."""

    def __init__(self, asked: argparse.Namespace, number: int, folder: str) -> None:
        command = [sys.executable, __file__, "--child", f"{asked.seed}.{number}", "--folder", folder, *asked.pages]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.process.stdout
        self.stdout = self.process.stdout
        self.started = True

    def line(self, seconds: float) -> str | None:
        """Return the next line, an empty one when the process has died, or null when it says nothing for so long."""
        ready, _, _ = select.select([self.stdout], [], [], seconds)
        return self.stdout.readline().decode("utf-8", "replace") if ready else None

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


def watch(asked: argparse.Namespace, folder: str) -> Counter[str]:
    """Start readers until the time is up; count outcomes and keep the pages that are told of."""
    counts: Counter[str] = Counter()
    slowest, most = 0.0, 0
    until = time.monotonic() + 60 * asked.minutes
    reader, number, page = Reader(asked, 0, folder), 0, Path()
    begun = time.monotonic()
    while time.monotonic() < until:
        said = reader.line(SECONDS if page.name else 60)
        if said and said.startswith("begin "):
            page, begun = Path(said[6:].strip()), time.monotonic()
            continue
        bad = "hang" if said is None else "death" if not said else ""
        if said and said.startswith("end "):
            _, memory, outcome = said.strip().split(" ", 2)
            slowest, most = max(slowest, time.monotonic() - begun), max(most, int(memory))
            bad = outcome.split()[0] if outcome.split()[0] in ("fault", "crash") else ""
            bad = "memory" if int(memory) > MEGABYTES else bad
            counts[bad or outcome] += 1
        else:
            counts[bad] += 1
        if bad:
            kept = Path(asked.keep) / f"{bad}-{sum(counts.values())}{page.suffix}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(page.read_bytes() if page.is_file() else b"")
            print(f"{bad}: {kept}: {(said or '').strip()[:1800]}", flush=True)
        if bad in ("hang", "death", "memory"):
            reader.stop()
            number += 1
            reader, page = Reader(asked, number, folder), Path()
    reader.stop()
    print(f"the slowest page took {slowest:.1f} s; the most memory was {most} MB")
    return counts


def main() -> int:
    """Spoil, read and count; return 1 if any page did harm."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", default="fuzz-found")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.pages = asked.pages or [str(lexicons.HERE / "sample")]
    if asked.child:
        files = [f for p in map(Path, asked.pages) for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
        pages = [f for f in files if f.is_file() and f.suffix not in (".md", ".json") and f.name != "pages.csv"]
        read_many([f.read_bytes() for f in pages], [f.suffix for f in pages], asked.child, Path(asked.folder))
    with tempfile.TemporaryDirectory() as folder:
        counts = watch(asked, folder)
    print(f"{counts.total()} pages: " + ", ".join(f"{n} {name}" for name, n in counts.most_common()))
    return int(any(counts[bad] for bad in ("fault", "crash", "hang", "death", "memory")))


if __name__ == "__main__":
    sys.exit(main())
