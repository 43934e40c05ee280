"""Grounds: what speaks for or against an event or a value, each a plain fact that a reader can check in the text.

    Case  --of_event, of_values-->  Grounds(facts that hold)

What a fact is worth is measured on gold and stands in `knowledge/confidence.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.assembly.facts import EVENT, VALUE, Case, Value
from extractor.assembly.statement import Statement
from extractor.model.record import Found

KINDS = {
    "country": "country",
    "actor": "actor",
    "count": "count",
    "weapon_classes": "class",
    "weapon_names": "name",
    **dict.fromkeys(("distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach"), "figure"),
    "date": "date",
    "launch_site": "place",
    "impact_area": "place",
    "sources": "source",
}
"""Slots that hold values, and the kind whose weights they share: slots of a kind are read alike, and err alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The facts that hold of a value, or of an event (`slot` is then "event"); `at` numbers values in lists."""

    slot: str
    at: int
    kind: str
    facts: tuple[str, ...]


def of_event(case: Case) -> Grounds:
    """The grounds of an event."""
    return Grounds(slot="event", at=0, kind="event", facts=tuple(fact for fact, holds in EVENT if holds(case)))


def of_values(case: Case) -> Iterator[Grounds]:
    """The grounds of each of its values, in the order of the slots."""
    for value in values_of(case):
        kind = KINDS[value.slot]
        yield Grounds(
            slot=value.slot, at=value.at, kind=kind, facts=tuple(fact for fact, holds in VALUE[kind] if holds(value))
        )


def values_of(case: Case) -> Iterator[Value]:
    """Every value of the event, slots that hold lists item by item."""
    for slot in KINDS:
        held = getattr(case.event, slot)
        for at, found in enumerate(held if isinstance(held, tuple) else () if held is None else (held,)):
            homes = tuple(s for s in case.draft.statements if _stands_in(found, s))
            yield Value(case=case, slot=slot, at=at, found=found, homes=homes)


def _stands_in(found: Found[Any], statement: Statement) -> bool:
    return any(statement.sentence.start <= e.start < statement.sentence.end for e in found.evidence)


def known_facts() -> dict[str, tuple[str, ...]]:
    """The facts of each kind, as the weights must name them."""
    tables = {"event": EVENT, **VALUE}
    return {kind: tuple(fact for fact, _ in table) for kind, table in tables.items()}
