"""What must hold on every path of every flow in every setting, at any time.

Each rule yields a finding in words for whatever breaks it. The same rules judge the real book and the
mutants, so none of them knows a flow's outcomes by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.proof import parents
from wizard.advice import Advice, Shown, ShownContact, ShownLine, advise, contacts_for
from wizard.contacts import Contact
from wizard.model import URGENCIES, Book, Flow, Outcome, Question
from wizard.paths import Path
from wizard.statements import Cite

MOST_QUESTIONS = 7
YES = {"yes", "unsure"}
# Whom the ordinary line for worries leads to. A worry about an adult must not go that way.
DSL_LINE = {"dsl", "deputy-dsl", "child-protection-coordinator", "safeguarding-team", "learning-mentor"}
ADULT_FLOWS = {"allegation", "head-allegation"}
ADULT = re.compile(r"adult who works with children", re.IGNORECASE)
HEAD_FLOW = "head-allegation"
# Mildmay's head is its safeguarding lead; the deputies answer to the head.
TO_THE_LEAD = re.compile(
    r"([Tt]ell|[Aa]sk|[Ss]peak to|[Gg]o to|[Gg]ive it to|[Aa]gree it with|[Pp]ress|[Ll]eave it to) "
    r"(the|your) (safeguarding )?(lead|deputy|DSL)\b"
)
TO_THE_HEAD = re.compile(r"(?<!not )\b([Tt]ell|[Rr]eport (it )?to) the ([Hh]eadteacher|Head of School)\b")
WHERE = "Where does the child live?"
NOT_ASKED = re.compile(r"question the child|ask anyone questions")
THE_HEAD = {"headteacher", "head-of-organisation", "dsl", "deputy-dsl", "deputy-headteacher"}


@dataclass(frozen=True)
class Place:
    """A path with what its outcome shows at no particular time."""

    book: Book
    path: Path
    contacts: tuple[ShownContact, ...]

    @property
    def outcome(self) -> Outcome:
        return self.path.outcome

    @property
    def ids(self) -> list[str]:
        return [shown.contact.id for shown in self.contacts]

    @property
    def answers(self) -> dict[str, str]:
        """By question; a shared one by its own name, wherever a flow has it."""
        flows = self.book.flows
        answers: dict[str, str] = {}
        for one in self.path.step.path:
            question = flows[one.flow].questions[one.question]
            answers[question.shared or one.question] = one.option
            answers.update(next(option.means for option in question.options if option.id == one.option))
        return answers

    @property
    def is_the_lead(self) -> bool:
        """Whether the reader said so."""
        return self.answers.get("dsl-reachable") == "me" or self.answers.get("reader") == "lead"

    @property
    def leads(self) -> tuple[str, ...]:
        """Those who are told of a worry about a child."""
        return self.book.fills[self.path.step.areas[0]].contacts["dsl"]

    @property
    def is_about_an_adult(self) -> bool:
        """Whether the reader began, or went on, with a worry about an adult who works with children."""
        return self.path.step.entry in ADULT_FLOWS or any(
            one.flow in ADULT_FLOWS
            or (ADULT.search(one.say) is not None and one.option not in {"no", "unsure"})
            for one in self.path.step.path
        )

    def finding(self, words: str) -> str:
        """The words with the way there."""
        return f"{self.path.step.entry}: {self.path.answers}: {self.path.step.flow}:{self.outcome.id} {words}"


def place(book: Book, path: Path) -> Place:
    """A path, ready to be judged."""
    return Place(book, path, contacts_for(book, path.outcome.contacts, path.step.areas, None))


def is_person(contact: Contact) -> bool:
    """Whether one can speak to them: a role in the setting, or a line that is answered by phone."""
    return contact.kind == "role" or has_phone(contact)


def has_phone(contact: Contact) -> bool:
    return any(number.kind == "phone" for number in contact.numbers)


def is_role(contact: Contact) -> bool:
    return contact.kind == "role"


# A flow by itself


def circles(flow: Flow) -> Iterator[str]:
    """No question comes round again: everyone arrives."""
    done: set[str] = set()

    def visit(node: str, trail: tuple[str, ...]) -> Iterator[str]:
        if node in trail:
            yield f"{flow.id}: goes round in a circle: {' > '.join((*trail, node))}"
        elif node in flow.questions and node not in done:
            for option in flow.questions[node].options:
                yield from visit(option.then, (*trail, node))
            done.add(node)

    yield from visit(flow.start, ())


def unreached(flow: Flow) -> Iterator[str]:
    """No question and no outcome is left without a way to it."""
    reached: set[str] = set()
    waiting = [flow.start]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += (
                [option.then for option in flow.questions[node].options] if node in flow.questions else []
            )
    for node in (*flow.questions, *flow.outcomes):
        if node not in reached:
            yield f"{flow.id}: nothing leads to '{node}'"


# A path


def danger_leads_to_999(at: Place) -> Iterator[str]:
    """Danger, or not sure about it: 999 before anything else."""
    danger = at.answers.get("danger")
    if danger is None:
        yield at.finding("is reached without the question of danger")
    elif danger in YES:
        if not (
            at.outcome.urgency == "emergency"
            and at.ids[:1] == ["police-emergency"]
            and at.outcome.first.text.startswith("Ring 999 now")
        ):
            yield at.finding("does not lead to 999 first")
        if not at.is_about_an_adult and not {"dsl", "social-care"} <= set(at.outcome.contacts):
            yield at.finding("does not tell the lead and social care of the danger")


def medical_help_comes_first(at: Place) -> Iterator[str]:
    """A child who needs a doctor, or may: help at once, and 999 at hand."""
    if at.answers.get("medical") in YES and not (
        at.outcome.urgency == "emergency"
        and at.ids[:1] == ["police-emergency"]
        and "medical-attention" in at.outcome.deadlines
    ):
        yield at.finding("does not get medical help first")


def questions_are_few(at: Place) -> Iterator[str]:
    """At most seven questions."""
    if len(at.path.step.path) > MOST_QUESTIONS:
        yield at.finding(f"asks {len(at.path.step.path)} questions")


def risk_is_urgent(at: Place) -> Iterator[str]:
    """A child who may be harmed: now, and with social care or the police at hand; written up once rung."""
    if at.answers.get("at-risk") not in YES or at.answers.get("rung") == "yes":
        return
    if at.outcome.urgency not in {"emergency", "now"}:
        yield at.finding("is not urgent, though the child may be harmed")
    if not any(has_phone(shown.contact) for shown in at.contacts):
        yield at.finding("names nobody to ring, though the child may be harmed")


def lead_is_told_or_not_there(at: Place) -> Iterator[str]:
    """Whoever can reach the lead tells the lead; whoever cannot rings; the lead is not sent to the lead."""
    reachable = at.answers.get("dsl-reachable")
    first = at.contacts[0].contact
    if reachable == "yes" and first.id not in at.leads:
        yield at.finding(f"turns first to {first.id}, though the lead can be reached")
    if reachable in {"no", "unsure"} and at.outcome.urgency == "now" and is_role(first):
        yield at.finding(f"turns first to {first.id}, though the lead cannot be reached")
    if at.is_the_lead and (first.id in at.leads or "Tell the safeguarding lead" in at.outcome.first.text):
        yield at.finding("sends the lead to the lead")


def who_must_ring_is_asked_where(at: Place) -> Iterator[str]:
    """Whoever is to ring social care now rings the right one: a setting with several areas asks which, once.

    A lead is asked wherever it changes the numbers; only 999 does not wait for it.
    """
    reachable = at.answers.get("dsl-reachable")
    must = "social-care" in at.outcome.contacts and (
        reachable in {"no", "unsure"} or at.outcome.contacts[0] == "social-care"
    )
    if must and at.outcome.urgency == "now" and len(at.path.step.areas) > 1:
        yield at.finding("does not ask where the child lives, though the reader must ring")
    if at.is_the_lead and at.outcome.urgency != "emergency" and any(shown.area for shown in at.contacts):
        yield at.finding("shows the lead the numbers of several areas")
    if sum(one.ask == WHERE for one in at.path.step.path) > 1:
        yield at.finding("asks twice where the child lives")


def parents_are_safe(at: Place) -> Iterator[str]:
    """Telling the parents may raise the risk: they are not told. Not sure: advice first."""
    risk = at.answers.get("parents-risk")
    if risk is None:
        return
    word = parents.of_outcome(at.book, at.outcome, at.path.step.areas)
    wanted = {"yes": {"do-not-tell"}, "unsure": {"get-advice-first"}}.get(risk)
    if wanted and word not in wanted:
        yield at.finding(f"says '{word}' about the parents, though telling them may be a risk")
    if risk == "no" and word == "do-not-tell":
        yield at.finding("forbids telling the parents, though nothing speaks against it")


def adults_are_reported_past_the_lead(at: Place) -> Iterator[str]:
    """A worry about an adult who works with children does not take the line for worries about a child."""
    if at.is_about_an_adult and (found := DSL_LINE & set(at.ids)):
        yield at.finding(f"takes a worry about an adult to {', '.join(sorted(found))}")


def the_head_is_never_told_about_the_head(at: Place) -> Iterator[str]:
    """It is or may be about the head: nobody who is the head, or answers to the head, hears of it."""
    known = at.answers.get("danger") == "no" and at.answers.get("head") in YES
    if (known or at.path.step.flow == HEAD_FLOW) and (found := THE_HEAD & set(at.ids)):
        yield at.finding(f"may tell the person it is about: {', '.join(sorted(found))}")


Rule = Callable[[Place], Iterator[str]]
OF_PATHS: tuple[Rule, ...] = (
    danger_leads_to_999,
    medical_help_comes_first,
    questions_are_few,
    risk_is_urgent,
    lead_is_told_or_not_there,
    who_must_ring_is_asked_where,
    parents_are_safe,
    adults_are_reported_past_the_lead,
    the_head_is_never_told_about_the_head,
)


def of_path(at: Place) -> Iterator[str]:
    """Every rule about a path."""
    for rule in OF_PATHS:
        yield from rule(at)


# All paths of a flow together


def not_sure_is_never_less_urgent(book: Book, all_paths: Iterable[Path]) -> Iterator[str]:
    """Whoever is not sure, and goes on not being sure, ends no less urgently than any other answer would."""
    best: dict[tuple[tuple[str, str], ...], int] = {}
    unsure: dict[tuple[tuple[str, str], ...], int] = {}
    can: dict[tuple[str, str], bool] = {}
    for path in all_paths:
        rank = URGENCIES.index(path.outcome.urgency)
        steps = path.step.path
        answers = path.step.answers
        for count, one in enumerate(steps):
            here = (path.step.entry, ""), *answers[:count]
            best[here] = min(rank, best.get(here, rank))
            rest = steps[count:]
            if one.option == "unsure" and all(
                later.option == "unsure" or not _can_be_unsure(book, later.flow, later.question, can)
                for later in rest
            ):
                unsure[here] = max(rank, unsure.get(here, 0))
    for here, rank in unsure.items():
        if rank > best[here]:
            yield f"{here}: not sure ends as '{URGENCIES[rank]}', another answer as '{URGENCIES[best[here]]}'"


def _can_be_unsure(book: Book, flow: str, question: str, known: dict[tuple[str, str], bool]) -> bool:
    key = (flow, question)
    if key not in known:
        asked: Question = book.flows[flow].questions[question]
        known[key] = any(option.id == "unsure" for option in asked.options)
    return known[key]


# An outcome


@dataclass(frozen=True)
class Lore:
    """What the book itself cannot know: where each contact is at home, and which numbers are dead."""

    homes: Mapping[str, str]
    old_numbers: frozenset[str]


def of_end(at: Place, lore: Lore) -> Iterator[str]:
    """A first action, a person, a fallback, every line cited, no number from elsewhere and no old one."""
    advice = advise(at.book, at.outcome, at.path.step.areas)
    yield from _somebody(at, advice)
    yield from _sources(at, advice)
    yield from _numbers(at, advice, lore)
    yield from _nobody_to_themselves(at, advice)
    yield from _once(at, advice)
    yield from _if_nobody_answers(at, advice)


def _somebody(at: Place, advice: Advice) -> Iterator[str]:
    people = [shown.contact for shown in advice.contacts if is_person(shown.contact)]
    if not advice.first.text:
        yield at.finding("has no first action")
    if not people:
        yield at.finding("has nobody to speak to")
    elif len(people) == 1:
        yield at.finding(f"has nobody but {people[0].id}")


def _nobody_to_themselves(at: Place, advice: Advice) -> Iterator[str]:
    """Where only the lead gets, no line sends to the lead; a worry about the head, no line to the head."""
    said = [line.text for line in _lines(advice)] + [shown.deadline.say for shown in advice.deadlines]
    if at.outcome.for_lead:
        yield from (
            at.finding(f"sends the lead to the lead: {text}") for text in said if TO_THE_LEAD.search(text)
        )
    reported = at.path.step.flow in ADULT_FLOWS and at.outcome.urgency == "now"
    if reported and not any(NOT_ASKED.search(line.text) for line in advice.dont):
        yield at.finding("does not say that nobody questions the child")
    if at.path.step.flow == HEAD_FLOW:
        yield from (at.finding(f"sends to the head: {text}") for text in said if TO_THE_HEAD.search(text))


def _once(at: Place, advice: Advice) -> Iterator[str]:
    """What is to be done is not said again about the parents, the record or what not to do."""
    done = {line.text for line in advice.actions}
    for line in (*advice.dont, *advice.parents, *advice.record):
        if line.text in done:
            yield at.finding(f"says a line twice: {line.text}")


def _if_nobody_answers(at: Place, advice: Advice) -> Iterator[str]:
    """Whoever is sent to the lead is told what to do if the lead cannot be had after all."""
    if at.answers.get("dsl-reachable") != "yes":
        return
    if not any("cannot reach" in line.text for line in (advice.first, *advice.actions)):
        yield at.finding("does not say what to do if the lead cannot be reached after all")
    if "social-care" not in at.outcome.contacts:
        yield at.finding("does not name social care, should the lead not be reached")


def _lines(advice: Advice) -> Iterator[Shown]:
    yield advice.first
    for lines in (advice.actions, advice.dont, advice.parents, advice.record, advice.next, advice.gaps):
        yield from lines


def _sources(at: Place, advice: Advice) -> Iterator[str]:
    lines = (advice.first, *advice.actions, *advice.dont, *advice.parents, *advice.record, *advice.next)
    for line in lines:
        if isinstance(line, ShownLine) and not _is_cited(at.book, line.cites):
            yield at.finding(f"has a line without a source: {line.text}")
    for shown in advice.deadlines:
        if not _is_cited(at.book, shown.deadline.cites):
            yield at.finding(f"has a time limit without a source: {shown.deadline.id}")


def _is_cited(book: Book, cites: tuple[Cite, ...]) -> bool:
    return bool(cites) and all(cite.source in book.sources for cite in cites)


def _numbers(at: Place, advice: Advice, lore: Lore) -> Iterator[str]:
    allowed = {"", at.book.setting, *at.path.step.areas}
    for shown in advice.contacts:
        contact = shown.contact
        if contact.kind != "role" and lore.homes[contact.id] not in allowed:
            yield at.finding(f"shows {contact.id}, which is at home in {lore.homes[contact.id]}")
        for number in contact.numbers:
            if number.value in lore.old_numbers or number.status == "superseded":
                yield at.finding(f"shows a superseded number, {number.value}")
