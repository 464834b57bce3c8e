"""Who keeps each source, number and flow true, by when somebody must look at it again, and what is late."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handbook.book.calendar import first_day, last_day
from handbook.book.lookups import contact_places, scope_of
from handbook.book.words import date_words
from handbook.checks import policies
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem

Raw = Mapping[str, Any]
SOURCE_KINDS = {"area": "page", "national": "page", "handbook": "reading"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody must look at again.

    `settings` are those whose readers it concerns, `real` those of them that are no demonstration.
    """

    kind: str
    name: str
    owner: str
    due: date
    settings: tuple[str, ...]
    real: tuple[str, ...]
    file: YamlFile
    key: Key

    def problem(self, today: date) -> Problem:
        """Where it stands, and how late it is or how soon it will be."""
        days = (self.due - today).days
        when = f"in {days} days" if days > 1 else "tomorrow" if days else "today"
        due = date_words(self.due.isoformat())
        late = f"was due for review on {due}" if days < 0 else f"is due for review on {due}, {when}"
        whose = self.owner if self.real else f"{self.owner}; a demonstration"
        return self.file.problem(self.key, f"{self.name} {late} ({whose})")


@dataclass(frozen=True, slots=True)
class Report:
    """What is overdue on a day, and what will be soon."""

    today: date
    overdue: tuple[Item, ...]
    soon: tuple[Item, ...]

    def blocking(self, settings: Collection[str]) -> tuple[Item, ...]:
        """What is overdue in one of these settings' handbooks that is no demonstration."""
        return tuple(item for item in self.overdue if not set(settings).isdisjoint(item.real))

    def __str__(self) -> str:
        """Both in one line."""
        parts = ((len(self.overdue), "overdue"), (len(self.soon), "due soon"))
        told = ", ".join(f"{count} {words}" for count, words in parts if count)
        return f"Review: {told}; 'handbook check' lists them." if told else ""


def report(data: Data, day: date) -> Report:
    """What is overdue and what is due soon, the oldest first."""
    upcoming = day + timedelta(days=data.one("upkeep").get("warn_days", 0))
    due = sorted(items(data), key=lambda item: (item.due, item.file.name, str(item.key)))
    return Report(
        day,
        tuple(item for item in due if item.due < day),
        tuple(item for item in due if day <= item.due <= upcoming),
    )


def drafts(data: Data, settings: Iterable[str]) -> Iterator[Problem]:
    """The handbooks among these whose policy has not been entered: no lead said that staff may read it."""
    for file in (data.entries["setting"][setting] for setting in settings):
        if file.data.get("draft"):
            words = (
                f"{file.data['name']} is a draft: its policy has not been entered; "
                "take this line out when it is, and your lead has read every page"
            )
            yield file.problem(("draft",), words)


def blockers(data: Data, settings: Collection[str], day: date) -> list[Problem]:
    """What holds up a release of these handbooks on a day: what is overdue, drafts, what nobody has read."""
    overdue = (item.problem(day) for item in report(data, day).blocking(settings))
    return [*overdue, *drafts(data, settings), *policies.undecided(data, settings)]


def months_for_numbers(data: Data) -> int:
    """For how many months a check of a number counts, as the pages tell the reader."""
    months: int = data.one("upkeep")["kinds"]["number"]["months"]
    return months


def items(data: Data) -> Iterator[Item]:
    """Everything that has an owner and a day of review."""
    schedule = _Schedule(data)
    yield from schedule.sources()
    yield from schedule.numbers()
    yield from schedule.flows()


class _Schedule:
    def __init__(self, data: Data) -> None:
        self.data = data
        self.kinds: Raw = data.one("upkeep")["kinds"]
        self.since: str = data.one("upkeep")["since"]
        self.real = {s for s, entry in data.each("setting").items() if not entry.get("demonstration")}

    def item(
        self,
        kind: str,
        name: str,
        entry: Raw,
        seen: str,
        *,
        settings: tuple[str, ...],
        at: tuple[YamlFile, Key],
    ) -> Item:
        """An entry that was last seen on a day."""
        rule = self.kinds[kind]
        due = (
            date.fromisoformat(entry["review_by"])
            if "review_by" in entry
            else add_months(first_day(seen), rule["months"])
        )
        owner = entry.get("owner", rule["owner"])
        return Item(kind, name, owner, due, settings, tuple(s for s in settings if s in self.real), *at)

    def sources(self) -> Iterator[Item]:
        """The documents and pages; a setting's own document is due on the day that it prints."""
        scopes = [scope_of(self.data, setting) for setting in self.data.entries["setting"]]
        for source, entry in self.data.one("sources").items():
            settings = tuple(scope.setting for scope in scopes if scope.authority(source))
            at = (self.data.files["sources"], (source,))
            seen = entry.get("read_on", self.since)
            yield self.item(
                SOURCE_KINDS[entry["kind"]], entry["title"], entry, seen, settings=settings, at=at
            )
        for policy, file in self.data.entries["policy"].items():
            settings = tuple(scope.setting for scope in scopes if scope.authority(policy))
            entry = file.data
            if "review" in entry:
                entry = {"review_by": last_day(entry["review"]).isoformat(), **entry}
            seen = entry.get("read_on", self.since)
            yield self.item("document", entry["title"], entry, seen, settings=settings, at=(file, ("title",)))

    def numbers(self) -> Iterator[Item]:
        """The numbers and addresses that readers are shown."""
        whose = self._whose()
        for _, file, key, entry in contact_places(self.data):
            for place, number in enumerate(entry["numbers"]):
                if number["status"] != "superseded":
                    name = f"{number['value']} of {entry['name']}"
                    seen = number.get("checked_on", self.since)
                    at = (file, (*key, "numbers", place))
                    yield self.item("number", name, number, seen, settings=whose.get(file.name, ()), at=at)

    def _whose(self) -> dict[str, tuple[str, ...]]:
        """The settings whose readers meet the contacts of a file."""
        data, every = self.data, tuple(self.data.entries["setting"])
        whose = {data.files["contacts"].name: every}
        for area, file in data.entries["area"].items():
            whose[file.name] = tuple(s for s in every if area in data.each("setting")[s]["areas"])
        return whose | {file.name: (setting,) for setting, file in data.entries["setting"].items()}

    def flows(self) -> Iterator[Item]:
        """The flows, which every setting has."""
        every = tuple(self.data.entries["setting"])
        for file in self.data.entries["flow"].values():
            name = f"Flow '{file.data['title']}'"
            yield self.item("flow", name, file.data, self.since, settings=every, at=(file, ("id",)))


def add_months(day: date, months: int) -> date:
    """The day so many months on; at the end of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
