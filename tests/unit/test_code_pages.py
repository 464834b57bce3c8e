"""What Windows does to words: its code page lacks letters of many names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tinydata import TinyData

NAME = "Łukasz Żółć School 学校"


# ASCII lacks all that the pages of Windows lack, so each command is tried with it, and each page once.
@pytest.mark.parametrize(
    ("command", "page"),
    [
        *((command, "ascii") for command in ("check", "settings", "paths", "diff", "ask")),
        *(("settings", page) for page in ("cp1252", "cp437", "cp850")),
    ],
)
def test_a_command_goes_on_where_a_letter_cannot_be_written(
    tiny: TinyData, tmp_path: Path, command: str, page: str
) -> None:
    before = shutil.copytree(tiny.root, tmp_path / "before")
    tiny.edit("settings/oak.yml", "name: Oak School", f"name: {NAME}")
    more = {
        "diff": [str(before), str(tiny.root)],
        "paths": ["--setting", "oak"],
        "ask": ["worried", "--setting", "oak"],
    }
    done = subprocess.run(
        [sys.executable, "-m", "handbook", "--data", str(tiny.root), command, *more.get(command, [])],
        env={**os.environ, "PYTHONIOENCODING": f"{page}:strict"},
        input=b"1\n" * 20,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode(page)
    assert command in {"check", "settings", "paths"} or "School" in said
