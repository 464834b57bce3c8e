"""Compressed neighbours of a site's files, for servers that hand out what is ready."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from handbook import build_cache
from handbook.runtime.parts import CACHE, FOLDER, run_program
from handbook.runtime.tools import put_in_place

ENDINGS = (".br", ".gz")

# What is compressed in itself, and what no server hands out.
LEFT_ALONE = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".pdf", ".ico", *ENDINGS})
SMALLEST = 512  # bytes; below that the headers weigh more
MAX_RATIO = 0.9

# Brotli at its strongest takes a second a megabyte: worth it for the parts of Python, which rarely change and
# are kept once squeezed. Pages are each setting's own: 6 takes a quarter of the time of 9 for half a percent
# more bytes, and a store of them would weigh as much as the sites.
PYTHON_QUALITY, PAGE_QUALITY = 11, 6


def compress(site: Path) -> None:
    """Put `.br` and `.gz` beside every file of the site that gains by it, parts of Python from a store."""
    for old in [path for path in site.rglob("*") if path.suffix in ENDINGS]:
        old.unlink()
    paths = [path for path in sorted(site.rglob("*")) if path.is_file() and _gains(path)]
    parts = [path for path in paths if path.parent.name == "python"]
    pages = {path: path for path in paths if path not in parts}
    store = CACHE.parent / "compressed"
    store.mkdir(parents=True, exist_ok=True)
    places = {
        path: store / f"{PYTHON_QUALITY}-{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in parts
    }
    for place in places.values():
        build_cache.mark_used(place)
    with tempfile.TemporaryDirectory(dir=store) as name:
        missing = {path: Path(name) / place.name for path, place in places.items() if not place.is_dir()}
        for folder in missing.values():
            folder.mkdir(exist_ok=True)
        _compress_files(pages, PAGE_QUALITY)
        _compress_files({path: folder / "file" for path, folder in missing.items()}, PYTHON_QUALITY)
        for path, folder in missing.items():
            if folder.exists():  # two equal parts share one place
                put_in_place(folder, places[path])
    for path in paths:
        for ending in ENDINGS:
            beside = path.with_name(path.name + ending)
            if path in places:
                shutil.copyfile(places[path] / f"file{ending}", beside)
            if beside.stat().st_size >= path.stat().st_size * MAX_RATIO:
                beside.unlink()
    build_cache.remove_unused(store.iterdir(), build_cache.MONTH)


def _gains(path: Path) -> bool:
    of_folder = path.parent.name == FOLDER  # handed over as scripts, never by a server
    return not of_folder and path.suffix not in LEFT_ALONE and path.stat().st_size >= SMALLEST


def _compress_files(wanted: Mapping[Path, Path], quality: int) -> None:
    """Compress each path into its place, which gets the endings."""
    if not wanted:
        return
    order = [[str(path.resolve()), str(place.resolve()), quality] for path, place in wanted.items()]
    run_program("compress.mjs", order)
