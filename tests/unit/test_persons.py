"""A worry about the person in charge leads to that person nowhere, whatever is filled in."""

from __future__ import annotations

import pytest

from handbook.problems import DataError
from tests.support.tinydata import FILES, TinyData

ADULT, ELM = "base/flows/adult.yml", "policies/elm-policy.yml"
READ = '    read: "2026-11-22"\nfills:\n'


def about_the_head(tiny: TinyData) -> None:
    """The flow about an adult becomes one about the head, with one slot of each kind at its end."""
    flow = FILES[ADULT].replace("about: ", "about_roles: [head]\nabout: ")
    flow = flow.replace("Tell the head now", "Go above them")
    flow = flow.replace(
        "contacts: [head, lado]", "actions: [{rule: record}]\n    contacts: [dsl]\n    clocks: [written]"
    )
    tiny.write(ADULT, flow)
    tiny.checked()


def says(tiny: TinyData, text: str) -> None:
    """Elm's policy fills the rule with a line of its own."""
    fills = f'    fills:\n      rules:\n        record:\n          - text: "{text}"\n'
    tiny.edit(ELM, READ, fills + READ)
    tiny.edit(ELM, "silent: [rule.record]\n", "")


def told(tiny: TinyData) -> list[str]:
    with pytest.raises(DataError) as caught:
        tiny.checked()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Tell the head first.",
        "Inform the head teacher within a day.",
        "Discuss it with the headteacher.",
        "Report your worry to the head of the school.",
        "Always tell the head, and do not wait.",
        "Do not wait, tell the head.",
        "The headteacher must be informed at once.",
        "It goes to the head, who decides.",
        "Let the head know.",
        "If it is about the head, speak to the head.",
    ],
)
def test_no_line_leads_to_the_person_it_is_about(tiny: TinyData, text: str) -> None:
    about_the_head(tiny)
    says(tiny, text)
    place = tiny.place(ELM, f'"{text}"')
    words = f"'tell-head' is about 'head', yet in elm it says '{text}'"
    assert told(tiny) == [f"{place}: {words}; fill another slot there, or say who else is told"]


@pytest.mark.parametrize(
    "text",
    [
        "Never tell the head.",
        "Tell the chair, not the head.",
        "Write to the chair about the head.",
        "Ask the deputy head.",
        "Ring the LADO if the head is the owner too.",
        "The head should not be told.",
        "See the head of year if you need a witness.",
    ],
)
def test_a_line_may_name_the_person_and_lead_elsewhere(tiny: TinyData, text: str) -> None:
    about_the_head(tiny)
    says(tiny, text)
    tiny.checked()


def test_no_contact_leads_to_the_person_also_under_another_role(tiny: TinyData) -> None:
    about_the_head(tiny)
    tiny.edit(ELM, "    dsl: [lead]", "    dsl: [head]")
    place = tiny.place(ELM, "head]\nsilent")
    fix = "fill another slot there, or say who else is told"
    first = f"{place}: 'tell-head' is about 'head', yet in elm it shows 'Headteacher' among those to turn to; {fix}"
    assert first in told(tiny)
    tiny.edit(ELM, "    dsl: [head]", "    dsl: [lead]")
    tiny.checked()
    tiny.edit("settings/elm.yml", "  lead: {cite", "  lead: {same_as: head, cite")
    assert any("among those to turn to" in words for words in told(tiny)), "the lead is the head"


def test_no_limit_leads_to_the_person(tiny: TinyData) -> None:
    about_the_head(tiny)
    limit = "id: elm-written, say: Hand it to the head., within: {amount: 1, unit: days}, from: told"
    tiny.edit(ELM, READ, f"    fills:\n      clocks:\n        written:\n          - {{{limit}}}\n{READ}")
    assert any("in elm it says 'Hand it to the head.'" in words for words in told(tiny))
