"""Gold facts of either kind, and a story, reduced to one shape: per page, the surfaces and values of each layer."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tawatur.scoring.surfaces import plain, variants

Names = dict[str, set[str]]


@dataclass
class Named:
    """An entity: its kind, its names by page, what it must not be merged with."""

    kind: str
    names: Names
    apart: list[str] = field(default_factory=list)


@dataclass
class Facts:
    """One side of the comparison."""

    pages: list[str]
    entities: dict[str, Named]
    offices: list[tuple[str, str, str]]
    times: list[tuple[str, str, str | None]]
    attributions: list[tuple[str, str, list[Any]]]
    events: list[dict[str, Any]]
    disagreements: list[tuple[str, set[str], bool]]
    wordings: list[tuple[str, str]]
    published: dict[str, Any]
    residue: dict[str, list[str]]
    texts: dict[str, str | None] = field(default_factory=dict)
    reuse: set[tuple[str, ...]] = field(default_factory=set)


def reduce_gold(gold: dict[str, Any], pages: Path | None) -> Facts:
    """Reduce a gold file; `pages` is the folder of page texts that facts-only gold is looked up in."""
    spans = "documents" in gold
    documents = gold["documents"] if spans else gold["pages"]
    names = [d["id"] for d in documents]
    texts = {p: read_page(pages, p) for p in names}
    page = "document" if spans else "page"
    return Facts(
        pages=names,
        entities={e["id"]: named(e, spans, texts) for e in gold["entities"]},
        offices=[
            (p, o["person"], o["title"]["text"] if spans else o["title"])
            for o in gold["offices"]
            if o["person"]
            for p in ([o["document"]] if spans else o["pages"])
        ],
        times=[(t[page], t["text"], t.get("value")) for t in gold["times"]],
        attributions=[
            (a[page], a["source"]["text"] if spans else a["source"], a.get("chain") or []) for a in gold["attributions"]
        ],
        events=span_events(gold) if spans else [{**v, "pages": set(v["pages"])} for v in gold["events"]],
        disagreements=[(d["field"], pages_of(d, spans), d.get("real", True)) for d in gold["disagreements"]],
        wordings=list(wordings(gold["wordings"], spans)),
        published={d["id"]: publication(d["published"], spans) for d in documents},
        residue={d["id"]: [r["text"] if spans else r for r in d.get("residue", [])] for d in documents},
        texts=texts,
    )


def read_page(pages: Path | None, page: str) -> str | None:
    """Read a page's text where its folder is known."""
    path = pages / f"{page}.txt" if pages else None
    return path.read_text("utf-8") if path and path.exists() else None


def named(entity: dict[str, Any], spans: bool, texts: dict[str, str | None]) -> Named:
    """Reduce a gold entity; facts-only gold names surfaces, and a page holds those whose reading its text has."""
    names: Names = defaultdict(set)
    if spans:
        for m in entity["mentions"]:
            names[m["document"]].add(m["text"])
    elif by_page := entity.get("names_by_page"):
        for p, exact in by_page.items():
            names[p] |= set(exact)
    else:
        for p in entity["pages"]:
            text = plain(texts[p]) if texts.get(p) else None
            names[p] |= {n for n in entity["names"] if text is None or any(v in text for v in variants(n))}
    return Named(entity["kind"], names, entity.get("must_not_merge_with") or [])


def span_events(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Give each row of a span gold's chronology the pages of its event mentions."""
    where = defaultdict(set)
    for v in gold["events"]:
        where[v["id"]].add(v["document"])
    return [
        {**row, "pages": set().union(*(where[v] for v in row["events"]), row.get("documents", []))}
        for row in gold["chronology"]
    ]


def pages_of(disagreement: dict[str, Any], spans: bool) -> set[str]:
    """Name the pages whose values differ."""
    return {v["document"] for v in disagreement["values"]} if spans else set(disagreement["values"])


def wordings(gold: list[dict[str, Any]], spans: bool) -> Any:
    """Yield (page, surface)."""
    for w in gold:
        if spans:
            yield w["document"], w["text"]
        else:
            yield from ((p, s) for p, forms in w["values"].items() for s in forms)


def publication(said: Any, spans: bool) -> dict[str, str | None]:
    """Reduce what gold says of a page's date: what its own text dates it to, the day, what all texts allow."""
    value = said if not spans else said.get("value")
    alone = (said if not spans else said.get("from_this_text_alone")) or ""
    return {
        "dated": alone if re.match(r"\d{4}", alone) else None,
        "day": value,
        "allowed": said.get("from_the_five_texts") if spans else None,
    }


def reduce_story(story: dict[str, Any]) -> Facts:
    """Reduce an exported story; a page is named by its file's stem."""
    page = {d["id"]: Path(d["source"]).stem for d in story["documents"]}
    text = {d["id"]: d["text"] for d in story["documents"]}
    entities: dict[str, Named] = {}
    for e in story["entities"]:
        names: Names = defaultdict(set)
        for m in e["mentions"]:
            names[page[m["document"]]].add(m["text"])
        entities[e["id"]] = Named(e["kind"], names)
    return Facts(
        pages=list(page.values()),
        entities=entities,
        offices=[(page[o["document"]], e["id"], o["title"]) for e in story["entities"] for o in e["offices"]],
        times=[(page[t["document"]], t["text"], t["value"]) for t in story["times"]],
        attributions=[
            (page[a["document"]], a["source"]["text"], a["chain"])
            for a in story["attributions"]
            if a["source"] and a["source"]["text"]
        ],
        events=[{**row, "pages": {page[d] for d in row["documents"]}} for row in story["chronology"]],
        disagreements=[
            (d["field"], {page[x] for v in d["values"] for x in v["documents"]}, True)
            for d in story["disagreements"]
            if d["kind"] == "contradiction"
        ],
        wordings=[(page[t["document"]], t["text"]) for w in story["wordings"] for t in w["terms"]],
        published={page[d["id"]]: d["published"]["value"] for d in story["documents"]},
        residue={
            page[d["id"]]: [text[d["id"]][s:e] for s, e in (r["span"] for r in d["residue"])]
            for d in story["documents"]
        },
        texts={page[i]: t for i, t in text.items()},
        reuse={
            tuple(sorted((page[r["a"]["document"]], page[r["b"]["document"]])))
            for r in story["reuse"]
            if r["words"] >= RUN
        },
    )


RUN = 8  # words in a row that two pages must share to count as reuse
