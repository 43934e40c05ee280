"""Patterns whose word lists stand in the knowledge: the code holds the grammar, `lists.toml` the words.

In a template `<hedge>` stands for any word of the list `hedge`, tried in the order in which the file gives them. In a
word `*` stands for the rest of that word: "prepar*" is prepare, prepares, preparing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from weakref import ReferenceType, WeakKeyDictionary, ref

from extractor.knowledge.reader import Knowledge

SLOT = re.compile(r"(?<!\?P)<([a-z][a-z_]+)>")
"""A list in a template; `(?P<name>` is the name of a group."""
NEVER = "(?!)"  # what a list without words matches


def spelled(word: str) -> str:
    """The pattern of one word of a list."""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")


_PIECE = re.compile(r"\\w\*|\[[^]]*\]|\\?.", re.DOTALL)
"""What stands for one character in a spelled word."""


def any_of(words: Iterable[str]) -> str:
    """One pattern for spelled words that matches as "a|b|c" would, and sooner: what they begin with stands once.

    Of two words that match at one place the first counts, as there: words that begin differently never both do.
    """
    return _any_of(tuple(words))


@lru_cache(maxsize=1024)
def _any_of(words: tuple[str, ...]) -> str:
    """Kept, since many templates share a list, and knowledge bases that differ in one list share all others."""
    return "|".join(_branches([_PIECE.findall(word) for word in words]))


def _branches(words: list[list[str]]) -> list[str]:
    groups: dict[str, list[list[str]]] = {}
    for word in words:
        groups.setdefault(word[0] if word else "", []).append(word)
    if _clash(groups):
        return list(dict.fromkeys(map("".join, words)))
    return [_branch(first, group) for first, group in groups.items()]


def _branch(first: str, words: list[list[str]]) -> str:
    if not first:
        return ""
    rest = _branches([word[1:] for word in words])
    return first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")


def _clash(firsts: Iterable[str]) -> bool:
    """Whether two pieces may match the same character: "[ -]" and a blank."""
    pieces = list(filter(None, firsts))
    several = [piece for piece in pieces if piece.startswith(("[", r"\w"))]
    return len(several) > 1 or any(
        several[0] == r"\w*" or re.fullmatch(several[0], piece[-1])
        for piece in pieces
        if several and piece != several[0]
    )


@lru_cache(maxsize=1024)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """One compiled pattern for all knowledge bases that have the same words for it."""
    return re.compile(pattern, flags)


class Pattern:
    """A pattern with word lists in it, compiled once for a knowledge base."""

    def __init__(self, template: str, flags: int = 0) -> None:
        self._template = template
        self._flags = flags
        self._compiled: WeakKeyDictionary[Knowledge, re.Pattern[str]] = WeakKeyDictionary()
        self._last: tuple[ReferenceType[Knowledge], re.Pattern[str]] | None = None

    def __call__(self, knowledge: Knowledge) -> re.Pattern[str]:
        """The compiled pattern, with the words of this knowledge base."""
        if self._last is not None and self._last[0]() is knowledge:  # nearly always: a run has one knowledge base
            return self._last[1]
        compiled = self._compiled.get(knowledge)
        if compiled is None:
            lists = knowledge.word_lists
            filled = SLOT.sub(lambda slot: any_of(map(spelled, lists[slot[1]])) or NEVER, self._template)
            compiled = self._compiled[knowledge] = _compiled(filled, self._flags)
        self._last = (ref(knowledge), compiled)
        return compiled
