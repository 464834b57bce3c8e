"""One bad fixture, or more, for every rule that a schema cannot say."""

from __future__ import annotations

import pytest

from handbook.checks import RULES
from handbook.datafiles.data import load
from handbook.problems import DataError
from tests.support.tinydata import Slip, TinyData

HOUSE = "base/flows/worried.yml"
PRACTICE = "scenarios/worried.yml"
OAK, ELM = "policies/oak-policy.yml", "policies/elm-policy.yml"
ADULTS = '"9": {title: Adults'
SAID = "utterances/worried.yml"


FAULTS: dict[str, list[Slip]] = {
    "known_sources": [
        Slip(
            "settings/elm.yml",
            "{source: elm-policy",
            "{source: elm-polcy",
            "elm-polcy",
            "source 'elm-polcy' is not in sources.yml; did you mean 'elm-policy'?",
        ),
        Slip(
            "settings/elm.yml",
            'section: "5"',
            'section: "6"',
            '"6"',
            "section '6' is not in the sections of 'elm-policy'",
        ),
        Slip(
            HOUSE,
            "{source: handbook, section: danger-999}",
            "{source: handbook, section: danger-99}",
            "danger-99}",
            "section 'danger-99' is not in base/decisions.yml; did you mean 'danger-999'?",
        ),
        Slip(
            HOUSE,
            "{source: handbook, section: danger-999}",
            '{source: oak-policy, section: "7"}',
            "oak-policy",
            "'oak-policy' is a policy; put what it says into policies/oak-policy.yml, not here",
        ),
    ],
    "sources_belong": [
        Slip(
            "sources.yml",
            "publisher: South Council\n  kind: area\n  areas: [south]",
            "publisher: South Council\n  kind: area\n  areas: [south, souht]",
            "souht",
            "area 'souht' does not exist; did you mean 'south'?",
        ),
    ],
    "questions_name_what_exists": [
        Slip(
            "base/desk.yml",
            "rule: record}",
            "rule: recrod}",
            "recrod}",
            "rule slot 'recrod' does not exist; did you mean 'record'?",
        ),
        Slip(
            "base/desk.yml",
            "{part: told, ask: Whom",
            "{part: tod, ask: Whom",
            "tod, ask",
            "part 'tod' does not exist; did you mean 'told'?",
        ),
    ],
    "papers_name_what_exists": [
        Slip(
            "base/papers.yml",
            "record: {rules: [record], clocks",
            "record: {rules: [recrod], clocks",
            "recrod",
            "rule slot 'recrod' does not exist; did you mean 'record'?",
        ),
        Slip(
            "base/papers.yml",
            "disclosure.no-secrets",
            "disclosure.no-secret",
            "disclosure.no-secret",
            "item of a do and don't list 'disclosure.no-secret' does not exist; did you mean "
            "'disclosure.no-secrets'?",
        ),
        Slip(
            "base/papers.yml",
            "abuse: abuse",
            "abuse: abuses",
            "abuses",
            "kind of abuse 'abuses' does not exist; did you mean 'abuse'?",
        ),
        Slip(
            "base/papers.yml",
            "title: What to write",
            "title: What to wright",
            "What to wright",
            "page 'recording' has no part 'What to wright'; did you mean 'What to write'?",
        ),
        Slip(
            "base/slots.yml",
            "  tell-dsl: {title: Tell the lead",
            "  tell-lead: {title: Tell the lead",
            "tell-dsl]",
            "clock slot 'tell-dsl' does not exist; did you mean 'tell-lead'?",
            told_in="base/papers.yml",
        ),
    ],
    "areas_exist": [
        Slip(
            OAK,
            "- text: Oak writes it in the red book.\n",
            "- text: Oak writes it in the red book.\n            area: noth\n",
            "noth",
            "area 'noth' does not exist; did you mean 'north'?",
        ),
        Slip(
            "areas/north.yml",
            "        from: call\n",
            "        from: call\n        area: nroth\n",
            "nroth",
            "area 'nroth' does not exist; did you mean 'north'?",
        ),
    ],
    "lines_stand_once": [
        Slip(
            HOUSE,
            "{id: south-name, text: South wants the name first., cite: [{source: south-page, section: Team}]}",
            "{id: south-name, text: South wants the name first., cite: [{source: south-page, section: Team}]}\n"
            "      - {text: South wants the name first., id: south-name, "
            "cite: [{source: south-page, section: Team}]}",
            "{text: South",
            "'South wants the name first.' stands twice here; keep one",
        ),
    ],
    "parts_of_pages_differ": [
        Slip(
            "base/topics/recording.yml",
            "    lists: [disclosure]\n",
            "    lists: [disclosure]\n  - id: more\n    title: What to write\n    lists: [disclosure]\n",
            "What to write\n    lists",
            "two parts are called 'What to write'; make them differ",
        ),
        Slip(
            "base/topics/recording.yml",
            "    lists: [disclosure]\n",
            "    lists: [disclosure]\n  - id: what-to-write\n    title: More\n    lists: [disclosure]\n",
            "what-to-write\n    title: More",
            "two parts are called 'what-to-write'; make them differ",
        ),
    ],
    "text_is_plain": [
        Slip(
            OAK,
            "Oak writes it in",
            "Oak \u202ewrites it in",
            "Oak \u202ewrites",
            "holds a hidden character (U+202E, right-to-left override) after 'Oak '; type the text again by hand",
        ),
        Slip(
            "areas/north.yml",
            "01300 960111",
            "01300\u200b960111",
            '"01300\u200b960111"',
            "holds a hidden character (U+200B, zero width space) after '01300'; type the text again by hand",
        ),
        Slip(
            OAK,
            "Oak writes it in",
            "Oak writes\u00ad it in",
            "Oak writes\u00ad it in",
            "holds a hidden character (U+00AD, soft hyphen) after 'Oak writes'; type the text again by hand",
        ),
        Slip(
            OAK,
            "Oak writes it in",
            "\uf0b7 Oak writes it in",
            "\uf0b7 Oak writes it in",
            "holds a hidden character (U+F0B7, a character that fonts make up); type the text again by hand",
        ),
        Slip(
            OAK,
            "Oak writes it in",
            "Oak\ufffds lead writes it in",
            "Oak\ufffds lead",
            "holds a hidden character (U+FFFD, replacement character) after 'Oak'; type the text again by hand",
        ),
        Slip(
            OAK,
            "Oak writes it in",
            "Oak\ufffc writes it in",
            "Oak\ufffc writes",
            "holds a hidden character (U+FFFC, object replacement character) after 'Oak'; type the text again by hand",
        ),
        Slip(
            OAK,
            "Oak writes it in",
            "Oakâ€™s lead writes it in",
            "Oakâ€™s",
            "holds 'â€™', letters that a program mixed up; type the text again, and save as UTF-8",
        ),
        Slip(
            OAK,
            '"9": {title: Adults',
            '"9\\u00ad": {title: Adults',
            '"9\\u00ad"',
            "holds a hidden character (U+00AD, soft hyphen) after '9'; type the text again by hand",
        ),
    ],
    "policies_are_known": [
        Slip(
            "settings/elm.yml",
            "policies: [elm-policy]",
            "policies: [elm-polcy]",
            "elm-polcy]",
            "policy 'elm-polcy' does not exist; did you mean 'elm-policy'?",
        ),
        Slip(
            "settings/elm.yml",
            "policies: [elm-policy]",
            "policies: [elm-policy, yew]",
            "yew]",
            "policy 'yew' does not exist; make policies/yew.yml, or take it out here",
        ),
        Slip(
            "areas/north.yml",
            "name: North\n",
            "name: North\npolicies: [elm-policy]\n",
            "elm-policy",
            "'elm-policy' is a setting's own; list it in that setting's file",
        ),
    ],
    "claims_name_lines": [
        Slip(
            OAK,
            "- disclosure.listen\n",
            "- disclosure.lissen\n",
            "disclosure.lissen",
            "line 'disclosure.lissen' does not exist; did you mean 'disclosure.listen'?",
        ),
        Slip(
            OAK,
            ADULTS,
            ADULTS + ", versions: {definition.child/under-81: Anyone under 17.}",
            "Anyone under 17.",
            "line 'definition.child/under-81' does not exist; did you mean 'definition.child/under-18'?",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            'not: {definition.child/under-81: "9"}\nfills:\n  contacts:\n',
            '"9"}\nfills',
            "line 'definition.child/under-81' does not exist; did you mean 'definition.child/under-18'?",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            'not: {definition.child/under-18: "8"}\nfills:\n  contacts:\n',
            '"8"}\nfills',
            "section '8' does not exist; list it under `sections`, or name one that is there",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            'not: {disclosure.listen: "9"}\nfills:\n  contacts:\n',
            "disclosure.listen\n",
            "'disclosure.listen' is claimed here and contradicted under 'not'; keep one",
        ),
        Slip(
            OAK,
            ADULTS,
            ADULTS + ", versions: {disclosure.listen: Hear the child out.}",
            "Hear the child out.",
            "'disclosure.listen' has a version here and is claimed or contradicted too; keep one",
        ),
        Slip(
            OAK,
            ADULTS,
            ADULTS + ", versions: {definition.child/under-18: Anyone under 18.}",
            "Anyone under 18.",
            "the version of 'definition.child/under-18' is the line itself; claim it under 'says'",
        ),
        Slip(
            OAK,
            ADULTS,
            '"8": {title: Words, versions: {definition.child/under-18: A pupil.}, read: "2026-11-22"}\n  '
            + ADULTS
            + ", versions: {definition.child/under-18: Anyone here.}",
            "Anyone here.",
            "'definition.child/under-18' has another version in section '8'; keep one, and write what the "
            "other says beyond it as an own line",
        ),
    ],
    "own_lines_have_places": [
        Slip(
            ELM,
            "at: flow.worried/ring/actions",
            "at: flow.worried/rang/actions",
            "flow.worried/rang",
            "'flow.worried/rang/actions' is no place for a line; see data/README.md for the places there are",
        ),
        Slip(
            ELM,
            "at: flow.worried/ring/actions",
            "at: flow.worried/ring/actions, after: north-adress",
            "north-adress",
            "line 'north-adress' does not exist; did you mean 'north-address'?",
        ),
        Slip(
            ELM,
            "{at: flow.worried/ring/actions",
            "{at: list.disclosure/do",
            "{at: list",
            "a line of a do and don't list needs an id",
        ),
    ],
    "silence_is_of_something": [
        Slip(
            ELM,
            "silent: [rule.record]",
            "silent: [rule.recrod]",
            "rule.recrod",
            "entry 'rule.recrod' does not exist; did you mean 'rule.record'?",
        ),
        Slip(
            ELM,
            "silent: [rule.record]",
            "silent: [contact.dsl]",
            "contact.dsl",
            "'contact.dsl' is called silent, yet a section speaks of it; keep one",
        ),
        Slip(
            ELM,
            "silent: [rule.record]",
            "silent: [rule.record]\nours: {fills: {rules: {record: [{id: x, text: Write it., cite: "
            "[{source: handbook, section: act-at-once}]}]}}}",
            "rule.record]",
            "'rule.record' is called silent, yet a section speaks of it; keep one",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            "silent: [harm.bullying]\nfills:\n  contacts:\n",
            "harm.bullying]",
            "'harm.bullying' is called silent, yet a section speaks of it; keep one, or note what it lacks",
        ),
    ],
    "advice_stands_beside_no_fill": [
        Slip(
            "areas/south.yml",
            "  lado: {text",
            "  social-care: {text: Ring them.}\n  lado: {text",
            "social-care: {text",
            "'social-care' is filled in this file, so nobody reads this; take it out of instead",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            "instead: {record: {text: Write it on paper.}}\nfills:\n  contacts:\n",
            "record: {text",
            "'record' is filled in this file, so nobody reads this; take it out of instead",
        ),
    ],
    "assumed_is_filled": [
        Slip(
            OAK,
            "    dsl: [lead]\n",
            "    dsl: [lead]\nassumed: [dsl, dls]\n",
            "dls]",
            "'dls' is not in fills: contacts: above; did you mean 'dsl'?; take it out here",
        ),
    ],
    "sections_are_listed": [
        Slip(
            OAK,
            "- text: Oak writes it in the red book.\n",
            '- text: Oak writes it in the red book.\n            also: ["8"]\n',
            '"8"',
            "section '8' does not exist; list it under `sections`, or name one that is there",
        ),
        Slip(
            OAK,
            'sections: ["7"]',
            'sections: ["8"]',
            '"8"',
            "section '8' does not exist; list it under `sections`, or name one that is there",
        ),
    ],
    "notes_of_documents_exist": [
        Slip(
            OAK,
            "decision: act-at-once",
            "decision: act-at-one",
            "act-at-one",
            "decision 'act-at-one' does not exist; did you mean 'act-at-once'?",
        ),
        Slip(
            ELM,
            "silent: [rule.record]\n",
            "silent: [rule.record]\nchanges: {c11: Elm has the old number.}\n",
            "Elm has",
            "change 'c11' does not exist; did you mean 'c1'?",
        ),
    ],
    "lines_have_ids": [
        Slip(
            HOUSE,
            "{id: south-name, text",
            "{text",
            "{text: South",
            "the line 'South wants the name first.' has no id; give it one",
        ),
        Slip(
            HOUSE,
            "{id: south-name, text",
            "{id: north-address, text",
            "{id: north-address, text: South",
            "two lines are called 'north-address' and are not the same; make the ids differ",
        ),
    ],
    "settings_are_whole": [
        Slip(
            "settings/elm.yml",
            "areas: [north]",
            "areas: [nort]",
            "nort]",
            "area 'nort' does not exist; did you mean 'north'?",
        ),
        Slip(
            "settings/fir.yml",
            "areas: [south]",
            "areas: [south]\ncalls: {the lead or nobody: your manager}",
            "your manager",
            "no flow and no harm says 'the lead or nobody'; copy the words as they stand there",
        ),
    ],
    "roles_are_known": [
        Slip(
            "settings/elm.yml",
            "  lead: {cite",
            "  leed: {cite",
            "leed",
            "role 'leed' is not in base/roles.yml; did you mean 'lead'?; "
            "for a role of your own add title and plain",
        ),
        Slip(
            "settings/elm.yml",
            "roles:\n",
            "roles:\n  designated-teacher: {title: Designated teacher}\n",
            "designated-teacher",
            "role 'designated-teacher' is not in base/roles.yml; for a role of your own add plain",
        ),
        Slip(
            "settings/elm.yml",
            "roles:\n",
            "roles:\n  north-hub: {title: Hub, plain: Hears worries.}\n",
            "north-hub",
            "'north-hub' is a contact or a slot already; choose another id",
        ),
    ],
    "people_can_be_reached": [
        Slip(
            "settings/oak.yml",
            'extension: "12"',
            'phone: "01245 603 76222"',
            '"01245 603 76222"',
            "'01245 603 76222' cannot be a phone number: it has too many figures; "
            "look at it again where it is printed",
        ),
        Slip(
            "settings/oak.yml",
            'extension: "12"',
            "people: [{holder: A, email: a@oak.test}, {holder: B, email: oak.test}]",
            "oak.test}]",
            "'oak.test' is not an e-mail address; check the value and its kind",
        ),
        Slip(
            "settings/oak.yml",
            'extension: "12"',
            'extension: "12", people: [{holder: A}, {holder: B}]',
            '"12"',
            "'extension' stands beside 'people'; put it into an entry of people",
        ),
        Slip(
            "settings/oak.yml",
            'extension: "12"',
            'extension: "01300 960123"',
            '"01300 960123"',
            "'01300 960123' is a whole number, and an extension cannot be tapped; put it under phone",
        ),
    ],
    "contacts_are_unique": [
        Slip(
            "areas/south.yml",
            "contacts:\n  south-team:",
            "contacts:\n  north-lado:\n    name: South LADO\n    kind: lado\n    use: A worry.\n    numbers: []\n"
            "    cite: [{source: south-page, section: Team}]\n  south-team:",
            "north-lado",
            "contact 'north-lado' is already in data/areas/north.yml; choose another id",
        ),
        Slip(
            "base/contacts.yml",
            "police-emergency:\n",
            "lead:\n  name: Lead\n  kind: body\n  use: A worry.\n  numbers: []\n"
            "  cite: [{source: national-page, section: Words}]\npolice-emergency:\n",
            "lead",
            "contact 'lead' is already in data/base/roles.yml; choose another id",
        ),
        Slip(
            "base/contacts.yml",
            "police-emergency:\n",
            "lado:\n  name: LADO\n  kind: lado\n  use: A worry.\n  numbers: []\n"
            "  cite: [{source: national-page, section: Words}]\npolice-emergency:\n",
            "lado:",
            "contact 'lado' has the name of a slot; choose another id",
        ),
    ],
    "numbers_fit_their_kind": [
        Slip(
            "areas/north.yml",
            '"01300 960111"',
            "lado2@north.test",
            "lado2@north.test",
            "'lado2@north.test' is not a phone number such as 01482 448879; check the value and its kind",
        ),
        Slip(
            "areas/north.yml",
            '"01300 960111"',
            '"01300 96011"',
            '"01300 96011"',
            "'01300 96011' cannot be a phone number: it begins as no number in the United Kingdom of its length "
            "does; look at it again where it is printed",
        ),
        Slip(
            "areas/north.yml",
            '"01300 960111"',
            '"01632 960111"',
            '"01632 960111"',
            "'01632 960111' is a number for plays and examples, which rings nobody; put the real one",
        ),
        Slip(
            "areas/north.yml",
            "value: lado@north.test",
            'value: "01300 960113"',
            '"01300 960113"',
            "'01300 960113' is not an e-mail address; check the value and its kind",
        ),
        Slip(
            "areas/south.yml",
            "value: south.test/old-form",
            'value: "01300 960223"',
            '"01300 960223"',
            "'01300 960223' is not a web address; check the value and its kind",
        ),
        Slip(
            "areas/north.yml",
            '        checked_on: "2026-11-22"\n',
            "",
            "current",
            "a current number needs checked_on and checked_against; else its status is as-printed",
        ),
        Slip(
            "base/contacts.yml",
            "change: c1",
            "change: c11",
            "c11",
            "change 'c11' does not exist; did you mean 'c1'?",
        ),
    ],
    "addresses_are_real": [
        Slip(
            "areas/north.yml",
            "checked_against: north.test/hub",
            "checked_against: example.org/worried-about-a-child",
            "example.org",
            "'example.org/worried-about-a-child' is an address for examples, which reaches nobody; put the real one",
        ),
        Slip(
            "settings/oak.yml",
            "kind: school",
            "kind: school\nfeedback_email: office@oakfield.example.org",
            "office@",
            "'office@oakfield.example.org' is an address for examples, which reaches nobody; put the real one",
        ),
        Slip(
            "base/changes.yml",
            "addresses: [gov.uk/999]",
            "addresses: [gov.uk/999, https://www.example.com]",
            "https://www.example.com",
            "'https://www.example.com' is an address for examples, which reaches nobody; put the real one",
        ),
    ],
    "prose_holds_no_numbers": [
        Slip(
            "policies/oak-policy.yml",
            "Oak writes it in the red book.",
            "Oak writes it to (01300) 960-111.",
            "Oak writes it to",
            "holds the number '(01300) 960-111'; make it a number of a contact, and name the contact",
        ),
        Slip(
            "base/flows/worried.yml",
            "about: Something is wrong.",
            "about: Write to lead@oak.test.",
            "Write to",
            "holds the e-mail address 'lead@oak.test'; make it a number of a contact, and name the contact",
        ),
        Slip(
            "base/harms/bullying.yml",
            "aliases: [picked on]",
            "aliases: [www.example.org/bullying]",
            "www.example",
            "holds the web address 'www.example.org/bullying'; make it a number of a contact, and name the contact",
        ),
    ],
    "terms_follow_one_another": [
        Slip(
            "settings/oak.yml",
            "kind: school",
            'kind: school\nterms: {years: {2026-27: [{from: "2026-12-18", to: "2026-09-01"}]}}',
            '"2026-09-01"',
            "the term ends on 2026-09-01, before it begins on 2026-12-18; fix one",
        ),
        Slip(
            "settings/oak.yml",
            "kind: school",
            'kind: school\nterms: {years: {2026-27: [{from: "2026-09-01", to: "2026-10-23"}, '
            '{from: "2026-10-23", to: "2026-12-18"}]}}',
            '"2026-10-23", to: "2026-12-18"',
            "the term begins on 2026-10-23, but the one before it ends on 2026-10-23; put terms in order, apart",
        ),
        Slip(
            "settings/oak.yml",
            "kind: school",
            'kind: school\nterms: {years: {2026-27: [{from: "2026-09-01", to: "2027-12-18"}]}}',
            '"2027-12-18"',
            "2027-12-18 is not in the school year that begins in 2026; fix the day, or the year above it",
        ),
        Slip(
            "settings/oak.yml",
            "kind: school",
            'kind: school\nterms: {years: {2026: [{from: "2026-09-01", to: "2026-12-18"}]}}',
            "2026: [",
            "'2026' is no school year; write one such as 2026-27",
        ),
    ],
    "one_off_bank_holidays_count": [
        Slip(
            "base/bank-holidays.yml",
            '"2027-05-10"',
            '"2027-02-30"',
            '"2027-02-30"',
            "'2027-02-30' is no day of the calendar; use one such as 2026-11-22",
        ),
        Slip(
            "base/bank-holidays.yml",
            '"2027-05-10"',
            '"2027-12-27"',
            '"2027-12-27"',
            "2027-12-27 is a bank holiday already; take it out",
        ),
        Slip(
            "base/bank-holidays.yml",
            '"2027-05-10"',
            '"2041-05-10"',
            '"2041-05-10"',
            "2041-05-10 is not in the years that limits are counted in, 2025 to 2030; take it out",
        ),
        Slip(
            "base/bank-holidays.yml",
            'instead_of: "2027-05-03"',
            'instead_of: "2027-05-04"',
            '"2027-05-04"',
            "2027-05-04 is no usual bank holiday; put the day that it stands in for",
        ),
    ],
    "hours_make_sense": [
        Slip(
            "areas/north.yml",
            'to: "16:30"',
            'to: "08:30"',
            '"08:30"',
            "closes at 08:30, before it opens at 08:45; one that answers past midnight may do so for 18 hours, "
            "and one that answers day and night has {always: true}",
        ),
        Slip(
            "areas/north.yml",
            'to: "16:30"',
            'to: "08:45"',
            '"08:45"}\n      bank',
            "opens and closes at 08:45; for a whole day write from 00:00 to 24:00",
        ),
        Slip(
            "areas/north.yml",
            "{outside: north-hub}",
            "{outside: north-hubb}",
            "north-hubb",
            "'north-hubb' is no contact of this place with weekly hours; did you mean 'north-hub'?",
        ),
        Slip(
            "areas/north.yml",
            "{outside: north-hub}",
            "{outside: police-emergency}",
            "police-emergency",
            "'police-emergency' is no contact of this place with weekly hours",
        ),
        Slip(
            "areas/south.yml",
            "    use: A child in South is at risk.\n",
            "    use: A child in South is at risk.\n    hours: {outside: north-hub}\n",
            "north-hub",
            "'north-hub' is no contact of this place with weekly hours",
        ),
    ],
    "slots_are_known": [
        Slip(
            "areas/north.yml",
            "    lado: [north-lado]",
            "    lado: [north-lado]\n    lados: [north-lado]",
            "lados",
            "'lados' is not a slot of kind contacts in slots.yml; did you mean 'lado'?",
        ),
        Slip(
            "areas/south.yml",
            "  lado: {text",
            "  ladoo: {text",
            "ladoo",
            "'ladoo' is not a slot; did you mean 'lado'?",
        ),
    ],
    "contacts_are_at_home": [
        Slip(
            "areas/south.yml",
            "social-care: [south-team]",
            "social-care: [south-team, north-hub]",
            "north-hub",
            "contact 'north-hub' belongs to another area or setting; a reader here must not ring it",
        ),
        Slip(
            "areas/north.yml",
            "[north-hub, north-night]",
            "[north-hub, north-nigth]",
            "north-nigth",
            "contact 'north-nigth' does not exist; did you mean 'north-night'?",
        ),
        Slip(
            "areas/south.yml",
            "fallback: [south-team]",
            "fallback: [north-hub]",
            "north-hub]",
            "contact 'north-hub' belongs to another area or setting; a reader here must not ring it",
        ),
        Slip(
            "base/slots.yml",
            "Tell the person in charge., fallback: [police-emergency]",
            "Tell the person in charge., fallback: [south-team]",
            "south-team",
            "contact 'south-team' belongs to another area or setting; a reader here must not ring it",
        ),
    ],
    "deadlines_are_known": [
        Slip(
            "areas/north.yml",
            "{amount: 48, unit: hours}",
            "{amount: 1.5, unit: working-days}",
            "1.5",
            "1.5 working-days end on no day; use a whole number, or count in hours",
        ),
        Slip(
            "areas/north.yml",
            "from: call",
            "from: calls",
            "calls",
            "clock 'north-written' counts from 'calls'; did you mean 'call'?",
        ),
        Slip(
            "areas/north.yml",
            "id: north-written",
            "id: tell-at-once",
            "tell-at-once",
            "clock 'tell-at-once' is already in data/base/fills.yml; choose another id",
        ),
    ],
    "notes_are_at_home": [
        Slip(
            "base/harms/bullying.yml",
            "changes: [c1]",
            "changes: [c11]",
            "c11",
            "change 'c11' does not exist; did you mean 'c1'?",
        ),
        Slip(  # a note of the area's is no note of everyone's
            "base/harms/bullying.yml",
            "changes: [c1]",
            "changes: [n1]",
            "n1",
            "change 'n1' is data/areas/north.yml's own; name this page there, under the note's `topics:` or `harms:`",
        ),
    ],
    "notes_are_unique": [
        Slip(
            "areas/north.yml",
            "  n1:\n",
            "  c1:\n",
            "c1:",
            "change 'c1' is already in data/base/changes.yml; choose another id",
        ),
    ],
    "ids_point_at_something": [
        Slip(
            "base/harms/bullying.yml",
            '"topic:recording"',
            '"topic:recordings"',
            '"topic:recordings"',
            "page 'topic:recordings' does not exist; did you mean 'topic:recording'?",
        ),
        Slip(
            "base/topics/recording.yml",
            "rules: [record]",
            "rules: [recrod]",
            "recrod",
            "rule slot 'recrod' does not exist; did you mean 'record'?",
        ),
        Slip(
            "base/topics/recording.yml",
            "lists: [disclosure]",
            "lists: [disclose]",
            "disclose]",
            "list 'disclose' does not exist; did you mean 'disclosure'?",
        ),
        Slip(
            "base/changes.yml",
            "page_date: n.d.\n",
            "page_date: n.d.\n  topics: [recrding]\n",
            "recrding",
            "topic 'recrding' does not exist; did you mean 'recording'?",
        ),
        Slip(
            OAK,
            "harms: [bullying]",
            "harms: [bulying]",
            "bulying]",
            "harm 'bulying' does not exist; did you mean 'bullying'?",
        ),
        Slip(
            ELM,
            "silent: [rule.record]\n",
            "silent: [rule.record]\nchanges:\n  elm-moved:\n    title: Elm has moved\n    now: It is elsewhere.\n"
            "    status: confirmed\n    page_date: n.d.\n    addresses: [elm.test]\n    areas: [nroth]\n",
            "nroth",
            "area 'nroth' does not exist; did you mean 'north'?",
        ),
    ],
    "phonebook_names_what_exists": [
        Slip(
            "base/phonebook.yml",
            "clocks: [tell-dsl, written]",
            "clocks: [tell-dsl, writen]",
            "writen",
            "clock slot 'writen' does not exist; did you mean 'written'?",
        ),
        Slip(
            "base/phonebook.yml",
            "list: disclosure",
            "list: disclosures",
            "disclosures",
            "list 'disclosures' does not exist; did you mean 'disclosure'?",
        ),
        Slip(
            "base/phonebook.yml",
            "{slot: lado",
            "{slot: lados",
            "lados",
            "contact slot 'lados' does not exist; did you mean 'lado'?",
        ),
        Slip(
            "base/phonebook.yml",
            "anywhere: [police-emergency]",
            "anywhere: [police-emergenci]",
            "police-emergenci]",
            "contact slot or national contact 'police-emergenci' does not exist; did you mean 'police-emergency'?",
        ),
        Slip(
            "base/phonebook.yml",
            "{slot: lado",
            "{slot: dsl",
            "dsl, words: The LADO",
            "contact slot 'dsl' stands here twice; take one out",
        ),
    ],
    "names_in_code_exist": [
        Slip(
            "base/slots.yml",
            "  birth: the date of birth\n",
            "  day-of-birth: the date of birth\n",
            "anchors:",
            "'birth' is gone, and the program needs it; put it back, or see handbook.checks.named",
        ),
        Slip(
            "base/decisions.yml",
            "no-route-printed:",
            "no-way-printed:",
            "act-at-once",
            "'no-route-printed' is gone, and the program needs it; put it back, or see handbook.checks.named",
        ),
    ],
    "levels_add_up": [
        Slip(
            "areas/levels/north.yml",
            "id: bruise-many\n    level: 3\n    domain: child",
            "id: bruise-many\n    level: 3\n    domain: chidl",
            "chidl",
            "domain 'chidl' is not in this file; did you mean 'child'?",
        ),
        Slip(
            "areas/levels/north.yml",
            "{lower: bruise-some, higher: bruise-many}",
            "{lower: bruise-many, higher: bruise-some}",
            "{lower: bruise-many, higher: bruise-some}",
            "'bruise-many' and 'bruise-some' are not an indicator and one of the next higher level",
        ),
        Slip(
            "areas/levels/north.yml",
            "{lower: bruise-some, higher: bruise-many}",
            "{lower: bruise-many, higher: bruise-mny}",
            "{lower: bruise-many, higher: bruise-mny}",
            "'bruise-many' and 'bruise-mny' are not an indicator and one of the next higher level",
        ),
        Slip(
            "areas/levels/north.yml",
            "indicators:\n",
            "indicators:\n  - id: bruise-some\n    level: 2\n    domain: child\n    text: Another.\n"
            "    cite: [{source: north-page, section: Levels}]\n",
            "indicators",
            "two indicators share an id; make them differ",
        ),
        Slip(
            "areas/levels/north.yml",
            "id: bruise-some\n    level: 2",
            "id: bruise-new\n    level: 4\n    domain: child\n    text: A new one.\n"
            "    cite: [{source: north-page, section: Levels}]\n  - id: bruise-some\n    level: 2",
            "4",
            "no level of this file has the number 4; use 1 or 2 or 3",
        ),
    ],
    "levels_lead_somewhere": [
        Slip(
            "areas/levels/north.yml",
            "flow: worried",
            "flow: woried",
            "woried",
            "flow 'woried' does not exist; did you mean 'worried'?",
        ),
        Slip(
            "areas/levels/north.yml",
            "contacts: [social-care, dsl]",
            "contacts: [social-car, dsl]",
            "social-car,",
            "contact or contact slot 'social-car' does not exist; did you mean 'social-care'?",
        ),
    ],
    "targets_exist": [
        Slip(
            HOUSE,
            "child: {say: A child, then: area}",
            "child: {say: A child, then: araa}",
            "araa",
            "'araa' is no question or outcome of this flow, and no flow; did you mean 'area'?",
        ),
        Slip(
            "base/flows/adult.yml",
            'unsure: "flow:worried"',
            'unsure: "flow:wories"',
            '"flow:wories"',
            "'flow:wories' is no question or outcome of this flow, and no flow; did you mean 'flow:worried'?",
        ),
        Slip(
            "base/flows/adult.yml",
            "start: danger",
            "start: tell-head",
            "tell-head\nquestions",
            "start 'tell-head' is not a question of this flow",
        ),
        Slip(
            HOUSE,
            "    when: {kind: school}\n",
            "",
            "inside:",
            "question 'inside' needs both 'when' and 'otherwise', or neither",
        ),
    ],
    "councils_are_the_answers": [
        Slip(
            "base/questions.yml",
            """    unsure: {say: "I'm not sure", hint: "Then ring {own}. They pass it on."}""",
            "    elsewhere: {say: Elsewhere}",
            "options:\n    elsewhere",
            "the councils are the answers; write 'unsure' here, and nothing else",
        ),
    ],
    "placeholders_are_filled": [
        Slip(
            "base/questions.yml",
            "Then ring {own}. They",
            "Then ring {own} or {council}. They",
            '"Then ring {own} or',
            "nothing fills '{council}'; write the words themselves",
        ),
        Slip(
            "base/questions.yml",
            "ask: Where does the child live?",
            'ask: "Where does the child live, in {own}?"',
            '"Where does the child live, in',
            "nothing fills '{own}'; write the words themselves",
        ),
    ],
    "shared_questions_fit": [
        Slip(
            HOUSE,
            'unsure: ring-999, "no": who}',
            '"no": who}',
            'then: {"yes": ring-999, "no"',
            "'danger' must have a target for each of its options, no more and no fewer: yes, unsure, no",
        ),
        Slip(
            "base/flows/adult.yml",
            "area: {use: area, then: whose}",
            "area: {use: area, then: {here: whose}}",
            "then: {here",
            "the area question goes to one place, whatever the area",
        ),
        Slip(
            "base/flows/adult.yml",
            "area: {use: area, then: whose}",
            "area: {use: inside, then: whose}",
            "area: {use: inside",
            "'area' is the name of another shared question; call this one 'inside'",
        ),
        Slip(
            "base/questions.yml",
            "danger:\n",
            'inside:\n  ask: Are you inside?\n  options:\n    "yes": {say: "Yes"}\ndanger:\n',
            "inside:\n    ask",
            "'inside' is the name of a shared question; write use: inside, or rename it",
            told_in=HOUSE,
        ),
    ],
    "means_exist": [
        Slip(
            HOUSE,
            "child: {say: A child, then: area}",
            'child: {say: A child, then: area, means: {danger: "noo"}}',
            '"noo"',
            "answer to a shared question 'danger=noo' does not exist; did you mean 'danger=no'?",
        ),
    ],
    "question_slots_exist": [
        Slip(
            HOUSE,
            "rules: [telling]",
            "rules: [teling]",
            "teling]",
            "rule slot 'teling' does not exist; did you mean 'telling'?",
        ),
        Slip(
            "base/flows/adult.yml",
            "{filled: lado}",
            "{filled: ladoo}",
            "when: {filled",
            "slot 'ladoo' does not exist; did you mean 'lado'?",
        ),
    ],
    "lines_leave_known_answers": [
        Slip(
            HOUSE,
            "{item: disclosure.listen}",
            '{item: disclosure.listen, skip_after: {insid: ["no"]}}',
            'insid: ["no"]',
            "question 'insid' does not exist; did you mean 'inside'?",
        ),
        Slip(
            HOUSE,
            "{item: disclosure.listen}",
            "{item: disclosure.listen, skip_after: {inside: [maybe]}}",
            "inside: [maybe]",
            "answer 'maybe' does not exist",
        ),
    ],
    "outcome_names_exist": [
        Slip(
            HOUSE,
            "contacts: [dsl, social-care]",
            "contacts: [dsl, social-car]",
            "social-car]",
            "contact or contact slot 'social-car' does not exist; did you mean 'social-care'?",
        ),
        Slip(
            HOUSE,
            "contacts: [social-care, dsl]",
            "contacts: [social-care, north-hub]",
            "north-hub",
            "contact or contact slot 'north-hub' does not exist",
        ),
        Slip(
            HOUSE,
            "call: [social-care]",
            "call: [lado]",
            "lado]",
            "contact of this outcome 'lado' does not exist",
        ),
        Slip(
            HOUSE,
            "clocks: [tell-dsl, written]",
            "clocks: [tell-dsl, writen]",
            "writen]",
            "clock slot 'writen' does not exist; did you mean 'written'?",
        ),
        Slip(
            HOUSE,
            'related: ["harm:bullying", ',
            'related: ["harm:bulying", ',
            '"harm:bulying"',
            "page 'harm:bulying' does not exist; did you mean 'harm:bullying'?",
        ),
        Slip(
            HOUSE,
            "parents: {rule: telling}",
            "parents: {rule: teling}",
            "parents",
            "rule slot 'teling' does not exist; did you mean 'telling'?",
        ),
        Slip(
            HOUSE,
            "{item: disclosure.listen}",
            "{item: disclosure.lissen}",
            "{item: disclosure.lissen}",
            "item 'disclosure.lissen' does not exist; did you mean 'disclosure.listen'?",
        ),
        Slip(
            HOUSE,
            "dont: [disclosure.no-secrets]",
            "dont: [disclosure.no-secret]",
            "disclosure.no-secret]",
            "item 'disclosure.no-secret' does not exist; did you mean 'disclosure.no-secrets'?",
        ),
    ],
    "everything_is_reached": [
        Slip(
            HOUSE,
            "then: tell-lead}",
            "then: ring}",
            "tell-lead:",
            "nothing leads to 'tell-lead'; point an option at it or delete it",
        ),
    ],
    "flows_end": [
        Slip(
            HOUSE,
            "child: {say: A child, then: area}",
            "child: {say: A child, then: who}",
            "danger\nquestions",
            "a path from here comes back to where it was: worried.who > worried.who; it must end",
        ),
    ],
    "first_actions_hold_everywhere": [
        Slip(
            HOUSE,
            "text: Tell the lead now., cite: [{source: handbook, section: act-at-once}]",
            "text: Tell the lead now., cite: [{source: north-page, section: Hub}]",
            "first: {id: tell",
            "the first action of 'tell-lead' must hold in every school; "
            "cite a national source or a decision of the handbook",
        ),
        Slip(
            OAK,
            "fills:\n  contacts:\n",
            'not: {flow.worried/tell: "9"}\nfills:\n  contacts:\n',
            '"9"}\nfills',
            "'flow.worried/tell' is the first thing to do of an end; give it a version in place of `not`",
        ),
    ],
    "scenarios_name_what_exists": [
        Slip(
            PRACTICE,
            "due: {north-written:",
            "due: {north-writen:",
            '"2026-11-29T20:00"',
            "clock 'north-writen' does not exist; did you mean 'north-written'?",
        ),
        Slip(
            PRACTICE,
            "setting: oak",
            "setting: oka",
            "oka",
            "setting 'oka' does not exist; did you mean 'oak'?",
        ),
        Slip(
            PRACTICE,
            "outcome: ring",
            "outcome: rings",
            "rings",
            "outcome 'rings' does not exist; did you mean 'ring'?",
        ),
        Slip(
            PRACTICE,
            "contacts: [north-night",
            "contacts: [north-nigth",
            "north-nigth",
            "contact 'north-nigth' does not exist; did you mean 'north-night'?",
        ),
        Slip(
            PRACTICE,
            "clocks: [north-written]",
            "clocks: [north-writen]",
            "north-writen]",
            "clock 'north-writen' does not exist; did you mean 'north-written'?",
        ),
        Slip(
            PRACTICE,
            "gaps: []",
            "gaps: [ladoo]",
            "ladoo",
            "slot 'ladoo' does not exist; did you mean 'lado'?",
        ),
        Slip(
            PRACTICE,
            "dont: []",
            "dont: [disclosure.no-secret]",
            "disclosure.no-secret",
            "item 'disclosure.no-secret' does not exist; did you mean 'disclosure.no-secrets'?",
        ),
    ],
    "dates_are_days": [
        Slip(
            "areas/north.yml",
            'checked_on: "2026-11-22"',
            'checked_on: "2026-11-31"',
            '"2026-11-31"',
            "'2026-11-31' is no day of the calendar; use one such as 2026-11-22",
        ),
        Slip(
            OAK,
            'review: "2020-10"',
            'review: "2020-13"',
            '"2020-13"',
            "'2020-13' is no day of the calendar; use one such as 2026-11-22",
        ),
    ],
    "news_names_what_exists": [
        Slip(
            "news.yml",
            '"2026-11-22"',
            '"2026-11-31"',
            '"2026-11-31"',
            "'2026-11-31' is no day of the calendar; use one such as 2026-11-22",
        ),
        Slip(
            "news.yml",
            "[oak, elm]",
            "[oak, ellm]",
            "ellm",
            "setting 'ellm' does not exist; did you mean 'elm'?",
        ),
        Slip(
            "news.yml",
            "contact: north-hub",
            "contact: hub-of-old",
            "hub-of-old",
            "contact 'hub-of-old' does not exist; if it is gone, take 'contact' out",
        ),
    ],
    "scenarios_are_dated": [
        Slip(
            PRACTICE,
            'at: "2026-11-27T20:00"',
            'at: "2026-11-31T20:00"',
            '"2026-11-31T20:00"',
            "'2026-11-31T20:00' is not a time such as 2026-11-27T16:45",
        ),
        Slip(
            PRACTICE,
            '    at: "2026-11-27T20:00"\n',
            "",
            "due",
            "'due' counts from 'at'; add it",
        ),
    ],
    "utterances_are_of_flows": [
        Slip(
            SAID,
            "  worry 7\n",
            "",
            "worried\nsaid",
            "holds 39 ways to say it in 'said' and 'now', and fewer than 40 teach little; "
            "write more, or take the file away",
        ),
    ],
    "utterances_differ": [
        Slip(
            SAID,
            "worry 9\n",
            "Worry 8!\n",
            "Worry 8!",
            "'Worry 8!' stands in data/utterances/worried.yml:10 too; keep it where it fits best",
        ),
        Slip(
            SAID,
            "worry 9\n",
            "?!\n",
            "?!",
            "'?!' has no word in it; write what somebody would type",
        ),
    ],
    "utterances_are_typed": [
        Slip(
            SAID,
            "worry 9\n",
            f"alarm {'worry ' * 50}\n",
            "alarm",
            f"'alarm {'worry ' * 5}worr…' has 305 characters, more than 300; write it shorter",
        ),
        Slip(
            SAID,
            "worry 9\n",
            "ring 01234 567890\n",
            "ring",
            "holds '01234 567'; no sentence here holds a number or an address",
        ),
    ],
}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("areas/north.yml", 'checked_on: "2026-11-22"', 'checked_on: "2062-11-22"'),
        ("sources.yml", "kind: national\n", 'kind: national\n  read_on: "2062-11-22"\n'),
    ],
)
def test_nobody_has_looked_on_a_day_to_come(tiny: TinyData, file: str, old: str, new: str) -> None:
    slip = Slip(
        file,
        old,
        new,
        '"2062-11-22"',
        "'2062-11-22' is later than today, 2026-12-01; put the day on which somebody looked",
    )
    expected = tiny.make(slip)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [expected]


