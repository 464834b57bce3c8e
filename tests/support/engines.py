"""Three browsers for the tests behind one face. Firefox and WebKit are driven by the protocol that each brings along.

Where one is missing, Debian's package is installed if this machine allows it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from playwright.sync_api import Browser, Error, Page, ProxySettings

from tests.support.servers import free_port

START_LIMIT = 60.0
CALL_LIMIT = 90.0


class EngineError(RuntimeError):
    """The browser refused a command, or did not start."""


class EngineMissingError(EngineError):
    """There is no such browser here, and none could be installed."""


class Engine(Protocol):
    """What a test may ask of a browser."""

    def get(self, url: str) -> None:
        """Open an address and wait for the page to load."""

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page; gives what it returns, awaited."""

    def tab(self, name: str = "") -> str:
        """Go to the tab of this name, or to a new one; gives the name of the tab that was left."""

    def picture(self) -> bytes:
        """Give the window as PNG."""


def wait_for(engine: Engine, condition: str, seconds: float = 120.0) -> None:
    """Wait until an expression in the page holds. Raises EngineError with what the wizard shows instead."""
    end = time.monotonic() + seconds
    while not engine.run(f"return Boolean({condition})"):
        if time.monotonic() > end:
            state = engine.run("return document.querySelector('[data-wizard]')?.cloneNode().outerHTML")
            raise EngineError(f"waited {seconds:.0f} s in vain for {condition}; the wizard: {state}")
        time.sleep(0.1)


@contextmanager
def chromium(browser: Browser, proxy: str = "") -> Iterator[Engine]:
    """A page of its own in a Chromium that runs already; `proxy` is the host that all it asks for goes by."""
    through: ProxySettings | None = {"server": proxy, "bypass": "<-loopback>"} if proxy else None
    context = browser.new_context(proxy=through)
    yield _Chromium(context.new_page())
    context.close()


@contextmanager
def firefox(proxy: str = "", told: Mapping[str, object] | None = None) -> Iterator[Engine]:
    """Firefox without a screen, through the Marionette protocol that every Firefox speaks; `told` are its settings."""
    command = _command("firefox-esr", "firefox", "firefox-esr")
    port = free_port()
    with tempfile.TemporaryDirectory() as profile:
        settings = {
            "marionette.port": port,
            "remote.prefs.recommended": True,
            **_firefox_proxy(proxy),
            **(told or {}),
        }
        lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        options = ["--marionette", "--headless", "--no-remote", "--profile", profile]
        with (
            _process([command, *options], {"HOME": profile}),
            _connected(port) as connection,
            connection.makefile("rb") as stream,
        ):
            engine = _Marionette(connection, stream)
            engine.call("WebDriver:NewSession", {})
            engine.call("WebDriver:SetTimeouts", {"script": int(CALL_LIMIT * 1000)})
            yield engine


def _firefox_proxy(proxy: str) -> dict[str, object]:
    host, _, port = proxy.partition(":")
    sides = {f"network.proxy.{side}": host for side in ("http", "ssl")}
    ports = {f"network.proxy.{side}_port": int(port or 0) for side in ("http", "ssl")}
    here = {"network.proxy.type": 1, "network.proxy.allow_hijacking_localhost": True}
    return {**sides, **ports, **here} if proxy else {}


@contextmanager
def webkit(proxy: str = "") -> Iterator[Engine]:
    """WebKitGTK's small browser on a virtual screen, through its own WebDriver."""
    driver = _command("webkit2gtk-driver", "WebKitWebDriver")
    screen = _command("xvfb", "xvfb-run")
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "NO_AT_BRIDGE": "1"}
        with _process([screen, "-a", driver, f"--port={port}"], environment):
            _connected_to_nothing(port)
            engine = _WebDriver(port, proxy)
            try:
                yield engine
            finally:
                engine.call("DELETE", "")


