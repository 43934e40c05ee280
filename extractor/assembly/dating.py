"""Dating: the day of a launch of which the text tells none, from what is told around it.

The launch that opens the news is of the day of its report; another may be told in one breath with a dated deed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractor.assembly import slots
from extractor.assembly.brief import is_brief
from extractor.assembly.days import comes_after, moved, settle
from extractor.assembly.draft import Draft
from extractor.assembly.other_days import SAID_THEN, reported_on
from extractor.assembly.timing import is_adverb
from extractor.assembly.view import View
from extractor.model.mention import Date
from extractor.model.record import Evidence, Found, When
from extractor.reading import Sentence


def day_of(view: View, draft: Draft, words: Evidence, *, is_lead: bool) -> Found[When] | None:
    """The day of a launch: the one told, or that of the words around it; of a launch to come the window set for it."""
    told = slots.when(view, draft)
    states = {s.state for s in draft.statements if s.telling}
    if states == {"planned"}:
        return _to_come(view, draft, told)
    return told or (_day_of_lead(view, draft, words) if is_lead else _told_beside(view, draft))


def _to_come(view: View, draft: Draft, told: Found[When] | None) -> Found[When] | None:
    """The day or window of an announced launch: not the one of its announcement, "said on Monday"."""
    published = view.reading.published
    if told is not None and comes_after(draft.iso, published):
        return told
    return _window(view) or (told if published and draft.iso == published.isoformat() else None)


_OF_A_WINDOW = re.compile(r"\b(?:window|windows|period|time ?frame|danger zones?|no-fly zone|closures?)\b")
_TO = re.compile(
    r"(?:[^;]{0,60}?\b(?:and|to|until|till|through)\b[^;]{0,12}? "
    r"(?:(?:ends?|closes?|runs?|lasts?|expires?)\b[^;]{0,40})?| ?[-–] ?)"
)


def _window(view: View) -> Found[When] | None:
    """ "The window opens on Wednesday and ends on June 8": the first window that the article gives."""
    for sentence in view.reading.sentences:
        days = view.of(Date, sentence)
        first = next((d for d in days if _is_day_to_come(view, settle(d))), None)
        if first is None or not _OF_A_WINDOW.search(view.flat(sentence)):
            continue
        opens = settle(first) or ""
        last = next((d for d in days if d.start > first.end), None)
        closes = _after(opens, settle(last) or "") if last else ""
        if last is None or not closes or not _TO.fullmatch(view.reading.flat, first.end, last.start):
            return slots.of_day(view, first, opens)
        value = slots.of_day(view, first, f"{opens}/{closes}").value
        return slots.found(view, value, [first, last])
    return None


def _after(opens: str, closes: str) -> str:
    """The day on which a window closes, in the year in which it opens: alone "June 8" may be of last year."""
    if len(opens) != len("2023-05-31") or len(closes) != len(opens):
        return ""
    closes = max(closes, opens[:4] + closes[4:])
    return closes if closes > opens else ""


def _is_day_to_come(view: View, iso: str | None) -> bool:
    whole = iso is not None and len(iso.partition("/")[0]) == len("2023-05-31")
    return whole and comes_after(iso, view.reading.published)


_GOES_ON = re.compile(r"\W*(?:It|Its|They|Their|He|She|That)\b")


def _day_of_lead(view: View, draft: Draft, words: Evidence) -> Found[When] | None:
    """The day of a launch told without one: that of the sentence it goes on from, else that of the report.

    Where the text says that the exact day is unknown, it is the month that it gives.

    "North Korea resumed testing on Monday. Its forces fired ..." was on Monday.
    """
    sentence = min(draft.statements, key=lambda s: s.start).sentence
    if sentence.index and _GOES_ON.match(view.reading.flat, sentence.start, sentence.end):
        before = view.of(Date, view.reading.sentences[sentence.index - 1])
        days = [d for d in before if d.iso and len(d.iso) == len("2017-07-04") and d.relative is None]
        if len(before) == 1 and days:
            draft = replace(draft, when=days[0], iso=days[0].iso)
            return slots.when(view, draft)
    return _of_unknown_day(view) or _of_report(view, draft, words)


_AND_LAUNCHED = re.compile(r",? and (?:[\w-]+ ){0,5}$")


def _told_beside(view: View, draft: Draft) -> Found[When] | None:
    """The year of a launch told in one breath with a dated deed: "a nuclear test in January and launched a rocket".

    Of a weekday it is the day: "the North fired a missile on Monday and the South launched one in response".

    What was done "a month later" has that month.
    """
    for statement in (s for s in draft.statements if s.telling and s.trigger is not None):
        start = statement.start
        for day in reversed(view.of(Date, statement.sentence)):
            iso = settle(day) or ""
            if day.relative and iso and not view.reading.flat[day.end : start].strip():
                return slots.of_day(view, day, iso)
            if (
                len(iso) >= len("2016")
                and "/" not in iso
                and _AND_LAUNCHED.fullmatch(view.reading.flat, day.end, start)
            ):
                return slots.of_day(view, day, iso if day.weekday else iso[:4])
    return None


_UNKNOWN_DAY = re.compile(r"\bexact (?:day|date)\b[^.]{0,60}?\b(?:unknown|unclear|uncertain|not known|not been)\b")


def _of_unknown_day(view: View) -> Found[When] | None:
    for sentence in view.reading.sentences:
        if _UNKNOWN_DAY.search(view.flat(sentence)):
            months = [d for d in view.of(Date, sentence) if len(settle(d) or "") == len("1990-05")]
            if months:
                return slots.of_day(view, months[0], settle(months[0]))
    return None


# "22 days after he was sworn in", "a week before the vote was held": counted from what is no launch
_AFTER_A_DEED = re.compile(
    r" (?:after |before )?(?!launch|fir|test)[^,;.]{2,60}? (?:was|were|had|took) (?!launch|fir|test)\w+"
)
_RECENTLY = re.compile(r"\brecently (?:[\w-]+ ){0,4}\Z")
MAX_REPORTED = timedelta(days=6)  # how old the day of a first report can be


def _of_report(view: View, draft: Draft, words: Evidence) -> Found[When] | None:
    """A launch of no told day is of the day of its first report ("it said on Thursday"), else of the paper's."""
    published = view.reading.published
    if published is None:
        return None
    first = min(draft.statements, key=lambda s: s.start)
    lead, pointed = first.sentence, first.trigger is not None and first.trigger.form == "back"
    if _RECENTLY.search(view.reading.flat, lead.start, first.start):
        return None
    if any(_AFTER_A_DEED.match(view.reading.flat, d.end, lead.end) for d in view.of(Date, lead) if d.iso is None):
        return None
    day = _day_said(view, lead, published, pointed=pointed)
    if day is not None:
        return slots.of_day(view, day, settle(day) or "")
    value = When(iso=published.isoformat(), text=words.text, weekday=None, time_of_day=None, resolved_from="published")
    return Found(value=value, attributed_to=None, evidence=(words,), confidence=slots.UNRATED)


