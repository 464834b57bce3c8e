"""Mutants of the code: mutmut's changes, each put into the modules of a process that runs."""

from __future__ import annotations

import ast
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import FunctionType
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

PROJECT = Path(__file__).parents[2]
ROOMS = ("wizard", "handbook/book", "handbook/checks", "handbook/datafiles")
Place = tuple[str, int]
OURS = ("wizard", "handbook", "tests")


class NoModuleError(Exception):
    """The changed module cannot be imported."""


class Everywhere(MutationVisitor):
    """mutmut passes over decorated functions, which its own way of putting mutants in cannot take."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, cst.FunctionDef) and super()._skip_node_and_children(node)


@cache
def _text(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


@cache
def _mutations(file: str) -> tuple[cst.Module, list[Mutation]]:
    wrapper = MetadataWrapper(cst.parse_module(_text(file)))
    visitor = Everywhere(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    return wrapper.module, visitor.mutations


@cache
def files() -> tuple[str, ...]:
    """Every file that is mutated."""
    return tuple(
        path.relative_to(PROJECT).as_posix()
        for room in ROOMS
        for path in sorted((PROJECT / room).glob("*.py"))
    )


def every(room: str = "") -> Iterator[tuple[str, str, int]]:
    """Every change that mutmut knows of, of files whose path begins so: a name that lasts while its function does, its file, its place there."""
    for file in (one for one in files() if one.startswith(room)):
        count: Counter[str] = Counter()
        for at, mutation in enumerate(_mutations(file)[1]):
            inside = mutation.contained_by_top_level_function
            function = f"{file}:{inside.name.value if isinstance(inside, cst.FunctionDef) else ''}"
            count[function] += 1
            yield f"{function}:{count[function]}", file, at


@dataclass(frozen=True)
class Mutant:
    """A file with one change: the lines that differ, and which statement of the module holds them."""

    file: str
    text: str
    line: int
    diff: str
    statement: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}\n{self.diff}"


def make(file: str, at: int) -> Mutant | None:
    """The mutant; None where what comes of the change is no Python, or says the same."""
    module, mutations = _mutations(file)
    changed_module = module.deep_replace(mutations[at].original_node, mutations[at].mutated_node)
    text = cst.ensure_type(changed_module, cst.Module).code
    try:
        compile(text, file, "exec")
    except SyntaxError:
        return None
    pairs = zip(ast.parse(_text(file)).body, ast.parse(text).body, strict=True)
    changed = [place for place, (was, now) in enumerate(pairs) if ast.dump(was) != ast.dump(now)]
    if not changed:
        return None
    found = list(difflib.unified_diff(_text(file).splitlines(), text.splitlines(), lineterm="", n=0))[2:]
    line = int(re.findall(r"-(\d+)", found[0])[0])
    diff = "\n".join(one for one in found if not one.startswith("@@"))
    return Mutant(file, text, line, diff, changed[0])


def reached(mutant: Mutant) -> tuple[set[Place], set[Place]]:
    """Where a test has to pass to meet the mutant, and the lines of the function round it.

    That is its statement. What is set up at import is met by whatever names it.
    """
    inside = [
        one
        for one in ast.walk(ast.parse(_text(mutant.file)).body[mutant.statement])
        if isinstance(one, ast.stmt) and one.lineno <= mutant.line <= (one.end_lineno or 0)
    ]
    inside.sort(key=lambda one: (one.end_lineno or 0) - one.lineno)
    functions = [one for one in inside if isinstance(one, ast.FunctionDef)]
    if functions:
        body: list[ast.stmt] = getattr(inside[0], "body", [])
        end = body[0].lineno if body and inside[0] is not functions[0] else inside[0].end_lineno or 0
        within = range(inside[0].lineno, end + 1) if mutant.line <= end else (mutant.line,)
        round_it = range(functions[0].lineno, (functions[0].end_lineno or 0) + 1)
        return {(mutant.file, line) for line in within}, {(mutant.file, line) for line in round_it}
    named = re.compile(rf"\b(?:{'|'.join(_set(inside[-1])) or '$'})\b")
    users = {
        (file, number)
        for file in files()
        for number, line in enumerate(_text(file).splitlines(), 1)
        if named.search(line)
    }
    return users, users


def _set(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module sets."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return {statement.name}
    return {
        one.id for one in ast.walk(statement) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }


def put_in(mutant: Mutant) -> None:
    """Run the changed statement, and those that build on it, in its module as it stands in this process.

    Functions and classes that others hold get the new code; values are put wherever they were imported.
    """
    names = vars(sys.modules[mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")])
    body = ast.parse(mutant.text).body
    future = [one for one in body if isinstance(one, ast.ImportFrom) and one.module == "__future__"]
    new: set[str] = set()
    for place, one in enumerate(body[mutant.statement :]):
        uses = {name.id for name in ast.walk(one) if isinstance(name, ast.Name)}
        if place == 0 or (isinstance(one, ast.Assign | ast.AnnAssign) and uses & new):
            before = dict(names)
            try:
                exec(compile(ast.Module([*future, one], []), mutant.file, "exec"), names)  # noqa: S102
            except Exception as error:
                raise NoModuleError from error
            for name in _set(one) & set(before):
                new.add(name)
                if not _renewed(before[name], names[name]):
                    _put(name, before[name], names[name])
                else:
                    names[name] = before[name]


def _put(name: str, old: object, new: object) -> None:
    for module in [module for key, module in sys.modules.items() if key.partition(".")[0] in OURS]:
        if vars(module).get(name) is old:
            setattr(module, name, new)


def _renewed(old: Any, new: Any) -> bool:
    """Whether the old thing is one that can hold the new one's code, and now does."""
    if isinstance(old, FunctionType):
        old.__code__, old.__defaults__, old.__kwdefaults__ = (
            new.__code__,
            new.__defaults__,
            new.__kwdefaults__,
        )
        for name, cell, other in zip(
            old.__code__.co_freevars, old.__closure__ or (), new.__closure__ or (), strict=True
        ):
            if name != "__class__":
                cell.cell_contents = other.cell_contents
    elif isinstance(old, property):
        _renewed(old.fget, new.fget)
    elif isinstance(old, cached_property):
        _renewed(old.func, new.func)
    elif isinstance(old, classmethod | staticmethod) or hasattr(old, "cache_clear"):
        _renewed(old.__wrapped__, new.__wrapped__)
    elif isinstance(old, type):
        for name, value in vars(new).items():
            if not _renewed(vars(old).get(name), value) and not name.startswith("__"):
                with suppress(AttributeError, TypeError):  # a slot, or a member of an enumeration
                    setattr(old, name, value)
    else:
        return False
    return True


def forget() -> None:
    """Empty every cache, for what is in them was made by other code."""
    for key, module in list(sys.modules.items()):
        if key.partition(".")[0] in OURS:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
