"""What a desk is made of, as the text that its page hands to `handbook.desk.host`.

There are three: a setting's desk, a desk of one policy that several settings share, and an empty one that
asks whose handbook it will be. Of what no desk shows (practice, how staff say it) nothing goes along; of
other policies only which headings say which lines.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from handbook.datafiles.data import Data
from handbook.desk.document import reading
from handbook.desk.work import gathered
from handbook.policies import handover
from handbook.policies.handover import OF_AREAS, JsonObject

UNUSED = frozenset({"utterances"})


def of_setting(data: Data, setting: str) -> str:
    """The desk of a setting."""
    own = handover.own(data, setting)["entries"]
    kept = {kind: entries for kind, entries in own.items() if kind != "scenarios"}
    listed = data.each("setting")[setting]["policies"]
    contents = {"setting": setting, **_files(data, setting), "own": {"entries": kept}}
    return _text(data, contents, listed)


def of_policy(data: Data, policy: str, setting: str) -> str:
    """The desk of a policy that several settings list; `setting` is the one whose pages it shows."""
    schools = {school: gathered(data, school) for school in listing(data, policy)}
    listed = {name for school in schools for name in data.each("setting")[school]["policies"]}
    contents = {
        "setting": setting,
        "policy": policy,
        **_files(data, setting),
        "schools": schools,
        "texts": {name: text for school in schools for name, text in texts(data, school).items()},
        "own": _of_areas(data),
    }
    return _text(data, contents, listed)


def of_new_setting(data: Data) -> str:
    """A desk that begins empty. It holds every area, and which ids a new setting can no longer have."""
    taken = {kind: sorted(data.entries[kind]) for kind in ("setting", "policy")}
    return _text(data, {"setting": "", "files": {}, "taken": taken, "own": _of_areas(data)}, ())


def listing(data: Data, policy: str) -> list[str]:
    """The settings that list a policy."""
    return [name for name, entry in data.each("setting").items() if policy in entry["policies"]]


def texts(data: Data, setting: str) -> dict[str, str]:
    """The files of a setting's desk by name, as they are."""
    return {name: (data.root / name).read_bytes().decode() for name in gathered(data, setting)}


def _files(data: Data, setting: str) -> dict[str, Any]:
    """The files of a setting's desk: as they are, and as they were read, so that no page reads them again."""
    files = texts(data, setting)
    return {"files": files, "read": {name: reading(text, name) for name, text in files.items()}}


def _of_areas(data: Data) -> JsonObject:
    """Every area with its partnership's policies: whichever of them holds is chosen at the desk."""
    theirs = {name for area in data.each("area").values() for name in area.get("policies", ())}
    entries = {
        kind: {name: [file.name, file.data] for name, file in data.entries[kind].items()} for kind in OF_AREAS
    }
    known = data.entries["policy"]
    policies = {name: [known[name].name, known[name].data] for name in sorted(theirs & known.keys())}
    return {"entries": {**entries, "policy": policies, "setting": {}}}


def _text(data: Data, contents: Mapping[str, Any], listed: Collection[str]) -> str:
    shared = handover.shared(data)
    entries = {kind: every for kind, every in shared["entries"].items() if kind not in UNUSED}
    others = (other for name, other in data.each("policy").items() if name not in listed)
    whole = {**contents, "shared": {**shared, "entries": entries}, "learned": _headings(others)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _headings(policies: Iterable[Mapping[str, Any]]) -> list[Any]:
    return [
        {
            "sections": {
                name: {
                    "title": section["title"],
                    "says": [*section.get("says", ()), *section.get("versions", {})],
                }
                for name, section in policy["sections"].items()
            }
        }
        for policy in policies
    ]
