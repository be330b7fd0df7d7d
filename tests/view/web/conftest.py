"""A shelf of stories served for the tests: by a client inside the process, and on a port for a real browser."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur import store
from tawatur.base.story import Story
from tawatur.cli.serving import Verbs
from tawatur.view.web import server
from tawatur.view.web.guard import Token
from tawatur.view.web.shelf import Shelf

HOST = "127.0.0.1:8123"


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory, invented: Story, hostile: Story, sample_file: Path) -> Path:
    """Give a folder of three story files: the invented one, the hostile one, and the sample that was really built."""
    folder = tmp_path_factory.mktemp("shelf")
    store.save(invented, folder / "invented.tawatur")
    store.save(hostile, folder / "hostile.tawatur")
    shutil.copy(sample_file, folder / "sample.tawatur")
    (folder / "sample-pages" / ".import").mkdir(parents=True)  # as though it had been brought in from a screen
    return folder


@pytest.fixture
def own(stories: Path, tmp_path: Path) -> Path:
    """Give a copy of the folder that a test may write in."""
    return Path(shutil.copytree(stories, tmp_path / "own"))


def client_of(folder: Path) -> TestClient:
    """Make a client that asks as a browser on this machine does; its forms need `client.app.state.token.value`."""
    return TestClient(server.app(Shelf([folder], Verbs()), [HOST], Token()), base_url=f"http://{HOST}")


@pytest.fixture(scope="session")
def client(stories: Path) -> TestClient:
    """Give a client for tests that only look."""
    return client_of(stories)


@pytest.fixture(scope="session")
def served(stories: Path) -> str:
    """Serve the folder on a free port of this machine, and give its address without the last slash."""
    return address_of(stories)


@pytest.fixture
def served_own(own: Path) -> str:
    """Serve the copy that a test may write in."""
    return address_of(own)


def address_of(folder: Path) -> str:
    """Serve a folder until the tests end, and return its address without the last slash."""
    told: list[str] = []
    ready = threading.Event()

    def tell(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=server.listen, args=(Shelf([folder], Verbs()), 0, tell), daemon=True).start()
    assert ready.wait(10), "the server did not start"
    return told[0].rstrip("/")
