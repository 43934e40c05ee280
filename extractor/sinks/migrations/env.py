"""Where Alembic begins: on the connection that the caller already holds, inside its transaction."""

from __future__ import annotations

from alembic import context

from extractor.sinks.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
