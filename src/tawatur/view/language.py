"""A message in English → the interface's words in the language being spoken, with numbers in the digits asked for.

English messages are their own ids; other languages stand in `catalogues/LANGUAGE.po`, in the format of GNU gettext.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

LANGUAGES = ("ar", "en")
OWN_NAMES = {"ar": "العربية", "en": "English"}  # each in itself: who looks for a language reads that one
DIGITS = ("latin", "arabic")
CATALOGUES = Path(__file__).parent / "catalogues"
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Speech(NamedTuple):
    """The interface's language, and the digits that its own Arabic words are written with."""

    language: str = "ar"
    digits: str = "latin"


class Catalogue(NamedTuple):
    """A language's words by message, its plural forms by the message for one, and which form a number takes."""

    words: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    form: Callable[[int], int]


ARABIC_FIRST = Speech()
SPOKEN: ContextVar[Speech] = ContextVar("spoken", default=ARABIC_FIRST)
ENGLISH = Catalogue({}, {}, c2py("n != 1"))


@contextmanager
def speaking(language: str = "ar", digits: str = "latin") -> Iterator[None]:
    """Speak a language inside a `with`. Raises ValueError for a language or digits that there are not."""
    for given, known in ((language, LANGUAGES), (digits, DIGITS)):
        if given not in known:
            raise ValueError(f"the interface does not speak {given!r}. There are: {', '.join(known)}")
    before = SPOKEN.set(Speech(language, digits))
    try:
        yield
    finally:
        SPOKEN.reset(before)


def language() -> str:
    """Return the language being spoken: «ar» or «en»."""
    return SPOKEN.get().language


def direction() -> str:
    """Return the direction of the language being spoken, as HTML names it: «rtl» or «ltr»."""
    return "rtl" if language() == "ar" else "ltr"


@cache
def catalogue(language: str) -> Catalogue:
    """Read a language's catalogue once; a message marked fuzzy is not used."""
    if language == "en":
        return ENGLISH
    from babel.messages.pofile import read_po  # slow to import, and not needed for English

    with (CATALOGUES / f"{language}.po").open("rb") as file:
        read = read_po(file, abort_invalid=True)
    words: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in (m for m in read if m.id and not m.fuzzy):
        if isinstance(message.id, str):
            words[message.id] = str(message.string or message.id)
        elif message.string and all(message.string):
            plurals[message.id[0]] = tuple(message.string)
    return Catalogue(words, plurals, c2py(read.plural_expr))


def _(message: str, **fill: Any) -> str:
    """Say a message: «Chronology» gives «التسلسل الزمني»; {names} in it are filled in. One without words stays English."""
    return filled(catalogue(language()).words.get(message, message), fill)


def n_(one: str, many: str, n: int, **fill: Any) -> str:
    """Say how many: n_("{n} page", "{n} pages", 5) gives «5 صفحات», as the language's plural rule has it."""
    spoken = catalogue(language())
    forms = spoken.plurals.get(one)
    words = forms[spoken.form(n)] if forms else (one, many)[ENGLISH.form(n)]
    return filled(words, {"n": number(n), **fill})


def filled(words: str, fill: dict[str, Any]) -> str:
    """Fill {names} in. Where a value is markup the whole is, with the words and every other value escaped."""
    if not fill:
        return words
    if any(isinstance(value, Markup) for value in fill.values()):
        return escape(words).format(**fill)
    return words.format(**fill)


def number(n: int) -> str:
    """Write a number in the digits asked for: 12 gives «12» or «١٢»."""
    return digits(str(n))


def digits(text: str) -> str:
    """Write the digits of our own Arabic words as asked for; English always has Latin ones. Never for a page's text."""
    return text.translate(ARABIC_INDIC) if SPOKEN.get() == ("ar", "arabic") else text


def isolated(text: str) -> Markup:
    """Set a page's words apart from ours, for they may run the other way: «<bdi>…</bdi>»."""
    return Markup("<bdi>{}</bdi>").format(text)


def in_code(text: str) -> Markup:
    """Set a command apart: it runs from the left in every language."""
    return Markup('<code dir="ltr">{}</code>').format(text)


def listed(names: Iterable[str]) -> Markup:
    """Write names one after another, each set apart."""
    return Markup(_(", ")).join(isolated(name) for name in names)


# what every template may say: `environment.globals |= SAYING`
SAYING: dict[str, Any] = {
    "own_names": OWN_NAMES, "digits_shown": {"latin": "123", "arabic": "123".translate(ARABIC_INDIC)},
    "_": _, "n_": n_, "number": number, "digits": digits, "language": language, "direction": direction,
    "isolated": isolated, "listed": listed, "in_code": in_code,
}  # fmt: skip
