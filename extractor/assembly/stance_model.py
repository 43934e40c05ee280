"""The stance model: how much each feature of a move weighs for each stance. Linear: every decision can be read off.

`stance_weights.json` is made by `python -m extractor.training` from gold records and from sentences of our own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

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
        scores = dict.fromkeys(STANCES, 0.0)
        for feature in features:
            for stance, weight in self.weights.get(feature, {}).items():
                scores[stance] += weight
        top = max(0.0, *scores.values())
        odds = {stance: math.exp(score - top) for stance, score in scores.items()}
        total = sum(odds.values()) + math.exp(-top)
        return {stance: odd / total for stance, odd in odds.items()}


@cache
def load(path: Path = WEIGHTS) -> StanceModel:
    """The model that comes with the program. Raises KnowledgeError naming the file."""
    try:
        return StanceModel(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error!r}: train it anew") from error
