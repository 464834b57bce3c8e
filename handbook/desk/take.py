"""Files from the desk put into the data: only where all of it still holds, and nobody changed them since."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook import inplace
from handbook.checks import checked
from handbook.compare import compared, words
from handbook.datafiles.data import Data
from handbook.desk import answers
from handbook.desk.parcel import Parcel
from handbook.desk.work import begin, name_of
from handbook.problems import DataError, Problem

CHANGED = (
    "has changed here since the desk was made, and taking the file would undo that; make a new desk, open "
    "the file there with 'Put together', and hand over again"
)
TAKEN = (
    "is there already, with something else in it: another setting has this short name, or this one was taken "
    "before and has changed since. Another's: take the file with --id and a short name of its own. The same: "
    "make its desk with --setting, and open the file there with 'Put together'"
)
UNTOUCHED = (
    "holds nothing that was entered at the desk; open the file there, answer the first question, and hand "
    "over again. For a setting's file with nothing in it: handbook new-setting"
)


def take(old: Data, parcel: Parcel) -> tuple[str, list[str]]:
    """Put a parcel's files in place; what is different for staff, in the words of `handbook diff`, and which.

    Raises DataError where the data would not be in order with them, a file has changed since the desk was
    made, or an answer that is not in the files yet cannot be put there; then nothing is written.
    """
    root = old.root
    if parcel.new and parcel.files == parcel.began and not parcel.asked:
        raise DataError([Problem(name_of("setting", parcel.setting), 0, 0, UNTOUCHED)])
    if parcel.asked:
        work = begin(old, parcel.setting, parcel.files, parcel.policy)
        work, left = answers.applied(work, parcel.asked)
        if left:
            raise DataError([Problem(work.policy_name, 0, 0, words) for words in left])
        parcel = replace(parcel, files=work.texts)
    # What nobody touched at this desk is left alone: a shared policy goes on changing at a desk of its own.
    touched = {
        name: text for name, text in parcel.files.items() if parcel.new or parcel.began.get(name) != text
    }
    words = TAKEN if parcel.new else CHANGED
    changed = [
        Problem(f"{root.name}/{name}", 0, 0, words)
        for name, text in touched.items()
        if _here(root, name) not in (text, parcel.began.get(name, ""), *(("",) if parcel.new else ()))
    ]
    if changed:
        raise DataError(changed)
    return put(old, touched), list(touched)


def put(old: Data, files: Mapping[str, str]) -> str:
    """Put files of settings and policies in place after the check; what is different for staff, in words.

    Raises DataError where the data would not be in order with them, and OSError where a file cannot be
    written; then none is.
    """
    root = old.root
    with tempfile.TemporaryDirectory(prefix="handbook-desk-") as name:
        trial = Path(name) / root.resolve().name
        shutil.copytree(root, trial)
        for file, text in files.items():
            (trial / file).parent.mkdir(exist_ok=True)  # data may hold no setting yet
            (trial / file).write_bytes(text.encode())
        new = checked(trial)
        names = {
            setting: entry["name"] for data in (old, new) for setting, entry in data.each("setting").items()
        }
        said = words(compared(old, new, sorted(names)), names)
    inplace.replace_files({root / file: text for file, text in files.items()})
    return said


def _here(root: Path, name: str) -> str:
    """A file's text as it is now; "" where there is none."""
    path = root / name
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
