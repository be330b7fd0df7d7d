"""Say what a work file brings: processor seconds of a cold build, of the same again, and of one page more.

    python benchmarks/resuming.py PAGES... [--tagger reader] [--times 3]

Every build is a process of its own, as a user starts it; the least of several times is given. Ratios compare; seconds
do not between machines.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ONE_MORE = "أعلنت وزارة المرافئ في بيان، يوم الأحد 5 مايو 2024، افتتاح رصيف جديد في مدينة الخزامى.\n"


def seconds(pages: list[str], output: Path, tagger: str) -> float:
    """Build once in a process of its own and return the processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "from tawatur.cli import main; main()"
    command = [sys.executable, "-c", code, "build", "-q", *pages, "-o", str(output), "--tagger", tagger]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def once(pages: list[str], tagger: str) -> tuple[float, float, float]:
    """Build cold, again, and with one page more."""
    with tempfile.TemporaryDirectory() as folder:
        output, more = Path(folder) / "s.tawatur", Path(folder) / "more.txt"
        more.write_text(ONE_MORE, "utf-8")
        return (
            seconds(pages, output, tagger),
            seconds(pages, output, tagger),
            seconds([*pages, str(more)], output, tagger),
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--tagger", default="reader")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    runs = [once(options.pages, options.tagger) for _ in range(options.times)]
    cold, again, more = (min(run[k] for run in runs) for k in range(3))
    for name, took in (("cold", cold), ("again", again), ("one page more", more)):
        print(f"{name:14}{took:7.2f} s of processor time {took / cold:6.2f}")


if __name__ == "__main__":
    main()
