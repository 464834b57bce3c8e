"""What a person decides at the desk, each as a change of the files.

Of every line the policy says it, says it differently, says the contrary, or nobody has looked; of what can be
silent somebody may have looked in vain. Each decision takes back what would contradict it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from handbook.book.lookups import first_actions
from handbook.datafiles.yamlfile import Key
from handbook.desk.work import OWN, Work
from handbook.policies.places import LINE_SLOTS, SLOTS

Raw = Mapping[str, Any]
SAYS, DIFFERS, DENIES, SILENT, UNDECIDED = "says", "differs", "denies", "silent", "undecided"
FIRST = "Staff do this first, and no end is without a first thing to do: write what your policy says instead."


class DecisionError(Exception):
    """A decision that cannot be: why, in words for the person at the desk."""


@lru_cache(4)
def states(work: Work) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """What has been decided of every line of which something has been, and the sections that say so."""
    said = work.said
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for decided, part in ((SAYS, "says"), (DIFFERS, "versions")):
        sections: dict[str, list[str]] = defaultdict(list)
        for section, entry in said["sections"].items():
            for ref in entry.get(part, ()):
                sections[ref].append(section)
        found |= {ref: (decided, tuple(where)) for ref, where in sections.items()}
    found |= {ref: (DENIES, (section,)) for ref, section in said.get("not", {}).items()}
    silent = silences(work)
    for ref, line in work.lines.items():
        if ref not in found and line.silence in silent:
            found[ref] = (SILENT, ())
    return found


def state(work: Work, ref: str) -> tuple[str, tuple[str, ...]]:
    """What has been decided of a line, and the sections that say so."""
    return states(work).get(ref, (UNDECIDED, ()))


def silences(work: Work) -> dict[str, str]:
    """What the policy is recorded as silent on, each with what it does say of it."""
    listed = work.said.get("silent") or ()
    return dict(
        (entry, "") if isinstance(entry, str) else (entry["ref"], entry.get("note", "")) for entry in listed
    )


def tick(work: Work, section: str, ref: str) -> Work:
    """The section says this line, no less and no more."""
    _known(work, section, ref)
    if ref in work.said["sections"][section].get("says", ()):
        return work
    work = _clear_line_silence(_clear_decision(work, ref, claims=False), ref)
    says = work.said["sections"][section].get("says", ())
    return work.put(work.policy_name, ("sections", section, "says", len(says)), ref)


def untick(work: Work, section: str, ref: str) -> Work:
    """The section does not say this line after all: nobody knows, as before."""
    _section(work, section)
    says = work.said["sections"][section].get("says", ())
    if ref not in says:
        return work
    return work.remove(work.policy_name, ("sections", section, "says", list(says).index(ref)))


def reword(work: Work, section: str, ref: str, text: str) -> Work:
    """The section says this line in these words, since who, when or how strongly differs."""
    _known(work, section, ref)
    words = " ".join(text.split())
    if not words:
        raise DecisionError("Write what your policy says, or choose another answer.")
    if words == work.lines[ref].text:
        return tick(work, section, ref)
    key: Key = ("sections", section, "versions", ref)
    version = work.said["sections"][section].get("versions", {}).get(ref)
    if version is None:
        work = _clear_line_silence(_clear_decision(work, ref), ref)
    return work.put(work.policy_name, (*key, "text") if isinstance(version, Mapping) else key, words)


def deny(work: Work, section: str, ref: str) -> Work:
    """The section says the contrary: staff of this school do not see the line."""
    _known(work, section, ref)
    if ref in first_actions(work.base):
        raise DecisionError(FIRST)
    return _clear_line_silence(_clear_decision(work, ref), ref).put(work.policy_name, ("not", ref), section)


def leave(work: Work, ref: str) -> Work:
    """Nothing is decided of this line."""
    return _clear_decision(work, ref)


def _clear_decision(work: Work, ref: str, *, claims: bool = True) -> Work:
    """Take back a version and a denial of a line, and with `claims` its claims too."""
    name = work.policy_name
    if ref in work.said.get("not", {}):
        work = work.remove(name, ("not", ref))
    for section, entry in work.said["sections"].items():
        if ref in entry.get("versions", {}):
            work = work.remove(name, ("sections", section, "versions", ref))
        if claims:
            work = untick(work, section, ref)
    return work


def _clear_line_silence(work: Work, ref: str) -> Work:
    """The policy speaks of this, so it is not silent on it."""
    return clear_silence(work, work.lines[ref].silence)


def clear_silence(work: Work, silence: str) -> Work:
    """Take back that the policy is silent on something."""
    for place, entry in enumerate(work.said.get("silent") or ()):
        if silence and (entry if isinstance(entry, str) else entry["ref"]) == silence:
            return work.remove(work.policy_name, ("silent", place))
    return work


def silence(work: Work, ref: str, note: str = "") -> Work:
    """Somebody looked in the whole policy for this and did not find it; `note` is what it does say.

    Raises DecisionError where a section speaks of it.
    """
    if said := next((mention for mention in sections_that_mention(work, ref)), None):
        raise DecisionError(
            f"Section {said[0]} says something of it: '{said[1]}'. Take that back first, if it is wrong."
        )
    value: Any = {"ref": ref, "note": " ".join(note.split())} if note.strip() else ref
    silences = list(work.said.get("silent") or ())
    for place, entry in enumerate(silences):
        if (entry if isinstance(entry, str) else entry["ref"]) == ref:
            return work.put(work.policy_name, ("silent", place), value)
    return work.put(work.policy_name, ("silent", len(silences)), value)


def sections_that_mention(work: Work, ref: str) -> list[tuple[str, str]]:
    """What the policy says of something that it could be silent on: each section, and the words there."""
    return mentions(work).get(ref, [])


@lru_cache(4)
def mentions(work: Work) -> Mapping[str, list[tuple[str, str]]]:
    """Of all that the policy speaks of: each section that does, and the words there.

    It speaks of a thing too where it says the contrary of a line, or something that no other policy says.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    denied = [(section, ref) for ref, section in work.said.get("not", {}).items()]
    for section, entry in work.said["sections"].items():
        said = [*entry.get("says", ()), *entry.get("versions", {})]
        for claimed in (*said, *(ref for where, ref in denied if where == section)):
            if line := work.lines.get(claimed):
                for about in {line.silence, claimed} - {""}:
                    found[about].append((section, line.text))
        for part, kind in LINE_SLOTS.items():
            for slot, lines in entry.get("fills", {}).get(part, {}).items():
                found[f"{kind}.{slot}"] += [(section, line.get("text") or line["say"]) for line in lines]
        for line in entry.get("own", ()):
            for about in {line["at"], line["at"].partition("/")[0]}:
                found[about].append((section, line["text"]))
    return dict(found)


