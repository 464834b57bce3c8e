"""The `handbook` command: what it prints, its exit status, and what it leaves alone."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import datetime, tzinfo
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from handbook.checks import checked
from handbook.cli import main
from handbook.commands import terminal
from handbook.problems import BuildError
from handbook.runtime import SealError
from handbook.runtime.node import NodeMissingError
from handbook.runtime.parts import RuntimeBuildError
from handbook.runtime.scripts import ScriptError
from handbook.runtime.tools import ToolsMissingError
from handbook.sites import all_sites
from handbook.sites.workers import Worker
from tests.support.tinydata import Slip, TinyData
from wizard.paths import HEADER

Captured = pytest.CaptureFixture[str]
PROJECT = Path(__file__).parents[2]

WORRIED = "base/flows/worried.yml"
UNCLOSED = (
    "found unexpected end of stream (what is open began in line 2); "
    "look for a missing quote, bracket or indent"
)
HALF = 'title: I am worried\nabout: "Something is wr'

BROKEN: dict[str, tuple[str, str | bytes, str]] = {
    "a half-written file": (
        WORRIED,
        HALF,
        f"data/base/flows/worried.yml:2:24: is not YAML: {UNCLOSED}",
    ),
    "a tab": (
        WORRIED,
        "id: worried\n\ttitle: x\n",
        "data/base/flows/worried.yml:2:1: has a tab here; use spaces",
    ),
    "a BOM": (
        "base/slots.yml",
        b"\xef\xbb\xbfcontacts: {}\n",
        "data/base/slots.yml:1:1: starts with a byte order mark; save the file as UTF-8 without BOM",
    ),
    "an empty file": ("base/law.yml", "", "data/base/law.yml: is empty; fill it or delete it"),
    "a 10 MB file": (
        "base/law.yml",
        b"#" * 10_000_000,
        "data/base/law.yml: is 10,000,000 bytes; the limit is 2,000,000. Split it",
    ),
}
SLIPS = {
    "a duplicate key": Slip(
        "settings/elm.yml",
        "kind: school\n",
        "kind: school\nkind: school\n",
        "kind: school\npolicies",
        "'kind' stands twice (first in line 3); keep one",
    ),
    "a number in the wrong field": Slip(
        "areas/north.yml",
        "value: lado@north.test",
        'value: "01300 960113"',
        '"01300 960113"',
        "'01300 960113' is not an e-mail address; check the value and its kind",
    ),
    "a flow that points nowhere": Slip(
        WORRIED,
        "child: {say: A child, then: area}",
        "child: {say: A child, then: araa}",
        "araa",
        "'araa' is no question or outcome of this flow, and no flow; did you mean 'area'?",
    ),
}


def ruined(name: str) -> Callable[[TinyData], str]:
    """What ruins the data in one way, and gives the message that must come of it."""

    def ruin(tiny: TinyData) -> str:
        if name in SLIPS:
            return tiny.make(SLIPS[name])
        file, content, message = BROKEN[name]
        tiny.write(file, content)
        return message

    return ruin


RUINS = [pytest.param(ruined(name), id=name) for name in (*BROKEN, *SLIPS)]


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def run(tiny: TinyData, *words: str) -> int:
    return main(["--data", str(tiny.root), *words])


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An earlier site of two settings."""
    for setting in ("oak", "elm"):
        folder = tmp_path / "site" / setting
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"the old {setting}", encoding="utf-8")
    (tmp_path / "site/index.html").write_text("choose", encoding="utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize("moment", ["", "today", "99999999999999999"])
@pytest.mark.parametrize("command", ["check", "site"])
def test_a_moment_that_is_none_is_named_and_not_passed_over(
    tiny: TinyData, capsys: Captured, monkeypatch: pytest.MonkeyPatch, command: str, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert main(["--data", str(tiny.root), command]) == 1
    assert capsys.readouterr().err == (
        f"handbook: the environment's SOURCE_DATE_EPOCH is '{moment}', no count of seconds since 1970; "
        "unset it, or give one such as 1796083200\n"
    )


def test_data_in_order_gives_status_0_and_counts(tiny: TinyData, capsys: Captured) -> None:
    assert run(tiny, "check") == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "All data is in order: 1 harm, 1 list, 1 topic, 1 levels, 2 area, 4 policy, 4 setting, 2 flow"
    )
    assert err == (
        "warning: data/policies/oak-policy.yml:2:8: Oak policy was due for review on 31 October 2020 (Lead)\n"
    )


@pytest.mark.parametrize("ruin", RUINS)
def test_bad_input_gives_one_message_and_status_1(
    tiny: TinyData, capsys: Captured, ruin: Callable[[TinyData], str]
) -> None:
    message = ruin(tiny)
    assert run(tiny, "check") == 1
    assert capsys.readouterr() == ("", f"{message}\n1 problem(s).\n")


@pytest.mark.parametrize("ruin", RUINS)
def test_bad_input_leaves_an_earlier_site_as_it_was(
    tiny: TinyData, site: Path, capsys: Captured, ruin: Callable[[TinyData], str]
) -> None:
    before, message = snapshot(site), ruin(tiny)
    assert run(tiny, "site", "--out", str(site)) == 1
    assert capsys.readouterr().err == f"{message}\n1 problem(s).\n"
    assert snapshot(site) == before


@pytest.mark.parametrize("file", [WORRIED, "base/slots.yml"])
@pytest.mark.parametrize(
    ("swap", "message"),
    [
        (pipe, "is not a file; a folder or a pipe holds no data"),
        (folder, "is not a file; a folder or a pipe holds no data"),
        (broken_link, "cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_file_is_named_and_not_waited_for(
    tiny: TinyData, capsys: Captured, file: str, swap: Callable[[Path], None], message: str
) -> None:
    swap(tiny.root / file)
    assert run(tiny, "check") == 1
    assert capsys.readouterr() == ("", f"data/{file}: {message}\n1 problem(s).\n")


@pytest.mark.parametrize("command", ["check", "fields"])
@pytest.mark.parametrize(("content", "words"), [("{", "is not JSON: "), (None, "is missing; ")])
def test_a_schema_that_is_ruined_is_named(
    tiny: TinyData, capsys: Captured, command: str, content: str | None, words: str
) -> None:
    link = tiny.root / "schemas"
    own = link.resolve()
    link.unlink()
    shutil.copytree(own, link)
    schema = link / "slots.schema.json"
    schema.unlink() if content is None else schema.write_text(content, encoding="utf-8")
    assert run(tiny, command) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"{schema}: {words}")
    assert err.endswith("bring it back from there\n1 problem(s).\n")


@pytest.mark.parametrize("command", ["ask", "paths"])
def test_bad_input_stops_every_command_that_reads_the_data(
    tiny: TinyData, capsys: Captured, command: str
) -> None:
    message = ruined("a duplicate key")(tiny)
    assert run(tiny, command, "--setting", "oak") == 1
    assert capsys.readouterr() == ("", f"{message}\n1 problem(s).\n")


def test_the_real_command_ends_with_status_1_and_no_traceback(tiny: TinyData) -> None:
    message = ruined("a half-written file")(tiny)
    done = subprocess.run(
        [sys.executable, "-m", "handbook", "--data", str(tiny.root), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{message}\n1 problem(s).\n")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("oka", "no setting is called 'oka'; did you mean 'oak'?"),
        ("beech", "no setting is called 'beech'; there are ash, elm, fir, oak"),
        ("../oak", "no setting is called '../oak'; did you mean 'oak'?"),
    ],
)
def test_an_unknown_setting_is_named_with_the_nearest(
    tiny: TinyData, site: Path, capsys: Captured, setting: str, words: str
) -> None:
    before = snapshot(site)
    for command in (["ask"], ["paths"], ["site", "--out", str(site)]):
        assert run(tiny, *command, "--setting", setting) == 1
        assert capsys.readouterr() == ("", f"data/settings: {words}\n1 problem(s).\n")
    assert snapshot(site) == before


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("woried", "no flow is called 'woried'; did you mean 'worried'?"),
        ("zebra", "no flow is called 'zebra'; there are adult, worried"),
    ],
)
@pytest.mark.parametrize("before", [("ask",), ("paths", "--flow")])
def test_an_unknown_flow_is_named_with_the_nearest(
    tiny: TinyData, capsys: Captured, before: tuple[str, ...], flow: str, words: str
) -> None:
    assert run(tiny, *before, flow, "--setting", "oak") == 1
    assert capsys.readouterr() == ("", f"data/base/flows: {words}\n1 problem(s).\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["paths"], "--setting"),
        (
            ["paths", "--setting", "oak", "--at", "tomorrow"],
            "'tomorrow' is not a time such as 2026-11-27T16:30",
        ),
        (
            ["paths", "--setting", "oak", "--at", "0001-01-01T00:00+01:00"],
            "is not a time such as 2026-11-27T16:30",
        ),
        (["chekc"], "invalid choice: 'chekc'"),
    ],
)
def test_a_wrong_command_line_gives_status_2_and_says_why(
    tiny: TinyData, capsys: Captured, words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        run(tiny, *words)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_a_missing_data_folder_is_named(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--data", str(tmp_path / "nowhere"), "check"]) == 1
    assert (
        capsys.readouterr().err
        == f"{tmp_path / 'nowhere'}: is not a folder; the data is missing\n1 problem(s).\n"
    )


def test_the_reference_of_fields_names_a_folder_without_schemas(tmp_path: Path, capsys: Captured) -> None:
    assert main(["--data", str(tmp_path), "fields"]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'schemas/sources.schema.json'}: is missing; "
        "the schemas come with the project: bring it back from there\n1 problem(s).\n"
    )


def test_paths_prints_a_header_and_six_columns(tiny: TinyData, capsys: Captured) -> None:
    assert run(tiny, "paths", "--setting", "oak") == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == HEADER
    assert [len(row.split("\t")) for row in rows] == [6] * len(rows)
    assert {row.split("\t")[0] for row in rows} == {"worried", "adult"}


def test_paths_of_several_settings_say_whose_each_is(tiny: TinyData, capsys: Captured) -> None:
    tables = {}
    for setting in ("elm", "oak"):
        assert run(tiny, "paths", "--setting", setting) == 0
        tables[setting] = capsys.readouterr().out.splitlines()[1:]
    assert run(tiny, "paths", "--setting", "elm", "--setting", "oak", "--setting", "elm") == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == f"setting\t{HEADER}"
    assert rows == [f"{setting}\t{row}" for setting, table in tables.items() for row in table]


def test_paths_of_one_flow_at_one_time(tiny: TinyData, capsys: Captured) -> None:
    words = ("paths", "--setting", "elm", "--flow", "worried", "--at")
    assert run(tiny, *words, "2026-11-26T12:00") == 0
    day = capsys.readouterr().out.splitlines()
    assert run(tiny, *words, "2026-11-28T12:00") == 0
    night = capsys.readouterr().out.splitlines()
    assert {row.split("\t")[0] for row in day[1:]} == {"worried"}
    assert day[1].split("\t")[4] == "police-emergency,north-hub,north-night"
    assert night[1].split("\t")[4] == "police-emergency,north-night,north-hub"


@pytest.mark.parametrize("given", ["2026-07-01T16:45Z", "2026-07-01T12:45-04:00", "2026-07-01T17:45"])
def test_a_time_of_another_zone_is_what_clocks_in_england_show_then(
    tiny: TinyData, capsys: Captured, given: str
) -> None:
    """A quarter of an hour after the hub has closed there, and an hour earlier by UTC."""
    assert run(tiny, "paths", "--setting", "elm", "--flow", "worried", "--at", given) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t")[4] == "police-emergency,north-night,north-hub"


def ask(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, *typed: str, at: str | None = "2026-11-28T23:00"
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return run(tiny, "ask", "worried", "--setting", "elm", *(("--at", at) if at else ()))


def test_ask_leads_to_an_outcome_by_numbers_and_by_words(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert ask(tiny, monkeypatch, "2", "CHILD", "2") == 0
    out = capsys.readouterr().out
    assert out.startswith("Elm School: I am worried\nDanger now? Ring 999.\n")
    asked = [
        out.index(words) for words in ("Is anyone in danger?", "Who is it about?", "Can you reach the lead?")
    ]
    assert asked == sorted(asked)
    assert "AT ONCE: Ring social care" in out
    assert "North Night Team (open now, while North Hub is closed): 01300 960112" in out
    assert "South" not in out
    assert "Oak" not in out


def test_ask_answers_for_the_time_in_england_wherever_the_reader_is(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    class Deadline(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            """A quarter of an hour after the hub has closed, on a machine that keeps UTC."""
            return datetime(2026, 7, 1, 16, 45, tzinfo=tz)

    monkeypatch.setattr(terminal, "datetime", Deadline)
    assert ask(tiny, monkeypatch, "no", "child", "no", at=None) == 0
    out = capsys.readouterr().out
    assert "North Hub (closed. Opens" in out
    assert "North Night Team (open now, while North Hub is closed)" in out


def test_ask_goes_back_starts_again_and_leaves(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert ask(tiny, monkeypatch, "no", "child", "b", "b", "1", "r", "no", "q", "child") == 0
    out = capsys.readouterr().out
    asked = {
        "danger": "Is anyone in danger?",
        "who": "Who is it about?",
        "inside": "Can you reach the lead?",
        "end": "EMERGENCY: Ring 999 now",
    }
    found = sorted(
        (place.start(), name) for name, words in asked.items() for place in re.finditer(re.escape(words), out)
    )
    steps = "danger who inside who danger end danger who"
    assert " ".join(name for _, name in found) == steps


def test_ask_does_not_guess_at_what_it_cannot_read(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert ask(tiny, monkeypatch, "9", "0", "-1", "", "help", "²") == 0
    out = capsys.readouterr().out
    assert out.count("Type a number. b goes back one step, r starts again, q leaves.") == 7
    assert "Who is it about?" not in out


def test_ask_ends_quietly_when_the_input_ends(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert ask(tiny, monkeypatch) == 0
    assert capsys.readouterr().err == ""


def test_ask_ends_quietly_when_a_person_stops_it(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def stop(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    assert ask(tiny, monkeypatch) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", [("settings",), ("paths", "--setting", "oak"), ("check",)])
def test_a_reader_who_has_seen_enough_is_no_fault(tiny: TinyData, words: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)  # as `| head` does, once it has its lines
    command = [sys.executable, "-m", "handbook", "--data", str(tiny.root), *words]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    assert done.returncode == 0
    assert "BrokenPipe" not in done.stderr


def test_the_command_tells_its_version(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert capsys.readouterr().out == f"handbook {project['version']}\n"
    assert re.fullmatch(r"\d+\.\d+\.\d+", project["version"])
    newest = re.search(r"^## ([^\s,]+)", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] in {"Unreleased", project["version"]}


@pytest.mark.parametrize("command", ["site", "pdf", "pages", "release"])
@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_a_file_where_a_folder_must_go_is_named_at_once_and_kept(
    tiny: TinyData,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    *,
    command: str,
    below: str,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it went to work for nothing")

    monkeypatch.setattr("handbook.runtime.build", never)
    monkeypatch.setattr("handbook.pdf.all_documents", never)
    tiny.edit("settings/oak.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    file = tmp_path / "file"
    file.write_text("kept", encoding="utf-8")
    assert run(tiny, command, "--setting", "oak", "--out", str(file / below)) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[-1] == f"handbook: {file} is a file, and --out must be a folder"
    assert file.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    "kind", [NodeMissingError, RuntimeBuildError, ScriptError, SealError, ToolsMissingError]
)
def test_a_part_that_cannot_be_made_is_told_in_words_by_the_command_and_by_mkdocs(
    tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, kind: type[BuildError]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("It is not there: connect once.")

    monkeypatch.setattr("handbook.runtime.build", fail)
    assert run(tiny, "site", "--out", str(tmp_path / "site")) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "handbook: It is not there: connect once."
    hooks = loaded_hooks(monkeypatch)
    monkeypatch.setattr(hooks, "finish", fail)
    hooks.Events.site, hooks.Events.for_readers = None, True
    with pytest.raises(Abort, match="It is not there: connect once"):
        hooks.on_post_build(MkDocsConfig())


def test_a_link_that_leads_nowhere_stops_the_build_with_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hooks = loaded_hooks(monkeypatch)
    link = tmp_path / "old.css"
    link.symlink_to(tmp_path / "gone.css")
    files = Files([File("old.css", str(tmp_path), str(tmp_path / "site"), use_directory_urls=False)])
    with pytest.raises(
        Abort, match=f"{re.escape(str(link))} is a link that leads nowhere; fix it or delete it"
    ):
        hooks.on_files(files, MkDocsConfig())


@pytest.mark.parametrize(("command", "for_readers"), [("build", True), ("gh-deploy", True), ("serve", False)])
def test_only_what_is_served_while_writing_is_a_preview(
    monkeypatch: pytest.MonkeyPatch, command: str, *, for_readers: bool
) -> None:
    hooks = loaded_hooks(monkeypatch)
    monkeypatch.setattr(hooks.gc_control, "pause", lambda: None)
    hooks.on_startup(command)
    assert hooks.Events.for_readers == for_readers


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Abort("The theme is missing."), "The theme is missing."),
        (OSError(errno.ENOSPC, "No space left", "site/index.html"), "site/index.html"),
        (KeyError("worried"), "KeyError: 'worried'; this is a fault of the program and not of your data"),
    ],
)
def test_a_site_that_was_not_built_says_whose_fault_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    worker = loaded_hooks(monkeypatch, "worker")
    monkeypatch.setattr(worker, "load_config", fail)
    monkeypatch.setattr(os, "environ", {})
    order = {"setting": "griffin", "data": str(tmp_path), "site": str(tmp_path / "site"), "shared": ""}
    answer = worker.build_one(order)
    assert told in answer["fault"]
    assert ("traceback" in answer) == isinstance(error, KeyError), "of a fault of the program alone"


def loaded_hooks(monkeypatch: pytest.MonkeyPatch, name: str = "site") -> ModuleType:
    """The hooks as MkDocs loads them: by their path, since `site` is the name of a module of Python's."""
    monkeypatch.syspath_prepend(PROJECT / "hooks")
    spec = spec_from_file_location(f"handbook_hooks_{name}", PROJECT / f"hooks/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fake_build(broken: str = "") -> Callable[[Worker, str, Path], str | None]:
    """A stand-in for the page maker: writes a page for each setting, and fails for one."""

    def build_one(_: Worker, setting: str, folder: Path) -> str | None:
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"the new {setting}", encoding="utf-8")
        return "the theme is missing" if setting == broken else None

    return build_one


@pytest.fixture
def no_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.runtime.build", lambda: None)


@pytest.mark.usefixtures("no_runtime")
def test_one_setting_that_fails_is_named_and_keeps_its_earlier_site_while_others_are_built(
    tiny: TinyData, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(all_sites, "_build_one", fake_build(broken="elm"))
    assert run(tiny, "site", "--out", str(site)) == 1
    assert capsys.readouterr().err == (
        "Review: 1 overdue; 'handbook check' lists them.\n"
        "setting elm: was not built: the theme is missing\n1 problem(s).\n"
    )
    pages = {path.parent.name: path.read_text(encoding="utf-8") for path in site.glob("*/index.html")}
    assert pages == {
        "ash": "the new ash",
        "elm": "the old elm",
        "fir": "the new fir",
        "oak": "the new oak",
    }
    assert sorted(path.name for path in site.parent.iterdir()) == ["data", "site"], (
        "nothing half-built is left behind"
    )


@pytest.mark.usefixtures("no_runtime")
def test_a_built_setting_takes_the_place_of_its_old_site_and_of_no_other(
    tiny: TinyData, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(all_sites, "_build_one", fake_build())
    (site / "oak/old-page.html").write_text("gone by now", encoding="utf-8")
    assert run(tiny, "site", "--setting", "oak", "--setting", "oak", "--out", str(site)) == 0
    assert capsys.readouterr().out == f"{site / 'oak'}\n"
    after = snapshot(site)
    chooser = after.pop("index.html").decode()
    assert after.pop("index.css") == all_sites.STYLE.read_bytes()
    assert after.pop("oak/.inputs"), "what the site was made from is noted in it"
    assert after == {"oak/index.html": b"the new oak", "elm/index.html": b"the old elm"}
    assert 'href="oak/index.html">Oak School<' in chooser
    assert 'href="elm/index.html">Elm School<' in chooser
    assert "ash/index.html" not in chooser, "only what is there can be chosen"


@pytest.mark.usefixtures("no_runtime")
def test_all_settings_are_built_side_by_side(
    tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_sites, "_build_one", fake_build())
    out = tmp_path / "new/site"
    out.parent.mkdir()
    assert run(tiny, "site", "--out", str(out)) == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == ["ash", "elm", "fir", "index.css", "index.html", "oak"]
    assert set(checked(tiny.root).entries["setting"]) == {"ash", "elm", "fir", "oak"}
