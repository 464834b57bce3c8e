"""What a machine needs: from Debian in one list, from pip and npm in locks that say how they are made."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tests.locks.__main__ import LOCKS, NPM_FOLDERS, command

PROJECT = Path(__file__).parents[2]
HAS = "#!/bin/sh\ncase $3 in git|apache2|nginx-light) exit 1;; esac\necho installed\n"
INSTALL = "install --quiet --yes --no-install-recommends"
FASTER = "chromium-headless-shell"


def packages(folder: Path, user: int, lacking: str = "none") -> tuple[int, str, str]:
    """What `.ci/packages` does where three packages are missing: its status, what it says, what it installs.

    `lacking`: a package that this Debian has not got.
    """
    programs = {
        "dpkg-query": HAS,
        "id": f"#!/bin/sh\necho {user}\n",
        "apt-get": f'#!/bin/sh\necho "$@" >> "{folder}/asked"\ncase " $* " in *" {lacking} "*) exit 100;; esac\n',
    }
    for name, text in programs.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [PROJECT / ".ci/packages"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = folder / "asked"
    return done.returncode, done.stderr, asked.read_text(encoding="utf-8") if asked.exists() else ""


def test_root_gets_what_the_tests_need_and_nothing_more(tmp_path: Path) -> None:
    status, said, asked = packages(tmp_path, user=0)
    assert (status, said) == (0, "")
    assert asked.splitlines() == [
        "update --quiet",
        f"{INSTALL} git nginx-light apache2",
        f"{INSTALL} {FASTER}",
    ]


def test_a_debian_without_the_faster_browser_will_do(tmp_path: Path) -> None:
    assert packages(tmp_path, user=0, lacking=FASTER)[0] == 0
    assert packages(tmp_path, user=0, lacking="apache2")[0] != 0


def test_anyone_else_is_told_in_a_line_what_to_install(tmp_path: Path) -> None:
    status, said, asked = packages(tmp_path, user=1000)
    assert status == 1
    assert said == "The tests need more. Have somebody run: sudo apt-get install git nginx-light apache2\n"
    assert asked == ""


def test_make_test_and_ci_get_it_from_the_one_list() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^test: machine setup ", makefile, re.MULTILINE)
    assert re.search(r"^machine:.*\n\t@\.ci/packages$", makefile, re.MULTILINE)
    for file in ("Makefile", ".ci/run", ".devcontainer/devcontainer.json"):
        text = (PROJECT / file).read_text(encoding="utf-8")
        assert ".ci/packages" in text, file
        assert "nginx" not in text, f"{file} has a list of its own"


def test_a_handbook_is_published_by_its_id_and_never_by_a_tag_or_a_push() -> None:
    """It names people, so all of them at once, or one by accident, would be a leak."""
    github = yaml.safe_load((PROJECT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    asked = github[True]  # YAML's `on`
    assert list(asked) == ["workflow_dispatch"]
    assert asked["workflow_dispatch"]["inputs"]["setting"]["required"] is True
    gitlab = yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    (rule,) = gitlab["pages"]["rules"]
    assert rule["when"] == "manual"
    assert rule["if"].endswith("&& $SETTING")
    steps = [step.get("run", "") for step in github["jobs"]["build"]["steps"]] + gitlab["pages"]["script"]
    ours = [step for step in steps if "bin/handbook" in step]
    assert len(ours) == 4
    assert [step for step in ours if not step.endswith('--setting "$SETTING"')] == []
    assert github["jobs"]["build"]["needs"] == "check"


def test_gitlab_asks_the_same_of_whoever_reports_as_github() -> None:
    forms = {path.stem for path in (PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml")} - {"config"}
    assert {path.stem.lower() for path in (PROJECT / ".gitlab/issue_templates").glob("*.md")} == forms


def test_an_editor_knows_the_shape_of_every_kind_of_file() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))
    schemas = {f"./data/schemas/{path.name}" for path in (PROJECT / "data/schemas").glob("*.json")}
    assert set(settings["yaml.schemas"]) == schemas - {"./data/schemas/common.schema.json"}


def files(name: str) -> Iterator[Path]:
    """The project's own files of a name, with or without a clone; what was brought or built is left out."""
    brought = {".git", ".venv", "node_modules"}
    built = {PROJECT / "build", PROJECT / "site"}
    for folder, below, names in os.walk(PROJECT):
        below[:] = [one for one in below if one not in brought and Path(folder) / one not in built]
        yield from (Path(folder) / one for one in names if fnmatch(one, name))


def locks() -> set[str]:
    return {
        path.relative_to(PROJECT).as_posix()
        for path in files("*.txt")
        if "--hash=sha256:" in path.read_text(encoding="utf-8")
    }


def test_make_locks_renews_every_lock_there_is() -> None:
    assert locks() == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_how_it_is_made_and_names_no_registry_and_no_place(lock: str) -> None:
    text = (PROJECT / lock).read_text(encoding="utf-8")
    assert text.splitlines()[1] == f"#    {shlex.join(command(lock))}   (all of them: make locks)"
    assert not re.search(r"https?://|file:|^--(?!hash)|/opt/", text, re.MULTILINE)


@pytest.mark.parametrize("folder", ["tests/oldest", *NPM_FOLDERS])
def test_what_npm_brings_is_pinned_and_locked_without_a_registry(folder: str) -> None:
    wanted = json.loads((PROJECT / folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((PROJECT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d[\w.-]*", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    assert not [name for name, entry in lock.items() if "resolved" in entry]
