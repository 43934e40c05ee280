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
