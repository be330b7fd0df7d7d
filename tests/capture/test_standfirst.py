"""A lead in a box of its own under the headline belongs to the article; captions, labels and links do not."""

from __future__ import annotations

import pytest

from tawatur.capture import html

from .test_html import PAGE

LEAD = "- مشروع طال انتظاره على الساحل - والأهالي يطلبون طريقا آمنا للمدارس قبل كل شيء"


def under_the_headline(inside: str) -> str:
    """Put markup between the headline and the article."""
    return PAGE.replace("<article><h1>توسيع الطريق الساحلي</h1>", f"<h1>توسيع الطريق الساحلي</h1>{inside}<article>")


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="field-subtitle"><div><div>{LEAD}</div></div></div>',
        f'<span class="art-summary">{LEAD}</span>',
        f"<div id='lead'>{LEAD.replace('الساحل ', '<b>الساحل</b> ')}</div>",
        f'<div class="excerpt">{LEAD.replace("على", "&#1593;لى")}</div>',
    ],
)
def test_a_lead_is_put_back(box: str) -> None:
    """A box whose name says that it is a lead gives its words, and a place for them."""
    page = under_the_headline(box)
    article = html.extract(page)
    assert LEAD in article.text.split("\n")
    assert article.text.index(LEAD) < article.text.index("أعلنت البلدية")
    placed = next(p for p in article.placements if p.span.of(article.text) == LEAD)
    assert placed.source.of(page).startswith("مشروع")


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="img-cap">{LEAD}</div>',
        f'<div class="subtitle"><a href="/x">{LEAD}</a></div>',
        '<div class="subtitle">عاجل</div>',
        f'<div class="leaderboard">{LEAD}</div>',
    ],
)
def test_what_is_no_lead_stays_out(box: str) -> None:
    """Captions, links, labels and advertisement boxes are not taken for a lead."""
    assert "انتظاره" not in html.extract(under_the_headline(box)).text
