"""A file on the desk: opened and saved unchanged it is the same, and it is read in parts."""

from __future__ import annotations

import json

import pytest

from handbook.datafiles.yamlfile import YamlFile, parse
from handbook.desk.document import opened, reading
from handbook.problems import DataError
from tests.support.tinydata import FILES
from tests.unit.desk.test_edits import TEXT

OWN = [text for name, text in FILES.items() if name.startswith(("policies/", "settings/"))]
ODD = [
    'sections: {"1": {title: One}, "2": {title: Two}}\nid: x\n',
    "id: x\nsections:\n  '1':\n    title: One\n  \"2\": {title: Two}",
    "# only a comment first\n\n\nid: x\n\n\n# last\n",
    "id: x\nsections:\n    a: {title: A}\n\n    # between\n\n    b:\n        title: B\n",
    'id: x\nsections:\n  "1":\n    title: |\n      One\n      two\n\n  "2":\n    title: >-\n      Three\n',
]


@pytest.mark.parametrize("text", [*OWN, *ODD, TEXT])
def test_opened_and_saved_it_is_the_same_and_says_the_same(text: str) -> None:
    document, whole = opened(text, "x.yml"), parse(text, "x.yml")
    assert document.text == text
    assert document.data == whole.data
    assert document.file.places == whole.places


@pytest.mark.parametrize("text", [*OWN, *ODD, TEXT])
def test_what_was_read_beforehand_is_not_read_again_and_says_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, read = opened(text, "x.yml"), json.loads(json.dumps(reading(text, "x.yml")))
    if read is None:
        assert text in ODD
        return  # so it is read again
    monkeypatch.setattr("handbook.desk.document.parse", only_a_name)
    again = opened(text, "x.yml", read)
    assert (again.text, again.data, again.file.places) == (text, whole.data, whole.file.places)


def only_a_name(text: str, name: str) -> YamlFile:
    assert text.endswith(": x"), "a section's name in quotes is read, and no more"
    return parse(text, name)


@pytest.mark.parametrize("text", [*OWN, *ODD, TEXT])
def test_a_change_and_its_undoing_give_the_same_bytes(text: str) -> None:
    document = opened(text, "x.yml")
    if not text.endswith("\n"):
        return  # the last line gets the line end that it lacked
    once = document.put(("not",), {"a.b": "1"})
    assert once.data == {**document.data, "not": {"a.b": "1"}}
    assert once.remove(("not", "a.b")).text == text


def test_a_new_section_comes_after_the_others_and_before_what_follows() -> None:
    document = opened(TEXT, "x.yml").put(("sections", "8", "title"), "Yes")
    assert '        text: One.\n  "8":\n    title: "Yes"\n\n# Who\nfills:' in document.text
    assert list(document.data["sections"]) == ["1", "2", "7", "8"]


def test_a_change_reads_its_own_part_again_and_no_other() -> None:
    document = opened(TEXT, "x.yml")
    later = document.put(("sections", "7", "read"), "2026-12-01")
    kept = [one for one in document.chunks if one in later.chunks]
    assert len(kept) == len(document.chunks) - 1


def test_a_file_that_is_no_yaml_of_ours_is_refused_with_its_place() -> None:
    with pytest.raises(DataError, match=r"x\.yml:2:4: has a tab here; use spaces"):
        opened("id: x\nno:\t1\n", "x.yml")
