"""Claims: statements on which the text disagrees, each with who makes it; what the slot holds is marked as chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.assembly.draft import Draft
from extractor.assembly.slots import evidence
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.model.mention import Mention, Weapon
from extractor.model.record import Claim, Evidence, Found, Interval

RANGE_CLASSES = ("srbm", "mrbm", "irbm", "icbm")
FIGURES = (
    ("distance_km", "distance", "km"),
    ("altitude_km", "altitude", "km"),
    ("range_km", "range", "km"),
    ("flight_minutes", "duration", "min"),
    ("speed_mach", "speed", "mach"),
)


def claims_of(view: View, draft: Draft, slot: str, chosen: Sequence[Found[Any]]) -> tuple[Claim, ...]:
    """All values told for a slot, where they are more than one; `chosen` is what the slot holds."""
    told = list(_told(draft, slot))
    if len({_key(value) for value, _, _ in told}) < 2:
        return ()
    taken = {(e.start, e.end) for found in chosen for e in found.evidence}
    made: dict[tuple[str, str | None], Claim] = {}
    for value, speaker, mentions in told:
        words = evidence(view, *mentions)
        claim = Claim(slot=slot, value=value, attributed_to=speaker, evidence=words, chosen=_is_taken(words, taken))
        made.setdefault((_key(value), speaker), claim)
    return tuple(made.values())


def _is_taken(words: tuple[Evidence, ...], taken: set[tuple[int, int]]) -> bool:
    return any((e.start, e.end) in taken for e in words)


def _key(value: str | Interval) -> str:
    return value if isinstance(value, str) else f"{value.min}/{value.max}"


def _told(draft: Draft, slot: str) -> Iterator[tuple[str | Interval, str | None, list[Mention]]]:
    """Value, speaker and mentions for each statement that fills the slot."""
    for statement in draft.statements:
        speaker = " ".join(statement.sources[0].text.split()) if statement.sources else None
        for value, mentions in _values(statement, slot):
            yield value, speaker, mentions


def _values(statement: Statement, slot: str) -> Iterator[tuple[str | Interval, list[Mention]]]:
    if slot == "count":
        for count in statement.counts:
            if count.part is None and count.what == "missiles" and (count.max != 1 or statement.telling):
                yield Interval(min=count.min, max=count.max, approximate=count.approximate), [count]
    elif slot == "weapon_classes":
        for weapon in statement.weapons:
            for name in _ranges(weapon):
                yield name, [weapon]
    else:
        dimension, unit = next((d, u) for name, d, u in FIGURES if name == slot)
        for measure in statement.measures:
            if measure.dimension == dimension and measure.unit == unit:
                yield Interval(min=measure.min, max=measure.max, approximate=measure.approximate), [measure]


def _ranges(weapon: Weapon) -> list[str]:
    """Classes that exclude each other: a missile has one range, and is cruise or ballistic."""
    return [name for name in weapon.classes if name in (*RANGE_CLASSES, "cruise", "hypersonic")]
