"""What is shipped: the terms of what is bundled into the desk's script, and the bill of materials."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from datetime import date

from handbook.project import PROJECT
from handbook.release.sbom import sbom
from handbook.release.shipped import DESK_COMPONENTS, NPM_LOCK, licences, npm_packages, version
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
    noted = {component.locked for component in DESK_COMPONENTS} | {"dingbat-to-unicode", "lop", "option"}
    assert packages <= noted
    assert {component.locked for component in DESK_COMPONENTS if component.locked} <= packages


def test_the_terms_name_each_part_with_its_version() -> None:
    text = licences(DESK_COMPONENTS)
    for component in DESK_COMPONENTS:
        assert (
            f"{component.name}{f' {version(component)}' if component.locked else ''}: {component.licence}"
            in text
        )
        assert not component.locked or component.locked in npm_packages()
    assert "Pyodide" not in text


def test_the_bill_of_materials_has_every_version_that_npm_locks_once() -> None:
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    locked = {(PACKAGE.findall(path)[-1], entry["version"]) for path, entry in packages.items() if path}
    components = json.loads(sbom(date(2026, 11, 22)))["components"]
    listed = Counter(
        (part["name"], part["version"]) for part in components if part.get("purl", "").startswith("pkg:npm/")
    )
    assert listed == Counter(locked)
