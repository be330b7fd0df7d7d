"""The formats that a story is written in: each one's name, file ending, media type, and who writes it.

A writer takes a story and returns bytes, or a folder's files by name: these are written into a folder, or into one ZIP.
Writers live in modules that are imported when their format is asked for, so that a library that is not installed is missed
by its own format alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from tawatur.base.story import Story

HERE = "tawatur.view.exports."
Written = bytes | Mapping[str, bytes]
EPOCH = (1980, 1, 1, 0, 0, 0)  # every entry's time in a ZIP: the same story gives the same bytes


class Format(NamedTuple):
    """One format. ``writer``: «module:function» in this package, called with the story and ``options``.

    ``says`` what it is, ``read_by`` whom; ``page`` of `docs/formats` tells the rest. ``extra``: the optional dependency it
    needs, named as in `pip install tawatur[extra]`, or null.
    """

    name: str
    ending: str
    media_type: str
    writer: str
    says: str
    read_by: str
    page: str
    extra: str | None = None
    options: Mapping[str, bool] = {}


class ExportError(ValueError):
    """A story that cannot be written in a format: says which, why, and what to do."""


FORMATS = {
    f.name: f
    for f in (
        Format(
            "json", ".json", "application/json", "tawatur.view.json_export:to_json",
            "the whole story, as its schema says", "programs", "story.md",
        ),
        Format(
            "judgements", ".jsonl", "application/jsonl", "tawatur.view.json_export:to_judgements",
            "what people have judged, to share and replay", "another desk's Tawatur", "story.md",
        ),
        Format(
            "web-annotation", ".jsonld", "application/ld+json", HERE + "web_annotation:to_web_annotation",
            "W3C Web Annotations: every mention, time, attribution… with its place", "annotation servers, triple stores",
            "annotations.md",
        ),
        Format(
            "uima", ".zip", "application/zip", HERE + "uima:to_uima",
            "UIMA CAS XMI and its type system", "INCEpTION, DKPro", "annotations.md",
        ),
        Format(
            "brat", ".zip", "application/zip", HERE + "brat:to_brat",
            "brat stand-off files with their configuration", "brat", "annotations.md",
        ),
        Format(
            "bibtex", ".bib", "application/x-bibtex", HERE + "bibtex:to_bibtex",
            "a BibTeX entry for each page", "LaTeX, JabRef, Zotero", "citations.md",
        ),
        Format(
            "ris", ".ris", "application/x-research-info-systems", HERE + "ris:to_ris",
            "a RIS record for each page", "Zotero, EndNote, Mendeley", "citations.md",
        ),
        Format(
            "csl-json", ".json", "application/vnd.citationstyles.csl+json", HERE + "csl_json:to_csl_json",
            "a CSL-JSON item for each page", "Zotero, pandoc, Quarto", "citations.md",
        ),
        Format(
            "schema-org", ".jsonld", "application/ld+json", HERE + "schema_org:to_schema_org",
            "schema.org: a NewsArticle for each page, and whom it names", "search engines, JSON-LD", "citations.md",
        ),
        Format(
            "claimreview", ".jsonld", "application/ld+json", HERE + "claimreview:to_claimreview",
            "ClaimReview drafts without a rating", "people who check claims, and fill in", "citations.md",
        ),
        Format(
            "icalendar", ".ics", "text/calendar", HERE + "icalendar:to_icalendar",
            "a calendar of the dated events", "calendars", "citations.md",
        ),
        Format(
            "timelinejs", ".json", "application/json", HERE + "timelinejs:to_timelinejs",
            "a timeline", "TimelineJS 3", "citations.md",
        ),
        Format(
            "csv", ".zip", "application/zip", HERE + "csvs:to_csv",
            "a CSV file a table, with a Frictionless datapackage.json", "R, pandas, SQLite, frictionless", "tables.md",
        ),
        Format(
            "csv-excel", ".zip", "application/zip", HERE + "csvs:to_excel",
            "the same for spreadsheets: byte-order mark, no cell a formula, what was cut is noted",
            "Excel, LibreOffice Calc, Google Sheets", "tables.md",
        ),
        Format(
            "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", HERE + "xlsx:to_xlsx",
            "an Excel workbook, a right-to-left sheet a table", "Excel, LibreOffice Calc", "tables.md", extra="xlsx",
        ),
        Format(
            "parquet", ".zip", "application/zip", HERE + "parquet:to_parquet",
            "a typed Parquet file a table", "pandas, polars, DuckDB, R", "tables.md", extra="tables",
        ),
        Format(
            "jsonl", ".jsonl", "application/jsonl", HERE + "jsonl:to_jsonl",
            "every row of every table as one JSON object", "jq, Elasticsearch, programs line by line", "tables.md",
        ),
        Format(
            "plover", ".tsv", "text/tab-separated-values", HERE + "plover:to_plover",
            "event records in POLECAT's columns, one for each event and page", "users of POLECAT and PLOVER", "tables.md",
        ),
        Format(
            "gdelt", ".zip", "application/zip", HERE + "gdelt:to_gdelt",
            "events and mentions in GDELT 2.0's columns", "users of GDELT", "tables.md",
        ),
        Format(
            "ftm", ".jsonl", "application/jsonl", HERE + "ftm:to_ftm",
            "FollowTheMoney entities", "Aleph, OpenSanctions' tools", "graphs.md",
        ),
        Format(
            "gexf", ".zip", "application/zip", HERE + "gexf:to_gexf",
            "who tells and copies whom, and who took part in what: two graphs", "Gephi", "graphs.md",
        ),
        Format(
            "graphml", ".zip", "application/zip", HERE + "graphml:to_graphml",
            "the same two graphs", "yEd, Cytoscape, igraph, networkx", "graphs.md",
        ),
        Format(
            "prov", ".json", "application/json", HERE + "prov:to_prov",
            "PROV-JSON: what each quoted passage came from, teller by teller", "ProvToolbox, ProvStore, prov",
            "linked-data.md",
        ),
        Format(
            "rdf", ".ttl", "text/turtle", HERE + "rdf:to_rdf",
            "RDF in Turtle: reported events (SEM), chains (PROV-O), anchors (NIF, Web Annotation)",
            "triple stores, SPARQL", "linked-data.md",
        ),
        Format(
            "dossier", ".html", "text/html", HERE + "dossier_html:to_dossier",
            "a dossier on A4, every value with a numbered note", "people, on paper or as a PDF", "dossier.md",
        ),
        Format(
            "dossier-docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            HERE + "dossier_docx:to_docx", "the same dossier with real footnotes", "Word, LibreOffice Writer", "dossier.md",
        ),
    )
}  # fmt: skip


def write(story: Story, name: str) -> Written:
    """Write a story in a format, our own words in the language being spoken.

    Raises ExportError for an unknown format, or one whose library is not installed.
    """
    if name not in FORMATS:
        raise ExportError(f"export to {name!r}: there is no such format. These are: {', '.join(FORMATS)}")
    made = FORMATS[name]
    return writer_of(made)(story, **made.options)


def writer_of(made: Format) -> Callable[..., Written]:
    """Import a format's writer. Raises ExportError where its library is not installed."""
    module, _, function = made.writer.partition(":")
    try:
        return getattr(import_module(module), function)  # type: ignore[no-any-return]
    except ModuleNotFoundError as missing:
        if made.extra is None:
            raise
        raise ExportError(
            f"export to {made.name}: {missing.name} is not installed. Install it: pip install 'tawatur[{made.extra}]'"
        ) from missing


def packed(files: Mapping[str, bytes]) -> bytes:
    """Put files into one ZIP, the same bytes for the same files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
