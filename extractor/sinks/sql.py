"""Records into a database: SQLite, PostgreSQL or DuckDB, a batch of records a transaction.

A record that the tables refuse goes to the table `quarantine` with the reason, and the rest is stored. A lost
connection or a lock is waited for and the batch written again, with bounds. What loading means is told in `store`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from extractor.errors import ContractError, SinkError, SourceError
from extractor.model.record import Record
from extractor.sinks.cells import Row
from extractor.sinks.database import blames_record, database_url, engine_of, is_file, reason_of, refusals, write
from extractor.sinks.jsonl import parse_record
from extractor.sinks.ledger import FIRST, prepare, revision_of
from extractor.sinks.rows import loading_row, run_row, sha256
from extractor.sinks.store import Flat, flat, set_aside, store, withdraw
from extractor.sinks.tables import articles, metadata

BATCH_CHARACTERS = 60_000_000  # of record lines: what waits in memory as rows is about four times that

_LOG = logging.getLogger("launchledger")


class SqlSink:
    """Writes records to a database; makes or upgrades its tables on entry.

    `inputs` and `run_id` describe the run, see `rows.run_row`. `place` names the database in messages. `batch` is the
    number of records a transaction: those before an error stay. `on_refusal` is told of each record that went to
    quarantine; without one it is logged. Raises SinkError.
    """

    def __init__(
        self,
        url: sa.URL,
        *,
        inputs: Sequence[str] = (),
        run_id: str | None = None,
        place: str | None = None,
        batch: int = 1,
        on_refusal: Callable[[str], None] | None = None,
    ) -> None:
        self._engine = engine_of(url)
        self._inputs = tuple(inputs)
        self._run_id = run_id
        self._place = place or url.render_as_string(hide_password=True)
        self._batch = batch
        self._on_refusal = on_refusal or _LOG.warning
        self._waiting: dict[str, Flat] = {}
        self._characters = 0

    def __enter__(self) -> Self:
        try:
            with refusals(self._place):
                write(self._engine, prepare, starting=True)
        except SinkError:
            self._engine.dispose()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            self._engine.dispose()

    def write(self, record: Record) -> None:
        """Take a record; raises SinkError."""
        run = run_row(record.provenance, self._inputs, self._run_id)
        try:
            one = flat(record, run)
        except ContractError as error:
            self._set_aside(record.to_json().encode(), record.article.source, str(error), run)
            return
        before = self._waiting.get(one.article_id)
        if before is not None and before.sha256 != one.sha256:
            self.flush()
        self._waiting.setdefault(one.article_id, one)
        self._characters += len(str(one.article["record"]))
        if len(self._waiting) >= self._batch or self._characters >= BATCH_CHARACTERS:
            self.flush()

    def refuse(self, line: bytes, place: str, reason: str) -> None:
        """Put a line that is no record into quarantine; raises SinkError."""
        self._set_aside(line, place, reason, loading_row(self._inputs, self._run_id))

    def flush(self) -> None:
        """Store what waits; raises SinkError."""
        batch, self._waiting, self._characters = list(self._waiting.values()), {}, 0
        if not batch:
            return
        try:
            write(self._engine, lambda connection: store(connection, batch))
        except (SQLAlchemyError, OverflowError) as error:
            if not blames_record(error):
                raise SinkError(f"{self._place}: {reason_of(error)}") from error
            for one in batch:
                self._store_alone(one)

    def _store_alone(self, one: Flat) -> None:
        source, _ = one.address
        try:
            with refusals(f"{self._place}: article {one.article_id} ({source})"):
                write(self._engine, lambda connection: store(connection, [one]))
        except SinkError as error:
            if not blames_record(error.__cause__):
                raise
            self._set_aside(str(one.article["record"]).encode(), source, str(error), one.run)

    def _set_aside(self, line: bytes, place: str, reason: str, run: Row) -> None:
        plain = {"place": _storable(place), "reason": _storable(reason)}
        with refusals(f"{self._place}: quarantine"):
            row: Any = {"line_sha256": sha256(line), **plain, "line": line}
            write(self._engine, lambda connection: set_aside(connection, row, run))
        self._on_refusal(reason)

    def withdraw(self, article_ids: Sequence[str], reason: str | None) -> set[str]:
        """Take articles back for this reason, or let them stand again where it is None; the ids that are unknown."""
        with refusals(self._place):
            return write(self._engine, lambda connection: withdraw(connection, article_ids, reason))

    def rows(
        self, table: str, columns: Sequence[str], where: sa.ColumnElement[bool] | None = None
    ) -> Iterator[Sequence[Any]]:
        """The table's rows in order of its key; lists and records as JSON text."""
        source = metadata.tables[table]
        chosen = [sa.cast(source.c[name], sa.Text) if _is_json(table, name) else source.c[name] for name in columns]
        asked = sa.select(*chosen).order_by(*source.primary_key)
        with refusals(f"{self._place}: table {table}"), self._engine.connect() as connection:
            for row in connection.execute(asked if where is None else asked.where(where)):
                yield tuple(row)

    def values(self, asked: sa.Select[Any]) -> Sequence[Any]:
        """The first column of what is asked."""
        with refusals(self._place), self._engine.connect() as connection:
            return connection.execute(asked).scalars().all()


def stored_records(target: str, *, superseded: bool = False) -> Iterator[Record]:
    """The current records of a database, in order of article id; superseded and withdrawn ones too where asked.

    Raises SourceError where there is no readable database, ContractError for a record that breaks the contract.
    """
    url = database_url(target)
    if is_file(url) and not Path(url.database or "").is_file():
        raise SourceError(target, "unreadable", "no such database")
    engine = engine_of(url)
    try:
        with engine.connect() as connection:
            wanted = sa.select(articles.c.article_id, sa.cast(articles.c.record, sa.Text))
            if not superseded:
                wanted = wanted.where(articles.c.superseded_by.is_(None))
                if revision_of(connection) != FIRST:
                    wanted = wanted.where(articles.c.withdrawn.is_(None))
            streamed = connection.execution_options(stream_results=True)
            for article_id, line in streamed.execute(wanted.order_by(articles.c.article_id)):
                yield parse_record(line, f"{target}: article {article_id}")
    except SQLAlchemyError as error:
        raise SourceError(target, "unreadable", reason_of(error)) from error
    finally:
        engine.dispose()


def _is_json(table: str, name: str) -> bool:
    return isinstance(metadata.tables[table].c[name].type, sa.JSON)


def _storable(words: str) -> str:
    """Words that every database takes: no NUL, no half of a surrogate pair."""
    return words.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()
