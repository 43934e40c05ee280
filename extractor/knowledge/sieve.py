"""Regular expressions tried only where they can match: the places are read off the expressions themselves.

An expression of a hundred alternatives is tried at every character of a text, though hardly any place begins like one
of them. One automaton finds what those of many expressions begin with, or must hold, in a single pass (as in RE2's
FilteredRE2). What is found is the same.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from extractor.knowledge.expressions import holdings, longest, openings

NEAR = 200  # characters; in longer matches what they must hold is seldom missing


@dataclass(frozen=True)
class Sifted:
    """The expressions of a sieve over one text: where each can begin, and where what it must hold stands.

    Both are sought when they are first asked for. None stands for everywhere.
    """

    text: str
    low: str
    sieve: Sieve

    @property
    def patterns(self) -> Sequence[re.Pattern[str]]:
        """The expressions."""
        return self.sieve.patterns

    @cached_property
    def places(self) -> Sequence[Sequence[int] | None]:
        """Where each expression can begin; one that cannot match begins nowhere."""
        if len(self.patterns) == 1:
            return self.sieve.openings.places(self.low)
        idle = frozenset(number for number, inside in enumerate(self.held) if inside == [])
        found = self.sieve.openings.places(self.low, idle)
        return [places and self._in_reach(number, places) for number, places in enumerate(found)]

    @cached_property
    def held(self) -> Sequence[Sequence[int] | None]:
        """Where the strings begin one of which each match must hold."""
        return self.sieve.holdings.places(self.low)

    def _in_reach(self, number: int, places: list[int]) -> list[int]:
        """Those of the places from which a match could hold what it must."""
        held = self.held[number]
        reach = self.sieve.longest[number]
        if held is None or reach > NEAR:
            return places
        kept: list[int] = []
        following = 0
        for place in places:
            while following < len(held) and held[following] < place:
                following += 1
            if following == len(held):
                break
            if held[following] < place + reach:
                kept.append(place)
        return kept

    def finditer(self, number: int, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """What `patterns[number].finditer(text, start, end)` gives."""
        places = self.places[number]
        return iter(()) if places == [] else self._found(number, start, end)

    def around(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Numbers of the expressions that may begin in one of the spans, in order."""
        starts, numbers = self._by_place
        found = {n for s, e in spans for n in numbers[bisect_left(starts, s) : bisect_left(starts, e)]}
        return sorted(found)

    def may_lie(self, number: int, start: int, end: int) -> bool:
        """Whether a match of `patterns[number]` may lie in a stretch of the text; False is certain."""
        held = self.held[number]
        return held is None or bisect_left(held, start) < bisect_left(held, end)

    def holds(self, number: int, start: int, end: int) -> bool:
        """Whether `patterns[number].search(text, start, end)` finds anything."""
        places, pattern = self.places[number], self.patterns[number]
        if places is None:
            return pattern.search(self.text, start, end) is not None
        inside = places[bisect_left(places, start) : bisect_left(places, end)]
        return any(pattern.match(self.text, place, end) for place in inside)

    @cached_property
    def _by_place(self) -> tuple[list[int], list[int]]:
        """Where expressions may begin, in order, and which; raises ValueError where one may begin everywhere."""
        if any(places is None for places in self.places):
            raise ValueError("an expression may begin everywhere")
        found = sorted((place, number) for number, places in enumerate(self.places) for place in places or ())
        return [place for place, _ in found], [number for _, number in found]

    def _found(self, number: int, start: int, end: int) -> Iterator[re.Match[str]]:
        places, pattern = self.places[number], self.patterns[number]
        if places is None:
            yield from pattern.finditer(self.text, start, end)
            return
        at = start
        for index in range(bisect_left(places, start), len(places)):
            place = places[index]
            if place >= end:
                return
            if place >= at and (found := pattern.match(self.text, place, end)):
                yield found
                at = found.end()


class Sieve:
    """Many expressions, of which a text is asked at once where each of them can begin."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        self._last: Sifted | None = None

    @cached_property
    def openings(self) -> _Owners:
        """Strings that matches begin with."""
        return _Owners(map(openings, self.patterns))

    @cached_property
    def holdings(self) -> _Owners:
        """Strings that matches hold."""
        return _Owners(map(holdings, self.patterns))

    @cached_property
    def longest(self) -> tuple[int, ...]:
        """The most characters that matches have."""
        return tuple(map(longest, self.patterns))

    def over(self, text: str, low: str) -> Sifted:
        """The expressions over a text; `low` is `folded(text)`."""
        if self._last is None or self._last.text is not text:  # many rules ask about one text
            self._last = Sifted(text, low, self)
        return self._last


class _Owners:
    """Strings, and the numbers of those that have them."""

    def __init__(self, owned: Iterable[frozenset[str] | None]) -> None:
        table: dict[str, list[int]] = {}
        self._have: list[bool] = []
        for number, strings in enumerate(owned):
            self._have.append(strings is not None)
            for string in strings or ():
                table.setdefault(string, []).append(number)
        self._owners = tuple(table.values())
        self._automaton = AhoCorasick(list(table)) if table else None

    def places(self, low: str, left_out: frozenset[int] = frozenset()) -> list[list[int] | None]:
        """For each number where its strings begin, in order; None for a number that has none.

        Those `left_out` begin nowhere.
        """
        starts: defaultdict[int, list[int]] = defaultdict(list)
        if self._automaton is not None:
            for string, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
                starts[string].append(start)
        found: dict[int, list[list[int]]] = {}
        for string, places in starts.items():
            for number in self._owners[string]:
                if number not in left_out:
                    found.setdefault(number, []).append(places)
        table: list[list[int] | None] = [[] if have else None for have in self._have]
        for number, lists in found.items():
            table[number] = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        for number in left_out:
            table[number] = []
        return table
