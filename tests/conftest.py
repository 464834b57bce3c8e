"""What every folder of tests shares."""

from __future__ import annotations

import gc
import resource
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from handbook import gc_control
from tests.support.browser import chromium

# The files that take longest. They are begun first, so that no process is left with one when the others are done.
LONGEST = (
    "browser/test_bad_days_engines.py",
    "browser/test_runtime_faults.py",
    "access/test_pages.py",
    "browser/test_desk_lines.py",
    "browser/test_desk.py",
    "browser/test_kept_copy.py",
    "browser/test_desk_empty.py",
    "access/test_wizard.py",
    "unit/test_runtime.py",
    "proof/test_injections.py",
    "print/test_ink.py",
    "proof/test_fuzz.py",
    "browser/test_runtime_engines.py",
    "browser/test_runtime_offline.py",
    "upkeep/test_sites.py",
    "content/test_new_handbooks.py",
    "browser/test_flows.py",
    "browser/test_bad_days.py",
    "proof/test_code_mutants.py",
    "browser/test_odd_surroundings.py",
    "upkeep/test_shared.py",
    "browser/test_desk_engines.py",
    "browser/test_older_browsers.py",
    "browser/test_runtime_takeover.py",
    "browser/test_desk_input.py",
    "browser/test_screens.py",
    "unit/test_schema.py",
    "upkeep/test_release.py",
    "browser/test_now.py",
    "print/test_bad_input.py",
    "browser/test_pages.py",
    "access/test_by_hand.py",
    "upkeep/test_new.py",
    "proof/test_mutants.py",
    "print/test_structure.py",
    "browser/test_levels.py",
    "browser/test_desk_forms.py",
    "browser/test_runtime_hosting.py",
    "upkeep/test_publish.py",
    "search/test_queries.py",
    "content/test_signoff.py",
    "browser/test_due.py",
    "search/test_box.py",
    "browser/test_weight.py",
    "browser/test_signoff.py",
    "demonstrations/test_desk.py",
)
GROWTH = 500_000  # kilobytes that a process may take on before it looks for circular garbage
most = 0


def pytest_sessionstart() -> None:
    gc_control.pause()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {f"tests/{name}": at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Between files, and not in the middle of one: as the commands do, but only where it frees much."""
    global most  # noqa: PLW0603 - of the process, as its memory is
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if nextitem and nextitem.path != item.path and taken > most + GROWTH:
        gc_control.collect()
        gc.freeze()  # what is left serves other files too, and need not be gone through again after each of them
        most = taken


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a run: Playwright does not start twice in one process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()
