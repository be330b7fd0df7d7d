"""How a reader wants the screens: language, digits, light or dark; kept in cookies of this address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.responses import Response

YEAR = 365 * 24 * 3600
CHOICES = {
    "language": ("ar", "en"),
    "digits": ("latin", "arabic"),
    "theme": ("auto", "light", "dark"),
}


class Settings(NamedTuple):
    """One reader's choices; ``coder`` is the name under which they judge."""

    language: str = "ar"
    digits: str = "latin"
    theme: str = "auto"
    coder: str = ""


def settings_of(cookies: Mapping[str, str]) -> Settings:
    """Read the cookies; a value that is none of the choices counts as not set."""
    chosen = {f: v for f, of in CHOICES.items() if (v := cookies.get(f"tawatur-{f}", "")) in of}
    kept = cookies.get("tawatur-coder", "")
    return Settings(**chosen, coder=bytes.fromhex(kept).decode("utf-8", "replace") if is_hex(kept) else "")


def is_hex(text: str) -> bool:
    """Say whether a text is whole bytes in hexadecimal."""
    return bool(text) and len(text) % 2 == 0 and len(text) <= 400 and all(c in "0123456789abcdef" for c in text)


def with_settings(response: Response, form: Mapping[str, str]) -> Response:
    """Keep in cookies whatever of a form is a setting; a coder's name as hexadecimal, for a cookie holds ASCII."""
    kept = {f: v for f, of in CHOICES.items() if (v := form.get(f, "")) in of}
    if "coder" in form:
        kept["coder"] = form["coder"].strip()[:80].encode("utf-8", "replace").hex()
    for field, value in kept.items():
        response.set_cookie(f"tawatur-{field}", value, max_age=YEAR, httponly=True, samesite="strict")
    return response
