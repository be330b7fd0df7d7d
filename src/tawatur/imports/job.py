"""A folder of pages → its story, built by a process of its own that is watched, and stopped with what it has read kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from tawatur.base.job import JobState
from tawatur.base.progress import Step
from tawatur.imports import RefusedImport
from tawatur.imports.folder import FETCHED, PagesFolder

WENT_ON = (0, 3)  # done, or done with some pages not read
SAID = 12  # lines of what was printed that are shown
TAIL = 8192  # bytes from the end of a file in which they stand
PATIENCE = 15.0  # seconds that a process has to stop by itself


class Job:
    """Commands that run one after the other, each only if the one before went well."""

    def __init__(self, folder: PagesFolder, commands: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.folder = folder
        self.log, self.progress = folder.hidden / "printed.txt", folder.hidden / "progress.jsonl"
        self.state = commands[0][0]
        self.asked = 0  # how often somebody asked it to stop
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()
        self.log.write_bytes(b"")
        self.progress.unlink(missing_ok=True)
        self.thread = threading.Thread(target=self.run, args=(list(commands),), daemon=True)
        self.thread.start()

    def run(self, commands: list[tuple[str, Sequence[str]]]) -> None:
        """Run the commands to their end, and note how it ended."""
        ended = "done"
        for state, arguments in commands:
            self.state = state
            code = self.wait(arguments)
            if self.asked:
                ended = "stopped"
            elif code not in WENT_ON:
                ended = "failed"
            if ended != "done":
                break
        self.state = ended

    def wait(self, arguments: Sequence[str]) -> int:
        """Run one command and wait for its end; one that was asked to stop before it began is not begun."""
        with self.log.open("ab") as log:
            with self.lock:
                if self.asked:
                    return 4
                command = [sys.executable, "-m", "tawatur", *arguments]
                self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            return self.process.wait()

    def stop(self) -> None:
        """Ask it to stop after the page in hand; asked again, at once; a third time it is ended."""
        with self.lock:
            self.asked += 1
            if self.process is None or self.process.poll() is not None:
                return
            if sys.platform == "win32" or self.asked > 2:
                self.process.kill()
            else:
                self.process.send_signal(signal.SIGINT if self.asked == 1 else signal.SIGTERM)

    def end(self) -> None:
        """Stop it and wait until it is over: what was read is in the work file."""
        while self.thread.is_alive() and self.asked < 4:
            self.stop()
            self.thread.join(PATIENCE)

    def told(self) -> JobState:
        """Say where it stands."""
        said = [line for line in tail(self.log) if not line.startswith("Traceback")][-SAID:]
        return JobState(
            name=self.folder.name, state=self.state, stopping=self.asked > 0, step=last_step(self.progress), said=said
        )


class Jobs:
    """The jobs of one run of the server, one folder's at a time: a build takes all that a laptop has."""

    def __init__(self) -> None:
        self.all: dict[Path, Job] = {}
        self.lock = threading.Lock()

    def begin(self, folder: PagesFolder, fetching: bool, tagger: str) -> None:
        """Build a folder's story, after fetching its addresses if that is asked for. Raises RefusedImport."""
        with self.lock:
            busy = next((j for j in self.all.values() if j.thread.is_alive()), None)
            if busy:
                raise RefusedImport(f"«{busy.folder.name}» is being built. Wait until it is done, or stop it.")
            self.all[folder.path] = Job(folder, commands(folder, fetching, tagger))

    def of(self, folder: PagesFolder) -> Job | None:
        """Return the last job of a folder."""
        return self.all.get(folder.path)

    def end(self) -> None:
        """Stop every job: the server is stopped."""
        for job in self.all.values():
            job.end()


def commands(folder: PagesFolder, fetching: bool, tagger: str) -> list[tuple[str, Sequence[str]]]:
    """List the commands of a job with the state that each one is."""
    build = [
        "build",
        str(folder.path),
        "-o",
        str(folder.story),
        "--tagger",
        tagger,
        "--progress",
        str(folder.hidden / "progress.jsonl"),
    ]
    fetch = ["fetch", str(folder.addresses), "-o", str(folder.path / FETCHED)]
    return [*([("fetching", fetch)] if fetching else []), ("building", build)]


def last_step(path: Path) -> Step | None:
    """Read the last whole step of a progress file."""
    for line in reversed(tail(path)):
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(line, type=Step)
    return None


def tail(path: Path) -> list[str]:
    """Read the last lines of a file; none where it is not there yet."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            whole = file.tell() <= TAIL
            file.seek(0 if whole else -TAIL, 0 if whole else 2)
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [line for line in (lines if whole else lines[1:]) if line.strip()]
