"""Copies of articles and their last change: what contract 1.1 brought, as columns."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TOLD_BY = "modified_from IN ('metadata', 'html', 'sidecar', 'filename', 'dateline', 'text')"
_DUPLICATE_OF = (
    "The first article of the run with this text or nearly this one; null where this is the first. No key: "
    "it may be in another database. coalesce(duplicate_of, article_id) is the cluster."
)
_NEW = ("modified", "modified_from", "duplicate_of")


def upgrade() -> None:
    """Add the columns, and fill them from the records that are stored."""
    is_duckdb = op.get_bind().dialect.name == "duckdb"  # which adds no column with a check, and has no indexes here
    checks = () if is_duckdb else (sa.CheckConstraint(_TOLD_BY, name=op.f("ck_articles_modified_from")),)
    op.add_column("articles", sa.Column("modified", sa.Text))
    op.add_column("articles", sa.Column("modified_from", sa.Text, *checks))
    op.add_column("articles", sa.Column("duplicate_of", sa.Text, comment=_DUPLICATE_OF))
    _fill(op.get_bind())
    if not is_duckdb:
        op.create_index("ix_articles_duplicate_of", "articles", ["duplicate_of"])


def _fill(connection: sa.Connection) -> None:
    """Article by article: each holds its whole record; those of contract 1.0 have none of it."""
    articles = sa.table("articles", *map(sa.column, ("article_id", "record", *_NEW)))
    ids = connection.execute(sa.select(articles.c.article_id)).scalars().all()
    for article_id in ids:
        own = articles.c.article_id == article_id
        line = connection.execute(sa.select(sa.cast(articles.c.record, sa.Text)).where(own)).scalar_one()
        told = json.loads(line)["article"]
        if new := {name: told[name] for name in _NEW if told.get(name) is not None}:
            connection.execute(sa.update(articles).where(own).values(new))
