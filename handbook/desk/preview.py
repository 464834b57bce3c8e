"""What staff will see: an outcome as the wizard itself draws it, from what lies on the desk.

The book is made by the same code as for the site, of the same data but for what no outcome of the flow shows:
other flows, and what stands on pages. So it is quick enough to change as a person types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from handbook.book.lookups import filling, scope_of
from handbook.book.maker import Maker
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import YamlFile
from handbook.desk.lines import NAME
from handbook.desk.outcomes import outcome_titles
from handbook.desk.overview import described
from handbook.desk.questions import own_of_slot, slot_lines, version_of
from handbook.desk.spots import spot_title
from handbook.desk.work import Work
from handbook.policies.compose import for_setting
from handbook.policies.places import LINE_SLOTS, SLOTS, is_line, line_id, place
from wizard import render
from wizard.loading import load
from wizard.markup import el, join
from wizard.model import Book
from wizard.paths import paths
from wizard.view import View

Raw = Mapping[str, Any]
HAND_OVER = "flow:"
NO_PAGE = frozenset({"topic", "harm"})  # kinds of which an outcome shows the title at most
KEPT = ("id", "title", "areas", "sections")
NAMED = "Your policy names it. Staff see that here."
MOST_PLACES = 40  # on offer for one line


@dataclass(frozen=True, slots=True)
class Place:
    """An outcome that shows something: its flow and id, and its title in words."""

    flow: str
    outcome: str
    title: str


def shown(work: Work, ref: str, number: int, now: datetime) -> dict[str, Any]:
    """What staff read of a line, a slot or a part of a page.

    `places` are the outcomes that show it, `html` is the one that is wanted, or a page; `look`: what to find.
    """
    about = ref.split("/", maxsplit=1)[0] if ref.startswith(("rule.", "clock.", "contact.")) else ref
    places = places_of(work.data, about)
    if not places:
        drawn = page(work, ref) if ref in work.lines else part_of_page(work, ref)
        return {"places": [], "html": drawn, "look": []}
    at = places[min(number, len(places) - 1)]
    return {
        "places": [one.title for one in places[:MOST_PLACES]],
        "html": outcome(work, at.flow, at.outcome, now),
        "look": words_of(work, ref),
    }


def places_of(data: Data, ref: str) -> list[Place]:
    """The outcomes that show a line or a slot (`rule.x`, `clock.x`, `contact.x`); the usual ones first."""
    kind, _, rest = ref.partition(".")
    name, _, line = rest.partition("/")
    found = []
    flows, usual = data.each("flow"), data.one("phonebook").get("home", {}).get("flows", [])
    for flow_id in sorted(flows, key=lambda name: usual.index(name) if name in usual else len(usual)):
        flow = flows[flow_id]
        titles = outcome_titles(data, flow)
        for outcome_id, outcome in flow["outcomes"].items():
            if _shows(kind, name, line, flow_id, outcome):
                found.append(Place(flow_id, outcome_id, f"{flow['title']}: {titles[outcome_id]}"))
    return found


def _shows(kind: str, name: str, line: str, flow: str, outcome: Raw) -> bool:
    match kind:
        case "flow":
            return name == flow and (not line or line in _line_ids(outcome))
        case "rule":
            return any(
                isinstance(entry, Mapping) and entry.get("rule") == name for entry in _entries(outcome)
            )
        case "clock":
            return name in outcome.get("clocks", ())
        case "contact":
            return name in outcome.get("contacts", ())
        case _:  # an item of a do and don't list
            item = f"{kind}.{name}"
            return any(
                entry == item or (isinstance(entry, Mapping) and entry.get("item") == item)
                for entry in _entries(outcome)
            )


def _entries(outcome: Raw) -> Iterator[Any]:
    for field in ("actions", "next", "dont"):
        yield from outcome.get(field, ())
    yield from (outcome[field] for field in ("parents", "record") if field in outcome)


def _line_ids(outcome: Raw) -> set[str]:
    named = {
        field: outcome[field]
        for field in ("first", "parents", "record")
        if isinstance(outcome.get(field), dict)
    }
    lines = [("", entry) for entry in _entries(outcome)] + list(named.items())
    return {line_id(entry, key) for key, entry in lines if isinstance(entry, dict) and is_line(entry)}


def outcome(work: Work, flow: str, outcome_id: str, now: datetime, root: str = "") -> str:
    """The outcome as HTML, by the shortest path that leads there; words of its own where none does."""
    book = _book(work, flow)
    steps = [
        path.step for path in paths(book, flow) if (path.step.flow, path.outcome.id) == (flow, outcome_id)
    ]
    if not steps:
        return str(el("p", None, "No answers lead there in your handbook."))
    at = min(steps, key=lambda step: len(step.path))
    view = View(book, root, now)
    return str(render.step(view, at, render.resolved(view, at)))


def page(work: Work, ref: str) -> str:
    """A line as pages show it, for what no outcome shows; that it is hidden, where staff do not see it."""
    line = described(work, work.lines[ref])
    words = NAMED if line["ground"] == NAME else line["words"] or line["text"]
    whose = {
        "says": f"your policy, {', '.join(line['sections'])}",
        "differs": f"your policy, {', '.join(line['sections'])}",
    }.get(line["state"], line["cites"])
    hidden = line["state"] == "denies" or (line["ground"] in {"library", "name"} and not line["sections"])
    shown = el("p", None, "Staff do not see this line.") if hidden else el("p", {"class": "hb-line"}, words)
    return str(join(el("h2", None, line["where"]), shown, el("small", None, "" if hidden else whose)))


def part_of_page(work: Work, ref: str) -> str:
    """What pages show in a slot or in a part of a page, or that nothing stands there."""
    lines = [*_of_slot(work, ref), *_of_part(work, ref)]
    listed = [el("p", {"class": "hb-line"}, words) for words in dict.fromkeys(lines)]
    nothing = el("p", None, "Nothing stands here yet.")
    return str(join(el("h2", None, spot_title(work.base, ref)), *(listed or [nothing])))


def _of_slot(work: Work, ref: str) -> Iterator[str]:
    kind, _, name = ref.partition(".")
    if SLOTS.get(kind) in LINE_SLOTS:
        for area in work.entry["areas"] or [""]:
            lines = filling(work.data, work.setting, area, SLOTS[kind], name)
            yield from (str(line.get("text") or line.get("say", "")) for line in lines)


def _of_part(work: Work, ref: str) -> Iterator[str]:
    scope = scope_of(work.data, work.setting)
    if found := place(for_setting(work.data, work.setting), ref):
        for line in found[0].get(found[1], ()):
            if (
                isinstance(line, Mapping)
                and "text" in line
                and scope.basis(line.get("cite", ()), line.get("area"))
            ):
                yield str(line["text"])


def words_of(work: Work, ref: str) -> list[str]:
    """The words by which a lead finds a line, or what fills a slot, on the screen that shows it."""
    if ref in work.lines:
        return [version_of(work, ref) or work.lines[ref].text]
    kind = ref.partition(".")[0]
    if SLOTS.get(kind) not in LINE_SLOTS:
        return []
    lines = slot_lines(work, ref)
    return [
        *(str(line["text"]) for line in own_of_slot(work, ref)),
        *(version_of(work, line.ref) or line.text for line in lines),
    ]


@lru_cache(4)
def _book(work: Work, flow: str) -> Book:
    data = _narrow(work.data, flow)
    return load(Maker(data, work.setting).book())


def _narrow(data: Data, flow: str) -> Data:
    """The data with this flow and those that it hands over to, and of pages the titles alone."""
    flows = data.entries["flow"]
    reached: dict[str, None] = {}
    waiting = [flow]
    while waiting:
        name = waiting.pop()
        if name in flows and name not in reached:
            reached[name] = None
            waiting += [target.removeprefix(HAND_OVER) for target in _hand_overs(flows[name].data)]
    entries = dict(data.entries)
    entries["flow"] = {
        name: file if name in reached else replace(file, data=_bare_flow(file.data))
        for name, file in flows.items()
    }
    for kind in NO_PAGE:
        entries[kind] = {name: _titled(file) for name, file in data.entries[kind].items()}
    return replace(data, entries=entries)


def _titled(file: YamlFile) -> YamlFile:
    said = {field: file.data[field] for field in KEPT if field in file.data}
    if "sections" in said:
        said["sections"] = [{"id": section["id"], "title": section["title"]} for section in said["sections"]]
    return replace(file, data=said)


def _bare_flow(flow: Raw) -> dict[str, Any]:
    """A flow that is named and not walked through: its title, and no outcome."""
    return {**{key: flow[key] for key in ("id", "title", "about", "start")}, "questions": {}, "outcomes": {}}


def _hand_overs(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(HAND_OVER):
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key != "related":
                yield from _hand_overs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _hand_overs(item)
