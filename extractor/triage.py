"""Triage: which articles can hold a launch at all. A rejection has a reason, and the record says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from extractor.knowledge.gazetteer import lowered
from extractor.knowledge.reader import Knowledge


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to go on, and why not."""

    keep: bool
    reason: str | None = None


@lru_cache(maxsize=4)
def _vocabulary(knowledge: Knowledge) -> AhoCorasick:
    return AhoCorasick([word.lower() for word in knowledge.triage.weapon])


@lru_cache(maxsize=4)
def _names(knowledge: Knowledge) -> AhoCorasick:
    rows = knowledge.weapons.weapon
    return AhoCorasick(sorted({form for row in rows for form in (row.name, *row.aliases)}))


def _names_a_weapon(text: str, knowledge: Knowledge) -> bool:
    """Whether a weapon's name stands in the text as a word: "a Musudan was fired"."""
    return any(
        not (text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalpha())
        for _, start, end in _names(knowledge).find_matches_as_indexes(text, overlapping=True)
    )


def judge(text: str, knowledge: Knowledge) -> Verdict:
    """Reject a text that names nothing that could be launched."""
    plain = text.replace("\u2011", "-")
    if _vocabulary(knowledge).find_matches_as_indexes(lowered(plain)) or _names_a_weapon(plain, knowledge):
        return Verdict(True)
    return Verdict(False, "no_launch_vocabulary")
