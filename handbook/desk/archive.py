"""The desk's Python for the browser: our modules that it imports, and the libraries that these use.

What is compiled for one machine, or far larger than what we use of it, has a stand-in (`standins/`).
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from handbook.book.calendar import usual
from handbook.problems import BuildError
from handbook.project import PROJECT
from handbook.runtime.archive import write_zip

ENTRY = "handbook.desk.empty"  # both kinds of desk
LATER = "handbook.datafiles.schema_errors"  # what the entry imports only where there is a fault
OURS = ("handbook", "wizard")
STANDINS = Path(__file__).parent / "standins"
# Each library with its distribution's name, under which its licence is found.
LIBRARIES = {
    "attr": "attrs",
    "attrs": "attrs",
    "jsonschema": "jsonschema",
    "jsonschema_specifications": "jsonschema-specifications",
    "phonenumbers": "phonenumbers",
    "referencing": "referencing",
    "yaml": "PyYAML",
}
# Of `phonenumbers` what says which numbers exist; the places, carriers and time zones are forty megabytes.
LEFT_OUT = frozenset({"carrierdata", "geodata", "tzdata", "tests", "benchmarks", "__pycache__"})
KEPT = frozenset({".py", ".json"})
RULE = "=" * 72
# Prints the file of every module of ours that the two import.
FIND = (
    "import json, sys, importlib; [importlib.import_module(name) for name in sys.argv[1:3]]; "
    "print(json.dumps(sorted(m.__file__ for n, m in sys.modules.items() "
    "if n.split('.')[0] in sys.argv[3:] and getattr(m, '__file__', None))))"
)


def write(path: Path, schemas: Path) -> None:
    """Write the archive, the same for the same sources; the data's schemas go along as `schemas/`."""
    write_zip(path, sorted({**dict(_ours()), **dict(_libraries()), **dict(_rest(schemas))}.items()))


def _ours() -> Iterator[tuple[str, bytes]]:
    done = subprocess.run(
        [sys.executable, "-c", FIND, ENTRY, LATER, *OURS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=PROJECT,
    )
    if done.returncode:
        raise BuildError(f"{ENTRY}, of which the desk is made, cannot be loaded:\n{done.stderr.strip()}")
    for name in json.loads(done.stdout):
        path = Path(name)
        yield path.relative_to(PROJECT).as_posix(), path.read_bytes()


def _libraries() -> Iterator[tuple[str, bytes]]:
    for library in LIBRARIES:
        spec = importlib.util.find_spec(library)
        assert spec is not None and spec.origin is not None, library  # noqa: S101, PT018 - the project depends on it
        folder = Path(spec.origin).parent
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and path.suffix in KEPT and not LEFT_OUT & set(inside.parts):
                yield f"{library}/{inside.as_posix()}", path.read_bytes()


def _rest(schemas: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(STANDINS.glob("*.py")):
        yield path.name, path.read_bytes()
    yield "holidays.json", json.dumps({"ENG": sorted(usual())}).encode()
    for path in sorted(schemas.glob("*.schema.json")):
        yield f"schemas/{path.name}", path.read_bytes()


def licences() -> str:
    """The licences of the libraries, one after the other, as they have them."""
    parts = []
    for name in sorted(set(LIBRARIES.values())):
        package = distribution(name)
        files = [file for file in package.files or () if file.name.lower().startswith(("licen", "copying"))]
        texts = [file.read_text(encoding="utf-8") for file in files]
        parts.append(f"{name} {package.version}\n\n" + "\n".join(texts))
    return f"\n{RULE}\n\n".join(parts)
