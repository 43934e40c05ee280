"""Ownership: which launch of a sentence a mention belongs to, and which days belong to something else.

A sentence tells of more than launches: somebody said it on Monday, sanctions were imposed in March, a bomb was tested
in January. The day of a launch is the one that no rival stands nearer to.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf

from extractor.assembly.other_days import (
    SAID_THEN,
    counts_launches,
    is_dateline,
    is_of_own_past,
    is_other_zone,
)
from extractor.assembly.own_days import dates_back
from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_nouns import CONDUCTS
from extractor.assembly.trigger_verbs import WHAT_IT_SAID
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date, Mention, Place
from extractor.reading import Sentence

_BOUNDARY = Pattern(
    r"[;–]|:(?!\d\d\b)|, (?:<joint_after_comma>)\b|\b(?:<joint>)\b|"
    r"\bin (?:response|reaction|answer|retaliation) (?:to|for)\b"
)
BEHIND, PLACE_BEHIND = 15, 80
"""Characters that standing before a launch counts like: a place before it is seldom its own."""


def owner_of(view: View, mention: Mention, told: list[Trigger]) -> Trigger:
    """The trigger a mention belongs to: the nearest; a clause boundary between counts like fifty characters."""
    if len(told) == 1:
        return told[0]
    if isinstance(mention, Date) and _WHEN_IT.match(view.reading.flat, mention.end):
        return next((t for t in told if t.start > mention.end), told[-1])
    if isinstance(mention, Date) and (beside := [t for t in told if t.start - mention.end == 1 and t.form != "verb"]):
        return beside[0]  # "follows a June 4 launch"

    if isinstance(mention, Date):
        for one, other in pairwise(told):
            if one.end <= mention.start and _ITS_FIRST.fullmatch(view.reading.flat, mention.end, other.start):
                return one
    joined = next((n for n, t in enumerate(told) if n and _goes_on(view, mention, t)), 0)
    if joined and told[joined].form == "verb" and told[joined - 1].end <= mention.start:
        return told[joined - 1]
    if isinstance(mention, Date) and _IN_BRACKETS.search(view.reading.flat, max(0, mention.start - 4), mention.start):
        return next((t for t in reversed(told) if t.start < mention.start), told[0])

    # nearest first: a boundary only adds to the distance, so who is farther than the best so far is not looked at
    near = sorted((_distance(mention, trigger), number) for number, trigger in enumerate(told))
    best: tuple[float, int] = (inf, 0)
    for distance, number in near:
        if distance > best[0]:
            break
        first, second = _gap(mention, told[number])
        boundaries = _BOUNDARY(view.knowledge).findall(view.reading.flat[first:second]) if first < second else ()
        best = min(best, (distance + 50 * len(boundaries), number))
    return told[best[1]]


# "Fired a missile last May, its first such test in years"
_ITS_FIRST = re.compile(r", (?:its|their|the|an?) (?:[\w-]+ ){0,6}")
# "Fired one on Monday and launched two", "struck with rockets on Monday and with two missiles on Friday"
_AND = re.compile(r",? and (?:then |later |also |again )?(?:with )?(?:(?:an?|another|two|three|four|several) )?")


def _goes_on(view: View, mention: Mention, trigger: Trigger) -> bool:
    """Whether a launch is told right after what closes another: "fired three on Monday, two on Friday"."""
    gap = view.reading.flat[mention.end : trigger.start]
    return _AND.fullmatch(gap) is not None or (trigger.count is not None and gap == ", ")


_IN_BRACKETS = re.compile(r"\((?:on |in )?\Z")  # "the launch of an ICBM (on July 4) and the latest launch"


def _gap(mention: Mention, trigger: Trigger) -> tuple[int, int]:
    return (trigger.end, mention.start) if trigger.start < mention.start else (mention.end, trigger.start)


def _distance(mention: Mention, trigger: Trigger) -> int:
    first, second = _gap(mention, trigger)
    behind = 0 if mention.start >= trigger.start else PLACE_BEHIND if isinstance(mention, Place) else BEHIND
    return max(0, second - first) + behind


_OTHER_EVENT = Pattern(
    r"\b(?:<other_event>|nuclear (?:weapons? )?(?:test|explosion|detonation|blast)s?)(?: [\w.]+){0,2}? (?:in|on|"
    r"this|last|earlier|late|early)? ?$"
)


_RIVAL = Pattern(r"(?<!-)\b(?:<rival>|nuclear (?:test|explosion|weapons? test|detonation)s?)\b", re.IGNORECASE)


# "The command clarified late on Wednesday that two missiles were fired": whatever the verb, it has the day.
_DID_THEN = re.compile(
    r"\b[a-z]{2,14}(?:ed|id|old|ote|ays?)(?: (?:late|early|in [\w ]{2,30}))?(?: on)? (?:late |early )?$"
)
# "Comes five days after Seoul said on Sunday that the North fired two missiles": both are of that day.
_DAYS_AFTER_WORD = re.compile(r"\b(?:days?|weeks?) after [^,;.]{2,50} (?:said|reported|announced) (?:on )?$")
_ACCORDING_TO = re.compile(r"\b[Aa]ccording to [^,;.]{2,70}?(?: on)?(?: late| early)? $")
_WHAT_IS_SAID = re.compile(r"(?: (?:morning|afternoon|evening|night))? that\b")
_WHEN_IT = re.compile(r",? (?:the day )?when (?:it|they|he|the \w+|[A-Z]\w+(?: [A-Z]\w+)?) ")
_OF_A_DRONE = re.compile(r",? (?:an?|the|one|two|three|several|\d+) (?:[\w-]+ ){0,3}drones?\b(?! and\b)")
# "Left the talks in May and on Tuesday launched a missile"
_AND_THEN = re.compile(r"\b(?:and|but|then) (?:(?:late |early )?on )?$")
_DID = re.compile(r" (?:it |they |again |also |then |had |has |[a-z]+ly )*")
# "Tested a missile on Sunday and on Monday praised the test"
_DID_ELSE = re.compile(
    r" (?:it |they )?(?:[a-z]+ly |again |also |then )*[a-z]+(?:ed|id|old|ook|eld|ave|ut|et) (?!by\b)"
)
_BY_DOING = re.compile(r" by (?:again )?")  # "broke a resolution in October by firing a missile"
_SINCE_WHAT = re.compile(r"\bsince (?:the |an? |its |\w+'s )[^,;.]{3,50} (?:in|on|of)(?: early| late| mid-)? ?$")
_SINCE = re.compile(r"\b[Ss]ince (?:early |late |mid-|about |at least |the beginning of |the start of )?$")


def belongs_elsewhere(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """Whether a day is not that of the launch: on it somebody said, met, decided or tested a bomb.

    Such a rival owns the day where it stands between launch and day, or right before a day that opens the sentence.
    """
    flat = view.reading.flat
    before = flat[sentence.start : date.start]
    if is_other_zone(flat, date):
        return True  # the hour of the launch in another zone: "6 a.m. (2100 GMT Monday)"
    owner = owner_of(view, date, told)
    if (told_beside := _is_told_beside(flat, before, date, owner)) is not None:
        return not told_beside
    if (owner.form == "back" and not dates_back(view, sentence, owner, date)) or _OF_A_DRONE.match(flat, date.end):
        return True
    since = _SINCE_WHAT.search(before)
    if since is not None and not any(sentence.start + since.start() <= t.start < date.start for t in told):
        return True
    if _SINCE.search(before) or counts_launches(view, before, date) or is_dateline(view, date):
        return True
    if _OTHER_EVENT(view.knowledge).search(_without_frames(before)) or is_of_own_past(view.knowledge, before):
        return True
    if owner.start > date.end and (_came_after(flat, date, owner) or _is_of_main_clause(view, sentence, date, told)):
        return True
    if _ACCORDING_TO.search(before) and re.match(r"[,.]|$", flat[date.end : date.end + 1]):
        return True
    if _DAYS_AFTER_WORD.search(before) and flat.startswith(" that ", date.end):
        return False
    if SAID_THEN(view.knowledge).search(before[-30:]) and not flat.startswith("'s", date.end):
        return True
    if _DID_THEN.search(before) and _WHAT_IS_SAID.match(flat, date.end) and owner.start > date.end:
        return True
    return _has_rival(view, sentence, date, told)


def _is_told_beside(flat: str, before: str, date: Date, owner: Trigger) -> bool | None:
    """Whether the words right beside a day say what was done on it: the launch, or not; None where they say nothing."""
    then = _AND_THEN.search(before)
    if then and owner.form == "verb" and _DID.fullmatch(flat, date.end, owner.start):
        return True
    if then and owner.end <= date.start and _DID_ELSE.match(flat, date.end):
        return False
    # "no test since May 2, when it fired two missiles"
    when_it = owner.start > date.end and _WHEN_IT.match(flat, date.end)
    return True if when_it or _BY_DOING.fullmatch(flat, date.end, owner.start) else None


_UNDER_IT = re.compile(r"[^;]*\b(?:after|since|because)\b [^,;]*")


def _is_of_main_clause(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """Whether a launch has its own day in a clause below: "set up the unit in 2010 after a launch in 2009"."""
    owner = owner_of(view, date, told)
    if _UNDER_IT.fullmatch(view.reading.flat, date.end, owner.start) is None:
        return False
    later = [d for d in view.of(Date, sentence) if d.start > owner.end and owner_of(view, d, told) is owner]
    return any(d.iso and not belongs_elsewhere(view, sentence, d, told) for d in later)


# What a launch is made in or as a part of has its day: "in a drill on Monday"; a clause about the weapon owns none.
_FRAME = re.compile(
    r"\b(?:during|as part of|in|at)(?! response| protest| reaction| retaliation| defiance) (?:the |an? |its |their )?"
    r"(?:[\w-]+ ){0,5}?(?:drills?|exercises?|manoeuvres|maneuvers|war games?)\b|, (?:which|who) (?:[^,;.]|"
    r"(?<=\d)[,.](?=\d)){3,80},|\b(?:called|named|dubbed) (?:the )?[\"']?[A-Z][\w-]*|"
    r"\bextended(?=-range)|\b(?:launch|launching|firing|test-firing) (?:drills?|exercises?)\b"
)


_AFTER_IT = re.compile(
    r",? (?:just |only |barely |some )?(?:(?:a few |several |\w+ )?(?:days|weeks|months|years)|a (?:day|week|month|"
    r"year)) (?:after|before|since) |,? and (?:then |later )?followed (?:it|this|that|them) (?:up )?with "
)


def _came_after(flat: str, date: Date, owner: Trigger) -> bool:
    """Whether a day is that of what came later: "he arrived on Friday, days after a missile attack".

    In "on Friday, days after the vote, it fired a missile" it is that of the missile.
    """
    after = _AFTER_IT.match(flat, date.end)
    return after is not None and ", " not in flat[after.end() : owner.start]


# The day on which a missile "was shot down", or an attack "killed three", is that of its launch.
_TOLL = re.compile(r"^(?: on [^,;.]{2,40}?)? (?:has |have |had )?(?:killed|wounded|injured) ")
_STOPPED = re.compile(r"\b(?:was|were|been) (?:\w+ )?(?:shot down|intercepted|destroyed|downed)\b")


_DRILL_STAGED = re.compile(r"(?: (?:drill|exercise)s?)?(?: (?:was|were) (?:staged|held|conducted|carried out))?")
# "On Monday the army shot down a missile fired by the rebels": fired on that day.
_SHOOTS_DOWN = re.compile(
    r"^(?:[^,;.]|, ){0,60}?\b(?:shot down|downed|intercepted|destroyed|knocked down) "
    r"(?:an?|the|one|two|three|four|\d+)\b[^,;.]{0,80}$"
)


def _without_frames(words: str) -> str:
    return _FRAME.sub(" ", WHAT_IT_SAID.sub("what was", words))


_WHAT_IT_CALLED = re.compile(r"\bwhat (?:it|they) (?:call(?:ed|s)?|describ(?:ed|es) as)\b")
_LAUNCH_ON = re.compile(r"\b(?:launch(?:es)?|tests?|test-fir(?:e|ing)|firings?) (?:(?:on|early|late|in) )*\Z")


def _has_rival(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """Whether another event stands between the day and the launch."""
    flat = view.reading.flat
    if _LAUNCH_ON.search(flat, sentence.start, date.start):
        return False  # "Pyongyang says its launch on Friday was of two missiles"
    after = next((t for t in told if t.start >= date.end), None)
    if after is not None and _SHOOTS_DOWN.search(flat[date.end : after.start]):
        return False
    if after is not None and after.start - date.end < 25:
        return _RIVAL(view.knowledge).search(flat[date.end : after.start]) is not None
    last = max((t.end for t in told if t.end <= date.start), default=None)
    if any(t.end == last and t.weapon and (t.start, t.end) == (t.weapon.start, t.weapon.end) for t in told):
        return False  # "two missiles were shot down on Monday": fired on that day
    if last is not None:
        last = _DRILL_STAGED.match(flat, last).end()  # type: ignore[union-attr]  # it matches nothing at least
        names_a_bomb = re.match(r" (?:nuclear|hydrogen|atomic)", flat[date.end : date.end + 10])
        between = _STOPPED.sub(" ", _without_frames(_TOLL.sub("", flat[last : date.start])))
        return names_a_bomb is not None or _RIVAL(view.knowledge).search(between) is not None
    ahead = CONDUCTS(view.knowledge).sub("", flat[date.end : after.start]) if after is not None else ""
    ahead = _WHAT_IT_CALLED.sub("", ahead)
    return (
        _RIVAL(view.knowledge).search(flat[sentence.start : date.start]) is not None
        or _RIVAL(view.knowledge).search(ahead) is not None
    )


_FLIGHT = Pattern(r"\b(?:<of_flight>)\b")


def is_of_flight(knowledge: Knowledge, before: str) -> bool:
    """Whether a day in a sentence about a missile is that of its flight, no other event standing before it."""
    return (
        not SAID_THEN(knowledge).search(before)
        and not _OTHER_EVENT(knowledge).search(before)
        and not _RIVAL(knowledge).search(_FLIGHT(knowledge).split(before)[-1])
    )
