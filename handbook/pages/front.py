"""The home page, the wizard's pages, and the pages about the handbook itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handbook.book.maker import Maker
from handbook.book.number_history import checked_words
from handbook.book.words import ASK_THE_LEAD, DRAFT
from handbook.pages import practice
from handbook.pages.lookup import HARM_GROUPS, LOOK_UP, TOPIC_GROUPS
from handbook.pages.sheet import Sheet, fold, some_of
from handbook.pages.sources import review_words
from wizard.markup import Html, el, join
from wizard.model import Book
from wizard.proof import gap, listed
from wizard.static import static

Raw = Mapping[str, Any]
START = "worried"
YEAR = re.compile(r"20\d\d")
# The script that works the search shows it; without script there is none.
FIND = el(
    "button",
    {"type": "button", "class": "hb-find", "data-search-open": "", "hidden": ""},
    "Search in your own words",
    el("span", None, ": “nudes on phone”, “LADO number”"),
)
BARE = ("navigation", "toc", "footer")  # pages with one thing to do: nothing stands beside it
# The same script shows this one. No name and no form: nothing could be sent, even by accident.
OWN_WORDS = el(
    "div",
    {"class": "hb-own", "data-own-words": "", "hidden": ""},
    el("h2", {"id": "own-words"}, el("label", {"for": "own"}, "In your own words")),
    el("p", {"id": "own-help"}, "What has happened? Leave out names. It is not sent and not kept."),
    el(
        "textarea",
        {
            "id": "own",
            "rows": "2",
            "maxlength": "400",
            "aria-describedby": "own-help",
            "autocomplete": "off",
            "autocapitalize": "sentences",
            "spellcheck": "false",
        },
    ),
    el("p", {"role": "status"}),
    el("ul", {"class": "hb-flows", "role": "list"}),
)
FLOW_GROUPS = {
    "child": "A child",
    "staff": "An adult who works with children",
    "referring": "Referring, parents and after",
    "running": "Records, meetings and running safeguarding",
}


def home_page(maker: Maker, book: Book) -> Sheet:
    """Three large links, and 999 before them."""
    sheet = Sheet(maker, book, "index.md", "Safeguarding handbook")
    sheet.hide = BARE
    links = (
        (
            "what-now/index.html",
            "What do I do now?",
            "A few questions lead you to the first step, the number and the time limit.",
            "hb-big hb-big-now",
        ),
        ("contacts.html", "Who do I call?", "Numbers for your area, in hours and out.", "hb-big"),
        (
            "lookup.html",
            "Look something up",
            "Kinds of harm, signs, what staff do, records, parents, rules.",
            "hb-big",
        ),
    )
    cards = (
        el("a", {"class": css, "href": href}, el("strong", None, title), el("span", None, words))
        for href, title, words, css in links
    )
    sheet.html(el("div", {"class": "hb-home"}, *cards))
    sheet.html(FIND)
    named = maker.data.one("phonebook")["home"]
    with sheet.folding("A child is telling you something: do and do not", css="hb-more"):
        sheet.do_and_dont(named["list"])
    sheet.heading("Who to tell")
    sheet.contacts(named["contacts"])
    sheet.deadlines(named["clocks"])
    return sheet


def grouped_flows(maker: Maker, book: Book) -> Iterator[tuple[str, list[str]]]:
    """The flows by what they are about: the group's words and its flows by title, the master triage first."""
    flows = maker.data.each("flow")
    for group, words in FLOW_GROUPS.items():
        names = [name for name, flow in flows.items() if flow.get("group", "child") == group]
        if names:
            yield words, sorted(names, key=lambda name: (name != START, book.flows[name].title.lower()))


def _flow_list(maker: Maker, book: Book) -> Html:
    """The flows that people need most, by title alone, then all others, folded by what they are about."""
    most = maker.data.one("phonebook")["home"]["flows"]
    folds = [
        (words, others)
        for words, names in grouped_flows(maker, book)
        if (others := [name for name in names if name not in {START, *most}])
    ]
    links = (el("a", {"href": f"{name}.html"}, el("strong", None, book.flows[name].title)) for name in most)
    short = listed((el("li", None, link) for link in links), css="hb-flows")
    return join(short, (_fold(book, words, names) for words, names in folds))


def _fold(book: Book, words: str, names: list[str]) -> Html:
    return fold(words, _flow_links(book, names), about=some_of([book.flows[name].title for name in names]))


def _flow_links(book: Book, names: Iterable[str]) -> Html:
    def link(name: str) -> Html:
        words = (el("strong", None, book.flows[name].title), el("span", None, book.flows[name].about))
        return el("li", None, el("a", {"href": f"{name}.html"}, *words))

    return listed(map(link, names), css="hb-flows")


