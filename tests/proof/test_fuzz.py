"""Data files gone wrong: one of every kind, the same each time. `make fuzz` tries them by the thousand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.datafiles.yamlfile import read
from tests.proof.fuzz import FAULT, Bench, Verdict, bench, part
from tests.proof.mutations import KINDS, Mutant, dumped

EACH = 1


@pytest.fixture(scope="module")
def here() -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch, bench() as one:
        # It is made of all steps as they are live, which takes half of a site's time, and then not compared.
        patch.setattr("handbook.sites.version.of", lambda *_: "0123456789ab")
        yield one


@pytest.fixture(scope="module")
def found(here: Bench) -> list[Verdict]:
    return [verdict for kind in KINDS for verdict in part(here, kind, -1, EACH)]


def test_what_is_wrong_in_a_file_is_refused_or_shown_or_nothing_is_other_for_staff(
    found: list[Verdict],
) -> None:
    assert {one.mutant.kind for one in found} == set(KINDS)
    assert [f"{one.mutant}: {one.words}" for one in found if one.verdict == FAULT] == []


def test_a_file_written_again_is_the_same_so_a_mutant_is_what_it_says(here: Bench, tmp_path: Path) -> None:
    for one in here.mutations.originals:
        (tmp_path / "x.yml").write_bytes(dumped(one.file.data))
        assert read(tmp_path / "x.yml", "x.yml").values == one.file.values


def test_the_bench_notices_a_change_that_no_one_is_shown(
    here: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = {one.path: one.text for one in here.mutations.originals}
    slips = {
        "areas/hull.yml": ("01482 448879", "01482 448878"),
        "policies/griffin-2019.yml": (
            "01482-448879",
            "01482-448878",
        ),  # the policy claims the number by its id
    }
    changed = {path: originals[path].replace(*slip).encode() for path, slip in slips.items()}
    monkeypatch.setattr("tests.proof.fuzz.everything", lambda *_: [])
    verdict, words = here.verdict(Mutant("number", "", changed, "01482 448878"))
    assert verdict == FAULT
    assert words.startswith("no one is shown what is other in griffin: ")
