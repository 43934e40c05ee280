"""Confidence: how likely an event, and each of its values, is right.

    Case  --weigh-->  Weighed(facts with weights, confidence)  --rated-->  Event

The odds that an event is right are those of its kind, times what each fact that holds of it multiplies them by; so are
the odds that a value of a right event is. A value is right only if its event is, so its confidence is the product of
the two probabilities. Weights (logarithms of odds) are fitted on gold by `python -m extractor.training.confidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

from extractor.assembly.facts import Case
from extractor.assembly.grounds import Grounds, of_event, of_values
from extractor.knowledge.forms import Confidence
from extractor.model.record import Event, Found

DIGITS = 3  # of a confidence; gold is far from telling more


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A confidence with what made it: `facts` with their weights, and `alone`, what it is if the event is right."""

    slot: str
    at: int
    facts: tuple[tuple[str, float], ...]
    alone: float
    confidence: float


def weigh(case: Case) -> tuple[Weighed, ...]:
    """The event first, then each of its values in the order of the slots."""
    table = case.view.knowledge.confidence
    event = of_event(case)
    whole = probability(table, event)
    return tuple(_weighed(table, grounds, whole) for grounds in (event, *of_values(case)))


def _weighed(table: Confidence, grounds: Grounds, whole: float) -> Weighed:
    weights = table.of(grounds.kind).facts
    alone = probability(table, grounds)
    return Weighed(
        slot=grounds.slot,
        at=grounds.at,
        facts=tuple((fact, weights[fact]) for fact in grounds.facts if fact in weights),
        alone=alone,
        confidence=round(alone if grounds.slot == "event" else whole * alone, DIGITS),
    )


def probability(table: Confidence, grounds: Grounds) -> float:
    """How likely an event with these grounds is right, or a value if its event is: 0 to 1.

    Facts without a weight say nothing.
    """
    row = table.of(grounds.kind)
    return logistic(row.base + sum(row.facts.get(fact, 0.0) for fact in grounds.facts))


def logistic(log_odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + exp(-log_odds))


def rated(case: Case) -> Event:
    """The event with its confidence and that of each of its values."""
    sure = {(w.slot, w.at): w.confidence for w in weigh(case)}
    slots = {slot for slot, _ in sure} - {"event"}
    values = {slot: _sure_of(getattr(case.event, slot), slot, sure) for slot in slots}
    return case.event.model_copy(update={**values, "confidence": sure["event", 0]})


def _sure_of(held: Any, slot: str, sure: dict[tuple[str, int], float]) -> Any:
    """A slot's value, or list of values, each with its confidence."""
    if isinstance(held, tuple):
        return tuple(_with(found, sure[slot, at]) for at, found in enumerate(held))
    return _with(held, sure[slot, 0])


def _with(found: Found[Any], confidence: float) -> Found[Any]:
    return found.model_copy(update={"confidence": confidence})
