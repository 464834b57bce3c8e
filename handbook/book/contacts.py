"""The contacts and roles that a setting may show, as the wizard reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.book.hours import openings
from handbook.book.lookups import contact_places
from handbook.book.view import SettingView
from handbook.book.words import OLDER_DOCUMENT, date_words, role_name
from wizard.words import POLICY_WORDS

Raw = Mapping[str, Any]

PRINTED_BY: Mapping[str, str] = {
    "area": "the council or local partnership",
    "national": "national guidance",
    "reading": OLDER_DOCUMENT,
}
"""Where a number is from that nobody has seen again, by the authority of what prints it."""

ENTERED_HERE = "whoever entered it here"
"""Where a number of the setting's own file is from that cites nothing."""


def contacts_of(view: SettingView) -> dict[str, dict[str, Any]]:
    """Every contact and role that this setting may show: its own, its areas', the national ones."""
    own = own_file(view)
    names = {view.data.files["contacts"].name, own}
    names |= {view.data.entries["area"][area].name for area in view.areas if area}
    found = {
        i: _contact(view, entry, own=file.name == own)
        for i, file, _, entry in contact_places(view.data)
        if file.name in names
    }
    return found | {role: _role(view, role) for role in view.roles}


def own_file(view: SettingView) -> str:
    """The name of the file in which a setting keeps contacts of its own."""
    return view.data.entries["setting"][view.id].name


def unprinted(*, own: bool) -> str:
    """Where a number is from that nothing prints which holds in the setting, in words."""
    return ENTERED_HERE if own else OLDER_DOCUMENT


def _printed_by(view: SettingView, number: Raw, entry: Raw, *, own: bool) -> str:
    """Who prints a number, in words; `own`: of a contact that stands in the setting's own file."""
    basis = view.scope.basis(number.get("printed_in", entry.get("cite", ())))
    if basis is None:
        return unprinted(own=own)
    if basis.authority == "own":
        return POLICY_WORDS[view.setting["kind"]].lower()
    return PRINTED_BY[basis.authority]


def _contact(view: SettingView, entry: Raw, *, own: bool) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "kind": entry["kind"],
        "use": entry["use"],
        "numbers": [
            _number(number, _printed_by(view, number, entry, own=own))
            for number in entry["numbers"]
            if number["status"] != "superseded"
        ],
        "hours": _hours(entry["hours"]) if "hours" in entry else None,
        **view.grounds(entry.get("cite", ())),
        "notes": view.statements(entry.get("notes", ())),
    }


def _role(view: SettingView, role: str) -> dict[str, Any]:
    general, own = view.roles[role], view.setting["roles"].get(role, {})
    several = "people" in own
    people = [_person(person, several=several) for person in own.get("people", [own] if own else [])]
    return {
        "name": role_name(general["title"], own.get("title", "")),
        "kind": "role",
        "use": general["plain"],
        "numbers": [number for person in people for number in person["numbers"]],
        **view.grounds(own.get("cite", ())),
        "people": people,
    }


def _person(person: Raw, *, several: bool) -> dict[str, Any]:
    """Somebody in a role; among several the name stands beside each number."""
    name = person.get("holder", "")
    number = {"label": name if several else "", "status": "current", "checked": "", "against": ""}
    given = ((kind, person.get(kind, "")) for kind in ("phone", "email"))
    return {
        "name": name,
        "extension": person.get("extension", ""),
        "numbers": [{"value": value, "kind": kind, **number} for kind, value in given if value],
    }


def _number(number: Raw, printed_by: str) -> dict[str, Any]:
    printed = f"from {printed_by}; "
    checked, against = f"{printed}we could not confirm it", ""
    if "checked_against" in number:
        undated = " (page undated)" if number.get("page_date") == "n.d." else ""
        printed = printed if number["status"] == "as-printed" else ""
        checked = f"{printed}checked {date_words(number['checked_on'])}"
        against = number["checked_against"] + undated
    return {
        "value": number["value"],
        "kind": number["kind"],
        "label": number.get("label", ""),
        "status": number["status"],
        "checked": checked,
        "against": against,
        "checked_on": number.get("checked_on", ""),
    }


def _hours(hours: Raw) -> dict[str, Any]:
    out: dict[str, Any] = {"stated": hours.get("stated", True)}
    if "weekly" in hours:
        out["weekly"] = openings(hours)
        out["open_on_bank_holidays"] = hours["bank_holidays"] == "open"
    return out | {key: hours[key] for key in ("always", "outside") if key in hours}
