"""Literal strings to rows: one automaton a table, whole words only, case respected where a name needs it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

SHORT_ACRONYM = 5
"""Forms in capitals up to this length match in capitals only: "US" is a country, "us" is not; "SAM" is not Sam."""


ARTICLE = 200
"""Characters from which a text is one that is asked about again, rather than a name looked up."""


class Hit(NamedTuple):
    """A form found in a text, and the row it stands for."""

    start: int
    end: int
    row: int


_Match = tuple[int, int, tuple[int, ...]]
"""Where a form stands as a whole word, and the rows it stands for there."""


def lowered(text: str) -> str:
    """Lower case of equal length: characters whose lower case is longer stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def variants(form: str) -> set[str]:
    """Spellings that differ by hyphen or space only: Hwasong-18, Hwasong 18; Jong-un, Jong Un."""
    return {form, form.replace("-", " ")} if "-" in form else {form}


class Gazetteer:
    """Finds the forms of one table; the longest form wins where two begin at one place."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        table: dict[str, list[tuple[str, int]]] = {}
        for form, row in forms:
            for variant in variants(form):
                table.setdefault(lowered(variant), []).append((variant, row))
        self._patterns = sorted(table)
        self._rows = [[(*_case(form), row) for form, row in table[pattern]] for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard) if self._patterns else None
        self._last: tuple[str, list[_Match], list[int]] | None = None

    def find(self, text: str, low: str) -> Iterator[Hit]:
        """Hits in `text`, leftmost longest first, none inside another; `low` is `lowered(text)`."""
        return _leftmost(self._matches(text, low)[0])

    def find_apart(self, text: str, low: str) -> Iterator[Hit]:
        """Hits of each row as if the others had no forms: of two rows one may lie inside the other."""
        ends: dict[int, int] = {}
        for start, end, rows in self._matches(text, low)[0]:
            for row in rows:
                if start >= ends.get(row, 0):
                    yield Hit(start, end, row)
                    ends[row] = end

    def find_within(self, text: str, low: str, start: int, end: int) -> Iterator[Hit]:
        """Hits inside `text[start:end]`, leftmost longest first, none inside another."""
        matches, starts = self._matches(text, low)
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return iter(())
        return _leftmost(m for m in matches[first : bisect_left(starts, end, first)] if m[1] <= end)

    def _matches(self, text: str, low: str) -> tuple[list[_Match], list[int]]:
        """All forms in a text, the longest first where several begin, and where they begin.

        They are kept for the text asked about last.
        """
        if self._last is not None and self._last[0] is low:
            return self._last[1:]
        found = self._automaton.find_matches_as_indexes(low, overlapping=True) if self._automaton else []
        matches = [
            (start, end, rows)
            for pattern, start, end in found
            if _is_whole(text, start, end) and (rows := self._written(pattern, text[start:end]))
        ]
        matches.sort(key=_longest_first)
        starts = [match[0] for match in matches]
        if len(low) >= ARTICLE:
            self._last = (low, matches, starts)
        return matches, starts

    def _written(self, pattern: int, written: str) -> tuple[int, ...]:
        """Rows one of whose forms is written so."""
        return tuple(
            row
            for exact, capitals, row in self._rows[pattern]
            if (written == exact if exact else all(written[i].isupper() for i in capitals))
        )


def _longest_first(match: _Match) -> tuple[int, int]:
    return match[0], -match[1]


def _leftmost(matches: Iterable[_Match]) -> Iterator[Hit]:
    """The first row of each match that begins behind the one before."""
    end_of_last = 0
    for start, end, rows in matches:
        if start >= end_of_last:
            yield Hit(start, end, rows[0])
            end_of_last = end


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def _case(form: str) -> tuple[str, tuple[int, ...]]:
    """How a form must be written: exactly so, or with capitals at some places."""
    if form.isupper() and len(form) <= SHORT_ACRONYM:
        return form, ()
    return "", tuple(i for i, c in enumerate(form) if c.isupper() and (i == 0 or not form[i - 1].isalnum()))
