"""Which changes fail a check, which are accepted, until when, and what is told of acknowledgements of no use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.audit.floors import corpus_digest, update_floors
from extractor.diff.accepted import read_acknowledgements
from extractor.diff.policy import Policy, checked_rules, read_policy
from extractor.errors import UsageError
from tests.diff.reviews import CORPUS, mutate, records, reviewed


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")  # 2025-11-22


def failures(folder: Path, *rules: str, gold: bool = False, accepted: str = "") -> tuple[str, ...]:
    """What fails of a lost reaction and a changed count in two articles."""
    old, new = records(), records()
    assert mutate(new[0], "count off by one")
    assert mutate(new[1], "lost reaction")
    (folder / "accepted.toml").write_text(accepted, "utf-8")
    policy = Policy(fail_on=rules, gold=CORPUS / "gold" if gold else None, accepted=(str(folder / "accepted*.toml"),))
    with reviewed(folder, old, new, policy) as outcome:
        return outcome.failures


@pytest.mark.parametrize(
    ("rule", "number"),
    [("any", 2), ("removed", 1), ("added", 0), ("changed:event.count", 1), ("changed:leader*", 0), ("*:reaction", 1)],
)
def test_rules_fail_what_they_name(tmp_path: Path, rule: str, number: int) -> None:
    told = failures(tmp_path, rule)
    assert told == ((f"{rule}: {number} change{'' if number == 1 else 's'}",) if number else ())


def test_nothing_fails_where_nothing_is_asked_for(tmp_path: Path) -> None:
    assert failures(tmp_path) == ()


def test_broken_and_worse_ask_gold(tmp_path: Path) -> None:
    broken, worse = failures(tmp_path, "broken", "worse", gold=True)
    assert broken.startswith("broken: ")
    assert worse.startswith("worse: record F1 fell from 0.")
    assert failures(tmp_path, "broken", "worse") == ()


@pytest.mark.parametrize("rule", ["remove", "removal:event", ""])
def test_a_rule_that_could_never_fail_is_refused(rule: str) -> None:
    with pytest.raises(UsageError, match="no such rule"):
        checked_rules([rule])


ACCEPT = '[[accepted]]\nslot = "event.count"\nreason = "two salvos"\nby = "Mira"\n'


def test_what_is_accepted_fails_no_more(tmp_path: Path) -> None:
    assert failures(tmp_path, "any", accepted=ACCEPT) == ("any: 1 change",)
    assert failures(tmp_path, "any", accepted=ACCEPT + "expires = 2025-11-22\n") == ("any: 1 change",)


def test_what_was_accepted_until_yesterday_fails_and_is_told(tmp_path: Path) -> None:
    assert failures(tmp_path, "any", accepted=ACCEPT + "expires = 2025-11-21\n") == ("any: 2 changes",)


def test_expired_and_unused_acknowledgements_are_told(tmp_path: Path) -> None:
    (tmp_path / "accepted.toml").write_text(
        ACCEPT + "expires = 2025-01-01\n" + ACCEPT.replace("event.count", "event.nothing"), "utf-8"
    )
    old, new = records(), records()
    assert mutate(new[0], "count off by one")
    with reviewed(tmp_path, old, new, Policy(accepted=(str(tmp_path / "accepted.toml"),))) as outcome:
        assert [line.partition(":")[0] for line in outcome.remarks] == [
            "acknowledgement expired",
            "acknowledgement of no use any more",
        ]
        assert "two salvos, Mira, until 2025-01-01" in outcome.remarks[0]


def test_one_change_is_accepted_by_its_id_and_another_refused(tmp_path: Path) -> None:
    old, new = records(), records()
    assert mutate(new[0], "count off by one")
    assert mutate(new[1], "count off by one")
    with reviewed(tmp_path, old, new) as outcome:
        first, second = (change.id for change in outcome.review.changes())
    decisions = (
        f'{{"format": "launchledger decisions 1", "by": "Mira", "decisions": ['
        f'{{"change": "{first}", "decision": "accept"}}, {{"change": "{second}", "decision": "reject"}}]}}'
    )
    (tmp_path / "decisions.json").write_text(decisions, "utf-8")
    with reviewed(tmp_path, old, new, Policy(accepted=(str(tmp_path / "decisions.json"),))) as outcome:
        assert (outcome.counts.accepted, outcome.counts.rejected) == (1, 1)
        assert outcome.failures == ("refused by a reviewer: 1 change",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[[accepted]]\nreason = "a"\nby = "b"\n', "names no change"),
        ('[[accepted]]\nchange = "1"\nby = "b"\n', "accepted/0/reason: Field required"),
        ('[[accepted]]\nchange = "1"\nreason = "a"\nby = "b"\nslto = "x"\n', "accepted/0/slto"),
        ("[[accepted]\n", "no file of acknowledgements"),
    ],
)
def test_a_file_of_another_form_is_named(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "accepted.toml").write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"accepted\.toml.*" + reason):
        read_acknowledgements([str(tmp_path / "*.toml")], date(2025, 1, 1))


def test_the_policy_is_read_from_the_project(tmp_path: Path) -> None:
    table = '[tool.launchledger.diff]\nfail-on = ["broken"]\ngold = "corpus/gold"\naccepted = ["a*.toml"]\n'
    (tmp_path / "pyproject.toml").write_text(table, "utf-8")
    policy = read_policy(tmp_path)
    assert policy == Policy(
        fail_on=("broken",), gold=tmp_path / "corpus" / "gold", accepted=(str(tmp_path / "a*.toml"),)
    )
    (tmp_path / "pyproject.toml").write_text("[tool.launchledger.diff]\nfail_on = []\n", "utf-8")
    with pytest.raises(UsageError, match="unknown: fail_on"):
        read_policy(tmp_path)


def test_floors_fail_a_check(tmp_path: Path) -> None:
    old, new = records(), records()
    for record in new:
        mutate(record, "count off by one")
    gold, floors = CORPUS / "gold", tmp_path / "floors.json"
    with reviewed(tmp_path, old, old, Policy(gold=gold)) as outcome:
        assert outcome.record
        update_floors(floors, {"record_f1": outcome.record.after}, corpus_digest(gold))
    with reviewed(tmp_path, old, old, Policy(gold=gold, floors=floors)) as outcome:
        assert outcome.failures == ()
    with reviewed(tmp_path, old, new, Policy(gold=gold, floors=floors)) as outcome:
        (failure,) = outcome.failures
        assert "record_f1 is 0." in failure
