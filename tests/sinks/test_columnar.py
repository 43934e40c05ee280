"""Parquet and Arrow hold whole records, nested, and the tables, flat; nothing of a record is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

from extractor.contract.examples import example_records
from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks import open_sink
from extractor.sinks.arrow import flattened, nested
from extractor.sinks.tables import metadata

from .records import MANY_TABLES, full_record, record_of

UNDATED = record_of("A text of no day.", source="undated.txt")
UNDATED = UNDATED.model_copy(
    update={"article": UNDATED.article.model_copy(update={"published": None, "published_from": None})}
)
BY_YEAR = dataset.partitioning(pa.schema([("published_year", pa.int32())]), flavor="hive")
RECORDS = [full_record(), *example_records().values(), UNDATED]


def export(target: str, *records: Record) -> None:
    with open_sink(target) as sink:
        for record in records:
            sink.write(record)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.article.source)
def test_a_record_survives_its_nested_form(record: Record) -> None:
    assert flattened(nested(record)).to_json() == record.to_json()


def test_parquet_gives_the_records_back_byte_by_byte(tmp_path: Path) -> None:
    export(f"parquet:{tmp_path}/out", *RECORDS)
    found = dataset.dataset(tmp_path / "out" / "records", partitioning=BY_YEAR).to_table().drop(["published_year"])
    lines = {flattened(row).to_json() for row in found.to_pylist()}
    assert lines == {record.to_json() for record in RECORDS}


def test_parquet_is_partitioned_by_year_and_every_table_has_every_year(tmp_path: Path) -> None:
    export(f"parquet:{tmp_path}/out", *RECORDS)
    years = {(record.article.published or "")[:4] for record in RECORDS}
    folders = {f"published_year={year or '__HIVE_DEFAULT_PARTITION__'}" for year in years}
    assert len(folders) == 3
    for name in {*MANY_TABLES, "records"} - {"runs", "quarantine"}:
        assert {path.name for path in (tmp_path / "out" / name).iterdir()} == folders
    query = "SELECT count(*) FROM read_parquet(?, hive_partitioning = true) WHERE published_year = 2031"
    assert duckdb.execute(query, [f"{tmp_path}/out/events/*/*.parquet"]).fetchall() == [(1,)]
    query = "SELECT count(*) FROM read_parquet(?, hive_partitioning = true) WHERE published_year IS NULL"
    undated = sum(record.article.published is None for record in RECORDS)
    assert duckdb.execute(query, [f"{tmp_path}/out/articles/*/*.parquet"]).fetchall() == [(undated,)]


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_tables_are_flat_and_typed(tmp_path: Path, form: str) -> None:
    export(f"{form}:{tmp_path}/out", *RECORDS)
    (event,) = (
        row for row in rows(tmp_path / "out", form, "events") if row["article_id"] == full_record().article.article_id
    )
    assert (event["count_min"], event["count_approximate"], event["distance_km_min"]) == (2, False, 380.5)
    assert (event["date_start"], event["distance_km_max"]) == ("2031-03-04", None)
    for name, table in metadata.tables.items():
        wanted = {column.name for column in table.columns} - {"record"}
        for row in rows(tmp_path / "out", form, name):
            assert set(row) - {"published_year"} == wanted
    assert len(rows(tmp_path / "out", form, "event_evidence")) > 20
    assert len(rows(tmp_path / "out", form, "records")) == len(RECORDS)


def rows(folder: Path, form: str, name: str) -> list[dict[str, Any]]:
    if form == "arrow":
        with pa.OSFile(str(folder / f"{name}.arrow")) as file:
            return list(pa.ipc.open_file(file).read_all().to_pylist())
    return list(dataset.dataset(folder / name, partitioning=BY_YEAR).to_table().to_pylist())


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_no_records_give_empty_tables(tmp_path: Path, form: str) -> None:
    export(f"{form}:{tmp_path}/out")
    assert all(rows(tmp_path / "out", form, name) == [] for name in [*MANY_TABLES, "records"])


def test_a_second_export_leaves_no_year_of_the_first(tmp_path: Path) -> None:
    export(f"parquet:{tmp_path}/out", *RECORDS)
    (tmp_path / "out" / "notes.txt").write_text("mine")
    export(f"parquet:{tmp_path}/out", UNDATED)
    assert len([*(tmp_path / "out" / "events").iterdir()]) == 1
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*MANY_TABLES, "records", "notes.txt"])


def test_order_of_records_does_not_matter(tmp_path: Path) -> None:
    export(f"parquet:{tmp_path}/one", *RECORDS)
    export(f"parquet:{tmp_path}/two", *reversed(RECORDS))
    for path in (tmp_path / "one").rglob("*.parquet"):
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes(), path


def test_comments_of_columns_travel_along(tmp_path: Path) -> None:
    export(f"parquet:{tmp_path}/out", full_record())
    (file,) = (tmp_path / "out" / "articles").rglob("*.parquet")
    described = parquet.read_schema(file).field("withdrawn").metadata
    assert described[b"description"].startswith(b"Why the article was taken back")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SinkError, match=r"parquet:.*file: Not a directory"):
        export(f"parquet:{tmp_path}/file", full_record())
