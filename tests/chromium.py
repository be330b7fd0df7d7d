"""A real browser for the tests: Debian's Chromium, driven by Selenium, and what the tests ask it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_core_python
import pytest

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
SCREENS = Path(__file__).resolve().parent / "screens"
AXE = Path(axe_core_python.__file__).parent / "axe.min.js"
LOOK = """
const tell = arguments[0];
axe.run({ resultTypes: ['violations'] }).then((r) => tell(r.violations), (e) => tell([{ id: String(e), impact: 'critical', nodes: [] }]));
"""
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def started(profile: Path) -> Iterator[Any]:
    """Start Chromium with a profile of its own; skip where there is none, but never in continuous integration."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not (CHROMIUM.exists() and DRIVER.exists()):
        if os.environ.get("CI"):
            pytest.fail(
                f"{CHROMIUM} and {DRIVER} must be there in continuous integration: apt-get install chromium-driver"
            )
        pytest.skip(f"{CHROMIUM} or {DRIVER} is missing: apt-get install chromium-driver to look at the report")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in [*FLAGS.split(), f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield made
    made.quit()


def show(browser: Any, address: str, width: int = 1280, height: int = 900) -> None:
    """Open a page in a window of that size, afresh."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get(address)
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'")


def screen(browser: Any, name: str) -> None:
    """Keep a picture for people to look at."""
    SCREENS.mkdir(exist_ok=True)
    assert browser.save_screenshot(str(SCREENS / f"{name}.png"))


def wait(browser: Any, condition: str) -> None:
    """Wait until a condition of the page holds."""
    until = time.monotonic() + 5
    while not browser.execute_script(f"return Boolean({condition})"):
        assert time.monotonic() < until, f"the page never came to: {condition}"
        time.sleep(0.02)


def complaints(browser: Any) -> list[str]:
    """What the browser's console says, refused scripts and styles included."""
    return [entry["message"] for entry in browser.get_log("browser")]


def requests(browser: Any) -> list[str]:
    """Every address that a report asked for; what the browser's own start page asks for is not ours."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return [p["request"]["url"] for p in sent if not p["documentURL"].startswith("chrome")]


def highlighted(browser: Any, name: str = "evidence") -> list[str]:
    """The words under a highlight."""
    return list(browser.execute_script(f"return [...(CSS.highlights.get('{name}') || [])].map(r => r.toString())"))


def serious(browser: Any) -> list[str]:
    """List what axe-core finds of serious or critical impact."""
    browser.execute_script(AXE.read_text("utf-8"))
    found = browser.execute_async_script(LOOK)
    return [
        f"{v['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for v in found if v["impact"] in ("serious", "critical") for node in v["nodes"][:3] or [{"html": ""}]
    ]  # fmt: skip
