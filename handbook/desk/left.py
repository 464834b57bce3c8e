"""What is still to be done in a handbook, by name, and what staff read meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.book.lookups import filling, scope_of
from handbook.book.scope import AUTHORITIES
from handbook.desk import decisions, overview
from handbook.desk.decisions import SILENT
from handbook.desk.questions import OPEN, questions
from handbook.desk.work import Work
from handbook.policies.compose import for_setting
from handbook.policies.places import LINE_SLOTS, SLOTS, refs

Raw = Mapping[str, Any]
HIDDEN = "hidden"
URGENT = ("social-care", "lado")  # services of the council that staff ring on the worst day
NO_PERSON = frozenset({"office", "attendance-officers"})  # reached as a place or a team, by no one's name


def left(work: Work, found: overview.Found = overview.NOTHING) -> dict[str, Any]:
    """What a setting has still to do, whichever of its policies is being entered.

    `name`; `policies`, each with its `title`, `sections`, `read`, `undecided` lines (nobody has looked)
    and `open` questions; `people`, each with `who` and what of them it `lacks`; `slots` that nobody has
    decided, each `asked` and what staff `read` where nothing fills it; `councils`, what is theirs to fill;
    `lines`, how many staff read on each authority, and how many stay hidden. What is fixed at the desk has
    a place to `go` to (see `handbook.desk.pointing`). `found` are the lines with a passage, by section.
    """
    asked = {policy: questions(work.of(policy)) for policy in work.policies}
    return {
        "name": work.entry["name"],
        "policies": [
            _figures(work.of(policy), asked[policy], found if policy == work.policy else overview.NOTHING)
            for policy in work.policies
        ],
        "people": list(_people(work, list(asked.values()))),
        "slots": list(_slots(work, list(asked.values()))),
        "councils": list(_councils(work)),
        "lines": lines_read(work),
    }


def _figures(work: Work, asked: list[dict[str, Any]], found: overview.Found) -> dict[str, Any]:
    done = overview.progress(work, found)
    return {
        "policy": work.policy,
        "title": work.said["title"],
        "sections": done["sections"],
        "read": done["read"],
        "undecided": done["lines"] - done["looked"],
        "open": sum(question["answer"] == OPEN for question in asked),
    }


def _people(work: Work, asked: list[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for every in zip(*asked, strict=True):
        question = every[0]
        if question["kind"] == "role" and not any(other["answer"] == SILENT for other in every):
            person = question["person"]
            entry = work.entry["roles"].get(question["about"], {})
            reached = person["phone"] or person["email"] or entry.get("extension")
            lacks = [
                *([] if person["holder"] or question["about"] in NO_PERSON else ["a name"]),
                *([] if reached else ["a phone number or e-mail"]),
            ]
            if lacks:
                yield {
                    "who": person["title"] or question["ask"],
                    "lacks": " and ".join(lacks),
                    "unreached": not reached,
                    "go": _at(question),
                }
        elif question["kind"] == "setting" and question["answer"] == OPEN:
            yield {"who": question["ask"], "lacks": "", "unreached": False, "go": _at(question)}


def _at(question: Raw) -> dict[str, str]:
    """Where a question of the first hour stands."""
    return {"question": question["id"], "part": question["part"], "field": ""}


def _slots(work: Work, asked: list[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Slots of the first hour that no policy answers, then the others that nothing fills."""
    gaps = dict(_gaps(work, council=False))
    for every in zip(*asked, strict=True):
        question = every[0]
        if question["kind"] not in {"role", "setting"}:
            kinds = SLOTS.get(question["kind"], "contacts")  # whom staff tell, or a service
            gap = gaps.pop((kinds, question["about"]), None)
            if all(other["answer"] == OPEN for other in every):
                yield {
                    "asked": f"{question['part']}: {question['ask']}",
                    "read": gap["gap"] if gap else "",
                    "go": _at(question),
                }
    for (kind, slot), about in gaps.items():
        go = {"about": f"{LINE_SLOTS[kind]}.{slot}"} if kind in LINE_SLOTS else {}
        yield {"asked": about["title"], "read": about["gap"], "go": go}


