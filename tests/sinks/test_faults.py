"""Loads that are killed, that meet each other, whose server restarts: never half an article, always the same end."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks import database, open_sink
from extractor.sinks.database import database_url
from extractor.sinks.rows import rows_of
from extractor.sinks.sql import SqlSink
from tests.conftest import new_place
from tests.postgres import Server

from .loading import start
from .places import Place
from .records import MANY_TABLES, full_record, record_of

KILLS = 20
LOADERS = 4
ARTICLES = 120
PARTS = {name: len(rows) for name, rows in rows_of(full_record(), "").items() if name != "articles"}
"""Table to the number of rows that each of these articles has in it."""


def story(number: int, version: str) -> Record:
    """One of many articles, each with a row in every table; no two share a source."""
    base = full_record(version=version)
    article = base.article.model_copy(update={"article_id": f"a{number:016x}", "source": f"{number}.txt"})
    return base.model_copy(update={"article": article})


def stories(version: str = "0.1", articles: int = ARTICLES) -> list[Record]:
    return [story(number, version) for number in range(articles)]


def save(path: Path, records: list[Record]) -> str:
    path.write_text("".join(record.to_json() + "\n" for record in records), "utf-8")
    return str(path)


def store_all(place: Place, records: list[Record], run_id: str) -> None:
    with open_sink(place.target, run_id=run_id, batch=100) as sink:
        for record in records:
            sink.write(record)


def runs_of_whole_articles(place: Place) -> dict[str, str]:
    """Article to the run that wrote it; fails where one has not exactly the rows of its record, all of one run."""
    articles = dict(place.ask("SELECT article_id, run_id FROM articles"))
    for table, count in PARTS.items():
        rows = place.ask(f"SELECT article_id, run_id, count(*) FROM {table} GROUP BY article_id, run_id")
        assert sorted(rows) == sorted((article_id, run_id, count) for article_id, run_id in articles.items())
    return articles


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_twenty_kills_in_mid_load_leave_no_half_article_and_the_next_load_completes(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    place = new_place(request, kind, tmp_path)
    store_all(place, stories()[: ARTICLES // 2], "old")
    draw = random.Random(20)
    killed = between = 0
    while killed < KILLS:
        new = save(tmp_path / "new.jsonl", stories(f"0.{killed + 2}"))
        process = start(new, place.target, f"run {killed}", draw.choice([1, 7, 50]))
        process.join(draw.uniform(0.02, 0.3))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        written = runs_of_whole_articles(place)
        between += len(set(written.values())) > 1
        assert len(written) >= ARTICLES // 2
    assert between >= KILLS // 4, "too few kills came while articles were being written"
    store_all(place, stories("9.9"), "last")
    assert set(runs_of_whole_articles(place).values()) == {"last"}
    assert place.ask("SELECT count(*) FROM articles") == [(ARTICLES,)]
    assert place.ask("SELECT count(*) FROM quarantine") == [(0,)]


def test_four_loaders_at_once_end_as_one_does(place: Place, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Each has three quarters of the articles, in an order of its own; none has a text that takes another's place."""
    records, draw = stories(articles=80), random.Random(4)
    alone = new_place(request, place.kind, tmp_path, "alone")
    store_all(alone, records, "the run")
    processes = []
    for number in range(LOADERS):
        share = [record for index, record in enumerate(records) if index % LOADERS != number]
        draw.shuffle(share)
        path = save(tmp_path / f"{number}.jsonl", share)
        processes.append(start(path, place.target, "the run", 20))
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert place.dump() == alone.dump()
    assert len(runs_of_whole_articles(place)) == 80


def test_two_texts_of_one_source_at_once_leave_one_current(
    place: Place, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Neither loader sees what the other has not finished: without a queue both texts would be current."""
    files = [
        save(tmp_path / f"{name}.jsonl", [record_of(f"{name} text {n}.", source=f"{n}.txt") for n in range(20)])
        for name in ("first", "second")
    ]
    processes = [start(path, place.target, "run", 3) for path in files]
    for process in processes:
        process.join()
        assert process.exitcode == 0
    counts = place.ask("SELECT source, count(*) FROM articles WHERE superseded_by IS NULL GROUP BY source")
    assert sorted(counts) == sorted((f"{n}.txt", 1) for n in range(20))
    assert place.ask("SELECT count(*) FROM articles") == [(40,)]


def test_a_server_that_restarts_is_waited_for(server: Server, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = new_place(request, "postgresql", tmp_path)
    records = stories(articles=60)
    with open_sink(place.target, run_id="the run", batch=5) as sink:
        for number, record in enumerate(records):
            if number in (17, 43):
                server.restart("immediate" if number == 17 else "fast")
            sink.write(record)
        restart = threading.Thread(target=server.restart)
        restart.start()
        for record in stories("0.1", 30):
            sink.write(record.model_copy(update={"warnings": ()}))
        restart.join()
    assert place.ask("SELECT count(*) FROM articles") == [(60,)]
    assert place.ask("SELECT count(DISTINCT article_id) FROM warnings") == [(30,)]
    assert place.ask("SELECT count(*) FROM quarantine") == [(0,)]


def test_waiting_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    sink = SqlSink(database_url("postgresql://postgres@/none?host=/nowhere"))
    with pytest.raises(SinkError, match="connection|socket") as caught:
        sink.write(full_record())
    assert waited == list(database.WAITS["postgresql"])
    assert 20 < sum(waited) < 60
    assert "INSERT" not in str(caught.value)
    waited.clear()
    with pytest.raises(SinkError, match="connection|socket"), sink:
        pass
    assert waited == list(database.START_WAITS)


def test_a_lock_that_is_never_given_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "records.duckdb"
    store_all(Place("duckdb", str(path), f"duckdb:///{path}"), [full_record()], "run")
    monkeypatch.setitem(database.WAITS, "duckdb", (0.01,) * 5)
    hold = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(SinkError, match=r"records\.duckdb: .*lock"), open_sink(str(path)):
            pass
        holder.communicate()


def test_a_reader_does_not_wait_for_a_writer(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = new_place(request, "postgresql", tmp_path)
    store_all(place, [full_record()], "run")
    engine = sa.create_engine(place.address, poolclass=sa.NullPool)
    with engine.begin() as writer:
        writer.execute(sa.select(sa.func.pg_advisory_xact_lock(database.WRITERS_LOCK)))
        writer.execute(sa.text("DELETE FROM articles"))
        assert place.ask("SELECT count(*) FROM launches") == [(1,)]
    assert place.dump().keys() == set(MANY_TABLES)