def _command(package: str, *names: str) -> str:
    """The path of a program, from Debian's package where it is missing and may be installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", package, "xauth"]):
            subprocess.run(["apt-get", "--quiet", *words], check=False, capture_output=True)
        found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise EngineMissingError(f"no {names[0]} here; install Debian's {package} or its like")
    return found


class _Chromium:
    """Playwright's page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self, name: str = "") -> str:
        pages = self.page.context.pages
        left = str(pages.index(self.page))
        self.page = pages[int(name)] if name else self.page.context.new_page()
        self.page.bring_to_front()
        return left

    def get(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str, *arguments: object) -> Any:
        function = f"(given) => (async function () {{ {script} }}).apply(null, given)"
        try:
            return self.page.evaluate(function, arguments)
        except Error as error:
            if "context was destroyed" in error.message:
                return None  # the page was left before it could answer, as with the others
            raise EngineError(error.message) from None

    def picture(self) -> bytes:
        return self.page.screenshot()


class _Marionette:
    """Firefox's protocol: each message a length, a colon and JSON."""

    def __init__(self, connection: socket.socket, stream: BinaryIO) -> None:
        self.connection = connection
        self.stream = stream
        self.calls = 0
        self._read()  # the greeting

    def call(self, command: str, parameters: dict[str, object]) -> Any:
        self.calls += 1
        body = json.dumps([0, self.calls, command, parameters]).encode()
        self.connection.sendall(str(len(body)).encode() + b":" + body)
        _kind, _id, error, result = self._read()
        if error:
            raise EngineError(f"{command}: {error['message']}")
        return result

    def get(self, url: str) -> None:
        self.call("WebDriver:Navigate", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        body: dict[str, object] = {"script": _awaited(script), "args": list(arguments)}
        return _unwrapped(self.call("WebDriver:ExecuteAsyncScript", body)["value"])

    def tab(self, name: str = "") -> str:
        left: str = self.call("WebDriver:GetWindowHandle", {})["value"]
        wanted = name or self.call("WebDriver:NewWindow", {"type": "tab"})["handle"]
        self.call("WebDriver:SwitchToWindow", {"handle": wanted})
        return left

    def picture(self) -> bytes:
        return base64.b64decode(self.call("WebDriver:TakeScreenshot", {"full": False})["value"])

    def _read(self) -> Any:
        length = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise EngineError("Firefox hung up")
            length += byte
        return json.loads(self.stream.read(int(length)))


class _WebDriver:
    """The W3C protocol: JSON over HTTP."""

    def __init__(self, port: int, proxy: str) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"), None)
        if browser is None:
            raise EngineError("no MiniBrowser here")
        options = {"binary": str(browser), "args": ["--automation"]}
        through = {"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy}
        asked = {"webkitgtk:browserOptions": options, **({"proxy": through} if proxy else {})}
        wanted = {"capabilities": {"alwaysMatch": asked}}
        self.address += f"/{self.call('POST', '', wanted)['sessionId']}"
        self.call("POST", "/timeouts", {"script": int(CALL_LIMIT * 1000)})

    def call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, method=method)  # noqa: S310, our own port
        try:
            with urllib.request.urlopen(request, timeout=CALL_LIMIT) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise EngineError(json.load(error)["value"]["message"]) from None

    def get(self, url: str) -> None:
        self.call("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        body = {"script": _awaited(script), "args": list(arguments)}
        return _unwrapped(self.call("POST", "/execute/async", body))

    def tab(self, name: str = "") -> str:
        left: str = self.call("GET", "/window")
        wanted = name or self.call("POST", "/window/new", {"type": "tab"})["handle"]
        self.call("POST", "/window", {"handle": wanted})
        return left

    def picture(self) -> bytes:
        return base64.b64decode(self.call("GET", "/screenshot"))


def _awaited(script: str) -> str:
    """An asynchronous script for WebDriver that gives the value or the error of the given body."""
    return (
        "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
        f"(async function () {{ {script} }}).apply(null, given)"
        ".then((value) => done({value}), (error) => done({error: String(error)}));"
    )


def _unwrapped(result: dict[str, Any] | None) -> Any:
    """The value, or an error raised; None where the page was left before it could answer."""
    if result is None:
        return None
    if "error" in result:
        raise EngineError(result["error"])
    return result.get("value")


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """A process in a group of its own, so that whatever it starts ends with it."""
    running = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    end = time.monotonic() + START_LIMIT
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=CALL_LIMIT)
            break
        except OSError:
            if time.monotonic() > end:
                raise EngineError("the browser did not start") from None
            time.sleep(0.1)
    with connection:
        yield connection


def _connected_to_nothing(port: int) -> None:
    with _connected(port):
        pass
