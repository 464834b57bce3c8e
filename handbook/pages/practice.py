"""Practice: scenarios to read, walk through the wizard and compare, a page for each flow that has some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handbook import fixed_pages as fixed
from handbook.book.entry_paths import PARTS, EntryPath, differences, entry_paths_of
from handbook.book.maker import Maker
from handbook.book.scenarios import Scenario, advice_for, of_file, strays, walk
from handbook.book.scope import AUTHORITIES
from handbook.pages.sheet import Sheet
from handbook.problems import DataError
from wizard.advice import Advice, ShownContact, ShownLine
from wizard.cards import contact_cards
from wizard.deadlines import deadline
from wizard.engine import Step, replay
from wizard.markup import Html, el, join
from wizard.model import URGENCY_WORDS, Book
from wizard.proof import gap, line, lines, listed
from wizard.statements import Cite
from wizard.timing import moment_words
from wizard.view import View
from wizard.whom import WHO_HOLDS_IT, unreachable

FEWEST_CONTACTS = 2
HOW = (
    "Read a situation. Decide what you would do, or walk through it with “What do I do now?”. "
    "Then open “What should happen” and compare."
)
PARENTS: Mapping[str, str] = {
    "tell": "Tell them.",
    "ask": "Tell them, and ask.",
    "do-not-tell": "Do not tell them.",
    "get-advice-first": "Ask for advice first.",
    "weigh-first": "Weigh the risk first.",
    "do-not-wait": "Do not wait for them.",
    "not-stated": "Nothing is written about it here.",
}


def by_flow(maker: Maker, book: Book) -> dict[str, list[Scenario]]:
    """The setting's scenarios, by the flow that they start from."""
    return {flow: found for flow in book.flows if (found := _of_flow(maker, flow))}


def _of_flow(maker: Maker, flow: str) -> list[Scenario]:
    file = maker.data.entries["scenarios"].get(flow)
    return list(of_file(maker.data, file)) if file else []


def practice_pages(maker: Maker, book: Book, groups: Iterable[tuple[str, list[str]]]) -> Iterator[Sheet]:
    """The list of all there is to practise, then a page for each flow; nothing where there is nothing."""
    flows = by_flow(maker, book)
    if not flows:
        return
    index = Sheet(maker, book, fixed.PRACTICE.source, fixed.PRACTICE.title)
    index.under(fixed.LOOK_UP, fixed.LOOK_UP)
    count = sum(map(len, flows.values()))
    index.add_text(f"{count} short situations, for your first days here or for a staff meeting. {HOW}")
    for words, names in groups:
        items = [_entry(book, name, len(flows[name])) for name in names if name in flows]
        if items:
            index.add_heading(words)
            index.add_html(listed(items, css="hb-flows"))
    yield index
    for name, scenarios in flows.items():
        yield _page(maker, book, name, scenarios)


def _entry(book: Book, flow: str, count: int) -> Html:
    title = el("strong", None, book.flows[flow].title)
    words = el("span", None, f"{count} situation{'s' if count > 1 else ''}")
    return el("li", None, el("a", {"href": f"{flow}.html"}, title, words))


def _page(maker: Maker, book: Book, flow: str, scenarios: list[Scenario]) -> Sheet:
    sheet = Sheet(maker, book, f"practice/{flow}.md", f"Practice: {book.flows[flow].title}")
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP, fixed.PRACTICE)
    sheet.add_text(HOW)
    button = el(
        "a",
        {"class": "md-button md-button--primary hb-flow-button", "href": f"../what-now/{flow}.html"},
        book.flows[flow].title,
    )
    sheet.add_html(el("div", {"class": "hb-flow-buttons"}, el("p", None, "Walk through it"), button))
    answers = []
    for place, scenario in enumerate(scenarios, 1):
        answer = _answer(sheet, scenario)
        sheet.add_heading(f"{place}. {scenario.raw['title']}", anchor=scenario.id)
        sheet.add_html(el("p", {"class": "hb-situation"}, _when(scenario), scenario.raw["situation"]))
        summary = el("summary", None, "What should happen")
        sheet.add_html(el("details", {"class": "hb-more hb-answer"}, summary, answer))
        answers.append(join(el("h3", None, f"{place}. {scenario.raw['title']}"), answer))
    # On paper nothing opens: the answers stand once more, at the end.
    sheet.add_html(el("div", {"class": "hb-for-paper"}, el("h2", None, "What should happen"), answers))
    return sheet


def _when(scenario: Scenario) -> Html | None:
    return el("strong", None, f"{moment_words(scenario.at)}. ") if scenario.at else None


