"""Views for the obvious questions, over current articles: neither superseded nor withdrawn.

    launches              one row a launch told by an article, its weapons in one cell
    reactions_by_country  who took which stance to whose launches, and how often
    disputed_values       the statements on which a text disagrees, side by side
    coverage              what an outlet's articles of a month came to
    event_reactions       reactions with the launch and the person that they are about

A launch that three articles tell of is three rows: which of them are one is for the reader to say. Copies of an article
(`duplicate_of`) are one independent article; where rows are grouped both are counted.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from extractor.sinks.tables import (
    articles,
    event_claims,
    event_weapons,
    events,
    leaders,
    reactions,
)

_IS_CURRENT = articles.c.superseded_by.is_(None) & articles.c.withdrawn.is_(None)
_ABOUT = (events.c.article_id == reactions.c.article_id) & (events.c.event_id == reactions.c.about)
_SAID_BY = (leaders.c.article_id == reactions.c.article_id) & (leaders.c.leader_id == reactions.c.leader_id)
_CLUSTER = sa.func.coalesce(articles.c.duplicate_of, articles.c.article_id)
_TOLD_IN = (articles.c.source, articles.c.outlet, articles.c.published, articles.c.url)
_MEASURES = tuple(
    f"{slot}_{bound}"
    for slot in ("count", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")
    for bound in ("min", "max")
)


def _weapons(kind: str) -> sa.Label[Any]:
    """The event's weapons of a kind in one cell, in the order of the record."""
    in_order = (
        sa.select(event_weapons.c.value)
        .where(
            event_weapons.c.article_id == events.c.article_id,
            event_weapons.c.event_id == events.c.event_id,
            event_weapons.c.kind == kind,
        )
        .order_by(event_weapons.c.position)
        .correlate(events)
        .subquery()
    )
    joined = sa.select(sa.func.aggregate_strings(in_order.c.value, ", ")).correlate(events).scalar_subquery()
    return joined.label({"class": "weapon_classes", "name": "weapon_names"}[kind])


_launches = (
    sa.select(
        *(events.c[name] for name in ("country", "actor", "kind", "status", "prominence")),
        *(events.c[name] for name in ("date_iso", "date_start", "date_end")),
        *(events.c[name] for name in _MEASURES),
        _weapons("class"),
        _weapons("name"),
        *(events.c[name] for name in ("launch_site_name", "launch_site_latitude", "launch_site_longitude")),
        events.c.impact_area_name,
        events.c.trigger_text,
        events.c.confidence,
        *_TOLD_IN,
        articles.c.title,
        articles.c.duplicate_of,
        events.c.article_id,
        events.c.event_id,
    )
    .join_from(events, articles, events.c.article_id == articles.c.article_id)
    .where(_IS_CURRENT)
)

_reactions_by_country = (
    sa.select(
        reactions.c.country,
        reactions.c.stance,
        events.c.country.label("launch_country"),
        sa.func.count().label("reactions"),
        sa.func.count(sa.distinct(reactions.c.article_id)).label("articles"),
        sa.func.count(sa.distinct(_CLUSTER)).label("independent_articles"),
        sa.func.min(articles.c.published).label("first_published"),
        sa.func.max(articles.c.published).label("last_published"),
    )
    .join_from(reactions, articles, reactions.c.article_id == articles.c.article_id)
    .outerjoin(events, _ABOUT)
    .where(_IS_CURRENT)
    .group_by(reactions.c.country, reactions.c.stance, events.c.country)
)

_disputed_values = (
    sa.select(
        events.c.country,
        events.c.date_iso,
        *(event_claims.c[name] for name in ("slot", "value", "attributed_to", "chosen", "evidence_text")),
        *_TOLD_IN,
        *(event_claims.c[name] for name in ("article_id", "event_id", "position")),
    )
    .join_from(
        event_claims,
        events,
        (event_claims.c.article_id == events.c.article_id) & (event_claims.c.event_id == events.c.event_id),
    )
    .join(articles, events.c.article_id == articles.c.article_id)
    .where(_IS_CURRENT)
)


def _number_of(table: sa.Table, name: str) -> sa.Label[Any]:
    """How many rows of the table the articles of the group have."""
    own = sa.select(sa.func.count()).where(table.c.article_id == articles.c.article_id).correlate(articles)
    return own.scalar_subquery().label(name)


_counted = (
    sa.select(
        articles.c.outlet,
        sa.func.substr(articles.c.published, 1, 7).label("month"),
        articles.c.language,
        _CLUSTER.label("cluster"),
        _number_of(events, "launches"),
        _number_of(reactions, "reactions"),
    )
    .where(_IS_CURRENT)
    .subquery()
)
_coverage = sa.select(
    _counted.c.outlet,
    _counted.c.month,
    _counted.c.language,
    sa.func.count().label("articles"),
    sa.func.count(sa.distinct(_counted.c.cluster)).label("independent_articles"),
    sa.func.sum(sa.case((_counted.c.launches > 0, 1), else_=0)).label("articles_with_launches"),
    sa.func.sum(_counted.c.launches).label("launches"),
    sa.func.sum(_counted.c.reactions).label("reactions"),
).group_by(_counted.c.outlet, _counted.c.month, _counted.c.language)

_event_reactions = (
    sa.select(
        reactions.c.country,
        reactions.c.actor,
        leaders.c.canonical_name.label("person"),
        leaders.c.wikidata_id,
        *(reactions.c[name] for name in ("actor_type", "stance", "verb", "quote", "evidence_text")),
        events.c.country.label("launch_country"),
        events.c.date_iso.label("launch_date"),
        *_TOLD_IN,
        *(reactions.c[name] for name in ("article_id", "reaction_id", "about")),
    )
    .join_from(reactions, articles, reactions.c.article_id == articles.c.article_id)
    .outerjoin(events, _ABOUT)
    .outerjoin(leaders, _SAID_BY)
    .where(_IS_CURRENT)
)

VIEWS: dict[str, sa.Select[Any]] = {
    "launches": _launches,
    "reactions_by_country": _reactions_by_country,
    "disputed_values": _disputed_values,
    "coverage": _coverage,
    "event_reactions": _event_reactions,
}
"""Name to question, in the order in which they are made."""
