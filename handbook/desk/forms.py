"""The first hour for a browser that cannot run the desk's Python: its questions, made with the desk."""

from __future__ import annotations

import json

from handbook.desk.parcel import Parcel, file_name, packed
from handbook.desk.questions import EACH_SCHOOLS, LACKS, questions
from handbook.desk.work import Work


def contents(work: Work, *, of_policy: bool = False) -> str:
    """What the forms show and what they save, as JSON.

    `file` is a file of the desk in which nothing has been answered yet: the forms put the answers into it. At
    the desk `of_policy` that several settings share, what each of them answers for itself is not asked.
    """
    asked = [
        question for question in questions(work) if not of_policy or question["kind"] not in EACH_SCHOOLS
    ]
    sections = [{"id": name, "title": section["title"]} for name, section in work.said["sections"].items()]
    return json.dumps(
        {
            "name": work.entry["name"],
            "of_policy": of_policy,
            "save_as": file_name(work.policy if of_policy else work.setting),
            "policy": work.said["title"],
            "questions": asked,
            "sections": sections,
            "anchors": work.base.one("slots")["anchors"],
            "lacks": LACKS,
            "file": json.loads(packed(Parcel(work.setting, work.policy, work.texts, work.texts, {}))),
        },
        sort_keys=True,
    )
