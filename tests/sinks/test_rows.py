"""Records become flat rows, and the rows are exactly what the tables hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ContractError
from extractor.model.record import Interval, Place, When
from extractor.sinks.cells import day_bounds
from extractor.sinks.rows import rows_of, run_row
from extractor.sinks.tables import metadata

from .records import TEXT, claim, found, full_event, full_record, launch, record_of


def event_row(**slots: Any) -> dict[str, Any]:
    (row,) = rows_of(record_of(TEXT, events=(launch(TEXT, **slots),)), "run")["events"]
    return row


@pytest.mark.parametrize("record", [full_record(), record_of("Bare text.")], ids=["full", "bare"])
def test_rows_have_the_columns_of_their_tables(record: Any) -> None:
    rows = rows_of(record, "run")
    assert [*rows] == [name for name in metadata.tables if name not in ("runs", "quarantine")]
    for table, many in rows.items():
        columns = {column.name for column in metadata.tables[table].columns} - {"superseded_by", "withdrawn"}
        for row in many:
            assert set(row) == columns
            assert (row["article_id"], row["run_id"]) == (record.article.article_id, "run")


def test_every_table_has_a_row_of_the_full_record() -> None:
    counts = {table: len(many) for table, many in rows_of(full_record(), "run").items()}
    assert counts == {
        "articles": 1, "events": 1, "event_weapons": 3, "event_sources": 1, "event_claims": 2, "event_evidence": 11,
        "leaders": 1, "leader_mentions": 2, "reactions": 1, "tallies": 1, "warnings": 2,
    }  # fmt: skip


def test_an_event_is_flat() -> None:
    row = rows_of(full_record(), "run")["events"][0]
    wanted = {
        "country": "KP",
        "country_text": "North Korea",
        "actor": None,
        "actor_confidence": None,
        "count_min": 2,
        "count_max": 2,
        "count_approximate": False,
        "count_text": "two",
        "count_attributed_to": "the Joint Staff",
        "count_confidence": 0.9,
        "distance_km_min": 380.5,
        "distance_km_max": None,
        "distance_km_approximate": True,
        "altitude_km_min": None,
        "altitude_km_approximate": None,
        "date_iso": "2031-03-04",
        "date_text": "early Tuesday",
        "date_weekday": 2,
        "launch_site_text": "Sunan",
        "launch_site_name": "Sunan International Airport",
        "launch_site_country": "KP",
        "impact_area_text": "Minerva Reefs",
        "impact_area_latitude": -23.5,
        "trigger_text": "North",
        "trigger_start": 0,
    }
    assert {name: row[name] for name in wanted} == wanted
    assert isinstance(row["count_min"], int)


def test_lists_are_json_text_and_the_record_is_its_own_line() -> None:
    record = full_record()
    rows = rows_of(record, "run")
    assert rows["articles"][0]["record"] == record.to_json()
    assert rows["articles"][0]["authors"] == '["Ada Lind","Bo Łysek"]'
    assert json.loads(str(rows["leaders"][0]["roles"])) == ["Defence Minister"]


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (Interval(min=2, max=2, approximate=False), "2"),
        (Interval(min=350, max=380, approximate=True), "350..380"),
        (Interval(min=2, max=None, approximate=False), "2.."),
        (Interval(min=None, max=5.5, approximate=False), "..5.5"),
        (Place(text="Sunan", name="Sunan Airport", country=None, latitude=None, longitude=None), "Sunan Airport"),
        (When(iso="2031-03", text="March", weekday=None, time_of_day=None, resolved_from="text"), "2031-03"),
        (When(iso=None, text="Tuesday", weekday=2, time_of_day=None, resolved_from=None), "Tuesday"),
        ("icbm", "icbm"),
    ],
)
def test_claims_of_every_type_have_one_spelling(value: Any, spelled: str) -> None:
    event = full_event().model_copy(update={"claims": (claim(value, "two"),)})
    (row,) = rows_of(full_record(events=(event,)), "run")["event_claims"]
    assert row["value"] == spelled
    bounds = (value.min, value.max) if isinstance(value, Interval) else (None, None)
    assert (row["value_min"], row["value_max"]) == bounds


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        (None, None, None),
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-03-30/2031-04-02", "2031-03-30", "2031-04-02"),
        ("2030-11/2031", "2030-11-01", "2031-12-31"),
    ],
)
def test_dates_span_days(iso: str | None, first: str | None, last: str | None) -> None:
    assert day_bounds(iso) == (first, last)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_its_own_date_at_any_precision(day: date, precision: int) -> None:
    first, last = day_bounds(day.isoformat()[:precision])
    assert first is not None
    assert last is not None
    assert first <= day.isoformat() <= last
    assert first[:precision] == last[:precision] == day.isoformat()[:precision]


@pytest.mark.parametrize("iso", ["2031-02-30", "2031-13", "0000", "2031-04-02/2031-03-30"])
def test_a_day_that_does_not_exist_breaks_the_contract(iso: str) -> None:
    when = When(iso=iso, text="early Tuesday", weekday=None, time_of_day=None, resolved_from="text")
    with pytest.raises(ContractError, match=rf"^a\.txt: article a[0-9a-f]{{16}}: '{iso}' "):
        event_row(date=found(when, "early Tuesday"))


def test_half_a_missile_breaks_the_contract() -> None:
    with pytest.raises(ContractError, match=r"count_max 2\.5 is no whole number"):
        event_row(count=found(Interval(min=2, max=2.5, approximate=False), "two"))


def test_a_run_is_named_by_what_it_is() -> None:
    provenance = full_record().provenance
    run = run_row(provenance, ["b", "a"])
    assert run == run_row(provenance, ["a", "b", "a"])
    assert run["inputs"] == '["a","b"]'
    assert run_row(provenance, ["a"])["run_id"] != run["run_id"]
    assert run_row(full_record(version="0.2").provenance, ["a", "b"])["run_id"] != run["run_id"]
    assert run_row(provenance, ["a"], "nightly")["run_id"] == "nightly"


def test_a_run_without_a_model_has_none() -> None:
    provenance = full_record().provenance.model_copy(update={"model": None})
    row = run_row(provenance)
    assert (row["model_name"], row["model_version"]) == (None, None)
