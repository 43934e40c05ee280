"""Whether a confidence means what it says: of the values given 0.8, about eight in ten should be right.

Right and wrong are the scorer's: a value that gold does not have, or of an event that gold does not have, is
wrong. What gold has and the record lacks carries no confidence and is not counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.audit.judging import Judgement, Part
from extractor.errors import ContractError, UsageError

BINS = 10  # of equal width, as in Guo et al. 2017, "On Calibration of Modern Neural Networks" (there 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The values whose confidence lies in [low, high); the last bin holds 1 as well."""

    low: float
    high: float
    values: int
    confidence: float  # mean; 0 where the bin is empty
    right: float  # share; 0 where the bin is empty

    @property
    def gap(self) -> float:
        """How far the mean confidence is above the share that is right."""
        return self.confidence - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """A reliability table. `without` counts the found values that carry no confidence."""

    bins: tuple[Bin, ...]
    without: int
    brier: float
    """Mean square of the distance between confidence and being right (1) or not (0), after Brier 1950."""

    @property
    def values(self) -> int:
        """How many values the table is made of."""
        return sum(row.values for row in self.bins)

    @property
    def confidence(self) -> float:
        """Mean confidence; 0 where there are no values."""
        return sum(row.values * row.confidence for row in self.bins) / self.values if self.values else 0.0

    @property
    def right(self) -> float:
        """Share that is right; 0 where there are no values."""
        return sum(row.values * row.right for row in self.bins) / self.values if self.values else 0.0

    @property
    def constant_brier(self) -> float:
        """The Brier score of giving every value the share that is right: what telling them apart has to beat."""
        return self.right * (1 - self.right)

    @property
    def expected_error(self) -> float:
        """Expected calibration error: mean distance of confidence and share right, weighted by values; 0 to 1."""
        return sum(row.values * abs(row.gap) for row in self.bins) / self.values if self.values else 0.0

    def as_dict(self) -> dict[str, object]:
        """JSON-ready form, rounded to 4 digits."""
        return {
            "expected_calibration_error": round(self.expected_error, 4),
            "brier": round(self.brier, 4),
            "constant_brier": round(self.constant_brier, 4),
            "values": self.values,
            "without_confidence": self.without,
            "bins": [
                {
                    "low": row.low,
                    "high": row.high,
                    "values": row.values,
                    "confidence": round(row.confidence, 4),
                    "right": round(row.right, 4),
                }
                for row in self.bins
            ],
        }

    def render(self) -> str:
        """The table for a terminal, empty bins left out."""
        lines = [f"{'confidence':16}{'values':>8}{'mean':>8}{'right':>8}{'gap':>8}"]
        for row in self.bins:
            if row.values:
                span = f"{row.low:.2f} to {row.high:.2f}"
                lines.append(f"{span:16}{row.values:8}{row.confidence:8.3f}{row.right:8.3f}{row.gap:+8.3f}")
        lines.append(f"expected calibration error {self.expected_error:.3f} over {self.values} values")
        if self.without:
            lines.append(f"{self.without} values without a confidence")
        return "\n".join(lines)


def reliability(
    judgements: Iterable[Judgement], *, part: Part = "event_slot", slot: str | None = None, bins: int = BINS
) -> Reliability:
    """The reliability table of one part's found values, or of one event slot's.

    Raises UsageError where `bins` is below 1, ContractError at a confidence outside 0 to 1.
    """
    if bins < 1:
        raise UsageError(f"{bins} bins: a reliability table needs at least one")
    found = [j for j in judgements if j.part == part and j.kind != "missed" and slot in (None, j.slot)]
    edges = [number / bins for number in range(bins + 1)]
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for judgement in found:
        if judgement.confidence is not None:
            sure = _checked(judgement, judgement.confidence)
            filled[min(bisect_right(edges, sure) - 1, bins - 1)].append((sure, judgement.kind == "right"))
    rows = tuple(_bin(low, high, values) for low, high, values in zip(edges, edges[1:], filled, strict=False))
    return Reliability(
        bins=rows, without=sum(judgement.confidence is None for judgement in found), brier=_brier(filled)
    )


def tables_of(judgements: Sequence[Judgement]) -> dict[str, Reliability]:
    """Reliability of each part that carries confidences, event slots together and one by one."""
    slots = sorted({judgement.slot for judgement in judgements if judgement.slot})
    tables = {
        "event": reliability(judgements, part="event"),
        "event_slot": reliability(judgements),
        **{f"  {slot}": reliability(judgements, slot=slot) for slot in slots},
        "role": reliability(judgements, part="role"),
        "reaction": reliability(judgements, part="reaction"),
    }
    return {name: table for name, table in tables.items() if table.values}


def render_summary(tables: Mapping[str, Reliability]) -> str:
    """One line a table for a terminal: what is rated, how sure it is on average, how often right, how far off."""
    lines = [f"{'confidence of':16}{'values':>8}{'mean':>8}{'right':>8}{'ECE':>8}{'Brier':>8}{'constant':>10}"]
    for name, table in tables.items():
        errors = f"{table.expected_error:8.3f}{table.brier:8.3f}{table.constant_brier:10.3f}"
        lines.append(f"{name:16}{table.values:8}{table.confidence:8.3f}{table.right:8.3f}{errors}")
    return "\n".join([*lines, "constant: the Brier score of giving all of them the share that is right"])


def _brier(filled: Iterable[list[tuple[float, bool]]]) -> float:
    squares = [(sure - right) ** 2 for values in filled for sure, right in values]
    return sum(squares) / len(squares) if squares else 0.0


def _checked(judgement: Judgement, confidence: float) -> float:
    if not 0 <= confidence <= 1:
        raise ContractError(f"{judgement.describe()}: confidence {confidence} is not between 0 and 1")
    return confidence


def _bin(low: float, high: float, values: list[tuple[float, bool]]) -> Bin:
    count = len(values)
    return Bin(
        low=low,
        high=high,
        values=count,
        confidence=sum(sure for sure, _ in values) / count if count else 0.0,
        right=sum(right for _, right in values) / count if count else 0.0,
    )
