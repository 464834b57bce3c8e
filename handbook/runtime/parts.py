"""Everything that Python in the browser needs, made once per version of Pyodide and of the wizard."""

import ast
import base64
import hashlib
import json
import logging
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook import build_cache
from handbook.inplace import make_readable
from handbook.leftovers import without_leftovers
from handbook.problems import BuildError
from handbook.project import PROJECT
from handbook.runtime.archive import BYTECODE_WHEEL, source_wheel, sources
from handbook.runtime.folder import write_pieces
from handbook.runtime.memory import pack
from handbook.runtime.node import node
from handbook.runtime.tools import put_in_place, tools

HERE = Path(__file__).resolve().parent
PYODIDE = PROJECT / "node_modules/pyodide"
TERSER = PROJECT / "node_modules/terser"
WIZARD = PROJECT / "wizard"
CACHE = PROJECT / "build/runtime"
MANIFEST = "manifest.json"
FOLDER = "folder"
KEY_LENGTH = 16
log = logging.getLogger(__name__)

# What comes from npm unchanged; the inner script, the standard library and the lock are made here from npm's.
FROM_NPM = ("pyodide.mjs", "pyodide.asm.wasm")
INNER = "pyodide.asm.mjs"
LOCK = "pyodide-lock.json"
LIBRARY = "python_stdlib.zip"
MEMORY = "python_memory.bin"

# The boot methods that the page tries, best first, with what each needs besides the parts that all need.
# When all of them fail, the static flow is what remains.
COMMON = ("pyodide.asm.wasm", LOCK)
BOOT_METHODS: Mapping[str, tuple[str, ...]] = {"memory": (MEMORY,), "bytecode": (LIBRARY, BYTECODE_WHEEL)}

# C code imports these by name when a date is parsed, so no import statement shows them.
HIDDEN_IMPORTS = ("_strptime",)

# Fixed, so that equal sources give equal bytecode: the seed orders sets, the epoch replaces file dates.
# Nobody reads columns in a browser's traceback, and they are a fifth of the bytecode.
TARGET_ENVIRONMENT = {
    "HOME": "/home/pyodide",
    "PYTHONHASHSEED": "0",
    "PYTHONNODEBUGRANGES": "1",
    "SOURCE_DATE_EPOCH": "315532800",
}


class RuntimeBuildError(BuildError):
    """The parts for the browser could not be made."""


NO_MEMORY = (RuntimeBuildError, struct.error)  # what another version of Pyodide may answer with
NO_ROOM = "ENOSPC"  # how Node names a full disk


@dataclass(frozen=True)
class Runtime:
    """A finished folder of parts; `contents` maps each file's path in it to its integrity.

    `fallbacks` says in words what could not be made as it is meant to be, and what is used in its place.
    """

    folder: Path
    key: str
    contents: Mapping[str, str]
    fallbacks: Sequence[str] = ()

    @property
    def boot_methods(self) -> dict[str, tuple[str, ...]]:
        """The boot methods that these parts allow, best first, each with what it needs besides COMMON."""
        return {
            boot_method: own
            for boot_method, own in BOOT_METHODS.items()
            if all(name in self.contents for name in own)
        }

    @property
    def files(self) -> dict[str, str]:
        """The parts that a page from the network fetches, each with its integrity."""
        return {path: value for path, value in self.contents.items() if "/" not in path}

    def pieces(self, name: str) -> int:
        """In how many pieces a part lies in `folder/`, for a page that is opened from a folder."""
        return sum(path.startswith(f"{FOLDER}/{name}.") for path in self.contents)


def build(cache: Path = CACHE, *, pyodide: Path = PYODIDE, wizard: Path = WIZARD) -> Runtime:
    """Give the parts for `assets/python/`, made now or found whole in the cache."""
    for needed in (pyodide / "pyodide.asm.wasm", TERSER / "package.json"):
        if not needed.exists():
            raise RuntimeBuildError(f"{needed.parent} is missing: run 'make setup' first.")
    key = _key(pyodide, wizard)
    folder = cache.resolve() / key
    build_cache.mark_used(folder)
    if (found := _read(folder, key)) is not None:
        return _log_fallbacks(found)
    cache.mkdir(parents=True, exist_ok=True)
    toolbox = tools(cache.resolve())
    with tempfile.TemporaryDirectory(dir=cache.resolve(), prefix=".making-") as name:
        fresh = Path(name) / "parts"
        fresh.mkdir()
        fallbacks = _make(fresh, pyodide, wizard, toolbox)
        paths = sorted(path for path in fresh.rglob("*") if path.is_file())
        contents = {path.relative_to(fresh).as_posix(): integrity(path.read_bytes()) for path in paths}
        manifest = {"parts": contents, "fallbacks": fallbacks}
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        make_readable(fresh)
        # Another process may have been quicker, and copies from its parts by now: those stay.
        if folder.exists() and _read(folder, key) is None:
            shutil.rmtree(folder)
        put_in_place(fresh, folder)
    build_cache.remove_unused(
        cache.glob("[0-9a-f]" * KEY_LENGTH), build_cache.DAY
    )  # a build may still copy from those of today
    made = _read(folder, key)
    if made is None:
        raise RuntimeBuildError(f"{folder} changed while it was being made; build again.")
    return _log_fallbacks(made)


def _log_fallbacks(made: Runtime) -> Runtime:
    for words in made.fallbacks:
        log.warning("warning: %s", words)
    return made


def version_of(package: Path) -> str:
    """The version of a package that npm brought."""
    version: str = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    return version


