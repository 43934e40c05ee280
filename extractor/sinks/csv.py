"""Records as CSV: one file a table in one folder, the tables of a database that holds this run and nothing else.

The records go through such a database, so the files mean what its tables mean: an article given twice is there once,
a text that was replaced is marked. Rows are in order of their keys, whatever the order of the input. RFC 4180, UTF-8;
null is an empty cell, truth is `true` or `false`. `articles.record` is left out: the whole record is JSON Lines' part.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks.sql import SqlSink, database_url
from extractor.sinks.tables import metadata

# A spreadsheet runs a cell that begins so. Source: OWASP, "CSV Injection", which also names the full-width forms.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class CsvSink:
    """Writes one CSV file a table into `folder`, all of them when the context is left without an error.

    The folder is made, its parent is not; other files in it stay. Raises SinkError.
    """

    def __init__(self, folder: Path, *, inputs: Sequence[str] = (), run_id: str | None = None) -> None:
        self._folder = folder
        self._part = folder / f".{os.getpid()}.part"
        self._inputs = inputs
        self._run_id = run_id
        self._place = f"csv:{folder}"
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack, _refusals(self._place):
            if not self._folder.exists():
                self._folder.mkdir()
                stack.callback(_remove_if_empty, self._folder)
            # a killed run leaves its folder, and in containers the same process number comes again
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir()
            stack.callback(shutil.rmtree, self._part)
            url = database_url(str(self._part / "tables.db"))
            sink = SqlSink(url, inputs=self._inputs, run_id=self._run_id, place=self._place)
            self._sink = stack.enter_context(sink)
            self._stack = stack.pop_all()
        return self

    def write(self, record: Record) -> None:
        """Take the record; raises SinkError, and ContractError for impossible values."""
        self._sink.write(record)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack, _refusals(self._place):
            if kind is None:
                self._publish()

    def _publish(self) -> None:
        for table in metadata.tables:
            self._write_table(table)
        for table in metadata.tables:
            os.replace(self._part / f"{table}.csv", self._folder / f"{table}.csv")

    def _write_table(self, table: str) -> None:
        columns = [column.name for column in metadata.tables[table].columns if column.name != "record"]
        with open(self._part / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([cell(value) for value in row] for row in self._sink.rows(table, columns))


def cell(value: Any) -> str | int | float | None:
    """A value as it goes into a cell: text that a spreadsheet would run gets a leading apostrophe, numbers stay."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return int(value)
        case str() if value.startswith(FORMULA_STARTS):
            return f"'{value}"
        case _:
            return value  # type: ignore[no-any-return]


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


@contextmanager
def _refusals(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SinkError(f"{place}: {error.strerror or error}") from error
