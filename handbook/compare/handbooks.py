"""Whole handbooks compared: everything that a reader of a setting could notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.words import date_words
from handbook.compare.change import KINDS, Change, reordered
from handbook.compare.contacts import contact_changes
from handbook.compare.entries import entry_changes
from handbook.compare.flows import flow_changes
from handbook.compare.side import Side
from handbook.compare.silences import silence_changes
from handbook.compare.slots import slot_changes
from handbook.datafiles.data import Data
from handbook.papers import ANNEX, PACK
from handbook.papers import FOLDER as PRINTED

Raw = Mapping[str, Any]

# What the entries of each kind are called by, and on which page they are.
SINGLE: Mapping[str, tuple[str, str]] = {
    "abuse-types": ("title", "abuse/{}.html"),
    "roles": ("title", f"{fixed.ROLES.path}#{{}}"),
    "definitions": ("term", f"{fixed.DEFINITIONS.path}#{{}}"),
    "figures": ("title", fixed.FIGURES.path),
    "law": ("title", fixed.LAW.path),
    "golden-rules": ("title", ""),
    "changes": ("title", fixed.CHANGES.path),
    "clashes": ("title", fixed.UNCLEAR.path),
    "decisions": ("question", f"{fixed.UNCLEAR.path}#{{}}"),
    "sources": ("title", f"{fixed.SOURCES.path}#{{}}"),
}
FOLDER: Mapping[str, tuple[str, str]] = {
    "harm": ("title", "harms/{}.html"),
    "topic": ("title", "topics/{}.html"),
    "levels": ("title", "levels/{}.html"),
    "list": ("title", ""),
}
LISTED: Mapping[str, str] = {
    "abuse-types": "Kinds of abuse",
    "roles": "Roles",
    "definitions": "Definitions",
    "figures": "Figures",
    "law": "Law and guidance",
    "golden-rules": "Golden rules",
    "changes": "What has changed since",
    "clashes": "Where the documents differ",
    "decisions": "What the handbook does where they differ",
    "sources": "Sources",
}
"""Those that stand on a page in the order of their file, and what that page lists."""
PAPERS: Mapping[str, str] = {
    "card": "The card for the wall and the pocket card",
    "pack": PACK.title,
    "annex": ANNEX.title,
    "forms": "Blank forms",
}
OWN_PAGE = {"abuse-types", "harm", "topic", "levels"}
ROLES_ASIDE = ("roles", "contacts", "fills", "gaps", "areas", "document")


@dataclass(frozen=True)
class Comparison:
    """The changes, each with the settings whose staff it concerns, and the handbooks that came and went."""

    changes: Mapping[Change, tuple[str, ...]]
    settings: tuple[str, ...]
    come: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.come or self.gone)


def compared(old: Data, new: Data, settings: Iterable[str]) -> Comparison:
    """What changed for the staff of these settings, as far as both versions have them."""
    wanted = list(settings)
    before, after = old.entries["setting"], new.entries["setting"]
    both = tuple(setting for setting in wanted if setting in before and setting in after)
    found: dict[Change, tuple[str, ...]] = {}
    for setting in both:
        for change in everything(Side(Maker(old, setting)), Side(Maker(new, setting))):
            found[change] = (*found.get(change, ()), setting)
    order = list(KINDS)
    changes = dict(sorted(found.items(), key=lambda pair: order.index(pair[0].kind)))
    return Comparison(
        changes,
        both,
        tuple(new.each("setting")[setting]["name"] for setting in wanted if setting not in before),
        tuple(old.each("setting")[setting]["name"] for setting in wanted if setting not in after),
    )


def everything(old: Side, new: Side) -> list[Change]:
    """Every difference between one setting's handbooks, in the order in which staff need to know it."""
    found = dict.fromkeys(
        chain(
            contact_changes(old, new),
            slot_changes(old, new),
            silence_changes(old, new),
            flow_changes(old, new),
            _setting_changes(old, new),
            _page_changes(old, new),
            entry_changes("page", fixed.CONTACTS.title, fixed.CONTACTS.path, *_both(old, new, _phonebook)),
            entry_changes(
                "clock", "From when limits count", "", *_both(old, new, lambda s: s.raw["anchors"])
            ),
            _bank_holidays(old, new),
            entry_changes("rule", "What rules are called", "", *_both(old, new, lambda s: s.raw["slots"])),
            _papers(old, new),
        )
    )
    if not found and old.raw != new.raw:
        parts = [name for name in new.raw if old.raw.get(name) != new.raw[name]]
        found = {Change("page", "This handbook", "Small things have changed.", ", ".join(parts)): None}
    return sorted(found, key=lambda change: list(KINDS).index(change.kind))


def _both(old: Side, new: Side, get: Any) -> tuple[tuple[Side, Any], tuple[Side, Any]]:
    return (old, get(old)), (new, get(new))


def _phonebook(side: Side) -> Raw:
    """How contacts are grouped; nothing in data of a time when the code knew that."""
    return side.maker.data.one("phonebook")


def _bank_holidays(old: Side, new: Side) -> Iterator[Change]:
    before, after = (set(side.raw["calendar"]["bank_holidays"]) for side in (old, new))
    for day in sorted(before ^ after):
        words = "is a bank holiday now and no working day" if day in after else "is none any more"
        yield Change("clock", "Bank holidays", f"{date_words(day)} {words}.")


