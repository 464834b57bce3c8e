"""What it takes to set all PDFs of a setting, beside typst alone on the same pages."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import typst

from handbook import pdf
from handbook.checks import checked
from handbook.pdf.press import FONTS, Press, inputs, source
from handbook.sites.one_site import maker_for
from tests.bench.ground import SETTING
from tests.browser.support import PROJECT

ROUNDS = 3


def show() -> dict[str, float]:
    """Print, and give in seconds, the best of some rounds: from checked data to files, and each page set once by typst alone."""
    maker, _, book = maker_for(checked(PROJECT / "data"), SETTING)
    with tempfile.TemporaryDirectory() as name:
        ours = _best(lambda: pdf.write(pdf.all_documents(maker, book), Path(name)))
    press = Press()
    known = [(source(one), inputs(one, press.fit(one)[0])) for one in pdf.all_documents(maker, book)]

    def all_plain() -> None:
        for one in known:
            _plain(*one)

    plain = _best(all_plain)
    print(f"\nAll {len(known)} PDFs of {SETTING}, on {os.cpu_count()} cores: {ours:.1f} s; ", end="")
    print(f"typst alone, one after the other, sizes known: {plain:.1f} s; ratio {ours / plain:.2f}")
    return {"ours": ours, "typst": plain, "ratio": ours / plain}


def _plain(template: Path, told: dict[str, str]) -> None:
    typst.compile(
        str(template),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=told,
    )


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    show()
