"""Change where any one answer leads: the practice situations and the invariants notice, golden tables aside.

A sample, the same each time; PROOF_MUTANTS=all tries every one, as `python -m tests.proof.mutants` does.
"""

from __future__ import annotations

import os

from tests.proof.mutants import every_mutant, sample, try_out

NOTICED = 0.95
SAMPLE = 300


def test_a_changed_target_is_noticed() -> None:
    chosen = list(every_mutant()) if os.environ.get("PROOF_MUTANTS") == "all" else sample(SAMPLE)
    result = try_out(chosen)
    print(f"\n{result}")
    assert result.share >= NOTICED, "\n".join(map(str, result.unnoticed))
