"""Databases for tests, each looked at without the code under test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from .records import MANY_TABLES


@dataclass(frozen=True)
class Place:
    """A database of one of the three kinds: `target` is what a user would write, `address` what SQLAlchemy reads."""

    kind: str
    target: str
    address: str

    def ask(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that a statement gives, on a connection of its own with foreign keys on, as at a prompt."""
        engine = sa.create_engine(self.address, poolclass=sa.NullPool)
        with engine.begin() as connection:
            if self.kind == "sqlite":
                connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            result = connection.execute(sa.text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    def tables(self) -> set[str]:
        """Names of the tables of the contract that are there."""
        engine = sa.create_engine(self.address, poolclass=sa.NullPool)
        with engine.connect() as connection:
            return set(sa.inspect(connection).get_table_names()) & set(MANY_TABLES)

    def dump(self, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[str, ...]]]:
        """Every row of every table, as sorted text; columns in `without` left out."""
        engine = sa.create_engine(self.address, poolclass=sa.NullPool)
        found: dict[str, list[tuple[str, ...]]] = {}
        with engine.connect() as connection:
            for name in MANY_TABLES:
                rows = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings()
                found[name] = sorted(
                    tuple(
                        f"{column}={_plain(row[column])!r}" for column in sorted(map(str, row)) if column not in without
                    )
                    for row in rows
                )
        return found


def _plain(value: Any) -> Any:
    """One value, one spelling, whatever the driver makes of it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str | bytes | int | float | None):
        return value
    return bytes(value) if isinstance(value, memoryview | bytearray) else str(value)
