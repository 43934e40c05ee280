"""Which event, leader or reaction of the old record is which of the new one, never by position in the list.

First what is equal, then the scorer's pairs among the rest, then what is told by the same words: a launch whose every
slot changed is still the launch of its trigger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.audit.alignment import Pairs
from extractor.diff.facts import Findings
from extractor.diff.places import Place

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Pairs of indexes, and the indexes that only one side has."""

    pairs: Pairs
    lone_old: tuple[int, ...]
    lone_new: tuple[int, ...]

    @property
    def partner(self) -> dict[int, int]:
        """New index by old index."""
        return dict(self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How things of one kind are told apart.

    `same` is equal for things that say the same of the same words, `scored` the scorer's pairing of the things with
    these old and these new indexes, `evidence` the words by which a thing is known again.
    """

    same: Callable[[Plain, bool], Hashable]
    scored: Callable[[list[int], list[int]], Pairs]
    evidence: Callable[[Plain], Sequence[Plain]]


def pair(out: Findings, old: Sequence[Plain], new: Sequence[Plain], rules: Rules) -> Paired:
    """Pairs of the things of two lists; another order than before is counted as noise."""
    lone_old, lone_new = list(range(len(old))), list(range(len(new)))
    pairs = _alike(old, new) if out.texts.same else []
    _take(pairs, lone_old, lone_new)
    equal = _equal([(i, old[i]) for i in lone_old], [(j, new[j]) for j in lone_new], rules)
    _take(equal, lone_old, lone_new)
    scored = rules.scored(lone_old, lone_new)
    more = [(lone_old[i], lone_new[j]) for i, j in scored]
    _take(more, lone_old, lone_new)
    told = _by_place(out, [(i, old[i]) for i in lone_old], [(j, new[j]) for j in lone_new], rules)
    _take(told, lone_old, lone_new)
    pairs = sorted([*pairs, *equal, *more, *told])
    if [j for _, j in pairs] != sorted(j for _, j in pairs):
        out.noise["order"] += 1
    return Paired(pairs=tuple(pairs), lone_old=tuple(lone_old), lone_new=tuple(lone_new))


def _take(pairs: Sequence[tuple[int, int]], lone_old: list[int], lone_new: list[int]) -> None:
    for i, j in pairs:
        lone_old.remove(i)
        lone_new.remove(j)


def _alike(old: Sequence[Plain], new: Sequence[Plain]) -> list[tuple[int, int]]:
    """Pairs of things that are the same to the last field."""
    left = list(range(len(new)))
    pairs = []
    for i, thing in enumerate(old):
        match = next((j for j in left if new[j] == thing), None)
        if match is not None:
            pairs.append((i, match))
            left.remove(match)
    return pairs


def _equal(old: Sequence[tuple[int, Plain]], new: Sequence[tuple[int, Plain]], rules: Rules) -> list[tuple[int, int]]:
    """Pairs of things that say the same of the same words."""
    waiting: dict[Hashable, list[int]] = {}
    for j, thing in new:
        waiting.setdefault(rules.same(thing, True), []).append(j)
    pairs = []
    for i, thing in old:
        if found := waiting.get(rules.same(thing, False)):
            pairs.append((i, found.pop(0)))
    return pairs


def _by_place(
    out: Findings, old: Sequence[tuple[int, Plain]], new: Sequence[tuple[int, Plain]], rules: Rules
) -> list[tuple[int, int]]:
    """Pairs that share words, those that share most first."""
    shares = []
    for i, ours in old:
        wanted = _places(out, ours, rules, in_new=False)
        for j, theirs in new:
            common = (wanted & _places(out, theirs, rules, in_new=True)).total()
            if common:
                shares.append((-common, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(shares):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _places(out: Findings, thing: Plain, rules: Rules, *, in_new: bool) -> Counter[Place]:
    return out.places(rules.evidence(thing), in_new=in_new)
