"""Placing: where a launch was made and where it came down, from the places told of it.

What the statements of a launch say comes first. For the launch that the article is about, sentences that belong to no
launch may say it as well: "Eleven hit the air base", "The impact point was in the Arabian Sea".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.assembly.draft import Draft
from extractor.assembly.launchers import Side, homes_of_movements
from extractor.assembly.slots import found
from extractor.assembly.spare import is_of_another
from extractor.assembly.trigger import Trigger
from extractor.assembly.view import View
from extractor.knowledge.forms import Place as PlaceRow
from extractor.knowledge.reader import Knowledge
from extractor.model.mention import Body, Place
from extractor.model.record import Found
from extractor.model.record import Place as PlaceValue
from extractor.model.spans import Apart
from extractor.reading import Sentence


def launch_site(view: View, draft: Draft, spare: Sequence[Sentence] = ()) -> Found[PlaceValue] | None:
    """The first place a launch is said to be from; a known or named one before a described one."""
    told = _sites(view, draft, [p for s in draft.statements for p in s.places])
    told = (
        told
        or _at_home(view, draft)
        or _same_site(view, draft)
        or _own_site(view, draft)
        or _sites(view, draft, _told_elsewhere(view, draft, spare))
    )
    told = sorted(told, key=lambda p: p.canonical is None and not p.text[:1].isupper())
    within = [
        p for p in told if told and _is_wide(view, told[0]) and p.country == told[0].country and not _is_wide(view, p)
    ]
    return _place(view, within[:1] or told[:1])


@lru_cache(maxsize=4)
def _places(knowledge: Knowledge) -> dict[str | None, PlaceRow]:
    """Known places by their names."""
    return {row.name: row for row in reversed(knowledge.places.place)}


_WIDE = re.compile(r"\b(?:county|province|region|prefecture|oblast|coast|district)\b", re.IGNORECASE)


def _is_wide(view: View, place: Place) -> bool:
    """A province or a coast, in which a site or a town told as well is the more specific place."""
    row = _places(view.knowledge).get(place.canonical)
    return row.kind == "region" if row else not place.text[:1].isupper() or _WIDE.search(place.text) is not None


_AT = re.compile(r"\bat (?:the )?(?:[\w'-]+ ){0,3}$")


def _at_home(view: View, draft: Draft) -> list[Place]:
    """What is launched "at" a place of one's own is not aimed at it."""
    struck = [p for s in draft.statements for p in s.places if p.role == "impact_area"]
    return [p for p in struck if _is_own(view, draft, p) and _AT.search(view.reading.flat, p.start - 40, p.start)]


def _kind_of(view: View, place: Place) -> str | None:
    row = _places(view.knowledge).get(place.canonical)
    return row.kind if row else None


def _is_own(view: View, draft: Draft, place: Place) -> bool:
    """A town, a base or a site of the launching side; ranges are made to be hit."""
    row = _places(view.knowledge).get(place.canonical)
    if row is None or draft.side is None or row.country != draft.side.country or "ange" in place.text:
        return False
    return row.kind in ("site", "base", "city")


_AT_OR_IN = re.compile(r"\b(?:at|in|from) (?:the )?(?:[A-Z][\w'-]+ ){0,2}$")
_NOT_FROM_IT = re.compile(r"\b(?:target|toward|impact|land|hit|components?|supported)\w*\b")


def _own_site(view: View, draft: Draft) -> list[Place]:
    """A launch site of one's own told beside the launch: "airmen at Vandenberg launched a missile"."""
    told = [(t, p) for s in draft.statements if (t := s.trigger) is not None for p in s.places if p.role == "other"]
    return [p for t, p in told if _kind_of(view, p) == "site" and _is_own(view, draft, p) and _is_beside(view, t, p)]


def _is_beside(view: View, trigger: Trigger, place: Place) -> bool:
    first, last = sorted(((place.start, place.end), (trigger.start, trigger.end)))
    between = view.reading.flat[first[1] : last[0]]
    if len(between) >= BESIDE or _NOT_FROM_IT.search(between):
        return False
    return _AT_OR_IN.search(view.reading.flat, max(0, place.start - 40), place.start) is not None


BESIDE = 60  # characters
_SAME = re.compile(
    r"\bfrom (?:the|this|that) (?:very )?same (?:area|region|site|place|location|coast|base|town|city|port|spot)\b"
)


def _same_site(view: View, draft: Draft) -> list[Place]:
    """The site told last before "from the same area", whichever launch it was told of."""
    for statement in draft.statements:
        match = _SAME.search(view.flat(statement.sentence))
        if match is not None:
            before = [
                p
                for p in view.of(Place)
                if p.role == "launch_site" and p.end <= statement.sentence.start + match.start()
            ]
            return before[-1:]
    return []


# "Hit a target 1,000 km from the launch point in the Sea of Japan": the target is there.
_FROM_ITS_POINT = re.compile(r"\bfrom (?:its|the) (?:launch|firing|starting) (?:point|site) in (?:the )?\Z")
_MERE_WATER = ("water", "waters", "sea", "the sea", "the water", "the waters")


