"""A whole release: sites built for its day, zips, checksums, licences, bill of materials and a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from handbook import epoch, inplace
from handbook.datafiles.data import Data
from handbook.problems import DataError
from handbook.release import zips
from handbook.release.page import page
from handbook.release.sbom import sbom
from handbook.release.shipped import licences
from handbook.sites import all_sites
from handbook.upkeep import review

NEW = ".new-"  # before the number of the process: a release in the making


def make(data: Data, settings: Sequence[str], out: Path, day: date) -> Path:
    """Make the release of a day under `out`, in a folder of its own; gives the folder.

    Raises DataError where one of these handbooks is a draft, where one that is no demonstration holds what is
    overdue for review or rests on a section that nobody has read, and where a site cannot be built; an
    earlier release of the day stays then as it was.
    """
    if problems := review.blockers(data, settings, day):
        raise DataError(problems)
    with _dated(day):
        built = all_sites.build(data, settings, out / ".sites")
    place = out / day.isoformat()
    inplace.restore_interrupted(out)
    inplace.remove_leftovers(out, NEW)
    new = out / f"{NEW}{os.getpid()}"
    try:
        new.mkdir(parents=True)
        _fill(new, data, dict(zip(settings, built, strict=True)), day)
        inplace.swap(new, place)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return place


@contextmanager
def _dated(day: date) -> Iterator[None]:
    """A day for what writes a date into a file, so that the same sources give the same bytes."""
    before = os.environ.get(epoch.NAME)
    os.environ[epoch.NAME] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ[epoch.NAME]
        if before is not None:
            os.environ[epoch.NAME] = before


def _fill(folder: Path, data: Data, built: dict[str, Path], day: date) -> None:
    terms = {"LICENCES.txt": licences(), "sbom.cdx.json": sbom(day)}
    listed = []
    for setting, site in built.items():
        file = folder / f"{setting}-{day}.zip"
        zips.make(site, file, day, terms)
        name = data.each("setting")[setting]["name"]
        listed.append((name, file.name, file.stat().st_size, zips.checksum(file)))
    for name, text in terms.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copyfile(all_sites.STYLE, folder / all_sites.STYLE.name)
    (folder / "index.html").write_text(page(day, listed), encoding="utf-8")
    sums = [f"{checksum}  {file}\n" for _, file, _, checksum in listed]
    sums += [f"{zips.checksum(folder / name)}  {name}\n" for name in terms]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