def test_a_machine_whose_clock_stands_before_the_data_was_begun_is_told_so_once(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    words = "by this machine's clock (or SOURCE_DATE_EPOCH) today is 1970-01-01; set it right"
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [
        f"data/upkeep.yml:1:8: begins on 2026-11-22, and {words}"
    ]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("settings/oak.yml.txt", "is not read under this name; call it oak.yml"),
        ("settings/YEW.YML", "is not read under this name; call it yew.yml"),
        ("settings/yew.yaml", "is not read under this name; call it yew.yml"),
        ("settings/yew.txt", "lies where no data is read; see data/README.md for the folders, and use .yml"),
        (
            "settings/old/yew.yml",
            "lies where no data is read; see data/README.md for the folders, and use .yml",
        ),
    ],
)
def test_a_file_under_a_name_that_nobody_reads_is_named(tiny: TinyData, name: str, fix: str) -> None:
    path = tiny.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("id: yew\n")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [f"data/{name}: {fix}"]


def test_what_an_editor_leaves_beside_a_file_is_no_data(tiny: TinyData) -> None:
    for name in ("settings/.oak.yml.swp", "settings/oak.yml~", "settings/~$oak.yml", "settings/.DS_Store"):
        (tiny.root / name).write_text("x")
    assert "oak" in tiny.checked().entries["setting"]


