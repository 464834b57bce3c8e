"""The fills of every slot in one area of a setting, and the gaps in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.book.lookups import filling
from handbook.book.scope import NO_ROUTE
from handbook.book.view import SettingView

Raw = Mapping[str, Any]
SLOT_REFS = {"contacts": "contact", "clocks": "clock", "rules": "rule"}


def fill_of(view: SettingView, area: str) -> dict[str, Any]:
    """The fills of every slot in one area, and the declared gaps in words."""
    slots = view.data.one("slots")
    out: dict[str, Any] = {"contacts": {}, "clocks": {}, "rules": {}, "gaps": {}}
    advice = _advice(view, area)
    for kind, names in slots.items():
        if kind == "anchors":
            continue
        for slot, words in names.items():
            filled = filling(view.all, view.id, area, kind, slot)
            if filled:
                out[kind][slot] = _filled(view, kind, filled)
            else:
                own = advice.get(slot, {})
                text, lead = (
                    (own["text"], own.get("lead")) if "text" in own else (words["gap"], words.get("lead"))
                )
                silent = view.silent.get(f"{SLOT_REFS[kind]}.{slot}")
                out["gaps"][slot] = {
                    "title": words["title"],
                    "text": view.words(text),
                    **({"lead": view.words(lead)} if lead else {}),
                    "fallback": own.get("fallback", words.get("fallback", [])),
                    "cites": view.cites(own.get("cite") or [NO_ROUTE]),
                    **({} if silent is None else {"silent": silent or view.does_not_say}),
                }
    return out


def _filled(view: SettingView, kind: str, filled: list[Any]) -> list[Any]:
    """What fills a slot, as the wizard reads it. Its lines name no area: the fill does."""
    if kind == "contacts":
        return filled
    if kind == "clocks":
        return [_deadline(view, deadline) for deadline in filled]
    return [{key: value for key, value in line.items() if key != "areas"} for line in view.statements(filled)]


def _advice(view: SettingView, area: str) -> dict[str, Raw]:
    """Our advice where nothing fills a slot: as it fits the documents here, else as it fits the area."""
    advice: dict[str, Raw] = dict(view.data.each("area")[area].get("instead", {})) if area else {}
    for name in reversed(view.setting["policies"]):
        advice |= view.data.each("policy")[name].get("instead", {})
    return advice


def _deadline(view: SettingView, deadline: Raw) -> dict[str, Any]:
    basis = view.basis(deadline)
    assert basis is not None, deadline["id"]  # noqa: S101 - `filling` gives only deadlines that apply
    return {
        "id": deadline["id"],
        "say": view.words(deadline["say"]),
        "amount": deadline["within"].get("amount"),
        "unit": deadline["within"]["unit"],
        "anchor": deadline["from"],
        "aim": deadline.get("aim", False),
        "assumption": deadline.get("assumption", ""),
        "cites": [list(cite) for cite in basis.cites],
        "mark": basis.authority,
    }
