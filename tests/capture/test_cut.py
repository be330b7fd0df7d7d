"""Pages that are cut are said to be cut, at the start or at the end; whole ones are not."""

from __future__ import annotations

import pytest

from .conftest import Reader
from .test_html import PAGE

FIRST = "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف."
LAST = "وقال المهندس المشرف إن العمل يستمر عامين كاملين بلا توقف."


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{FIRST}\n{LAST}\n", []),
        (f"{FIRST}\n{LAST.rstrip('.')}\n", []),
        (f"{LAST}\n{FIRST}\n", ["start"]),
        (f"... {FIRST}\n{LAST}\n", ["start"]),
        (f"، {FIRST}\n{LAST}\n", ["start"]),
        (f"{FIRST}\nوقال المهندس المشرف إن العمل يستمر عامين كاملين في\n", ["end"]),
        (f"{FIRST}\nوقال المهندس المشرف إن العمل يستمر عامين كاملين...\n", ["end"]),
        (f"{FIRST}\nوقال المهندس المشرف إن العمل يستمر عامين كاملين […]\n", ["end"]),
        (f"{FIRST}\nوقال المهندس المشرف إن العمل يستمر عامين كاملين،\n", ["end"]),
        (f"{FIRST}\n{LAST}\nاشترك لقراءة المقال كاملا\n", ["end"]),
        (f"{FIRST}\n{LAST}\nهذا المحتوى متاح للمشتركين فقط\n", ["end"]),
        (f"{LAST}\nوقال المهندس إن العمل يستمر عامين في\n", ["start", "end"]),
    ],
)  # fmt: skip
def test_cut_pages_are_warned_of(read_text: Reader, text: str, where: list[str]) -> None:
    """A warning names the end at which words are missing, and cites the words that show it."""
    warnings = [w for w in read_text(text).warnings if w.startswith("cut at the")]
    assert [w.split()[3].rstrip(":") for w in warnings] == where
    assert all("«" in w for w in warnings)


def test_a_wall_is_residue(read_text: Reader) -> None:
    """The subscription notice itself is kept as residue of its own kind."""
    document = read_text(f"{FIRST}\n{LAST}\nسجل الدخول لمتابعة القراءة\n")
    assert [r.kind for r in document.residue] == ["paywall"]


def test_html_says_that_it_is_not_free(read_text: Reader) -> None:
    """A page whose own metadata say that it is not free to read may lack its end; one that says it is free may not."""
    script = '<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {}}}</script></head>'
    told = [read_text(PAGE.replace("</head>", script.format(said)), "p.html").warnings for said in ("false", "true")]
    assert [any("isAccessibleForFree" in w for w in warnings) for warnings in told] == [True, False]


def test_html_whose_file_was_cut(read_text: Reader) -> None:
    """A file that stops before its page does is warned of."""
    whole, cut = read_text(PAGE, "p.html"), read_text(PAGE[: PAGE.index("</article>") - 20], "p.html")
    assert not any("file stops" in w for w in whole.warnings)
    assert any("file stops" in w for w in cut.warnings)
