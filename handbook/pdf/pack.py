"""The induction pack for volunteers and new staff."""

from __future__ import annotations

import json
from collections.abc import Iterable

from handbook.book import Maker
from handbook.papers import PACK
from handbook.pdf import card, forms
from handbook.pdf.flowsheet import chart
from handbook.pdf.practice import practice
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.model import Book

SIDES = 32
SIZES = (11.0, 10.75, 10.5, 10.25, 10.0, 9.75, 9.5, 9.25, 9.0)
FLOWS = ("emergency", "worried", "disclosure", "dsl-away", "allegation", "head-allegation")
KINDS = ("physical-abuse", "emotional-abuse", "sexual-abuse", "neglect")
EVERYONE = ("every-adult", "volunteer")


def documents(maker: Maker, book: Book) -> list[Document]:
    """The pack."""
    writer = Writer(maker, book)
    # In the order of the pages, so that the numbers of the notes rise as one reads.
    data: Out = {
        "induction": writer.rule("induction"),
        "clocks": writer.clocks(("induction-training", "tell-dsl", "written-record")),
        "do": writer.items("disclosure", part="do"),
        "dont": writer.items("disclosure", part="dont"),
        "card": card.essentials(writer),
        "roles": _roles(writer),
        "lado": {key: maker.data.one("roles")["lado-role"][key] for key in ("title", "plain")},
        "duties": _duties(writer),
        "abuse": _kind(writer, "abuse"),
        "kinds": [_kind(writer, kind) for kind in KINDS],
        "flows": [chart(writer, book.flows[flow]) for flow in FLOWS if flow in book.flows],
        "golden": [rules for name in maker.data.one("golden-rules") if (rules := _golden(writer, name))],
        "confidentiality": {
            "rules": [*writer.rule("confidentiality"), *writer.rule("who-knows")],
            "do": writer.items("confidentiality", part="do"),
            "dont": writer.items("confidentiality", part="dont"),
        },
        "form": forms.concern(writer),
        "practice": practice(writer),
    }
    data["limits"] = _once(limit for flow in data["flows"] for limit in flow["limits"])
    data["numbers"] = _once(contact for flow in data["flows"] for contact in flow["numbers"])
    return [
        Document(
            PACK,
            "pack",
            {**data, "cited": writer.cited(), "notes": writer.notes(), "frame": writer.frame()},
            SIDES,
            SIZES,
            "shorten the lists that it prints",
        )
    ]


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


def _duties(writer: Writer) -> list[Out]:
    general = writer.maker.data.one("roles")
    found = ((general[role]["title"], writer.statements(general[role]["duties"])) for role in EVERYONE)
    return [{"title": title, "lines": lines} for title, lines in found if lines]


def _kind(writer: Writer, kind: str) -> Out:
    entry = writer.maker.data.one("abuse-types")[kind]
    return {
        "title": entry["title"],
        "what": writer.statements(entry.get("what", ())),
        "signs": writer.statements(entry.get("signs", ())),
    }


def _golden(writer: Writer, name: str) -> Out | None:
    entry = writer.maker.data.one("golden-rules")[name]
    rules = entry["rules"]
    lines = writer.statements({"text": f"{r['short']}. {r['text']}", "cite": r["cite"]} for r in rules)
    if not lines:
        return None
    numbers = [rule["number"] for rule in rules]
    return {"title": entry["title"], "status": entry["status"], "lines": lines, "numbers": numbers}
