"""The configurations that docs/hosting.md hands out: nginx started with its file, the others checked for their form."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support import PROJECT, SITE

HOSTING = PROJECT / "docs/hosting"
SETTING = "griffin"
PATIENCE = 60_000
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-static", "wrk")
MAIN = """
{modules}
user root;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  log_not_found off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/handbook.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Nginx:
    def __init__(self, address: str, *, brotli: bool) -> None:
        self.address = address
        self.brotli = brotli

    def get(self, path: str, accept: str = "identity") -> Answer:
        request = urllib.request.Request(self.address + path, headers={"Accept-Encoding": accept})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read())


@pytest.fixture(scope="module")
def site(addresses: dict[str, str]) -> Path:
    assert SETTING in addresses
    return SITE / SETTING


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The documented file, its three lines marked HERE filled in, and nothing else changed."""
    program = _program("nginx")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("# HERE") == 3
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/srv/handbook/griffin", str(site))
    if not BROTLI.exists():
        text = text.replace("brotli_static on;", "")
    (folder / "handbook.conf").write_text(text, encoding="utf-8")
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, modules=modules), encoding="utf-8")
    running = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _until_open(port)
        yield Nginx(f"http://127.0.0.1:{port}/", brotli=BROTLI.exists())
    finally:
        running.terminate()
        running.wait(10)
    assert (folder / "error.log").read_text(encoding="utf-8") == ""


def _program(name: str) -> str:
    if shutil.which(name) is None and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "--quiet", *words], check=False, capture_output=True)
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"no {name} here; install Debian's {' '.join(PACKAGES)}")
    return found


def _until_open(port: int) -> None:
    end = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return


def test_pages_have_their_headers(nginx: Nginx) -> None:
    answer = nginx.get("index.html")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/python/pyodide.asm.wasm", "application/wasm"),
        ("assets/python/pyodide.mjs", "application/javascript"),
        ("assets/python/python_memory.bin", "application/octet-stream"),
        ("assets/wizard/wizard.js", "application/javascript"),
        ("assets/wizard/book.json", "application/json"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("sw.js", "application/javascript"),
    ],
)
def test_files_have_their_types(nginx: Nginx, path: str, kind: str) -> None:
    assert nginx.get(path).headers["Content-Type"].split(";")[0] == kind


def test_a_versioned_file_is_kept_for_good_and_no_other(nginx: Nginx) -> None:
    assert "immutable" in nginx.get("assets/python/pyodide.mjs?v=abc").headers["Cache-Control"]
    assert nginx.get("sw.js").headers["Cache-Control"] == "no-cache"


def test_compressed_files_are_handed_out(nginx: Nginx, site: Path) -> None:
    for path in ("index.html", "assets/python/pyodide.asm.wasm"):
        whole = (site / path).read_bytes()
        packed = nginx.get(path, "gzip")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == whole
        if nginx.brotli:
            best = nginx.get(path, "gzip, br")
            assert best.headers["Content-Encoding"] == "br"
            assert best.body == (site / f"{path}.br").read_bytes()
        assert nginx.get(path).body == whole


def test_what_is_not_there_gets_the_page_that_helps(nginx: Nginx, site: Path) -> None:
    answer = nginx.get("no/such/page.html")
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    assert nginx.get(".inputs").status == 404


def test_the_wizard_is_live(nginx: Nginx, browser: Browser) -> None:
    told: list[str] = []
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url) if nginx.address not in request.url else None)
    page.goto(nginx.address + "what-now/worried.html")
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    page.locator("[data-option]:visible").first.click()
    expect(page.locator("[data-contact]:visible").first).to_be_visible()
    assert told == []
    context.close()


def test_it_bears_many_readers_at_once(nginx: Nginx, capsys: pytest.CaptureFixture[str]) -> None:
    wrk = _program("wrk")
    url = nginx.address + "what-now/worried.html"
    command = [wrk, "-t2", "-c64", "-d10s", "-H", "Accept-Encoding: gzip", url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Socket errors" not in told, told
    assert "Non-2xx" not in told, told
    found = re.search(r"(\d+) requests in .*?, (\S+) read", told)
    rate = re.search(r"Requests/sec:\s*(\S+)", told)
    assert found
    assert rate
    with capsys.disabled():
        print(f"\nnginx, 64 connections, 10 s: {rate[1]} requests a second, {found[1]} requests, {found[2]}")


def test_the_file_for_iis_is_well_formed_and_names_every_type() -> None:
    tree = ET.parse(HOSTING / "web.config")  # noqa: S314, our own file
    types = {one.get("fileExtension"): one.get("mimeType", "") for one in tree.iter("mimeMap")}
    assert types[".wasm"] == "application/wasm"
    assert types[".mjs"].startswith("text/javascript")
    assert {".bin", ".whl", ".webmanifest"} <= types.keys()


def test_the_files_agree_on_what_they_forbid() -> None:
    headers = ("frame-ancestors 'none'", "nosniff", "no-referrer", "camera=(), geolocation=(), microphone=()")
    for name in ("nginx.conf", "apache.htaccess", "web.config"):
        text = (HOSTING / name).read_text(encoding="utf-8")
        assert [one for one in headers if one not in text] == [], name
