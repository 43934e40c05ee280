"""The tables of a launchledger database: one row a thing, flat typed columns, nothing a query must take apart.

    runs ┬ articles ┬ events ┬ event_weapons    classes and names, one row each
         │          │        ├ event_sources    who is said to have reported or claimed it
         │          │        ├ event_claims     the statements where the text disagrees
         │          │        └ event_evidence   every place in the text that says something of it
         │          ├ leaders ─ leader_mentions
         │          ├ reactions                 refer to leaders and events of the same article
         │          ├ tallies
         │          └ warnings
         └ quarantine                           what could not be stored, and why

Ids are unique inside an article; keys of parts therefore begin with `article_id`, and deleting an article deletes its
parts. `articles.record` holds the whole record; the flat columns repeat what queries ask for, with the first evidence
of each thing. `position` is the place in the record's list, from 0. An article is current where `superseded_by` and
`withdrawn` are null; the views ask for that.
"""

from __future__ import annotations

from typing import Any, get_args

import sqlalchemy as sa

from extractor.model.record import ArticlePart, Event, Reaction, Stance, Tally, WeaponClass
from extractor.sinks.columns import (
    REAL,
    Items,
    bounds,
    closed,
    confidence,
    country,
    evidence,
    json,
    one_of,
    place,
    said,
    text,
    when,
)

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _run() -> sa.Column[Any]:
    """The run that wrote the row. No cascade: a run whose rows are in use cannot be deleted by mistake."""
    return sa.Column("run_id", sa.Text, sa.ForeignKey("runs.run_id"), nullable=False)


def _part(name: str, parent: str, own_key: tuple[str, ...], items: Items, comment: str) -> sa.Table:
    """A table of parts: its key is the parent's key and `own_key`, and its rows go when the parent's row goes."""
    parent_key = [key.name for key in metadata.tables[parent].primary_key]
    keys = [
        sa.Column(key, sa.Integer if key == "position" else sa.Text, primary_key=True, autoincrement=False)
        for key in [*parent_key, *own_key]
    ]
    position: Items = [] if "position" in own_key else [sa.Column("position", sa.Integer, nullable=False)]
    reference = sa.ForeignKeyConstraint(parent_key, [f"{parent}.{key}" for key in parent_key], ondelete="CASCADE")
    return sa.Table(name, metadata, *keys, *position, *items, _run(), reference, comment=comment)


runs = sa.Table(
    "runs",
    metadata,
    sa.Column("run_id", sa.Text, primary_key=True),
    text("extractor_version", required=True),
    text("model_name"),
    text("model_version"),
    text("knowledge_version", required=True, comment="Empty where the run made no record, only loaded them."),
    text("schema_version", required=True),
    json("inputs", "What was read, sorted; empty where the caller did not say."),
    comment="What made the rows: a run has one version of everything.",
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("article_id", sa.Text, primary_key=True),
    text("source", required=True),
    text("url"),
    text("title"),
    text("published"),
    *closed(ArticlePart, "published_from", required=False),
    text("modified"),
    *closed(ArticlePart, "modified_from", required=False),
    text("outlet"),
    json("authors", "By-line names."),
    text("language"),
    text("text_sha256", required=True),
    text(
        "duplicate_of",
        comment="The first article of the run with this text or nearly this one; null where this is the first. No key: "
        "it may be in another database. coalesce(duplicate_of, article_id) is the cluster.",
    ),
    text("text", required=True),
    text("schema_version", required=True),
    sa.Column(
        "superseded_by",
        sa.Text,
        sa.ForeignKey("articles.article_id", ondelete="SET NULL"),
        comment="The article that took this one's place at the same source or URL; null for current articles.",
    ),
    text("withdrawn", comment="Why the article was taken back on purpose; null for all others."),
    sa.Column("search_id", sa.BigInteger, comment="Number of the article in full-text search, from its id."),
    sa.CheckConstraint(sa.column("superseded_by") != sa.column("article_id"), name="superseded_by"),
    json("record", "The whole record, the same bytes as its line of JSON Lines."),
    text("record_sha256", required=True, comment="Digest of that line: where it is equal there is nothing to load."),
    _run(),
    comment="Texts as they were read. Current ones: superseded_by IS NULL AND withdrawn IS NULL.",
)

