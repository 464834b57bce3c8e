"""That a policy says nothing of a thing is said of the whole topic, and only where no section speaks of it."""

from __future__ import annotations

import json

import pytest

from handbook.checks import checked
from handbook.desk import bundle, decisions, overview
from handbook.desk.decisions import DecisionError
from handbook.desk.host import Host
from handbook.desk.work import Work
from tests.support.tinydata import TinyData
from tests.unit.desk.test_decisions import LIBRARY, LINE
from tests.unit.desk.test_host import ask


def shown(work: Work, ref: str) -> dict[str, object]:
    """What the page is told of a line."""
    return overview.described(work, work.lines[ref])


def test_a_line_tells_of_what_its_policy_would_be_silent_and_how_many_lines_that_is(elm: Work) -> None:
    heard = decisions.clear_silence(elm, "rule.record")
    assert shown(heard, LINE)["topic"] == {
        "title": "Writing it down",
        "lines": 2,
        "section": "",
    }
    assert shown(heard, "law.children-act")["topic"] is None, "of a single law nobody can say it"


def test_a_section_that_speaks_of_it_is_named_whichever_line_it_says(elm: Work) -> None:
    spoken = decisions.tick(elm, "5", LIBRARY)
    assert shown(spoken, LINE)["topic"] == {"title": "Writing it down", "lines": 2, "section": "5"}
    denied = decisions.deny(elm, "5", LIBRARY)
    assert shown(denied, LINE)["topic"] == {"title": "Writing it down", "lines": 2, "section": "5"}


def test_words_of_its_own_on_a_page_speak_of_it_too(elm: Work) -> None:
    silent = decisions.silence(elm, "harm.bullying")
    own = decisions.add_own(silent, "5", {"at": "harm.bullying/do", "text": "Tell the class teacher."})
    assert "harm.bullying" not in decisions.silences(own)
    with pytest.raises(DecisionError, match="Tell the class teacher"):
        decisions.silence(own, "harm.bullying")


def test_all_lines_of_the_topic_come_back_as_they_are_now(tiny: TinyData) -> None:
    host = Host(json.loads(bundle.of_setting(checked(tiny.root), "elm")), str(tiny.root))
    ask(host, "decide", section="5", ref=LINE, state="undecided")
    told = ask(host, "decide", section="5", ref=LINE, state="silent")["lines"]
    assert {line["ref"]: line["state"] for line in told} == {LINE: "silent", LIBRARY: "silent"}
    told = ask(host, "decide", section="5", ref=LIBRARY, state="says")["lines"]
    assert {line["ref"]: line["state"] for line in told} == {LINE: "undecided", LIBRARY: "says"}
    alone = ask(host, "decide", section="5", ref="law.children-act", state="says")["lines"]
    assert [line["ref"] for line in alone] == ["law.children-act"]
