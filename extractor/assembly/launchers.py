"""Launchers: the countries, forces and movements of a sentence that can launch, as sides."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.assembly.view import View
from extractor.model.mention import Body, Person
from extractor.reading import Sentence


@dataclass(frozen=True, slots=True)
class Side:
    """Who launched: country code, the words that say so, and the actor where it is not the country itself."""

    country: str
    start: int
    end: int
    actor: Body | None = None


def launchers(view: View, sentence: Sentence, people: bool = False) -> list[Side]:
    """Bodies and leaders that can launch or order a launch, as sides, in order."""
    sides = [
        as_side(b)
        for b in view.of(Body, sentence)
        if b.country and b.type in ("country", "military", "movement", "government")
    ]
    for person in view.of(Person, sentence) if people else ():
        country = next((view.knowledge.leaders.leader[row].country for row in person.rows), None)
        if country is not None and not person.modifier:
            sides.append(Side(country, person.start, person.end))
    return sorted(sides, key=lambda side: side.start)


def as_side(body: Body) -> Side:
    """A body as the side it launches for."""
    return Side(body.country or "", body.start, body.end, None if body.type == "country" else body)


def powers_of(view: View) -> set[str | None]:
    """Countries that have missiles: makers in the knowledge base, and homes of movements named in the text."""
    return {w.country for w in view.knowledge.weapons.weapon} | {
        b.country for b in view.of(Body) if b.type == "movement"
    }
