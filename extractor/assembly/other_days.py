"""Days that are none of a launch: of datelines ("SEOUL, June 21 (UPI) -- "), reports, other zones, counts, the past."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from extractor.assembly.days import moved
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date
from extractor.reading import Sentence

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


_OTHER_ZONE = re.compile(r"\b(?:GMT|UTC|EDT|EST|ET)[ ,]*$")


def is_other_zone(flat: str, date: Date) -> bool:
    """Whether a day is that of the same hour in another zone: "at 1:47 a.m. (5:47 p.m. Thursday GMT)"."""
    if _OTHER_ZONE.search(flat, max(0, date.start - 8), date.start):
        return True
    zone = _ZONE.match(flat, date.end) or _ZONE.search(date.text)
    return zone is not None and _SAME_HOUR.search(flat, max(0, date.start - 30), date.start) is not None


_ORDINAL = r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest|only) "
_NTH = re.compile(rf"{_ORDINAL}(?:[\w-]+ ){{0,3}}(?:attack|assault|strike|raid|barrage|bombardment)\b[^,;.]{{0,40}}$")
_NTH_TIME = re.compile(rf"{_ORDINAL}(?:time|such (?:[\w-]+ ){{0,2}}(?:launch|test|firing)) $")
_NTH_OF = re.compile(
    r"\b[Tt]h(?:is|at) (?:is|was|marks|marked) the (?:second|third|[a-z]+th|\d+(?:st|nd|rd|th)) time [^,;.]*$|"
    rf"{_ORDINAL}(?:[\w-]+ ){{0,4}}(?:launch|test|firing|missile|weapons test|attack|strike|one)(?:es|s)? "
    r"(?:(?:in|of|so far in|so far) )?$"
)


def counts_launches(view: View, before: str, date: Date) -> bool:
    """Whether a year is the running one in which launches are counted: "the first launch in 2025", read in 2025."""
    published = view.reading.published
    running = date.text.lower() in ("this month", "this week", "this year")
    if running and (_NTH.search(before) or _NTH_TIME.search(before)):
        return True
    return published is not None and date.iso == str(published.year) and _NTH_OF.search(before) is not None


# "Struck a mosque of the group outlawed in 2002", "fired a missile first shown in 2019"
_OWN_PAST = Pattern(
    r"\b(?:<own_past>)(?: (?:by|for|under|with|to|at) [^,;.]{2,50}?)?(?: (?:back|early|late|mid))* (?:in|on|since) $"
)


def is_of_own_past(knowledge: Knowledge, before: str) -> bool:
    """Whether a day is that of what a place, a group or a weapon went through before."""
    return _OWN_PAST(knowledge).search(before) is not None


SAID_THEN = Pattern(r"\b(?:<said_then>)(?: (?:late|early|on|earlier|in an? \w+|in \w+))* ?$")


def reported_on(view: View, sentence: Sentence) -> Date | None:
    """The day on which the sentence was said: "the army said on Friday that it had shot down a missile"."""
    flat, says = view.reading.flat, SAID_THEN(view.knowledge)
    for day in view.of(Date, sentence):
        if len(day.iso or "") == len("2017-07-04") and not flat.startswith("'s", day.end):
            before = flat[sentence.start : day.start]
            said = _SAID_AT_ONCE.match(flat, day.end) or (_OPENS.search(before) and _WHO_SAID.match(flat, day.end))
            if says.search(before[-30:]) or said:
                return day
    return None


_OPENS = re.compile(r"^\W*(?:(?:Earlier|Also|Later|Previously|Late|Early)?,? ?[Oo]n |Earlier |Late |Early )?$")
_SAID_AT_ONCE = re.compile(r" (?:said|announced|reported|confirmed|claimed|stated|warned|vowed|condemned)\b")
_WHO_SAID = re.compile(
    r",? (?:[Tt]he |[Ii]ts |an? )?\w[\w.' -]{1,40}? (?:said|announced|reported|confirmed|claimed|stated)\b"
)


_YEARS = re.compile(r"\+(\d{1,2})y")
FRAME = 2  # sentences back to the day on which the speaker of this one spoke


def before_the_frame(view: View, sentence: Sentence, offset: Date) -> Date | None:
    """The day of a launch that something of a told day came after: "said on Tuesday, a day after it fired a missile".

    None where the words do not count from such a day.
    """
    if not offset.text.endswith("after") or offset.relative is None:
        return None
    others = [d for d in view.of(Date, sentence) if d is not offset]
    years = [d.iso for d in others if len(d.iso or "") == len("2017") and d.end <= offset.start]
    steps = _YEARS.fullmatch(offset.relative)
    if steps and len(years) == 1 and years[0]:  # "in 2003, five years after it fired a missile"
        return replace(offset, iso=str(int(years[0]) - int(steps[1])), relative=None)
    days = [d for d in others if len(d.iso or "") == len("2017-07-04")]
    earlier = view.reading.sentences[max(0, sentence.index - FRAME) : sentence.index]
    frame = days or [d for s in reversed(earlier) if (d := reported_on(view, s))]
    day = moved(frame[0].iso or "", offset.relative, back=True) if len(days) <= 1 and frame else None
    return replace(offset, iso=day, relative=None) if day else None
