"""Tables as CSV, one file a table: RFC 4180, UTF-8; null is an empty cell, truth is `true` or `false`.

`articles.record` is left out: the whole record is JSON Lines' part. Bytes, which only `quarantine.line` has, are text
with escapes for what is none.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from extractor.sinks.sql import SqlSink
from extractor.sinks.tables import metadata

# A spreadsheet runs a cell that begins so. Source: OWASP, "CSV Injection", which also names the full-width forms.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(sink: SqlSink, folder: Path) -> None:
    """Write one file a table."""
    for table in metadata.tables:
        columns = [column.name for column in metadata.tables[table].columns if column.name != "record"]
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([cell(value) for value in row] for row in sink.rows(table, columns))


def cell(value: Any) -> str | int | float | None:
    """A value as it goes into a cell: text that a spreadsheet would run gets a leading apostrophe, numbers stay."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return int(value)
        case bytes():
            return cell(value.decode("utf-8", "backslashreplace"))
        case str() if value.startswith(FORMULA_STARTS):
            return f"'{value}"
        case _:
            return value  # type: ignore[no-any-return]