def _sites(view: View, draft: Draft, places: list[Place]) -> list[Place]:
    told = [p for p in places if p.role == "launch_site" and p.text.lower() not in _MERE_WATER]
    told = [p for p in told if not _FROM_ITS_POINT.search(view.reading.flat, max(0, p.start - 40), p.start)]
    if draft.side is None:
        return told
    told = [p for p in told if p.country in (None, draft.side.country) or _is_left(view, p)]
    abroad = [p for p in told if p.canonical is not None or not _is_country(view, p)]
    return abroad or [
        p
        for p in told
        if draft.side.actor is not None
        or draft.side.country in homes_of_movements(view.knowledge)  # there "from Yemen" tells something
        or any(s.trigger and s.trigger.action == "attack" for s in draft.statements)
    ]


def _is_left(view: View, place: Place) -> bool:
    """Whether the missile came "from" there: only that makes a launch site of a place in another country."""
    return re.search(r"\b(?:from|left) (?:the )?(?:\w+ ){0,3}$", view.reading.flat[: place.start][-40:]) is not None


def impact_area(view: View, draft: Draft, spare: Sequence[Sentence] = (), *, attacks: bool) -> Found[PlaceValue] | None:
    """Where it came down or its target; else the direction, else what it flew over.

    Of an attack also where its sentence says that it happened: "sparked fires in the port of Odesa".
    """
    told = [p for s in draft.statements for p in s.places]
    home = _at_home(view, draft)
    struck = [p for p in told if p.role == "impact_area" and p not in home]
    if not struck:
        elsewhere = [p for p in _told_elsewhere(view, draft, spare) if p.role == "impact_area"]
        directed = any(p.role == "toward" for p in told)
        struck = [p for p in elsewhere if not directed or _vagueness(view, p) < BARE]
    attacked = _attacked(view, draft) if attacks else []
    towns = [p for p in attacked if _kind_of(view, p) == "city"]
    if struck and all(_is_country(view, p) for p in struck):
        struck = towns or struck  # "killed eight in the Israeli city of Haifa"
    for chosen in (
        struck,
        [p for p in told if p.role == "toward"],
        [p for p in told if p.role == "over" and _is_sea(view, p)],
        attacked,
        [p for p in told if p.role == "over" and attacks and not _is_own(view, draft, p) and p.canonical],
    ):
        if chosen:
            return _place(view, sorted(chosen, key=lambda p: _vagueness(view, p))[:1])
    return None


_WITHIN = re.compile(
    r"\b(?:[Ii]n|[Oo]n|near|across|around|outside)(?: [a-z-]+){0,2}(?:(?: [A-Z][\w-]+)?(?: [a-z-]+)? "
    r"(?:city|town|village|province|region|port|district) of)? (?:the )?$"
)


def _attacked(view: View, draft: Draft) -> list[Place]:
    """Where an attack is told to have happened, in its own sentence: "a missile attack killed 29 in Marib"."""
    side = draft.side
    return [
        place
        for s in draft.statements
        if s.telling
        for place in s.places
        if place.role == "other"
        and (
            side is None or place.country not in (None, side.country) or (side.actor and side.actor.type == "movement")
        )
        if _WITHIN.search(view.reading.flat, s.sentence.start, place.start)
        if not _SPEAKS.match(view.reading.flat, place.end)
    ]


def _is_movement(side: Side) -> bool:
    return side.actor is not None and side.actor.type == "movement"


_SPEAKS = re.compile(r"'s? | (?:said|says|reported|announced|added|confirmed|called|calls)\b")
"""Behind the seat of who speaks or acts: "the air force in Kyiv said", "in response to Kyiv's use of"."""


def _told_elsewhere(view: View, draft: Draft, spare: Sequence[Sentence]) -> list[Place]:
    """Places in sentences of no launch that tell of the end of a flight as a fact, and of no other day."""
    return [
        place
        for sentence in spare
        if view.cues(sentence, "flight_verb") or _END.search(view.flat(sentence))
        if not view.cues(sentence, "launch_verb") and not is_of_another(view, draft, sentence)
        for place in view.of(Place, sentence)
    ]


_END = re.compile(r"\b(?:[Ii]mpact|[Ll]anding|[Ss]plashdown)\b")


def _vagueness(view: View, place: Place) -> int:
    """A named place is better than a country, a country than a description, a description than mere waters."""
    if place.canonical is not None:
        return 0
    if _OF_A_STATE.search(place.text):
        return 3
    return 2 if not place.text[:1].isupper() else int(_is_country(view, place))


BARE = 2  # as vague as "the sea": a direction that is named says more
_OF_A_STATE = re.compile(r"^off\b|(?i:\b(?:zone|EEZ|territorial waters)$)")


def _is_country(view: View, place: Place) -> bool:
    body = view.once(_is_country, lambda: Apart(view.of(Body))).at(place.start)
    return body is not None and place.end <= body.end and body.type == "country"


def _is_sea(view: View, place: Place) -> bool:
    row = _places(view.knowledge).get(place.canonical)
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
