"""A setting's PDFs, and what its data says should be on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.book.maker import Maker
from handbook.book.words import status_warning
from handbook.papers import Paper, papers
from tests.print import poppler
from wizard.model import Book

DATA = Path(__file__).parents[2] / "data"
SETTINGS = tuple(sorted(path.stem for path in (DATA / "settings").glob("*.yml")))
PHONE = re.compile(r"(?<![\d/.-])(?:0\d{2,4} \d{3,4} ?\d{3,4}|0\d{4} \d{6}|999|101)(?![\d/])")
RING = ("social-care", "lado")
EACH_KIND = (
    "card",
    "pocket",
    "induction-pack",
    "induction-annex",
    "contacts",
    "form-concern",
    "flow-worried",
)


@dataclass(frozen=True)
class Shelf:
    """The folder of one setting's PDFs."""

    maker: Maker
    book: Book
    folder: Path

    def pdf(self, name: str) -> Path:
        """One PDF, by its name without the ending."""
        return self.folder / f"{name}.pdf"

    @property
    def papers(self) -> list[Paper]:
        """What should lie in the folder."""
        return papers(self.book)


def front(shelf: Shelf, name: str) -> str:
    """The text of the side of a card that is read, without its foot."""
    text = " ".join(poppler.text(shelf.pdf(name)).split("\f")[0].split())
    foot = status_warning(shelf.maker.setting) or f"{shelf.book.name}."
    return text[: text.index(foot)] if foot in text else text


def phones(text: str) -> set[str]:
    """Every phone number that a text names."""
    return set(PHONE.findall(re.sub(r"\s+", " ", text)))


def _entries(maker: Maker) -> dict[str, Mapping[str, Any]]:
    """Every contact that the setting may show, straight from the files."""
    data = maker.data
    found: dict[str, Mapping[str, Any]] = dict(data.one("contacts"))
    for area in maker.setting["areas"]:
        found |= data.each("area")[area]["contacts"]
    found |= maker.setting.get("contacts", {})
    return found


def current(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The phone numbers of contacts that may be rung."""
    for entry in entries:
        for number in entry["numbers"]:
            if number["kind"] == "phone" and number["status"] != "superseded":
                yield number["value"]


def to_ring(maker: Maker) -> set[str]:
    """The numbers that a card must bear: 999, then social care and LADO of every area, or what stands in."""
    data, entries = maker.data, _entries(maker)
    wanted = {"999"}
    for area in maker.setting["areas"] or [""]:
        local = data.each("area")[area] if area else {"fills": {"contacts": {}}}
        for slot in RING:
            own = maker.setting["fills"].get("contacts", {}).get(slot)
            ids = own or local["fills"]["contacts"].get(slot) or _fallback(maker, local, slot)
            wanted |= set(current(entries[one] for one in ids if one in entries))
    return wanted


def _fallback(maker: Maker, local: Mapping[str, Any], slot: str) -> list[str]:
    policies = (maker.data.each("policy")[name] for name in maker.setting["policies"])
    for place in (*policies, local):
        words = place.get("instead", {}).get(slot, {})
        if "fallback" in words:
            return list(words["fallback"])
    return list(maker.data.one("slots")["contacts"][slot]["fallback"])


def foreign(maker: Maker) -> set[str]:
    """Every number of another area that is not one of the setting's own."""
    others = (
        entry
        for area, file in maker.data.each("area").items()
        if area not in maker.setting["areas"]
        for entry in file["contacts"].values()
    )
    numbers = {
        number["value"] for entry in others for number in entry["numbers"] if number["kind"] == "phone"
    }
    own = {number["value"] for entry in _entries(maker).values() for number in entry["numbers"]}
    return numbers - own


def superseded(maker: Maker) -> set[str]:
    """Every number and address of the setting that is no longer in use."""
    numbers = [number for entry in _entries(maker).values() for number in entry["numbers"]]
    old = {number["value"] for number in numbers if number["status"] == "superseded"}
    return old - {number["value"] for number in numbers if number["status"] != "superseded"}
