"""Datasette's metadata for a database of records: titles, meanings, units, facets, search and canned questions.

    datasette ledger.sqlite --metadata schemas/datasette.json

The file speaks of a database named `ledger`, as Datasette names it after its file.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from extractor.sinks.tables import articles, event_evidence, events, metadata
from extractor.sinks.views import VIEWS

DATABASE = "ledger"

_UNITS = {"_km": "km", "_minutes": "minute", "latitude": "degree", "longitude": "degree"}
"""Ending of a slot to its unit, as Datasette's library of units knows it; Mach is a number of its own."""

_FACETS = {
    "articles": ("outlet", "language", "published_from"),
    "events": ("country", "kind", "status", "prominence"),
    "event_weapons": ("kind", "value"),
    "event_claims": ("slot", "chosen"),
    "event_evidence": ("slot", "attributed_to"),
    "leaders": ("country", "canonical_name"),
    "reactions": ("country", "stance", "actor_type"),
    "tallies": ("country", "what"),
    "warnings": ("code",),
    "launches": ("country", "kind", "status", "weapon_classes"),
    "reactions_by_country": ("country", "stance", "launch_country"),
    "disputed_values": ("slot", "country"),
    "coverage": ("outlet", "language"),
    "event_reactions": ("country", "stance", "person"),
}
_VIEW_TITLES = {
    "launches": "Launches told by current articles, one row a launch and article",
    "reactions_by_country": "Who took which stance to whose launches, and how often",
    "disputed_values": "Statements on which a text disagrees",
    "coverage": "What an outlet's articles of a month came to",
    "event_reactions": "Reactions with the launch and the person that they are about",
}


def _view(name: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column.name) for column in VIEWS[name].selected_columns))


def _day_of_year(day: str) -> sa.ColumnElement[str]:
    """A day of the year that is asked for."""
    return sa.bindparam("year", type_=sa.Text).concat(sa.literal_column(day))


_launches = _view("launches")
_reactions = _view("event_reactions")
_is_current = articles.c.superseded_by.is_(None) & articles.c.withdrawn.is_(None)
_named = articles.alias("named")
_search = sa.table("articles_search", sa.column("rowid"), sa.column("rank"))


_FLIGHT = (events.c.country, events.c.date_iso, events.c.distance_km_max, articles.c.title, articles.c.source)
_WORDS = sa.literal_column("articles_search").match(sa.bindparam("words"))
_QUESTIONS: dict[str, tuple[str, sa.Select[Any]]] = {
    "launches_of_a_country_in_a_year": (
        "Launches of a country in a year",
        sa.select(_launches)
        .where(
            _launches.c.country == sa.bindparam("country"),
            _launches.c.date_start.between(_day_of_year("'-01-01'"), _day_of_year("'-12-31'")),
        )
        .order_by(_launches.c.date_start),
    ),
    "evidence_of_an_event": (
        "All evidence of an event",
        sa.select(event_evidence)
        .where(*(event_evidence.c[name] == sa.bindparam(name) for name in ("article_id", "event_id")))
        .order_by(event_evidence.c.position),
    ),
    "reactions_of_a_person": (
        "Reactions of a person",
        sa.select(_reactions).where(_reactions.c.person == sa.bindparam("person")).order_by(_reactions.c.published),
    ),
    "copies_of_an_article": (
        "An article and its copies",
        sa.select(*(articles.c[name] for name in ("article_id", "outlet", "published", "title", "source")))
        .where(
            sa.func.coalesce(articles.c.duplicate_of, articles.c.article_id).in_(
                sa.select(sa.func.coalesce(_named.c.duplicate_of, _named.c.article_id)).where(
                    _named.c.article_id == sa.bindparam("article_id")
                )
            ),
            _is_current,
        )
        .order_by(articles.c.duplicate_of.is_not(None), articles.c.published, articles.c.article_id),
    ),
    "longest_flights": (
        "Longest flights told",
        sa.select(*_FLIGHT)
        .join_from(events, articles, events.c.article_id == articles.c.article_id)
        .where(events.c.distance_km_max.is_not(None), _is_current)
        .order_by(events.c.distance_km_max.desc()),
    ),
    "search_articles": (
        "Articles that hold some words",
        sa.select(articles.c.article_id, articles.c.published, articles.c.title, articles.c.source)
        .join_from(articles, _search, _search.c.rowid == articles.c.search_id)
        .where(_WORDS, _is_current)
        .order_by(_search.c.rank),
    ),
}
"""Name to title and statement; a `:name` in it becomes a field to fill in."""


def datasette_metadata() -> dict[str, Any]:
    """The metadata as Datasette reads it from JSON."""
    tables = {table.name: _table(table) for table in metadata.sorted_tables}
    tables["articles"] |= {"fts_table": "articles_search", "fts_pk": "search_id"}
    for name, title in _VIEW_TITLES.items():
        tables[name] = {"title": title, "facets": list(_FACETS[name])}
    return {
        "title": "Launch ledger",
        "description": "News about missile launches as records, every value with the words that say it.",
        "databases": {
            DATABASE: {"tables": tables, "queries": {name: _query(*told) for name, told in _QUESTIONS.items()}}
        },
    }


def _table(table: sa.Table) -> dict[str, Any]:
    told = {column.name: column.comment for column in table.columns if column.comment}
    units = {column.name: unit for column in table.columns if (unit := _unit(column))}
    facets = list(_FACETS.get(table.name, ()))
    return {"title": table.comment, "columns": told, "units": units, "facets": facets}


def _unit(column: sa.Column[Any]) -> str | None:
    """The unit of a bound or a coordinate, by the slot in its name."""
    if not isinstance(column.type, sa.Float):
        return None
    slot = column.name.removesuffix("_min").removesuffix("_max")
    return next((unit for ending, unit in _UNITS.items() if slot.endswith(ending)), None)


def _query(title: str, question: sa.Select[Any]) -> dict[str, Any]:
    statement = str(question.compile(dialect=SQLiteDialect(paramstyle="named")))
    return {"title": title, "sql": statement}
