"""Outcomes: words by which a missile in flight is told to have failed, and those that only tell where it came down."""

from __future__ import annotations

import re

from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Weapon

# A rocket that "exploded in an open area" came down there.
_WHERE_IT_FELL = Pattern(
    r"\bexplod\w+ (?:in|near|at|inside|outside|close to|next to|on) (?:an? |the |[A-Z][\w']+ )?"
    r"(?:[\w'-]+ ){0,4}?(?:<where_people_are>)\b"
)


def without_hits(knowledge: Knowledge, words: str) -> str:
    """Words about a launch without those that tell where it hit."""
    return _WHERE_IT_FELL(knowledge).sub(" ", words)


# "Fired two missiles, one of which failed", "a series of launches, among them a Taepodong-2 which failed"
_OF_THEM = re.compile(
    r",? (?:(?:at least |only )?(?:one|two|three|some|half|most|several) of (?:which|them)|one being|"
    r"among (?:which|them)|(?:and|but) (?:the )?(?:one|another|the other|a second|the second|the third|the last)) "
)


def of_all(words: str) -> str:
    """Words about a launch up to where they come to a part of it: a salvo of which one failed did not."""
    return _OF_THEM.split(words)[0]


def hits_ground(knowledge: Knowledge, words: str) -> bool:
    """Whether an explosion is that of a hit: "exploded near a home"."""
    return _WHERE_IT_FELL(knowledge).match(words) is not None


def fails(knowledge: Knowledge, words: str) -> bool:
    """Whether words about a missile in flight say that it failed: "before exploding in midair", "blew up"."""
    return _BREAKS_UP(knowledge).search(words) is not None


_BREAKS_UP = Pattern(
    r"\b(?:<breaks_up>|explod\w+ (?:<soon_after>)|fail(?:ed|ure)\b"
    r"(?! to (?:<failed_to>|(?:reach|make|strike) (?:an? |any )?(?:[\w-]+ )?"
    r"(?:agreement|deal|accord|progress|consensus))))"
)


_LOST = Pattern(r"<lost_missile>")
_DROPS = re.compile(r"fell|plunged|crashed|came down|come down")


def is_lost(view: View, weapon: Weapon, verb: str) -> bool:
    """Whether the verb says that the launch failed; a satellite launcher that comes down has."""
    if _LOST(view.knowledge).fullmatch(verb):
        return True
    is_launcher = "space_launch_vehicle" in (*weapon.classes, *weapon.known_classes)
    return is_launcher and _DROPS.match(verb) is not None


_CLAUSE_AFTER = Pattern(r"[;–]|:(?!\d\d\b)|, (?:<clause_after_comma>)\b|\b(?:<clause_joint>)\b")
_FAILS = r"\b(?:<outcome_failed>)\b"
_FAILED_AFTER = Pattern(_FAILS, re.IGNORECASE)
_FAILED_BEFORE = Pattern(
    r"\b(?:<failed_attribute>)(?! (?:in (?:an|the|its) (?:attempt|effort|bid) )?to (?:<failed_to>))"
    r"(?: [\w'-]+){0,6} ?$",
    re.IGNORECASE,
)
_BUT_FAILED = Pattern(
    rf"\bbut (?:it|they|the \w+|the launch|both|which|that|all)?\b[^.]{{0,30}}{_FAILS}", re.IGNORECASE
)
_TRIED_A = Pattern(r"\b(?:<tried>) (?:an?|the|its|another|out) (?:[\w-]+ ){0,4}$", re.IGNORECASE)
_FAILED_WHEN = Pattern(
    r"\b(?:<attempted>)\b[^.;]{0,90}\b(?:failed|ended in failure|was unsuccessful)\b[^.;,]{0,30} (?:when|as|after)\b"
    r"[^.;]{0,60}$"
)
_BEFORE_FAILING = Pattern(
    r"[^.;:]{0,90}? before (?:(?:it|they) (?:<outcome_failed>)|breaking up|exploding|blowing up|disintegrating)\b"
)
_WHICH_FAILED = re.compile(
    r"[^,;.]{0,50}, which (?:\w+ )?(?:failed(?! to)|ended in failure|was (?:unsuccessful|a failure)|blew up|broke up)\b"
)
# "Fired a missile on April 16 that blew up"; what "blew up a target" did not fail
_THAT_BROKE_UP = re.compile(
    r"[^;.]{0,70}?(?:,? that|(?<! of) which) (?:has |had |also |later |then |soon |reportedly |apparently )*"
    r"(?P<told>(?!blew up (?:an?|the|its|their)\b)[^,;.]{3,60})"
)
_FAILED_TO_ANSWER = Pattern(
    r"\bfail(?:ed|s|ure)? (?:in (?:an|the|its) (?:attempt|effort|bid) )?(?:to )?(?:<failed_to>)"
)
_AND_FAILED = Pattern(rf"[^.;:]{{0,110}}?,? and (?:it |then |later |soon |reportedly )*{_FAILS}", re.IGNORECASE)


def is_told_to_fail(knowledge: Knowledge, before: str, clause: str, word: str, after: str) -> bool:
    """Whether the words around a trigger say that its launch failed; `clause` is the last one before it."""
    if _BEFORE_FAILING(knowledge).match(after) or _WHICH_FAILED.match(after):
        return True
    broke = _THAT_BROKE_UP.match(after)
    if broke and _BREAKS_UP(knowledge).match(broke["told"]):
        return True
    after = of_all(after)
    predicate = without_hits(knowledge, _CLAUSE_AFTER(knowledge).split(after)[0])
    if _FAILED_BEFORE(knowledge).search(clause) or _FAILED_WHEN(knowledge).search(before):
        return True
    tried = word.endswith(("ed", "off")) or _TRIED_A(knowledge).search(before)
    if tried and _BUT_FAILED(knowledge).search(after):
        return not _FAILED_TO_ANSWER(knowledge).search(after)
    if re.search(r"\b(?:was|were) (?:\w+ )?$", before) and _AND_FAILED(knowledge).match(after):
        return not _FAILED_TO_ANSWER(knowledge).search(after)
    return _FAILED_AFTER(knowledge).search(predicate[:110]) is not None and not _FAILED_TO_ANSWER(knowledge).search(
        predicate
    )
