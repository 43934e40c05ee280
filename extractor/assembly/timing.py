"""Timing: when a launch was, as its sentence tells it: its days one by one, its distance from another launch."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractor.assembly.days import comes_after, settle
from extractor.assembly.other_days import reported_on
from extractor.assembly.statement import Statement
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date
from extractor.reading import Sentence

_AGAIN = re.compile(r"[^.;]*\band (?:again|also|once more|twice more|another|one more|a (?:second|third))\b")


_JOINT = re.compile(r",? (?:and|as well as)(?: also| again| then| once more)?(?: (?:in|on|at))?(?: early| late)? ?")


_LAST_YEAR = re.compile(r"\blast year$")


def _of_year(day: Date, last: Date) -> Date:
    """A day without a year of its own in a list that ends with one: "on May 31 and August 24, 2023"."""
    year = re.search(r"\b(?:19|20)\d\d$", last.text) or re.match(
        r"\d{4}", (_LAST_YEAR.search(last.text) and last.iso) or ""
    )
    if year is None or day.iso is None or day.weekday is not None or re.search(r"\d{4}", day.text):
        return day
    return replace(day, iso=year.group() + day.iso[len("2023") :])


def _still_to_come(view: View, when: Date) -> Date:
    """The day of an announced launch: "in October" and "on Saturday" are the next, not the last."""
    published, iso = view.reading.published, when.iso or ""
    if published is None or when.relative is not None or not re.fullmatch(r"[\d-]{7,10}(?:/[\d-]{7,10})?", iso):
        return when
    last = iso.rpartition("/")[2]
    if last >= published.isoformat()[: len(last)] or re.search(r"\d{4}", when.text):
        return when
    if when.weekday is not None and "/" not in iso:
        return replace(when, iso=(date.fromisoformat(iso) + A_WEEK).isoformat())
    return replace(when, iso="/".join(f"{int(day[:4]) + 1}{day[4:]}" for day in iso.split("/")))


def to_come(view: View, told: list[Date]) -> list[Date]:
    """The days of an announced launch: its window, else days after publication, else the next of their name."""
    ahead = [d for d in told if comes_after(d.iso, view.reading.published)]
    return [d for d in ahead if "/" in (d.iso or "")] or ahead or [_still_to_come(view, d) for d in told]


def is_ahead(view: View, when: Date) -> bool:
    """Whether words of days to come tell a day after publication: none was launched "by the end of next year"."""
    published, first = view.reading.published, (settle(when) or "").partition("/")[0]
    to_come = _TO_COME.search(when.text) or view.reading.flat.endswith("by ", 0, when.start)
    return bool(to_come) and published is not None and first > (published + A_DAY).isoformat()[: len(first)]


def before_report(view: View, sentence: Sentence, days: list[Date]) -> list[Date]:
    """The days of a launch, none after that of its report: "fired it on Friday, state media said on Saturday".

    A weekday right after publication may be that of a zone further east, but not its night. "Overnight" was before.
    """
    published, report = view.reading.published, reported_on(view, sentence)
    if published is None:
        return days
    told = report.iso if report is not None and report.weekday is not None else None
    return [_not_after(d, told, published) if d is not report else d for d in days]


def _not_after(day: Date, told: str | None, published: date) -> Date:
    """A day moved back where it is after the day `told`, on which it was reported, or a night to come."""
    tomorrow = published + A_DAY
    if day.weekday is not None and day.iso == tomorrow.isoformat():
        before = told is not None and told < day.iso
        return replace(day, iso=(tomorrow - A_WEEK).isoformat()) if before or _LATE.search(day.text) else day
    overnight = day.text.lower() == "overnight" and told and told < published.isoformat() == day.iso
    return replace(day, iso=told) if overnight else day


_LATE = re.compile(r"(?i)\b(?:afternoon|evening|night)\b")
_TO_COME = re.compile(r"(?i)\b(?:next|coming|tomorrow|following)\b")
A_DAY = timedelta(days=1)  # that of the launch in a zone further east
A_WEEK = timedelta(days=7)
NEAR_DAYS = 50  # characters from a launch to the first of its days: "a Sejjil missile from Semnan on "


def _days(statement: Statement) -> list[Date]:
    return [d for d in statement.dates if d.iso and len(d.iso) >= 4 and "/" not in d.iso]


def by_date(view: View, statement: Statement) -> list[Statement]:
    """Launches told together with a day each ("tests on Nov. 30 and Aug. 30") as one statement a day."""
    trigger = statement.trigger
    if trigger is None:
        return [statement]
    again = _AGAIN.match(view.reading.flat, trigger.end, statement.sentence.end) is not None
    joined = any(
        _JOINT.fullmatch(view.reading.flat, a.end, b.start)
        and 0 <= a.start - trigger.end <= NEAR_DAYS
        and not view.reading.flat[: a.start].endswith("between ")
        for a, b in pairwise(_days(statement))
    )
    if not (trigger.plural or again or joined):
        return [statement]
    days = _days(statement)
    days = [d for d in days if len(d.iso or "") == len("2017-07-04")] or days
    if len(days) > 1:
        each = tuple(c for c in statement.counts if c.min != len(days))  # "two tests: one on Monday and one on Friday"
        return [replace(statement, dates=(_of_year(day, days[-1]),), counts=each) for day in days]
    return [statement]


_FIRST_SINCE = Pattern(
    r"\b(?:first (?:\w+ ){0,4}(?:<first_noun>|use of|time)\w*\b[^.;]*\bsince (?:early |late |mid-)?|"
    r"\b(?:has|had|have) not (?:\w+ )?(?:launched|fired|tested|test-fired|conducted|carried out)\b[^.;]*"
    r"\bsince (?:early |late |mid-)?|"
    r"(?:<first_noun>)\w*\b[^.;]*\bsince (?:the|its) (?:first|last|previous) (?:one|such \w+)? ?"
    r"(?:[a-z]+ed )?(?:(?:in|on) )?(?:early |late |mid-)?)$"
)
_OF_ALERTS = re.compile(
    r"\b(?:alerts?|alarms?|warnings?|sirens?|sanctions?|summits?|talks|evacuat\w+|"
    r"attend\w*|present at|appearances?|participat\w*)\b"
)


_OF_A_WAR = re.compile(r" (?:[A-Z][\w-]+ )*[Ww]ar\b")
_SINCE_ONE = re.compile(r" since the (?:first|last|previous) one [^,;.]*$")


# "Its fourth test since 1984" was not the first after one of that year
_NTH_SINCE = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|\d+) (?:[\w-]+ ){0,3}since $"
)


def since(view: View, sentence: Sentence, made: list[Statement]) -> list[Statement]:
    """The earlier launch in "the first test of the missile since September 2022"."""
    for when in view.of(Date, sentence):
        if (
            settle(when) is None
            or (when.text.lower().startswith("last ") and not _SINCE_ONE.search(view.reading.flat[: when.start][-30:]))
            or _OF_A_WAR.match(view.reading.flat, when.end)
            or _OF_ALERTS.search(view.reading.flat, sentence.start, when.start)
            or _NTH_SINCE.search(view.reading.flat, sentence.start, when.start)
            or not _FIRST_SINCE(view.knowledge).search(view.reading.flat[sentence.start : when.start])
        ):
            continue
        for statement in made:
            trigger = statement.trigger
            if trigger is not None and trigger.start < when.start:
                earlier = replace(trigger, form="noun", plural=False)
                return [
                    replace(
                        statement,
                        trigger=earlier,
                        dates=(when,),
                        counts=(),
                        measures=(),
                        places=(),
                        sources=(),
                        looks_back=True,
                        state="occurred" if statement.state == "negated" else statement.state,
                    )
                ]
    return []


_LOOKS_BACK = Pattern(r"(?i)(?:\b(?:<looking_back>|in (?:19|20)\d\d,?)(?: [\w',.-]+){0,9} ?)$")


def looks_back(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the words before a launch tell of it as earlier than the story."""
    return _LOOKS_BACK(view.knowledge).search(view.reading.flat[sentence.start : trigger.start][-110:]) is not None


