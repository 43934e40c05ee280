"""Where evidence stands in two texts of one article: the same place although its offsets shifted, or another place.

Places are counted in ink, characters that are no white space, from the beginning in what both texts begin with, from
the end in what both end with. Between the two lies what was edited; there the words themselves are the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

from extractor.diff.change import Words

Place: TypeAlias = tuple[str, int, int] | tuple[str, str]

SENTENCE = 300  # characters of a sentence shown around evidence
_ENDS = ".!?\n"
_CLOSERS = "\"'\u201d\u2019)]"


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch that differs, in ink: `head` before it and `tail` after it are in both texts."""

    head: int
    tail: int


class Texts:
    """Two texts of one article, and the places that evidence has in both."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.same = old == new
        self._ink: tuple[list[int], list[int]] | None = None
        self._edit: Edit | None = None
        if not self.same:
            self._ink = (_ink_before(old), _ink_before(new))
            self._edit = _edit(_ink_of(old), _ink_of(new))

    @property
    def same_ink(self) -> bool:
        """Whether the texts differ in white space at most."""
        return self._edit is None

    def place(self, evidence: Mapping[str, Any], *, in_new: bool) -> Place:
        """The place of evidence, comparable between the two texts."""
        start, end = int(evidence["start"]), int(evidence["end"])
        if self._ink is None:
            return "head", start, end
        ink = self._ink[in_new]
        if end >= len(ink):  # evidence beyond its text, in a record made by hand
            return "words", folded_space(str(evidence["text"]))
        start, end = ink[start], ink[end]
        if self._edit is None or end <= self._edit.head:
            return "head", start, end
        if ink[-1] - start <= self._edit.tail:
            return "tail", ink[-1] - start, ink[-1] - end
        return "words", folded_space(str(evidence["text"]))

    def edited(self) -> tuple[str, str]:
        """What stands between the common beginning and the common end, in the old and in the new text."""
        if self._ink is None or self._edit is None:
            return "", ""
        cuts = []
        for text, ink in ((self.old, self._ink[0]), (self.new, self._ink[1])):
            first = next((at for at, before in enumerate(ink) if before > self._edit.head), len(ink)) - 1
            last = next((at for at, before in enumerate(ink) if before >= ink[-1] - self._edit.tail), len(text))
            cuts.append(text[first:last].strip())
        return cuts[0], cuts[1]


def folded_space(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def words_of(evidence: Iterable[Mapping[str, Any]], text: str) -> tuple[Words, ...]:
    """Evidence with its line in the text."""
    return tuple(
        Words(start=int(e["start"]), end=int(e["end"]), text=str(e["text"]), line=text.count("\n", 0, e["start"]) + 1)
        for e in evidence
    )


def sentence_of(evidence: Sequence[Mapping[str, Any]], text: str) -> str:
    """The sentence around the first evidence, cut to `SENTENCE` characters, on one line."""
    if not evidence:
        return ""
    start, end = int(evidence[0]["start"]), int(evidence[0]["end"])
    first, last = start, end
    while first > 0 and start - first < SENTENCE and not _ends(text, first - 1):
        first -= 1
    while last < len(text) and last - start < SENTENCE and not _ends(text, last - 1):
        last += 1
    return folded_space(text[first:last])


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends with this character: a stop before a space, or an empty line. Wrapped lines go on."""
    char = text[at]
    after = text[at + 1 : at + 2]
    if char == "\n":
        return after == "\n"
    if char in _CLOSERS and at and text[at - 1] in _ENDS:
        return after in ("", " ", "\n")
    return char in ".!?" and (not after or after.isspace())


def _ink_of(text: str) -> str:
    return "".join(text.split())


def _ink_before(text: str) -> list[int]:
    """For each offset how much ink stands before it; one longer than the text."""
    return [0, *accumulate(not char.isspace() for char in text)]


def _edit(old: str, new: str) -> Edit | None:
    if old == new:
        return None
    shorter = min(len(old), len(new))
    head = _common(old, new, shorter)
    tail = _common(old[::-1], new[::-1], shorter - head)
    return Edit(head, tail)


def _common(old: str, new: str, limit: int) -> int:
    """How many characters both begin with: halving, so that slices and not characters are compared."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
