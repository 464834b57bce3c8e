"""What lies on the desk: a setting's file and its policies' files, with the data they are checked against.

Work is immutable, and a change returns a new one: so undo, and merging two people's work, are cheap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handbook.datafiles.data import FOLDERS, Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.desk.affinity import Affinity
from handbook.desk.document import Document, Read, opened
from handbook.desk.lines import Line, lines_for
from handbook.policies.places import refs
from handbook.problems import DataError, Problem, did_you_mean

Raw = Mapping[str, Any]
NAME = re.compile(r"(settings|policies)/([a-z0-9][a-z0-9-]*)\.yml")
KINDS = {"settings": "setting", "policies": "policy"}
NOT_READ: Mapping[str, Read | None] = MappingProxyType({})
OWN = "setting"  # the kind of a policy that a school enters for itself


@dataclass(frozen=True, eq=False)
class Work:
    """The files on the desk by their names (`settings/oak.yml`), and the data that everybody shares.

    `policy` is the id of the policy that is being entered. `learned` are other policies, of which no more
    counts than which heading says which lines; without it, those of the data are.
    """

    base: Data
    setting: str
    policy: str
    documents: Mapping[str, Document]
    learned: Sequence[Raw] | None = None

    @property
    def setting_name(self) -> str:
        """The name of the setting's file."""
        return name_of("setting", self.setting)

    @property
    def policy_name(self) -> str:
        """The name of the file of the policy that is being entered."""
        return name_of("policy", self.policy)

    @property
    def entry(self) -> dict[str, Any]:
        """What the setting's file says."""
        return self.documents[self.setting_name].data

    @property
    def said(self) -> dict[str, Any]:
        """What the policy's file says."""
        return self.documents[self.policy_name].data

    def of_file(self, policy: str) -> dict[str, Any]:
        """What the file of one of the setting's policies says."""
        return self.documents[name_of("policy", policy)].data

    @property
    def texts(self) -> dict[str, str]:
        """Every file as it is to be written."""
        return {name: document.text for name, document in self.documents.items()}

    @cached_property
    def data(self) -> Data:
        """The shared data with what lies on the desk in its place."""
        entries: dict[str, dict[str, YamlFile]] = {
            kind: dict(every) for kind, every in self.base.entries.items()
        }
        for name, document in self.documents.items():
            kind, entry = kind_of(name)
            entries[kind][entry] = document.file
        return replace(self.base, entries=entries)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lines that the policy may claim."""
        return lines_for(self.data, self.setting)

    @cached_property
    def affinity(self) -> Affinity:
        """Which of them may belong under a heading; what the desk is to find out teaches it nothing."""
        own = set(self.entry["policies"])
        others = [policy for name, policy in self.base.each("policy").items() if name not in own]
        return Affinity(self.lines, others if self.learned is None else self.learned)

    @cached_property
    def cited(self) -> dict[str, set[str]]:
        """The sources that each shared line rests on."""
        return {
            name: {citation["source"] for citation in entry.get("cite", ())}
            for name, entry in refs(self.base)
        }

    def put(self, name: str, key: Key, value: Any) -> Work:
        """The work with a value in one of the files. Raises EditError where there is no place for it."""
        return self._with(name, self.documents[name].put(key, value))

    def remove(self, name: str, key: Key) -> Work:
        """The work without what stands there. Raises EditError where nothing does."""
        return self._with(name, self.documents[name].remove(key))

    def of(self, policy: str) -> Work:
        """The same files, with another of the setting's policies to be entered."""
        other = replace(self, policy=policy)
        for kept in ("data", "lines", "affinity"):  # expensive, and the same whichever policy is chosen
            other.__dict__[kept] = getattr(self, kept)
        return other

    @property
    def policies(self) -> list[str]:
        """The setting's policies that lie on the desk, in its order."""
        return [policy for policy in self.entry["policies"] if name_of("policy", policy) in self.documents]

    def _with(self, name: str, document: Document) -> Work:
        if document is self.documents[name]:
            return self
        other = replace(self, documents={**self.documents, name: document})
        if name == self.policy_name:  # the lines on offer hang on the setting's file alone, and are expensive
            for kept in ("lines", "affinity", "cited"):
                if kept in self.__dict__:
                    other.__dict__[kept] = self.__dict__[kept]
        return other