events = _part(
    "events",
    "articles",
    ("event_id",),
    [
        *closed(Event, "prominence"),
        *closed(Event, "kind"),
        *closed(Event, "status"),
        *confidence(),
        *evidence("trigger"),
        *country(),
        *said("country"),
        text("actor"),
        *said("actor"),
        *bounds("count", sa.Integer),
        *said("count"),
        *(
            item
            for slot in ("distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")
            for item in (*bounds(slot, REAL), *said(slot))
        ),
        *when("date"),
        *said("date"),
        *place("launch_site"),
        *place("impact_area"),
    ],
    "One launch, failed attempt or announced launch: one side, one kind of action, one day.",
)

event_weapons = _part(
    "event_weapons",
    "events",
    ("kind", "position"),
    [
        sa.CheckConstraint(sa.column("kind").in_(("class", "name")), name="kind"),
        text("value", required=True),
        sa.CheckConstraint(
            (sa.column("kind") != "class") | sa.column("value").in_(get_args(WeaponClass)), name="class"
        ),
        *said("value"),
    ],
    "Classes (srbm, icbm, cruise, ...) and names (as written) of an event's missiles.",
)

event_sources = _part(
    "event_sources",
    "events",
    ("position",),
    [text("name", required=True), *said("name")],
    "Who is said to have reported or claimed an event.",
)

event_claims = _part(
    "event_claims",
    "events",
    ("position",),
    [
        text("slot", required=True),
        text("value", required=True, comment="One spelling of any value: 'icbm', '2', '350..380', '2..', '2025-10'."),
        *bounds("value", REAL),
        text("attributed_to"),
        sa.Column("chosen", sa.Boolean, nullable=False),
        *evidence(),
    ],
    "Statements for slots on which the text disagrees; `chosen` where the event holds that value.",
)

event_evidence = _part(
    "event_evidence",
    "events",
    ("position",),
    [
        text("slot", required=True, comment="Field of the event that the words speak for; trigger for the event."),
        text("attributed_to", comment="Who is said to have said so; null where the article itself does."),
        *evidence(),
    ],
    "Every place of the article that says something of an event, in the order of the record.",
)

leaders = _part(
    "leaders",
    "articles",
    ("leader_id",),
    [
        text("name", required=True),
        text("canonical_name", required=True),
        text("wikidata_id"),
        *country(),
        json("roles", "Roles as written, without the country."),
        json("aliases", "Other forms used in the text."),
        text("office_on_date"),
    ],
    "Named holders of a political or military office.",
)

leader_mentions = _part("leader_mentions", "leaders", ("position",), evidence(), "Every place that names a leader.")

reactions = _part(
    "reactions",
    "articles",
    ("reaction_id",),
    [
        text("actor", required=True),
        *said("actor"),
        *closed(Reaction, "actor_type"),
        text("leader_id"),
        *country(),
        *one_of("stance", get_args(Stance)),
        text("verb"),
        text("quote"),
        *closed(Reaction, "quote_kind", required=False),
        text("about", comment="The event of the same article that it is about."),
        *confidence(),
        *evidence(),
    ],
    "What a government, body, official or analyst said or did.",
)
for _own, _other in (("leader_id", leaders.c.leader_id), ("about", events.c.event_id)):
    reactions.append_constraint(
        sa.ForeignKeyConstraint(["article_id", _own], [_other.table.c.article_id, _other], ondelete="CASCADE")
    )

tallies = _part(
    "tallies",
    "articles",
    ("position",),
    [
        *bounds("count", sa.Integer, required=True),
        *closed(Tally, "what"),
        *country(),
        *when("period"),
        text("period_text", required=True),
        *evidence(),
    ],
    "Totals over a period.",
)

warnings = _part(
    "warnings",
    "articles",
    ("position",),
    [
        text("code", required=True),
        text("message", required=True),
        text("path", required=True, comment="JSON pointer into the record; empty for the whole record."),
        *evidence(required=False),
    ],
    "What a careful reader would stumble over.",
)

quarantine = sa.Table(
    "quarantine",
    metadata,
    sa.Column("line_sha256", sa.Text, primary_key=True),
    text("place", required=True, comment="Where it came from: file and line, or the source of the article."),
    text("reason", required=True),
    sa.Column("line", sa.LargeBinary, nullable=False, comment="The bytes as given; no text, because some are none."),
    _run(),
    comment="What could not be stored, and why. A line leaves when it is loaded with success.",
)
