"""Which changes a reviewer should see first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.diff.change import Change

SHOWN = 10  # changes that a reviewer sees before anything is folded

_BY_MARK = {"broken": 3, "fixed": -1, "neutral": 0}
_BY_KIND = {"removed": 3, "split": 2, "merged": 2, "changed": 2, "added": 2, "moved": 1, "text": 0}
_BY_PART = {"article": 3, "event": 3, "reaction": 2, "leader": 2, "tally": 1, "warning": 0}
_HEAVY = frozenset({"", "count", "date", "country", "kind", "status", "distance_km", "altitude_km", "stance"})
"""Slots that a reader of the ledger relies on first."""
_LIGHT = frozenset({"confidence", "mentions", "aliases", "sources", "published_from", "office_on_date"})


def risk(change: Change) -> tuple[int, int, int, int, float]:
    """How much a change may cost: what gold says, then what was lost, then where, then how sure the old value was."""
    slot = 2 if change.slot in _HEAVY else 0 if change.slot in _LIGHT else 1
    sure = (change.old.confidence if change.old else None) or 0.0
    is_open = change.accepted is None
    return (
        is_open,
        _BY_MARK[change.mark or "neutral"],
        _BY_KIND[change.kind] + slot,
        _BY_PART[change.part],
        sure,
    )


@dataclass(slots=True)
class Riskiest:
    """The riskiest changes seen so far, and no more of them than are shown."""

    _heap: list[tuple[tuple[float, ...], int, Change]] = field(default_factory=list)
    _seen: int = 0

    def add(self, change: Change) -> None:
        """Take a change into account; of equally risky ones the first stay."""
        self._seen += 1
        entry = (risk(change), -self._seen, change)
        if len(self._heap) < SHOWN:
            heapq.heappush(self._heap, entry)
        else:
            heapq.heappushpop(self._heap, entry)

    def __iter__(self) -> Iterator[Change]:
        return iter([change for _, _, change in sorted(self._heap, key=lambda entry: entry[:2], reverse=True)])