def _day_said(view: View, sentence: Sentence, published: date, *, pointed: bool = False) -> Date | None:
    """The weekday on which a sentence was said; of a launch that it only points to, any weekday of it."""
    report = reported_on(view, sentence)  # "on Tuesday Seoul said"; behind other verbs than of saying it is nothing
    for day in view.of(Date, sentence):
        iso = settle(day) or ""
        before = view.reading.flat[sentence.start : day.start]
        opens = day is report and not SAID_THEN(view.knowledge).search(before)
        said = pointed or opens or _SAID.search(before)
        if day.weekday is None or len(iso) != len("2017-07-04") or not said:
            continue
        if timedelta(0) <= published - date.fromisoformat(iso) <= MAX_REPORTED:
            return day
    return None


_SAID = re.compile(
    r"\b(?:said|says|reported|announced|confirmed|claimed|stated|"
    r"told (?:reporters|journalists|a briefing|lawmakers))(?: \w+)?(?: "
    r"in (?:an? |its )?(?:[\w-]+ ){1,4}?)? ?"
    r"(?:late |early )?(?:on )?$"
)


def resolve_relative(view: View, drafts: list[Draft]) -> None:
    """Launches told by their distance from another: "two days after North Korea fired two projectiles"."""
    undated = bool(drafts) and drafts[0].when is None and drafts[0].statements[0].sentence.index == 0
    anchor = None if undated else next((d.iso for d in drafts if d.iso and len(d.iso) == 10), None)
    published = view.reading.published
    if anchor is None and published is not None and drafts and drafts[0].when is None:
        untold = next((d for d in drafts if all(s.offset is None for s in d.statements)), drafts[0])
        report = _day_said(view, untold.statements[0].sentence, published)
        anchor = (report and settle(report)) or published.isoformat()
    for number, draft in enumerate(drafts):
        offset = next((s.offset for s in draft.statements if s.offset is not None), None)
        if offset is None or draft.iso is not None:
            continue
        draft.when = offset
        counted_from = re.search(r"(?:after|before)$", offset.text) is not None and not is_adverb(view, offset)
        base = anchor if counted_from or number == 0 else drafts[number - 1].iso
        if base is None and offset.relative is not None and (offset.relative.startswith(("-", "+0")) or is_brief(view)):
            base = anchor  # "two days earlier", after a launch of the day of its report
        if base is not None and offset.relative is not None:
            draft.iso = moved(base, offset.relative, back=counted_from)
    for number, draft in enumerate(drafts[1:], 1):
        day = _same_day(view, draft)
        base = drafts[number - 1].iso or anchor
        if day is not None and base is not None and draft.when is None:
            draft.when, draft.iso = day, base


def _same_day(view: View, draft: Draft) -> Date | None:
    """The words that put a launch on the day of the one told before: "on the same day the South tested its own"."""
    told = [s for s in draft.statements if s.telling]
    days = [d for s in told for d in view.of(Date, s.sentence) if d.relative == "+0d" and d.iso is None]
    return days[0] if days else None
