"""What a line about the parents comes to, in one word; the words are those of the practice situations."""

from __future__ import annotations

import re

from wizard.advice import Shown, lines_for
from wizard.model import Book, Gap, Outcome

# In this order: the first that fits. A line is judged as a reader takes it, so its beginning counts most.
MEANINGS = (
    ("do-not-wait", r"^Do not (let a talk|stop to ask)"),
    ("not-stated", r"[Dd]ocument does not say"),
    ("weigh-first", r"^(Ask first whether|Could it put anyone at risk|Do not ring the parents before)"),
    ("get-advice-first", r"\byet\. .*(Agree it|Tell the safeguarding lead first|Ask the lead first)"),
    ("get-advice-first", r"^(Not sure|Ask social care|Ask the police|Ask the LADO|Say that you will ask)"),
    ("get-advice-first", r"^Do not show it|on your own\. Ask the lead first"),
    ("do-not-tell", r"^(Do not tell|Do not speak|Do not ring the parents|Say nothing|Tell nobody)"),
    ("tell", r"tells the parents"),
    (
        "ask",
        r"[Aa]sk their consent|ask the parents' consent|^Parents must (agree|consent)|^Ask them first|^Talk it over",
    ),
    ("ask", r"should have the agreement of the child and the parents"),
    ("tell", r"\bTell them\b|^Be open|^Share the report|^They will hear"),
    ("", r"^(Go on trying|Ring the parents|Write whether|Note whether|You are the parent)"),
)


def meaning(shown: tuple[Shown, ...]) -> str | None:
    """The word for these lines; "" where they say something else than whether to tell; None if unknown."""
    if not shown or isinstance(shown[0], Gap):
        return "not-stated"
    text = " ".join(line.text for line in shown)
    return next((word for word, pattern in MEANINGS if re.search(pattern, text)), None)


def of_outcome(book: Book, outcome: Outcome, areas: tuple[str, ...]) -> str | None:
    """The word for an outcome's lines about the parents."""
    return meaning(lines_for(book, (outcome.parents,), areas))