def lacking(work: Work) -> list[dict[str, Any]]:
    """What staff will look for in vain, though nothing is wrong: each in `words`, with a place to `go` to.

    `read` is what they read until then.
    """
    asked = [questions(work.of(policy)) for policy in work.policies]
    found = [
        {"words": f"{person['who']}: no phone number and no e-mail", "go": person["go"], "read": ""}
        for person in _people(work, asked)
        if person["unreached"]
    ]
    return [*found, *(service for area in work.entry["areas"] or [""] for service in _unfilled(work, area))]


def _unfilled(work: Work, area: str) -> Iterator[dict[str, Any]]:
    """The services that staff ring on the worst day and that have no number in an area, or without any."""
    known = work.base.each("area").get(area, {})
    whose = f" for {known.get('council', known['name'])}" if known else ""
    for council in (True, False):
        for (kind, slot), about in _gaps(work, council=council, areas=[area]):
            if kind == "contacts" and slot in URGENT:
                yield {"words": f"{about['title']}: no number{whose}", "go": {}, "read": about["gap"]}


def _councils(work: Work) -> Iterator[dict[str, Any]]:
    for area in work.entry["areas"] or [""]:
        slots = [about["title"] for _, about in _gaps(work, council=True, areas=[area])]
        if slots:
            entry = (
                work.base.each("area")[area] if area else {"name": "your council, which is not chosen yet,"}
            )
            yield {"name": entry.get("council", entry["name"]), "slots": slots}


def _gaps(
    work: Work, *, council: bool, areas: list[str] | None = None
) -> Iterator[tuple[tuple[str, str], Raw]]:
    """Slots of the council's, or else of the policy's, that nothing fills and no policy is silent on."""
    silent = {name for policy in work.policies for name in decisions.silences(work.of(policy))}
    for ref, kind in SLOTS.items():
        for slot, about in work.base.one("slots")[kind].items():
            if (about.get("whose") == "area") != council or f"{ref}.{slot}" in silent:
                continue
            places = areas or work.entry["areas"] or [""]
            if not all(filling(work.data, work.setting, area, kind, slot) for area in places):
                yield (kind, slot), about


def lines_read(work: Work) -> dict[str, int]:
    """How many lines staff read on each authority (own, area, national, reading), and how many stay hidden.

    Counted in what the handbook itself is made of: what one policy's line takes the place of is not read.
    """
    data = work.data
    scope = scope_of(data, work.setting)
    found: Counter[str] = Counter(dict.fromkeys((*AUTHORITIES, HIDDEN), 0))
    for ref, entry in refs(for_setting(data, work.setting)):
        if "text" in entry and not ref.startswith(tuple(f"{kind}." for kind in LINE_SLOTS.values())):
            basis = scope.basis(entry.get("cite", ()), entry.get("area"))
            found[basis.authority if basis else HIDDEN] += 1
    for kind in LINE_SLOTS:
        for slot in work.base.one("slots")[kind]:
            found.update(_read_in_slot(work, kind, slot))
    return dict(found)


def _read_in_slot(work: Work, kind: str, slot: str) -> Iterator[str]:
    scope = scope_of(work.data, work.setting)
    seen = set()
    for area in work.entry["areas"] or [""]:
        for line in filling(work.data, work.setting, area, kind, slot):
            words = line.get("text") or line.get("say", "")
            basis = scope.basis(line["cite"], line.get("area"))
            if basis and words not in seen:
                seen.add(words)
                yield basis.authority


def as_text(found: Raw) -> str:
    """The names of what is left, as lines of text."""
    people = [
        f"{person['who']}{': ' if person['lacks'] else ''}{person['lacks']}" for person in found["people"]
    ]
    slots = [
        f"{slot['asked']}{' (until then staff read: ' + slot['read'] + ')' if slot['read'] else ''}"
        for slot in found["slots"]
    ]
    parts = [("People and numbers to fill in", people), ("Not decided yet", slots)]
    parts += [(f"For {council['name']} to fill", council["slots"]) for council in found["councils"]]
    return "".join(
        f"\n{title}:\n" + "".join(f"  {item}\n" for item in every) for title, every in parts if every
    )
