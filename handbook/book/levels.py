"""An area's levels of need, as the wizard reads them."""

from __future__ import annotations

from typing import Any

from handbook.book.view import SettingView


def levels_of(view: SettingView, area: str) -> dict[str, Any]:
    """An area's levels of need with their signs, for the tool that weighs them."""
    levels = view.data.each("levels")[area]
    indicators = [
        {"id": entry["id"], "level": entry["level"], "domain": entry["domain"], **statement}
        for entry in levels["indicators"]
        if (statement := view.statement(entry))
    ]
    return {
        "title": levels["title"],
        "levels": [
            {
                "id": level["id"],
                "number": level["number"],
                "name": level["name"],
                "means": view.statements(level["statements"]),
                "consent": view.statements(level.get("consent", ())),
                "route": view.statements(level.get("route", ())),
                "contacts": level.get("contacts", []),
                "flow": level.get("flow", ""),
            }
            for level in levels["levels"]
            if "number" in level
        ],
        "domains": [
            {"id": domain["id"], "title": domain["title"], "ours": domain.get("label_ours", False)}
            for domain in levels["domains"]
        ],
        "indicators": indicators,
        "pairs": [[pair["lower"], pair["higher"]] for pair in levels["pairs"]],
        "limits": view.statements(view.data.each("list").get("indicators", {}).get("dont", {}).values()),
    }
