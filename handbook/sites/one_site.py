"""One setting's site: what MkDocs is given, and what is added when it has built."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handbook import checks, epoch, papers, pdf, runtime, search
from handbook.book.maker import Maker
from handbook.book.web_addresses import address_of, edit_address
from handbook.datafiles.data import Data
from handbook.pages import Nav, nav, sheets
from handbook.pages.sources import review_words
from handbook.pdf.press import Document
from handbook.sites import version
from handbook.sites.styles import for_older_browsers
from handbook.upkeep import review
from wizard.loading import load as load_book
from wizard.model import Book

# Of Material's own files, what no page of ours loads.
UNUSED = (
    "assets/images",
    "assets/javascripts",
    "assets/stylesheets/palette.*.css",
    "assets/**/*.map",
    "sitemap.xml",
    "sitemap.xml.gz",
)


@dataclass(frozen=True)
class Site:
    """Everything about one setting's site before it is built; `review` tells in a line what is due for it."""

    name: str
    nav: Nav
    pages: Mapping[str, str]
    banner: Mapping[str, Any]
    book: Mapping[str, Any]
    review: str
    found: Sequence[search.Entry]
    utterances: search.Utterances
    papers: Sequence[Document]


def maker_for(data: Data, setting: str) -> tuple[Maker, dict[str, Any], Book]:
    """The maker, the book as JSON and the book as the wizard reads it, both still without their version.

    Raises DataError for an unknown setting.
    """
    checks.known_setting(data, setting)
    maker = Maker(data, setting)
    raw = maker.book()
    return maker, raw, load_book(raw)


def read_site(root: Path, setting: str, *, for_readers: bool) -> Site:
    """A setting's site, from the data. Raises DataError with every problem."""
    return make_site(checks.checked(root), setting, for_readers=for_readers)


def make_site(data: Data, setting: str, *, for_readers: bool = True) -> Site:
    """A setting's site, from data that has been checked.

    One for readers has its version and its papers. Whoever is writing waits for neither: to find the version,
    every step of the wizard is rendered.
    """
    maker, raw, book = maker_for(data, setting)
    raw, book = {**raw, "version": version.PENDING}, replace(book, version=version.PENDING)
    source = maker.data.one("sources")[maker.setting["source"]]
    banner = {
        "setting": setting,
        "name": maker.setting["name"],
        "cautions": maker.cautions(),
        "draft": bool(maker.setting.get("draft")),
        "document": source["title"],
        "review": review_words(source),
        "site_url": address_of(maker.setting.get("site_url", "")),
        "edit": edit_address(maker.setting.get("repo_url", "")),
        "feedback_email": maker.setting.get("feedback_email", ""),
        "check_months": review.months_for_numbers(data),
        "since": data.one("upkeep")["since"],
    }
    late = str(review.report(data, epoch.today()))
    made = list(sheets(maker, book))
    pages = {sheet.path: sheet.markdown() for sheet in made}
    documents = pdf.all_documents(maker, book) if for_readers else []
    name = version.of(pages, banner, documents, book, raw) if for_readers else version.PREVIEW
    return Site(
        name=maker.setting["name"],
        nav=nav(maker, book),
        pages={path: text.replace(version.PENDING, name) for path, text in pages.items()},
        banner={**banner, "version": name},
        book={**raw, "version": name},
        review=late,
        found=[
            replace(entry, text=entry.text.replace(version.PENDING, name))
            for entry in search.entries(maker, book, made)
        ],
        utterances=search.utterances(maker.data),
        papers=[version.put(document, name) for document in documents],
    )


def finish(site: Site, folder: Path, *, for_readers: bool, shared: str = "") -> None:
    """Add the book and the Python runtime to a built site, and take out what no page loads.

    A site for readers also gets its PDFs, its security policy, its service worker and its compressed
    neighbours: none of them goes together with live reload. `shared` is the path from its root to parts of a
    runtime that several sites share.
    """
    wizard = folder / "assets/wizard"
    wizard.mkdir(parents=True, exist_ok=True)
    (wizard / "book.json").write_text(
        json.dumps(site.book, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (folder / "assets/print.css").write_text(_foot_of_sheets(site.banner), encoding="utf-8")
    for style in folder.glob("assets/*.css"):
        style.write_text(for_older_browsers(style.read_text(encoding="utf-8")), encoding="utf-8")
    search.install(site.found, site.utterances, folder)
    parts = runtime.build()
    build = runtime.install(parts, folder, shared)
    for pattern in UNUSED:
        for path in sorted(folder.glob(pattern), reverse=True):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    if for_readers:
        pdf.write(site.papers, folder / papers.FOLDER)
        beside = runtime.Shared(shared, parts.files) if shared else None
        runtime.seal(folder, build, f"{site.name}: safeguarding handbook", "Safeguarding", beside)
        runtime.compress(folder)


def _foot_of_sheets(banner: Mapping[str, Any]) -> str:
    """A style that puts whose handbook it is, and which version, at the foot of every printed sheet."""
    words = f"{banner['name']} · version {banner['version']}"
    text = re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", words)
    return f'@page {{ @bottom-left {{ content: "{text}"; font: 8pt sans-serif; }} }}\n'
