"""Compressed neighbours of a site's files, for servers that hand out what is ready."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from handbook.runtime.build import CACHE, FOLDER, HERE, RuntimeBuildError
from handbook.runtime.node import node
from handbook.runtime.tools import put_in_place

ENDINGS = (".br", ".gz")

# What is compressed in itself, and what no server hands out.
LEFT_ALONE = frozenset({".png", ".jpg", ".jpeg", ".webp", ".woff2", ".pdf", ".ico", *ENDINGS})
SMALLEST = 512  # bytes; below that the headers weigh more
WORTH_IT = 0.9

# Brotli at its strongest takes a second a megabyte: worth it for the parts of Python, which rarely change.
STRONGEST, STRONG = 11, 9


def compress(site: Path, cache: Path = CACHE) -> None:
    """Put `.br` and `.gz` beside every file of the site that gains by it; nothing is compressed twice."""
    for old in [path for path in site.rglob("*") if path.suffix in ENDINGS]:
        old.unlink()
    paths = [path for path in sorted(site.rglob("*")) if path.is_file() and _gains(path)]
    kept = cache.resolve().parent / "compressed"
    kept.mkdir(parents=True, exist_ok=True)
    places = {
        path: kept / f"{_quality(path)}-{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in paths
    }
    missing = {place: path for path, place in places.items() if not place.is_dir()}
    if missing:
        _squeeze(missing, kept)
    for path, place in places.items():
        for ending in ENDINGS:
            packed = place / f"file{ending}"
            if packed.stat().st_size < path.stat().st_size * WORTH_IT:
                shutil.copyfile(packed, path.with_name(path.name + ending))


def _gains(path: Path) -> bool:
    of_folder = path.parent.name == FOLDER  # handed over as scripts, never by a server
    return not of_folder and path.suffix not in LEFT_ALONE and path.stat().st_size >= SMALLEST


def _quality(path: Path) -> int:
    return STRONGEST if path.parent.name == "python" else STRONG


def _squeeze(missing: dict[Path, Path], kept: Path) -> None:
    """Compress each path into its place; another process may be doing the same."""
    with tempfile.TemporaryDirectory(dir=kept) as name:
        fresh = {place: Path(name) / place.name for place in missing}
        for folder in fresh.values():
            folder.mkdir()
        order = [
            [str(path.resolve()), str(fresh[place] / "file"), _quality(path)]
            for place, path in missing.items()
        ]
        done = subprocess.run(
            [str(node()), str(HERE / "target/compress.mjs")],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeBuildError(f"Compressing failed:\n{done.stderr}")
        for place, folder in fresh.items():
            put_in_place(folder, place)
