"""The command: what goes to stdout and to stderr, what is written, and every exit code."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor.audit.evaluate import evaluate
from extractor.cli import app
from extractor.model.record import Record
from extractor.sinks.jsonl import parse_record
from extractor.version import __version__
from tests import misbehaving

ROOT = Path(__file__).parents[1]
TEXT = "North Korea fired two ballistic missiles from Sunan on Tuesday, South Korea's Joint Chiefs of Staff said.\n"
NO_LAUNCH = "The council met on Tuesday to speak about bridges.\n"


def call(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def records_in(lines: str) -> list[Record]:
    return [parse_record(line, "test") for line in lines.splitlines()]


def sources(lines: str) -> list[str]:
    return [record.article.source for record in records_in(lines)]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2025-10-22-b.txt").write_text(TEXT)
    (folder / "a.txt").write_text(NO_LAUNCH)
    return folder


# run: where records and words go


def test_records_go_to_stdout_and_words_to_stderr(articles: Path) -> None:
    result = call("run", articles)
    assert result.exit_code == 0
    assert sources(result.stdout) == ["2025-10-22-b.txt", "a.txt"]
    table = "status  reason  count\nok                  2\n"
    assert result.stderr == table + "2 articles, 2 records, 1 launch, 0 failures\n"
    launch, none = records_in(result.stdout)
    assert launch.events[0].date is not None
    assert launch.events[0].date.value.iso == "2025-10-21"
    assert none.events == ()


def test_stdin_is_read_where_a_dash_stands_and_takes_the_date_given() -> None:
    result = call("run", "-", "--published", "2025-10-23", stdin=TEXT)
    (record,) = records_in(result.stdout)
    assert (result.exit_code, record.article.source) == (0, "-")
    assert (record.article.published, record.article.published_from) == ("2025-10-23", "metadata")


def test_several_places_hold_the_same_records(articles: Path, tmp_path: Path) -> None:
    lines, database, folder = tmp_path / "r.jsonl", tmp_path / "r.sqlite", tmp_path / "csv"
    result = call("run", articles, "--out", lines, "--out", database, "--out", f"csv:{folder}", "--out", "-")
    assert result.exit_code == 0
    assert result.stdout == lines.read_text("utf-8")
    assert sources(result.stdout) == ["2025-10-22-b.txt", "a.txt"]
    with sqlite3.connect(database) as connection:
        stored = [line for (line,) in connection.execute("SELECT record FROM articles ORDER BY source")]
        (inputs,) = connection.execute("SELECT inputs FROM runs").fetchone()
    connection.close()
    assert stored == result.stdout.splitlines()
    assert json.loads(inputs) == [str(articles)]
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(row["source"] for row in csv.DictReader(file)) == sources(result.stdout)


def test_a_place_given_twice_is_written_once(articles: Path, tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    assert call("run", articles, "--out", place, "--out", place).exit_code == 0
    assert len(sources(place.read_text("utf-8"))) == 2


@pytest.mark.parametrize("to_stdout", [True, False])
def test_the_table_goes_where_no_record_goes(articles: Path, tmp_path: Path, to_stdout: bool) -> None:
    result = call("run", articles, "--table", "--out", "-" if to_stdout else tmp_path / "r.jsonl")
    table = result.stderr if to_stdout else result.stdout
    assert len(sources(result.stdout)) == 2 if to_stdout else "KP" not in result.stderr
    head, launch = (
        line.split() for line in table.splitlines() if line.strip() and line.split()[0] in ("date", "2025-10-21")
    )
    assert head == "date country count weapon distance altitude site sources reactions".split()
    assert launch[:5] == ["2025-10-21", "KP", "2", "ballistic", "Sunan"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_workers_write_the_same_bytes(articles: Path, workers: str) -> None:
    assert call("run", articles, "--workers", workers).stdout == call("run", articles).stdout


# run: exit codes


def test_one_bad_input_is_named_and_the_others_are_done(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "picture.png").write_bytes(b"\x89PNG")
    result = call("run", articles, tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert len(sources(result.stdout)) == 2
    told = [line.split(": ")[:3] for line in result.stderr.splitlines()[:3]]
    assert told == [
        ["failed", "empty.txt", "empty"],
        ["skipped", "picture.png", "unsupported"],
        ["failed", str(tmp_path / "gone.txt"), "not_found"],
    ]
    assert result.stderr.splitlines()[3:] == [
        "status   reason       count",
        "ok                        2",
        "skipped  unsupported      1",
        "failed   empty            1",
        "failed   not_found        1",
        "4 articles, 2 records, 1 launch, 2 failures, 1 skipped",
    ]


def test_an_article_that_breaks_the_program_costs_itself(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = misbehaving.make_model(tmp_path / "path")
    monkeypatch.syspath_prepend(tmp_path / "path")
    (articles / "a.txt").write_text(misbehaving.article("RAISE"))
    result = call("run", articles, "--model", model)
    assert (result.exit_code, sources(result.stdout)) == (1, ["2025-10-22-b.txt"])
    assert result.stderr.splitlines()[0] == "failed: a.txt: failed: ZeroDivisionError: over zero"


@pytest.mark.parametrize("stdin", ["", "\n \n"])
def test_a_run_without_a_record_changes_nothing(tmp_path: Path, stdin: str) -> None:
    old = tmp_path / "r.jsonl"
    old.write_text("old\n")
    result = call("run", "-", "--out", old, stdin=stdin)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith("failed: -: empty: ")
    assert result.stderr.splitlines()[1].startswith("launchledger: no record: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.journal", "r.jsonl", "r.manifest.jsonl"]
    assert old.read_text() == "old\n"
    assert json.loads((tmp_path / "r.manifest.jsonl").read_text())["reason"] == "empty"


def test_an_empty_folder_is_no_input(tmp_path: Path) -> None:
    result = call("run", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("launchledger: no record: 0 articles")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", "-", "--published", "last week"], 2, "'last week' is no date"),
        (["run", "-", "--out", "records.xml"], 2, "records.xml: no place for records"),
        (["run", "-", "--workers", "0"], 2, "--workers"),
        (["run", "-", "--colour"], 2, "--colour"),
        (["run"], 2, "INPUT"),
        (["fly"], 2, "fly"),
        (["run", "-", "--model", "no_such_model"], 3, "no_such_model"),
        (["run", "-", "--out", "no/such/folder/r.jsonl"], 4, "no/such/folder/r.jsonl: No such file"),
        (["run", "-", "--out", "csv:no/such/folder/tables"], 4, "csv:no/such/folder/tables"),
        (["explain", "no-such-file.txt"], 2, "no-such-file.txt: not_found"),
        (["explain", "-", "--model", "no_such_model"], 3, "no_such_model"),
        (["evaluate", "corpus/articles/kp-musudan-brief.meta.json", "-"], 2, "no gold here"),
        (["evaluate", "corpus/gold", "no-such-file.jsonl"], 2, "no-such-file.jsonl: unreadable"),
        (["evaluate", "corpus/gold", "-", "--update", "better"], 2, "--floors"),
        (["schema", "--check", "--out", "no-such-folder"], 1, "no-such-folder/FIELDS.md: missing"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_error_is_told_in_words_and_by_its_exit_code(
    arguments: list[str], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = call(*arguments, stdin=TEXT)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_knowledge_is_exit_code_3_and_leaves_the_old_file(articles: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "extractor", tmp_path / "extractor", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "extractor" / "knowledge" / "weapons.toml").write_text("[[weapon]]\n")
    (tmp_path / "records.jsonl").write_text("old")
    command = [sys.executable, "-m", "extractor", "run", str(articles), "--out", "records.jsonl"]
    path = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("launchledger: weapons.toml: ")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "records.jsonl").read_text() == "old"


def test_ctrl_c_is_exit_code_130_and_leaves_the_old_file(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extractor.batch.pool.wait", interrupted)
    old = tmp_path / "r.jsonl"
    old.write_text("old\n")
    result = call("run", articles, "--out", old)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "launchledger: interrupted\n")
    assert old.read_text() == "old\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_a_reader_that_goes_away_is_one_line_and_exit_code_4(articles: Path) -> None:
    command = [sys.executable, "-m", "extractor", "run", str(articles)]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    words = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), words) == (4, "launchledger: stdout: Broken pipe\n")


# text of others


def test_no_name_and_no_word_of_an_article_steers_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J\nfake: 9 launches\u202e.gif").touch()
    (tmp_path / "a.txt").write_text(TEXT.replace("Sunan", "Sunan\x1b]0;title\x07") + "A \x1b[31mred\u202e word.\n")
    for shown in (call("run", tmp_path, "--table").stderr, call("explain", tmp_path / "a.txt").stdout):
        assert len(shown.splitlines()) > 2
        assert not {char for char in shown if char in "\x1b\x07\u202e"}
    assert "skipped: \ufffd[2J fake: 9 launches\ufffd.gif: unsupported" in call("run", tmp_path).stderr


def test_a_stream_that_cannot_show_a_letter_shows_its_code(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "It flew over S\u014ful.\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "explain", str(tmp_path / "a.txt")],
        cwd=ROOT, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "S\\u014ful" in done.stdout


# explain


def test_explain_shows_text_mentions_slots_and_rivals(articles: Path) -> None:
    result = call("explain", articles / "2025-10-22-b.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    for words in (TEXT[:60], "published 2025-10-22 (filename)", "weapon 1", "launch 1: test, occurred, main", "count"):
        assert words in result.stdout


def test_explain_gives_the_same_as_data(articles: Path) -> None:
    result = call("explain", articles / "2025-10-22-b.txt", "--json")
    (explained,) = (json.loads(line) for line in result.stdout.splitlines())
    assert {mention["text"] for mention in explained["mentions"]} >= {"two", "ballistic missiles", "Sunan", "Tuesday"}
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in explained["mentions"])
    (event,) = explained["events"]
    found = {slot["slot"]: [each["value"] for each in slot["found"]] for slot in event["slots"]}
    assert found["country"] == ["KP"]
    assert found["count"] == [{"min": 2, "max": 2, "approximate": False}]
    assert found["altitude_km"] == []


# evaluate


@pytest.fixture
def perfect(tmp_path: Path) -> Path:
    """Records that say what gold says."""
    path = tmp_path / "records.jsonl"
    gold = sorted((ROOT / "corpus" / "gold").glob("*.json"))
    objects: list[dict[str, Any]] = [json.loads(file.read_text("utf-8")) for file in gold]
    path.write_text("".join(json.dumps({**each, "source": each["id"]}) + "\n" for each in objects), "utf-8")
    return path


@pytest.fixture
def worse(perfect: Path, tmp_path: Path) -> Path:
    path = tmp_path / "worse.jsonl"
    path.write_text("".join(line + "\n" for line in perfect.read_text("utf-8").splitlines()[3:]), "utf-8")
    return path


def test_evaluate_prints_scores_and_errors(worse: Path) -> None:
    gold = ROOT / "corpus" / "gold"
    report = evaluate(gold, worse)
    assert report.errors
    result = call("evaluate", gold, worse, "--errors")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{report.render()}\n{report.render_errors()}\n"
    assert call("evaluate", gold, worse).stdout == f"{report.render()}\n"
    assert json.loads(call("evaluate", gold, worse, "--json").stdout) == json.loads(json.dumps(report.as_dict()))


def test_floors_are_written_held_and_lowered_for_a_reason(perfect: Path, worse: Path, tmp_path: Path) -> None:
    gold, floors = ROOT / "corpus" / "gold", tmp_path / "floors.json"
    assert call("evaluate", gold, perfect, "--floors", floors).exit_code == 1
    assert call("evaluate", gold, perfect, "--floors", floors, "--update", "").exit_code == 0
    assert call("evaluate", gold, perfect, "--floors", floors).exit_code == 0
    missed = call("evaluate", gold, worse, "--floors", floors)
    assert missed.exit_code == 1
    assert "record F1" in missed.stdout
    assert "its floor 1.0000" in missed.stderr
    assert call("evaluate", gold, worse, "--floors", floors, "--update", "").exit_code == 1
    assert call("evaluate", gold, worse, "--floors", floors, "--update", "three articles withdrawn").exit_code == 0
    assert json.loads(floors.read_text())["lowered"][0]["reason"] == "three articles withdrawn"
    assert call("evaluate", gold, worse, "--floors", floors).exit_code == 0


# schema, version


def test_schema_writes_and_checks(tmp_path: Path) -> None:
    assert call("schema", "--out", tmp_path).exit_code == 0
    assert call("schema", "--check", "--out", tmp_path).exit_code == 0
    (tmp_path / "FIELDS.md").write_text("mine")
    drifted = call("schema", "--check", "--out", tmp_path)
    assert (drifted.exit_code, drifted.stdout) == (1, "")
    assert "FIELDS.md: out of date" in drifted.stderr
    assert (tmp_path / "FIELDS.md").read_text() == "mine"


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "extractor", "--version"]
    assert subprocess.check_output(command, cwd=ROOT, text=True) == f"launchledger {__version__}\n"