def flow_page(maker: Maker, book: Book, flow_id: str, path: str) -> Sheet:
    """A flow: the whole of it as plain HTML inside the wizard's element."""
    flow = book.flows[flow_id]
    sheet = Sheet(maker, book, path, "What do I do now?" if path.endswith("index.md") else flow.title)
    sheet.hide = BARE
    sheet.under("what-now/index.html")
    sheet.made_from = maker.data.entries["flow"][flow_id].name
    if not path.endswith("index.md"):
        sheet.aliases = list(maker.data.each("flow")[flow_id]["aliases"])
        sheet.kind = "What to do"
        sheet.crumbs = [("What do I do now?", "what-now/index.html")]
    attributes = {
        "data-wizard": "",
        "data-state": "static",
        "data-flow": flow_id,
        "data-step": flow.start,
        "data-kind": "question",
        "data-root": sheet.view.root,
    }
    sheet.html(el("div", attributes, static(sheet.view, flow_id)))
    for outcome in flow.outcomes.values():
        sheet.cited.update(dict.fromkeys(cite.source for cite in outcome.first.cites))
    if path.endswith("index.md"):
        heading = el("h2", {"id": "flows"}, "What is it about?")
        sheet.html(el("div", {"data-begin": ""}, OWN_WORDS, heading, _flow_list(maker, book)))
    return sheet


def flow_pages(maker: Maker, book: Book) -> Iterator[Sheet]:
    """The wizard's front page, then a page a flow."""
    yield flow_page(maker, book, START, "what-now/index.md")
    for flow in book.flows:
        yield flow_page(maker, book, flow, f"what-now/{flow}.md")


def lookup_page(maker: Maker, book: Book) -> Sheet:
    """Everything there is to look up, by kind."""
    sheet = Sheet(maker, book, "lookup.md", "Look something up")
    sheet.under("lookup.html")
    sheet.hide = ("toc", "footer")
    sheet.html(FIND)
    sheet.heading("What is abuse?")
    sheet.links([f"abuse:{name}" for name in maker.data.one("abuse-types")])
    sheet.heading("Kinds of harm")
    for group, words in HARM_GROUPS.items():
        names = [i for i, harm in maker.data.each("harm").items() if harm["group"] == group]
        if names:
            _group(sheet, words, f"harm-{group}", [f"harm:{name}" for name in names])
    sheet.heading("What to do and how it works")
    for group, words in TOPIC_GROUPS.items():
        names = [i for i, topic in maker.topics.items() if topic["group"] == group]
        if names:
            _group(sheet, words, f"topic-{group}", [f"topic:{name}" for name in names])
    levels = [(f"levels/{area}.html", area_levels["title"]) for area, area_levels in maker.levelled.items()]
    more = [
        ("contacts.html", "Who do I call?"),
        ("roles.html", "Who does what"),
        *([practice.PRACTICE[::-1]] if practice.by_flow(maker, book) else []),
        *levels,
        ("definitions.html", "Words and what they mean"),
        ("figures.html", "Numbers to know"),
        ("number-history.html", "Every number and its history"),
        ("law.html", "Law and guidance"),
        ("changes.html", "What has changed"),
        ("unclear.html", "Where the documents are unclear"),
        ("sources.html", "Sources"),
        ("signoff.html", "Sign-off"),
    ]
    links = (el("li", None, el("a", {"href": href}, words)) for href, words in more)
    sheet.heading("More")
    sheet.fold("Roles, words, numbers, law, sources", listed(links, css="hb-related"))
    return sheet


def _group(sheet: Sheet, words: str, anchor: str, refs: Sequence[str]) -> None:
    """Pages of one kind, folded under the kind's name."""
    with sheet.folding(words, about=some_of([sheet.book.pages[ref].title for ref in refs]), anchor=anchor):
        sheet.links(refs)


