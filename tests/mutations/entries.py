"""The entries of the knowledge that sentences hold, and the knowledge without one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final, TypeVar

from extractor.knowledge.forms import Row
from extractor.knowledge.reader import Knowledge

RowT = TypeVar("RowT", bound=Row)
MENTIONED_ONLY: Final = frozenset(
    {
        "conduct_verb", "failed", "attempted", "planned", "hypothetical", "negated", "habitual", "report_verb",
        "simulation", "intercepted",
    }
)  # fmt: skip
"""Cues that are mentions and decide nothing about a launch: `test_mutations.py` finds each of their words in a text."""
MADE_OF: Final = {"lists": "word_lists", "cues": "cue_words"}
"""What the knowledge makes of a file that changes; the rest is taken over as it was made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a list: `file` and `row` say where it stands."""

    file: str
    row: str
    word: str

    @property
    def place(self) -> str:
        """The list that it stands in."""
        return f"{self.file}/{self.row}"

    @property
    def name(self) -> str:
        """How `not_held.toml` names it."""
        return f"{self.place}/{self.word}"


def entries(knowledge: Knowledge) -> Iterator[Entry]:
    """All entries that a sentence must hold, file by file."""
    for words in knowledge.lists.list_:
        yield from (Entry("lists", words.id, word) for word in words.words)
    for cue in knowledge.cues.cue:
        if cue.id not in MENTIONED_ONLY:
            yield from (Entry("cues", cue.id, word) for word in cue.words)
    for unit in knowledge.units.unit:
        yield from (Entry("units", unit.id, form) for form in unit.forms)
    for quantity in knowledge.units.quantity:
        yield from (Entry("units", f"{quantity.min} to {quantity.max}", word) for word in quantity.words)


def without(knowledge: Knowledge, entry: Entry) -> Knowledge:
    """The knowledge with one entry taken away; what the entry has no part in is taken over, not made again."""
    rows = getattr(knowledge, entry.file)
    if entry.file == "lists":
        changed = rows.model_copy(update={"list_": tuple(_less(row, row.id, entry) for row in rows.list_)})
    elif entry.file == "cues":
        changed = rows.model_copy(update={"cue": tuple(_less(row, row.id, entry) for row in rows.cue)})
    else:
        changed = rows.model_copy(
            update={
                "unit": tuple(_less(row, row.id, entry, "forms") for row in rows.unit),
                "quantity": tuple(_less(row, f"{row.min} to {row.max}", entry) for row in rows.quantity),
            }
        )
    mutant = replace(knowledge, **{entry.file: changed})
    vars(mutant).update({name: made for name, made in _made(knowledge).items() if name != MADE_OF.get(entry.file)})
    return mutant


@cache
def _made(knowledge: Knowledge) -> dict[str, object]:
    """All that the knowledge makes of its files when first asked."""
    lazy = (name for name, value in vars(Knowledge).items() if isinstance(value, cached_property))
    return {name: getattr(knowledge, name) for name in lazy}


def _less(row: RowT, name: str, entry: Entry, key: str = "words") -> RowT:
    if name != entry.row:
        return row
    return row.model_copy(update={key: tuple(word for word in getattr(row, key) if word != entry.word)})
