"""A feed or a sitemap → the addresses in it, and what it says of each: RSS, Atom, RDF, sitemaps, news sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import msgspec
from lxml import etree

from tawatur.capture.fetch.addresses import joined

MOST_LEADS = 50_000  # what the sitemap protocol allows a file
DEEPEST = 64  # elements inside one another; a feed needs six
WIDE_ENTITY = "<!ENTITY".encode("utf-16-le")[:-1]  # stands in big-endian text as well
ROOTS = {"rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "index"}
ENDS = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
ELEMENT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
HEAD = 1 << 13
ARAB_HOURS = 4  # how far east of Greenwich the Arab countries' clocks go


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """An address to be asked, and what the one that named it says of it.

    ``expands``: a feed or sitemap that stands there is opened. ``via``: where the address was found.
    """

    url: str
    published: str | None = None
    outlet: str | None = None
    via: str | None = None
    expands: bool = False
    depth: int = 0


class FeedError(ValueError):
    """XML that is not opened: says what was seen."""


def looks_like_one(data: bytes) -> bool:
    """Say whether an answer is a feed or a sitemap, by the first element's name."""
    return first_element(data[:HEAD]) in ROOTS


def first_element(head: bytes) -> str:
    """Return the name of the first element behind declaration, remarks and doctype: «rss», «html», or nothing."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith((b"<?", b"<!")):
        end = next(e for begin, e in ENDS if rest.lower().startswith(begin))
        if end == b">" and 0 < rest.find(b"[") < rest.find(b">"):
            end = b"]>"  # a doctype that declares things of its own
        rest = rest.partition(end)[2].lstrip()
    found = ELEMENT.match(rest)
    return found[1].decode("ascii").lower() if found else ""


def leads(data: bytes, url: str, depth: int = 0) -> list[Lead]:
    """List the addresses of a feed or sitemap, in its order, each once. Raises FeedError."""
    root = parsed(data)
    kind = ROOTS.get(name(root))
    if kind is None:
        raise FeedError(f"its first element is <{name(root)}>; feeds begin with {', '.join(f'<{r}>' for r in ROOTS)}")
    found = {"feed": of_feed, "sitemap": of_sitemap, "index": of_index}[kind](root)
    out: dict[str, Lead] = {}
    for lead in found:
        whole = joined(url, lead.url)
        out.setdefault(whole, msgspec.structs.replace(lead, url=whole, via=url, depth=depth + 1))
        if len(out) >= MOST_LEADS:
            break
    return list(out.values())


def parsed(data: bytes) -> etree._Element:
    """Parse XML that may mean harm: no entities, no network, no depth."""
    if b"<!ENTITY" in data or WIDE_ENTITY in data:
        raise FeedError("it declares entities, which no feed needs and bombs are made of")
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        parser.feed(data)
        depth = 0
        for event, _ in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise FeedError(f"its elements stand more than {DEEPEST} deep in one another")
        root = parser.close()
    except etree.XMLSyntaxError as wrong:
        raise FeedError(f"it is no XML that can be read ({wrong})") from wrong
    if root is None:
        raise FeedError("it holds no element")
    return root


def name(element: etree._Element) -> str:
    """Return an element's name without its namespace, in small letters."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def texts(element: etree._Element) -> dict[str, str]:
    """Map the names of an element's children to their words; the first of a name counts."""
    out: dict[str, str] = {}
    for child in element:
        words = "".join(child.itertext()).strip() if isinstance(child.tag, str) else ""
        if words:
            out.setdefault(name(child), words)
    return out


def of_feed(root: etree._Element) -> Iterator[Lead]:
    """Yield the items of RSS and RDF and the entries of Atom."""
    for item in root.iter():
        if name(item) not in ("item", "entry"):
            continue
        said = texts(item)
        if target := item_link(item, said):
            when = day(said.get("pubdate") or said.get("published") or said.get("date") or said.get("issued"))
            yield Lead(url=target, published=when, outlet=said.get("publisher") or rss_source(item))


def rss_source(item: etree._Element) -> str | None:
    """Return the outlet that an RSS item was taken from: «<source url=…>صدى الموانئ</source>»; Atom's is another thing."""
    for child in item:
        if name(child) == "source" and child.get("url") and not len(child) and (child.text or "").strip():
            return str(child.text).strip()
    return None


def item_link(item: etree._Element, said: dict[str, str]) -> str | None:
    """Return an item's address: Atom's alternate link, RSS's <link>, else a guid that says it is one."""
    for child in item:
        if name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    if said.get("link"):
        return said["link"]
    for child in item:
        words = (child.text or "").strip() if name(child) == "guid" else ""
        if words.startswith(("http://", "https://")) and child.get("isPermaLink", "true") == "true":
            return words
    return None


def of_sitemap(root: etree._Element) -> Iterator[Lead]:
    """Yield the addresses of a sitemap, with what a news sitemap says beside them; «lastmod» is no publication date."""
    for entry in root:
        said = texts(entry) if name(entry) == "url" else {}
        if "loc" not in said:
            continue
        news = [child for child in entry if name(child) == "news"]
        told = texts(news[0]) if news else {}
        paper = [texts(child) for child in (news[0] if news else ()) if name(child) == "publication"]
        yield Lead(
            url=said["loc"], published=day(told.get("publication_date")), outlet=paper[0].get("name") if paper else None
        )


def of_index(root: etree._Element) -> Iterator[Lead]:
    """Yield the sitemaps that an index names."""
    for entry in root:
        if name(entry) == "sitemap" and (where := texts(entry).get("loc")):
            yield Lead(url=where, expands=True)


def day(text: str | None) -> str | None:
    """Read the day of a feed's time stamp, if it is one day in the Arab countries, whatever their clock.

    «Tue, 19 Jul 2022 23:10:00 GMT» is the 20th in Baghdad: no day is chosen. A stamp with its own zone says its day.
    """
    read = stamp(text.strip()) if text else None
    if read is None:
        return None
    if read.utcoffset():
        return read.date().isoformat()
    east = read + timedelta(hours=ARAB_HOURS)
    timeless = len((text or "").strip()) == len("2022-07-19")
    return read.date().isoformat() if timeless or east.date() == read.date() else None


def stamp(text: str) -> datetime | None:
    """Read a time stamp as RSS («Tue, 19 Jul 2022 08:00 GMT») or Atom («2022-07-19T08:00:00Z») writes it."""
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return reader(text)
        except (ValueError, TypeError, IndexError):
            continue
    return None
