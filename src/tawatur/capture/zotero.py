"""A library exported from Zotero (RDF, or CSL-JSON with attachments) → what its items say of the files beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import msgspec

from tawatur.capture.sidecar import Table

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
ZOTERO = "{http://www.zotero.org/namespaces/export#}"
LINK = "{http://purl.org/rss/1.0/modules/link/}"
CSL = re.compile(
    rb'^\s*(?:\xef\xbb\xbf)?\[\s*\{(?=[^\x00]*"type"\s*:\s*"(?:article|webpage|post|broadcast|report|document))'
)
SIGNS = re.compile(rb'"(?:issued|container-title|accessed|attachments|citation-key|URL)"\s*:')


def is_library(name: str, head: Callable[[], bytes]) -> bool:
    """Say whether a file is such a library, by its name and its beginning."""
    if name.lower().endswith(".rdf"):
        return True
    return name.lower().endswith(".json") and bool(CSL.match(begun := head())) and bool(SIGNS.search(begun))


def read(data: bytes, name: str) -> Table:
    """Read a library into facts by the attached file's path."""
    table = Table({}, {}, [])
    try:
        items = list(from_rdf(data) if name.lower().endswith(".rdf") else from_csl(data))
    except (ValueError, SyntaxError, RecursionError) as wrong:
        said = " ".join(str(wrong).split())[:200]
        table.faults.append(f"is no library that can be read ({said}); its pages are read without it. Export it again.")
        return table
    bare = 0
    for number, (facts, files) in enumerate(items, 1):
        bare += not files
        for file in files:
            table.rows[file] = facts
            table.lines[file] = f"item {number}"
    if bare:
        table.faults.append(
            f"{bare} of its {len(items)} items {'have' if bare > 1 else 'has'} no file attached, and nothing is fetched here: "
            "export the library with its files, or save those pages."
        )
    return table


def from_csl(data: bytes) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Yield the facts and the files of each item of CSL-JSON."""
    items = msgspec.json.decode(data)
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            outlet = item.get("container-title") or item.get("publisher")
            facts = {"title": item.get("title"), "outlet": outlet, "url": item.get("URL"), "published": issued(item)}
            yield kept(facts), attached(item)


def issued(item: dict[str, Any]) -> str | None:
    """Write the date of a CSL item: {"date-parts": [[2019, 3, 5]]} is 2019-03-05."""
    date = item.get("issued")
    if not isinstance(date, dict):
        return date if isinstance(date, str) else None
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and len(parts[0]) > 1:
        return "-".join(f"{int(p):02}" for p in parts[0] if str(p).isdigit())
    raw = date.get("raw") or date.get("literal")
    return raw if isinstance(raw, str) else None


def attached(item: dict[str, Any]) -> list[str]:
    """List the files of a CSL item: «attachments» with a path each, or «file» with paths parted by «;»."""
    listed = item.get("attachments")
    paths = (
        [a.get("path") or a.get("localPath") for a in listed if isinstance(a, dict)] if isinstance(listed, list) else []
    )
    file = item.get("file")
    return [
        plain_path(p) for p in [*paths, *(file.split(";") if isinstance(file, str) else [])] if isinstance(p, str) and p
    ]


def from_rdf(data: bytes) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Yield the facts and the files of each item of Zotero RDF; no entity is resolved and nothing is loaded."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    by_name = {n: e for e in root if (n := e.get(f"{RDF}about") or e.get(f"{RDF}ID"))}
    for item in root:
        kind = item.findtext(f"{ZOTERO}itemType")
        if kind is None or kind == "attachment":
            continue
        links = [by_name.get(link.get(f"{RDF}resource", "")) for link in item.iter(f"{LINK}link")]
        files = [path for a in links if a is not None and (path := resource(a))]
        yield item_facts(item, by_name), files


def resource(attachment: Any) -> str | None:
    """Return the path of an attached file."""
    held = attachment.find(f"{RDF}resource")
    path = held.get(f"{RDF}resource") if held is not None else None
    return plain_path(path) if path else None


def item_facts(item: Any, by_name: dict[str, Any]) -> dict[str, str]:
    """Collect what an item says: its title, the publication it is part of, its date, its address."""
    part = item.find(f"{TERMS}isPartOf")
    whole = None
    if part is not None:
        whole = by_name.get(part.get(f"{RDF}resource", ""))
        whole = part if whole is None else whole
    outlet = whole.findtext(f".//{DC}title") if whole is not None else None
    address = item.find(f"{DC}identifier//{RDF}value")
    return kept({
        "title": item.findtext(f"{DC}title"), "outlet": outlet or item.findtext(f"{PRISM}publicationName"),
        "published": item.findtext(f"{DC}date"), "url": address.text if address is not None else None,
    })  # fmt: skip


def kept(facts: dict[str, object]) -> dict[str, str]:
    """Keep the facts that are there; an address is one of the web or none."""
    said = {k: " ".join(v.split()) for k, v in facts.items() if isinstance(v, str) and v.strip()}
    if not said.get("url", "http://").startswith(("http://", "https://")):
        del said["url"]
    return said


def plain_path(path: str) -> str:
    """Write an attachment's path as it stands beside the library: «files/12/a%20b.html» → «files/12/a b.html»."""
    return unquote(path.strip()).replace("\\", "/").removeprefix("file://").removeprefix("./").removeprefix("files:")
