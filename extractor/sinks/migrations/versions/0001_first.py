"""The tables of launchledger 0.1, from the statements that it ran."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; databases that already have them are marked and not made again."""
    connection = op.get_bind()
    statements = Path(__file__).parents[1].joinpath(f"first.{connection.dialect.name}.sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
