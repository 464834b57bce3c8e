"""What `handbook check` says of policies that are in order: what is worth a look, and what nobody has read."""

from __future__ import annotations

import pytest

from handbook.cli import main
from tests.support.tinydata import TinyData

Captured = pytest.CaptureFixture[str]
OAK = "policies/oak-policy.yml"
REAL = ["check", "--release", "--today", "2026-12-01"]


def run(tiny: TinyData, capsys: Captured, *words: str) -> tuple[int, str]:
    status = main(["--data", str(tiny.root), *words])
    return status, capsys.readouterr().err


def test_a_policy_that_no_setting_lists_is_named(tiny: TinyData, capsys: Captured) -> None:
    text = tiny.path(OAK).read_text(encoding="utf-8")
    tiny.write("policies/yew-policy.yml", text.replace("id: oak-policy", "id: yew-policy"))
    status, told = run(tiny, capsys, "check")
    words = "no setting lists 'yew-policy' under policies; its lines show nowhere, so list it, or take its file out"
    assert (status, f"warning: data/policies/yew-policy.yml:1:5: {words}\n" in told) == (0, True)


def test_a_release_waits_until_every_section_is_read_and_is_told_how_many_are_left(
    tiny: TinyData, capsys: Captured
) -> None:
    tiny.edit(OAK, '"9": {title: Adults, read: "2026-11-22"}', '"9": {title: Adults}')
    place = tiny.place(OAK, '"9"')
    status, told = run(tiny, capsys, *REAL)
    left = "sections read; hold the lines of section"
    assert status == 1
    assert (
        f"{place}: 1 of 2 {left} '9' against the document and put the day into `read:`"
    ) in told.splitlines()
    assert f"0 of 1 {left} '2'" in told, "and so of every other policy"
    assert run(tiny, capsys, "check")[0] == 0, "who only checks is not held up"


def test_a_release_waits_until_somebody_has_looked_up_who_is_told(tiny: TinyData, capsys: Captured) -> None:
    tiny.edit(OAK, "    dsl: [lead]\n", "    dsl: [lead]\nassumed: [dsl]\n")
    words = (
        "'dsl' stands as in most schools; look in the document for who is told, and take it out of `assumed:`"
    )
    assert f"{tiny.place(OAK, 'dsl]')}: {words}" in run(tiny, capsys, *REAL)[1].splitlines()
    assert run(tiny, capsys, "check")[0] == 0


def test_a_demonstration_holds_up_no_release(tiny: TinyData, capsys: Captured) -> None:
    for setting in ("oak", "fir"):
        text = tiny.path(f"settings/{setting}.yml").read_text(encoding="utf-8")
        tiny.write(f"settings/{setting}.yml", text + "demonstration: true\n")
    tiny.edit(OAK, '"9": {title: Adults, read: "2026-11-22"}', '"9": {title: Adults}')
    assert "sections read" not in run(tiny, capsys, *REAL)[1]
