"""While a person writes, a page that would come out as before is not made again.

MkDocs makes every page again for each changed line, which takes a third of the wait. A page is made of its
Markdown and of the frame that all have: navigation, banner, templates. Where both are as before, MkDocs is
given nothing to read and nothing to fill in, and then the page as it was.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.leftovers import without_leftovers
from handbook.project import PROJECT

OVERRIDES = PROJECT / "docs/overrides"
TEMPLATE = "cached.html"  # one of those, which makes nothing


@dataclass(frozen=True)
class CachedPage:
    """A page as it was made: of what, what came out, its anchors, and the anchors it leads to, by file."""

    markdown: str
    output: str
    anchors: set[str] | None
    links: dict[str, dict[str, str]]


class PageCache:
    """The pages of the builds before, as long as their frame is the same."""

    def __init__(self) -> None:
        self.frame = ""
        self.made: dict[str, CachedPage] = {}
        self.read: dict[str, str] = {}

    def begin(self, config: MkDocsConfig) -> None:
        """Before a build: forget all pages where the frame is another."""
        found = hashlib.sha256(json.dumps([config.nav, config.site_url, config.extra["handbook"]]).encode())
        for path in without_leftovers((PROJECT / "mkdocs.yml", *OVERRIDES.rglob("*"))):
            found.update(path.read_bytes())
        if found.hexdigest() != self.frame:
            self.frame, self.made = found.hexdigest(), {}
        self.read = {}

    def markdown(self, page: Page, markdown: str) -> str:
        """What MkDocs is to read of a page: nothing, where the page is kept."""
        name = page.file.src_uri
        self.read[name] = markdown
        if name in self.made and self.made[name].markdown == markdown:
            page.meta["template"] = TEMPLATE
            return ""
        self.made.pop(name, None)
        return markdown

    def content(self, page: Page, files: Files) -> None:
        """Tell MkDocs which anchors a kept page has and leads to: it looks whether links lead somewhere."""
        if kept := self.made.get(page.file.src_uri):
            page.present_anchor_ids = kept.anchors
            found = {files.get_file_from_path(name): links for name, links in kept.links.items()}
            page.links_to_anchors = {file: links for file, links in found.items() if file}

    def output(self, page: Page, output: str) -> str:
        """A kept page; or what has been made, which is kept from now on."""
        name = page.file.src_uri
        if kept := self.made.get(name):
            return kept.output
        links = {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
        self.made[name] = CachedPage(self.read[name], output, page.present_anchor_ids, links)
        return output
