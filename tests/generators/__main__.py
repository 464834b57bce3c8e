"""Whether other generators can take the pages: `make generators`. It holds up no build, and its status is always 0.

`handbook pages` writes a plain tree; MkDocs, ProperDocs and Zensical each build it, and what a reader meets
on each page is held against what MkDocs made: words, links, and places to land.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from handbook.sites import plain
from handbook.sites.one_site import read_site
from tests.support.apart import NotHereError, programs

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
OUT = Path("build/generators")
SETTING = "griffin"
NO_TEXT = {"script", "style"}
NO_END = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Each generator, how it is asked to build a tree into its own `site/`, and where its parts are pinned.
GENERATORS: Mapping[str, tuple[Sequence[str], Path | None]] = {
    "mkdocs": (("build", "--config-file", "mkdocs.yml"), None),
    "properdocs": (("build", "--config-file", "mkdocs.yml"), HERE / "properdocs.txt"),
    "zensical": (("build", "--config-file", "mkdocs.yml"), HERE / "zensical.txt"),
}


@dataclass
class Page(HTMLParser):
    """What a reader meets in a page's article."""

    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.open and tag != "article":
            return
        if tag not in NO_END:
            self.open.append(tag)
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.anchors.add(str(given["id"]))

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and not NO_TEXT & set(self.open):
            self.words += data.split()


def read(site: Path) -> dict[str, Page]:
    """The pages of a built site, by their way in it."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = page
    return found


def built(name: str, tree: Path) -> tuple[dict[str, Page], str]:
    """The pages that a generator makes of the tree, and a line on how it went."""
    flags, pinned = GENERATORS[name]
    try:
        program = (programs(pinned) if pinned else Path(sys.executable).parent) / name
    except NotHereError as error:
        return {}, f"not tried: pip could not bring it ({error})"
    own = OUT / name
    shutil.copytree(tree, own)
    start = time.perf_counter()
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [str(program), *flags], cwd=own, env=quiet, capture_output=True, text=True, check=False
    )
    spent = time.perf_counter() - start
    said = done.stdout + done.stderr
    warnings = len(re.findall(r"^\W*warning", said, re.IGNORECASE | re.MULTILINE))
    if done.returncode:
        return {}, f"failed with status {done.returncode}: {said.strip()[-400:]}"
    pages = read(own / "site")
    return pages, f"{len(pages)} pages, {warnings} warnings, {spent:.1f} s"


def differences(base: Mapping[str, Page], other: Mapping[str, Page]) -> list[str]:
    """In what the other pages are not as the first, in words with counts and an example of each."""
    out = []
    for what, names in (("missing", base.keys() - other.keys()), ("more", other.keys() - base.keys())):
        if names:
            out.append(f"{what}: {', '.join(sorted(names))}")
    both = sorted(base.keys() & other.keys())
    for what in ("words", "links", "anchors"):
        unlike = [name for name in both if getattr(base[name], what) != getattr(other[name], what)]
        if unlike:
            ones, others = (getattr(pages[unlike[0]], what) for pages in (base, other))
            gone, come = ([one for one in a if one not in b][:4] for a, b in ((ones, others), (others, ones)))
            out.append(f"other {what} on {len(unlike)} pages, such as {unlike[0]}: not {gone}, but {come}")
    return out or [f"the same words, links and anchors on all {len(both)} pages"]


def main() -> None:
    """Build with each, and report."""
    shutil.rmtree(OUT, ignore_errors=True)
    tree = OUT / "tree"
    plain.write(read_site(PROJECT / "data", SETTING, for_readers=True), tree)
    base, line = built("mkdocs", tree)
    print(f"mkdocs: {line}")
    for name in list(GENERATORS)[1:]:
        pages, line = built(name, tree)
        print(f"{name}: {line}")
        for words in differences(base, pages) if pages else ():
            print(f"  {words}")


if __name__ == "__main__":
    main()
