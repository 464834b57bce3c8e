"""Try a sample of the code's mutants on the fast tests: `make mutants`."""

from __future__ import annotations

import argparse
import sys
import tempfile

import pytest

from tests.mutants.trying import Trial

NOTICED = 0.95
FAST = ("tests/unit", "tests/content", "tests/proof")
# What needs Node or a process of its own, builds whole handbooks, breaks data at random, or mutates.
SLOW = (
    "unit/test_runtime.py",
    "unit/test_scripts.py",
    "unit/test_code_pages.py",
    "unit/test_machine.py",
    "unit/test_tools.py",
    "content/test_commands.py",
    "content/test_new_handbooks.py",
    "content/test_without_demonstrations.py",
    "proof/test_code_mutants.py",
    "proof/test_fuzz.py",
    "proof/test_injections.py",
    "proof/test_mutants.py",
)


def main() -> int:
    """Try them and say what came of it; fail where too many live."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=150, help="how many to try")
    parser.add_argument("--seed", type=int, default=Trial.seed, help="another sample")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--seconds", type=float, default=Trial.limit, help="begin no more after so long")
    parser.add_argument("--room", default="", help="only of files whose path begins so")
    parser.add_argument("--noticed", type=float, default=NOTICED, help="the share that must be killed")
    parser.add_argument("tests", nargs="*", default=FAST, help="which tests are asked")
    asked = parser.parse_args()
    trial = Trial(asked.count, asked.seed, asked.jobs, asked.seconds, asked.room)
    with tempfile.TemporaryDirectory() as folder:
        options = ("-o", "addopts=", "-s", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:terminal")
        places = (f"--basetemp={folder}/tests", "-o", "tmp_path_retention_policy=none")
        ignored = (f"--ignore=tests/{name}" for name in SLOW)
        pytest.main([*options, *places, *ignored, *asked.tests], plugins=[trial])
    print(trial)
    return int(trial.share < asked.noticed)


if __name__ == "__main__":
    sys.exit(main())
