"""Words in texts: which of many words stand in a text as whole words."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from extractor.knowledge.gazetteer import lowered


class Finder:
    """Finds whole words, in any case; a word that ends in "*" is the beginning of others."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if word.strip("*")})
        self._automaton = AhoCorasick([word.rstrip("*") for word in self._words]) if self._words else None

    def find(self, text: str) -> list[tuple[int, str]]:
        """Every hit: where it begins, and the word."""
        if self._automaton is None:
            return []
        low = " ".join(lowered(text).split())
        hits = self._automaton.find_matches_as_indexes(low, overlapping=True)
        return [(start, self._words[at]) for at, start, end in hits if _whole(low, start, end, self._words[at])]

    def longest(self, text: str) -> list[str]:
        """The words that are found in no longer one at the same place, in order."""
        found: list[str] = []
        end = 0
        for start, word in sorted(self.find(text), key=lambda hit: (hit[0], -len(hit[1]))):
            if start + len(word) > end:
                found.append(word)
                end = start + len(word)
        return found


def words_in(texts: Iterable[str], words: Iterable[str]) -> set[str]:
    """The words that stand in any of the texts."""
    finder = Finder(words)
    return {word for text in texts for _, word in finder.find(text)}


def _whole(text: str, start: int, end: int, word: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    open_end = word.endswith("*")
    return not _joins(before, word[0]) and (open_end or not _joins(after, word[-1]))


def _joins(neighbour: str, letter: str) -> bool:
    return neighbour.isalnum() and letter.isalnum()


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Items in order, each once."""
    return tuple(dict.fromkeys(items))
