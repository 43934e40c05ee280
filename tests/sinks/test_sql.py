"""Loading: again changes nothing, newer replaces, changed supersedes, and nothing is ever half there."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ContractError, SinkError, SourceError, UsageError
from extractor.model.record import Interval, Record
from extractor.sinks.sql import SqlSink, database_url, stored_records

from .records import TEXT, ask, dump, found, full_record, launch, record_of


def load(path: Path, *records: Record, **settings_: Any) -> None:
    with SqlSink(database_url(str(path)), **settings_) as sink:
        for record in records:
            sink.write(record)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


def test_the_same_record_twice_changes_nothing(path: Path) -> None:
    load(path, full_record())
    before = dump(path)
    load(path, full_record(), full_record())
    assert dump(path) == before
    assert all(before.values())


def test_the_run_that_first_wrote_a_record_stays(path: Path) -> None:
    load(path, full_record(), run_id="monday")
    load(path, full_record(), run_id="tuesday")
    assert ask(path, "SELECT run_id FROM runs") == [("monday",)]
    assert ask(path, "SELECT DISTINCT run_id FROM events") == [("monday",)]


def test_a_run_is_described(path: Path) -> None:
    load(path, full_record(), inputs=["b.txt", "a.txt"])
    columns = "extractor_version, model_name, model_version, knowledge_version, schema_version, inputs"
    assert ask(path, f"SELECT {columns} FROM runs") == [("0.1", "small", "3.8.0", "k1", "1.0", '["a.txt","b.txt"]')]


def test_a_run_has_one_version_of_everything(path: Path) -> None:
    other = record_of("Another text.", source="b.txt", version="0.2")
    with pytest.raises(SinkError, match=r"run nightly has extractor_version 0\.1, this record 0\.2"):
        load(path, full_record(), other, run_id="nightly")
    load(path, other)
    versions = "SELECT source, extractor_version FROM articles JOIN runs USING (run_id) ORDER BY source"
    assert ask(path, versions) == [("a.txt", "0.1"), ("b.txt", "0.2")]


def test_a_newer_record_replaces_the_rows_of_the_old_one(path: Path) -> None:
    bystander = record_of("A bystander.", source="b.txt")
    newer = full_record(version="0.2", events=(launch(TEXT, "e9"),), reactions=())
    load(path, full_record(), bystander)
    load(path, newer)
    article_id = newer.article.article_id
    assert ask(path, "SELECT event_id, count_min FROM events WHERE article_id = ?", article_id) == [("e9", None)]
    for table in ("event_weapons", "event_sources", "event_claims", "reactions"):
        assert ask(path, f"SELECT * FROM {table} WHERE article_id = ?", article_id) == []
    assert ask(path, "SELECT count(*) FROM leaders") == [(1,)]
    assert set(stored_records(str(path))) == {newer, bystander}
    fresh = path.with_name("fresh.db")
    load(fresh, newer)
    assert dump(path)["leader_mentions"] == dump(fresh)["leader_mentions"]


def test_a_changed_text_of_the_same_source_supersedes_the_old_one(path: Path) -> None:
    old, new, other = (record_of(text, source=source) for text, source in
                       [("First text.", "a.txt"), ("Second text.", "a.txt"), ("Other text.", "b.txt")])  # fmt: skip
    load(path, old, other)
    load(path, new)
    pointers = dict(ask(path, "SELECT article_id, superseded_by FROM articles"))
    assert pointers == {
        old.article.article_id: new.article.article_id,
        new.article.article_id: None,
        other.article.article_id: None,
    }
    assert ask(path, "SELECT count(*) FROM events") == [(3,)]
    assert set(stored_records(str(path))) == {new, other}
    assert set(stored_records(str(path), superseded=True)) == {old, new, other}


def test_a_changed_text_of_the_same_url_supersedes_the_old_one(path: Path) -> None:
    url = "https://example.org/1"
    first, second = record_of("First text.", source="x", url=url), record_of("Second text.", source="y", url=url)
    stranger = record_of("Third text.", source="z")
    load(path, first, second, stranger, record_of("Fourth text.", source="w"))
    superseded = ask(path, "SELECT source, superseded_by FROM articles WHERE superseded_by IS NOT NULL")
    assert superseded == [("x", second.article.article_id)]


def test_each_text_points_to_the_one_that_took_its_place(path: Path) -> None:
    first, second, third = (record_of(text) for text in ("First text.", "Second text.", "Third text."))
    load(path, first, second, third)
    pointers = dict(ask(path, "SELECT text, superseded_by FROM articles"))
    assert pointers == {
        "First text.": second.article.article_id,
        "Second text.": third.article.article_id,
        "Third text.": None,
    }


def test_an_old_text_loaded_again_does_not_become_current(path: Path) -> None:
    old, new = record_of("First text."), record_of("Second text.")
    load(path, old, new, old, record_of("First text.", version="0.2"))
    assert list(stored_records(str(path))) == [new]
    assert ask(path, "SELECT count(*) FROM articles WHERE superseded_by = ?", new.article.article_id) == [(1,)]


records = st.builds(
    record_of,
    st.sampled_from(["First text.", "Second text.", "Third text."]),
    source=st.sampled_from(["a.txt", "b.txt"]),
    url=st.sampled_from([None, "https://example.org/1"]),
    version=st.sampled_from(["0.1", "0.2"]),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(records, min_size=1, max_size=8))
def test_loading_any_sequence_again_changes_nothing(sequence: list[Record]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.db"
        load(path, *sequence)
        before = dump(path)
        load(path, *sequence)
        after = dump(path)
        pointers = dict(ask(path, "SELECT article_id, superseded_by FROM articles"))
    assert after == before
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


def twins() -> Iterable[Any]:
    return launch(TEXT, "e1"), launch(TEXT, "e1")


def test_a_record_that_fails_in_the_middle_leaves_no_row(path: Path) -> None:
    good = record_of("A good text.", source="b.txt")
    with pytest.raises(SinkError, match=r"records\.db: article a[0-9a-f]{16} \(a\.txt\): UNIQUE constraint") as caught:
        load(path, good, full_record(reactions=()).model_copy(update={"events": twins()}))
    assert TEXT[:30] not in str(caught.value)
    assert list(stored_records(str(path))) == [good]
    reference = path.with_name("reference.db")
    load(reference, good)
    assert dump(path) == dump(reference)


def test_a_replacement_that_fails_in_the_middle_leaves_the_old_rows(path: Path) -> None:
    load(path, full_record())
    before = dump(path)
    with pytest.raises(SinkError, match="UNIQUE"):
        load(path, full_record(version="0.2", reactions=()).model_copy(update={"events": twins()}))
    assert dump(path) == before


def test_impossible_values_and_impossible_numbers_leave_no_row(path: Path) -> None:
    half = found(Interval(min=0.5, max=None, approximate=False), "two")
    with pytest.raises(ContractError, match="no whole number"):
        load(path, full_record(events=(launch(TEXT, count=half),), reactions=()))
    huge = found(Interval(min=1e30, max=None, approximate=False), "two")
    with pytest.raises(SinkError, match="too large"):
        load(path, full_record(events=(launch(TEXT, count=huge),), reactions=()))
    assert not any(dump(path).values())


def test_the_database_itself_refuses_references_to_nothing(path: Path) -> None:
    unchecked = full_record().model_copy(update={"leaders": ()})
    with pytest.raises(SinkError, match="FOREIGN KEY constraint failed"):
        load(path, unchecked)
    assert not any(dump(path).values())


AWKWARD = [
    "'; DROP TABLE articles; --",
    'Robert"); DELETE FROM events; --',
    "line one\nline two\r\nline three\ttab",
    "quotes \" ' ` « » “ ”, backslash \\ and percent % and colon :name ?",
    "北朝鮮がミサイルを発射 🚀 \u2028 \u0000 \u202e e\u0301",
    '{"json": [1, 2]}',
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_is_stored_as_text(path: Path, text: str) -> None:
    record = record_of(text, source=text, url=text, title=text)
    load(path, record)
    assert ask(path, "SELECT source, url, title, text FROM articles") == [(text, text, text, text)]
    assert dump(path)["events"]


@pytest.mark.parametrize("record", [full_record(), *map(record_of, AWKWARD)])
def test_a_stored_record_keeps_its_bytes(path: Path, record: Record) -> None:
    load(path, record)
    assert ask(path, "SELECT record FROM articles") == [(record.to_json(),)]
    assert [stored.to_json() for stored in stored_records(str(path))] == [record.to_json()]


def test_the_record_column_is_json_for_sql(path: Path) -> None:
    load(path, full_record())
    query = "SELECT json_extract(record, '$.events[0].country.value'), json_extract(authors, '$[1]') FROM articles"
    assert ask(path, query) == [("KP", "Bo Łysek")]
    assert json.loads(ask(path, "SELECT record FROM articles")[0][0])["schema_version"] == "1.0"


def test_flat_columns_have_types(path: Path) -> None:
    load(path, full_record())
    columns = "count_min", "distance_km_min", "impact_area_longitude", "date_start", "count_approximate"
    query = f"SELECT {', '.join(f'typeof({column})' for column in columns)} FROM events"
    assert ask(path, query) == [("integer", "real", "real", "text", "integer")]


def test_two_writers_wait_for_each_other(path: Path) -> None:
    load(path)
    parts = [[record_of(f"Text {writer} {number}.", source=f"{writer}-{number}") for number in range(20)]
             for writer in range(3)]  # fmt: skip
    threads = [threading.Thread(target=load, args=(path, *part)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(path, "SELECT count(*) FROM articles") == [(60,)]
    assert ask(path, "SELECT count(*) FROM runs") == [(1,)]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("notes, and nothing but notes\n" * 50)
    with pytest.raises(SinkError, match=r"notes\.db: file is not a database"):
        load(path)
    with pytest.raises(SourceError, match=r"notes\.db: unreadable: file is not a database"):
        list(stored_records(str(path)))
    assert path.read_text().startswith("notes, and")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"nowhere/records\.db: unable to open database file"):
        load(tmp_path / "nowhere" / "records.db")


def test_reading_makes_no_database(path: Path) -> None:
    with pytest.raises(SourceError, match="no such database"):
        list(stored_records(str(path)))
    assert not path.exists()


def test_a_stored_record_that_breaks_the_contract_is_named(path: Path) -> None:
    load(path, full_record())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE articles SET record = '{}'")
    with pytest.raises(ContractError, match=r"records\.db: article a[0-9a-f]{16}: /schema_version: Field required"):
        list(stored_records(str(path)))


@pytest.mark.parametrize("target", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "://"])
def test_an_address_of_no_file_is_refused(target: str) -> None:
    with pytest.raises(UsageError, match="names no file|not a database address"):
        database_url(target)
