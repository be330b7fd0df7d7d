"""A run, against a server that the tests start: what is asked, what is kept, what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tawatur.capture import fetch
from tawatur.capture.fetch.questions import Net, Settings
from tawatur.capture.fetch.targets import TargetError

from .conftest import ARTICLE, Fetch, Handler, Site, answer, raw

WAIT = 5.0


def rows(folder: Path) -> list[dict[str, str]]:
    """Read the table beside the pages."""
    return list(csv.DictReader(io.StringIO((folder / "pages.csv").read_text("utf-8"))))


def records(folder: Path) -> list[tuple[str, str, bool]]:
    """List type, address and soundness of every record of the WARC."""
    data = io.BytesIO((folder / ".fetch" / "captures.warc.gz").read_bytes())
    return [
        (r.headers["WARC-Type"], r.headers.get("WARC-Target-URI", ""), r.verify_block_digest())
        for r in ArchiveIterator(data, parse_http=False, record_types=WarcRecordType.any_type)
    ]


def test_a_page_is_kept_as_it_came_and_is_one_that_build_reads(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    made = fetching("/a")["/a"]
    assert made.outcome == "page" and made.file
    assert (tmp_path / "pages" / made.file).read_bytes() == ARTICLE
    assert rows(tmp_path / "pages") == [
        {"file": made.file, "outlet": "", "published": "", "url": f"{site.at}/a", "title": ""}
    ]
    import tawatur

    story = tawatur.build([tmp_path / "pages"])
    assert [(d.url, d.sha256) for d in story.documents] == [(f"{site.at}/a", made.sha256)]
    assert not story.unread


def test_all_that_was_asked_and_answered_is_in_the_warc(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = answer(
        200, gzip.compress(ARTICLE), content_encoding="gzip", x_note="حبر".encode().decode("latin-1")
    )
    site.pages["/old"] = answer(301, location="/a")
    made = fetching("/old")["/old"]
    kept = records(tmp_path / "pages")
    asked = [f"{site.at}/robots.txt", f"{site.at}/old", f"{site.at}/a"]
    assert [k[:2] for k in kept[1:]] == [(kind, url) for url in asked for kind in ("request", "response")]
    assert all(sound for *_, sound in kept)
    data = (tmp_path / "pages" / ".fetch" / "captures.warc.gz").read_bytes()[made.offset or 0 :]
    request, response = [
        (r.headers, r.http_headers and r.http_headers.status_code, r.verify_payload_digest(), r.reader.read())
        for r in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.any_type)
    ][:2]
    assert request[0]["WARC-Concurrent-To"] == response[0]["WARC-Record-ID"]
    assert response[0]["WARC-IP-Address"] == "127.0.0.1"
    assert response[1:3] == (200, True)
    assert gzip.decompress(response[3]) == ARTICLE


def test_redirects_and_the_address_a_page_calls_its_own_are_recorded(
    site: Site, fetching: Fetch, tmp_path: Path
) -> None:
    site.pages["/1"] = answer(302, location="2")  # and then bare Arabic letters
    site.pages["/2"] = answer(308, location="/خبر/3?a=b#part".encode().decode("latin-1"))
    head = b'<head><link href="https://sada.example/?x=1&amp;y=2" rel="canonical">'
    site.pages["/%D8%AE%D8%A8%D8%B1/3?a=b"] = ARTICLE.replace(b"<head>", head)
    made = fetching("/1")["/1"]
    assert made.steps == [f"{site.at}/2", f"{site.at}/%D8%AE%D8%A8%D8%B1/3?a=b"]
    assert made.canonical == "https://sada.example/?x=1&y=2"
    assert rows(tmp_path / "pages")[0]["url"] == f"{site.at}/%D8%AE%D8%A8%D8%B1/3?a=b"


def test_two_addresses_of_one_page_give_one_file(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {"/a": ARTICLE, "/b": answer(301, location="/a")}
    for outcomes in (["page", "again"], ["page", "again"]):
        made = fetching("/a", "/b")
        assert [c.outcome for c in made.values()] == outcomes
        assert made["/a"].file == made["/b"].file
    assert len(rows(tmp_path / "pages")) == 1


def test_robots_txt_binds_and_is_asked_once(site: Site, fetching: Fetch) -> None:
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /closed",
        "/closed/a": ARTICLE,
        "/b": ARTICLE,
        "/c": answer(302, location="/closed/a"),
    }
    made = fetching("/closed/a", "/b", "/c")
    assert [c.outcome for c in made.values()] == ["refused", "page", "refused"]
    assert "robots.txt" in (made["/closed/a"].why or "")
    assert site.paths() == ["/robots.txt", "/b", "/c"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_cannot_be_read_nothing_is_asked(site: Site, fetching: Fetch, status: int) -> None:
    site.pages |= {"/robots.txt": answer(status), "/a": ARTICLE}
    made = fetching("/a")["/a"]
    assert made.outcome == "failed" and "robots.txt" in (made.why or "")
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_is_followed_where_it_is_sent_on(site: Site, fetching: Fetch) -> None:
    site.pages |= {
        "/robots.txt": answer(301, location="/r.txt"),
        "/r.txt": b"User-agent: tawatur\nDisallow: /",
        "/a": ARTICLE,
    }
    assert fetching("/a")["/a"].outcome == "refused"


def test_one_host_is_asked_with_the_wait_that_it_wants(site: Site, fetching: Fetch) -> None:
    site.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 9", "/a": ARTICLE, "/b": ARTICLE}
    clock = [100.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    fetching("/a", "/b", delay=2.0, net=Net(now=lambda: clock[0], sleep=sleep))
    assert slept == [9.0, 9.0]


def test_hosts_take_turns_while_one_is_left_alone(site: Site, fetching: Fetch) -> None:
    site.pages |= {"/1": ARTICLE, "/2": ARTICLE}
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    port = site.at.rpartition(":")[2]
    urls = [f"http://{host}.example:{port}/{n}" for host in ("sada", "marfa") for n in (1, 2)]
    fetching(*urls, delay=10.0, net=Net(now=lambda: clock[0], sleep=sleep, resolver=lambda _host, _port: ["127.0.0.1"]))
    hosts = [headers["host"].partition(".")[0] for path, headers in site.asked if path != "/robots.txt"]
    assert sorted(hosts[:2]) == ["marfa", "sada"]
    assert clock[0] <= 41.0


def test_a_busy_host_is_left_alone_for_as_long_as_it_says(site: Site, fetching: Fetch) -> None:
    site.pages |= {"/a": answer(429, retry_after="3600"), "/b": ARTICLE}
    made = fetching("/a", "/b")
    assert made["/b"].outcome == "failed" and "left alone" in (made["/b"].why or "")
    assert "/b" not in site.paths()


def test_a_second_run_asks_only_whether_pages_have_changed(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    def page(handler: Handler) -> None:
        same = handler.headers["If-None-Match"] == '"1"' and handler.headers["If-Modified-Since"] == "yesterday"
        (answer(304, etag='"1"') if same else answer(200, ARTICLE, etag='"1"', last_modified="yesterday"))(handler)

    site.pages |= {"/a": page, "/b": answer(302, location="/a"), "/c": ARTICLE}
    assert {c.outcome for c in fetching("/a", "/b", "/c").values()} == {"page", "again"}
    before = (tmp_path / "pages" / "pages.csv").read_bytes()
    second = fetching("/a", "/b", "/c")
    assert [second[p].outcome for p in ("/a", "/c")] == ["unchanged", "page"]
    assert (tmp_path / "pages" / "pages.csv").read_bytes() == before
    assert ("revisit", f"{site.at}/a", True) in records(tmp_path / "pages")


def test_a_run_for_new_pages_opens_feeds_again_and_asks_for_no_page_twice(
    site: Site, fetching: Fetch, tmp_path: Path
) -> None:
    feed = "<rss><channel>{}</channel></rss>"
    item = f"<item><link>{site.at}/{{}}</link></item>"
    site.pages |= {"/1": ARTICLE, "/2": ARTICLE, "/feed": feed.format(item.format(1) + item.format("gone")).encode()}
    fetching("/feed", new_only=True)
    site.asked.clear()
    site.pages["/feed"] = feed.format(item.format(1) + item.format(2) + item.format("gone")).encode()
    made = fetching("/feed", new_only=True)
    assert {p: c.outcome for p, c in made.items()} == {"/feed": "list", "/2": "page", "/gone": "failed"}
    assert "/1" not in site.paths()
    next(tmp_path.glob("pages/*.html")).unlink()
    assert sum(c.outcome == "page" for c in fetching("/feed", new_only=True).values()) == 1


def test_a_page_whose_file_is_gone_or_changed_is_asked_for_whole(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = answer(200, ARTICLE, etag='"1"')
    name = fetching("/a")["/a"].file or ""
    (tmp_path / "pages" / name).unlink()
    assert fetching("/a")["/a"].outcome == "page"
    assert "if-none-match" not in site.asked[-1][1]
    assert (tmp_path / "pages" / name).read_bytes() == ARTICLE


def test_cells_that_a_person_filled_in_are_left_alone(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {"/a": ARTICLE, "/b": ARTICLE}
    fetching("/a")
    table = tmp_path / "pages" / "pages.csv"
    table.write_text(table.read_text("utf-8").replace(",,,", ";صدى;;").replace(",", ";").rstrip("\n"), "utf-8")
    before = table.read_text("utf-8")
    fetching("/a", "/b")
    assert table.read_text("utf-8").startswith(before + "\n")
    assert len(table.read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("data", ["file,outlet\na.html,صدى\n".encode("cp1256"), "file,outlet\na.html,صدى\n".encode("utf-16"),
                                  b"file\n" + b"a" * 200_000], ids=["windows", "utf-16", "no-cells"])  # fmt: skip
def test_a_table_that_rows_cannot_be_added_to_is_told_and_left_alone(
    fetching: Fetch, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "pages.csv").write_bytes(data)
    with pytest.raises(fetch.REFUSALS, match=r"pages\.csv"):
        fetching("/a")
    assert (tmp_path / "pages" / "pages.csv").read_bytes() == data


def test_a_page_of_a_million_link_tags_takes_no_time(site: Site, fetching: Fetch) -> None:
    site.pages["/a"] = b"<html>" + b"<link rel=canonical " * 100_000
    begun = time.monotonic()
    assert fetching("/a")["/a"].outcome == "page"
    assert time.monotonic() - begun < 2


def test_feeds_and_sitemaps_are_opened_and_what_they_say_is_kept(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {
        "/rss": answer(200, (
            "<rss><channel><item><link>/1</link><pubDate>Thu, 14 Mar 2024 08:00:00 GMT</pubDate>"
            "<source url='x'>صدى الموانئ</source></item><item><link>/rss</link></item></channel></rss>"
        ).encode(), content_type="application/rss+xml"),
        "/sitemap.xml": answer(200, b"<sitemapindex><sitemap><loc>/s.xml.gz</loc></sitemap></sitemapindex>", content_type="text/xml"),
        "/s.xml.gz": answer(200, gzip.compress(b"<urlset><url><loc>/2</loc></url></urlset>"), content_type="application/x-gzip"),
        "/1": ARTICLE, "/2": ARTICLE,
    }  # fmt: skip
    made = fetching("/rss", "/sitemap.xml")
    assert {p: c.outcome for p, c in made.items()} == {
        "/rss": "list", "/sitemap.xml": "list", "/s.xml.gz": "list", "/1": "page", "/2": "page",
    }  # fmt: skip
    assert [(r["outlet"], r["published"]) for r in rows(tmp_path / "pages")] == [
        ("صدى الموانئ", "2024-03-14"),
        ("", ""),
    ]


def test_what_an_unchanged_feed_names_is_asked_for_again(site: Site, fetching: Fetch) -> None:
    def feed(handler: Handler) -> None:
        body = b"<rss><channel><item><link>/1</link></item></channel></rss>"
        (answer(304) if handler.headers["If-None-Match"] else answer(200, body, etag='"f"'))(handler)

    site.pages |= {"/feed": feed, "/1": ARTICLE}
    fetching("/feed")
    assert {p: c.outcome for p, c in fetching("/feed").items()} == {"/feed": "unchanged", "/1": "page"}


def test_robots_txt_of_another_host_binds_where_one_is_sent_on_to_it(site: Site, fetching: Fetch) -> None:
    port = site.at.rpartition(":")[2]

    def rules(handler: Handler) -> None:
        answer(200, b"User-agent: *\nDisallow: /" if handler.headers["Host"].startswith("marfa") else b"")(handler)

    site.pages |= {"/robots.txt": rules, "/a": answer(302, location=f"http://marfa.example:{port}/b"), "/b": ARTICLE}
    (made,) = fetching(f"http://sada.example:{port}/a", net=Net(resolver=lambda _host, _port: ["127.0.0.1"])).values()
    assert made.outcome == "refused" and f"marfa.example:{port}/robots.txt" in (made.why or "")
    assert "/b" not in site.paths()


def test_what_a_feed_says_becomes_no_formula(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    item = b"<rss><channel><item><link>/1</link><source url='x'> =HYPERLINK(1)\n2</source></item></channel></rss>"
    site.pages |= {"/f": item, "/1": ARTICLE}
    fetching("/f")
    assert rows(tmp_path / "pages")[0]["outlet"] == "HYPERLINK(1) 2"


def test_a_feed_among_pages_is_told_and_not_opened(site: Site, fetching: Fetch) -> None:
    site.pages |= {"/s": b"<urlset><url><loc>/f</loc></url></urlset>", "/f": b"<rss><channel/></rss>"}
    assert "Give its address itself" in (fetching("/s")["/f"].why or "")


def test_lists_in_files_are_asked_line_by_line(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {"/a": ARTICLE}
    listed = tmp_path / "list.txt"
    listed.write_text(f"# addresses\n\n{site.at}/a  # the first\n{site.at}/a\nnonsense\n", "utf-8")
    made = fetching(str(listed))
    assert [c.outcome for c in made.values()] == ["page", "refused"]
    with pytest.raises(TargetError, match="no address either"):
        fetching(str(tmp_path / "nowhere.txt"))


def test_a_limit_ends_a_run_and_the_next_goes_on(site: Site, fetching: Fetch) -> None:
    site.pages |= {f"/{n}": ARTICLE for n in range(5)}
    paths = [f"/{n}" for n in range(5)]
    seen = [list(fetching(*paths, limit=2)) for _ in range(4)]
    assert seen == [["/0", "/1"], ["/2", "/3"], ["/4"], ["/0", "/1"]]


def test_what_failed_is_asked_again_when_a_run_goes_on(site: Site, fetching: Fetch) -> None:
    site.pages |= {"/a": answer(500), "/b": ARTICLE}
    assert fetching("/a", "/b", limit=1)["/a"].outcome == "failed"
    site.pages["/a"] = ARTICLE
    assert [c.outcome for c in fetching("/a", "/b").values()] == ["page", "page"]


# --- what means harm -------------------------------------------------------------------------------------------------


def drip(handler: Handler) -> None:
    """Send a byte at a time, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_head(handler: Handler) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.05)


