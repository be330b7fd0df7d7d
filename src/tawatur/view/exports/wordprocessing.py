"""The fixed parts of a Word file (ECMA-376, WordprocessingML): styles, settings, relations; A4, as the language runs."""

from __future__ import annotations

from tawatur.view.exports.xml import Xml, element, file, words
from tawatur.view.language import direction, language

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = {"xmlns:w": W, "xmlns:r": R}
FONT, MONOSPACED = (
    "Arial",
    "Courier New",
)  # on every desk, with Arabic letters; a named font that is not there is replaced
PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "footnotes": "footnotes",
    "footer": "footer",
}
MARGINS = {"top": 1020, "right": 1020, "bottom": 1020, "left": 1020, "header": 500, "footer": 500, "gutter": 0}
WIDTH = 9866  # twentieths of a point between the margins of A4
PARAGRAPHS = {  # style: name, size in half points, bold, colour, indent, space before and after
    "Normal": ("Normal", 22, False, None, 0, 0, 60), "Title": ("Title", 60, True, None, 0, 400, 60),
    "Subtitle": ("Subtitle", 28, False, "555555", 0, 0, 240), "Heading1": ("heading 1", 38, True, None, 0, 480, 160),
    "Heading2": ("heading 2", 28, True, None, 0, 320, 80), "Heading3": ("heading 3", 26, True, None, 0, 280, 20),
    "Account": ("Account", 22, False, None, 0, 100, 40), "Quote": ("Quote", 22, False, None, 280, 0, 20),
    "Passage": ("Passage", 22, False, None, 0, 0, 60),
    "Chain": ("Chain", 19, False, None, 400, 0, 140), "Meta": ("Meta", 19, False, "555555", 0, 0, 80),
    "Item": ("Item", 21, False, None, 280, 0, 20), "Digests": ("Digests", 16, False, None, 0, 0, 140),
    "Warning": ("Warning", 22, True, "8C2318", 0, 120, 120), "FootnoteText": ("footnote text", 17, False, None, 0, 0, 0),
}  # fmt: skip
KEPT = ("Heading1", "Heading2", "Heading3", "Account", "Quote", "Meta")  # never alone at the foot of a page


def value(name: str, given: object = None) -> Xml:
    """Write a property: «w:name» with its value, if it has one."""
    return element(f"w:{name}", None if given is None else {"w:val": given})


def styles() -> bytes:
    """Write the styles: every paragraph as the language being spoken runs."""
    spoken = element("w:lang", {"w:val": "en-GB", "w:bidi": "ar-SA"})
    defaults = element(
        "w:rPrDefault", None, element("w:rPr", None, fonts(FONT), value("sz", 22), value("szCs", 22), spoken)
    )
    marks = element("w:rPr", None, value("vertAlign", "superscript"))
    reference = element(
        "w:style", {"w:type": "character", "w:styleId": "FootnoteReference"}, value("name", "footnote reference"), marks
    )
    rows = [paragraph_style(id_, *row) for id_, row in PARAGRAPHS.items()]
    return file(element("w:styles", SPACES, element("w:docDefaults", None, defaults), *rows, reference))


def paragraph_style(
    id_: str, name: str, size: int, bold: bool, colour: str | None, indent: int, before: int, after: int
) -> Xml:
    """Write a paragraph's style. The left indent is the one that lines begin at, on the right in a right-to-left one."""
    space = element("w:spacing", {"w:before": before, "w:after": after, "w:line": 300, "w:lineRule": "auto"})
    kept = [value("keepNext")] if id_ in KEPT else []
    level = [value("outlineLvl", int(id_[-1]) - 1)] if id_.startswith("Heading") else []
    indented = element("w:ind", {"w:left": indent})
    about = element("w:pPr", None, *kept, *turned(), space, indented, *level)
    weight = [value("b"), value("bCs")] if bold else []
    tint = [value("color", colour)] if colour else []
    runs = element("w:rPr", None, *weight, *tint, value("sz", size), value("szCs", size))
    based = [value("basedOn", "Normal")] if id_ != "Normal" else []
    kind: dict[str, object] = {"w:type": "paragraph", "w:default": 1 if id_ == "Normal" else None, "w:styleId": id_}
    return element("w:style", kind, value("name", name), *based, about, runs)


def turned() -> list[Xml]:
    """Say that what is written runs from right to left, where the language does."""
    return [value("bidi")] if direction() == "rtl" else []


def fonts(name: str) -> Xml:
    """Name a font for every script."""
    return element("w:rFonts", {"w:ascii": name, "w:hAnsi": name, "w:cs": name})


def settings() -> bytes:
    """Write the settings: the notes that part the feet of pages from the text."""
    separators = [element("w:footnote", {"w:id": number}) for number in (-1, 0)]
    return file(element("w:settings", SPACES, element("w:footnotePr", None, *separators)))


def footer() -> bytes:
    """Write the foot of every page: its number."""
    field = element("w:fldSimple", {"w:instr": "PAGE"}, element("w:r", None, element("w:t", None, words("1"))))
    return file(element("w:ftr", SPACES, element("w:p", None, element("w:pPr", None, value("jc", "center")), field)))


def section() -> Xml:
    """Write the section: A4, the foot with the page's number."""
    return element(
        "w:sectPr", None, element("w:footerReference", {"w:type": "default", "r:id": "footer"}),
        element("w:pgSz", {"w:w": 11906, "w:h": 16838}),
        element("w:pgMar", {f"w:{side}": width for side, width in MARGINS.items()}),
        *turned(),
    )  # fmt: skip


def package(title: str) -> dict[str, bytes]:
    """Write what holds the parts together, content types, relations and the title, and the parts that are always the same."""
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations({"word/document.xml": f"{R}/officeDocument", "docProps/core.xml": core}),
        "docProps/core.xml": properties(title),
        "word/_rels/document.xml.rels": relations({f"{n}.xml": f"{R}/{n}" for n in PARTS if n != "document"}),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/footer.xml": footer(),
    }


def content_types() -> bytes:
    """Say what each part is."""
    parts = {f"/word/{name}.xml": f"{OFFICE}.{kind}+xml" for name, kind in PARTS.items()}
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    plain = [element("Default", {"Extension": end, "ContentType": kind}) for end, kind in endings.items()]
    named = [element("Override", {"PartName": name, "ContentType": kind}) for name, kind in parts.items()]
    return file(element("Types", {"xmlns": f"{PACKAGE}/content-types"}, *plain, *named))


def properties(title: str) -> bytes:
    """Write the title and the language; no day and no author, or two files of one story would differ."""
    names = {"xmlns:cp": f"{PACKAGE}/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    about = [element("dc:title", None, words(title)), element("dc:language", None, words(language()))]
    return file(element("cp:coreProperties", names, *about))


def relations(targets: dict[str, str]) -> bytes:
    """Write relations: each target's type; the id is the target's name."""
    rows = [
        element("Relationship", {"Id": target.rsplit("/", 1)[-1].removesuffix(".xml"), "Type": kind, "Target": target})
        for target, kind in targets.items()
    ]
    return file(element("Relationships", {"xmlns": f"{PACKAGE}/relationships"}, *rows))
