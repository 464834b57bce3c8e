"""What the desk's page calls: JSON in, JSON out. It keeps the work on the desk, and each step before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handbook.datafiles.data import FILES, FOLDERS, Data
from handbook.datafiles.yamlfile import YamlFile
from handbook.desk import (
    answers,
    claims,
    decisions,
    merge,
    overview,
    pointing,
    policytext,
    preview,
    questions,
    spots,
)
from handbook.desk.cleaning import flowed
from handbook.desk.decisions import DecisionError
from handbook.desk.edits import EditError
from handbook.desk.faults import faults, new_faults
from handbook.desk.left import lacking, left
from handbook.desk.overview import Found
from handbook.desk.parcel import Parcel, file_name, packed, unpacked
from handbook.desk.policytext import Passages
from handbook.desk.review import review
from handbook.desk.work import NOT_READ, Work, begin
from handbook.policies.handover import together
from handbook.problems import DataError

Raw = Mapping[str, Any]
MAX_UNDO = 200
NOTHING = (
    "There is nothing to hand over yet: nothing has been entered. Answer the first question, or open the "
    "file that you saved."
)
# Requests with typed text: faults that it causes are refused at once, beside the field.
TYPED = frozenset({"reply", "decide", "own", "change", "section", "describe"})


class Host:
    """One desk. `contents` is what `handbook.desk.bundle` made for it, `root` where the schemas lie.

    With `policy` it is the desk of that policy, which all of `schools` share, and `setting` is the one whose
    pages it shows. With `new` its files are in nobody's data yet.
    """

    def __init__(self, contents: Raw, root: str) -> None:
        self.data = data_of(contents, Path(root))
        self.learned: list[Raw] = contents["learned"]
        self.setting: str = contents["setting"]
        self.of_policy: str = contents.get("policy", "")
        self.schools: Mapping[str, list[str]] = contents.get("schools", {})
        self.their_texts: Mapping[str, str] = contents.get("texts", {})
        self.new: bool = contents.get("new", False)
        self.began: dict[str, str] = contents["files"]
        # The policy's text by section, as it was when the work was saved last, and as it is.
        self.last: Mapping[str, str] = {}
        self.texts: Mapping[str, str] = {}
        self.passages: Passages | None = None
        self.clashes: list[merge.Clash] = []
        self.past: list[tuple[Work, Mapping[str, str]]] = []
        self.work = self._begin(self.began, read=contents.get("read", {}))
        self.kept = self._state()

    def answer(self, request_json: str) -> str:
        """The answer to a request: `do` names one of the methods below, the rest is what it needs.

        Where it cannot be done the answer holds `error`, in words for the person at the desk, and nothing has
        changed.
        """
        request = json.loads(request_json)
        before = (self.work, self.texts)
        try:
            told = ACTIONS[request["do"]](self, request)
        except DataError as error:
            told = {"error": "\n".join(map(str, error.problems[:20]))}
        except (DecisionError, EditError) as error:
            told = {"error": str(error)}
        if "error" not in told and request["do"] in TYPED and (wrong := new_faults(before[0], self.work)):
            typed, self.work = self.work, before[0]
            told = {"error": "\n".join(pointing.message(typed, fault) for fault in wrong)}
        changed = self.work is not before[0] or self.texts is not before[1]
        if "error" not in told and changed and request["do"] != "undo":
            self.past = [*self.past[-MAX_UNDO:], before]
        return json.dumps(told)

    def _begin(self, files: Mapping[str, str], policy: str = "", read: Mapping[str, Any] = NOT_READ) -> Work:
        work = begin(self.data, self.setting, files, policy or self.of_policy, read)
        return replace(work, learned=tuple(self.learned))

    def _state(self) -> tuple[str, Mapping[str, str]]:
        """What there is to save."""
        return overview.fingerprint(self.work), self.texts

    def overview(self, _: Raw) -> dict[str, Any]:
        """Where one is: names, progress, sections, whether anything is unsaved or can be undone."""
        work = self.work
        name, title = work.entry["name"], work.said["title"]
        return {
            "title": title if self.of_policy or title.startswith(name) else f"{name}: {title}",
            "setting": name,
            "policy": title,
            "policy_id": work.policy,
            "schools": list(self.schools),
            "dates": {field: str(work.said.get(field, "")) for field in ("dated", "review")},
            "progress": overview.progress(work, self._refs()),
            "sections": overview.sections(work, self._refs()),
            "unsaved": self._state() != self.kept,
            "undo": bool(self.past),
            "texts": bool(self.texts),
            "looking": self._looking(),
            "anchors": work.base.one("slots")["anchors"],
        }

    def spots(self, _: Raw) -> dict[str, Any]:
        """All places where a line of the policy's own may stand."""
        return {"spots": spots.spots(self.work.base)}

    def questions(self, _: Raw) -> dict[str, Any]:
        """The first hour's questions; at the desk of a shared policy without what each school says itself."""
        return {
            "questions": [
                self._with_passages(question)
                for question in questions.questions(self.work)
                if not self.of_policy or question["kind"] not in questions.EACH_SCHOOLS
            ]
        }

    def _with_passages(self, question: dict[str, Any]) -> dict[str, Any]:
        """A question with the passages of the opened policy that may answer it, once they were looked for."""
        if not self.texts or self._looking():
            return question
        return {**question, "passages": self._found().of_slot(f"{question['kind']}.{question['about']}")}

    def reply(self, request: Raw) -> dict[str, Any]:
        """A question answered: `question` and `given`."""
        self.work = questions.answer(self.work, request["question"], request["given"])
        asked = questions.questions(self.work)
        question = next(question for question in asked if question["id"] == request["question"])
        return {"question": self._with_passages(question)}

    def lines(self, request: Raw) -> dict[str, Any]:
        """The lines of a `section` and what only it says; or those with `words`, or those `about` a slot."""
        if request.get("words"):
            return overview.search(self.work, request["words"])
        if slot := request.get("about"):
            return {
                "lines": overview.of_slot(self.work, slot),
                "title": spots.spot_title(self.work.base, slot),
            }
        section = request["section"]
        passages = self._found().of(section) if self.texts and not self._looking() else {}
        proposed = [
            {**overview.described(self.work, self.work.lines[ref]), "passage": passage}
            for ref, passage in passages.items()
            if ref in self.work.lines
        ]
        rest = [line for line in overview.lines_of(self.work, section) if line["ref"] not in passages]
        return {
            "lines": [*proposed, *rest],
            "own": overview.own(self.work, section),
            "text": flowed(self.texts.get(section, "")),
        }

    def _looking(self) -> bool:
        """Whether passages are still to be looked for; asking for it starts nothing."""
        here = self.passages is not None and self.passages.texts is self.texts
        return bool(self.texts) and not (here and self.passages and self.passages.whole)

    def _refs(self) -> Found:
        """By section the lines that have a passage in the policy's text, once all were looked for."""
        return self._found().refs if self.texts and not self._looking() else overview.NOTHING

    def _found(self) -> Passages:
        """The passages of the policy's text that is open: searched again where the text has changed."""
        if self.passages is None or self.passages.texts is not self.texts:
            self.passages = Passages(self.work, self.texts)
        return self.passages

    def policy(self, request: Raw) -> dict[str, Any]:
        """The policy's own `text` opened: its sections, and what a person should know of it."""
        found = policytext.opened(self.work, request["text"])
        self.work, self.texts = found.work, found.texts
        return {"sections": len(found.texts), "notes": found.notes}

    def look(self, _: Raw) -> dict[str, Any]:
        """A second's looking for the lines' passages: how much is `done`, of 100, and what was found."""
        passages = self._found()
        passages.look()
        return {"done": passages.done, **passages.counts()}

    def decide(self, request: Raw) -> dict[str, Any]:
        """What the `section` does with the line `ref`: `state`, and `words` where it says it differently."""
        work, section, ref = self.work, request["section"], request["ref"]
        line = work.lines.get(ref)
        match request["state"]:
            case decisions.SAYS:
                work = decisions.tick(work, section, ref)
            case decisions.DIFFERS:
                work = decisions.reword(work, section, ref, request["words"])
            case decisions.DENIES:
                work = decisions.deny(work, section, ref)
            case decisions.SILENT if line and line.silence:
                work = decisions.silence(decisions.leave(work, ref), line.silence, request.get("words", ""))
            case decisions.SILENT:
                raise DecisionError("Of a single line nobody can say that a policy is silent. Leave it open.")
            case _:
                work = decisions.leave(work, ref)
                work = decisions.clear_silence(work, line.silence) if line else work
        self.work = work
        return {"lines": overview.beside(work, ref)}

    def own(self, request: Raw) -> dict[str, Any]:
        """A line of the section's own: `text`, its place (`slot`); a deadline with `within` and `from`."""
        section, text, spot = request["section"], request["text"], request["slot"]
        if not text.strip():
            raise DecisionError("Write what your policy says.")
        if not spot:
            raise DecisionError("Choose what it is about.")
        if spot.startswith("clock."):
            if request["within"].get("amount", 1) < 1:
                raise DecisionError(questions.LACKS["within"])
            deadline = {"say": text, "within": request["within"], "from": request["from"]}
            self.work = decisions.add_fill(self.work, section, spot, deadline)
        elif spot.startswith("rule."):
            self.work = decisions.add_fill(self.work, section, spot, {"text": text})
        else:
            self.work = decisions.add_own(self.work, section, {"at": spot, "text": text})
        return self._own(section, spot)

    def change(self, request: Raw) -> dict[str, Any]:
        """Other words for a line of the section's own, by its `path`; without `text` it goes."""
        section, path = request["section"], request["path"]
        spot = next((own["where"] for own in overview.own(self.work, section) if own["path"] == path), "")
        if request.get("text"):
            self.work = decisions.change(self.work, section, tuple(path), request["text"])
        else:
            self.work = decisions.drop(self.work, section, tuple(path))
        return self._own(section, spot)

    def _own(self, section: str, spot: str) -> dict[str, Any]:
        """What only the section says, and the lines beside what was changed there."""
        silences = {spot, spot.partition("/")[0]} - {""}
        return {
            "own": overview.own(self.work, section),
            "lines": overview.of_topics(self.work, silences),
        }

    def section(self, request: Raw) -> dict[str, Any]:
        """A section, new or with another heading: `section` and `title`."""
        self.work = decisions.add_section(self.work, request["section"], request["title"])
        return {}

    def read(self, request: Raw) -> dict[str, Any]:
        """That a person held every line against the `section` on a `day`; an empty day takes it back."""
        self.work = decisions.read(self.work, request["section"], request["day"])
        return {}

    def describe(self, request: Raw) -> dict[str, Any]:
        """What the file says of the policy: `field` (dated, review) and its `value`."""
        self.work = decisions.describe(self.work, request["field"], request["value"])
        return {}

    def faults(self, _: Raw) -> dict[str, Any]:
        """What is wrong, and where nothing is, what staff will lack all the same."""
        found = [pointing.for_page(self.work, fault) for fault in faults(self.work)]
        return {"faults": found, "lacks": [] if self.of_policy or found else lacking(self.work)}

    def preview(self, request: Raw) -> dict[str, Any]:
        """What staff read of `ref` (a line, a slot or a place): the outcomes that show it, and one as HTML.

        `place` is the number of the one that is wanted; where none shows it, it is drawn as on a page. With
        `draft`, words that are still being typed are shown as if they were kept. `look`: words to find there.
        """
        now = datetime.fromisoformat(request["now"])
        work = self._drafted(request.get("draft"))
        return preview.shown(work, request["ref"], request.get("place", 0), now)

    def _drafted(self, draft: Raw | None) -> Work:
        """The work with half-typed words in it; as it is, where they are no whole decision yet."""
        try:
            match draft:
                case {"question": question, "given": given}:
                    return questions.answer(self.work, question, given)
                case {"section": section, "ref": ref, "words": words}:
                    return decisions.reword(self.work, section, ref, words)
        except (DecisionError, EditError, DataError):
            pass
        return self.work

    def left(self, request: Raw) -> dict[str, Any]:
        """What is still to be done, by name, and what staff read meanwhile: here, or in one `school`."""
        school = request.get("school")
        if not school:
            return left(self.work, self._refs())
        texts = {name: self.work.texts.get(name, self.their_texts[name]) for name in self.schools[school]}
        theirs = begin(self.data, school, texts, self.work.policy)
        return left(replace(theirs, learned=tuple(self.learned)))

    def save(self, request: Raw) -> dict[str, Any]:
        """The work as the text of a file; `final` refuses while there is a fault, or nothing to hand over."""
        if request.get("final"):
            if self.work.texts == self.began:
                raise DecisionError(NOTHING)
            if found := faults(self.work):
                told = "\n".join(
                    f"{told['where']}: {told['message']}"
                    for told in (pointing.for_page(self.work, fault) for fault in found[:10])
                )
                raise DecisionError(f"Put this right first:\n{told}")
        parcel = Parcel(self.setting, self.work.policy, self.work.texts, self.began, self.texts, new=self.new)
        return {"text": packed(parcel), "name": file_name(self.of_policy or self.setting)}

    def saved(self, _: Raw) -> dict[str, Any]:
        """The page has put the work away as it is."""
        self.kept = self._state()
        return {}

    def load(self, request: Raw) -> dict[str, Any]:
        """The work that a saved file holds in the place of this one; `left` tells what of it could not be."""
        parcel = self._parcel(request)
        self.work, left = answers.applied(self._begin(parcel.files, parcel.policy), parcel.asked)
        self.began = {**self.began, **parcel.began}
        self.last = self.texts = parcel.texts
        self.kept = self._state()
        return {"left": left}

    def _parcel(self, request: Raw) -> Parcel:
        parcel = unpacked(request["text"], request["name"])
        if parcel.setting != self.setting:
            raise DecisionError(
                f"This file is of '{parcel.setting}', and this desk of '{self.setting}'. Open it at its own."
            )
        if self.of_policy and parcel.policy != self.of_policy:
            raise DecisionError(
                f"This file is of the policy '{parcel.policy}', and this desk of '{self.of_policy}'. "
                "Open it at its own."
            )
        return parcel

    def together(self, request: Raw) -> dict[str, Any]:
        """Another person's file put together with this work: what clashes, and what was `left` out."""
        parcel = self._parcel(request)
        theirs, left = answers.applied(self._begin(parcel.files, parcel.policy), parcel.asked)
        self.work, self.clashes = merge.merge(parcel.began, self.work, theirs.texts)
        return {
            "clashes": [
                {"what": clash.what, "mine": clash.mine, "theirs": clash.theirs} for clash in self.clashes
            ],
            "left": left,
        }

    def settle(self, request: Raw) -> dict[str, Any]:
        """The other person's side of the clash `number` taken."""
        self.work = merge.settle(self.work, self.clashes[request["number"]])
        return {}

    def review(self, request: Raw) -> dict[str, Any]:
        """What the yearly review has to go through on the day `today`.

        Where a policy's text was opened since the saved work was, the two texts are held against each other.
        """
        now = self.texts if self.texts is not self.last else {}
        return review(self.work, date.fromisoformat(request["today"]), self.last, now)

    def claims(self, _: Raw) -> dict[str, Any]:
        """All decisions as a spreadsheet."""
        return {"text": claims.to_csv(self.work), "name": f"{self.setting}-claims.csv"}

    def take_claims(self, request: Raw) -> dict[str, Any]:
        """The decisions of a spreadsheet taken."""
        self.work = claims.from_csv(self.work, request["text"], request["name"])
        return {}

    def undo(self, _: Raw) -> dict[str, Any]:
        """The last step taken back."""
        if self.past:
            (self.work, self.texts), self.past = self.past[-1], self.past[:-1]
        return {}


# What the page may ask for: every method with a plain name but the one that answers.
ACTIONS: Mapping[str, Callable[[Host, Raw], dict[str, Any]]] = {
    name: method
    for name, method in vars(Host).items()
    if not name.startswith("_") and name != Host.answer.__name__
}


def data_of(contents: Raw, root: Path) -> Data:
    """The data as it was handed over; kinds of which nothing was are there, and empty."""
    whole = together(contents["shared"], contents["own"], root)
    files = {kind: whole.files.get(kind, YamlFile(name, {}, {})) for kind, name in FILES.items()}
    entries = {kind: whole.entries.get(kind, {}) for kind in FOLDERS}
    return Data(root, files, entries)
