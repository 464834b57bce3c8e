"""A worry about a person never leads to that person, whatever a policy fills in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handbook.book.maker import checked_book
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.documents import policies_of
from handbook.problems import Problem
from wizard.advice import Advice, advise, rule_lines
from wizard.model import Book

HEAD = (
    r"(?<!deputy )(?<!assistant )head(?:-| )?(?:teachers?)?"
    r"(?! of (?!(?:the |this |your )?(?:school|organisation)))"
)
TELL = re.compile(
    r"\b(?:tell|inform|notify|ask|ring|call|phone|telephone|e-?mail|message|contact|see|alert|approach"
    r"|consult|involve|warn|let|(?:go|goes|turn|come)\b[^.?!]*?\bto"
    r"|(?:speak|talk|write|report|refer|send|give|pass|hand|take|bring)\b[^.?!]*?\b(?:to|with)"
    r"|(?:discuss|raise|share|check)\b[^.?!]*?\bwith|(?:advice|help|permission|leave) from)\b",
    re.IGNORECASE,
)
IS_TOLD = re.compile(
    r"[^.?!;:]{0,40}?\b(?:be|is|are|gets?) "
    r"(?:told|informed|notified|asked|contacted|consulted|involved|alerted|rung)\b",
    re.IGNORECASE,
)
NOT = r"\b(?:never|not|don't|nobody|no one)\b"
FORBIDDEN = re.compile(
    rf"{NOT}(?: \w+){{0,2}} $", re.IGNORECASE
)  # straight before "tell": never tell, do not ring
BARRED = re.compile(
    rf"{NOT}|\b(?:except|unless|instead of|above|if|when|where|because|until)\b", re.IGNORECASE
)  # and whatever begins a clause of its own
ABOUT = re.compile(r"\b(?:about|against|concerning|over) (?:the |your )?$", re.IGNORECASE)


def nobody_is_sent_to_the_person(data: Data, setting: str) -> Iterator[Problem]:
    """In a flow that is about a role, no contact, deadline or line leads to whoever holds it.

    To be asked when all else is in order, since it walks what the setting's reader would see.
    """
    about = {name: flow["about_roles"] for name, flow in data.each("flow").items() if "about_roles" in flow}
    book, named = checked_book(data, setting), data.each("setting")[setting]["roles"]
    for flow, roles in about.items():
        same = {*roles} | {i for i, role in named.items() if role.get("same_as") in roles}
        seen: set[str] = set()
        for place, words, said, slot in _leads_to(book, flow, same):
            if said in seen:
                continue
            seen.add(said)
            where, key = _filled(data, setting, said, slot) or (data.entries["flow"][flow], place)
            yield where.problem(
                key,
                f"'{place[-1]}' is about '{roles[0]}', yet in {setting} it {words}; "
                "fill another slot there, or say who else is told",
            )


def _filled(data: Data, setting: str, said: str, slot: str) -> tuple[YamlFile, Key] | None:
    """Where, in the files of a setting or its areas, a contact is put into a slot or a sentence is said."""
    entries, areas = data.entries, data.each("setting")[setting]["areas"]
    files = [entries["policy"][policy] for policy in policies_of(data, setting)]
    for file in (*files, entries["setting"][setting], *(entries["area"][area] for area in areas)):
        for key, value in file.values:
            if isinstance(value, str) and (value == said and slot in key if slot else said in value):
                return file, key
    return None


def _leads_to(book: Book, flow: str, roles: Collection[str]) -> Iterator[tuple[Key, str, str, str]]:
    """Each place in a flow that leads to the person, in words; its sentence, or a contact and its slot."""
    titles = {re.escape(book.contacts[role].name) for role in roles if role in book.contacts}
    person = re.compile(
        rf"\b(?:{'|'.join((*sorted(titles, key=len, reverse=True), HEAD))})(?!\w)", re.IGNORECASE
    )
    areas = tuple(area.id for area in book.areas) or ("",)
    lines: list[tuple[Key, str]] = []
    for name, question in book.flows[flow].questions.items():
        shown = (line for slot in question.rules for line in rule_lines(book, slot, areas))
        lines += ((("questions", name), line.text) for line in shown)
    for name, outcome in book.flows[flow].outcomes.items():
        advice = advise(book, outcome, areas, None)
        for contact in advice.contacts:
            if contact.contact.id in roles:
                words = f"shows '{contact.contact.name}' among those to turn to"
                yield ("outcomes", name), words, contact.contact.id, contact.slot
        lines += ((("outcomes", name), line) for line in _lines(advice))
    for place, line in lines:
        for sentence in re.split(r"(?<=[.?!]) ", line):
            if _sends_to(sentence, person):
                yield place, f"says '{sentence}'", sentence, ""


def _sends_to(sentence: str, person: re.Pattern[str]) -> bool:
    """Whether a sentence has somebody turn to the person, or has the person told."""
    for found in person.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if ABOUT.search(before):
            continue
        told = IS_TOLD.match(after)
        if told and not BARRED.search(told[0]) and not BARRED.search(before):
            return True
        *_, last = (None, *TELL.finditer(before))
        if last and not FORBIDDEN.search(before[: last.start()]) and not BARRED.search(before[last.end() :]):
            return True
    return False


def _lines(advice: Advice) -> Iterator[str]:
    """Every line of an outcome, its deadlines, its gaps and the notes beside its contacts."""
    yield advice.first.text
    for lines in (advice.actions, advice.dont, advice.parents, advice.record, advice.next, advice.gaps):
        yield from (line.text for line in lines)
    yield from (deadline.deadline.say for deadline in advice.deadlines)
    yield from (note.text for contact in advice.contacts for note in contact.contact.notes)
