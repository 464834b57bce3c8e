"""Whatever is written in a text of the data comes out as that text: on the page, on paper, in what is taken along."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

import icalendar
import pikepdf
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook import pdf
from handbook.datafiles.data import load
from handbook.sites.one_site import maker_for
from tests.print import poppler, structure
from tests.proof.injections import CALLS, HARMLESS, MARK, MISCHIEF, Injected
from tests.proof.mutations import copied
from wizard import text
from wizard.advice import advise, deadlines_for
from wizard.engine import replay
from wizard.host import Host
from wizard.ics import reminders
from wizard.model import Book, Question
from wizard.note import note
from wizard.paths import Path as Way
from wizard.paths import paths, table
from wizard.render import resolved, step
from wizard.screen import arrange
from wizard.view import View

PROJECT = Path(__file__).parents[2]
SETTING = "griffin"
NOW = datetime.fromisoformat("2026-11-27T16:30")
# What only data that nobody ships has; each has a neighbour of its shape that is tried.
RARE = {"assumption", "hint", "label", "name", "note", "notes", "owner", "page_date", "text", "use"} | {
    "aliases", "calls", "differs", "extension", "holder", "lead", "plain", "rests_on", "review_words", "say",
    "short", "title",
}  # fmt: skip
# One of each kind of paper that is small; the pack and the list of contacts are made of the same parts.
PRINTED = {"card", "form-referral", "flow-emergency"}
ROOM = 99  # sides
TREE = re.compile(r'<nav class="hb-tree".*?</nav>', re.DOTALL)  # the same on every page of a folder


class Read(HTMLParser):
    """A page as a browser takes it: what it is built of, where it leads, and every text in it."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: Counter[tuple[str, ...]] = Counter()
        self.leads: set[str] = set()
        self.texts: list[str] = []
        self.values: list[str] = []
        self.drawn = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.drawn |= tag == "text"
        if not self.drawn:  # a chart breaks and cuts its words to fit
            self.shape[tag, *sorted(name for name, _ in attrs)] += 1
        self.leads |= {str(value) for name, value in attrs if name in {"href", "src", "action", "formaction"}}
        self.values += [str(value) for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.drawn &= tag != "text"

    def handle_data(self, data: str) -> None:
        if not self.drawn:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape["comment", data[:9]] += 1


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory) -> Injected:
    return Injected(tmp_path_factory.mktemp("injected"), MISCHIEF)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Injected:
    return Injected(tmp_path_factory.mktemp("twin"), HARMLESS)


@pytest.fixture(scope="module")
def book(injected: Injected) -> Book:
    return maker_for(injected.data, SETTING)[2]


def shown(read: Read, injected: Injected) -> list[str]:
    """Texts and values of markup that are not what the data holds."""
    values = [cut for value in read.values if " " in value for cut in injected.cut_short(value)]
    return [*injected.cut_short("".join(read.texts)), *values]


def one_each(book: Book, flow: str) -> list[Way]:
    """For each outcome of a flow one way to it."""
    return list({(path.step.flow, path.outcome.id): path for path in paths(book, flow)}.values())


