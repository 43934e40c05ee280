"""Reviews for tests: records of the corpus's baseline, changed or not, compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from extractor.diff.outcome import Outcome, Question, outcome_of
from extractor.diff.policy import Policy
from extractor.diff.stores import open_store
from tests.diff.mutations import MUTATIONS

CORPUS = Path(__file__).parents[2] / "corpus"
BASELINE = CORPUS / "baseline" / "records.jsonl"
SCRIPT = "<script>alert(1)</script>"

Plain = dict[str, Any]


@cache
def lines() -> tuple[str, ...]:
    return tuple(BASELINE.read_text("utf-8").split("\n")[:-1])


def records() -> list[Plain]:
    return [json.loads(line) for line in lines()]


def write(path: Path, side: Sequence[Plain]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in side), "utf-8")
    return path


def mutate(record: Plain, *names: str) -> bool:
    """Apply mutations by name; whether all found something to change."""
    by_name = {mutation.name: mutation for mutation in MUTATIONS}
    return all(by_name[name].mutate(record, Random(name)) for name in names)


@contextmanager
def reviewed(
    folder: Path, old: Sequence[Plain], new: Sequence[Plain], policy: Policy | None = None, articles: Path | None = None
) -> Iterator[Outcome]:
    """The outcome of comparing two lists of records."""
    with (
        open_store(str(write(folder / "old.jsonl", old))) as before,
        open_store(str(write(folder / "new.jsonl", new))) as after,
        outcome_of(Question(old=before, new=after, policy=policy or Policy(), articles=articles)) as outcome,
    ):
        yield outcome


def many_changes(number: int) -> tuple[list[Plain], list[Plain]]:
    """Old and new records with that many changes: copies of the baseline's, a status turned in each event."""
    old: list[Plain] = []
    new: list[Plain] = []
    changes = 0
    while changes < number:
        for record in records():
            copy = json.loads(json.dumps(record))
            for each in (record, copy):
                each["article"]["source"] = f"{len(old)}/{each['article']['source']}"
                each["article"]["article_id"] = f"a{len(old):016x}"
            for event in copy["events"]:
                if changes < number:
                    event["status"] = "failed" if event["status"] == "occurred" else "occurred"
                    changes += 1
            old.append(record)
            new.append(copy)
    return old, new
