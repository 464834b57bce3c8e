"""`handbook new`: a folder to work in; `new-setting` and `new-area`: one's own file."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.checks import checked
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import read
from handbook.new.area_file import Wanted as WantedArea
from handbook.new.area_file import write_area
from handbook.new.folder import write_folder
from handbook.new.setting_file import (
    NO_COUNCIL,
    ROLES,
    Wanted,
    area_fault,
    kind_fault,
    left_to_fill,
    write_setting,
)
from handbook.new.writing import id_fault, id_from, label_fault, path_of
from handbook.problems import DataError, Problem, did_you_mean

if TYPE_CHECKING:
    from handbook.commands import Commands

Fault = Callable[[str], str]
SCHOOL = "school"
KIND = "Which kind (a school, nursery or college: school; an agency or board: partnership; empty: school)?"


def add(commands: Commands) -> None:
    """Add the commands."""
    folder = commands.add_parser("new", help="a folder with the whole project, from an installed package")
    folder.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is new or empty")
    folder.set_defaults(run=_folder)

    setting = commands.add_parser("new-setting", help="a new setting's file, by questions, flags or a file")
    setting.add_argument("--name", help="what the setting is called")
    setting.add_argument("--area", help="its areas, its own first, with commas between; empty for none")
    setting.add_argument("--kind", help=f"one of {', '.join(ROLES)} (default: school)")
    setting.set_defaults(run=_setting)

    area = commands.add_parser("new-area", help="a new area's file, by questions, flags or a file")
    area.add_argument("--name", help="what the area is called")
    area.add_argument("--council", help="the name of its council")
    area.set_defaults(run=_area)

    for command in (setting, area):
        command.add_argument("--id", help="short name for files and addresses (default: made from the name)")
        command.add_argument(
            "--from", type=Path, metavar="FILE", dest="answers", help="YAML with the same answers by name"
        )


def _folder(args: argparse.Namespace) -> int:
    write_folder(args.folder)
    print(f"Wrote {args.folder}. Go on there: cd {args.folder} && make serve")
    return 0


class _Answers:
    """What a person said: by a flag, in a file, or when asked. What cannot be used is asked again."""

    def __init__(self, args: argparse.Namespace, names: Sequence[str]) -> None:
        self.command = f"handbook {args.command}"
        self.asked = False
        given = _of_file(args.answers, names) if args.answers else {}
        self.given = {
            name: text.strip()
            for name in names
            for text in (getattr(args, name), given.get(name))[::-1]
            if text is not None
        }

    def get(self, name: str, question: str, fault: Fault) -> str:
        """One answer that will do."""
        if name in self.given:
            if words := fault(self.given[name]):
                raise self._stop(words)
            return self.given[name]
        self.asked = True
        while True:
            try:
                said = input(f"{question} ").strip()
            except EOFError:
                print()
                raise self._stop(f"no answer to: {question} Give it as --{name}") from None
            if not (words := fault(said)):
                return said
            print(f"  That will not do: {words}")

    def _stop(self, words: str) -> DataError:
        return DataError([Problem(self.command, 0, 0, words)])


def _of_file(path: Path, names: Sequence[str]) -> Mapping[str, str]:
    """The answers in a file; a list stands for its words with commas between."""
    file = read(path, str(path))
    answers: Any = file.data
    if not isinstance(answers, dict):
        raise DataError([file.problem((), f"must be a mapping of {', '.join(names)}")])
    problems = [
        file.problem((name,), f"'{name}' is not asked for{did_you_mean(name, names)}")
        for name in answers
        if name not in names
    ]
    problems += [
        file.problem((name,), f"'{name}' must be text")
        for name, value in answers.items()
        if not isinstance(value, str | list)
    ]
    if problems:
        raise DataError(problems)
    return {
        name: value if isinstance(value, str) else ", ".join(map(str, value))
        for name, value in answers.items()
    }


def _areas(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"[^\s,]+", text)))


def _setting(args: argparse.Namespace) -> int:
    data = checked(args.data)
    answers = _Answers(args, ("name", "area", "kind", "id"))
    name = answers.get("name", "What is the setting called?", partial(label_fault, data, "the name"))
    known = ", ".join(data.entries["area"])
    areas = answers.get(
        "area",
        f"Which area, its own first ({known}; empty: none)?",
        lambda text: next(filter(None, (area_fault(data, area) for area in _areas(text))), ""),
    )
    # Whoever is asked anything is asked this too; whoever gives flags need give none for a school.
    kind = (
        answers.get("kind", KIND, lambda text: kind_fault(text) if text else "")
        if answers.asked
        else answers.given.get("kind", "")
    )
    short = _id(answers, name, partial(id_fault, data, "setting"))
    wanted = Wanted(short, name, kind or SCHOOL, _areas(areas))
    path, policy = write_setting(data, wanted)
    print(f"Wrote {path} and {policy}. It is not ready for staff:")
    for place, words in enumerate(_to_do(data, wanted, policy), 1):
        print(f"  {place}. {words}")
    print(f"Look at it: make serve HANDBOOK_SETTING={short}")
    return 0


def _to_do(data: Data, wanted: Wanted, policy: Path) -> Iterator[str]:
    """What is to be done before staff may read a new handbook."""
    yield "Fill in the roles: who holds each, and how to reach them."
    own, councils = left_to_fill(data, wanted)
    filled = f" Nothing fills {own} slots yet." if own else ""
    yield f"Enter your policy in {policy}, section by section.{filled}"
    for area, count in councils.items():
        entry = data.each("area")[area]
        yield f"{entry.get('council', entry['name'])} has {count} more: see {path_of(data, 'area', area)}."
    if not wanted.areas:
        yield NO_COUNCIL
    yield "Take out `draft: true` when your lead has read every page."


def _area(args: argparse.Namespace) -> int:
    data = checked(args.data)
    answers = _Answers(args, ("name", "council", "id"))
    name = answers.get("name", "What is the area called?", partial(label_fault, data, "the name"))
    council = answers.get(
        "council", "What is its council called?", partial(label_fault, data, "the council's name")
    )
    short = _id(answers, name, partial(id_fault, data, "area"))
    path, slots = write_area(data, WantedArea(short, name, council))
    print(
        f"Wrote {path}. It is not ready for staff: {slots} slots are the council's to fill, "
        "listed in the file."
    )
    print("First enter social-care, its night line and lado.")
    print(f"A setting there: handbook new-setting --area {short}")
    return 0


def _id(answers: _Answers, name: str, fault: Fault) -> str:
    """The short name: as given, else made from the name where that will do, else asked for."""
    made = id_from(name)
    if "id" not in answers.given and made and not fault(made):
        return made
    words = f" ('{made}' will not do: {fault(made)})" if made else ""
    return answers.get("id", f"Which short name, in a-z, 0-9 and hyphens{words}?", fault)
