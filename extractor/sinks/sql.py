"""Records into a database, one transaction an article; SQLite now, no statement is written for one database only.

What loading means:

- the same record again changes nothing, not even which run wrote it;
- another record of a stored article replaces that article's rows;
- an article that the database does not know yet supersedes the current one of the same source or URL, which stays,
  marked `superseded_by`. A known article supersedes nothing: an old text loaded again does not become current.

So loading any sequence of records again changes nothing. What is newer is decided by the order of loading: records
carry no time of extraction, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, InvalidRequestError, SQLAlchemyError, StatementError

from extractor.errors import SinkError, SourceError, UsageError
from extractor.model.record import Record
from extractor.sinks.jsonl import parse_record
from extractor.sinks.rows import record_sha256, rows_of, run_row
from extractor.sinks.tables import articles, metadata, runs

SQLITE_WAIT_SECONDS = 60  # another writer holds the file for one article at a time: milliseconds, on slow disks seconds


def database_url(target: str) -> sa.URL:
    """The address that a target means: an SQLAlchemy URL as it is, any other text as the path of an SQLite file.

    Raises UsageError for an address that cannot be read or that names no place: memory is gone when the run ends.
    """
    if "://" not in target:
        return sa.URL.create("sqlite", database=target)
    try:
        url = sa.make_url(target)
    except ArgumentError as error:
        raise UsageError(f"{target}: not a database address: {error}") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise UsageError(f"{target}: names no file: write sqlite:///records.db")
    return url


class SqlSink:
    """Writes records to a database; makes missing tables on entry.

    `place` names the database in messages. `inputs` and `run_id` describe the run, see `rows.run_row`. A failed
    record leaves no row; records written before it stay. Raises SinkError.
    """

    def __init__(
        self, url: sa.URL, *, inputs: Sequence[str] = (), run_id: str | None = None, place: str | None = None
    ) -> None:
        self._engine = _engine(url)
        self._inputs = tuple(inputs)
        self._run_id = run_id
        self._place = place or url.render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        with _refusals(self._place), self._engine.begin() as connection:
            _refuse_other_tables(connection)
            metadata.create_all(connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def write(self, record: Record) -> None:
        """Store the record; raises SinkError where the database refuses, ContractError for impossible values."""
        article = record.article
        place = f"{self._place}: article {article.article_id} ({article.source})"
        with _refusals(place), self._engine.begin() as connection:
            _store(connection, record, run_row(record.provenance, self._inputs, self._run_id))

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
        """The table's rows in order of its key; lists and records as JSON text."""
        source = metadata.tables[table]
        chosen = [sa.cast(source.c[name], sa.Text) if _is_json(table, name) else source.c[name] for name in columns]
        with _refusals(f"{self._place}: table {table}"), self._engine.connect() as connection:
            for row in connection.execute(sa.select(*chosen).order_by(*source.primary_key)):
                yield tuple(row)


def stored_records(target: str, *, superseded: bool = False) -> Iterator[Record]:
    """The records of a database, in order of article id; superseded ones too where asked.

    Raises SourceError where there is no readable database, ContractError for a record that breaks the contract.
    """
    url = database_url(target)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise SourceError(target, "unreadable", "no such database")
    wanted = sa.select(articles.c.article_id, sa.cast(articles.c.record, sa.Text)).order_by(articles.c.article_id)
    if not superseded:
        wanted = wanted.where(articles.c.superseded_by.is_(None))
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            for article_id, line in connection.execute(wanted):
                yield parse_record(line, f"{target}: article {article_id}")
    except SQLAlchemyError as error:
        raise SourceError(target, "unreadable", _reason(error)) from error
    finally:
        engine.dispose()


def _is_json(table: str, name: str) -> bool:
    return isinstance(metadata.tables[table].c[name].type, sa.JSON)


def _engine(url: sa.URL) -> sa.Engine:
    # rows carry lists and records as JSON text already; writing that text unchanged keeps a record's bytes
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, json_serializer=str)
    engine = sa.create_engine(url, json_serializer=str, connect_args={"timeout": SQLITE_WAIT_SECONDS})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """SQLite ignores foreign keys unless told; its Python driver begins transactions late unless told not to."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Two writers that both look first and write then would refuse each other; the second waits instead."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_other_tables(connection: sa.Connection) -> None:
    found = sa.inspect(connection)
    for table in metadata.sorted_tables:
        if found.has_table(table.name):
            missing = set(table.c.keys()) - {column["name"] for column in found.get_columns(table.name)}
            if missing:
                names = ", ".join(sorted(missing))
                raise InvalidRequestError(
                    f"table {table.name} has no {names}: made by another version or program; load into a new database"
                )


def _store(connection: sa.Connection, record: Record, run: dict[str, Any]) -> None:
    article_id = record.article.article_id
    known = sa.select(articles.c.record_sha256).where(articles.c.article_id == article_id)
    stored = connection.execute(known).scalar_one_or_none()
    if stored == record_sha256(record):
        return
    rows = rows_of(record, run["run_id"])
    (article,) = rows.pop("articles")
    _add_run(connection, run)
    if stored is None:
        connection.execute(sa.insert(articles), article)
    else:
        _delete_parts(connection, article_id)
        connection.execute(sa.update(articles).where(articles.c.article_id == article_id), article)
    for table, parts in rows.items():
        if parts:
            connection.execute(sa.insert(metadata.tables[table]), parts)
    if stored is None:
        _supersede(connection, record)


def _add_run(connection: sa.Connection, run: dict[str, Any]) -> None:
    stored = connection.execute(sa.select(runs).where(runs.c.run_id == run["run_id"])).mappings().one_or_none()
    if stored is None:
        connection.execute(sa.insert(runs), run)
        return
    for name, value in run.items():
        if name != "inputs" and stored[name] != value:
            raise InvalidRequestError(
                f"run {run['run_id']} has {name} {stored[name]}, this record {value}: give it another run id"
            )


def _delete_parts(connection: sa.Connection, article_id: str) -> None:
    for table in reversed(metadata.sorted_tables):
        if table not in (articles, runs):
            connection.execute(sa.delete(table).where(table.c.article_id == article_id))


def _supersede(connection: sa.Connection, record: Record) -> None:
    article = record.article
    same_place = articles.c.source == article.source
    if article.url is not None:
        same_place |= articles.c.url == article.url
    connection.execute(
        sa.update(articles)
        .where(articles.c.article_id != article.article_id, articles.c.superseded_by.is_(None), same_place)
        .values(superseded_by=article.article_id)
    )


@contextmanager
def _refusals(place: str) -> Iterator[None]:
    """What a database refuses, as SinkError with the place and the reason, without the statement and its texts."""
    try:
        yield
    except (SQLAlchemyError, OverflowError) as error:
        raise SinkError(f"{place}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(error.orig) if isinstance(error, StatementError) and error.orig else str(error)
