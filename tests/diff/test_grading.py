"""Better or worse: marks of single changes, scores before and after, and how sure their difference is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.audit.scoring import score_article
from extractor.diff.bootstrap import paired_interval
from extractor.diff.change import Change
from extractor.diff.policy import Policy
from extractor.diff.stores import stem_of
from tests.diff.reviews import Plain, mutate, records, reviewed


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The baseline's own records as gold: they are right in all."""
    folder = tmp_path_factory.mktemp("gold")
    for record in records():
        (folder / f"{stem_of(record['article']['source'])}.json").write_text(json.dumps(record), "utf-8")
    return folder


def both(*names: str) -> tuple[list[Plain], list[Plain]]:
    """Right records, and the same with a mutation in each that it fits."""
    right, wrong = records(), []
    for record in records():
        copy = json.loads(json.dumps(record))
        wrong.append(copy if mutate(copy, *names) else record)
    return right, wrong


@pytest.mark.parametrize(
    "name",
    ["count off by one", "slot lost", "another country", "weapon class replaced", "lost reaction", "event lost",
     "renamed leader", "lost role", "another stance", "unit slip", "event gained", "slot gained"],
)  # fmt: skip
def test_what_gold_has_is_broken_and_fixed_again(tmp_path: Path, gold: Path, name: str) -> None:
    right, wrong = both(name)
    for old, new, mark, sign in ((right, wrong, "broken", -1), (wrong, right, "fixed", 1)):
        with reviewed(tmp_path, old, new, Policy(gold=gold)) as outcome:
            marks = [change.mark for change in outcome.review.changes() if not agrees(change)]
            assert set(marks) == {mark}
            assert len(marks) >= 3
            assert outcome.moved
            for each in outcome.moved:
                low, high = each.interval
                assert each.difference * sign > 0
                assert low <= each.difference <= high
                assert low * sign >= 0
                assert high * sign >= 0


def agrees(change: Change) -> bool:
    """Whether the scorer takes both values for one: among hundreds, one more or less is within its 1 %."""
    return change.slot == "count" and bool(change.old and change.old.value["min"] and change.old.value["min"] >= 99)


@pytest.mark.parametrize(
    "name", ["attribution changed", "evidence moved", "new warning", "another publication date", "text edited"]
)
def test_what_gold_does_not_judge_is_neutral(tmp_path: Path, gold: Path, name: str) -> None:
    with reviewed(tmp_path, *both(name), Policy(gold=gold)) as outcome:
        assert {change.mark for change in outcome.review.changes()} == {"neutral"}
        assert outcome.moved == ()
        assert outcome.record
        assert outcome.record.interval == (0.0, 0.0)


def test_two_changes_of_one_slot_are_marked_each_for_itself(tmp_path: Path, gold: Path) -> None:
    right, wrong = records(), records()
    event = next(event for record in wrong for event in record["events"] if event["weapon_classes"])
    spare = {**event["weapon_classes"][0], "value": "anti_ship"}
    old = [json.loads(json.dumps(record)) for record in wrong]
    event["weapon_classes"] = []
    for record in old:
        for each in record["events"]:
            if each["event_id"] == event["event_id"]:
                each["weapon_classes"].append(spare)
    with reviewed(tmp_path, old, wrong, Policy(gold=gold)) as outcome:
        marks = {change.old.value: change.mark for change in outcome.review.changes() if change.old}
    assert marks.pop("anti_ship") == "fixed"
    assert set(marks.values()) == {"broken"}
    assert right != wrong


def test_articles_without_gold_get_no_mark(tmp_path: Path, gold: Path) -> None:
    (tmp_path / "one").mkdir()
    name = stem_of(records()[0]["article"]["source"])
    (tmp_path / "one" / f"{name}.json").write_bytes((gold / f"{name}.json").read_bytes())
    with reviewed(tmp_path, *both("count off by one"), Policy(gold=tmp_path / "one")) as outcome:
        marks = {change.article: change.mark for change in outcome.review.changes()}
    assert {article for article, mark in marks.items() if mark} <= {records()[0]["article"]["source"]}
    assert None in marks.values()


def test_an_interval_is_the_same_each_time_and_wide_where_articles_disagree() -> None:
    right, wrong = both("count off by one")
    pairs = [
        (score_article(str(n), old, old), score_article(str(n), old, new))
        for n, (old, new) in enumerate(zip(right, wrong, strict=True))
    ]
    interval = paired_interval(pairs)["event.count"]
    assert interval == paired_interval(pairs)["event.count"]
    assert interval[0] < interval[1] < 0
    mixed = [pair if n % 2 else pair[::-1] for n, pair in enumerate(pairs)]
    low, high = paired_interval(mixed)["event.count"]
    assert low < 0 < high
