"""What is in a built site besides our own work, and under which terms each component may be passed on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.project import PROJECT

TEXTS = Path(__file__).parent / "texts"
NPM_LOCK, PIP_LOCK = PROJECT / "package-lock.json", PROJECT / "requirements.txt"
FONTS = PROJECT / "handbook/pdf/fonts/LICENSE.md"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is shipped. `licence` is an SPDX expression, `texts` the files that hold its terms.

    `locked` is its name in a lock file, which knows the version; "" for what is inside another component.
    """

    name: str
    what: str
    licence: str
    holder: str
    source: str
    texts: tuple[Path, ...]
    locked: str = ""
    inside: str = ""


def _text(*names: str) -> tuple[Path, ...]:
    return tuple(TEXTS / f"{name}.txt" for name in names)


IN_PYODIDE = "Pyodide"
COMPONENTS = (
    Component(
        "Pyodide",
        "Python for the browser, in assets/python/; one script is cut down (runtime/target/slim.mjs)",
        "MPL-2.0",
        "The Pyodide developers and Mozilla",
        "https://github.com/pyodide/pyodide",
        _text("MPL-2.0"),
        "pyodide",
    ),
    Component(
        "CPython",
        "the interpreter and its standard library, in assets/python/",
        "PSF-2.0",
        "Python Software Foundation",
        "https://github.com/python/cpython",
        _text("PSF-2.0"),
        inside=IN_PYODIDE,
    ),
    Component(
        "hiwire",
        "the bridge between Python and JavaScript",
        "MPL-2.0",
        "The Pyodide developers",
        "https://github.com/pyodide/hiwire",
        _text("MPL-2.0"),
        inside=IN_PYODIDE,
    ),
    Component(
        "Emscripten",
        "what runs compiled C in a browser",
        "MIT OR NCSA",
        "2010-2014 Emscripten authors",
        "https://github.com/emscripten-core/emscripten",
        _text("MIT"),
        inside=IN_PYODIDE,
    ),
    Component(
        "musl",
        "the C library",
        "MIT",
        "2005 onwards Rich Felker and others",
        "https://musl.libc.org",
        _text("MIT"),
        inside=IN_PYODIDE,
    ),
    Component(
        "LLVM libc++ and compiler-rt",
        "the C++ library",
        "Apache-2.0 WITH LLVM-exception",
        "The LLVM project",
        "https://github.com/llvm/llvm-project",
        _text("Apache-2.0", "LLVM-exception"),
        inside=IN_PYODIDE,
    ),
    Component(
        "libffi",
        "calls between languages",
        "MIT",
        "1996 onwards Anthony Green, Red Hat, Inc and others",
        "https://github.com/libffi/libffi",
        _text("MIT"),
        inside=IN_PYODIDE,
    ),
    Component(
        "zlib",
        "compression",
        "Zlib",
        "1995 onwards Jean-loup Gailly and Mark Adler",
        "https://github.com/madler/zlib",
        _text("Zlib"),
        inside=IN_PYODIDE,
    ),
    Component(
        "bzip2",
        "compression",
        "bzip2-1.0.6",
        "1996 onwards Julian Seward",
        "https://sourceware.org/bzip2",
        _text("bzip2-1.0.6"),
        inside=IN_PYODIDE,
    ),
    Component(
        "liblzma, of XZ Utils",
        "compression",
        "LicenseRef-public-domain",
        "in the public domain",
        "https://github.com/tukaani-project/xz",
        (),
        inside=IN_PYODIDE,
    ),
    Component(
        "LZ4",
        "compression",
        "BSD-2-Clause",
        "2011 onwards Yann Collet",
        "https://github.com/lz4/lz4",
        _text("BSD-2-Clause"),
        inside=IN_PYODIDE,
    ),
    Component(
        "SQLite",
        "a database, which the handbook does not use",
        "blessing",
        "in the public domain",
        "https://sqlite.org",
        (),
        inside=IN_PYODIDE,
    ),
    Component(
        "Material for MkDocs",
        "the theme: styles and scripts in assets/",
        "MIT",
        "2016 onwards Martin Donath",
        "https://github.com/squidfunk/mkdocs-material",
        _text("MIT"),
        "mkdocs-material",
    ),
    Component(
        "RxJS",
        "inside the theme's script",
        "Apache-2.0",
        "2015 onwards Google, Inc, Netflix, Inc, Microsoft Corp and contributors",
        "https://github.com/ReactiveX/rxjs",
        _text("Apache-2.0"),
        inside="Material for MkDocs",
    ),
    Component(
        "clipboard.js, escape-html",
        "inside the theme's script",
        "MIT",
        "Zeno Rocha; 2012 onwards TJ Holowaychuk, Andreas Lubbe and Tiancheng Gu",
        "https://github.com/zenorocha/clipboard.js and https://github.com/component/escape-html",
        _text("MIT"),
        inside="Material for MkDocs",
    ),
    Component(
        "tslib",
        "inside the theme's script",
        "0BSD",
        "Microsoft Corporation",
        "https://github.com/microsoft/tslib",
        _text("0BSD"),
        inside="Material for MkDocs",
    ),
    Component(
        "focus-visible",
        "inside the theme's script",
        "W3C-20150513",
        "World Wide Web Consortium and the WICG",
        "https://github.com/WICG/focus-visible",
        _text("W3C-20150513"),
        inside="Material for MkDocs",
    ),
    Component(
        "Material Design icons",
        "the icons of the header and the search, drawn into the pages",
        "Apache-2.0",
        "Pictogrammers and Google",
        "https://github.com/Templarian/MaterialDesign",
        _text("Apache-2.0"),
        inside="Material for MkDocs",
    ),
    Component(
        "MiniSearch",
        "the search's index, in assets/search/",
        "MIT",
        "2022 Luca Ongaro",
        "https://github.com/lucaong/minisearch",
        _text("MIT"),
        "minisearch",
    ),
    Component(
        "stemmer",
        "word stems for the search, in assets/search/",
        "MIT",
        "2014 Titus Wormer",
        "https://github.com/words/stemmer",
        _text("MIT"),
        "stemmer",
    ),
    Component(
        "Source Sans 3",
        "the font of the PDFs in print/, embedded in them",
        "OFL-1.1",
        "2010-2024 Adobe, with Reserved Font Name 'Source'",
        "https://github.com/adobe-fonts/source-sans",
        (FONTS,),
    ),
)

