"""A run killed at any moment and gone on with writes what a run left alone writes. More kills: `benchmarks.kills`."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks import articles, kills
from tests.batch.runs import rows

KILLS = 3
ARTICLES = 30


def test_a_killed_run_is_gone_on_with_to_the_same_bytes(tmp_path: Path) -> None:
    draw = random.Random(5)
    articles.make(tmp_path / "in", ARTICLES)
    seconds = kills.undisturbed(tmp_path / "in", tmp_path / "alone")
    expected = kills.output(tmp_path / "alone")
    for number in range(KILLS):
        out = tmp_path / f"out{number}"
        kills.kill_and_resume(tmp_path / "in", out, draw.uniform(0.2, 0.95) * seconds)
        assert kills.output(out) == expected
        assert sorted(path.name for path in out.iterdir()) == ["records.journal", *sorted(kills.OUTPUTS)]


def test_a_second_run_reads_nothing_and_a_changed_file_alone_is_read(tmp_path: Path) -> None:
    articles.make(tmp_path / "in", 6)
    kills.undisturbed(tmp_path / "in", tmp_path / "out")
    before = kills.output(tmp_path / "out")
    seconds = [row["seconds"] for row in rows(tmp_path / "out" / "records.manifest.jsonl")]
    assert kills.started(tmp_path / "in", tmp_path / "out", "--resume").wait() == 0
    assert kills.output(tmp_path / "out") == before
    assert [row["seconds"] for row in rows(tmp_path / "out" / "records.manifest.jsonl")] == seconds
    changed = min((tmp_path / "in").glob("*.txt"))
    changed.write_bytes(changed.read_bytes() + b"\nOne more line.\n")
    assert kills.started(tmp_path / "in", tmp_path / "out", "--resume").wait() == 0
    now = {row["path"]: row for row in rows(tmp_path / "out" / "records.manifest.jsonl")}
    others = {row["path"]: row["record_id"] for row in before[1]} | {changed.name: None}
    assert {path for path, row in now.items() if others[path] != row["record_id"]} == {changed.name}
    taken_over = [row["seconds"] for path, row in now.items() if path != changed.name]
    assert taken_over == [s for s, row in zip(seconds, before[1], strict=True) if row["path"] != changed.name]
