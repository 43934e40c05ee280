"""Cells of a row: how parts of a record become flat columns, named after their slot.

Cells are text, numbers, truth values or null; lists are JSON text.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from extractor.model.record import Found, When

Cell = str | int | float | None
Row = dict[str, Cell]

_WHEN = ("iso", "weekday", "time_of_day", "resolved_from")


def day_bounds(iso: str | None) -> tuple[str | None, str | None]:
    """First and last day (both included) of a date of any precision: "2025-02" is 2025-02-01 to 2025-02-28.

    Raises ValueError where there is no such day or the interval runs backwards.
    """
    if iso is None:
        return None, None
    parts = iso.split("/")
    try:
        first, last = _days(parts[0])[0], _days(parts[-1])[1]
    except ValueError as error:
        raise ValueError(f"{iso!r} is no date: {error}") from error
    if first > last:
        raise ValueError(f"{iso!r} runs backwards")
    return first.isoformat(), last.isoformat()


def _days(iso: str) -> tuple[date, date]:
    year, *rest = (int(number) for number in iso.split("-"))
    match rest:
        case [month, day]:
            return date(year, month, day), date(year, month, day)
        case [month]:
            first = date(year, month, 1)
            return first, first.replace(day=monthrange(year, month)[1])
        case _:
            return date(year, 1, 1), date(year, 12, 31)


def fields(part: object, *names: str) -> Row:
    """Fields that are columns of the same name."""
    return {name: getattr(part, name) for name in names}


def columns(slot: str, part: object | None, names: Iterable[str]) -> Row:
    """The part's fields as `slot_name` columns; all null where there is no part."""
    return {f"{slot}_{name}": None if part is None else getattr(part, name) for name in names}


def found(slot: str, one: Found[Any] | None, names: Iterable[str]) -> Row:
    """The fields of what was found, and who says so."""
    return {**columns(slot, one.value if one else None, names), **said(slot, one)}


def word(slot: str, one: Found[str] | None) -> Row:
    """A word that was found, and who says so."""
    return {slot: one.value if one else None, **said(slot, one)}


def said(slot: str, one: Found[Any] | None) -> Row:
    """The words that say it (a place's or date's own, else the first evidence), who says so, how sure."""
    text = None if one is None else getattr(one.value, "text", one.evidence[0].text)
    return {f"{slot}_text": text, **columns(slot, one, ("attributed_to", "confidence"))}


def days_of(slot: str, when: When | None) -> Row:
    """A date at its precision, with its first and last day."""
    first, last = day_bounds(when.iso if when else None)
    return {**columns(slot, when, _WHEN), f"{slot}_start": first, f"{slot}_end": last}


def whole(slot: str, row: Row) -> Row:
    """The row with its bounds as whole numbers: missiles come in no other."""
    for name in (f"{slot}_min", f"{slot}_max"):
        bound = row[name]
        if isinstance(bound, float):
            if not bound.is_integer():
                raise ValueError(f"{name} {bound} is no whole number")
            row[name] = int(bound)
    return row


def numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows with their place in the list, from 0."""
    return [{"position": position, **row} for position, row in enumerate(rows)]


def as_json(words: Sequence[str]) -> str:
    """A list of words as JSON text."""
    return json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
