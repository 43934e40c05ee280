"""Days of launches: what a time expression is worth as an event date, and whether two may be one day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from extractor.model.mention import Date

Relation = Literal["same", "inside", "around", "apart"]


_PART_OF_YEAR = re.compile(r"\d{4}-(?:SP|SU|FA|WI|Q\d|H\d)")


def settle(when: Date) -> str | None:
    """The event date a time expression gives (guidelines, section 5).

    A week gives none, or its month where it was counted back ("two weeks ago"); a season gives its year; a decade
    none.
    """
    iso = when.iso
    if iso is None or "X" in iso:
        return None
    if "-W" in iso:
        if when.relative != "ago":
            return None
        return date.fromisocalendar(int(iso[:4]), int(iso[6:8]), 4).isoformat()[:7]
    if _PART_OF_YEAR.fullmatch(iso):
        return iso[:4]
    return iso


def relation(a: str, b: str) -> Relation:
    """How value `a` lies to value `b`: the same, inside it, around it, or apart."""
    if a == b:
        return "same"
    if _covers(b, a):
        return "inside"
    return "around" if _covers(a, b) else "apart"


def _covers(outer: str, inner: str) -> bool:
    first, last = _bounds(outer)
    low, high = _bounds(inner)
    return first <= low and high <= last


def _bounds(iso: str) -> tuple[str, str]:
    """First and last day of a value, as strings that compare like dates."""
    first, _, last = iso.partition("/")
    last = last or first
    return (first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first), (
        last + "-12-31"[len(last) - 4 :] if len(last) < 10 else last
    )


def comes_after(iso: str | None, day: date | None) -> bool:
    """Whether a value, or the last day of several, lies after a day; of an unknown day all do."""
    last = (iso or "").rpartition("/")[2]
    return bool(last) and (day is None or last > day.isoformat()[: len(last)])


def in_week(iso: str | None, when: Date) -> bool:
    """Whether a day lies in the week that a time expression tells: a Wednesday in "earlier this week"."""
    if not iso or len(iso) != len("2017-07-04") or not re.fullmatch(r"\d{4}-W\d\d", when.iso or ""):
        return False
    year, week, _ = date.fromisoformat(iso).isocalendar()
    return f"{year}-W{week:02}" == when.iso


MAX_DIGITS = 3  # "999 days after" is the most that news counts from another day of its story


def moved(iso: str, relative: str, back: bool = False) -> str | None:
    """The day that lies "+2d" or "-1w" from a day; with `back`, the day from which it lies so."""
    match = re.fullmatch(r"([+-])(\d+)([dwmy])", relative)
    if match is None or len(iso) != 10:
        return None
    number = int(match[2]) * (1 if match[1] == "+" else -1) * (-1 if back else 1)
    if len(match[2]) > MAX_DIGITS:
        return None
    if match[3] == "d":
        return (date.fromisoformat(iso) + timedelta(days=number)).isoformat()
    if match[3] == "w":
        return (date.fromisoformat(iso) + timedelta(weeks=number)).isoformat()
    return None


_SPOKEN = re.compile(r"\b(?:today|tonight|last night|overnight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


def is_spoken(when: Date) -> bool:
    """Whether a day is told from where the writer stands: "last night"; elsewhere it may have been the next day."""
    return _SPOKEN.search(when.text) is not None


def days_apart(a: str | None, b: str | None) -> int | None:
    """Days between two values; None where one is no day."""
    if not a or not b or len(a) != len("2017-07-04") or len(b) != len(a):
        return None
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
