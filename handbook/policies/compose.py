"""The data as one setting meets it: the lines for everyone, and what its documents say about each.

A shared line stands once, in the base or in an area's file, and cites national sources, the council's
pages or our own advice; what an area's file adds to pages is for its settings alone. What a school's, a
trust's or a partnership's document says stands in that document's file. Here they come together: a claimed
line is cited to the document's section, a version takes the place of its words, an own line stands where its
document puts it, and what a document contradicts is left out. A line that cites nothing then holds nowhere,
which is how a library line stays hidden until a document claims it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from handbook.datafiles.data import Data
from handbook.policies.claims import PolicyClaims, SettingCopier
from handbook.policies.documents import add_documents, policies_of
from handbook.policies.own_lines import insert_own_lines, lines_of_area, own_lines
from handbook.policies.places import KEYED
from handbook.policies.slots import fill


@lru_cache(16)
def for_setting(data: Data, setting: str) -> Data:
    """The data of one setting: lines with all citations that hold, slots as its documents fill them."""
    if data.setting == setting:
        return data
    kinds = policies_of(data, setting)
    policies = {name: data.each("policy")[name] for name in kinds}
    said = PolicyClaims()
    for policy in policies.values():
        said.add_policy(policy)
    areas = data.each("setting")[setting]["areas"]
    copier = SettingCopier(said, areas)
    files = {
        kind: replace(file, data=copier.file(kind, file.data)) if kind in KEYED else file
        for kind, file in data.files.items()
    }
    entries = {
        kind: {name: replace(file, data=copier.entry(kind, file.data)) for name, file in every.items()}
        if kind in KEYED
        else dict(every)
        for kind, every in data.entries.items()
    }
    entries["setting"] = {setting: entries["setting"][setting]}
    whole = Data(data.root, files, entries, setting)
    for area in areas:
        insert_own_lines(whole, lines_of_area(whole.each("area").get(area, {})))
    for policy in policies.values():
        insert_own_lines(whole, own_lines(policy))
    fill(whole, setting, policies, kinds)
    add_documents(whole, setting, policies)
    return whole
