"""Entries of the data of any kind: their lines, and whatever else stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.compare.change import Change, lines, quoted
from handbook.compare.side import Side
from handbook.datafiles.yamlfile import Key
from wizard.statements import Statement

FIELDS: Mapping[str, str] = {
    "about": "what it is about",
    "address": "the address",
    "addresses": "the addresses",
    "aliases": "the other names",
    "anywhere": "who answers anywhere in England",
    "areas": "the areas",
    "changes": "the dated notes beside it",
    "cite": "the source",
    "clashes": "the notes on clashes beside it",
    "clocks": "the time limits",
    "contacts": "the contacts",
    "count": "how many there are",
    "danger": "whom to ring in danger",
    "date": "the date",
    "do": "what to do",
    "does": "what the handbook does",
    "dont": "what not to do",
    "email": "the e-mail address",
    "ends": "when the school day ends",
    "extension": "the extension",
    "flows": "the ways into “What do I do now?”",
    "group": "the place in the navigation",
    "holder": "who holds it",
    "intro": "the introduction",
    "items": "the lines of lists",
    "list": "the list",
    "lists": "the lists",
    "most_words": "the room in a box",
    "name": "the name",
    "named_in": "where the document names it",
    "note": "the note",
    "now": "what was found",
    "page_date": "the page's date",
    "people": "the people in it",
    "phone": "the number",
    "plain": "the words for it",
    "read_on": "the day on which it was read",
    "related": "the pages to read next",
    "rests_on": "what it rests on",
    "review": "the review date",
    "review_words": "the review date",
    "rules": "the rules",
    "said": "what the documents say",
    "settled": "what the handbook does",
    "short": "the short name",
    "situation": "the situation",
    "slot": "who stands there",
    "status": "the status",
    "term": "the word",
    "text": "the text",
    "title": "the title",
    "use": "when to use it",
    "why": "the reason",
    "words": "the words over it",
}
Place = tuple[str, ...]
NOT_FOR_STAFF = frozenset({"id", "owner", "review_by"})  # no page shows them
NAMES = ("id", "title", "term", "number")  # what an entry of a list is known by, when others move around it


def entry_changes(
    kind: str, about: str, page: str, old: tuple[Side, Any], new: tuple[Side, Any]
) -> Iterator[Change]:
    """What is different in one entry, as far as it holds in the setting."""
    before, after = _Parts(*old), _Parts(*new)
    for text, detail in lines(before.statements, after.statements, new[0].book.sources):
        yield Change(kind, about, text, detail, page=page)
    for text, place, was_place in _moves(before, after):
        now, was = (", ".join(map(_words, path)) for path in (place, was_place))
        yield Change(kind, about, f"Under “{now}” and not “{was}” any more: {quoted(text)}", page=page)
    fields: dict[str, None] = {}
    details = []
    for key in [*after.leaves, *(key for key in before.leaves if key not in after.leaves)]:
        old_leaf, leaf = before.leaves.get(key), after.leaves.get(key)
        if old_leaf != leaf:
            word = next((part for part in reversed(key) if isinstance(part, str)), "")
            words = _words(word)
            fields[words] = None
            details.append(f"{words[:1].upper()}{words[1:]}: {_put(leaf)}; before: {_put(old_leaf)}.")
    if fields:
        yield Change(kind, about, f"Changed: {', '.join(fields)}.", " ".join(details), page=page)


def _moves(before: _Parts, after: _Parts) -> Iterator[tuple[str, Place, Place]]:
    """The lines that stand in another list; a list that was only renamed is reported as renamed."""
    was, now = set(before.places.values()), set(after.places.values())
    for text, place in after.places.items():
        old = before.places.get(text, place)
        if old != place and (old in now or place in was):
            yield text, place, old


def _words(field: str) -> str:
    return FIELDS.get(field, field.replace("-", " ").replace("_", " "))


def _put(value: str | None) -> str:
    return "nothing" if value is None else quoted(value)


class _Parts:
    """An entry taken apart: the lines that hold, and every other value by where it stands."""

    def __init__(self, side: Side, entry: Any) -> None:
        self.side = side
        self.statements: list[Statement] = []
        self.places: dict[str, Place] = {}  # of each line: the list that it stands in
        self.leaves: dict[Key, str] = {}
        self._take(entry, ())

    def _take(self, value: Any, key: Key) -> None:
        if isinstance(value, dict):
            if "text" in value and "cite" in value:
                statement = self.side.statement(value)
                if statement is None:
                    return
                self.statements.append(statement)
                self.places[statement.text] = tuple(part for part in key[:-1] or key if isinstance(part, str))
                value = {name: child for name, child in value.items() if name not in {"text", "cite", "area"}}
            for name, child in value.items():
                # A source's sections are what may be cited; a page's are the page.
                if name not in NOT_FOR_STAFF and not (name == "sections" and isinstance(child, dict)):
                    self._take(child, (*key, name))
        elif isinstance(value, list):
            self._list(value, key)
        else:
            self.leaves[key] = str(value)

    def _list(self, values: list[Any], key: Key) -> None:
        if all(isinstance(item, dict) and set(item) == {"source", "section"} for item in values):
            cites = self.side.maker.cites(values) if values else []
            if cites:
                self.leaves[key] = "; ".join(f"{source} {section}" for source, section in cites)
        elif any(isinstance(item, dict | list) for item in values):
            for place, item in enumerate(values):
                self._take(item, (*key, _name(item, place)))
        else:
            self.leaves[key] = ", ".join(map(str, values))


def _name(entry: Any, place: int) -> int | str:
    if isinstance(entry, dict):
        return next((str(entry[name]) for name in NAMES if name in entry), place)
    return place
