"""One setting's book: every layer merged, every condition decided, every line that does not hold left out.

The wizard gets nothing else, so what it does not hold it cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from handbook.calendar import calendar
from handbook.data import Data
from handbook.hours import openings
from handbook.lookups import contact_places, filling, scope_of
from handbook.policies.compose import for_setting
from handbook.scope import NO_ROUTE, Holding
from handbook.yamlfile import YamlFile
from wizard.cards import WHO_HOLDS_IT
from wizard.levels import LABELS, STRONGEST_SIGN
from wizard.model import HANDBOOK, Book, load
from wizard.words import POLICY_WORDS

Raw = Mapping[str, Any]
# Folders in whose files the lines of several settings stand side by side: of all, and of those in an area.
OF_ALL, OF_AREAS = ("harm", "topic", "list", "flow"), ("area", "levels")
SLOT_REFS = {"contacts": "contact", "clocks": "clock", "rules": "rule"}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DEMONSTRATION = "Demonstration, not for use in a real school."
DRAFT = "Not finished: our policy has not been entered."
ASK_THE_LEAD = "It shows what holds in every school. Ask the safeguarding lead what our policy adds."

ANOTHER = "another, older document"  # where a number is from that nothing prints which holds in the setting


def date_words(day: str) -> str:
    """A date of the data in words: 2026-11-22 is "22 November 2026", 2019-11 "November 2019"."""
    parts = day.split("-")
    month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*([str(int(parts[2]))] if len(parts) > 2 else []), *month, parts[0]])  # noqa: PLR2004 - year, month, day


def role_name(general: str, own: str) -> str:
    """A role by the one name that all lines have for it; in brackets what the policy calls it instead."""
    if not own or _plain_role(own) == _plain_role(general):
        return general
    return f"{general[:-1]}, {own})" if general.endswith(")") else f"{general} ({own})"


def _plain_role(title: str) -> str:
    """A role's title without what makes no difference: case, "designated", "academy", what is in brackets."""
    words = re.sub(r"\(.*?\)|\b(?:designated|academy)\b", "", title.casefold())
    words = re.sub(
        r"\bdsl\b", "safeguard lead", re.sub(r"s\b", "", words.replace("safeguarding", "safeguard"))
    )
    return " ".join(words.split())


def standing(setting: Raw) -> str:
    """What keeps a setting's handbook from use, in short, for paper and lists; "" where nothing does."""
    kept = (("demonstration", DEMONSTRATION), ("draft", DRAFT))
    return " ".join(words for field, words in kept if setting.get(field))


