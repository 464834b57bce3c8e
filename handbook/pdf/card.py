"""The card for the wall and its pocket version: the same few lines, twice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import segno

from handbook.addresses import address_of
from handbook.book import Maker
from handbook.papers import CARD, POCKET
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.model import Book

DO = ("listen", "let-them-talk", "say-back", "not-to-blame", "say-you-must-tell")
DONT = ("no-secrets", "no-probing", "no-leading", "no-stopping", "no-statement", "no-challenging")
SIZES = (
    14.0,
    13.5,
    13.0,
    12.5,
    12.0,
    11.75,
    11.5,
    11.25,
    11.0,
    10.75,
    10.5,
    10.25,
    10.0,
    9.75,
    9.5,
    9.0,
    8.5,
    8.0,
    7.5,
)
POCKET_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
LONG, MANY = 40, 2  # characters of a name, holders of a role: beyond these they cost room
NO_NIGHT = (
    "No number for nights, weekends and bank holidays is on record. "
    "If it cannot wait, ring 999, or the police on 101."
)


def documents(maker: Maker, book: Book) -> list[Document]:
    """The card and the pocket version."""
    writer = Writer(maker, book)
    data = {**essentials(writer), "qr": qr(maker), "notes": writer.notes(), "frame": writer.frame()}
    card = Document(
        CARD,
        "card",
        data,
        1,
        SIZES,
        shorten(maker),
    )
    pocket = replace(
        card,
        paper=POCKET,
        template="pocket",
        sizes=POCKET_SIZES,
    )
    return [card, pocket]


def essentials(writer: Writer) -> Out:
    """What must be at hand when a child is waiting."""
    danger = writer.book.contacts["police-emergency"]
    return {
        "danger": {"text": danger.use, "notes": writer.cites(danger.cites)},
        "tell": _tell(writer),
        "child": {"do": writer.items("disclosure", *DO), "dont": writer.items("disclosure", *DONT)},
        "ring": [_ring(writer, area) for area in writer.areas],
        "staff": {
            "lines": writer.rule("allegation-route", 2),
            "roles": _roles(writer, ("staff-concern",)),
        },
        "lado": [_area(writer, area, "lado") for area in writer.areas],
        "head": {
            "title": f"A worry about the {'head' if writer.book.kind == 'school' else 'person in charge'}",
            "lines": writer.rule("head-route", 2),
            "roles": _roles(writer, ("head-concern",)),
        },
        "record": {
            "clocks": writer.clocks(("written-record",)),
            "lines": writer.rule("record-disclosure", 3),
        },
    }


def _tell(writer: Writer) -> Out:
    return {
        "clocks": writer.clocks(("tell-dsl",)),
        "rows": _rows(_roles(writer, ("dsl",))),
        "away": writer.rule("dsl-away"),
    }


def _rows(roles: list[Out]) -> list[list[Out]]:
    """Roles with one name each stand two in a row; a role with several has the row to itself."""
    rows: list[list[Out]] = []
    for role in roles:
        if role["lines"] == 1 and rows and len(rows[-1]) == 1 and rows[-1][0]["lines"] == 1:
            rows[-1].append(role)
        else:
            rows.append([role])
    return rows


def _roles(writer: Writer, slots: Sequence[str]) -> list[Out]:
    roles = []
    for contact in writer.contacts(slots):
        if contact["kind"] == "role":
            count = writer.maker.setting["roles"].get(contact["id"], {}).get("count", 1)
            roles.append(
                {
                    "title": contact["name"],
                    "holder": contact["holder"],
                    "lines": count,
                    "notes": contact["notes"],
                }
            )
    return roles


def _area(writer: Writer, area: str, slot: str) -> Out:
    contacts = [c for c in writer.contacts((slot,), (area,)) if c["kind"] != "role"]
    several = len(writer.areas) > 1
    return {
        "name": writer.book.area_name(area) if several else "",
        "gaps": writer.gaps((slot,), (area,)),
        "contacts": contacts,
    }


def _ring(writer: Writer, area: str) -> Out:
    """Social care in one area; that nights are not covered is said, never left to be found out."""
    out = _area(writer, area, "social-care")
    known = [writer.book.contacts[contact["id"]].hours for contact in out["contacts"]]
    night = out["gaps"] or any(hours and (hours.always or hours.outside) for hours in known)
    return {**out, "night": [] if night else [writer.reading(NO_NIGHT, "no-route-printed")]}


def qr(maker: Maker) -> dict[str, str] | None:
    """The way to the wizard as a QR code, where the setting has a site address."""
    site = address_of(maker.setting.get("site_url", ""))
    if not site:
        return None
    address = f"{site}what-now/index.html"
    svg = io.BytesIO()
    segno.make(address, error="m").save(svg, kind="svg", border=2)
    return {"address": address, "svg": svg.getvalue().decode()}


def shorten(maker: Maker) -> str:
    """What to shorten where the card does not fit: the setting's own long or many entries."""
    roles: dict[str, Any] = maker.setting["roles"]
    found = [
        f"roles.{role}.{key} ({len(entry[key])} characters)"
        for role, entry in roles.items()
        for key in ("holder", "title")
        if len(entry.get(key, "")) > LONG
    ]
    found += [
        f"roles.{role}.count ({entry['count']})"
        for role, entry in roles.items()
        if entry.get("count", 1) > MANY
    ]
    words = ", ".join(found) or "the names of its roles and contacts"
    return f"shorten in data/settings/{maker.id}.yml: {words}"
