"""While a person writes, a page that would come out as before is not made again.

MkDocs makes every page again for each changed line, which takes a third of the wait. A page's content is made
of its Markdown; the page around it of that, of the headings of its neighbours, and of the frame of all pages:
navigation, banner, templates. What is made of the same as in the build before is taken from there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.leftovers import without_leftovers
from handbook.project import PROJECT

OVERRIDES = PROJECT / "docs/overrides"
TEMPLATE = "cached.html"  # one of those, which renders nothing


@dataclass
class CachedPage:
    """A page as it was made: its source, what MkDocs made of it, the headings beside it, and the whole page.

    `links` are the anchors that it leads to, by file.
    """

    source: str
    content: str = ""
    toc: Any = None
    anchors: set[str] | None = None
    links: dict[str, dict[str, str]] | None = None
    beside: str = ""
    output: str = ""


class PageCache:
    """The pages of the builds before, as long as their frame is the same."""

    def __init__(self) -> None:
        self.frame = ""
        self.pages: dict[str, CachedPage] = {}
        self.unchanged: set[str] = set()

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """Before a build: forget all pages where the frame is another, or a file came or went."""
        names = sorted(file.src_uri for file in files)
        frame = [config.nav, config.site_url, config.extra["handbook"], names]
        digest = hashlib.sha256(json.dumps(frame).encode())
        for path in without_leftovers((PROJECT / "mkdocs.yml", *OVERRIDES.rglob("*"))):
            digest.update(path.read_bytes())
        if digest.hexdigest() != self.frame:
            self.frame, self.pages = digest.hexdigest(), {}
        self.unchanged = set()

    def markdown(self, page: Page, markdown: str) -> str:
        """What MkDocs is to read of a page: nothing, where its content is known."""
        name, source = page.file.src_uri, json.dumps([page.meta, markdown], default=str)
        cached = self.pages.get(name)
        if cached and cached.source == source and cached.toc is not None:  # None where a build broke off
            self.unchanged.add(name)
            return ""
        self.pages[name] = CachedPage(source)
        return markdown

    def content(self, page: Page, html: str, files: Files) -> str:
        """A page's content, from the cache or for it; with it what MkDocs looks at for links and headings."""
        name = page.file.src_uri
        cached = self.pages[name]
        if name not in self.unchanged:
            cached.content, cached.toc, cached.anchors = html, page.toc, page.present_anchor_ids
            cached.links = {file.src_uri: dict(all_) for file, all_ in (page.links_to_anchors or {}).items()}
            return html
        page.toc, page.present_anchor_ids = cached.toc, cached.anchors
        found = {files.get_file_from_path(file): links for file, links in (cached.links or {}).items()}
        page.links_to_anchors = {file: links for file, links in found.items() if file}
        return cached.content

    def choose(self, files: Files) -> None:
        """When all content is there: have no template filled for a page that is as it was."""
        for file in files.documentation_pages():
            page, cached = file.page, self.pages[file.src_uri]
            assert page is not None  # noqa: S101 - MkDocs has made them all by now
            beside = json.dumps([_heading(page.previous_page), _heading(page.next_page)])
            if file.src_uri in self.unchanged and cached.output and cached.beside == beside:
                page.meta["template"] = TEMPLATE
            else:
                cached.beside, cached.output = beside, ""

    def output(self, page: Page, output: str) -> str:
        """The whole page, from the cache or for it."""
        cached = self.pages[page.file.src_uri]
        cached.output = cached.output or output
        return cached.output


def _heading(page: Page | None) -> list[str]:
    """What the footer of the page beside it calls a page."""
    return [] if page is None else [str(page.title), *(item.title for item in page.toc)][:2]
