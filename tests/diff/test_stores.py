"""Where records are read from, and which record is which of the other side."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extractor.diff.matching import Match, matched
from extractor.diff.stores import Store, commit_day, file_at, open_store, restamped
from extractor.errors import ContractError, UsageError
from extractor.sinks import open_sink
from extractor.sinks.jsonl import read_records
from tests.diff.reviews import BASELINE, lines, records, reviewed


def store(*articles: dict[str, str | None]) -> Store:
    plain = [{"article": {"source": None, "url": None, "article_id": None, **article}} for article in articles]
    return Store(io.BytesIO("".join(json.dumps(each) + "\n" for each in plain).encode()), "test")


def pairs(old: Store, new: Store) -> list[tuple[str | None, str | None]]:
    """The marks of both records of each match."""

    def mark(side: Store, at: int | None) -> Any:
        return None if at is None else side.record(at)["article"]["mark"]

    return [(mark(old, match.old_at), mark(new, match.new_at)) for match in matched(old, new)]


def test_source_goes_before_address_and_address_before_id() -> None:
    old = store(
        {"mark": "a", "source": "x.txt", "url": "u", "article_id": "1"},
        {"mark": "b", "source": "y.txt", "url": "v", "article_id": "2"},
        {"mark": "c", "source": "z.txt", "article_id": "3"},
        {"mark": "d", "source": "gone.txt", "article_id": "4"},
    )
    new = store(
        {"mark": "A", "source": "y.txt", "url": "u", "article_id": "3"},
        {"mark": "B", "source": "moved.txt", "url": "u", "article_id": "9"},
        {"mark": "C", "source": "renamed.txt", "article_id": "3"},
        {"mark": "D", "source": "new.txt", "article_id": "5"},
    )
    assert pairs(old, new) == [("b", "A"), ("a", "B"), ("c", "C"), (None, "D"), ("d", None)]


def test_records_of_one_source_belong_together_in_their_order() -> None:
    old = store({"mark": "a", "source": "-"}, {"mark": "b", "source": "-"})
    new = store({"mark": "A", "source": "-"}, {"mark": "B", "source": "-"}, {"mark": "C", "source": "-"})
    assert pairs(old, new) == [("a", "A"), ("b", "B"), (None, "C")]


def test_equal_lines_are_never_parsed() -> None:
    broken = Store(io.BytesIO(b"not even JSON\n"), "test")
    assert list(matched(broken, Store(io.BytesIO(b"not even JSON\n"), "test"))) == [
        Match(old_at=0, new_at=0, equal=True)
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[]", "an object expected"),
        (b'{"article": {}}', "nothing tells"),
        (b'{"article": 1}', "object"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: bytes, reason: str) -> None:
    with pytest.raises(ContractError, match=f"bad.jsonl, byte 0.*{reason}"):
        list(matched(store(), Store(io.BytesIO(line), "bad.jsonl")))


def test_keys_are_read_alike_from_the_own_spelling_and_any_other() -> None:
    for line in lines():
        other = json.dumps(json.loads(line))
        own = Store(io.BytesIO(), "test")
        assert own.keys(line.encode(), 0) == own.keys(other.encode(), 0)


def test_a_database_is_compared_with_the_file_it_was_loaded_from(tmp_path: Path) -> None:
    target = str(tmp_path / "ledger.sqlite")
    with open_sink(target) as sink:
        for record in read_records(BASELINE):
            sink.write(record)
    with open_store(target) as old, open_store(str(BASELINE)) as new:
        matches = list(matched(old, new))
    assert len(matches) == len(lines())
    assert all(match.equal for match in matches)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BASELINE.read_bytes())))
    with open_store("-") as old, open_store(str(BASELINE)) as new:
        assert all(match.equal for match in matched(old, new))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of a baseline: the second without its last record."""
    folder = tmp_path / "corpus" / "baseline"
    folder.mkdir(parents=True)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2025-03-01T12:00:00+00:00")
    for number in (len(lines()), len(lines()) - 1):
        (folder / "records.jsonl").write_text("".join(line + "\n" for line in lines()[:number]), "utf-8")
        subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
        subprocess.run(["git", *identity, "commit", "-q", "-m", str(number)], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_revisions_of_a_baseline_are_compared(repository: Path) -> None:
    for target in ("HEAD~1", "HEAD~1:corpus/baseline/records.jsonl"):
        with open_store(target) as old, open_store("corpus") as new:
            assert [match.new_at for match in matched(old, new)].count(None) == 1
    with pytest.raises(UsageError, match="nowhere.*git says"):
        file_at("nowhere", "a")
    with pytest.raises(UsageError, match="no revision"), open_store("--help"):
        pass


def test_the_day_is_that_of_the_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert str(commit_day()) == "2025-03-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert str(commit_day()) == "1970-01-01"


def test_changes_wait_on_disk_and_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.diff.review.IN_MEMORY", 100)
    old, new = records(), records()
    for record in new:
        record["article"]["outlet"] = "Another"
    with reviewed(tmp_path, old, new) as outcome:
        assert len(list(outcome.review.changes())) == len(old)
        assert list(outcome.review.changes()) == list(outcome.review.changes())


def test_records_of_another_version_are_told_from_others_without_being_parsed() -> None:
    line = lines()[0].encode()
    other = line.replace(b'"extractor_version":"', b'"extractor_version":"9.')
    assert line != other
    assert restamped(line, other)
    assert not restamped(line, other.replace(b'"events":[', b'"events":[{},'))
    assert not restamped(line, other.replace(b'"provenance"', b'"provenance2"'))
    assert not restamped(line, other.rstrip(b"}\n") + b'},"events":[]}')
    assert not restamped(b"{", b"[")
