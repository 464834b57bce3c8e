"""All decisions as a spreadsheet, and back: for those who would rather go through lines in rows.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, on the way out, and loses it on
the way back. What a person may change is the state, the section and the words; the rest is there to read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from handbook.desk import decisions
from handbook.desk.decisions import DecisionError
from handbook.desk.edits import EditError
from handbook.desk.overview import described, of_section
from handbook.desk.work import Work
from handbook.problems import DataError, Problem, did_you_mean

COLUMNS = ("line", "where", "text", "ground", "section", "state", "words")
BOM = "\ufeff"  # by which Excel knows that the file is UTF-8
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet runs what begins so
STATES: Mapping[str, str] = {
    decisions.SAYS: "says",
    decisions.DIFFERS: "says differently",
    decisions.DENIES: "says the contrary",
    decisions.SILENT: "silent",
    decisions.UNDECIDED: "",
}
CSV_LIMIT = 4_000_000  # characters: far more than all lines take


def to_csv(work: Work) -> str:
    """The spreadsheet: a row for each line, those of the sections first, each under its section.

    A line that several sections say has a row for each.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([*map(_safe, row)] for row in _rows(work))
    return BOM + out.getvalue()


def _rows(work: Work) -> Iterator[Sequence[str]]:
    listed: set[str] = set()
    for section in work.said["sections"]:
        for ref in of_section(work, section):
            line = described(work, work.lines[ref])
            if section in line["sections"] or (not line["sections"] and ref not in listed):
                listed.add(ref)
                yield _row(line, section)
    for ref, rest in work.lines.items():
        if ref not in listed:
            yield _row(described(work, rest), "")


def _row(line: Mapping[str, object], section: str) -> tuple[str, ...]:
    fields = ("ref", "where", "text")
    ground = str(line["cites"] or line["ground"])
    return (
        *(str(line[field]) for field in fields),
        ground,
        section,
        STATES[str(line["state"])],
        str(line["words"]),
    )


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs, and that a program reads back as it was."""
    return f"'{cell}" if cell.startswith((*FORMULA_PREFIXES, "'")) else cell


def _back(cell: str) -> str:
    """A cell as it was before `_safe`, and as spreadsheets leave it."""
    text = cell.strip().replace("\u00a0", " ")
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA_PREFIXES, "'")) else text


def from_csv(work: Work, text: str, name: str) -> Work:
    """The work with the decisions of a spreadsheet; what it does not list stays as it is.

    Raises DataError with every row that is at fault, by its line in the file; then nothing is taken.
    """
    rows, problems = _read(text, name)
    # All that a spreadsheet says of a line counts together: it may stand in a row for each of its sections.
    wanted: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in rows:
        if words := _fault(work, row):
            problems.append(Problem(name, line, 1, words))
        else:
            wanted.setdefault(row["line"], []).append((line, row))
    began = work
    # A slot is silent as a whole: an empty row does not undo another row's "silent".
    still = {
        work.lines[ref].silence
        for ref, given in wanted.items()
        if any(row["state"] == STATES[decisions.SILENT] for _, row in given)
    }
    silences: dict[str, int] = {}
    for ref, given in wanted.items():
        before = _before(began, ref)
        now = {(row["state"], row["section"], row["words"]) for _, row in given if row["state"] != ""}
        if now == before:
            continue
        try:
            work = _decided(work, ref, given, silences, still)
        except (DecisionError, EditError) as error:
            problems.append(Problem(name, given[0][0], 1, str(error)))
    for ref, line in silences.items():
        try:
            work = decisions.silence(work, ref) if ref not in decisions.silences(work) else work
        except DecisionError as error:
            problems.append(Problem(name, line, 1, str(error)))
    if problems:
        raise DataError(problems)
    return work


def _before(work: Work, ref: str) -> set[tuple[str, str, str]]:
    """What a spreadsheet of the work as it is says of a line."""
    line = described(work, work.lines[ref])
    if line["state"] == decisions.UNDECIDED:
        return set()
    return {(STATES[line["state"]], section, line["words"]) for section in line["sections"] or [""]}


def _decided(
    work: Work,
    ref: str,
    given: Sequence[tuple[int, Mapping[str, str]]],
    silences: dict[str, int],
    still: set[str],
) -> Work:
    about = work.lines[ref].silence
    was_silent = about in decisions.silences(work) and about not in still
    work = decisions.leave(work, ref)
    rows = [(line, row) for line, row in given if row["state"]]
    if len(rows) > 1 and {row["state"] for _, row in rows} != {"says"}:
        raise DecisionError(
            f"'{ref}' has {len(rows)} rows that do not fit together; only 'says' may stand twice"
        )
    if not rows and was_silent:
        return decisions.clear_silence(work, about)
    for line, row in rows:
        match row["state"]:
            case "says":
                work = decisions.tick(work, row["section"], ref)
            case "says differently":
                work = decisions.reword(work, row["section"], ref, row["words"])
            case "says the contrary":
                work = decisions.deny(work, row["section"], ref)
            case _:
                silences.setdefault(about, line)
    return work


def _read(text: str, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """The rows with their lines in the file, however the spreadsheet separates them."""
    if len(text) > CSV_LIMIT:
        raise DataError([Problem(name, 0, 0, "is far too large for a table of lines; is it another file?")])
    text = text.removeprefix(BOM)
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)  # Excel writes what the country writes
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    try:
        columns = [_back(cell).lower() for cell in next(reader, [])]
        if missing := [column for column in ("line", "section", "state", "words") if column not in columns]:
            words = f"has no column {', '.join(missing)}; keep the first row as `handbook claims` writes it"
            raise DataError([Problem(name, 1, 1, words)])
        while True:
            start = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return rows, problems
            if any(cell.strip() for cell in cells):
                row = {column: _back(cell) for column, cell in zip(columns, cells, strict=False)}
                rows.append((start, {column: row.get(column, "") for column in COLUMNS}))
    except csv.Error as error:
        words = f"is no table here: {error}; look for a quote that is not closed"
        raise DataError([Problem(name, reader.line_num, 1, words)]) from None


def _fault(work: Work, row: dict[str, str]) -> str:
    """What is wrong with a row by itself, or ""; the state is put into the words of the table."""
    ref, state = row["line"], " ".join(row["state"].lower().split())
    if ref not in work.lines:
        return f"no line is called '{ref[:80]}'{did_you_mean(ref, work.lines)}"
    if state not in STATES.values():
        known = [label for label in STATES.values() if label]
        return f"'{state[:40]}' is no state; use {', '.join(known)} or nothing"
    row["state"] = state
    if state != STATES[decisions.DIFFERS]:
        row["words"] = ""
    if state == STATES[decisions.SILENT]:
        row["section"] = ""
        return (
            "" if work.lines[ref].silence else f"nobody can call a policy silent on '{ref}'; leave it empty"
        )
    return _fault_of_section(work, row) if state else ""


def _fault_of_section(work: Work, row: Mapping[str, str]) -> str:
    section, listed = row["section"], work.said["sections"]
    if section not in listed:
        return f"section '{section[:40]}' is not in the policy's file{did_you_mean(section, listed)}"
    if row["state"] == STATES[decisions.DIFFERS] and not row["words"]:
        return "says differently, but there are no words; write what the policy says"
    return ""
