"""Launches told by what became of a satellite: "put its first satellite into orbit", "did not reach orbit"."""

from __future__ import annotations

import re

from extractor.assembly.scope import Factuality, factuality
from extractor.assembly.trigger import Trigger, told
from extractor.assembly.view import View
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Date, Weapon
from extractor.reading import Sentence

_ORBITS = Pattern(r"(?P<verb>\b(?:<puts_up>))\b (?:(?!(?:that|which|who|and|to)\b)[\w.,'\"-]+ ){0,8}?$", re.IGNORECASE)
_INTO_ORBIT = re.compile(
    r"(?:s\b)?(?:[,\"]| \([^)]*\)|,? [A-Z][\w-]+)*(?: [\w-]+){0,6}? "
    r"(?:(?:into|in|to) (?:(?:an?|its|low|the|geostationary|planned|polar|[\w-]+|Earth) ){0,4}?(?:orbit|space)|aloft|"
    r"skyward|from (?:the )?[A-Z])"
)
_REACHED_ORBIT = re.compile(
    r"[^,;.]{0,30}? (?P<verb>(?:did not|failed to|could not|never) (?:reach|enter|achieve|attain)|"
    r"(?:reached|entered|achieved|attained)) (?:\w+ ){0,3}orbit\b"
)


# "Used a rocket to put a satellite into orbit": what was done tells what for.
_DID_SO = re.compile(r"\b(?:used|using|launched|fired|flew|(?:was|were|been) able)\b[^,;.]{0,60}? to (?:\w+ly )?$")


def of_orbit(view: View, sentence: Sentence, weapon: Weapon) -> list[Trigger]:
    """A satellite that was carried up: "put its first satellite into orbit", "the satellite did not reach orbit"."""
    if weapon.head != "satellite" or weapon.modifies:
        return []
    flat = view.reading.flat
    lifts = _ORBITS(view.knowledge).search(flat, max(sentence.start, weapon.start - 110), weapon.start)
    if lifts is not None and _INTO_ORBIT.match(flat, weapon.end, sentence.end):
        start, end = lifts.span("verb")
        facts = factuality(view, sentence, start, end, is_noun=False)
        if facts.state == "hypothetical" and _DID_SO.search(flat, sentence.start, start):
            facts = Factuality("occurred")
        return [told(start, end, facts, weapon)]
    reached = _REACHED_ORBIT.match(flat, weapon.end, sentence.end)
    if reached is None or not any(d.iso or d.weekday for d in view.of(Date, sentence)):
        return []
    start, end = reached.span("verb")
    facts = Factuality("occurred" if reached["verb"].endswith("ed") else "failed")
    return [told(start, end, facts, weapon)]
