"""Homes: the side of an office holder whom the words around the name give none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from extractor.assembly.view import View
from extractor.knowledge.reader import Knowledge
from extractor.knowledge.wording import any_of
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


def settle(view: View, people: Sequence[Holder]) -> None:
    """Gives a side to office holders without one: that of the office, else the only one whose offices are told of."""
    homeless = [p for p in people if p.country is None and p.row is None and _roles(view, p)]
    if not homeless:
        return
    told = {p.country for p in people if p.country} | {
        b.country for b in view.of(Body) if b.country and b.type in ("government", "military")
    }
    for person in homeless:
        roles = _roles(view, person)
        own = _of_office(view.knowledge, roles)
        if own is None and len(told) == 1 and _OF_A_STATE.search(roles) and not _INTERNATIONAL.search(roles):
            own = next(iter(told))
        person.country = own


def _roles(view: View, person: Holder) -> str:
    """The offices written beside a name, in lower case, each ended by a semicolon."""
    if any(m.standing in ("analyst", "private") for m in person.mentions):
        return ""
    return "".join(f"{view.reading.low[a:b]}; " for m in person.mentions for a, b in m.roles)


def _of_office(knowledge: Knowledge, roles: str) -> str | None:
    """The side whose office it is by its name alone."""
    for pattern, country in _offices(knowledge):
        if pattern.search(roles):
            return country
    return None


@lru_cache(maxsize=4)
def _offices(knowledge: Knowledge) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is in the titles of one country alone."""
    return tuple(
        (re.compile(rf"\b(?:{any_of(re.escape(w.lower()) for w in knowledge.word_lists[name])})\b"), country)
        for name, country in OFFICES.items()
    )


OFFICES = {"american_office": "US", "israeli_office": "IL", "japanese_office": "JP", "south_korean_office": "KR"}
"""Lists of titles that news gives without a country, each with the country they are of."""
