"""Forms of the import → pages kept beside the stories and a build begun or stopped; where it stands, for a script that asks."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
from starlette.responses import Response

from tawatur.base.job import Imported
from tawatur.view.labels import label
from tawatur.view.language import _, n_, number
from tawatur.view.web.screen import Asked, Delivery, FormError, MissingError, Write

TAGGERS = ("reader", "light")
FACTS = ("title", "outlet", "published", "url")


def address(name: str) -> str:
    """Write the address of one import."""
    return f"/import/{quote(name, safe='')}"


def imported(asked: Asked) -> Imported:
    """Find the import that is asked for: its name is looked up, never made into a path. Raises MissingError."""
    name = asked.path["name"]
    found = next((i for i in asked.shelf.verbs.imported(asked.shelf.folder) if i.name == name), None)
    if found is None:
        raise MissingError(f"{name}: nothing was brought in under this name")
    return found


def files(asked: Asked) -> str:
    """Keep uploaded files and build. Raises FormError, ShelfError."""
    given = [(f.filename, f.file) for f in asked.files if f.filename]
    if not given:
        raise FormError("No file was chosen. Choose pages: HTML, text, PDF, Word, tables, archives, WARC.")
    with asked.shelf.writing:
        return built(asked, asked.shelf.verbs.keep_files(asked.shelf.folder, asked.form.get("name", ""), given))


def text(asked: Asked) -> str:
    """Keep a pasted text and build. Raises ShelfError."""
    form, verbs = asked.form, asked.shelf.verbs
    facts = {f: form.get(f, "").strip() for f in FACTS if form.get(f, "").strip()}
    with asked.shelf.writing:
        return built(asked, verbs.keep_text(asked.shelf.folder, form.get("name", ""), form.get("text", ""), facts))


def addresses(asked: Asked) -> str:
    """Keep addresses, fetch them and build: the one thing here that uses the network. Raises FormError, ShelfError."""
    if asked.form.get("network") != "yes":
        raise FormError("Fetching uses the network. Tick that this is wanted, and send the addresses again.")
    form, verbs = asked.form, asked.shelf.verbs
    with asked.shelf.writing:
        name = verbs.keep_addresses(asked.shelf.folder, form.get("name", ""), form.get("addresses", ""))
        return built(asked, name, fetching=True)


def built(asked: Asked, name: str, fetching: bool = False) -> str:
    """Begin a build, unless one is running already: then the pages wait for the next. Raises ShelfError."""
    verbs, folder = asked.shelf.verbs, asked.shelf.folder
    running = [i for i in verbs.imported(folder) if i.job and i.job.running]
    if fetching or not running:
        tagger = asked.form.get("tagger", "")
        verbs.begin(folder, name, fetching, tagger if tagger in TAGGERS else TAGGERS[0])
    return address(name)


def build(asked: Asked) -> str:
    """Build the story of an import again. Raises MissingError, ShelfError."""
    found = imported(asked)
    tagger = asked.form.get("tagger", "")
    asked.shelf.verbs.begin(asked.shelf.folder, found.name, False, tagger if tagger in TAGGERS else TAGGERS[0])
    return address(found.name)


def stop(asked: Asked) -> str:
    """Stop a build; what was read is kept. Raises MissingError."""
    found = imported(asked)
    asked.shelf.verbs.stop_job(asked.shelf.folder, found.name)
    return address(found.name)


def correct(asked: Asked) -> str:
    """Write the outlets and days that somebody corrected beside the pages, and build again. Raises MissingError, ShelfError."""
    found, form = imported(asked), asked.form
    facts: dict[str, dict[str, str]] = {}
    for field, value in form.items():
        kind, _dash, n = field.partition("-")
        if kind in FACTS and n.isdecimal() and value.strip() != form.get(f"was-{field}", "").strip():
            facts.setdefault(form.get(f"file-{n}", ""), {})[kind] = value.strip()
    if not facts:
        raise FormError("Nothing was changed: write an outlet or a day of publication, and send it again.")
    with asked.shelf.writing:
        asked.shelf.verbs.correct(asked.shelf.folder, found.name, facts)
    return built(asked, found.name)


def state(asked: Asked) -> Response:
    """Give where a build stands, in words too. Raises MissingError."""
    found = imported(asked)
    job = found.job
    told = {"running": bool(job and job.running), "state": job.state if job else "", **in_words(found)}
    return Response(msgspec.json.encode(told), media_type="application/json")


def in_words(found: Imported) -> dict[str, object]:
    """Say where a build stands: what it does, how many pages are done of how many, the page in hand, how long yet."""
    job = found.job
    step = job.step if job else None
    if job is None:
        return {"words": "", "done": 0, "of": None, "page": "", "left": "", "said": ""}
    doing = label("stage", step.stage) if step and job.state == "building" else label("job", job.state)
    count = "" if step is None or job.state != "building" else counted(step.done, step.of)
    return {
        "words": " ".join(filter(None, (doing, count))),
        "done": step.done if step else 0,
        "of": step.of if step else None,
        "page": step.page.rpartition("/")[2] if step else "",
        "left": left(step.left) if step and step.left is not None and job.running else "",
        "said": "\n".join(job.said),
    }


def counted(done: int, of: int | None) -> str:
    """Say how many pages are done."""
    if of is None:
        return number(done)
    return _("{done} of {whole}", done=number(done), whole=n_("{n} page", "{n} pages", of))


def left(seconds: float) -> str:
    """Say how long this stage will take yet, as one reads it."""
    if seconds < 90:
        return n_("{n} second left", "{n} seconds left", max(1, round(seconds)))
    return n_("{n} minute left", "{n} minutes left", round(seconds / 60))


DELIVERIES = (Delivery("/import/{name}/state", state),)
WRITES = (
    Write("/import/files", files),
    Write("/import/text", text),
    Write("/import/addresses", addresses),
    Write("/import/{name}/build", build),
    Write("/import/{name}/stop", stop),
    Write("/import/{name}/correct", correct),
)
