"""The guides and the README name what there is: commands, targets, modules, files and fields."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
import yaml

from handbook import cli
from handbook.datafiles.data import Data
from handbook.policies.places import place, refs
from tests.browser.support import PROJECT
from tests.support import real
from tests.support.tinydata import TinyData

GUIDE = sorted((PROJECT / "docs/guide").glob("*.md"))
TEXTS = [PROJECT / "README.md", *GUIDE]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:make|\.venv|handbook|python|py) [^`…]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
# A ref: in a list of an example, before its words there, or in the text.
NAMED = re.compile(r"(?<=[`\s])([a-z]+\.[a-z0-9-]+(?:/[a-z0-9-]+)*)(?=[`:\n])")
SHARD = re.compile(r"\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX|\$CI_NODE_TOTAL")


def name_of(path: Path) -> str:
    return path.name


def fences(path: Path, *kinds: str) -> Iterator[str]:
    for kind, text in FENCE.findall(path.read_text(encoding="utf-8")):
        if kind in kinds:
            yield text


def commands(path: Path) -> list[list[str]]:
    """Every command that a text asks a reader to type, word by word."""
    blocks = [line for text in fences(path, "sh", "powershell") for line in text.splitlines()]
    inline = INLINE.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    workflows = [line for text in fences(path, "yaml") for line in runs(yaml.safe_load(text))]
    found = []
    for line in [*blocks, *inline, *workflows]:
        plain = SHARD.sub("3", line).replace("\\", "/")
        for part in re.split(r"\||&&", plain):
            words = shlex.split(part, comments=True)
            if "xargs" in words:
                words = words[words.index("--no-run-if-empty") + 1 :]
            if words:
                found.append(words)
    return found


def runs(node: Any) -> Iterator[str]:
    """The shell lines of a CI system's file."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"script", "before_script"}:
                yield from value
            elif name == "run":
                yield value
            else:
                yield from runs(value)
    elif isinstance(node, list):
        for value in node:
            yield from runs(value)


def test_texts_hold_commands() -> None:
    assert sum(len(commands(path)) for path in TEXTS) > 50, "else nothing is checked here"


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_handbook_command_is_one(path: Path) -> None:
    for words in commands(path):
        if words[0].removesuffix(".exe").rpartition("/")[2] == "handbook":
            given = [word for word in words[1:] if word != "…"]
            if len(given) == 1:  # a command that is only spoken of
                given.append("--help")
            assert parsed(given), f"{path.name}: handbook {shlex.join(given)}"


def parsed(words: list[str]) -> bool:
    """Whether the command line may hold these words."""
    try:
        cli.parser(words).parse_args(words)
    except SystemExit as left:
        return left.code == 0
    return True


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_make_target_and_module_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for words in commands(path):
        if words[0] == "make":
            assert {word for word in words[1:] if "=" not in word} <= targets, words
        elif "-m" in words:
            assert find_spec(words[words.index("-m") + 1]), words


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_every_link_leads_to_a_file(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_windows_guide_needs_no_make_and_no_shell_of_unix() -> None:
    path = PROJECT / "docs/guide/windows.md"
    for words in [
        words for text in fences(path, "powershell") for words in map(shlex.split, text.split("\n"))
    ]:
        assert words[:1] not in (["make"], ["sed"], ["export"]), words
    for text in fences(path, "powershell"):
        for tool in re.findall(r"\.venv\\\S+", text):
            assert PureWindowsPath(tool).parts[:2] == (".venv", "Scripts"), tool
        for file in re.findall(r"\S+\.txt", text):
            assert (PROJECT / file).exists(), file


@pytest.fixture(scope="module")
def data() -> Data:
    return real.data()


def test_every_line_and_place_that_the_guide_to_a_policys_file_names_is_there(data: Data) -> None:
    text = (PROJECT / "docs/guide/shared-lines.md").read_text(encoding="utf-8")
    named = {one for one in NAMED.findall(text) if "leeds" not in one}
    known = {ref for ref, _ in refs(data)}
    assert len(named) > 15
    assert not sorted(one for one in named if one not in known and not place(data, one))


def line_with(text: str, words: str) -> str:
    return next(line for line in runs(yaml.safe_load(text)) if words in line)


def test_the_matrix_of_github_is_all_shards() -> None:
    text = next(text for text in fences(PROJECT / "docs/guide/many.md", "yaml") if "runs-on" in text)
    shards = yaml.safe_load(text)["jobs"]["site"]["strategy"]["matrix"]["shard"]
    count = int(re.findall(r"matrix\.shard \}\}/(\d+)", line_with(text, "--shard"))[0])
    assert shards == list(range(1, count + 1))


@pytest.mark.parametrize("count", [3, 7])
def test_the_line_for_a_matrix_builds_each_setting_once(tiny: TinyData, tmp_path: Path, count: int) -> None:
    text = next(text for text in fences(PROJECT / "docs/guide/many.md", "yaml") if "CI_NODE" in text)
    command = tmp_path / ".venv/bin/handbook"
    command.parent.mkdir(parents=True)
    # The list is a real one; what would be built is only written down.
    command.write_text(
        "#!/bin/sh\n"
        f'[ "$1" = site ] && shift && echo "$@" >>built && exit\n'
        f'exec {sys.executable} -m handbook --data {tiny.root} "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
    for index in range(1, min(count, 3) + 1):
        environment = {**os.environ, "CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(count)}
        subprocess.run(
            ["sh", "-c", line_with(text, "--shard")],
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(PROJECT)},
            check=True,
        )
    words = (tmp_path / "built").read_text(encoding="utf-8").split()
    built = [word for word in words if word != "--setting"]
    settings = list(tiny.checked().entries["setting"])
    assert sorted(built) == sorted(one for place, one in enumerate(settings) if place % count < 3)  # jobs run
    assert words.count("--setting") == len(built)