# A fault of no file, with a test of its own.
OF_NO_FILE = {"danger_is_told"}


def test_every_rule_has_a_bad_fixture() -> None:
    assert set(FAULTS) | OF_NO_FILE == {rule.__name__ for rule in RULES}


def test_a_handbook_without_words_of_danger_is_refused(tiny: TinyData) -> None:
    tiny.edit(SAID, "now: |\n  he is bleeding\n", "  worry 40\n")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "data/utterances: no sentence tells of danger now (under 'now:'), and the search must know some; "
            "put the folder back as it was"
        )
    ]


def test_a_file_of_words_belongs_to_a_flow_that_exists(tiny: TinyData) -> None:
    tiny.path(SAID).rename(tiny.path("utterances/worred.yml"))
    tiny.edit("utterances/worred.yml", "flow: worried", "flow: worred")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [
        "data/utterances/worred.yml:1:7: flow 'worred' does not exist; did you mean 'worried'?"
    ]


@pytest.mark.parametrize(
    ("rule", "slip"),
    [
        pytest.param(rule, slip, id=f"{rule}-{place}")
        for rule, slips in FAULTS.items()
        for place, slip in enumerate(slips, 1)
    ],
)
def test_a_broken_rule_is_named_with_place_and_mend(tiny: TinyData, rule: str, slip: Slip) -> None:
    expected = tiny.make(slip)
    check = next(one for one in RULES if one.__name__ == rule)
    assert [str(problem) for problem in check(load(tiny.root))] == [expected]
    with pytest.raises(DataError, match="data/"):
        tiny.checked()