def silence(_handler: Handler) -> None:
    """Say nothing."""
    time.sleep(3)


def flood(handler: Handler) -> None:
    """Send as fast as the other side reads, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>" * 20_000)


HARM = [
    ("drip", drip, "time"),
    ("drip-head", drip_head, "time|HTTP"),
    ("silence", silence, "time"),
    ("flood", flood, "longer"),
    ("endless-100", raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000), "longer|HTTP"),
    ("bomb", answer(200, gzip.compress(bytes(50 << 20)), content_encoding="gzip"), "more than"),
    ("brotli", answer(200, b"\x0b\x02\x80abc", content_encoding="br"), "only gzip"),
    ("too-short", raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>cut"), "early"),
    ("bad-chunk", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n<p>"), "early"),
    ("no-chunk", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>"), "early|HTTP"),
    ("no-http", raw(b"SSH-2.0-OpenSSH\r\n"), "HTTP"),
    ("hang-up", raw(b""), "HTTP|answer"),
    ("long-line", raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"), "HTTP"),
    ("many-headers", raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"), "HTTP"),
    ("picture", answer(200, b"\x89PNG", content_type="image/png"), "no page"),
    ("entity-bomb", answer(200, b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss/>'), "entities"),
    ("gone", answer(404), "404"),
    ("circle", answer(302, location="/circle"), "circle"),
    ("to-file", answer(302, location="file:///etc/passwd"), "only http"),
    ("to-script", answer(302, location="javascript:alert(1)"), "only http"),
    ("to-user", answer(302, location="http://a:b@sada.example/"), "user name"),
    ("to-nonsense", answer(302, location="http://[::1"), "no address"),
    ("nul", answer(302, location="/a\x0bb"), "control"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "why"), HARM, ids=[h[0] for h in HARM])
def test_a_server_that_means_harm_costs_one_page(
    site: Site, fetching: Fetch, tmp_path: Path, name: str, page: object, why: str
) -> None:
    import re

    site.pages |= {f"/{name}": page, "/z": ARTICLE}  # type: ignore[dict-item]
    begun = time.monotonic()
    made = fetching(f"/{name}", "/z", seconds=0.7, size=2 << 20)
    assert time.monotonic() - begun < WAIT
    assert made[f"/{name}"].outcome in ("failed", "refused")
    assert re.search(why, made[f"/{name}"].why or ""), made[f"/{name}"].why
    assert made["/z"].outcome == "page"
    assert [p.name for p in (tmp_path / "pages").glob("*.html")] == [made["/z"].file]
    assert all(sound for *_, sound in records(tmp_path / "pages"))


def test_a_longer_answer_than_it_said_is_cut_where_it_said(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>HTTP/1.1 200 OK")
    made = fetching("/a")["/a"]
    assert (tmp_path / "pages" / (made.file or "")).read_bytes() == b"<p>"


def test_redirects_come_to_an_end(site: Site, fetching: Fetch) -> None:
    site.pages |= {f"/{n}": answer(302, location=f"/{n + 1}") for n in range(20)}
    assert "sent on 3 times" in (fetching("/0", redirects=3)["/0"].why or "")
    assert "/4" not in site.paths()


def test_what_was_cut_is_marked_so_in_the_warc(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {"/drip": drip, "/flood": flood}
    fetching("/drip", "/flood", seconds=0.5, size=1 << 20)
    data = io.BytesIO((tmp_path / "pages" / ".fetch" / "captures.warc.gz").read_bytes())
    cut = {
        r.headers["WARC-Target-URI"].removeprefix(site.at): r.headers.get("WARC-Truncated")
        for r in ArchiveIterator(data, parse_http=False, record_types=WarcRecordType.response)
    }
    assert cut == {"/robots.txt": None, "/drip": "time", "/flood": "length"}


# --- private addresses -----------------------------------------------------------------------------------------------


def refusing(site: Site, tmp_path: Path, url: str, numbers: dict[str, list[list[str]]] | None = None) -> str:
    """Fetch without leave to ask private numbers, from a resolver of the test's, and return why nothing came."""
    answers = {host: list(given) for host, given in (numbers or {}).items()}

    def resolver(host: str, _port: int) -> list[str]:
        return answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]

    net = Net(resolver=resolver, sleep=lambda _seconds: None)
    (made,) = fetch.fetch([url], tmp_path / "pages", Settings(delay=0, seconds=1.0), net=net)
    assert site.asked == []
    assert made.outcome in ("refused", "failed")
    return made.why or ""


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.0.0.1."]
)
def test_this_machine_is_not_asked(site: Site, tmp_path: Path, host: str) -> None:
    local = {"localhost": [["127.0.0.1"]]}
    assert refusing(site, tmp_path, f"http://{host}:8080/a", local)


