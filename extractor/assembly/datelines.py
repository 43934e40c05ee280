"""Datelines: the days on which reports were sent, which are none of a launch: "SEOUL, June 21 (UPI) -- "."""

from __future__ import annotations

import datetime as dt
import re

from extractor.assembly.view import View
from extractor.model.mention import Date

_DATELINE_END = 60  # characters into the text
_DATELINE = re.compile(r",? (?:\([A-Z][\w. ]{1,30}\) )?(?:--|–|-) ")


_IN_CAPITALS = re.compile(r"[A-Z][A-Z .'-]{2,30}, ")  # the town of a dateline, below a caption: "SEOUL, June 21 (UPI)"
_DATELINE_DAYS = 3  # the most that a dateline lies before its publication; the entry of a chronology lies anywhere


def is_dateline(view: View, date: Date) -> bool:
    """Whether a day is that of a dateline, at the beginning of the text or below a caption."""
    begin = view.reading.sentence_at(date.start).start
    opens = date.start < _DATELINE_END or _IN_CAPITALS.fullmatch(view.reading.flat, begin, date.start)
    if not opens or not _DATELINE.match(view.reading.flat, date.end):
        return False
    published = view.reading.published
    if published is None or date.iso is None or len(date.iso) != len("2017-07-04"):
        return True
    return abs((published - dt.date.fromisoformat(date.iso)).days) <= _DATELINE_DAYS
