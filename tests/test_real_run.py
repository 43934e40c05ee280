"""The whole way over real articles, where they lie beside the project: every file a record, in every kind of place."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = [SHARED / "articles" / "text", SHARED / "articles" / "html"]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared with real articles beside the project")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with records.jsonl, ledger.sqlite and tables/ of all real articles."""
    folder = tmp_path_factory.mktemp("ledger")
    places = [str(folder / "records.jsonl"), str(folder / "ledger.sqlite"), f"csv:{folder / 'tables'}"]
    command = [sys.executable, "-m", "extractor", "run", *map(str, FOLDERS)]
    command += [word for place in places for word in ("--out", place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def records(ledger: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ledger / "records.jsonl").read_text("utf-8").splitlines()]


def test_every_real_article_gives_a_record_that_every_place_takes(ledger: Path) -> None:
    files = [path for folder in FOLDERS for path in folder.iterdir() if path.suffix in (".txt", ".html")]
    rows = [json.loads(line) for line in (ledger / "records.manifest.jsonl").read_text("utf-8").splitlines()]
    passed_over = [row for row in rows if row["reason"] == "language"]
    assert len(passed_over) <= 3  # two of the pages are French
    assert len(records(ledger)) == len(files) - len(passed_over)
    assert {row["status"] for row in rows} <= {"ok", "duplicate", "skipped"}
    with sqlite3.connect(ledger / "ledger.sqlite") as connection:
        told = sum(len(record["events"]) for record in records(ledger))
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (told,)


def test_an_undated_article_holds_no_day_of_the_clock(ledger: Path) -> None:
    undated = [record for record in records(ledger) if record["article"]["published"] is None]
    dates = [event["date"]["value"] for record in undated for event in record["events"] if event["date"]]
    assert len(dates) >= 10
    assert [date for date in dates if date["iso"] is not None and date["resolved_from"] != "text"] == []
