"""The wizard as a wheel, byte for byte the same from the same sources."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from handbook.leftovers import without_leftovers

EPOCH = (1980, 1, 1, 0, 0, 0)
WHEEL_NAME = "handbook_wizard"
WHEEL_VERSION = "1"
BYTECODE_WHEEL = f"{WHEEL_NAME}-{WHEEL_VERSION}-cp314-none-any.whl"


def sources(package: Path) -> list[Path]:
    """The package's Python files in a fixed order; what the page loads (`web/`) is no part of it."""
    return without_leftovers(
        path for path in package.rglob("*.py") if "web" not in path.relative_to(package).parts
    )


def source_wheel(package: Path, folder: Path) -> Path:
    """Write a wheel of the package's sources into the folder; gives the wheel's path."""
    info = f"{WHEEL_NAME}-{WHEEL_VERSION}.dist-info"
    contents = {path.relative_to(package.parent).as_posix(): path.read_bytes() for path in sources(package)}
    contents[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {WHEEL_NAME.replace('_', '-')}\nVersion: {WHEEL_VERSION}\n"
    ).encode()
    contents[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*contents, f"{info}/RECORD"]).encode()
    wheel = folder / f"{WHEEL_NAME}-{WHEEL_VERSION}-py3-none-any.whl"
    write_zip(wheel, contents.items())
    return wheel


def write_zip(path: Path, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write a zip, stored and with fixed dates.

    Transport compresses a stored archive better, and fixed dates let equal input give equal bytes.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in contents:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