def kind_of(name: str) -> tuple[str, str]:
    """The kind and id of a file by its name, `policies/oak-policy.yml`.

    Raises DataError for any other: the desk holds these two kinds alone.
    """
    found = NAME.fullmatch(name)
    if not found:
        words = "is no file of the desk; it holds settings/<id>.yml and policies/<id>.yml"
        raise DataError([Problem(name, 0, 0, words)])
    return KINDS[found[1]], found[2]


def name_of(kind: str, entry: str) -> str:
    """The name of a file of the desk."""
    return f"{FOLDERS[kind][0]}/{entry}.yml"


def begin(
    base: Data,
    setting: str,
    texts: Mapping[str, str],
    policy: str = "",
    read: Mapping[str, Read | None] = NOT_READ,
) -> Work:
    """The desk with these files open. Raises DataError where one cannot be read, or a policy is missing.

    `read` is what `document.reading` gave for some of these texts.
    """
    documents = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        kind, entry = kind_of(name)
        try:
            document = opened(text, name, read.get(name))
        except DataError as error:
            problems += error.problems
            continue
        documents[name] = document
        problems += _astray(document, kind, entry)
    if not problems and name_of("setting", setting) not in documents:
        words = f"is missing; the desk of '{setting}' needs it"
        problems.append(Problem(name_of("setting", setting), 0, 0, words))
    if problems:
        raise DataError(problems)
    listed = documents[name_of("setting", setting)].data.get("policies", [])
    for at, area in enumerate(documents[name_of("setting", setting)].data["areas"]):
        if area not in base.entries["area"]:
            near = did_you_mean(area, base.entries["area"])
            words = f"area '{area}' does not exist{near}; add it with handbook new-area, or take it out here"
            problems.append(documents[name_of("setting", setting)].file.problem(("areas", at), words))
    if problems:
        raise DataError(problems)
    open_here = [policy for policy in listed if name_of("policy", policy) in documents]
    if not open_here:
        words = "lists no policy that lies on the desk; the policy's file is needed too"
        raise DataError([documents[name_of("setting", setting)].file.problem(("policies",), words)])
    own = (policy for policy in open_here if documents[name_of("policy", policy)].data.get("kind") == OWN)
    chosen = policy if policy in open_here else next(own, open_here[0])
    return Work(base, setting, chosen, documents)


def _astray(document: Document, kind: str, entry: str) -> list[Problem]:
    """What keeps a file from being looked at: it is no mapping, or of another id, or says nothing yet."""
    if not isinstance(document.file.data, dict):
        return [document.file.problem((), f"is no {kind}'s file; it must be fields with values")]
    said = document.data.get("id")
    if said != entry:
        return [document.file.problem(("id",), f"'{said}' must be the file's name, '{entry}'")]
    needed = ("sections",) if kind == "policy" else ("policies", "areas", "roles")
    shapes = {"sections": dict, "roles": dict, "policies": list, "areas": list}
    return [
        document.file.problem((field,), f"has no '{field}' of the right shape; see docs/fields.md")
        for field in needed
        if not isinstance(document.data.get(field), shapes[field])
    ]


def gathered(data: Data, setting: str) -> list[str]:
    """The names of the files that a setting's desk holds: its own, and those of the policies it lists."""
    listed = data.each("setting")[setting]["policies"]
    return [name_of("setting", setting), *(name_of("policy", policy) for policy in listed)]


def root_of(data: Data) -> Path:
    """The folder with the schemas."""
    return data.root / "schemas"
