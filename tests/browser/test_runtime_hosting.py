"""The configurations that docs/hosting.md hands out: nginx and Apache run with them, IIS's held against its schema."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect

from handbook.runtime.parts import FOLDER
from handbook.runtime.seal import POLICY
from tests.browser.support import NOT_KEPT, SITE
from tests.support.servers import HOSTING, Server, apache, nginx

SETTING = "griffin"
PATIENCE = 60_000
READERS, READ_FOR = 64, 1  # seconds
SCRIPTS = {"text/javascript", "application/javascript"}
HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
FRAMED_NOWHERE = "frame-ancestors 'none'"
PDF_POLICY = FRAMED_NOWHERE
POLICY_OF_HOST = f"{POLICY}; {FRAMED_NOWHERE}"
FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def site(addresses: dict[str, str]) -> Path:
    assert SETTING in addresses
    return SITE / SETTING


@pytest.fixture(scope="module", params=[nginx, apache], ids=["nginx", "apache"])
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[Server]:
    start: Callable[[Path], AbstractContextManager[Server]] = request.param
    with start(site) as running:
        yield running


def one_of_each(site: Path) -> list[str]:
    """Of each kind of file that a reader's browser may ask a server for, the largest."""
    found: dict[str, Path] = {}
    for path in site.rglob("*"):
        if path.is_file() and path.suffix not in {".br", ".gz", ""} and path.parent.name != FOLDER:
            found[path.suffix] = max(path, found.get(path.suffix, path), key=lambda one: one.stat().st_size)
    return sorted(path.relative_to(site).as_posix() for path in found.values())


@pytest.mark.parametrize("path", ["index.html", "what-now/", "assets/wizard/worker.js", "no/such/page.html"])
def test_every_answer_has_the_headers(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["content-security-policy"] == POLICY_OF_HOST
    assert headers["cache-control"] == "no-cache"


def test_a_pdf_is_left_to_the_browsers_own_viewer(server: Server, site: Path) -> None:
    for path in sorted(site.glob("print/*.pdf"))[:3]:
        answer = server.get(f"print/{path.name}")
        assert answer.kind == "application/pdf"
        assert answer.headers["content-security-policy"] == PDF_POLICY


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("index.html", {"text/html"}),
        ("assets/python/pyodide.asm.wasm", {"application/wasm"}),
        ("assets/python/pyodide.mjs", SCRIPTS),
        ("assets/python/python_memory.bin", {"application/octet-stream"}),
        ("assets/wizard/wizard.js", SCRIPTS),
        ("assets/wizard/book.json", {"application/json"}),
        ("assets/handbook.css", {"text/css"}),
        ("manifest.webmanifest", {"application/manifest+json"}),
        ("sw.js", SCRIPTS),
    ],
)
@pytest.mark.parametrize("accept", ["identity", "gzip", "gzip, br"])
def test_files_have_their_types(server: Server, path: str, kinds: set[str], accept: str) -> None:
    answer = server.get(path, accept)
    assert answer.status == 200
    assert answer.kind in kinds
    if path.endswith(".html"):
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_versioned_file_is_kept_for_good_and_no_other(server: Server) -> None:
    assert server.get("assets/python/pyodide.mjs?v=abc%2Bd").headers["cache-control"] == FOR_GOOD
    for path in ("assets/python/pyodide.mjs", "sw.js", "index.html", "index.html?vote=1"):
        assert server.get(path).headers["cache-control"] == "no-cache"


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.get("index.html", "gzip, br")
    again = server.get("index.html", "gzip, br", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_what_the_build_has_compressed_is_handed_out(server: Server, site: Path) -> None:
    packed = 0
    for path in one_of_each(site):
        whole, file = (site / path).read_bytes(), site / path
        assert server.get(path).body == whole, path
        for accept, coding, ending in (("gzip", "gzip", ".gz"), ("gzip, deflate, br", "br", ".br")):
            answer = server.get(path, accept)
            neighbour = file.with_name(file.name + ending)
            if neighbour.exists():
                packed += 1
                assert answer.body == neighbour.read_bytes(), path
                assert answer.headers["content-encoding"] == coding, path
                assert answer.headers["vary"] == "Accept-Encoding", path
                assert "content-language" not in answer.headers, path
                if coding == "gzip":
                    assert gzip.decompress(answer.body) == whole, path
    assert packed >= 16  # html, css, js, mjs, json, wasm, bin, webmanifest in both


def test_what_is_not_there_gets_the_page_that_helps(server: Server, site: Path) -> None:
    for path in ("no/such/page.html", ".inputs", ".git/config", ".well-known/nothing"):
        answer = server.get(path)
        assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), path


def test_nobody_sees_what_lies_in_a_folder(server: Server) -> None:
    assert server.get("assets/wizard/").status in {403, 404}


