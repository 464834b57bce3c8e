"""A new setting from the desk under another id, where its own is another setting's already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handbook.desk.document import Document, opened
from handbook.desk.parcel import Parcel
from handbook.desk.work import kind_of, name_of
from handbook.new.setting_file import policy_id
from handbook.problems import DataError, Problem

NOT_NEW = "is no new setting's: --id is for one that began at an empty desk, and has no file in the data yet"


def renamed(parcel: Parcel, name: str) -> Parcel:
    """The parcel with this id in the place of its setting's. Raises DataError where that is not new."""
    if not parcel.new:
        raise DataError([Problem(name_of("setting", parcel.setting), 0, 0, NOT_NEW)])
    ids = {parcel.setting: name, parcel.policy: policy_id(name)}
    files, began = _renamed(parcel.files, ids), _renamed(parcel.began, ids)
    return replace(parcel, setting=name, policy=ids[parcel.policy], files=files, began=began)


def _renamed(texts: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    out = {}
    for name, text in texts.items():
        kind, entry = kind_of(name)
        document = opened(text, name).put(("id",), ids[entry])
        document = _policies(document, ids) if kind == "setting" else _limits(document, ids)
        out[name_of(kind, ids[entry])] = document.text
    return out


def _policies(document: Document, ids: Mapping[str, str]) -> Document:
    for at, policy in enumerate(document.data["policies"]):
        document = document.put(("policies", at), ids.get(policy, policy))
    return document


def _limits(document: Document, ids: Mapping[str, str]) -> Document:
    """Deadlines are named by their setting, and no two in the data may have one name."""
    for section, entry in document.data["sections"].items():
        for slot, lines in entry.get("fills", {}).get("clocks", {}).items():
            for at, line in enumerate(lines):
                for old, new in ids.items():
                    if line["id"].startswith(f"{old}-limit-"):
                        words = new + line["id"].removeprefix(old)
                        key = ("sections", section, "fills", "clocks", slot, at, "id")
                        document = document.put(key, words)
    return document
