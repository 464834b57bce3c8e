"""`handbook desk`: the desk for a setting as a folder, and what it hands over put in place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.checks import checked, known_setting
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import decoded
from handbook.desk import folder, left, owed, take
from handbook.desk.bundle import listing, texts
from handbook.desk.parcel import unpacked
from handbook.desk.rename import renamed
from handbook.desk.work import Work, begin
from handbook.new.writing import id_fault
from handbook.problems import DataError, Problem, did_you_mean

if TYPE_CHECKING:
    from handbook.commands import Commands

BOM = "\ufeff".encode()


def add(commands: Commands) -> None:
    """Add the command."""
    desk = commands.add_parser(
        "desk", help="the desk, where a lead enters the policy, and what it hands over"
    )
    desk.add_argument("--setting", help="whose desk")
    desk.add_argument("--policy", help="the desk of a policy that several settings share, a trust's")
    desk.add_argument(
        "--empty", action="store_true", help="a desk for a new setting: it asks whose handbook it will be"
    )
    desk.add_argument("--out", type=Path, help="folder to make, which opens in a browser")
    desk.add_argument("--take", type=Path, metavar="FILE", help="put in place what the desk handed over")
    desk.add_argument("--id", help="with --take: another short name for a new setting")
    desk.add_argument(
        "--owed",
        action="store_true",
        help="say what each school still owes, those of --policy, or the one of --setting by name",
    )
    desk.set_defaults(run=_run, misused=desk.error)


def _run(args: argparse.Namespace) -> int:
    whose = args.setting or args.policy or args.empty
    if args.take is None and not args.owed and not (whose and args.out):
        args.misused(
            "give --setting and --out to make a desk (--policy for a trust's, --empty for a new school's), "
            "or --take to put in place what one handed over, or --owed to see what is left"
        )
    if args.empty and (args.setting or args.policy):
        args.misused(
            "--empty is for a setting that is not there yet: give no --setting and no --policy with it"
        )
    if args.id and args.take is None:
        args.misused("--id goes with --take; at an empty desk the short name is asked for")
    data = checked(args.data)
    if args.take:
        return _take(data, args.take, args.id)
    if args.setting:
        known_setting(data, args.setting)
    if args.policy:
        _known_policy(data, args.policy, args.setting)
    if args.owed:
        return _owed(data, args.setting, args.policy)
    folder.write(data, args.setting or "", args.out, policy=args.policy or "")
    print(f"Wrote {args.out}. Open {args.out / 'index.html'}, or send the folder.")
    return 0


def _take(data: Data, file: Path, name: str | None) -> int:
    parcel = unpacked(read_text(file), str(file))
    if name:
        if wrong := id_fault(data, "setting", name):
            raise DataError([Problem("handbook desk --id", 0, 0, wrong)])
        parcel = renamed(parcel, name)
    told, written = take.take(data, parcel)
    print(told, end="")
    where = ", ".join(str(data.root / name) for name in written)
    print(f"Wrote {where}." if written else "Nothing was changed at the desk, so nothing was written.")
    if parcel.new:
        print(
            f"It is a draft until you take out `draft: true`. Look at it: make serve "
            f"HANDBOOK_SETTING={parcel.setting}"
        )
    return 0


def _owed(data: Data, setting: str | None, policy: str | None) -> int:
    settings = [setting] if setting else listing(data, policy) if policy else list(data.each("setting"))
    print(owed.table(list(owed.owed(data, settings))), end="")
    if setting:
        print(left.as_text(left.left(opened(data, setting))), end="")
    return 0


def _known_policy(data: Data, policy: str, setting: str | None) -> None:
    """Raises DataError for an unknown policy, or one that nobody lists, or not this setting."""
    if policy not in data.entries["policy"]:
        known = (
            did_you_mean(policy, data.entries["policy"]) or f"; there are {', '.join(data.each('policy'))}"
        )
        raise DataError([Problem("data/policies", 0, 0, f"no policy is called '{policy}'{known}")])
    schools = listing(data, policy)
    if not schools or (setting and setting not in schools):
        whose = f"data/settings/{setting}.yml" if setting else f"data/policies/{policy}.yml"
        words = f"lists no policy '{policy}'" if setting else "is listed by no setting"
        raise DataError([Problem(whose, 0, 0, f"{words}; add '{policy}' to the setting's `policies:` first")])


def opened(data: Data, setting: str, policy: str = "") -> Work:
    """A setting's files on the desk. Raises DataError for an unknown setting, or one without this policy."""
    known_setting(data, setting)
    listed = data.each("setting")[setting]["policies"]
    if policy and policy not in listed:
        known = did_you_mean(policy, listed) or f"; there are {', '.join(listed)}"
        raise DataError([Problem(f"data/settings/{setting}.yml", 0, 0, f"lists no policy '{policy}'{known}")])
    return begin(data, setting, texts(data, setting), policy)


def read_text(path: Path) -> str:
    """The text of a file from a person. Raises DataError where it is missing or no UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError([Problem(str(path), 0, 0, f"cannot be read: {error.strerror}")]) from None
    return decoded(raw.removeprefix(BOM), str(path))
