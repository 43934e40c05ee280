"""CSV files are the tables of one run, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks import open_sink
from extractor.sinks.csv import cell
from extractor.sinks.tables import metadata

from .records import MANY_TABLES, full_record, launch, record_of


def export(folder: Path, *records: Record) -> None:
    with open_sink(f"csv:{folder}") as sink:
        for record in records:
            sink.write(record)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_one_file_a_table_with_its_columns(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder, full_record())
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.csv" for name in MANY_TABLES]
    for name, columns in metadata.tables.items():
        (header, *rows) = csv.reader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines())
        assert header == [column.name for column in columns.columns if column.name != "record"]
        assert bool(rows) is (name != "quarantine")


def test_no_records_give_headers(tmp_path: Path) -> None:
    export(tmp_path / "out")
    assert (tmp_path / "out" / "runs.csv").read_bytes() == (
        b"run_id,extractor_version,model_name,model_version,knowledge_version,schema_version,inputs\r\n"
    )


def test_numbers_stay_numbers_and_null_is_empty(tmp_path: Path) -> None:
    export(tmp_path / "out", full_record())
    (event,) = table(tmp_path / "out", "events")
    assert event["impact_area_latitude"] == "-23.5"
    assert event["impact_area_longitude"] == "-179"
    assert (event["count_min"], event["count_approximate"], event["distance_km_approximate"]) == ("2", "false", "true")
    assert (event["distance_km_max"], event["actor"]) == ("", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path, start: str) -> None:
    text = f'{start}cmd|"/c calc"!A1 and more'
    export(tmp_path / "out", record_of(text, source=text, title=text))
    (article,) = table(tmp_path / "out", "articles")
    assert [article[name] for name in ("source", "title", "text")] == ["'" + text] * 3
    for name in MANY_TABLES:
        for row in table(tmp_path / "out", name):
            assert not any(value.startswith(start) for value in row.values())


@pytest.mark.parametrize(
    ("value", "written"),
    [("-1", "'-1"), (-1, -1), (-1.5, -1.5), (-2.0, -2), (True, "true"), (None, None), ("a=b", "a=b"), ("", "")],
)
def test_cells(value: Any, written: Any) -> None:
    assert cell(value) == written
    assert type(cell(value)) is type(written)


@pytest.mark.parametrize("text", ['say "no", then\r\nleave\n', "a,b;c\td", "発射 🚀 \u2028 é", "'quoted'", "x\ry z"])
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    export(tmp_path / "out", record_of(text, title=text))
    (article,) = table(tmp_path / "out", "articles")
    assert (article["text"], article["title"]) == (text, text)


def test_order_of_records_does_not_matter(tmp_path: Path) -> None:
    records = [full_record(), record_of("Other text.", source="b.txt"), record_of("Third text.", source="c.txt")]
    export(tmp_path / "one", *records)
    export(tmp_path / "two", *reversed(records))
    for name in MANY_TABLES:
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()


def test_an_article_given_twice_is_there_once_and_a_replaced_text_is_marked(tmp_path: Path) -> None:
    old, new = record_of("First text."), record_of("Second text.")
    export(tmp_path / "out", old, old, new)
    pointers = {row["article_id"]: row["superseded_by"] for row in table(tmp_path / "out", "articles")}
    assert pointers == {old.article.article_id: new.article.article_id, new.article.article_id: ""}


def test_a_second_export_replaces_the_first_and_leaves_other_files(tmp_path: Path) -> None:
    export(tmp_path, record_of("First text."))
    (tmp_path / "notes.txt").write_text("mine")
    export(tmp_path, record_of("Second text."))
    assert [row["text"] for row in table(tmp_path, "articles")] == ["Second text."]
    assert len([*tmp_path.iterdir()]) == len(MANY_TABLES) + 1


def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    export(tmp_path / "old", record_of("First text."))
    before = {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()}
    for folder in ("old", "new"):
        with pytest.raises(RuntimeError, match="stop"), open_sink(f"csv:{tmp_path / folder}") as sink:
            sink.write(full_record())
            raise RuntimeError("stop")
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()} == before
    assert not (tmp_path / "new").exists()


def test_what_a_killed_run_left_is_no_obstacle(tmp_path: Path) -> None:
    abandoned = open_sink(f"csv:{tmp_path}/out").__enter__()
    abandoned.write(record_of("First text."))
    export(tmp_path / "out", record_of("Second text."))
    assert [row["text"] for row in table(tmp_path / "out", "articles")] == ["Second text."]


def test_a_refused_record_is_in_quarantine_and_told(tmp_path: Path) -> None:
    text, told = "Some text.", list[str]()
    twins = record_of(text).model_copy(update={"events": (launch(text), launch(text))})
    with open_sink(f"csv:{tmp_path}/out", on_refusal=told.append) as sink:
        sink.write(twins)
        sink.write(record_of("Another text.", source="b.txt"))
    (row,) = table(tmp_path / "out", "quarantine")
    assert told == [row["reason"]]
    assert re.search(r"csv:.*out: article a[0-9a-f]{16} \(a\.txt\): UNIQUE", row["reason"])
    assert row["line"] == twins.to_json()
    assert [row["text"] for row in table(tmp_path / "out", "articles")] == ["Another text."]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SinkError, match=r"csv:.*file: Not a directory"):
        export(tmp_path / "file")
    with pytest.raises(SinkError, match=r"csv:.*deep: No such file or directory"):
        export(tmp_path / "not" / "deep")
    (tmp_path / "events.csv").mkdir()
    with pytest.raises(SinkError, match=r"csv:.*: Is a directory"):
        export(tmp_path, full_record())
    assert not [*tmp_path.glob(".*")]
