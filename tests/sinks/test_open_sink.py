"""A target names its sink, and naming one costs nothing until it is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.sinks import open_sink
from extractor.sinks.export import ExportSink
from extractor.sinks.jsonl import JsonlSink, StdoutSink, read_records
from extractor.sinks.sql import SqlSink, stored_records

from .records import ask, full_record, record_of


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("-", StdoutSink),
        ("records.jsonl", JsonlSink),
        ("folder.db/records.NDJSON", JsonlSink),
        ("csv:folder", ExportSink),
        ("csv:folder/records.db", ExportSink),
        ("parquet:folder", ExportSink),
        ("arrow:folder", ExportSink),
        ("records.db", SqlSink),
        ("records.duckdb", SqlSink),
        ("duckdb:///records", SqlSink),
        ("postgresql:///ledger", SqlSink),
        ("postgres://somebody@host/ledger", SqlSink),
        ("records.SQLite", SqlSink),
        ("/abs/records.sqlite3", SqlSink),
        ("sqlite:///records", SqlSink),
        ("sqlite:////abs/records.data", SqlSink),
    ],
)
def test_targets(target: str, kind: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert type(open_sink(target)) is kind
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "target",
    ["", "records.txt", "records", "csv:", "records.jsonl.gz", "http://example.org/x.jsonl", "oracle://h/x.db", ".db"],
)
def test_other_targets_are_refused_with_what_is_allowed(target: str) -> None:
    with pytest.raises(
        UsageError,
        match=r"no place for records: use -, FILE\.jsonl, .*csv:FOLDER, .*postgresql://.*, .*sqlite:///FILE",
    ):
        open_sink(target)


def test_memory_is_no_place() -> None:
    with pytest.raises(UsageError, match="names no file"):
        open_sink("sqlite:///:memory:")


def test_every_target_stores_the_same_records(tmp_path: Path) -> None:
    records = [full_record(), record_of("Other text.", source="b.txt")]
    targets = [f"{tmp_path}/r.jsonl", f"csv:{tmp_path}/csv", f"{tmp_path}/r.db", f"sqlite:///{tmp_path}/s.db"]
    for target in targets:
        with open_sink(target, inputs=["a"], run_id="today") as sink:
            for record in records:
                sink.write(record)
    assert list(read_records(tmp_path / "r.jsonl")) == records
    for name in ("r.db", "s.db"):
        assert set(stored_records(str(tmp_path / name))) == set(records)
        assert ask(tmp_path / name, "SELECT run_id, inputs FROM runs") == [("today", '["a"]')]
    assert '\r\ntoday,0.1,small,3.8.0,k1,1.0,"[""a""]"\r\n' in (tmp_path / "csv" / "runs.csv").read_bytes().decode()


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, extractor.sinks; print([m for m in ('sqlalchemy', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_reading_records_loads_neither_database_nor_language() -> None:
    code = "import sys, extractor.sinks.jsonl; print([m for m in ('sqlalchemy', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
