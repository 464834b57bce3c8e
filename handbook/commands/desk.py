"""`handbook desk`: the desk for a setting as a folder, and what it hands over put in place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import decoded
from handbook.desk import folder, owed, take
from handbook.desk.parcel import unpacked
from handbook.desk.work import Work, begin, gathered
from handbook.problems import DataError, Problem, did_you_mean
from handbook.sites.one_site import checked, known_setting

if TYPE_CHECKING:
    from handbook.commands import Commands

BOM = "\ufeff".encode()


def add(commands: Commands) -> None:
    """Add the command."""
    desk = commands.add_parser(
        "desk", help="the desk, where a lead enters the policy, and what it hands over"
    )
    desk.add_argument("--setting", help="whose desk")
    desk.add_argument("--out", type=Path, help="folder to make, which opens in a browser")
    desk.add_argument("--take", type=Path, metavar="FILE", help="put in place what the desk handed over")
    desk.add_argument(
        "--owed", action="store_true", help="say what each school still owes, or the one of --setting"
    )
    desk.set_defaults(run=_run, misused=desk.error)


def _run(args: argparse.Namespace) -> int:
    if args.take is None and not args.owed and not (args.setting and args.out):
        args.misused(
            "give --setting and --out to make a desk, or --take to put in place what one handed over, "
            "or --owed to see what is left"
        )
    data = checked(args.data)
    if args.owed:
        if args.setting:
            known_setting(data, args.setting)
        settings = [args.setting] if args.setting else list(data.each("setting"))
        print(owed.table(list(owed.owed(data, settings))), end="")
        return 0
    if args.take:
        parcel = unpacked(read_text(args.take), str(args.take))
        print(take.take(data, parcel), end="")
        print(f"Wrote {', '.join(str(data.root / name) for name in parcel.files)}.")
        return 0
    known_setting(data, args.setting)
    folder.write(data, args.setting, args.out)
    print(f"Wrote {args.out}. Open {args.out / 'index.html'}, or send the folder.")
    return 0


def opened(data: Data, setting: str, policy: str = "") -> Work:
    """A setting's files on the desk. Raises DataError for an unknown setting, or one without this policy."""
    known_setting(data, setting)
    listed = data.each("setting")[setting]["policies"]
    if policy and policy not in listed:
        known = did_you_mean(policy, listed) or f"; there are {', '.join(listed)}"
        raise DataError([Problem(f"data/settings/{setting}.yml", 0, 0, f"lists no policy '{policy}'{known}")])
    texts = {name: (data.root / name).read_bytes().decode() for name in gathered(data, setting)}
    return begin(data, setting, texts, policy)


def read_text(path: Path) -> str:
    """The text of a file from a person. Raises DataError where it is missing or no UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError([Problem(str(path), 0, 0, f"cannot be read: {error.strerror}")]) from None
    return decoded(raw.removeprefix(BOM), str(path))
