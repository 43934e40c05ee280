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
        self._last: tuple[str, list[tuple[int, int, int]], list[int]] | None = None

    def find(self, text: str, low: str) -> Iterator[Hit]:
        """Hits in `text`, leftmost longest first, none inside another; `low` is `lowered(text)`."""
        return self._hits(text, self._matches(low)[0])

    def find_apart(self, text: str, low: str) -> Iterator[Hit]:
        """Hits of each row as if the others had no forms: of two rows one may lie inside the other."""
        ends: dict[int, int] = {}
        for pattern, start, end in self._matches(low)[0]:
            if _is_whole(text, start, end):
                for row in self._written(pattern, text[start:end]):
                    if start >= ends.get(row, 0):
                        yield Hit(start, end, row)
                        ends[row] = end

    def find_within(self, text: str, low: str, start: int, end: int) -> Iterator[Hit]:
        """Hits in `text[start:end]`, as if nothing stood around it."""
        matches, starts = self._matches(low)
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return iter(())
        inside = [m for m in matches[first : bisect_left(starts, end, first)] if m[2] <= end]
        hits = self._hits(text[start:end], [(row, a - start, b - start) for row, a, b in inside])
        return (Hit(start + hit.start, start + hit.end, hit.row) for hit in hits)

    def _matches(self, low: str) -> tuple[list[tuple[int, int, int]], list[int]]:
        """All forms in a text, whether whole words or not, and where they begin; kept for the text asked about last."""
        if self._last is not None and self._last[0] is low:
            return self._last[1:]
        found = self._automaton.find_matches_as_indexes(low, overlapping=True) if self._automaton else []
        matches = sorted(found, key=lambda match: (match[1], -match[2]))
        starts = [start for _, start, _ in matches]
        if len(low) >= ARTICLE:
            self._last = (low, matches, starts)
        return matches, starts

    def _hits(self, text: str, matches: list[tuple[int, int, int]]) -> Iterator[Hit]:
        end_of_last = 0
        for pattern, start, end in matches:
            if start < end_of_last or not _is_whole(text, start, end):
                continue
            row = next(self._written(pattern, text[start:end]), None)
            if row is not None:
                yield Hit(start, end, row)
                end_of_last = end

    def _written(self, pattern: int, written: str) -> Iterator[int]:
        """Rows one of whose forms is written so."""
        for exact, capitals, row in self._rows[pattern]:
            if written == exact if exact else all(written[i].isupper() for i in capitals):
                yield row


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def _case(form: str) -> tuple[str, tuple[int, ...]]:
    """How a form must be written: exactly so, or with capitals at some places."""
    if form.isupper() and len(form) <= SHORT_ACRONYM:
        return form, ()
    return "", tuple(i for i, c in enumerate(form) if c.isupper() and (i == 0 or not form[i - 1].isalnum()))
