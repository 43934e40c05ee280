"""Every kind of seeded change is reported as what it is, exactly once; every kind of noise as nothing."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from extractor.diff.comparing import compare_records
from extractor.diff.review import Review, compare_stores
from extractor.diff.stores import open_store
from tests.diff.mutations import MUTATIONS, Mutation

BASELINE = Path(__file__).parents[2] / "corpus" / "baseline" / "records.jsonl"
SEED = 20251022
LEAST = 3  # articles of the corpus that a mutation has to find something to change in

CHANGES = [mutation for mutation in MUTATIONS if mutation.kind]
NOISE = [mutation for mutation in MUTATIONS if not mutation.kind]


@cache
def lines() -> tuple[str, ...]:
    return tuple(BASELINE.read_text("utf-8").split("\n")[:-1])


def mutated(mutation: Mutation) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Old and new records, of the articles that can be changed in this way."""
    pairs = []
    for number, line in enumerate(lines()):
        random = Random(f"{SEED} {mutation.name} {number}")
        old = json.loads(line)
        if mutation.prepare and not mutation.prepare(old, random):
            continue
        new = copy.deepcopy(old)
        if mutation.mutate(new, random):
            pairs.append((new, old) if mutation.kind == "merged" else (old, new))
    return pairs


def test_there_are_enough_of_them() -> None:
    assert len(CHANGES) >= 25
    assert len(NOISE) == 6
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", CHANGES, ids=lambda mutation: mutation.name)
def test_a_change_is_reported_as_what_it_is_exactly_once(mutation: Mutation) -> None:
    pairs = mutated(mutation)
    assert len(pairs) >= LEAST
    for old, new in pairs:
        changes, _ = compare_records(old, new)
        told = [(change.kind, change.where) for change in changes]
        assert told == [(mutation.kind, mutation.where)], (old["article"]["source"], changes)
        if mutation.nature is not None:
            assert changes[0].nature == mutation.nature


@pytest.mark.parametrize("mutation", NOISE, ids=lambda mutation: mutation.name)
def test_noise_is_folded_away_and_counted(mutation: Mutation) -> None:
    pairs = mutated(mutation)
    assert len(pairs) >= LEAST
    noise: Counter[str] = Counter()
    for old, new in pairs:
        changes, folded = compare_records(old, new)
        assert changes == (), old["article"]["source"]
        noise.update(folded)
    assert noise.total() or mutation.name.startswith("keys")


@contextmanager
def reviewed(tmp_path: Path, old: list[str], new: list[str]) -> Iterator[Review]:
    for name, side in (("old", old), ("new", new)):
        (tmp_path / f"{name}.jsonl").write_text("".join(line + "\n" for line in side), "utf-8")
    with (
        open_store(str(tmp_path / "old.jsonl")) as before,
        open_store(str(tmp_path / "new.jsonl")) as after,
        compare_stores(before, after, told=lambda change: change) as review,
    ):
        yield review


def test_an_article_that_came_and_one_that_went(tmp_path: Path) -> None:
    with reviewed(tmp_path, list(lines()[1:]), list(lines()[:-1])) as review:
        told = sorted((change.kind, change.where) for change in review.changes())
    assert told == [("added", "article"), ("removed", "article")]


def test_lines_in_another_order_and_spelling_are_no_change(tmp_path: Path) -> None:
    other = [json.dumps(json.loads(line), indent=None) for line in reversed(lines())]
    with reviewed(tmp_path, list(lines()), other) as review:
        assert list(review.changes()) == []
    assert review.counts.noise["order"] == len(lines()) - 1
    assert review.counts.noise["spelling"] == len(lines())


def test_all_mutations_in_one_record_are_all_reported() -> None:
    """Changes of different slots of one event do not hide each other."""
    old = next(json.loads(line) for line in lines() if "hwasong-17" in line)
    new = copy.deepcopy(old)
    applied = [
        mutation
        for mutation in CHANGES
        if mutation.name in ("status turned", "lost role", "another publication date", "new warning", "quote cut")
        and mutation.mutate(new, Random(SEED))
    ]
    changes, _ = compare_records(old, new)
    assert Counter((c.kind, c.where) for c in changes) == Counter((m.kind, m.where) for m in applied)
    assert len(applied) > 2
