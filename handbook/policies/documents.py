"""Documents as sources, and what else stands in their files: clashes, decisions, laws, figures, changes.

An area's file has decisions and changes too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import YamlFile

Raw = Mapping[str, Any]

# What a document's file says of the document, as an entry of sources.yml would.
HEAD = (
    "title",
    "short",
    "publisher",
    "page_date",
    "review",
    "review_words",
    "rests_on",
    "address",
    "read_on",
    "owner",
    "review_by",
)


def policies_of(data: Data, setting: str) -> dict[str, str]:
    """A setting's documents in order, each with its kind: `setting`, or `area` for its areas' documents."""
    entry = data.each("setting")[setting]
    kinds = dict.fromkeys(entry["policies"], "setting")
    for area in entry["areas"]:
        for policy in data.each("area").get(area, {}).get("policies", ()):
            kinds.setdefault(policy, "area")
    known = data.entries["policy"]
    return {policy: kind for policy, kind in kinds.items() if policy in known}


def sources_of(data: Data, setting: str) -> dict[str, Any]:
    """The sources that a setting knows: its documents, and those for everyone of its kind."""
    entry, policies = data.each("setting")[setting], data.each("policy")
    kind = entry["kind"]
    # Guidance that is written for schools binds no partnership, and the other way round.
    sources = {
        name: source
        for name, source in data.one("sources").items()
        if kind in source.get("only_for", (kind,))
    }
    whose = policies_of(data, setting).items()
    return {**{name: _source(data, entry, policies[name], kind) for name, kind in whose}, **sources}


def decisions_of(data: Data, setting: str) -> dict[str, Any]:
    """The decisions that hold in a setting: for all, of its areas and of its documents."""
    found = dict(data.one("decisions"))
    areas = (data.each("area").get(area, {}) for area in data.each("setting")[setting]["areas"])
    policies = data.each("policy")
    for holder in (*areas, *(policies[name] for name in policies_of(data, setting))):
        found |= holder.get("decisions", {})
    return found


def add_documents(data: Data, setting: str, policies: Mapping[str, Raw]) -> None:
    """Add a setting's documents to its sources, and their notes and its areas' to what it knows."""
    entry = data.each("setting")[setting]
    clashes = {
        i: {**clash, "cite": [{"source": name, "section": section} for section in clash.get("sections", ())]}
        for name, policy in policies.items()
        for i, clash in policy.get("clashes", {}).items()
    }
    areas = {area: data.each("area").get(area, {}) for area in entry["areas"]}
    shared = data.one("changes")
    changes = dict(shared)
    for area, theirs in areas.items():
        changes |= {i: {**note, "areas": [area]} for i, note in theirs.get("changes", {}).items()}
    for policy in policies.values():
        for i, words in policy.get("changes", {}).items():
            if not isinstance(words, str):
                changes[i] = words
            elif i in changes:  # else it is a note of an area that is not this setting's
                changes[i] = {**changes[i], "said": words}
    for kind in ("law", "figures"):
        _put(data, kind, {**data.one(kind), **_named_by(policies, kind)})
    _name_on_pages(data, "clashes", clashes)
    _name_on_pages(data, "changes", {i: note for i, note in changes.items() if i not in shared})
    _put(data, "sources", sources_of(data, setting))
    _put(data, "clashes", clashes)
    _put(data, "decisions", decisions_of(data, setting))
    _put(data, "changes", changes)


def _named_by(policies: Mapping[str, Raw], kind: str) -> dict[str, Any]:
    """The laws or figures that only these documents name, each cited to the sections that do."""
    found: dict[str, Any] = {}
    for name, policy in policies.items():
        for i, entry in policy.get(kind, {}).items():
            cites = [{"source": name, "section": section} for section in entry["sections"]]
            entry_so_far = found.setdefault(
                i, {key: value for key, value in entry.items() if key != "sections"}
            )
            entry_so_far["cite"] = [*entry_so_far.get("cite", ()), *cites]
    return found


def _source(data: Data, setting: Raw, policy: Raw, kind: str) -> dict[str, Any]:
    listed = (
        area
        for area in setting["areas"]
        if policy["id"] in data.each("area").get(area, {}).get("policies", ())
    )
    whose = {"setting": setting["id"]} if kind == "setting" else {"areas": list(listed)}
    return {
        **{key: policy[key] for key in HEAD if key in policy},
        **({"date": policy["dated"]} if "dated" in policy else {}),
        "kind": kind,
        **whose,
        "sections": {section: entry["title"] for section, entry in policy["sections"].items()},
    }


def _name_on_pages(data: Data, kind: str, notes: Mapping[str, Raw]) -> None:
    """Name the notes of documents' files on the pages that they are about."""
    harms = {**data.one("abuse-types"), **data.each("harm")}
    topics = data.each("topic")
    for name, note in notes.items():
        pages = [harms.get(i) for i in note.get("harms", ())] + [
            topics.get(i) for i in note.get("topics", ())
        ]
        for page in pages:
            if page is not None and name not in page.get(kind, ()):
                page[kind] = [*page.get(kind, ()), name]


def _put(data: Data, kind: str, entries: dict[str, Any]) -> None:
    files: Any = data.files
    file = files.get(kind, YamlFile(f"{kind}.yml", {}, {}))
    files[kind] = replace(file, data=entries)
