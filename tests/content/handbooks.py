"""One setting's handbook as a reader meets it: its paths, its steps as shown, its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from handbook.datafiles.data import Data
from handbook.pages import sheets
from handbook.sites.one_site import maker_for
from tests.support import real
from tests.support.tree import Element, parse
from wizard.advice import Advice, advise
from wizard.model import Book, Outcome
from wizard.outcome import outcome
from wizard.paths import Path, paths
from wizard.screen import arrange
from wizard.view import View

SETTINGS = ("grange", "mildmay", "christ-the-king", "griffin", "medway")
SCHOOLS = SETTINGS[:4]
# How the pages name each setting, and each area: nothing of another's may stand in a handbook.
NAMES = {
    "grange": "Grange",
    "mildmay": "Mildmay",
    "christ-the-king": "Christ the King",
    "griffin": "Griffin",
    "medway": "Medway",
}
AREA_NAMES = {"essex": "Essex", "hull": "Hull", "east-riding": "East Riding", "medway": "Medway"}


@dataclass(frozen=True)
class Page:
    """A page as it is given to the site's maker: Markdown, all of whose blocks but headings are markup."""

    path: str
    markdown: str

    @cached_property
    def root(self) -> Element:
        """The page as a tree."""
        return parse(self.markdown)

    @cached_property
    def text(self) -> str:
        """Its words, as the tree has them."""
        return " ".join(self.root.text.split())

    @cached_property
    def numbers(self) -> str:
        """Its words and markup, every number without spaces."""
        return plain(self.markdown)

    @cached_property
    def sections(self) -> dict[str, Element]:
        """What stands under each heading of the second level, up to the next."""
        parts = re.split(r"^## (.*?)(?: \{ #.*\})?$", self.markdown, flags=re.MULTILINE)
        return {parse(title).text: parse(body) for title, body in zip(parts[1::2], parts[2::2], strict=True)}

    def section(self, title: str) -> str:
        """The words under a heading of the second level."""
        return self.sections[title].text


@dataclass(frozen=True)
class Handbook:
    """One setting's handbook."""

    id: str
    data: Data
    maker: Maker
    book: Book
    pages: dict[str, Page] = field(repr=False)

    @cached_property
    def paths(self) -> list[Path]:
        """Every path of every flow."""
        return [path for flow in self.book.flows for path in paths(self.book, flow)]

    @cached_property
    def outcome_paths(self) -> dict[tuple[str, str, tuple[str, ...]], Path]:
        """A path to each outcome, for each set of areas it is shown for."""
        return {(path.step.flow, path.outcome.id, path.step.areas): path for path in self.paths}

    @cached_property
    def advice(self) -> dict[tuple[str, str, tuple[str, ...]], Advice]:
        """The advice of each outcome."""
        return {
            outcome_key: advise(self.book, path.outcome, path.step.areas)
            for outcome_key, path in self.outcome_paths.items()
        }

    @cached_property
    def markup(self) -> dict[tuple[str, str, tuple[str, ...]], str]:
        """Each outcome's markup."""
        view = View(self.book, "../")
        return {
            outcome_key: outcome(view, arrange(self.book, advice))
            for outcome_key, advice in self.advice.items()
        }

    @cached_property
    def shown(self) -> dict[tuple[str, str, tuple[str, ...]], Element]:
        """Each outcome as it is shown."""
        return {outcome_key: parse(markup) for outcome_key, markup in self.markup.items()}

    @cached_property
    def statics(self) -> dict[str, Element]:
        """Each flow as a plain page shows it, all its steps at once."""
        return {
            flow: next(self.pages[f"what-now/{flow}.md"].root.each("div", class_="hb-static"))
            for flow in self.book.flows
        }

    @cached_property
    def everything(self) -> str:
        """All that a reader is shown anywhere in the handbook."""
        return "\n".join(page.text for page in self.pages.values())

    @property
    def areas(self) -> tuple[str, ...]:
        """The setting's areas ("" where it has none)."""
        return tuple(self.maker.areas)

    def outcome(self, flow: str, name: str) -> Outcome:
        """An outcome, by flow and id."""
        return self.book.flows[flow].outcomes[name]

    def contacts(self, slot: str, area: str | None = None) -> tuple[str, ...]:
        """What fills a contact slot in the (first) area; empty for a gap."""
        return self.book.fills[self.areas[0] if area is None else area].contacts.get(slot, ())

    def numbers(self, slot: str, area: str | None = None) -> list[str]:
        """The numbers behind a contact slot."""
        return [
            number.value for name in self.contacts(slot, area) for number in self.book.contacts[name].numbers
        ]

    def deadlines(self, slot: str, area: str | None = None) -> list[tuple[float | None, str]]:
        """The limits in a clock slot: amount and unit."""
        fill = self.book.fills[self.areas[0] if area is None else area]
        return [(deadline.amount, deadline.unit) for deadline in fill.deadlines.get(slot, ())]

    def rule(self, slot: str, area: str | None = None) -> str:
        """The lines of a rule slot as one text; "" for a gap."""
        fill = self.book.fills[self.areas[0] if area is None else area]
        return " ".join(line.text for line in fill.rules.get(slot, ()))

    def gap(self, slot: str, area: str | None = None) -> str:
        """The words for a gap; "" where the slot is filled."""
        gap = self.book.fills[self.areas[0] if area is None else area].gaps.get(slot)
        return gap.text if gap else ""


@cache
def handbook_of(setting: str) -> Handbook:
    """The handbook of a setting of the real data, read once."""
    return _read(real.data(), setting, real.maker(setting), real.book(setting))


def read(data: Data, setting: str) -> Handbook:
    """A setting's handbook, from the data."""
    maker, _, book = maker_for(data, setting)
    return _read(data, setting, maker, book)


def _read(data: Data, setting: str, maker: Maker, book: Book) -> Handbook:
    pages = {sheet.path: Page(sheet.path, sheet.markdown()) for sheet in sheets(maker, book)}
    return Handbook(setting, data, maker, book, pages)


def numbers_by_place(data: Data) -> dict[str, list[dict[str, str]]]:
    """Every number and address of the data, by the id of its area or setting ("" for national ones)."""
    found: dict[str, list[dict[str, str]]] = {}
    for _, file, _, entry in contact_places(data):
        place = file.data["id"] if isinstance(file.data.get("id"), str) else ""
        found.setdefault(place, []).extend(entry["numbers"])
    return found


SPACE_IN_NUMBER = re.compile(r"([0-9]) (?=[0-9])")


def plain(text: str) -> str:
    """Text with the spaces inside numbers taken out, so that a number is found however it is spaced."""
    return SPACE_IN_NUMBER.sub(r"\1", text)
