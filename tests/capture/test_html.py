"""HTML → the article: scripts and broken markup do no harm, and metadata are read, not searched for."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tawatur.base.fold import fold
from tawatur.capture import html

from .conftest import Reader

PARAGRAPHS = "".join(
    f"<p>أعلنت البلدية أمس بدء المرحلة {n} من أعمال توسيع الطريق الساحلي، وقال المهندس إن العمل يستمر عامين كاملين.</p>"
    for n in ("الأولى", "الثانية", "الثالثة")
)
PAGE = f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>توسيع الطريق الساحلي | أفق الواحة</title>
<meta property="og:title" content="توسيع الطريق الساحلي"><meta property="og:site_name" content="أفق الواحة">
<meta property="article:published_time" content="2017-05-04T09:00:00+00:00">
<link rel="canonical" href="https://ufuq.example/2017/05/04/road"></head>
<body><nav><a href="/">الرئيسية</a></nav><script>var x = "<p>سطر برمجي لا يقرأ</p>";</script>
<article><h1>توسيع الطريق الساحلي</h1>{PARAGRAPHS}</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


def words(text: str) -> Counter[str]:
    """Count the folded words of a text."""
    return Counter(re.findall(r"\w+", fold(text)))


def f1(one: str, other: str) -> float:
    """Compare two texts as bags of words."""
    a, b = words(one), words(other)
    return 2 * (a & b).total() / (a.total() + b.total())


def test_metadata(read_text: Reader) -> None:
    """Title, site name, date and address come from the head; the address's own date is a ground of its own."""
    page = read_text(PAGE, "page.html")
    assert page.title is not None
    assert page.title.text == "توسيع الطريق الساحلي"
    assert page.outlet is not None
    assert page.outlet.name == "أفق الواحة"
    assert page.url == "https://ufuq.example/2017/05/04/road"
    assert [(e.kind, e.value) for e in page.published.evidence] == [("metadata", "2017-05-04"), ("url", "2017-05-04")]
    assert "برمجي" not in page.text
    assert f1(page.text, re.sub("<[^>]+>", " ", PARAGRAPHS)) > 0.95


def test_no_date_is_invented() -> None:
    """Without a date in the head none is made up from digits in the page."""
    bare = re.sub(r"<meta property=\"article.*?>|<link.*?>", "", PAGE).replace("الثالثة", "2013 الثالثة")
    assert html.extract(bare).date is None


@pytest.mark.parametrize("cut", [900, 1200, 1500, len(PAGE) - 30])
def test_broken_markup(cut: int) -> None:
    """A page cut anywhere, or with its tags spoilt, is read or found empty, and never raises."""
    spoilt = (PAGE.replace("</", "<"), PAGE.replace("<p>", "<p <p>"), "\x00" + PAGE)
    for broken in (PAGE[:cut], "<" * 500 + PAGE[:cut], *spoilt):
        html.extract(broken)


def test_html_without_its_suffix(read_text: Reader) -> None:
    """A page saved without a suffix is known by its beginning."""
    assert read_text(PAGE, "page").title is not None


def test_five_real_pages(shared: Path) -> None:
    """The main text of five real pages is found: mean F1 of word bags at least .95."""
    gold = json.loads((shared / "data" / "html" / "gold.json").read_text("utf-8"))
    pages = {n: (shared / "data" / "html" / n).read_text("utf-8", "replace") for n in gold}
    scores = {n: f1(html.extract(page).text, gold[n]) for n, page in pages.items()}
    assert sum(scores.values()) / len(scores) >= 0.95, scores


def test_the_careful_extraction_is_asked_where_the_quick_one_takes_little() -> None:
    """A page whose paragraphs lie outside its `article` is read all the same."""
    scattered = PAGE.replace("<article>", "<article><p>سطر قصير.</p></article><div>").replace(
        "</article><footer>", "</div><footer>"
    )
    article = html.extract(scattered)
    assert f1(article.text, re.sub("<[^>]+>", " ", PARAGRAPHS)) > 0.9


def test_the_map_leads_back_to_each_paragraph() -> None:
    """The source at each paragraph's place shows the paragraph's letters and no others."""
    article = html.extract(PAGE)
    assert len(article.placements) == 3 + article.text.startswith("توسيع")
    for placed in article.placements:
        assert words(placed.source.of(PAGE)) == words(placed.span.of(article.text))


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td><h1>توسيع الطريق الساحلي</h1></td></tr><tr><td>{}</td></tr></table>",
        "<center><table width='100%'><tr><td>القائمة</td><td class='news'>{}</td></tr></table></center>",
        "<table><tbody><tr><td><table><tr><td>{}</td></tr></table></td></tr></tbody></table>",
    ],
)
def test_articles_laid_out_in_tables(layout: str) -> None:
    """Old sites lay their pages out in tables: the article is read out of them, and a list of links still is none."""
    head = "<!doctype html><html><head><title>توسيع الطريق</title></head><body>"
    article = html.extract(f"{head}{layout.format(PARAGRAPHS)}</body></html>")
    assert f1(article.text, re.sub("<[^>]+>", " ", PARAGRAPHS)) > 0.85
    assert article.by is not None
    assert "layout tables" in article.by
    links = "".join(f"<tr><td><a href='/{n}'>افتتاح سوق السمك الجديد رقم {n}</a></td></tr>" for n in range(20))
    assert not html.extract(f"{head}<table>{links}</table></body></html>").text


@pytest.mark.parametrize("parted", ["<br><br>", "<br/>", "</p><p>", "</div><div>", "</span></p><p><span>"])
def test_paragraphs_however_they_are_parted(parted: str) -> None:
    """Paragraphs parted by tags of any kind are all read, each on a line of its own with its place."""
    lines = re.findall("<p>(.*?)</p>", PARAGRAPHS)
    article = html.extract(PAGE.replace(PARAGRAPHS, f"<div><p><span>{parted.join(lines)}</span></p></div>"))
    assert [line for line in article.text.split("\n") if line in lines] == lines
    assert len(article.placements) >= len(lines)


def test_a_book_is_no_page(tmp_path: Path) -> None:
    """HTML whose article is as long as a book is refused with its length, and so is HTML of a million tags with their number."""
    from tawatur import capture

    from .conftest import tables

    (tmp_path / "book.html").write_text(PAGE.replace(PARAGRAPHS, PARAGRAPHS * 800), "utf-8")
    (tmp_path / "tags.html").write_text(PAGE.replace(PARAGRAPHS, "<i>" * 50_000), "utf-8")
    documents, unread = capture.read([tmp_path], *tables())
    assert not documents
    assert [("characters" in u.why, "50,0" in u.why) for u in unread] == [(True, False), (False, True)]
