"""The stand-ins for the browser: they do what the modules do whose names they bear."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import rpds
import typing_extensions

from handbook.book.calendar import FIRST_YEAR, LAST_YEAR, usual
from handbook.desk import archive
from handbook.problems import BuildError
from tests.support.tinydata import SCHEMAS


def standin(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"standin_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("module", [rpds, standin(archive.STANDINS / "rpds.py")])
def test_maps_sets_and_lists_do_the_same(module: ModuleType) -> None:
    first = module.HashTrieMap({"a": 1})
    second = first.insert("b", 2).update({"c": 3})
    assert (dict(first), dict(second)) == ({"a": 1}, {"a": 1, "b": 2, "c": 3})
    assert (second.get("x"), "b" in second, len(second.remove("b").discard("x"))) == (None, True, 2)
    assert module.HashTrieMap.convert({"a": 1}) == first
    assert hash(first) == hash(module.HashTrieMap({"a": 1}))
    with pytest.raises(KeyError):
        first.remove("x")
    some = module.HashTrieSet(["a"]).insert("b").update(["c"])
    assert (set(some), set(some.remove("a"))) == ({"a", "b", "c"}, {"b", "c"})
    with pytest.raises(KeyError):
        some.remove("x")
    row = module.List().push_front("b").push_front("a")
    assert (list(row), bool(module.List())) == (["a", "b"], False)


def test_the_archive_holds_what_the_desk_imports_and_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    archive.write(one, SCHEMAS)
    archive.write(other, SCHEMAS)
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as held:
        names = set(held.namelist())
        days = json.loads(held.read("holidays.json"))
        held.extract("holidays.py", tmp_path)
        held.extract("holidays.json", tmp_path)
    assert {"handbook/desk/host.py", "wizard/render.py", "rpds.py", "schemas/policy.schema.json"} <= names
    assert not any(name.startswith(("handbook/pdf/", "mkdocs", "phonenumbers/geodata")) for name in names)
    made = standin(tmp_path / "holidays.py").country_holidays("GB", "ENG", range(FIRST_YEAR, LAST_YEAR + 1))
    assert {date.isoformat(day) for day in made} == usual() == set(days["ENG"])


def test_a_desk_that_cannot_be_loaded_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "ENTRY", "handbook.desk.nowhere")
    with pytest.raises(BuildError, match="No module named"):
        archive.write(tmp_path / "desk.zip", SCHEMAS)


def test_every_library_comes_with_its_licence() -> None:
    told = archive.licences()
    for name in set(archive.LIBRARIES.values()):
        part = told.split(f"{name} ", 1)[1].split("=" * 72)[0]
        assert "copyright" in part.lower(), name


def test_the_archive_needs_nothing_beside_it_and_complains_of_a_fault(tmp_path: Path) -> None:
    """As in a browser: the archive, Python's own library, and nothing that is installed."""
    archive.write(tmp_path / "desk.zip", SCHEMAS)
    with zipfile.ZipFile(tmp_path / "desk.zip") as held:
        held.extractall(tmp_path / "desk")
    shutil.copy(typing_extensions.__file__, tmp_path / "desk")  # what Pyodide's Python has in its own library
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'desk')!r})\n"
        "import handbook.desk.empty\n"
        "from pathlib import Path\n"
        "from handbook.datafiles.schema import schemas_in\n"
        f"print(schemas_in(Path({str(tmp_path / 'desk/schemas')!r})).fault('id', 'the id', 'No Id'))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("the id cannot be 'No Id': "), done.stderr
