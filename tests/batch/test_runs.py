"""Runs: manifest, resume, limits, progress, several workers over one input, what this program wrote itself."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from extractor.batch.manifest import Row, Status
from extractor.batch.progress import Bar, Lines, Pace, watch
from tests import misbehaving
from tests.batch.runs import ARTICLES, fates, lines_by_source, rows, run
from tests.hostile import KOREAN, STORY


def test_several_workers_share_one_file_and_keep_its_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(at), "text": f"{at} {STORY} {'word ' * at}"}) for at in range(40)]
    lines[7], lines[20] = "{", json.dumps({"id": "20", "text": KOREAN})
    (tmp_path / "feed.jsonl").write_text("\n".join(lines) + "\n\n", "utf-8")
    for workers in ("1", "3"):
        done = run(tmp_path / "feed.jsonl", "--out", tmp_path / f"{workers}.jsonl", "--workers", workers)
        assert done.returncode == 1, done.stderr
    paths = [row["path"] for row in rows(tmp_path / "3.manifest.jsonl")]
    assert paths == [f"feed.jsonl:{at + 1}" if at == 7 else f"feed.jsonl#{at}" for at in range(40)]
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()
    assert fates(tmp_path / "3.manifest.jsonl")["feed.jsonl#20"] == ("skipped", "language")


def test_a_document_that_kills_its_worker_costs_itself_inside_an_archive_too(tmp_path: Path) -> None:
    model = misbehaving.make_model(tmp_path / "path")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for at, word in enumerate(["calmly", "CRASH", "softly", "CRASH", "loudly"]):
            archive.writestr(f"{at}.txt", misbehaving.article(word))
    done = run(tmp_path / "a.zip", "--out", tmp_path / "r.jsonl", "--model", model, "--workers", "2",
               path=tmp_path / "path")  # fmt: skip
    assert done.returncode == 1
    assert [status for status, _ in fates(tmp_path / "r.manifest.jsonl").values()] == ["ok", "failed"] * 2 + ["ok"]
    assert "a.zip!/1.txt: crashed: the process that read it died: killed by SIGSEGV" in done.stderr


def test_limits_are_options_and_failures_of_the_machine_are_tried_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "big.txt").write_text(STORY * 50)
    (tmp_path / "in" / "small.txt").write_text(STORY)
    out = tmp_path / "r.jsonl"
    small = ("--max-size", "0.001", "--max-memory", "500", "--max-seconds", "50")
    assert run(tmp_path / "in", "--out", out, *small).returncode == 1
    assert fates(tmp_path / "r.manifest.jsonl")["big.txt"] == ("failed", "too_large")
    done = run(tmp_path / "in", "--out", out, "--resume")
    assert done.returncode == 0, done.stderr
    assert "1 not read anew" in done.stderr
    for option in ("--max-size", "--max-seconds", "--max-memory"):
        assert run(tmp_path / "in", option, "0").returncode == 2


def test_resume_asks_for_a_place_and_for_one_run_at_a_time(tmp_path: Path) -> None:
    nowhere = run(ARTICLES, "--resume")
    assert (nowhere.returncode, "name a place with --out" in nowhere.stderr) == (2, True)
    holder = sqlite3.connect(tmp_path / "r.journal", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    taken = run(ARTICLES / "kp-musudan-brief.txt", "--out", tmp_path / "r.jsonl")
    holder.close()
    assert (taken.returncode, "r.journal: another run is writing here" in taken.stderr) == (2, True)
    (tmp_path / "r.journal").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    broken = run(ARTICLES / "kp-musudan-brief.txt", "--out", tmp_path / "r.jsonl")
    assert (broken.returncode, "r.journal: file is not a database: delete it" in broken.stderr) == (4, True)


def test_a_changed_sidecar_is_a_changed_article(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    run(tmp_path / "in", "--out", tmp_path / "r.jsonl")
    (tmp_path / "in" / "a.meta.json").write_text('{"published": "2025-10-22"}')
    done = run(tmp_path / "in", "--out", tmp_path / "r.jsonl", "--resume")
    assert "not read anew" not in done.stderr
    assert '"published":"2025-10-22"' in (tmp_path / "r.jsonl").read_text()


def test_what_the_program_wrote_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    for _ in range(2):
        assert run(tmp_path, "--out", tmp_path / "r.jsonl").returncode == 0
    told = fates(tmp_path / "r.manifest.jsonl")
    assert told["r.jsonl"] == told["r.manifest.jsonl"] == ("skipped", "own_output")
    assert lines_by_source(tmp_path / "r.jsonl").keys() == {"a.txt"}


def test_what_a_killed_run_left_is_swept_and_what_others_write_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    gone, other = tmp_path / ".r.jsonl.999999999.part", tmp_path / ".r.jsonl.1.part"
    gone.touch()
    other.touch()
    assert run(tmp_path / "a.txt", "--out", tmp_path / "r.jsonl").returncode == 0
    assert (gone.exists(), other.exists()) == (False, True)


def test_json_words_are_json(tmp_path: Path) -> None:
    (tmp_path / "bad\n\u202e.txt").touch()
    (tmp_path / "good.txt").write_text(STORY)
    done = run(tmp_path, "--out", tmp_path / "r.jsonl", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"event": "failed", "path": "bad\n\u202e.txt", "reason": "empty", "detail": "no text in it"} in events
    assert events[-1]["event"] == "end"
    assert {"status": "failed", "reason": "empty", "count": 1} in events[-1]["counts"]
    wrong = run(tmp_path, "--published", "soon", "--log-format", "json")
    assert json.loads(wrong.stderr)["event"] == "error"


def row(status: Status = "ok") -> Row:
    reason = "empty" if status == "failed" else None
    return Row(path="a.txt", digest=None, status=status, reason=reason, detail="no text", seconds=0, record_id=None)


def test_lines_tell_rate_failures_and_time_left_now_and_then() -> None:
    now = {"at": 0.0}
    pace = Pace(lambda: 30, now=lambda: now["at"])
    told: list[str] = []
    lines = Lines(told.append, pace, frozenset({"failed"}))
    for second in range(1, 25):
        now["at"] = float(second)
        lines.row(row("failed" if second == 3 else "ok"))
    assert told == [
        "failed: a.txt: empty: no text",
        "progress: 10 of 30 done, 1 failed, 1.0/s, about 20 s left",
        "progress: 20 of 30 done, 1 failed, 1.0/s, about 10 s left",
    ]


def test_a_terminal_gets_a_bar() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    told: list[str] = []
    watching = watch("text", told.append, lambda: 3, frozenset({"failed"}), console)
    assert isinstance(watching, Bar)
    with watching:
        watching.row(row("ok"))
        watching.row(row("failed"))
        watching.row(row("ok"))
    assert "3/3" in screen.getvalue()
    assert "1 failed" in screen.getvalue()
    assert told == ["failed: a.txt: empty: no text"]


@pytest.mark.parametrize(
    ("markup", "code"),
    [('<link rel="canonical" href="https://wire.example/2025/06/09/a"/>', ["date_conflict"]),
     ('<link rel="canonical" href="https://wire.example/2025/06/04/a"/>', [])],
)  # fmt: skip
def test_dates_that_do_not_agree_are_a_warning(tmp_path: Path, markup: str, code: list[str]) -> None:
    meta = '<meta property="article:published_time" content="2025-06-03"/>'
    meta += '<meta property="article:modified_time" content="2025-06-06T10:00:00Z"/>'
    page = f'<html lang="en"><head>{meta}{markup}</head><body><article><p>{STORY}</p><p>{STORY}</p></article>'
    (tmp_path / "a.html").write_text(page)
    run(tmp_path / "a.html", "--out", tmp_path / "r.jsonl")
    record = json.loads((tmp_path / "r.jsonl").read_text())
    assert [warning["code"] for warning in record["warnings"]] == code
    assert (record["article"]["published"], record["article"]["published_from"]) == ("2025-06-03", "html")
    assert record["article"]["modified"] == "2025-06-06T10:00:00+00:00"
    assert record["article"]["modified_from"] == "html"
