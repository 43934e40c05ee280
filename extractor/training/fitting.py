"""Fitting: the weights under which gold is most likely.

A voice takes a stance if at least one of its moves does (noisy or); which one gold does not say. A move takes one
stance or none (softmax). A feature named after a stance ("near:warn") speaks for that stance first, as much as the
others of its sort do for theirs. Weights are kept small by a penalty. All is plain arithmetic in a fixed order: the
same examples give the same weights.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.assembly.stance_model import STANCES, StanceModel
from extractor.training.examples import Example

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

DRAWS = 10  # models of which the mean is taken
MIN_SEEN = 3  # examples that a feature must stand in
PENALTY_ANY = 1.5  # on what a feature says for all stances alike
PENALTY_ONE = 0.6  # on what it says for one stance
PENALTY_SORT = 0.02  # on what all features of a sort say for the stance they are named after
KNOWN = 0.5  # weight of a move whose stance is known against that of a voice
FIRST_GUESS = -2.0  # of the bias: most moves are no reaction
ROUNDS = 120
ENOUGH = 1e-4  # relative gain of a round below which fitting ends
MEMORY = 8  # of L-BFGS (Nocedal 1980, "Updating quasi-Newton matrices with limited storage")
BLOCK = 64  # moves whose features are summed at once: more of them would not stay near the processor
SMALL = 0.05  # weights below it are left out of the file
N = len(STANCES)


@dataclass(frozen=True, slots=True)
class _Table:
    """Examples as arrays. Row by row, `columns[starts[r]:starts[r + 1]]` are the features of move r."""

    columns: Whole
    starts: Whole
    rows: Whole
    voice: Whole
    taken: Floats
    weight: Floats
    known: Whole
    width: int

    def times(self, weights: Floats) -> Floats:
        """Sums of the weights of each move's features."""
        out = np.empty((len(self.starts) - 1, weights.shape[1]))
        for first in range(0, len(out), BLOCK):
            starts = self.starts[first : first + BLOCK + 1]
            columns = self.columns[starts[0] : starts[-1]]
            out[first : first + BLOCK] = np.add.reduceat(weights[columns], starts[:-1] - starts[0], axis=0)
        return out

    def back(self, slopes: Floats) -> Floats:
        """Sums of the slopes of each feature's moves."""
        out = np.empty((self.width, slopes.shape[1]))
        for stance in range(slopes.shape[1]):
            out[:, stance] = np.bincount(self.columns, slopes[self.rows, stance], self.width)
        return out


def fit(examples: Sequence[Example]) -> StanceModel:
    """The mean of models, each the likeliest for a draw of the examples (bagging: Breiman 1996).

    What one example alone says weighs less in it. The draws are seeded by their numbers.
    """
    sums: dict[str, Counter[str]] = {}
    for number in range(DRAWS):
        drawn = random.Random(number).choices(examples, k=len(examples))
        for name, row in _fit(drawn).items():
            sums.setdefault(name, Counter()).update(row)
    weights = {
        name: {stance: round(total / DRAWS, 2) for stance, total in row.items() if abs(total) >= SMALL * DRAWS}
        for name, row in sorted(sums.items())
    }
    return StanceModel({name: row for name, row in weights.items() if row})


