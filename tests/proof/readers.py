"""Who may read an outcome, and whether its words fit each of them: nobody is sent to themselves.

An answer may say who reads (`dsl-reachable`, `you`, `whose`). Where none does, the end is for whoever comes, so
it must say what the one does to whom it sends everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.proof.invariants import Place
from wizard.advice import Advice, advise

STAFF, LEAD, IN_CHARGE, OUTSIDE = "staff", "the lead", "the one in charge", "someone from outside"
SENDS_TO: Mapping[str, re.Pattern[str]] = {
    LEAD: re.compile(
        r"(?<!not )\b([Tt]ell|[Aa]sk|[Ss]peak to|[Gg]o (back )?to|[Gg]ive \w+ to|[Aa]gree( it)? with|[Pp]ress|[Tt]alk to|"
        r"[Ll]eave (it|word)( to| for)?|[Pp]ass \w+( or the message)? to|[Ww]ith) "
        r"(the|your) (safeguarding )?(lead|deputy|DSL|safeguarding team|Safeguarding Team)\b(?! head)"
    ),
    IN_CHARGE: re.compile(
        r"(?<!not )\b([Tt]ell|[Rr]eport (it )?to) the ([Hh]eadteacher|Head of School|head of your)\b"
    ),
    OUTSIDE: re.compile(
        r"[Tt]ell the (safeguarding )?lead or a deputy|[Aa]gree it with|[Dd]o not (tell|speak to|talk with) the parents"
    ),
}
SPEAKS_TO: Mapping[str, re.Pattern[str]] = {
    LEAD: re.compile(r"[Aa]re you the (safeguarding )?lead\b|[Nn]ot the lead\b|are the lead\b"),
    IN_CHARGE: re.compile(r"Are you the one in charge here\?"),
}


def of_path(at: Place) -> tuple[str, ...]:
    """Those who may have given these answers."""
    answers = at.answers
    if at.path.step.flow == "public-worry":
        return (OUTSIDE,)
    if at.is_the_lead:
        return (LEAD,)
    if "told" in {answers.get("whose"), answers.get("agency")} or (
        at.path.step.flow == "head-allegation" and answers.get("you") == "told"
    ):
        return (IN_CHARGE,)
    known_not_to_lead = "dsl-reachable" in answers or answers.get("reader") in {"other", "unsure"}
    if at.path.step.flow == "head-allegation":  # it is about the one in charge
        return (STAFF, LEAD)
    return (STAFF, IN_CHARGE) if known_not_to_lead else (STAFF, LEAD, IN_CHARGE)


def _said(advice: Advice) -> Iterator[str]:
    yield advice.first.text
    for part in (advice.actions, advice.dont, advice.parents, advice.record, advice.next, advice.gaps):
        yield from (line.text for line in part)
    yield from (shown.deadline.say for shown in advice.deadlines)


def misfits(at: Place) -> Iterator[str]:
    """What of an outcome does not fit somebody who may read it."""
    advice = advise(at.book, at.outcome, at.path.step.areas)
    readers = of_path(at)
    for reader in readers:
        if reader not in SENDS_TO:
            continue
        sent = [text for text in _said(advice) if SENDS_TO[reader].search(text)]
        if SENDS_TO[reader].search(at.outcome.title) and reader != IN_CHARGE:
            yield at.finding(f"has a title that sends {reader} to themselves: {at.outcome.title}")
        spoken = reader in SPEAKS_TO and any(
            SPEAKS_TO[reader].search(line.text) for line in (advice.first, *advice.actions)
        )
        if readers == (reader,):
            sent = [text for text in sent if not (reader in SPEAKS_TO and SPEAKS_TO[reader].search(text))]
        elif spoken:
            sent = []
        yield from (at.finding(f"sends {reader} to themselves: {text}") for text in sent)
