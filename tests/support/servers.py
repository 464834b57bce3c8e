"""Debian's nginx and Apache, each started with the configuration that docs/hosting hands out."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HOSTING = Path(__file__).parents[2] / "docs/hosting"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
MODULES = Path("/etc/apache2/mods-available")
# What Debian's Apache runs with from the start, then what docs/hosting.md asks for.
DEFAULT_MODULES = (
    *("access_compat", "alias", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_host"),
    *("authz_user", "autoindex", "deflate", "dir", "env", "filter", "mime", "mpm_event", "negotiation"),
    *("reqtimeout", "setenvif"),
)
ASKED_MODULES = ("headers", "rewrite")

NGINX = """
load_module {brotli};
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
  gzip on;
  include {folder}/handbook.conf;
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
Mutex file:{folder}
ErrorLog {folder}/error.log
{modules}
<Directory />
  AllowOverride None
  Require all denied
</Directory>
DocumentRoot {site}
<Directory {site}>
  Options Indexes FollowSymLinks
  AllowOverride All
  Require all granted
</Directory>
"""


class ServerMissingError(RuntimeError):
    """There is no such server here, and none could be installed."""


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The type, without what may follow it."""
        return self.headers.get("content-type", "").split(";")[0]


@dataclass(frozen=True)
class Server:
    """A running server; its address ends in a slash."""

    name: str
    address: str

    def get(self, path: str, accept: str = "identity", **headers: str) -> Answer:
        """The answer to a request for a path, whatever its status."""
        sent = {
            "Accept-Encoding": accept,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        request = urllib.request.Request(self.address + path, headers=sent)  # noqa: S310, our own server
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return _answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, dict(error.headers), error.read())


def _answer(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers.items()}, body)


@contextmanager
def nginx(site: Path, own: str = "") -> Iterator[Server]:
    """The documented file, its three lines marked HERE filled in, and nothing else changed.

    `own` is put into its server's part, where something else is documented.
    """
    packages = ("nginx-light", "libnginx-mod-http-brotli-static")
    command = program("nginx", *packages)
    if not BROTLI.exists():
        _install(packages)
    if not BROTLI.exists():
        raise ServerMissingError(f"no {BROTLI} here; install Debian's {' '.join(packages)}")
    port = free_port()
    text = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("# HERE") == 3
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/srv/handbook/griffin", str(site.resolve())
    )
    text = text.replace("    index index.html;", f"{own}\n    index index.html;")
    with _open_folder() as folder:
        (folder / "handbook.conf").write_text(text, encoding="utf-8")
        main = NGINX.format(folder=folder, brotli=BROTLI)
        (folder / "nginx.conf").write_text(
            ("user root;" if os.geteuid() == 0 else "") + main, encoding="utf-8"
        )
        with _running([command, "-p", str(folder), "-c", str(folder / "nginx.conf")], port):
            yield Server("nginx", f"http://127.0.0.1:{port}/")
        _assert_no_complaint(folder / "error.log")


@contextmanager
def apache(site: Path, own: str = "") -> Iterator[Server]:
    """A copy of the site with the documented file beside its start page, on Apache as Debian sets it up.

    `own` stands in that file's place, where something else is documented.
    """
    command = program("apache2", "apache2")
    port = free_port()
    with _open_folder() as folder:
        # Apache gives up root's rights, so the site must lie where everyone may read.
        copy = shutil.copytree(site, folder / "site")
        rules = own or (HOSTING / "apache.htaccess").read_text(encoding="utf-8")
        (copy / ".htaccess").write_text(rules, encoding="utf-8")
        names = [*DEFAULT_MODULES, *ASKED_MODULES]
        files = [MODULES / f"{name}.{kind}" for kind in ("load", "conf") for name in names]
        text = APACHE.format(
            folder=folder,
            port=port,
            site=copy,
            modules="\n".join(f"Include {file}" for file in files if file.exists()),
        )
        user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
        (folder / "apache.conf").write_text(user + text, encoding="utf-8")
        with _running([command, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"], port):
            yield Server("apache", f"http://127.0.0.1:{port}/")
        _assert_no_complaint(folder / "error.log")


def _assert_no_complaint(log: Path) -> None:
    """A request that is refused is an error to both servers, and none to us; what is above or below it is."""
    told = log.read_text(encoding="utf-8").splitlines()
    assert [line for line in told if re.search(r"\b(emerg|alert|crit|warn)\]", line)] == []


def program(name: str, *packages: str) -> str:
    """The path of a program, from Debian's packages where it is missing and may be installed."""
    if shutil.which(name) is None:
        _install(packages)
    found = shutil.which(name)
    if found is None:
        raise ServerMissingError(f"no {name} here; install Debian's {' '.join(packages)}")
    return found


def _install(packages: tuple[str, ...]) -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "--quiet", *words], check=False, capture_output=True)


@contextmanager
def _open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    running = subprocess.Popen(command)
    try:
        end = time.monotonic() + 10
        while not _is_open(port):
            assert running.poll() is None, f"{command[0]} ended with {running.returncode}"
            assert time.monotonic() < end, f"{command[0]} opened no port"
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait(10)


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


# Below those that a system hands to whoever asks for any, so that none of these goes to another program between
# the look and the use; drawn by lot, since several processes of tests look side by side.
_PORTS = iter(random.SystemRandom().sample(range(20_000, 32_000), 12_000))


def free_port() -> int:
    """A port of this machine that nobody listens on, each time another."""
    for port in _PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("every port was given away")
