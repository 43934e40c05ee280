"""Record -> rows: the flat form that every table-shaped store shares.

A pure function of the record and the run's id. Cells are text, numbers, truth values or null; lists are JSON text, and
`articles.record` is the record's own line. Of several evidences the first is repeated here, all are in that line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.errors import ContractError
from extractor.model.article import digest
from extractor.model.record import (
    SCHEMA_VERSION,
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
from extractor.sinks.cells import Row, as_json, columns, days_of, fields, found, numbered, said, whole, word
from extractor.version import __version__

Rows = dict[str, list[Row]]

_BOUNDS = ("min", "max", "approximate")
_PLACE = ("name", "country", "latitude", "longitude")
_SPAN = ("start", "end", "text")
_FOUND_SLOTS = tuple(name for name, field in Event.model_fields.items() if "Found[" in str(field.annotation))


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
        "inputs": as_json(names),
    }
    return {"run_id": run_id or "r" + digest(*(str(cell) for cell in row.values())), **row}


def loading_row(inputs: Iterable[str] = (), run_id: str | None = None) -> Row:
    """The row of `runs` for lines that are no records: this program, no model, no knowledge."""
    loader = Provenance(extractor_version=__version__, model=None, knowledge_version="", schema_version=SCHEMA_VERSION)
    return run_row(loader, inputs, f"{run_id}-refused" if run_id else None)


def sha256(line: str | bytes) -> str:
    """Hex SHA-256 of a record's line."""
    return hashlib.sha256(line.encode() if isinstance(line, str) else line).hexdigest()


def search_id(article_id: str) -> int:
    """A number of 63 bits that stands for the article in full-text search."""
    return int(sha256(article_id)[:16], 16) >> 1


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


def _tables(record: Record) -> Rows:
    events, leaders = record.events, record.leaders
    return {
        "articles": [_article(record)],
        "events": numbered(map(_event, events)),
        "event_weapons": [{"event_id": event.event_id, **row} for event in events for row in _weapons(event)],
        "event_sources": [
            {"event_id": event.event_id, **row}
            for event in events
            for row in numbered({"name": source.value, **said("name", source)} for source in event.sources)
        ],
        "event_claims": [
            {"event_id": event.event_id, **row} for event in events for row in numbered(map(_claim, event.claims))
        ],
        "event_evidence": [
            {"event_id": event.event_id, **row} for event in events for row in numbered(_evidence(event))
        ],
        "leaders": numbered(map(_leader, leaders)),
        "leader_mentions": [
            {"leader_id": leader.leader_id, **row}
            for leader in leaders
            for row in numbered(columns("evidence", mention, _SPAN) for mention in leader.mentions)
        ],
        "reactions": numbered(map(_reaction, record.reactions)),
        "tallies": numbered(map(_tally, record.tallies)),
        "warnings": numbered(map(_warning, record.warnings)),
    }


def _article(record: Record) -> Row:
    article, line = record.article, record.to_json()
    return {
        **fields(
            article, "source", "url", "title", "published", "published_from", "modified", "modified_from", "outlet"
        ),
        "authors": as_json(article.authors),
        **fields(article, "language", "text_sha256", "duplicate_of", "text"),
        "schema_version": record.schema_version,
        "search_id": search_id(article.article_id),
        "record": line,
        "record_sha256": sha256(line),
    }


def _event(event: Event) -> Row:
    measures = (
        cell
        for slot in ("distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach")
        for cell in found(slot, getattr(event, slot), _BOUNDS).items()
    )
    return {
        **fields(event, "event_id", "prominence", "kind", "status", "confidence"),
        **columns("trigger", event.trigger, _SPAN),
        **word("country", event.country),
        **word("actor", event.actor),
        **whole("count", found("count", event.count, _BOUNDS)),
        **dict(measures),
        **days_of("date", event.date.value if event.date else None),
        **said("date", event.date),
        **found("launch_site", event.launch_site, _PLACE),
        **found("impact_area", event.impact_area, _PLACE),
    }


def _weapons(event: Event) -> list[Row]:
    kinds: tuple[tuple[str, Sequence[Found[Any]]], ...] = ("class", event.weapon_classes), ("name", event.weapon_names)
    return [
        {"kind": kind, "position": position, "value": weapon.value, **said("value", weapon)}
        for kind, weapons in kinds
        for position, weapon in enumerate(weapons)
    ]


def _claim(claim: Claim) -> Row:
    return {
        "slot": claim.slot,
        "value": _spelled(claim.value),
        **columns("value", claim.value if isinstance(claim.value, Interval) else None, _BOUNDS),
        **fields(claim, "attributed_to", "chosen"),
        **columns("evidence", claim.evidence[0], _SPAN),
    }


def _evidence(event: Event) -> Iterator[Row]:
    """The trigger, then each found value's words, slot by slot in the order of the contract."""
    yield {"slot": "trigger", "attributed_to": None, **columns("evidence", event.trigger, _SPAN)}
    for slot in _FOUND_SLOTS:
        held = getattr(event, slot)
        for one in held if isinstance(held, tuple) else () if held is None else (held,):
            for place in one.evidence:
                yield {"slot": slot, "attributed_to": one.attributed_to, **columns("evidence", place, _SPAN)}


def _leader(leader: Leader) -> Row:
    return {
        **fields(leader, "leader_id", "name", "canonical_name", "wikidata_id", "country"),
        "roles": as_json([role.value for role in leader.roles]),
        "aliases": as_json(leader.aliases),
        "office_on_date": leader.office_on_date,
    }


def _reaction(reaction: Reaction) -> Row:
    return {
        "reaction_id": reaction.reaction_id,
        **word("actor", reaction.actor),
        **fields(reaction, "actor_type", "leader_id", "country", "stance", "verb", "quote", "quote_kind", "about"),
        "confidence": reaction.confidence,
        **columns("evidence", reaction.evidence[0], _SPAN),
    }


def _tally(tally: Tally) -> Row:
    return {
        **whole("count", columns("count", tally.count, _BOUNDS)),
        **fields(tally, "what", "country"),
        **days_of("period", tally.period),
        "period_text": tally.period.text,
        **columns("evidence", tally.evidence[0], _SPAN),
    }


def _warning(warning: Warning) -> Row:
    first: Evidence | None = next(iter(warning.evidence), None)
    return {**fields(warning, "code", "message", "path"), **columns("evidence", first, _SPAN)}


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
