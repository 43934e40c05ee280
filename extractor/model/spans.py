"""Half-open spans of a text, asked what overlaps them: in a long text that costs what it does in a short one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

ROOM = 8  # bits of an offset that share a drawer: 256 characters, more than a mention has


class Spans:
    """Spans, which may overlap each other, in drawers by their place."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._drawers: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Put in one more."""
        for drawer in range(start >> ROOM, (end >> ROOM) + 1):
            self._drawers[drawer].append((start, end))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with a span."""
        if not self._drawers:
            return False
        drawers = (self._drawers.get(drawer, ()) for drawer in range(start >> ROOM, (end >> ROOM) + 1))
        return any(a < end and start < b for drawer in drawers for a, b in drawer)

    def covers(self, start: int, end: int) -> bool:
        """Whether a span lies in one of them."""
        return any(a <= start and end <= b for a, b in self._drawers.get(start >> ROOM, ()))

    def exceeds(self, start: int, end: int) -> bool:
        """Whether a span lies in one of them that is longer."""
        return any(a <= start and end <= b and b - a > end - start for a, b in self._drawers.get(start >> ROOM, ()))
