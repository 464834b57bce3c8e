"""What the safeguarding lead reads in place of a line that sends to the lead."""

from __future__ import annotations

from dataclasses import replace

from wizard.advice import advise, rule_lines
from wizard.model import Book, Gap, Outcome
from wizard.statements import Cite, Line, Statement

CITES = (Cite("oak-policy", "7"),)
NORTH = ("north",)


def with_rules(book: Book, slot: str, *lines: Statement) -> Book:
    fill = book.fills["north"]
    return replace(
        book, fills={**book.fills, "north": replace(fill, rules={**fill.rules, slot: lines}, gaps={})}
    )


def with_gap(book: Book, gap: Gap) -> Book:
    fill = book.fills["north"]
    rules = {slot: lines for slot, lines in fill.rules.items() if slot != gap.slot}
    return replace(book, fills={**book.fills, "north": replace(fill, rules=rules, gaps={gap.slot: gap})})


def texts(book: Book, *, for_lead: bool) -> list[str]:
    return [line.text for line in rule_lines(book, "record", NORTH, for_lead=for_lead)]


def test_a_line_may_read_otherwise_for_the_lead_or_be_left_out(books: dict[str, Book]) -> None:
    book = with_rules(
        books["oak"],
        "record",
        Statement("Tell the lead at once.", CITES, "own", lead=""),
        Statement("Write it down. Give it to the lead.", CITES, "own", lead="Write it down."),
        Statement("Sign it.", CITES, "own"),
    )
    assert texts(book, for_lead=True) == ["Write it down.", "Sign it."]
    assert texts(book, for_lead=False)[0] == "Tell the lead at once."
    assert len(texts(book, for_lead=False)) == len(("tell", "write", "sign"))


def test_a_gap_may_read_otherwise_for_the_lead(books: dict[str, Book]) -> None:
    gap = Gap("record", "Record a worry", "Not said. Tell the lead.", (), CITES, "Not said. Keep a note.")
    book = with_gap(books["oak"], gap)
    assert texts(book, for_lead=False) == ["Not said. Tell the lead."]
    assert texts(book, for_lead=True) == ["Not said. Keep a note."]


def test_only_an_outcome_for_the_lead_shows_what_the_lead_reads(books: dict[str, Book]) -> None:
    book = with_rules(
        books["oak"], "record", Statement("Give it to the lead.", CITES, "own", lead="Keep it safe.")
    )
    first = Statement("Act now.", CITES, "own")
    outcome = Outcome(
        "end", "End", "now", first, (Line(rule="record"),), ("dsl",), (), (), None, None, (), ()
    )
    assert [line.text for line in advise(book, outcome, NORTH).actions] == ["Give it to the lead."]
    lead = replace(outcome, for_lead=True)
    assert [line.text for line in advise(book, lead, NORTH).actions] == ["Keep it safe."]


def test_who_cannot_reach_the_lead_is_not_sent_back_by_a_gap(books: dict[str, Book]) -> None:
    first = Statement("Act now.", CITES, "own")
    outcome = Outcome(
        "end", "End", "now", first, (Line(rule="record"),), ("lado",), (), (), None, None, (), ()
    )
    away = replace(outcome, lead_away=True)
    gap = Gap("record", "Record a worry", "Not said. Tell the lead.", (), CITES, "Not said. Keep a note.")
    book = with_gap(books["oak"], gap)
    assert [line.text for line in advise(book, outcome, NORTH).actions] == ["Not said. Tell the lead."]
    assert [line.text for line in advise(book, away, NORTH).actions] == ["Not said. Keep a note."]
    named = Gap("lado", "LADO", "Not said. Ask the lead.", (), CITES, "Not said. Ask the council.")
    assert [one.text for one in advise(with_gap(book, named), away, NORTH).gaps] == [
        "Not said. Ask the council."
    ]


def test_what_a_document_says_stays_where_the_lead_cannot_be_reached(books: dict[str, Book]) -> None:
    line = Statement("Give it to the lead.", CITES, "own", lead="Keep it safe.")
    first = Statement("Act now.", CITES, "own")
    outcome = Outcome(
        "end", "End", "now", first, (Line(rule="record"),), ("dsl",), (), (), None, None, (), ()
    )
    shown = advise(with_rules(books["oak"], "record", line), replace(outcome, lead_away=True), NORTH)
    assert [line.text for line in shown.actions] == ["Give it to the lead."]
