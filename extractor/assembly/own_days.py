"""Own days: the day of a launch that is pointed back to, told beside it: "Sunday's launch", "the launch of 11 May"."""

from __future__ import annotations

import re

from extractor.assembly.trigger import Trigger
from extractor.assembly.trigger_nouns import CONDUCTS
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date
from extractor.reading import Sentence

_NEXT_TO = Pattern(r"(?:,? (?:<next_to_day>|\d[\d:.]*|\([^)]*\)))*,? ?")
_TOOK_PLACE = Pattern(r"[^;.]{0,90}?\b(?:<took_place>)\b[^;.]{0,90}")


# "The test of its first precision missile, conducted in October"
_OF_WHAT = Pattern(
    r"(?: (?:of|involving) [^,;.:]{3,60}?)?,? (?:(?:which|that) )?(?:was |were )?(?:<done>)"
    r"(?: by (?:the )?[A-Z][\w.']+(?: [A-Z][\w.']+){0,2})?(?: (?:from|at|near|off) [^,;.]{3,50}?)?(?: (?:in|on|early|"
    r"late|back|last|this))* "
)
# "The launch from Sunan by North Korea on Monday": places and agents named between a launch and its day.
_FROM_WHERE = re.compile(
    r"(?: \([A-Z]{3,5}\))?(?: (?:from|by|at|in|near|off|toward|towards|into|over) (?:the |an? )?(?:[a-z-]+ ){0,2}"
    r"(?:[A-Z][\w'.-]*|area|base|coast|sea|waters)"
    r"(?:,? (?:[A-Z][\w'.-]*|of|in|the|area|base|airport|peninsula|archipelago|coast|county|province|"
    r"patrol|boat|ship|submarine|aircraft|forces|troops|navy|army))*){1,3},? "
    r"(?:on |in |early |late |last |this )*"
)


# "Condemned the missile attack on Kyiv of 8 July"; in "on Kyiv on Monday" the weekday may be that of the words
_ON_WHOM = re.compile(
    r" (?:on|against) (?:the |an? )?(?:[a-z-]+ ){0,3}[A-Z][\w'.-]*(?:,? (?:[A-Z][\w'.-]*|of|in|the|area|base|city|"
    r"region|province|port))* (?:on |in |of |early |late |last |this )+"
)
_CAME_OUT = re.compile(
    r" (?:had |has |also )?(?:failed|succeeded|ended in (?:failure|success))(?: (?:on|in|early|late))* "
)
_DID_HARM = re.compile(
    r" (?:targeted|hit|struck|destroyed|damaged|killed|wounded|injured) [^;:.]{2,90}? (?:on |early |late |in )*"
)
_REACTS = Pattern(r"\b(?:<reacts>)\b[^,;]*$")
_OF_ITS_CLASS = re.compile(
    r"(?:-(?:class|type) (?:missiles?|rockets?))?(?: (?:drill|exercise)s?)?"
    r"(?: (?:aboard|atop|on top of|on board|using|with) (?:[\w-]+ ){1,4}(?:rocket|launcher)\b)?"
)
_AT_ITS_TIME = Pattern(
    r"\b(?:<time_of>) (?:the|this|its|their|(?:[A-Z][\w.-]+ ){0,3}[A-Z][\w.-]+'s?) (?:[\w-]+ ){0,3}$"
)


# "The test came a month after a visit on May 28"
_OF_ANOTHER = re.compile(r"\b(?:days?|weeks?|months?|hours?|years?|shortly|soon) (?:after|before) (?!\d)")


# "Sunday's launch", "the Monday evening test"; in "on Monday debated the launch" the day is that of the debate.
_RIGHT_AHEAD = re.compile(
    r"(?:(?:'s?| for the| of the) |,? (?:(?:the|its|their|this) )?)(?!window|time ?frame)"
    r"(?:(?!the |its |their |this |an? )[\w-]+ ){0,4}"
)


def dates_back(view: View, sentence: Sentence, trigger: Trigger, date: Date) -> bool:
    """Whether a day is that of the launch pointed back to: "Sunday's launch", "the launch took place on Sunday".

    In "condemned the launch on Sunday" the day is that of the condemnation, in "the launch on 11 February" of itself.
    """
    flat = view.reading.flat
    if date.end <= trigger.start:
        ahead = flat[date.end : trigger.start]
        return _RIGHT_AHEAD.fullmatch(CONDUCTS(view.knowledge).sub(" ", ahead)) is not None
    weapon = trigger.weapon
    begin = weapon.end if weapon and trigger.end < weapon.start and weapon.end <= date.start else trigger.end
    between = flat[begin : date.start]
    between = between[_OF_ITS_CLASS.match(between).end() :].replace(" (on ", " on ")  # type: ignore[union-attr]
    if _OF_WHAT(view.knowledge).fullmatch(between) or _FROM_WHERE.fullmatch(between):
        return True
    weekday = date.weekday is not None or date.relative is not None
    if trigger.action == "attack" and not weekday and _ON_WHOM.fullmatch(between):
        return True
    if _CAME_OUT.fullmatch(between) or (trigger.action == "attack" and _DID_HARM.fullmatch(between)):
        return True  # "after its first test launch failed in March last year"
    if begin > trigger.end and _NEXT_TO(view.knowledge).fullmatch(between):
        return True  # "said the test of a missile on July 5 failed"
    if _AT_ITS_TIME(view.knowledge).search(flat[sentence.start : trigger.start]):
        return _NEXT_TO(view.knowledge).fullmatch(between) is not None
    if weekday and _REACTS(view.knowledge).search(flat[sentence.start : trigger.start]):
        return re.fullmatch(r" (?:took place|occurred|happened|unfolded) (?:[\w:.]+ ){0,6}", between) is not None
    if _NEXT_TO(view.knowledge).fullmatch(between):
        return True
    took_place = len(between) < 90 and _TOOK_PLACE(view.knowledge).fullmatch(between) is not None
    return took_place and _OF_ANOTHER.search(between) is None
