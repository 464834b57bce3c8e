"""`handbook release`: dated zips of the sites, the same bytes from the same sources."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import epoch
from handbook.checks import checked, known_setting
from handbook.commands import day
from handbook.release.make import make

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    release = commands.add_parser("release", help="a dated zip a setting, with checksums and licences")
    release.add_argument(
        "--setting", action="append", default=[], help="only this setting; may be given again"
    )
    release.add_argument(
        "--out", type=Path, default=Path("build/release"), help="folder of releases (default: %(default)s)"
    )
    release.add_argument(
        "--day", type=day, help="day of the release, such as 2026-11-22 (default: SOURCE_DATE_EPOCH or today)"
    )
    release.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    data = checked(args.data)
    wanted = list(dict.fromkeys(args.setting)) or list(data.entries["setting"])
    for setting in wanted:
        known_setting(data, setting)
    place = make(data, wanted, args.out, epoch.today(args.day))
    for file in sorted(place.iterdir()):
        print(file)
    return 0
