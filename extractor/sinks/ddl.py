"""The statements that make a database, each dialect's from the one definition of the tables.

Nothing here connects: what a driver would run and what `schemas/` shows are the same objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import (
    CreateIndex,
    CreateTable,
    CreateView,
    ExecutableDDLElement,
    ForeignKeyConstraint,
    SetColumnComment,
    SetTableComment,
)

from extractor.sinks.indexes import search_statements
from extractor.sinks.tables import metadata
from extractor.sinks.views import VIEWS


class _DuckDB(PGDialect):
    """DuckDB's statements without its driver: a dialect of PostgreSQL's by another name, as its driver has it too."""

    name = "duckdb"


_DIALECTS: dict[str, type[sa.Dialect]] = {"duckdb": _DuckDB, "postgresql": PGDialect, "sqlite": SQLiteDialect}
DIALECTS = tuple(_DIALECTS)


@compiles(ForeignKeyConstraint, "duckdb")
def _no_foreign_key(constraint: ForeignKeyConstraint, compiler: Any, **_: Any) -> None:
    """DuckDB cannot delete an article and its parts in one transaction where keys refer to it, nor cascade.

    Source: DuckDB, "Constraints", foreign keys, and "Indexes", over-eager constraint checking.
    """


def table_statements(dialect: sa.Dialect) -> Iterator[ExecutableDDLElement]:
    """Tables, parents first, each with its indexes in order of their names."""
    for table in metadata.sorted_tables:
        yield CreateTable(table)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if dialect.name in index.info["dialects"]:
                yield CreateIndex(index)
        if dialect.name != "sqlite":
            yield SetTableComment(table)
            yield from (SetColumnComment(column) for column in table.columns if column.comment)


def derived_statements(dialect: sa.Dialect) -> Iterator[ExecutableDDLElement]:
    """Search and views: they hold nothing of their own and are made anew when a database is upgraded."""
    yield from search_statements(dialect.name)
    for name, question in VIEWS.items():
        yield CreateView(question, name)


def ddl(name: str) -> list[str]:
    """The statements that fill an empty database; `name` is one of DIALECTS."""
    dialect = _DIALECTS[name]()
    statements = [*table_statements(dialect), *derived_statements(dialect)]
    return [_tidy(str(statement.compile(dialect=dialect))) for statement in statements]


def _tidy(statement: str) -> str:
    lines = statement.strip().replace("\t", "  ").splitlines()
    return "\n".join(line.rstrip() for line in lines) + ";"
