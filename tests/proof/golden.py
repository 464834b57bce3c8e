"""The golden tables: all that a setting's wizard decides, in a few hundred lines that a person can review.

Where each answer leads, what each outcome comes to (by the shortest way to it), who is behind a contact, and
how long each limit is. Together they determine every path. One table more, `lines`, holds for every setting which
lines each outcome is made of: the slot of a rule, an item of a list, or a line's own id.
`python -m tests.proof.golden --write` rewrites them; read the difference before you keep it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path as File
from typing import Any

from tests.proof import parents
from tests.proof.books import SETTINGS, book, data, every_path
from wizard.advice import advise, contacts_for
from wizard.contacts import Contact
from wizard.model import Book, Question
from wizard.paths import HEADER, Path, row
from wizard.timing import deadline_words, hours_words

FOLDER = File(__file__).parent / "golden"
LINES = "lines"
TABLES = (*SETTINGS, LINES)
PARTS = ("actions", "dont", "parents", "record", "next")


def file_of(name: str) -> File:
    """Where a table lies."""
    return FOLDER / f"{name}.tsv"


def table(name: str) -> str:
    """A setting's table as it is now, or that of the lines."""
    if name == LINES:
        rows = (row for flow, entry in data().each("flow").items() for row in lines(flow, entry))
        return "\n".join(("# flow\toutcome\t" + "\t".join(PARTS), *rows)) + "\n"
    return _setting(name)


def lines(flow: str, entry: Mapping[str, Any]) -> Iterator[str]:
    """What each outcome of a flow is made of, part by part."""
    for name, outcome in entry["outcomes"].items():
        cells = (outcome.get(part, ()) for part in PARTS)
        named = (",".join(map(_named, [cell] if isinstance(cell, dict) else cell)) for cell in cells)
        yield "\t".join((flow, name, *named))


def _named(line: str | Mapping[str, str]) -> str:
    """The slot of a rule with a colon before it, else an item's or a line's own name."""
    if isinstance(line, str):
        return line
    return f":{line['rule']}" if "rule" in line else line.get("item") or line["id"]


def _setting(setting: str) -> str:
    here = book(setting)
    blocks = (
        ("# flow\tquestion\twhere each answer leads", _questions(here)),
        (f"# {HEADER}\tgaps\tparents\tfirst", outcomes(here, every_path(setting))),
        ("# contact\tname\tnumbers\thours", _contacts(here, every_path(setting))),
        ("# clock\tlimit\tcounted from\tsays", _deadlines(here)),
    )
    return "\n".join(line for title, lines in blocks for line in (title, *lines)) + "\n"


def _questions(here: Book) -> Iterator[str]:
    for flow in here.flows.values():
        for question in flow.questions.values():
            yield "\t".join((flow.id, question.id, _leads(question)))


def _leads(question: Question) -> str:
    """The answers by where they lead: `yes,unsure > emergency; no > what`."""
    by: dict[str, list[str]] = {}
    for option in question.options:
        by.setdefault(option.then, []).append(option.id)
    return "; ".join(f"{','.join(options)} > {then}" for then, options in by.items())


def outcomes(here: Book, all_paths: Iterable[Path]) -> Iterator[str]:
    """Each outcome once for each set of areas, in its own flow, by the fewest answers."""
    shortest: dict[tuple[str, str, tuple[str, ...]], Path] = {}
    for path in all_paths:
        key = (path.step.flow, path.outcome.id, path.step.areas)
        best = shortest.get(key)
        if path.step.entry == path.step.flow and (best is None or _cost(path) < _cost(best)):
            shortest[key] = path
    for path in shortest.values():
        advice = advise(here, path.outcome, path.step.areas)
        gaps = ",".join(gap.slot for gap in advice.gaps)
        word = parents.of_outcome(here, path.outcome, path.step.areas) or "-"
        yield "\t".join((row(here, path), gaps, word, path.outcome.first.text))


def _cost(path: Path) -> tuple[int, str]:
    return len(path.step.answers), path.answers


def _contacts(here: Book, all_paths: Iterable[Path]) -> Iterator[str]:
    """Every service, and every role that some outcome turns to."""
    slots = {(path.outcome.contacts, path.step.areas) for path in all_paths}
    shown = {one.contact.id for names, areas in slots for one in contacts_for(here, names, areas, None)}
    for contact in here.contacts.values():
        if contact.kind == "role" and contact.id not in shown:
            continue
        numbers = ", ".join(f"{number.value} [{number.status}]" for number in contact.numbers)
        yield "\t".join((contact.id, contact.name, numbers, _hours(here, contact))).rstrip()


def _hours(here: Book, contact: Contact) -> str:
    return hours_words(here, contact) if contact.hours else ""


def _deadlines(here: Book) -> Iterator[str]:
    deadlines = {
        deadline.id: deadline
        for fill in here.fills.values()
        for group in fill.deadlines.values()
        for deadline in group
    }
    for deadline in deadlines.values():
        yield "\t".join((deadline.id, deadline_words(deadline), deadline.anchor, deadline.say))


def difference(name: str) -> str:
    """What has changed since the table was written, as a readable diff; "" for nothing."""
    kept = file_of(name)
    was = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    now = table(name).splitlines()
    return "\n".join(unified_diff(was, now, f"{name} as kept", f"{name} as it is", lineterm="", n=0))


def main() -> None:
    """Show what has changed, or rewrite the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof.golden", description=__doc__)
    parser.add_argument("--write", action="store_true", help="rewrite the tables")
    if parser.parse_args().write:
        FOLDER.mkdir(exist_ok=True)
        for name in TABLES:
            file_of(name).write_text(table(name), encoding="utf-8")
            print(file_of(name).name, table(name).count("\n"), "lines")
        return
    changed = [diff for name in TABLES if (diff := difference(name))]
    print("\n\n".join(changed) or "Nothing has changed.")
    sys.exit(bool(changed))


if __name__ == "__main__":
    main()
