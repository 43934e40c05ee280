"""Origins: who fired a missile of which only is told where it came from, or whose it is."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.assembly.launchers import Side, country_words_of, launchers, powers_of
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.reading import Sentence

_FROM = re.compile(
    r"(?: at (?:about |around )?\d[\d:.]*(?: ?[ap]\.?m\.?)?(?:,? and \d[\d:.]*(?: ?[ap]\.?m\.?)?)?(?: local time)?)?"
    r"(?: (?:at|toward|towards|into|targeting|aimed at|headed for|heading for)(?: [\w.'-]+){1,3}?)?"
    r"(?: (?:on|early|late) \w+(?: morning| night)?)? "
    r"(?:(?:from|out of) (?:inside |within |deep inside )?|inside )(?:the )?(?:[a-z]+(?:ern|ral) )?"
)


_HELD_BY = re.compile(
    r"(?:an? |areas? |territory )?(?:[A-Z][\w-]+-(?:backed|aligned|allied|supported|linked) )?"
    r"(?P<who>[A-Z][\w-]+?(?: (?:terrorist|rebel|militant|militia|group|movement))?)"
    r"[ -](?:controlled|held|run|occupied)\b"
)


def origin(view: View, sentence: Sentence, trigger: Trigger) -> Side | None:
    """The country it was fired from, where nobody is said to have fired it: "a missile fired from Yemen"."""
    weapon = trigger.weapon
    match = _FROM.match(view.reading.flat, trigger.end, sentence.end)
    if match is None and weapon is not None:
        match = _FROM.match(view.reading.flat, weapon.end, sentence.end)
    if match is None:
        return None
    held = _HELD_BY.match(view.reading.flat, match.end(), sentence.end)
    if held is not None:
        for side in launchers(view, sentence):
            if match.end() <= side.start and side.end <= held.end("who") and side.actor is not None:
                return side
    words = country_words_of(view, match.end() - len("the "), min(sentence.end, match.end() + 30))
    powers = powers_of(view)
    here = next(
        (w for w in words if w.start == match.end() or view.reading.flat[w.start : match.end()] == "the "), None
    )
    if here is None:
        return None
    code = here.code if here.code in powers else _operators(view.knowledge).get(here.code)
    return Side(code, here.start, here.end) if code else None


@lru_cache(maxsize=4)
def _operators(knowledge: Knowledge) -> dict[str, str]:
    """Who launches from the sites of a country that launches nothing of its own."""
    return {p.country: p.operator for p in knowledge.places.place if p.country and p.operator}


_OWNS = re.compile(r"'s? (?:[\w-]+ ){0,4}")


def whose_weapon(view: View, trigger: Trigger) -> Side | None:
    """The country whose weapon it was, where nobody is said to have fired it: "condemned the test of a Syrian one"."""
    weapon = trigger.weapon
    if weapon is None or weapon.start < trigger.end:
        return None
    words = country_words_of(view, trigger.end, weapon.end)
    own = next(
        (w for w in words if _OWNS.match(view.reading.flat, w.end) or (w.adjective and w.start == weapon.start)), None
    )
    return Side(own.code, own.start, own.end) if own else None
