"""Ownership: which launch of a sentence a mention belongs to, and which days belong to something else.

A sentence tells of more than launches: somebody said it on Monday, sanctions were imposed in March, a bomb was tested
in January. The day of a launch is the one that no rival stands nearer to.
"""

from __future__ import annotations

import re

from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.model.mention import Date, Mention
from extractor.reading import Sentence

_BOUNDARY = re.compile(
    r"[;:–]|, (?:and|but|while|when|which|after|days|hours|weeks)\b|\b(?:after|before|while|when|since|following|"
    r"but|that|which|because|as)\b"
)


def owner_of(view: View, mention: Mention, told: list[Trigger]) -> Trigger:
    """The trigger a mention belongs to: the nearest; a clause boundary between counts like fifty characters."""
    if len(told) == 1:
        return told[0]

    def cost(trigger: Trigger) -> float:
        first, second = (trigger.end, mention.start) if trigger.start < mention.start else (mention.end, trigger.start)
        gap = view.reading.flat[first:second] if first < second else ""
        behind = 15 if mention.start < trigger.start else 0
        return len(gap) + 50 * len(_BOUNDARY.findall(gap)) + behind

    return min(told, key=cost)


_OTHER_EVENT = re.compile(
    r"\b(?:nuclear (?:weapons? )?(?:test|explosion|detonation|blast)s?|hydrogen bomb(?: test)?|sanctions|"
    r"resolution|summit|talks|election|inauguration|parade|ceremony|exercises?|drills?|visit|nuclear deal|"
    r"agreement)(?: [\w.]+){0,2}? (?:in|on|this|last|earlier|late|early)? ?$"
)


_DATELINE = re.compile(r",? (?:\([A-Z][\w. ]{1,30}\) )?(?:--|–|-) ")


_SAID_THEN = re.compile(
    r"\b(?:said|says|told \w+|reported|announced|saying|confirmed|stated|added|declared|quoted|warned|tweeted|"
    r"released|vowed|claimed|condemned|denounced)(?: (?:late|early|on|earlier|in an? \w+|in \w+))* ?$"
)


_RIVAL = re.compile(
    r"\b(?:nuclear (?:test|explosion|weapons? test|detonation)s?|hydrogen bomb|atomic|sanctions?|"
    r"resolutions?|summit|talks|meeting|visit|election|inauguration|drills?|exercises?|anniversary|ceremony|"
    r"parade|statement|interview|speech|"
    r"said|says|told|met|held|began|begin|gave|won|left|became|spoke|wrote|agreed|signed|imposed|adopted|"
    r"passed|voted|arriv\w+|visit\w*|warned|condemned|announced|reported|confirmed|called|threatened|vowed|"
    r"ordered|urged|denounced|published|released|killed|died|shot down|sank|sunk|attacked|invaded|"
    r"expanded|extended|renewed|amended|ratified|resum\w+|suspend\w+|deploy\w+|impos\w+|denuclear\w+|declared|pledged|promised|rejected|celebrat\w+|"
    r"mark(?:s|ed|ing)|expelled|withdrew|elected|took office|inaugurat\w+|quoted|saying|unveiled|displayed|"
    r"showed off|showcased|paraded)\b",
    re.IGNORECASE,
)


_OTHER_ZONE = re.compile(r"\b(?:GMT|UTC|EDT|EST|ET)[ ,]*$")
_SINCE = re.compile(r"\bsince (?:early |late |mid-|about |at least |the beginning of |the start of )?$")
_OPENING = re.compile(r"[\"' ]*(?:[Oo]n|[Ii]n|[Aa]t|[Bb]y|[Ee]arly|[Ll]ate|[Ss]ince|[Bb]ack in)? ?(?:the )?")


