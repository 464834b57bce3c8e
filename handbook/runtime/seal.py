"""The last step of a build for readers: what every page's head needs, and the list of all its files."""

import hashlib
import html
import json
import re
from pathlib import Path

from handbook.problems import BuildError
from handbook.runtime.parts import FOLDER, integrity
from handbook.runtime.scripts import bundled
from handbook.runtime.share import Shared

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
OFFLINE = "assets/wizard/offline.js"

# Stands in for a page that is not on the device and cannot be had.
AWAY = "away.html"

# Served at any address, so relative links in it would break.
NOT_FOUND = "404.html"

# Asked for with their version in the address, and so kept by browsers for as long as they like.
VERSIONED = re.compile(r"assets/python/[^/]+|assets/wizard/(?:(?:worker|loader)\.js|book\.json)")

# On the device already in another form, or of no use there.
NOT_KEPT = re.compile(
    rf"assets/(?:python|wizard)/{FOLDER}/.*|assets/python/manifest\.json|{re.escape(WORKER)}|.*\.(?:br|gz|pdf)"
)

# What a page may load and run: the site's own files. Every script is one of them and none stands in a page,
# so one policy without any hash serves them all, and a host's header says the same (docs/hosting.md).
# From a folder a worker can only come out of the page, by `data:`; it inherits this policy, imports nothing.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "worker-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)

_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)(?: - [^<]*)?</title>", re.DOTALL)
_INLINE = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
_BARE_PICTURE = re.compile(r"<svg (?![^>]*\bwidth=)(?=[^>]*\bviewBox=\"0 0 (?P<width>[\d.]+) )")
_SEALED = re.compile(r"\n<!-- sealed -->.*?<!-- /sealed -->", re.DOTALL)


class SealError(BuildError):
    """A page cannot be finished: what is wrong with it stands in the message."""


def seal(site: Path, build: str, name: str, short_name: str, shared: Shared | None = None) -> None:
    """Put the security policy and what an app needs into every page, then write the service worker.

    `build` is what `install` gave, `shared` the parts that lie beside the site. Call this after everything
    else has been written; called again, it renews the lists.
    """
    (site / OFFLINE).write_text(bundled("offline/offline.js"), encoding="utf-8")
    (site / MANIFEST).write_text(_app(name, short_name), encoding="utf-8")
    for page in sorted(site.rglob("*.html")):
        text = _SEALED.sub("", page.read_text(encoding="utf-8"))
        charset = _CHARSET.search(text)
        if charset is None:
            raise SealError(f"{page} names no character set in its head; fix its template.")
        if inside := _INLINE.search(text):
            raise SealError(f"{page} has a script in it, {inside[0]}: browsers will refuse it; use a file.")
        head = _head(page.relative_to(site), build)
        text = text[: charset.end()] + head + text[charset.end() :]
        page.write_text(_sized(text), encoding="utf-8")
    _write_worker(site, build, shared)


def _sized(text: str) -> str:
    """A page whose drawings keep their own size where a mail or a preview shows it without its styles."""
    return _BARE_PICTURE.sub(r'<svg width="\g<width>" ', text)


def _head(page: Path, build: str) -> str:
    lines = [
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        # A phone is not to make links of what looks like a number: some are shown so that nobody rings them.
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
    ]
    if page.name != NOT_FOUND:
        root = "../" * (len(page.parts) - 1)
        lines += [
            f'<meta name="handbook-build" content="{build}">',
            # Browsers fetch a manifest without credentials unless told to send them.
            f'<link rel="manifest" href="{root}{MANIFEST}" crossorigin="use-credentials">',
            f'<link rel="apple-touch-icon" href="{root}assets/icons/icon-180.png">',
            f'<script defer src="{root}{OFFLINE}"></script>',
        ]
    return "\n".join(("", "<!-- sealed -->", *lines, "<!-- /sealed -->"))


def _app(name: str, short_name: str) -> str:
    sizes = {"any": (192, 512), "maskable": (512,)}
    icons = [
        {
            "src": f"assets/icons/icon-{'maskable-' if purpose == 'maskable' else ''}{size}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for purpose, all_sizes in sizes.items()
        for size in all_sizes
    ]
    app = {
        "name": name,
        "short_name": short_name,
        "id": "./",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "lang": "en-GB",
        "background_color": "#ffffff",
        "theme_color": "#1d3557",
        "icons": icons,
    }
    return json.dumps(app, indent=1, ensure_ascii=False) + "\n"


def _write_worker(site: Path, build: str, shared: Shared | None) -> None:
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = {path: path.relative_to(site).as_posix() for path in paths}
    kept = {path: name for path, name in names.items() if not NOT_KEPT.fullmatch(name)}
    files = {name: integrity(path.read_bytes()) for path, name in kept.items()}
    beside = (
        {f"{shared.relative_path}{name}": value for name, value in shared.files.items()} if shared else {}
    )
    files |= beside
    table = json.dumps(files, sort_keys=True)
    known = {
        "id": hashlib.sha256(table.encode()).hexdigest()[:16],
        "files": files,
        "versioned": [name for name in files if name in beside or VERSIONED.fullmatch(name)],
        "shared": shared.relative_path if shared else "",
        "pages": {name: _title(path) for path, name in kept.items() if name.endswith(".html")},
        "build": build,
        "away": AWAY,
    }
    script = f"const SITE = {json.dumps(known, sort_keys=True)};\n{bundled('offline/offline-worker.js')}"
    (site / WORKER).write_text(script, encoding="utf-8")


def _title(page: Path) -> str:
    found = _TITLE.search(page.read_text(encoding="utf-8"))
    return html.unescape(found[1]).strip() if found else page.name
