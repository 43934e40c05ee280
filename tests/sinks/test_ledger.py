"""A database is made, upgraded or refused by its revision; an upgrade loses nothing and is whole or not at all.

`revisions/` has the statements that made databases of revisions that are no longer the newest, as they were published.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from extractor.errors import SinkError, SourceError
from extractor.model.record import Record
from extractor.sinks.bulk import insert_rows
from extractor.sinks.database import database_url, engine_of
from extractor.sinks.ddl import DIALECTS, ddl
from extractor.sinks.ledger import FIRST, MIGRATIONS, NEWEST, _derive, _drop_derived, prepare
from extractor.sinks.rows import rows_of, run_row
from extractor.sinks.sql import SqlSink, stored_records
from extractor.sinks.tables import metadata
from tests.conftest import new_place

from .places import Place
from .records import MANY_TABLES, full_record, record_of

RECORDS = [full_record(), record_of("Old text.", source="b.txt"), record_of("New text.", source="b.txt")]
NEW_TABLES = {"event_evidence", "quarantine"}
NEWEST_COLUMNS = ("duplicate_of", "modified", "modified_from")
NEW_COLUMNS = ("withdrawn", "search_id", *NEWEST_COLUMNS)


def copy_of(original: Record, **changes: object) -> Record:
    """The same news from elsewhere, as a run of contract 1.1 tells of it."""
    copy = record_of("New text!", source="c.txt")
    told = {"duplicate_of": original.article.article_id, **changes}
    return copy.model_copy(update={"article": copy.article.model_copy(update=told)})


COPY = copy_of(RECORDS[2], modified="2031-03-05", modified_from="html")


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database as launchledger 0.1 made and filled it: its own statements, its own columns, no mark."""
    place = new_place(request, request.param, tmp_path)
    make(place, MIGRATIONS / f"first.{request.param}.sql")
    fill(place, RECORDS, without=NEW_COLUMNS, tables=set(MANY_TABLES) - NEW_TABLES)
    return place


