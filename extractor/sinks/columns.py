"""Groups of columns that tables share: an interval, a place, a date, the words that say it, each with its checks.

A group is a list of columns and checks, named after its slot: `bounds("count", ...)` gives `count_min`, `count_max` and
`count_approximate`. Closed lists come from the record contract, so that the two cannot drift apart.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import sqlalchemy as sa
from pydantic import BaseModel

from extractor.model.record import When

REAL = sa.Float().with_variant(sa.Double(), "duckdb")
"""Eight bytes everywhere: what others call FLOAT has four in DuckDB."""

Number = sa.types.TypeEngine[Any] | type[sa.Integer]
Items = list[sa.Column[Any] | sa.CheckConstraint]


def choices(annotation: Any) -> tuple[str, ...]:
    """The words that a closed list of the contract allows; null is left out."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for part in get_args(annotation) for word in choices(part))


def text(name: str, *, required: bool = False, comment: str | None = None) -> sa.Column[Any]:
    """Text of any length."""
    return sa.Column(name, sa.Text, nullable=not required, comment=comment)


def json(name: str, comment: str) -> sa.Column[Any]:
    """A list of words, or a whole record: JSON as text, so that its bytes stay as they are."""
    return sa.Column(name, sa.JSON, nullable=False, comment=comment)


def one_of(name: str, words: tuple[str, ...], *, required: bool = True) -> Items:
    """One word of a closed list."""
    return [text(name, required=required), sa.CheckConstraint(sa.column(name).in_(words), name=name)]


def closed(model: type[BaseModel], field: str, *, slot: str = "", required: bool = True) -> Items:
    """One word of the closed list that the contract gives for the model's field."""
    words = choices(model.model_fields[field].annotation)
    return one_of(slot + field, words, required=required)


def country(name: str = "country") -> Items:
    """ISO 3166-1 alpha-2."""
    return [text(name), sa.CheckConstraint(sa.func.length(sa.column(name)) == 2, name=name)]


def confidence(name: str = "confidence", *, required: bool = True) -> Items:
    """0 to 1."""
    return _limited(name, REAL, 0, 1, required=required)


def said(slot: str) -> Items:
    """The words that say it, who is said to have said so, and how sure the extractor is."""
    return [text(f"{slot}_text"), text(f"{slot}_attributed_to"), *confidence(f"{slot}_confidence", required=False)]


def bounds(slot: str, number: Number, *, required: bool = False) -> Items:
    """An interval: either bound may be null."""
    low, high = f"{slot}_min", f"{slot}_max"
    return [
        sa.Column(low, number),
        sa.Column(high, number),
        sa.Column(f"{slot}_approximate", sa.Boolean, nullable=not required),
        sa.CheckConstraint(sa.column(low) <= sa.column(high), name=slot),
    ]


def place(slot: str) -> Items:
    """A place by its canonical name, degrees where known, and as written in `slot_text`."""
    return [
        text(f"{slot}_name"),
        *country(f"{slot}_country"),
        *_limited(f"{slot}_latitude", REAL, -90, 90),
        *_limited(f"{slot}_longitude", REAL, -180, 180),
        *said(slot),
    ]


def when(slot: str) -> Items:
    """A date at its precision, and the first and last day of it for range queries."""
    first, last = f"{slot}_start", f"{slot}_end"
    return [
        text(f"{slot}_iso", comment="As in the record: a day, a month, a year, or two of them with a slash between."),
        text(first, comment="First day that it may have been, YYYY-MM-DD."),
        text(last, comment="Last day that it may have been, YYYY-MM-DD, included."),
        sa.CheckConstraint(sa.column(first) <= sa.column(last), name=slot),
        *_limited(f"{slot}_weekday", sa.Integer, 1, 7),
        text(f"{slot}_time_of_day"),
        *closed(When, "resolved_from", slot=f"{slot}_", required=False),
    ]


def evidence(name: str = "evidence", *, required: bool = True) -> Items:
    """Where the article says so: half-open, code points into `articles.text`, counted from 0."""
    start, end = f"{name}_start", f"{name}_end"
    return [
        sa.Column(start, sa.Integer, nullable=not required),
        sa.Column(end, sa.Integer, nullable=not required),
        text(f"{name}_text", required=required),
        sa.CheckConstraint((sa.column(start) >= 0) & (sa.column(start) < sa.column(end)), name=name),
    ]


def _limited(name: str, number: Number, low: int, high: int, *, required: bool = False) -> Items:
    check = sa.CheckConstraint(sa.column(name).between(low, high), name=name)
    return [sa.Column(name, number, nullable=not required), check]
