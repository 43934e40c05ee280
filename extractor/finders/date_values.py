"""Values of time expressions: what each pattern of `dates` makes of its match.

A resolver gets the match, the publication day (None where the article has none) and whether the words around say that
the day is still to come; it returns None where the match is no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.finders import calendar
from extractor.finders.numbers import value_of

_VAGUE = {"a couple of": 2, "a few": 3, "several": 3}


@dataclass(frozen=True, slots=True)
class Value:
    """What a pattern makes of its match; `iso` None where only the words are known."""

    iso: str | None
    from_text: bool = False
    relative: str | None = None


Resolve = Callable[[re.Match[str], date | None, bool], Value | None]


SOON = timedelta(days=60)  # how far ahead a day is announced with its weekday and without its year


def day(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A day of a month, with or without its year and weekday."""
    month, day = month_number(match["month"]), int(match["day"])
    year = match.groupdict().get("year")
    if year:
        exact = calendar.make(int(year), month, day)
        return Value(exact.isoformat(), from_text=True) if exact else None
    if calendar.make(2000, month, day) is None:
        return None
    if published is None:
        return Value(None)
    exact = calendar.make(calendar.year_of(published, month, day, future), month, day)
    named = match.groupdict().get("weekday")
    if exact and named and (number := calendar.WEEKDAYS.get(named.rstrip(".").lower())) != exact.isoweekday():
        ahead = (calendar.make(published.year + step, month, day) for step in (0, 1))
        soon = (d for d in ahead if d and d.isoweekday() == number and timedelta(0) < d - published < SOON)
        exact = next(soon, exact)  # "Saturday, June 14", read on the 12th
    return Value(exact.isoformat() if exact else None)


def numeric(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A day in digits."""
    exact = calendar.make(int(match["year"]), int(match["m"]), int(match["d"]))
    return Value(exact.isoformat(), from_text=True) if exact else None


def weekday(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A weekday, alone or with 'last', 'next' or 'this'."""
    if published is None:
        return Value(None)
    direction = (match.groupdict().get("direction") or "").lower()
    direction = {"previous": "last", "past": "last", "this past": "last"}.get(direction, direction)
    name = match["weekday"].rstrip(".").lower()
    day = calendar.weekday_near(published, calendar.WEEKDAYS[name], direction or ("future" if future else ""))
    return Value(day.isoformat())


def near_day(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Today', 'yesterday', 'overnight' and their like."""
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "overmorrow": 2}
    if published is None:
        return Value(None)
    word = re.sub(r"\s+", " ", match["word"].lower())
    return Value((published + timedelta(days=steps.get(word, 0))).isoformat())


def ago(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Two weeks ago'."""
    number, unit = _amount(match["amount"]), match["unit"].lower()
    if published is None:
        return Value(None, relative="ago")
    return Value(calendar.moved(published, -number, unit), relative="ago")


def apart(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Two days later', counted from another day of the story."""
    number, unit = _amount(match["amount"]), match["unit"].lower()
    back = match["way"].lower() in ("earlier", "before", "previously", "prior", "prior to", "ahead of")
    return Value(None, relative=f"{'-' if back else '+'}{number}{unit[0]}")


def neighbour(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'The previous day', 'the same day', counted from another day of the story."""
    word = match["word"].lower()
    if "same" in word or word.startswith("that"):
        return Value(None, relative="+0d")
    back = "previous" in word or "before" in word or "eve" in word
    return Value(None, relative="-1d" if back else "+1d")


def day_of_month(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'The 22nd': the latest such day, or the next to come."""
    if published is None:
        return Value(None)
    day = int(match["day"])
    year, month = published.year, published.month
    if day > published.day + 1 and not future:
        year, month = calendar.shift_months(published, -1)
    exact = calendar.make(year, month, day)
    return Value(exact.isoformat() if exact else None)


def long_ago(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Years ago': a past without a value."""
    return Value(None, relative="ago")


def ahead(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Two weeks from now'."""
    if published is None:
        return Value(None)
    return Value(calendar.moved(published, _amount(match["amount"]), match["unit"].lower()))


def weekday_of_week(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Tuesday last week', of the calendar week."""
    if published is None:
        return Value(None)
    monday = published - timedelta(days=published.isoweekday() - 1)
    weeks = {"last": -1, "this": 0, "next": 1}[match["of"]]
    weekday = calendar.WEEKDAYS[match["weekday"].rstrip(".").lower()]
    return Value((monday + timedelta(weeks=weeks, days=weekday - 1)).isoformat())


def day_of_year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'May 2 last year'."""
    if published is None:
        return Value(None)
    year = published.year + {"last": -1, "this": 0, "next": 1}[match["of"]]
    exact = calendar.make(year, month_number(match["month"]), int(match["day"]))
    return Value(exact.isoformat()) if exact else None


def holiday(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'New Year's Day': a day with a name of its own, in the year told or the latest before publication."""
    month, number = calendar.HOLIDAYS[match["holiday"]]
    year = match.groupdict().get("year")
    if year:
        return Value(f"{year}-{month:02d}-{number:02d}", from_text=True)
    if published is None:
        return Value(None)
    exact = calendar.make(calendar.year_of(published, month, number, future), month, number)
    return Value(exact.isoformat() if exact else None)


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation."""
    return calendar.MONTHS[word.rstrip(".").lower()]


def _amount(words: str) -> int:
    plain = re.sub(r"^(some|about|nearly|almost) ", "", words.lower())
    if plain in _VAGUE:
        return _VAGUE[plain]
    return 1 if plain in ("a", "an") else int(value_of(plain))
