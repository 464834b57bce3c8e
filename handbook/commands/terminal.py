"""The wizard in a terminal: the same engine and words as on the page."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard import text
from wizard.engine import replay
from wizard.england import wall_of
from wizard.model import Book, Outcome

HELP = "Type a number. b goes back one step, r starts again, q leaves."


def ask(book: Book, flow: str, at: datetime | None) -> int:
    """Ask until the reader leaves or the input ends; always 0.

    `at` stands in for the time now; it is what clocks in England show.
    """
    answers: tuple[tuple[str, str], ...] = ()
    print(f"{book.name}: {book.flows[flow].title}\nDanger now? Ring 999.\n{HELP}")
    while True:
        step = replay(book, flow, answers)
        print()
        if isinstance(step.node, Outcome):
            print(text.outcome(book, step, step.node, at or wall_of(datetime.now(UTC))))
            options: tuple[str, ...] = ()
        else:
            print(text.question(book, step.node, step.areas))
            options = tuple(option.id for option in step.node.options)
        try:
            said = input("\n> ").strip().lower()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        if said == "q":
            return 0
        if said == "b":
            answers = step.answers[:-1]
        elif said == "r":
            answers = ()
        elif said.isdecimal() and 0 < int(said) <= len(options):
            answers = (*step.answers, (step.node.id, options[int(said) - 1]))
        elif said in options:
            answers = (*step.answers, (step.node.id, said))
        else:
            print(HELP)
