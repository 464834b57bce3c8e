"""The house: each room imports only from the rooms that the table in CONTRIBUTING.md has above it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROOMS = re.findall(r"^\| `(\w+)/` \| .* \| `.*` \|$", CONTRIBUTING, re.MULTILINE)
# Several rooms need these, which stand flat and use no room.
SHARED = (
    "problems",
    "leftovers",
    "inplace",
    "project",
    "build_cache",
    "epoch",
    "papers",
    "fixed_pages",
    "gc_control",
)
FLOORS = ["wizard", *SHARED, *ROOMS, "cli", "__main__", "hooks"]


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of ours, with the floor that it is on."""
    for package in ("wizard", "handbook", "hooks"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            inside = path.relative_to(PROJECT).parts
            if "standins" not in inside:  # each bears the name of a module that is not ours
                yield (inside[1].removesuffix(".py") if package == "handbook" else package), path


def imported(path: Path) -> Iterator[str]:
    """The full names of what a module imports, anywhere in it."""
    for statement in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(statement, ast.ImportFrom):
            assert not statement.level, path
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)
        elif isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)


def floor_of(name: str) -> str:
    """The floor of an import; "" for what is not ours."""
    top, *rest = name.split(".")
    return rest[0] if top == "handbook" and rest else top if top in FLOORS else ""


def test_every_folder_and_module_of_the_handbook_is_on_a_floor() -> None:
    assert {floor for floor, _ in modules()} == {*FLOORS, "__init__"}
    assert len(FLOORS) == len(set(FLOORS))


@pytest.mark.parametrize("folder", ["wizard", "handbook/book", "handbook/desk"])
def test_every_module_of_a_large_folder_stands_in_its_table(folder: str) -> None:
    text = CONTRIBUTING.partition(f"In `{folder}/`")[2].partition("\n\nIn `")[0].partition("\n## ")[0]
    names = {path.stem for path in (PROJECT / folder).glob("*.py")} - {"__init__"}
    assert names - set(re.findall(r"`(\w+)`", text)) == set()


def test_imports_go_one_way() -> None:
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for floor, path in modules()
        for name in imported(path)
        if (there := floor_of(name)) and there != floor and FLOORS.index(there) > FLOORS.index(floor)
    ]
    assert wrong == []


def test_the_wizard_needs_the_standard_library_alone() -> None:
    named = {name.split(".")[0] for floor, path in modules() if floor == "wizard" for name in imported(path)}
    assert named - {"wizard"} <= sys.stdlib_module_names


def test_every_room_says_in_one_sentence_where_one_comes_in() -> None:
    for room in ROOMS:
        words = ast.get_docstring(ast.parse((PROJECT / f"handbook/{room}/__init__.py").read_bytes())) or ""
        assert re.match(r"[^.]+; entry point: `", words.partition("\n\n")[0]), room