# What only this policy says


def add_own(work: Work, section: str, line: Raw) -> Work:
    """A line that only this policy says, with the place where it stands (`at`)."""
    _section(work, section)
    own = work.said["sections"][section].get("own", ())
    at = str(line["at"])
    work = clear_silence(clear_silence(work, at), at.partition("/")[0])
    return work.put(work.policy_name, ("sections", section, "own", len(own)), _tidy(line))


def add_fill(work: Work, section: str, slot: str, line: Raw) -> Work:
    """A rule (`rule.record-concern`) or deadline (`clock.written-record`) of the section's own."""
    _section(work, section)
    kind, _, name = slot.partition(".")
    part = SLOTS.get(kind, "")
    if part not in LINE_SLOTS or name not in work.base.one("slots")[part]:
        raise DecisionError(f"There is no slot '{slot}'.")
    lines = work.said["sections"][section].get("fills", {}).get(part, {}).get(name, ())
    work = clear_silence(work, slot)
    return work.put(
        work.policy_name, ("sections", section, "fills", part, name, len(lines)), _tidy(_named(work, line))
    )


def _named(work: Work, line: Raw) -> Raw:
    """A deadline with an id: the next that is free, made of the setting's, or of a shared policy's."""
    if "say" not in line or line.get("id"):
        return line
    taken = {
        line["id"]
        for policy in work.policies
        for entry in work.of_file(policy)["sections"].values()
        for lines in entry.get("fills", {}).get("clocks", {}).values()
        for line in lines
    }
    whose = work.setting if work.said.get("kind", OWN) == OWN else work.policy
    names = (f"{whose}-limit-{number}" for number in range(1, len(taken) + 2))
    return {"id": next(name for name in names if name not in taken), **line}


