"""A desk that begins empty: it asks whose handbook it will be, and is then the desk of that new setting.

The files are those that `handbook new-setting` would write, made by the same code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import YamlFile
from handbook.desk.decisions import DecisionError
from handbook.desk.host import Host, data_of
from handbook.desk.parcel import unpacked
from handbook.desk.work import name_of
from handbook.new.setting_file import Wanted, area_fault, kind_fault, texts
from handbook.new.writing import id_fault, id_from, label_fault
from handbook.problems import DataError

Raw = Mapping[str, Any]
KINDS = {
    "school": "A school, nursery or college",
    "partnership": "An agency, or a board of several agencies",
}
FIRST = (
    "There is nothing here yet. Fill in whose handbook it will be and press “Begin”, or open a file that you "
    "saved."
)
NO_NAME = "Write the name of your setting."
NO_ID = (
    "No short name can be made of this name. Type one under “Another short name”, such as oakfield-school."
)
COUNCIL_TO_COME = (
    "Your council is not in this handbook yet. Type its numbers under “Your council's numbers”. Its time "
    "limits and levels of need come when whoever made this desk adds your council: ask them."
)
NO_COUNCIL_CHOSEN = "Choose your own council. If it is not in the list, choose “Not in this list”."


def opened(bundle: str, root: str) -> Host | EmptyDesk:
    """The desk of a bundle: one that holds a setting already, or one that begins empty."""
    contents = json.loads(bundle)
    return Host(contents, root) if contents["setting"] else EmptyDesk(contents, root)


class EmptyDesk:
    """Asks for a setting, and answers as its desk from then on."""

    def __init__(self, contents: Raw, root: str) -> None:
        self.contents = contents
        self.root = root
        self.data = data_of(contents, Path(root))
        self.host: Host | None = None

    def answer(self, request_json: str) -> str:
        """The answer to a request, as of `Host.answer`; before a setting has begun there is little to ask."""
        if self.host:
            return self.host.answer(request_json)
        request = json.loads(request_json)
        try:
            match request["do"]:
                case "overview":
                    told = {"empty": self._asked(), "unsaved": False}
                case "begin":
                    told = self._begin(request)
                case "load":
                    return self._load(request_json)
                case _:
                    told = {"error": FIRST}
        except DataError as error:
            told = {"error": "\n".join(map(str, error.problems[:20]))}
        except DecisionError as error:
            told = {"error": str(error)}
        return json.dumps(told)

    def _asked(self) -> dict[str, Any]:
        """What there is to choose from."""
        areas = {name: area.get("council", area["name"]) for name, area in self.data.each("area").items()}
        return {"areas": areas, "kinds": KINDS}

    def _begin(self, request: Raw) -> dict[str, Any]:
        """A new setting: its `name`, `kind`, `areas` with its own first, and perhaps an `id` of its own.

        Where it cannot be, `fields` says which of these are to be fixed.
        """
        name, kind, areas = request["name"].strip(), request["kind"], tuple(request["areas"])
        short = request.get("id", "").strip() or id_from(name)
        if wrong := list(self._faults(name, kind, areas, short)):
            return {"error": "\n".join(told for _, told in wrong), "fields": [field for field, _ in wrong]}
        if not (areas or request.get("no_council")):
            raise DecisionError(NO_COUNCIL_CHOSEN)
        wanted = Wanted(short, name, kind, tuple(dict.fromkeys(areas)))
        made = texts(self._with_names(), wanted)
        files = {name_of(kind, entry): text for (kind, entry), text in reversed(made.items())}
        self.host = self._desk_of(short, files)
        return {"notes": [] if areas else [COUNCIL_TO_COME]}

    def _faults(self, name: str, kind: str, areas: tuple[str, ...], short: str) -> Iterator[tuple[str, str]]:
        """Each field that is to be fixed, and why."""
        faults = [("name", label_fault(self.data, "the name", name) if name else NO_NAME)]
        faults += [("kind", kind_fault(kind)), *(("areas", area_fault(self.data, area)) for area in areas)]
        if not short:
            faults.append(("id", NO_ID if name else ""))
        elif short in self.contents["taken"]["setting"]:
            faults.append(("id", taken(short)))
        else:
            fault = id_fault(self.data, "setting", short)
            faults.append(("id", fault.replace("the id", "the short name", 1)))
        yield from ((field, f"{told[0].upper()}{told[1:]}") for field, told in faults if told)

    def _with_names(self) -> Data:
        """The data with the names that a new setting and its policy can no longer have."""
        entries = dict(self.data.entries)
        for kind, names in self.contents["taken"].items():
            entries[kind] = {**{name: YamlFile(name, {}, {}) for name in names}, **entries[kind]}
        return replace(self.data, entries=entries)

    def _load(self, request_json: str) -> str:
        """Go on with the saved file of a setting that began here."""
        request = json.loads(request_json)
        parcel = unpacked(request["text"], request["name"])
        if parcel.setting in self.contents["taken"]["setting"]:
            raise DecisionError(taken(parcel.setting))
        host = self._desk_of(parcel.setting, parcel.files)
        told = host.answer(request_json)
        if "error" not in json.loads(told):
            self.host = host
        return told

    def _desk_of(self, setting: str, files: Mapping[str, str]) -> Host:
        return Host({**self.contents, "setting": setting, "files": dict(files), "new": True}, self.root)


def taken(short: str) -> str:
    """That there is a setting with this id, and what to do."""
    return (
        f"A handbook with the short name “{short}” is there already. If it is yours, ask whoever builds it "
        f"for its own desk: handbook desk --setting {short}. If not, type another under “Another short "
        f"name”, such as {short}-town."
    )
