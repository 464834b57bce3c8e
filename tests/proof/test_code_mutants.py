"""Change one thing in a line of the code: a test notices. A small sample here; `make mutants` takes a large one."""

from __future__ import annotations

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
    "timing",
    "engine",
    "advice",
    "ics",
    "note",
    "numbers",
    "markup",
)
PROJECT = Path(__file__).parents[2]


def test_a_sample_of_the_wizards_mutants_is_noticed() -> None:
    sample = ["--room=wizard/", "--count=30", "--jobs=1", "--seconds=300", "--noticed=0.9"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants", *sample, *(f"tests/unit/test_{name}.py" for name in QUICK)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert " mutants tried" in done.stdout


def test_a_mutant_that_is_let_live_still_stands_in_the_code() -> None:
    for file, diff in known():
        was = "\n".join(line[1:] for line in diff.splitlines() if line.startswith("-"))
        assert f"\n{was}\n" in (PROJECT / file).read_text(encoding="utf-8"), (
            f"{file} has this no more:\n{diff}"
        )


@pytest.mark.parametrize("why", sorted(set(known().values())))
def test_what_is_let_live_says_why(why: str) -> None:
    assert len(why.split()) >= 4
