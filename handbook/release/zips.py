"""A site as a dated zip: the same bytes from the same files, wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from handbook.sites.all_sites import KEY

# Compressed already, or a neighbour of something that is: no second time.
STORED = frozenset({".br", ".gz", ".png", ".pdf", ".zip", ".woff2"})
PIECE = 1 << 20


def make(site: Path, place: Path, day: date, beside: Mapping[str, str]) -> None:
    """Write the site into a zip with one folder in it, and these texts beside its files."""
    top = place.stem
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(_contents(site, beside)):
            entry = zipfile.ZipInfo(f"{top}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on Unix, also where it is made on Windows
            stored = Path(name).suffix in STORED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content if isinstance(content, bytes) else content.read_bytes())


def _contents(site: Path, beside: Mapping[str, str]) -> Iterator[tuple[str, Path | bytes]]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name != KEY:
            yield name, path
    for name, text in beside.items():
        yield name, text.encode()


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()
