"""Cues: words that say what was done, how it ended, and how certain, how often or when it is said to have been done.

One mention a cue word; what a cue does to a launch depends on where it stands and is decided in `assembly/claims.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractor.knowledge.gazetteer import Gazetteer
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Cue
from extractor.reading import Reading

SIGNS = (
    "launch_verb",
    "test_verb",
    "strike_verb",
    "conduct_verb",
    "launch_noun",
    "test_noun",
    "attack_noun",
    "flight_verb",
    "failed",
    "attempted",
    "planned",
    "hypothetical",
    "negated",
    "habitual",
    "report_verb",
    "simulation",
    "intercepted",
)


@lru_cache(maxsize=4)
def _gazetteer(knowledge: Knowledge) -> Gazetteer:
    """Words by the number of their sign."""
    words = knowledge.cue_words
    return Gazetteer((word, number) for number, sign in enumerate(SIGNS) for word in words[sign])


def find(reading: Reading, knowledge: Knowledge) -> Iterator[Cue]:
    """Cues in order; one stretch of text may be a sign of several things ("failed" is a verb and an outcome)."""
    found = [
        Cue(start=hit.start, end=hit.end, text=reading.article.text[hit.start : hit.end], cue=SIGNS[hit.row])
        for hit in _gazetteer(knowledge).find_apart(reading.flat, reading.low)
    ]
    yield from sorted(found, key=lambda cue: (cue.start, cue.end, cue.cue))
