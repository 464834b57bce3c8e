"""The sign-off: everything that the wizard may say, for the safeguarding lead to read, sign and date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.words import date_words
from handbook.compare.change import KINDS
from handbook.pages.chart import chart
from handbook.pages.front import grouped_flows
from handbook.pages.sheet import Sheet, slug
from handbook.pages.sources import review_words
from wizard.advice import Advice, ShownContact, advise
from wizard.deadline_text import counted_from
from wizard.markup import Html, el, join
from wizard.model import URGENCY_WORDS, Book, Option, Outcome, Question
from wizard.proof import cites
from wizard.statements import Cite
from wizard.static import flow_order, static
from wizard.timing import deadline_words

SHORT = 8  # letters of a digest: enough to tell two versions of a flow apart


def signoff_page(maker: Maker, book: Book) -> Sheet:
    """What the handbook takes from each section, every flow, outcome and source, room for a signature."""
    sheet = Sheet(maker, book, fixed.SIGN_OFF.source, fixed.SIGN_OFF.title)
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
    sheet.add_text(
        "For the safeguarding lead. Here is what the handbook takes from each section of your documents, "
        "and every question, answer and outcome of “What do I do now?”. "
        "Read it against your documents, then print it, sign it and keep it."
    )
    sheet.add_html(el("p", None, "Content version ", el("strong", None, book.version), f", for {book.name}."))
    _changes(sheet)
    _sections(sheet)
    sheet.add_heading("What there is to sign", anchor="flows")
    groups = list(grouped_flows(maker, book))
    versions = {name: _version(sheet, name) for _, names in groups for name in names}
    sheet.add_fold("All of it in one table", _overview(sheet, versions))
    for words, names in groups:
        sheet.add_heading(words, 3)
        for name in names:
            _flow(sheet, name, versions[name])
    _sources(sheet)
    sheet.add_heading("Signed for the whole", anchor="signed")
    sheet.add_html(_lines("Name and role", "Signature", "Date"))
    return sheet


def _changes(sheet: Sheet) -> None:
    """What the newest release changed for this setting, from the news."""
    sheet.add_heading("What changed since the last release", anchor="changed")
    news: Mapping[str, list[Mapping[str, Any]]] = sheet.maker.data.one("news")
    if not news:
        sheet.add_text("This is the first release. There is nothing to compare it with, so read all of it.")
        return
    day = max(news)
    here = [item for item in news[day] if sheet.maker.id in item.get("settings", (sheet.maker.id,))]
    if not here:
        sheet.add_text(f"The release of {date_words(day)} changed nothing for this setting.")
        return
    sheet.add_text(f"Release of {date_words(day)}:")
    for kind, words in KINDS.items():
        items = [
            el("li", None, el("strong", None, f"{item['about']}: "), item["text"])
            for item in here
            if item["kind"] == kind
        ]
        if items:
            sheet.add_html(el("p", None, el("strong", None, words)))
            sheet.add_html(el("ul", None, items))


def _sections(sheet: Sheet) -> None:
    """For each section of the setting's own documents, all that the handbook says by it."""
    sheet.add_heading("What the handbook takes from each section", anchor="sections")
    policies = sheet.maker.data.each("policy")
    said = sheet.maker.said()
    for policy in sheet.maker.setting["policies"]:
        sheet.add_heading(policies[policy]["title"], 3, f"sections-{policy}")
        for place, section in policies[policy]["sections"].items():
            lines = said.get((policy, place), ())
            many = f"{len(lines)} lines" if len(lines) != 1 else "1 line"
            items = el("ul", {"class": "hb-said"}, (el("li", None, text) for text in lines))
            sheet.add_fold(
                _named(place, section["title"]),
                items if lines else el("p", None, "The handbook says nothing by this section."),
                about=many if lines else "nothing",
                anchor=f"section-{policy}-{slug(place)}",
            )


def _named(place: str, title: str) -> str:
    """A section by its number and title; where the document has no number, the title says it."""
    if place.endswith(title):
        return place
    return f"{place} {title}" if re.search(r"\d|^App", place) and not title.startswith(place) else title


def _overview(sheet: Sheet, versions: Mapping[str, str]) -> Html:
    """The flows with their counts and versions, and a place to sign each."""
    heads = ("Flow", "Questions", "Outcomes", "Version", "Read by, and date")
    rows = (
        el(
            "tr",
            None,
            el("td", None, el("a", {"href": f"#{name}"}, flow.title)),
            el("td", None, str(len(flow.questions))),
            el("td", None, str(len(flow.outcomes))),
            el("td", None, version),
            el("td", None),
        )
        for name, version in versions.items()
        for flow in (sheet.book.flows[name],)
    )
    return el(
        "table",
        {"class": "hb-signing"},
        el("thead", None, el("tr", None, (el("th", {"scope": "col"}, words) for words in heads))),
        el("tbody", None, rows),
    )


def _version(sheet: Sheet, name: str) -> str:
    """Names what the flow says here: any word, number or source that changes gives another."""
    return hashlib.sha256(static(sheet.view, name).encode()).hexdigest()[:SHORT]


