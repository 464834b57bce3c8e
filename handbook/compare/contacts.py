"""Numbers, hours and names of the contacts that a setting may show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook import fixed_pages as fixed
from handbook.compare.change import Change, moved, quoted, reordered
from handbook.compare.entries import entry_changes
from handbook.compare.side import Side
from wizard.timing import hours_words

Raw = Mapping[str, Any]
KIND_WORDS = {"phone": "number", "text": "number for texts", "email": "e-mail address", "web": "web address"}
TOLD_APART = ("name", "numbers", "hours")


def contact_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every difference in the contacts, number by number."""
    before, after = old.contacts, new.contacts
    again: list[str] = []
    for contact, entry in after.items():
        if contact not in before:
            yield Change(
                "number", entry["name"], "A new contact.", _values(entry), contact, page=fixed.CONTACTS.path
            )
            continue
        was = before[contact]
        if was["name"] != entry["name"]:
            yield Change(
                "number", entry["name"], moved("The name", was["name"], entry["name"]), contact=contact
            )
        yield from _numbers(contact, was, entry, again)
        yield from _hours(contact, old, new)
        rest, was_rest = ({k: v for k, v in e.items() if k not in TOLD_APART} for e in (entry, was))
        yield from (
            replace(change, contact=contact)
            for change in entry_changes("number", entry["name"], "", (old, was_rest), (new, rest))
        )
    for contact, was in before.items():
        if contact not in after:
            yield Change("number", was["name"], "No longer among the contacts.", _values(was))
    if again:
        count = "A number was" if len(again) == 1 else f"{len(again)} numbers were"
        yield Change(
            "number", "Checked again", f"{count} looked up again and found the same.", "; ".join(again)
        )


def _values(entry: Raw) -> str:
    live = [number["value"] for number in entry["numbers"] if number["status"] != "superseded"]
    return ", ".join(live) or "No number."


def _numbers(contact: str, old: Raw, new: Raw, again: list[str]) -> Iterator[Change]:
    def change(text: str, detail: str = "") -> Change:
        return Change("number", new["name"], text, detail, contact)

    before, after = _live(old), _live(new)
    gone = [key for key in before if key not in after]
    for key, number in after.items():
        kind = KIND_WORDS[number["kind"]]
        if key in before:
            yield from (change(*words) for words in _same_number(kind, before[key], number, again))
            continue
        was = next((number for number in gone if number[0] == key[0]), None)
        if was is None:
            yield change(f"A new {kind}.", f"{number['value']}.")
        else:
            gone.remove(was)
            yield change(f"The {kind} has changed.", f"Now {number['value']}; before {was[1]}.")
            yield from (
                change(*words) for words in _same_number(kind, before[was], number, again, fresh=True)
            )
    for kind, value in gone:
        yield change(f"A {KIND_WORDS[kind]} is no longer in use.", f"It was {value}.")
    if reordered(before, after):
        yield change("The numbers stand in another order.")
    if set(before) == set(after):
        past_before, past_after = _history(old), _history(new)
        both = {**past_before, **past_after}
        changed = [key for key in both if past_before.get(key) != past_after.get(key)]
        if changed:
            values = ", ".join(value for _, value in changed)
            yield change("What is on record of its old numbers has changed.", f"{values}.")


def _live(entry: Raw) -> dict[tuple[str, str], Raw]:
    return {(n["kind"], n["value"]): n for n in entry["numbers"] if n["status"] != "superseded"}


def _history(entry: Raw) -> dict[tuple[str, str], Raw]:
    return {(n["kind"], n["value"]): n for n in entry["numbers"] if n["status"] == "superseded"}


def _same_number(
    kind: str, old: Raw, new: Raw, again: list[str], *, fresh: bool = False
) -> Iterator[tuple[str, str]]:
    """What else is different about a number: its label, how far it is checked, where it is printed."""
    value = new["value"]
    if old.get("label") != new.get("label"):
        label = f"Now {quoted(new['label'])}" if "label" in new else "Now nothing"
        yield f"What stands beside the {kind} has changed.", f"{value}: {label}."
    if old["status"] != new["status"]:
        words = "was found on a public page again" if new["status"] == "current" else "was not found again"
        yield f"The {kind} {words}.", f"{value}."
    if old.get("printed_in") != new.get("printed_in") or old.get("change") != new.get("change"):
        yield f"Where the {kind} is printed has changed.", f"{value}."
    if old.get("checked_against") != new.get("checked_against"):
        yield f"The {kind} was checked on another page.", f"{value}: {new.get('checked_against', 'none')}."
    elif not fresh and any(old.get(name) != new.get(name) for name in ("checked_on", "page_date")):
        again.append(f"{value} ({new.get('checked_on', 'no date')})")


def _hours(contact: str, old: Side, new: Side) -> Iterator[Change]:
    before, after = (
        hours_words(side.book, side.book.contacts[contact]) or "no hours known" for side in (old, new)
    )
    rests_before, rests_after = (side.contacts[contact].get("hours") for side in (old, new))
    name = new.book.contacts[contact].name
    if before != after:
        yield Change("number", name, f"Answers: {after}. Before: {before}.", contact=contact)
    elif rests_before != rests_after:
        yield Change("number", name, "What its hours rest on has changed.", contact=contact)
