"""The interface's modules and templates → the messages in them, and a catalogue brought up to date with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

VIEW = Path(__file__).parents[1]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}
TEMPLATES = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}  # one that cannot be read is an error

MessageId = str | tuple[str, str]


def sources(folder: Path = VIEW) -> list[Path]:
    """List the modules and templates that speak, in order."""
    return sorted([*folder.rglob("*.py"), *templates(folder)])


def templates(folder: Path = VIEW) -> list[Path]:
    """List what stands in a folder of templates, in order."""
    return sorted(path for path in folder.rglob("templates/**/*") if path.is_file())


def messages(paths: Sequence[Path]) -> dict[MessageId, list[str]]:
    """Find every message, singular or with its plural, and the files it is said in; sorted by message."""
    said: dict[MessageId, list[str]] = {}
    for path in paths:
        for found in messages_of(path):
            said.setdefault(found, []).append(path.name)
    return dict(sorted(said.items(), key=lambda item: as_pair(item[0])))


def messages_of(path: Path) -> Iterator[MessageId]:
    """Yield the messages of one module or template."""
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    with path.open("rb") as file:
        for _, found, _, _ in extract(method, file, keywords=KEYWORDS, options=TEMPLATES):
            yield found if isinstance(found, str) else (found[0], found[1])


def as_pair(found: MessageId) -> tuple[str, str]:
    """Return a message and its plural, empty where it has none."""
    return (found, "") if isinstance(found, str) else found


def updated(path: Path, language: str, said: dict[MessageId, list[str]]) -> str:
    """Return a catalogue's text with just these messages, those without words empty; its header stays as it is."""
    text = path.read_text("utf-8")
    before = read_po(BytesIO(text.encode()), abort_invalid=True)
    after = Catalog(locale=language)
    for found in said:
        known = before.get(as_pair(found)[0])
        keep(after, found, known if known and known.id == found else None)
    written = BytesIO()
    write_po(written, after, width=0, omit_header=True)
    return text.split("\n\n", 1)[0] + "\n\n" + written.getvalue().decode()


def without_words(path: Path) -> list[str]:
    """List the messages of a catalogue that lack words, or one of their plural forms, or are marked fuzzy."""
    with path.open("rb") as file:
        read = read_po(file, abort_invalid=True)
    return [str(m.id if isinstance(m.id, str) else m.id[0]) for m in read if m.id and (m.fuzzy or not all(forms(m)))]


def forms(message: Message) -> tuple[str, ...]:
    """Return a message's words in every plural form, or its only one."""
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def keep(catalogue: Catalog, found: MessageId, known: Message | None) -> None:
    """Add a message to a catalogue with the words, marks and remarks that it had."""
    if known:
        catalogue.add(found, known.string, flags=known.flags, user_comments=known.user_comments)
    else:
        catalogue.add(found, "" if isinstance(found, str) else ("",) * catalogue.num_plurals)
