"""Records for the tests of storage: built through the contract's models, from short texts written for them."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor.model.article import digest
from extractor.model.record import (
    ArticlePart,
    Claim,
    Event,
    Evidence,
    Found,
    Interval,
    Leader,
    ModelStamp,
    Place,
    Provenance,
    Reaction,
    Record,
    Tally,
    Warning,
    When,
)

TEXT = (
    "North Korea fired two Hwasong-11 missiles from Sunan early Tuesday, the Joint Staff said. They flew about 380 km "
    "and fell south of the Minerva Reefs. State radio counted three rockets. Defence Minister Ines Varga called it "
    "“a reckless act”; Varga wants talks. It was the fifth test of 2031."
)

MANY_TABLES = (
    "articles", "event_claims", "event_evidence", "event_sources", "event_weapons", "events", "leader_mentions",
    "leaders", "quarantine", "reactions", "runs", "tallies", "warnings",
)  # fmt: skip


def words(text: str, phrase: str) -> Evidence:
    """The first place of the phrase in the text."""
    start = text.index(phrase)
    return Evidence(start=start, end=start + len(phrase), text=phrase)


def found(value: Any, phrase: str, *, by: str | None = None, text: str = TEXT) -> Found[Any]:
    """A value with the words that say it."""
    return Found[Any](value=value, attributed_to=by, evidence=(words(text, phrase),), confidence=0.9)


def launch(text: str, event_id: str = "e1", **slots: Any) -> Event:
    """An event with nothing known but that it happened; `slots` fill it."""
    empty: dict[str, Any] = {
        name: () if name in ("weapon_classes", "weapon_names", "sources", "claims") else None
        for name in Event.model_fields
    }
    basics = {
        "event_id": event_id,
        "prominence": "main",
        "kind": "test",
        "status": "occurred",
        "trigger": words(text, text[:5]),
        "confidence": 0.8,
    }
    return Event.model_validate({**empty, **basics, **slots})


def full_event() -> Event:
    """Every kind of slot filled."""
    return launch(
        TEXT,
        country=found("KP", "North Korea"),
        count=found(Interval(min=2, max=2, approximate=False), "two", by="the Joint Staff"),
        weapon_classes=(found("srbm", "Hwasong-11"), found("ballistic", "missiles")),
        weapon_names=(found("Hwasong-11", "Hwasong-11"),),
        distance_km=found(Interval(min=380.5, max=None, approximate=True), "about 380 km"),
        date=found(
            When(iso="2031-03-04", text="early Tuesday", weekday=2, time_of_day="early", resolved_from="published"),
            "early Tuesday",
        ),
        launch_site=found(
            Place(text="Sunan", name="Sunan International Airport", country="KP", latitude=39.22, longitude=125.67),
            "Sunan",
        ),
        impact_area=found(
            Place(text="Minerva Reefs", name="Minerva Reefs", country=None, latitude=-23.5, longitude=-179),
            "south of the Minerva Reefs",
        ),
        sources=(found("the Joint Staff", "the Joint Staff"),),
        claims=(
            claim(Interval(min=2, max=2, approximate=False), "two", by="the Joint Staff", chosen=True),
            claim(Interval(min=3, max=None, approximate=False), "three", by="State radio", chosen=False),
        ),
    )


def claim(value: Any, phrase: str, *, by: str | None = None, chosen: bool = False, slot: str = "count") -> Claim:
    """One statement about a slot."""
    return Claim(slot=slot, value=value, attributed_to=by, evidence=(words(TEXT, phrase),), chosen=chosen)


def full_parts() -> dict[str, Any]:
    """The parts of a record of `TEXT` with every table in use."""
    leader = Leader(
        leader_id="l1",
        name="Ines Varga",
        canonical_name="Ines Varga",
        wikidata_id=None,
        country="HU",
        roles=(found("Defence Minister", "Defence Minister"),),
        aliases=("Varga",),
        mentions=(words(TEXT, "Ines Varga"), words(TEXT, "Varga wants")),
        office_on_date=None,
    )
    reaction = Reaction(
        reaction_id="r1",
        actor=found("Ines Varga", "Ines Varga"),
        actor_type="person",
        leader_id="l1",
        country="HU",
        stance="condemn",
        verb="called",
        quote="a reckless act",
        quote_kind="direct",
        about="e1",
        evidence=(words(TEXT, "a reckless act"),),
        confidence=0.7,
    )
    tally = Tally(
        count=Interval(min=5, max=5, approximate=False),
        what="tests",
        country="KP",
        period=When(iso="2031", text="of 2031", weekday=None, time_of_day=None, resolved_from="text"),
        evidence=(words(TEXT, "the fifth test of 2031"),),
    )
    warnings = (
        Warning(code="disputed_count", message="Two or three.", path="/events/0", evidence=(words(TEXT, "three"),)),
        Warning(code="truncated_text", message="The text breaks off.", path="", evidence=()),
    )
    return {
        "events": (full_event(),),
        "leaders": (leader,),
        "reactions": (reaction,),
        "tallies": (tally,),
        "warnings": warnings,
    }


def record_of(
    text: str, *, source: str = "a.txt", url: str | None = None, version: str = "0.1", title: str | None = None,
    **parts: Any,
) -> Record:  # fmt: skip
    """A record of any text of five characters or more, with one bare event unless `parts` say otherwise."""
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = ArticlePart(
        article_id="a" + digest(text_sha256, url or ""),
        source=source,
        url=url,
        title=title,
        published="2031-03-04",
        published_from="sidecar",
        outlet=None,
        authors=("Ada Lind", "Bo \u0141ysek"),
        language="en",
        text_sha256=text_sha256,
        text=text,
    )
    defaults: dict[str, Any] = dict.fromkeys(("leaders", "reactions", "tallies", "warnings"), ())
    provenance = Provenance(
        extractor_version=version,
        model=ModelStamp(name="small", version="3.8.0"),
        knowledge_version="k1",
        schema_version="1.0",
    )
    given = {"events": (launch(text),), **defaults, **parts}
    return Record(schema_version="1.0", article=article, provenance=provenance, **given)


def full_record(**changes: Any) -> Record:
    """A record of `TEXT` that puts a row into every table."""
    return record_of(TEXT, **{**full_parts(), **changes})


def ask(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows a query gives."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()
