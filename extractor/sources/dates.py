"""Full calendar dates as sources write them: ISO, mail headers, English words, digits in file names.

Only a date that names year, month and day is read: nothing is filled in, so no clock can leak in. What is
ambiguous (03/04/2016) or impossible (30 February, the year 999) is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from extractor.errors import UsageError

EARLIEST_YEAR = 1940  # the first ballistic missile, the V-2, flew in 1942
LATEST_YEAR = 2100  # digits that read as a later year are a number of another kind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20|21)\d{2}"
# In hard-wrapped text one date may stand on two lines, never across a blank one.
_GAP = r"[ \t\u00a0]{0,3}(?:[ \t\u00a0,]|,?\n)[ \t\u00a0]{0,3}"
_WRITTEN = re.compile(
    rf"(?<![\w/.-])(?:(?P<m1>{_MONTH}){_GAP}(?P<d1>{_DAY}){_GAP}(?P<y1>{_YEAR})"
    rf"|(?P<d2>{_DAY}){_GAP}(?P<m2>{_MONTH}){_GAP}(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})"
    rf"|(?P<a4>\d{{1,2}})(?P<s4>[/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR}))(?!\d|[/-]\d)",
    re.IGNORECASE,
)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[T ])")
_MAIL = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")
# An unset time stamp is written as the zero of its system, here that of Unix.
_UNSET = re.compile(r"1970-01-01[T ]00:00")
_LONGEST_VALUE = 120  # characters; a by-line with a date is shorter, a paragraph longer

# A name is cut by separators, so eight digits that touch a letter or a digit are part of a hash or a number,
# and a group that follows digits and a hyphen may be the end of a telephone number.
_NAME_PARTED = re.compile(rf"(?<!\d)(?<!\d[-_])({_YEAR})([-_])(\d{{2}})\2(\d{{2}})(?!\d)")
_NAME_RUN = re.compile(rf"(?<![0-9A-Za-z])(?<!\d[-_.])({_YEAR})(\d{{2}})(\d{{2}})(?![0-9A-SU-Za-z]|T\D)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A full date in running text: half-open span in code points, and the ISO date."""

    start: int
    end: int
    iso: str


def calendar_date(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where there is no such day or it lies outside 1940 to 2100."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_moment(value: object) -> str | None:
    """The ISO date or date-time (with its offset, to the second) that a metadata value tells, or None.

    Reads ISO 8601, the date form of mail and feeds, and one full date in words, of other languages too, or digits.
    """
    if not isinstance(value, str) or not (value := value.strip()) or len(value) > _LONGEST_VALUE:
        return None
    if _UNSET.match(value):
        return None
    return _iso(value) or _mail(value) or sole_date(value) or _foreign(value)


_WORDED = re.compile(rf"(?=.*{_YEAR})(?=.*(?:[^\W\d_]{{3}}|\u5e74))")


def usable_date(published: str | None) -> str | None:
    """The publication date a caller gave, as ISO; raises UsageError where it is none."""
    moment = read_moment(published)
    if published is not None and moment is None:
        raise UsageError(f"published: {published!r} is no date; write it as 2025-10-22 or 2025-10-22T08:30:00+09:00")
    return moment


def _foreign(value: str) -> str | None:
    """A full date in words of another language: "17 de noviembre de 2022"; nothing is filled in from a clock."""
    if len(value) > _LONGEST_WORDED or not _WORDED.match(value):
        return None
    from dateparser.date import DateDataParser

    settings: dict[str, object] = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a fixed base: the default is today
    }
    found = DateDataParser(settings=settings).get_date_data(value)
    day = found.date_obj
    return calendar_date(day.year, day.month, day.day) if day is not None and found.period == "day" else None


_LONGEST_WORDED = 60  # characters; a longer value is a sentence, not a date


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Every full date in `text`, in order."""
    for match in _WRITTEN.finditer(text):
        iso = _iso_of(match)
        if iso is not None:
            yield WrittenDate(start=match.start(), end=match.end(), iso=iso)


def sole_date(text: str) -> str | None:
    """The one date that a short text names, as ISO; None where it names none or two."""
    found = {written.iso for written in written_dates(text)}
    return found.pop() if len(found) == 1 else None


def filename_date(name: str) -> str | None:
    """The one date in a file name: 2022-11-18, 2022_11_18 or 20221118; None where there is none or two."""
    parted = (calendar_date(int(y), int(m), int(d)) for y, _, m, d in _NAME_PARTED.findall(name))
    run = (calendar_date(int(y), int(m), int(d)) for y, m, d in _NAME_RUN.findall(name))
    found = {iso for iso in (*parted, *run) if iso is not None}
    return found.pop() if len(found) == 1 else None


_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


def address_date(url: str | None) -> str | None:
    """The date in a web address, as in `/2022/11/18/`; None where there is none."""
    match = _ADDRESS.search(url or "")
    return calendar_date(*map(int, match.groups())) if match else None


def _iso(value: str) -> str | None:
    try:
        if len(value) <= len("2022-11-18"):
            day = date.fromisoformat(value)
            return calendar_date(day.year, day.month, day.day)
        return _checked(datetime.fromisoformat(value))
    except ValueError:
        # "2011-09-03 00:00:00 EDT": the zone is not ISO, the day is
        match = _ISO_DAY.match(value)
        return _iso(match[0]) if match else None


def _mail(value: str) -> str | None:
    if _MAIL.match(value) is None:
        return None
    try:
        return _checked(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError):
        return None


def _checked(moment: datetime) -> str | None:
    return moment.isoformat(timespec="seconds") if EARLIEST_YEAR <= moment.year <= LATEST_YEAR else None


def _iso_of(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["y4"]:
        return _day_and_month(int(group["y4"]), int(group["a4"]), int(group["b4"]))
    number = next(n for n in "123" if group[f"y{n}"])
    month = group[f"m{number}"]
    day = int(group[f"d{number}"].rstrip("stndrhSTNDRH"))
    named = month[:3].lower()
    return calendar_date(int(group[f"y{number}"]), _MONTHS.index(named) + 1 if named in _MONTHS else int(month), day)


def _day_and_month(year: int, first: int, second: int) -> str | None:
    """15/09/2017 and 09/15/2017 have one reading each, 05/06/2017 has two and so none."""
    if first > 12 or first == second:
        return calendar_date(year, second, first)
    return calendar_date(year, first, second) if second > 12 else None
