"""Record -> rows: the flat form that every table-shaped store shares.

A pure function of the record and the run's id. Cells are text, numbers, truth values or null; lists are JSON text, and
`articles.record` is the record's own line. Of several evidences the first is repeated here, all are in that line.
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from extractor.errors import ContractError
from extractor.model.article import digest
from extractor.model.record import (
    Claim,
    Event,
    Evidence,
    Found,
    Interval,
    Leader,
    Place,
    Provenance,
    Reaction,
    Record,
    Tally,
    Warning,
    When,
)

Cell = str | int | float | None
Row = dict[str, Cell]
Rows = dict[str, list[Row]]

_BOUNDS = ("min", "max", "approximate")
_PLACE = ("name", "country", "latitude", "longitude")
_WHEN = ("iso", "weekday", "time_of_day", "resolved_from")
_SPAN = ("start", "end", "text")


def run_row(provenance: Provenance, inputs: Iterable[str] = (), run_id: str | None = None) -> Row:
    """The row of `runs` for records of this provenance.

    Without a `run_id` it is derived from the versions and the sorted inputs: the same run has the same id.
    """
    model = provenance.model
    names = sorted(set(inputs))
    row: Row = {
        "extractor_version": provenance.extractor_version,
        "model_name": model.name if model else None,
        "model_version": model.version if model else None,
        "knowledge_version": provenance.knowledge_version,
        "schema_version": provenance.schema_version,
        "inputs": _json(names),
    }
    return {"run_id": run_id or "r" + digest(*(str(cell) for cell in row.values())), **row}


def record_sha256(record: Record) -> str:
    """Hex SHA-256 of the record's line."""
    return hashlib.sha256(record.to_json().encode()).hexdigest()


def rows_of(record: Record, run_id: str) -> Rows:
    """Table name -> rows, parents before parts; `runs` and `articles.superseded_by` are the store's to know.

    Raises ContractError where a value fits the contract's form and still is none: the 30th of February, half a missile.
    """
    article_id = record.article.article_id
    try:
        rows = _tables(record)
    except ValueError as error:
        raise ContractError(f"{record.article.source}: article {article_id}: {error}") from error
    return {table: [{"article_id": article_id, **row, "run_id": run_id} for row in rows[table]] for table in rows}


def day_bounds(iso: str | None) -> tuple[str | None, str | None]:
    """First and last day (both included) of a date of any precision: "2025-02" is 2025-02-01 to 2025-02-28.

    Raises ValueError where there is no such day or the interval runs backwards.
    """
    if iso is None:
        return None, None
    parts = iso.split("/")
    try:
        first, last = _days(parts[0])[0], _days(parts[-1])[1]
    except ValueError as error:
        raise ValueError(f"{iso!r} is no date: {error}") from error
    if first > last:
        raise ValueError(f"{iso!r} runs backwards")
    return first.isoformat(), last.isoformat()


def _days(iso: str) -> tuple[date, date]:
    year, *rest = (int(number) for number in iso.split("-"))
    match rest:
        case [month, day]:
            return date(year, month, day), date(year, month, day)
        case [month]:
            first = date(year, month, 1)
            return first, first.replace(day=monthrange(year, month)[1])
        case _:
            return date(year, 1, 1), date(year, 12, 31)


def _tables(record: Record) -> Rows:
    events, leaders = record.events, record.leaders
    return {
        "articles": [_article(record)],
        "events": _numbered(map(_event, events)),
        "event_weapons": [{"event_id": event.event_id, **row} for event in events for row in _weapons(event)],
        "event_sources": [
            {"event_id": event.event_id, **row}
            for event in events
            for row in _numbered({"name": source.value, **_said("name", source)} for source in event.sources)
        ],
        "event_claims": [
            {"event_id": event.event_id, **row} for event in events for row in _numbered(map(_claim, event.claims))
        ],
        "leaders": _numbered(map(_leader, leaders)),
        "leader_mentions": [
            {"leader_id": leader.leader_id, **row}
            for leader in leaders
            for row in _numbered(_columns("evidence", mention, _SPAN) for mention in leader.mentions)
        ],
        "reactions": _numbered(map(_reaction, record.reactions)),
        "tallies": _numbered(map(_tally, record.tallies)),
        "warnings": _numbered(map(_warning, record.warnings)),
    }


def _article(record: Record) -> Row:
    article = record.article
    return {
        **_fields(article, "source", "url", "title", "published", "published_from", "outlet"),
        "authors": _json(article.authors),
        **_fields(article, "language", "text_sha256", "text"),
        "schema_version": record.schema_version,
        "record": record.to_json(),
        "record_sha256": record_sha256(record),
    }


