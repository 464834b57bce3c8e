"""What policies' files say is of lines and sections that exist, and nothing twice or against itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from handbook.book.lookups import notes_of
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.documents import policies_of
from handbook.policies.own_lines import OURS
from handbook.policies.places import KEYED, LINE_SLOTS, SLOTS, entry_ref, is_line, line_id, place, refs
from handbook.problems import Problem, did_you_mean

# What to do where nothing that is there has a name like it.
NO_LINE = "; name a shared line, or write it as an own line"
NO_SECTION = "; list it under `sections`, or name one that is there"


def policies_are_known(data: Data) -> Iterator[Problem]:
    """The policies that settings and areas list exist, and an area lists none that is a setting's.

    That an area's guide is not here is a doubt and no fault: a school there has a handbook without it.
    """
    known = data.each("policy")
    for kind in ("setting", "area"):
        for file in data.entries[kind].values():
            for at, policy in enumerate(file.data.get("policies", ())):
                if policy not in known:
                    near = did_you_mean(policy, known)
                    if near or kind == "setting":
                        fix = near or f"; make policies/{policy}.yml, or take it out here"
                        yield file.problem(("policies", at), f"policy '{policy}' does not exist{fix}")
                elif kind == "area" and known[policy]["kind"] == "setting":
                    words = f"'{policy}' is a setting's own; list it in that setting's file"
                    yield file.problem(("policies", at), words)


def claims_name_lines(data: Data) -> Iterator[Problem]:
    """What a document says, says differently or contradicts is a shared line, and only one of the three."""
    lines = dict(refs(data))
    for file in data.entries["policy"].values():
        policy = file.data
        denied = policy.get("not", {})
        worded: dict[str, tuple[str, Any]] = {}
        for ref, section in denied.items():
            yield from file.unknown(("not", ref), ref, lines, "line", NO_LINE)
            yield from file.unknown(("not", ref), section, policy["sections"], "section", NO_SECTION)
        for section, entry in policy["sections"].items():
            at: Key = ("sections", section)
            for n, ref in enumerate(entry.get("says", ())):
                yield from file.unknown((*at, "says", n), ref, lines, "line", NO_LINE)
                if ref in denied:
                    words = f"'{ref}' is claimed here and contradicted under 'not'; keep one"
                    yield file.problem((*at, "says", n), words)
            for ref, words in entry.get("versions", {}).items():
                key: Key = (*at, "versions", ref)
                yield from file.unknown(key, ref, lines, "line", NO_LINE)
                if ref in denied or any(
                    ref in section.get("says", ()) for section in policy["sections"].values()
                ):
                    yield file.problem(
                        key, f"'{ref}' has a version here and is claimed or contradicted too; keep one"
                    )
                first, other = worded.setdefault(ref, (section, words))
                if other != words:
                    fix = "keep one, and write what the other says beyond it as an own line"
                    yield file.problem(key, f"'{ref}' has another version in section '{first}'; {fix}")
                text = words if isinstance(words, str) else words["text"]
                if ref in lines and lines[ref].get("text") == text:
                    yield file.problem(
                        key, f"the version of '{ref}' is the line itself; claim it under 'says'"
                    )


def own_lines_have_places(data: Data) -> Iterator[Problem]:
    """An own line of a document or an area stands where a page shows it, after a line that is there."""
    for file in (*data.entries["policy"].values(), *data.entries["area"].values()):
        for key, line in _own(file):
            found = place(data, line["at"])
            if found is None:
                words = f"'{line['at']}' is no place for a line; see data/README.md for the places there are"
                yield file.problem((*key, "at"), words)
                continue
            at_place = found[0].get(found[1], ())
            if "after" in line and not isinstance(at_place, dict):
                files = (file, *data.entries["area"].values())
                others = [other for kept in files for _, other in _own(kept) if other["at"] == line["at"]]
                names = {
                    entry
                    if isinstance(entry, str)
                    else entry.get("id") or entry.get("rule") or entry.get("item", "")
                    for entry in (*at_place, *others)
                }
                yield from file.unknown((*key, "after"), line["after"], names, "line", NO_LINE)
            if line["at"].startswith("list.") and "id" not in line:
                yield file.problem(key, "a line of a do and don't list needs an id")


def _own(file: YamlFile) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    for section, entry in file.data.get("sections", {}).items():
        yield from ((("sections", section, "own", n), line) for n, line in enumerate(entry.get("own", ())))
    yield from ((("own", n), line) for n, line in enumerate(file.data.get("own", ())))
    ours = file.data.get(OURS, {})
    yield from (((OURS, "own", n), line) for n, line in enumerate(ours.get("own", ())))


def silence_is_of_something(data: Data) -> Iterator[Problem]:
    """What a document is silent on exists, and the document does not speak of it after all.

    Where it speaks of a page's part, a harm or a word and lacks what was looked for, a note says what.
    No reader would see the note of a slot that is filled.
    """
    known, parts = _silent_refs(data), _parts(data)
    for file in data.entries["policy"].values():
        filled = {
            f"{kind}.{slot}"
            for kind, part in SLOTS.items()
            for _, fills in _fills(file)
            for slot in fills.get(part, {})
        }
        mentioned = set(_mentioned(file, parts))
        for n, entry in enumerate(file.data.get("silent", ())):
            ref = entry if isinstance(entry, str) else entry["ref"]
            yield from file.unknown(("silent", n), ref, known, "entry")
            if ref in filled:
                words = f"'{ref}' is called silent, yet a section speaks of it; keep one"
                yield file.problem(("silent", n), words)
            elif ref in mentioned and isinstance(entry, str):
                words = (
                    f"'{ref}' is called silent, yet a section speaks of it; keep one, or note what it lacks"
                )
                yield file.problem(("silent", n), words)


def _parts(data: Data) -> dict[str, set[str]]:
    """The parts of pages that each line of a topic stands in, by what policies call the line."""
    found: dict[str, set[str]] = {}
    for name, topic in data.each("topic").items():
        for part in topic["sections"]:
            for line in part.get("statements", ()):
                found.setdefault(f"topic.{name}/{line['id']}", set()).add(f"topic.{name}/{part['id']}")
    return found


def _mentioned(file: YamlFile, parts: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What a document's sections speak of, among all that it may be silent on.

    A harm it speaks of only by its name: what it says of any worry may stand on the page of each.
    """
    for section in file.data["sections"].values():
        for ref in (*section.get("says", ()), *section.get("versions", {})):
            yield from parts.get(ref, () if ref.startswith("topic.") else (ref,))
            if ref.startswith("definition."):
                yield ref.partition("/")[0]
        yield from (line["at"] for line in section.get("own", ()))


