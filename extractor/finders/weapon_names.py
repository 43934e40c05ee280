"""Names of weapons without a noun beside them, and which of these are weapons: "fired a Shaheen", not "Mr. Shaheen"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.reading import Reading


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text; `row` is None and `canonical` empty where the knowledge does not have it."""

    start: int
    end: int
    row: int | None
    country: str | None
    classes: tuple[str, ...]
    canonical: str
    needs_context: bool


_ABOUT_WEAPONS = Pattern(r"(?i)\b(?:<about_weapons>)\b")


_FIRED = Pattern(
    r"s? (?:was|were|had been|have been|has been) (?:\w+ )?(?:<fired>)\b|"
    r"s?(?: (?:then|finally|also|\w+ly))? (?:(?:lift|blast|thunder)ed off|(?:soar|roar)ed (?:off|away|into|skyward))\b"
)


# "The ballistic missile Abdali", "the missile, called the \"Emad\"", "the missile was named Emad"
_AFTER_NOUN = re.compile(
    r"\b(?:missiles?|rockets?|launchers?|launch vehicles?)(?: \([A-Z]{2,5}\))?"
    r"(?:,|(?:,|,? (?:that|which)? ?(?:is|was|were)) (?:called|named|dubbed|known as))?(?: the)? [\"']?$"
)


# "Pakistan fired its Ghauri.", "tested the Vega-C on Friday"; not "launched the Fatah movement"
_IS_FIRED = re.compile(
    r"\b(?:test-|flight-)?(?:fir(?:ed|ing)|launch(?:ed|ing)|test(?:ed|ing)) (?:its|their|an?|the|one|another) "
    r"(?:(?:first|second|new|latest|newest) )?[\"']?$"
)
_NO_NOUN = re.compile(r"[\"']?(?:[,.;)]|$| (?:on|from|at|in|off|into|toward|towards|over|for|last|this|early|late)\b)")


_COUNTED = Pattern(r"\b(?:<counted>|\d+) $", re.IGNORECASE)


def stands_alone(reading: Reading, knowledge: Knowledge, name: Name) -> bool:
    """Whether a name without a noun is a weapon.

    A designation is one ("KN-23", "Topol-M", "ATACMS", "Kheibar Shekan"); a plain word ("Iskander", "Topol") needs a
    determiner before it or weapons around it, and no other capitalised word after it ("Sarmat Road").
    """
    flat = reading.flat
    written = flat[name.start : name.end]
    if _FIRED(knowledge).match(flat, name.end):
        return True
    if name.needs_context:
        begin = max(0, name.start - 40)
        return _AFTER_NOUN.search(flat, begin, name.start) is not None or (
            _IS_FIRED.search(flat, begin, name.start) is not None and _NO_NOUN.match(flat, name.end) is not None
        )
    if any(c.isdigit() for c in written) or written.isupper():
        return True
    if re.match(r" (?!Scud|Nodong|Rodong)[A-Z][a-z]+", flat[name.end : name.end + 12]):
        return False
    sentence = reading.sentence_at(name.start)
    if re.search(r"[- ]", written) or _COUNTED(knowledge).search(
        flat, max(sentence.start, name.start - 12), name.start
    ):
        return True
    several = written.endswith("s") and not name.canonical.endswith("s")  # "Two were Nodongs", told of a salvo
    begin = reading.sentences[max(0, sentence.index - 1)].start if several else sentence.start
    return _ABOUT_WEAPONS(knowledge).search(flat[begin : name.start] + " " + flat[name.end : sentence.end]) is not None