def _make(folder: Path, pyodide: Path, wizard: Path, toolbox: Path) -> list[str]:
    """Make all parts; says what another version of Pyodide than the one we know did not allow."""
    fallbacks: list[str] = []

    def use_whole_script(error: Exception) -> None:
        fallbacks.append(f"Pyodide's script is used whole, which a phone reads for longer: {_reason(error)}")
        shutil.copyfile(pyodide / INNER, folder / INNER)

    for name in FROM_NPM:
        shutil.copyfile(pyodide / name, folder / name)
    try:
        run_program("slim.mjs", {"pyodide": str(pyodide), "out": str(folder)})
    except RuntimeBuildError as error:
        use_whole_script(error)

    wheel = source_wheel(wizard, folder)
    stock = _stock(pyodide, folder, toolbox)
    platform = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))["info"]
    _run_python("run.mjs", "wheel.py", {"wheel": wheel.name, "info": platform}, stock)

    imports = sorted({*_imports(wizard), *HIDDEN_IMPORTS})
    _run_python("run.mjs", "library.py", {"imports": imports, "wheel": f"/work/{BYTECODE_WHEEL}"}, stock)

    try:
        memory = _memory(folder, imports)
    except NO_MEMORY as error:
        if not fallbacks:  # it may be the cut script that does not start
            use_whole_script(error)
        try:
            memory = _memory(folder, imports)
        except NO_MEMORY as again:
            memory = b""
            fallbacks.append(f"Python starts from bytecode, not from its memory: {_reason(again)}")
    if memory:
        (folder / MEMORY).write_bytes(memory)

    (folder / FOLDER).mkdir()
    for name in sorted({*COMMON, *(part for own in BOOT_METHODS.values() for part in own)}):
        if (folder / name).exists():
            data = (folder / name).read_bytes()
            write_pieces(folder / FOLDER, name, integrity(data), data)
    return fallbacks


def _stock(pyodide: Path, folder: Path, toolbox: Path) -> dict[str, object]:
    """The browser's Python as it comes, with a folder to work in and the tools."""
    mounts = {"/work": str(folder), "/tools": str(toolbox), "/project/handbook": str(HERE.parent)}
    return {"pyodide": str(pyodide), "mounts": mounts}


def compile_archive(archive: Path, cache: Path = CACHE, pyodide: Path = PYODIDE) -> None:
    """Turn the sources of a zip into bytecode of the browser's Python, in place."""
    stock = _stock(pyodide, archive.parent, tools(cache.resolve()))
    _run_python("run.mjs", "archive.py", {"archive": archive.name}, stock)


def _memory(folder: Path, imports: Sequence[str]) -> bytes:
    """The memory of a Python that has imported the wizard, by calls outside Pyodide's public API."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as raw:
        ours = {"pyodide": str(folder), "wheel": str(folder / BYTECODE_WHEEL), "out": raw}
        _run_python("memory.mjs", "warm.py", {"imports": imports}, ours)
        return pack(*((Path(raw) / name).read_bytes() for name in ("snapshot", "bare", "begun")))


def _reason(error: Exception) -> str:
    """The line of a program's report that says what was wrong; no path of this machine, as sites carry it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "Error: " in line), " ".join(lines[-1:]))
    return (told or type(error).__name__).replace(str(PROJECT), "")


def _run_python(program: str, script: str, job: Mapping[str, object], order: Mapping[str, object]) -> None:
    """Run a script of `target/` in the browser's Python, started by a program of `target/`."""
    whole = {**order, "script": str(HERE / "target" / script), "env": TARGET_ENVIRONMENT, "job": job}
    run_program(program, whole)


def run_program(program: str, order: object) -> str:
    """What a program of `target/` prints under Node; RuntimeBuildError with its words where it fails.

    Plain BuildError where this machine stopped it: of what the program would have said nothing is known.
    """
    done = subprocess.run(
        [str(node()), str(HERE / "target" / program)],
        input=json.dumps(order),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode < 0:
        raise BuildError(f"{program} was stopped by signal {-done.returncode}: is there memory left?")
    if done.returncode and NO_ROOM in done.stderr:
        raise BuildError(f"{program} found no room on the disk; make some, and build again.")
    if done.returncode:
        raise RuntimeBuildError(f"{program} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _imports(package: Path) -> Iterator[str]:
    """Every module that the package imports anywhere, also inside functions, and its own modules."""
    for path in sources(package):
        for statement in ast.walk(ast.parse(path.read_bytes(), str(path))):
            if isinstance(statement, ast.Import):
                yield from (alias.name for alias in statement.names)
            elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
                yield statement.module
        parts = path.relative_to(package.parent).with_suffix("").parts
        if parts[-1] != "__main__":
            yield ".".join(parts).removesuffix(".__init__")


def _key(pyodide: Path, wizard: Path) -> str:
    """Names the build: any change in Pyodide, in the wizard or in this package gives another key."""
    digest = hashlib.sha256()
    stock = [pyodide / name for name in (*FROM_NPM, INNER, "python_stdlib.zip", "pyodide-lock.json")]
    stock.append(TERSER / "package.json")
    ours = without_leftovers(path for path in HERE.rglob("*") if path.suffix in {".py", ".mjs", ".txt"})
    for path in (*stock, *ours, *sources(wizard)):
        digest.update(f"{path.name} {integrity(path.read_bytes())}\n".encode())
    return digest.hexdigest()[:KEY_LENGTH]


def _read(folder: Path, key: str) -> Runtime | None:
    """The parts in the folder, or None unless every one is there and intact."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        contents, fallbacks = manifest["parts"], manifest["fallbacks"]
        whole = all(integrity((folder / path).read_bytes()) == value for path, value in contents.items())
    except (OSError, ValueError, KeyError):
        return None
    return Runtime(folder, key, contents, fallbacks) if whole else None


def integrity(data: bytes) -> str:
    """The hash that a browser checks a file by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()
