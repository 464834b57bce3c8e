"""The scripts of `wizard/web/`, each entry joined with what it imports: one request instead of several."""

import re
from pathlib import Path

from handbook.problems import BuildError
from handbook.runtime.build import PROJECT

WEB = PROJECT / "wizard/web"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|function|const)\b)", re.MULTILINE)
_PYODIDE_EXPORT = re.compile(r"export ?\{(?P<names>[^}]*)\};?\s*(?://# sourceMappingURL=\S+\s*)?\Z")
_PYODIDE_DEFAULT = re.compile(r"export default (?P<name>\w+);\s*\Z")


class ScriptError(BuildError):
    """A script does not have the shape that joining relies on."""


def joined(entry: str) -> str:
    """Give an entry with every module it imports before it, each once."""
    return _joined(entry, set())


def _joined(name: str, taken: set[str]) -> str:
    taken.add(name)
    source = (WEB / name).read_text(encoding="utf-8")
    imported = (found["name"] for found in _IMPORT.finditer(source))
    before = [_joined(one, taken) for one in imported if one not in taken]
    return "".join(before) + _EXPORT.sub("", _IMPORT.sub("", source))


def pyodide_inside(pyodide: Path) -> str:
    """Give Pyodide's two modules as a table, for a worker that can import nothing."""
    outer = (pyodide / "pyodide.mjs").read_text(encoding="utf-8")
    inner = (pyodide / "pyodide.asm.mjs").read_text(encoding="utf-8")
    exported, default = _PYODIDE_EXPORT.search(outer), _PYODIDE_DEFAULT.search(inner)
    if exported is None or default is None:
        raise ScriptError(
            "Pyodide's modules no longer export as they did: run 'make setup' for the pinned ones, "
            "or see handbook/runtime/scripts.py."
        )
    pairs = (one.split(" as ") for one in exported["names"].split(","))
    table = ", ".join(f"{outside.strip()}: {inside.strip()}" for inside, outside in pairs)
    return (
        "const PYODIDE = {\n"
        f'"../python/pyodide.mjs": (() => {{ {outer[: exported.start()]}\nreturn {{ {table} }}; }})(),\n'
        f'"../python/pyodide.asm.mjs": (() => {{ {inner[: default.start()]}\n'
        f"return {{ default: {default['name']} }}; }})(),\n"
        "};\n"
    )
