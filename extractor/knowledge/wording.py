"""Patterns whose word lists stand in the knowledge: the code holds the grammar, `lists.toml` the words.

In a template `<hedge>` stands for any word of the list `hedge`, tried in the order in which the file gives them. In a
word `*` stands for the rest of that word: "prepar*" is prepare, prepares, preparing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from weakref import ReferenceType, WeakKeyDictionary, ref

from extractor.knowledge.reader import Knowledge

SLOT = re.compile(r"(?<!\?P)<([a-z][a-z_]+)>")
"""A list in a template; `(?P<name>` is the name of a group."""
NEVER = "(?!)"  # what a list without words matches


def spelled(word: str) -> str:
    """The pattern of one word of a list."""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")


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
            filled = SLOT.sub(lambda slot: "|".join(map(spelled, lists[slot[1]])) or NEVER, self._template)
            compiled = self._compiled[knowledge] = _compiled(filled, self._flags)
        self._last = (ref(knowledge), compiled)
        return compiled
