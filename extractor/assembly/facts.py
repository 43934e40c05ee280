"""Facts about an event or a value that make it more or less likely to be right: what they are called, when they hold.

They are read off the finished event and the statements it was put together from, so that assembly need not keep count
of them. A new fact is a line in one of the two tables; `python -m extractor.training.confidence` then weighs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from extractor.assembly.draft import Draft
from extractor.assembly.statement import Statement
from extractor.assembly.view import View
from extractor.model.mention import Body, Count, Date, Mention, Person, Place, Weapon
from extractor.model.record import Event, Found

MentionT = TypeVar("MentionT", bound=Mention)

FAR = 30  # characters; five in six weapon names stand nearer to the words of their launch


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event of an article with what it was made from."""

    view: View
    event: Event
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of an event; `homes` are the event's statements in whose sentences its words stand."""

    case: Case
    slot: str
    at: int
    found: Found[Any]
    homes: tuple[Statement, ...]

    def mentions(self, kind: type[MentionT]) -> list[MentionT]:
        """The mentions of a kind that its words are made of."""
        sentences = {s.sentence.index: s.sentence for s in self.homes}
        told = [m for sentence in sentences.values() for m in self.case.view.of(kind, sentence)]
        return [m for m in told if any(m.start < e.end and e.start < m.end for e in self.found.evidence)]


# events

_PINNING = (
    "date",
    "count",
    "weapon_classes",
    "weapon_names",
    "launch_site",
    "impact_area",
    "distance_km",
    "altitude_km",
)
FEW, HARDLY_ANY = 2, 1  # slots: most right events fill four of the eight that pin a launch down


def _pinned(case: Case) -> int:
    return sum(bool(getattr(case.event, slot)) for slot in _PINNING)


def _is_undated(case: Case) -> bool:
    return case.event.date is not None and case.event.date.value.iso is None


EVENT: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("told as background", lambda case: case.event.prominence == "background"),
    ("told in one sentence only", lambda case: len(case.draft.statements) == 1),
    ("its country is named elsewhere", lambda case: all(s.side is None for s in case.draft.statements)),
    ("no time is told", lambda case: case.event.date is None),
    ("its day cannot be worked out", _is_undated),
    ("two or fewer slots pin it down", lambda case: _pinned(case) <= FEW),
    ("one slot or none pins it down", lambda case: _pinned(case) <= HARDLY_ANY),
)

# values of any slot


def _is_background(value: Value) -> bool:
    return value.case.event.prominence == "background"


def _is_later(value: Value) -> bool:
    return min(value.case.draft.statements, key=lambda s: s.start) not in value.homes


def _is_beside_a_noun(value: Value) -> bool:
    """ "The launch" and "a test" often point to a launch told elsewhere, whose values they do not carry."""
    forms = {s.trigger.form for s in value.homes if s.trigger}
    return bool(forms) and "verb" not in forms


def _is_doubted(value: Value) -> bool:
    """The month of May is no doubt."""
    view = value.case.view
    told = [(cue, s) for s in value.homes for cue in view.cues(s.sentence, "hypothetical", "negated", "habitual")]
    return any(not any(d.start <= cue.start < d.end for d in view.of(Date, s.sentence)) for cue, s in told)


def _is_far(value: Value) -> bool:
    gaps = [
        max(evidence.start - s.trigger.end, s.trigger.start - evidence.end)
        for s in value.homes
        if s.trigger
        for evidence in value.found.evidence
    ]
    return bool(gaps) and min(gaps) > FAR


BACKGROUND = ("told as background", _is_background)
LATER = ("not in the first sentence about the launch", _is_later)
NOUN = ("beside a noun of launching, not a verb", _is_beside_a_noun)
DOUBT = ("words of doubt, denial or habit in its sentence", _is_doubted)
DISTANT = ("far from the words of the launch", _is_far)

# values of one kind


def _is_agreed(value: Value) -> bool:
    held = (value.found.value.min, value.found.value.max)
    return sum(any((c.min, c.max) == held for c in s.counts) for s in value.case.draft.statements) > 1


def _has_time_of_day(value: Value) -> bool:
    return value.found.value.time_of_day is not None


def _tells_a_day(value: Value) -> bool:
    return any(mention.iso is not None and len(mention.iso) == len("2025-10-22") for mention in value.mentions(Date))


def _is_interval(value: Value) -> bool:
    """Many are two launches told together ("in April and September"), which a reader tells apart."""
    return "/" in (value.found.value.iso or "")


def _has_rival_places(value: Value) -> bool:
    role = "launch_site" if value.slot == "launch_site" else "impact_area"
    return len({p.text for s in value.case.draft.statements for p in s.places if p.role == role}) > 1


def _lies_abroad(value: Value) -> bool:
    side, country = value.case.draft.side, value.found.value.country
    return value.slot == "launch_site" and side is not None and country not in (None, side.country)


def _is_by_name(value: Value) -> bool:
    return all(weapon.name for weapon in value.mentions(Weapon))


def _is_foreign(value: Value) -> bool:
    """An interceptor or a rival's missile, named for comparison."""
    side = value.case.draft.side
    return side is not None and any(w.country not in (None, side.country) for w in value.mentions(Weapon))


def _body_type(*types: str) -> Callable[[Value], bool]:
    return lambda value: any(body.type in types for body in value.mentions(Body))


def _is_ahead(value: Value) -> bool:
    return any(s.trigger and e.end <= s.trigger.start for s in value.homes for e in value.found.evidence)


VALUE: dict[str, tuple[tuple[str, Callable[[Value], bool]], ...]] = {
    "country": (),  # an event that is right has the right country: gold and event are paired by it
    "actor": (("ahead of the words of the launch", _is_ahead),),
    "count": (
        NOUN,
        LATER,
        ("told again by another sentence", _is_agreed),
        ("a sum", lambda value: len(value.mentions(Count)) > 1),
        ("read from grammar, not a number", lambda value: not value.mentions(Count)),
    ),
    "class": (
        LATER,
        ("ballistic, and no more", lambda value: value.found.value == "ballistic"),
        ("told by a name", _is_by_name),
    ),
    "name": (LATER, DISTANT, ("a weapon of another country", _is_foreign)),
    "figure": (
        BACKGROUND,
        ("a height", lambda value: value.slot == "altitude_km"),
    ),
    "date": (
        DOUBT,
        ("an interval", _is_interval),
        ("the words tell a day", _tells_a_day),
        ("with the time of day", _has_time_of_day),
        ("publication date unknown", lambda value: value.case.view.reading.published is None),
    ),
    "place": (
        BACKGROUND,
        NOUN,
        LATER,
        ("not among the known places", lambda value: value.found.value.latitude is None),
        ("a direction, or what it flew over", lambda v: all(p.role in ("toward", "over") for p in v.mentions(Place))),
        ("another place is told", _has_rival_places),
        ("a launch site abroad", _lies_abroad),
    ),
    "source": (
        BACKGROUND,
        NOUN,
        LATER,
        DOUBT,
        ("a person", lambda value: bool(value.mentions(Person))),
        ("a force", _body_type("military")),
        ("state media", _body_type("state_media")),
        ("another source is named before", lambda value: value.at > 0),
    ),
}
