"""The tool for the level of need as HTML: the signs to tick, and what they point to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from wizard.advice import ShownLine, contacts_for
from wizard.cards import contact_cards
from wizard.level_note import note
from wizard.levels import A_GUIDE, LABELS, STRONGEST_SIGN, Finding, highest_level, level_words, told_of
from wizard.markup import Html, el, join
from wizard.model import Domain, Indicator, Levels
from wizard.outcome import keep, part
from wizard.proof import lines, listed, proof, source
from wizard.statements import Cite, Statement
from wizard.view import View

Sign = Callable[[Indicator], Html]
PAIRS_WORDS = "Which of the two fits better? We set signs side by side; the guide may not."
NOTHING = "No sign is chosen yet. If no sign fits, that does not mean that there is no need."


def tool(view: View, levels: Levels) -> Html:
    """The signs to tick, by domain, the most serious first; then the pairs; then the place of the result."""
    return join(
        el(
            "p",
            {"class": "hb-seek"},
            el("label", {"for": "find-sign"}, "Find a sign"),
            el("input", {"id": "find-sign", "type": "search", "data-find": "", "autocomplete": "off"}),
            el("span", {"class": "hb-found", "data-found": ""}, found_words(levels, levels.indicators)),
        ),
        (_domain(view, levels, domain, _tick) for domain in levels.domains),
        _pairs(view, levels, _tick),
        el(
            "p",
            {"class": "hb-sum"},
            el("span", {"data-sum": "", "role": "status"}, sum_words(levels, ())),
            " ",
            el("button", {"type": "button", "data-show": ""}, "What it means"),
        ),
        el("div", {"class": "hb-result", "data-result": ""}, result(view, levels, ())),
        el(
            "p",
            {"class": "hb-tools"},
            el("button", {"type": "button", "data-clear": ""}, "Untick all"),
        ),
    )


def plain(view: View, levels: Levels) -> Html:
    """The signs and pairs to read, in the same places as the tool has them."""
    return join(
        (_domain(view, levels, domain, _read) for domain in levels.domains), _pairs(view, levels, _read)
    )


def found_words(levels: Levels, found: Collection[object]) -> str:
    """How many signs a search leaves."""
    return f"{len(found)} of {len(levels.indicators)} signs shown"


def sum_words(levels: Levels, chosen: Collection[str]) -> str:
    """The choice in one line."""
    finding = highest_level(levels, chosen)
    if finding is None:
        return "No sign chosen."
    count = len(finding.strongest) + len(finding.others)
    they = "It points" if count == 1 else "They point"
    return f"{count} chosen. {they} to {level_words(levels, finding.level.number)}."


def _domain(view: View, levels: Levels, domain: Domain, sign: Sign) -> Html:
    signs = [indicator for indicator in levels.indicators if indicator.domain == domain.id]
    numbers = sorted({indicator.level for indicator in signs}, reverse=True)
    return el(
        "section",
        {"class": "hb-domain", "data-group": ""},
        el("h3", None, domain.title),
        el("p", {"class": "hb-written"}, _written(view, signs, ours=domain.ours)),
        (
            _level(
                levels, domain, number, [sign(indicator) for indicator in signs if indicator.level == number]
            )
            for number in numbers
        ),
    )


def _written(view: View, signs: Iterable[Indicator], *, ours: bool) -> Html:
    """Where the signs are written, each place once, under its authority; `ours`: their heading is ours."""
    cited: dict[str, dict[Cite, None]] = {}
    for indicator in signs:
        statement = indicator.statement
        cited.setdefault(statement.authority, {}).update(dict.fromkeys(statement.cites))
    if ours:
        cited.setdefault("reading", {})[LABELS] = None
    return join((source(view, authority, places), " ") for authority, places in cited.items())


def _level(levels: Levels, domain: Domain, number: int, signs: list[Html]) -> Html:
    words = level_words(levels, number)
    return el(
        "details",
        {"class": f"hb-beside hb-signs hb-level-{number}", "id": f"{domain.id}-{number}", "data-group": ""},
        el("summary", None, f"{words[0].upper()}{words[1:]} ({len(signs)})"),
        el("ul", {"role": "list"}, (el("li", None, item) for item in signs)),
    )


def _tick(indicator: Indicator) -> Html:
    box = el("input", {"type": "checkbox", "data-sign": indicator.id, "autocomplete": "off"})
    return el(
        "label",
        {"class": "hb-sign", "data-row": indicator.id},
        box,
        " ",
        el("span", None, indicator.statement.text),
    )


def _read(indicator: Indicator) -> Html:
    return el("span", {"class": "hb-sign", "data-row": indicator.id}, indicator.statement.text)


def _pairs(view: View, levels: Levels, sign: Sign) -> Html:
    if not levels.pairs:
        return Html()
    by_id = {indicator.id: indicator for indicator in levels.indicators}
    return el(
        "details",
        {"class": "hb-beside", "id": "pairs"},
        el("summary", None, f"{_which(by_id, levels)} {len(levels.pairs)} pairs side by side"),
        el("p", None, PAIRS_WORDS, " ", source(view, "reading", [LABELS])),
        (
            el(
                "div",
                {"class": "hb-pair", "data-group": ""},
                (_in_pair(by_id[sign_id], sign) for sign_id in pair),
            )
            for pair in levels.pairs
        ),
    )


def _which(by_id: Mapping[str, Indicator], levels: Levels) -> str:
    """The question that the pairs are about: "Level 2 or level 3?"."""
    asked = {(by_id[lower].level, by_id[higher].level) for lower, higher in levels.pairs}
    return " ".join(f"Level {low} or level {high}?" for low, high in sorted(asked))


def _in_pair(indicator: Indicator, sign: Sign) -> Html:
    return el("div", None, el("strong", {"class": "hb-area"}, f"Level {indicator.level}"), sign(indicator))


def result(view: View, levels: Levels, chosen: Collection[str]) -> Html:
    """What the chosen signs point to, what that means and what to do, and where each thing is written."""
    finding = highest_level(levels, chosen)
    if finding is None:
        return join(
            _title("What it means"), el("p", None, NOTHING), _part(view, "Do not", levels.limits, "dont")
        )
    words = level_words(levels, finding.level.number)
    now = contacts_for(view.book, finding.level.contacts, (levels.area,), view.now)
    return join(
        _title(f"The signs point to {words}"),
        el(
            "div",
            {"class": "hb-line"},
            f"{A_GUIDE} ",
            proof(view, "reading", (STRONGEST_SIGN,)),
        ),
        _signs("The strongest signs you chose", finding.strongest),
        _signs("Also chosen", finding.others),
        part("Who to contact now", "who", contact_cards(view, now), level="h4"),
        _part(view, "Do not", levels.limits, "dont"),
        _compare(view, finding),
        (_part(view, title, told) for title, told in told_of(finding.level)),
        _onward(view, finding),
        keep(note(view.book, levels, finding, view.now)) if view.now else None,
    )


def _title(words: str) -> Html:
    return el("h3", {"id": "what-it-means", "tabindex": "-1", "data-heading": ""}, words)


def _part(view: View, title: str, statements: Iterable[Statement], css: str = "then") -> Html | None:
    return part(title, css, lines(view, _shown(statements)), level="h4")


def _shown(statements: Iterable[Statement]) -> Iterator[ShownLine]:
    return (ShownLine(statement.text, statement.cites, statement.authority) for statement in statements)


def _signs(title: str, signs: Iterable[Indicator]) -> Html | None:
    items = (el("li", None, f"{indicator.statement.text} (level {indicator.level})") for indicator in signs)
    return part(title, "then", listed(items), level="h4")


def _compare(view: View, finding: Finding) -> Html | None:
    if not finding.compare:
        return None
    rows = (
        el(
            "div",
            {"class": "hb-pair"},
            (
                el("div", None, el("strong", None, f"Level {indicator.level}"), " ", indicator.statement.text)
                for indicator in pair
            ),
        )
        for pair in finding.compare
    )
    return part(
        "Look again: which of the two fits?",
        "compare",
        join(rows),
        el("p", None, source(view, "reading", [LABELS])),
        level="h4",
    )


def _onward(view: View, finding: Finding) -> Html | None:
    page = view.book.pages.get(f"flow:{finding.level.flow}")
    if page is None:
        return None
    link = el(
        "a",
        {"class": "md-button md-button--primary hb-flow-button", "href": view.root + page.path},
        page.title,
    )
    return el("div", {"class": "hb-flow-buttons"}, el("p", None, "Go on"), link)
