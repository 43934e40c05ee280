"""One comparison from its two targets to its outcome: what every way of showing it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.audit.evaluate import load_gold
from extractor.audit.floors import check_floors, corpus_digest
from extractor.diff.accepted import read_acknowledgements
from extractor.diff.blame import CODE, Blame
from extractor.diff.change import CAUSES, NOISE, Change
from extractor.diff.grading import Grading, Measured
from extractor.diff.made import Made
from extractor.diff.policy import WORSE, Gate, Policy, rules_tripped
from extractor.diff.review import Counts, Review, compare_stores
from extractor.diff.stores import Store, commit_day
from extractor.errors import GateError

FILES = 8  # changed files named in a remark; the JSON form has all
RECORD = "record"  # the measure that one word stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is compared and how: two stores, the policy, what made each side, and whether blame is asked for.

    `articles` is the folder that sources are relative to, where there is one; `accept` says how to accept the changes.
    """

    old: Store
    new: Store
    policy: Policy
    made: tuple[Made | None, Made | None] = (None, None)
    blame: bool = False
    articles: Path | None = None
    accept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it. `failures` says in a line each why the check failed; empty where it passed."""

    question: Question
    review: Review
    scores: tuple[Measured, ...]
    files: tuple[str, ...]
    unused: tuple[str, ...]
    expired: tuple[str, ...]
    failures: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        """How much changed."""
        return self.review.counts

    @property
    def record(self) -> Measured | None:
        """Record F1 before and after; None without gold."""
        return next((each for each in self.scores if each.name == RECORD), None)

    @property
    def moved(self) -> tuple[Measured, ...]:
        """The scores that are not what they were."""
        return tuple(each for each in self.scores if each.difference)

    def trips(self, change: Change) -> bool:
        """Whether a change is one of those the check failed for."""
        return bool(rules_tripped(change, self.question.policy.fail_on))

    @property
    def tables(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """Changes by kind, by slot, by cause, and noise by kind, the most frequent first; empty ones left out."""
        counts = self.counts
        tables = (
            ("kind", counts.kinds.most_common()),
            ("slot", counts.slots.most_common()),
            ("cause", [(CAUSES[cause], number) for cause, number in counts.causes.most_common()]),
            ("folded away", [(NOISE[noise], number) for noise, number in counts.noise.most_common() if number]),
        )
        return tuple((name, tuple((str(key), number) for key, number in rows)) for name, rows in tables if rows)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What else a reviewer has to know, in a line each."""
        remarks = [f"fails: {failure}" for failure in self.failures]
        if self.files:
            names = sorted(self.files, key=lambda name: name.endswith(CODE))  # knowledge is the shorter list
            more = f" and {len(names) - FILES} more" if len(names) > FILES else ""
            remarks.append(f"changed on the way: {', '.join(names[:FILES])}{more}")
        remarks += [f"acknowledgement expired: {each}" for each in self.expired]
        remarks += [f"acknowledgement of no use any more: {each}" for each in self.unused]
        return tuple(remarks)

    @property
    def verdict(self) -> str:
        """The whole outcome in one line."""
        counts = self.counts
        if not counts.changes:
            return "No change." if not self.failures else f"No change, but: {self.failures[0]}"
        articles = f"{counts.changed_articles} of {max(counts.old_records, counts.new_records)} articles"
        words = f"{_number(counts.changes, 'change')} in {articles}"
        if counts.accepted:
            words += f", {counts.accepted} accepted"
        if self.record:
            marks = ", ".join(f"{counts.marks[mark]} {mark}" for mark in ("broken", "fixed", "neutral"))
            words += f": {marks}; record F1 {self.record.before:.3f} to {self.record.after:.3f}"
            words += f" ({_interval(self.record)})"
        return f"{'Fails' if self.failures else 'Passes'}: {words}."


@contextmanager
def outcome_of(question: Question) -> Iterator[Outcome]:
    """Compare. Raises UsageError where gold or acknowledgements are unusable, ContractError for lines that are none."""
    policy = question.policy
    grading = Grading(load_gold(policy.gold)) if policy.gold else None
    known = read_acknowledgements(policy.accepted, commit_day())
    blame = Blame(*question.made)
    gate = Gate(policy.fail_on)

    def told(change: Change) -> Change:
        change = blame.told(known.told(change), produced=question.blame)
        gate.add(change)
        return change

    with compare_stores(question.old, question.new, told=told, graded=grading) as review:
        scores = grading.scores() if grading else ()
        yield Outcome(
            question=question,
            review=review,
            scores=scores,
            files=blame.files,
            unused=known.unused,
            expired=known.expired,
            failures=tuple(_failures(gate, policy, scores)),
        )


def _failures(gate: Gate, policy: Policy, scores: tuple[Measured, ...]) -> Iterator[str]:
    for rule, number in gate.tripped.items():
        yield f"{rule}: {_number(number, 'change')}"
    record = next((each for each in scores if each.name == RECORD), None)
    if WORSE in policy.fail_on and record and record.difference < 0:
        yield f"worse: record F1 fell from {record.before:.4f} to {record.after:.4f}"
    if policy.floors and policy.gold and record:
        measures = {f"{each.name}_f1": each.after for each in scores if not each.name.startswith("event.")}
        try:
            check_floors(policy.floors, measures, corpus_digest(policy.gold))
        except GateError as error:
            yield from str(error).splitlines()


def _interval(measured: Measured) -> str:
    low, high = measured.interval
    return f"{measured.difference:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
