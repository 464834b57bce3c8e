"""What the desk's page calls: JSON in, JSON out. It keeps the work on the desk, and each step before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from handbook.datafiles.data import FILES, FOLDERS, Data
from handbook.datafiles.yamlfile import YamlFile
from handbook.desk import answers, claims, decisions, merge, overview, policytext, preview, questions
from handbook.desk.decisions import DecisionError
from handbook.desk.edits import EditError
from handbook.desk.faults import faults
from handbook.desk.parcel import Parcel, packed, unpacked
from handbook.desk.policytext import Passages
from handbook.desk.review import review
from handbook.desk.work import Work, begin
from handbook.problems import DataError
from handbook.sites.handover import Part, together

Raw = Mapping[str, Any]
STEPS_BACK = 200
ALL = 100  # parts of a hundred


class Host:
    """One desk. `bundle` is what `handbook.desk.folder` made for it, `root` where the schemas lie."""

    def __init__(self, bundle: str, root: str) -> None:
        held = json.loads(bundle)
        self.data = _data(held["shared"], held["own"], Path(root))
        self.learned: list[Raw] = held["learned"]
        self.setting: str = held["setting"]
        self.began: dict[str, str] = held["files"]
        # The policy's text by section, as it was when the work was saved last, and as it is.
        self.last: Mapping[str, str] = {}
        self.texts: Mapping[str, str] = {}
        self.passages: Passages | None = None
        self.clashes: list[merge.Clash] = []
        self.past: list[tuple[Work, Mapping[str, str]]] = []
        self.work = self._begin(self.began)
        self.kept = self._state()

    def answer(self, request_json: str) -> str:
        """The answer to a request: `do` names one of the ways below, the rest is what it needs.

        Where it cannot be done the answer holds `error`, in words for the person at the desk, and nothing has
        changed.
        """
        request = json.loads(request_json)
        before = (self.work, self.texts)
        try:
            told = _DOES[request["do"]](self, request)
        except DataError as error:
            told = {"error": "\n".join(map(str, error.problems[:20]))}
        except (DecisionError, EditError) as error:
            told = {"error": str(error)}
        changed = self.work is not before[0] or self.texts is not before[1]
        if "error" not in told and changed and request["do"] != "undo":
            self.past = [*self.past[-STEPS_BACK:], before]
        return json.dumps(told)

    def _begin(self, files: Mapping[str, str], policy: str = "") -> Work:
        return replace(begin(self.data, self.setting, files, policy), learned=tuple(self.learned))

    def _state(self) -> tuple[str, Mapping[str, str]]:
        """What there is to save."""
        return overview.fingerprint(self.work), self.texts

    def overview(self, _: Raw) -> dict[str, Any]:
        """Where one is: names, progress, sections, whether anything is unsaved or can be undone."""
        work = self.work
        return {
            "setting": work.entry["name"],
            "policy": work.said["title"],
            "policies": {name: work.data.each("policy")[name]["title"] for name in self._open_policies()},
            "policy_id": work.policy,
            "dates": {field: str(work.said.get(field, "")) for field in ("dated", "review")},
            "progress": overview.progress(work),
            "sections": overview.sections(work),
            "unsaved": self._state() != self.kept,
            "undo": bool(self.past),
            "texts": bool(self.texts),
            "looking": self._looking(),
            "slots": self._slots(),
            "anchors": work.base.one("slots")["anchors"],
        }

    def _open_policies(self) -> list[str]:
        return [one for one in self.work.entry["policies"] if f"policies/{one}.yml" in self.work.documents]

    def _slots(self) -> dict[str, str]:
        slots = self.work.base.one("slots")
        return {
            f"{kind[:-1]}.{name}": about["title"]
            for kind in ("rules", "clocks")
            for name, about in slots[kind].items()
        }

    def questions(self, _: Raw) -> dict[str, Any]:
        """The first hour's questions."""
        return {"questions": questions.questions(self.work)}

    def reply(self, request: Raw) -> dict[str, Any]:
        """A question answered: `question` and `given`."""
        self.work = questions.answer(self.work, request["question"], request["given"])
        asked = questions.questions(self.work)
        return {"question": next(one for one in asked if one["id"] == request["question"])}

    def lines(self, request: Raw) -> dict[str, Any]:
        """The lines of a `section` and what only it says; with `words`, the lines that hold them."""
        if request.get("words"):
            return {"lines": overview.search(self.work, request["words"]), "own": []}
        section = request["section"]
        passages = self._found().of(section) if self.texts and not self._looking() else {}
        known = overview.states(self.work)
        proposed = [
            {**overview.described(self.work, self.work.lines[ref], known), "passage": passage}
            for ref, passage in passages.items()
            if ref in self.work.lines
        ]
        rest = [one for one in overview.lines_of(self.work, section) if one["ref"] not in passages]
        return {
            "lines": [*proposed, *rest],
            "own": overview.own(self.work, section),
            "text": self.texts.get(section, ""),
        }

    def _looking(self) -> bool:
        """Whether passages are still to be looked for; asking for it starts nothing."""
        here = self.passages is not None and self.passages.texts is self.texts
        return bool(self.texts) and not (here and self.passages and self.passages.done == ALL)

    def _found(self) -> Passages:
        """The passages of the policy's text that is open: looked for anew where it is another one."""
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
                work = decisions.speak(work, line.silence) if line else work
        self.work = work
        return {"line": overview.described(work, work.lines[ref], overview.states(work))}

    def own(self, request: Raw) -> dict[str, Any]:
        """A line of the section's own: `text`, and `slot`, a limit's `within` and `from`; or `at` a page."""
        section, text = request["section"], request["text"]
        if not text.strip():
            raise DecisionError("Write what your policy says.")
        slot = request.get("slot", "")
        if slot.startswith("clock."):
            limit = {"say": text, "within": request["within"], "from": request["from"]}
            self.work = decisions.add_fill(self.work, section, slot, limit)
        elif slot:
            self.work = decisions.add_fill(self.work, section, slot, {"text": text})
        else:
            self.work = decisions.add_own(self.work, section, {"at": request["at"], "text": text})
        return self.lines(request)

    def change(self, request: Raw) -> dict[str, Any]:
        """Other words for a line of the section's own, by its `way`; without `text` it goes."""
        section, way = request["section"], tuple(request["way"])
        if request.get("text"):
            self.work = decisions.change(self.work, section, way, request["text"])
        else:
            self.work = decisions.drop(self.work, section, way)
        return self.lines(request)

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
        """What is wrong, in the words of the check."""
        return {
            "faults": [
                {"file": one.file, "key": list(one.key), "line": one.line, "message": one.message}
                for one in faults(self.work)
            ]
        }

    def preview(self, request: Raw) -> dict[str, Any]:
        """What staff read: of `ref` (a line or slot) the outcomes that show it, and one of them as HTML.

        `place` is the number of the one that is wanted; where none shows it, it is drawn as on a page.
        """
        ref = request["ref"]
        shown = ref.split("/")[0] if ref.startswith(("rule.", "clock.", "contact.")) else ref
        places = preview.places_of(self.work.data, shown)
        if not places:
            return {"places": [], "html": preview.page(self.work, ref) if ref in self.work.lines else ""}
        at = places[min(request.get("place", 0), len(places) - 1)]
        now = datetime.fromisoformat(request["now"])
        html = preview.outcome(self.work, at.flow, at.outcome, now)
        return {"places": [one.title for one in places[:40]], "html": html}

    def save(self, request: Raw) -> dict[str, Any]:
        """The work as the text of a file; `final` refuses while there is a fault."""
        if request.get("final") and (found := faults(self.work)):
            told = "\n".join(one.message for one in found[:10])
            raise DecisionError(f"Put this right first:\n{told}")
        parcel = Parcel(self.setting, self.work.policy, self.work.texts, self.began, self.texts)
        return {"text": packed(parcel), "name": f"{self.setting}-desk.json"}

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
        return parcel

    def together(self, request: Raw) -> dict[str, Any]:
        """Another person's file put together with this work: what clashes, and what was `left` out."""
        parcel = self._parcel(request)
        theirs, left = answers.applied(self._begin(parcel.files, parcel.policy), parcel.asked)
        self.work, self.clashes = merge.merge(parcel.began, self.work, theirs.texts)
        return {
            "clashes": [{"what": one.what, "mine": one.mine, "theirs": one.theirs} for one in self.clashes],
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
        return {"text": claims.written(self.work), "name": f"{self.setting}-claims.csv"}

    def take_claims(self, request: Raw) -> dict[str, Any]:
        """The decisions of a spreadsheet taken."""
        self.work = claims.taken(self.work, request["text"], request["name"])
        return {}

    def undo(self, _: Raw) -> dict[str, Any]:
        """The last step taken back."""
        if self.past:
            (self.work, self.texts), self.past = self.past[-1], self.past[:-1]
        return {}


_DOES: Mapping[str, Callable[[Host, Raw], dict[str, Any]]] = {
    way.__name__: way
    for way in (
        Host.overview,
        Host.questions,
        Host.reply,
        Host.lines,
        Host.decide,
        Host.own,
        Host.change,
        Host.section,
        Host.read,
        Host.describe,
        Host.faults,
        Host.preview,
        Host.save,
        Host.saved,
        Host.load,
        Host.together,
        Host.settle,
        Host.review,
        Host.policy,
        Host.look,
        Host.claims,
        Host.take_claims,
        Host.undo,
    )
}


def _data(shared: Part, own: Part, root: Path) -> Data:
    """The data as it was handed over; kinds of which nothing was are there, and empty."""
    whole = together(shared, own, root)
    files = {kind: whole.files.get(kind, YamlFile(name, {}, {})) for kind, name in FILES.items()}
    entries = {kind: whole.entries.get(kind, {}) for kind in FOLDERS}
    return Data(root, files, entries)


def bundle(data: Data, setting: str, files: Mapping[str, str], shared: Part, own: Part) -> str:
    """What a desk is made of, as the text that `Host` takes.

    Of what it never shows (practice, how staff say it) nothing goes along; of other policies only which
    headings say which lines.
    """
    unused: Sequence[str] = ("utterances",)
    entries = {kind: held for kind, held in shared["entries"].items() if kind not in unused}
    kept = {kind: held for kind, held in own["entries"].items() if kind != "scenarios"}
    listed = set(data.each("setting")[setting]["policies"])
    learned = [
        {
            "sections": {
                name: {"title": one["title"], "says": [*one.get("says", ()), *one.get("versions", {})]}
                for name, one in policy["sections"].items()
            }
        }
        for policy_id, policy in data.each("policy").items()
        if policy_id not in listed
    ]
    made = {
        "setting": setting,
        "files": dict(files),
        "shared": {"files": shared["files"], "entries": entries},
        "own": {"entries": kept},
        "learned": learned,
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
