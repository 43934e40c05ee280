"""All evidence of events, quarantine, withdrawn articles, numbers for full-text search."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_INDEXES = (
    ("ix_articles_search_id", "articles", ["search_id"], True),
    ("ix_event_claims_slot_chosen", "event_claims", ["slot", "chosen"], False),
    ("ix_quarantine_run_id", "quarantine", ["run_id"], False),
)
_SLOTS = (
    "country", "actor", "count", "weapon_classes", "weapon_names", "distance_km", "altitude_km", "range_km",
    "flight_minutes", "speed_mach", "date", "launch_site", "impact_area", "sources",
)  # fmt: skip

_COMMENTS = {
    "articles": "Texts as they were read. Current ones: superseded_by IS NULL AND withdrawn IS NULL.",
    "attributed_to": "Who is said to have said so; null where the article itself does.",
    "event_evidence": "Every place of the article that says something of an event, in the order of the record.",
    "knowledge_version": "Empty where the run made no record, only loaded them.",
    "line": "The bytes as given; no text, because some are none.",
    "place": "Where it came from: file and line, or the source of the article.",
    "quarantine": "What could not be stored, and why. A line leaves when it is loaded with success.",
    "search_id": "Number of the article in full-text search, from its id.",
    "slot": "Field of the event that the words speak for; trigger for the event.",
    "withdrawn": "Why the article was taken back on purpose; null for all others.",
}


def upgrade() -> None:
    """Add what is new, and fill it from the records that are stored."""
    op.add_column("articles", sa.Column("withdrawn", sa.Text, comment=_COMMENTS["withdrawn"]))
    op.add_column("articles", sa.Column("search_id", sa.BigInteger, comment=_COMMENTS["search_id"]))
    evidence = _event_evidence()
    op.create_table(
        "quarantine",
        sa.Column("line_sha256", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False, comment=_COMMENTS["place"]),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False, comment=_COMMENTS["line"]),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("line_sha256", name="pk_quarantine"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_quarantine_run_id"),
        comment=_COMMENTS["quarantine"],
    )
    _fill(op.get_bind(), evidence)
    for name, table, columns, unique in _INDEXES:
        op.create_index(name, table, columns, unique=unique)
    if op.get_bind().dialect.name == "postgresql":
        op.create_table_comment("articles", _COMMENTS["articles"])
        op.alter_column("runs", "knowledge_version", comment=_COMMENTS["knowledge_version"])
        document = "to_tsvector('english', left(coalesce(title, '') || ' ' || text, 200000))"
        op.create_index("ix_articles_search", "articles", [sa.text(document)], postgresql_using="gin")


def _event_evidence() -> sa.Table:
    start: sa.ColumnClause[int] = sa.column("evidence_start")
    end: sa.ColumnClause[int] = sa.column("evidence_end")
    return op.create_table(
        "event_evidence",
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("slot", sa.Text, nullable=False, comment=_COMMENTS["slot"]),
        sa.Column("attributed_to", sa.Text, comment=_COMMENTS["attributed_to"]),
        sa.Column("evidence_start", sa.Integer, nullable=False),
        sa.Column("evidence_end", sa.Integer, nullable=False),
        sa.Column("evidence_text", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.CheckConstraint((start >= 0) & (start < end), name=op.f("ck_event_evidence_evidence")),
        sa.PrimaryKeyConstraint("article_id", "event_id", "position", name="pk_event_evidence"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_event_evidence_run_id"),
        sa.ForeignKeyConstraint(
            ["article_id", "event_id"],
            ["events.article_id", "events.event_id"],
            name="fk_event_evidence_article_id_event_id",
            ondelete="CASCADE",
        ),
        comment=_COMMENTS["event_evidence"],
    )


def _fill(connection: sa.Connection, evidence: sa.Table) -> None:
    """Article by article: each holds its whole record."""
    articles = sa.table("articles", *map(sa.column, ("article_id", "run_id", "record", "search_id")))
    ids = connection.execute(sa.select(articles.c.article_id)).scalars().all()
    for article_id in ids:
        own = articles.c.article_id == article_id
        stored = sa.select(sa.cast(articles.c.record, sa.Text), articles.c.run_id).where(own)
        line, run_id = connection.execute(stored).one()
        number = int(hashlib.sha256(article_id.encode()).hexdigest()[:16], 16) >> 1
        connection.execute(sa.update(articles).where(own).values(search_id=number))
        for event in json.loads(line)["events"]:
            key = {"article_id": article_id, "event_id": event["event_id"], "run_id": run_id}
            rows = [{**key, "position": number, **row} for number, row in enumerate(_evidence(event))]
            connection.execute(sa.insert(evidence), rows)


def _evidence(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _row("trigger", None, event["trigger"])
    for slot in _SLOTS:
        held = event[slot]
        for found in held if isinstance(held, list) else [held] if held else []:
            for place in found["evidence"]:
                yield _row(slot, found["attributed_to"], place)


def _row(slot: str, attributed_to: str | None, place: dict[str, Any]) -> dict[str, Any]:
    columns = {f"evidence_{name}": place[name] for name in ("start", "end", "text")}
    return {"slot": slot, "attributed_to": attributed_to, **columns}