def flow_of(questions: int) -> str:
    """A flow that asks so many questions in a row, then ends."""
    lines = ["id: long", "title: Long", "aliases: []", "about: Many questions.", "start: q1", "questions:"]
    for number in range(1, questions + 1):
        then = f"q{number + 1}" if number < questions else "done"
        lines += [f"  q{number}:", "    ask: And then?", "    options:"]
        lines += [f"      here: {{say: Here, then: {then}}}", f"      there: {{say: There, then: {then}}}"]
    lines += ["outcomes:", "  done:", "    title: Done", "    urgency: know", "    contacts: [dsl]"]
    lines += ["    first: {id: rest, text: Rest., cite: [{source: handbook, section: act-at-once}]}"]
    return "\n".join(lines) + "\n"


def test_seven_questions_are_allowed_and_hand_overs_count(tiny: TinyData) -> None:
    tiny.edit(HOUSE, "then: tell-lead}", "then: tell-lead}\n      more: {say: More, then: flow:long}")
    tiny.write("base/flows/long.yml", flow_of(3))
    tiny.checked()
    tiny.write("base/flows/long.yml", flow_of(4))
    place = tiny.place(HOUSE, "danger\nquestions")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems if problem.file == f"data/{HOUSE}"] == [
        f"{place}: a path from here asks more than 7 questions (at long.q4); shorten it"
    ]


