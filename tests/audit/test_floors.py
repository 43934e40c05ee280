"""Floors hold the extractor where it was, on the corpus it was measured on."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from extractor.audit.evaluate import evaluate
from extractor.audit.floors import check_floors, corpus_digest, floors_path, update_floors
from extractor.errors import GateError, SinkError

CORPUS, OTHER_CORPUS = "a" * 64, "b" * 64
SCORES = {"record_f1": 0.8, "event_f1": 0.9, "leader_f1": 0.7}


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    update_floors(path, SCORES, CORPUS)
    return path


def stored(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_scores_at_their_floors_pass(floors: Path) -> None:
    check_floors(floors, SCORES, CORPUS)
    check_floors(floors, {**SCORES, "event_f1": 0.95, "new_f1": 0.1}, CORPUS)


def test_every_missed_floor_is_named(floors: Path) -> None:
    with pytest.raises(GateError) as raised:
        check_floors(floors, {"record_f1": 0.7999, "event_f1": 0.9, "leader_f1": 0.5}, CORPUS)
    assert str(raised.value).splitlines() == [
        f"{floors}: record_f1 is 0.7999, its floor 0.8000",
        f"{floors}: leader_f1 is 0.5000, its floor 0.7000",
    ]
    assert raised.value.exit_code == 1


def test_another_corpus_is_said(floors: Path) -> None:
    with pytest.raises(GateError) as raised:
        check_floors(floors, SCORES, OTHER_CORPUS)
    assert "digest aaaaaaaaaaaa, this one has bbbbbbbbbbbb" in str(raised.value)
    assert "its floor" not in str(raised.value)
    with pytest.raises(GateError, match=r"(?s)digest.*event_f1 is 0\.1000"):
        check_floors(floors, {**SCORES, "event_f1": 0.1}, OTHER_CORPUS)


def test_a_floor_without_a_score_is_missed(floors: Path) -> None:
    with pytest.raises(GateError, match="leader_f1 has a floor and no score; measures are record_f1, event_f1"):
        check_floors(floors, {"record_f1": 1.0, "event_f1": 1.0}, CORPUS)


def test_floors_rise_without_a_reason(floors: Path) -> None:
    update_floors(floors, {**SCORES, "event_f1": 0.95, "quote_f1": 0.3}, OTHER_CORPUS)
    assert stored(floors)["floors"] == {"record_f1": 0.8, "event_f1": 0.95, "leader_f1": 0.7, "quote_f1": 0.3}
    assert stored(floors)["corpus_sha256"] == OTHER_CORPUS
    assert stored(floors)["lowered"] == []


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_lowering_without_a_reason_is_refused_and_writes_nothing(floors: Path, reason: str | None) -> None:
    before = floors.read_bytes()
    with pytest.raises(GateError, match=r"event_f1 from 0\.9000 to 0\.8900 needs a reason"):
        update_floors(floors, {**SCORES, "event_f1": 0.89, "leader_f1": 1.0}, CORPUS, reason)
    assert floors.read_bytes() == before


def test_dropping_a_measure_is_lowering_it(floors: Path) -> None:
    with pytest.raises(GateError, match=r"leader_f1 from 0\.7000 to 0\.0000 needs a reason"):
        update_floors(floors, {"record_f1": 0.8, "event_f1": 0.9}, CORPUS)


def test_reasons_stay_in_the_file(floors: Path) -> None:
    update_floors(floors, {**SCORES, "event_f1": 0.89}, CORPUS, " gold now holds joint launches ")
    update_floors(floors, {**SCORES, "event_f1": 0.91}, CORPUS, "not needed, so not kept")
    update_floors(floors, {**SCORES, "event_f1": 0.91, "leader_f1": 0.6}, CORPUS, "briefs were added")
    assert stored(floors)["lowered"] == [
        {"measure": "event_f1", "before": 0.9, "after": 0.89, "reason": "gold now holds joint launches"},
        {"measure": "leader_f1", "before": 0.7, "after": 0.6, "reason": "briefs were added"},
    ]
    check_floors(floors, {**SCORES, "event_f1": 0.91, "leader_f1": 0.6}, CORPUS)


def test_files_that_are_no_floors(tmp_path: Path, floors: Path) -> None:
    with pytest.raises(GateError, match="no floors to check against"):
        check_floors(tmp_path / "none.json", SCORES, CORPUS)
    for content, where in (
        ("{", "the file"),
        (json.dumps({"corpus_sha256": CORPUS, "floors": {}}), "floors"),
        (json.dumps({"corpus_sha256": CORPUS, "floors": {"event_f1": 90}}), "floors/event_f1"),
        (json.dumps({"floors": SCORES}), "corpus_sha256"),
    ):
        floors.write_text(content, "utf-8")
        with pytest.raises(GateError, match=f"no floors file: {where}: "):
            check_floors(floors, SCORES, CORPUS)
        with pytest.raises(GateError, match=f"no floors file: {where}: "):
            update_floors(floors, SCORES, CORPUS)
    with pytest.raises(SinkError, match="cannot be written"):
        update_floors(tmp_path / "no folder" / "floors.json", SCORES, CORPUS)


def corpus(folder: Path) -> Path:
    for name in ("gold", "articles"):
        (folder / name).mkdir(parents=True)
    (folder / "gold" / "one.json").write_text('{"events": []}', "utf-8")
    (folder / "articles" / "one.txt").write_text("A text.", "utf-8")
    (folder / "articles" / "one.meta.json").write_text("{}", "utf-8")
    return folder / "gold"


def test_the_digest_is_of_gold_and_its_articles_wherever_they_lie(tmp_path: Path) -> None:
    gold = corpus(tmp_path / "corpus")
    digest = corpus_digest(gold)
    assert corpus_digest(corpus(tmp_path / "copy")) == digest
    assert floors_path(gold) == tmp_path.resolve() / "corpus" / "floors.json"
    (gold.parent / "articles" / "without_gold.txt").write_text("Not measured.", "utf-8")
    (gold.parent / "articles" / "one-and-a-half.txt").write_text("Not measured either.", "utf-8")
    assert corpus_digest(gold) == digest
    for name in ("gold/one.json", "articles/one.txt", "articles/one.meta.json"):
        path = gold.parent / name
        before = path.read_bytes()
        path.write_bytes(before + b" ")
        assert corpus_digest(gold) != digest, name
        path.write_bytes(before)
    (gold.parent / "articles" / "one.meta.json").unlink()
    assert corpus_digest(gold) != digest


def test_the_digest_does_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = corpus(tmp_path)
    digest = corpus_digest(gold)
    monkeypatch.chdir(gold)
    assert corpus_digest(Path(os.curdir)) == digest


def test_a_report_carries_what_floors_need(tmp_path: Path) -> None:
    gold = corpus(tmp_path)
    (gold / "one.json").write_text('{"leaders": [{"name": "Ann"}, {"name": "Bea"}]}', "utf-8")
    records, floors = tmp_path / "records.jsonl", floors_path(gold)
    records.write_text('{"id": "one", "leaders": [{"name": "Ann"}, {"name": "Bea"}]}', "utf-8")
    before = evaluate(gold, records)
    update_floors(floors, before.measures, before.corpus_sha256)
    check_floors(floors, before.measures, before.corpus_sha256)
    records.write_text('{"id": "one", "leaders": [{"name": "Ann"}]}', "utf-8")
    after = evaluate(gold, records)
    with pytest.raises(GateError, match=r"leader_f1 is 0\.6667, its floor 1\.0000"):
        check_floors(floors, after.measures, after.corpus_sha256)
