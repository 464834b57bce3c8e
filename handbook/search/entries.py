"""Everything that a search may find in one setting's handbook, taken from its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from handbook.book.phonebook import card, phonebook
from handbook.pages.lookup import flows_about
from handbook.pages.sheet import PageSection, Sheet
from handbook.papers import FIXED, FOLDER
from wizard.cards import href
from wizard.contacts import Contact
from wizard.model import Book, Flow, Gap

FLOW, HARM, CONTACT, RULE = "flow", "harm", "contact", "rule"
ROLE, WORD, PAPER, PAGE = "role", "word", "paper", "page"
# Pages each of whose headings is an answer of its own.
BY_PART = {
    fixed.DEFINITIONS.source: WORD,
    fixed.ROLES.source: ROLE,
    fixed.FIGURES.source: RULE,
    fixed.UNCLEAR.source: RULE,
}
# Other names of pages that have no entry in the data to hold them.
PAGE_NAMES = {
    fixed.WHAT_NOW.source: ("start here", "where do I start", "help me", "wizard", "questions"),
    fixed.CONTACTS.source: (
        "phone numbers",
        "telephone numbers",
        "contacts",
        "contact details",
        "phone book",
    ),
    fixed.NUMBERS.source: ("old numbers", "numbers no longer in use", "when was this number checked"),
    fixed.ROLES.source: ("roles", "responsibilities", "duties", "whose job is it"),
    fixed.DEFINITIONS.source: ("glossary", "definitions", "abbreviations", "acronyms", "jargon"),
    fixed.CHANGES.source: (
        "updates",
        "what is new",
        "out of date",
        "new guidance",
        "KCSIE 2025",
        "latest changes",
    ),
    fixed.UNCLEAR.source: ("contradictions", "gaps", "mistakes in the policy"),
    fixed.LAW.source: (
        "legislation",
        "laws",
        "acts",
        "statutory guidance",
        "Children Act",
        "KCSIE",
        "working together",
    ),
    fixed.SOURCES.source: ("policy document", "where does this come from", "references"),
    fixed.ABOUT.source: ("privacy", "is this confidential", "who can see my answers", "cookies"),
}
NOT_FOUND_HERE = (
    fixed.HOME.source,
    fixed.LOOK_UP.source,
)  # links to everything: nothing of their own to find


@dataclass(frozen=True)
class Entry:
    """One thing to find.

    `path` is from the site's root; `note` says in a line what it is or where. `borrowed` are the names of
    what a flow is about: they lead to the flow when someone tells what has happened, and else to their page.
    """

    kind: str
    title: str
    path: str
    names: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    note: str = ""
    text: str = ""
    numbers: tuple[Mapping[str, str], ...] = ()

    def packed(self) -> dict[str, Any]:
        """As the page's script reads it; what is empty is left out."""
        every = {
            "k": self.kind,
            "t": self.title,
            "u": self.path,
            "n": list(self.names),
            "i": list(self.borrowed),
            "w": self.note,
            "x": self.text,
            "c": list(self.numbers),
        }
        return {key: value for key, value in every.items() if value}


def entries(maker: Maker, book: Book, pages: Iterable[Sheet]) -> list[Entry]:
    """All entries of a setting's handbook."""
    found: list[Entry] = []
    borrowed = _borrowed(maker, book)
    for sheet in pages:
        if sheet.path not in NOT_FOUND_HERE:
            found += _of_page(book, sheet, borrowed)
    return [*found, *_papers(), *_contacts(maker, book), *_gaps(maker, book)]


def _borrowed(maker: Maker, book: Book) -> dict[str, tuple[str, ...]]:
    """The names of the harms that each flow is about: those to whose pages it leads most often."""
    harms = {f"harm:{name}": harm for name, harm in maker.data.each("harm").items()}
    harms |= {f"abuse:{name}": abuse for name, abuse in maker.data.one("abuse-types").items()}
    borrowed: dict[str, tuple[str, ...]] = {}
    for ref, harm in harms.items():
        for flow in flows_about(book, ref)[:1]:
            borrowed[flow] = (*borrowed.get(flow, ()), harm["title"], *harm["aliases"])
    return borrowed


