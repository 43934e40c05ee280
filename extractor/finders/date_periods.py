"""Values of time expressions that name more than a day: weeks, months, quarters, seasons, years, and stretches of them.

Resolvers as in `date_values`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractor.finders import calendar, date_values
from extractor.finders.date_values import Value


def month_only(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A month, with or without its year."""
    month, groups = date_values.month_number(match["month"]), match.groupdict()
    if groups.get("year"):
        return Value(calendar.iso_month(int(groups["year"]), month), from_text=True)
    if published is None:
        return Value(None)
    year = calendar.year_of(published, month, None, future)
    if (groups.get("direction") or "").lower() == "last" and (year, month) == (published.year, published.month):
        year -= 1
    return Value(calendar.iso_month(year, month))


_NAMED = re.compile(r"[a-z,] (?!On |In |By |Last |Next |This |Since )[A-Z][\w'-]* $")


def bare_month(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A month that no word leads to, unless it ends a name: "The Hunt for Red October"."""
    if _NAMED.search(match.string[max(0, match.start() - 30) : match.start()]):
        return None
    return month_only(match, published, future)


def month_of_year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A month of last year or this: 'May last year'."""
    if published is None or match["of"] not in ("last", "this"):
        return Value(None)
    return Value(calendar.iso_month(published.year - (match["of"] == "last"), date_values.month_number(match["month"])))


def year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A year."""
    return Value(match["year"], from_text=True)


def period(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'Last week', 'this month', 'next year'."""
    if published is None:
        return Value(None)
    direction = (match.groupdict().get("direction") or "this").lower()
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


_BETWEEN = re.compile(r"\b[Bb]etween $")


def days(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two days of one month: "Feb. 8-25" is an interval, "July 4 and 28" two days, written as the span they cover."""
    month = date_values.month_number(match["month"])
    year = match.groupdict().get("year")
    if year is None and published is None:
        return Value(None)
    number = int(year) if year else calendar.year_of(published, month, int(match["day"]), future)  # type: ignore[arg-type]
    last_month = date_values.month_number(match["month2"]) if match.groupdict().get("month2") else month
    if (
        match.groupdict().get("month2")
        and " and " in match.group()
        and not _BETWEEN.search(match.string, 0, match.start())
    ):
        return None  # "on July 4 and July 28" are two days
    first, last = calendar.make(number, month, int(match["day"])), calendar.make(number, last_month, int(match["day2"]))
    if first is None or last is None or first >= last:
        return None
    return Value(f"{first.isoformat()}/{last.isoformat()}", from_text=bool(year))


def weekdays(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two weekdays: the interval from one to the other. "Monday and Friday" are two days, "Monday and Tuesday" one."""
    first, last = (calendar.WEEKDAYS[match[name].lower()] for name in ("weekday", "weekday2"))
    apart = " and " in match.group() and not _BETWEEN.search(match.string, 0, match.start())
    if apart and (last - first) % DAYS_A_WEEK != 1:
        return None
    if published is None:
        return Value(None)
    end = calendar.weekday_near(published, last, "future" if future else "")
    begin = calendar.weekday_near(end, first, "last")
    return Value(f"{begin.isoformat()}/{end.isoformat()}")


def months(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two months: the interval from one to the other."""
    first, last = date_values.month_number(match["month"]), date_values.month_number(match["month2"])
    year = match.groupdict().get("year")
    if year is None and published is None:
        return Value(None)
    number = int(year) if year else calendar.year_of(published, last, None, future)  # type: ignore[arg-type]
    together = " and " not in match.group() or last == first + 1 or _BETWEEN.search(match.string, 0, match.start())
    if first >= last or not together:
        return None  # "in January and April" are two months, "in February and March" one stretch
    return Value(f"{calendar.iso_month(number, first)}/{calendar.iso_month(number, last)}", from_text=bool(year))


def years(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """Two years: the interval from one to the other."""
    first, last = match["year"], match["year2"]
    if " and " in match.group() and not _BETWEEN.search(match.string, 0, match.start()):
        return None  # "in 1998 and 2009" are two years
    last = first[:2] + last if len(last) == 2 else last
    return Value(f"{first}/{last}", from_text=True) if first < last else None


DAYS_A_WEEK = 7
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def part_of_year(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A quarter or a half of a year; without its year the latest that has begun."""
    groups = match.groupdict()
    half = groups.get("share") == "half"
    number = _ORDER.get(match["number"], 2 if half else 4)
    if half and number > _ORDER["second"]:
        return None
    code = f"{'H' if half else 'Q'}{number}"
    if groups.get("year"):
        return Value(f"{groups['year']}-{code}", from_text=True)
    if published is None:
        return Value(None)
    year = published.year + {"last": -1, "next": 1}.get(groups.get("of") or "", 0)
    begun = (number - 1) * (6 if half else 3) + 1 <= published.month
    return Value(f"{year if groups.get('of') or begun or future else year - 1}-{code}")


def weekend(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'The weekend': the latest before publication, or the next to come."""
    if published is None:
        return Value(None)
    saturday = calendar.weekday_near(published, calendar.WEEKDAYS["saturday"], "future" if future else "last")
    return Value(f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}")


def week_of(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'The week of March 7'."""
    value = date_values.day(match, published, future)
    if value is None or value.iso is None:
        return value
    return Value(calendar.iso_week(date.fromisoformat(value.iso)), from_text=value.from_text)


def near_period(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """'That year', 'the following week', counted from another day of the story."""
    word = match["word"].lower()
    steps = -1 if "previous" in word or "preceding" in word else 1 if "following" in word or "next" in word else 0
    if re.search(r"before|earlier$", match.group()) and steps == 0:
        return None
    return Value(None, relative=f"{'-' if steps < 0 else '+'}{abs(steps)}{match['unit'][0]}")


def decade(match: re.Match[str], published: date | None, future: bool) -> Value | None:
    """A decade, written as TIMEX3 writes it."""
    digits = match["decade"].lstrip("'")
    return Value(("19" if len(digits) == 2 else "") + digits[:-1] + "X", from_text=True)
