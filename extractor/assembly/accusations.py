"""Accusations: who is accused of a launch, condemned for it or warned over it, and so the one who made it."""

from __future__ import annotations

import re

from extractor.assembly.launchers import Side, launchers, may_own
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.reading import Sentence

_FOR_DOING = re.compile(r" (?:for|of|from|over)(?: \w+ing [^,;:.]{0,40}? by)? (?:\w+ly )?$")


def accused(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whoever is accused of launching, condemned for it or kept from it."""
    if trigger.form != "verb" or not view.reading.flat[trigger.start : trigger.end].endswith("ing"):
        return None
    for side in launchers(view, sentence):
        if side.end <= trigger.start and _FOR_DOING.fullmatch(view.reading.flat, side.end, trigger.start):
            return side
    return None


_BLAMED = Pattern(r"\b(?:<blames>) (?:the )?$")
_FOR_IT = re.compile(
    r" (?:on \w+day |again )?(?:for|over|about|after|following|because of|in response to|in the wake of) "
    r"(?:the |its |an? |this |that )?(?:(?!and\b)[\w'-]+ ){0,3}"
)


def blamed_for(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """Whoever is taken to task for a launch that names nobody: "Seoul warned Pyongyang over the missile test"."""
    flat = view.reading.flat
    begin = min(trigger.start, trigger.weapon.start) if trigger.weapon else trigger.start
    if trigger.form == "verb":
        return None
    for side in (s for s in launchers(view, sentence) if s.end < begin):
        told = _FOR_IT.fullmatch(flat, side.end, begin) and may_own(view, sentence, side)
        if told and _BLAMED(view.knowledge).search(flat, sentence.start, side.start):
            return side
    return None


def blamed(view: View, sentence: Sentence, sides: list[Side]) -> Side | None:
    """Whom "it" means in "Seoul condemned Pyongyang after it fired a missile"."""
    blames, flat = _BLAMED(view.knowledge), view.reading.flat
    return next((side for side in sides if blames.search(flat, sentence.start, side.start)), None)