def _silent_refs(data: Data) -> set[str]:
    slots = data.one("slots")
    known = {f"{kind}.{slot}" for kind, part in SLOTS.items() for slot in slots[part]}
    known |= {
        f"topic.{i}/{part['id']}" for i, topic in data.each("topic").items() for part in topic["sections"]
    }
    known |= {f"harm.{i}" for i in data.entries["harm"]} | {f"abuse.{i}" for i in data.one("abuse-types")}
    known |= {f"{kind}.{i}" for kind in ("role", "definition") for i in data.one(f"{kind}s")}
    return known | {"law"}


def _fills(file: YamlFile) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    yield ("fills",), file.data.get("fills", {})
    for section, entry in file.data["sections"].items():
        yield ("sections", section, "fills"), entry.get("fills", {})
    yield (OURS, "fills"), file.data.get(OURS, {}).get("fills", {})


def sections_are_listed(data: Data) -> Iterator[Problem]:
    """Every section that a line, a clash, a law or a figure names is one of the document's."""
    for file in data.entries["policy"].values():
        sections = file.data["sections"]
        for key, value in file.values:
            if key and key[-1] == "also":
                for n, section in enumerate(value):
                    yield from file.unknown((*key, n), section, sections, "section", NO_SECTION)
        for kind in ("clashes", "law", "figures"):
            for name, entry in file.data.get(kind, {}).items():
                for n, section in enumerate(entry.get("sections", ())):
                    yield from file.unknown(
                        (kind, name, "sections", n), section, sections, "section", NO_SECTION
                    )


def notes_of_documents_exist(data: Data) -> Iterator[Problem]:
    """The decision that settles a clash, and the change of which a document's file speaks, are there."""
    for file in data.entries["policy"].values():
        decisions = {**notes_of(data, file, "decisions"), **file.data.get("decisions", {})}
        for name, clash in file.data.get("clashes", {}).items():
            if "decision" in clash:
                key: Key = ("clashes", name, "decision")
                yield from file.unknown(key, clash["decision"], decisions, "decision")
        changes = notes_of(data, file, "changes")
        for name, note in file.data.get("changes", {}).items():
            if isinstance(note, str):
                yield from file.unknown(("changes", name), name, changes, "change")


def lines_have_ids(data: Data) -> Iterator[Problem]:
    """Every shared line has an id, and two of one entry share it only where they say and rest on the same."""
    for kind in KEYED:
        every = {"": data.files[kind]} if kind in data.files else data.entries[kind]
        for file in every.values():
            yield from _ids(kind, file)


