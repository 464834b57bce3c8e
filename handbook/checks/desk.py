"""What the desk asks about exists."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.datafiles.data import Data
from handbook.problems import Problem, did_you_mean


def questions_name_what_exists(data: Data) -> Iterator[Problem]:
    """Each question stands in a part that has a heading, and asks about a role or slot that there is."""
    asked = data.one("desk")
    slots = data.one("slots")
    known = {
        "part": (asked.get("parts", {}), "part"),
        "role": (data.one("roles"), "role"),
        "contacts": (slots["contacts"], "contact slot"),
        "rule": (slots["rules"], "rule slot"),
        "clock": (slots["clocks"], "clock slot"),
    }
    for name, question in asked.get("questions", {}).items():
        slot = question.get("service", {}).get("slot")
        if slot and slot not in slots["contacts"]:
            words = f"contact slot '{slot}' does not exist{did_you_mean(slot, slots['contacts'])}"
            yield data.files["desk"].problem(("questions", name, "service", "slot"), words)
        for field, (there, what) in known.items():
            if field in question and question[field] not in there:
                words = f"{what} '{question[field]}' does not exist{did_you_mean(question[field], there)}"
                yield data.files["desk"].problem(("questions", name, field), words)
