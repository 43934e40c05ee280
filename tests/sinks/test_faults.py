"""Loads that are killed, that meet each other, whose server restarts: never half an article, and the end is the same."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.contract.examples import example_records
from extractor.model.record import Record
from extractor.sinks.database import database_url
from extractor.sinks.load import load
from extractor.sinks.rows import rows_of
from extractor.sinks.sql import SqlSink
from tests.conftest import new_place
from tests.postgres import Server

from .places import Place
from .records import full_record, record_of

KILLS = 20
LOADERS = 4
RESTARTS = 2
ARTICLES = 240


def story(number: int, version: str) -> Record:
    """One of many articles, each with a row in most tables; no two share a text or a source."""
    base = full_record(version=version)
    article = base.article.model_copy(update={"article_id": f"a{number:016x}", "source": f"{number}.txt"})
    return base.model_copy(update={"article": article})


def stories(version: str = "0.1") -> list[Record]:
    return [story(number, version) for number in range(ARTICLES)]


def save(path: Path, records: list[Record]) -> Path:
    path.write_text("".join(record.to_json() + "\n" for record in records), "utf-8")
    return path


def command(records: Path | str, target: str) -> list[str]:
    return [sys.executable, "-m", "extractor", "load", str(records), target, "--run-id", "the run"]


@pytest.fixture(params=["sqlite", "postgresql"])
def durable(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return new_place(request, request.param, tmp_path)


def whole_articles(place: Place) -> dict[str, str]:
    """Article to the version that it is of; fails where an article has not exactly the rows of its record."""
    versions = dict(
        place.ask("SELECT a.article_id, r.extractor_version FROM articles a JOIN runs r ON a.run_id = r.run_id")
    )
    tables = [name for name in rows_of(full_record(), "") if name != "articles"]
    for table in tables:
        wanted = len(rows_of(full_record(), "")[table])
        counts = place.ask(
            f"SELECT p.article_id, p.run_id, count(*), min(a.run_id) FROM {table} p "
            "LEFT JOIN articles a ON a.article_id = p.article_id GROUP BY p.article_id, p.run_id"
        )
        assert {(article_id, run, count) for article_id, run, count, _ in counts} == {
            (article_id, run, wanted) for article_id, run, _, run_of_article in counts if run == run_of_article
        }
        assert {article_id for article_id, *_ in counts} == versions.keys()
    return versions


def test_twenty_kills_in_mid_load_leave_no_half_article_and_the_next_load_completes(
    durable: Place, tmp_path: Path
) -> None:
    """Lines are fed in portions, so that the load is at work when it is killed; the portions are drawn with a seed."""
    draw = random.Random(20)
    old, new = stories(), stories("0.2")
    load(str(save(tmp_path / "old.jsonl", old[: ARTICLES // 2])), durable.target, run_id="first", on_refusal=print)
    lines = [record.to_json().encode() + b"\n" for record in new]
    mixed = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [*command("-", durable.target)[:-1], "second"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        portion = draw.randrange(1, len(lines))
        process.stdin.write(b"".join(lines[:portion]))
        process.stdin.flush()  # more than a pipe holds: the load has begun when this returns
        process.stdin.close()
        time.sleep(draw.uniform(0, 0.4))
        process.kill()
        process.wait()
        versions = whole_articles(durable)
        assert len(versions) >= ARTICLES // 2
        mixed += len(set(versions.values())) > 1
    subprocess.run(command(save(tmp_path / "new.jsonl", new), durable.target), check=True, capture_output=True)
    assert whole_articles(durable) == {record.article.article_id: "0.2" for record in new}
    assert durable.ask("SELECT count(*) FROM quarantine") == [(0,)]
