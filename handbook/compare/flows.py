"""The wizard's flows: questions, where answers lead, and what the outcomes say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handbook.compare.change import Change, lines, quoted, reordered
from handbook.compare.entries import FIELDS
from handbook.compare.side import Side
from wizard.model import URGENCY_WORDS, Flow, Option, Outcome, Question
from wizard.statements import Line, Statement

Words = Iterator[tuple[str, str]]


def flow_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every difference in the flows that both have, and the flows that came and went."""
    for name, flow in new.book.flows.items():
        page = f"what-now/{name}.html"
        if name not in old.book.flows:
            yield Change("outcome", flow.title, "A new way in.", page=page)
            continue
        for text, detail in _Flows(old, new, old.book.flows[name], flow).changes():
            yield Change("outcome", flow.title, text, detail, page=page)
        for field in ("aliases", "group"):
            now, before = (side.maker.data.each("flow")[name].get(field, "nothing") for side in (new, old))
            if now != before:
                detail = f"Now {_put(now)}; before {_put(before)}."
                yield Change("outcome", flow.title, f"Changed: {FIELDS[field]}.", detail, page=page)
    for name, flow in old.book.flows.items():
        if name not in new.book.flows:
            yield Change("outcome", flow.title, "No longer there.")


def _put(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


class _Flows:
    """One flow in both versions."""

    def __init__(self, old: Side, new: Side, was: Flow, now: Flow) -> None:
        self.old, self.new, self.was, self.now = old, new, was, now

    def changes(self) -> Words:
        """Everything that is different."""
        was, now = self.was, self.now
        if was.title != now.title:
            yield f"It was called {quoted(was.title)}.", ""
        if was.about != now.about:
            yield f"What it is about: {quoted(now.about)}", f"Before: {quoted(was.about)}"
        if was.start != now.start:
            yield f"It begins with {self.target(self.new, now, now.start)}.", ""
        yield from self.questions(was.questions, now.questions)
        yield from self.outcomes(was.outcomes, now.outcomes)

    def questions(self, was: Mapping[str, Question], now: Mapping[str, Question]) -> Words:
        """Questions that came, went or changed."""
        for name, question in now.items():
            if name in was:
                yield from self.question(was[name], question)
            else:
                yield f"A new question: {quoted(question.ask)}", self.routes(question)
        for name, question in was.items():
            if name not in now:
                yield f"No longer asked: {quoted(question.ask)}", ""
        if reordered(was, now):
            yield "The questions stand in another order.", ""

    def outcomes(self, was: Mapping[str, Outcome], now: Mapping[str, Outcome]) -> Words:
        """Outcomes that came, went or changed."""
        for name, outcome in now.items():
            if name in was:
                yield from self.outcome(was[name], outcome)
            else:
                yield f"A new end: {quoted(outcome.title)}", ""
        for name, outcome in was.items():
            if name not in now:
                yield f"No longer an end: {quoted(outcome.title)}", ""
        if reordered(was, now):
            yield "The ends stand in another order.", ""

    @staticmethod
    def target(side: Side, flow: Flow, then: str) -> str:
        """Where an answer leads, in words."""
        if then.startswith("flow:"):
            return f"the questions of {quoted(side.book.flows[then.removeprefix('flow:')].title)}"
        if then in flow.questions:
            return f"the question {quoted(flow.questions[then].ask)}"
        return quoted(flow.outcomes[then].title)

    def routes(self, question: Question) -> str:
        """Where each answer leads."""
        return " ".join(
            f"{quoted(option.say)} leads to {self.target(self.new, self.now, option.then)}."
            for option in question.options
        )

    def question(self, was: Question, now: Question) -> Words:
        """One question, and its answers."""
        asked = quoted(now.ask)
        if was.ask != now.ask:
            yield f"Now asks {asked} Before: {quoted(was.ask)}", ""
        if was.help != now.help:
            yield f"The help under {asked} has changed.", f"Now {quoted(now.help)}."
        if (was.rules, was.shared, was.for_lead) != (now.rules, now.shared, now.for_lead):
            yield f"What stands under {asked} has changed.", ""
        yield from self.ids(asked, "what to read", list(was.related), list(now.related))
        before, after = ({option.id: option for option in question.options} for question in (was, now))
        for name, option in after.items():
            if name in before:
                yield from self.option(asked, before[name], option)
            else:
                where = self.target(self.new, self.now, option.then)
                yield f"{asked} has a new answer, {quoted(option.say)}. It leads to {where}.", ""
        for name, option in before.items():
            if name not in after:
                yield f"{asked} The answer {quoted(option.say)} is gone.", ""
        if reordered(before, after):
            yield f"{asked} The answers stand in another order.", ""

    def option(self, asked: str, was: Option, now: Option) -> Words:
        """One answer: its words and where it leads."""
        say = quoted(now.say)
        if was.say != now.say:
            yield f"{asked} The answer {quoted(was.say)} now reads {say}.", ""
        if was.hint != now.hint:
            yield f"{asked} The hint at {say} has changed.", f"Now {quoted(now.hint)}."
        if was.means != now.means:
            yield f"{asked} What {say} answers beside it has changed.", ""
        if was.then != now.then:
            where, there = (
                self.target(self.new, self.now, now.then),
                self.target(self.old, self.was, was.then),
            )
            # Two outcomes may bear one title; then only their ids tell them apart.
            ids = f"{was.then} became {now.then}." if there == where else ""
            yield f"{asked} {say} now leads to {where}. Before: {there}.", ids

    def outcome(self, was: Outcome, now: Outcome) -> Words:
        """One outcome: how urgent it is, and each of its parts."""
        title = quoted(now.title)
        if was.title != now.title:
            yield f"The end {quoted(was.title)} is now called {title}.", ""
        if was.urgency != now.urgency:
            words = f"Now: {URGENCY_WORDS[now.urgency]}. Before: {URGENCY_WORDS[was.urgency]}."
            yield f"{title} is as urgent as this. {words}", ""
        if was.for_lead != now.for_lead:
            yield f"{title} is now {'for the lead alone' if now.for_lead else 'for everyone'}.", ""
        if was.lead_away != now.lead_away:
            away = "whoever cannot reach the lead" if now.lead_away else "whether or not the lead is there"
            yield f"The gaps of {title} now speak to {away}.", ""
        if was.overdue != now.overdue:
            start = "a moment that the reader gives" if now.overdue else "now"
            yield f"The time limits of {title} count from {start}.", ""
        parts = (
            ("First", self.texts(self.old, was.first), self.texts(self.new, now.first)),
            ("Then", self.texts(self.old, *was.actions), self.texts(self.new, *now.actions)),
            ("Do not", self.texts(self.old, *was.dont), self.texts(self.new, *now.dont)),
            ("Tell the parents?", self.texts(self.old, was.parents), self.texts(self.new, now.parents)),
            ("Write it down", self.texts(self.old, was.record), self.texts(self.new, now.record)),
            ("What happens next", self.texts(self.old, *was.next), self.texts(self.new, *now.next)),
        )
        for part, before, after in parts:
            for text, detail in lines(before, after, self.new.book.sources):
                yield f"{title}, “{part}”. {text}", detail
        for part, before_ids, after_ids in (
            ("who to contact", self.names(self.old, was.contacts), self.names(self.new, now.contacts)),
            ("whom to ring first", self.names(self.old, was.call), self.names(self.new, now.call)),
            ("by when", self.slots(self.old, was.deadlines), self.slots(self.new, now.deadlines)),
            ("what to read", was.related, now.related),
        ):
            yield from self.ids(title, part, list(before_ids), list(after_ids))

    @staticmethod
    def ids(title: str, part: str, was: list[str], now: list[str]) -> Words:
        """Things known by name that came, went or changed places."""
        if was != now:
            come = [name for name in now if name not in was]
            gone = [name for name in was if name not in now]
            words = [f"New: {', '.join(come)}." if come else "", f"Gone: {', '.join(gone)}." if gone else ""]
            yield f"{title}: {part} has changed.", " ".join(filter(None, words)) or "Another order."

    @staticmethod
    def texts(side: Side, *given: Line | Statement | None) -> list[Statement]:
        """Lines as statements; a rule that each area fills goes by its title."""
        found = []
        for line in given:
            if isinstance(line, Statement):
                found.append(line)
            elif line is not None:
                rule = Statement(side.slot_title("rules", line.rule), (), "rule")
                found.append(line.statement or rule)
        return found

    @staticmethod
    def names(side: Side, slots: Sequence[str]) -> list[str]:
        """Contacts and contact slots by name."""
        contacts, titles = side.book.contacts, side.maker.data.one("slots")["contacts"]
        return [contacts[slot].name if slot not in titles else titles[slot]["title"] for slot in slots]

    @staticmethod
    def slots(side: Side, slots: Sequence[str]) -> list[str]:
        """Deadline slots by title."""
        return [side.slot_title("clocks", slot) for slot in slots]
