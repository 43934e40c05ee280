"""A database made, recognised, upgraded or refused, by the revision that it carries.

- Nothing of ours: made as the tables say, and marked with the newest revision.
- Tables and no revision: made by launchledger 0.1, which marked none; that is the first revision.
- An older revision: upgraded by Alembic, in the same transaction as the mark.
- The newest: taken as it is.
- Any other: refused, because a newer program made it.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.schema import DropView

from extractor.sinks.ddl import derived_statements, table_statements
from extractor.sinks.indexes import DROP_TRIGGERS, fill_search
from extractor.sinks.tables import metadata
from extractor.sinks.views import VIEWS

FIRST = "0001"
NEWEST = "0003"
MIGRATIONS = Path(__file__).parent / "migrations"

_marks = sa.Table(
    "alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True, nullable=False)
)
_FIRST_TABLES = frozenset(metadata.tables) - {"event_evidence", "quarantine"}


def prepare(connection: sa.Connection) -> None:
    """Make the database ready for this program; raises InvalidRequestError where that cannot be."""
    revision = revision_of(connection)
    if revision is None:
        _refuse_namesakes(connection)
        for statement in table_statements(connection.dialect):
            connection.execute(statement)
        _mark(connection, NEWEST)
        _derive(connection)
    elif revision != NEWEST:
        _upgrade(connection, revision)


def revision_of(connection: sa.Connection) -> str | None:
    """The revision of the database, None where it has no tables of ours; raises InvalidRequestError for a newer one."""
    names = set(sa.inspect(connection).get_table_names())
    marked = connection.execute(sa.select(_marks.c.version_num)).scalars().all() if _marks.name in names else []
    if marked:
        (revision,) = marked
        known = {path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}
        if revision not in known:
            raise InvalidRequestError(
                f"database revision {revision} is unknown, this program reads up to {NEWEST}: "
                "made by a newer launchledger or another program; upgrade launchledger"
            )
        return str(revision)
    return FIRST if names >= _FIRST_TABLES else None


def _refuse_namesakes(connection: sa.Connection) -> None:
    inspector = sa.inspect(connection)
    taken = {*inspector.get_table_names(), *inspector.get_view_names()} & {*metadata.tables, *VIEWS, "articles_search"}
    if taken:
        names = ", ".join(sorted(taken))
        raise InvalidRequestError(f"tables of another program are there: {names}; load into a new database")


def _mark(connection: sa.Connection, revision: str) -> None:
    _marks.create(connection, checkfirst=True)
    connection.execute(sa.delete(_marks))
    connection.execute(sa.insert(_marks), {"version_num": revision})


def _derive(connection: sa.Connection) -> None:
    for statement in derived_statements(connection.dialect):
        connection.execute(statement)


def _upgrade(connection: sa.Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    _drop_derived(connection)
    _mark(connection, revision)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    _derive(connection)
    fill_search(connection)


def _drop_derived(connection: sa.Connection) -> None:
    """Views and search go before the tables that they read change."""
    inspector = sa.inspect(connection)
    views, tables = set(inspector.get_view_names()), set(inspector.get_table_names())
    for name in [*reversed(VIEWS), "articles_search"]:
        if name in views:
            connection.execute(DropView(sa.Table(name, sa.MetaData())))
    if "articles_search" in tables:
        sa.Table("articles_search", sa.MetaData()).drop(connection)
    if connection.dialect.name == "sqlite":
        for statement in DROP_TRIGGERS:
            connection.exec_driver_sql(statement)