def _papers(old: Side, new: Side) -> Iterator[Change]:
    """What stands on papers that are laid out by hand; on the others stands what pages show."""
    for paper, about in PAPERS.items():
        both = _both(old, new, lambda side, paper=paper: _paper(side, paper))
        yield from entry_changes("page", about, f"{PRINTED}/index.html", *both)


def _paper(side: Side, paper: str) -> Raw:
    """The plan of a paper; `words` is how many words a box may have there, and elsewhere a heading."""
    plan = side.maker.data.one("papers").get(paper, {})
    return {"most_words" if name == "words" else name: part for name, part in plan.items()}


def _setting_changes(old: Side, new: Side) -> Iterator[Change]:
    """The setting's own file: its roles, and everything about it that is reported nowhere else."""
    before, after = old.maker.setting["roles"], new.maker.setting["roles"]
    for role in {**after, **before}:
        about = new.book.contacts[role].name if role in new.book.contacts else role
        if role not in before:
            yield Change("who", about, "Now a role here.", page=fixed.ROLES.path)
        elif role not in after:
            yield Change("who", about, "No longer a role here.", page=fixed.ROLES.path)
        else:
            yield from entry_changes("who", about, fixed.ROLES.path, (old, before[role]), (new, after[role]))
    rest = _both(old, new, lambda s: {k: v for k, v in s.maker.setting.items() if k not in ROLES_ASIDE})
    yield from entry_changes("page", new.book.name, fixed.ABOUT.path, *rest)


def _page_changes(old: Side, new: Side) -> Iterator[Change]:
    for kind, (name, page) in {**SINGLE, **FOLDER}.items():
        before, after = _visible(old, kind), _visible(new, kind)
        for entry in {**after, **before}:
            at = page.format(entry)
            what = "page" if kind in OWN_PAGE else "entry"
            if entry not in before:
                yield Change("page", after[entry][name], f"A new {what}.", page=at)
            elif entry not in after:
                yield Change("page", before[entry][name], f"The {what} is gone.")
            else:
                about = after[entry][name]
                yield from entry_changes("page", about, at, (old, before[entry]), (new, after[entry]))
        if kind in LISTED and reordered(before, after):
            yield Change("page", LISTED[kind], "The entries stand in another order.")
    yield from _practice(old, new)


def _practice(old: Side, new: Side) -> Iterator[Change]:
    before, after = _situations(old), _situations(new)
    for name in {**after, **before}:
        about = f"To practise: {(after.get(name) or before[name])['title']}"
        if name not in before:
            yield Change("page", about, "A new situation.")
        elif name not in after:
            yield Change("page", about, "The situation is gone.")
        else:
            plain = [
                {key: entries[name][key] for key in entries[name] if key != "cite"}
                for entries in (before, after)
            ]
            yield from entry_changes("page", about, "", (old, plain[0]), (new, plain[1]))
            # The page gives all its sources in their order, and not only those that hold here.
            was, now = (
                [f"{at['source']} {at['section']}" for at in entries[name]["cite"]]
                for entries in (before, after)
            )
            if was != now:
                detail = f"Now {'; '.join(now)}; before {'; '.join(was)}."
                yield Change("page", about, "Its sources have changed.", detail)
    if reordered(before, after):
        yield Change("page", "To practise", "The situations stand in another order.")


def _situations(side: Side) -> dict[str, Raw]:
    return {
        name: entry
        for file in side.maker.data.each("scenarios").values()
        for name, entry in file["scenarios"].items()
        if entry["setting"] == side.maker.id
    }


def _visible(side: Side, kind: str) -> dict[str, Raw]:
    """The entries of a kind that the setting's reader could meet."""
    maker = side.maker
    entries: Mapping[str, Raw] = maker.data.one(kind) if kind in SINGLE else maker.data.each(kind)
    if kind == "topic":
        return dict(maker.topics)
    return {name: entry for name, entry in entries.items() if _meets(maker, kind, name, entry)}


def _meets(maker: Maker, kind: str, name: str, entry: Raw) -> bool:
    met = True
    match kind:
        case "levels":
            met = name in maker.levelled
        case "sources":
            met = maker.scope.authority(name) is not None
        case "law" | "golden-rules" | "figures":
            met = bool(maker.cites(entry.get("cite", [])))
        case "definitions":
            met = bool(maker.statements(entry.get("meaning", ())))
        case "decisions":
            met = maker.settles(name, entry)
        case "changes":
            met = maker.concerns(entry)
    return met


def words(found: Comparison, names: Mapping[str, str]) -> str:
    """The changes as text: what concerns most settings first, and in it each kind under its title."""
    if not found:
        return "Nothing has changed for staff.\n"
    out = [f"A new handbook: {name}." for name in found.come]
    out += [f"No longer a handbook: {name}." for name in found.gone]
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change, settings in found.changes.items():
        groups.setdefault(settings, []).append(change)
    for settings, changes in sorted(groups.items(), key=lambda pair: -len(pair[0])):
        every = len(settings) == len(found.settings) > 1
        out += ["", "Every handbook" if every else ", ".join(names[setting] for setting in settings)]
        for kind, title in KINDS.items():
            here = [change for change in changes if change.kind == kind]
            out += [f"  {title}"] * bool(here) + [f"    {change}" for change in here]
    return "\n".join(out).strip() + "\n"
