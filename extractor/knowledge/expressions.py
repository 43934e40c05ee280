"""What the matches of a regular expression begin with, and what each of them holds, read off the expression itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from itertools import takewhile
from typing import Any

from extractor.knowledge.gazetteer import lowered

_PARSER: Any = import_module("re._parser")  # the expression as `re` itself reads it; has no type hints
_LITERAL: Any = _PARSER.LITERAL

MOST = 1000  # strings that alternatives after one another may make; beyond that the first ones stand alone
SHORT = 3  # characters; shorter strings stand in every other word
MOST_OF_CLASS = 12  # characters of a class that are spelled out: "[Tt]", "[0-9]", but not "[a-z]"
Heads = frozenset[tuple[str, bool]]
"""Strings that what matches begins with; True where the string is the whole of it."""
_LIKE_ASCII = {"\u0130": "i", "\u0131": "i", "\u017f": "s"}
"""Letters that `re.IGNORECASE` takes for ASCII ones and `str.lower` does not."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_DIGITS: Heads = frozenset((str(digit), True) for digit in range(10))
Items = list[tuple[Any, Any]]
"""A sequence of parts of an expression, each an operation and its argument."""
_EMPTY = ("", True)
_NOTHING: Heads = frozenset({_EMPTY})
_ANYTHING: Heads = frozenset({("", False)})


def folded(text: str) -> str:
    """The text with all cases alike, and the digits of all scripts, of equal length."""
    low = lowered(text)
    if low.isascii():
        return low
    odd = {ord(char): fold for char in set(_BEYOND_ASCII.findall(low)) if (fold := _folded(char)) != char}
    return low.translate(odd) if odd else low


def _folded(char: str) -> str:
    return _LIKE_ASCII.get(char) or (str(unicodedata.decimal(char)) if char.isdecimal() else char)


@lru_cache(maxsize=1024)
def openings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Folded strings with one of which every match begins; None where some match may begin with anything."""
    return _Strings(pattern, ahead=True).begun_with()


@lru_cache(maxsize=1024)
def holdings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Folded strings one of which every match holds; None where that cannot be told."""
    return _Strings(pattern).held()


@lru_cache(maxsize=1024)
def longest(pattern: re.Pattern[str]) -> int:
    """The most characters a match can have; a very large number where there is no limit."""
    return int(_read(pattern).getwidth()[1])


@lru_cache(maxsize=256)
def _read(pattern: re.Pattern[str]) -> Any:
    return _PARSER.parse(pattern.pattern, pattern.flags)


class _Strings:
    """What can be told of the strings that the matches of one expression begin with or hold.

    What a part begins with is asked for by all that stands around it, and told once.
    """

    def __init__(self, pattern: re.Pattern[str], *, ahead: bool = False) -> None:
        """With `ahead`, what an expression asks to follow counts as well."""
        self._items: Items = list(_read(pattern))
        self._ahead = ahead
        self._known: dict[int, Heads] = {}  # by the identity of a part, which the tree keeps alive

    def begun_with(self) -> frozenset[str] | None:
        """Strings with one of which every match begins; none of them begins another."""
        return _without_longer(_strings(self._heads(self._items)))

    def held(self) -> frozenset[str] | None:
        """Strings one of which every match holds; none of them begins another."""
        return _without_longer(self._held(self._items))

    def _heads(self, items: Items) -> Heads:
        """What a sequence begins with."""
        letters = "".join(chr(argument) for _, argument in takewhile(_is_letter, items))
        heads: Heads = frozenset({(folded(letters), True)})
        for item in items[len(letters) :]:
            following = self._heads_of(item)
            whole = {s for s, is_whole in heads if is_whole}
            if len(whole) > 1 and len(whole) * len(following) > MOST:
                whole = _going_on(whole, following)
            longer = {(s + t, is_whole) for s in whole for t, is_whole in following}
            heads = frozenset({(s, False) for s, is_whole in heads if s not in whole or not is_whole} | longer)
            if not any(whole for _, whole in heads):
                break
        return heads

    def _heads_of(self, item: tuple[Any, Any]) -> Heads:
        """What one part begins with, as is told before."""
        heads = self._known.get(id(item))
        if heads is None:
            heads = self._known[id(item)] = self._told_of(*item)
        return heads

    def _told_of(self, operation: Any, argument: Any) -> Heads:
        name = str(operation)
        if name == "LITERAL":
            return frozenset({(folded(chr(argument)), True)})
        if name == "IN":
            return _of_class(argument)
        if name == "FAILURE":
            return frozenset()
        if name == "ASSERT" and self._ahead and argument[0] > 0 and _strings(seen := self._heads(list(argument[1]))):
            return frozenset((string, False) for string, _ in seen)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            return _NOTHING
        if name == "BRANCH":
            return frozenset().union(*(self._heads(list(branch)) for branch in argument[1]))
        if name in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._heads(list(argument[-1] if name == "SUBPATTERN" else argument))
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = argument
            heads = self._heads(list(inner))
            if most != 1:
                heads = frozenset((string, False) for string, _ in heads)
            return heads if least else heads | _NOTHING
        return _ANYTHING

    def _held(self, items: Items) -> frozenset[str] | None:
        """The choice of strings that tells most: long ones, then few; what begins behind a letter tells less.

        That there is a space tells nothing.
        """
        begins = (n for n in range(len(items)) if n == 0 or not _is_letter(items[n - 1]))
        sure = (n for n in begins if _strings(self._heads_of(items[n])))  # what may be empty tells less than the next
        choices = [_strings(self._heads(items[number:])) for number in sure]
        choices += [self._held_in(*item) for item in items]
        telling = (choice for choice in choices if choice and not any(map(str.isspace, choice)))
        return max(telling, key=lambda c: (min(map(len, c)), -len(c)), default=None)

    def _held_in(self, operation: Any, argument: Any) -> frozenset[str] | None:
        name = str(operation)
        if name in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._held(list(argument[-1] if name == "SUBPATTERN" else argument))
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._held(list(argument[2])) if argument[0] else None
        if name == "BRANCH":
            branches = [self._held(list(branch)) for branch in argument[1]]
            return None if None in branches else frozenset().union(*(branch or () for branch in branches))
        return None


def _is_letter(item: tuple[Any, Any]) -> bool:
    return item[0] is _LITERAL


def _strings(heads: Heads) -> frozenset[str] | None:
    strings = frozenset(string for string, _ in heads)
    return None if "" in strings else strings


def _without_longer(strings: frozenset[str] | None) -> frozenset[str] | None:
    """Those that begin with no other: wherever a longer one stands, the shorter one does."""
    if strings is None:
        return None
    kept: list[str] = []
    for string in sorted(strings):  # what begins with a string comes right behind it
        if not kept or not string.startswith(kept[-1]):
            kept.append(string)
    return frozenset(kept)


def _going_on(whole: set[str], following: Heads) -> set[str]:
    """Too many to be told with all that follows: only the shortest are, which would be found everywhere."""
    short = {string for string in whole if len(string) < SHORT}
    return short if len(short) * len(following) <= MOST else whole & {""}


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
