"""The tables refuse what the contract refuses, and answer obvious questions by index."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import sqlalchemy as sa

from extractor.model.record import Event, Stance
from extractor.sinks.columns import choices
from extractor.sinks.database import database_url
from extractor.sinks.sql import SqlSink
from extractor.sinks.tables import metadata

from .records import MANY_TABLES, ask, full_record


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    path = tmp_path / "records.db"
    with SqlSink(database_url(str(path))) as sink:
        sink.write(full_record())
    return path


def changed(path: Path, statement: str) -> None:
    """Run a statement as a person at a prompt would, foreign keys on."""
    engine = sa.create_engine(database_url(str(path)))
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_the_tables_are_those_of_the_contract() -> None:
    assert sorted(metadata.tables) == list(MANY_TABLES)


def test_every_row_belongs_to_a_run_and_every_part_goes_with_its_article() -> None:
    for table in metadata.sorted_tables:
        if table.name in ("runs", "quarantine"):
            continue
        assert [key.target_fullname for key in table.c.run_id.foreign_keys] == ["runs.run_id"]
        assert not table.c.run_id.nullable
        if table.name != "articles":
            assert next(iter(table.primary_key)).name == "article_id"
            assert any(key.ondelete == "CASCADE" for key in table.c.article_id.foreign_keys)


def test_deleting_an_article_deletes_its_parts(loaded: Path) -> None:
    changed(loaded, "DELETE FROM articles")
    for table in metadata.tables:
        ((count,),) = ask(loaded, f"SELECT count(*) FROM {table}")
        assert count == (1 if table == "runs" else 0), table
    assert ask(loaded, "SELECT count(*) FROM articles_search WHERE articles_search MATCH 'missiles'") == [(0,)]


def test_a_run_in_use_cannot_be_deleted(loaded: Path) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"):
        changed(loaded, "DELETE FROM runs")


def test_closed_lists_are_the_contract_s() -> None:
    assert choices(Stance) == get_args(Stance)
    assert choices(Event.model_fields["status"].annotation) == ("occurred", "failed", "planned")
    assert choices(str | None) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reactions SET stance = 'shrug'",
        "UPDATE reactions SET confidence = 1.5",
        "UPDATE reactions SET about = 'no such event'",
        "UPDATE reactions SET leader_id = 'nobody'",
        "UPDATE reactions SET quote_kind = 'loud'",
        "UPDATE reactions SET evidence_end = evidence_start",
        "UPDATE events SET kind = 'parade'",
        "UPDATE events SET status = NULL",
        "UPDATE events SET country = 'KOR'",
        "UPDATE events SET count_min = 3",
        "UPDATE events SET country_confidence = -0.1",
        "UPDATE events SET launch_site_latitude = 91",
        "UPDATE events SET impact_area_longitude = -181",
        "UPDATE events SET date_start = '2031-03-05'",
        "UPDATE events SET date_weekday = 0",
        "UPDATE event_weapons SET value = 'catapult' WHERE kind = 'class'",
        "UPDATE event_weapons SET kind = 'colour'",
        "UPDATE tallies SET what = 'parades'",
        "UPDATE articles SET published_from = 'hearsay'",
        "UPDATE articles SET superseded_by = article_id",
        "UPDATE articles SET superseded_by = 'no such article'",
        "UPDATE warnings SET run_id = 'no such run'",
    ],
)
def test_the_tables_refuse(loaded: Path, statement: str) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        changed(loaded, statement)


def test_a_weapon_s_name_is_free(loaded: Path) -> None:
    changed(loaded, "UPDATE event_weapons SET value = 'catapult' WHERE kind = 'name'")
    assert ask(loaded, "SELECT value FROM event_weapons WHERE kind = 'name'") == [("catapult",)]


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (
            "SELECT * FROM events WHERE country = 'KP' AND date_start BETWEEN '2031-01-01' AND '2031-12-31'",
            "ix_events_country_date_start",
        ),
        ("SELECT * FROM events WHERE date_start >= '2031-01-01'", "ix_events_date_start"),
        ("SELECT * FROM events WHERE article_id = 'a1'", "sqlite_autoindex_events_1"),
        ("SELECT * FROM event_weapons WHERE value = 'icbm'", "ix_event_weapons_value"),
        ("SELECT * FROM reactions WHERE actor = 'Ines Varga'", "ix_reactions_actor"),
        ("SELECT * FROM leaders WHERE canonical_name = 'Ines Varga'", "ix_leaders_canonical_name"),
        ("SELECT * FROM articles WHERE url = 'https://example.org/1'", "ix_articles_url"),
    ],
)
def test_obvious_questions_use_an_index(loaded: Path, question: str, index: str) -> None:
    plan = " ".join(str(step) for step in ask(loaded, f"EXPLAIN QUERY PLAN {question}"))
    assert index in plan
