"""Pages made to hurt their reader: each is read or refused within seconds and within memory, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PARAGRAPH = (
    "<p>أعلنت البلدية أمس بدء المرحلة الأولى من أعمال توسيع الطريق الساحلي، وقال المهندس إن العمل يستمر عامين.</p>"
)
HEAD = "<!doctype html><html><head><title>توسيع الطريق</title></head><body><article>"
SECONDS, MEGABYTES = 10, 1024


def page(inside: str) -> bytes:
    """Make a page of a few paragraphs with something among them."""
    return f"{HEAD}{PARAGRAPH * 5}{inside}</article></body></html>".encode()


def entities() -> bytes:
    """Make a page whose own entities would unfold to a thousand million letters."""
    names = "".join(f'<!ENTITY b{i} "{f"&b{i - 1};" * 2 if i else "ا" * 1000}">' for i in range(21))
    return f"<!DOCTYPE html [{names}]>".encode() + page("<p>&b20;</p>").removeprefix(b"<!doctype html>")


ATTACKS: dict[str, Callable[[], bytes]] = {
    "entities that unfold without end": entities,
    "a million entities": lambda: page("&amp;" * 700_000),
    "a million open tags": lambda: page("<div>" * 1_000_000),
    "nested as deep as tags are let": lambda: page("<div>سطر " * 39_000),
    "lists in lists": lambda: page("<ul><li>سطر " * 19_000),
    "as many paragraphs as are let": lambda: page("<p>سطر</p>" * 19_000),
    "as many links as are let": lambda: page("<a href=x>سطر</a>" * 19_000),
    "as many line breaks as are let": lambda: page("سطر<br>" * 39_000),
    "a hundred thousand attributes": lambda: page("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">سطر</p>"),
    "attributes that hide tags": lambda: page("<p " + " ".join(f'a{i}="<>"' for i in range(100_000)) + ">سطر</p>"),
    "attributes of a script": lambda: page("<script " + " ".join(f"a{i}" for i in range(100_000)) + "></script>"),
    "many tags of many attributes": lambda: page(("<p " + " ".join(f"{i:x}a" for i in range(700)) + ">س</p>") * 1200),
    "NUL bytes": lambda: page("\x00سطر\x00" * 100_000),
    "a few NUL bytes": lambda: page("<p>سط\x00ر آخر من الخبر.</p>"),
    "a line of a hundred megabytes": lambda: b"<p>" + b"\xd8\xb3 " * 35_000_000,
    "a line as long as is let": lambda: page("<p>" + "سطر طويل جدا " * 300_000 + "</p>"),
    "a word as long as is let": lambda: page("<p>" + "س" * 3_900_000 + "</p>"),
    "hashtags without end": lambda: page("<p>" + "#وسم " * 39_000 + "</p>"),
    "brackets without end": lambda: page("<p>" + "(" * 199_000 + "</p>"),
    "spaces without end": lambda: page("<p>" + " \xa0" * 1_900_000 + "س</p>"),
    "UTF-16 cut in mid-letter": lambda: page("").decode().encode("utf-16")[:-1],
    "UTF-16 of lone surrogates": lambda: "<html>".encode("utf-16") + b"\x00\xd8" * 100_000,
    "UTF-16 that is none": lambda: b"\xff\xfe" + page(""),
    "UTF-32 that is none": lambda: b"\xff\xfe\x00\x00" + page(""),
    "bidirectional controls": lambda: page("<p>" + "\u202e\u202bسطر\u2066" * 100_000 + "</p>"),
    "JSON in brackets without end": lambda: page("<script type='application/ld+json'>" + "[" * 1_000_000 + "</script>"),
    "a head of dates": lambda: page("<span class='date'>2013-01-0</span>" * 19_000),
    "a title without end": lambda: page("").replace("توسيع الطريق".encode(), "س - ".encode() * 500_000),
    "scripts that never close": lambda: page("<script>" * 50_000),
    "comments that never close": lambda: page("<!--" * 100_000),
}  # fmt: skip

READ = """
import resource, sys
from tawatur import capture, lexicons
tables = lexicons.load("ar", tuple(capture.TABLES.items())), lexicons.load_outlets()
documents, unread = capture.read(sys.argv[1:], *tables)
assert len(documents) + len(unread) == 1
print(len(documents), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, unread[0].why if unread else "")
"""


def read_apart(file: Path) -> tuple[int, int, str]:
    """Read a page in a process of its own; return how many documents it gave, its memory in MB, and why it was not read."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)], capture_output=True, text=True, timeout=3 * SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    read, memory, why = done.stdout.split(" ", 2)
    return int(read), int(memory), why.strip()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_page_hurts(attack: Callable[[], bytes], tmp_path: Path) -> None:
    """The page gives one document or one reason, in less than thirty seconds (ten, on an idle machine) and a gigabyte."""
    file = tmp_path / "page.html"
    file.write_bytes(attack())
    read, memory, why = read_apart(file)
    assert read == 1 or why.endswith(".")
    assert memory < MEGABYTES


def test_addresses_that_are_none(tmp_path: Path) -> None:
    """«javascript:» and «data:» are no addresses, wherever a page gives them for its own."""
    from tawatur import capture

    from .conftest import tables

    tag = '<meta property="og:url" content="{0}"><link rel="canonical" href="{0}">'
    for n, address in enumerate(("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "//x")):
        head = f"<html><head>{tag.format(address)}<title>خبر</title></head><body>"
        (tmp_path / f"{n}.html").write_text(f"{head}<article>{PARAGRAPH * 5}</article></body></html>", "utf-8")
    documents, unread = capture.read([tmp_path], *tables())
    assert not unread
    assert [d.url for d in documents] == [None] * 5


def test_controls_stay_in_a_text_and_change_no_span(tmp_path: Path) -> None:
    """Bidirectional overrides neither hide a page's words nor move its spans."""
    from tawatur import capture

    from .conftest import tables

    (tmp_path / "page.html").write_bytes(page("<p>وقال \u202eالمهندس\u202c إن العمل يستمر عامين كاملين بلا توقف.</p>"))
    (document,), _ = capture.read([tmp_path], *tables())
    assert "المهندس" in document.text
    assert all(span.of(document.text).strip() for span in document.body)
