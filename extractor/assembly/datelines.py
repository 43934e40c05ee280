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


# The same hour elsewhere: "at 1:47 a.m. (5:47 p.m. Thursday GMT)", "at 3:32 a.m., or 2:32 p.m. Tuesday EDT"
_SAME_HOUR = re.compile(r"(?:\(|, or )(?:at )?(?:\d{1,2}(?:[:.]?\d\d)? ?(?:[ap]\.?m\.?)? ?)?(?:on )?$")
_ZONE = re.compile(r",? (?:GMT|UTC|EDT|EST|ET|PDT|PST|PT|KST|JST|Eastern)\b")


def is_other_zone(flat: str, date: Date) -> bool:
    """Whether a day is that of the same hour in another zone: "at 1:47 a.m. (5:47 p.m. Thursday GMT)"."""
    zone = _ZONE.match(flat, date.end) or _ZONE.search(date.text)
    return zone is not None and _SAME_HOUR.search(flat, max(0, date.start - 30), date.start) is not None
