"""`handbook new-setting` and `new-area`: a file that is valid at once, or none at all."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from handbook.book.lookups import SLOT_KINDS
from handbook.checks import checked
from handbook.cli import main
from handbook.datafiles.data import Data, load
from handbook.datafiles.yamlfile import read
from handbook.new.area_file import Wanted as WantedArea
from handbook.new.area_file import write_area
from handbook.new.setting_file import CALLS, ROLES, Wanted, left_to_fill, write_setting
from handbook.new.writing import LONGEST_ID, id_from
from handbook.pages import pages
from handbook.pdf import forms
from handbook.pdf.words import Writer
from handbook.problems import DataError
from handbook.sites.one_site import maker_for
from tests.browser.support import DATA, PROJECT
from tests.support.real import data as real_data

Captured = pytest.CaptureFixture[str]
Say = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The real data, a copy of the test's own."""
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.fixture
def data(root: Path) -> Data:
    return replace(real_data(), root=root)


@pytest.fixture
def say(root: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Gives a command, and types these lines when it asks."""
    monkeypatch.setattr("handbook.commands.new.checked", lambda _: replace(real_data(), root=root))

    def run(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main(["--data", str(root), *words])

    return run


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_one_command_makes_a_valid_file_and_says_what_is_to_be_done(
    say: Say, root: Path, capsys: Captured
) -> None:
    before = files(root)
    assert say("new-setting", "--name", "Oakfield School", "--area", "essex", "--id", "oakfield") == 0
    policy = root / "policies/oakfield-policy.yml"
    setting = root / "settings/oakfield.yml"
    assert files(root) - before == {"settings/oakfield.yml", "policies/oakfield-policy.yml"}
    now = checked(root)
    gaps = set(maker_for(now, "oakfield")[2].fills["essex"].gaps)
    slots = now.one("slots")
    councils = {slot for kind in SLOT_KINDS for slot, about in slots[kind].items() if about.get("whose")}
    own, theirs = len(gaps - councils), len(gaps & councils)
    assert own
    assert theirs
    assert capsys.readouterr().out == (
        f"Wrote {setting} and {policy}. It is not ready for staff:\n"
        "  1. Fill in the roles: who holds each, and how to reach them.\n"
        f"  2. Enter your policy in {policy}, section by section. Nothing fills {own} slots yet.\n"
        f"  3. Essex County Council has {theirs} more: see {root}/areas/essex.yml.\n"
        "  4. Take out `draft: true` when your lead has read every page.\n"
        "Look at it: make serve HANDBOOK_SETTING=oakfield\n"
    )
    text = setting.read_text(encoding="utf-8") + policy.read_text(encoding="utf-8")
    assert text.count("#") > 30, "a person who has never seen YAML is told what goes where"


def test_settings_of_none_one_two_and_all_areas_are_valid_in_each_kind(data: Data, root: Path) -> None:
    areas = tuple(data.entries["area"])
    mixes = [(), *((area,) for area in areas), areas[:2], areas]
    wanted = [(kind, mix) for kind, mix in zip(cycle(ROLES), mixes, strict=False)]  # each mix in one kind
    wanted += [(kind, mix) for kind in ROLES for mix in (mixes[0], mixes[-1]) if (kind, mix) not in wanted]
    for place, (kind, mix) in enumerate(wanted):
        write_setting(data, Wanted(f"new-{place}", f"Number {place}", kind, mix))
    assert len(checked(root).entries["setting"]) == len(data.entries["setting"]) + len(wanted)


NAMES = (
    'Große Schule "zum Öhr"',
    "O'Brien’s Academy",  # noqa: RUF001 - as people type it
    "St. Mary: #1 & *2 [x] {y} !z | > % @ `",
    "no",
    "true",
    "~",
    "1e3",
    "007",
    "- a list",
    "? a key",
    "$name ${id} $$",
    "<b>bold</b> \\ and \\n",
    "学校 5",
    "x" * 140,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_letter_for_letter(data: Data, name: str) -> None:
    short = id_from(name) or "a-name"
    path, policy = write_setting(data, Wanted(short, name, "school", ("hull",)))
    file = read(path, path.name)
    assert (file.data["id"], file.data["name"]) == (short, name)
    assert read(policy, policy.name).data["publisher"] == name
    path, _ = write_area(data, WantedArea(short, name, name))
    file = read(path, path.name)
    assert (file.data["id"], file.data["name"], file.data["council"]) == (short, name, name)


def test_short_names_are_made_of_names() -> None:
    assert id_from('Große Schule "zum Öhr"') == "grosse-schule-zum-ohr"
    assert id_from("O'Brien’s Academy & Nursery") == "obriens-academy-nursery"  # noqa: RUF001 - as people type it
    assert id_from("学校") == ""
    assert len(id_from("long name " * 30)) <= LONGEST_ID


REFUSED = {
    "": "the name is empty",
    "x" * 300: "the name has 300 characters; shorten it to 140",
    "Ring 01300 960123": "the name cannot be 'Ring 01300 960123'",
    "two\nlines": "the name cannot be 'two lines'",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("command", ["new-setting", "new-area"])
def test_what_is_no_name_is_refused_and_nothing_is_written(
    say: Say, root: Path, capsys: Captured, command: str, name: str
) -> None:
    before = files(root)
    rest = {"new-setting": ("--area", "hull"), "new-area": ("--council", "A council")}[command]
    assert say(command, "--name", name, "--id", "new", *rest) == 1
    assert REFUSED[name] in capsys.readouterr().err
    assert files(root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--id", "griffin"), "griffin.yml is there already; choose another id or edit that file"),
        (("--id", "../../etc"), "the id cannot be '../../etc': Lower-case words with hyphens."),
        (("--id", "aux"), "the id cannot be 'aux': Windows keeps this name for itself; choose another"),
        (("--id", "x" * 51), "the id has 51 characters; shorten it to 50"),
        (("--area", "hul"), "area 'hul' does not exist; did you mean 'hull'?"),
        (
            ("--area", "hull, leeds"),
            "area 'leeds' does not exist; there are east-riding, essex, hull, medway",
        ),
        (("--kind", "college"), "kind 'college' does not exist; use one of school, partnership"),
        (("--name", "学校"), "no answer to: Which short name, in a-z, 0-9 and hyphens? Give it as --id"),
        (("--name", "Griffin"), "('griffin' will not do: "),
    ],
)
def test_flags_that_will_not_do_are_told_and_nothing_is_written(
    say: Say, root: Path, capsys: Captured, words: tuple[str, ...], said: str
) -> None:
    before = files(root)
    usual = {"--name": "Oakfield", "--area": "hull"} | {words[0]: words[1]}
    assert say("new-setting", *(word for pair in usual.items() for word in pair)) == 1
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_questions_are_asked_again_until_the_answer_will_do(say: Say, root: Path, capsys: Captured) -> None:
    assert (
        say("new-setting", typed=f"\n{'x' * 300}\nGriffin\nleeds\nhull\nnursery\nschool\ngriffin\nnew\n") == 0
    )
    out = capsys.readouterr().out
    assert out.count("That will not do: ") == 5
    assert (root / "settings/new.yml").exists()


def test_who_is_asked_says_which_kind_and_a_school_need_not(say: Say, root: Path) -> None:
    assert say("new-setting", typed="Oakfield\nhull\n\n") == 0
    assert say("new-setting", "--name", "Board", typed="hull\npartnership\n") == 0
    assert say("new-setting", "--name", "Elmfield", "--area", "hull") == 0
    kinds = {name: entry["kind"] for name, entry in load(root).each("setting").items()}
    assert [kinds[name] for name in ("oakfield", "board", "elmfield")] == ["school", "partnership", "school"]


def test_a_slot_that_is_the_councils_is_not_counted_as_the_schools(data: Data) -> None:
    """A slot that no council fills, of a school between two, is each council's to fill."""
    new = Wanted("oakfield", "Oakfield", "school", ("hull", "east-riding"))
    write_setting(data, new)
    own, councils = left_to_fill(data, new)
    alone, hull = left_to_fill(data, replace(new, areas=("hull",)))
    assert own == alone
    assert councils["hull"] == hull["hull"]
    assert set(councils) == {"hull", "east-riding"}


def test_no_council_is_said(say: Say, capsys: Captured) -> None:
    assert say("new-setting", "--name", "Oakfield", "--area", "") == 0
    assert (
        "  3. No council: this handbook has no number for children's social care and none for the LADO. "
        "Add one: handbook new-area.\n" in capsys.readouterr().out
    )


def test_ctrl_c_leaves_nothing_behind(
    say: Say, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def stop(_: str) -> str:
        raise KeyboardInterrupt

    before = files(root)
    monkeypatch.setattr("builtins.input", stop)
    assert say("new-setting", "--name", "Oakfield") == 130
    assert capsys.readouterr().err == "\nStopped.\n"
    assert files(root) == before


def test_answers_may_come_from_a_file(say: Say, root: Path, tmp_path: Path, capsys: Captured) -> None:
    answers = tmp_path / "answers.yml"
    answers.write_text("name: Oakfield School\narea: [east-riding, hull]\nid: oakfield\n", encoding="utf-8")
    assert say("new-setting", "--from", str(answers)) == 0
    assert load(root).each("setting")["oakfield"]["areas"] == ["east-riding", "hull"]
    answers.write_text("nmae: Oakfield School\narea: 5\n", encoding="utf-8")
    assert say("new-setting", "--from", str(answers)) == 1
    assert capsys.readouterr().err == (
        f"{answers}:1:7: 'nmae' is not asked for; did you mean 'name'?\n"
        f"{answers}:2:7: 'area' must be text\n2 problem(s).\n"
    )


def test_a_new_area_can_be_picked_at_once(say: Say, root: Path, capsys: Captured) -> None:
    assert say("new-area", "--name", "Leeds", "--council", "Leeds City Council") == 0
    out = capsys.readouterr().out
    now = load(root)
    council = {"social-care", "lado", "early-help", "levels-of-need"}
    listed = (root / "areas/leeds.yml").read_text(encoding="utf-8").partition("Fill the first three")[2]
    slots = re.findall(r"^#   (\S+) ", listed, re.MULTILINE)
    assert council <= set(slots)
    assert f"leeds.yml. It is not ready for staff: {len(slots)} slots are the council's to fill" in out
    assert "\nFirst enter social-care, its night line and lado.\n" in out
    new = Wanted("oakfield", "Oakfield School", "school", ("leeds",))
    write_setting(now, new)
    own, councils = left_to_fill(now, new)
    now = checked(root)
    maker, _, book = maker_for(now, "oakfield")
    gaps = set(book.fills["leeds"].gaps)
    assert councils == {"leeds": len(gaps & set(slots))}
    assert own == len(gaps - set(slots)), "what the council is to fill is not the school's as well"
    assert council - {"social-care"} <= gaps, "only social care has a national way to find its number"
    assert not any("Hull" in page for page in pages(maker, book).values())


def test_a_new_settings_policy_is_not_called_silent_before_it_is_entered(data: Data, root: Path) -> None:
    write_setting(data, Wanted("oakfield", "Oakfield School", "school", ("hull",)))
    maker, _, book = maker_for(load(root), "oakfield")
    made = pages(maker, book)
    assert any(path.startswith("harms/") for path in made)
    silent = re.compile(
        r"does not name this harm|setting's document (?:says|is silent)|policy does not say|names no law"
    )
    assert [path for path, page in made.items() if silent.search(page)] == []
    assert forms.referral(Writer(maker, book))["whose"] == "The six fields are this handbook's own."


def test_a_draft_that_breaks_a_schema_is_taken_away(data: Data, root: Path) -> None:
    before = files(root)
    with pytest.raises(DataError, match="has 141 characters"):
        write_setting(data, Wanted("new", "x" * 141, "school", ()))
    assert files(root) == before


def uncommented(text: str, *examples: str) -> str:
    """A new file with its examples taken as they stand: the # goes, and the empty entry below."""
    for name in examples:
        found = re.search(rf"^( *)# {name}:\n(?:\1#  .*\n)+", text, re.MULTILINE)
        assert found, name
        text = text.replace(found[0], re.sub(rf"^{found[1]}# ", found[1], found[0], flags=re.MULTILINE))
        text = text.replace(f"\n{name}: {{}}\n", "\n")
    return text


def test_the_examples_in_new_files_and_in_the_guide_are_valid_but_for_numbers_and_addresses(
    say: Say, root: Path
) -> None:
    assert say("new-area", "--name", "Leeds", "--council", "Leeds City Council") == 0
    assert say("new-setting", "--name", "Oakfield School", "--area", "essex", "--id", "oakfield") == 0
    area, setting = root / "areas/leeds.yml", root / "settings/oakfield.yml"
    policy = root / "policies/oakfield-policy.yml"
    text = uncommented(area.read_text(encoding="utf-8"), "contacts", "fills")
    area.write_text(text.replace(", leeds-night-team]", "]"), encoding="utf-8")
    setting.write_text(uncommented(setting.read_text(encoding="utf-8"), "calls"), encoding="utf-8")
    text = uncommented(policy.read_text(encoding="utf-8"), '  "5"')
    example = re.search(r'^  "5":\n(?:    .*\n)+', text, re.MULTILINE)
    assert example
    text = text.replace(example[0], "").replace("sections:\n", f"sections:\n{example[0]}", 1)
    policy.write_text(
        text.replace('"1":\n    title: Introduction', '"8": {title: Records}'), encoding="utf-8"
    )
    guide = {path.stem: path.read_text(encoding="utf-8") for path in (PROJECT / "docs/guide").glob("*.md")}
    source = re.findall(r"```yaml\n(   leeds-page:.*?) *```", guide["area"], re.DOTALL)[0]
    scenario = re.findall(r"^scenarios:\n(.*?)```", guide["practice"], re.DOTALL | re.MULTILINE)[0]
    for name, more in (("sources.yml", textwrap.dedent(source)), ("scenarios/emergency.yml", scenario)):
        path = root / name
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{more}", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        checked(root)
    assert {problem.message.rpartition("; ")[2] for problem in caught.value.problems} == {"put the real one"}
    for path in (area, setting, root / "sources.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("01632", "01300").replace("example.org", "leeds.test"), encoding="utf-8")
    now = checked(root)
    assert now.each("area")["leeds"]["contacts"]["leeds-front-door"]["numbers"]
    assert set(now.each("policy")["oakfield-policy"]["sections"]["5"]) == {
        *("title", "says", "versions", "own", "fills", "read")
    }
    assert now.each("setting")["oakfield"]["calls"] == {"the headteacher": "the manager"}
    assert "shouting-in-the-hall" in now.each("scenarios")["emergency"]["scenarios"]


def test_the_example_of_other_words_holds_for_each_kind(data: Data, root: Path) -> None:
    for kind in ROLES:
        path, _ = write_setting(data, Wanted(f"a-{kind}", f"A {kind}", kind, ("hull",)))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("# calls:\n#   ", "calls:\n  "), encoding="utf-8")
    settings = checked(root).each("setting")
    assert {kind: settings[f"a-{kind}"]["calls"] for kind in ROLES} == CALLS


def test_a_new_setting_is_a_draft_until_its_lead_says_otherwise(
    say: Say, root: Path, capsys: Captured
) -> None:
    assert say("new-setting", "--name", "Oakfield", "--area", "hull") == 0
    lines = (root / "settings/oakfield.yml").read_text(encoding="utf-8").splitlines()
    place = f"data/settings/oakfield.yml:{lines.index('draft: true') + 1}:8"
    capsys.readouterr()
    refused = (
        f"{place}: Oakfield is a draft: its policy has not been entered; "
        "take this line out when it is, and your lead has read every page\n"
    )
    assert main(["--data", str(root), "check", "--release"]) == 1
    assert refused in capsys.readouterr().err
    assert main(["--data", str(root), "release", "--setting", "oakfield", "--out", str(root)]) == 1
    assert refused in capsys.readouterr().err
    assert main(["--data", str(root), "check"]) == 0


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project as it stands in this folder, committed: so it may be worked on here, or be no clone at all."""
    home = tmp_path / "clone"
    home.mkdir()
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (
        ["init", "--quiet", "--bare", "kept"],
        ["--git-dir=kept", f"--work-tree={PROJECT}", "add", "--all"],
        [*author, "--git-dir=kept", f"--work-tree={PROJECT}", "commit", "--quiet", "--message=All"],
        ["clone", "--quiet", "kept", "project"],
    ):
        subprocess.run(["git", *words], cwd=home, check=True)
    return home / "project"


def test_a_package_writes_the_whole_project_into_a_folder_to_work_in(clone: Path, tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(clone)], check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    program = "from handbook.cli import main; raise SystemExit(main())"

    def write() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "new", "oakhill"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            check=False,
        )

    assert write().returncode == 0
    made = {path.relative_to(tmp_path / "oakhill").as_posix() for path in (tmp_path / "oakhill").rglob("*")}
    listed = subprocess.run(["git", "ls-files"], cwd=clone, capture_output=True, text=True, check=True)
    known = set(listed.stdout.split())
    assert {"Makefile", "data/settings/griffin.yml", "docs/overrides/main.html", ".ci/run"} <= made
    assert known <= made
    assert os.access(tmp_path / "oakhill/.ci/run", os.X_OK)
    ours = {name for name in known if name.startswith(("handbook/", "wizard/"))}
    assert not [name for name in sorted(ours) if not (tmp_path / "installed" / name).is_file()]
    again = write()
    assert (again.returncode, again.stderr) == (
        1,
        "handbook: oakhill is there already and not empty; name a folder that is not\n",
    )


def test_a_package_is_made_of_a_commit_and_of_nothing_else(clone: Path, tmp_path: Path) -> None:
    """Modules are taken from the folder, the project from the commit: they may not differ."""

    def refusal() -> str:
        build = [sys.executable, "setup.py", "--quiet", "build", "--build-base", str(tmp_path)]
        done = subprocess.run(build, cwd=clone, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stderr.splitlines()[-1]

    (clone / "wizard/half_written.py").touch()
    assert refusal() == "A wheel carries a commit: first commit what 'git status' shows."
    shutil.rmtree(clone / ".git")
    assert refusal() == "A wheel carries what git knows of: build it in a clone."


def test_in_a_clone_there_is_no_new_folder_to_write(say: Say, capsys: Captured, tmp_path: Path) -> None:
    assert say("new", str(tmp_path / "oakhill")) == 1
    assert "this is the project's own folder already" in capsys.readouterr().err
