"""Two lines of one outcome that cannot both be followed.

Careful the other way round than `wizard.repeats`: whatever looks like a contradiction is one until somebody has
read both lines and put them on the list of those that are meant, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from wizard.advice import Advice, Shown, advise
from wizard.model import Book, Outcome
from wizard.repeats import SMALL, forbids
from wizard.screen import CALM

SENTENCE = re.compile(r"(?<=[.?!]) +")
NEGATED = re.compile(r"\b(?:not|never|no|nobody|no one|don't|cannot)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z']+")
NEARLY = 0.8  # of the words of what is forbidden: so many in what is asked for, and it asks for the same
FEWEST = 2
HALF = 0.5  # of the words of the shorter limit in the other one: the two are about one act
PARENTS = r"(?:tell|speak to|talk with|ask) (?:the |their )?(?:parents|family)\b"
FORBIDDEN = re.compile(rf"^(?:do not|never) {PARENTS}", re.IGNORECASE)
ASKED = re.compile(rf"^(?:before a referral, |today, |then )?{PARENTS}", re.IGNORECASE)
BOUND = re.compile(r"\b(?:if|where|while|until|unless|yet|yourself|your own|before)\b(?! a referral)")
AT_ONCE = re.compile(r"\b(?:now|at once|immediately)\b(?! being)")
SENT_TO: Mapping[str, str] = {"social care": "social-care", "LADO": "lado", "safeguarding lead": "dsl"}
TO = re.compile(rf"^(?:Ring|Tell|Go to) (?:the |children's )*({'|'.join(SENT_TO)})\b")
TOLD_LADO = "Tell the LADO within one working day, and at once wherever possible."
ANSWER = "Social care should confirm that it has a written referral within one working day."
CHASED = "If nobody has confirmed the written referral within three working days, contact social care again."
RED = "Red: enquiries between the agencies take up to four hours."
HR = "The LADO advises on how to speak to pupils, parents and personnel staff (HR)."

MEANT: Mapping[tuple[str, str], str] = {
    ("Do not speak to the parents.", HR): "what the LADO advises on comes after the LADO has been told",
    (
        "at once",
        "The lead tells the child's key worker at once if a worry is too risky to air at the core group.",
    ): "only if the worry is of that kind",
    (
        "Tell the LADO within 24 hours, and at once if you can.",
        TOLD_LADO,
    ): "two local pages print two limits; both are shown, the shorter one first (decision two-lado-clocks)",
    (
        "Tell the LADO within 24 hours.",
        "Tell the LADO within one working day, as another local page puts it.",
    ): "two local pages print two limits; both are shown, the shorter one first (decision two-lado-clocks)",
    (CHASED, ANSWER): "one is by when they answer, the other by when one asks again",
    ("Amber: enquiries take up to 24 hours.", RED): "which one holds hangs on the rating",
    ("Green: enquiries take up to 24 hours, the same as Amber.", RED): "which one holds hangs on the rating",
}
"""Pairs of lines that only look like a contradiction, and why."""


def in_book(book: Book) -> Iterator[tuple[str, str, str]]:
    """Every contradiction in a setting: where, what is forbidden or asked, and the line against it."""
    areas = tuple(area.id for area in book.areas) or ("",)
    for name, flow in book.flows.items():
        for outcome in flow.outcomes.values():
            for area in areas:
                advice = advise(book, outcome, (area,))
                for pair in _pairs(outcome, advice):
                    if pair not in MEANT:
                        yield (f"{book.setting} {name}:{outcome.id} {area}", *pair)


def _pairs(outcome: Outcome, advice: Advice) -> Iterator[tuple[str, str]]:
    yield from _forbidden_and_asked(advice)
    yield from _told_and_not_told(advice)
    yield from _haste(outcome, advice)
    yield from _whom_first(advice)
    yield from _two_limits(advice)


def _sentences(*parts: tuple[Shown, ...]) -> list[str]:
    return [one for part in parts for line in part for one in SENTENCE.split(line.text)]


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(text.lower()) if word not in SMALL}


def _forbidden_and_asked(advice: Advice) -> Iterator[tuple[str, str]]:
    """Do this, and do not: also of the parents, since "do not tell them" stands among those lines."""
    said = _sentences(
        (advice.first,), advice.actions, advice.parents, advice.record, advice.next, advice.dont
    )
    asked = [one for one in said if not NEGATED.search(one)]
    for no in (one for one in said if forbids(one)):
        words = _words(no)
        if len(words) >= FEWEST:
            for yes in asked:
                if len(words & _words(yes)) >= NEARLY * len(words):
                    yield no, yes


def _told_and_not_told(advice: Advice) -> Iterator[tuple[str, str]]:
    """Tell the parents, and do not, where neither says under which circumstances."""
    said = _sentences(
        (advice.first,), advice.actions, advice.parents, advice.record, advice.next, advice.dont
    )
    plain = [one for one in said if not BOUND.search(one)]
    for no in filter(FORBIDDEN.search, plain):
        for yes in filter(ASKED.search, plain):
            yield no, yes


def _two_limits(advice: Advice) -> Iterator[tuple[str, str]]:
    """Two limits for one act, of different length."""
    for one, other in combinations((shown.deadline for shown in advice.deadlines), 2):
        shared = _words(one.say) & _words(other.say)
        if (one.amount, one.unit) != (other.amount, other.unit) and len(shared) >= HALF * min(
            len(_words(one.say)), len(_words(other.say))
        ):
            first, second = sorted((one.say, other.say))
            yield first, second


def _haste(outcome: Outcome, advice: Advice) -> Iterator[tuple[str, str]]:
    """At once, at an outcome for this week."""
    if outcome.urgency in CALM:
        if AT_ONCE.search(advice.first.text):
            yield "at once", advice.first.text
        for one in advice.deadlines:
            if one.deadline.unit == "at-once" and not one.deadline.aim:
                yield "at once", one.deadline.say


def _whom_first(advice: Advice) -> Iterator[tuple[str, str]]:
    """The first action sends to one, and another stands first among those to turn to."""
    if (sent := TO.search(advice.first.text)) and advice.contacts:
        first = advice.contacts[0]
        if not first.slot.startswith(SENT_TO[sent[1]]) and not (
            first.contact.kind == "role" and sent[1] == "safeguarding lead"
        ):
            yield advice.first.text, f"turns first to {first.contact.name}"