def test_the_whole_handbook_runs_under_the_hosts_policy(server: Server, site: Path, browser: Browser) -> None:
    """Nothing in the console, no request elsewhere, and the wizard live under both policies.

    With nginx on every page at the top and two of each folder; Apache's headers are held against nginx's above.
    """
    told: list[str] = []
    context = browser.new_context()
    context.add_init_script(NOT_KEPT)
    context.on("console", lambda message: told.append(f"{message.page and message.page.url}: {message.text}"))
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on("request", lambda one: told.append(one.url) if server.address not in one.url else None)
    context.on("response", lambda one: told.append(f"{one.status}: {one.url}") if one.status >= 400 else None)
    page = context.new_page()
    folders: dict[Path, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        folders.setdefault(path.parent, []).append(path)
    chosen = [one for folder, pages in folders.items() for one in (pages if folder == site else pages[:2])]
    for path in chosen if server.name == "nginx" else chosen[:2]:
        if path.name != "404.html":
            page.goto(server.address + path.relative_to(site).as_posix())
    page.goto(server.address + "what-now/worried.html")
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    page.locator("[data-option]:visible").first.click()
    expect(page.locator("[data-contact]:visible").first).to_be_visible()
    assert told == []
    context.close()


class Reader(Thread):
    """Asks for one page again and again as a browser does: a connection that the server has closed is opened once more."""

    def __init__(self, address: str, path: str, whole: bytes) -> None:
        super().__init__()
        self.host, self.path, self.whole = address.removeprefix("http://").rstrip("/"), path, whole
        self.answers, self.faults = 0, list[str]()

    def run(self) -> None:
        """Read for a few seconds."""
        end = time.monotonic() + READ_FOR
        connection = HTTPConnection(self.host, timeout=READ_FOR)
        fresh = True
        while time.monotonic() < end:
            try:
                connection.request("GET", self.path)
                answer = connection.getresponse()
                if (answer.status, answer.read()) != (200, self.whole):
                    self.faults.append(f"{answer.status}, not the whole page")
                self.answers += 1
                fresh = False
            except (ConnectionError, HTTPException) as error:
                if fresh:
                    self.faults.append(repr(error))
                connection.close()
                fresh = True
        connection.close()


def test_64_readers_at_once_get_no_error(
    server: Server, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "what-now/worried.html"
    whole = (site / path).read_bytes()
    readers = [Reader(server.address, f"/{path}", whole) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    answers = sum(reader.answers for reader in readers)
    assert [fault for reader in readers for fault in reader.faults] == []
    assert min(reader.answers for reader in readers) > 0
    with capsys.disabled():
        print(f"\n{server.name}: {READERS} readers, {READ_FOR} s, {answers} whole pages, no error")


def documented(kind: str) -> str:
    """What docs/hosting.md shows for an address that is given up."""
    words = (HOSTING.parent / "hosting.md").read_text(encoding="utf-8")
    part = words.partition("## When you give an address up")[2].partition("\n## ")[0]
    found = re.search(rf"```{kind}\n(.*?)```", part, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("kind", ["nginx", "apache"])
def test_an_address_that_is_given_up_is_as_documented(kind: str, tmp_path: Path) -> None:
    left = tmp_path / "given-up"
    left.mkdir()
    shutil.copyfile(HOSTING / "sw.js", left / "sw.js")
    tmp_path.chmod(0o755)
    rules = documented(kind).replace("/srv/handbook/given-up", str(left))
    start: Callable[[Path, str], AbstractContextManager[Server]] = {"nginx": nginx, "apache": apache}[kind]
    with start(left, rules) as running:
        worker = running.get("sw.js")
        assert (worker.status, worker.body) == (200, (HOSTING / "sw.js").read_bytes())
        assert worker.kind in SCRIPTS
        connection = HTTPConnection(running.address.removeprefix("http://").rstrip("/"))
        for path in ("/", "/contacts.html", "/what-now/worried.html?v=1"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert (answer.status, answer.headers["Location"]) == (301, f"https://new.example.org{path}")
        connection.close()


# As the reference of IIS's configuration lists them, as far as a static site may use them: for each element the
# values that each attribute may take, then its children. None stands for any text.
TRUTH = {"true", "false"}
NAMED: dict[str, Any] = {"name": None, "value": None}
IIS_COLLECTION: dict[str, Any] = {"clear": ({}, {})}
IIS: dict[str, Any] = {
    "defaultDocument": (
        {"enabled": TRUTH},
        {"files": ({}, {**IIS_COLLECTION, "add": ({"value": None}, {}), "remove": ({"value": None}, {})})},
    ),
    "directoryBrowse": ({"enabled": TRUTH, "showFlags": None}, {}),
    "httpErrors": (
        {
            "allowAbsolutePathsWhenDelegated": TRUTH,
            "defaultPath": None,
            "defaultResponseMode": {"File", "ExecuteURL", "Redirect"},
            "errorMode": {"DetailedLocalOnly", "Custom", "Detailed"},
            "existingResponse": {"Auto", "Replace", "PassThrough"},
        },
        {
            **IIS_COLLECTION,
            "error": (
                {
                    "path": None,
                    "prefixLanguageFilePath": None,
                    "responseMode": {"File", "ExecuteURL", "Redirect"},
                    "statusCode": None,
                    "subStatusCode": None,
                },
                {},
            ),
            "remove": ({"statusCode": None, "subStatusCode": None}, {}),
        },
    ),
    "httpProtocol": (
        {"allowKeepAlive": TRUTH},
        {
            name: ({}, {**IIS_COLLECTION, "add": (NAMED, {}), "remove": ({"name": None}, {})})
            for name in ("customHeaders", "redirectHeaders")
        },
    ),
    "staticContent": (
        {"defaultDocFooter": None, "enableDocFooter": TRUTH, "isDocFooterFileName": TRUTH},
        {
            **IIS_COLLECTION,
            "clientCache": (
                {
                    "cacheControlCustom": None,
                    "cacheControlMaxAge": None,
                    "cacheControlMode": {"NoControl", "DisableCache", "UseMaxAge", "UseExpires"},
                    "httpExpires": None,
                    "setEtag": TRUTH,
                },
                {},
            ),
            "mimeMap": ({"fileExtension": None, "mimeType": None}, {}),
            "remove": ({"fileExtension": None}, {}),
        },
    ),
    "urlCompression": (
        {"doDynamicCompression": TRUTH, "doStaticCompression": TRUTH, "dynamicCompressionBeforeCache": TRUTH},
        {},
    ),
}
IIS_SECTION: dict[str, Any] = {"system.webServer": ({}, IIS)}
IIS_FILE: dict[str, Any] = {"configuration": ({}, {**IIS_SECTION, "location": ({"path": None}, IIS_SECTION)})}
IIS_KEYS = (
    "name",
    "value",
    "statusCode",
    "fileExtension",
    "path",
)  # of which an entry in a collection has one


def misfits(element: ET.Element, known: dict[str, Any], place: str = "") -> Iterator[str]:
    """What IIS would refuse to read: unknown names and values, a key given twice without taking it out before."""
    place += f"/{element.tag}"
    if element.tag not in known:
        yield f"{place} is unknown"
        return
    attributes, children = known[element.tag]
    for name, value in element.attrib.items():
        if name not in attributes:
            yield f"{place} has no {name}"
        elif attributes[name] is not None and value not in attributes[name]:
            yield f"{place} has no {name} {value}"
    seen: set[tuple[str, str]] = set()
    for child in element:
        key = (child.tag, next((child.attrib[name] for name in IIS_KEYS if name in child.attrib), ""))
        if key in seen:
            yield f"{place} has {' '.join(key)} twice"
        seen.add(key)
        if child.tag != "location" or not child.get("path", "").startswith("/"):
            yield from misfits(child, children, place)
        else:
            yield f"{place} has a location that is not relative"
    if element.text and element.text.strip():
        yield f"{place} has text"


def iis() -> ET.Element:
    return ET.parse(HOSTING / "web.config").getroot()  # noqa: S314, our own file


def test_the_file_for_iis_names_nothing_that_iis_does_not_know() -> None:
    root = iis()
    assert list(misfits(root, IIS_FILE)) == []
    for element in root.iter("location"):
        element.set("path", "/print")
    assert "/configuration has a location that is not relative" in misfits(root, IIS_FILE)


def test_the_file_for_iis_says_what_the_others_do(site: Path) -> None:
    root = iis()
    main = root.find("system.webServer")
    assert main is not None
    types = {one.get("fileExtension"): one.get("mimeType", "") for one in main.iter("mimeMap")}
    taken_out = {one.get("fileExtension") for one in main.findall("staticContent/remove")}
    assert types.keys() == taken_out  # IIS refuses a type that it has already
    known_to_iis = {".css", ".html", ".pdf", ".png", ".svg", ".zip"}
    assert {Path(path).suffix for path in one_of_each(site)} <= types.keys() | known_to_iis
    assert types[".wasm"] == "application/wasm"
    assert {types[name].split(";")[0] for name in (".js", ".mjs")} == {"text/javascript"}
    sent = {one.get("name", "").lower(): one.get("value") for one in main.iter("add") if one.get("name")}
    assert sent == {**HEADERS, "content-security-policy": POLICY_OF_HOST}
    places = {one.get("path"): one for one in root.iter("location")}
    for path in places:
        assert path is not None
        assert (site / path).is_dir()
    (pdf,) = places["print"].iter("add")
    assert pdf.get("value") == PDF_POLICY
    assert {path.parent for path in site.rglob("*.pdf")} == {site / "print"}
