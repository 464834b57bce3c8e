"""`handbook diff`: what changed for staff between two versions of the data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import checks, epoch
from handbook.checks import checked
from handbook.commands import day
from handbook.compare import Comparison, compared, words
from handbook.datafiles.data import Data, load
from handbook.problems import DataError, Problem, did_you_mean
from handbook.upkeep import news

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    diff = commands.add_parser("diff", help="what changed for staff between two folders of data")
    diff.add_argument("old", type=Path, help="the data as it was")
    diff.add_argument("new", type=Path, help="the data as it is")
    diff.add_argument("--setting", action="append", help="only this setting; may be given again")
    diff.add_argument(
        "--news", type=day, metavar="DAY", help="write it into NEW's news.yml too, such as 2026-11-22"
    )
    diff.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    new = checked(args.new)
    # The older data may know less than today's checks ask for; today's schemas tell whether it can be read.
    old = load(args.old, args.new / "schemas")
    names = {name: entry["name"] for data in (old, new) for name, entry in data.each("setting").items()}
    for setting in args.setting or ():
        if setting not in names:
            known = did_you_mean(setting, names) or f"; there are {', '.join(sorted(names))}"
            raise DataError([Problem("data/settings", 0, 0, f"no setting is called '{setting}'{known}")])
    found = _compared(old, new, args.setting or sorted(names))
    print(words(found, names), end="")
    if args.news:
        print(f"Wrote {news.add(new, found, args.news)}. Read it, and shorten it where you can.")
    return 0


def _compared(old: Data, new: Data, settings: list[str]) -> Comparison:
    try:
        return compared(old, new, settings)
    except (KeyError, AssertionError):
        checks.run(old, epoch.today())  # says what is wrong with it, where that is the cause
        raise
