"""A step as HTML: one renderer for the static pages (CPython) and the live wizard (Pyodide)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wizard.advice import (
    Advice,
    Shown,
    ShownClock,
    ShownContact,
    ShownLine,
    advise,
    rule_lines,
)
from wizard.engine import Step
from wizard.ics import ahead
from wizard.limits import anchors_to_ask, counted_from, day_rules, due_words, extra_words, when_words
from wizard.markup import Html, el, join
from wizard.model import EXTENSION, HANDBOOK, URGENCY_WORDS, Book, Cite, Flow, Gap, Number, Option, Question
from wizard.note import note
from wizard.timing import anchor_kind, hours_words, is_counted, limit_words

NOTE_WORDS = (
    "It holds the questions, your answers and this advice, with lines for names and a signature. "
    "The handbook sends and keeps nothing. A copy that you save is yours to keep safe."
)
EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2099, 12, 31, 23, 59)  # noqa: DTZ001 - what a start may be
NUMBER_CLASSES = {"phone": "hb-phone", "text": "hb-sms", "email": "hb-email", "web": "hb-web"}
MARK_WORDS = {"national": "national", "reading": "our reading"}


@dataclass(frozen=True, slots=True)
class View:
    """Where the markup will stand: the book, the way to the site's root ("../"), and the time if known.

    `starts` are the moments that limits count from, by anchor, as far as the reader gave them.
    """

    book: Book
    root: str
    now: datetime | None = None
    starts: Mapping[str, datetime] = field(default_factory=dict)


def cites(view: View, cited: Iterable[Cite]) -> Html:
    """Links to where each citation is explained: its source, or for our own reading the reading itself."""
    named: list[Html] = []
    before = ""
    for cite in cited:
        named.append(_cite(view, cite, named_already=cite.source == before))
        before = cite.source
    return join(named)


def _cite(view: View, cite: Cite, *, named_already: bool) -> Html:
    if cite.source == HANDBOOK:
        href, words = f"unclear.html#{cite.section}", "and why" if named_already else "why"
    elif named_already:
        href, words = f"sources.html#{cite.source}", cite.place
    else:
        href, words = f"sources.html#{cite.source}", cite.words(view.book.sources)
    return el(
        "a",
        {"class": "hb-cite", "data-cite": f"{cite.source} {cite.section}", "href": view.root + href},
        words,
    )


def source(view: View, mark: str, cited: Iterable[Cite]) -> Html:
    """Where a line is written, and a word where that is not the setting's own document or area."""
    word = MARK_WORDS.get(mark)
    return el(
        "small",
        {"class": "hb-source"},
        el("span", {"class": "hb-mark"}, word) if word else None,
        cites(view, cited),
    )


def line(view: View, shown: Shown, tag: str = "li") -> Html:
    """A line with its citations and mark, or a gap with what to do instead."""
    if isinstance(shown, Gap):
        return gap(view, shown, tag)
    return el(
        tag,
        {"class": "hb-line"},
        el("span", {"class": "hb-area"}, f"{shown.area}: ") if shown.area else None,
        el("span", {"class": "hb-text"}, shown.text),
        " ",
        source(view, shown.mark, shown.cites),
    )


def gap(view: View, shown: Gap, tag: str = "p") -> Html:
    """What is said where nothing fills a slot: what to do, and small, that the document is silent."""
    return el(
        tag,
        {"class": "hb-gap", "data-gap": shown.slot},
        el("strong", None, f"{shown.title}: "),
        el("span", {"class": "hb-text"}, shown.text),
        el("small", {"class": "hb-silent"}, f" {shown.silent}") if shown.silent else None,
        " ",
        source(view, "reading", shown.cites),
    )


def href(number: Number) -> str:
    """Where a number or address leads when it is pressed."""
    if number.kind == "phone":
        extension = EXTENSION.search(number.value)
        main = EXTENSION.sub("", number.value)
        pause = f",{extension[1]}" if extension else ""  # phones wait there, then dial on
        return f"tel:{_figures(main)}{pause}"
    if number.kind == "text":
        return f"sms:{_figures(number.value)}"
    if number.kind == "email":
        return f"mailto:{number.value}"
    return number.value if "://" in number.value else f"https://{number.value}"


