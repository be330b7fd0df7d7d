"""What several articles of one outlet share is the site's; paragraphs, versions of one article and other outlets are let be."""

from __future__ import annotations

from pathlib import Path

from tawatur import capture
from tawatur.base.document import Document

from .conftest import tables

PLACES = ("الشقراء", "الزيتون", "الواحة", "المرفأ", "البساتين")


def article(place: str, *extra: str) -> str:
    """Write an article about a place, with lines after it."""
    lines = (
        f"أعلنت بلدية {place} أمس بدء أعمال توسيع الطريق الساحلي قبل الصيف المقبل.",
        f"وقال المهندس المشرف إن العمل في {place} يستمر عامين كاملين بلا توقف.",
        *extra,
    )
    return "\n".join(lines) + "\n"


def read(folder: Path, texts: list[str], outlet: str = "أفق الواحة") -> list[Document]:
    """Read pages of one outlet."""
    rows = ["file,outlet"]
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, "utf-8")
        rows.append(f"{n}.txt,{outlet if outlet else f'صحيفة {PLACES[n]}'}")
    (folder / "pages.csv").write_text("\n".join(rows), "utf-8")
    documents, unread = capture.read([folder], *tables())
    assert not unread
    return documents


def left_out(document: Document) -> list[str]:
    """List what repetition took, with its kind."""
    return [
        f"{r.kind}: {r.span.of(document.text)}" for r in document.residue if r.because[0].rule == "residue.in-outlet"
    ]


def test_a_line_of_three_articles_is_the_sites(tmp_path: Path) -> None:
    """A line that no row knows is residue once three articles of the outlet have it, whatever its digits."""
    documents = read(tmp_path, [article(p, f"نشرة الواحة رقم {n}") for n, p in enumerate(PLACES[:3])])
    assert [left_out(d) for d in documents] == [[f"repeated: نشرة الواحة رقم {n}"] for n in range(3)]
    assert [len(d.body) for d in documents] == [2, 2, 2]
    assert "3 articles" in documents[0].residue[0].because[0].detail


def test_two_articles_are_not_enough(tmp_path: Path) -> None:
    """Two articles may share a crosshead."""
    assert not any(map(left_out, read(tmp_path, [article(p, "نشرة الواحة") for p in PLACES[:2]])))


def test_a_paragraph_that_comes_again_stays(tmp_path: Path) -> None:
    """Outlets repeat their backgrounds word for word: a sentence is never taken."""
    background = "يذكر أن الطريق القديم أغلق قبل ثلاثة أعوام بعد انهيار جزء منه."
    documents = read(tmp_path, [article(p, background) for p in PLACES])
    assert [len(d.body) for d in documents] == [3] * 5


def test_versions_of_one_article_count_once(tmp_path: Path) -> None:
    """Five captures of one article say nothing about its lines."""
    assert not any(map(left_out, read(tmp_path, [article("الشقراء", "نشرة الواحة", f"رقم {n}.") for n in range(5)])))


def test_other_outlets_do_not_count(tmp_path: Path) -> None:
    """A line that articles of five outlets share is not a site's own."""
    assert not any(map(left_out, read(tmp_path, [article(p, "نشرة الواحة") for p in PLACES], outlet="")))


def test_a_reporter_named_again_and_again_is_a_credit(tmp_path: Path) -> None:
    """A name below three articles is their reporter's: provenance, not junk."""
    from tawatur import pipeline
    from tawatur.capture import repetition
    from tawatur.capture.rules import compiled

    documents = read(tmp_path, [article(p, "هدى الراوية") for p in PLACES[:3]])
    rules = compiled(pipeline.tables())
    assert "هدي" in rules.given_names
    found = repetition.mark(documents, rules)
    kinds = {r.kind for d in found for r in d.residue}
    assert kinds <= {"credit", "repeated"}
    assert all(len(d.body) == 2 for d in found)
