"""The leading side: who launched, for statements of a text that name nobody themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractor.assembly.attribution import speakers
from extractor.assembly.side import Side, is_oblique
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.finders.bodies import country_words_in
from extractor.model.mention import Body, Weapon
from extractor.reading import Sentence


def leading_side(view: View, statements: tuple[Statement, ...]) -> Side | None:
    """The side most launches are told of, for statements that name none."""
    telling = {s.sentence.index: s.sentence for s in statements if s.trigger}.values()
    sides = (
        [s.side for s in statements if s.side and s.trigger]
        or _sides_of_sites(statements)
        or _sides_around(view, telling)
        or (_sides_around(view, view.reading.sentences) if telling else [])
    )
    if not sides:
        return None
    votes = Counter(side.country for side in sides)
    top = max(votes.values())
    return next(side for side in sides if votes[side.country] == top)


def _sides_of_sites(statements: tuple[Statement, ...]) -> list[Side]:
    """Countries that the launches were made from: "two missiles fired from Sunan, Seoul said" were North Korea's."""
    sites = [p for s in statements for p in s.places if p.role == "launch_site"]
    return [Side(place.country, place.start, place.end) for place in sites if place.country]


def _sides_around(view: View, sentences: Iterable[Sentence]) -> list[Side]:
    """Countries, makers, forces and leaders named there, for a text that never says outright who launched."""
    found = []
    for sentence in sentences:
        found += [Side(w.country, w.start, w.end) for w in view.of(Weapon, sentence) if w.country and w.name]
        telling = [s for s in speakers(view, sentence) if not isinstance(s, Body) or s.type != "state_media"]
        words = country_words_in(view.reading, view.knowledge, sentence.start, sentence.end)
        found += [
            Side(w.code, w.start, w.end)
            for w in words
            if not is_oblique(view, sentence, w.start) and not any(s.start <= w.start < s.end for s in telling)
        ]
        for body in view.of(Body, sentence):
            if body in telling:
                continue
            if body.country and body.type in ("government", "military", "movement", "state_media"):
                found.append(Side(body.country, body.start, body.end))
    return sorted(found, key=lambda side: side.start)
