"""Rivals: what was said for a slot and not taken, and why it lost.

Assembly keeps what it took, not what it thought of the rest. So the reasons here are read off the difference between
the rival's words and those taken, by the rules of the annotation guidelines; where no rule tells them apart, the order
in the text is all there is to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from extractor.assembly.statement import Statement
from extractor.audit.wording import show
from extractor.model.mention import Body, Count, Date, Measure, Mention, Person, Place, Weapon
from extractor.model.record import Claim, Found

BALLISTIC = ("srbm", "mrbm", "irbm", "icbm", "slbm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Words that stood for a slot and lost; `attributed_to` is known for claims only."""

    start: int
    end: int
    text: str
    attributed_to: str | None
    why: str

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _measures(dimension: str) -> Callable[[Mention], bool]:
    return lambda mention: isinstance(mention, Measure) and mention.dimension == dimension


def _places(*roles: str) -> Callable[[Mention], bool]:
    return lambda mention: isinstance(mention, Place) and mention.role in roles


CANDIDATES: dict[str, Callable[[Mention], bool]] = {
    "count": lambda mention: isinstance(mention, Count),
    "weapon_classes": lambda mention: isinstance(mention, Weapon) and bool(mention.classes),
    "weapon_names": lambda mention: isinstance(mention, Weapon) and bool(mention.name),
    "distance_km": _measures("distance"),
    "altitude_km": _measures("altitude"),
    "range_km": _measures("range"),
    "flight_minutes": _measures("duration"),
    "speed_mach": _measures("speed"),
    "date": lambda mention: isinstance(mention, Date),
    "launch_site": _places("launch_site"),
    "impact_area": _places("impact_area", "toward", "over"),
    "sources": lambda mention: isinstance(mention, Body | Person),
}
"""Which mentions of a launch's statements could fill a slot. Slots that are not here have no rivals but claims."""


def lost(
    slot: str, found: Sequence[Found[Any]], claims: Iterable[Claim], statements: Iterable[Statement]
) -> tuple[Rival, ...]:
    """The rivals of what was found, in order of their place: rival claims, and mentions that nothing was made of."""
    spans = [(evidence.start, evidence.end) for each in found for evidence in each.evidence]
    rivals = [_claim(claim) for claim in claims]
    spans += [(rival.start, rival.end) for rival in rivals]
    fits = CANDIDATES.get(slot)
    told = {(m.start, m.end): m for statement in statements for m in mentions_of(statement) if fits and fits(m)}
    taken = [mention for mention in told.values() if _touches(mention, spans)]
    rivals += [
        Rival(start=m.start, end=m.end, text=m.text, attributed_to=None, why=why(slot, m, taken))
        for m in told.values()
        if m not in taken
    ]
    return tuple(sorted(rivals, key=lambda rival: (rival.start, rival.end)))


def mentions_of(statement: Statement) -> Iterator[Mention]:
    """Every mention that a statement holds, whichever field holds it."""
    for field in fields(statement):
        value = getattr(statement, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Mention):
                yield item


def why(slot: str, rival: Mention, taken: Sequence[Mention]) -> str:
    """Why a mention lost against those taken, in one clause."""
    if not taken:
        return "not understood as said of this launch"
    reasons = (reason for other in taken for reason in [_against(slot, rival, other)] if reason)
    first = min(taken, key=lambda mention: mention.start)
    order = "told later than the words taken" if rival.start > first.start else "told first, but other words were taken"
    return next(reasons, order)


def _against(slot: str, rival: Mention, taken: Mention) -> str | None:
    match rival, taken:
        case Count(), Count():
            return _count(rival, taken)
        case Measure(), Measure():
            same = (rival.min, rival.max) == (taken.min, taken.max)
            return "says the same" if same else None
        case Weapon(), Weapon():
            return _weapon(slot, rival, taken)
        case Date(), Date():
            return _date(rival, taken)
        case Place(), Place():
            return _place(rival, taken)
    return None


def _count(rival: Count, taken: Count) -> str | None:
    if (rival.min, rival.max, rival.what) == (taken.min, taken.max, taken.what):
        return "says the same"
    if rival.part is not None:
        return "a part of a number told before"
    if rival.what != taken.what:
        return f"counts {rival.what}, not {taken.what}"
    vague = rival.max is None and rival.approximate and taken.max is not None
    return "vaguer than the number taken" if vague else None


def _weapon(slot: str, rival: Weapon, taken: Weapon) -> str | None:
    if slot == "weapon_names":
        return "the same name again" if rival.canonical and rival.canonical == taken.canonical else None
    if set(rival.classes) <= set(taken.classes):
        return "says the same"
    general = set(rival.classes) <= {"ballistic"} and any(name in BALLISTIC for name in taken.classes)
    return f"less specific than {', '.join(taken.classes)}" if general else None


def _date(rival: Date, taken: Date) -> str | None:
    if rival.iso == taken.iso:
        return "says the same" if rival.iso else None
    return "tells no day" if rival.iso is None else None


def _place(rival: Place, taken: Place) -> str | None:
    if rival.canonical is not None and rival.canonical == taken.canonical:
        return "the same place again"
    if taken.role == "impact_area" and rival.role != "impact_area":
        return "a direction; where it came down is told"
    is_described = rival.canonical is None and not rival.text[:1].isupper()
    return "a description; a named place is told" if is_described and taken.canonical else None


def _claim(claim: Claim) -> Rival:
    return Rival(
        start=claim.evidence[0].start,
        end=claim.evidence[-1].end,
        text=" ... ".join(part.text for part in claim.evidence),
        attributed_to=claim.attributed_to,
        why=f"a rival claim: {show(claim.value, claim.slot)}",
    )


def _touches(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in spans)