def _of_page(book: Book, sheet: Sheet, borrowed: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    path = sheet.path.removesuffix(".md") + ".html"
    folder, _, name = path.removesuffix(".html").partition("/")
    names, where = (*PAGE_NAMES.get(sheet.path, ()), *sheet.aliases), _where(sheet)
    if folder == "what-now" and name in book.flows:
        flow = book.flows[name]
        about = borrowed.get(name, ())
        yield Entry(FLOW, flow.title, path, names, about, flow.about, _flow_text(flow))
    elif folder in {"harms", "abuse"}:
        yield Entry(HARM, sheet.title, path, names, note=where, text=_text(sheet.sections))
    elif sheet.path in BY_PART:
        yield Entry(PAGE, sheet.title, path, names, note=where)
        yield from _of_parts(BY_PART[sheet.path], sheet, path)
    elif folder == "topics":
        yield Entry(RULE, sheet.title, path, names, note=where, text=_text(sheet.sections[:1]))
        yield from _of_parts(RULE, sheet, path)
    else:
        yield Entry(PAGE, sheet.title, path, names, note=where, text=_text(sheet.sections))


def _of_parts(kind: str, sheet: Sheet, path: str) -> Iterator[Entry]:
    for part in sheet.sections[1:]:
        if part.lines:
            note = part.lines[0] if kind in {WORD, ROLE} else sheet.title
            names = tuple(name for name in part.names if name != part.title)
            yield Entry(
                kind, part.title, f"{path}#{part.anchor}", names, note=note, text=" ".join(part.lines)
            )


def _papers() -> Iterator[Entry]:
    """What can be printed; a flow's sheet is found with its flow."""
    for paper in FIXED:
        yield Entry(
            PAPER, f"{paper.title} (PDF)", f"{FOLDER}/{paper.name}.pdf", paper.called, note=paper.about
        )


def _where(sheet: Sheet) -> str:
    return sheet.crumbs[-1][0] if sheet.crumbs else ""


def _text(parts: Iterable[PageSection]) -> str:
    return " ".join(text for part in parts for text in (part.title, *part.lines))


def _flow_text(flow: Flow) -> str:
    asked = (
        text
        for question in flow.questions.values()
        if not question.shared
        for text in (question.ask, question.help, *(option.say for option in question.options))
    )
    outcome_texts = (
        text for outcome in flow.outcomes.values() for text in (outcome.title, outcome.first.text)
    )
    return " ".join(filter(None, (*asked, *outcome_texts)))


def _contacts(maker: Maker, book: Book) -> Iterator[Entry]:
    """Every service in the page's order, the setting's own area first, with the numbers that hold here.

    A number no longer in use is in no book.
    """
    known = [(group, set(group.members(book))) for group in phonebook(maker, book)]
    listed = {name: entry for name, _, _, entry in contact_places(maker.data)}
    for name in dict.fromkeys(name for group, _ in known for name in group.members(book) if name in listed):
        contact = book.contacts[name]
        groups = [group for group, members in known if name in members]
        called = (word for group in groups if group.aliases for word in (group.words, *group.aliases))
        names = (*listed[name].get("aliases", ()), *called)
        path, numbers = f"{fixed.CONTACTS.path}#{card(name)}", tuple(_numbers(contact))
        yield Entry(CONTACT, contact.name, path, names, note=contact.use, numbers=numbers)


def _numbers(contact: Contact, name: str = "") -> Iterator[dict[str, str]]:
    for number in contact.numbers:
        shown = {"v": number.said, "h": href(number), "s": number.status}
        shown |= {"n": name} if name else {"l": number.label}
        yield {key: value for key, value in shown.items() if value}


def _gaps(maker: Maker, book: Book) -> Iterator[Entry]:
    """Whom nothing fills: said so, with whom to ring instead."""
    for area, groups in phonebook(maker, book).areas.items():
        for group in groups:
            gap: Gap | None = next(filter(None, map(book.fills[area].gaps.get, group.slots)), None)
            if gap is not None:
                others = [book.contacts[name] for name in gap.fallback]
                numbers = tuple(number for other in others for number in _numbers(other, other.name))
                title = gap.title
                names = (group.words, *group.aliases)
                yield Entry(
                    CONTACT,
                    title,
                    f"{fixed.CONTACTS.path}#{group.anchor}",
                    names,
                    note=gap.text,
                    numbers=numbers,
                )
