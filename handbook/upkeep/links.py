"""Outside links, looked up where there is a network: one page of a site at a time, with pauses and limits."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from threading import Event
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem

FIELDS = frozenset({"address", "addresses", "checked_against"})
AGENT = "safeguarding-handbook-links/1 (looks once whether a page is still there)"
SITES_AT_ONCE = 4
NO_ANSWER = "no answer"
# Answers to a program that tell nothing about the page: a person has to look.
REFUSED = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_ACCEPTABLE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
)
# Servers that know no HEAD say one of these, or that the page is not there.
ASK_AGAIN = frozenset(
    {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.NOT_FOUND, *REFUSED}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds: for one page, between two pages of a site, for all."""

    page: float = 10.0
    pause: float = 1.0
    all: float = 120.0


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """An address of the data, and where it stands first."""

    address: str
    file: YamlFile
    key: Key

    def problem(self, words: str) -> Problem:
        """What was found, at the place in the data."""
        return self.file.problem(self.key, f"{self.address}: {words}")


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a check: pages that answered, what was wrong with others, and what was not reached."""

    reached: int
    faults: tuple[Problem, ...]
    left: int
    network: bool


def links(data: Data) -> dict[str, Link]:
    """Every outside address of the data, each once."""
    found: dict[str, Link] = {}
    for file in data.every_file():
        for key, value in file.values:
            for at, text in _addresses(key, value):
                address = _address(text)
                found.setdefault(address, Link(address, file, at))
    return found


def _addresses(key: Key, value: Any) -> Iterator[tuple[Key, str]]:
    name = key[-1] if key else ""
    if isinstance(value, str) and (name in FIELDS or key[-2:-1] == ("addresses",)):
        yield key, value
    elif isinstance(value, dict) and value.get("kind") == "web" and value.get("status") != "superseded":
        yield (*key, "value"), value["value"]


def _address(text: str) -> str:
    """The address itself: words may stand after it, and the scheme may be left out."""
    bare = text.split(maxsplit=1)[0]
    return bare if bare.startswith(("http://", "https://")) else f"https://{bare}"


def look(data: Data, limits: Limits) -> Found:
    """Look at every outside address, several sites side by side and each site page by page."""
    return look_at(links(data).values(), limits)


def look_at(wanted: Iterable[Link], limits: Limits) -> Found:
    """Look at these addresses."""
    sites: dict[str, list[Link]] = {}
    for link in wanted:
        sites.setdefault(_site_of(link.address), []).append(link)
    end, stop = time.monotonic() + limits.all, Event()
    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        answers: dict[Link, str | None] = {}
        try:
            for site in pool.map(lambda site: _site(site, limits, end, stop), sites.values()):
                answers |= site
        except BaseException:
            stop.set()  # a person stopped it: no page more is asked for
            raise
    faults = tuple(link.problem(words) for link, words in answers.items() if words)
    tried = [words for words in answers.values() if words is not None]
    alone = bool(tried) and all(words.startswith(NO_ANSWER) for words in tried)
    return Found(
        sum(words == "" for words in answers.values()),
        () if alone else faults,
        sum(words is None for words in answers.values()),
        not alone,
    )


def _site_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # it is no address, which `_page` says
        return address


def _site(site: list[Link], limits: Limits, end: float, stop: Event) -> Mapping[Link, str | None]:
    """What each page of a site says: "" where it is there, None where the time ran out before."""
    answers: dict[Link, str | None] = {}
    for place, link in enumerate(site):
        if place and time.monotonic() < end:
            stop.wait(limits.pause)
        in_time = time.monotonic() < end and not stop.is_set()
        answers[link] = _page(link.address, limits.page) if in_time else None
    return answers


def _page(address: str, seconds: float) -> str:
    words = ""
    for method in ("HEAD", "GET"):
        try:
            parts = urlsplit(address)
            plain = parts._replace(path=quote(parts.path, safe="/%:@!$&'()*+,;=~"), fragment="").geturl()
            request = Request(plain, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http only, see _address
            with urlopen(request, timeout=seconds):  # noqa: S310 - the same
                return ""
        except HTTPError as error:
            error.close()
            refused = error.code in REFUSED
            words = f"refused to a program ({error.code}); open it by hand" if refused else f"{error.code}"
            if error.code not in ASK_AGAIN:
                break
        except (URLError, HTTPException, OSError, ValueError) as error:
            why = str(getattr(error, "reason", None) or error)
            return f"{NO_ANSWER} ({' '.join(why.split())})"  # nonsense comes with its own line ends
    return words