def _figures(value: str) -> str:
    return "".join(sign for sign in value if sign.isdigit() or sign == "+")


def number(shown: Number, *, full: bool) -> Html:
    """A number to tap, with its label and how far it has been checked; the page's whole address if `full`."""
    page = shown.against if full else shown.against.removeprefix("https://").split("/")[0]
    web = shown.kind == "web" and shown.label
    return el(
        "div",
        {"class": "hb-number", "data-status": shown.status, "data-checked": shown.checked_on or None},
        el(
            "a",
            {"class": f"{NUMBER_CLASSES[shown.kind]}{' hb-named' if web else ''}", "href": href(shown)},
            shown.label if web else shown.said,
        ),
        f" {shown.label}" if shown.label and not web else None,
        " ",
        el("small", {"class": "hb-checked"}, shown.checked, f" against {page}" if page else None)
        if shown.checked
        else None,
    )


def _open_state(shown: ShownContact) -> Html | None:
    if shown.open is None:
        return None
    css = "hb-open" if shown.open else "hb-closed"
    return el("span", {"class": css, "data-fresh": f"open-{shown.contact.id}"}, shown.state)


def contact(view: View, shown: ShownContact, *, full: bool = False) -> Html:
    """A contact as a card: who, whether it answers now, the number; if `full`, its sources as well."""
    one = shown.contact
    # With the state beside the name, hours are said only where they are an assumption.
    hours = (
        hours_words(view.book, one)
        if full or shown.open is None or not (one.hours and one.hours.stated)
        else ""
    )
    unknown = not one.numbers and one.kind != "role"
    return el(
        "li",
        {"class": f"hb-contact hb-contact-{one.kind}", "data-contact": one.id},
        el("strong", {"class": "hb-name"}, one.name),
        el("span", {"class": "hb-holder"}, f": {one.holder}") if one.holder else None,
        " ",
        _open_state(shown),
        (number(n, full=full) for n in one.numbers),
        el("div", {"class": "hb-number"}, "No number in the documents or on the pages we read.")
        if unknown
        else None,
        el("div", {"class": "hb-hours"}, hours) if hours else None,
        el("div", {"class": "hb-use"}, one.use) if full or one.kind == "role" else None,
        source(view, "reading" if _ours(one.cites) else "own", one.cites) if full and one.cites else None,
        lines(view, (ShownLine(note.text, note.cites, note.mark) for note in one.notes)) if full else None,
    )


def _ours(cited: tuple[Cite, ...]) -> bool:
    return all(cite.source == HANDBOOK for cite in cited)


def contact_cards(view: View, shown: Iterable[ShownContact], *, full: bool = False) -> Html:
    """Contacts as cards; those of one area under the area's name."""
    groups: dict[str, list[Html]] = {}
    for one in shown:
        groups.setdefault(one.area, []).append(contact(view, one, full=full))
    return join(
        (el("p", {"class": "hb-area"}, area) if area else None, _list(cards, css="hb-cards"))
        for area, cards in groups.items()
    )


def clock(view: View, shown: ShownClock, *, start_is_shown: bool = False) -> Html:
    """A limit, with its date where a start is known; from what it counts, unless that stands above it."""
    one = shown.clock
    start = "" if start_is_shown else counted_from(view.book, one)
    return el(
        "li",
        {"class": "hb-clock", "data-clock": one.id},
        el("span", {"class": "hb-area"}, f"{shown.area}: ") if shown.area else None,
        el("strong", None, f"{limit_words(one).capitalize()}"),
        f", {start}" if start else None,
        f": {one.say}",
        _due(view, shown, view.now) if view.now else None,
        (f" {words}" for words in extra_words(one)),
        " ",
        source(view, one.mark, one.cites),
    )


def _due(view: View, shown: ShownClock, now: datetime) -> Html:
    """Its date, in a place that is there before the date is: so what changes holds no link with the focus."""
    when = due_words(view.book, shown, now)
    date = join(" ", el("span", {"class": "hb-due"}, when)) if when else None
    return el("span", {"data-fresh": shown.clock.id}, date)


