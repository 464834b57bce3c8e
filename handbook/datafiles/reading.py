"""One data file, read and held against its schema; what was right and has not changed is not read twice.

To parse all files and hold them against their schemas takes a quarter of a check, and between two checks
somebody has changed one of them. So what a right file holds is kept, by its bytes, its schemas and the code.
"""

from __future__ import annotations

import marshal
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook import build_cache
from handbook.datafiles.schema import SchemaFolder
from handbook.datafiles.yamlfile import PARSER, YamlFile, decoded, parse, raw
from handbook.problems import DataError

CACHE = build_cache.BUILD / "read"
DIGEST_SIZE = 32  # bytes before the rest, by which a damaged file is known


def read_valid(path: Path, name: str, kind: str, schemas: SchemaFolder) -> YamlFile:
    """A file that is as it must be, by itself. Raises DataError with every fault that it has."""
    content = raw(path, name)
    judges = f"{build_cache.code_digest()} {PARSER} {schemas.digest} {kind} "
    key = sha256(judges.encode() + content).hexdigest()
    place = CACHE / key[:32]
    if found := _found(place):
        return YamlFile(name, *found)
    file = parse_valid(content, name, kind, schemas)
    held = marshal.dumps((file.data, file.places))
    build_cache.keep(place, sha256(held).digest() + held)
    return file


def parse_valid(content: bytes, name: str, kind: str, schemas: SchemaFolder) -> YamlFile:
    """The file that these bytes are, if they are right. Raises DataError with every fault."""
    file = parse(decoded(content, name), name)
    if wrong := list(schemas.problems(file, kind)):
        raise DataError(wrong)
    return file


def _found(place: Path) -> tuple[Any, Any] | None:
    build_cache.mark_used(place)
    try:
        content = place.read_bytes()
    except OSError:
        return None
    if sha256(content[DIGEST_SIZE:]).digest() != content[:DIGEST_SIZE]:
        return None
    data, places = marshal.loads(content[DIGEST_SIZE:])  # noqa: S302 - we wrote it, or the seal would not fit
    return data, places
