"""`handbook claims`: all decisions on a policy as a spreadsheet, and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.checks import checked
from handbook.commands.desk import opened, read_text
from handbook.desk import claims, take

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "claims", help="what a policy says of each line, as a spreadsheet, and back"
    )
    command.add_argument("--setting", required=True, help="whose policy")
    command.add_argument("--policy", default="", help="which of its policies (default: its own)")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, help="write the spreadsheet to this file, such as claims.csv")
    way.add_argument("--take", type=Path, metavar="FILE", help="take what a spreadsheet says into the data")
    command.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    data = checked(args.data)
    work = opened(data, args.setting, args.policy)
    if args.out:
        args.out.write_text(claims.to_csv(work), encoding="utf-8", newline="")
        print(f"Wrote {args.out}. Change state, section and words; then: {_again(args)}")
        return 0
    after = claims.from_csv(work, read_text(args.take), str(args.take))
    changed = {name: text for name, text in after.texts.items() if text != work.texts[name]}
    if not changed:
        print("Nothing in it differs from the data.")
        return 0
    said = take.put(data, changed)
    print(said, end="")
    print(f"Wrote {', '.join(str(data.root / name) for name in changed)}.")
    return 0


def _again(args: argparse.Namespace) -> str:
    return f"handbook claims --setting {args.setting} --take {args.out}"
