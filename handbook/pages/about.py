"""What the handbook rests on: sources, what has changed since, how open questions are settled, what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.number_history import checked_words
from handbook.book.words import ASK_THE_LEAD, DRAFT
from handbook.pages.lookup import reference
from handbook.pages.sheet import Sheet
from handbook.pages.sources import review_words
from wizard.markup import Html, el, join
from wizard.model import Book
from wizard.proof import gap, listed

Raw = Mapping[str, Any]
YEAR = re.compile(r"20\d\d")


def sources_page(maker: Maker, book: Book) -> Sheet:
    """Every source that holds here, with its dates."""
    sheet = reference(maker, book, fixed.SOURCES)
    sheet.add_text(
        "Every line of this handbook names where it is written. "
        "These are the documents and pages, with their dates."
    )
    kinds = {
        "setting": "This setting's own document",
        "area": "Pages for this area",
        "national": "National guidance and pages",
        "handbook": "Our own reading",
    }
    for kind, words in kinds.items():
        entries = [
            (name, source)
            for name, source in maker.data.one("sources").items()
            # A partnership's guide is its area's page for others, and its own document here.
            if name in book.sources
            and kind == ("setting" if name == maker.setting["source"] else source["kind"])
        ]
        if not entries:
            continue
        sheet.add_heading(words)
        for publisher, some in _by_publisher(entries).items():
            with sheet.folding(publisher, about=_titles([source["title"] for _, source in some])):
                for name, source in some:
                    sheet.add_html(_source(sheet, name, source))
    return sheet


def _by_publisher(entries: Sequence[tuple[str, Raw]]) -> dict[str, list[tuple[str, Raw]]]:
    """Sources by who publishes them; those who publish one alone together, last."""
    found: dict[str, list[tuple[str, Raw]]] = {}
    for entry in entries:
        found.setdefault(entry[1]["publisher"], []).append(entry)
    alone = [entry for some in found.values() if len(some) == 1 for entry in some]
    if len(alone) == 1:
        return found
    return {who: some for who, some in found.items() if len(some) > 1} | ({"Others": alone} if alone else {})


def _titles(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{len(titles)} documents and pages"


def _source(sheet: Sheet, name: str, source: Raw) -> Html:
    return join(
        sheet.inner_heading(source["title"], name),
        el("p", None, f"{source['publisher']}; {review_words(source)}."),
        el("p", None, f"Read at: {source['address']}") if source.get("address") else None,
        el("p", None, "Rests on: " + "; ".join(source["rests_on"])) if source.get("rests_on") else None,
        el("p", None, source["note"]) if source.get("note") else None,
    )


def changes_page(maker: Maker, book: Book) -> Sheet:
    """What has changed since the documents were written, as far as it was confirmed."""
    sheet = reference(maker, book, fixed.CHANGES)
    sheet.add_text(
        "Dated notes of what public pages said when they were read. "
        "Nothing here says what happened after the page's own date. "
        "The setting's document keeps its own words until the setting changes it."
    )
    entries = [change for change in maker.data.one("changes").values() if maker.concerns(change)]
    for words, local in (("National", False), ("For this area", True)):
        chosen = [change for change in entries if bool(change.get("areas")) is local]
        if chosen:
            sheet.add_heading(words)
        for year, some in groupby(sorted(chosen, key=_year, reverse=True), key=_year):
            changes = list(some)
            title = f"Pages of {year}" if year else "Pages without a date"
            notes = f"{len(changes)} notes" if len(changes) > 1 else changes[0]["title"]
            sheet.add_fold(title, *map(sheet.change, changes), about=notes)
    return sheet


def _year(change: Raw) -> str:
    """The newest year that the pages behind a change name; "" where they name none."""
    return max(YEAR.findall(change["page_date"]), default="")


def unclear_page(maker: Maker, book: Book) -> Sheet:
    """Where the documents clash or slip, and how open questions are settled."""
    sheet = Sheet(maker, book, fixed.UNCLEAR.source, fixed.UNCLEAR.title)
    sheet.made_from = maker.data.entries["policy"][maker.setting["source"]].name
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
    clashes = list(maker.data.one("clashes").values())
    if clashes:
        sheet.add_heading("Clashes and slips")
        for clash in clashes:
            sheet.add_fold(clash["title"], sheet.clash(clash))
    sheet.add_heading("Our advice", anchor="our-reading")
    sheet.add_text(
        "Where a document is silent or contradicts itself, this handbook does the following. "
        "Lines that rest on it are marked O, “our advice”."
    )
    for name, decision in maker.data.one("decisions").items():
        if maker.settles(name, decision):
            why = el("p", None, decision["does"], el("br"), el("em", None, "Why: "), decision["why"])
            sheet.add_fold(decision["question"], why, anchor=name)
    sheet.add_heading("What nothing fills")
    words = (
        "No document, council page or national guidance that we read fills these. "
        "Each shows the safe way instead."
    )
    sheet.add_html(el("p", {"class": "hb-silent"}, words))
    gaps = {gap.slot: gap for area in sheet.areas for gap in book.fills[area].gaps.values()}
    lines = listed(gap(sheet.view, missing, "li") for missing in gaps.values())
    sheet.add_fold("All of them", lines, about=f"{len(gaps)} in all")
    sheet.cited.update(dict.fromkeys(cite.source for missing in gaps.values() for cite in missing.cites))
    return sheet


def about_page(maker: Maker, book: Book) -> Sheet:
    """About the handbook and privacy."""
    sheet = Sheet(maker, book, fixed.ABOUT.source, fixed.ABOUT.title)
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
    source = maker.data.one("sources")[maker.setting["source"]]
    sheet.add_heading("What this is")
    draft = maker.setting.get("draft")
    built = "" if draft else f", built from “{source['title']}” and from dated public pages"
    sheet.add_text(f"A safeguarding handbook for {book.name}{built}. Version {book.version}.")
    if draft:
        sheet.add_text(f"{DRAFT} {maker.words(ASK_THE_LEAD)}")
    if maker.setting.get("demonstration"):
        sheet.add_text(
            f"It is a demonstration. Its document is {review_words(source)}. "
            "Do not rely on it in a real school: build your own from your own current policy."
        )
    sheet.add_heading("Privacy")
    sheet.add_text(
        "Nothing you choose in “What do I do now?” is sent or kept. "
        "There is no account, no cookie and no counter. When you close the page, your answers are gone. "
        "“Hide this screen” covers the page at once. One tap brings it back for five minutes. "
        "After that all is forgotten."
    )
    sheet.add_heading("Searching")
    sheet.add_text(
        "Type as you would say it; slips are forgiven. What you type is not sent and not kept. "
        "The keys / and F and S open the search, and so does Ctrl or Command with K."
    )
    off = {"type": "button", "class": "hb-switch", "data-keys": "", "aria-pressed": "false", "hidden": ""}
    sheet.add_html(el("p", None, el("button", off, "Turn off the keys of one letter")))
    sheet.add_heading("How to read it")
    sheet.add_text(
        "The mark beside a line opens where it is written. "
        "A line marked N, “national”, is not from this setting's document. "
        "A line marked O, “our advice”, is what we do where the documents are silent, "
        "or adds to what they print. "
        "Where somebody looked and the policy says nothing, the line says so."
    )
    checked = checked_words(book)
    last = f" Contacts were last checked {checked}." if checked else ""
    sheet.add_text(f"Numbers carry the day on which a public page showed them.{last}")
    sheet.add_heading("It does not replace judgement")
    sheet.add_text(
        "If you are worried about a child, tell someone today, whatever this handbook says or leaves out."
    )
    return sheet
