"""Better or worse: each change held against gold, and the scores before and after.

A change is fixed where more of what it touches is right than before, or less of it is wrong; broken where it is the
other way round; neutral where both sides are right, or both wrong in the same number. What gold does not judge (who
says so, which words, claims, warnings) is neutral. Articles without gold get no mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.audit.judging import Judgement
from extractor.audit.parts import SET_SLOTS, Json, element_of
from extractor.audit.scoring import ArticleScore, Score, add_up, score_article
from extractor.diff.bootstrap import Interval95, paired_interval
from extractor.diff.change import Change, Mark, Side
from extractor.diff.stores import gold_name

Plain = Mapping[str, Any]

_PART_OF = {"event": ("event", "event_slot"), "leader": ("leader", "role"), "reaction": ("reaction", "quote")}
_SLOT_PART = {"roles": "role", "quote": "quote", "name": "leader", "stance": "reaction", "actor": "reaction"}
_WEIGHT = {"right": 1, "wrong": -1, "spurious": -1, "missed": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A score before and after, the difference, and its 95 % interval over articles."""

    name: str
    before: float
    after: float
    interval: Interval95

    @property
    def difference(self) -> float:
        """After less before."""
        return round(self.after - self.before, 4)


@dataclass(slots=True)
class Grading:
    """Gold, and what was judged by it so far; call it with each article's records and changes."""

    gold: Mapping[str, Json]
    before: dict[str, ArticleScore] = field(default_factory=dict)
    after: dict[str, ArticleScore] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether there is gold of that name."""
        return name in self.gold

    def __call__(self, old: Plain | None, new: Plain | None, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The changes with their marks; unmarked where gold does not know the article."""
        name = gold_name(new or old or {})
        if name not in self.gold:
            return changes
        before = self.before[name] = score_article(name, self.gold[name], old)
        after = self.after[name] = before if new is old else score_article(name, self.gold[name], new)
        return tuple(replace(change, mark=_mark(change, before, after)) for change in changes)

    def scores(self) -> tuple[Measured, ...]:
        """Record F1, and the F1 of each part and slot, before and after; no record counts as an empty one."""
        pairs = [
            (self._score(self.before, name, gold), self._score(self.after, name, gold))
            for name, gold in self.gold.items()
        ]
        intervals = paired_interval(pairs)
        sides = [add_up(side) for side in zip(*pairs, strict=True)]
        measures = [_measures(score) for score in sides]
        return tuple(
            Measured(
                name=name,
                before=measures[0].get(name, 0.0),
                after=measures[1].get(name, 0.0),
                interval=intervals[name],
            )
            for name in dict.fromkeys((*measures[0], *measures[1]))
        )

    def _score(self, side: Mapping[str, ArticleScore], name: str, gold: Json) -> ArticleScore:
        return side[name] if name in side else score_article(name, gold, None)


def _measures(score: Score) -> dict[str, float]:
    parts: dict[str, float] = {part: round(tally.f1, 4) for part, tally in score.parts.items()}
    slots = {f"event.{slot}": round(tally.f1, 4) for slot, tally in score.slots.items()}
    return {"record": score.record_f1, **parts, **slots}


def _mark(change: Change, before: ArticleScore, after: ArticleScore) -> Mark:
    if change.part == "article" and change.slot:
        return "neutral"
    worth = _worth(change, change.new, after) - _worth(change, change.old, before)
    return "fixed" if worth > 0 else "broken" if worth < 0 else "neutral"


def _worth(change: Change, side: Side | None, score: ArticleScore) -> int:
    """How much of what a change touches is right in one record, less how much of it is wrong."""
    return sum(_WEIGHT[each.kind] for each in _touched(change, side, score))


def _touched(change: Change, side: Side | None, score: ArticleScore) -> Iterable[Judgement]:
    found = [each for each in score.judgements if each.found_at is not None]
    if change.part == "article":
        return found if side else []
    parts = _PART_OF.get(change.part, ())
    if change.kind in ("split", "merged"):
        return [each for each in found if each.part in parts]
    own = [each for each in found if side and each.found_at == side.at and each.part in parts]
    if not change.slot:
        return own
    if change.slot in SET_SLOTS:
        own = [each for each in own if side and each.found == element_of(side.value)]
    if change.part == "event":
        return [each for each in own if each.slot == change.slot]
    return [
        each
        for each in own
        if each.part == _SLOT_PART.get(change.slot) and (change.slot != "roles" or (side and each.found == side.value))
    ]