@pytest.fixture(params=["sqlite", "postgresql", "duckdb"])
def second(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database of the second revision, with views, search and mark; one article is a copy and has been changed."""
    place = new_place(request, request.param, tmp_path)
    make(place, Path(__file__).parent / "revisions" / f"0002.{request.param}.sql")
    place.ask("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    place.ask("INSERT INTO alembic_version VALUES ('0002')")
    fill(place, [*RECORDS, COPY], without=NEWEST_COLUMNS, tables=set(MANY_TABLES))
    return place


def make(place: Place, path: Path) -> None:
    """Run the statements that once made a database."""
    statements = path.read_text("utf-8")
    assert "alembic" not in statements
    engine = sa.create_engine(place.address, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for statement in re.split(r";\n(?!  |END)", re.sub(r"(?m)^--.*$", "", statements)):
            if statement.strip():
                connection.exec_driver_sql(statement)


def fill(place: Place, records: list[Record], *, without: tuple[str, ...], tables: set[str]) -> None:
    """Put rows into tables that do not have all the columns of today."""
    engine = engine_of(database_url(place.target))
    with engine.begin() as connection:
        run = run_row(RECORDS[0].provenance, ["a"])
        insert_rows(connection, metadata.tables["runs"], [run])
        for record in records:
            for name, rows in rows_of(record, str(run["run_id"])).items():
                if name in tables:
                    old = [{column: row[column] for column in row if column not in without} for row in rows]
                    insert_rows(connection, metadata.tables[name], old)
        pointer = sa.text("UPDATE articles SET superseded_by = :new WHERE article_id = :old")
        ids = [record.article.article_id for record in RECORDS]
        connection.execute(pointer, {"old": ids[1], "new": ids[2]})
    engine.dispose()


def old_rows(place: Place, without: tuple[str, ...] = NEW_COLUMNS) -> dict[str, list[tuple[object, ...]]]:
    names = {table: [c.name for c in metadata.tables[table].c if c.name not in without] for table in MANY_TABLES}
    return {
        table: sorted(place.ask(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
        for table, columns in names.items()
        if table not in NEW_TABLES or without == NEWEST_COLUMNS
    }


def open_and_close(place: Place) -> None:
    with SqlSink(database_url(place.target)):
        pass


def test_a_database_of_the_first_version_is_upgraded_without_loss(first: Place) -> None:
    before = old_rows(first)
    assert set(stored_records(first.target, superseded=True)) == set(RECORDS)
    assert set(stored_records(first.target)) == {RECORDS[0], RECORDS[2]}
    open_and_close(first)
    assert first.ask("SELECT version_num FROM alembic_version") == [(NEWEST,)]
    assert old_rows(first) == before
    assert [*stored_records(first.target, superseded=True)] == sorted(
        RECORDS, key=lambda record: record.article.article_id
    )


def test_a_database_of_the_second_revision_is_upgraded_without_loss(
    second: Place, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    before = old_rows(second, NEWEST_COLUMNS)
    assert len(before["articles"]) == 4
    assert len(before["event_evidence"]) > 4
    open_and_close(second)
    assert second.ask("SELECT version_num FROM alembic_version") == [(NEWEST,)]
    assert old_rows(second, NEWEST_COLUMNS) == before
    told = "SELECT duplicate_of, modified, modified_from FROM articles ORDER BY source, article_id"
    nothing = (None, None, None)
    assert second.ask(told) == [nothing, nothing, nothing, (RECORDS[2].article.article_id, "2031-03-05", "html")]
    fresh = new_place(request, second.kind, tmp_path, "fresh")
    with SqlSink(database_url(fresh.target), inputs=["a"]) as sink:
        for record in (*RECORDS, COPY):
            sink.write(record)
    assert second.dump() == fresh.dump()
    coverage = "SELECT articles, independent_articles FROM coverage"
    assert second.ask(coverage) == fresh.ask(coverage)
    assert sum(row[0] - row[1] for row in fresh.ask(coverage)) == 1
    assert structure(second) == structure(fresh)


def test_an_upgraded_database_holds_what_a_new_one_holds(
    first: Place, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    fresh = new_place(request, first.kind, tmp_path, "fresh")
    for place in (first, fresh):
        with SqlSink(database_url(place.target), inputs=["a"]) as sink:
            for record in RECORDS:
                sink.write(record)
    assert first.dump() == fresh.dump()
    found = {
        "sqlite": "SELECT count(*) FROM articles_search WHERE articles_search MATCH 'sunan'",
        "postgresql": "SELECT count(*) FROM articles_search WHERE document @@ to_tsquery('english', 'sunan')",
    }
    for place in (first, fresh):
        assert place.ask(found[first.kind]) == [(1,)]


def test_an_upgraded_database_has_the_tables_of_a_new_one(first: Place) -> None:
    open_and_close(first)
    wanted = sa.MetaData()
    for table in metadata.sorted_tables:
        copy = table.to_metadata(wanted)
        kept = {index.name for index in table.indexes if first.kind in index.info["dialects"]} - {"ix_articles_search"}
        copy.indexes = {index for index in copy.indexes if index.name in kept}
    engine = sa.create_engine(first.address, poolclass=sa.NullPool)
    with engine.connect() as connection:
        ours = {"include_name": lambda name, *_: not re.match("(ix_)?articles_search($|_[^i]|_idx)", str(name))}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **ours})
        assert compare_metadata(context, wanted) == []


def test_an_upgraded_database_has_the_keys_checks_and_indexes_of_a_new_one(
    first: Place, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    fresh = new_place(request, first.kind, tmp_path, "fresh")
    open_and_close(first)
    open_and_close(fresh)
    asked = {
        "sqlite": ("SELECT type, name FROM sqlite_master WHERE name != 'alembic_version'",),
        "postgresql": (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname ~ '^(pk|fk|ck)_'",
        ),
    }
    for question in asked[first.kind]:
        found = set(first.ask(question))
        assert found == set(fresh.ask(question))
        assert len(found) > 20


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(first: Place) -> None:
    broken = full_record().to_json().replace('"event_id":"e1"', '"event_id":"gone"')
    column = "CAST(:line AS json)" if first.kind == "postgresql" else ":line"
    own = full_record().article.article_id
    first.ask(f"UPDATE articles SET record = {column} WHERE article_id = :own", line=broken, own=own)
    before = old_rows(first)
    with pytest.raises(SinkError, match=r"(?i)foreign key"):
        open_and_close(first)
    assert old_rows(first) == before
    with pytest.raises(sa.exc.DBAPIError):
        first.ask("SELECT withdrawn FROM articles")
    with pytest.raises(sa.exc.DBAPIError):
        first.ask("SELECT version_num FROM alembic_version")


def test_all_revisions_one_after_the_other_make_the_database_from_nothing(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    from alembic import command

    place = new_place(request, "sqlite", tmp_path)
    engine = engine_of(database_url(place.target))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    assert place.tables() == set(MANY_TABLES)
    script = ScriptDirectory.from_config(config)
    assert [revision.revision for revision in script.walk_revisions()] == [NEWEST, "0002", FIRST]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(place: Place) -> None:
    with SqlSink(database_url(place.target)) as sink:
        sink.write(full_record())
    place.ask("UPDATE alembic_version SET version_num = '0099'")
    before = place.dump()
    words = r"revision 0099 is unknown, this program reads up to \d{4}: made by a newer launchledger .*upgrade"
    with pytest.raises(SinkError, match=words):
        open_and_close(place)
    with pytest.raises(SourceError, match=words):
        list(stored_records(place.target))
    assert place.dump() == before


def test_tables_of_another_program_are_refused_by_name(place: Place) -> None:
    place.ask("CREATE TABLE events (event_id TEXT, whatever TEXT)")
    with pytest.raises(SinkError, match=r"tables of another program are there: events; load into a new database"):
        open_and_close(place)
    assert place.tables() == {"events"}


def test_views_and_search_can_be_made_anew(place: Place) -> None:
    with SqlSink(database_url(place.target)) as sink:
        sink.write(full_record())
    engine = engine_of(database_url(place.target))
    with engine.begin() as connection:
        _drop_derived(connection)
        assert not set(sa.inspect(connection).get_view_names()) & {"launches", "articles_search"}
        _derive(connection)
    with engine.begin() as connection:
        prepare(connection)
    engine.dispose()
    assert place.ask("SELECT country FROM launches") == [("KP",)]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_shown_is_what_is_run(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The statements of `schemas/`, run by hand, make the database that the program makes."""
    shown, made = (new_place(request, dialect, tmp_path, name) for name in ("shown", "made"))
    for statement in ddl(dialect):
        shown.ask(statement)
    open_and_close(made)
    assert structure(shown) == structure(made) - {("alembic_version", "version_num")}


def structure(place: Place) -> set[tuple[str, ...]]:
    """Tables and views with their columns, as the database tells of them."""
    if place.kind == "sqlite":
        columns = "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p"
    else:
        schema = "main" if place.kind == "duckdb" else "public"
        columns = f"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = '{schema}'"
    return set(place.ask(columns))
