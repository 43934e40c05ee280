"""Habits: launches told of as a rule, of which none is reported: "rockets are launched", "its tests angered it"."""

from __future__ import annotations

import re

from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern

_VARIOUS = re.compile(r" of (?:various|numerous|different|several types of|many)\b")
# "Its missile tests have angered Israel": all that it ever made; "its two tests", "Monday's tests" were made then
_ALL_ITS = re.compile(
    r"(?:\b(?!\w+day')[A-Z][\w.-]+'s?|\b[Ii]ts|\b[Tt]heir) (?:(?:ballistic|missile|rocket|nuclear|satellite|and) )*$"
)
_HAVE_DONE = re.compile(r" have (?:\w+ly |long |also )?(?!been\b|come\b)[a-z]+(?:ed|n)\b")


def is_usual(before: str, word: str, after: str) -> bool:
    """Whether a noun is of launches at large: "launches of various missiles", "its launches have alarmed Seoul"."""
    at_large = word.endswith("s") and _ALL_ITS.search(before) and _HAVE_DONE.match(after)
    return bool(at_large) or _VARIOUS.match(after) is not None


_RUNS = Pattern(
    r"(?: (?!to\b|can\b|could\b|may\b|might\b|will\b|would\b|that\b|which\b|and\b)[\w.'-]+){0,9} (?:<runs>)\b"
)
_ENTRY = re.compile(r"\W*(?:On )?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*[:–-]")  # of a chronology: "March 6: "
_MISSILES = re.compile(r"\b(?:missiles|rockets|projectiles) $")


def is_present(knowledge: Knowledge, before: str, word: str, after: str) -> bool:
    """What happens as a rule: "rockets are launched", "missiles fired from the base fly along the border"."""
    if not word.endswith("ed"):
        return False
    if re.search(r"\bare (?:\w+ly )?$", before):
        return _ENTRY.match(before) is None
    return _MISSILES.search(before) is not None and _RUNS(knowledge).match(after) is not None
