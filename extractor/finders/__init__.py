"""Finders: a text in, mentions out. One signature for all, and no finder sees what another found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.finders import bodies, counts, cues, dates, measures, people, places, quotes, weapons
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Mention
from extractor.reading import Reading

Finder = Callable[[Reading, Knowledge], Iterator[Mention]]

FINDERS: tuple[Finder, ...] = (
    counts.find, weapons.find, measures.find, dates.find, places.find, people.find, bodies.find, quotes.find, cues.find,
)  # fmt: skip