def _event(event: Event) -> Row:
    measures = (
        cell
        for slot in ("distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")
        for cell in _found(slot, getattr(event, slot), _BOUNDS).items()
    )
    return {
        **_fields(event, "event_id", "prominence", "kind", "status", "confidence"),
        **_columns("trigger", event.trigger, _SPAN),
        **_word("country", event.country),
        **_word("actor", event.actor),
        **_whole("count", _found("count", event.count, _BOUNDS)),
        **dict(measures),
        **_days_of("date", event.date.value if event.date else None),
        **_said("date", event.date),
        **_found("launch_site", event.launch_site, _PLACE),
        **_found("impact_area", event.impact_area, _PLACE),
    }


def _weapons(event: Event) -> list[Row]:
    kinds: tuple[tuple[str, Sequence[Found[Any]]], ...] = ("class", event.weapon_classes), ("name", event.weapon_names)
    return [
        {"kind": kind, "position": position, "value": weapon.value, **_said("value", weapon)}
        for kind, weapons in kinds
        for position, weapon in enumerate(weapons)
    ]


def _claim(claim: Claim) -> Row:
    return {
        "slot": claim.slot,
        "value": _spelled(claim.value),
        **_columns("value", claim.value if isinstance(claim.value, Interval) else None, _BOUNDS),
        **_fields(claim, "attributed_to", "chosen"),
        **_columns("evidence", claim.evidence[0], _SPAN),
    }


def _leader(leader: Leader) -> Row:
    return {
        **_fields(leader, "leader_id", "name", "canonical_name", "wikidata_id", "country"),
        "roles": _json([role.value for role in leader.roles]),
        "aliases": _json(leader.aliases),
        "office_on_date": leader.office_on_date,
    }


def _reaction(reaction: Reaction) -> Row:
    return {
        "reaction_id": reaction.reaction_id,
        **_word("actor", reaction.actor),
        **_fields(reaction, "actor_type", "leader_id", "country", "stance", "verb", "quote", "quote_kind", "about"),
        "confidence": reaction.confidence,
        **_columns("evidence", reaction.evidence[0], _SPAN),
    }


def _tally(tally: Tally) -> Row:
    return {
        **_whole("count", _columns("count", tally.count, _BOUNDS)),
        **_fields(tally, "what", "country"),
        **_days_of("period", tally.period),
        "period_text": tally.period.text,
        **_columns("evidence", tally.evidence[0], _SPAN),
    }


def _warning(warning: Warning) -> Row:
    first: Evidence | None = next(iter(warning.evidence), None)
    return {**_fields(warning, "code", "message", "path"), **_columns("evidence", first, _SPAN)}


def _fields(part: object, *names: str) -> Row:
    return {name: getattr(part, name) for name in names}


def _columns(slot: str, part: object | None, names: Iterable[str]) -> Row:
    """The part's fields as `slot_name` columns; all null where there is no part."""
    return {f"{slot}_{name}": None if part is None else getattr(part, name) for name in names}


def _found(slot: str, found: Found[Any] | None, names: Iterable[str]) -> Row:
    return {**_columns(slot, found.value if found else None, names), **_said(slot, found)}


def _word(slot: str, found: Found[str] | None) -> Row:
    return {slot: found.value if found else None, **_said(slot, found)}


def _said(slot: str, found: Found[Any] | None) -> Row:
    """The words that say it (a place's or date's own, else the first evidence), who says so, how sure."""
    text = None if found is None else getattr(found.value, "text", found.evidence[0].text)
    return {f"{slot}_text": text, **_columns(slot, found, ("attributed_to", "confidence"))}


def _days_of(slot: str, when: When | None) -> Row:
    first, last = day_bounds(when.iso if when else None)
    return {**_columns(slot, when, _WHEN), f"{slot}_start": first, f"{slot}_end": last}


def _whole(slot: str, row: Row) -> Row:
    """The row with its bounds as whole numbers: missiles come in no other."""
    for name in (f"{slot}_min", f"{slot}_max"):
        bound = row[name]
        if isinstance(bound, float):
            if not bound.is_integer():
                raise ValueError(f"{name} {bound} is no whole number")
            row[name] = int(bound)
    return row


def _spelled(value: str | Interval | Place | When) -> str:
    match value:
        case Interval(min=low, max=high):
            ends = ["" if bound is None else f"{bound:.12g}" for bound in (low, high)]
            return ends[0] if low == high else "..".join(ends)
        case Place():
            return value.name
        case When():
            return value.iso or value.text
        case _:
            return value


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"position": position, **row} for position, row in enumerate(rows)]


def _json(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