def change(work: Work, section: str, path: Key, text: str) -> Work:
    """Other words for a line of this policy's own, found by its path in the section."""
    _section(work, section)
    words = " ".join(text.split())
    if not words:
        raise DecisionError("Write what your policy says, or take the line out.")
    line = work.documents[work.policy_name].get("sections", section, *path)
    if not isinstance(line, Mapping):
        raise DecisionError("This line is not there any more.")
    field = "say" if "say" in line else "text"
    return work.put(work.policy_name, ("sections", section, *path, field), words)


def drop(work: Work, section: str, path: Key) -> Work:
    """A line of this policy's own taken out."""
    _section(work, section)
    if not isinstance(work.documents[work.policy_name].get("sections", section, *path), Mapping):
        raise DecisionError("This line is not there any more.")
    return work.remove(work.policy_name, ("sections", section, *path))


def _tidy(line: Raw) -> dict[str, Any]:
    """A line without its empty fields, each text in one line."""
    tidy = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in line.items()}
    return {key: value for key, value in tidy.items() if value not in ("", None, [])}


def set_contacts(work: Work, slot: str, people: Sequence[str]) -> Work:
    """Who is told, in the order to try; nobody takes the entry out."""
    if slot not in work.base.one("slots")["contacts"]:
        raise DecisionError(f"There is no slot 'contact.{slot}'.")
    key: Key = ("fills", "contacts", slot)
    if slot in (assumed := work.said.get("assumed", ())):
        work = work.remove(work.policy_name, ("assumed", list(assumed).index(slot)))
    if people:
        return clear_silence(work, f"contact.{slot}").put(work.policy_name, key, list(people))
    there = slot in work.said.get("fills", {}).get("contacts", {})
    return work.remove(work.policy_name, key) if there else work


# The policy's sections, and who is who


def add_section(work: Work, section: str, title: str) -> Work:
    """A section of the policy, after the others; one that is there gets this heading."""
    name, words = " ".join(section.split()), " ".join(title.split())
    if not name or not words:
        raise DecisionError("A section needs its number, or a short name, and its heading.")
    return work.put(work.policy_name, ("sections", name, "title"), words)


def read(work: Work, section: str, day: str) -> Work:
    """A person has held every line here against the section on this day; no day takes that back."""
    _section(work, section)
    if day:
        return work.put(work.policy_name, ("sections", section, "read"), day)
    there = "read" in work.said["sections"][section]
    return work.remove(work.policy_name, ("sections", section, "read")) if there else work


def describe(work: Work, field: str, value: str) -> Work:
    """What the file says of the policy: `title`, `dated`, `review` and so on; no value takes it out."""
    return _field(work, work.policy_name, (field,), value)


def person(work: Work, role: str, field: str, value: str) -> Work:
    """Who holds a role and how to reach them: `holder`, `phone`, `email`, `title` and so on."""
    if field != "title" and role not in work.entry["roles"]:
        known = work.base.one("roles")
        if role not in known:
            raise DecisionError(f"There is no role '{role}'. Give it a title first.")
    return _field(work, work.setting_name, ("roles", role, field), value)


def setting(work: Work, key: Key, value: str) -> Work:
    """A field of the setting's file: when the school day ends, and the like."""
    return _field(work, work.setting_name, key, value)


def _field(work: Work, name: str, key: Key, value: str) -> Work:
    words = " ".join(value.split())
    current = work.documents[name].get(*key)
    if words:
        return work.put(name, key, words)
    if current is None or current == "":
        return work
    # A field that the file has anyway stays, empty, where new files have it empty too.
    return work.put(name, key, "") if key[:1] == ("roles",) else work.remove(name, key)


def _section(work: Work, section: str) -> None:
    if section not in work.said["sections"]:
        raise DecisionError(f"Your policy's file has no section '{section}'. Add it first.")


def _known(work: Work, section: str, ref: str) -> None:
    _section(work, section)
    if ref not in work.lines:
        raise DecisionError(f"There is no line '{ref}' to decide on.")
