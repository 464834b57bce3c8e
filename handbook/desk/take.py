"""Files from the desk put into the data: only where all of it still holds, and nobody changed them since."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook.compare import compared, words
from handbook.datafiles.data import Data
from handbook.desk import answers
from handbook.desk.parcel import Parcel
from handbook.desk.work import begin
from handbook.problems import DataError, Problem
from handbook.sites.one_site import checked

CHANGED = (
    "has changed here since the desk was made, and taking the file would undo that; make the desk anew, open "
    "the file there with 'Put together', and hand over again"
)


def take(old: Data, parcel: Parcel) -> str:
    """Put a parcel's files in place; what is different for staff, in the words of `handbook diff`.

    Raises DataError where the data would not be in order with them, a file has changed since the desk was
    made, or an answer that is not in the files yet cannot be put there; then nothing is written.
    """
    root = old.root
    if parcel.asked:
        work = begin(old, parcel.setting, parcel.files, parcel.policy)
        work, left = answers.applied(work, parcel.asked)
        if left:
            raise DataError([Problem(work.policy_name, 0, 0, words) for words in left])
        parcel = replace(parcel, files=work.texts)
    changed = [
        Problem(f"{root.name}/{name}", 0, 0, CHANGED)
        for name, text in parcel.began.items()
        if name in parcel.files and _here(root, name) not in (text, parcel.files[name])
    ]
    changed += [
        Problem(f"{root.name}/{name}", 0, 0, CHANGED)
        for name, text in parcel.files.items()
        if name not in parcel.began and _here(root, name) not in ("", text)
    ]
    if changed:
        raise DataError(changed)
    return put(old, parcel.files)


def put(old: Data, files: Mapping[str, str]) -> str:
    """Put files of settings and policies in place after the check; what is different for staff, in words.

    Raises DataError where the data would not be in order with them; then nothing is written.
    """
    root = old.root
    with tempfile.TemporaryDirectory(prefix="handbook-desk-") as name:
        trial = Path(name) / root.resolve().name
        shutil.copytree(root, trial)
        for file, text in files.items():
            (trial / file).parent.mkdir(exist_ok=True)
            (trial / file).write_bytes(text.encode())
        new = checked(trial)
        names = {one: entry["name"] for data in (old, new) for one, entry in data.each("setting").items()}
        said = words(compared(old, new, sorted(names)), names)
    for file, text in files.items():
        place = root / file
        draft = place.with_suffix(".yml.new")
        try:
            draft.write_bytes(text.encode())
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    return said


def _here(root: Path, name: str) -> str:
    """A file's text as it is now; "" where there is none."""
    path = root / name
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
