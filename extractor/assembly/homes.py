"""Homes: the side of an office holder whom the words around the name give none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import Pattern
from extractor.model.mention import Body, Person


class Holder(Protocol):
    """A person of the text; see `leaders.Figure`."""

    mentions: list[Person]
    row: int | None
    country: str | None


_INTERNATIONAL = re.compile(
    r"\b(?:u\.?n\.?|united nations|nato|eu|e\.u\.|european|unicef|unhcr|iaea|who|red cross|world|human rights|"
    r"international|secretary[- ]general|high commissioner|high representative)(?!\w)"
)
_OF_A_STATE = re.compile(
    r"\b(?:governor|mayor|minister|commander|lawmaker|senator|ambassador)\b|"
    r"\b\w+ (?:spokes(?:man|woman|person)|secretary|chief|chairman)\b"
)
"""Offices that only a state, or a part of one, has to give; of presidents and directors there are others."""


_LOCAL = re.compile(r"\b(?:governor|mayor|commander)\b")
"""Of these those of a place or a unit, whose side is told nearby."""


def settle(view: View, people: Sequence[Holder]) -> None:
    """Gives a side to office holders without one: that of the office, else the only one whose offices are told of."""
    homeless = [p for p in people if p.country is None and p.row is None and _roles(view, p)]
    if not homeless:
        return
    told = [(m.start, p.country) for p in people if p.country for m in p.mentions]
    told += [(b.start, b.country) for b in view.of(Body) if b.country and b.type in ("government", "military")]
    for person in homeless:
        roles = _roles(view, person)
        own = _of_office(view.knowledge, roles)
        if own is None and _OF_A_STATE.search(roles) and not _INTERNATIONAL.search(roles):
            own = _only(country for _, country in told)
            if own is None and _LOCAL.search(roles):
                own = _only(_near(view, told, person.mentions[0].start))
            here = view.reading.sentence_at(person.mentions[0].start)
            others = {b.country for b in view.of(Body, here) if b.country}
            own = own if not others or own in others else None  # "In New Delhi, a Defence Ministry spokesman ..."
        person.country = own


def _only(countries: Iterable[str]) -> str | None:
    """The one country told of, where it is one."""
    different = set(countries)
    return next(iter(different)) if len(different) == 1 else None


def _near(view: View, told: list[tuple[int, str]], start: int) -> Iterator[str]:
    """Countries of those told of in the same paragraph or the one before."""
    here = view.reading.sentence_at(start).paragraph
    return (c for at, c in told if 0 <= here - view.reading.sentence_at(at).paragraph <= 1)


def _roles(view: View, person: Holder) -> str:
    """The offices written beside a name, in lower case, each ended by a semicolon."""
    if any(m.standing in ("analyst", "private") for m in person.mentions):
        return ""
    return "".join(f"{view.reading.low[a:b]}; " for m in person.mentions for a, b in m.roles)


def _of_office(knowledge: Knowledge, roles: str) -> str | None:
    """The side whose office it is by its name alone."""
    return next((country for country, words in OFFICES if words(knowledge).search(roles)), None)


OFFICES = (
    ("US", Pattern(r"(?i)\b(?:<american_office>)\b")),
    ("IL", Pattern(r"(?i)\b(?:<israeli_office>)\b")),
    ("JP", Pattern(r"(?i)\b(?:<japanese_office>)\b")),
    ("KR", Pattern(r"(?i)\b(?:<south_korean_office>)\b")),
)
"""Titles that news gives without a country, by the country they are of."""
