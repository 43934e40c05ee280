"""Calendar arithmetic for time expressions: from words and a publication day to ISO values.

Values are ISO 8601 at the precision of the words: day, month, year, interval "A/B"; and, as TIMEX3 writes them, week
"2016-W10", season "2015-FA", quarter "2016-Q2", half "2016-H1" and decade "201X". Nothing here knows today's date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
HOLIDAYS = {
    "New Year's Day": (1, 1), "New Year's Eve": (12, 31), "Valentine's Day": (2, 14), "May Day": (5, 1),
    "the Fourth of July": (7, 4), "the fourth of July": (7, 4), "Halloween": (10, 31), "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25), "Boxing Day": (12, 26),
}  # fmt: skip
"""Days with a name of their own, by month and day: those that fall on one day everywhere and mean only the day."""
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def make(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month that many months away."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def weekday_near(published: date, weekday: int, direction: str) -> date:
    """The day a bare or modified weekday names.

    "last": the latest before publication; "next": the first after it; "this" and "future": the first on or after it.
    Plain ("") is the latest on or before it, except that the very next day is taken as that day: a launch early on
    Tuesday in Asia stands in Monday's paper in America.
    """
    ahead = (weekday - published.isoweekday()) % 7
    if direction in ("next", "coming"):
        return published + timedelta(days=ahead or 7)
    if direction in ("this", "future"):
        return published + timedelta(days=ahead)
    if direction == "last":
        return published + timedelta(days=(ahead or 7) - 7)
    if ahead <= 1:
        return published + timedelta(days=ahead)
    return published + timedelta(days=ahead - 7)


def year_of(published: date, month: int, day: int | None, future: bool) -> int:
    """The year of a month or a day named without one: the latest that has begun by publication, or the next to come."""
    there = (month, day if day is not None else 1)
    here = (published.month, published.day if day is not None else 1)
    if future:
        return published.year if there >= here else published.year + 1
    if day is not None and make(published.year, month, day) == published + timedelta(days=1):
        return published.year
    return published.year if there <= here else published.year - 1


def iso_month(year: int, month: int) -> str:
    """A month as ISO writes it."""
    return f"{year:04d}-{month:02d}"


def iso_week(day: date) -> str:
    """The ISO week that holds the day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def season(published: date, name: str, direction: str) -> str:
    """The season named without a year: the latest that has begun, the one before ("last"), or the next."""
    code = SEASONS[name]
    begun = published.month >= _SEASON_FIRST_MONTH[code]
    year = published.year if begun else published.year - 1
    if direction in ("next", "coming", "this") and not begun:
        year += 1
    inside = _SEASON_FIRST_MONTH[code] <= published.month < _SEASON_FIRST_MONTH[code] + 3
    if direction in ("last", "past", "previous") and inside:
        year -= 1
    return f"{year:04d}-{code}"


FARTHEST_YEARS = 1000  # "200,000 weeks ago" is no date news tells, and beyond what a calendar holds


def moved(published: date, number: int, unit: str) -> str | None:
    """The value that many units away, at the unit's precision: two days ago is a day, two months ago a month.

    None where that lies beyond any date news tells.
    """
    per_year = {"d": 365, "w": 52, "m": 12}.get(unit[:1], 1) if not unit.startswith("decade") else 0.1
    if abs(number) > FARTHEST_YEARS * per_year:
        return None
    if unit.startswith("day"):
        return (published + timedelta(days=number)).isoformat()
    if unit.startswith("week"):
        return iso_week(published + timedelta(weeks=number))
    if unit.startswith("month"):
        return iso_month(*shift_months(published, number))
    if unit.startswith("decade"):
        return f"{(published.year + 10 * number) // 10:03d}X"
    return f"{published.year + number:04d}"


def stepped(iso: str, number: int, unit: str, whole: bool) -> str | None:
    """The value that many days, weeks, months or years ("d", "w", "m", "y") from a day, a month or a year.

    Weeks count from a day to a day, or with `whole` to the week that holds it. None where the value is too coarse to
    count from, or is no plain day, month or year.
    """
    if unit == "y":
        return f"{int(iso[:4]) + number:04d}" if iso[:4].isdigit() else None
    if not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", iso):
        return None
    if unit == "m":
        return iso_month(*shift_months(date(int(iso[:4]), int(iso[5:7]), 1), number))
    if len(iso) != len("2017-07-04"):
        return None
    there = date.fromisoformat(iso) + timedelta(days=number * (7 if unit == "w" else 1))
    return iso_week(there) if unit == "w" and whole else there.isoformat()


def period(published: date, unit: str, direction: str) -> str | None:
    """The value of "last week", "this month", "next year"."""
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[direction]
    if unit == "quarter":
        year, month = shift_months(published, 3 * step)
        return f"{year:04d}-Q{(month + 2) // 3}"
    return moved(published, step, unit)
