"""How staff reach people and the council's services, as a lead types it in the first hour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.checks.plausible import fault
from handbook.desk import decisions
from handbook.desk.decisions import DIFFERS, SILENT, DecisionError
from handbook.desk.work import Work

Raw = Mapping[str, Any]
NO_NUMBER = "Write the number, or choose another answer."
AFTER_HOURS = "-after-hours"  # how the contact for when the other is closed is called


def refuse_unreachable(kind: str, value: str) -> None:
    """Raises DecisionError, in the words of the check, for a phone or email that cannot be one."""
    if value and (words := fault(kind, value)):
        raise DecisionError(f"'{value}' {words}.")


def service(work: Work, asked: Raw) -> dict[str, Any]:
    """A service of a council that is not in the data: `name`, `phone`, `after_hours` and `answer`."""
    contact = work.entry.get("contacts", {}).get(_id(work, asked))
    phone = contact["numbers"][0]["value"] if contact else ""
    silent = f"contact.{asked['slot']}" in decisions.silences(work)
    return {
        "name": contact["name"] if contact else asked["name"],
        "phone": phone,
        "after_hours": asked.get("after_hours", False),
        "answer": DIFFERS if phone else SILENT if silent else "open",
    }


def answer(work: Work, asked: Raw, given: Raw) -> Work:
    """The work with a service's number, as the policy prints it, in a contact of the setting's own.

    It stands before what every school has in its slot. Raises DecisionError without a number, and for none.
    """
    phone = " ".join(str(given.get("phone", "")).split())
    if given.get("answer") == DIFFERS and not phone:
        raise DecisionError(NO_NUMBER)
    refuse_unreachable("phone", phone)
    contact, slot = _id(work, asked), asked["slot"]
    if given.get("answer") == DIFFERS:
        entry = {
            "name": " ".join(str(given.get("name", "")).split()) or asked["name"],
            "kind": asked.get("kind", "service"),
            "use": asked["use"],
            "numbers": [{"value": phone, "kind": "phone", "status": "as-printed"}],
        }
        return _told(work.put(work.setting_name, ("contacts", contact), entry), slot)
    if contact in work.entry.get("contacts", {}):
        work = _told(work.remove(work.setting_name, ("contacts", contact)), slot)
    ref = f"contact.{slot}"
    return (
        decisions.silence(work, ref) if given.get("answer") == SILENT else decisions.clear_silence(work, ref)
    )


def _id(work: Work, asked: Raw) -> str:
    return f"{work.setting}-{asked['slot']}{AFTER_HOURS if asked.get('after_hours') else ''}"


def _told(work: Work, slot: str) -> Work:
    """The slot filled by those of the setting's own contacts for it that there are, and by what all have."""
    first = f"{work.setting}-{slot}"
    own = [name for name in (first, first + AFTER_HOURS) if name in work.entry.get("contacts", {})]
    usual = work.base.one("fills").get("contacts", {}).get(slot, ())
    return decisions.set_contacts(work, slot, [*own, *usual] if own else [])
