"""The induction pack for volunteers and new staff, and the annex that goes deeper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from handbook.book.maker import Maker
from handbook.papers import ANNEX, PACK, Paper
from handbook.pdf import forms
from handbook.pdf.flowsheet import chart
from handbook.pdf.practice import practice
from handbook.pdf.press import Document
from handbook.pdf.words import Out, PaperPart, Writer
from wizard.model import Book

PACK_SIDES, PACK_SIZES = (
    8,
    (
        13.0,
        12.75,
        12.5,
        12.25,
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
        9.25,
        9.0,
    ),
)
ANNEX_SIDES, ANNEX_SIZES = 60, (10.5,)
FIRST = ("tell", "do", "dont", "away", "social-care", "adult", "head")


def documents(maker: Maker, book: Book) -> list[Document]:
    """The pack and its annex."""
    return [_pack(Writer(maker, book)), _annex(Writer(maker, book))]


def _pack(writer: Writer) -> Document:
    plan, card = writer.papers["pack"], writer.papers["card"]
    # In the order of the pages, so that the numbers of the notes rise as one reads.
    data: Out = {
        "danger": writer.contacts(card["danger"]),
        "first": {name: writer.part(PaperPart.of(card[name])) for name in FIRST},
        "who_heads": "the head" if writer.book.kind == "school" else "the person in charge",
        "roles": _roles(writer),
        "start": writer.part(PaperPart.of(plan["start"])),
        "kinds": [_kind(writer, kind, plan["signs"]) for kind in plan["kinds"]],
        "duties": _duties(writer, plan["duties"]),
        "recording": writer.part(PaperPart.of(plan["recording"])),
        "privacy": writer.part(PaperPart.of(plan["privacy"])),
        "form": forms.concern(writer),
        "practice": practice(writer),
    }
    return _document(writer, PACK, data, PACK_SIDES, PACK_SIZES)


def _annex(writer: Writer) -> Document:
    plan, book = writer.papers["annex"], writer.book
    data: Out = {
        "flows": [chart(writer, book.flows[flow]) for flow in plan["flows"] if flow in book.flows],
        "disclosure": writer.part(PaperPart.of(plan["disclosure"])),
        "abuse": _kind(writer, plan["abuse"]),
        "kinds": [_kind(writer, kind) for kind in plan["kinds"]],
        "golden": [
            rules for name in writer.maker.data.one("golden-rules") if (rules := _golden(writer, name))
        ],
        "privacy": writer.part(PaperPart.of(plan["privacy"])),
    }
    data["limits"] = _once(deadline for flow in data["flows"] for deadline in flow["limits"])
    data["numbers"] = _once(contact for flow in data["flows"] for contact in flow["numbers"])
    return _document(writer, ANNEX, data, ANNEX_SIDES, ANNEX_SIZES)


def _document(writer: Writer, paper: Paper, data: Out, sides: int, sizes: Sequence[float]) -> Document:
    closing = {"cited": writer.cited(), "notes": writer.notes(), "frame": writer.frame()}
    return Document(paper, paper.name, {**data, **closing}, sides, sizes, "shorten the lists that it prints")


def _once(entries: Iterable[Out]) -> list[Out]:
    """Each entry once, in the order of first use."""
    return list({json.dumps(entry, sort_keys=True): entry for entry in entries}.values())


def _roles(writer: Writer) -> list[Out]:
    general = writer.maker.roles
    return [
        {
            **writer.contact_by_id(role),
            "plain": general[role]["plain"],
            "note": own.get("note", ""),
            "count": own.get("count", 1),
        }
        for role, own in writer.maker.setting["roles"].items()
    ]


def _duties(writer: Writer, roles: Iterable[str]) -> list[Out]:
    general = writer.maker.data.one("roles")
    found = ((general[role]["title"], writer.statements(general[role].get("duties", ()))) for role in roles)
    return [{"title": title, "lines": lines} for title, lines in found if lines]


def _kind(writer: Writer, kind: str, most: int | None = None) -> Out:
    """A kind of abuse: what it is and its signs; with `most`, one line of the first and so many signs."""
    entry = writer.maker.data.one("abuse-types")[kind]
    what, signs = (entry.get(part, ()) for part in ("what", "signs"))
    shown = [line for line in signs if writer.holds(line)][:most]
    told = [line for line in what if writer.holds(line)]
    return {
        "title": entry["title"],
        "what": writer.statements(told[: 1 if most else None]),
        "signs": writer.statements(shown),
    }


def _golden(writer: Writer, name: str) -> Out | None:
    entry = writer.maker.data.one("golden-rules")[name]
    rules = entry["rules"]
    lines = writer.statements({"text": f"{r['short']}. {r['text']}", "cite": r["cite"]} for r in rules)
    if not lines:
        return None
    numbers = [rule["number"] for rule in rules]
    return {"title": entry["title"], "status": entry["status"], "lines": lines, "numbers": numbers}
