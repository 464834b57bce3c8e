"""What the documents are recorded as silent on, on the pages; the silence of a slot is shown with its gap."""

from __future__ import annotations

from collections.abc import Iterator

from handbook import fixed_pages as fixed
from handbook.compare.change import Change, quoted
from handbook.compare.side import Side

# What is called so in the data, under which field its name stands, and its page.
TITLED = {
    "harm": ("harm", "title", "harms/{}.html"),
    "abuse": ("abuse-types", "title", "abuse/{}.html"),
    "definition": ("definitions", "term", f"{fixed.DEFINITIONS.path}#{{}}"),
    "role": ("roles", "title", fixed.ROLES.path),
}


def silence_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every silence that came, went or is put in other words, as far as a page shows it."""
    before, after = _shown(old), _shown(new)
    for ref in {**after, **before}:
        was, now, about = before.get(ref), after.get(ref), _about(new, ref)
        if was == now or about is None:
            continue
        title, page = about
        if now is None:
            text = "The document is not called silent on this any more."
        elif was is None:
            text = f"The document was found to be silent on this. {now}".rstrip()
        else:
            said, before_that = (words or new.maker.does_not_say for words in (now, was))
            text = f"Now says: {quoted(said)} Before: {quoted(before_that)}"
        yield Change("gap", title, text, page=page)


def _shown(side: Side) -> dict[str, str]:
    """What pages show of silences: of a role its name, and that only where nothing else is said of it."""
    maker = side.maker
    said_of = {
        f"role.{role}"
        for role, entry in maker.roles.items()
        if role in maker.setting["roles"]
        or maker.statements((*entry.get("duties", ()), *entry.get("not_duties", ())))
    }
    return {
        ref: "" if ref.startswith("role.") else words
        for ref, words in maker.silent.items()
        if ref not in said_of
    }


def _about(side: Side, ref: str) -> tuple[str, str] | None:
    """What a silence is about, and its page; None where no page shows it."""
    if ref == "law":
        return fixed.LAW.title, fixed.LAW.path
    kind, _, rest = ref.partition(".")
    name, _, part = rest.partition("/")
    data = side.maker.data
    if kind == "topic":
        topic = side.maker.topics.get(name)
        titles = {section["id"]: section["title"] for section in topic["sections"]} if topic else {}
        return (
            (f"{topic['title']}, {titles[part]}", f"topics/{name}.html") if topic and part in titles else None
        )
    if kind not in TITLED:
        return None
    file_kind, field, page = TITLED[kind]
    entry = (data.each(file_kind) if kind == "harm" else data.one(file_kind)).get(name)
    return None if entry is None else (entry[field], page.format(name))
