"""Half-open spans of a text, asked what overlaps them: in a long text that costs what it does in a short one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

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


class HasPlace(Protocol):
    """What stands at `start:end` of a text."""

    @property
    def start(self) -> int: ...  # noqa: D102 -- told by the class

    @property
    def end(self) -> int: ...  # noqa: D102 -- told by the class


PlacedT = TypeVar("PlacedT", bound=HasPlace)


@dataclass(frozen=True)
class Apart(Generic[PlacedT]):
    """Things in order, none inside another, asked by place: in a long text that costs what it does in a short one."""

    things: Sequence[PlacedT]

    @cached_property
    def _starts(self) -> list[int]:
        return [thing.start for thing in self.things]

    def at(self, offset: int) -> PlacedT | None:
        """The one over an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.things[index] if index >= 0 and offset < self.things[index].end else None

    def within(self, start: int, end: int) -> PlacedT | None:
        """The first that lies in a stretch of the text."""
        inside = self.things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return inside[0] if inside and inside[0].end <= end else None

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with a stretch of the text."""
        return self.at(start) is not None or bisect_left(self._starts, start) < bisect_left(self._starts, end)
