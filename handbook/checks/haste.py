"""Where all is urgent, nothing that is slower or weaker stands before it or in its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handbook.book.maker import checked_book
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.documents import policies_of
from handbook.problems import Problem
from wizard.advice import Advice, ShownLine, advise
from wizard.model import Book
from wizard.screen import URGENT, is_at_once

REFERS = "referral"
LEVEL = re.compile(r"\blevel (\d)\b", re.IGNORECASE)


def nothing_slows_what_is_urgent(data: Data, setting: str) -> Iterator[Problem]:
    """In an urgent outcome no slot for what is due at once says only "soon"; no step names a lower level.

    To be asked when all else is in order, since it walks what the setting's reader would see.
    """
    due_at_once = {slot for slot, words in data.one("slots")["clocks"].items() if "at_once" in words}
    book = checked_book(data, setting)
    for flow, flow_entry in book.flows.items():
        for outcome in flow_entry.outcomes.values():
            if outcome.urgency not in URGENT:
                continue
            for area in [known.id for known in book.areas] or [""]:
                advice = advise(book, outcome, (area,))
                for part, slot, words in _weaker(book, area, advice, due_at_once):
                    told = f"'{outcome.title}' is urgent, yet in {setting} {words}"
                    if place := _filled(data, setting, slot):
                        file, key = place
                        yield file.problem(key, told)
                    else:
                        yield data.entries["flow"][flow].problem(("outcomes", outcome.id, part), told)


def _filled(data: Data, setting: str, slot: str) -> tuple[YamlFile, Key] | None:
    """Where one of a setting's documents says a limit of its own for a slot."""
    for policy in policies_of(data, setting):
        file = data.entries["policy"][policy]
        for section, entry in file.data["sections"].items():
            if slot in entry.get("fills", {}).get("clocks", {}):
                return file, ("sections", section, "fills", "clocks", slot, 0)
    return None


def _weaker(
    book: Book, area: str, advice: Advice, due_at_once: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """What stands in the place of the urgent act: the part of the outcome that it is in, its slot, words."""
    at_once = {shown.slot for shown in advice.deadlines if is_at_once(shown)}
    for shown in advice.deadlines:
        if shown.slot in due_at_once and shown.slot not in at_once and shown.deadline.unit == "soon":
            fix = "put that into another slot, or a limit beside it that is at once"
            yield "clocks", shown.slot, f"no more is said of the time than '{shown.deadline.say}'; {fix}"
    known = book.levels.get(area)
    lower = {str(level.number) for level in known.levels if level.flow != REFERS} if known else set()
    for line in advice.actions:
        named = set(LEVEL.findall(line.text)) if isinstance(line, ShownLine) else set()
        if named and named <= lower:
            yield "actions", "", f"a step says '{line.text}'; say it where the levels are explained"
