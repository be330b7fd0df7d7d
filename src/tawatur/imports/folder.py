"""Files, texts and addresses from a screen → files in one folder of pages, nothing in it ever overwritten but its table."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from tawatur.imports import RefusedImport
from tawatur.imports.names import free, safe

ENDING = "-pages"
HIDDEN = ".import"  # what is not a page: the progress of the build, what it printed, the addresses
FETCHED = "fetched"
TABLE = "pages.csv"
COLUMNS = ("file", "outlet", "published", "url", "title")
MOST_FILE = 256_000_000  # bytes; `build` reads no larger file as a whole
MOST_TEXT = 4_000_000
MOST_ADDRESSES = 2000
PUBLISHED = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")


class PagesFolder:
    """The folder of one story's pages: «NAME-pages» beside «NAME.tawatur»."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def named(cls, shelf: Path, name: str) -> PagesFolder:
        """Give the folder of a story's name in the shelf's folder; the name is made safe. Raises RefusedImport."""
        story = safe(name.removesuffix(".tawatur"), "").removesuffix(ENDING)
        if not story:
            raise RefusedImport("The story has no name. Give it one: letters and digits of any script.")
        folder = cls(shelf / f"{story}{ENDING}")
        if folder.story.exists() and not folder.path.is_dir():
            raise RefusedImport(
                f"{folder.story.name} is there already and was not made from this screen. Choose another name."
            )
        return folder

    @property
    def name(self) -> str:
        """Return the story's name."""
        return self.path.name.removesuffix(ENDING)

    @property
    def story(self) -> Path:
        """Return where the story file is, or will be."""
        return self.path.with_name(f"{self.name}.tawatur")

    @property
    def hidden(self) -> Path:
        """Return the folder for what is not a page, made if it is not there."""
        made = self.path / HIDDEN
        made.mkdir(parents=True, exist_ok=True)
        return made

    @property
    def addresses(self) -> Path:
        """Return the file of the addresses to be fetched."""
        return self.path / HIDDEN / "addresses.txt"

    def files(self) -> list[str]:
        """List what lies in the folder, hidden things aside, by path from the folder."""
        if not self.path.is_dir():
            return []
        every = (f.relative_to(self.path) for f in self.path.rglob("*") if f.is_file())
        return sorted(f.as_posix() for f in every if not any(part.startswith(".") for part in f.parts))

    def keep_file(self, name: str, file: BinaryIO) -> str:
        """Keep an uploaded file under a safe name of its own, and return that. Raises RefusedImport."""
        self.path.mkdir(parents=True, exist_ok=True)
        target = self.path / free(safe(name), {f.name for f in self.path.iterdir()})
        part = self.hidden / "upload.part"
        try:
            with part.open("wb") as out:
                shutil.copyfileobj(file, out)
            if part.stat().st_size > MOST_FILE:
                raise RefusedImport(
                    f"{name}: {part.stat().st_size / 1e6:.0f} MB; the most for one file is {MOST_FILE / 1e6:.0f}."
                )
            part.replace(target)
        except OSError as wrong:
            raise RefusedImport(
                f"{name}: not kept ({wrong.strerror}). Make room, or check that {self.path} may be written."
            ) from wrong
        finally:
            part.unlink(missing_ok=True)
        return target.name

    def keep_text(self, text: str, facts: Mapping[str, str]) -> str:
        """Keep a pasted text as a page, its title on top, what is known of it in the table. Raises RefusedImport."""
        words = text.replace("\r\n", "\n").encode("utf-8", "replace")
        if not text.strip():
            raise RefusedImport("There is no text. Paste the page's words.")
        if len(words) > MOST_TEXT:
            raise RefusedImport(
                f"The text has {len(words) / 1e6:.1f} MB; the most is {MOST_TEXT / 1e6:.0f}. Save it as a file."
            )
        known = checked(facts)
        title = known.get("title", "")
        head = f"{title}\n".encode() if title and not words.decode().lstrip().startswith(title) else b""
        name = self.keep_file(f"{title[:60] or 'pasted'}.txt", io.BytesIO(head + words + b"\n"))
        self.correct({name: {f: v for f, v in known.items() if f != "title"}})
        return name

    def keep_addresses(self, text: str) -> int:
        """Keep the addresses to be fetched, one a line, and return how many. Raises RefusedImport."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if wrong := next((line for line in lines if not re.fullmatch(r"https?://[^\s/]\S*", line)), None):
            raise RefusedImport(
                f"{wrong[:120]}: not an address of a page. One a line, each beginning with http:// or https://."
            )
        if not lines or len(lines) > MOST_ADDRESSES:
            raise RefusedImport(f"{len(lines)} addresses: give one at least, and {MOST_ADDRESSES} at most.")
        self.hidden.joinpath("addresses.txt").write_text("\n".join(lines) + "\n", "utf-8")
        return len(lines)

    def correct(self, corrections: Mapping[str, Mapping[str, str]]) -> None:
        """Write what is known of some files into the tables that stand beside them. Raises RefusedImport."""
        by_folder: dict[Path, dict[str, Mapping[str, str]]] = {}
        there = set(self.files())
        for file, facts in corrections.items():
            path = self.path / file
            if file not in there:
                raise RefusedImport(f"{file}: no such file in {self.path.name}.")
            by_folder.setdefault(path.parent, {})[path.name] = checked(facts)
        for folder, rows in by_folder.items():
            write_table(folder / TABLE, rows)


def checked(facts: Mapping[str, str]) -> dict[str, str]:
    """Put each fact on one line; raises RefusedImport for a day of publication that is none."""
    known = {f: " ".join(v.split()) for f, v in facts.items() if f in COLUMNS[1:]}
    if (day := known.get("published", "")) and not PUBLISHED.fullmatch(day):
        raise RefusedImport(
            f"{day}: not a day of publication. Write it as 2022-07-19, 2022-07, or 2022-07-18/2022-07-19."
        )
    return known


def write_table(path: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Put rows into a table, those of other files and other columns kept; whole or not at all."""
    kept = read_table(path)
    for file, facts in rows.items():
        kept[file] = {**kept.get(file, {}), **facts, "file": file}
    columns = list(dict.fromkeys([*COLUMNS, *(c for row in kept.values() for c in row)]))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept.values())
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text.getvalue(), "utf-8", errors="replace")
        part.replace(path)
    except OSError as wrong:
        raise RefusedImport(f"{path}: not written ({wrong.strerror}). What was there before is untouched.") from wrong


def read_table(path: Path) -> dict[str, dict[str, str]]:
    """Read a table that stands in the folder, its rows by file. Raises RefusedImport for one that cannot be gone on with."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as wrong:
        raise RefusedImport(f"{path}: cannot be read ({wrong}). Save it as UTF-8, or move it away.") from wrong
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "file" not in (reader.fieldnames or ()):
        raise RefusedImport(f"{path}: has no column «file». Give it one, or move the table away.")
    return {row["file"]: {k: v or "" for k, v in row.items() if isinstance(k, str)} for row in reader if row["file"]}


def all_in(shelf: Path) -> Iterable[PagesFolder]:
    """List the folders of pages in the shelf's folder that were made from a screen, the newest first."""
    made = (PagesFolder(p) for p in shelf.glob(f"*{ENDING}") if (p / HIDDEN).is_dir())
    return sorted(made, key=lambda f: f.path.stat().st_mtime, reverse=True)
