"""Values of slots compared: what is the same value, how a value reads, and what a reader would call its change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from extractor.audit.parts import fold
from extractor.audit.steering import one_line
from extractor.audit.wording import show
from extractor.diff.places import folded_space
from extractor.model.record import Interval, Place, When

DECIMALS = 4  # of every number of a record
UNIT_FACTORS = {
    "kilometres for miles": 1.609344,  # international mile
    "kilometres for nautical miles": 1.852,
    "metres for feet": 3.2808399,  # 1 ft = 0.3048 m
    "thousands": 1000.0,
    "minutes for seconds": 60.0,
    "Mach for kilometres an hour": 1225.044,  # the speed of sound at sea level and 15 C, 340.29 m/s
}
"""What one figure is of the other where a unit was mistaken; in either direction."""
UNIT_TOLERANCE = 0.01  # relative: converted figures in news are rounded


def core(value: Any) -> Any:
    """What makes a value that value: a day without its words, a place by its name, numbers without their spelling."""
    if isinstance(value, dict):
        left_out = {"text", "resolved_from"} if value.get("iso") else {"text"} if value.get("name") else set()
        return tuple(sorted((key, core(part)) for key, part in value.items() if key not in left_out))
    return whole(value)


def whole(value: Any) -> Any:
    """The value for comparison: numbers rounded, white space folded, keys in order."""
    if isinstance(value, dict):
        return tuple(sorted((key, whole(part)) for key, part in value.items()))
    if isinstance(value, list | tuple):
        return tuple(whole(part) for part in value)
    if isinstance(value, str):
        return folded_space(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), DECIMALS)
    return value


def respelled(old: Any, new: Any) -> bool:
    """Whether two equal values are written with other digits: 350.0 and 350."""
    return json.dumps(old, sort_keys=True).split() != json.dumps(new, sort_keys=True).split()


def shown(value: Any, slot: str = "") -> str:
    """A value on one line for people."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        if "approximate" in value or {"min", "max"} <= value.keys():
            bounds = {"min": value.get("min"), "max": value.get("max")}
            return show(Interval.model_construct(approximate=bool(value.get("approximate")), **bounds), slot)
        if "iso" in value:
            return show(When.model_construct(iso=value["iso"], text=str(value.get("text") or "")), slot)
        if "name" in value:
            text = str(value.get("text") or value["name"])
            return show(Place.model_construct(text=text, name=str(value["name"])), slot)
        return one_line(json.dumps(value, ensure_ascii=False))
    if isinstance(value, list | tuple):
        return ", ".join(shown(part, slot) for part in value) or "nothing"
    return one_line(str(value))


def nature(slot: str, old: Any, new: Any) -> str:
    """What a reader would call the change of a value, in a few words; "" where there is no name for it."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        if "iso" in old and "iso" in new:
            return _of_date(old, new)
        if "name" in old and "name" in new:
            return _of_place(old, new)
        if "min" in old and "min" in new:
            return _of_interval(slot, old, new)
    if isinstance(old, str) and isinstance(new, str) and fold(old) == fold(new):
        return "respelled"
    return ""


def _of_interval(slot: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    ours, theirs = (old.get("min"), old.get("max")), (new.get("min"), new.get("max"))
    if ours == theirs:
        return "hedge lost" if old.get("approximate") else "hedge gained"
    if ours == theirs[::-1]:
        return "bounds turned round"
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
    if (ours[0] is None, ours[1] is None) != (theirs[0] is None, theirs[1] is None):
        return _bounds(ours, theirs)
    if slot == "count" and all(abs(a - b) <= 1 for a, b in pairs):
        return "off by one"
    return _factor(pairs)


def _bounds(old: tuple[Any, Any], new: tuple[Any, Any]) -> str:
    if None not in old:
        return "upper bound lost" if new[1] is None else "lower bound lost"
    if None not in new:
        return "upper bound gained" if old[1] is None else "lower bound gained"
    return "at least became at most" if old[1] is None else "at most became at least"


def _factor(pairs: list[tuple[float, float]]) -> str:
    for name, factor in UNIT_FACTORS.items():
        for sign in (1, -1):
            if all(_near(b, a * factor**sign) for a, b in pairs):
                return f"unit slip ({name})"
    for power in (10.0, 100.0):
        if any(all(_near(b, a * power**sign) for a, b in pairs) for sign in (1, -1)):
            return "power of ten"
    return ""


def _near(a: float, b: float) -> bool:
    return a == b if not b else abs(a - b) <= UNIT_TOLERANCE * abs(b)


def _of_date(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    ours, theirs = old.get("iso"), new.get("iso")
    if not ours or not theirs:
        return "resolved" if theirs else "no longer resolved" if ours else ""
    if ours == theirs:
        return ""
    if ours.startswith(theirs):
        return "less precise"
    if theirs.startswith(ours):
        return "more precise"
    days = _days(ours, theirs)
    if days is not None and days <= 1:
        return "one day off"
    if ours[4:] == theirs[4:]:
        return "another year"
    return "one week off" if days == 7 else ""


def _days(old: str, new: str) -> int | None:
    try:
        return abs((date.fromisoformat(old) - date.fromisoformat(new)).days)
    except ValueError:
        return None


def _of_place(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    if old.get("name") == new.get("name"):
        return "same place, other facts"
    ours, theirs = fold(old.get("name")), fold(new.get("name"))
    if ours == theirs:
        return "respelled"
    if f" {theirs} " in f" {ours} ":
        return "less specific"
    return "more specific" if f" {ours} " in f" {theirs} " else ""
