"""A folder with the whole project, for whoever has the wheel and no clone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from handbook.problems import BuildError

ARCHIVE = Path(__file__).with_name("project.zip")  # in the wheel alone: setup.py puts it there
PROGRAMS = 0o111  # the bits by which a file may be run


def write_folder(folder: Path) -> None:
    """Write the project into a folder that is new or empty.

    Raises BuildError where something is in the folder, and in a clone, which is such a folder itself.
    """
    if not ARCHIVE.is_file():
        raise BuildError(
            "this is the project's own folder already; a school comes in by: handbook new-setting"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BuildError(f"{folder} is there already and not empty; name a folder that is not")
    with zipfile.ZipFile(ARCHIVE) as archive:
        for entry in archive.infolist():
            path = Path(archive.extract(entry, folder))
            if path.is_file():
                path.chmod(0o644 | (entry.external_attr >> 16 & PROGRAMS))
