"""What can be judged: validated records, their JSON, gold; what cannot is named; no linguistics is loaded for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import extractor.audit
from extractor.audit.scoring import add_up, score_article
from extractor.errors import ContractError
from extractor.model.record import Record

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"events": {"value": []}}, "record a1/events: a list expected"),
        ({"events": ["a launch"]}, "record a1/events/0: an object expected"),
        ({"events": [{"count": "three"}]}, "record a1/events/0/count: a number"),
        ({"events": [{}, {"distance_km": [1, 2, 3]}]}, "record a1/events/1/distance_km: a number"),
        ({"events": [{"altitude_km": {"min": "low"}}]}, "record a1/events/0/altitude_km: a number"),
        ({"events": [{"weapon_names": "KN-23"}]}, "record a1/events/0/weapon_names: a list expected"),
        ({"leaders": [{"roles": "president"}]}, "record a1/leaders/0/roles: a list expected"),
    ],
)
def test_a_record_that_cannot_be_compared_is_named(record: Json, message: str) -> None:
    with pytest.raises(ContractError) as raised:
        score_article("a1", {}, record)
    assert str(raised.value).startswith(message)


TEXT = "North Korea fired two missiles from Sunan on 22 October 2025, said Jane Example."


def found(words: str, value: object, confidence: float = 0.9) -> Json:
    return {"value": value, "attributed_to": None, "evidence": [evidence(words)], "confidence": confidence}


def evidence(words: str) -> Json:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def validated() -> Record:
    """A record of the text above as the program makes it."""
    when = {
        "iso": "2025-10-22",
        "text": "22 October 2025",
        "weekday": None,
        "time_of_day": None,
        "resolved_from": "text",
    }
    place = {"text": "Sunan", "name": "Sunan", "country": "KP", "latitude": None, "longitude": None}
    empty = dict.fromkeys(("actor", "distance_km", "altitude_km", "range_km", "flight_minutes", "speed_mach"))
    event = empty | {
        "event_id": "e1", "prominence": "main", "kind": "test", "status": "occurred", "trigger": evidence("fired"),
        "country": found("North Korea", "KP"), "count": found("two", {"min": 2, "max": 2, "approximate": False}),
        "weapon_classes": [], "weapon_names": [], "date": found("22 October 2025", when), "impact_area": None,
        "launch_site": found("Sunan", place), "sources": [], "claims": [], "confidence": 1,
    }  # fmt: skip
    leader = {
        "leader_id": "l1", "name": "Jane Example", "canonical_name": "Jane Example", "wikidata_id": None,
        "country": None, "roles": [], "aliases": [], "mentions": [evidence("Jane Example")], "office_on_date": None,
    }  # fmt: skip
    article: Json = {
        "article_id": "a1", "source": "a1.txt", "url": None, "title": None, "published": None, "published_from": None,
        "outlet": None, "authors": [], "language": "en", "text_sha256": "0" * 64, "text": TEXT,
    }  # fmt: skip
    stamp = {"extractor_version": "0", "model": None, "knowledge_version": "0", "schema_version": "1.0"}
    return Record.model_validate(
        {
            "schema_version": "1.0", "article": article, "events": [event], "leaders": [leader], "reactions": [],
            "tallies": [], "warnings": [], "provenance": stamp,
        }
    )  # fmt: skip


def test_a_validated_record_scores_like_its_json_and_like_gold() -> None:
    gold = {
        "events": [
            {
                "prominence": "main", "kind": "test", "status": "occurred", "country": "KP", "date": "2025-10-22",
                "count": [2, 2], "launch_site": "Sunan",
            }
        ],
        "leaders": [{"name": "Jane Example"}],
    }  # fmt: skip
    record = validated()
    scored = score_article("a1", gold, record)
    assert [judgement for judgement in scored.judgements if judgement.kind != "right"] == []
    assert add_up([scored]).parts["event_slot"].tp == 6
    assert scored == score_article("a1", gold, record.model_dump(mode="json"))


def test_a_record_may_stand_on_the_gold_side() -> None:
    """Diffs compare two records by the same alignment."""
    kinds = [
        judgement.kind for judgement in score_article("a1", validated().model_dump(mode="json"), validated()).judgements
    ]
    assert kinds == ["right"] * 8  # event, six slots, leader


def test_judging_records_needs_no_spacy() -> None:
    modules = ("scoring", "evaluate", "floors", "calibration")
    imports = "; ".join(f"import extractor.audit.{module}" for module in modules)
    code = f"import sys; {imports}; sys.exit('spacy' in sys.modules)"
    root = Path(str(extractor.audit.__file__)).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or "importing extractor.audit imports spaCy"
