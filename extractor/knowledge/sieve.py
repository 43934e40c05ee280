"""Regular expressions tried only where they can match: the places are read off the expressions themselves.

An expression of a hundred alternatives is tried at every character of a text, though hardly any place begins like one
of them. One automaton finds what those of many expressions begin with, or must hold, in a single pass (as in RE2's
FilteredRE2). What is found is the same.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ahocorasick_rs import AhoCorasick

from extractor.knowledge.expressions import holdings, longest, openings

FEW = 20  # places in a text, sooner tried than asked whether a match there could hold what it must
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
        found = self.sieve.openings.places(self.low)
        if not self.sieve.looks_inside or sum(len(places) for places in found if places) <= FEW:
            return found
        return [self._in_reach(number, places) for number, places in enumerate(found)]

    @cached_property
    def held(self) -> Sequence[Sequence[int] | None]:
        """Where the strings begin one of which each match must hold."""
        return self.sieve.holdings.places(self.low)

    def _in_reach(self, number: int, places: list[int] | None) -> list[int] | None:
        """Those of the places from which a match could hold what it must."""
        held = self.held[number]
        reach = self.sieve.longest[number]
        if held == []:
            return []
        if not places or held is None or reach > NEAR:
            return places
        kept: list[int] = []
        first = 0
        for place in held:
            first = bisect_right(places, place - reach, first)
            behind = bisect_right(places, place, first)
            kept += places[first:behind]
            first = behind
        return kept

    def finditer(self, number: int, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """What `patterns[number].finditer(text, start, end)` gives."""
        places = self.places[number]
        return iter(()) if places == [] else self._found(number, start, end)

    def around(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Numbers of the expressions that may begin in one of the spans, in order."""
        starts, numbers, anywhere = self._beginning
        found = {n for s, e in spans for n in numbers[bisect_left(starts, s) : bisect_left(starts, e)]}
        return sorted(found.union(anywhere))

    def within(self, start: int, end: int) -> list[int]:
        """Numbers of the expressions that may lie in a stretch of the text, in order."""
        starts, numbers, anywhere = self._lying
        return sorted({*numbers[bisect_left(starts, start) : bisect_left(starts, end)], *anywhere})

    def may_lie(self, number: int, start: int, end: int) -> bool:
        """Whether a match of `patterns[number]` may lie in a stretch of the text; False is certain."""
        held = self.held[number]
        return held is None or bisect_left(held, start) < bisect_left(held, end)

    def holds(self, number: int, start: int, end: int) -> bool:
        """Whether `patterns[number].search(text, start, end)` finds anything."""
        places, pattern = self.places[number], self.patterns[number]
        if places is None:
            return pattern.search(self.text, start, end) is not None
        for index in range(bisect_left(places, start), len(places)):
            place = places[index]
            if place >= end:
                break
            if pattern.match(self.text, place, end):
                return True
        return False

    @cached_property
    def _beginning(self) -> _ByPlace:
        return _by_place(self.places)

    @cached_property
    def _lying(self) -> _ByPlace:
        return _by_place(self.held)

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


_ByPlace = tuple[list[int], list[int], frozenset[int]]
"""Places in order, the number of the expression at each, and the numbers of those that may be anywhere."""


def _by_place(table: Sequence[Sequence[int] | None]) -> _ByPlace:
    found = sorted((place, number) for number, places in enumerate(table) for place in places or ())
    anywhere = frozenset(number for number, places in enumerate(table) if places is None)
    return [place for place, _ in found], [number for _, number in found], anywhere


class Sieve:
    """Many expressions, of which a text is asked at once where each of them can begin."""

    def __init__(self, patterns: Iterable[re.Pattern[str]], *, looks_inside: bool = True) -> None:
        """`looks_inside` where it pays to leave out places from which a match could not hold what it must."""
        self.patterns = tuple(patterns)
        self.looks_inside = looks_inside
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
        groups = {tuple(numbers): group for group, numbers in enumerate(dict.fromkeys(map(tuple, table.values())))}
        self._groups = tuple(groups)
        self._group_of = [groups[tuple(numbers)] for numbers in table.values()]
        self._automaton = AhoCorasick(list(table)) if table else None

    def places(self, low: str) -> list[list[int] | None]:
        """For each number where its strings begin, in order; None for a number that has none."""
        found: list[list[list[int]]] = [[] for _ in self._have]
        for numbers, places in zip(self._groups, self._by_group(low), strict=True):
            if places:
                for number in numbers:
                    found[number].append(places)
        return [_in_order(lists) if have else None for have, lists in zip(self._have, found, strict=True)]

    def _by_group(self, low: str) -> list[list[int]]:
        """Where the strings begin that the same numbers have, in order."""
        starts: list[list[int]] = [[] for _ in self._groups]
        if self._automaton is not None:
            for string, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
                starts[self._group_of[string]].append(start)
        for places in starts:
            places.sort()
        return starts


def _in_order(lists: list[list[int]]) -> list[int]:
    """The places of several groups together; no two are alike, since no string of a number begins another."""
    return lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
