"""Where Alembic begins: on the connection that the caller already holds, inside its transaction."""

from __future__ import annotations

from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl

from extractor.sinks.tables import metadata


class DuckDBImpl(PostgresqlImpl):
    """DuckDB alters its tables as PostgreSQL does; Alembic finds this class by the name of the dialect."""

    __dialect__ = "duckdb"


context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
