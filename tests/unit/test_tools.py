"""What the project asks of tools that may be missing or silent: Node, npm, and whoever knows of weaknesses."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.project import PROJECT
from handbook.runtime import node
from tests.audit.__main__ import UnreachableError, weaknesses_of_npm, weaknesses_of_pip


def test_a_node_that_comes_without_npm_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = {"node": str(tmp_path / "bin/node"), "npm": str(tmp_path / "bin/npm")}
    monkeypatch.setattr(shutil, "which", there.get)
    monkeypatch.setattr(node, "_version", lambda _: node.OLDEST)
    assert node._from_path() == tmp_path / "bin/node"  # noqa: SLF001 - what `node` tries first
    del there["npm"]
    assert node._from_path() is None  # noqa: SLF001


@pytest.mark.parametrize(
    ("shown", "taken"),
    [("v20.18.3", False), ("v20.19.0", True), ("v22.1.0", True), ("v9.20.0", False), ("what?", False)],
)
def test_an_older_node_than_the_packages_ask_for_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: str, *, taken: bool
) -> None:
    program = tmp_path / "node"
    program.write_text(f"#!/bin/sh\necho '{shown}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", {"node": str(program), "npm": "npm"}.get)
    assert (node._from_path() == program) is taken  # noqa: SLF001 - what `node` tries first
    asked = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))["engines"]["node"]
    assert asked == f">={'.'.join(map(str, node.OLDEST))}"


@pytest.mark.parametrize(
    ("program", "script"),
    [
        pytest.param("bin/node", "lib/node_modules/npm/bin/npm-cli.js", id="the wheel"),
        pytest.param("node.exe", "lib/node_modules/npm/bin/npm-cli.js", id="the wheel for Windows"),
        pytest.param("node.exe", "node_modules/npm/bin/npm-cli.js", id="Node's own folder on Windows"),
    ],
)
def test_the_npm_that_came_with_a_node_is_run_by_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, script: str
) -> None:
    for name in (program, script):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(node, "node", lambda: tmp_path / program)
    monkeypatch.setattr(subprocess, "run", run)
    assert node.main(["npm", "ci"]) == 0
    assert ran == [[str(tmp_path / program), str(tmp_path / script), "ci"]]


def test_where_no_node_can_be_had_one_message_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> Path:
        raise node.NodeMissingError("Node is needed")

    monkeypatch.setattr(node, "node", missing)
    assert node.main(["npm", "ci"]) == 1
    assert capsys.readouterr().err == "Node is needed\n"


def test_a_known_weakness_is_named_with_its_mend() -> None:
    weak = {"name": "mkdocs", "version": "1.6.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.6.2"]}]}
    fine = {"name": "jinja2", "version": "3.1.6", "vulns": []}
    said = json.dumps({"dependencies": [weak, fine]})
    assert list(weaknesses_of_pip(said)) == ["mkdocs 1.6.1: PYSEC-1; fixed in 1.6.2"]
    said = json.dumps({"vulnerabilities": {"brotli": {"range": "<1.2", "severity": "high"}}})
    assert list(weaknesses_of_npm(said)) == ["brotli <1.2: high"]


@pytest.mark.parametrize("said", ["", "{}", '{"message": "405 Method Not Allowed"}', "[]"])
def test_no_answer_is_not_taken_for_no_weakness(said: str) -> None:
    for known in (weaknesses_of_pip, weaknesses_of_npm):
        with pytest.raises(UnreachableError):
            list(known(said))


def test_a_part_that_could_not_be_looked_up_is_not_taken_for_a_safe_one() -> None:
    said = json.dumps({"dependencies": [{"name": "mkdocs", "skip_reason": "not found"}]})
    with pytest.raises(UnreachableError, match="1 of 1"):
        list(weaknesses_of_pip(said))
