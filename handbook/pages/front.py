"""The three doors: the home page, the wizard's pages, and the page of all there is to look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.pages import practice
from handbook.pages.lookup import HARM_GROUPS, TOPIC_GROUPS
from handbook.pages.sheet import Sheet, fold, some_of
from wizard.markup import Html, el, join
from wizard.model import Book
from wizard.proof import listed
from wizard.static import static

Raw = Mapping[str, Any]
START = "worried"
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
    sheet = Sheet(maker, book, fixed.HOME.source, "Safeguarding handbook")
    sheet.hide = BARE
    links = (
        (
            fixed.WHAT_NOW,
            "A few questions lead you to the first step, the number and the time limit.",
            "hb-big hb-big-now",
        ),
        (fixed.CONTACTS, "Numbers for your area, in hours and out.", "hb-big"),
        (fixed.LOOK_UP, "Kinds of harm, signs, what staff do, records, parents, rules.", "hb-big"),
    )
    cards = (
        el("a", {"class": css, "href": door.path}, el("strong", None, door.title), el("span", None, words))
        for door, words, css in links
    )
    sheet.add_html(el("div", {"class": "hb-home"}, *cards))
    sheet.add_html(FIND)
    named = maker.data.one("phonebook")["home"]
    with sheet.folding("A child is telling you something: do and do not", css="hb-more"):
        sheet.add_do_and_dont(named["list"])
    sheet.add_heading("Who to tell")
    sheet.add_contacts(named["contacts"])
    sheet.add_deadlines(named["clocks"])
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
    is_start = path == fixed.WHAT_NOW.source
    sheet = Sheet(maker, book, path, fixed.WHAT_NOW.title if is_start else flow.title)
    sheet.hide = BARE
    sheet.under(fixed.WHAT_NOW)
    sheet.made_from = maker.data.entries["flow"][flow_id].name
    if not is_start:
        sheet.aliases = list(maker.data.each("flow")[flow_id]["aliases"])
        sheet.kind = "What to do"
        sheet.under(fixed.WHAT_NOW, fixed.WHAT_NOW)
    attributes = {
        "data-wizard": "",
        "data-state": "static",
        "data-flow": flow_id,
        "data-step": flow.start,
        "data-kind": "question",
        "data-root": sheet.view.root,
    }
    sheet.add_html(el("div", attributes, static(sheet.view, flow_id)))
    for outcome in flow.outcomes.values():
        sheet.cited.update(dict.fromkeys(cite.source for cite in outcome.first.cites))
    if is_start:
        heading = el("h2", {"id": "flows"}, "What is it about?")
        sheet.add_html(el("div", {"data-begin": ""}, OWN_WORDS, heading, _flow_list(maker, book)))
    return sheet


def flow_pages(maker: Maker, book: Book) -> Iterator[Sheet]:
    """The wizard's front page, then a page a flow."""
    yield flow_page(maker, book, START, fixed.WHAT_NOW.source)
    for flow in book.flows:
        yield flow_page(maker, book, flow, f"what-now/{flow}.md")


def lookup_page(maker: Maker, book: Book) -> Sheet:
    """Everything there is to look up, by kind."""
    sheet = Sheet(maker, book, fixed.LOOK_UP.source, fixed.LOOK_UP.title)
    sheet.under(fixed.LOOK_UP)
    sheet.hide = ("toc", "footer")
    sheet.add_html(FIND)
    sheet.add_heading("What is abuse?")
    sheet.add_links([f"abuse:{name}" for name in maker.data.one("abuse-types")])
    sheet.add_heading("Kinds of harm")
    for group, words in HARM_GROUPS.items():
        names = [i for i, harm in maker.data.each("harm").items() if harm["group"] == group]
        if names:
            _group(sheet, words, f"harm-{group}", [f"harm:{name}" for name in names])
    sheet.add_heading("What to do and how it works")
    for group, words in TOPIC_GROUPS.items():
        names = [i for i, topic in maker.topics.items() if topic["group"] == group]
        if names:
            _group(sheet, words, f"topic-{group}", [f"topic:{name}" for name in names])
    levels = [(f"levels/{area}.html", area_levels["title"]) for area, area_levels in maker.levelled.items()]
    before = [fixed.CONTACTS, fixed.ROLES, *([fixed.PRACTICE] if practice.by_flow(maker, book) else [])]
    after = (
        fixed.DEFINITIONS,
        fixed.FIGURES,
        fixed.NUMBERS,
        fixed.LAW,
        fixed.CHANGES,
        fixed.UNCLEAR,
        fixed.SOURCES,
        fixed.SIGN_OFF,
    )
    more = [
        *((page.path, page.title) for page in before),
        *levels,
        *((page.path, page.title) for page in after),
    ]
    links = (el("li", None, el("a", {"href": href}, words)) for href, words in more)
    sheet.add_heading("More")
    sheet.add_fold("Roles, words, numbers, law, sources", listed(links, css="hb-related"))
    return sheet


def _group(sheet: Sheet, words: str, anchor: str, refs: Sequence[str]) -> None:
    """Pages of one kind, folded under the kind's name."""
    with sheet.folding(words, about=some_of([sheet.book.pages[ref].title for ref in refs]), anchor=anchor):
        sheet.add_links(refs)
