"""Rivals: which words lost against those taken, and the reason told."""

from __future__ import annotations

import pytest

from extractor.explain.rivals import why
from extractor.model.mention import Count, Date, Measure, Mention, Place, Weapon


def count(start: int, low: int | None, high: int | None, **more: object) -> Count:
    return Count(start=start, end=start + 3, text="two", min=low, max=high, **more)  # type: ignore[arg-type]


def weapon(start: int, name: str | None, *classes: str) -> Weapon:
    return Weapon(start=start, end=start + 3, text="xxx", name=name, canonical=name, classes=classes)


def date(start: int, iso: str | None) -> Date:
    return Date(start=start, end=start + 3, text="xxx", iso=iso)


def place(start: int, text: str, canonical: str | None, role: str) -> Place:
    return Place(start=start, end=start + len(text), text=text, canonical=canonical, role=role)  # type: ignore[arg-type]


def distance(start: int, low: float) -> Measure:
    return Measure(start=start, end=start + 3, text="xxx", min=low, max=low, dimension="distance", unit="km")


LATER = "told later than the words taken"
CASES = [
    ("count", count(50, 2, 2), count(10, 2, 2), "says the same"),
    ("count", count(50, 1, 1, part="of"), count(10, 3, 3), "a part of a number told before"),
    ("count", count(50, 5, 5, what="drones"), count(10, 3, 3), "counts drones, not missiles"),
    ("count", count(50, 2, None, approximate=True), count(10, 3, 3), "vaguer than the number taken"),
    ("count", count(50, 4, 4), count(10, 3, 3), LATER),
    ("count", count(5, 4, 4), count(10, 3, 3), "told first, but other words were taken"),
    ("distance_km", distance(50, 350), distance(10, 350), "says the same"),
    ("distance_km", distance(50, 350), distance(10, 380), LATER),
    ("weapon_classes", weapon(50, None, "ballistic"), weapon(10, None, "srbm"), "less specific than srbm"),
    ("weapon_classes", weapon(50, None, "cruise"), weapon(10, None, "srbm"), LATER),
    ("weapon_names", weapon(50, "KN-23"), weapon(10, "KN-23"), "the same name again"),
    ("date", date(50, None), date(10, "2025-10-22"), "tells no day"),
    ("date", date(50, "2025-10-21"), date(10, "2025-10-22"), LATER),
    (
        "impact_area",
        place(50, "Japan", "Japan", "toward"),
        place(10, "East Sea", "Sea of Japan", "impact_area"),
        "a direction; where it came down is told",
    ),
    (
        "launch_site",
        place(50, "an airfield", None, "launch_site"),
        place(10, "Sunan", "Sunan", "launch_site"),
        "a description; a named place is told",
    ),
]


@pytest.mark.parametrize(("slot", "rival", "taken", "reason"), CASES)
def test_the_reason_is_the_difference(slot: str, rival: Mention, taken: Mention, reason: str) -> None:
    assert why(slot, rival, [taken]) == reason


def test_where_nothing_was_taken_that_is_the_reason() -> None:
    assert why("count", count(1, 2, 2), []) == "not understood as said of this launch"
