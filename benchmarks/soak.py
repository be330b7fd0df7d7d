"""Kill a build with SIGKILL at random moments, resume it, and hold its story against that of an undisturbed one.

    python benchmarks/soak.py [--pages 10000] [--kills 20] [--seed 1] [--tagger light] [--jobs 1] [--warc] [--keep FOLDER]

Pages are invented (the relay simulator's), many small stories in one pile, as JSON lines or as HTML in one WARC. Kills fall while pages are
read, since that is what a work file is for, and while they are merged. Prints one JSON object: seconds and the most
memory of each stage of the undisturbed build, kills by stage, and whether both story files are one byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "relay_simulator"))
from relays import simulate, text_of

TOGETHER = 1000  # pages in one file


def lay_out_warc(count: int, rng: random.Random, folder: Path) -> None:
    """Write invented pages as the answers of web servers, in one WARC of gzip members (Common Crawl's layout)."""
    folder.mkdir(parents=True)
    n = 0
    with (folder / "pile.warc.gz").open("wb") as archive:
        while n < count:
            for page in simulate(rng).pages:
                headline, _, body = text_of(page)[0].partition("\n\n")
                paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n") if line)
                site, day = page.outlet.split(" ", 1)[1], f"{page.published:%Y-%m-%dT%H:%M:%SZ}"
                html = (
                    f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{headline}</title>'
                    f'<meta property="og:site_name" content="{site}">'
                    f'<meta property="article:published_time" content="{day}"></head>'
                    f"<body><article><h1>{headline}</h1>{paragraphs}</article></body></html>"
                ).encode()
                answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
                head = (
                    f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://pages.example/{n:06}\r\n"
                    f"WARC-Date: {day}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{n:012}>\r\n"
                    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
                ).encode()
                archive.write(gzip.compress(head + answer + b"\r\n\r\n", mtime=0))
                n += 1
                if n == count:
                    return


def lay_out(count: int, rng: random.Random, folder: Path) -> None:
    """Write invented pages, a thousand a file."""
    lines: list[str] = []
    while len(lines) < count:
        for page in simulate(rng).pages:
            published: datetime = page.published
            facts = {"id": f"{len(lines):06}", "outlet": page.outlet, "published": published.isoformat()}
            lines.append(json.dumps(facts | {"text": text_of(page)[0]}, ensure_ascii=False))
    folder.mkdir(parents=True)
    for at in range(0, count, TOGETHER):
        (folder / f"{at:06}.jsonl").write_text("\n".join(lines[at : min(at + TOGETHER, count)]) + "\n", "utf-8")


def command(pages: Path, output: Path, options: argparse.Namespace) -> list[str]:
    """Write the command of one build."""
    chosen = ["--tagger", options.tagger, "-j", str(options.jobs), "--progress", str(output.with_suffix(".jsonl"))]
    return [
        sys.executable,
        "-c",
        "from tawatur.cli import main; main()",
        "build",
        str(pages),
        "-o",
        str(output),
        *chosen,
    ]


def stage(output: Path) -> dict[str, Any]:
    """Return the last whole step that a build told."""
    try:
        lines = output.with_suffix(".jsonl").read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return {"stage": "begin"}
    return json.loads(lines[-1]) if lines else {"stage": "begin"}  # type: ignore[no-any-return]


def resident(pid: int) -> int:
    """Return a process's memory and that of its children, in MB; 0 where it has ended or this is not Linux."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if pid in (int(facts["Pid"]), int(facts["PPid"])) and "VmRSS" in facts:
            total += int(facts["VmRSS"].split()[0])
    return total // 1024


def undisturbed(pages: Path, output: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Build once, and measure each stage."""
    process = subprocess.Popen(command(pages, output, options), stdout=subprocess.DEVNULL)
    seconds: Counter[str] = Counter()
    most: dict[str, int] = {}
    while process.poll() is None:
        began, name = time.monotonic(), str(stage(output)["stage"])
        most[name] = max(most.get(name, 0), resident(process.pid))
        time.sleep(0.2)
        seconds[name] += time.monotonic() - began
    return {"exit": process.returncode, "seconds": {k: round(v, 1) for k, v in seconds.items()}, "megabytes": most}


def killed(
    pages: Path, output: Path, options: argparse.Namespace, rng: random.Random, whole: dict[str, Any]
) -> Counter[str]:
    """Begin a build again and again, kill it after a random part of what its reading takes, and at last let it end."""
    told: Counter[str] = Counter()
    longest = whole["seconds"].get("reading", 1.0) * 2 / max(options.kills, 1)
    for _ in range(options.kills):
        process = subprocess.Popen(command(pages, output, options), stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(2 + rng.random() * longest)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        told[f"killed in {stage(output)['stage']}" if process.returncode else "ended before"] += 1
    subprocess.run(command(pages, output, options), stdout=subprocess.DEVNULL, check=True)
    return told


def main() -> None:
    """Run both and compare; exit 1 where the stories differ."""
    options = arguments()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        pages, whole, resumed = folder / "pages", folder / "whole.tawatur", folder / "resumed.tawatur"
        if not pages.exists():
            (lay_out_warc if options.warc else lay_out)(options.pages, rng, pages)
        known = folder / "undisturbed.json"
        if not known.exists():
            known.write_text(json.dumps(undisturbed(pages, whole, options)))
        measured = json.loads(known.read_text())
        print(json.dumps(measured), file=sys.stderr, flush=True)
        kills = killed(pages, resumed, options, rng, measured) if options.kills else Counter[str]()
        equal = not options.kills or whole.read_bytes() == resumed.read_bytes()
        print(json.dumps({"pages": options.pages, "undisturbed": measured, "kills": kills, "equal": equal}, indent=1))
    sys.exit(not equal)


def arguments() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tagger", choices=["reader", "light"], default="light")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--warc", action="store_true", help="one WARC of HTML pages instead of JSON lines")
    parser.add_argument("--keep", help="a folder that keeps pages and stories, and the undisturbed one for another run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
