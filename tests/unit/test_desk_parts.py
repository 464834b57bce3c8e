"""The terms of what is bundled into the script by which the desk opens a file."""

from __future__ import annotations

import json
import re
import subprocess

from handbook.project import PROJECT
from handbook.release.shipped import DESK_PARTS, licences, npm_packages, version
from handbook.runtime.node import node

PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")
BUNDLED = """
import { build } from "esbuild";
const { metafile } = await build({
  entryPoints: ["handbook/desk/web/documents.js"], bundle: true, external: ["node:*"], format: "iife",
  logLevel: "silent", metafile: true, write: false,
});
process.stdout.write(JSON.stringify(Object.keys(metafile.inputs)));
"""


def test_every_package_in_the_script_has_its_terms_noted() -> None:
    made = subprocess.run(
        [str(node()), "--input-type=module", "--eval", BUNDLED],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    packages = {name for path in json.loads(made.stdout) for name in PACKAGE.findall(path)[-1:]}
    noted = {part.locked for part in DESK_PARTS} | {"dingbat-to-unicode", "lop", "option"}
    assert packages <= noted
    assert {part.locked for part in DESK_PARTS if part.locked} <= packages


def test_the_terms_name_each_part_with_its_version() -> None:
    text = licences(DESK_PARTS)
    for part in DESK_PARTS:
        assert f"{part.name}{f' {version(part)}' if part.locked else ''}: {part.licence}" in text
        assert not part.locked or part.locked in npm_packages()
    assert "Pyodide" not in text
