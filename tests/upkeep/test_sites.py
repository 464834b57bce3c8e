"""A thousand sites: what has not changed is left, what fails is named, and the old site is always there whole."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from handbook import inplace
from handbook.cli import main
from handbook.datafiles.data import Data
from handbook.policies import handover
from handbook.problems import DataError
from handbook.sites import all_sites
from handbook.sites.one_site import make_site
from handbook.sites.workers import Worker, how_many
from tests.support import real
from tests.support.files import contents
from tests.support.tinydata import TinyData
from tests.support.tree import parse

Captured = pytest.CaptureFixture[str]
PROJECT = Path(__file__).parents[2]
EVERYONE = ["ash", "elm", "fir", "oak"]
MOMENTS = (0, 0.03, 0.06, 0.1)  # seconds from when a site is begun
SMALL_FILES = (
    6_000_000  # bytes: less than the largest part of the runtime, more than what a builder is handed
)


@pytest.fixture(scope="module")
def data() -> Data:
    return real.data()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The settings that a stand-in for the page maker was asked for, in order of their names."""
    asked: list[str] = []

    def build_one(_: Worker, setting: str, folder: Path) -> None:
        asked.append(setting)
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"{setting} {len(asked)}", encoding="utf-8")

    monkeypatch.setattr(all_sites, "_build_one", build_one)
    monkeypatch.setattr("handbook.runtime.build", lambda: None)
    return asked


def pages(out: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(out.glob("*/index.html"))}


def build(tiny: TinyData, out: Path, **options: bool) -> None:
    loaded = tiny.checked()
    all_sites.build(loaded, list(loaded.entries["setting"]), out, **options)


def after(tiny: TinyData, out: Path, built: list[str]) -> list[str]:
    """Which settings are rebuilt."""
    built.clear()
    build(tiny, out)
    return sorted(built)


