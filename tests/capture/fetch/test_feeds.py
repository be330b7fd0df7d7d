"""Feeds and sitemaps: their addresses, days and outlets; what means harm is not opened."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.capture.fetch.feeds import FeedError, day, leads, looks_like_one

BASE = "https://sada.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صدى الموانئ</title><link>https://sada.example/</link>
<item><title>أ</title><link>/news/1</link><pubDate>Thu, 14 Mar 2024 08:15:00 GMT</pubDate></item>
<item><link>https://bawsala.example/2</link><source url="https://bawsala.example/rss">بوصلة</source><dc:date>2024-03-15T23:30:00+03:00</dc:date></item>
<item><guid isPermaLink="true">https://sada.example/3</guid><pubDate>Thu, 14 Mar 2024 22:00:00 +0000</pubDate></item>
<item><guid isPermaLink="false">https://sada.example/no</guid></item>
<item><link>/news/1</link></item></channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>المرفأ</title>
<entry><link rel="self" href="/self"/><link rel="alternate" href="a1"/><updated>2024-03-20T01:00:00Z</updated>
<source><title>feed of feeds</title></source></entry>
<entry><link href="https://almarfa.example/2"/><published>2024-03-14</published></entry></feed>""".encode()
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://sada.example/1</loc><lastmod>2024-05-01</lastmod>
<news:news><news:publication><news:name>صدى الموانئ</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>2024-03-14T09:00:00+02:00</news:publication_date></news:news></url>
<url><loc>https://sada.example/2</loc><lastmod>2024-05-01</lastmod></url></urlset>""".encode()
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://sada.example/s1.xml</loc></sitemap>
</sitemapindex>"""


def told(data: bytes) -> list[tuple[str, str | None, str | None]]:
    return [(lead.url, lead.published, lead.outlet) for lead in leads(data, BASE)]


def test_rss_items_give_address_day_and_the_outlet_they_name() -> None:
    assert told(RSS) == [
        ("https://sada.example/news/1", "2024-03-14", None),
        ("https://bawsala.example/2", "2024-03-15", "بوصلة"),
        ("https://sada.example/3", None, None),
    ]


def test_atom_entries_give_their_alternate_link_and_no_day_of_mere_updating() -> None:
    assert told(ATOM) == [
        ("https://sada.example/feeds/a1", None, None),
        ("https://almarfa.example/2", "2024-03-14", None),
    ]


def test_a_news_sitemap_names_paper_and_day_and_lastmod_is_no_day() -> None:
    assert told(NEWS) == [
        ("https://sada.example/1", "2024-03-14", "صدى الموانئ"),
        ("https://sada.example/2", None, None),
    ]


def test_an_index_gives_sitemaps_that_are_opened() -> None:
    assert [(lead.url, lead.expands, lead.depth) for lead in leads(INDEX, BASE)] == [
        ("https://sada.example/s1.xml", True, 1)
    ]


def test_an_item_without_a_sound_address_is_left_to_be_refused_in_its_turn() -> None:
    assert told(b"<rss><item><link>http://[::1</link></item></rss>") == [("http://[::1", None, None)]


@pytest.mark.parametrize(("stamp", "said"), [
    ("Tue, 19 Jul 2022 12:00:00 GMT", "2022-07-19"), ("Tue, 19 Jul 2022 21:10:00 GMT", None), ("2022-07-19T21:10:00Z", None),
    ("2022-07-19T23:59:00+01:00", "2022-07-19"), ("2022-07-19", "2022-07-19"), ("2022-02-30", None), ("أمس", None), ("", None),
    (None, None),
])  # fmt: skip
def test_a_stamp_gives_a_day_only_where_it_is_one_day_in_all_arab_countries(
    stamp: str | None, said: str | None
) -> None:
    assert day(stamp) == said


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss><channel><item><link>&j;</link></item></channel></rss>"
)
FILE = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><link>&x;</link></item></rss>'


@pytest.mark.parametrize("data", [
    BOMB, FILE, BOMB.decode().replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16"),
    b"<rss>" + b"<a>" * 1_000_000, b"<rss>" + b"<a>" * 200 + b"</a>" * 200 + b"</rss>", b"<html><body/></html>", b"", b"<", b"{}",
])  # fmt: skip
def test_what_is_no_feed_or_means_harm_is_not_opened(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(FeedError):
        leads(data, BASE)
    assert time.monotonic() - begun < 5


def test_a_tag_of_a_million_attributes_takes_no_time() -> None:
    begun = time.monotonic()
    data = (
        b"<rss><item "
        + b" ".join(b'a%d="1"' % n for n in range(200_000))
        + b"><link>https://sada.example/1</link></item></rss>"
    )
    leads(data, BASE)
    assert time.monotonic() - begun < 5


@given(st.binary() | st.binary().map(lambda b: b"<rss><item><link>" + b))
def test_any_bytes_are_opened_or_refused(data: bytes) -> None:
    looks_like_one(data)
    try:
        leads(data, BASE)
    except FeedError as wrong:
        assert str(wrong)


@pytest.mark.parametrize(
    "data", [RSS, ATOM, NEWS, INDEX, b"\xef\xbb\xbf" + RSS, b"<!-- a > b -->\n" + RSS[39:], BOMB, b"<atom:feed/>"]
)
def test_feeds_are_known_by_their_first_element(data: bytes) -> None:
    assert looks_like_one(data)


@pytest.mark.parametrize(
    "data", [b"<!doctype html><html>", b"<?xml version='1.0'?><html xmlns='x'><body>rss</body></html>", b"rss"]
)
def test_pages_are_not_taken_for_feeds(data: bytes) -> None:
    assert not looks_like_one(data)
