"""Records that are already there, into another place: a file into a database, a database into files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.errors import ContractError, SinkError, UsageError
from extractor.model.record import Record
from extractor.sinks import is_database, open_sink
from extractor.sinks.database import database_url
from extractor.sinks.jsonl import parse_record, read_lines
from extractor.sinks.sql import SqlSink, stored_records

BATCH = 6000  # records a transaction: each writes every page of the indexes that it touches, and waits for the disk


@dataclass(kw_only=True)
class Loaded:
    """What a load came to."""

    records: int = 0
    refused: int = 0

    def line(self) -> str:
        """The counts in one line."""
        return f"{self.records} record{'' if self.records == 1 else 's'} read, {self.refused} refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused:
    """A line that is no record."""

    line: bytes
    place: str
    reason: str


def load(records: str, target: str, *, run_id: str | None = None, on_refusal: Callable[[str], None]) -> Loaded:
    """Load the records of a file, of stdin (`-`) or of a database into a target.

    What is no record, and what the tables refuse, is told to `on_refusal` and goes to the table `quarantine` where the
    target has one; the rest is loaded. Raises UsageError, SourceError and SinkError.
    """
    loaded = Loaded()

    def refused(reason: str) -> None:
        loaded.refused += 1
        on_refusal(reason)

    with open_sink(target, inputs=[records], run_id=run_id, batch=BATCH, on_refusal=refused) as sink:
        aside = getattr(sink, "refuse", None)
        for item in _read(records):
            if isinstance(item, Record):
                loaded.records += 1
                sink.write(item)
            elif aside is None:
                refused(item.reason)
            else:
                aside(item.line, item.place, item.reason)
    return loaded


def withdraw(target: str, article_ids: list[str], reason: str | None) -> None:
    """Mark articles of a database as taken back for this reason, or as standing again where it is None.

    Raises UsageError for a target that is no database, SinkError naming the articles that it does not have.
    """
    if not is_database(target):
        raise UsageError(f"{target}: no database: articles are withdrawn from SQLite, PostgreSQL or DuckDB")
    with SqlSink(database_url(target)) as sink:
        unknown = sink.withdraw(article_ids, reason)
    if unknown:
        raise SinkError(f"{target}: no article {', '.join(sorted(unknown))}")


def _read(records: str) -> Iterator[Record | _Refused]:
    if is_database(records):
        yield from stored_records(records)
        return
    for place, line in read_lines(records):
        try:
            yield parse_record(line, place)
        except ContractError as error:
            yield _Refused(line=line, place=place, reason=str(error))