# What was done "earlier in the day" is of the day of the launch told last.
_SAME_DAY = re.compile(
    r"(?:^\W{0,3}|[.;,\"] ?|\b(?:and|that|but) )(?:(?:[Ee]arlier|[Ll]ater) (?:in the (?:day|morning|evening|night)|"
    r"(?:on )?(?:that|the same) (?:day|morning|evening|night)|on the day)|"
    r"(?:[Jj]ust |[Oo]nly |[Aa] few |[Ss]everal |[Aa]bout )?(?:[Hh]ours|[Mm]inutes|[Aa]n hour|\w+ (?:hours|minutes)) "
    r"(?:earlier|later|before(?:hand)?|afterwards?))\b[^.;:]{0,60}$"
)


# "Seoul responded by launching its own missiles", "and a retaliatory launch by South Korea"
_IN_RETURN = re.compile(
    r"\b(?:(?:responded|retaliated|answered|replied|hit back) (?:\w+ )?(?:by|with)|"
    r"an? (?:retaliatory|tit-for-tat|reciprocal|answering))(?: [a-z-]+)? $"
)


def is_of_same_day(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the words before a launch put it on the day of the one told before."""
    before = view.reading.flat[sentence.start : trigger.start]
    return _SAME_DAY.search(before) is not None or _IN_RETURN.search(before) is not None


def offset_of(view: View, sentence: Sentence, trigger: Trigger) -> Date | None:
    """How long before or after another launch this one was: "two days after" it, "two days earlier"."""
    for when in view.of(Date, sentence):
        if not when.relative or when.relative[0] not in "+-":
            continue
        if trigger.form == "back" and not counts_from(view, sentence, trigger, when.start):
            continue
        if _LATER_BEHIND.match(view.reading.flat, trigger.end, when.end):
            return when
        if _leads(view, sentence, trigger, when) or _trails(view, sentence, trigger, when):
            return when
    return None


def _leads(view: View, sentence: Sentence, trigger: Trigger, when: Date) -> bool:
    """ "Two days after" right before the launch it counts from, or "two days earlier" at the head of its sentence."""
    if not 0 <= trigger.start - when.end <= REACH:
        return False
    between = view.reading.flat[when.end : trigger.start]
    if re.search(r"(?:after|before)$", when.text) and not re.search(
        r"[,;.]|\b(?:said|and|the (?:launch|test))\b", between
    ):
        return True
    return (
        is_adverb(view, when)
        and (when.start - sentence.start < 12 or _goes_on(view, when))
        and not re.search(r"[;.]|\bsaid\b", between)
    )


REACH = 60  # characters from a distance to the words of its launch
_EARLIER = re.compile(r"(?i)(?:earlier|before|previously)$")


def _trails(view: View, sentence: Sentence, trigger: Trigger, when: Date) -> bool:
    """ "Had fired two missiles from Hwanghae four days earlier": at the end of its clause."""
    weapon, flat = trigger.weapon, view.reading.flat
    if weapon is not None and (weapon.start, weapon.end) == (trigger.start, trigger.end):
        return False  # "shot down a missile a month earlier"
    end = max(trigger.end, weapon.end if weapon else 0)
    if not 0 <= when.start - end <= REACH or _EARLIER.search(when.text) is None or (when.relative or "+")[0] != "-":
        return False
    gap = flat[end : when.start]
    return re.search(r"[,;.:]|\b(?:said|that|which|and)\b", gap) is None and flat[when.end : when.end + 1] in (
        ".",
        ",",
        "",
    )


def is_adverb(view: View, when: Date) -> bool:
    """Whether a distance stands alone: "two days earlier", "the day before, it fired"."""
    if re.search(r"(?i)before$", when.text):
        return view.reading.flat[when.end : when.end + 1] in (",", ".", "")
    return re.search(r"(?:earlier|later|day)$", when.text) is not None


# "The test came two days after its launch of an ICBM" tells of another; who "met two days after the launch" of none.
_IT_CAME = re.compile(
    r"(?:^\W*|[.;] )(?:It|This|That|They|These|The (?:[\w-]+ ){0,4}?(?:launch|test|firing|drill|salvo|volley)(?:e?s)?|"
    r"\w+(?:'s)? (?:[\w-]+ ){0,3}?(?:launch|test|firing)(?:e?s)?)\b[^.;]{0,60}?\b(?:came|comes|coming|took place|"
    r"occurred|happened|was|were|is|follow\w*)\b[^.;]{0,40}$|"
    r"\b(?:launched|fired|tested|test-fired|lobbed|shot|launch|test)\b[^.;]{0,90}$"
)


_NOT_THE_SAME = re.compile(r"\b(?:similar|another|other|earlier|previous|further)\b")


def counts_from(view: View, sentence: Sentence, trigger: Trigger, before: int) -> bool:
    """Whether a launch told with "the" or "its" is the earlier one that the story's own is counted from."""
    weapon = trigger.weapon
    if weapon is None or not (weapon.classes or weapon.name or _NOT_THE_SAME.search(view.flat(sentence))):
        return False
    return _IT_CAME.search(view.reading.flat[sentence.start : before]) is not None


_SOON_AFTER = re.compile(r"\b(?:(?:just )?(?:days|hours|weeks)|shortly|soon|less than an? \w+|not long) after $")


def is_soon_after(view: View, sentence: Sentence, trigger: Trigger) -> bool:
    """ "Days after its satellite launch failed": an earlier launch, told without a day."""
    match = re.search(r"\bafter (?=(?:[\w.'-]+ ){0,6}$)", view.reading.flat[sentence.start : trigger.start])
    if match is None:
        return False
    end = sentence.start + match.end()
    soon = _SOON_AFTER.search(view.reading.flat, sentence.start, end)
    return soon is not None and counts_from(view, sentence, trigger, soon.start())


# "Fired one on Monday and launched two more again four days later"
_LATER_BEHIND = re.compile(r"(?![^,;.]* in (?:protest|response))[^,;.]{0,60} (?:\w+|\d+) (?:days?|weeks?) later$")


def _goes_on(view: View, when: Date) -> bool:
    """ "Fired two missiles, and two days later tested a third": counted from the launch told just before."""
    return view.reading.flat.startswith("and ", when.start - 4) and (when.relative or "").endswith(("d", "w"))
