"""Briefs: a text of one paragraph tells of the launch of the day it is dated; other days in it are of other launches.

An entry of an incident database, of a daily tracker: "North Korea fired two missiles from Kusong. They looked like
those of May 4." News in several paragraphs may come to the day of its launch late; a brief that tells none means its
own.
"""

from __future__ import annotations

import re

from extractor.assembly.days import days_apart, relation
from extractor.assembly.draft import Draft
from extractor.assembly.retelling import is_definite
from extractor.assembly.statement import Statement
from extractor.assembly.view import View

SENTENCES = 12  # of the longest entry of an incident database
REPORTED = 2  # days within which a launch is told: state media of the day after, and another time zone
OPENS = 2  # sentences in which a brief tells what it is about


def is_brief(view: View) -> bool:
    """Whether a text is one short paragraph."""
    sentences = view.reading.sentences
    return 0 < len(sentences) <= SENTENCES and sentences[-1].paragraph == 0


def is_of_another(view: View, statement: Statement, draft: Draft, iso: str | None) -> bool:
    """Whether a day told in a brief is too far from its own to be that of its launch told without one."""
    published = view.reading.published
    if iso is None or published is None or not is_brief(view):
        return False
    first = draft.statements[0]
    if first.sentence.index >= OPENS or not first.telling or first.dates or first.reported or first.offset:
        return False
    if _is_subject(view, statement):
        return False
    own = published.isoformat()
    apart = days_apart(iso, own)
    return relation(own, iso) == "apart" if apart is None else apart > REPORTED


SUBJECT = 25  # characters before "launch" or its missile where it is the subject of its sentence: "The second "
_EARLIER = re.compile(r"\b(?:first|previously|last|earlier|already|initially|originally)\b")


def _is_subject(view: View, statement: Statement) -> bool:
    """ "The test was made on January 25", "The missiles were fired on Monday": of what was told it is the day."""
    trigger = statement.trigger
    if trigger is None or not statement.dates or statement.looks_back:
        return False
    day, begin = statement.dates[0].start, statement.sentence.start
    if day < trigger.end or _EARLIER.search(view.reading.flat, begin, day):
        return False
    if trigger.form == "back":
        return trigger.start - begin < SUBJECT
    return is_definite(view, statement) and trigger.weapon is not None and trigger.weapon.start - begin < SUBJECT
