"""Policy: which changes fail a check, from the command line or from `[tool.launchledger.diff]` in pyproject.toml.

A rule is `any`, `broken` (by gold), `worse` (record F1 fell), a kind such as `removed`, or a kind and a slot with
patterns: `removed:event`, `changed:event.count`, `*:reaction*`. Accepted changes never fail a check, refused ones do.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from extractor.diff.change import KINDS, Change
from extractor.errors import UsageError

TABLE = "tool.launchledger.diff"
WORSE = "worse"
REJECTED = "refused by a reviewer"
_MARKED = ("broken",)
_SETTINGS = {"fail-on", "gold", "floors", "accepted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What fails a check, what changes are held against, and which are accepted; None where nothing is set."""

    fail_on: tuple[str, ...] = ()
    gold: Path | None = None
    floors: Path | None = None
    accepted: tuple[str, ...] = ()


@dataclass(slots=True)
class Gate:
    """Counts the changes that trip each rule."""

    rules: tuple[str, ...]
    tripped: Counter[str] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        """Hold a change against the rules."""
        self.tripped.update(rules_tripped(change, self.rules))


def rules_tripped(change: Change, rules: Sequence[str]) -> tuple[str, ...]:
    """The rules that a change trips."""
    if change.rejected is not None:
        return (REJECTED,)
    return () if change.accepted is not None else tuple(rule for rule in rules if _trips(change, rule))


def checked_rules(rules: Sequence[str]) -> tuple[str, ...]:
    """The rules, each once. Raises UsageError for one that could never fail anything."""
    for rule in rules:
        kind, _, _ = rule.partition(":")
        if rule not in ("any", WORSE, *_MARKED) and not any(fnmatchcase(known, kind) for known in KINDS):
            known = ", ".join(("any", *_MARKED, WORSE, *KINDS))
            raise UsageError(f"--fail-on {rule}: no such rule; there are {known}, and KIND:SLOT with patterns")
    return tuple(dict.fromkeys(rules))


def with_options(folder: Path, fail_on: Sequence[str], gold: Path | None = None) -> Policy:
    """The project's policy, where the command line says nothing else. Raises UsageError."""
    policy = read_policy(folder)
    rules = checked_rules(fail_on) or policy.fail_on
    return replace(policy, fail_on=rules, gold=gold or policy.gold)


def read_policy(folder: Path) -> Policy:
    """The policy of the project in a folder; an empty one where it sets none. Raises UsageError."""
    path = folder / "pyproject.toml"
    if not path.is_file():
        return Policy()
    try:
        table = tomllib.loads(path.read_text("utf-8")).get("tool", {}).get("launchledger", {}).get("diff", {})
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    if unknown := sorted(table.keys() - _SETTINGS):
        raise UsageError(f"{path}: [{TABLE}]: unknown: {', '.join(unknown)}; known: {', '.join(sorted(_SETTINGS))}")
    lists = {key: table.get(key, []) for key in ("fail-on", "accepted")}
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise UsageError(f"{path}: [{TABLE}]: {key}: a list of texts expected")
    return Policy(
        fail_on=checked_rules(lists["fail-on"]),
        gold=folder / str(table["gold"]) if "gold" in table else None,
        floors=folder / str(table["floors"]) if "floors" in table else None,
        accepted=tuple(str(folder / each) for each in lists["accepted"]),
    )


def _trips(change: Change, rule: str) -> bool:
    if rule == "any":
        return True
    if rule in _MARKED:
        return change.mark == rule
    kind, _, slot = rule.partition(":")
    return fnmatchcase(change.kind, kind) and (not slot or fnmatchcase(change.where, slot))