def _ids(kind: str, file: YamlFile) -> Iterator[Problem]:
    seen: dict[str, Mapping[str, Any]] = {}
    whole = (
        not isinstance(next(iter(file.data.values()), None), dict) or "id" in file.data or "area" in file.data
    )
    for key, value in file.values:
        if not isinstance(value, dict) or not is_line(value) or "instead" in key:
            continue
        name = line_id(value, str(key[-1]) if key and isinstance(key[-1], str) else "")
        if not name or (name in {"first", "parents", "record"} and "id" not in value):
            yield file.problem(
                key, f"the line '{str(value.get('text', value.get('say')))[:40]}' has no id; give it one"
            )
            continue
        if kind == "fills":
            entry = f"{LINE_SLOTS[str(key[0])]}.{key[1]}"
        elif "contacts" in key[:1]:
            entry = f"contact.{key[1]}"
        else:
            entry = entry_ref(kind, file.data if whole else value, "" if whole else str(key[0]))
        ref = f"{entry}/{name}"
        line = {field: said for field, said in value.items() if field != "skip_after"}
        if seen.setdefault(ref, line) != line:
            yield file.problem(
                key, f"two lines are called '{name}' and are not the same; make the ids differ"
            )


def doubts(data: Data) -> Iterator[Problem]:
    """What is no fault, and still worth a look.

    A policy that nobody uses, a slot that two policies fill, an area's guide that is not here.
    """
    yield from _guides_not_here(data)
    used: set[str] = set()
    for setting, file in data.entries["setting"].items():
        names = policies_of(data, setting)
        used |= set(names)
        filled: dict[tuple[str, str], str] = {}
        for at, policy in enumerate(file.data["policies"]):
            slots: dict[tuple[str, str], None] = {}
            for _, fills in _fills(data.entries["policy"][policy]):
                slots |= {(part, slot): None for part, some in fills.items() for slot in some}
            for part, slot in slots:
                first = filled.setdefault((part, slot), policy)
                if first != policy:
                    both = f"{part} slot '{slot}' is filled by '{first}' and by '{policy}'"
                    words = f"{both}; '{first}' comes first and wins"
                    yield file.problem(("policies", at), words)
    for policy, file in data.entries["policy"].items():
        listed = any(policy in area.get("policies", ()) for area in data.each("area").values())
        if policy not in used and not listed:
            fix = "its lines show nowhere, so list it, or take its file out"
            yield file.problem(("id",), f"no setting lists '{policy}' under policies; {fix}")


def _guides_not_here(data: Data) -> Iterator[Problem]:
    for area in data.entries["area"].values():
        for at, policy in enumerate(area.data.get("policies", ())):
            if policy not in data.entries["policy"]:
                words = f"the guide '{policy}' is not here, and nothing of it is shown"
                fix = f"put policies/{policy}.yml back, or take it out here"
                yield area.problem(("policies", at), f"{words}; {fix}")


def assumed_is_filled(data: Data) -> Iterator[Problem]:
    """What stands as in most schools is a slot that the policy fills: of another nothing is assumed."""
    for file in data.entries["policy"].values():
        filled = file.data.get("fills", {}).get("contacts", {})
        for at, slot in enumerate(file.data.get("assumed", ())):
            if slot not in filled:
                words = (
                    f"'{slot}' is not in fills: contacts: above{did_you_mean(slot, filled)}; take it out here"
                )
                yield file.problem(("assumed", at), words)


def undecided(data: Data, settings: Collection[str]) -> Iterator[Problem]:
    """The policies of these settings of which some section has not been read, with how many are left.

    A demonstration is nobody's handbook: it holds up no release.
    """
    entries = data.each("setting")
    real = [setting for setting in settings if not entries[setting].get("demonstration")]
    for policy in dict.fromkeys(policy for setting in real for policy in policies_of(data, setting)):
        file = data.entries["policy"][policy]
        sections = file.data["sections"]
        left = [section for section, entry in sections.items() if "read" not in entry]
        if assumed := file.data.get("assumed", ()):
            words = (
                f"'{assumed[0]}' stands as in most schools; look in the document for who is told, and take "
                "it out of `assumed:`"
            )
            yield file.problem(("assumed", 0), words)
        if left:
            words = (
                f"{len(sections) - len(left)} of {len(sections)} sections read; hold the lines of section "
                f"'{left[0]}' against the document and put the day into `read:`"
            )
            yield file.problem(("sections", left[0]), words)
