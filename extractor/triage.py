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


def judge(text: str, knowledge: Knowledge) -> Verdict:
    """Reject a text that names nothing that could be launched."""
    if _vocabulary(knowledge).find_matches_as_indexes(lowered(text).replace("\u2011", "-")):
        return Verdict(True)
    return Verdict(False, "no_launch_vocabulary")