_MAMMOTH = "mammoth"
# What is bundled into the script by which the desk opens a policy's file; no handbook holds it.
DESK_COMPONENTS = (
    Component(
        _MAMMOTH,
        "reads Word files in the desk",
        "BSD-2-Clause",
        "2013 Michael Williamson",
        "https://github.com/mwilliamson/mammoth.js",
        _text("BSD-2-Clause"),
        "mammoth",
    ),
    Component(
        "dingbat-to-unicode, lop and option",
        "signs of symbol fonts, patterns and values that may be missing",
        "BSD-2-Clause",
        "Michael Williamson",
        "https://github.com/mwilliamson",
        _text("BSD-2-Clause"),
        inside=_MAMMOTH,
    ),
    Component(
        "xmldom",
        "reads XML",
        "MIT",
        "2019 Christopher J. Brody and other contributors",
        "https://github.com/xmldom/xmldom",
        _text("MIT"),
        "@xmldom/xmldom",
    ),
    Component(
        "underscore",
        "helpers for lists",
        "MIT",
        "2009-2022 Jeremy Ashkenas, Julian Gonggrijp, DocumentCloud and Investigative Reporters & Editors",
        "https://github.com/jashkenas/underscore",
        _text("MIT"),
        "underscore",
    ),
    Component(
        "xmlbuilder",
        "writes XML",
        "MIT",
        "2013 Ozgur Ozcitak",
        "https://github.com/oozcitak/xmlbuilder-js",
        _text("MIT"),
        "xmlbuilder",
    ),
    Component(
        "base64-js",
        "letters for bytes",
        "MIT",
        "2014 Jameson Little",
        "https://github.com/beatgammit/base64-js",
        _text("MIT"),
        "base64-js",
    ),
    Component(
        "JSZip",
        "opens zips, with lie, immediate and setimmediate inside",
        "MIT",
        "2009-2016 Stuart Knightley, David Duponchel, Franz Buchinger, António Afonso",
        "https://github.com/Stuk/jszip",
        _text("MIT"),
        "jszip",
    ),
    Component(
        "pako",
        "unpacks what zips hold",
        "MIT AND Zlib",
        "2014-2017 Vitaly Puzrin and Andrei Tuputcyn; 1995-2013 Jean-loup Gailly and Mark Adler",
        "https://github.com/nodeca/pako",
        _text("MIT", "Zlib"),
        inside="JSZip",
    ),
    Component(
        "PDF.js",
        "reads PDFs in the desk",
        "Apache-2.0",
        "Mozilla and individual contributors",
        "https://github.com/mozilla/pdf.js",
        _text("Apache-2.0"),
        "pdfjs-dist",
    ),
)


def npm_packages() -> dict[str, Mapping[str, str]]:
    """Every package of the npm lock by its path: its name, after `name/node_modules/` if another holds it."""
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    return {path.removeprefix("node_modules/"): entry for path, entry in packages.items() if path}


def pip_packages(lock: Path = PIP_LOCK) -> dict[str, tuple[str, list[str]]]:
    """Every package of a pip lock: its name to its version and the hashes of its files."""
    found: dict[str, tuple[str, list[str]]] = {}
    hashes: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if name := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            hashes = []
            found[name[1].lower()] = (name[2], hashes)
        hashes += re.findall(r"--hash=sha256:([0-9a-f]{64})", line)
    return found


def version(component: Component) -> str:
    """The locked version of a component; "" where no lock names it."""
    npm, pip = npm_packages(), pip_packages()
    if component.locked in npm:
        return npm[component.locked]["version"]
    return pip[component.locked][0] if component.locked in pip else ""


def licences(components: Sequence[Component] = COMPONENTS) -> str:
    """What is shipped and under which terms, as one text."""
    own = (PROJECT / "LICENSE").read_text(encoding="utf-8").strip()
    out = [
        "What this handbook is made of, and under which terms you may pass it on",
        "",
        "The handbook itself: MIT. Its text is at the end of this list, with all others.",
        "",
    ]
    for component in components:
        known = f" {version(component)}" if version(component) else ""
        inside = f", inside {component.inside}" if component.inside else ""
        out += [
            f"{component.name}{known}: {component.licence}",
            f"  {component.what}{inside}",
            f"  by: {component.holder}",
            f"  source: {component.source}",
        ]
    out += ["", "The handbook", "=" * 12, "", own]
    files = dict.fromkeys(text for component in components for text in component.texts)
    for file in files:
        users = [component.name for component in components if file in component.texts]
        title = f"{file.stem if file.parent == TEXTS else 'OFL-1.1'}: {', '.join(users)}"
        out += ["", title, "=" * len(title), "", file.read_text(encoding="utf-8").strip()]
    return "\n".join(out) + "\n"
