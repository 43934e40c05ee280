"""Answers in the order of their tasks, whoever gives them and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.batch.messages import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one document. `digest` and `key` are None where it could not be opened."""

    source: str
    outcome: Outcome
    digest: str | None = None
    key: str | None = None
    seconds: float = 0.0
    reused: bool = False


@dataclass(kw_only=True)
class _Place:
    """One task in the line: its answers by member, and which of its stripes are still to give some."""

    stripes: int
    open: set[int]
    next: int = 0
    answers: dict[int, Answer] = field(default_factory=dict)


class Line:
    """Tasks in their order. Members of a task are numbered from 0; stripe s of n gives each n-th from s on."""

    def __init__(self) -> None:
        self._places: dict[int, _Place] = {}
        self._first = 0
        self._added = 0

    @property
    def held(self) -> int:
        """Tasks and answers that wait for an earlier one."""
        return sum(max(1, len(place.answers)) for place in self._places.values())

    def add(self, stripes: int) -> int:
        """Put a task at the end of the line; its number."""
        self._places[self._added] = _Place(stripes=stripes, open=set(range(stripes)))
        self._added += 1
        return self._added - 1

    def put(self, number: int, member: int, answer: Answer) -> None:
        """Keep an answer until it is its turn; one that was given before counts for nothing."""
        place = self._places[number]
        if member >= place.next:
            place.answers.setdefault(member, answer)

    def end(self, number: int, stripe: int) -> None:
        """No more answers come from this stripe."""
        self._places[number].open.discard(stripe)

    def is_next(self, number: int, member: int) -> bool:
        """Whether everybody waits for this answer."""
        return number == self._first and member <= self._places[number].next

    def held_of(self, number: int, stripe: int) -> int:
        """Answers of a stripe that wait."""
        place = self._places[number]
        return sum(1 for member in place.answers if member % place.stripes == stripe)

    def expected(self, number: int, stripe: int, start: int) -> int:
        """The member that the stripe would have answered next."""
        place = self._places[number]
        given = [member for member in place.answers if member % place.stripes == stripe]
        member = max([place.next, start, *(member + 1 for member in given)])
        return member + (stripe - member) % place.stripes

    def ready(self) -> Iterator[Answer]:
        """The answers whose turn it is, which leave the line."""
        while self._first in self._places:
            place = self._places[self._first]
            while place.answers or not place.open:
                if place.next in place.answers:
                    yield place.answers.pop(place.next)
                elif not place.answers:
                    break
                elif place.next % place.stripes in place.open:
                    return
                place.next += 1
            if place.open:
                return
            del self._places[self._first]
            self._first += 1
