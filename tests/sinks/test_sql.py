"""Loading, the same in all three databases: again changes nothing, newer replaces, changed supersedes, none is half."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extractor.errors import ContractError, SinkError, SourceError, UsageError
from extractor.model.record import Record
from extractor.sinks.database import database_url
from extractor.sinks.sql import SqlSink, stored_records

from .places import Place
from .records import MANY_TABLES, TEXT, full_record, launch, record_of


def load(place: Place, *records: Record, **settings_: Any) -> None:
    with SqlSink(database_url(place.target), **settings_) as sink:
        for record in records:
            sink.write(record)


@pytest.fixture
def small(tmp_path: Path) -> Place:
    """One kind, for what is no business of the database."""
    path = tmp_path / "records.db"
    return Place("sqlite", str(path), f"sqlite:///{path}")


@pytest.fixture(params=[1, 100], ids="batch{}".format)
def batch(request: pytest.FixtureRequest) -> int:
    """Records a transaction; what is stored does not depend on it."""
    return int(request.param)


def test_the_same_record_twice_changes_nothing(place: Place, batch: int) -> None:
    load(place, full_record(), batch=batch)
    before = place.dump()
    load(place, full_record(), full_record(), batch=batch)
    assert place.dump() == before
    assert [name for name in MANY_TABLES if not before[name]] == ["quarantine"]


def test_the_run_that_first_wrote_a_record_stays(place: Place) -> None:
    load(place, full_record(), run_id="monday")
    load(place, full_record(), run_id="tuesday")
    assert place.ask("SELECT run_id FROM runs") == [("monday",)]
    assert place.ask("SELECT DISTINCT run_id FROM events") == [("monday",)]


def test_a_run_is_described(place: Place) -> None:
    load(place, full_record(), inputs=["b.txt", "a.txt"])
    (row,) = place.ask(
        "SELECT extractor_version, model_name, model_version, knowledge_version, schema_version, inputs FROM runs"
    )
    *versions, inputs = row
    assert versions == ["0.1", "small", "3.8.0", "k1", "1.0"]
    assert (json.loads(inputs) if isinstance(inputs, str) else inputs) == ["a.txt", "b.txt"]


def test_a_run_has_one_version_of_everything(place: Place) -> None:
    other = record_of("Another text.", source="b.txt", version="0.2")
    with pytest.raises(SinkError, match=r"run nightly has extractor_version 0\.1, this record 0\.2"):
        load(place, full_record(), other, run_id="nightly")
    load(place, other)
    versions = "SELECT source, extractor_version FROM articles JOIN runs USING (run_id) ORDER BY source"
    assert place.ask(versions) == [("a.txt", "0.1"), ("b.txt", "0.2")]


def test_a_newer_record_replaces_the_rows_of_the_old_one(place: Place) -> None:
    bystander = record_of("A bystander.", source="b.txt")
    newer = full_record(version="0.2", events=(launch(TEXT, "e9"),), reactions=())
    load(place, full_record(), bystander)
    load(place, newer)
    own = newer.article.article_id
    assert place.ask("SELECT event_id, count_min FROM events WHERE article_id = :own", own=own) == [("e9", None)]
    for table in ("event_weapons", "event_sources", "event_claims", "reactions"):
        assert place.ask(f"SELECT * FROM {table} WHERE article_id = :own", own=own) == []
    assert place.ask("SELECT slot FROM event_evidence WHERE article_id = :own", own=own) == [("trigger",)]
    assert place.ask("SELECT count(*) FROM leaders") == [(1,)]
    assert set(stored_records(place.target)) == {newer, bystander}


def test_a_replaced_database_is_the_one_made_of_the_newer_records(
    place: Place, request: pytest.FixtureRequest, tmp_path: Path, batch: int
) -> None:
    from tests.conftest import new_place

    fresh = new_place(request, place.kind, tmp_path, "fresh")
    newer = full_record(version="0.2")
    load(place, full_record(), batch=batch)
    load(place, newer, batch=batch)
    load(fresh, newer, batch=batch)
    found, wanted = place.dump(), fresh.dump()
    assert len(found.pop("runs")) == len(wanted.pop("runs")) + 1
    assert found == wanted


def test_a_changed_text_of_the_same_source_supersedes_the_old_one(place: Place, batch: int) -> None:
    old, new, other = (record_of(text, source=source) for text, source in
                       [("First text.", "a.txt"), ("Second text.", "a.txt"), ("Other text.", "b.txt")])  # fmt: skip
    load(place, old, other, new, batch=batch)
    pointers = dict(place.ask("SELECT article_id, superseded_by FROM articles"))
    assert pointers == {
        old.article.article_id: new.article.article_id,
        new.article.article_id: None,
        other.article.article_id: None,
    }
    assert place.ask("SELECT count(*) FROM events") == [(3,)]
    assert set(stored_records(place.target)) == {new, other}
    assert set(stored_records(place.target, superseded=True)) == {old, new, other}
    assert place.ask("SELECT DISTINCT article_id FROM launches ORDER BY article_id") == sorted(
        [(new.article.article_id,), (other.article.article_id,)]
    )


def test_a_changed_text_of_the_same_url_supersedes_the_old_one(place: Place, batch: int) -> None:
    url = "https://example.org/1"
    first, second = record_of("First text.", source="x", url=url), record_of("Second text.", source="y", url=url)
    stranger = record_of("Third text.", source="z")
    load(place, first, second, stranger, record_of("Fourth text.", source="w"), batch=batch)
    superseded = place.ask("SELECT source, superseded_by FROM articles WHERE superseded_by IS NOT NULL")
    assert superseded == [("x", second.article.article_id)]


def test_each_text_points_to_the_one_that_took_its_place(place: Place, batch: int) -> None:
    first, second, third = (record_of(text) for text in ("First text.", "Second text.", "Third text."))
    load(place, first, second, third, batch=batch)
    assert dict(place.ask("SELECT text, superseded_by FROM articles")) == {
        "First text.": second.article.article_id,
        "Second text.": third.article.article_id,
        "Third text.": None,
    }


def test_an_old_text_loaded_again_does_not_become_current(place: Place, batch: int) -> None:
    old, new = record_of("First text."), record_of("Second text.")
    load(place, old, new, old, record_of("First text.", version="0.2"), batch=batch)
    assert list(stored_records(place.target)) == [new]
    count = "SELECT count(*) FROM articles WHERE superseded_by = :new"
    assert place.ask(count, new=new.article.article_id) == [(1,)]


records = st.builds(
    record_of,
    st.sampled_from(["First text.", "Second text.", "Third text."]),
    source=st.sampled_from(["a.txt", "b.txt"]),
    url=st.sampled_from([None, "https://example.org/1"]),
    version=st.sampled_from(["0.1", "0.2"]),
)


@settings(deadline=None, max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(records, min_size=1, max_size=8), st.sampled_from([2, 3, 100]))
def test_loading_any_sequence_again_or_in_batches_changes_nothing(sequence: list[Record], size: int) -> None:
    with TemporaryDirectory() as folder:
        place, batched = (Place("sqlite", f"{folder}/{n}.db", f"sqlite:///{folder}/{n}.db") for n in "ab")
        load(place, *sequence)
        before = place.dump()
        load(place, *sequence)
        after = place.dump()
        load(batched, *sequence, batch=size)
        at_once = batched.dump()
        pointers = dict(place.ask("SELECT article_id, superseded_by FROM articles"))
    assert after == before
    before["runs"], at_once["runs"] = [], []  # a run none of whose rows is left may never have been written
    assert at_once == before
    last = {record.article.article_id: record for record in sequence}
    assert pointers.keys() == last.keys()
    for article_id in pointers:
        assert chain_end(pointers, article_id) is None


def chain_end(pointers: dict[str, str | None], article_id: str) -> str | None:
    """None where following the pointers ends; the id that comes again where they run in a circle."""
    seen: set[str] = set()
    current: str | None = article_id
    while current is not None and current not in seen:
        seen.add(current)
        current = pointers[current]
    return current


# withdrawn articles


def test_a_withdrawn_article_stays_and_no_view_shows_it(place: Place) -> None:
    other = record_of("Other text.", source="b.txt")
    load(place, full_record(), other)
    own = full_record().article.article_id
    with SqlSink(database_url(place.target)) as sink:
        assert sink.withdraw([own, "nobody"], "asked by the outlet") == {"nobody"}
    load(place, full_record(), full_record(version="0.2"))
    assert place.ask("SELECT withdrawn FROM articles WHERE article_id = :own", own=own) == [("asked by the outlet",)]
    assert place.ask("SELECT DISTINCT article_id FROM launches") == [(other.article.article_id,)]
    for view in ("reactions_by_country", "disputed_values", "event_reactions"):
        assert place.ask(f"SELECT * FROM {view}") == []
    assert list(stored_records(place.target)) == [other]
    with SqlSink(database_url(place.target)) as sink:
        assert sink.withdraw([own], None) == set()
    assert place.ask("SELECT count(*) FROM disputed_values") == [(2,)]
    assert len(set(stored_records(place.target))) == 2


# what the tables refuse


def twins() -> Iterable[Any]:
    return launch(TEXT, "e1"), launch(TEXT, "e1")


def broken_record(**changes: Any) -> Record:
    """One that the models would refuse, as a bug or another program could make it."""
    return full_record(reactions=(), **changes).model_copy(update={"events": twins()})


def test_a_refused_record_goes_to_quarantine_and_the_rest_is_stored(place: Place, batch: int) -> None:
    good, later = record_of("A good text.", source="b.txt"), record_of("A later text.", source="c.txt")
    told: list[str] = []
    load(place, good, broken_record(), later, batch=batch, on_refusal=told.append)
    assert set(stored_records(place.target)) == {good, later}
    ((source, reason, line, run_id),) = place.ask("SELECT place, reason, line, run_id FROM quarantine")
    assert source == "a.txt"
    assert told == [reason]
    assert ("article a" in reason and "e1" in reason) or "UNIQUE constraint failed" in reason
    assert TEXT[:30] not in reason
    assert bytes(line).decode() == broken_record().to_json()
    assert place.ask("SELECT count(*) FROM runs WHERE run_id = :run", run=run_id) == [(1,)]
    load(place, broken_record(), batch=batch, on_refusal=told.append)
    assert place.ask("SELECT count(*) FROM quarantine") == [(1,)]


def test_a_refused_replacement_leaves_the_old_rows(place: Place) -> None:
    load(place, full_record())
    before = place.dump()
    load(place, broken_record(version="0.2"), on_refusal=lambda _: None)
    after = place.dump()
    assert after.pop("quarantine")
    assert after.pop("runs") > before.pop("runs")
    before.pop("quarantine")
    assert after == before


def test_a_record_that_is_taken_leaves_quarantine(small: Place) -> None:
    record = full_record()
    with SqlSink(database_url(small.target)) as sink:
        sink.refuse(record.to_json().encode(), "old.jsonl:1", "no reason that holds today")
        assert small.ask("SELECT place, reason FROM quarantine") == [("old.jsonl:1", "no reason that holds today")]
        sink.write(record)
    assert small.ask("SELECT * FROM quarantine") == []


def test_a_refusal_is_logged_where_nobody_asked(small: Place, caplog: pytest.LogCaptureFixture) -> None:
    load(small, broken_record())
    assert "UNIQUE constraint failed" in caplog.text


def test_references_to_nothing_are_refused(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    from tests.conftest import new_place

    for kind in ("sqlite", "postgresql"):
        place = new_place(request, kind, tmp_path)
        load(place, full_record().model_copy(update={"leaders": ()}), on_refusal=lambda _: None)
        ((reason,),) = place.ask("SELECT reason FROM quarantine")
        assert "foreign key" in reason.lower()
        assert place.ask("SELECT count(*) FROM articles") == [(0,)]


# bytes and types


@pytest.mark.parametrize(
    "record", [full_record(), record_of("发射 🚀 \u2028 e\u0301", url="x'; --")], ids=["full", "odd"]
)
def test_a_stored_record_keeps_its_bytes(place: Place, record: Record) -> None:
    load(place, record)
    assert [stored.to_json() for stored in stored_records(place.target)] == [record.to_json()]


def test_the_record_column_is_json_for_sql(place: Place) -> None:
    load(place, full_record())
    query = {
        "sqlite": "SELECT record ->> '$.events[0].country.value', authors ->> '$[1]' FROM articles",
        "duckdb": "SELECT record ->> '$.events[0].country.value', authors ->> '$[1]' FROM articles",
        "postgresql": "SELECT record -> 'events' -> 0 -> 'country' ->> 'value', authors ->> 1 FROM articles",
    }[place.kind]
    assert place.ask(query) == [("KP", "Bo Łysek")]


def test_flat_columns_have_types(place: Place) -> None:
    load(place, full_record())
    names = "count_min", "distance_km_min", "impact_area_longitude", "date_start", "count_approximate"
    typeof = "pg_typeof({})::text" if place.kind == "postgresql" else "lower(typeof({}))"
    (types,) = place.ask(f"SELECT {', '.join(map(typeof.format, names))} FROM events")
    assert (
        types
        == {
            "sqlite": ("integer", "real", "real", "text", "integer"),
            "duckdb": ("integer", "double", "double", "varchar", "boolean"),
            "postgresql": ("integer", "double precision", "double precision", "text", "boolean"),
        }[place.kind]
    )


# places that are none


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    for name, words in (("notes.db", "file is not a database"), ("notes.duckdb", "not a valid DuckDB database file")):
        path = tmp_path / name
        path.write_text("notes, and nothing but notes\n" * 50)
        with pytest.raises(SinkError, match=rf"{name}: .*{words}"):
            load(Place("", str(path), ""))
        with pytest.raises(SourceError, match=rf"{name}: unreadable: .*{words}"):
            list(stored_records(str(path)))
        assert path.read_text().startswith("notes, and")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    for name in ("records.db", "records.duckdb"):
        with pytest.raises(SinkError, match=rf"nowhere/{name}"):
            load(Place("", str(tmp_path / "nowhere" / name), ""))


def test_reading_makes_no_database(tmp_path: Path) -> None:
    for name in ("records.db", "records.duckdb"):
        with pytest.raises(SourceError, match="no such database"):
            list(stored_records(str(tmp_path / name)))
    assert not [*tmp_path.iterdir()]


def test_a_stored_record_that_breaks_the_contract_is_named(small: Place) -> None:
    load(small, full_record())
    with closing(sqlite3.connect(small.target)) as connection, connection:
        connection.execute("UPDATE articles SET record = '{}'")
    with pytest.raises(ContractError, match=r"records\.db: article a[0-9a-f]{16}: /schema_version: Field required"):
        list(stored_records(small.target))


@pytest.mark.parametrize("target", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "duckdb:///:memory:", "://"])
def test_an_address_of_no_file_is_refused(target: str) -> None:
    with pytest.raises(UsageError, match="names no file|not a database address"):
        database_url(target)


def test_a_password_is_never_told() -> None:
    sink = SqlSink(database_url("postgresql://user:secret@127.0.0.1:1/ledger"))
    with pytest.raises(SinkError, match="127") as caught, sink:
        pass
    assert "secret" not in str(caught.value)