def test_a_name_with_a_private_number_is_not_asked(site: Site, tmp_path: Path) -> None:
    assert "169.254.169.254" in refusing(
        site, tmp_path, "http://meta.example/", {"meta.example": [["169.254.169.254"]]}
    )


def test_the_number_that_was_checked_is_the_one_connected_to(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that turns to 127.0.0.1 between two look-ups is refused at the second, and never connected to by name."""
    reached: list[object] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        del timeout
        reached.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("tawatur.capture.fetch.wire.socket.create_connection", connect)
    turning = {"turn.example": [["203.0.114.7"], ["127.0.0.1"]]}
    refusing(site, tmp_path, "http://turn.example/a", turning)
    assert reached == [("203.0.114.7", 80)]


def test_a_redirect_to_this_machine_is_not_followed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server plays a public site: its number is public for the check and leads to it when connected to."""
    site.pages["/a"] = answer(302, location=f"{site.at}/secret".replace(site.at.rpartition(":")[2], "8080"))
    site.pages["/secret"] = ARTICLE
    plain = socket.create_connection
    port = int(site.at.rpartition(":")[2])
    monkeypatch.setattr(
        "tawatur.capture.fetch.wire.socket.create_connection",
        lambda address, timeout: plain(("127.0.0.1", port) if address[0] == "203.0.114.7" else address, timeout),
    )
    net = Net(resolver=lambda _host, _port: ["203.0.114.7"], sleep=lambda _seconds: None)
    (made,) = fetch.fetch(["http://sada.example/a"], tmp_path / "pages", Settings(delay=0), net=net)
    assert made.outcome == "refused" and "no public address" in (made.why or "")
    assert site.paths() == ["/robots.txt", "/a"]


# --- certificates ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_certificate_is_checked_against_the_name(
    fetching: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=sada.example",
         "-addext", "subjectAltName=DNS:sada.example", "-keyout", key, "-out", cert], check=True, capture_output=True,
    )  # fmt: skip

    class Serving(Handler):
        def do_GET(self) -> None:  # noqa: N802  http.server calls it so
            answer(200, ARTICLE if self.path == "/a" else b"")(self)

        def log_message(self, *_args: object) -> None:
            """Keep the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    net = Net(resolver=lambda _host, _port: ["127.0.0.1"])
    port = server.server_address[1]
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    right = fetching(f"https://sada.example:{port}/a", net=net)
    wrong = fetching(f"https://other.example:{port}/a", net=net)
    server.shutdown()
    server.server_close()
    assert [c.outcome for c in right.values()] == ["page"]
    (refused,) = wrong.values()
    assert refused.outcome == "failed" and "certificate" in (refused.why or "").lower()


# --- a run that is killed ----------------------------------------------------------------------------------------------

KILLED = """
import sys
from pathlib import Path
from tawatur.capture import fetch
fetch.fetch(sys.argv[2:], Path(sys.argv[1]), fetch.Settings(allow_private=True, delay=0.0))
"""


def test_a_run_that_is_killed_at_any_moment_loses_nothing_and_goes_on(site: Site, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": ARTICLE.replace(b"</h1>", b" %d</h1>" % n) for n in range(40)}
    folder = tmp_path / "pages"
    urls = [f"{site.at}/{n}" for n in range(40)]
    written: set[str] = set()
    for moment in range(6):
        run = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), *urls],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        wanted = len(site.asked) + 3 + 2 * moment
        until = time.monotonic() + 20
        while len(site.asked) < wanted and run.poll() is None and time.monotonic() < until:
            time.sleep(0.0005)
        run.send_signal(signal.SIGKILL)
        run.wait()
        now_there = {p.name for p in folder.glob("*.html")}
        assert written <= now_there
        written = now_there
    fetch.fetch(urls, folder, Settings(allow_private=True, delay=0.0))
    pages = sorted(folder.glob("*.html"))
    assert sorted(p.read_bytes() for p in pages) == sorted(site.pages[f"/{n}"] for n in range(40))  # type: ignore[type-var]
    assert sorted(r["file"] for r in rows(folder)) == [p.name for p in pages]
    assert all(sound for *_, sound in records(folder))
    lines = [json.loads(line) for line in (folder / ".fetch" / "logbook.jsonl").read_bytes().splitlines()]
    done = [line["url"] for line in lines if "url" in line]
    assert sorted(done) == sorted(urls), "an address that was written down is not asked again"


def test_half_a_line_and_half_a_record_are_cut_off(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages |= {"/a": ARTICLE, "/b": ARTICLE}
    fetching("/a")
    beside = tmp_path / "pages" / ".fetch"
    with (beside / "captures.warc.gz").open("ab") as file:
        file.write(gzip.compress(b"WARC/1.1\r\n" + os.urandom(500))[:-20])
    with (beside / "logbook.jsonl").open("ab") as file:
        file.write(b'{"url":"http://sada.exa')
    fetching("/b")
    assert [url for kind, url, _ in records(tmp_path / "pages") if kind == "response"][-1] == f"{site.at}/b"
    assert all(json.loads(line) for line in (beside / "logbook.jsonl").read_bytes().splitlines())


def test_a_damaged_warc_is_told_and_left_alone(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    fetching("/a")
    warc = tmp_path / "pages" / ".fetch" / "captures.warc.gz"
    data = warc.read_bytes()
    warc.write_bytes(data[:400] + b"garbage" + data[407:])
    with pytest.raises(fetch.REFUSALS, match="damaged"):
        fetching("/a")
    assert len(warc.read_bytes()) == len(data)


def test_a_damaged_logbook_is_told_with_its_line(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    fetching("/a")
    logbook = tmp_path / "pages" / ".fetch" / "logbook.jsonl"
    logbook.write_bytes(b"nonsense\n" + logbook.read_bytes())
    with pytest.raises(fetch.REFUSALS, match="line 1"):
        fetching("/a")


def test_a_row_that_a_killed_run_left_out_is_put_in(site: Site, fetching: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = ARTICLE
    fetching("/a")
    (tmp_path / "pages" / "pages.csv").unlink()
    fetching()
    assert len(rows(tmp_path / "pages")) == 1


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    from tawatur.capture.fetch.locking import BusyError, locked

    with locked(tmp_path / "lock"), pytest.raises(BusyError), locked(tmp_path / "lock"):
        pass


# --- a dry run ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_asks_for_rules_and_feeds_alone_and_writes_nothing(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /no",
        "/feed.xml": b"<rss><channel><item><link>/1</link></item><item><link>/no/2</link></item></channel></rss>",
    }
    made = fetch.plan([f"{site.at}/feed.xml", f"{site.at}/3"], Settings(allow_private=True, delay=0.0))
    outcomes = {c.url.removeprefix(site.at): c.outcome for c in made}
    assert outcomes == {"/feed.xml": "list", "/1": "planned", "/no/2": "refused", "/3": "planned"}
    assert site.paths() == ["/robots.txt", "/feed.xml"]
    assert list(tmp_path.iterdir()) == []


def test_the_program_names_itself_and_whom_to_write_to(site: Site, fetching: Fetch) -> None:
    site.pages["/a"] = ARTICLE
    fetching("/a", version="1.2", contact="desk@sada.example\r\nX: y")
    assert {headers["user-agent"] for _, headers in site.asked} == {"tawatur/1.2 (+desk@sada.exampleX: y)"}