def built(data: Injected, place: Path) -> Path:
    """The site as `make serve` builds it, theme and all, a warning an error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_DATA", str(data.data.root))
        patch.setenv("HANDBOOK_SETTING", SETTING)
        patch.chdir(PROJECT)
        config = load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(place), strict=True)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
    return place


def printed(data: Injected, folder: Path) -> dict[str, Path]:
    """Some of each kind of PDF, in small type on as many sides as it takes: the words are longer than ours."""
    maker, _, book = maker_for(data.data, SETTING)
    chosen = [one for one in pdf.all_documents(maker, book) if one.paper.name in PRINTED]
    roomy = [replace(one, sides=ROOM, sizes=one.sizes[-1:]) for one in chosen]
    return {path.stem: path for path in pdf.write(roomy, folder)}


def links(path: Path) -> Counter[str]:
    """The addresses that a PDF leads to, and what else there is to press."""
    return Counter(
        str(one.get("/A", pikepdf.Dictionary()).get("/URI", one.Subtype))
        for page in structure.opened(path).pages
        for one in page.get("/Annots", ())
    )


def test_every_text_field_of_every_kind_is_tried(injected: Injected) -> None:
    assert len(injected.held) > 10_000
    unfilled = {
        way.rpartition(".")[2] if not way.endswith("*") else way.split(".")[-2]
        for ways in injected.unfilled().values()
        for way in ways
    }
    assert unfilled <= RARE


def test_no_text_becomes_markup_or_a_link_on_any_built_page(
    injected: Injected, twin: Injected, tmp_path: Path
) -> None:
    sites = built(injected, tmp_path / "injected"), built(twin, tmp_path / "twin")
    names = [sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) for site in sites]
    assert names[0] == names[1]
    trees: set[str] = set()
    for name in names[0]:
        folder = name.rpartition("/")[0]
        one, other = (
            Read(TREE.sub("", markup) if folder in trees else markup)
            for site in sites
            for markup in [(site / name).read_text(encoding="utf-8")]
        )
        trees.add(folder)
        assert one.shape == other.shape, name
        assert not [
            to for to in one.leads if re.match(r"(?i)\s*(javascript|data|vbscript):|//e\.example", to)
        ], name
        assert shown(one, injected) == [], name


def test_no_text_becomes_more_than_text_on_paper(injected: Injected, twin: Injected, tmp_path: Path) -> None:
    ours, theirs = printed(injected, tmp_path / "injected"), printed(twin, tmp_path / "twin")
    assert ours.keys() == PRINTED
    for name, path in ours.items():
        flat = "".join(
            poppler.tagged_text(path).split()
        )  # lines end where the paper does, so spaces do not count
        marks = list(MARK.finditer(flat))
        assert len(marks) > 20, name
        for mark in marks:
            assert flat.startswith("".join(injected.held[mark[0]].split()), mark.end()), (name, mark[0])
        assert links(path) == links(theirs[name]), name
        assert Counter(poppler.tags(path)) == Counter(poppler.tags(theirs[name])), name


def test_no_step_of_a_run_becomes_more_than_text(injected: Injected, twin: Injected) -> None:
    hosts = [Host(json.dumps(maker_for(data.data, SETTING)[1])) for data in (injected, twin)]
    asked: dict[tuple[str, str], tuple[str, tuple[tuple[str, str], ...]]] = {}
    for flow in hosts[0].book.flows:
        for path in one_each(hosts[0].book, flow):
            for n in range(len(path.step.answers) + 1):
                there = replay(hosts[0].book, flow, path.step.answers[:n])
                asked.setdefault((there.flow, there.node.id), (flow, path.step.answers[:n]))
    assert len(asked) > 100
    for flow, answers in asked.values():
        request = json.dumps({"flow": flow, "answers": answers, "now": NOW.isoformat(), "root": "../"})
        given = [json.loads(host.answer(request)) for host in hosts]
        one, other = (Read(step["html"]) for step in given)
        assert one.shape == other.shape, (flow, answers)
        assert one.leads == other.leads, (flow, answers)
        assert shown(one, injected) == [], (flow, answers)
        assert injected.cut_short(given[0]["heading"]) == []


def test_notes_and_the_terminal_hold_the_text_as_it_is(injected: Injected, book: Book) -> None:
    for path in (path for flow in book.flows for path in one_each(book, flow)):
        assert injected.cut_short(text.outcome(book, path.step, path.outcome, NOW)) == []
        advice = advise(book, path.outcome, path.step.areas, NOW)
        assert injected.cut_short(note(book, path.step, arrange(book, advice), NOW)) == []
    for flow in book.flows.values():
        for node in flow.questions.values():
            assert isinstance(node, Question)
            assert injected.cut_short(text.question(book, node, ())) == []


def test_what_a_setting_calls_people_is_put_in_as_text(tmp_path: Path) -> None:
    chosen = MISCHIEF[0], MISCHIEF[2], MISCHIEF[3], MISCHIEF[5]
    one = called(tmp_path / "injected", [f"Q{n:05}z {words}" for n, words in enumerate(chosen)])
    other = called(tmp_path / "twin", [HARMLESS[MISCHIEF.index(words)] for words in chosen])
    assert one.keys() == other.keys()
    seen: set[str] = set()
    for at, markup in one.items():
        injected, plain = Read(markup), Read(other[at])
        assert (injected.shape, injected.leads) == (plain.shape, plain.leads), at
        flat = " ".join("".join(injected.texts).split())
        for mark in MARK.finditer(flat):
            words = chosen[int(mark[1])]
            assert flat.startswith(" ".join(words.split()), mark.end() + 1), at
            seen.add(words)
    assert seen == set(chosen)


def called(folder: Path, words: Sequence[str]) -> dict[str, str]:
    """Every step's markup in a setting that calls people these things, by turns."""
    root = copied(folder)
    file = root / "settings/medway.yml"
    text = file.read_text(encoding="utf-8")
    (calls,) = CALLS.findall(text)
    given = cycle(words)
    file.write_text(
        text.replace(calls, re.sub(r"(?<=: ).+", lambda _: json.dumps(next(given)), calls)), encoding="utf-8"
    )
    book = maker_for(load(root), "medway")[2]
    view = View(book, "../", NOW)
    return {
        f"{path.step.flow} {path.outcome.id}": step(view, path.step, resolved(view, path.step))
        for path in one_each(book, "worried")
    }


def test_reminders_hold_the_text_and_no_other_event(injected: Injected, book: Book) -> None:
    found = 0
    for path in (path for flow in book.flows for path in one_each(book, flow)):
        limits = deadlines_for(book, path.outcome.deadlines, path.step.areas, NOW)
        given = reminders(book, limits, NOW)
        events = icalendar.Calendar.from_ical(given).walk("VEVENT") if given else []
        assert len(events) == sum(one.due is not None for one in limits)
        for event in events:
            assert event.decoded("DTSTART").year >= NOW.year
            assert injected.cut_short(str(event["SUMMARY"])) == []
            found += 1
    assert found


def test_the_table_of_paths_holds_ids_alone(book: Book) -> None:
    rows = table(book).splitlines()[1:]
    assert rows
    assert [
        row
        for row in rows
        if not re.fullmatch(r"[a-z0-9-]+\t[a-z0-9=,:-]*\t[a-z0-9:-]+\t[a-z]+\t[a-z0-9,-]*\t[a-z0-9,-]*", row)
    ] == []
