"""A policy entered at an empty desk by a script: `python -m tests.bench.trial`.

It counts what a person would press and type, and how long the machine takes for it. It reads nothing and judges
nothing: it takes what stands first, so it says nothing of how long a person needs.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from handbook.checks import checked
from handbook.datafiles.data import Data
from handbook.desk import decisions, folder
from handbook.desk.left import lines_read
from handbook.desk.parcel import Parcel, unpacked
from handbook.desk.questions import OPEN, questions
from handbook.desk.take import take
from handbook.desk.work import Work, begin
from tests.support.browser import chromium

DATA = Path(__file__).parents[2] / "data"
POLICY = Path(__file__).parent / "made-up-policy.txt"
PEOPLE = {
    "lead": ("Ann Larch", "01245 960101"),
    "deputies": ("Ben Rowan", "01245 960102"),
    "headteacher": ("Cara Hazel", "01245 960103"),
    "chair": ("Dev Alder", "01245 960104"),
}
SECTIONS = ("5", "6", "7")
LINES = 6  # of each of these sections
PATIENCE = 120_000  # milliseconds


@dataclass
class Trial:
    """A person's hands, counted."""

    page: Page
    pressed: int = 0
    typed: int = 0
    began: float = field(default_factory=time.monotonic)

    def press(self, button: Locator) -> None:
        """Press, and wait until the desk has answered."""
        button.click()
        self.pressed += 1

    def type(self, place: Locator, words: str) -> None:
        place.fill(words)
        self.typed += len(words)

    def saved(self, button: str = "Save as a file") -> Parcel:
        """The work as it is now; saving is part of the count only where it hands over."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button).click()
        return unpacked(Path(download.value.path()).read_text(encoding="utf-8"), "the work")


def main() -> int:
    """Print what was pressed and typed, and what staff read, at each stage."""
    data = checked(DATA)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = Path(name) / "desk"
        folder.write(data, "", desk)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(accept_downloads=True).new_page()
        page.set_default_timeout(PATIENCE)
        trial = Trial(page)
        page.goto(f"file://{desk}/index.html")
        page.wait_for_selector('[data-desk][data-state="empty"]')
        print(f"ready after {time.monotonic() - trial.began:.0f} s")
        print(
            f"{'':26}{'pressed':>8}{'typed':>7}{'minutes':>9}{'open':>6}{'lines':>7}{'policy':>8}{'hidden':>8}"
        )
        _begin(trial)
        _row("begun", data, trial)
        _open_policy(trial)
        _row("policy opened", data, trial)
        _first_hour(trial)
        _row("after the first hour", data, trial)
        for section in SECTIONS:
            _section(trial, section)
        _row(f"{LINES * len(SECTIONS)} lines of {len(SECTIONS)} sections", data, trial)
        handed = trial.saved("Hand over")
        browser.close()
        root = shutil.copytree(DATA, Path(name) / "data")
        said, written = take(checked(root), handed)
        print(f"taken: {', '.join(written)}\n{said}", end="")
    return 0


def _row(name: str, data: Data, trial: Trial) -> None:
    minutes = (time.monotonic() - trial.began) / 60
    parcel = trial.saved()
    work: Work = begin(data, parcel.setting, parcel.files)
    shown = lines_read(work)
    left = sum(one["answer"] == OPEN for one in questions(work))
    decided = len(decisions.states(work))
    print(
        f"{name:26}{trial.pressed:8}{trial.typed:7}{minutes:9.1f}{left:6}{decided:7}"
        f"{shown['own']:8}{shown['hidden']:8}"
    )


def _begin(trial: Trial) -> None:
    page = trial.page
    trial.type(page.get_by_label("Name of your school"), "Larkfield Primary School")
    page.get_by_label("Which council is yours?").select_option(label="Essex County Council")
    trial.pressed += 2
    trial.press(page.get_by_role("button", name="Begin"))
    page.wait_for_selector('[data-desk][data-state="ready"]')


def _open_policy(trial: Trial) -> None:
    """Pasted: that is three keys, and no letter typed."""
    page = trial.page
    trial.press(page.get_by_text("Or paste your policy's text"))
    page.get_by_label("All of its text").fill(POLICY.read_text(encoding="utf-8"))
    trial.pressed += 3
    trial.press(page.get_by_role("button", name="Take this text"))
    page.get_by_text("Your policy was looked through").wait_for()


def _first_hour(trial: Trial) -> None:
    page = trial.page
    for part in page.locator("[data-desk-hour] button").all():
        trial.press(part)
        for name in page.locator("[data-question]").evaluate_all(
            "all => all.map(one => one.dataset.question)"
        ):
            _answer(trial, page.locator(f'[data-question="{name}"]'), name)


def _answer(trial: Trial, question: Locator, name: str) -> None:
    """People by name and number; what every school does as the same; the rest as not said.

    Other roles, and times of day, stay open.
    """
    if name in PEOPLE:
        holder, phone = PEOPLE[name]
        trial.type(question.get_by_label("Name", exact=True), holder)
        trial.type(question.get_by_label("Phone", exact=True), phone)
        trial.pressed += 2
        answer = question.get_by_role("button", name="Keep")
    elif question.get_by_label("E-mail").count():
        return
    else:
        same = question.get_by_role("button", name="Ours is the same")
        answer = same if same.count() else question.get_by_role("button", name="Ours does not say")
    if answer.count() and question.get_attribute("data-answer") == "open":
        trial.press(answer)
        question.and_(trial.page.locator(':not([data-answer="open"])')).wait_for()


def _section(trial: Trial, section: str) -> None:
    page = trial.page
    trial.press(page.locator("[data-desk-sections] button", has_text=f"{section} ").first)
    page.locator("[data-heading]", has_text=f"{section} ").wait_for()
    undecided = page.locator('.hb-decide > li[data-decided="undecided"]')
    for _ in range(LINES):
        ref = undecided.first.get_attribute("data-line")
        here = page.locator(f'[data-line="{ref}"]')
        trial.press(here.locator('[data-state="says"]'))
        here.and_(page.locator('[data-decided="says"]')).wait_for()


if __name__ == "__main__":
    raise SystemExit(main())