class Maker:
    """Makes the book of one setting, and answers what holds there for the pages beside it."""

    def __init__(self, data: Data, setting: str) -> None:
        self.all = data
        self.data = for_setting(data, setting)
        self.id = setting
        self.setting: Raw = self.data.each("setting")[setting]
        self.scope = scope_of(data, setting)
        self.areas: list[str] = list(self.setting["areas"]) or [""]

    def holding(self, line: Raw) -> Holding | None:
        """How a line with `cite` (and perhaps `area`) holds in this setting."""
        return self.scope.holding(line.get("cite", ()), line.get("area"))

    def statement(self, line: Raw) -> dict[str, Any] | None:
        """A statement as the wizard reads it; None where it does not hold here."""
        held = self.holding(line)
        if held is None:
            return None
        areas = {"areas": list(held.areas)} if held.areas else {}
        return {
            "text": self.words(line["text"]),
            "cites": [list(one) for one in held.cites],
            "mark": held.mark,
            **areas,
            **({"lead": self.words(line["lead"] or "")} if "lead" in line else {}),
        }

    def words(self, text: str) -> str:
        """The text with this setting's own names for those who are told of a worry."""
        calls: Mapping[str, str] = self.setting.get("calls", {})
        general = "|".join(map(re.escape, sorted(calls, key=len, reverse=True)))
        return re.sub(general, lambda found: calls[found[0]], text) if calls else text

    def statements(self, lines: Iterable[Raw]) -> list[dict[str, Any]]:
        """Those of the statements that hold here."""
        return [one for line in lines if (one := self.statement(line))]

    def cites(self, cite: list[dict[str, str]]) -> list[list[str]]:
        """Those of the citations that hold here."""
        held = self.scope.holding(cite)
        return [list(one) for one in held.cites] if held else []

    @cached_property
    def topics(self) -> dict[str, Raw]:
        """The topics that concern this setting."""
        return {i: topic for i, topic in self.data.each("topic").items() if self.applies(topic.get("when"))}

    @cached_property
    def silent(self) -> dict[str, str]:
        """What this setting's own documents are recorded as silent on, with what they do say of it.

        Of anything else nobody may say that a document is silent: nobody has looked.
        """
        found: dict[str, str] = {}
        for name in self.setting["policies"]:
            for one in self.data.each("policy")[name].get("silent", ()):
                ref, note = (one, "") if isinstance(one, str) else (one["ref"], one["note"])
                found.setdefault(ref, note)
        return found

    def _shared(self) -> Iterator[YamlFile]:
        """The files in which lines for this setting stand beside those for others."""
        entries = self.data.entries
        yield from (file for kind in OF_ALL for file in entries[kind].values())
        yield from (entries[kind][area] for kind in OF_AREAS for area in self.areas if area in entries[kind])
        yield from self.data.files.values()

    @cached_property
    def readings(self) -> frozenset[str]:
        """The decisions that lines which hold here rest on: whoever asks why must find them."""
        policies = (self.data.each("policy")[name].get("instead", {}) for name in self.setting["policies"])
        places = (*(file.data for file in self._shared()), self.setting, *policies)
        held = (self.holding(line) for place in places for line in self._lines(place))
        cited = {section for one in held if one for source, section in one.cites if source == HANDBOOK}
        of_tool = {one.section for one in (STRONGEST_SIGN, LABELS)}
        cited.add(WHO_HOLDS_IT.section)
        return frozenset(cited | (of_tool if any(map(self.has_indicators, self.areas)) else set()))

    def _lines(self, value: Any) -> Iterator[Raw]:
        """Everything in a piece of data that cites, but for what is other settings' and areas' alone."""
        if isinstance(value, Mapping):
            if not self.concerns(value):
                return
            if "cite" in value:
                yield value
            value = list(value.values())
        for one in value if isinstance(value, list) else ():
            yield from self._lines(one)

    def said(self) -> dict[tuple[str, str], list[str]]:
        """By source and section, the words of all that the handbook says by it in this setting, each once.

        A contact, a law and the like are said by their names.
        """
        found: dict[tuple[str, str], dict[str, None]] = {}
        for file in self._shared():
            for line in self._lines(file.data):
                words = next((line[key] for key in ("text", "say", "name", "title") if key in line), "")
                for cite in held.cites if words and (held := self.holding(line)) else ():
                    found.setdefault(cite, {})[self.words(words)] = None
        for fill in self.fills.values():
            for line in (*chain(*fill["rules"].values()), *chain(*fill["clocks"].values())):
                for source, section in line["cites"]:
                    found.setdefault((source, section), {})[line.get("text") or line["say"]] = None
        return {section: list(words) for section, words in found.items()}

    def concerns(self, entry: Raw) -> bool:
        """Whether a change or topic, which may name its areas, is this setting's too."""
        areas = entry.get("areas")
        return not areas or bool(set(areas) & set(self.areas))

    def settles(self, name: str, decision: Raw) -> bool:
        """Whether a decision is the reader's to know: its document's, made for all, or cited here."""
        return name in self.readings or not decision.get("where_cited")

    # Contacts

    @cached_property
    def contacts(self) -> dict[str, dict[str, Any]]:
        """Every contact and role that this setting may show: its own, its areas', the national ones."""
        names = {self.data.files["contacts"].name, self.data.entries["setting"][self.id].name}
        names |= {self.data.entries["area"][area].name for area in self.areas if area}
        found = {
            i: self._contact(entry) for i, file, _, entry in contact_places(self.data) if file.name in names
        }
        return found | {role: self._role(role) for role in self.roles}

    def _contact(self, entry: Raw) -> dict[str, Any]:
        return {
            "name": entry["name"],
            "kind": entry["kind"],
            "use": entry["use"],
            "numbers": [
                self._number(number, entry) for number in entry["numbers"] if number["status"] != "superseded"
            ],
            "hours": self._hours(entry["hours"]) if "hours" in entry else None,
            "cites": self.cites(entry.get("cite", [])),
            "notes": self.statements(entry.get("notes", ())),
        }

    @cached_property
    def roles(self) -> dict[str, Raw]:
        """Every role by its id: the national ones, and those that the setting adds."""
        national = self.data.one("roles")
        return national | {i: own for i, own in self.setting["roles"].items() if i not in national}

    def _role(self, role: str) -> dict[str, Any]:
        general, own = self.roles[role], self.setting["roles"].get(role, {})
        several = "people" in own
        people = [self._person(one, several=several) for one in own.get("people", [own] if own else [])]
        return {
            "name": role_name(general["title"], own.get("title", "")),
            "kind": "role",
            "use": general["plain"],
            "numbers": [number for person in people for number in person["numbers"]],
            "cites": self.cites(own["cite"]) if "cite" in own else [],
            "people": people,
        }

    @staticmethod
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

    def _number(self, number: Raw, entry: Raw) -> dict[str, Any]:
        here = self.cites(number.get("printed_in", entry.get("cite", [])))
        printed = "from the policy; " if here else f"from {ANOTHER}; "
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

    @staticmethod
    def _hours(hours: Raw) -> dict[str, Any]:
        out: dict[str, Any] = {"stated": hours.get("stated", True)}
        if "weekly" in hours:
            out["weekly"] = openings(hours)
            out["open_on_bank_holidays"] = hours["bank_holidays"] == "open"
        return out | {key: hours[key] for key in ("always", "outside") if key in hours}

    # Slots

    def fill(self, area: str) -> dict[str, Any]:
        """What every slot holds in one area, and the declared gaps in words."""
        slots = self.data.one("slots")
        out: dict[str, Any] = {"contacts": {}, "clocks": {}, "rules": {}, "gaps": {}}
        advice = self._advice(area)
        for kind, names in slots.items():
            if kind == "anchors":
                continue
            for slot, words in names.items():
                held = filling(self.all, self.id, area, kind, slot)
                if held:
                    out[kind][slot] = self._filled(kind, held)
                else:
                    own = advice.get(slot, {})
                    text, lead = (
                        (own["text"], own.get("lead")) if "text" in own else (words["gap"], words.get("lead"))
                    )
                    silent = self.silent.get(f"{SLOT_REFS[kind]}.{slot}")
                    out["gaps"][slot] = {
                        "title": words["title"],
                        "text": self.words(text),
                        **({"lead": self.words(lead)} if lead else {}),
                        "fallback": own.get("fallback", words.get("fallback", [])),
                        "cites": self.cites(own.get("cite") or [NO_ROUTE]),
                        **({} if silent is None else {"silent": silent or self.does_not_say}),
                    }
        return out

    @property
    def does_not_say(self) -> str:
        """What is said of a document that was found to be silent, where its file adds no note."""
        return f"{POLICY_WORDS[self.setting['kind']]} does not say."

    def _filled(self, kind: str, held: list[Any]) -> list[Any]:
        """What fills a slot, as the wizard reads it. Its lines name no area: the fill does."""
        if kind == "contacts":
            return held
        if kind == "clocks":
            return [self._clock(clock) for clock in held]
        return [
            {key: value for key, value in line.items() if key != "areas"} for line in self.statements(held)
        ]

    def _advice(self, area: str) -> dict[str, Raw]:
        """Our advice where nothing fills a slot: as it fits the documents here, else as it fits the area."""
        advice: dict[str, Raw] = dict(self.data.each("area")[area].get("instead", {})) if area else {}
        for name in reversed(self.setting["policies"]):
            advice |= self.data.each("policy")[name].get("instead", {})
        return advice

    def _clock(self, clock: Raw) -> dict[str, Any]:
        held = self.holding(clock)
        assert held is not None, clock["id"]  # noqa: S101 - `filling` gives only clocks that hold
        return {
            "id": clock["id"],
            "say": self.words(clock["say"]),
            "amount": clock["within"].get("amount"),
            "unit": clock["within"]["unit"],
            "anchor": clock["from"],
            "aim": clock.get("aim", False),
            "assumption": clock.get("assumption", ""),
            "cites": [list(one) for one in held.cites],
            "mark": held.mark,
        }

    # Flows

    def applies(self, when: Raw | None) -> bool:
        """Whether a condition on the setting is met; a slot counts as filled when any area fills it."""
        if when is None:
            return True
        if "kind" in when:
            return bool(self.setting["kind"] == when["kind"])
        slot = when.get("filled") or when.get("gap")
        filled = any(
            slot in self.fills[area][kind] for area in self.areas for kind in ("contacts", "clocks", "rules")
        )
        return filled == ("filled" in when)

    @cached_property
    def fills(self) -> dict[str, dict[str, Any]]:
        """What the slots hold, area by area."""
        return {area: self.fill(area) for area in self.areas}

    def flow(self, flow: Raw) -> dict[str, Any]:
        """A flow as this setting meets it: conditions decided, questions that do not apply passed over."""
        asked = {name: q for name, q in flow["questions"].items() if self._asks(q)}
        passed = {name: q for name, q in flow["questions"].items() if name not in asked}

        def land(target: str) -> str:
            while target in passed:
                question = passed[target]
                target = (
                    question["then"]
                    if question.get("use") == "area" and self.applies(question.get("when"))
                    else question["otherwise"]
                )
            return target

        questions = {name: self._question(q, land) for name, q in asked.items()}
        start = land(flow["start"])
        reached = _reached(start, questions)
        return {
            "title": self.words(flow["title"]),
            "about": self.words(flow["about"]),
            "start": start,
            "questions": {name: q for name, q in questions.items() if name in reached},
            "outcomes": {name: self._outcome(o) for name, o in flow["outcomes"].items() if name in reached},
        }

    def _asks(self, question: Raw) -> bool:
        return self.applies(question.get("when")) and (question.get("use") != "area" or len(self.areas) > 1)

    def _question(self, question: Raw, land: Any) -> dict[str, Any]:
        if question.get("use") == "area":
            names = {area: self.data.each("area")[area]["name"] for area in self.areas}
            options = [
                {"id": area, "say": word, "then": land(question["then"])} for area, word in names.items()
            ]
            own = names[self.areas[0]]
            options.append(
                {
                    "id": "unsure",
                    "say": "I'm not sure",
                    "hint": f"Then ring {own}. They pass it on.",
                    "then": land(question["then"]),
                }
            )
            ask = "Where does the child live?"
            help_ = (
                "Nowhere settled? Where is the child now? Two children who live apart? Do this once for each."
            )
            return {"ask": ask, "help": help_, "options": options, "shared": "area"}
        if "use" in question:
            text = self.data.one("questions")[question["use"]]
            then = question["then"]
            options = [
                {
                    "id": option,
                    "say": self.words(words["say"]),
                    "hint": self.words(words.get("hint", "")),
                    "then": land(then if isinstance(then, str) else then[option]),
                }
                for option, words in text["options"].items()
            ]
        else:
            text = question
            options = [
                {
                    "id": option,
                    "say": self.words(words["say"]),
                    "hint": self.words(words.get("hint", "")),
                    "then": land(words["then"]),
                }
                for option, words in question["options"].items()
                if self.applies(words.get("when"))
            ]
        return {
            "ask": self.words(text["ask"]),
            "help": self.words(text.get("help", "")),
            "rules": text.get("rules", []),
            "related": text.get("related", []),
            "options": options,
            "shared": question.get("use", ""),
            "for_lead": question.get("for_lead", False),
        }

    def _outcome(self, outcome: Raw) -> dict[str, Any]:
        out: dict[str, Any] = {
            key: outcome[key]
            for key in ("urgency", "contacts", "clocks", "related", "for_lead", "lead_away", "overdue")
            if key in outcome
        }
        out["title"] = self.words(outcome["title"])
        out["first"] = self.statement(outcome["first"])
        for key in ("actions", "next"):
            out[key] = [one for line in outcome.get(key, ()) if (one := self._line(line))]
        out["dont"] = [
            one
            for line in outcome.get("dont", ())
            if (one := self._line({"item": line} if isinstance(line, str) else line))
        ]
        for key in ("parents", "record"):
            if key in outcome and (one := self._line(outcome[key])):
                out[key] = one
        return out

    def _line(self, line: Raw) -> dict[str, Any] | None:
        if "rule" in line:
            return {"rule": line["rule"]}
        if "item" not in line:
            return self.statement(line)
        name, _, item = line["item"].partition(".")
        entry = self.data.each("list")[name]
        return self.statement({**entry.get("do", {}), **entry.get("dont", {})}[item])

    # The whole

    def pages(self) -> dict[str, dict[str, str]]:
        """The pages that steps and pages point to: ref to title and path from the site's root."""
        out = {f"harm:{i}": (h["title"], f"harms/{i}.html") for i, h in self.data.each("harm").items()}
        out |= {
            f"abuse:{i}": (a["title"], f"abuse/{i}.html") for i, a in self.data.one("abuse-types").items()
        }
        out |= {f"topic:{i}": (t["title"], f"topics/{i}.html") for i, t in self.topics.items()}
        flows = self.data.each("flow").items()
        out |= {f"flow:{i}": (self.words(f["title"]), f"what-now/{i}.html") for i, f in flows}
        out |= {f"levels:{a}": (levels["title"], f"levels/{a}.html") for a, levels in self.levelled.items()}
        return {ref: {"title": title, "path": path} for ref, (title, path) in out.items()}

    def source_words(self) -> dict[str, str]:
        """Short names of the sources that hold here: the name of a citation."""
        out = {}
        for source, entry in self.data.one("sources").items():
            if self.scope.mark(source):
                year = entry.get("date", "")[:4]
                dated = f" ({year})" if year and year not in entry["title"] else ""
                out[source] = entry.get("short") or entry["title"] + dated
        return out

    @cached_property
    def levelled(self) -> dict[str, Raw]:
        """The levels of need of those areas whose page says anything here: headings alone help nobody."""
        known = self.data.each("levels")
        levels = {area: known[area] for area in self.areas if area in known}
        return {area: one for area, one in levels.items() if any(map(self.holding, self._lines(one)))}

    def has_indicators(self, area: str) -> bool:
        """Whether the area prints signs by which to judge the level of need."""
        levels = self.data.each("levels").get(area)
        return bool(levels and self.statements(levels["indicators"]))

    def levels(self, area: str) -> dict[str, Any]:
        """An area's levels of need with their signs, for the tool that weighs them."""
        levels = self.data.each("levels")[area]
        indicators = [
            {"id": entry["id"], "level": entry["level"], "domain": entry["domain"], **held}
            for entry in levels["indicators"]
            if (held := self.statement(entry))
        ]
        return {
            "title": levels["title"],
            "levels": [
                {
                    "id": level["id"],
                    "number": level["number"],
                    "name": level["name"],
                    "means": self.statements(level["statements"]),
                    "consent": self.statements(level.get("consent", ())),
                    "route": self.statements(level.get("route", ())),
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
            "limits": self.statements(self.data.each("list").get("indicators", {}).get("dont", {}).values()),
        }

    def cautions(self) -> list[tuple[str, str]]:
        """What every page and copy of a demonstration, or of a draft, must say first: the point, and more."""
        found = []
        if self.setting.get("demonstration"):
            source = self.setting["source"]
            due = self.data.one("sources")[source].get("review_words", "no review date printed")
            found.append(("Demonstration, not for use.", f"{self.source_words()[source]}: {due}."))
        if self.setting.get("draft"):
            found.append((DRAFT, self.words(ASK_THE_LEAD)))
        return found

    def book(self) -> dict[str, Any]:
        """The book, ready for `wizard.model.load`; its version comes when the pages beside it are made."""
        return {
            "version": "",
            "setting": self.id,
            "name": self.setting["name"],
            "kind": self.setting["kind"],
            "document": self.setting["source"],
            "areas": [
                {"id": area, "name": self.data.each("area")[area]["name"]} for area in self.setting["areas"]
            ],
            "contacts": self.contacts,
            "fills": self.fills,
            "anchors": self.data.one("slots")["anchors"],
            "sources": self.source_words(),
            "flows": {name: self.flow(flow) for name, flow in self.data.each("flow").items()},
            "pages": self.pages(),
            "calendar": calendar(self.setting, self.data.one("bank-holidays")),
            "caution": " ".join(part for caution in self.cautions() for part in caution),
            "levels": {area: self.levels(area) for area in self.areas if self.has_indicators(area)},
            "slots": {slot: words["title"] for slot, words in self.data.one("slots")["rules"].items()},
            "reasons": {
                name: decision["why"]
                for name, decision in self.data.one("decisions").items()
                if self.settles(name, decision)
            },
        }


@lru_cache(8)
def checked_book(data: Data, setting: str) -> Book:
    """A setting's book as the wizard reads it, made once for all that checks it."""
    return load(Maker(data, setting).book())


def _reached(start: str, questions: Mapping[str, Raw]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += [option["then"] for option in questions[node]["options"]] if node in questions else []
    return reached