def sources_page(maker: Maker, book: Book) -> Sheet:
    """Every source that holds here, with its dates."""
    sheet = Sheet(maker, book, "sources.md", "Sources")
    sheet.made_from = maker.data.files["sources"].name
    sheet.under("lookup.html", LOOK_UP)
    sheet.say(
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
        sheet.heading(words)
        for publisher, some in _by_publisher(entries).items():
            with sheet.folding(publisher, about=_titles([source["title"] for _, source in some])):
                for name, source in some:
                    sheet.html(_source(sheet, name, source))
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
    sheet = Sheet(maker, book, "changes.md", "What has changed")
    sheet.made_from = maker.data.files["changes"].name
    sheet.under("lookup.html", LOOK_UP)
    sheet.say(
        "Dated notes of what public pages said when they were read. "
        "Nothing here says what happened after the page's own date. "
        "The setting's document keeps its own words until the setting changes it."
    )
    entries = [change for change in maker.data.one("changes").values() if maker.concerns(change)]
    for words, local in (("National", False), ("For this area", True)):
        chosen = [change for change in entries if bool(change.get("areas")) is local]
        if chosen:
            sheet.heading(words)
        for year, some in groupby(sorted(chosen, key=_year, reverse=True), key=_year):
            changes = list(some)
            title = f"Pages of {year}" if year else "Pages without a date"
            notes = f"{len(changes)} notes" if len(changes) > 1 else changes[0]["title"]
            sheet.fold(title, *map(sheet.change, changes), about=notes)
    return sheet


def _year(change: Raw) -> str:
    """The newest year that the pages behind a change name; "" where they name none."""
    return max(YEAR.findall(change["page_date"]), default="")


def unclear_page(maker: Maker, book: Book) -> Sheet:
    """Where the documents clash or slip, and how open questions are settled."""
    sheet = Sheet(maker, book, "unclear.md", "Where the documents are unclear")
    sheet.made_from = maker.data.entries["policy"][maker.setting["source"]].name
    sheet.under("lookup.html", LOOK_UP)
    clashes = list(maker.data.one("clashes").values())
    if clashes:
        sheet.heading("Clashes and slips")
        for clash in clashes:
            sheet.fold(clash["title"], sheet.clash(clash))
    sheet.heading("Our advice", anchor="our-reading")
    sheet.say(
        "Where a document is silent or contradicts itself, this handbook does the following. "
        "Lines that rest on it are marked O, “our advice”."
    )
    for name, decision in maker.data.one("decisions").items():
        if maker.settles(name, decision):
            why = el("p", None, decision["does"], el("br"), el("em", None, "Why: "), decision["why"])
            sheet.fold(decision["question"], why, anchor=name)
    sheet.heading("What nothing fills")
    words = (
        "No document, council page or national guidance that we read fills these. "
        "Each shows the safe way instead."
    )
    sheet.html(el("p", {"class": "hb-silent"}, words))
    gaps = {gap.slot: gap for area in sheet.areas for gap in book.fills[area].gaps.values()}
    lines = listed(gap(sheet.view, missing, "li") for missing in gaps.values())
    sheet.fold("All of them", lines, about=f"{len(gaps)} in all")
    sheet.cited.update(dict.fromkeys(cite.source for missing in gaps.values() for cite in missing.cites))
    return sheet


def about_page(maker: Maker, book: Book) -> Sheet:
    """About the handbook and privacy."""
    sheet = Sheet(maker, book, "about.md", "About and privacy")
    sheet.under("lookup.html", LOOK_UP)
    source = maker.data.one("sources")[maker.setting["source"]]
    sheet.heading("What this is")
    draft = maker.setting.get("draft")
    built = "" if draft else f", built from “{source['title']}” and from dated public pages"
    sheet.say(f"A safeguarding handbook for {book.name}{built}. Version {book.version}.")
    if draft:
        sheet.say(f"{DRAFT} {maker.words(ASK_THE_LEAD)}")
    if maker.setting.get("demonstration"):
        sheet.say(
            f"It is a demonstration. Its document is {review_words(source)}. "
            "Do not rely on it in a real school: build your own from your own current policy."
        )
    sheet.heading("Privacy")
    sheet.say(
        "Nothing you choose in “What do I do now?” is sent or kept. "
        "There is no account, no cookie and no counter. When you close the page, your answers are gone. "
        "“Hide this screen” covers the page at once. One tap brings it back for five minutes. "
        "After that all is forgotten."
    )
    sheet.heading("Searching")
    sheet.say(
        "Type as you would say it; slips are forgiven. What you type is not sent and not kept. "
        "The keys / and F and S open the search, and so does Ctrl or Command with K."
    )
    off = {"type": "button", "class": "hb-switch", "data-keys": "", "aria-pressed": "false", "hidden": ""}
    sheet.html(el("p", None, el("button", off, "Turn off the keys of one letter")))
    sheet.heading("How to read it")
    sheet.say(
        "The mark beside a line opens where it is written. "
        "A line marked N, “national”, is not from this setting's document. "
        "A line marked O, “our advice”, is what we do where the documents are silent, "
        "or adds to what they print. "
        "Where somebody looked and the policy says nothing, the line says so."
    )
    checked = checked_words(book)
    last = f" Contacts were last checked {checked}." if checked else ""
    sheet.say(f"Numbers carry the day on which a public page showed them.{last}")
    sheet.heading("It does not replace judgement")
    sheet.say(
        "If you are worried about a child, tell someone today, whatever this handbook says or leaves out."
    )
    return sheet