def by_when(view: View, clocks: Sequence[ShownClock]) -> Html:
    """Limits under the moments they count from, which the reader may give where the page is live."""
    asked = anchors_to_ask(view.book, clocks) if view.now else []
    rest = [
        one
        for one in clocks
        if not is_counted(one.clock, view.book.calendar) or one.clock.anchor not in asked
    ]
    groups = [
        (anchor, [one for one in clocks if one not in rest and one.clock.anchor == anchor])
        for anchor in asked
    ]
    rules = (
        el("p", {"class": "hb-days"}, words, join(" ", source(view, "reading", [cite])) if cite else None)
        for words, cite in day_rules(view.book, (one.clock for one in clocks))
    )
    return join(
        _list(clock(view, one) for one in rest),
        (
            join(_start(view, anchor, group), _list(clock(view, one, start_is_shown=True) for one in group))
            for anchor, group in groups
        ),
        rules,
        _reminders_button(view, clocks) if asked else None,
    )


def _reminders_button(view: View, clocks: Sequence[ShownClock]) -> Html:
    """The way to a calendar file, as long as a limit lies ahead."""
    some = view.now is not None and bool(ahead(clocks, view.now))
    button = el("button", {"type": "button", "data-ics": ""}, "Save reminders for your calendar")
    return el("p", {"class": "hb-tools", "data-fresh": "reminders"}, button if some else None)


def _start(view: View, anchor: str, group: Sequence[ShownClock]) -> Html:
    """The field for the moment that these limits count from."""
    kind = anchor_kind(anchor)
    start = group[0].start
    form = "%Y-%m-%d" if kind.is_day else "%Y-%m-%dT%H:%M"
    name = f"start-{anchor}"
    counts = "This counts" if len(group) == 1 else "These count"
    return el(
        "p",
        {"class": "hb-start"},
        el(
            "label",
            {"for": name},
            el("strong", None, "When was that?" if kind.is_past else "When did it start?"),
            f" {counts} from {view.book.anchors[anchor]}.",
        ),
        el(
            "input",
            {
                "id": name,
                "type": "date" if kind.is_day else "datetime-local",
                "data-start": anchor,
                "value": start.strftime(form) if start else None,
                "min": f"{EARLIEST:{form}}",
                "max": f"{LATEST:{form}}",
                "autocomplete": "off",
            },
        ),
        el("small", {"class": "hb-hint", "data-fresh": name}, _start_words(group[0])),
    )


def part(title: str, css: str, *children: Html, level: str = "h3") -> Html | None:
    """A part of a step under its heading; nothing where there is nothing in it."""
    if not any(children):
        return None
    return el("div", {"class": f"hb-part {css}"}, el(level, None, title), *children)


def _list(items: Iterable[Html], tag: str = "ul", css: str = "hb-lines") -> Html:
    body = join(items)
    return el(tag, {"class": css, "role": "list"}, body) if body else Html()


def lines(view: View, shown: Iterable[Shown], tag: str = "ul") -> Html:
    """Lines and gaps as a list; nothing where there are none."""
    return _list((line(view, one) for one in shown), tag)


def outcome(view: View, advice: Advice) -> Html:
    """An outcome's body, under its heading: first action, contacts, then everything in order of need."""
    end = advice.outcome
    return join(
        el(
            "div",
            {"class": "hb-first"},
            el("p", {"class": "hb-urgency"}, URGENCY_WORDS[end.urgency]),
            line(view, advice.first, "p"),
        ),
        part(
            "Who to contact now",
            "hb-contacts",
            contact_cards(view, advice.contacts),
            join(gap(view, one) for one in advice.gaps if one.slot in end.contacts),
        ),
        part("Do not", "hb-dont", lines(view, advice.dont)),
        part("Then", "hb-then", lines(view, advice.actions, "ol")),
        part(
            "By when",
            "hb-clocks",
            by_when(view, advice.clocks),
            join(gap(view, one) for one in advice.gaps if one.slot in end.clocks),
        ),
        part("Tell the parents?", "hb-parents", lines(view, advice.parents)),
        part("Write it down", "hb-record", lines(view, advice.record)),
        part("What happens next", "hb-next", lines(view, advice.next)),
        part("Read more", "hb-related", _related(view, end.related)),
    )


