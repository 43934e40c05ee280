"""Where records go: one `open_sink` for all places, each place behind the same small protocol.

Importing this package loads no sink: a sink's module, and the libraries it needs, load when it is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.record import Record

TARGETS = "-, FILE.jsonl, FILE.ndjson, csv:FOLDER, FILE.db, FILE.sqlite, FILE.sqlite3 or sqlite:///FILE"

_LINES = (".jsonl", ".ndjson")
_DATABASES = (".db", ".sqlite", ".sqlite3")


class Sink(Protocol):
    """A place for records: leaving the context publishes them, leaving it with an error leaves no half file.

    A database keeps what was written before the error, article by article; a file keeps what it held before the run.
    """

    def __enter__(self) -> Self: ...

    def write(self, record: Record) -> None:
        """Add one record; raises SinkError where it cannot be written."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_sink(target: str, *, inputs: Sequence[str] = (), run_id: str | None = None) -> Sink:
    """The sink that a target names; nothing is touched until its context is entered.

    `inputs` (what is read) and `run_id` describe the run in tables; without a `run_id` it is derived from the versions
    and the inputs. Raises UsageError for a target that names no sink.
    """
    if target == "-":
        from extractor.sinks.jsonl import StdoutSink

        return StdoutSink()
    kind, _, rest = target.partition(":")
    if kind == "csv" and rest:
        from extractor.sinks.csv import CsvSink

        return CsvSink(Path(rest), inputs=inputs, run_id=run_id)
    suffix = Path(target).suffix.lower()
    is_url = "://" in target
    if suffix in _LINES and not is_url:
        from extractor.sinks.jsonl import JsonlSink

        return JsonlSink(Path(target))
    if target.startswith("sqlite:///") or (suffix in _DATABASES and not is_url):
        from extractor.sinks.sql import SqlSink, database_url

        return SqlSink(database_url(target), inputs=inputs, run_id=run_id)
    raise UsageError(f"{target}: no place for records: use {TARGETS}")