def test_a_question_that_is_answered_already_is_not_counted(tiny: TinyData) -> None:
    tiny.edit(HOUSE, "then: tell-lead}", "then: tell-lead}\n      more: {say: More, then: flow:long}")
    again = "  danger: {use: danger, then: done}\noutcomes:"
    tiny.write(
        "base/flows/long.yml", flow_of(3).replace("then: done", "then: danger").replace("outcomes:", again)
    )
    tiny.checked()


def test_where_every_setting_has_one_area_the_area_question_does_not_count(tiny: TinyData) -> None:
    tiny.path(PRACTICE).unlink()
    tiny.edit("settings/oak.yml", "areas: [north, south]", "areas: [north]")
    tiny.edit(HOUSE, "then: tell-lead}", "then: tell-lead}\n      more: {say: More, then: flow:long}")
    tiny.write("base/flows/long.yml", flow_of(4))
    tiny.checked()


def test_a_hand_over_in_a_circle_is_named(tiny: TinyData) -> None:
    tiny.edit("base/flows/adult.yml", '"no": area}', '"no": flow:worried}')
    tiny.edit(HOUSE, '"no": who}', '"no": flow:adult}')
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert (
        f"{tiny.place(HOUSE, 'danger' + chr(10) + 'questions')}: a path from here comes back to where it was: "
        "worried.danger > adult.danger > worried.danger; it must end"
    ) in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["areas/north.yml", "areas/south.yml", "base/flows/adult.yml", HOUSE])
