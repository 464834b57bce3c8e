"""A worry about a person never leads to that person, whatever a policy fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book.maker import checked_book
from handbook.datafiles.data import Data
from handbook.problems import Problem
from wizard.advice import Advice, advise
from wizard.model import Book

TELLS = (
    r"\b(?:tell|ask|ring|call|see|speak to|talk to|go to|write to|report (?:it |this )?to|give (?:it )?to)\b"
)
NOT = re.compile(r"\b(?:never|not|don't|nobody|no one|except|unless|instead of|above)\b", re.IGNORECASE)


def nobody_is_sent_to_the_person(data: Data) -> Iterator[Problem]:
    """In a flow that is about a role, no contact, limit or line leads to whoever holds it.

    To be asked when all else is in order, since it walks what each setting's reader would see.
    """
    about = {name: flow["about_role"] for name, flow in data.each("flow").items() if "about_role" in flow}
    for setting, file in data.entries["setting"].items():
        book = checked_book(data, setting)
        for flow, role in about.items():
            same = {role} | {i for i, one in file.data["roles"].items() if one.get("same_as") == role}
            titles = {book.contacts[one].name for one in same if one in book.contacts} | {
                "the head",
                "headteacher",
            }
            for outcome, words in _leads_to(book, flow, same, titles):
                yield data.entries["flow"][flow].problem(
                    ("outcomes", outcome),
                    f"'{outcome}' is about the role '{role}', yet in {setting} it {words}; "
                    "fill another slot there, or say who else is told",
                )


def _leads_to(book: Book, flow: str, roles: set[str], titles: set[str]) -> Iterator[tuple[str, str]]:
    said = re.compile(f"{TELLS}[^.?!]*\\b(?:{'|'.join(map(re.escape, sorted(titles)))})\\b", re.IGNORECASE)
    areas = tuple(area.id for area in book.areas) or ("",)
    for name, outcome in book.flows[flow].outcomes.items():
        advice = advise(book, outcome, areas, None)
        for contact in advice.contacts:
            if contact.contact.id in roles:
                yield name, f"shows '{contact.contact.name}' among those to turn to"
        for line in _lines(advice):
            for sentence in re.split(r"(?<=[.?!]) ", line):
                if said.search(sentence) and not NOT.search(sentence):
                    yield name, f"says '{sentence}'"


def _lines(advice: Advice) -> Iterator[str]:
    """Every line of an outcome, its limits, its gaps and the notes beside its contacts."""
    yield advice.first.text
    for lines in (advice.actions, advice.dont, advice.parents, advice.record, advice.next, advice.gaps):
        yield from (line.text for line in lines)
    yield from (clock.clock.say for clock in advice.clocks)
    yield from (note.text for contact in advice.contacts for note in contact.contact.notes)