def _answer(sheet: Sheet, scenario: Scenario) -> Html:
    step = walk(sheet.book, scenario)
    stray = strays(step, scenario)
    if stray:
        file = sheet.maker.data.entries["scenarios"][scenario.flow]
        raise DataError([file.problem((*scenario.key, "answers"), f"'{scenario.id}' {stray}")])
    advice = advice_for(sheet.book, step, scenario)
    view = View(sheet.book, sheet.view.root, scenario.at, scenario.starts)
    said = PARENTS.get(scenario.raw.get("parents", ""))
    contacts = advice.contacts[: max(len(scenario.contacts), FEWEST_CONTACTS)]
    _remember(sheet, advice, contacts, scenario)
    gaps = {part: [gap for gap in advice.gaps if gap.slot in slots] for part, slots in _slots(advice).items()}
    return join(
        _outcome(view, step, advice),
        _part("Who", contact_cards(view, contacts), (gap(view, g) for g in gaps["contacts"])),
        _part(
            "By when",
            listed(deadline(view, shown) for shown in advice.deadlines),
            (gap(view, g) for g in gaps["clocks"]),
        ),
        _part(
            "The parents",
            el("p", None, el("strong", None, said)) if said else None,
            lines(view, advice.parents),
        ),
        _part("Do not", lines(view, advice.dont)),
        _part("Why", line(view, _reason(sheet.maker, scenario), "div")),
        _part("The answers that lead there", _way(step)),
        _part(
            "Other ways in",
            listed(_other_entry(sheet.book, scenario, entry_path) for entry_path in entry_paths_of(scenario)),
        ),
    )


def _other_entry(book: Book, scenario: Scenario, entry_path: EntryPath) -> Html:
    """The flow that one may begin with as well; where its answer differs, what it says there and why."""
    differ = (
        differences(book, scenario, replay(book, entry_path.flow, entry_path.answers))
        if entry_path.differs
        else {}
    )
    reasons = [
        f"{PARTS[part].capitalize()} differs: {_said(part, differ[part][1])} {why}"
        for part, why in entry_path.differs.items()
        if part in differ
    ]
    title = book.flows[entry_path.flow].title
    words = [f"“{title}”.", *reasons] if reasons else [f"“{title}” comes to the same."]
    return el("li", None, " ".join(words))


def _said(part: str, words: str) -> str:
    """What the other way says of a part, or the beginning of it."""
    if not words:
        return "nothing is said."
    if part == "dont":
        without = words.replace(" '", " “").removesuffix("'").rstrip(".")
        return f"{without}.”"
    begins = words.partition(". ")[0].rstrip(".")
    return f"“{begins}{'' if begins.endswith('?') else '.'}”"


def _slots(advice: Advice) -> dict[str, tuple[str, ...]]:
    return {"contacts": advice.outcome.contacts, "clocks": advice.outcome.deadlines}


def _outcome(view: View, step: Step, advice: Advice) -> Html:
    outcome = advice.outcome
    href = f"{view.root}what-now/{step.flow}.html#{outcome.id}"
    return join(
        el("p", {"class": "hb-end"}, el("a", {"href": href}, outcome.title)),
        el(
            "div",
            {"class": "hb-first"},
            el("p", {"class": "hb-urgency"}, URGENCY_WORDS[outcome.urgency]),
            line(view, advice.first, "div"),
        ),
    )


def _part(title: str, *children: Html | Iterable[Html] | None) -> Html | None:
    body = join(children)
    return el("div", {"class": "hb-part"}, el("p", {"class": "hb-label"}, title), body) if body else None


def _way(step: Step) -> Html:
    items = (el("li", None, f"{answer.ask} ", el("strong", None, answer.say)) for answer in step.path)
    return el("ol", {"class": "hb-way"}, items)


def _reason(maker: Maker, scenario: Scenario) -> ShownLine:
    """The reason with every source given; `scenarios_hold` sees to it that each holds here."""
    cites = tuple(Cite(cite["source"], cite["section"]) for cite in scenario.raw["cite"])
    authorities = {authority for cite in cites if (authority := maker.scope.authority(cite.source))}
    return ShownLine(scenario.raw["why"], cites, min(authorities, key=AUTHORITIES.index))


def _remember(sheet: Sheet, advice: Advice, contacts: Iterable[ShownContact], scenario: Scenario) -> None:
    lines = (advice.first, *advice.dont, *advice.parents, *advice.gaps, _reason(sheet.maker, scenario))
    cited = [cite for line in lines for cite in line.cites]
    cited += [cite for shown in advice.deadlines for cite in shown.deadline.cites]
    for shown in contacts:
        cited += [*shown.contact.cites, *([WHO_HOLDS_IT] if unreachable(shown.contact) else [])]
    sheet.cited.update(dict.fromkeys(cite.source for cite in cited))
