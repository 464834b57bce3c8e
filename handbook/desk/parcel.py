"""The one file that goes between people: the desk saves its work in it, and hands over what is finished.

It holds the files as they are now and as they were when the desk was made, so that what two people did can be
put together, and nobody overwrites what another has changed meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.desk import answers
from handbook.desk.work import kind_of
from handbook.problems import DataError, Problem

FORMAT_KEY = "handbook-desk"
EDITION = 1
LARGEST = 8_000_000  # characters: far more than the files of any policy
OTHER = "is no file of the desk; choose the one that its 'Save' or 'Hand over' made"


@dataclass(frozen=True)
class Parcel:
    """A setting's files by name: as they are, and as they were when the desk was made.

    `texts` are the sections of the policy document as somebody opened it at the desk, for next year's review.
    `asked` is what was answered where the desk's Python could not run, and is in none of the files yet.
    `new` says that the setting began at the desk: `began` are its files as the desk made them first.
    """

    setting: str
    policy: str
    files: Mapping[str, str]
    began: Mapping[str, str]
    texts: Mapping[str, str]
    asked: Sequence[Mapping[str, Any]] = ()
    new: bool = False


def file_name(whose: str) -> str:
    """What the saved work of a setting, or of a policy that several settings share, is called."""
    return f"{whose}-desk.json"


def packed(parcel: Parcel) -> str:
    """The parcel as the text of a file."""
    return (
        json.dumps(
            {
                FORMAT_KEY: EDITION,
                "setting": parcel.setting,
                "policy": parcel.policy,
                "files": dict(parcel.files),
                "began": dict(parcel.began),
                "texts": dict(parcel.texts),
                "asked": list(parcel.asked),
                "new": parcel.new,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def unpacked(text: str, name: str) -> Parcel:
    """The parcel that a file's text holds. Raises DataError where it is no parcel, or of a later edition."""
    if len(text) > LARGEST:
        raise DataError([Problem(name, 0, 0, f"is larger than any file of the desk; it {OTHER}")])
    try:
        parcel = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise DataError([Problem(name, 0, 0, OTHER)]) from None
    if not isinstance(parcel, dict) or FORMAT_KEY not in parcel:
        raise DataError([Problem(name, 0, 0, OTHER)])
    if parcel[FORMAT_KEY] != EDITION:
        words = "was made by another version of the desk; open it with the desk that made it"
        raise DataError([Problem(name, 0, 0, words)])
    parcel = Parcel(
        _text(parcel, "setting", name),
        _text(parcel, "policy", name),
        _texts(parcel, "files", name),
        _texts(parcel, "began", name),
        _texts(parcel, "texts", name),
        answers.known(parcel.get("asked", []), name),
        new=parcel.get("new") is True,
    )
    for file in (*parcel.files, *parcel.began):
        kind_of(file)  # raises for whatever lies elsewhere
    if not parcel.files:
        raise DataError(
            [Problem(name, 0, 0, "holds no file of a school; it is empty: hand over again at the desk")]
        )
    return parcel


def _text(parcel: Mapping[str, Any], field: str, name: str) -> str:
    if not isinstance(parcel.get(field), str):
        raise DataError([Problem(name, 0, 0, f"lacks '{field}'; it is damaged: save it again from the desk")])
    return str(parcel[field])


def _texts(parcel: Mapping[str, Any], field: str, name: str) -> dict[str, str]:
    value = parcel.get(field)
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise DataError([Problem(name, 0, 0, f"lacks '{field}'; it is damaged: save it again from the desk")])
    return value
