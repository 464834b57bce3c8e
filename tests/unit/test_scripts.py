"""The scripts: bundled so that nothing of one module reaches another, and each at work without a browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from handbook.runtime.node import node
from handbook.runtime.scripts import CLASSIC, ENTRIES, ScriptError, bundled, folder_worker_script
from handbook.runtime.seal import OFFLINE, WORKER, seal

PROJECT = Path(__file__).parents[2]

MODULES = {
    "wizard.js": 'import * as one from "./one.js";\nimport { told } from "./two.js";\n'
    "globalThis.out = `${one.told()} ${told()} ${BUILD.id}`;\n",
    "one.js": 'export function told() { return "one"; }\n',
    "two.js": 'export function told() { return "two"; }\n',
}


def web(folder: Path, **changed: str) -> Path:
    for name, code in {**MODULES, **{f"{name}.js": code for name, code in changed.items()}}.items():
        (folder / "wizard").mkdir(exist_ok=True)
        (folder / "wizard" / name).write_text(code, encoding="utf-8")
    return folder


def run(code: str) -> str:
    """What a classic script leaves in `out`, with a build's table before it."""
    program = f'const BUILD = {{ id: "b1" }};\n{code}\nprocess.stdout.write(String(globalThis.out));'
    done = subprocess.run([str(node()), "-e", program], capture_output=True, text=True, check=True)
    return done.stdout


def test_two_functions_of_one_name_stay_two_and_the_builds_table_is_in_reach(tmp_path: Path) -> None:
    assert run(bundled("wizard/wizard.js", web(tmp_path))) == "one two b1"


def test_a_script_that_has_changed_is_bundled_again(tmp_path: Path) -> None:
    bundled("wizard/wizard.js", web(tmp_path))
    web(tmp_path, two='export function told() { return "three"; }\n')
    assert run(bundled("wizard/wizard.js", tmp_path)) == "one three b1"


def test_a_module_that_is_missing_stops_the_build_and_names_who_asks_for_it(tmp_path: Path) -> None:
    (web(tmp_path) / "wizard/two.js").unlink()
    with pytest.raises(ScriptError, match=r'Could not resolve "\./two\.js"'):
        bundled("wizard/wizard.js", tmp_path)


def test_the_worker_from_a_folder_holds_pyodide_and_answers(tmp_path: Path) -> None:
    """Given its files by messages alone, it says that a boot method is unknown: so it listens, and holds its own."""
    pyodide, whole = tmp_path / "pyodide", tmp_path / "worker.mjs"
    pyodide.mkdir()
    (pyodide / "pyodide.mjs").write_text("export const loadPyodide = 1;\n", encoding="utf-8")
    (pyodide / "pyodide.asm.mjs").write_text("export default 2;\n", encoding="utf-8")
    whole.write_text(folder_worker_script(pyodide), encoding="utf-8")
    program = (
        "globalThis.addEventListener = (_, listener) => (globalThis.listener = listener);\n"
        "globalThis.postMessage = (said) => process.stdout.write(JSON.stringify([said, PYODIDE]));\n"
        f"await import({json.dumps(whole.as_uri())});\n"
        'await listener({ data: { id: 7, bootMethod: "by-magic" } });\n'
    )
    command = [str(node()), "--input-type=module", "-e", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [
        {"id": 7, "error": "Error: no boot method is called by-magic"},
        {"../python/pyodide.mjs": {"loadPyodide": 1}, "../python/pyodide.asm.mjs": {"default": 2}},
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_a_browser_loads_asks_for_no_module_and_names_no_place_of_ours(
    entry: str, tmp_path: Path
) -> None:
    code = bundled(entry)
    assert str(PROJECT) not in code
    file = tmp_path / ("script.js" if ENTRIES[entry] == CLASSIC else "module.mjs")
    file.write_text(code, encoding="utf-8")
    subprocess.run([str(node()), "--check", str(file)], check=True, capture_output=True)
    assert "\nimport" not in f"\n{code}"
    if ENTRIES[entry] == CLASSIC:
        assert "import.meta" not in code
        assert code.lstrip().startswith(('"use strict";', "(()=>{", "/*!"))


def test_the_page_knows_its_own_worker_by_how_that_begins(tmp_path: Path) -> None:
    (tmp_path / OFFLINE).parent.mkdir(parents=True)
    seal(tmp_path, "b1", "A handbook", "Handbook")
    begins, brace, _ = (tmp_path / WORKER).read_text(encoding="utf-8").partition("{")
    assert brace
    assert f'"{begins}"' in (tmp_path / OFFLINE).read_text(encoding="utf-8"), "else the address is given up"


def test_the_scripts_do_what_they_say() -> None:
    """Node's own runner over `tests/scripts/`."""
    files = sorted((PROJECT / "tests/scripts").glob("*.test.js"))
    command = [str(node()), "--test", "--test-reporter=tap", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    written = sum(path.read_text(encoding="utf-8").count("\ntest(") for path in files)
    assert f"# pass {written}\n" in done.stdout
