"""The baseline: up to date, and where one knowledge entry is gone, the file, the slots and the loss are named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.diff.blame import RULES, rules_of
from extractor.diff.made import SNAPSHOT, made_before, made_here, write_made

ROOT = Path(__file__).parents[1]
SNAPSHOT_FILE = ROOT / "corpus" / "baseline" / SNAPSHOT


def launchledger(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as it lies in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of program and corpus that a test may change, without the floors, which have tests of their own."""
    for name in ("extractor", "corpus"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "floors.json"))
    return tmp_path


def test_a_knowledge_entry_taken_away_is_named_with_its_slots_and_its_loss(copy: Path) -> None:
    units = copy / "extractor" / "knowledge" / "units.toml"
    text = units.read_text("utf-8")
    assert text.count('"kilometres", ') == 1
    units.write_text(text.replace('"kilometres", ', ""), "utf-8")
    done = launchledger(copy, "baseline", "check", "corpus", "--blame", "--out", "review.json", "--out", "review.md")
    assert done.returncode == 1, done.stderr
    review = json.loads((copy / "review.json").read_text("utf-8"))
    assert review["files"] == ["knowledge/units.toml"]
    assert set(review["causes"]) == {"knowledge"}
    assert {"event.distance_km", "event.altitude_km"} <= set(review["slots"])
    changes = [change for article in review["articles"] for change in article["changes"]]
    measured = [change for change in changes if change["slot"] in ("distance_km", "altitude_km", "range_km")]
    for change in measured:
        assert 'units.toml unit/km: "kilometres" removed' in change["suspects"]
        assert "finders/measures.py" in change["produced"]["old"]
    assert len(measured) > len(changes) / 2
    record = next(score for score in review["scores"] if score["name"] == "record")
    assert record["difference"] < 0
    assert review["marks"]["broken"] > review["marks"].get("fixed", 0)
    first = (copy / "review.md").read_text("utf-8").partition("\n")[0]
    assert first.startswith("**Fails: ")
    assert "record F1" in first
    assert "knowledge/units.toml" in done.stdout
    assert "launchledger baseline update corpus" in done.stdout


AT_LEAST = (
    "North Korea fired at least two short-range ballistic missiles from Sunan on Tuesday, South Korea's Joint Chiefs "
    "of Staff said. The missiles flew about 350 kilometres before they fell into the sea.\n"
)
AT_LEAST_GOLD = {
    "events": [
        {"prominence": "main", "kind": "test", "status": "occurred", "country": "KP", "count": [2, None],
         "weapon_classes": ["srbm"], "distance_km": [350, 350], "date": "2025-10-21", "launch_site": "Sunan"}
    ],
    "leaders": [],
    "reactions": [],
}  # fmt: skip


def test_at_least_taken_away_costs_the_open_bound_of_a_count(copy: Path) -> None:
    corpus = copy / "small"
    for folder, name, content in (
        ("articles", "one.txt", AT_LEAST),
        ("articles", "one.meta.json", '{"published": "2025-10-22"}'),
        ("gold", "one.json", json.dumps(AT_LEAST_GOLD)),
    ):
        (corpus / folder).mkdir(parents=True, exist_ok=True)
        (corpus / folder / name).write_text(content, "utf-8")
    assert launchledger(copy, "baseline", "update", "small").returncode == 0
    lists = copy / "extractor" / "knowledge" / "lists.toml"
    text = lists.read_text("utf-8")
    assert text.count('"at least", ') == 1
    lists.write_text(text.replace('"at least", ', ""), "utf-8")
    done = launchledger(copy, "baseline", "check", "small", "--out", "review.json")
    assert done.returncode == 1, done.stderr
    review = json.loads((copy / "review.json").read_text("utf-8"))
    change = next(change for change in review["articles"][0]["changes"] if change["slot"] == "count")
    assert (change["old"]["shown"], change["new"]["shown"]) == (">= 2", "2")
    assert (change["nature"], change["mark"]) == ("upper bound gained", "broken")
    assert change["suspects"] == ['lists.toml list/at_least: "at least" removed']
    assert review["files"] == ["knowledge/lists.toml"]
    score = next(score for score in review["scores"] if score["name"] == "event.count")
    assert (score["before"], score["after"]) == (1, 0)


def test_a_rule_that_changed_is_the_cause_although_the_version_did_not(copy: Path) -> None:
    module = copy / "extractor" / "finders" / "counts.py"
    module.write_text(module.read_text("utf-8") + "\n# changed\n", "utf-8")
    records = copy / "corpus" / "baseline" / "records.jsonl"
    old = [json.loads(line) for line in records.read_text("utf-8").split("\n")[:-1]]
    event = next(event for record in old for event in record["events"] if event["count"])
    event["count"]["value"]["min"] = event["count"]["value"]["max"] = 77
    records.write_text("".join(json.dumps(record) + "\n" for record in old), "utf-8")
    done = launchledger(copy, "baseline", "check", "corpus", "--fail-on", "broken", "--out", "json:-")
    review = json.loads(done.stdout)
    (change,) = [change for article in review["articles"] for change in article["changes"]]
    assert change["causes"] == ["code"]
    assert change["suspects"] == ["finders/counts.py"]
    assert change["mark"] != "broken"
    assert done.returncode == 0, done.stderr


def test_update_makes_the_check_pass(copy: Path) -> None:
    (copy / "corpus" / "articles" / "kp-musudan-brief.txt").unlink()
    assert launchledger(copy, "baseline", "check", "corpus").returncode == 1
    done = launchledger(copy, "baseline", "update", "corpus")
    assert done.returncode == 0, done.stderr
    assert "24 records" in done.stderr
    assert launchledger(copy, "baseline", "check", "corpus").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("baseline", "check", "tests"), "no baseline here: write it with launchledger baseline update"),
        (("baseline", "update", "schemas"), "no articles here"),
        (("baseline", "renew", "corpus"), "there are update and check"),
        (("diff", "nothing.jsonl", "corpus"), "nothing.jsonl"),
        (("diff", "corpus", "corpus", "--fail-on", "brokn"), "no such rule"),
        (("diff", "corpus", "corpus", "--out", "a.pdf"), "--out a.pdf"),
    ],
)
def test_what_makes_no_sense_is_told(arguments: tuple[str, ...], reason: str) -> None:
    done = launchledger(ROOT, *arguments)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_the_snapshot_says_what_made_it(tmp_path: Path) -> None:
    made = made_before(SNAPSHOT_FILE.read_bytes(), "the snapshot")
    assert "kilometres" in made.rows["units.toml"]["unit/km"].words
    write_made(made, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == SNAPSHOT_FILE.read_bytes()


def test_each_rule_of_blame_names_something() -> None:
    paths = [Path(name) for name in made_here().files]
    for slot in RULES:
        found = [rule for rule in rules_of(slot) if any(path.match(rule) for path in paths)]
        assert len(found) >= 1, slot
