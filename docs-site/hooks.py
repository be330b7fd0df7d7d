"""MkDocs' events → a site that stands alone: fonts and search beside it, nothing loaded from elsewhere."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

HERE = Path(__file__).parent
FONTS = HERE.parent / "src" / "tawatur" / "view" / "static" / "fonts"
LINK = re.compile(r"\[([^\]\n]+)\]\((\.\./[^)#\s]+)(?:#[^)\s]*)?\)")
NOT_LOADED = {
    "canonical",
    "alternate",
    "next",
    "prev",
    "author",
    "license",
}  # what a <link> of these names is not asked for
NOT_YET = "هذه الصفحة لم تترجم بعد، وهي هنا بالإنجليزية."


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Name the files that a page links to outside docs/: they are in the repository, not in the site."""
    if not translated(page):
        page.meta["search"] = {"exclude": True}  # it is found once, where it is at home
    folder = posixpath.dirname(page.file.src_uri)

    def named(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        return f"{link[1]} (`{target[3:]}`)" if target.startswith("../") else link[0]

    return LINK.sub(named, markdown)


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Say of a page without a translation that it has none, and set it in its own direction."""
    if translated(page):
        return html
    return f'<p class="not-translated" lang="ar" dir="rtl">{NOT_YET}</p>\n<div lang="en" dir="ltr">\n{html}\n</div>'


def translated(page: Page) -> bool:
    """Say whether a page is in the language that its site is in."""
    return bool(page.file.locale == page.file.locale_alternate_of)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Put fonts and the search's shim into the site, take stemmers out. Raises PluginError for outside loads."""
    site = Path(config.site_dir)
    shutil.copytree(FONTS, site / "assets" / "fonts", dirs_exist_ok=True)
    shutil.copytree(HERE / "iframe-worker", site / "assets" / "iframe-worker", dirs_exist_ok=True)
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)  # stemmers that the search does without
    if found := [f"{path.relative_to(site)}: {load}" for path in pages(site) for load in loads(path)]:
        raise PluginError("the site would load from elsewhere; put it beside the site:\n  " + "\n  ".join(found))


def pages(site: Path) -> list[Path]:
    """List what a browser may load further things from."""
    return sorted(p for p in site.rglob("*") if p.suffix in (".html", ".css", ".svg"))


def loads(path: Path) -> Iterator[str]:
    """Yield what a file makes a browser ask another host for; a link that a reader may follow is none."""
    text = path.read_text("utf-8")
    yield from re.findall(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""", text)
    parser = Loads()
    parser.feed(text)
    yield from parser.found


class Loads(HTMLParser):
    """Gathers the addresses on other hosts that the elements of a page load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" or (tag == "link" and set(given.get("rel", "").split()) <= NOT_LOADED):
            return
        for name in ("src", "href", "srcset", "data", "poster", "action", "xlink:href"):
            self.found += re.findall(r"(?:https?:)?//[^\s,]+", given.get(name, ""))
