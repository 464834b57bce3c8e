"""What fills the slots, area by area: who is told, by when, by which rule, and where nothing is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from handbook import fixed_pages as fixed
from handbook.compare.change import Change, lines, listed, quoted, reordered
from handbook.compare.side import Side
from wizard.deadline_text import counted_from
from wizard.model import Book, Deadline
from wizard.timing import deadline_words


def slot_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every difference in the slots; one that is the same in all areas is reported once."""
    areas = [area for area in new.book.fills if area in old.book.fills]
    seen: dict[tuple[str, str, str, str], list[str]] = {}
    for area in areas:
        for kind, title, text, detail in chain(
            _contacts(old, new, area),
            _deadlines(old, new, area),
            _rules(old, new, area),
            _gaps(old, new, area),
        ):
            seen.setdefault((kind, title, text, detail), []).append(area)
    for (kind, title, text, detail), where in seen.items():
        word = "" if len(where) == len(areas) else "".join(map(new.area_word, where))
        yield Change(kind, title + word, text, detail, page=fixed.CONTACTS.path if kind == "who" else "")
    if any(reordered(old.book.fills[area].gaps, new.book.fills[area].gaps) for area in areas):
        words = "What nothing fills stands in another order."
        yield Change("gap", "The document", words, page=fixed.UNCLEAR.path)
    for area in new.book.fills.keys() - old.book.fills.keys():
        yield Change("who", new.book.area_name(area) or "No area", "The setting works with this area now.")
    for area in old.book.fills.keys() - new.book.fills.keys():
        yield Change("who", old.book.area_name(area) or "No area", "The setting no longer works with it.")


Found = Iterator[tuple[str, str, str, str]]


def _contacts(old: Side, new: Side, area: str) -> Found:
    before, after = old.book.fills[area].contacts, new.book.fills[area].contacts
    for slot in {**after, **before}:
        if before.get(slot) != after.get(slot) and slot in after:
            was, now = (
                [side.book.contacts[contact].name for contact in fills.get(slot, ())]
                for side, fills in ((old, before), (new, after))
            )
            ids = "" if was != now else f"{', '.join(before[slot])} became {', '.join(after[slot])}."
            yield "who", new.slot_title("contacts", slot), f"Now {listed(now)}. Before: {listed(was)}.", ids


def _deadline(book: Book, deadline: Deadline) -> str:
    start = counted_from(book, deadline)
    return f"{deadline_words(deadline)}{f', {start}' if start else ''}{' (an aim)' if deadline.aim else ''}"


def _deadlines(old: Side, new: Side, area: str) -> Found:
    before = {c.id: (slot, c) for slot, cs in old.book.fills[area].deadlines.items() for c in cs}
    after = {c.id: (slot, c) for slot, cs in new.book.fills[area].deadlines.items() for c in cs}
    for deadline, (slot, now) in after.items():
        title, words = new.slot_title("clocks", slot), _deadline(new.book, now)
        if deadline not in before:
            yield "clock", title, f"New: {quoted(now.say)} {words.capitalize()}.", ""
            continue
        was_slot, was = before[deadline]
        was_words = _deadline(old.book, was)
        if was_words != words:
            yield (
                "clock",
                title,
                f"{quoted(now.say)} {words.capitalize()}. Before: {was_words}.",
                "",
            )
        if was.say != now.say:
            yield "clock", title, f"Now says: {quoted(now.say)} Before: {quoted(was.say)}", ""
        if was_slot != slot:
            yield "clock", title, f"{quoted(now.say)} stands elsewhere now.", f"It was {was_slot}."
        if (was.cites, was.authority, was.assumption) != (now.cites, now.authority, now.assumption):
            yield "clock", title, f"What it rests on has changed: {quoted(now.say)}", ""
    for deadline, (slot, was) in before.items():
        if deadline not in after:
            words = _deadline(old.book, was)
            yield "clock", old.slot_title("clocks", slot), f"No longer a limit: {quoted(was.say)}", words
    if reordered(before, after):
        yield "clock", "Time limits", "They stand in another order.", ""


def _rules(old: Side, new: Side, area: str) -> Found:
    before, after = old.book.fills[area].rules, new.book.fills[area].rules
    for slot in {**after, **before}:
        title = new.slot_title("rules", slot)
        for text, detail in lines(before.get(slot, ()), after.get(slot, ()), new.book.sources):
            yield "rule", title, text, detail


def _gaps(old: Side, new: Side, area: str) -> Found:
    before, after = old.book.fills[area].gaps, new.book.fills[area].gaps
    for slot in {**after, **before}:
        was, now = before.get(slot), after.get(slot)
        if was is None and now is not None:
            yield "gap", now.title, f"Nothing fills this any more. {now.text}", ""
        elif was is not None and now is None:
            yield "gap", was.title, "No longer a gap.", ""
        elif was is not None and now is not None and was != now:
            if was.silent != now.silent:
                said, before_that = (quoted(gap.silent) if gap.silent else "nothing" for gap in (now, was))
                yield "gap", now.title, f"Of the document it now says: {said}; before: {before_that}.", ""
            text = f"Now says: {quoted(now.text)} Before: {quoted(was.text)}"
            same = "Who to try instead, the words for the lead, or what it rests on has changed."
            if was.text != now.text:
                yield "gap", now.title, text, ", ".join(now.fallback)
            elif replace(was, silent=now.silent) != now:
                yield "gap", now.title, same, ", ".join(now.fallback)