def test_a_mistyped_source_is_named_wherever_it_stands(tiny: TinyData, name: str) -> None:
    text = tiny.path(name).read_text(encoding="utf-8")
    for start in range(text.count("{source: ")):
        before, after = text.split("{source: ", start + 1)[:-1], text.split("{source: ", start + 1)[-1]
        tiny.write(name, "{source: ".join(before) + "{source: x" + after)
        with pytest.raises(
            DataError, match=r"source 'x[a-z-]+' is not in sources\.yml; did you mean '[a-z-]+'\?"
        ):
            tiny.checked()


def test_all_faults_of_all_files_are_told_at_once(tiny: TinyData) -> None:
    tiny.edit("areas/north.yml", "from: call", "from: calls")
    tiny.edit("settings/elm.yml", 'section: "5"', 'section: "6"')
    tiny.edit("base/flows/adult.yml", "start: danger", "start: dangr")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert {problem.file for problem in caught.value.problems} == {
        "data/areas/north.yml",
        "data/settings/elm.yml",
        "data/base/flows/adult.yml",
    }


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            "danger=no, who=child, area=north, inside=yes",
            "ends at 'worried:tell-lead', not at 'worried:ring'; fix the answers, the outcome or the flow",
        ),
        (
            "danger=no, who=child, area=north",
            "stops at question 'inside' of flow 'worried'; answer it with one of yes, no, unsure",
        ),
        (
            "danger=no, who=child, area=west, inside=no",
            (
                "stops at question 'area' of flow 'worried' (area=west is not on this path); "
                "answer it with one of north, south, unsure"
            ),
        ),
    ],
    ids=["ends elsewhere", "stops short", "leaves the path"],
)
def test_a_situation_that_leads_elsewhere_is_named(tiny: TinyData, answers: str, words: str) -> None:
    tiny.edit(PRACTICE, "danger=no, who=child, area=north, inside=no", answers)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    place = tiny.place(PRACTICE, "answers: [")
    assert [str(problem) for problem in caught.value.problems] == [f"{place}: 'friday-night' {words}"]


