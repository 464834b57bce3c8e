"""Flows lead somewhere, for everyone, in few steps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from handbook.book.flows import OWN
from handbook.book.lookups import SLOT_KINDS, contacts_at_home, first_actions
from handbook.checks.references import refs
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean
from wizard.engine import AREA_QUESTION as AREA
from wizard.engine import UNSURE

MOST_QUESTIONS = 7
PARTS = ("say", "hint")  # the words of an answer
PLACEHOLDER = re.compile(r"\{[a-z-]{2,}\}")  # a word; any other braces are text


def targets(question: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """Every target that a question names, with its key path inside the question."""
    if "use" in question:
        then = question["then"]
        if isinstance(then, str):
            yield ("then",), then
        else:
            for option, target in then.items():
                yield ("then", option), target
    else:
        for option, entry in question["options"].items():
            yield ("options", option, "then"), entry["then"]
    if "otherwise" in question:
        yield ("otherwise",), question["otherwise"]


def _flows(data: Data) -> Iterator[tuple[str, YamlFile]]:
    yield from data.entries["flow"].items()


def targets_exist(data: Data) -> Iterator[Problem]:
    """Start and targets are questions or outcomes of the flow, or other flows; conditions have an else."""
    names = set(data.entries["flow"])
    for _, file in _flows(data):
        flow = file.data
        local = {*flow["questions"], *flow["outcomes"]}
        for both in set(flow["questions"]) & set(flow["outcomes"]):
            yield file.problem(("outcomes", both), f"'{both}' is a question as well; rename one")
        if flow["start"] not in flow["questions"]:
            fix = did_you_mean(flow["start"], flow["questions"])
            yield file.problem(("start",), f"start '{flow['start']}' is not a question of this flow{fix}")
        for name, question in flow["questions"].items():
            if ("when" in question) != ("otherwise" in question):
                yield file.problem(
                    ("questions", name), f"question '{name}' needs both 'when' and 'otherwise', or neither"
                )
            for key, target in targets(question):
                known = {f"flow:{other}" for other in names} if target.startswith("flow:") else local
                if target not in known:
                    fix = did_you_mean(target, local | {f"flow:{other}" for other in names})
                    yield file.problem(
                        ("questions", name, *key),
                        f"'{target}' is no question or outcome of this flow, and no flow{fix}",
                    )


def councils_are_the_answers(data: Data) -> Iterator[Problem]:
    """The question where the child lives has one answer of its own, beside the councils."""
    asked = data.one("questions").get(AREA)
    if asked and set(asked["options"]) != {UNSURE}:
        yield data.files["questions"].problem(
            (AREA, "options"), f"the councils are the answers; write '{UNSURE}' here, and nothing else"
        )


def placeholders_are_filled(data: Data) -> Iterator[Problem]:
    """The one placeholder in questions is {own}, the own council, in a hint to the question of councils."""
    for file, key, entry in _questions(data):
        options = entry.get("options", {}).items()
        texts: dict[Key, str] = {(part,): entry.get(part, "") for part in ("ask", "help")}
        texts |= {("options", name, part): words.get(part, "") for name, words in options for part in PARTS}
        for at, text in texts.items():
            may = OWN if key == (AREA,) and at[-1] == "hint" else ""
            if found := PLACEHOLDER.search(text.replace(may, "") if may else text):
                yield file.problem((*key, *at), f"nothing fills '{found[0]}'; write the words themselves")


def shared_questions_fit(data: Data) -> Iterator[Problem]:
    """A shared question is known, and each of its options has a target."""
    shared = data.one("questions")
    for _, file in _flows(data):
        for name, question in file.data["questions"].items():
            key = ("questions", name)
            if "use" not in question:
                if name in shared:
                    yield file.problem(
                        key, f"'{name}' is the name of a shared question; write use: {name}, or rename it"
                    )
                continue
            use = question["use"]
            if name != use and name in shared:
                yield file.problem(
                    key, f"'{name}' is the name of another shared question; call this one '{use}'"
                )
            elif use == AREA:
                if not isinstance(question["then"], str):
                    yield file.problem(
                        (*key, "then"), "the area question goes to one place, whatever the area"
                    )
            elif use not in shared:
                yield file.problem(
                    (*key, "use"),
                    f"shared question '{use}' is not in base/questions.yml{did_you_mean(use, shared)}",
                )
            elif isinstance(question["then"], dict) and set(question["then"]) != set(shared[use]["options"]):
                wanted = ", ".join(shared[use]["options"])
                yield file.problem(
                    (*key, "then"),
                    f"'{name}' must have a target for each of its options, no more and no fewer: {wanted}",
                )


def _questions(data: Data) -> Iterator[tuple[YamlFile, Key, Mapping[str, Any]]]:
    """Every question, the shared ones included: file, key path, entry."""
    for name, entry in data.one("questions").items():
        yield data.files["questions"], (name,), entry
    for _, file in _flows(data):
        for name, entry in file.data["questions"].items():
            yield file, ("questions", name), entry


def question_slots_exist(data: Data) -> Iterator[Problem]:
    """The rules and pages under a question, and the conditions on questions and pages, name what exists."""
    slots = data.one("slots")
    every = {slot for kind in SLOT_KINDS for slot in slots[kind]}
    for file, key, entry in _questions(data):
        for place, slot in enumerate(entry.get("rules", ())):
            yield from file.unknown((*key, "rules", place), slot, slots["rules"], "rule slot")
        for place, page in enumerate(entry.get("related", ())):
            yield from file.unknown((*key, "related", place), page, refs(data), "page")
        options = entry.get("options", {}).items()
        for at, part in ((key, entry), *(((*key, "options", option), words) for option, words in options)):
            yield from _condition(file, at, part, every)
    for file in data.entries["topic"].values():
        yield from _condition(file, (), file.data, every)


def lines_leave_known_answers(data: Data) -> Iterator[Problem]:
    """A step that is left out after an answer names a question that is asked somewhere, and its option."""
    options: dict[str, set[str]] = {}
    for name, entry in data.one("questions").items():
        options[name] = set(entry["options"])
    for _, file in _flows(data):
        for name, entry in file.data["questions"].items():
            options.setdefault(name, set()).update(entry.get("options", ()))
    for _, file in _flows(data):
        for name, outcome in file.data["outcomes"].items():
            for place, line in enumerate(outcome.get("actions", ())):
                key = ("outcomes", name, "actions", place, "skip_after")
                for question, answers in line.get("skip_after", {}).items():
                    yield from file.unknown((*key, question), question, options, "question")
                    for answer in answers if question in options else ():
                        yield from file.unknown((*key, question), answer, options[question], "answer")


def _condition(
    file: YamlFile, key: Key, entry: Mapping[str, Any], slots: Collection[str]
) -> Iterator[Problem]:
    when = entry.get("when", {})
    if slot := when.get("filled") or when.get("gap"):
        yield from file.unknown((*key, "when"), slot, slots, "slot")


def _lines(outcome: Mapping[str, Any]) -> Iterator[tuple[Key, Mapping[str, str]]]:
    """Every line of an outcome but its first action: key path inside the outcome, entry."""
    for field in ("parents", "record"):
        if field in outcome:
            yield (field,), outcome[field]
    for field in ("actions", "next", "dont"):
        for place, line in enumerate(outcome.get(field, ())):
            yield (field, place), {"item": line} if isinstance(line, str) else line


def outcome_names_exist(data: Data) -> Iterator[Problem]:
    """Contacts, clocks, pages, rules and items of do/don't lists that an outcome names exist.

    Whom the first action rings is one of the outcome's contacts.
    """
    slots = data.one("slots")
    items = {
        f"{name}.{item}"
        for name, entry in data.each("list").items()
        for part in ("do", "dont")
        for item in entry.get(part, {})
    }
    fields = {
        "contacts": (contacts_at_home(data) | set(slots["contacts"]), "contact or contact slot"),
        "clocks": (set(slots["clocks"]), "clock slot"),
        "related": (refs(data), "page"),
    }
    kinds = {"rule": (set(slots["rules"]), "rule slot"), "item": (items, "item")}
    for _, file in _flows(data):
        for name, outcome in file.data["outcomes"].items():
            key = ("outcomes", name)
            for field, (known, what) in fields.items():
                for place, named in enumerate(outcome.get(field, ())):
                    yield from file.unknown((*key, field, place), named, known, what)
            for place, named in enumerate(outcome.get("call", ())):
                yield from file.unknown(
                    (*key, "call", place), named, outcome["contacts"], "contact of this outcome"
                )
            for at, line in _lines(outcome):
                for kind, (known, what) in kinds.items():
                    if kind in line:
                        yield from file.unknown((*key, *at), line[kind], known, what)


def everything_is_reached(data: Data) -> Iterator[Problem]:
    """Every question and outcome of a flow can be reached from its start."""
    for _, file in _flows(data):
        flow = file.data
        reached: set[str] = set()
        waiting = [flow["start"]]
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting += (
                    [target for _, target in targets(flow["questions"][node])]
                    if node in flow["questions"]
                    else []
                )
        if any(not node.startswith("flow:") for node in reached - {*flow["questions"], *flow["outcomes"]}):
            continue  # a target is mistyped, which `targets_exist` says; what lies behind it is not lost
        for part in ("questions", "outcomes"):
            for name in flow[part]:
                if name not in reached:
                    yield file.problem(
                        (part, name), f"nothing leads to '{name}'; point an option at it or delete it"
                    )


class _Place(NamedTuple):
    """A question on a path: what is answered by then, how many were asked, and the way there."""

    flow: str
    node: str
    given: Mapping[str, str]  # shared question to the answer given
    asked: int
    trail: tuple[tuple[str, str], ...]


def _means(data: Data, question: Mapping[str, Any], option: str) -> Mapping[str, str]:
    """The answers to other shared questions that an answer holds already."""
    shared = question.get("use", "")
    asked = data.one("questions").get(shared, {}) if shared else question
    means: Mapping[str, str] = asked.get("options", {}).get(option, {}).get("means", {})
    return means


def means_exist(data: Data) -> Iterator[Problem]:
    """What an answer means names a shared question and one of its answers."""
    shared = data.one("questions")
    known = {f"{name}={option}" for name, question in shared.items() for option in question["options"]}
    for file, key, question in _questions(data):
        for option, words in question.get("options", {}).items():
            for asked, said in words.get("means", {}).items():
                place = (*key, "options", option, "means", asked)
                yield from file.unknown(place, f"{asked}={said}", known, "answer to a shared question")


def _onward(data: Data, place: _Place, question: Mapping[str, Any], *, counts: bool) -> Iterator[_Place]:
    """Where a question leads. A shared one that is answered already keeps its answer and is not asked."""
    shared = question.get("use", "")
    known = place.given.get(shared)
    trail = (*place.trail, (place.flow, place.node))
    for key, target in targets(question):
        if key == ("otherwise",):
            yield place._replace(node=target, trail=trail)
            continue
        option = str(key[-1] if shared else key[1])
        if known in {None, option} or shared == AREA:
            given = {**place.given, shared: option} if shared else place.given
            given = {**given, **_means(data, question, option)}
            asked = place.asked + (1 if known is None and counts else 0)
            yield _Place(place.flow, target, given, asked, trail)


def _places(data: Data, entry: str) -> Iterator[_Place]:
    """Every question on every path from a flow's start, hand-overs included.

    A path that comes back to where it was is given once more there, and followed no further.
    """
    flows = data.each("flow")
    asks_area = any(len(setting["areas"]) > 1 for setting in data.each("setting").values())
    waiting = [_Place(entry, flows[entry]["start"], {}, 0, ())]
    seen: set[tuple[str, str, frozenset[tuple[str, str]], int]] = set()
    while waiting:
        place = waiting.pop()
        state = (place.flow, place.node, frozenset(place.given.items()), place.asked)
        if state in seen:
            continue
        seen.add(state)
        if place.node.startswith("flow:"):
            other = place.node.removeprefix("flow:")
            if other in flows:
                waiting.append(place._replace(flow=other, node=flows[other]["start"]))
        elif question := flows[place.flow]["questions"].get(place.node):
            yield place
            if (place.flow, place.node) not in place.trail:
                waiting += _onward(data, place, question, counts=asks_area or question.get("use") != AREA)


def _asks(data: Data, place: _Place) -> bool:
    """Whether the reader meets the question: a shared one that is answered already is passed over."""
    return data.each("flow")[place.flow]["questions"][place.node].get("use") not in place.given


def flows_end(data: Data) -> Iterator[Problem]:
    """No path comes back to where it was, and none asks more than seven questions, hand-overs included."""
    for name, file in _flows(data):
        cycle = long = ""
        for place in _places(data, name):
            here = (place.flow, place.node)
            if here in place.trail:
                steps = (*place.trail[place.trail.index(here) :], here)
                cycle = cycle or " > ".join(f"{flow}.{question}" for flow, question in steps)
            elif place.asked + 1 > MOST_QUESTIONS and _asks(data, place):
                long = long or f"{place.flow}.{place.node}"
        if cycle:
            yield file.problem(
                ("start",), f"a path from here comes back to where it was: {cycle}; it must end"
            )
        if long:
            yield file.problem(
                ("start",),
                f"a path from here asks more than {MOST_QUESTIONS} questions (at {long}); shorten it",
            )


EVERYWHERE = ("national", "handbook")  # the kinds of sources that hold in every setting
SLIP = {"kind": "national"}  # a source that does not exist, which `known_sources` names


def first_actions_hold_everywhere(data: Data) -> Iterator[Problem]:
    """The first action of an outcome applies in every setting: nobody may be left without one."""
    sources = data.one("sources")
    firsts = first_actions(data)
    for _, file in _flows(data):
        for name, outcome in file.data["outcomes"].items():
            cited = [sources.get(cite["source"], SLIP) for cite in outcome["first"].get("cite", ())]
            if not any(source["kind"] in EVERYWHERE and "only_for" not in source for source in cited):
                yield file.problem(
                    ("outcomes", name, "first"),
                    f"the first action of '{name}' must hold in every school; "
                    "cite a national source or a decision of the handbook",
                )
    for file in data.entries["policy"].values():
        for ref in file.data.get("not", {}):
            if ref in firsts:
                words = f"'{ref}' is the first thing to do of an end; give it a version in place of `not`"
                yield file.problem(("not", ref), words)
