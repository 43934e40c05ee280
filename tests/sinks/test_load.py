"""`load` and `withdraw`: records that are there already, from any place into any other, twice as well as once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor.cli import app
from extractor.contract.examples import example_records
from extractor.errors import SinkError
from extractor.model.record import Record
from extractor.sinks.jsonl import read_records
from extractor.sinks.load import load, withdraw
from extractor.sinks.sql import stored_records
from tests.conftest import new_place

from .places import Place
from .records import MANY_TABLES, full_record, record_of

ROOT = Path(__file__).parents[2]
OURS = ROOT / "corpus" / "articles"
SHARED = ROOT.parent / "shared" / "gold" / "dev" / "articles"
RECORDS = [full_record(), record_of("Other text.", source="b.txt"), *example_records().values()]


def launchledger(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=given)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(record.to_json() + "\n" for record in RECORDS), "utf-8")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records as the program makes them: of the development articles where they lie beside the project."""
    path = tmp_path_factory.mktemp("many") / "records.jsonl"
    folder = SHARED if SHARED.is_dir() else OURS
    done = launchledger("run", str(folder), "--out", str(path))
    assert done.exit_code == 0, done.output
    return path


def digests(place: Place) -> dict[str, tuple[int, str]]:
    """Rows and content of each table."""
    return {name: (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()) for name, rows in place.dump().items()}


def test_loading_twice_is_loading_once_and_gives_the_records_back(place: Place, many: Path) -> None:
    records = list(read_records(many))
    assert len(records) >= 25
    for _ in range(2):
        assert load(str(many), place.target, on_refusal=pytest.fail).records == len(records)
    once = digests(place)
    load(str(many), place.target, on_refusal=pytest.fail)
    assert digests(place) == once
    assert once["articles"][0] == len({record.article.article_id for record in records})
    assert once["events"][0] == sum(len(record.events) for record in records)
    last = {record.article.article_id: record.to_json() for record in records}
    assert {one.article.article_id: one.to_json() for one in stored_records(place.target, superseded=True)} == last


def test_three_databases_hold_the_same(many: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    dumps = []
    for kind in ("sqlite", "duckdb", "postgresql"):
        place = new_place(request, kind, tmp_path)
        load(str(many), place.target, on_refusal=pytest.fail)
        rows = place.dump(without=("record", "authors", "roles", "aliases", "inputs"))  # drivers read JSON differently
        dumps.append({name: rows[name] for name in MANY_TABLES})
    assert dumps[0] == dumps[1] == dumps[2]


def test_a_database_goes_into_a_file_and_back(place: Place, lines: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "out.jsonl", tmp_path / "again.jsonl"
    assert launchledger("load", str(lines), place.target, "--run-id", "the load").exit_code in (0, 4)
    done = launchledger("load", str(lines), place.target)
    assert (done.exit_code, done.stderr) == (0, f"{len(RECORDS)} records read, 0 refused\n")
    assert launchledger("load", place.target, str(out)).exit_code == 0
    assert sorted(out.read_text("utf-8").splitlines()) == sorted(record.to_json() for record in RECORDS)
    done = launchledger("load", "-", str(again), given=out.read_text("utf-8"))
    assert done.exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_named_run_is_in_every_row(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(full_record().to_json() + "\n", "utf-8")
    assert launchledger("load", str(path), place.target, "--run-id", "monday").exit_code == 0
    for table in set(MANY_TABLES) - {"quarantine"}:
        assert place.ask(f"SELECT DISTINCT run_id FROM {table}") == [("monday",)]


def test_what_is_refused_is_told_and_the_exit_code_says_so(lines: Path, tmp_path: Path) -> None:
    with lines.open("a", encoding="utf-8") as file:
        file.write("no record\n")
    for target in (f"{tmp_path}/a.sqlite", f"{tmp_path}/b.jsonl", f"csv:{tmp_path}/c"):
        done = launchledger("load", str(lines), target)
        assert done.exit_code == 1
        assert f"refused: {lines}:{len(RECORDS) + 1}: Invalid JSON" in done.stderr.replace("\n", " ")
        assert f"{len(RECORDS)} records read, 1 refused" in done.stderr
    assert "no record" in (tmp_path / "c" / "quarantine.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["load", "none.jsonl", "out.sqlite"], 2, "none.jsonl: unreadable"),
        (["load", "none.sqlite", "out.jsonl"], 2, "none.sqlite: unreadable: no such database"),
        (["load", "-", "out.txt"], 2, "out.txt: no place for records"),
        (["load", "-", "mysql://host/name"], 2, "mysql://host/name: no place for records"),
        (["withdraw", "records.jsonl", "a1", "--reason", "x"], 2, "records.jsonl: no database"),
        (["withdraw", "out.sqlite", "a1"], 2, "say why with --reason"),
        (["withdraw", "out.sqlite", "a1", "--reason", "x", "--restore"], 2, "say why with --reason"),
        (["withdraw", "out.sqlite", "a1", "--reason", "x"], 4, "out.sqlite: no article a1"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: Sequence[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = launchledger(*arguments, given="")
    assert done.exit_code == code
    assert words in done.stderr


def test_an_article_is_withdrawn_and_restored(place: Place, lines: Path) -> None:
    load(str(lines), place.target, on_refusal=pytest.fail)
    own = full_record().article.article_id
    done = launchledger("withdraw", place.target, own, "--reason", "asked by the outlet")
    assert (done.exit_code, done.stderr) == (0, "1 article withdrawn\n")
    assert full_record() not in set(stored_records(place.target))
    done = launchledger("withdraw", place.target, own, "--restore")
    assert (done.exit_code, done.stderr) == (0, "1 article restored\n")
    assert full_record() in set(stored_records(place.target))
    with pytest.raises(SinkError, match="no article nobody"):
        withdraw(place.target, [own, "nobody"], "a reason")


def test_a_record_that_a_run_made_and_a_table_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor import run as running
    from extractor.batch.order import Order

    broken: Record = full_record(reactions=()).model_copy(update={"events": full_record().events * 2})
    made = iter([broken, record_of("Other text.", source="b.txt")])
    monkeypatch.setattr("extractor.batch.counting.Record.model_validate_json", classmethod(lambda *_: next(made)))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"North Korea fired a missile on Monday, said {name}.")
    refused: list[str] = []
    targets = [str(tmp_path / "ledger.sqlite"), str(tmp_path / "records.jsonl")]
    order = Order(inputs=[str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], targets=targets)
    summary = running.run(order, lambda _: None, refused.append)
    assert summary.line() == "2 articles, 2 records, 3 launches, 0 failures, 1 refused by tables"
    assert len(refused) == 1
    monkeypatch.undo()
    assert len(list(stored_records(targets[0]))) == 1