def belongs_elsewhere(view: View, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """Whether a day is not that of the launch: on it somebody said, met, decided or tested a bomb.

    Such a rival owns the day where it stands between launch and day, or right before a day that opens the sentence.
    """
    flat = view.reading.flat
    before = flat[sentence.start : date.start]
    if _OTHER_ZONE.search(before):
        return True  # the hour of the launch in another zone: "6 a.m. (2100 GMT Monday)"
    owner = owner_of(view, date, told)
    if owner.form == "back" and not _dates_back(flat, sentence, owner, date):
        return True
    if _OTHER_EVENT.search(before) or _SINCE.search(before) or (_DATELINE.match(flat, date.end) and date.start < 60):
        return True
    if _SAID_THEN.search(before[-30:]) and not flat.startswith("'s", date.end):
        return True
    return _has_rival(flat, sentence, date, told)


def _has_rival(flat: str, sentence: Sentence, date: Date, told: list[Trigger]) -> bool:
    """Whether another event stands between the day and the launch."""
    after = next((t for t in told if t.start >= date.end), None)
    opens = _OPENING.fullmatch(flat[sentence.start : date.start])
    if after is not None and (after.start - date.end < 25 or opens):
        return _RIVAL.search(flat[date.end : after.start]) is not None
    last = max((t.end for t in told if t.end <= date.start), default=None)
    if last is not None:
        names_a_bomb = re.match(r" (?:nuclear|hydrogen|atomic)", flat[date.end : date.end + 10])
        return names_a_bomb is not None or _RIVAL.search(flat[last : date.start]) is not None
    ahead = flat[date.end : after.start] if after is not None else ""
    return _RIVAL.search(flat[sentence.start : date.start]) is not None or _RIVAL.search(ahead) is not None


_NEXT_TO = re.compile(
    r"(?:,? (?:on|in|at|of|early|late|from|around|just|which|that|took place|occurred|happened|unfolded|started|"
    r"began|was|were|came|conducted|carried out|detected|made|shortly|after|before|about|local|time|\d[\d:.]*|"
    r"[ap]\.?m\.?|\([^)]*\)))*,? ?"
)


_TOOK_PLACE = re.compile(
    r"[^;.]*?\b(?:took place|occurred|happened|unfolded|was conducted|were conducted|was carried out|was "
    r"detected|were detected|came|began|started)\b[^;.]*"
)


# "The test of its first precision missile, conducted in October"
_OF_WHAT = re.compile(
    r"(?: (?:of|involving) [^,;.:]{3,60}?)?,? (?:(?:which|that) )?(?:was |were )?"
    r"(?:conducted|carried out|held|staged|made|fired|launched)(?: (?:in|on|early|late|back|last|this))* "
)


_REACTS = re.compile(
    r"\b(?:condemn\w*|denounc\w*|respon\w+ to|react\w*|reaction|discuss\w*|criticiz\w+|criticis\w+|call(?:ed|"
    r"s|ing)?|briefed|met|meet\w*|session|protest\w*|said|statement|comment\w*|warn\w*|sanction\w*|"
    r"analy[sz]\w+|assess\w*|address\w*|hailed|praised|confirm\w*|report\w*|announc\w*)\b[^,;]*$"
)


def _dates_back(flat: str, sentence: Sentence, trigger: Trigger, date: Date) -> bool:
    """Whether a day is that of the launch pointed back to: "Sunday's launch", "the launch took place on Sunday".

    In "condemned the launch on Sunday" the day is that of the condemnation.
    """
    if date.end <= trigger.start:
        return re.fullmatch(r"(?:'s?|,| for the| of the)? (?:[\w-]+ ){0,4}", flat[date.end : trigger.start]) is not None
    between = flat[trigger.end : date.start]
    if _OF_WHAT.fullmatch(between):
        return True
    if re.search(
        r"\b(?:time of|during|within (?:\w+ )?(?:hours|minutes|days) of|after|before|since|until) (?:the|this) "
        r"(?:[\w-]+ ){0,3}$",
        flat[sentence.start : trigger.start],
    ):
        return _NEXT_TO.fullmatch(between) is not None
    if _REACTS.search(flat[sentence.start : trigger.start]):
        return re.fullmatch(r" (?:took place|occurred|happened|unfolded) (?:[\w:.]+ ){0,6}", between) is not None
    return _NEXT_TO.fullmatch(between) is not None or (len(between) < 90 and _TOOK_PLACE.fullmatch(between) is not None)


def is_of_flight(before: str) -> bool:
    """Whether a day in a sentence about a missile is that of its flight, no other event standing before it."""
    return (
        not _SAID_THEN.search(before)
        and not _OTHER_EVENT.search(before)
        and not _RIVAL.search(
            re.split(
                r"\b(?:flew|travel\w+|reached|landed|fell|splashed|"
                r"was|were)\b",
                before,
            )[-1]
        )
    )
