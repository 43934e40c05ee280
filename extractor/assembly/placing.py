"""Placing: where a launch was made and where it came down, from the places told of it.

What the statements of a launch say comes first. For the launch that the article is about, sentences that belong to no
launch may say it as well: "Eleven hit the air base", "The impact point was in the Arabian Sea".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.assembly.days import relation, settle
from extractor.assembly.events import Draft
from extractor.assembly.slots import found
from extractor.assembly.view import View
from extractor.model.mention import Body, Date, Place
from extractor.model.record import Found
from extractor.model.record import Place as PlaceValue
from extractor.reading import Sentence


def launch_site(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> Found[PlaceValue] | None:
    """The first place a launch is said to be from; a known or named one before a described one."""
    told = _sites(view, draft, [p for s in draft.statements for p in s.places])
    if not told:
        told = _sites(view, draft, _told_elsewhere(view, draft, spare))
    return _place(view, sorted(told, key=lambda p: p.canonical is None and not p.text[:1].isupper())[:1])


def _sites(view: View, draft: Draft, places: list[Place]) -> list[Place]:
    told = [p for p in places if p.role == "launch_site"]
    if draft.side is None:
        return told
    told = [p for p in told if p.country in (None, draft.side.country) or _is_left(view, p)]
    abroad = [p for p in told if p.canonical is not None or not _is_country(view, p)]
    return abroad or [
        p
        for p in told
        if draft.side.actor is not None or any(s.trigger and s.trigger.action == "attack" for s in draft.statements)
    ]


def _is_left(view: View, place: Place) -> bool:
    """Whether the missile came "from" there: only that makes a launch site of a place in another country."""
    return re.search(r"\b(?:from|left) (?:the )?(?:\w+ ){0,3}$", view.reading.flat[: place.start][-40:]) is not None


def impact_area(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> Found[PlaceValue] | None:
    """Where it came down or its target; else the direction, else what it flew over."""
    told = [p for s in draft.statements for p in s.places]
    struck = [p for p in told if p.role == "impact_area"]
    if not struck:
        struck = [p for p in _told_elsewhere(view, draft, spare) if p.role == "impact_area"]
    for chosen in (
        struck,
        [p for p in told if p.role == "toward"],
        [p for p in told if p.role == "over" and _is_sea(view, p)],
    ):
        if chosen:
            return _place(view, sorted(chosen, key=lambda p: _vagueness(view, p))[:1])
    return None


def _told_elsewhere(view: View, draft: Draft, spare: Sequence[Sentence]) -> list[Place]:
    """Places in sentences of no launch that tell of the end of a flight as a fact, and of no other day."""
    return [
        place
        for sentence in spare
        if view.cues(sentence, "flight_verb") or _END.search(view.flat(sentence))
        if not view.cues(sentence, "hypothetical", "negated", "habitual", "planned", "launch_verb")
        if not any(_is_other_day(draft, day) for day in view.of(Date, sentence))
        for place in view.of(Place, sentence)
    ]


_END = re.compile(r"\b(?:[Ii]mpact|[Ll]anding|[Ss]plashdown)\b")


def _is_other_day(draft: Draft, day: Date) -> bool:
    iso = settle(day)
    return iso is not None and (draft.iso is None or relation(iso, draft.iso) == "apart")


def _vagueness(view: View, place: Place) -> int:
    """A named place is better than a country, a country better than a description."""
    if place.canonical is not None:
        return 0
    return 2 if not place.text[:1].isupper() else int(_is_country(view, place))


def _is_country(view: View, place: Place) -> bool:
    return any(b.start <= place.start and place.end <= b.end and b.type == "country" for b in view.of(Body))


def _is_sea(view: View, place: Place) -> bool:
    row = next((p for p in view.knowledge.places.place if p.name == place.canonical), None)
    return row is not None and row.kind == "sea"


def _place(view: View, chosen: list[Place]) -> Found[PlaceValue] | None:
    if not chosen:
        return None
    place = chosen[0]
    text = " ".join(place.text.split())
    value = PlaceValue(
        text=text,
        name=place.canonical or text,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )
    return found(view, value, [place])
