"""A change of a file leaves every other byte of it as it was, and reads back as what was asked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handbook.datafiles.yamlfile import NOT_TEXT, Key, parse
from handbook.desk.document import opened
from handbook.desk.edits import EditError, put, remove

TEXT = """\
# A note at the top
id: oak-policy
sections:
  "1":
    title: Introduction  # beside
  "2": {title: Adults, read: "2026-11-22"}
  # about seven
  "7":
    title: What
    says:
      - a.b   # why
      - topic.c/d

    own:
      - at: topic.x/y
        text: One.

# Who
fills:
  contacts:
    dsl: [dsl, deputy-dsl]

silent: []
"""


def said(text: str, key: Key) -> Any:
    value = parse(text, "x").data
    for name in key:
        value = value[name]
    return value


def changed(text: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    before, after = TEXT.split("\n"), text.split("\n")
    return [one for one in before if one not in after], [one for one in after if one not in before]


@pytest.mark.parametrize(
    ("key", "value", "gone", "come"),
    [
        (("sections", "7", "says", 2), "e.f", [], ["      - e.f"]),
        (("sections", "1", "says", 0), "e.f", [], ["      - e.f"]),
        (
            ("sections", "1", "title"),
            "Über: uns",
            ["    title: Introduction  # beside"],
            ['    title: "Über: uns"  # beside'],
        ),
        (("sections", "7", "own", 0, "text"), "Two.", ["        text: One."], ["        text: Two."]),
        (
            ("fills", "contacts", "dsl"),
            ["office"],
            ["    dsl: [dsl, deputy-dsl]"],
            ["    dsl: [office]"],
        ),
        (
            ("fills", "contacts", "dsl", 2),
            "office",
            ["    dsl: [dsl, deputy-dsl]"],
            ["    dsl: [dsl, deputy-dsl, office]"],
        ),
        (("silent", 0), "rule.x", ["silent: []"], ["silent:", "  - rule.x"]),
        (
            ("sections", "2", "read"),
            "2026-12-01",
            ['  "2": {title: Adults, read: "2026-11-22"}'],
            ['  "2": {title: Adults, read: "2026-12-01"}'],
        ),
        (("sections", "7", "versions", "g.h"), "no", [], ["    versions:", '      g.h: "no"']),
    ],
)
def test_a_change_touches_its_own_lines_alone(key: Key, value: Any, gone: list[str], come: list[str]) -> None:
    after = put(TEXT, key, value)
    went, came = changed(after)
    assert (went, [one for one in came if one != "    says:"]) == (gone, come)
    assert said(after, key) == value


def test_a_section_in_one_line_gets_lines_when_it_grows() -> None:
    limit = {"id": "x", "say": "Do it.", "within": {"amount": 24, "unit": "hours"}, "from": "told"}
    after = put(TEXT, ("sections", "2", "fills"), {"clocks": {"written": [limit]}})
    assert said(after, ("sections", "2")) == {
        "title": "Adults",
        "read": "2026-11-22",
        "fills": {"clocks": {"written": [limit]}},
    }
    assert "            within: {amount: 24, unit: hours}\n" in after


def test_what_is_left_empty_goes_and_comments_stay() -> None:
    after = TEXT
    for _ in range(2):
        after = remove(after, ("sections", "7", "says", 0))
    assert "says" not in said(after, ("sections", "7"))
    after = remove(remove(after, ("sections", "7", "own", 0)), ("fills", "contacts", "dsl"))
    for comment in ("# A note at the top", "# beside", "# about seven", "# Who"):
        assert comment in after
    assert set(parse(after, "x").data) == {"id", "sections", "silent"}


def test_an_entry_of_a_line_goes_with_its_comma() -> None:
    for place, left in ((0, "[deputy-dsl]"), (1, "[dsl]")):
        assert f"    dsl: {left}\n" in remove(TEXT, ("fills", "contacts", "dsl", place))


@pytest.mark.parametrize("key", [("id", "x"), ("sections", "7", "says", 9), ("sections", "7", "own", "x")])
def test_a_change_that_has_no_place_says_so(key: Key) -> None:
    with pytest.raises(EditError, match="no place for"):
        put(TEXT, key, "x")


def test_what_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(EditError, match="there is no sections/9"):
        remove(TEXT, ("sections", "9"))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], exclude_characters="\x85"), min_size=1
)


@settings(deadline=None)
@given(WORDS)
def test_whatever_a_person_types_reads_back_as_it_is(words: str) -> None:
    assume(not NOT_TEXT.search(words))  # of these signs the reader says itself that they are no text
    for key in (("sections", "1", "title"), ("sections", "2", "title"), ("sections", "7", "own", 1)):
        value: Any = {"at": "topic.x/y", "text": words} if key[-1] == 1 else words
        assert said(put(TEXT, key, value), key) == value


@settings(deadline=None)
@given(st.lists(st.sampled_from(["says", "versions", "own", "read", "title", "silent", "not", "people"])))
def test_any_row_of_changes_and_back_again_gives_what_was_asked(steps: list[str]) -> None:
    document = opened(TEXT, "x")
    wanted: dict[str, Any] = parse(TEXT, "x").data
    key: Key
    value: Any
    for count, step in enumerate(steps):
        match step:
            case "says":
                key, value = (
                    ("sections", "1", "says", len(document.get("sections", "1", "says", default=[]))),
                    f"a.b{count}",
                )
                wanted["sections"]["1"].setdefault("says", []).append(value)
            case "versions":
                key, value = ("sections", "7", "versions", f"a.b{count}"), f"{count}: so"
                wanted["sections"]["7"].setdefault("versions", {})[key[-1]] = value
            case "own":
                key = ("sections", "7", "own", len(document.get("sections", "7", "own", default=[])))
                value = {"at": "topic.x/y", "text": f"Line {count}."}
                wanted["sections"]["7"].setdefault("own", []).append(value)
            case "silent":
                key, value = ("silent", len(document.get("silent", default=[]))), f"rule.x{count}"
                wanted.setdefault("silent", []).append(value)
            case "not":
                key, value = ("not", f"a.b{count}"), "7"
                wanted.setdefault("not", {})[key[-1]] = value
            case "people":
                key, value = (
                    ("fills", "contacts", "dsl", len(document.get("fills", "contacts", "dsl"))),
                    f"p{count}",
                )
                wanted["fills"]["contacts"]["dsl"].append(value)
            case _:
                key, value = ("sections", "2", step), f"{step} {count}"
                wanted["sections"]["2"][step] = value
        document = document.put(key, value)
        assert document.data == wanted
        assert parse(document.text, "x").data == wanted
