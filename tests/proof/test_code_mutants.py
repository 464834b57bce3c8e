"""Change one thing in a line of the code: a test notices. A small sample here; `make mutants` takes a large one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.trying import known

# Those that hold the wizard on the made-up schools.
QUICK = (
    "kept",
    "small_things",
    "render",
    "deadline_text",
    "haste",
    "timing",
    "engine",
    "advice",
    "ics",
    "note",
    "numbers",
    "markup",
)
COUNT = 30
PROJECT = Path(__file__).parents[2]


def _mutants(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants", "--jobs=1", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sample_of_the_wizards_mutants_is_noticed() -> None:
    sample = ["--room=wizard/", f"--count={COUNT}", "--seconds=300", "--noticed=0.9"]
    done = _mutants(*sample, *(f"tests/unit/test_{name}.py" for name in QUICK))
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    told = re.search(r"^(\d+) mutants tried, .* (\d+) known:", done.stdout, re.MULTILINE)
    assert told, done.stdout
    assert int(told[1]) + int(told[2]) == COUNT, done.stdout


def test_where_nothing_is_tried_nothing_is_proved() -> None:
    done = _mutants("--count=1", "tests/unit/test_there_is_no_such_file.py")
    assert done.returncode == 1, done.stdout
    assert "0 mutants tried" in done.stdout


def test_a_mutant_that_is_let_live_still_stands_in_the_code() -> None:
    for file, diff in known():
        was = "\n".join(line[1:] for line in diff.splitlines() if line.startswith("-"))
        assert f"\n{was}\n" in (PROJECT / file).read_text(encoding="utf-8"), (
            f"{file} has this no more:\n{diff}"
        )


@pytest.mark.parametrize("why", sorted(set(known().values())))
def test_what_is_let_live_says_why(why: str) -> None:
    assert len(why.split()) >= 4
