"""Change one thing in a flow: where an answer leads, an answer, a slot. Somebody notices; who, says each kind.

A sample, the same each time; PROOF_MUTANTS=all tries every one, as `python -m tests.proof.mutants` does.
"""

from __future__ import annotations

import os

import pytest

from tests.proof.mutants import LOST, MILDER, SLOT, TARGET, of_kind, try_out

NOTICED = 0.95


@pytest.mark.parametrize(("kind", "sample"), [(TARGET, 300), (MILDER, 100), (LOST, 100), (SLOT, 100)])
def test_a_change_in_a_flow_is_noticed(kind: str, sample: int) -> None:
    result = try_out(kind, of_kind(kind, None if os.environ.get("PROOF_MUTANTS") == "all" else sample))
    print(f"\n{result}")
    assert result.share >= NOTICED, "\n".join(map(str, result.unnoticed))
