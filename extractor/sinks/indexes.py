"""What makes questions fast: indexes on the tables, and full-text search over titles and texts.

Full-text search is asked through `articles_search`: in SQLite an FTS5 table that keeps no second copy of the texts, in
PostgreSQL a view over what its index holds. DuckDB reads columns fast enough to do without either.

    SQLite      SELECT a.* FROM articles a JOIN articles_search s ON s.rowid = a.search_id
                WHERE articles_search MATCH 'sunan'
    PostgreSQL  SELECT a.* FROM articles a JOIN articles_search s USING (article_id)
                WHERE s.document @@ websearch_to_tsquery('english', 'sunan')
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.schema import CreateView, ExecutableDDLElement

from extractor.sinks.tables import (
    articles,
    event_claims,
    event_sources,
    event_weapons,
    events,
    leaders,
    quarantine,
    reactions,
    warnings,
)

SEARCHED_CHARACTERS = (
    200_000  # a tsvector holds 1 MB at most (PostgreSQL, "Text Search Limitations"); a letter, 4 bytes
)


_INDEXED = {"dialects": ("postgresql", "sqlite")}
"""Not DuckDB: it scans columns, and its indexes refuse to replace a row in the transaction that deleted it."""

for _columns in (
    (events.c.country, events.c.date_start),
    (events.c.date_start,),
    (event_weapons.c.value,),
    (event_sources.c.name,),
    (event_claims.c.slot, event_claims.c.chosen),
    (leaders.c.canonical_name,),
    (leaders.c.wikidata_id,),
    (reactions.c.actor,),
    (reactions.c.country, reactions.c.stance),
    (reactions.c.article_id, reactions.c.leader_id),
    (reactions.c.article_id, reactions.c.about),
    (articles.c.source,),
    (articles.c.url,),
    (articles.c.published,),
    (articles.c.superseded_by,),
    (articles.c.duplicate_of,),
    (articles.c.run_id,),
    (warnings.c.code,),
    (quarantine.c.run_id,),
):
    sa.Index(None, *_columns, info=_INDEXED)
sa.Index(None, articles.c.search_id, unique=True, info=_INDEXED)

_document = sa.func.to_tsvector(
    sa.literal("english"),
    sa.func.left(
        sa.func.coalesce(articles.c.title, sa.literal("")) + sa.literal(" ") + articles.c.text,
        sa.literal(SEARCHED_CHARACTERS),
    ),
)
sa.Index("ix_articles_search", _document, postgresql_using="gin", info={"dialects": ("postgresql",)})

_FTS5 = (
    "CREATE VIRTUAL TABLE articles_search USING fts5(title, text, content='articles', content_rowid='search_id')",
    """\
CREATE TRIGGER articles_search_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_search(rowid, title, text) VALUES (new.search_id, new.title, new.text);
END""",
    """\
CREATE TRIGGER articles_search_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_search(articles_search, rowid, title, text)
    VALUES ('delete', old.search_id, old.title, old.text);
END""",
    """\
CREATE TRIGGER articles_search_update AFTER UPDATE OF title, text, search_id ON articles BEGIN
  INSERT INTO articles_search(articles_search, rowid, title, text)
    VALUES ('delete', old.search_id, old.title, old.text);
  INSERT INTO articles_search(rowid, title, text) VALUES (new.search_id, new.title, new.text);
END""",
)
"""An external-content table and the triggers that keep it: SQLite, "FTS5", 4.4.3. All of it is constant."""

DROP_TRIGGERS = (
    "DROP TRIGGER IF EXISTS articles_search_insert",
    "DROP TRIGGER IF EXISTS articles_search_delete",
    "DROP TRIGGER IF EXISTS articles_search_update",
)
_REBUILD = "INSERT INTO articles_search(articles_search) VALUES ('rebuild')"


def search_statements(dialect: str) -> list[ExecutableDDLElement]:
    """What makes full-text search in a database that has the tables and their indexes; nothing where it has none."""
    match dialect:
        case "sqlite":
            return [sa.DDL(statement) for statement in _FTS5]  # type: ignore[no-untyped-call]
        case "postgresql":
            return [CreateView(sa.select(articles.c.article_id, _document.label("document")), "articles_search")]
        case _:
            return []


def fill_search(connection: sa.Connection) -> None:
    """Read articles into a search that was made after them; PostgreSQL's index does so by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_REBUILD)
