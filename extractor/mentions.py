"""Mentions without records: what the finders see in a text, for those who build something else with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.finders import FINDERS
from extractor.knowledge.reader import load
from extractor.model.article import Article
from extractor.model.mention import Mention
from extractor.nlp import Namer
from extractor.reading import Reading


@cache
def _namer() -> Namer:
    return Namer()


def find_mentions(text: str, *, published: str | None = None) -> Iterator[Mention]:
    """All mentions of a text, finder by finder merged in order of their place.

    `published` is an ISO date or date-time against which relative dates are resolved; without it they stay open.
    """
    reading = Reading.of(Article(text=text, source="text", published=published), _namer().asked_about(text))
    found = [mention for find in FINDERS for mention in find(reading, load())]
    yield from sorted(found, key=lambda mention: (mention.start, mention.end, mention.kind))
