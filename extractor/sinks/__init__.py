"""Where records go: one `open_sink` for all places, each place behind the same small protocol.

Importing this package loads no sink: a sink's module, and the libraries it needs, load when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.record import Record
    from extractor.sinks.export import WriteFiles

TARGETS = (
    "-, FILE.jsonl, FILE.ndjson, csv:FOLDER, parquet:FOLDER, arrow:FOLDER, FILE.db, FILE.sqlite, FILE.sqlite3, "
    "FILE.duckdb, postgresql://HOST/NAME, duckdb:///FILE or sqlite:///FILE"
)

_LINES = (".jsonl", ".ndjson")
_EXPORTS = ("csv", "parquet", "arrow")
_DATABASES = (".db", ".sqlite", ".sqlite3", ".duckdb")
_SCHEMES = ("sqlite", "postgresql", "postgres", "duckdb")


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


def open_sink(
    target: str,
    *,
    inputs: Sequence[str] = (),
    run_id: str | None = None,
    batch: int = 1,
    on_refusal: Callable[[str], None] | None = None,
) -> Sink:
    """The sink that a target names; nothing is touched until its context is entered.

    `inputs` (what is read) and `run_id` describe the run in tables; without a `run_id` it is derived from the versions
    and the inputs. `batch` is the number of records that a database stores in one transaction. `on_refusal` is told of
    each record that tables refuse, which goes to their quarantine. Raises UsageError for a target that names no sink.
    """
    if target == "-":
        from extractor.sinks.jsonl import StdoutSink

        return StdoutSink()
    kind, _, rest = target.partition(":")
    if kind in _EXPORTS and rest:
        from extractor.sinks.export import ExportSink

        return ExportSink(Path(rest), kind, _files(kind), inputs=inputs, run_id=run_id, on_refusal=on_refusal)
    if Path(target).suffix.lower() in _LINES and "://" not in target:
        from extractor.sinks.jsonl import JsonlSink

        return JsonlSink(Path(target))
    if is_database(target):
        from extractor.sinks.database import database_url
        from extractor.sinks.sql import SqlSink

        return SqlSink(database_url(target), inputs=inputs, run_id=run_id, batch=batch, on_refusal=on_refusal)
    raise UsageError(f"{target}: no place for records: use {TARGETS}")


def is_database(target: str) -> bool:
    """Whether a target names a database, by its scheme or the ending of its file."""
    scheme, is_url, _ = target.partition("://")
    return scheme.partition("+")[0] in _SCHEMES if is_url else Path(target).suffix.lower() in _DATABASES


def path_of(target: str) -> Path | None:
    """The file or folder that a target names; None for stdout and for an address."""
    kind, _, rest = target.partition(":")
    if kind in _EXPORTS and rest:
        return Path(rest)
    return None if target == "-" or "://" in target else Path(target)


def _files(kind: str) -> WriteFiles:
    if kind == "csv":
        from extractor.sinks.csv import write_csv

        return write_csv
    try:
        from extractor.sinks.columnar import write_arrow, write_parquet
    except ImportError as error:
        raise UsageError(f"{kind}: no library for it: pip install 'launchledger[parquet]'") from error
    return {"arrow": write_arrow, "parquet": write_parquet}[kind]
