"""The launches of records as a table for people: one row a launch, a section an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from extractor.audit.steering import one_line
from extractor.audit.wording import show
from extractor.model.record import Event, Found, Record

# Greatest width of each column, in characters: 160 together, with their gaps.
COLUMNS = {
    "date": 13,
    "country": 7,
    "count": 5,
    "weapon": 22,
    "distance": 14,
    "altitude": 14,
    "site": 16,
    "sources": 28,
    "reactions": 30,
}
DAY = 10  # characters of an ISO day, which is not to be broken
SHOWN = 3  # sources and reactions of a launch; the record has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One launch in words, a cell a column; `prominence` and `article` tell rows apart."""

    article: str
    is_main: bool
    cells: tuple[str, ...]


def rows_of(record: Record) -> tuple[Row, ...]:
    """The rows of a record's launches, in the record's order."""
    return tuple(
        Row(article=record.article.article_id, is_main=event.prominence == "main", cells=_cells(record, event))
        for event in record.events
    )


def as_table(rows: Iterable[Row]) -> Table:
    """The table; launches told of in passing are dim."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, header_style="bold")
    for name, width in COLUMNS.items():
        table.add_column(name, min_width=DAY if name == "date" else None, max_width=width, overflow="fold")
    before = None
    for row in rows:
        if before is not None and row.article != before.article:
            table.add_section()
        # Text, not str: words of an article are never read as markup.
        table.add_row(*(Text(cell) for cell in row.cells), style=None if row.is_main else "dim")
        before = row
    return table


def _cells(record: Record, event: Event) -> tuple[str, ...]:
    reactions = [f"{r.stance}: {show(r.actor.value)}" for r in record.reactions if r.about == event.event_id]
    return (
        _date(event),
        _cell(event.country),
        _cell(event.count),
        _weapon(event),
        _cell(event.distance_km, "distance_km"),
        _cell(event.altitude_km, "altitude_km"),
        one_line(event.launch_site.value.text) if event.launch_site else "",
        _listed("sources", [show(source.value) for source in event.sources]),
        _listed("reactions", reactions),
    )


def _cell(found: Found[Any] | None, slot: str = "") -> str:
    return show(found.value, slot) if found else ""


def _date(event: Event) -> str:
    """The day; and the status wherever the launch did not simply come off."""
    status = "" if event.status == "occurred" else event.status
    return f"{_cell(event.date).replace('/', ' to ')} {status}".strip()


def _weapon(event: Event) -> str:
    names = ", ".join(show(name.value) for name in event.weapon_names)
    classes = ", ".join(found.value for found in event.weapon_classes)
    return f"{names} ({classes})" if names and classes else names or classes


def _listed(column: str, items: list[str]) -> str:
    """An item a line, each cut to the column."""
    width = COLUMNS[column]
    lines = [item if len(item) <= width else f"{item[: width - 1]}\u2026" for item in items[:SHOWN]]
    more = [f"and {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return "\n".join(lines + more)