def _related(view: View, refs: Iterable[str]) -> Html:
    pages = (view.book.pages[ref] for ref in refs if ref in view.book.pages)
    return _list(el("li", None, el("a", {"href": view.root + page.path}, page.title)) for page in pages)


def _rules_under(view: View, shown: Question, areas: tuple[str, ...]) -> Html:
    pages = _related(view, shown.related)
    return join(
        (lines(view, rule_lines(view.book, slot, areas, for_lead=shown.for_lead)) for slot in shown.rules),
        el("div", {"class": "hb-part hb-related"}, el("p", None, "To help you answer:"), pages)
        if pages
        else None,
    )


def _start_words(shown: ShownClock) -> str:
    """The start in words, since a field shows dates in the device's own order of day and month."""
    if shown.start is None:
        return "Not given yet."
    words = when_words(shown.start, shown.clock.anchor)
    if shown.given:
        return f"{words}."
    usual = "today" if anchor_kind(shown.clock.anchor).is_day else "now"
    return f"{words}, which is {usual}, unless you change it."


def keep(text: str) -> Html:
    """A note's text, and the ways to take it along."""
    buttons = (
        el("button", {"type": "button", f"data-{name}": ""}, words)
        for name, words in (("copy", "Copy the note"), ("save", "Save the note"), ("print", "Print the note"))
    )
    return el(
        "div",
        {"class": "hb-part hb-keep"},
        el("h3", None, "Keep a note"),
        el("p", None, NOTE_WORDS),
        el("p", {"class": "hb-tools"}, ([button, " "] for button in buttons)),
        el(
            "details",
            None,
            el("summary", None, "Read the note"),
            el("pre", {"data-note": "", "data-fresh": "note", "translate": "no", "tabindex": "0"}, text),
        ),
    )


def _note(view: View, at: Step, advice: Advice) -> Html | None:
    return keep(note(view.book, at, advice, view.now)) if view.now else None


def _hint(option: Option) -> Html | None:
    return el("small", {"class": "hb-hint"}, option.hint) if option.hint else None


def resolved(view: View, at: Step) -> Question | Advice:
    """What a live step shows: the question, or what the outcome comes to here and now."""
    node = at.node
    if isinstance(node, Question):
        return node
    return advise(view.book, node, at.areas, view.now, view.starts)


def step(view: View, at: Step, shown: Question | Advice) -> Html:
    """The live step: the way back, the heading that takes the focus, the question or the outcome."""
    if isinstance(shown, Question):
        body = join(
            el("p", {"class": "hb-help"}, shown.help) if shown.help else None,
            _rules_under(view, shown, at.areas),
            _list(
                (
                    el(
                        "li",
                        None,
                        el(
                            "button",
                            {"type": "button", "class": "hb-option", "data-option": o.id},
                            el("span", None, o.say),
                            _hint(o),
                        ),
                    )
                    for o in shown.options
                ),
                css="hb-options",
            ),
        )
        heading, css = shown.ask, "hb-question"
    else:
        body = join(outcome(view, shown), _note(view, at, shown))
        heading, css = shown.outcome.title, f"hb-outcome hb-{shown.outcome.urgency}"
    return join(
        el(
            "section",
            {"class": f"hb-step {css}", "id": at.node.id},
            el("h2", {"data-heading": "", "tabindex": "-1"}, heading),
            body,
        ),
        _trail(at),
        el("p", {"class": "hb-tools"}, _tools(first=not at.path)),
    )


def _tools(*, first: bool) -> Html:
    """The buttons under every step; on the first there is nothing to go back to."""
    back = (
        None
        if first
        else [
            el("button", {"type": "button", "data-back": ""}, "Back one step"),
            " ",
            el("button", {"type": "button", "data-restart": ""}, "Start again"),
            " ",
        ]
    )
    return join(back, el("button", {"type": "button", "data-hide": ""}, "Hide this screen"))


def _static_tools(flow: Flow, node: str) -> Html:
    """The same buttons for the page's script to show, and without script the way back to the start."""
    first = node == flow.start
    link = el("a", {"href": f"#{flow.start}"}, "Back to the first question")
    return join(
        el("p", {"class": "hb-tools", "data-with-script": "", "hidden": ""}, _tools(first=first)),
        None if first else el("p", {"class": "hb-tools", "data-without-script": ""}, link),
    )


