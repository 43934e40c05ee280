"""Regular expressions tried only where they can match: the places are read off the expressions themselves.

An expression of a hundred alternatives is tried at every character of a text, though hardly any place begins like one
of them. The strings that its matches begin with, or one of which each match holds, follow from the expression (as in
RE2's FilteredRE2); one automaton finds those of many expressions in a single pass. What is found is the same.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any

from ahocorasick_rs import AhoCorasick

from extractor.knowledge.gazetteer import lowered

_PARSER: Any = import_module("re._parser")  # the expression as `re` itself reads it; has no type hints

MOST = 1000  # strings that alternatives after one another may make; beyond that the first ones stand alone
SHORT = 3  # characters; shorter strings stand in every other word
MOST_OF_CLASS = 12  # characters of a class that are spelled out: "[Tt]", "[0-9]", but not "[a-z]"
Heads = frozenset[tuple[str, bool]]
"""Strings that what matches begins with; True where the string is the whole of it."""
_LIKE_ASCII = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
"""Letters that `re.IGNORECASE` takes for ASCII ones and `str.lower` does not."""
_DIGITS: Heads = frozenset((str(digit), True) for digit in range(10))

_EMPTY = ("", True)
_NOTHING: Heads = frozenset({_EMPTY})
_ANYTHING: Heads = frozenset({("", False)})


def folded(text: str) -> str:
    """The text with all cases alike, and the digits of all scripts, of equal length."""
    low = lowered(text)
    if low.isascii():
        return low
    digits = {ord(char): str(unicodedata.decimal(char)) for char in set(low) if char.isdecimal()}
    return low.translate(_LIKE_ASCII | digits)


@lru_cache(maxsize=1024)
def openings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Folded strings with one of which every match begins; None where some match may begin with anything."""
    return _strings(_heads(_parsed(pattern), ahead=True))


@lru_cache(maxsize=1024)
def holdings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Folded strings one of which every match holds; None where that cannot be told."""
    return _held(_parsed(pattern))


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
        idle = [at for at, inside in enumerate(self.held) if inside == []] if len(self.patterns) > 1 else ()
        return self.sieve.openings.places(self.low, frozenset(idle))

    @cached_property
    def held(self) -> Sequence[Sequence[int] | None]:
        """Where the strings begin one of which each match must hold."""
        return self.sieve.holdings.places(self.low)

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


def _parsed(pattern: re.Pattern[str]) -> list[tuple[Any, Any]]:
    return list(_PARSER.parse(pattern.pattern, pattern.flags))


def _strings(heads: Heads) -> frozenset[str] | None:
    strings = frozenset(string for string, _ in heads)
    return None if "" in strings else strings


def _heads(items: Sequence[tuple[Any, Any]], *, ahead: bool = False) -> Heads:
    """What a sequence begins with; with `ahead`, what it asks to follow counts as well."""
    heads = _NOTHING
    for item in items:
        following = _heads_of(*item, ahead=ahead)
        if len(heads) > 1 and len(heads) * len(following) > MOST:
            return _without_end(heads, following)
        longer = {(s + t, whole) for s, is_whole in heads if is_whole for t, whole in following}
        heads = frozenset({head for head in heads if not head[1]} | longer)
        if not any(whole for _, whole in heads):
            break
    return heads


def _without_end(heads: Heads, following: Heads) -> Heads:
    """Too many to be told with all that follows: only the shortest are, which would be found everywhere."""
    short = frozenset(head for head in heads if head[1] and len(head[0]) < SHORT)
    if len(short) * len(following) > MOST:
        short &= _NOTHING
    longer = {s + t for s, _ in short for t, _ in following}
    return frozenset((string, False) for string in longer | {s for s, _ in heads - short})


def _heads_of(operation: Any, argument: Any, *, ahead: bool) -> Heads:
    name = str(operation)
    if name == "LITERAL":
        return frozenset({(folded(chr(argument)), True)})
    if name == "IN":
        return _of_class(argument)
    if name == "FAILURE":
        return frozenset()
    if name == "ASSERT" and ahead and argument[0] > 0 and _strings(seen := _heads(list(argument[1]), ahead=True)):
        return frozenset((string, False) for string, _ in seen)
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return _NOTHING
    if name == "BRANCH":
        return frozenset().union(*(_heads(list(branch), ahead=ahead) for branch in argument[1]))
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _heads(list(argument[-1] if name == "SUBPATTERN" else argument), ahead=ahead)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = argument
        heads = _heads(list(inner), ahead=ahead)
        if most != 1:
            heads = frozenset((string, False) for string, _ in heads)
        return heads if least else heads | _NOTHING
    return _ANYTHING


def _of_class(members: Sequence[tuple[Any, Any]]) -> Heads:
    characters: set[str] = set()
    for operation, argument in members:
        name = str(operation)
        if name == "LITERAL":
            characters.add(chr(argument))
        elif name == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            return _DIGITS if len(members) == 1 else _ANYTHING
        elif name == "RANGE" and argument[1] - argument[0] < MOST_OF_CLASS:
            characters.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return _ANYTHING
    folds = {folded(character) for character in characters}
    return frozenset((fold, True) for fold in folds) if len(folds) <= MOST_OF_CLASS else _ANYTHING


def _held(items: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """The choice of strings that tells most: long ones, then few."""
    choices = [_strings(_heads(items[number:])) for number in range(len(items))]
    choices += [_held_in(*item) for item in items]
    return max((choice for choice in choices if choice), key=lambda c: (min(map(len, c)), -len(c)), default=None)


def _held_in(operation: Any, argument: Any) -> frozenset[str] | None:
    name = str(operation)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _held(list(argument[-1] if name == "SUBPATTERN" else argument))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _held(list(argument[2])) if argument[0] else None
    if name == "BRANCH":
        branches = [_held(list(branch)) for branch in argument[1]]
        return None if None in branches else frozenset().union(*(branch or () for branch in branches))
    return None
