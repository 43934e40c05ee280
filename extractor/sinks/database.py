"""One way to three databases: addresses, connections, and what each needs so that writers wait instead of failing.

SQLite       a writer takes the file before it looks; others wait for it
PostgreSQL   writers queue for one advisory lock, so that none deadlocks and none overlooks another's article;
             readers wait for nobody
DuckDB       a file has one process at a time: each transaction opens it anew and waits for its turn
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    ProgrammingError,
    SQLAlchemyError,
    StatementError,
)

from extractor.errors import SinkError, UsageError

T = TypeVar("T")

_REFUSED_ROWS = (DataError, IntegrityError, InterfaceError, ProgrammingError, OverflowError)
_REFUSED_STATES = ("22", "23", "54")  # impossible values, broken constraints, values over a limit

# Another writer holds the file for one batch of records at a time: seconds, on slow disks a minute.
SQLITE_WAIT_SECONDS = 180
SQLITE_CACHE_KIB = 65_536  # pages of indexes that each row touches; with the default 2 MB, large files thrash
START_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)  # seconds before each new try to begin: a wrong address is told after 3
WAITS = {
    "postgresql": (0.1, 0.2, 0.4, 0.8, *[1.0] * 28),  # seconds before each new try: a server restarts in under 30
    "duckdb": (0.05,) * 1200,  # whoever asks most often gets the file; 60 seconds, as SQLite waits
}
WRITERS_LOCK = 0x6C61756E6368  # "launch": the key of the advisory lock, the same for all writers

_EXTRAS = {"postgresql": "postgres", "duckdb": "duckdb"}
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_TRANSIENT_STATES = ("08", "40001", "40P01", "53300", "57P01", "57P02", "57P03")
"""Beginnings of SQLSTATE: connection lost, serialization, deadlock, no free connection, server stops or starts.

Source: PostgreSQL, "Appendix A. PostgreSQL Error Codes".
"""


def database_url(target: str) -> sa.URL:
    """The address that a target means: a URL as it is, `FILE.duckdb` as DuckDB's, any other text as an SQLite file.

    Raises UsageError for an address that cannot be read or that names no place: memory is gone when the run ends.
    """
    if "://" not in target:
        return sa.URL.create("duckdb" if target.lower().endswith(".duckdb") else "sqlite", database=target)
    try:
        url = sa.make_url(target)
    except ArgumentError as error:
        raise UsageError(f"{target}: not a database address: {error}") from error
    if url.drivername in _DRIVERS:
        url = url.set(drivername=_DRIVERS[url.drivername])
    if is_file(url) and url.database in (None, "", ":memory:"):
        raise UsageError(f"{target}: names no file: write {url.drivername}:///records.db")
    return url


def is_file(url: sa.URL) -> bool:
    """Whether the database is a file."""
    return url.get_backend_name() in ("sqlite", "duckdb")


def engine_of(url: sa.URL) -> sa.Engine:
    """An engine for the address; nothing is opened. Raises UsageError where the database's library is missing."""
    kind = url.get_backend_name()
    # rows carry lists and records as JSON text already; writing that text unchanged keeps a record's bytes
    settings: dict[str, Any] = {"json_serializer": str}
    if kind == "sqlite":
        settings |= {"connect_args": {"timeout": SQLITE_WAIT_SECONDS}}
    if kind == "duckdb":
        settings |= {"poolclass": sa.NullPool}
    try:
        engine = sa.create_engine(url, **settings)
    except (ImportError, NoSuchModuleError) as error:
        extra = _EXTRAS.get(kind)
        remedy = f"pip install 'launchledger[{extra}]'" if extra else "use SQLite, PostgreSQL or DuckDB"
        raise UsageError(f"{url.render_as_string()}: no library for {kind}: {remedy}") from error
    if kind == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """SQLite ignores foreign keys unless told; its Python driver begins transactions late unless told not to."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON").close()
    connection.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Two writers that both look first and write then would refuse each other; the second waits instead."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def write(engine: sa.Engine, work: Callable[[sa.Connection], T], *, starting: bool = False) -> T:
    """Do the work in one transaction, alone among writers, again where the connection or the lock was lost.

    Work must therefore be such that doing it twice is doing it once. `starting` is for the first work of all, when a
    server that does not answer may be none. Raises what the work raises, and the last refusal when waiting has its end.
    """
    kind = engine.dialect.name
    for wait in START_WAITS if starting and kind == "postgresql" else WAITS.get(kind, ()):
        try:
            return _alone(engine, work)
        except DBAPIError as error:
            if not _is_transient(error):
                raise
            time.sleep(wait)
    return _alone(engine, work)


def _alone(engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS_LOCK)))
        return work(connection)


def _is_transient(error: DBAPIError) -> bool:
    """Whether the same work may succeed a moment later."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_TRANSIENT_STATES)
    kind = type(error.orig).__module__.partition(".")[0]
    if kind in ("duckdb", "_duckdb"):
        return "lock" in str(error.orig)
    return kind == "psycopg" and isinstance(error, sa.exc.OperationalError)


def blames_record(error: BaseException | None) -> bool:
    """Whether a refusal is about the rows, and would come again whoever asks and whenever."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(error, _REFUSED_ROWS) or str(state).startswith(_REFUSED_STATES)


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """What a database refuses, as SinkError with the place and the reason, without the statement and its texts."""
    try:
        yield
    except (SQLAlchemyError, OverflowError) as error:
        raise SinkError(f"{place}: {reason_of(error)}") from error


def reason_of(error: Exception) -> str:
    """The reason in the database's words, on one line."""
    words = str(error.orig) if isinstance(error, StatementError) and error.orig else str(error)
    return " ".join(words.split())
