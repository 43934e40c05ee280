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
    return Value(exact.isoformat() if exact else None)


def month_only(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A month, with or without its year."""
    month, groups = month_number(match["month"]), match.groupdict()
    if groups.get("year"):
        return Value(calendar.iso_month(int(groups["year"]), month), from_text=True)
    if published is None:
        return Value(None)
    year = calendar.year_of(published, month, None, future)
    if (groups.get("direction") or "").lower() == "last" and (year, month) == (published.year, published.month):
        year -= 1
    return Value(calendar.iso_month(year, month))


def month_of_year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A month of last year or this: 'May last year'."""
    if published is None or match["of"] not in ("last", "this"):
        return Value(None)
    return Value(calendar.iso_month(published.year - (match["of"] == "last"), month_number(match["month"])))


def year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A year."""
    return Value(match["year"], from_text=True)


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


def period(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Last week', 'this month', 'next year'."""
    if published is None:
        return Value(None)
    direction = match["direction"].lower()
    direction = "last" if direction == "this past" else direction
    unit = match["unit"].lower()
    if unit == "weekend":
        saturday = calendar.weekday_near(published, 6, "next" if direction in ("next", "coming") else "")
        if direction in ("last", "past", "previous") and (published - saturday).days < 1:
            saturday -= timedelta(days=7)
        return Value(f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}")
    if unit == "century":
        return None
    return Value(calendar.period(published, unit, direction))


def season(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A season, with or without its year."""
    groups = match.groupdict()
    name = match["season"].lower()
    if groups.get("year"):
        return Value(f"{groups['year']}-{calendar.SEASONS[name]}", from_text=True)
    if published is None:
        return Value(None)
    return Value(calendar.season(published, name, (groups.get("direction") or "").lower()))


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


_BETWEEN = re.compile(r"[Bb]etween $")


def days(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two days of one month: "Feb. 8-25" is an interval, "July 4 and 28" two days, written as the span they cover."""
    month = month_number(match["month"])
    year = match.groupdict().get("year")
    if year is None and published is None:
        return Value(None)
    number = int(year) if year else calendar.year_of(published, month, int(match["day"]), future)  # type: ignore[arg-type]
    last_month = month_number(match["month2"]) if match.groupdict().get("month2") else month
    if (
        match.groupdict().get("month2")
        and " and " in match.group()
        and not _BETWEEN.search(match.string, max(0, match.start() - 9), match.start())
    ):
        return None  # "on July 4 and July 28" are two days
    first, last = calendar.make(number, month, int(match["day"])), calendar.make(number, last_month, int(match["day2"]))
    if first is None or last is None or first >= last:
        return None
    return Value(f"{first.isoformat()}/{last.isoformat()}", from_text=bool(year))


def weekdays(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two weekdays: the interval from one to the other."""
    if published is None:
        return Value(None)
    names = (match["weekday"].lower(), match["weekday2"].lower())
    last = calendar.weekday_near(published, calendar.WEEKDAYS[names[1]], "future" if future else "")
    first = calendar.weekday_near(last, calendar.WEEKDAYS[names[0]], "last")
    return Value(f"{first.isoformat()}/{last.isoformat()}")


def months(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two months: the interval from one to the other."""
    first, last = month_number(match["month"]), month_number(match["month2"])
    year = match.groupdict().get("year")
    if year is None and published is None:
        return Value(None)
    number = int(year) if year else calendar.year_of(published, last, None, future)  # type: ignore[arg-type]
    if first >= last:
        return None
    return Value(f"{calendar.iso_month(number, first)}/{calendar.iso_month(number, last)}", from_text=bool(year))


def years(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two years: the interval from one to the other."""
    first, last = match["year"], match["year2"]
    last = first[:2] + last if len(last) == 2 else last
    return Value(f"{first}/{last}", from_text=True) if first < last else None


def decade(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A decade, written as TIMEX3 writes it."""
    digits = match["decade"].lstrip("'")
    return Value(("19" if len(digits) == 2 else "") + digits[:-1] + "X", from_text=True)


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation."""
    return calendar.MONTHS[word.rstrip(".").lower()]


def _amount(words: str) -> int:
    plain = re.sub(r"^(some|about|nearly|almost) ", "", words.lower())
    if plain in _VAGUE:
        return _VAGUE[plain]
    return 1 if plain in ("a", "an") else int(value_of(plain))
