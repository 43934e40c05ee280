"""Values and other people's text as words for a terminal: short, exact, and unable to steer the screen."""

from __future__ import annotations

from extractor.audit.steering import one_line
from extractor.model.record import Interval, Place, When

UNITS = {
    "distance_km": "km",
    "altitude_km": "km",
    "range_km": "km",
    "flight_minutes": "min",
    "speed_mach": "Mach",
}
"""Unit words by event slot; slots that are no measure have none."""


def figure(interval: Interval, unit: str = "") -> str:
    """An interval: `3`, `350-380 km`, `>= 2`, `<= 5`; with `~` where the text hedges."""
    low, high = interval.min, interval.max
    if low is None:
        words = f"<= {_number(high)}"
    elif high is None:
        words = f">= {_number(low)}"
    else:
        words = _number(low) if low == high else f"{_number(low)}-{_number(high)}"
    tilde = "~" if interval.approximate else ""
    return f"{tilde}{words} {unit}".strip()


def show(value: object, slot: str = "") -> str:
    """A slot's value on one line: dates as ISO, or their words where no date follows; places as written."""
    if isinstance(value, Interval):
        return figure(value, UNITS.get(slot, ""))
    if isinstance(value, When):
        return one_line(value.iso or value.text)
    if isinstance(value, Place):
        known = "" if value.name == value.text else f" ({value.name})"
        return one_line(value.text + known)
    return one_line(str(value))


def _number(value: float | None) -> str:
    return f"{value:,.10g}" if value is not None else "?"
