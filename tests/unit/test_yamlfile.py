from __future__ import annotations

import time
from pathlib import Path

import pytest

from handbook.datafiles.yamlfile import YamlFile, read
from handbook.problems import DataError

FIX = "look for a missing quote, bracket or indent"
ALIASES = "anchors and aliases (& and *) are not used here; write it out, or quote the text"
TAGS = "tags (!) are not used here; quote the text"
DEEP = "nested more than 20 deep; flatten it"
SECOND = "a second document starts here; keep one in a file, without --- between"
NO_TEXT = "type the text again and save the file as UTF-8"
BOM = "starts with a byte order mark; save the file as UTF-8 without BOM"
NO_MAPPING = f"is not YAML: mapping values are not allowed in this context; {FIX}"


def yaml_file(folder: Path, content: str | bytes) -> YamlFile:
    path = folder / "x.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, "data/x.yml")


def messages(folder: Path, content: str | bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        yaml_file(folder, content)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            "title: A\nactions:\n  - {text: Tell the lead, cite: [{source: grange-2019\n",
            "4:1: is not YAML: did not find expected ',' or '}' (what is open began in line 3); " + FIX,
            id="half-written, a bracket open",
        ),
        pytest.param(
            'title: "A\nabout: B\n',
            "3:1: is not YAML: found unexpected end of stream (what is open began in line 1); " + FIX,
            id="half-written, a quote open",
        ),
        pytest.param(
            "title: A\n  about: B\n",
            f"2:8: {NO_MAPPING}",
            id="half-written, an indent too far",
        ),
        pytest.param("title: Ring: now\n", f"1:12: {NO_MAPPING}", id="a colon inside plain text"),
        pytest.param("fills:\n\trules: x\n", "2:1: has a tab here; use spaces", id="tab for an indent"),
        pytest.param('text: "a\tb"\n', "1:9: has a tab here; use spaces", id="tab inside text"),
        pytest.param(b"\xef\xbb\xbftitle: A\n", f"1:1: {BOM}", id="BOM"),
        pytest.param("title: A\n".encode("utf-16"), f"1:1: {BOM}", id="UTF-16"),
        pytest.param(
            "title: A\n".encode("utf-16-le"),
            "1:2: has a character here that is not text (U+0000); " + NO_TEXT,
            id="UTF-16 without BOM",
        ),
        pytest.param(
            "a: 1\nb: café\n".encode("latin-1"),
            "2:7: is not UTF-8 text here: Windows reads the byte as 'é'; save the file as UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            b"a: 1\nb: don\x92t\n",
            "2:7: is not UTF-8 text here: Windows reads the byte as '’'; save the file as UTF-8",  # noqa: RUF001 - Word's own
            id="Windows-1252",
        ),
        pytest.param(
            "a: Ring the office and ask for room #4, never the front desk.\n",
            "1:4: 'ng the office and ask for room' is cut off at ' #', where a comment begins; "
            "put the text in quotes, or the comment on its own line",
            id="a line cut at a sharp sign",
        ),
        pytest.param(
            "a:\n  - Room #4\n",
            "2:5: 'Room' is cut off at ' #', where a comment begins; "
            "put the text in quotes, or the comment on its own line",
            id="a word cut at a sharp sign",
        ),
        pytest.param(
            "a: {b: Room #4, c: d}\n",
            "2:1: is not YAML: did not find expected ',' or '}' (what is open began in line 1); "
            "a ' #' begins a comment; put text that holds one in quotes",
            id="a bracket cut at a sharp sign",
        ),
        pytest.param(
            "section: “7”\n",
            "1:10: “7” stands in Word's quotes, which are letters here; use straight quotes",
            id="Word's quotes around a value",
        ),
        pytest.param(
            "“yes”: 1\n",
            "1:1: '“yes”' stands in Word's quotes, which are letters here; use straight quotes",
            id="Word's quotes around a key",
        ),
        pytest.param(
            "text: “Ring: now”\n",
            "1:12: is not YAML: mapping values are not allowed in this context; "
            "the quotes here are Word's and only letters to YAML; use straight quotes",
            id="Word's quotes that hold a colon",
        ),
        pytest.param(
            "a: {say: “Yes, now”, then: x}\n",
            "1:16: 'now”' stands in Word's quotes, which are letters here; use straight quotes",
            id="Word's quotes that hold a comma",
        ),
        pytest.param(
            "a: one\x07two\n",
            "1:7: has a character here that is not text (U+0007); " + NO_TEXT,
            id="control character",
        ),
        pytest.param(
            "a: one\u2028two\n",
            "1:7: has a character here that is not text (U+2028); " + NO_TEXT,
            id="line end that no editor shows",
        ),
        pytest.param(
            "a: Ring the office\rb: two\r",
            "1:19: has a character here that is not text (U+000D); " + NO_TEXT,
            id="line ends of an old Mac",
        ),
        pytest.param(
            "a: 1\r\nb: 2\rc: Ask for room #4\r\n",
            "2:5: has a character here that is not text (U+000D); " + NO_TEXT,
            id="one line end of an old Mac among others",
        ),
        pytest.param(
            "a: 1\nb: 2\na: 3\n", "3:1: 'a' stands twice (first in line 1); keep one", id="duplicate key"
        ),
        pytest.param(
            "a:\n  b: {c: 1, c: 2}\n",
            "2:13: 'c' stands twice (first in line 2); keep one",
            id="duplicate key inside",
        ),
        pytest.param("a: &x 1\nb: *x\n", f"1:4: {ALIASES}", id="anchor and alias"),
        pytest.param("a: *x\n", f"1:4: {ALIASES}", id="alias of nothing"),
        pytest.param(
            "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", f"1:4: {ALIASES}", id="a bomb of aliases"
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [ls]\n", f"1:4: {TAGS}", id="tag that would run a program"
        ),
        pytest.param("a: !Ring now\n", f"1:4: {TAGS}", id="text that starts with !"),
        pytest.param("a: 1\n---\nb: 2\n", f"2:1: {SECOND}", id="second document"),
        pytest.param("- " * 40_000, f"1:41: {DEEP}", id="lists in lists"),
        pytest.param("[" * 400_000, f"1:21: {DEEP}", id="brackets in brackets"),
        pytest.param("{a: " * 200_000, f"1:81: {DEEP}", id="mappings in mappings"),
        pytest.param("[a]: 1\n", "1:1: a key must be a plain word", id="a list for a key"),
    ],
)
def test_a_broken_file_gives_one_message_with_place_and_mend(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    started = time.process_time()
    assert messages(tmp_path, content) == [f"data/x.yml:{message}"]
    assert time.process_time() - started < 2, "a broken file must not hold up the check"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "is empty; fill it or delete it", id="empty"),
        pytest.param("\n   \n", "is empty; fill it or delete it", id="blank"),
        pytest.param("# to come\n", "holds only comments; fill it or delete it", id="only comments"),
        pytest.param(
            b"a: " + b"x" * 10_000_000, "is 10,000,003 bytes; the limit is 2,000,000. Split it", id="10 MB"
        ),
    ],
)
def test_a_file_with_nothing_to_point_at_gives_one_message(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    assert messages(tmp_path, content) == [f"data/x.yml: {message}"]


def test_every_duplicate_key_is_named_at_once(tmp_path: Path) -> None:
    assert messages(tmp_path, "a: 1\na: 2\nb: {c: 1, c: 2}\n") == [
        "data/x.yml:2:1: 'a' stands twice (first in line 1); keep one",
        "data/x.yml:3:11: 'c' stands twice (first in line 3); keep one",
    ]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^data/gone\.yml: cannot be read: No such file or directory$"):
        read(tmp_path / "gone.yml", "data/gone.yml")


def test_what_looks_like_text_to_a_writer_stays_text(tmp_path: Path) -> None:
    words = "yes: no\nfrom: 08:45\nphone: 01482 448879\nday: 2026-11-22\nzero: 007\nbig: 1e3\non: off\n"
    assert yaml_file(tmp_path, words).data == {
        "yes": "no",
        "from": "08:45",
        "phone": "01482 448879",
        "day": "2026-11-22",
        "zero": "007",
        "big": "1e3",
        "on": "off",
    }


def test_a_word_may_have_a_comment_beside_it_and_a_sentence_may_quote(tmp_path: Path) -> None:
    content = "kind: phone  # phone | email\nsay: “Not now” is no answer.\nroom: 'Room #4'  # quoted\nlist: [a, b] # two\n"
    assert yaml_file(tmp_path, content).data == {
        "kind": "phone",
        "say": "“Not now” is no answer.",
        "room": "Room #4",
        "list": ["a", "b"],
    }


def test_numbers_true_false_and_nothing_are_what_they_are(tmp_path: Path) -> None:
    content = 'amount: 48\nhalf: 0.5\nalways: true\nnever: false\nnothing:\nalso: ~\nquoted: "48"\n'
    assert yaml_file(tmp_path, content).data == {
        "amount": 48,
        "half": 0.5,
        "always": True,
        "never": False,
        "nothing": None,
        "also": None,
        "quoted": "48",
    }


def test_windows_line_ends_are_read_like_any_other(tmp_path: Path) -> None:
    assert yaml_file(tmp_path, "a: 1\r\nb: two\r\n").data == {"a": 1, "b": "two"}


def test_a_problem_points_at_its_value_or_at_the_nearest_thing_around_it(tmp_path: Path) -> None:
    file = yaml_file(tmp_path, "hours:\n  weekly:\n    - {from: '09:00', to: '08:00'}\n")
    places = {
        ("hours", "weekly", 0, "to"): "3:27",
        ("hours", "weekly", 0): "3:7",
        ("hours", "weekly"): "2:3",
        ("hours", "cite"): "1:1",
        ("nothing", "like", "it"): "1:1",
    }
    assert {key: str(file.problem(key, "x")) for key in places} == {
        key: f"data/x.yml:{place}: x" for key, place in places.items()
    }