def _trail(at: Step) -> Html | None:
    if not at.path:
        return None
    return el(
        "details",
        {"class": "hb-trail"},
        el("summary", None, f"Your answers ({len(at.path)})"),
        _list(
            (
                el(
                    "li",
                    None,
                    f"{answered.ask} ",
                    el("strong", None, answered.say),
                    " ",
                    el(
                        "button",
                        {"type": "button", "data-change": str(n), "aria-label": f"Change: {answered.ask}"},
                        "Change",
                    ),
                )
                for n, answered in enumerate(at.path)
            ),
            "ol",
        ),
    )


def flow_order(flow: Flow) -> tuple[str, ...]:
    """The flow's questions and outcomes in the order of their numbers on paper.

    Questions come as a reader meets them, then outcomes from the most urgent on.
    """
    order: dict[str, None] = {}
    waiting = [flow.start]
    ends: dict[str, None] = {}
    while waiting:
        node = waiting.pop(0)
        if node in flow.questions and node not in order:
            order[node] = None
            waiting += [option.then for option in flow.questions[node].options]
        elif node in flow.outcomes:
            ends[node] = None
    return (*order, *sorted(ends, key=lambda end: list(URGENCY_WORDS).index(flow.outcomes[end].urgency)))


def static(view: View, flow_id: str) -> Html:
    """The whole flow as plain HTML: each step a section, each option a link to the step it leads to.

    Without script or style it reads as a numbered protocol; the style sheet shows one section at a time.
    """
    flow = view.book.flows[flow_id]
    areas = tuple(area.id for area in view.book.areas) or ("",)
    order = flow_order(flow)
    places = {node: str(place) for place, node in enumerate(order, 1)}
    return el(
        "div", {"class": "hb-static"}, (_static_step(view, flow, node, places, areas) for node in order)
    )


def _static_step(view: View, flow: Flow, node: str, places: dict[str, str], areas: tuple[str, ...]) -> Html:
    number_word = el("span", {"class": "hb-place"}, f"{places[node]}. ")
    if node in flow.outcomes:
        end = flow.outcomes[node]
        return el(
            "section",
            {"class": f"hb-step hb-outcome hb-{end.urgency}", "id": node, "data-static-step": node},
            el("h2", None, number_word, end.title),
            outcome(view, advise(view.book, end, areas, view.now, view.starts)),
            _static_tools(flow, node),
        )
    asked = flow.questions[node]
    return el(
        "section",
        {"class": "hb-step hb-question", "id": node, "data-static-step": node},
        el("h2", None, number_word, asked.ask),
        el("p", {"class": "hb-help"}, asked.help) if asked.help else None,
        _rules_under(view, asked, areas),
        _list(
            (el("li", None, _static_option(view, asked, option, places)) for option in asked.options),
            css="hb-options",
        ),
        _static_tools(flow, node),
    )


def _landing(book: Book, asked: Question, option: Option) -> tuple[Flow, str]:
    """The flow that an option hands over to, and the step there: past the same shared question."""
    flow = book.flows[option.then.removeprefix("flow:")]
    first = flow.questions.get(flow.start)
    if first is not None and first.shared and first.id == asked.id:
        same = next((one for one in first.options if one.id == option.id), None)
        if same is not None:
            return _landing(book, asked, same) if same.then.startswith("flow:") else (flow, same.then)
    return flow, flow.start


def _static_option(view: View, asked: Question, option: Option, places: dict[str, str]) -> Html:
    if option.then.startswith("flow:"):
        flow, step = _landing(view.book, asked, option)
        href, where = f"{view.root}what-now/{flow.id}.html", f"go to “{flow.title}”"
        if step != flow.start:
            href, where = f"{href}#{step}", f"{where}, {flow_order(flow).index(step) + 1}"
    else:
        href, where = f"#{option.then}", f"go to {places[option.then]}"
    return el(
        "a",
        {"class": "hb-option", "data-option": option.id, "href": href},
        el("span", None, option.say),
        _hint(option),
        el("span", {"class": "hb-goto"}, where),
    )