def _fit(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Weights under which the examples are most likely, by feature and stance."""
    names = _features(examples)
    table = _table(examples, {name: number for number, name in enumerate(names)})
    form = _Form(names)
    best = form.weights(_minimise(lambda point: _loss(table, form, point), form.start()))
    return {
        name: {stance: float(row[s]) for s, stance in enumerate(STANCES)} for name, row in zip(names, best, strict=True)
    }


class _Form:
    """How one vector of parameters makes the weights of all features.

    By feature a weight for each stance and one for all alike; by sort of features named after stances one more.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        parts = [name.partition(":") for name in names]
        named = [(row, sort, stance) for row, (sort, _, stance) in enumerate(parts) if stance in STANCES]
        sorts = sorted({sort for _, sort, _ in named})
        self.sorts = len(sorts)
        self.row = np.array([row for row, _, _ in named], dtype=np.int64)
        self.stance = np.array([STANCES.index(stance) for _, _, stance in named], dtype=np.int64)
        self.sort = np.array([sorts.index(sort) for _, sort, _ in named], dtype=np.int64)
        each = np.array([PENALTY_ONE] * N + [PENALTY_ANY])
        self.penalty: Floats = np.concatenate([np.tile(each, len(names)), np.full(self.sorts, PENALTY_SORT)])

    def start(self) -> Floats:
        """Where fitting begins."""
        table = np.zeros((len(self.names), N + 1))
        table[self.names.index("bias"), N] = FIRST_GUESS
        return np.concatenate([table.ravel(), np.zeros(self.sorts)])

    def weights(self, point: Floats) -> Floats:
        """Features by stances."""
        table = point[: len(self.names) * (N + 1)].reshape(-1, N + 1)
        made = table[:, :N] + table[:, N:]
        made[self.row, self.stance] += point[table.size :][self.sort]
        return made

    def slope(self, by_weight: Floats) -> Floats:
        """Slopes of the weights as slopes of the parameters."""
        table = np.concatenate([by_weight, by_weight.sum(axis=1, keepdims=True)], axis=1)
        shared = np.bincount(self.sort, by_weight[self.row, self.stance], self.sorts)
        return np.concatenate([table.ravel(), shared])


def _features(examples: Sequence[Example]) -> list[str]:
    seen = Counter(name for e in examples for name in {name for move in e.moves for name in move})
    return sorted(name for name, count in seen.items() if count >= MIN_SEEN)


def _table(examples: Sequence[Example], numbers: dict[str, int]) -> _Table:
    rows = [[numbers[f] for f in move if f in numbers] for e in examples for move in e.moves]
    known = [e.known.get(number, -1) for e in examples for number in range(len(e.moves))]
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    return _Table(
        columns=np.array([column for row in rows for column in row], dtype=np.int64),
        starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)]),
        rows=np.repeat(np.arange(len(rows)), lengths),
        voice=np.repeat(np.arange(len(examples)), [len(e.moves) for e in examples]),
        taken=np.array([[stance in e.stances for stance in STANCES] for e in examples], dtype=np.float64),
        weight=np.array([[e.weight] for e in examples]),
        known=np.array(known, dtype=np.int64),
        width=len(numbers),
    )


def _loss(table: _Table, form: _Form, point: Floats) -> tuple[float, Floats]:
    """Penalised negative log likelihood and its slope."""
    scores = table.times(form.weights(point))
    scores = np.concatenate([scores, np.zeros((len(scores), 1))], axis=1)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    own = np.minimum(chances[:, :N], 1 - 1e-9)
    silent = np.zeros_like(table.taken)
    np.add.at(silent, table.voice, np.log1p(-own))
    none = np.exp(silent)
    some = np.clip(1 - none, 1e-9, 1)
    loss = -(table.weight * (table.taken * np.log(some) + (1 - table.taken) * silent)).sum()
    by_voice = (table.taken * none / some - (1 - table.taken)) * table.weight
    by_chance = -by_voice[table.voice] / (1 - own)
    slopes = own * (by_chance - (by_chance * own).sum(axis=1, keepdims=True))
    sure = table.known >= 0
    weight = KNOWN * table.weight[table.voice][sure]
    aim = np.eye(N + 1)[table.known[sure]]
    loss -= (weight * np.log(np.maximum((chances[sure] * aim).sum(axis=1, keepdims=True), 1e-12))).sum()
    slopes[sure] += (weight * (chances[sure] - aim))[:, :N]
    slope = form.slope(table.back(slopes)) + 2 * form.penalty * point
    return float(loss + (form.penalty * point**2).sum()), slope


def _minimise(function: Callable[[Floats], tuple[float, Floats]], point: Floats) -> Floats:
    """Where a smooth function is least: L-BFGS with halving steps."""
    value, slope = function(point)
    steps: list[Floats] = []
    turns: list[Floats] = []
    for _ in range(ROUNDS):
        way = _way(slope, steps, turns)
        fall = float(slope @ way)
        size = 1.0
        while True:
            there = point - size * way
            new, turned = function(there)
            if new <= value - 1e-4 * size * fall or size < 1e-6:
                break
            size /= 2
        if (there - point) @ (turned - slope) > 1e-10:
            steps, turns = [*steps, there - point][-MEMORY:], [*turns, turned - slope][-MEMORY:]
        gain, point, value, slope = value - new, there, new, turned
        if gain < ENOUGH * max(1.0, abs(value)):
            break
    return point


def _way(slope: Floats, steps: Sequence[Floats], turns: Sequence[Floats]) -> Floats:
    """The two loops of L-BFGS: the slope bent by what was seen of its turning."""
    way = slope.copy()
    kept: list[float] = []
    for step, turn in zip(reversed(steps), reversed(turns), strict=True):
        share = float(step @ way) / float(turn @ step)
        kept.append(share)
        way -= share * turn
    if steps:
        way *= float(steps[-1] @ turns[-1]) / float(turns[-1] @ turns[-1])
    else:
        way /= max(1.0, float(np.linalg.norm(way)))
    for step, turn, share in zip(steps, turns, reversed(kept), strict=True):
        way += (share - float(turn @ way) / float(turn @ step)) * step
    return way
