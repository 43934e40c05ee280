"""The stance model: how much each feature of a move weighs for each stance. Linear: every decision can be read off.

`stance_weights.json` is made by `python -m extractor.training` from gold records and from sentences of our own.
"""

from __future__ import annotations

import json
import math
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

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each stance for a move; what is left to 1 is the probability that it is no reaction."""
        rows, matrix = self._matrix
        known = [row for feature in features if (row := rows.get(feature)) is not None]
        scores: list[float] = matrix.take(known, axis=0).sum(axis=0).tolist()
        top = max(0.0, *scores)
        odds = [math.exp(score - top) for score in scores]
        total = sum(odds) + math.exp(-top)
        return {stance: odd / total for stance, odd in zip(STANCES, odds, strict=True)}

    @cached_property
    def _matrix(self) -> tuple[dict[str, int], NDArray[np.float64]]:
        """The row of each feature, and a column for each stance."""
        rows = [[row.get(stance, 0.0) for stance in STANCES] for row in self.weights.values()]
        return {feature: at for at, feature in enumerate(self.weights)}, np.array(rows, dtype=np.float64)


@cache
def load(path: Path = WEIGHTS) -> StanceModel:
    """The model that comes with the program. Raises KnowledgeError naming the file."""
    try:
        return StanceModel(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error!r}: train it anew") from error
