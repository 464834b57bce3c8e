"""Archives of sources turned into archives of bytecode, inside the browser's Python."""

import zipfile
from pathlib import Path

from pyodide_build._py_compile import _py_compile_archive  # type: ignore[import-not-found]

from handbook.runtime.archive import write_zip


def compile_archive(archive: Path) -> Path:
    """Compile a wheel or zip, in place or beside it under the name it must have; gives the result's path.

    Equal input gives equal bytes. Raises ValueError where there is nothing to compile.
    """
    made: Path | None = _py_compile_archive(archive, keep=False, verbose=False, compression_level=0)
    if made is None:
        raise ValueError(f"{archive} holds nothing to compile")
    with zipfile.ZipFile(made) as old:
        contents = {name: old.read(name) for name in sorted(old.namelist())}
    write_zip(made, contents.items())
    return made
