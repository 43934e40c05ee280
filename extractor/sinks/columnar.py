"""Tables and whole records as column files: Parquet, a folder a table and a year, and Arrow, a file a table.

    FOLDER/records/published_year=2025/part-0.parquet    whole records, nested as in JSON Lines
    FOLDER/TABLE/published_year=2025/part-0.parquet      a table of the database
    FOLDER/runs/part-0.parquet                           and quarantine: tables without an article

The year is that of the article's publication, in the manner of Hive, so that readers skip years that are not asked for;
articles without a date are in `__HIVE_DEFAULT_PARTITION__`, which readers take for null. Every table has every year, be
it without a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from pyarrow import parquet

from extractor.model.record import Record
from extractor.sinks.arrow import RECORD, as_table, nested, table_schema
from extractor.sinks.sql import SqlSink
from extractor.sinks.tables import articles, metadata

ROWS = 2000  # a group of rows: a few MB of texts, and what is held in memory

_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_year = sa.func.substr(articles.c.published, 1, 4)


def write_parquet(sink: SqlSink, folder: Path) -> None:
    """Write a folder a table, partitioned by the year of publication, and one of whole records."""
    years = sink.values(sa.select(_year).distinct().order_by(_year)) or [None]
    for year in years:
        is_of_year = _year.is_(None) if year is None else _year == year
        of_year = sa.select(articles.c.article_id).where(is_of_year)
        partition = f"published_year={year or _NO_YEAR}"
        for name, schema, batches in _tables(sink, of_year):
            _write_parquet(folder / name / partition / "part-0.parquet", schema, batches)
    for name in ("runs", "quarantine"):
        _write_parquet(folder / name / "part-0.parquet", *_table(sink, name))


def write_arrow(sink: SqlSink, folder: Path) -> None:
    """Write one Arrow file a table, and one of whole records."""
    for name, schema, batches in _tables(sink, sa.select(articles.c.article_id)):
        _write_arrow(folder / f"{name}.arrow", schema, batches)
    for name in ("runs", "quarantine"):
        _write_arrow(folder / f"{name}.arrow", *_table(sink, name))


def _tables(sink: SqlSink, article_ids: sa.Select[Any]) -> Iterator[tuple[str, pa.Schema, Iterator[pa.Table]]]:
    """What the articles have: whole records, then table by table."""
    lines = sink.rows("articles", ["record"], articles.c.article_id.in_(article_ids))
    records = (nested(Record.model_validate_json(line)) for (line,) in lines)
    yield "records", RECORD, _batched(records, lambda batch: pa.Table.from_pylist(batch, schema=RECORD))
    for name, table in metadata.tables.items():
        if "article_id" in table.c:
            yield name, *_table(sink, name, table.c.article_id.in_(article_ids))


def _table(
    sink: SqlSink, name: str, where: sa.ColumnElement[bool] | None = None
) -> tuple[pa.Schema, Iterator[pa.Table]]:
    table = metadata.tables[name]
    columns = [column.name for column in table.columns if column.name != "record"]
    rows = sink.rows(name, columns, where)
    return table_schema(table, columns), _batched(rows, lambda batch: as_table(table, columns, batch))


def _batched(items: Iterable[Any], as_one: Callable[[Sequence[Any]], pa.Table]) -> Iterator[pa.Table]:
    left = iter(items)
    while batch := list(islice(left, ROWS)):
        yield as_one(batch)


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.Table]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch)


def _write_arrow(path: Path, schema: pa.Schema, batches: Iterable[pa.Table]) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        for batch in batches:
            writer.write_table(batch)
