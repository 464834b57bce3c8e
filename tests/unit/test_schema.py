"""What a person is told whose file has the wrong shape."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from copy import deepcopy
from functools import reduce
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from handbook.datafiles.schema import schemas_in
from handbook.problems import DataError
from tests.support import real
from tests.support.tinydata import Slip, TinyData

SCHEMAS = real.DATA / "schemas"

CONTACTS = "base/contacts.yml"
FLOW = "base/flows/worried.yml"
NORTH = "areas/north.yml"
TEXT = (
    "One line of plain text in the project's own words. "
    "No phone numbers or web addresses: those are fields of a contact."
)

SLIPS = {
    "a field is missing": Slip(
        CONTACTS,
        "  use: Anyone is in danger now.\n",
        "",
        "police-emergency",
        "'police-emergency' lacks 'use'; add it",
    ),
    "a field is mistyped": Slip(
        CONTACTS,
        "  kind: emergency",
        "  kin: emergency",
        "emergency\n  use",
        "'kin' is not a field here; did you mean 'kind'?",
    ),
    "a field is unknown": Slip(
        CONTACTS,
        "  use: Anyone is in danger now.\n",
        '  use: Anyone is in danger now.\n  fax: "01300 960000"\n',
        '"01300 960000"',
        "'fax' is not a field here; known: name, aliases, kind, use, numbers, hours, cite, notes, changes",
    ),
    "a first action for one area": Slip(
        FLOW,
        "text: Tell the lead now., cite",
        "text: Tell the lead now., area: north, cite",
        "north, cite",
        "'area' is not a field here; known: id, text, cite",
    ),
    "a first action that the lead does not read": Slip(
        FLOW,
        "text: Tell the lead now., cite",
        "text: Tell the lead now., lead: false, cite",
        "false, cite",
        "'lead' is not a field here; known: id, text, cite",
    ),
    "a key is no id": Slip(
        CONTACTS,
        "police-emergency:",
        "Police Emergency:",
        "Police Emergency",
        "'Police Emergency' cannot be a key here: Lower-case words with hyphens.",
    ),
    "a word is none of those allowed": Slip(
        CONTACTS,
        "kind: emergency",
        "kind: council",
        "council",
        "'kind' is 'council'; use one of emergency, police, service, helpline, lado, portal, body",
    ),
    "an allowed word is mistyped": Slip(
        CONTACTS,
        "kind: emergency",
        "kind: emergancy",
        "emergancy",
        "'kind' is 'emergancy'; did you mean 'emergency'?",
    ),
    "a day is mistyped": Slip(
        NORTH,
        "[mon, tue, wed, thu]",
        "[mon, tues, wed, thu]",
        "tues",
        "entry 2 of 'days' is 'tues'; did you mean 'tue'?",
    ),
    "a day stands twice": Slip(
        NORTH,
        "[mon, tue, wed, thu]",
        "[mon, mon, wed, thu]",
        "days: [mon, mon",
        "'days' names something twice; keep one",
    ),
    "a phone number without quotes": Slip(
        CONTACTS,
        'value: "999"',
        "value: 999",
        "999\n      kind",
        "'value' must be text (put it in quotes), not '999'",
    ),
    "a section without quotes": Slip(
        "settings/elm.yml", '"5"', "5", "5}", "'section' must be text (put it in quotes), not '5'"
    ),
    "an amount in quotes": Slip(
        NORTH, "amount: 48", 'amount: "48"', '"48"', "'amount' must be a number (without quotes), not '48'"
    ),
    "an amount below nothing": Slip(
        NORTH, "amount: 48", "amount: -48", "-48", "'amount' must be more than 0"
    ),
    "an amount is missing": Slip(NORTH, "amount: 48, ", "", "within", "'within' lacks 'amount'; add it"),
    "an amount that has no meaning": Slip(
        NORTH, "unit: hours", "unit: soon", "within", "'within' cannot have 'amount' here; take it out"
    ),
    "a list is missing its brackets": Slip(
        "settings/oak.yml",
        "areas: [north, south]",
        "areas: north",
        "north",
        "'areas' must be a list, not 'north'",
    ),
    "a number where numbers go": Slip(
        CONTACTS,
        "  cite: [{source: national",
        '  notes: "0808"\n  cite: [{source: national',
        '"0808"',
        "'notes' must be a list, not '0808'",
    ),
    "a phone number inside text": Slip(
        CONTACTS,
        "in danger now.",
        "in danger. Ring 01300 960111.",
        "Anyone is",
        f"'use' cannot be 'Anyone is in danger. Ring 01300 960111.': {TEXT}",
    ),
    "an address inside text": Slip(
        CONTACTS,
        "in danger now.",
        "in danger, see https://x.org.",
        "Anyone is",
        f"'use' cannot be 'Anyone is in danger, see https://x.org.': {TEXT}",
    ),
    "text over several lines": Slip(
        CONTACTS,
        "  use: Anyone is in danger now.\n",
        "  use: |\n    Anyone is\n    in danger.\n",
        "|",
        f"'use' cannot be 'Anyone is in danger.': {TEXT}",
    ),
    "a phone number inside a label": Slip(
        CONTACTS,
        "name: Police",
        "name: Police 01300 960111",
        "Police 01300",
        "'name' cannot be 'Police 01300 960111': A short plain label, without phone numbers.",
    ),
    "text is empty": Slip(
        CONTACTS, "use: Anyone is in danger now.", 'use: ""', '""', "'use' is empty; fill it or leave it out"
    ),
    "nothing is given": Slip(
        "base/law.yml",
        "year: 1989\n",
        "year:\n  note: Old.\n",
        "\n  note",
        "'year' is empty; fill it or leave it out",
    ),
    "a label is too long": Slip(
        CONTACTS,
        "name: Police",
        "name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "'name' has 141 characters; shorten it to 140",
    ),
    "a first action without a citation": Slip(
        FLOW,
        "text: Tell the lead now., cite: [{source: handbook, section: act-at-once}]",
        "text: Tell the lead now.",
        "first: {id: tell",
        "the first action of 'tell-lead' must hold in every school; "
        "cite a national source or a decision of the handbook",
    ),
    "a first action without an id": Slip(
        FLOW,
        "first: {id: tell, text",
        "first: {text",
        "first: {text",
        "'first' lacks 'id'; add it",
    ),
    "a section that a policy cites in a line": Slip(
        "policies/elm-policy.yml",
        "text: Elm wants the class first.",
        "text: Elm wants the class first., cite: []",
        "cite: []",
        "'cite' is not a field here; known: at, id, text, lead, area, after, first, also",
    ),
    "a claim that is no ref": Slip(
        "policies/oak-policy.yml",
        "- disclosure.listen\n",
        "- Listen to the child\n",
        "Listen to the child",
        "entry 6 of 'says' cannot be 'Listen to the child': What a line is called: topic.recording/own-words, "
        "disclosure.listen, rule.record-concern/facts-as-seen.",
    ),
    "a citation of nothing": Slip(
        NORTH,
        "cite: [{source: north-page, section: Parents}]",
        "cite: []",
        "cite: []",
        "'cite' is empty; fill it or leave it out",
    ),
    "a citation without a section": Slip(
        NORTH, ", section: Parents", "", "{source: north-page}", "entry 1 of 'cite' lacks 'section'; add it"
    ),
    "a line of two kinds": Slip(
        FLOW,
        "- {rule: record}\n",
        "- {rule: record, cite: []}\n",
        "cite: []",
        "'cite' is not a field here; known: rule, skip_after",
    ),
    "a line of a mistyped kind": Slip(
        FLOW,
        "- {rule: record}\n",
        "- {rul: record}\n",
        "record}\n      - {item",
        "'rul' is not a field here; did you mean 'rule'?",
    ),
    "a line that is only a word": Slip(
        FLOW,
        "- {rule: record}\n",
        "- record\n",
        "record\n      - {item",
        "entry 1 of 'actions' must be a mapping, not 'record'",
    ),
    "a don't that names no list": Slip(
        FLOW,
        "[disclosure.no-secrets]",
        "[no-secrets]",
        "no-secrets]",
        "entry 1 of 'dont' cannot be 'no-secrets': An item of a do/don't list: list.item.",
    ),
    "an option that leads nowhere": Slip(
        FLOW, "{say: A child, then: area}", "{say: A child}", "child: {", "'child' lacks 'then'; add it"
    ),
    "a question without words": Slip(
        FLOW, "    ask: Who is it about?\n", "", "who:\n", "'who' lacks 'ask'; add it"
    ),
    "a question with one answer": Slip(
        FLOW,
        'child: {say: A child, then: area}\n      adult: {say: An adult who works here, then: "flow:adult"}\n      unsure: {say: "I\'m not sure", then: "flow:adult"}',
        "child: {say: A child, then: area}",
        "options:\n      child",
        "'options' needs 2 or more",
    ),
    "a condition on something else": Slip(
        FLOW, "{kind: school}", "{setting: oak}", "when", "'when' must have 'kind', or 'filled', or 'gap'"
    ),
    "hours of no kind": Slip(
        NORTH,
        "{outside: north-hub}",
        "{}",
        "hours: {}",
        "'hours' must have 'always', or 'outside', or 'weekly' and 'bank_holidays'",
    ),
    "hours of a mistyped kind": Slip(
        NORTH,
        "{outside: north-hub}",
        "{outsid: north-hub}",
        "north-hub}",
        "'outsid' is not a field here; did you mean 'outside'?",
    ),
    "hours of two kinds": Slip(
        NORTH,
        "{outside: north-hub}",
        "{outside: north-hub, weekly: []}",
        "weekly: []",
        "'weekly' is not a field here; known: outside, stated, cite",
    ),
    "a time without its nought": Slip(
        NORTH,
        'from: "08:45", to: "16:30"',
        'from: "8:45", to: "16:30"',
        '"8:45"',
        "'from' cannot be '8:45': 24-hour clock, quoted.",
    ),
    "yes for true": Slip(
        CONTACTS, "always: true", "always: yes", "yes", "'always' must be true or be left out"
    ),
    "a gap with bare words": Slip(
        "areas/south.yml",
        "instead:\n",
        "instead:\n  written: Ask.\n",
        "Ask.\n",
        "'written' must be a mapping, not 'Ask.'",
    ),
    "a file that is a list": Slip(
        "base/law.yml",
        "children-act:\n  title: Children Act\n  kind: act\n  year: 1989\n",
        "- Children Act\n",
        "- Children",
        "the file must be a mapping, not '[\"Children Act\"]'",
    ),
    "an id that is not the file's name": Slip(
        "base/harms/bullying.yml",
        "id: bullying",
        "id: bully",
        "bully\n",
        "'bully' must be the file's name, 'bullying'",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_once_with_place_and_mend(tiny: TinyData, slip: Slip) -> None:
    expected = tiny.make(slip)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [expected]


def test_a_file_where_no_data_is_read_is_named(tiny: TinyData) -> None:
    tiny.write("base/flows/new.yaml", "id: new\n")
    tiny.write("contacts.yml", "id: new\n")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    words = "lies where no data is read; see data/README.md for the folders, and use .yml"
    assert [str(problem) for problem in caught.value.problems] == [
        "data/base/flows/new.yaml: is not read under this name; call it new.yml",
        f"data/contacts.yml: {words}",
    ]


def test_a_missing_file_is_named(tiny: TinyData) -> None:
    tiny.path("base/law.yml").unlink()
    with pytest.raises(DataError, match=r"^data/base/law\.yml: cannot be read: No such file or directory$"):
        tiny.checked()


def test_a_missing_folder_is_named(tiny: TinyData) -> None:
    tiny.root = tiny.root / "nowhere"
    with pytest.raises(DataError, match=r"nowhere: is not a folder; the data is missing$"):
        tiny.checked()


@pytest.mark.parametrize("folder", ["areas", "base/flows"])
def test_a_folder_that_was_emptied_is_told_once_and_not_by_all_that_misses_it(
    tiny: TinyData, folder: str
) -> None:
    shutil.rmtree(tiny.path(folder))
    with pytest.raises(DataError) as caught:
        tiny.checked()
    words = "holds no .yml file, and no handbook is without one; put the folder back as it was"
    assert str(caught.value) == f"data/{folder}: {words}"


def test_a_file_that_lies_elsewhere_is_named_by_its_place_in_the_data(tiny: TinyData) -> None:
    file = tiny.path("base/law.yml")
    elsewhere = tiny.root.parent.parent / "law-elsewhere.yml"
    elsewhere.write_text("- a\n", encoding="utf-8")
    file.unlink()
    file.symlink_to(elsewhere)
    with pytest.raises(DataError, match=r"^data/base/law\.yml:1:1: the file must be a mapping"):
        tiny.checked()


def test_a_schema_that_is_changed_meanwhile_counts_from_then_on(tiny: TinyData) -> None:
    (tiny.root / "schemas").unlink()
    shutil.copytree(SCHEMAS, tiny.root / "schemas")
    tiny.checked()
    path = tiny.root / "schemas/setting.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"roles"', '"people"'), encoding="utf-8")
    with pytest.raises(DataError, match="'roles' is not a field here"):
        tiny.checked()


def test_a_message_about_something_endless_is_short_and_keeps_what_is_wrong_and_the_mend(
    tiny: TinyData,
) -> None:
    tiny.edit("base/harms/bullying.yml", "topic:recording", "topic:" + "x" * 500_000)
    with pytest.raises(
        DataError, match=r"^data/base/harms/bullying\.yml:11:11: page 'topic:x+…x+' .{10,}"
    ) as caught:
        tiny.checked()
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("kind", ["area", "flow", "levels", "policy", "scenarios", "setting", "sources"])
def test_what_fits_at_once_is_what_jsonschema_finds_right(kind: str) -> None:
    """Each value of a file in turn is another, or is gone, or stands beside one that is not known."""
    one = real.data().files.get(kind) or next(iter(real.data().entries[kind].values()))
    judge = Draft202012Validator(schemas_in(SCHEMAS).contents(f"{kind}.schema.json"), registry=registry())
    found = Counter[bool]()
    for place, (key, value) in enumerate(one.values[1:300:2]):
        data = deepcopy(one.data)
        inside = reduce(lambda held, part: held[part], key[:-1], data)
        others: tuple[Any, ...] = (
            None,
            True,
            1,
            0.5,
            "",
            "no such word",
            [],
            {},
            [value, value],
            {"x": value},
            value,
        )
        inside[key[-1]] = others[place % len(others)]
        if place % 7 == 0 and isinstance(inside, dict):
            del inside[key[-1]]
        found[right := schemas_in(SCHEMAS).fits(data, kind)] += 1
        assert right is judge.is_valid(data), (key, inside)
    assert len(found) == 2


def registry() -> Registry[Any]:
    made: Registry[Any] = Registry()
    for path in SCHEMAS.glob("*.schema.json"):
        made = Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))) @ made
    return made
