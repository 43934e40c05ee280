"""What the change of a value is called."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.diff.values import core, nature, shown


def figures(low: float | None, high: float | None, approximate: bool = False) -> dict[str, Any]:
    return {"min": low, "max": high, "approximate": approximate}


def day(iso: str | None, text: str = "Monday") -> dict[str, Any]:
    return {"iso": iso, "text": text, "weekday": None, "time_of_day": None, "resolved_from": None}


def place(name: str, text: str | None = None) -> dict[str, Any]:
    return {"text": text or name, "name": name, "country": None, "latitude": None, "longitude": None}


@pytest.mark.parametrize(
    ("slot", "old", "new", "called"),
    [
        ("count", figures(2, 2), figures(3, 3), "off by one"),
        ("count", figures(2, 2), figures(4, 4), ""),
        ("count", figures(2, 2), figures(2, None), "upper bound lost"),
        ("count", figures(None, 5), figures(2, 5), "lower bound gained"),
        ("count", figures(3, None), figures(None, 3), "bounds turned round"),
        ("count", figures(3, None), figures(None, 4), "at least became at most"),
        ("count", figures(2, 2), figures(2, 2, True), "hedge gained"),
        ("distance_km", figures(1100, 1100), figures(683.5, 683.5), "unit slip (kilometres for miles)"),
        ("distance_km", figures(350, 380), figures(648.2, 703.8), "unit slip (kilometres for nautical miles)"),
        ("altitude_km", figures(50, 50), figures(50_000, 50_000), "unit slip (thousands)"),
        ("flight_minutes", figures(53, 53), figures(3180, 3180), "unit slip (minutes for seconds)"),
        ("altitude_km", figures(600, 600), figures(60, 60), "power of ten"),
        ("distance_km", figures(350, 350), figures(400, 400), ""),
        ("date", day("2025-01-06"), day("2025-01-07"), "one day off"),
        ("date", day("2025-01-06"), day("2025-01-13"), "one week off"),
        ("date", day("2025-01-06"), day("2024-01-06"), "another year"),
        ("date", day("2025-01-06"), day("2025-01"), "less precise"),
        ("date", day("2025"), day("2025-01"), "more precise"),
        ("date", day(None), day("2025-01"), "resolved"),
        ("launch_site", place("Sohae Satellite Launching Station"), place("Sohae"), "less specific"),
        ("launch_site", place("Sunan"), place("Wonsan"), ""),
        ("launch_site", place("Musudan-ri"), place("Musudan ri"), "respelled"),
        ("actor", "the Army", "Army", "respelled"),
    ],
)
def test_natures(slot: str, old: Any, new: Any, called: str) -> None:
    assert nature(slot, old, new) == called


def test_a_day_is_the_same_in_other_words_and_a_place_under_its_name() -> None:
    assert core(day("2025-01-06", "Monday")) == core(day("2025-01-06", "6 January"))
    assert core(day(None, "Monday")) != core(day(None, "Tuesday"))
    assert core(place("Sunan", "Sunan")) == core(place("Sunan", "the Sunan airfield"))
    assert core(figures(350.00001, 350)) == core(figures(350, 350.0))


@pytest.mark.parametrize(
    ("value", "slot", "words"),
    [
        (figures(350, 380), "distance_km", "350-380 km"),
        (figures(2, None), "count", ">= 2"),
        (day(None, "early\nMonday"), "date", "early Monday"),
        (place("Sunan", "the airfield"), "launch_site", "the airfield (Sunan)"),
        (None, "count", "nothing"),
        (["a", "b"], "", "a, b"),
        ("\x1b[2Jx", "", "\ufffd[2Jx"),
    ],
)
def test_values_read_well(value: Any, slot: str, words: str) -> None:
    assert shown(value, slot) == words
