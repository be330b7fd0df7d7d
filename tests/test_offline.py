"""No command but `fetch` and `watch` opens a connection, looks up a name or listens."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tawatur

PACKAGE = Path(tawatur.__file__).parent
WATCHED = """
import sys

def watch(event, arguments):
    if event == "socket.bind" and arguments[1] == ("::1", 0):
        return  # urllib3, which trafilatura imports, tries in this way whether the machine knows IPv6
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.bind", "socket.sendto", "urllib.Request")):
        raise SystemExit(f"reached for the network: {event} {arguments}")

sys.addaudithook(watch)
from tawatur.cli import main
main(sys.argv[1:])
"""
NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
    "httpx",
    "requests",
    "urllib3",
    "aiohttp",
}


def watched(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command under a watch that ends it where it reaches for the network."""
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", WATCHED, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    done = watched("fetch", "http://127.0.0.1:9/", "--allow-private", "-o", tmp_path / "pages")
    assert "reached for the network" in done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample under the watch."""
    story = tmp_path_factory.mktemp("offline") / "s.tawatur"
    done = watched("build", tawatur.sample_pages(), "-o", story)
    assert done.returncode == 0, done.stderr
    return story


@pytest.mark.parametrize("command", [
    ("show", "STORY"), ("why", "STORY", "c1"), ("verify", "STORY"), ("export", "STORY", "--to", "json"),
    ("report", "STORY", "-o", "REPORT"), ("outlets", "missing", "STORY"), ("outlets", "list"),
], ids=" ".join)  # fmt: skip
def test_no_command_reaches_for_the_network(command: tuple[str, ...], built: Path) -> None:
    given = [{"STORY": built, "REPORT": built.with_suffix(".html")}.get(part, part) for part in command]
    done = watched(*given)
    assert done.returncode == 0, done.stderr


def test_the_screens_listen_on_this_machine_alone(built: Path) -> None:
    """The one name that is bound is 127.0.0.1, and no connection is made."""
    tell = WATCHED.replace('"socket.bind", ', "").replace(
        "if event ==", "if event == 'socket.bind': print(arguments[1], flush=True)\n    if event =="
    )
    command = [sys.executable, "-c", tell, "serve", str(built)]
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as served:
        assert served.stdout
        bound = []
        while not (line := served.stdout.readline()).startswith("http://"):
            assert line, "the server ended"
            bound.append(line)
        served.terminate()
        assert [b for b in bound if "127.0.0.1" not in b and "::1" not in b] == []
        assert line.startswith("http://127.0.0.1:")


def test_nothing_outside_fetch_imports_what_reaches_the_network() -> None:
    """But for the server of the screens, which listens on this machine and asks nobody."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "fetch" or path == PACKAGE / "view" / "web" / "server.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name in NETWORK]
    assert found == []