def _flow(sheet: Sheet, name: str, version: str) -> None:
    flow = sheet.book.flows[name]
    order = flow_order(flow)
    places = {node: place for place, node in enumerate(order, 1)}
    whole = el("a", {"href": f"{sheet.view.root}what-now/{name}.html"}, "Every line of it, as staff see it")
    advice = {
        node: advise(sheet.book, outcome, sheet.areas)
        for node, outcome in flow.outcomes.items()
        if node in places
    }
    items = (
        _outcome(sheet, name, flow.outcomes[node], advice[node])
        if node in advice
        else _question(sheet, name, flow.questions[node], places)
        for node in order
    )
    cited = _cited(advice.values())
    sheet.cited.update(dict.fromkeys(cite.source for cite in cited))
    sheet.add_fold(
        flow.title,
        el("p", None, f"{flow.about} Version {version}. ", whole, "."),
        el("div", {"class": "hb-chart-frame"}, chart(sheet.book, flow, name)),
        el("ol", {"class": "hb-steps"}, items),
        el("p", {"class": "hb-written"}, "Rests on: ", "; ".join(_by_source(sheet.book, cited)), "."),
        _lines("Read and agreed", "Date"),
        about=f"{len(flow.questions)} questions, {len(flow.outcomes)} outcomes, version {version}",
        anchor=name,
    )


def _question(sheet: Sheet, flow: str, asked: Question, places: Mapping[str, int]) -> Html:
    return el(
        "li",
        {"id": f"{flow}--{asked.id}"},
        el("p", None, el("strong", None, asked.ask), f" {asked.help}" if asked.help else None),
        el("ul", None, (el("li", None, _option(sheet, flow, option, places)) for option in asked.options)),
    )


def _option(sheet: Sheet, flow: str, option: Option, places: Mapping[str, int]) -> Html:
    if option.then.startswith("flow:"):
        other = option.then.removeprefix("flow:")
        link = el("a", {"href": f"#{other}"}, f"go to “{sheet.book.flows[other].title}”")
    else:
        link = el("a", {"href": f"#{flow}--{option.then}"}, f"go to {places[option.then]}")
    return join(f"{option.say}: ", link)


def _outcome(sheet: Sheet, flow: str, outcome: Outcome, advice: Advice) -> Html:
    first = advice.first
    source = el("small", {"class": "hb-source"}, cites(sheet.view, first.cites))
    items = list(_deadlines(sheet.book, advice))
    facts = (
        ("First", el("span", None, first.text, " ", source)),
        ("Contacts", join("; ".join(map(_contact, advice.contacts)) or "none")),
        (
            "By when",
            el("ul", None, (el("li", None, item) for item in items)) if items else join("no limit"),
        ),
        ("Not in the document", join("; ".join(gap.title for gap in advice.gaps))),
    )
    return el(
        "li",
        {"id": f"{flow}--{outcome.id}", "class": f"hb-end hb-tone-{outcome.urgency}"},
        el(
            "p",
            None,
            el("span", {"class": "hb-tone"}, URGENCY_WORDS[outcome.urgency]),
            ": ",
            el("strong", None, outcome.title),
        ),
        el("dl", None, (join(el("dt", None, words), el("dd", None, fact)) for words, fact in facts if fact)),
    )


def _contact(shown: ShownContact) -> str:
    phones = ", ".join(number.said for number in shown.contact.numbers if number.kind in {"phone", "text"})
    name = f"{shown.contact.name} ({shown.area})" if shown.area else shown.contact.name
    return f"{name} {phones}".strip()


def _deadlines(book: Book, advice: Advice) -> Iterator[str]:
    for shown in advice.deadlines:
        start = counted_from(book, shown.deadline)
        area = f"{shown.area}: " if shown.area else ""
        words = deadline_words(shown.deadline).capitalize()
        yield f"{area}{words}{f', {start}' if start else ''}: {shown.deadline.say}"


def _cited(every: Iterable[Advice]) -> list[Cite]:
    """All that these outcomes rest on, each once."""
    found: dict[Cite, None] = {}
    for advice in every:
        lines = (*advice.actions, *advice.dont, *advice.parents, *advice.record, *advice.next, *advice.gaps)
        found.update(dict.fromkeys(advice.first.cites))
        for shown in lines:
            found.update(dict.fromkeys(shown.cites))
        for due in advice.deadlines:
            found.update(dict.fromkeys(due.deadline.cites))
        for contact in advice.contacts:
            found.update(dict.fromkeys(contact.contact.cites))
    return list(found)


def _by_source(book: Book, cited: Iterable[Cite]) -> Iterator[str]:
    sections: dict[str, list[str]] = {}
    for cite in cited:
        sections.setdefault(cite.source, []).append(cite.place)
    for source, named in sections.items():
        yield f"{book.sources[source]} ({', '.join(named)})"


def _sources(sheet: Sheet) -> None:
    sheet.add_heading("Every source", anchor="every-source")
    sources = sheet.maker.data.one("sources")
    items = (
        el(
            "li",
            None,
            el("a", {"href": f"{sheet.view.root}sources.html#{name}"}, sources[name]["title"]),
            f": {review_words(sources[name])}",
        )
        for name in sources
        if name in sheet.book.sources
    )
    sheet.add_fold("Their dates", el("ul", {"class": "hb-sources"}, items))


def _lines(*names: str) -> Html:
    """Lines to sign on, on paper alone."""
    return el("p", {"class": "hb-sign-here"}, (el("span", None, f"{name}: ") for name in names))
