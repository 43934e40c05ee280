"""Many rows into one table by the fastest way that the database's driver has.

    SQLite       one prepared statement, many rows
    PostgreSQL   COPY
    DuckDB       a scan of an Arrow table

Statements are compiled from the tables; rows go beside them, never into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from extractor.sinks.cells import Row

_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # not of a backslash that is escaped itself


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; raises what the driver raises, as SQLAlchemy's errors."""
    if rows:
        insert_cells(connection, table, list(rows[0]), list(map(itemgetter(*rows[0]), rows)))


def insert_cells(connection: sa.Connection, table: sa.Table, names: list[str], cells: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as cells in the order of the names; raises what the driver raises, as SQLAlchemy's errors."""
    match connection.dialect.name:
        case "postgresql":
            _copy(connection, table, names, cells)
        case "duckdb":
            _scan(connection, table, names, cells)
        case _:
            statement = sa.insert(table).compile(dialect=connection.dialect, column_keys=names)
            if statement.positiontup != names:
                cells = list(map(itemgetter(*map(names.index, statement.positiontup or names)), cells))
            connection.exec_driver_sql(str(statement), cells)


def _copy(connection: sa.Connection, table: sa.Table, names: list[str], rows: Iterable[Sequence[Any]]) -> None:
    from psycopg import Error, sql

    lists = [position for position, name in enumerate(names) if isinstance(table.c[name].type, sa.JSON)]
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    try:
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
            for row in rows:
                for position in lists:
                    _refuse_nul(row[position])
                copy.write_row(row)
    except (Error, ValueError) as error:
        raise _as_alchemy(connection, error) from error


def _refuse_nul(value: str) -> None:
    """PostgreSQL takes the escape of NUL in JSON, and then fails whoever reads a value of that JSON as text."""
    if "\\u0000" in value and _ESCAPED_NUL.search(value):
        raise ValueError("PostgreSQL JSON cannot contain NUL (0x00) bytes")


def _as_alchemy(connection: sa.Connection, error: Exception) -> sa.exc.DBAPIError:
    """The driver's error as the rest of the program knows it, a lost connection marked as such."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(error)
    kinds = {"IntegrityError": sa.exc.IntegrityError, "DataError": sa.exc.DataError, "ValueError": sa.exc.DataError}
    wrapper = next((kinds[base.__name__] for base in type(error).__mro__ if base.__name__ in kinds), sa.exc.DBAPIError)
    return wrapper(None, None, error, connection_invalidated=lost)


def _scan(connection: sa.Connection, table: sa.Table, names: list[str], rows: Iterable[Sequence[Any]]) -> None:
    from extractor.sinks.arrow import as_table

    driver: Any = connection.connection.driver_connection
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in names]
    driver.register("incoming", as_table(table, names, rows))
    connection.execute(sa.insert(table).from_select(names, sa.select(*columns).select_from(sa.table("incoming"))))
    driver.unregister("incoming")
