"""Opening flights: briefs that never say that a missile was launched, only how far or high it flew.

"The Hwasong-12 climbed to 2,100 km and landed 787 km from Kusong." Only where nothing else in the text tells of a
launch.
"""

from __future__ import annotations

import re

from extractor.assembly.brief import is_brief
from extractor.assembly.outcome import is_lost
from extractor.assembly.scope import Factuality, factuality
from extractor.assembly.trigger import Trigger, told
from extractor.assembly.view import View
from extractor.model.mention import Count, Cue, Measure, Place, Weapon
from extractor.reading import Sentence

OPENS = 3  # sentences in which a brief comes to its missile
REACH = 60  # characters between a missile and the verb of its flight
_TOLD = re.compile(
    r"(?:ed|flew|fell|rose|came down|went|flies|reaches|lands|travels|struck|hit|aloft|in flight|in the air|airborne)$"
)
_FLIGHT = ("distance", "altitude", "duration")


def opening_flight(view: View) -> tuple[Sentence, Trigger] | None:
    """The first flight that a brief tells of, by a figure of it or the place where it ended."""
    if not is_brief(view):
        return None
    for sentence in view.reading.sentences[:OPENS]:
        figures = any(m.dimension in _FLIGHT for m in view.of(Measure, sentence))
        ends = any(p.role in ("impact_area", "over") for p in view.of(Place, sentence))
        for weapon in view.of(Weapon, sentence) if figures or ends else ():
            for cue in view.cues(sentence, "flight_verb", "failed"):
                trigger = _flight(view, sentence, weapon, cue)
                if trigger is not None:
                    return sentence, trigger
    return None


_GOES_ON = re.compile(r"(?:[^;:.]|(?<=\d)\.(?=\d))*")


def _flight(view: View, sentence: Sentence, weapon: Weapon, cue: Cue) -> Trigger | None:
    flat = view.reading.flat
    several = weapon.plural and not any(
        c.end <= weapon.start < c.end + len("two new ") for c in view.of(Count, sentence)
    )
    if weapon.modifies or several or weapon.head == "satellite":
        return None
    if not 0 < cue.start - weapon.end < REACH or not _TOLD.search(cue.text.lower()):
        return None
    if _GOES_ON.fullmatch(flat, weapon.end, cue.start) is None:
        return None
    facts = factuality(view, sentence, cue.start, cue.end, is_noun=False)
    if facts.state not in ("occurred", "failed"):
        return None
    lost = cue.cue == "failed" or is_lost(view, weapon, cue.text.lower())
    return told(cue.start, cue.end, Factuality("failed") if lost else facts, weapon)
