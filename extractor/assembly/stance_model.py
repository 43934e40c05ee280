"""The stance model: how much each feature of a move weighs for each stance. Linear: every decision can be read off.

`stance_weights.json` is made by `python -m extractor.training` from gold records and from sentences of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from extractor.errors import KnowledgeError
from extractor.model.record import Stance

STANCES: tuple[str, ...] = get_args(Stance)
WEIGHTS = Path(__file__).parent.parent / "knowledge" / "stance_weights.json"


@dataclass(frozen=True)
class StanceModel:
    """Weights by feature and stance."""

    weights: dict[str, dict[str, float]]

    def probabilities(self, moves: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """For each move, given by its features, the probability of each stance.

        What is left to 1 is the probability that the move is no reaction.
        """
        rows, matrix = self._matrix
        known: list[int] = []
        starts: list[int] = []
        for features in moves:
            starts.append(len(known))
            known.append(0)  # the row of a feature that no model knows: no sum is empty
            known += filter(None, map(rows.get, features))
        if not starts:
            return []
        scores = np.add.reduceat(matrix.take(known, axis=0), starts, axis=0)
        top = np.maximum(scores.max(axis=1, keepdims=True), 0.0)
        odds = np.exp(scores - top)
        chances = odds / (odds.sum(axis=1, keepdims=True) + np.exp(-top))
        return [dict(zip(STANCES, row, strict=True)) for row in chances.tolist()]

    @cached_property
    def _matrix(self) -> tuple[dict[str, int], NDArray[np.float64]]:
        """The row of each feature from 1 on, row 0 being of none, and a column for each stance."""
        rows = [[row.get(stance, 0.0) for stance in STANCES] for row in ({}, *self.weights.values())]
        return {feature: at for at, feature in enumerate(self.weights, 1)}, np.array(rows, dtype=np.float64)


@cache
def load(path: Path = WEIGHTS) -> StanceModel:
    """The model that comes with the program. Raises KnowledgeError naming the file."""
    try:
        return StanceModel(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error!r}: train it anew") from error
