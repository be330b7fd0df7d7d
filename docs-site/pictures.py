"""The invented sample story, served and looked at in Chromium → a picture of every screen in docs/screens/, and docs/report.png.

Run from the top of the tree, with Pillow beside what the tests need: `make pictures`.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from PIL import Image
from tests import chromium

from tawatur.story import Story, load, sample_pages
from tawatur.view.index import address

DOCS = Path(__file__).resolve().parents[1] / "docs"
TAWATUR = (sys.executable, "-m", "tawatur")
MOST_BYTES = 60_000
WIDE, HIGH = 1280, 900
PHONE = (390, 844)
REPORT = (1180, 1500)
NAME = "العبارة"  # of the story that is brought in on the screen
CODERS = {"سلمى": "aaradara", "نادر": "aarrdaaa"}  # invented; what each says of the first pairs, as keys of the review


class Desk(NamedTuple):
    """What a picture is taken with: the browser, the address of the shelf, and the story that is shown."""

    browser: Any
    shelf: str
    story: Story

    def at(self, screen: str, **asked: str) -> str:
        """Write the address of a screen of the sample story."""
        return f"{self.shelf}/s/sample/{screen}" + (f"?{urlencode(asked)}" if asked else "")


def ids(story: Story) -> dict[str, str]:
    """Choose of each noun the one with most to show, by its id."""
    return {
        "event": max(story.chronology, key=lambda e: len(e.documents)).id,
        "page": max(story.documents, key=lambda d: len(d.text)).id,
        "name": max(story.entities, key=lambda e: len(e.offices)).id,
        "copied": max(story.reuse, key=lambda r: len(r.changes)).id,
        "disagreement": next(d.id for d in story.disagreements if d.kind == "contradiction"),
        "kwic": max(story.wordings, key=lambda g: len(g.terms)).id,
        "unplaced": story.unplaced[0].kind,
    }


def addresses(desk: Desk) -> dict[str, str]:
    """Give the address of every screen, the shelf's own first, and of one with a page at its side; the agreement last."""
    of = ids(desk.story)
    return {
        "stories": desk.shelf,
        "import": f"{desk.shelf}/import",
        "imported": f"{desk.shelf}/import/{quote(NAME)}",
        "chronology": desk.at(""),
        "event": desk.at(f"events/{of['event']}"),
        "chains": desk.at("chains"),
        "copying": desk.at("copying"),
        "copied": desk.at(f"copying/{of['copied']}"),
        "disagreements": desk.at("disagreements"),
        "disagreement": desk.at(f"disagreements/{of['disagreement']}"),
        "figures": desk.at("figures"),
        "firsts": desk.at("firsts"),
        "page": desk.at(f"pages/{of['page']}"),
        "wording": desk.at("wording"),
        "kwic": desk.at(f"wording/{of['kwic']}"),
        "names": desk.at("names"),
        "name": desk.at(f"names/{of['name']}"),
        "offices": desk.at("offices"),
        "search": desk.at("search", words="الوزير"),
        "review": desk.at("review"),
        "method": desk.at("method"),
        "unplaced": desk.at(f"method/unplaced/{of['unplaced']}"),
        "why": desk.at(f"why/{of['event']}"),
        "side": desk.at(f"disagreements/{of['disagreement']}") + f"#{words_of(desk.story, of['disagreement'])}",
        "agreement": desk.at("agreement"),
    }


def words_of(story: Story, disagreement: str) -> str:
    """Write the address of the first words of a disagreement, with which a screen opens their page at its side."""
    version = next(d for d in story.disagreements if d.id == disagreement).values[0]
    return address(version.documents[0], version.spans[0])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder of stories, and give its address without the last slash."""
    run = subprocess.Popen([*TAWATUR, "serve", str(folder)], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    try:
        line = run.stdout.readline()
        found = re.match(r"(http://\S+)/ ", line)
        if not found:
            raise SystemExit(f"tawatur serve said «{line.strip()}» where an address was looked for")
        yield found[1]
    finally:
        run.terminate()
        run.wait()


def choose(browser: Any, at: str, **choices: str) -> None:
    """Set a reader's choices as the settings do."""
    browser.get(at)
    for name, value in choices.items():
        kept = value.encode().hex() if name == "coder" else value
        browser.add_cookie({"name": f"tawatur-{name}", "value": kept, "path": "/", "sameSite": "Strict"})