def test_a_site_whose_inputs_are_the_same_is_left_as_it_is(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    out = tmp_path / "site"
    assert after(tiny, out, built) == EVERYONE
    first = pages(out)
    assert after(tiny, out, built) == []
    assert pages(out) == first
    built.clear()
    build(tiny, out, again=True)
    assert sorted(built) == EVERYONE


def test_only_those_that_a_change_reaches_are_built_again(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    out = tmp_path / "site"
    build(tiny, out)
    tiny.edit("settings/elm.yml", "name: Elm School", "name: Elm Academy")
    assert after(tiny, out, built) == ["elm"]
    tiny.edit("policies/ash-policy.yml", "title: Ash policy", "title: The Ash policy")
    assert after(tiny, out, built) == ["ash"]
    tiny.edit("areas/north.yml", "01300 960111", "01300 960119")
    assert after(tiny, out, built) == ["elm", "oak"]
    tiny.edit("scenarios/worried.yml", "title: Friday night", "title: Late on Friday")
    assert after(tiny, out, built) == ["oak"]
    tiny.edit("base/figures.yml", "title: Age of a child", "title: How old a child is")
    assert after(tiny, out, built) == EVERYONE


def test_a_change_in_what_makes_the_sites_builds_all(
    tiny: TinyData, tmp_path: Path, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    build(tiny, out)
    monkeypatch.setattr(all_sites, "builder_digest", lambda: "another theme")
    assert after(tiny, out, built) == EVERYONE


INSIDE = re.compile(r"<style|<script|\sstyle=|\son[a-z]+=")


def test_the_page_to_choose_keeps_to_the_policy_that_hosts_send(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    out = tmp_path / "site"
    build(tiny, out)
    page = (out / "index.html").read_text(encoding="utf-8")
    assert INSIDE.search(page) is None
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
    assert (out / style).read_text(encoding="utf-8")
    for setting in built:
        assert f'href="{setting}/index.html"' in page


def test_the_page_to_choose_says_of_demonstrations_and_drafts_alone_that_they_are(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    tiny.edit("settings/elm.yml", "kind: school", "kind: school\ndemonstration: true")
    tiny.edit("settings/ash.yml", "kind: school", "kind: school\ndraft: true")
    build(tiny, tmp_path / "site")
    text = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    page = parse(text[text.index("<main>") : text.index("</html>")])
    listed = {next(iter(one.each("a"))).text: one.text for one in page.each("li")}
    marked = [name for name, words in listed.items() if "Demonstration" in words]
    assert len(listed) == len(built)
    assert marked == ["Elm School"]
    assert [name for name, words in listed.items() if "Not finished" in words] == ["Ash School"]
    assert "Demonstration" not in page.text.replace(listed["Elm School"], "")
    assert not re.search(r"\b20[0-9][0-9]\b", page.text), "it knows no document, so it names no year"


def test_a_site_that_is_gone_is_built_again(tiny: TinyData, tmp_path: Path, built: list[str]) -> None:
    out = tmp_path / "site"
    build(tiny, out)
    shutil.rmtree(out / "fir")
    assert after(tiny, out, built) == ["fir"]


def test_python_is_made_ready_in_one_place_wherever_the_command_runs(
    tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_sites, "_build_one", lambda *_: "a stand-in")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match="a stand-in"):
        build(tiny, Path("site"))
    assert [path.name for path in tmp_path.iterdir() if path.name != "site"] == ["data"]


def test_what_is_handed_over_makes_the_same_site_as_all_the_data(data: Data, tmp_path: Path) -> None:
    setting = "griffin"  # a school with a policy of its own, and two areas
    parts = {setting: handover.text(handover.own(data, setting))}
    handover.write(tmp_path / "given", handover.text(handover.shared(data)), parts)
    given = handover.read(tmp_path / "given", setting)
    assert set(given.entries["setting"]) == {setting}
    one, other = make_site(data, setting), make_site(given, setting)
    assert (one.pages, one.book, one.nav, one.banner) == (other.pages, other.book, other.nav, other.banner)


def test_what_is_handed_over_holds_no_other_settings_document(data: Data) -> None:
    given = handover.text(handover.own(data, "mildmay")) + handover.text(handover.shared(data))
    assert "grange-2019" not in handover.text(handover.own(data, "mildmay"))
    assert '"griffin-2019":{"title"' not in given


@pytest.mark.parametrize("parts", [1, 2, 3, 5, 8, 13])
def test_shards_share_out_the_settings_each_once(tiny: TinyData, capsys: Captured, parts: int) -> None:
    given: list[str] = []
    for part in range(1, parts + 1):
        assert main(["--data", str(tiny.root), "settings", "--shard", f"{part}/{parts}"]) == 0
        given += capsys.readouterr().out.split()
    assert sorted(given) == EVERYONE


def test_no_more_workers_than_sites_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert how_many(3) == 3
    monkeypatch.setattr("handbook.sites.workers._free_memory", lambda: 1_500_000_000)
    assert how_many(1000) == 2
    monkeypatch.setattr("handbook.sites.workers._free_memory", lambda: 1)
    assert how_many(1000) == 1


@pytest.mark.parametrize("exchange", [True, False])
def test_a_new_folder_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(inplace, "_exchanged", lambda *_: False)
    new, place = tmp_path / "new", tmp_path / "out/place"
    for words in ("first", "second"):
        new.mkdir()
        (new / words).touch()
        inplace.swap(new, place)
        assert [path.name for path in place.iterdir()] == [words]
        assert not new.exists()
        assert [path.name for path in place.parent.iterdir()] == ["place"]


def test_whoever_serves_a_site_may_read_it_whatever_the_builders_umask(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    before = os.umask(0o077)
    try:
        build(tiny, out := tmp_path / "site")
    finally:
        os.umask(before)
    assert sorted(built) == EVERYONE
    modes = {path.relative_to(out).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*")}
    assert {name: mode for name, mode in modes.items() if mode not in (0o644, 0o755)} == {}
    assert modes["index.html"] == modes["index.css"] == modes["oak/index.html"] == 0o644


def test_what_was_set_aside_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".griffin.old").mkdir()
    (tmp_path / ".mildmay.old").mkdir()
    (tmp_path / "mildmay").mkdir()
    inplace.restore_interrupted(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["griffin", "mildmay"]


def test_what_a_killed_build_left_under_this_processs_own_number_is_cleared_away(
    tiny: TinyData, tmp_path: Path, built: list[str]
) -> None:
    """In a container the numbers of processes come again."""
    (tmp_path / f".site-new-{os.getpid()}/data").mkdir(parents=True)
    assert after(tiny, tmp_path / "site", built) == EVERYONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]


# A page maker that takes a second, one at a time; a shell may have told its children to pass over an interrupt.
SLOW = """
import signal, sys, time
from handbook import runtime
from handbook.sites import all_sites
from handbook.cli import main

def build_one(worker, setting, folder):
    print(setting, flush=True)
    time.sleep(1)
    folder.mkdir()

signal.signal(signal.SIGINT, signal.default_int_handler)
runtime.build, all_sites.how_many, all_sites._build_one = lambda: None, lambda _: 1, build_one
sys.exit(main())
"""


def test_a_person_who_stops_a_build_is_heard_before_the_next_site(tiny: TinyData, tmp_path: Path) -> None:
    words = ["--data", str(tiny.root), "site", "--out", str(tmp_path / "site")]
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    running.send_signal(signal.SIGINT)
    more, said = running.communicate(timeout=60)
    assert (first, more) == ("ash\n", "")
    assert (running.returncode, said.splitlines()[-1]) == (130, "Stopped.")
    assert not list(tmp_path.glob(".*")), "nothing half-built is left behind"


# A page maker with many small pages, which are made and put in place within the moments above.
QUICK = """
import sys
from handbook import runtime
from handbook.sites import all_sites
from handbook.cli import main

def build_one(worker, setting, folder):
    print(setting, flush=True)
    for number in range(500):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text("new")

runtime.build, all_sites.how_many, all_sites._build_one = lambda: None, lambda _: 1, build_one
sys.exit(main())
"""


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(tiny: TinyData, tmp_path: Path) -> None:
    def quick(out: Path) -> list[str]:
        words = ["--data", str(tiny.root), "site", "--setting", "oak", "--out", str(out)]
        return [sys.executable, "-c", QUICK, *words]

    first, out = tmp_path / "first/site", tmp_path / "here/site"
    subprocess.run(quick(first), check=True, capture_output=True)
    new = contents(first / "oak")
    old = dict.fromkeys(new, b"earlier")
    for moment in MOMENTS:
        shutil.rmtree(out, ignore_errors=True)
        for name, words in old.items():
            (out / "oak" / name).parent.mkdir(parents=True, exist_ok=True)
            (out / "oak" / name).write_bytes(words)
        running = subprocess.Popen(quick(out), start_new_session=True, stdout=subprocess.PIPE)
        assert running.stdout is not None
        assert running.stdout.readline() == b"oak\n"
        time.sleep(moment)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        assert contents(out / "oak") in (old, new)
    subprocess.run(quick(out), check=True, capture_output=True)
    assert contents(out / "oak") == new
    assert not list(out.parent.glob(".*"))


# The rest builds real sites.


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder of its own with an earlier site of two settings."""
    out = tmp_path / "here/site"
    for setting in ("grange", "mildmay"):
        (out / setting).mkdir(parents=True)
        (out / setting / "index.html").write_text("earlier", encoding="utf-8")
    return out


def command(out: Path) -> list[str]:
    return [sys.executable, "-m", "handbook", "site", "--setting", "grange", "--out", str(out)]


def test_a_builder_that_fails_or_dies_is_named_and_another_goes_on(
    data: Data, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    parts = {"grange": handover.text(handover.own(data, "grange"))}
    handover.write(tmp_path / "given", handover.text(handover.shared(data)), parts)
    (tmp_path / "given/grange.own.json").write_text("{", encoding="utf-8")
    with Worker(tmp_path / "given") as worker:
        assert "Expecting property name" in (worker.build("grange", tmp_path / "site") or "")
        assert "Traceback" in caplog.text, "a fault of the program, with the lines that help to fix it"
        assert worker.process is not None
        worker.process.kill()
        worker.process.wait()
        assert worker.build("grange", tmp_path / "site") == "the builder ended with status -9"
        assert "Expecting property name" in (worker.build("grange", tmp_path / "site") or "")


def no_large_files(_: Path) -> Iterator[Callable[[], None]]:
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_FILES, SMALL_FILES))


def tiny_disk(folder: Path) -> Iterator[Callable[[], None]]:
    """The folder on a file system of its own, too small for a site."""
    kept = folder.with_name("kept")
    folder.rename(kept)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield lambda: None
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# Only root may make file systems; everybody can be refused large files, which a build is told of in the same way.
full = tiny_disk if os.geteuid() == 0 else no_large_files


def test_a_full_disk_leaves_the_old_site_whole_and_is_named(earlier: Path) -> None:
    for limit in full(earlier.parent):
        done = subprocess.run(
            command(earlier), cwd=PROJECT, capture_output=True, text=True, check=False, preexec_fn=limit
        )
        assert done.returncode == 1
        assert "setting grange: was not built" in done.stderr
        assert "Traceback" not in done.stderr
        assert pages(earlier) == {"grange": "earlier", "mildmay": "earlier"}
        assert not list(earlier.parent.glob(".*"))