WHICH = "; one of the two is wrong: open the document, and fix that one"


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (
            "contacts: [north-night, north-hub]",
            "contacts: [north-hub]",
            "contacts:",
            "turns first to north-night, north-hub, lead, not to north-hub",
        ),
        (
            "clocks: [north-written]",
            "clocks: [north-written, tell-at-once]",
            "tell-at-once",
            "does not show the time limit 'tell-at-once' (it shows north-written)",
        ),
        (
            '"2026-11-29T20:00"',
            '"2026-11-30T20:00"',
            '"2026-11-30T20:00"',
            "has 'north-written' due 2026-11-29T20:00, not 2026-11-30T20:00",
        ),
        (
            'due: {north-written: "2026-11-29T20:00"}',
            'due: {tell-at-once: "2026-11-30T20:00"}',
            '"2026-11-30T20:00"',
            "has 'tell-at-once' without a date, not 2026-11-30T20:00",
        ),
        (
            "gaps: []",
            "gaps: [dsl]",
            "dsl]",
            "has something for 'dsl', which was to be a gap (gaps: none)",
        ),
        (
            "parents: not-stated",
            "parents: tell",
            "tell\n    why",
            "has no line about the parents, and so not 'tell'",
        ),
        (
            "dont: []",
            "dont: [{words: promise}]",
            "{words: promise}",
            "does not say 'promise' under 'Do not'",
        ),
    ],
    ids=["contacts", "clocks", "due", "no due date", "gaps", "parents", "dont"],
)
def test_a_situation_that_the_wizard_answers_otherwise_is_named_with_the_field(
    tiny: TinyData, old: str, new: str, at: str, words: str
) -> None:
    tiny.edit(PRACTICE, old, new)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    place = tiny.place(PRACTICE, at)
    assert [str(problem) for problem in caught.value.problems] == [f"{place}: 'friday-night' {words}{WHICH}"]


def test_the_tiny_data_itself_is_in_order(tiny: TinyData) -> None:
    assert set(tiny.checked().entries["setting"]) == {"oak", "elm", "ash", "fir"}