def bring_in(desk: Desk) -> None:
    """Bring the sample's pages in on the screen, and wait until their story is built."""
    pages = [str(p) for p in sorted(Path(sample_pages()).iterdir()) if p.is_file() and p.suffix != ".md"]
    chromium.show(desk.browser, f"{desk.shelf}/import")
    form = desk.browser.find_element("css selector", "form[action='/import/files']")
    form.find_element("name", "name").send_keys(NAME)
    form.find_element("name", "file").send_keys("\n".join(pages))
    form.submit()
    until(lambda: desk.browser.find_elements("css selector", "a.button[href^='/s/']"), 300)


def judge(desk: Desk) -> None:
    """Let two coders say something of the first pairs of their queues, and take their verdicts into the story."""
    for coder, keys in CODERS.items():
        choose(desk.browser, desk.shelf, coder=coder)
        chromium.show(desk.browser, desk.at("review"))
        for key in keys:
            desk.browser.execute_script("window.judged = true")  # gone when the next pair is there
            desk.browser.find_element("css selector", f"[data-key={key}]").click()
            chromium.wait(desk.browser, "!window.judged && document.querySelector('[data-key]')")
    desk.browser.find_element("css selector", "form[action$='/apply'] button").click()
    until(lambda: "/agreement" in desk.browser.current_url, 60)


def until(condition: Callable[[], object], seconds: float) -> None:
    """Wait until something holds. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not in {seconds:.0f} seconds")
        time.sleep(0.2)


def settled(browser: Any, at: str, width: int, height: int) -> None:
    """Open an address without scroll bars, and wait until its letters and the page at its side are there."""
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    chromium.show(browser, at, width, height)
    if "#" in at:
        until(lambda: chromium.highlighted(browser), 10)
    browser.execute_async_script("document.fonts.ready.then(() => requestAnimationFrame(arguments[0]))")


def take(browser: Any, at: str, to: Path, width: int = WIDE, height: int = HIGH) -> None:
    """Keep a picture of an address, in as many colours as fit in `MOST_BYTES`. Raises SystemExit."""
    settled(browser, at, width, height)
    seen = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
    for colours in (128, 64, 32, 16, 8):
        kept = io.BytesIO()
        seen.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= MOST_BYTES:
            to.write_bytes(kept.getvalue())
            print(f"{to.name}: {colours} colours, {kept.tell():,} bytes")
            return
    raise SystemExit(f"{to.name}: {kept.tell():,} bytes in {colours} colours; the most is {MOST_BYTES:,}")


def take_all(desk: Desk) -> None:
    """Take every screen in Arabic by day, and the chronology by night and on a phone; the judged story last."""
    choose(desk.browser, desk.shelf, language="ar", theme="light", digits="latin", coder=next(iter(CODERS)))
    bring_in(desk)
    to = DOCS / "screens"
    to.mkdir(exist_ok=True)
    every = addresses(desk)
    judged = every.pop("agreement")
    for name, at in every.items():
        take(desk.browser, at, to / f"{name}.png")
    take(desk.browser, every["chronology"], to / "chronology-phone.png", *PHONE)
    choose(desk.browser, desk.shelf, theme="dark")
    take(desk.browser, every["chronology"], to / "chronology-dark.png")
    choose(desk.browser, desk.shelf, theme="light")
    judge(desk)
    take(desk.browser, judged, to / "agreement.png")


def main() -> None:
    """Build the sample story, and take its pictures and its report's."""
    with tempfile.TemporaryDirectory(prefix="stories-") as kept, tempfile.TemporaryDirectory() as profile:
        folder = Path(kept)
        story = folder / "sample.tawatur"
        shutil.copytree(sample_pages(), folder / "pages")  # screens show where pages lie
        subprocess.run([*TAWATUR, "build", "-q", str(folder / "pages"), "-o", str(story)], check=True)
        subprocess.run([*TAWATUR, "report", str(story), "-o", str(folder / "report.html")], check=True)
        for browser in chromium.started(Path(profile)):
            take(browser, (folder / "report.html").as_uri(), DOCS / "report.png", *REPORT)
            with served(folder) as shelf:
                take_all(Desk(browser, shelf, load(story)))


if __name__ == "__main__":
    main()
